"""A record as flat tables, one of each kind: what CSV, TSV, flat JSON Lines and flat Parquet hold.

The fields of a struct are the columns of its table, in this order. Null or empty where one does not apply.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from extractor.finders.styles import Style
from extractor.penalty import PenaltyKind, Status
from extractor.record import Case, Court, Person, Record, Sentence
from extractor.writers import RowKind
from extractor.writers.measures import days, first_and_last, months
from extractor.writers.rows import Row, rows


class PersonRow(msgspec.Struct, frozen=True, kw_only=True):
    """One person of one article."""

    source: str | None
    published: str | None
    id: str
    name: str
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: int
    sentences: int
    """How many penalties they bear."""
    start: int | None
    """Where they are mentioned first."""
    confidence: float | None
    """The probability that it is right; None in older records, here and below."""


class CourtRow(msgspec.Struct, frozen=True, kw_only=True):
    """One court of one article."""

    source: str | None
    published: str | None
    id: str
    name: str
    abbreviation: str | None
    aliases: tuple[str, ...]
    country: str | None
    level: str | None
    mentions: int
    sentences: int
    """How many penalties are its."""
    start: int | None
    confidence: float | None


class DateRow(msgspec.Struct, frozen=True, kw_only=True):
    """One date of one article."""

    source: str | None
    published: str | None
    id: str
    text: str
    value: str | None
    first_day: datetime.date | None
    """The value as the days with which it begins and ends."""
    last_day: datetime.date | None
    precision: str
    relative: bool
    start: int
    end: int
    page: int | None
    found_by: str
    confidence: float | None


class SentenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """One penalty on one person; one on nobody who is named, too. One on three people is three rows."""

    source: str | None
    title: str | None
    published: str | None
    id: str
    person: str | None
    person_id: str | None
    kind: PenaltyKind
    term: str | None
    months: float | None
    """The term to sort by; of a range or bound the lower end, if it has one."""
    days: float | None
    amount: float | None
    currency: str | None
    status: Status
    offences: tuple[str, ...]
    court: str | None
    country: str | None
    date: str | None
    text: str
    start: int
    end: int
    page: int | None
    found_by: str
    confidence: float | None
    people_confidence: float | None
    """That those who bear it are the right ones."""
    offences_confidence: float | None


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One case of one article."""

    source: str | None
    published: str | None
    id: str
    name: str
    style: Style
    parties: tuple[str, ...]
    mentions: int
    start: int | None
    confidence: float | None


def _people(record: Record) -> Iterator[PersonRow]:
    borne = Counter(person for sentence in record.sentences for person in set(sentence.people))
    for person in record.people:
        yield PersonRow(
            **_of(record),
            id=person.id,
            name=person.name,
            aliases=tuple(person.aliases),
            roles=tuple(person.roles),
            sentences=borne[person.id],
            **_mentioned(person),
        )


def _courts(record: Record) -> Iterator[CourtRow]:
    passed = Counter(sentence.court.id for sentence in record.sentences if sentence.court)
    for court in record.courts:
        yield CourtRow(
            **_of(record),
            id=court.id,
            name=court.name,
            abbreviation=court.abbreviation,
            aliases=tuple(court.aliases),
            country=court.country,
            level=court.level,
            sentences=passed[court.id],
            **_mentioned(court),
        )


def _dates(record: Record) -> Iterator[DateRow]:
    for date in record.dates:
        ends = first_and_last(date.value)
        yield DateRow(
            **_of(record),
            **msgspec.structs.asdict(date),
            first_day=ends and ends[0],
            last_day=ends and ends[1],
        )


def _sentences(record: Record) -> Iterator[SentenceRow]:
    countries = {court.id: court.country for court in record.courts}
    for sentence in record.sentences:
        for person, name in zip(sentence.people, sentence.names, strict=True) if sentence.people else [(None, None)]:
            yield SentenceRow(
                **_of(record),
                title=record.document.title,
                person=name,
                person_id=person,
                **_penalty(sentence),
                court=sentence.court.name if sentence.court else None,
                country=countries.get(sentence.court.id) if sentence.court else None,
                date=sentence.date.value if sentence.date else None,
            )


def _penalty(sentence: Sentence) -> dict[str, Any]:
    """What the row of a sentence takes from it as it is, or as figures."""
    same = ("id", "kind", "term", "status", "text", "start", "end", "page", "found_by")
    sure = ("confidence", "people_confidence", "offences_confidence")
    return {
        **{name: getattr(sentence, name) for name in (*same, *sure)},
        "months": months(sentence.term),
        "days": days(sentence.term),
        "amount": sentence.amount.value if sentence.amount else None,
        "currency": sentence.amount.currency if sentence.amount else None,
        "offences": tuple(sentence.offences),
    }


def _cases(record: Record) -> Iterator[CaseRow]:
    for case in record.cases:
        yield CaseRow(
            **_of(record),
            id=case.id,
            name=case.name,
            style=case.style,
            parties=tuple(case.parties),
            **_mentioned(case),
        )


def _of(record: Record) -> dict[str, Any]:
    """The columns that say which article a row is of."""
    return {"source": record.document.source, "published": record.document.date}


def _mentioned(entity: Person | Court | Case) -> dict[str, Any]:
    return {
        "mentions": len(entity.mentions),
        "start": min((mention.start for mention in entity.mentions), default=None),
        "confidence": entity.confidence,
    }


class Table(NamedTuple):
    """A flat table: the struct of its rows, and what makes them of a record."""

    row: type[msgspec.Struct]
    rows: Callable[[Record], Iterator[msgspec.Struct]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return self.row.__struct_fields__


TABLES: dict[RowKind, Table] = {
    "mentions": Table(Row, rows),
    "people": Table(PersonRow, _people),
    "courts": Table(CourtRow, _courts),
    "dates": Table(DateRow, _dates),
    "sentences": Table(SentenceRow, _sentences),
    "cases": Table(CaseRow, _cases),
}
