"""What the reader of an article knew and the linker does not, put into its record: format, warnings, pages."""

from __future__ import annotations

from bisect import bisect_right
from typing import TypeVar

from msgspec.structs import replace

from extractor.article import Article
from extractor.record import Case, Court, Date, Person, Record, Sentence, Span

_Placed = TypeVar("_Placed", Span, Date, Sentence)
_Mentioned = TypeVar("_Mentioned", Person, Court, Case)


def with_origin(record: Record, article: Article) -> Record:
    """`record` with the warnings of the article's reader before its own, its format, and a page for each mention."""
    if article.format or article.warnings:
        document = replace(record.document, format=article.format)
        record = replace(record, document=document, warnings=[*article.warnings, *record.warnings])
    return _with_pages(record, article.pages) if article.pages else record


def _with_pages(record: Record, pages: tuple[int, ...]) -> Record:
    def placed(found: _Placed) -> _Placed:
        return replace(found, page=bisect_right(pages, found.start))

    def mentioned(entity: _Mentioned) -> _Mentioned:
        return replace(entity, mentions=[placed(mention) for mention in entity.mentions])

    return replace(
        record,
        people=[mentioned(person) for person in record.people],
        courts=[mentioned(court) for court in record.courts],
        dates=[placed(date) for date in record.dates],
        sentences=[placed(sentence) for sentence in record.sentences],
        cases=[mentioned(case) for case in record.cases],
    )
