"""Articles in a Ray Dataset: a class for `map_batches`, whose actors load the model once and keep it.

```python
pages = ray.data.read_binary_files("s3://news/2024/", include_paths=True)
rows = pages.map_batches(Extract, batch_size=64, batch_format="pyarrow", concurrency=(1, 64), num_cpus=1)
rows.write_parquet("s3://records/2024/")
```

What Ray Data reads and writes, from the local disk to object stores, is read and written: this is only what happens
between. It needs the extra `extractor[ray]`, and this package on every node.
"""

from __future__ import annotations

import io
import os
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from extractor.article import Article
from extractor.batch.extraction import Extraction
from extractor.batch.messages import Input, Result
from extractor.batch.work import Task
from extractor.batch.worker import work_off
from extractor.errors import ExtractorError, Unreadable
from extractor.mention import Kind
from extractor.patterns import Patterns, read_patterns
from extractor.readers import article_of, articles_in
from extractor.readers.jsonl import FIELDS

try:
    import pyarrow as pa
except ImportError as error:
    raise ImportError("extractor.ray needs Ray Data: pip install 'extractor[ray]'") from error

BYTES = "bytes"
"""The column with the contents of files, in any format that there is a reader for. Else there must be one of text."""
SOURCES = ("source", "path", *FIELDS["id"])
"""What an article is called: the first of these columns that there is."""
RESULTS = pa.schema(
    [
        ("source", pa.string()),
        ("article", pa.int64()),
        ("record", pa.string()),
        ("error", pa.string()),
        ("remedy", pa.string()),
    ]
)
"""The columns that come out: the name; which article of its file it is, from 0; then either its record as JSON, or
what was wrong with it and what to do."""
_NO_BYTES = ("there are no bytes", "leave it out, or look where it comes from")


class Extract:
    """From batches of articles to batches with the columns of `RESULTS`, a row for each article.

    An article is a row with columns of text, date, title and name that are called as in `extractor.readers.jsonl`; or
    there are `bytes`, perhaps of many articles. The columns that are not the article itself are kept. What cannot be
    read or extracted is a row with an `error`; it never ends the run.
    """

    def __init__(
        self,
        model: str | None = None,
        *,
        patterns: Patterns | str | Path | None = None,
        only: Collection[Kind] | None = None,
        min_confidence: float | None = None,
        encoding: str | None = None,
        with_text: bool = False,
    ) -> None:
        """The options of the command line. Raises `ModelMissing`, `BadPatterns`."""
        own = read_patterns(patterns) if isinstance(patterns, (str, Path)) else patterns
        kinds = None if only is None else frozenset(only)
        self._work = _Rows(
            Task(
                model=model,
                patterns=own,
                only=kinds,
                min_confidence=min_confidence,
                encoding=encoding,
                with_text=with_text,
            )
        )

    def __call__(self, batch: pa.Table | Mapping[str, Any]) -> pa.Table:
        """`batch` is a table of pyarrow, columns of numpy, or a frame of pandas. Raises `NoArticles`."""
        table = _table(batch)
        columns = {name.lower(): name for name in table.column_names}
        texts = [columns[name] for name in (BYTES, *FIELDS["text"]) if name in columns]
        if not texts:
            raise NoArticles(table.column_names)
        found = list(self._work.results(table.to_pylist()))
        rows = pa.array([index for index, _ in found], pa.int64())
        kept = table.drop_columns([*texts, *(name for name in table.column_names if name in RESULTS.names)])
        results = [pa.array([row[number] for _, row in found], field.type) for number, field in enumerate(RESULTS)]
        schema = pa.schema([*kept.schema, *RESULTS])
        return pa.Table.from_arrays([*(column.take(rows) for column in kept.columns), *results], schema=schema)


class NoArticles(ExtractorError):
    """A dataset has no column with articles."""

    def __init__(self, columns: Collection[str]) -> None:
        """`columns` are those that it has."""
        wanted = ", ".join(FIELDS["text"][:4])
        super().__init__(f"none of the columns {', '.join(columns)} has articles; rename one to {BYTES}, {wanted}")


_Row = tuple[str | None, int, str | None, str | None, str | None]


class _Rows(Extraction):
    """The work of a batch's worker, with rows in place of files."""

    def results(self, rows: list[dict[str, Any]]) -> Iterator[tuple[int, _Row]]:
        """For each article the index of its row, and its row of `RESULTS`."""
        self._rows = [{name.lower(): _plain(value) for name, value in row.items()} for row in rows]
        names = [_name(row) for row in self._rows]
        items = [Input(str(index).encode(), os.fsencode(name or "")) for index, name in enumerate(names)]
        for index, result in work_off(self, items):
            if result.is_article:
                yield index, _row(result, names[index])

    def articles(self, item: Input) -> Iterator[Article | Unreadable]:
        """Those of a row."""
        row = self._rows[int(item.key)]
        name = _name(row) or ""
        if BYTES not in row:
            article = article_of(row, name)
            yield article if name else msgspec.structs.replace(article, source=None)
        elif row[BYTES] is None:
            raise Unreadable(name, *_NO_BYTES)
        else:
            yield from articles_in(io.BytesIO(row[BYTES]), name, encoding=self._task.encoding)


def _row(result: Result, name: str | None) -> _Row:
    failure = result.failure
    if failure is None:
        return name, result.number, result.line.decode().rstrip("\n"), None, None
    return name and failure.source, result.number, None, failure.error, failure.remedy


def _name(row: Mapping[str, Any]) -> str | None:
    return next((str(row[column]) for column in SOURCES if row.get(column) not in (None, "")), None)


def _plain(value: Any) -> Any:
    """Days and times as text, which is how readers take them."""
    return value.isoformat() if isinstance(value, date) else value


def _table(batch: Any) -> pa.Table:
    if isinstance(batch, pa.Table):
        return batch
    if isinstance(batch, Mapping):
        return pa.table({name: pa.array(list(values), from_pandas=True) for name, values in batch.items()})
    return pa.Table.from_pandas(batch, preserve_index=False)


def json_lines(path: str, **options: Any) -> Any:
    """Where `Dataset.write_datasink` is to put the records: files of JSON Lines in a folder, like those of the batch.

    `options` are those of Ray's `BlockBasedFileDatasink`, such as `filesystem`. Rows with an error have no record and
    no line; what is to be kept of them, `write_parquet` keeps.
    """
    from ray.data.datasource import BlockBasedFileDatasink

    class JsonLines(BlockBasedFileDatasink):
        def write_block_to_file(self, block: Any, file: Any) -> None:
            for record in block.to_arrow()["record"]:
                if record.is_valid:
                    file.write(record.as_py().encode() + b"\n")

    return JsonLines(path, file_format="jsonl", **options)
