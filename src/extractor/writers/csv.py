"""CSV (UTF-8, line ends LF): a header, then a row for each mention, or for each thing of one kind; see `tables`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.delimited import Dialect, folder, stream
from extractor.writers.safe import cell

_CSV = Dialect(",", cell)


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """One table. Several people or offences are joined by "; "."""
    return stream(records, layout, _CSV)


def save_folder(records: Iterable[Record], path: Path, layout: Layout) -> None:
    """All tables, each a file that is named after it."""
    folder(records, path, _CSV, ".csv")
