"""An SQLite database: a table for each kind of thing, linked by keys, and views for the usual questions.

It opens in Datasette, DB Browser, DuckDB, pandas. Texts are exact: a database shows them, and runs none of them.
Lists that are only shown (aliases, roles, parties, warnings) are JSON arrays. The same records make the same bytes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from extractor.mention import Kind
from extractor.record import Case, Court, Person, Record, Sentence, Span

_SCHEMA = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, source TEXT, title TEXT, date TEXT, date_from TEXT, sha256 TEXT NOT NULL,
    characters INTEGER NOT NULL, words INTEGER NOT NULL, format TEXT, text TEXT, warnings TEXT NOT NULL
);
CREATE TABLE people (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), name TEXT NOT NULL,
    aliases TEXT NOT NULL, roles TEXT NOT NULL
);
CREATE TABLE courts (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), name TEXT NOT NULL,
    abbreviation TEXT, aliases TEXT NOT NULL, country TEXT, level TEXT
);
CREATE TABLE cases (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), name TEXT NOT NULL,
    style TEXT NOT NULL, parties TEXT NOT NULL
);
CREATE TABLE dates (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), text TEXT NOT NULL, value TEXT,
    precision TEXT NOT NULL, relative INTEGER NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    found_by TEXT NOT NULL, page INTEGER
);
CREATE TABLE sentences (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), text TEXT NOT NULL,
    kind TEXT NOT NULL, term TEXT, amount REAL, currency TEXT, status TEXT NOT NULL,
    court_id INTEGER REFERENCES courts (id), date_id INTEGER REFERENCES dates (id),
    start INTEGER NOT NULL, end INTEGER NOT NULL, found_by TEXT NOT NULL, page INTEGER
);
CREATE TABLE sentence_people (
    sentence_id INTEGER NOT NULL REFERENCES sentences (id), person_id INTEGER NOT NULL REFERENCES people (id),
    PRIMARY KEY (sentence_id, person_id)
);
CREATE TABLE offences (
    id INTEGER PRIMARY KEY, sentence_id INTEGER NOT NULL REFERENCES sentences (id), offence TEXT NOT NULL
);
CREATE TABLE mentions (
    id INTEGER PRIMARY KEY, article_id INTEGER NOT NULL REFERENCES articles (id), kind TEXT NOT NULL,
    person_id INTEGER REFERENCES people (id), court_id INTEGER REFERENCES courts (id),
    case_id INTEGER REFERENCES cases (id), text TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL,
    found_by TEXT NOT NULL, page INTEGER
);

-- Who was sentenced to what, by which court, when, for what: a row for each sentence.
CREATE VIEW penalties AS
SELECT sentences.id AS sentence_id,
    (SELECT group_concat(name, '; ') FROM (
        SELECT people.name FROM sentence_people JOIN people ON people.id = person_id
        WHERE sentence_id = sentences.id ORDER BY people.id)) AS people,
    sentences.kind, sentences.term, sentences.amount, sentences.currency, sentences.status,
    (SELECT group_concat(offence, '; ') FROM (
        SELECT offence FROM offences WHERE sentence_id = sentences.id ORDER BY id)) AS offences,
    courts.name AS court, courts.country, dates.value AS date, sentences.text,
    articles.title, articles.date AS published, articles.source, articles.id AS article_id
FROM sentences JOIN articles ON articles.id = sentences.article_id
LEFT JOIN courts ON courts.id = sentences.court_id LEFT JOIN dates ON dates.id = sentences.date_id;

-- A row for each name, over all articles: one name may be several people.
CREATE VIEW names AS
SELECT name, count(*) AS articles, (
    SELECT count(*) FROM sentence_people JOIN people AS borne ON borne.id = person_id WHERE borne.name = people.name
) AS sentences
FROM people GROUP BY name ORDER BY articles DESC, name;

CREATE VIEW courts_by_name AS
SELECT courts.name, courts.country, courts.level, count(DISTINCT courts.article_id) AS articles,
    count(sentences.id) AS sentences
FROM courts LEFT JOIN sentences ON sentences.court_id = courts.id
GROUP BY courts.name, courts.country, courts.level ORDER BY articles DESC, courts.name;

CREATE VIEW offences_by_name AS
SELECT offence, count(*) AS sentences FROM offences GROUP BY offence ORDER BY sentences DESC, offence;
"""
_INDEXES = """
CREATE INDEX people_article ON people (article_id);
CREATE INDEX people_name ON people (name);
CREATE INDEX courts_article ON courts (article_id);
CREATE INDEX courts_name ON courts (name);
CREATE INDEX cases_article ON cases (article_id);
CREATE INDEX dates_article ON dates (article_id);
CREATE INDEX sentences_article ON sentences (article_id);
CREATE INDEX sentences_court ON sentences (court_id);
CREATE INDEX sentence_people_person ON sentence_people (person_id);
CREATE INDEX offences_sentence ON offences (sentence_id);
CREATE INDEX offences_offence ON offences (offence);
CREATE INDEX mentions_article ON mentions (article_id);
"""


