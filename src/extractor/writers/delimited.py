"""Tables as lines of text, for spreadsheets: what CSV and TSV share."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.phrases import figure
from extractor.writers.tables import TABLES, Table


class Dialect(NamedTuple):
    """What separates the cells of a line, and how a text becomes a cell that nothing takes for a command."""

    delimiter: str
    cell: Callable[[str], str]


def stream(records: Iterable[Record], layout: Layout, dialect: Dialect) -> Iterator[bytes]:
    """The table of `Layout.kind`, else of the mentions. The header comes with the first record."""
    table = TABLES[layout.kind or "mentions"]
    for number, record in enumerate(records):
        lines = [_header(table), *_lines(table, record, dialect)] if not number else _lines(table, record, dialect)
        yield _joined(lines, dialect)


def folder(records: Iterable[Record], path: Path, dialect: Dialect, suffix: str) -> None:
    """A file for each table, all with a header."""
    with ExitStack() as stack:
        files = {kind: stack.enter_context((path / f"{kind}{suffix}").open("wb")) for kind in TABLES}
        for kind, file in files.items():
            file.write(_joined([_header(TABLES[kind])], dialect))
        for record in records:
            for kind, file in files.items():
                file.write(_joined(_lines(TABLES[kind], record, dialect), dialect))


def _header(table: Table) -> list[str]:
    return list(table.columns)


def _lines(table: Table, record: Record, dialect: Dialect) -> Iterator[list[str]]:
    for row in table.rows(record):
        yield [_cell(value, dialect) for value in msgspec.structs.astuple(row)]


def _cell(value: Any, dialect: Dialect) -> str:
    """Several values are joined by "; "."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(dialect.cell, value))
    if isinstance(value, bool):
        return str(value).lower()
    return figure(value) if isinstance(value, int | float) else dialect.cell(str(value))


def _joined(lines: Iterable[list[str]], dialect: Dialect) -> bytes:
    buffer = StringIO(newline="")
    csv.writer(buffer, delimiter=dialect.delimiter, lineterminator="\n").writerows(lines)
    return buffer.getvalue().encode()
