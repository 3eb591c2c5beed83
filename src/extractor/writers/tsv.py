"""TSV: as CSV, with tabs between the cells, and neither tabs nor line ends in them.

So each line is a row and each tab a boundary, for `cut` and `awk` as well as for what reads quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.delimited import Dialect, folder, stream
from extractor.writers.safe import cell, one_line

_TSV = Dialect("\t", lambda text: cell(one_line(text)))


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """One table. Several people or offences are joined by "; "."""
    return stream(records, layout, _TSV)


def save_folder(records: Iterable[Record], path: Path, layout: Layout) -> None:
    """All tables, each a file that is named after it."""
    folder(records, path, _TSV, ".tsv")
