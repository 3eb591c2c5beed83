"""Records as gold, to be corrected: each under an id that can be the name of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

import msgspec

from extractor.gold.files import Unusable
from extractor.gold.model import Expected, Gold, Kind, Mark, forms, one_line, phrases, publication_day
from extractor.gold.sheets import Sheet, Tell, sheet_of
from extractor.record import Record, Span
from extractor.writers.phrases import figure

_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|]+|^\.+')
_LONGEST = 150
"""Of an id, in bytes."""


def sheets(articles: Iterable[Record | Gold], tell: Tell) -> Iterator[Sheet]:
    """Each article as annotators' tools hold it. `tell` is told what has no place there."""
    for gold in golds(articles, tell):
        yield sheet_of(gold, tell)


def golds(articles: Iterable[Record | Gold], tell: Tell) -> Iterator[Gold]:
    """Each article as gold, no two under one id. A record must hold its text."""
    taken: set[str] = set()
    for article in articles:
        if isinstance(article, Gold):
            yield msgspec.structs.replace(article, id=_free(article.id, taken))
        else:
            yield _gold_of(article, _free(ident(article.document.source), taken), tell)


def ident(source: str | None) -> str:
    """The id of the article from `source`: the name of its file without the suffix, fit to be one.

    >>> ident("news/port-fraud.txt"), ident("corpus.jsonl#a/12"), ident("https://example.org/2024/fire/"), ident(None)
    ('port-fraud', 'corpus-a_12', 'fire', 'article')
    """
    whole, _, part = (source or "").partition("#")
    path = PurePath(whole)
    name = f"{path.stem}-{part}" if part and path.suffix else PurePath(source or "").stem
    return _fit(name) or "article"


def _fit(name: str) -> str:
    fit = _UNFIT.sub("_", name).strip(" ").encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
    return fit.rstrip(" .")


def _free(wanted: str, taken: set[str]) -> str:
    """`wanted`, with a number behind it if there is one of that name already; case makes no difference."""
    wanted = _fit(wanted) or "article"
    name, n = wanted, 1
    while name.casefold() in taken:
        n += 1
        name = f"{wanted}-{n}"
    taken.add(name.casefold())
    return name


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
    sentences = {
        s.id: Expected(
            kind=s.kind,
            term=s.term,
            amount=f"{figure(s.amount.value)} {s.amount.currency}" if s.amount else None,
            people=phrases(s.names),
            offences=phrases(s.offences),
            status=s.status,
            court=(one_line(s.court.name) or None) if s.court else None,
            date=s.date.id if s.date else None,
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
