"""Parquet: a row for each article, with the record's lists as nested columns; nothing of the record is left out.

In DuckDB: `SELECT document.source, unnest(sentences) FROM 'out.parquet'`. With `Layout.kind`, and in a folder, the flat
tables of `tables` instead, for what does not like to unnest. The types come from the record and the rows themselves. It
needs pyarrow, which is an extra of the package.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.tables import TABLES

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_RECORDS = 1_000
"""How many articles are held in memory, and make a row group."""


class _Table(NamedTuple):
    """The struct of a row, and what makes the rows of a record."""

    row: type[msgspec.Struct]
    rows: Callable[[Record], Iterable[msgspec.Struct]]


def save(records: Iterable[Record], path: Path, layout: Layout) -> None:
    """Write a file at `path`. Raises `OSError`."""
    table = _Table(*TABLES[layout.kind]) if layout.kind else _Table(Record, lambda record: [record])
    _write(records, {path: table})


def save_folder(records: Iterable[Record], path: Path, layout: Layout) -> None:
    """All flat tables, each a file that is named after it. Raises `OSError`."""
    _write(records, {path / f"{kind}.parquet": _Table(*table) for kind, table in TABLES.items()})


def _write(records: Iterable[Record], tables: dict[Path, _Table]) -> None:
    with ExitStack() as stack:
        files = [(stack.enter_context(_opened(path, table.row)), table) for path, table in tables.items()]
        for some in _parts(records):
            for file, table in files:
                _append(file, [row for record in some for row in table.rows(record)])


def _opened(path: Path, row: type[msgspec.Struct]) -> pq.ParquetWriter:
    import pyarrow as pa  # noqa: PLC0415 - an extra, and heavy
    import pyarrow.parquet as pq  # noqa: PLC0415

    kind = _arrow(row)
    return pq.ParquetWriter(path, pa.schema([kind.field(n) for n in range(kind.num_fields)]), compression="zstd")


def _append(file: pq.ParquetWriter, rows: list[msgspec.Struct]) -> None:
    import pyarrow as pa  # noqa: PLC0415

    plain = msgspec.to_builtins(rows, builtin_types=(date,))
    file.write_table(pa.Table.from_pylist(plain, schema=file.schema))


def _parts(records: Iterable[Record]) -> Iterator[list[Record]]:
    rest = iter(records)
    while some := list(islice(rest, _RECORDS)):
        yield some


def _arrow(hint: Any) -> pa.DataType:
    """The Arrow type of a type that a record or a row uses."""
    import pyarrow as pa  # noqa: PLC0415

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), date: pa.date32()}
    if hint in plain:
        return plain[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (list, tuple):
        return pa.list_(_arrow(arguments[0]))
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        return _arrow(next(argument for argument in arguments if argument is not type(None)))
    if issubclass(hint, msgspec.Struct):
        return pa.struct([pa.field(name, _arrow(kind)) for name, kind in get_type_hints(hint).items()])
    raise TypeError(f"no Arrow type for {hint}")
