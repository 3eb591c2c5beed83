"""What the tables of a report show, gathered article by article and handed to its script as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec

from extractor.record import Amount, Court, Person, Sentence
from extractor.writers.phrases import days, size
from extractor.writers.report.articles import Placed, label, title

_IN_A_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


class _Named(msgspec.Struct):
    """A person or a court as all articles have it."""

    about: set[str]
    article: int
    mark: int
    """Where the first mention is, in its article."""
    last: int = 0
    """The last article that was counted."""
    articles: int = 0
    mentions: int = 0
    sentences: int = 0


class Index:
    """The rows of every table. `report.js` knows the columns by their place, so the two change together."""

    def __init__(self) -> None:
        """Empty."""
        self.articles = 0
        self.sentences = 0
        self._titles: list[str] = []
        self._rows: list[str] = []
        self._people: dict[str, _Named] = {}
        self._courts: dict[str, _Named] = {}

    def add(self, placed: Placed) -> None:
        """The rows of one article. Those of one name are one person, and one court, in all articles."""
        record = placed.record
        self.articles += 1
        self.sentences += len(record.sentences)
        self._titles.append(_json(title(record)))
        self._rows += [_json(_sentence(placed, sentence)) for sentence in record.sentences]
        borne = Counter(id for sentence in record.sentences for id in dict.fromkeys(sentence.people))
        passed = Counter(sentence.court.id for sentence in record.sentences if sentence.court)
        for person in record.people:
            _count(self._people, placed, person, person.roles, borne[person.id])
        for court in record.courts:
            _count(self._courts, placed, court, [court.country] if court.country else [], passed[court.id])

    @property
    def people(self) -> int:
        """How many names of people there are."""
        return len(self._people)

    @property
    def courts(self) -> int:
        """How many names of courts there are."""
        return len(self._courts)

    def to_json(self) -> str:
        """An object with the rows of each table, fit to stand in a script element."""
        parts = {
            "articles": self._titles,
            "sentences": self._rows,
            "people": _rows(self._people),
            "courts": _rows(self._courts),
        }
        joined = ",\n".join(f'"{name}":[\n' + ",\n".join(rows) + "]" for name, rows in parts.items())
        return "{" + joined + "}"


def _sentence(placed: Placed, sentence: Sentence) -> list[Any]:
    return [
        sentence.names,
        sentence.kind,
        size(sentence.term, sentence.amount),
        _order(sentence.term, sentence.amount),
        sentence.offences,
        sentence.court.name if sentence.court else "",
        (sentence.date.value or "") if sentence.date else "",
        sentence.status,
        placed.number,
        placed.mark(sentence.start),
    ]


def _order(term: str | None, amount: Amount | None) -> str:
    """A text by which sizes sort: terms by their length, then sums by currency; empty where there is no size."""
    length = days(term) if term else None
    if length is not None:
        return f"{length:014.2f}"
    return f"{amount.currency} {amount.value:020.2f}" if amount else ""


def _count(table: dict[str, _Named], placed: Placed, entity: Person | Court, about: Iterable[str], borne: int) -> None:
    if not entity.mentions:
        return
    row = table.setdefault(label(entity.name), _Named(set(), placed.number, placed.mark(entity.mentions[0].start)))
    row.about.update(map(label, about))
    row.articles += row.last != placed.number
    row.last = placed.number
    row.mentions += len(entity.mentions)
    row.sentences += borne


def _rows(table: dict[str, _Named]) -> list[str]:
    """The most frequent first."""
    ordered = sorted(table.items(), key=lambda item: (-item[1].mentions, -item[1].articles, item[0]))
    return [
        _json([name, sorted(row.about), row.articles, row.mentions, row.sentences, row.article, row.mark])
        for name, row in ordered
    ]


def _json(row: Any) -> str:
    return msgspec.json.encode(_safe(row)).decode().translate(_IN_A_SCRIPT)


def _safe(value: Any) -> Any:
    if isinstance(value, list):
        return [_safe(part) for part in value]
    return label(value) if isinstance(value, str) else value
