"""What a worker does with a file: its articles, and their records as lines of JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from extractor.article import Article, date_in_name, make_article
from extractor.batch.messages import Input
from extractor.errors import Unreadable
from extractor.mention import Kind
from extractor.readers import name_of, read
from extractor.record import DateFrom
from extractor.writers import Layout
from extractor.writers.jsonl import write

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

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
    only: frozenset[Kind] | None = None
    date: date | None = None
    date_from: tuple[DateSource, ...] = ()
    encoding: str | None = None

    def __call__(self) -> Work:
        """Ready to work. Raises `ModelMissing`."""
        from extractor.pipeline import load  # noqa: PLC0415 - spaCy, in the workers alone

        return _Extraction(self, load(self.model))


class _Extraction:
    def __init__(self, task: Task, extractor: Extractor) -> None:
        self._task = task
        self._extractor = extractor

    def articles(self, item: Input) -> Iterator[Article | Unreadable]:
        for article in read_articles(item.source, encoding=self._task.encoding, given=self._task.date):
            yield article if isinstance(article, Unreadable) else dated(article, item, self._task.date_from)

    def lines(self, articles: Sequence[Article]) -> list[bytes]:
        records = [
            record.narrowed(self._task.only, article.warnings)
            for record, article in zip(self._extractor.stream(articles), articles, strict=True)
        ]
        return list(write(records, Layout()))


def read_articles(
    source: str, *, encoding: str | None = None, given: date | None = None
) -> Iterator[Article | Unreadable]:
    """The one article of a plain text. It stands in for `extractor.readers.articles`, with the same signature."""
    text = read(source, encoding=encoding)
    article = make_article(text.text, source=name_of(source), given=given)
    yield msgspec.structs.replace(article, warnings=text.warnings)


def dated(article: Article, item: Input, sources: Sequence[DateSource]) -> Article:
    """The article with a date from the first of `sources` that has one; else as it is.

    The time of change is taken in UTC, so that the record is the same everywhere.
    """
    for source in sources:
        day, date_from = _date(article, item, source)
        if day:
            return msgspec.structs.replace(article, date=day, date_from=date_from)
    return article


def _date(article: Article, item: Input, source: DateSource) -> tuple[date | None, DateFrom]:
    if source == "name":
        return date_in_name(item.source), "filename"
    if source == "mtime":
        known = item.modified >= 0
        return datetime.fromtimestamp(item.modified // 10**9, timezone.utc).date() if known else None, "mtime"
    return article.date if article.date_from == "metadata" else None, "metadata"
