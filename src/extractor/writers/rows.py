"""A record as rows, one for each mention: what CSV and flat JSON Lines hold."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from extractor.mention import Kind
from extractor.record import Case, Court, Date, Person, Record, Sentence


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One mention. The fields are the columns, in this order; null or empty where one does not apply."""

    source: str | None
    """The article: its path, or `<stdin>`."""
    kind: Kind
    """The list of the record that it is from."""
    id: str
    """Of the person, court, date, sentence or case, within its article."""
    name: str | None = None
    """What all mentions of one person, court or case share."""
    text: str
    """The words of the article."""
    start: int
    """Where they begin and end, in code points: `text == article[start:end]`."""
    end: int
    page: int | None = None
    """Where it begins, from 1; only for what has pages."""
    value: str | None = None
    """A date in EDTF, a sentence's kind, a person's roles, the country of a court, the style of a case."""
    term: str | None = None
    """From here to `date` sentences only: an ISO 8601 duration, or a range of two."""
    amount: float | None = None
    """A sum, in units of `currency`."""
    currency: str | None = None
    """ISO 4217."""
    status: str | None = None
    people: tuple[str, ...] = ()
    """The names of those who bear it."""
    offences: tuple[str, ...] = ()
    court: str | None = None
    """Its name."""
    date: str | None = None
    """EDTF."""
    found_by: str
    """The rule, or "model"."""
    confidence: float | None = None
    """The probability that it is right; None in older records, here and below."""
    people_confidence: float | None = None
    """Sentences only: that `people` is right."""
    offences_confidence: float | None = None


COLUMNS = Row.__struct_fields__


def rows(record: Record) -> Iterator[Row]:
    """The mentions of all kinds, in the order of the record's lists."""
    source = record.document.source
    for person in record.people:
        yield from _mentions(source, "people", person, "; ".join(person.roles) or None)
    for court in record.courts:
        yield from _mentions(source, "courts", court, court.country)
    for date in record.dates:
        yield _date(source, date)
    for sentence in record.sentences:
        yield _sentence(source, sentence)
    for case in record.cases:
        yield from _mentions(source, "cases", case, case.style)


def _mentions(source: str | None, kind: Kind, entity: Person | Court | Case, value: str | None) -> Iterator[Row]:
    for m in entity.mentions:
        yield Row(
            source=source,
            kind=kind,
            id=entity.id,
            name=entity.name,
            text=m.text,
            start=m.start,
            end=m.end,
            page=m.page,
            value=value,
            found_by=m.found_by,
            confidence=m.confidence,
        )


def _date(source: str | None, date: Date) -> Row:
    return Row(
        source=source,
        kind="dates",
        id=date.id,
        text=date.text,
        start=date.start,
        end=date.end,
        page=date.page,
        value=date.value,
        found_by=date.found_by,
        confidence=date.confidence,
    )


def _sentence(source: str | None, sentence: Sentence) -> Row:
    return Row(
        source=source,
        kind="sentences",
        id=sentence.id,
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        page=sentence.page,
        value=sentence.kind,
        term=sentence.term,
        amount=sentence.amount.value if sentence.amount else None,
        currency=sentence.amount.currency if sentence.amount else None,
        status=sentence.status,
        people=tuple(sentence.names),
        offences=tuple(sentence.offences),
        court=sentence.court.name if sentence.court else None,
        date=sentence.date.value if sentence.date else None,
        found_by=sentence.found_by,
        confidence=sentence.confidence,
        people_confidence=sentence.people_confidence,
        offences_confidence=sentence.offences_confidence,
    )
