"""SQLite and Parquet: everything of the record, exact, and linked."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from extractor.record import Record
from extractor.writers import parquet, sqlite
from writers.hostile import TEXTS, record

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.json"))


def samples() -> list[Record]:
    return [msgspec.json.decode(path.read_bytes(), type=Record) for path in SAMPLES]


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    sqlite.save(samples(), tmp_path / "out.db")
    return sqlite3.connect(tmp_path / "out.db")


def in_parquet(path: Path) -> list[Record]:
    return msgspec.convert(pq.read_table(path).to_pylist(), list[Record])


def rows(db: sqlite3.Connection, query: str) -> list[tuple[object, ...]]:
    return db.execute(query).fetchall()


@pytest.mark.parametrize("table", ["people", "courts", "cases", "dates", "sentences"])
def test_a_row_for_each_entry_of_a_list(db: sqlite3.Connection, table: str) -> None:
    counts = [len(getattr(record, table)) for record in samples()]
    found = dict(rows(db, f"SELECT article_id, count(*) FROM {table} GROUP BY article_id"))
    assert [found.get(number, 0) for number in range(1, len(counts) + 1)] == counts


def test_every_key_leads_somewhere(db: sqlite3.Connection) -> None:
    assert rows(db, "PRAGMA foreign_key_check") == []
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    mentions = sum(len(entity.mentions) for r in samples() for entity in [*r.people, *r.courts, *r.cases])
    assert rows(db, "SELECT count(*), count(person_id) + count(court_id) + count(case_id) FROM mentions") == [
        (mentions, mentions)
    ]


def test_the_view_of_penalties_says_what_the_records_say(db: sqlite3.Connection) -> None:
    expected = [
        (
            record.document.source,
            "; ".join(dict.fromkeys(sentence.names)) or None,
            sentence.kind,
            sentence.term,
            sentence.amount.value if sentence.amount else None,
            sentence.status,
            "; ".join(sentence.offences) or None,
            sentence.court.name if sentence.court else None,
            sentence.date.value if sentence.date else None,
        )
        for record in samples()
        for sentence in record.sentences
    ]
    query = (
        "SELECT source, people, kind, term, amount, status, offences, court, date FROM penalties ORDER BY sentence_id"
    )
    found = [(row[0], row[1] and "; ".join(sorted(str(row[1]).split("; "))), *row[2:]) for row in rows(db, query)]
    assert found == [(e[0], e[1] and "; ".join(sorted(e[1].split("; "))), *e[2:]) for e in expected]


def test_views_over_all_articles(db: sqlite3.Connection) -> None:
    people = [person.name for record in samples() for person in record.people]
    assert dict(rows(db, "SELECT name, articles FROM names")) == {name: people.count(name) for name in people}
    assert sum(count for (count,) in rows(db, "SELECT sentences FROM offences_by_name")) == sum(  # type: ignore[misc]
        len(sentence.offences) for record in samples() for sentence in record.sentences
    )
    assert rows(db, "SELECT sum(sentences) FROM courts_by_name") == rows(db, "SELECT count(court_id) FROM sentences")


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_exact_whatever_it_is(tmp_path: Path, text: str) -> None:
    hostile = record(text)
    sqlite.save([hostile], tmp_path / "out.db")
    db = sqlite3.connect(tmp_path / "out.db")
    assert rows(db, "SELECT name, aliases FROM people") == [
        (text, json.dumps([text], ensure_ascii=False))
    ] or json.loads(str(rows(db, "SELECT aliases FROM people")[0][0])) == [text]
    assert rows(db, "SELECT name FROM courts UNION ALL SELECT text FROM sentences") == [(text,), (text,)]
    parquet.save([hostile], tmp_path / "out.parquet")
    assert in_parquet(tmp_path / "out.parquet") == [hostile]


def test_parquet_holds_the_whole_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_ROWS", 5)
    parquet.save(iter(samples()), tmp_path / "out.parquet")
    assert in_parquet(tmp_path / "out.parquet") == samples()


@pytest.mark.parametrize("writer", [sqlite, parquet])
def test_no_records_make_a_file_with_a_schema(tmp_path: Path, writer: object) -> None:
    writer.save([], tmp_path / "out")  # type: ignore[attr-defined]
    assert (tmp_path / "out").stat().st_size > 100


@pytest.mark.parametrize("writer", [sqlite, parquet])
def test_the_same_records_make_the_same_bytes(tmp_path: Path, writer: object) -> None:
    for name in ("one", "two"):
        writer.save(samples(), tmp_path / name)  # type: ignore[attr-defined]
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_parquet_without_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(parquet.PyarrowMissing, match="which is not installed: pip install 'extractor\\[parquet\\]'"):
        parquet.save(samples(), tmp_path / "out")
