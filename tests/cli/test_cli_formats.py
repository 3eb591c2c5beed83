"""`extractor run` on other formats than plain text: many articles in a file, pages, the text in the record."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from cli.conftest import Cli
from extractor.record import json_schema
from readers import made

TWO = b'{"id": "a", "text": "A Madrid court jailed Ann Lee for six years."}\nnonsense\n{"text": "A Lima court freed Jo Diaz."}\n'


def test_one_record_for_each_line_and_one_message_for_each_bad_one(loaded: Cli) -> None:
    Path("c.jsonl").write_bytes(TWO)
    result = loaded("c.jsonl")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["document"]["source"] for record in records] == ["c.jsonl#a", "c.jsonl#3"]
    assert result.exit_code == 1
    assert result.stderr.startswith("extractor: c.jsonl#2: it is no JSON (")
    assert result.stderr.count("\n") == 1


def test_one_file_of_many_articles_makes_an_array(loaded: Cli) -> None:
    Path("c.jsonl").write_bytes(TWO)
    assert len(json.loads(loaded("--format", "json", "c.jsonl").stdout)) == 2
    Path("one.jsonl").write_bytes(TWO.splitlines()[0])
    assert json.loads(loaded("--format", "json", "one.jsonl").stdout)["document"]["source"] == "one.jsonl#a"


@pytest.mark.parametrize("format", made.EVERY)
def test_offsets_count_in_the_text_that_the_reader_made(loaded: Cli, format: str) -> None:
    record = json.loads(loaded("--with-text", stdin=made.EVERY[format]).stdout)
    jsonschema.validate(record, json_schema())
    text = record["document"]["text"]
    assert record["document"]["characters"] == len(text)
    mentions = [m for kind in ("people", "courts") for e in record[kind] for m in e["mentions"]]
    mentions += record["dates"] + record["sentences"]
    assert {"Ana Lindqvist", "Tuesday"} <= {m["text"] for m in mentions}
    for m in mentions:
        assert text[m["start"] : m["end"]] == m["text"]
        assert m.get("page") == (1 if format.startswith("pdf") else None)


def test_pages_are_a_column(loaded: Cli) -> None:
    Path("a.pdf").write_bytes(made.EVERY["pdf"])
    rows = list(csv.DictReader(io.StringIO(loaded("--format", "csv", "a.pdf").stdout)))
    assert {row["page"] for row in rows} == {"1"}


def test_without_the_option_the_text_stays_out(loaded: Cli, port: str) -> None:
    assert "text" not in json.loads(loaded(port).stdout)["document"]


@pytest.mark.parametrize("args", [["--format", "csv"], ["--format", "table"], ["--flat"]])
def test_the_text_goes_into_records_only(cli: Cli, port: str, args: list[str]) -> None:
    result = cli("--with-text", *args, port)
    assert result.exit_code == 2
    assert "--with-text goes with --format json, jsonl" in result.stderr


def test_a_damaged_archive_gives_what_lies_before_the_damage(loaded: Cli, port: str) -> None:
    crawl = made.warc(("https://quay.example/a", "200 OK", "text/html", made.PAGE.encode()))
    Path("a.warc").write_bytes(crawl + b"\r\nnonsense\r\n" * 20)
    result = loaded("a.warc", port)
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["document"]["source"] for record in records] == ["https://quay.example/a", port]
    assert result.exit_code == 1
    assert result.stderr.startswith("extractor: a.warc: it is damaged behind record 2")


def test_a_fault_of_a_reader_of_ours_stops_nothing(loaded: Cli, port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(text: str, **_: object) -> None:
        raise KeyError("oops")

    with monkeypatch.context() as patched:
        patched.setattr("extractor.article.make_article", faulty)
        result = loaded(port, port)
    assert (result.exit_code, result.stdout) == (1, "")
    line = f"extractor: {port}: unexpected KeyError: 'oops'; please report this bug, with what --debug shows\n"
    assert result.stderr == line * 2
