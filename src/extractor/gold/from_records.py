"""Records as gold, to be corrected: each under an id that can be the name of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from extractor.gold.files import Unusable
from extractor.gold.idents import free, ident
from extractor.gold.model import Expected, Gold, Kind, Mark, forms, one_line, phrases, publication_day
from extractor.gold.sheets import Sheet, Tell, sheet_of
from extractor.record import Record, Span
from extractor.writers.phrases import figure


def sheets(articles: Iterable[Record | Gold], tell: Tell) -> Iterator[Sheet]:
    """Each article as annotators' tools hold it. `tell` is told what has no place there."""
    for gold in golds(articles, tell):
        yield sheet_of(gold, tell)


def golds(articles: Iterable[Record | Gold], tell: Tell) -> Iterator[Gold]:
    """Each article as gold, no two under one id. A record must hold its text."""
    taken: set[str] = set()
    for article in articles:
        if isinstance(article, Gold):
            yield msgspec.structs.replace(article, id=free(article.id, taken))
        else:
            yield _gold_of(article, free(ident(article.document.source), taken), tell)


def _gold_of(record: Record, ident: str, tell: Tell) -> Gold:
    text = record.document.text or ""
    marks = [
        *_named("PERSON", ((person.name, person.mentions) for person in record.people)),
        *_named("COURT", ((court.name, court.mentions) for court in record.courts)),
        *(Mark("DATE", d.start, d.end, id=d.id, value=d.value) for d in record.dates),
        *(Mark("SENTENCE", s.start, s.end, id=s.id) for s in record.sentences),
        *_named("CASE", ((case.name, case.mentions) for case in record.cases)),
    ]
    marks.sort(key=lambda mark: (mark.start, mark.end))
    dates = {date.id for date in record.dates}
    sentences = {
        s.id: Expected(
            kind=s.kind,
            term=s.term,
            amount=f"{figure(s.amount.value)} {s.amount.currency}" if s.amount else None,
            people=phrases(s.names),
            offences=phrases(s.offences),
            status=s.status,
            court=(one_line(s.court.name) or None) if s.court else None,
            date=s.date.id if s.date and s.date.id in dates else None,
        )
        for s in record.sentences
    }
    try:
        date = publication_day(record.document.date, ident)
    except Unusable as error:
        tell(f"{error}; it is left out")
        date = None
    people, courts = forms(marks, text, "PERSON"), forms(marks, text, "COURT")
    for person in record.people:
        if not person.mentions and one_line(person.name):
            people.setdefault(one_line(person.name), [])
    return Gold(ident, text, date, marks, sentences, people, courts)


def _named(kind: Kind, entities: Iterable[tuple[str, list[Span]]]) -> Iterator[Mark]:
    for name, mentions in entities:
        for mention in mentions:
            yield Mark(kind, mention.start, mention.end, name=one_line(name) or None)
