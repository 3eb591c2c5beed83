"""What goes to the workers and comes back: plain values that travel as MessagePack, not as pickles."""

from __future__ import annotations

import os

import msgspec

from extractor.errors import Unreadable
from extractor.readers import name_of


class Input(msgspec.Struct, frozen=True):
    """One file below the folder. Paths are bytes, because a file name need not be text."""

    key: bytes
    """Its place in the order of the walk: keys sort, byte by byte, as the walk goes."""
    path: bytes
    size: int = -1
    """Size in bytes and time of change in nanoseconds: a file of which either changed is done anew. -1: not known."""
    modified: int = -1
    skip: int = 0
    """How many of its articles are done already."""
    fault: tuple[str, str] | None = None
    """What the walk found wrong with it, and what to do: it is not read then."""

    @property
    def source(self) -> str:
        """The path for Python's own functions."""
        return os.fsdecode(self.path)

    @property
    def name(self) -> str:
        """The path for people and records."""
        return name_of(self.source)


class Failure(msgspec.Struct, frozen=True):
    """An article, or a whole file, without a record. `error` and `remedy` are clauses without a full stop."""

    source: str
    error: str
    remedy: str

    def __str__(self) -> str:
        """One line, as every command words it."""
        return str(Unreadable(self.source, self.error, self.remedy))


class Result(msgspec.Struct, frozen=True):
    """Of one article its line of JSON, with the line end, or its failure; or the `end` of its file.

    What fails a whole file is a failure and the end in one, so that none comes without the other.
    """

    number: int
    """Which article of its file, from 0; at the end how many there were."""
    line: bytes = b""
    failure: Failure | None = None
    end: bool = False

    @property
    def is_article(self) -> bool:
        """True if it stands for an article, or what should have been one."""
        return bool(self.line) or self.failure is not None


class Chunk(msgspec.Struct, frozen=True, tag=True):
    """Work for one worker. `alone`: article by article, because somebody died of one of them."""

    items: list[Input]
    alone: bool = False


class Stop(msgspec.Struct, frozen=True, tag=True):
    """Finish what is in hand; leave the rest of a long file."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """A worker has loaded what it needs. `warnings` are what it was told meanwhile."""

    warnings: list[str]


class Broken(msgspec.Struct, frozen=True, tag=True):
    """A worker cannot begin; no other could. `usage` tells a fault of the command line from one of ours."""

    error: str
    usage: bool


class Beat(msgspec.Struct, frozen=True, tag=True):
    """A worker is alive and begins to read, or to extract from `characters` of text."""

    reading: bool
    characters: int = 0


class Found(msgspec.Struct, frozen=True, tag=True):
    """Results of the chunk in hand, each with the index of its input there."""

    results: list[tuple[int, Result]]


class Done(msgspec.Struct, frozen=True, tag=True):
    """The chunk in hand is finished, or left because of `Stop`."""


Report = Ready | Broken | Beat | Found | Done
_order = msgspec.msgpack.Decoder(Chunk | Stop)
_report = msgspec.msgpack.Decoder(Report)
encode = msgspec.msgpack.encode


def order_of(data: bytes) -> Chunk | Stop:
    """What a worker is told."""
    told: Chunk | Stop = _order.decode(data)
    return told


def report_of(data: bytes) -> Report:
    """What a worker says."""
    said: Report = _report.decode(data)
    return said