def save(records: Iterable[Record], path: Path) -> None:
    """Make a database at `path`, which must not exist. Raises `sqlite3.Error`, `OSError`."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous = OFF")  # whoever asked for the file decides when it is whole
        db.execute("PRAGMA journal_mode = OFF")
        db.executescript(_SCHEMA)
        db.execute("BEGIN")
        for record in records:
            _Article(db, record).save()
        db.execute("COMMIT")
        db.executescript(_INDEXES)


class _Article:
    """One record on its way into the tables. `_keys` are the keys of its entities there, by their ids in the record."""

    def __init__(self, db: sqlite3.Connection, record: Record) -> None:
        self._db = db
        self._record = record
        self._keys: dict[str, int] = {}
        self._article = 0

    def save(self) -> None:
        record, document = self._record, self._record.document
        self._article = self._add(
            "articles",
            source=document.source,
            title=document.title,
            date=document.date,
            date_from=document.date_from,
            sha256=document.sha256,
            characters=document.characters,
            words=document.words,
            format=document.format,
            text=document.text,
            warnings=_json(record.warnings),
        )
        for person in record.people:
            self._add_entity("people", person, roles=_json(person.roles), aliases=_json(person.aliases))
        for court in record.courts:
            self._add_entity(
                "courts",
                court,
                abbreviation=court.abbreviation,
                aliases=_json(court.aliases),
                country=court.country,
                level=court.level,
            )
        for case in record.cases:
            self._add_entity("cases", case, style=case.style, parties=_json(case.parties))
        for date in record.dates:
            plain = msgspec.structs.asdict(date)
            label = plain.pop("id")
            self._keys[label] = self._add("dates", article_id=self._article, **plain)
        for sentence in record.sentences:
            self._add_sentence(sentence)

    def _add_entity(self, table: Kind, entity: Person | Court | Case, **columns: Any) -> None:
        key = self._add(table, article_id=self._article, name=entity.name, **columns)
        self._keys[entity.id] = key
        column = {"people": "person_id", "courts": "court_id", "cases": "case_id"}[table]
        for mention in entity.mentions:
            self._add_mention(table, mention, **{column: key})

    def _add_mention(self, kind: Kind, mention: Span, **whose: int) -> None:
        self._add("mentions", article_id=self._article, kind=kind, **whose, **msgspec.structs.asdict(mention))

    def _add_sentence(self, sentence: Sentence) -> None:
        key = self._add(
            "sentences",
            article_id=self._article,
            text=sentence.text,
            kind=sentence.kind,
            term=sentence.term,
            amount=sentence.amount.value if sentence.amount else None,
            currency=sentence.amount.currency if sentence.amount else None,
            status=sentence.status,
            court_id=self._keys[sentence.court.id] if sentence.court else None,
            date_id=self._keys[sentence.date.id] if sentence.date else None,
            start=sentence.start,
            end=sentence.end,
            found_by=sentence.found_by,
            page=sentence.page,
        )
        for person in dict.fromkeys(sentence.people):
            self._add("sentence_people", sentence_id=key, person_id=self._keys[person])
        for offence in sentence.offences:
            self._add("offences", sentence_id=key, offence=offence)

    def _add(self, table: str, **columns: Any) -> int:
        """Insert a row; its key. The names are our own, the values are bound."""
        names = ", ".join(columns)
        marks = ", ".join("?" * len(columns))
        done = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(columns.values()))
        return done.lastrowid or 0


def _json(values: list[str]) -> str:
    return msgspec.json.encode(values).decode()
