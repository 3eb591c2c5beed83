"""Tables of each kind: what a row is, and the same table as CSV, TSV and JSON Lines."""

from __future__ import annotations

import csv
import doctest
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from extractor.record import Person, Record
from extractor.records import read_records
from extractor.writers import ROW_KINDS, Layout, measures, save, write
from extractor.writers.measures import days, first_and_last, months
from extractor.writers.tables import TABLES
from writers.hostile import record

SAMPLE = Path(__file__).parents[2] / "samples" / "port-fraud.json"
PLAIN = record("Jean Dupont", "a.txt")


def sample() -> Record:
    (found,) = read_records(str(SAMPLE))
    assert isinstance(found, Record)
    return found


def table(kind: str, *records: Record, format: str = "csv") -> list[dict[str, str]]:
    text = b"".join(write(format, records, Layout(kind=kind))).decode()  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter="," if format == "csv" else "\t"))


def test_examples_of_the_documentation() -> None:
    assert doctest.testmod(measures).failed == 0


def test_a_row_for_each_person_with_what_they_bear() -> None:
    rows = table("people", sample())
    assert [(row["name"], row["sentences"]) for row in rows if row["sentences"] != "0"] == [
        (person.name, str(sum(person.id in sentence.people for sentence in sample().sentences)))
        for person in sample().people
        if any(person.id in sentence.people for sentence in sample().sentences)
    ]
    assert rows[0]["roles"] == "; ".join(sample().people[0].roles)


def test_a_sentence_on_two_people_is_two_rows() -> None:
    (sentence,) = PLAIN.sentences
    both = replace(
        PLAIN,
        people=[*PLAIN.people, Person("p2", "Ann Lee", [], [], [])],
        sentences=[replace(sentence, people=["p1", "p2"], names=["Jean Dupont", "Ann Lee"])],
    )
    assert [(row["id"], row["person"], row["months"]) for row in table("sentences", both)] == [
        ("s1", "Jean Dupont", "114"),
        ("s1", "Ann Lee", "114"),
    ]


def test_a_sentence_on_nobody_is_one_row() -> None:
    (sentence,) = PLAIN.sentences
    nobody = replace(PLAIN, sentences=[replace(sentence, people=[], names=[], court=None, date=None)])
    (row,) = table("sentences", nobody)
    assert (row["person"], row["person_id"], row["court"], row["country"], row["date"]) == ("", "", "", "", "")
    assert (row["kind"], row["term"], row["days"], row["amount"]) == ("imprisonment", "P9Y6M", "3469.88", "5000")


def test_dates_have_their_first_and_last_day() -> None:
    rows = table(
        "dates", replace(PLAIN, dates=[replace(PLAIN.dates[0], value=v) for v in ("2024-02", None, "XXXX-02-03")])
    )
    assert [(row["first_day"], row["last_day"]) for row in rows] == [("2024-02-01", "2024-02-29"), ("", ""), ("", "")]
    assert rows[0]["relative"] == "true"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-03-12", "2024-03-12", "2024-03-12"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2024-21", "2024-03-01", "2024-05-31"),
        ("2009/2014-03", "2009-01-01", "2014-03-31"),
    ],
)
def test_days_of_a_value(edtf: str, first: str, last: str) -> None:
    assert first_and_last(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("edtf", [None, "", "2024-02-30", "0000", "2024-13", "2024-03-12/", "soon", "9999-24"])
def test_what_has_no_days(edtf: str | None) -> None:
    assert first_and_last(edtf) is None


@given(st.text() | st.from_regex(r"(\.\.|P[\d.]{0,9}Y?)(/P[\d.]{0,9}[YMWD])?", fullmatch=True))
def test_any_term_has_a_length_or_none(term: str) -> None:
    assert (days(term) is None) == (months(term) is None)


@pytest.mark.parametrize("kind", ROW_KINDS)
def test_the_same_table_in_each_format(kind: str) -> None:
    found = sample()
    lines = b"".join(write("jsonl", [found], Layout(kind=kind))).splitlines()  # type: ignore[arg-type]
    objects = [json.loads(line) for line in lines]
    assert [len(objects)] == [len(table(kind, found))]
    assert all(tuple(one) == TABLES[kind].columns for one in objects)  # type: ignore[index]
    assert table(kind, found) == table(kind, found, format="tsv")
    assert [row["start"] for row in table(kind, found)] == [str(one["start"]) for one in objects]


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_a_folder_gets_a_file_for_each_kind(format: str, tmp_path: Path) -> None:
    save(format, [PLAIN, sample()], tmp_path, Layout(), "folder")
    assert {path.name for path in tmp_path.iterdir()} == {f"{kind}.{format}" for kind in ROW_KINDS}
    for kind in ROW_KINDS:
        whole = b"".join(write(format, [PLAIN, sample()], Layout(kind=kind)))
        assert (tmp_path / f"{kind}.{format}").read_bytes() == whole


def test_a_line_of_tsv_is_a_row_and_a_tab_a_boundary() -> None:
    text = b"".join(write("tsv", [record('a "b"\tc\r\nd')], Layout(kind="sentences"))).decode()
    header, row = text.splitlines()
    assert len(row.split("\t")) == len(header.split("\t"))
    assert '"a ""b"" c d"' in row.split("\t")
