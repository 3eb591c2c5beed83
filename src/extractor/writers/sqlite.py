"""An SQLite database: a table for each kind of thing, linked by keys, and views for the usual questions.

`sqlite.sql` says which. It opens in Datasette, DB Browser, DuckDB, pandas. Texts are exact: a database shows them, and
runs none of them. Who is only referred to, because a list of the record was left out, is there with no more than a
name. The database says that it is from here (`application_id`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from extractor.mention import Kind
from extractor.record import Case, Court, Date, Person, Record, Sentence, Span
from extractor.writers import Layout
from extractor.writers.measures import days, first_and_last

_SCHEMA = Path(__file__).with_suffix(".sql")
_MAGIC = b"SQLite format 3\0"
_OURS = b"Extr"
"""The application's id, which SQLite keeps in four bytes of the file's head."""
_OURS_AT = 68
_VERSION = 1


def save(records: Iterable[Record], path: Path, layout: Layout) -> None:
    """Make a database at `path`, which must not exist. Raises `OSError`."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.execute("PRAGMA synchronous = OFF")  # whoever asked for the file decides when it is whole
            db.execute("PRAGMA journal_mode = OFF")
            db.execute(f"PRAGMA application_id = {int.from_bytes(_OURS, 'big')}")
            db.execute(f"PRAGMA user_version = {_VERSION}")
            db.executescript(_SCHEMA.read_text(encoding="utf-8"))
            db.execute("BEGIN")
            for record in records:
                _Article(db, record).save()
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise OSError(str(error)) from error


def is_ours(path: Path) -> bool:
    """True for a database that `save` made, and for a file that is empty."""
    with path.open("rb") as file:
        head = file.read(_OURS_AT + len(_OURS))
    return not head or (head.startswith(_MAGIC) and head.endswith(_OURS) and len(head) == _OURS_AT + len(_OURS))


class _Article:
    """One record on its way into the tables. `_keys` are the keys of its entities there, by their ids in the record."""

    def __init__(self, db: sqlite3.Connection, record: Record) -> None:
        self._db = db
        self._record = record
        self._keys: dict[str, int] = {}
        self._article = 0

    def save(self) -> None:
        record = self._record
        about = msgspec.structs.asdict(record.document)
        self._article = self._add("articles", **about, warnings=_json(record.warnings))
        for person in record.people:
            self._add_person(person)
        for court in record.courts:
            self._add_court(court)
        for case in record.cases:
            self._add_entity("cases", "case_id", case, style=case.style, parties=_json(case.parties))
        for date in record.dates:
            self._add_date(date)
        for sentence in record.sentences:
            self._add_sentence(sentence)

    def _add_person(self, person: Person) -> int:
        lists = {"aliases": _json(person.aliases), "roles": _json(person.roles)}
        return self._add_entity("people", "person_id", person, **lists)

    def _add_court(self, court: Court) -> int:
        known = {"abbreviation": court.abbreviation, "country": court.country, "level": court.level}
        return self._add_entity("courts", "court_id", court, aliases=_json(court.aliases), **known)

    def _add_entity(self, table: Kind, column: str, entity: Person | Court | Case, **columns: Any) -> int:
        key = self._keys[entity.id] = self._add_here(table, name=entity.name, confidence=entity.confidence, **columns)
        for mention in entity.mentions:
            self._add_here("mentions", kind=table, **{column: key}, **_place(mention))
        return key

    def _add_date(self, date: Date) -> None:
        ends = first_and_last(date.value)
        self._keys[date.id] = self._add_here(
            "dates",
            value=date.value,
            first_day=str(ends[0]) if ends else None,
            last_day=str(ends[1]) if ends else None,
            precision=date.precision,
            relative=date.relative,
            **_place(date),
        )

    def _add_sentence(self, sentence: Sentence) -> None:
        key = self._add_here(
            "sentences",
            kind=sentence.kind,
            term=sentence.term,
            days=days(sentence.term),
            amount=sentence.amount and sentence.amount.value,
            currency=sentence.amount and sentence.amount.currency,
            status=sentence.status,
            court_id=sentence.court and self._court(sentence.court.id, sentence.court.name),
            date_id=sentence.date and self._keys.get(sentence.date.id),
            date=sentence.date and sentence.date.value,
            people_confidence=sentence.people_confidence,
            offences_confidence=sentence.offences_confidence,
            **_place(sentence),
        )
        for label, name in dict(zip(sentence.people, sentence.names, strict=False)).items():
            self._add("sentence_people", sentence_id=key, person_id=self._person(label, name))
        for offence in sentence.offences:
            self._add("sentence_offences", sentence_id=key, offence=offence)

    def _person(self, label: str, name: str) -> int:
        return self._keys.get(label) or self._add_person(Person(label, name, [], [], []))

    def _court(self, label: str, name: str) -> int:
        return self._keys.get(label) or self._add_court(Court(label, name, None, [], None, None, []))

    def _add_here(self, table: str, **columns: Any) -> int:
        return self._add(table, article_id=self._article, **columns)

    def _add(self, table: str, **columns: Any) -> int:
        """Insert a row; its key. The names are our own, the values are bound."""
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        done = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))
        return done.lastrowid or 0


def _place(mention: Span | Date | Sentence) -> dict[str, Any]:
    return {name: getattr(mention, name) for name in ("text", "start", "end", "page", "found_by", "confidence")}


def _json(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()
