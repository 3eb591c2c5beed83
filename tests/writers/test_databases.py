"""SQLite and Parquet: everything of the record, exact, and linked."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pytest
from msgspec.structs import replace

from extractor.errors import LibraryMissing
from extractor.record import Record
from extractor.records import read_records
from extractor.writers import ROW_KINDS, Layout, check, parquet, save, sqlite
from extractor.writers.tables import TABLES
from writers.hostile import only_sentences, record

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.json"))
PLAIN = record("Jean Dupont", "a.txt")


def samples() -> list[Record]:
    return [found for path in SAMPLES for found in read_records(str(path)) if isinstance(found, Record)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out"


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


# SQLite


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("db") / "out.db"
    sqlite.save(samples(), path, Layout())
    return path


@pytest.mark.parametrize("table", ["people", "courts", "cases", "dates", "sentences"])
def test_a_row_for_each_entry_of_a_list(db: Path, table: str) -> None:
    counts = [len(getattr(record, table)) for record in samples()]
    found = dict(rows(db, f"SELECT article_id, count(*) FROM {table} GROUP BY article_id"))
    assert [found.get(number, 0) for number in range(1, len(counts) + 1)] == counts


def test_every_key_leads_somewhere(db: Path) -> None:
    assert rows(db, "PRAGMA foreign_key_check") == []
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]
    mentions = sum(len(entity.mentions) for r in samples() for entity in [*r.people, *r.courts, *r.cases])
    assert rows(db, "SELECT count(*), count(person_id) + count(court_id) + count(case_id) FROM mentions") == [
        (mentions, mentions)
    ]


def test_every_foreign_key_has_an_index(db: Path) -> None:
    for (table,) in rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table'"):
        columns = f"SELECT \"from\" FROM pragma_foreign_key_list('{table}')"
        indexed = (
            f"SELECT info.name FROM pragma_index_list('{table}') AS list, pragma_index_info(list.name) AS info "
            "WHERE info.seqno = 0"
        )
        assert rows(db, f"{columns} EXCEPT {indexed}") == [], table


def test_the_article_is_as_in_the_record(path: Path) -> None:
    sqlite.save([PLAIN.with_text("Jean Dupont")], path, Layout())
    names = list(PLAIN.document.__struct_fields__)
    (found,) = rows(path, f"SELECT {', '.join(names)} FROM articles")
    assert dict(zip(names, found, strict=True)) == msgspec.structs.asdict(PLAIN.with_text("Jean Dupont").document)


def test_penalties_say_what_the_records_say(db: Path) -> None:
    expected = [
        (
            record.document.source,
            set(sentence.names),
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
    assert [(source, set((people or "").split("; ")) - {""}, *rest) for source, people, *rest in rows(db, query)] == (
        expected
    )


def test_penalties_of_a_person(db: Path) -> None:
    found = rows(db, "SELECT term, status FROM penalties_by_person WHERE person = 'Marta Oyelaran' ORDER BY days DESC")
    (one,) = (record for record in samples() if record.document.source == "samples/port-fraud.txt")
    theirs = [(s.term, s.status) for s in one.sentences if "Marta Oyelaran" in s.names]
    assert sorted(found) == sorted(theirs)
    assert found[0] == ("P13Y", "sought")


def test_views_over_all_articles(db: Path) -> None:
    people = [person.name for record in samples() for person in record.people]
    assert dict(rows(db, "SELECT name, articles FROM people_by_name")) == {name: people.count(name) for name in people}
    assert rows(db, "SELECT sum(sentences) FROM people_by_name") == rows(db, "SELECT count(*) FROM sentence_people")
    assert sum(count for (count,) in rows(db, "SELECT sentences FROM offences_by_name")) == sum(
        len(sentence.offences) for record in samples() for sentence in record.sentences
    )
    assert rows(db, "SELECT sum(sentences) FROM courts_by_name") == rows(db, "SELECT count(court_id) FROM sentences")
    assert rows(db, "SELECT sum(articles) FROM cases_by_name") == [(sum(len(record.cases) for record in samples()),)]


def test_who_was_left_out_is_there_by_name(path: Path) -> None:
    sqlite.save([only_sentences(PLAIN)], path, Layout())
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "SELECT people, court, date FROM penalties") == [("Jean Dupont", "Jean Dupont", "2024-03-12")]


def test_one_article_twice_is_two_articles(path: Path) -> None:
    sqlite.save([PLAIN, PLAIN], path, Layout())
    assert rows(path, "SELECT article_id, name FROM people") == [(1, "Jean Dupont"), (2, "Jean Dupont")]


def test_whose_a_file_is(tmp_path: Path, db: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE t (x)")
    (tmp_path / "text").write_text("SQLite format 3, or so")
    (tmp_path / "empty").touch()
    assert [sqlite.is_ours(p) for p in (db, other, tmp_path / "text", tmp_path / "empty")] == [True, False, False, True]


def test_what_sqlite_complains_of_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open database file"):
        sqlite.save([PLAIN], tmp_path / "none" / "out.db", Layout())


# Parquet


def whole(path: Path) -> list[Record]:
    return msgspec.convert(pq.read_table(path).to_pylist(), list[Record])


def test_parquet_holds_the_whole_record(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_RECORDS", 5)
    parquet.save(iter(samples()), path, Layout())
    assert whole(path) == samples()
    assert pq.ParquetFile(path).num_row_groups == 3


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_a_flat_table(path: Path, kind: Any) -> None:
    parquet.save(samples(), path, Layout(kind=kind))
    table = pq.read_table(path)
    assert tuple(table.column_names) == TABLES[kind].columns
    expected = [msgspec.structs.asdict(row) for record in samples() for row in TABLES[kind].rows(record)]
    for found, row in zip(table.to_pylist(), expected, strict=True):
        assert found == {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}


def test_days_are_days(path: Path) -> None:
    parquet.save([PLAIN], path, Layout(kind="dates"))
    assert pq.read_table(path).to_pylist()[0]["first_day"] == date(2024, 3, 12)
    assert str(pq.read_schema(path).field("first_day").type) == "date32[day]"


def test_a_folder_gets_a_file_for_each_kind(tmp_path: Path) -> None:
    save("parquet", samples(), tmp_path, Layout(), "folder")
    assert {path.name for path in tmp_path.iterdir()} == {f"{kind}.parquet" for kind in ROW_KINDS}
    assert pq.read_table(tmp_path / "people.parquet").num_rows == sum(len(record.people) for record in samples())


def test_parquet_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.writers.find_spec", lambda _: None)
    with pytest.raises(LibraryMissing, match=r"install it: pip install 'extractor\[parquet\]'"):
        check("parquet")
    check("sqlite")


# Both


@pytest.mark.parametrize("writer", [sqlite, parquet])
def test_no_records_make_a_file_with_a_schema(path: Path, writer: Any) -> None:
    writer.save([], path, Layout())
    assert path.stat().st_size > 100


@pytest.mark.parametrize("writer", [sqlite, parquet])
def test_the_same_records_make_the_same_bytes(tmp_path: Path, writer: Any) -> None:
    for name in ("one", "two"):
        writer.save(samples(), tmp_path / name, Layout())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("writer", [sqlite, parquet])
def test_what_is_not_known_is_null(path: Path, writer: Any) -> None:
    (sentence,) = PLAIN.sentences
    bare = replace(
        PLAIN, sentences=[replace(sentence, term=None, amount=None, court=None, date=None, people=[], names=[])]
    )
    writer.save([bare], path, Layout())
    if writer is sqlite:
        query = "SELECT people, term, days, amount, currency, court, country, date FROM penalties"
        assert rows(path, query) == [(None,) * 8]
    else:
        assert whole(path) == [bare]


def test_lists_are_json(path: Path) -> None:
    sqlite.save([replace(PLAIN, warnings=['a "b"', "é"])], path, Layout())
    ((warnings,),) = rows(path, "SELECT warnings FROM articles")
    assert json.loads(warnings) == ['a "b"', "é"]
    assert rows(path, "SELECT value FROM people, json_each(people.roles)") == [("Jean Dupont",)]
