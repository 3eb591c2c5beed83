"""What a worker does with a file, as the engine sees it, and what is asked for. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from extractor.batch.messages import Input
from extractor.errors import Unreadable
from extractor.mention import Kind

if TYPE_CHECKING:
    from extractor.article import Article
    from extractor.patterns import Patterns

DateSource = Literal["name", "metadata", "mtime"]


class Work(Protocol):
    """What the engine needs of a worker's work. Tests put faulty work in its place."""

    def articles(self, item: Input) -> Iterator[Article | Unreadable]:
        """The articles of a file, and what is no article among them. Raises `Unreadable` where no more can be had."""

    def lines(self, articles: Sequence[Article]) -> list[bytes]:
        """For each article one line, with its line end."""


class Task(msgspec.Struct, frozen=True):
    """What is asked for: all that a record depends on besides the file. Called, it loads the model."""

    model: str | None = None
    patterns: Patterns | None = None
    only: frozenset[Kind] | None = None
    min_confidence: float | None = None
    date: date | None = None
    date_from: tuple[DateSource, ...] = ()
    encoding: str | None = None
    with_text: bool = False

    def __call__(self) -> Work:
        """Ready to work. Raises `ModelMissing`."""
        from extractor.batch.extraction import Extraction  # noqa: PLC0415 - spaCy, in the workers alone

        return Extraction(self)
