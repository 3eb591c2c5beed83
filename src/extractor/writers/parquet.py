"""Parquet: a row for each article, with the record's lists as nested columns; nothing of the record is left out.

In DuckDB: `SELECT document.source, unnest(sentences) FROM 'out.parquet'`. The types come from the record itself. It
needs pyarrow, which is an extra of the package.
"""

from __future__ import annotations

import types
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from extractor.errors import ExtractorError
from extractor.record import Record

if TYPE_CHECKING:
    import pyarrow as pa

INSTALL = "pip install 'extractor[parquet]'"
_ROWS = 1_000


class PyarrowMissing(ExtractorError):
    """The library that writes Parquet is not installed."""

    usage = True

    def __init__(self) -> None:
        """The text names the command that installs it."""
        super().__init__(f"Parquet needs pyarrow, which is not installed: {INSTALL}, or choose another --format")


def check() -> None:
    """Raises `PyarrowMissing` if `save` could not work."""
    try:
        import pyarrow  # noqa: F401, PLC0415 - an extra, and heavy
    except ImportError:
        raise PyarrowMissing from None


def save(records: Iterable[Record], path: Path) -> None:
    """Write a file at `path`, a thousand articles at a time. Raises `PyarrowMissing`, `OSError`."""
    check()
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    kind = _arrow(Record)
    schema = pa.schema([kind.field(n) for n in range(kind.num_fields)])
    rows = iter(records)
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while some := [record.to_dict() for record in islice(rows, _ROWS)]:
            writer.write_table(pa.Table.from_pylist(some, schema=schema))


def _arrow(hint: Any) -> pa.DataType:
    """The Arrow type of a type that the record uses."""
    import pyarrow as pa  # noqa: PLC0415

    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if hint in plain:
        return plain[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is list:
        return pa.list_(_arrow(arguments[0]))
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        return _arrow(next(argument for argument in arguments if argument is not type(None)))
    if issubclass(hint, msgspec.Struct):
        return pa.struct([pa.field(name, _arrow(kind)) for name, kind in get_type_hints(hint).items()])
    raise TypeError(f"no Arrow type for {hint}")
