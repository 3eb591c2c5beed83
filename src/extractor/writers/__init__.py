"""Writers: records to bytes, one record at a time.

A writer is a module of this package, named after its format, with a function `write(records, layout)`. It is
imported when it is asked for. Each makes harmless what its medium would execute (see `safe`); JSON stays
exact. No records make no bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from extractor.record import Record

FORMATS = ("table", "json", "jsonl", "csv", "explain")


class Layout(NamedTuple):
    """What a writer may need to know. `width` is in columns of a terminal."""

    many: bool = False
    """Several inputs: JSON is an array then, else one object."""
    flat: bool = False
    """A row for each mention instead of a record for each article, where the format has both."""
    width: int = 80
    colour: bool = False


def write(format: str, records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """The output in pieces, each ready as soon as its record is. `format` is one of `FORMATS`."""
    pieces: Iterator[bytes] = import_module(f"extractor.writers.{format}").write(records, layout)
    return pieces
