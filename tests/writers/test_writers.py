"""Every format: what it holds, that it streams, and that nothing in it is a command to its medium."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator

import pytest

from extractor.record import Record
from extractor.writers import FORMATS, Layout, write
from extractor.writers.rows import COLUMNS, rows
from writers.hostile import record

PLAIN = record("Jean Dupont", "a.txt")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def written(format: str, *records: Record, **layout: object) -> str:
    return b"".join(write(format, records, Layout(**layout))).decode()  # type: ignore[arg-type]


# JSON


def test_json_is_one_object_for_one_input() -> None:
    text = written("json", PLAIN)
    assert json.loads(text) == PLAIN.to_dict()
    assert text.startswith('{\n  "schema": "extractor/1",\n')
    assert text.endswith("}\n")


def test_json_is_an_array_for_several_inputs_even_if_one_is_left() -> None:
    assert json.loads(written("json", PLAIN, PLAIN, many=True)) == [PLAIN.to_dict()] * 2
    text = written("json", PLAIN, many=True)
    assert json.loads(text) == [PLAIN.to_dict()]
    assert text.splitlines()[:3] == ["[", "  {", '    "schema": "extractor/1",']
    assert text.endswith("\n]\n")


def test_json_lines_are_a_record_each() -> None:
    lines = written("jsonl", PLAIN, PLAIN).splitlines()
    assert [json.loads(line) for line in lines] == [PLAIN.to_dict()] * 2


# Rows


def test_a_row_for_each_mention() -> None:
    assert [row.kind for row in rows(PLAIN)] == ["people", "courts", "dates", "sentences", "cases"]
    by_kind = {row.kind: row for row in rows(PLAIN)}
    assert by_kind["people"].value == "Jean Dupont"  # the role of this record's person
    assert by_kind["courts"].value == "PT"
    assert by_kind["dates"].value == "2024-03-12"
    assert by_kind["cases"].value == "versus"
    sentence = by_kind["sentences"]
    assert (sentence.value, sentence.term, sentence.amount, sentence.currency, sentence.status) == (
        "imprisonment", "P9Y6M", 5000.0, "USD", "upheld",
    )  # fmt: skip
    assert (sentence.people, sentence.offences) == (("Jean Dupont",), ("Jean Dupont", "Jean Dupont"))
    assert (sentence.court, sentence.date) == ("Jean Dupont", "2024-03-12")


def test_flat_json_lines_have_the_columns_of_csv() -> None:
    lines = [json.loads(line) for line in written("jsonl", PLAIN, kind="mentions").splitlines()]
    assert all(tuple(line) == COLUMNS for line in lines)
    table = list(csv.DictReader(io.StringIO(written("csv", PLAIN))))
    assert [(row["id"], row["text"], int(row["start"])) for row in table] == [
        (line["id"], line["text"], line["start"]) for line in lines
    ]


def test_rows_of_an_article(ex: object, article: str) -> None:
    found = ex.extract(article)  # type: ignore[attr-defined]
    for row in rows(found):
        assert article[row.start : row.end] == row.text
    assert len(list(rows(found))) == len(written("csv", found).splitlines()) - 1


# CSV


def test_csv_has_one_header_and_plain_figures() -> None:
    lines = written("csv", PLAIN, PLAIN).splitlines()
    assert lines[0] == (
        "source,kind,id,name,text,start,end,page,value,term,amount,currency,status,people,offences,court,date,found_by,"
        "confidence,people_confidence,offences_confidence"
    )
    assert len(lines) == 11
    assert lines[4] == (
        "a.txt,sentences,s1,,Jean Dupont,0,11,,imprisonment,P9Y6M,5000,USD,upheld,Jean Dupont,"
        "Jean Dupont; Jean Dupont,Jean Dupont,2024-03-12,rule:term,,,"
    )


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t'=1"),
        ("a;=1", "a;'=1"),
        ("line\r\nend", "line\nend"),
        ("\rback", "␍back"),
        ("\x1b[2J", "␛[2J"),
        ('"a", b', '"a", b'),
    ],
)
def test_cells(text: str, cell: str) -> None:
    rows = csv.DictReader(io.StringIO(written("csv", record(text)), newline=""))
    assert next(iter(rows))["text"] == cell


# Tables


def test_table_has_a_title_and_a_table_for_each_kind() -> None:
    text = written("table", PLAIN, width=200)
    assert text.startswith("a.txt · Jean Dupont · 2024-03-15 (dateline)\n")
    titles = re.findall(r"^(\w+) \(1\)$", text, re.M)
    assert titles == ["Sentences", "People", "Courts", "Cases", "Dates"]
    assert "imprisonment, 9 years" in text


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_table_fits(width: int) -> None:
    wide = record("a very long name of a person or a court " * 4 + "x" * 100, "a.txt")
    lines = written("table", wide, width=width).splitlines()
    assert max(map(len, lines)) <= width
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", "␛[2J"),
        ("\x9b2J", r"\x9b2J"),
        ("\u202egpj.exe", r"\u202egpj.exe"),
        ("[bold red]x[/bold red]", "[bold red]x[/bold red]"),
        (":smiley:", ":smiley:"),
        ("line\r\n  end", "line end"),
    ],
)
def test_a_table_shows_what_was_there(text: str, shown: str) -> None:
    assert written("table", record(text), width=300).count(shown) >= 8


def test_an_article_without_anything() -> None:
    document = PLAIN.document
    nothing = Record(document, [], [], [], [], [], [])
    assert written("table", nothing).splitlines()[1:] == ["Nothing found.", ""]
    assert written("csv", nothing).count("\n") == 1
    assert written("jsonl", nothing, kind="mentions") == ""


# All that are streams

STREAMS = [format for format, about in FORMATS.items() if about.shapes[0] == "stream"]


@pytest.mark.parametrize("format", STREAMS)
def test_each_record_is_written_before_the_next_is_asked_for(format: str) -> None:
    asked: list[int] = []

    def records() -> Iterator[Record]:
        for n in range(3):
            asked.append(n)
            yield PLAIN.with_text("Jean Dupont")

    pieces = write(format, records(), Layout(many=True))
    for n in range(3):
        assert next(pieces)
        assert asked == list(range(n + 1))


@pytest.mark.parametrize("format", STREAMS)
def test_no_records_no_bytes(format: str) -> None:
    assert written(format, many=True) == ""
