"""What a worker does with a file: its articles, and their records as lines of JSON."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timezone

import msgspec

from extractor.article import Article, date_in_name
from extractor.batch.messages import Input
from extractor.batch.work import DateSource, Task
from extractor.errors import Unreadable
from extractor.pipeline import load
from extractor.readers import articles
from extractor.record import DateFrom, Record
from extractor.threshold import at_least
from extractor.writers import Layout
from extractor.writers.jsonl import write

_MOST_WORDS = 60_000
_LEARNT = 200
_LONGEST_LESSON = 20_000


class Extraction:
    """The work itself, in one process."""

    def __init__(self, task: Task) -> None:
        """Load the model. Raises `ModelMissing`."""
        self._task = task
        self._load()

    def articles(self, item: Input) -> Iterator[Article | Unreadable]:
        """What the readers give, dated as asked."""
        for found in articles(item.source, encoding=self._task.encoding, given=self._task.date):
            yield found if isinstance(found, Unreadable) else dated(found, item, self._task.date_from)

    def lines(self, articles: Sequence[Article]) -> list[bytes]:
        """Their records, as `--format jsonl` writes them."""
        if len(self._extractor.nlp.vocab) > self._full:
            self._renew()
        if self._to_learn > 0:
            self._learn(articles)
        records = zip(self._extractor.stream(articles), articles, strict=True)
        return list(write((self._asked(*both) for both in records), Layout()))

    def _asked(self, record: Record, article: Article) -> Record:
        record = at_least(record, self._task.min_confidence or 0).narrowed(self._task.only)
        return record.with_text(article.text) if self._task.with_text else record

    def _load(self) -> None:
        self._extractor = load(self._task.model, patterns=self._task.patterns)
        self._to_learn = _LEARNT
        self._full = len(self._extractor.nlp.vocab) + _MOST_WORDS
        gc.freeze()  # what is loaded stays: no collection need look at it again

    def _renew(self) -> None:
        """Load everything anew, because spaCy's tables keep an empty place for each word that they forgot."""
        del self._extractor
        gc.unfreeze()
        gc.collect()
        self._load()

    def _learn(self, articles: Sequence[Article]) -> None:
        """Keep the words of the first articles for good: the others are tokenised faster, and no different.

        Whatever is learnt while records are made is forgotten after each group, so that memory does not grow.
        """
        for article in articles:
            self._extractor.nlp.make_doc(article.text[:_LONGEST_LESSON])
        self._to_learn -= len(articles)


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
