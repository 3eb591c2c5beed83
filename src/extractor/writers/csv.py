"""CSV (UTF-8, line ends LF): a header, then a row for each mention. The columns are those of `rows.Row`."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.phrases import figure
from extractor.writers.rows import COLUMNS, rows
from extractor.writers.safe import cell


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """The header comes with the first record. Several people or offences are joined by "; "."""
    buffer = StringIO(newline="")
    table = csv.writer(buffer, lineterminator="\n")
    header: tuple[str, ...] | None = COLUMNS
    for record in records:
        if header:
            table.writerow(header)
            header = None
        table.writerows([_cell(getattr(row, column)) for column in COLUMNS] for row in rows(record))
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def _cell(value: str | float | tuple[str, ...] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(cell, value))
    return cell(value) if isinstance(value, str) else figure(value)
