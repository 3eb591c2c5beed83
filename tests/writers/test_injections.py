"""Strings that try something go through every writer, and what reads its medium is the judge.

Each is at once the name of a person, a court and a case, an offence, a role, the title, the source and the text of an
article. FollowTheMoney and JSON-LD have tests of their own, which use the same strings.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
import pyte
import pytest

from extractor.record import Record
from extractor.writers import ROW_KINDS, Layout, parquet, sqlite, write
from extractor.writers.highlight import on_terminal
from extractor.writers.safe import block, one_line
from extractor.writers.tables import TABLES
from injections import ENCODABLE, INJECTIONS, UNENCODABLE
from writers.hostile import record

CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
FORMULA = tuple("=+-@＝＋－＠")
OURS = re.compile(r"\x1b\[[\d;]*m")

every_text = pytest.mark.parametrize("text", INJECTIONS.values(), ids=INJECTIONS)
every_encodable = pytest.mark.parametrize("text", ENCODABLE.values(), ids=ENCODABLE)


def written(format: str, *records: Record, **layout: object) -> str:
    return b"".join(write(format, records, Layout(**layout))).decode()  # type: ignore[arg-type]


def test_there_are_at_least_two_hundred() -> None:
    assert len(set(INJECTIONS.values())) >= 200
    assert UNENCODABLE


# JSON: exact, and nothing in it that a terminal obeys


@every_encodable
def test_json_is_exact(text: str) -> None:
    hostile = record(text).with_text(text)
    for form in ("json", "jsonl"):
        out = written(form, hostile)
        assert json.loads(out) == hostile.to_dict()
        assert not CONTROLS.search(out)
    for kind in ROW_KINDS:
        (line, *_) = written("jsonl", hostile, kind=kind).splitlines()
        assert text in json.loads(line).values()
        assert not CONTROLS.search(line)


@pytest.mark.parametrize("format", ["json", "jsonl", "jsonld"])
@pytest.mark.parametrize("text", UNENCODABLE.values(), ids=UNENCODABLE)
def test_what_utf_8_does_not_have_is_refused_where_text_is_exact(text: str, format: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        written(format, record(text))


# CSV and TSV: rows and cells stay what they are, and no cell is a formula


def read(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(10**6)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@every_text
def test_each_row_of_csv_has_its_cells_and_they_hold_the_text(text: str) -> None:
    for kind in ROW_KINDS:
        header, *rows = read(written("csv", record(text), kind=kind), ",")
        assert tuple(header) == TABLES[kind].columns
        assert {len(row) for row in rows} == {len(header)}
        shown = {cell.replace("'", "") for row in rows for cell in row}
        assert block(text).replace("'", "") in shown


@every_text
def test_each_line_of_tsv_is_a_row(text: str) -> None:
    for kind in ROW_KINDS:
        out = written("tsv", record(text), kind=kind)
        header, *rows = read(out, "\t")
        assert {len(row) for row in rows} == {len(header)}
        assert [len(line.split("\t")) for line in out.removesuffix("\n").split("\n")] == [len(header)] * (len(rows) + 1)
        shown = {cell.replace("'", "") for row in rows for cell in row}
        assert one_line(text).replace("'", "") in shown


@every_text
@pytest.mark.parametrize(("format", "delimiters"), [("csv", ",;\t"), ("tsv", "\t")])
def test_no_cell_is_a_formula_wherever_a_spreadsheet_ends_it(text: str, format: str, delimiters: str) -> None:
    for kind in ROW_KINDS:
        out = written(format, record(text), kind=kind)
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
        for delimiter in delimiters:
            for cell in (cell for row in read(out, delimiter) for cell in row):
                assert not cell.strip().startswith(FORMULA)


# Databases: exact, and not run


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("db") / "out.db"
    sqlite.save([record(text).with_text(text) for text in ENCODABLE.values()], path, Layout())
    return path


def test_sqlite_holds_each_text_as_it_is_in_every_place(database: Path) -> None:
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for table, columns in {
            "articles": "source title text",
            "people": "name",
            "courts": "name abbreviation",
            "cases": "name",
            "dates": "text",
            "sentences": "text",
            "sentence_offences": "offence",
            "mentions": "text",
            "penalties": "people court text title source",
        }.items():
            for column in columns.split():
                found = {value for (value,) in db.execute(f"SELECT {column} FROM {table}")}
                assert found == set(ENCODABLE.values()), (table, column)
        lists = [json.loads(value) for (value,) in db.execute("SELECT aliases FROM people ORDER BY id")]
        assert lists == [[text] for text in ENCODABLE.values()]


def test_sqlite_has_the_tables_of_any_other(database: Path, tmp_path: Path) -> None:
    sqlite.save([], tmp_path / "plain.db", Layout())
    schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
    with closing(sqlite3.connect(database)) as db, closing(sqlite3.connect(tmp_path / "plain.db")) as plain:
        assert db.execute(schema).fetchall() == plain.execute(schema).fetchall()


def test_parquet_holds_each_record_as_it_is(tmp_path: Path) -> None:
    hostile = [record(text).with_text(text) for text in ENCODABLE.values()]
    parquet.save(hostile, tmp_path / "out.parquet", Layout())
    assert msgspec.convert(pq.read_table(tmp_path / "out.parquet").to_pylist(), list[Record]) == hostile
    for kind in ROW_KINDS:
        parquet.save(hostile, tmp_path / kind, Layout(kind=kind))
        found = pq.read_table(tmp_path / kind).to_pylist()
        assert [
            row.get("text", row.get("name")) for row in found if row.get("kind") in (None, "people", "imprisonment")
        ] == [*ENCODABLE.values()]


@pytest.mark.parametrize("writer", [sqlite, parquet])
@pytest.mark.parametrize("text", UNENCODABLE.values(), ids=UNENCODABLE)
def test_databases_refuse_what_utf_8_does_not_have(text: str, writer: Any, tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        writer.save([record(text)], tmp_path / "out", Layout())


# Terminals: a terminal only draws


class Terminal:
    """What a terminal is told to do, and the letters that it draws."""

    def __init__(self, output: str) -> None:
        self.told: set[str] = set()
        self.drawn = ""
        pyte.Stream(self).feed(output)  # type: ignore[arg-type]

    def __getattr__(self, event: str) -> Any:
        if event not in pyte.Stream.events:
            raise AttributeError(event)

        def listen(*values: Any, **_: Any) -> None:
            self.told.add(event)
            self.drawn += values[0] if event == "draw" else {"linefeed": "\n", "tab": "\t"}.get(event, "")

        return listen


def only_draws(output: str) -> None:
    seen = Terminal(output)
    assert seen.told <= {"draw", "linefeed", "tab", "select_graphic_rendition"}
    assert seen.drawn == OURS.sub("", output)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", seen.drawn)


def test_this_terminal_would_tell() -> None:
    for obeyed in ("\x1b[2J", "\x1b]0;x\x07", "\x08", "\r", "\x9b2J", "\x1b]52;c;cm0K\x07", "\x1b]8;;x\x07", "\x1bc"):
        with pytest.raises(AssertionError):
            only_draws(f"a{obeyed}b")


@every_text
@pytest.mark.parametrize("format", ["table", "explain"])
def test_a_terminal_only_draws(text: str, format: str) -> None:
    text = text[
        :500
    ]  # Rich takes long over long words, and what comes later in these is no other than what comes first
    only_draws(written(format, record(text), width=300))


@every_text
def test_a_terminal_only_draws_in_colours(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    hostile = record(text[:500])
    out = written("table", hostile, width=300, colour=True)
    assert OURS.search(out)
    only_draws(out)
    for colour in (False, True):
        only_draws("".join(on_terminal([hostile.with_text(text[:500])], colour=colour)))
