"""`extractor run`: formats, options, inputs good and bad, and what is said where."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from cli.conftest import Cli
from extractor.article import Article
from extractor.mention import Kind
from extractor.pipeline import Extractor
from extractor.record import Record, json_schema

KINDS = ("people", "courts", "dates", "sentences", "cases")


def terminal(monkeypatch: pytest.MonkeyPatch, *, stdin: bool, stdout: bool = True) -> None:
    monkeypatch.setattr("extractor.cli.stdin_is_terminal", lambda: stdin)
    monkeypatch.setattr("extractor.cli.run.stdin_is_terminal", lambda: stdin)
    monkeypatch.setattr("extractor.cli.delivery.stdout_is_terminal", lambda: stdout)


# What comes out


def test_json_lines_in_a_pipe(loaded: Cli, port: str, ex: Extractor, article: str) -> None:
    result = loaded(port)
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads(result.stdout)
    jsonschema.validate(record, json_schema(), format_checker=jsonschema.FormatChecker())
    assert record == ex.extract(article, source=port).to_dict()
    assert all(record[kind] for kind in KINDS)


def test_run_is_the_default_command(loaded: Cli, port: str) -> None:
    assert loaded(port).stdout == loaded("run", port).stdout
    assert loaded("--format", "json", port).stdout == loaded("run", "--format", "json", port).stdout


def test_a_file_named_like_a_command(loaded: Cli, port: str) -> None:
    Path("schema").write_bytes(Path(port).read_bytes())
    assert json.loads(loaded("run", "schema").stdout)["document"]["source"] == "schema"


@pytest.mark.parametrize("files", [1, 2])
def test_formats(loaded: Cli, port: str, files: int) -> None:
    inputs = [port] * files
    records = [json.loads(line) for line in loaded("--format", "jsonl", *inputs).stdout.splitlines()]
    assert len(records) == files
    as_json = json.loads(loaded("--format", "json", *inputs).stdout)
    assert as_json == (records[0] if files == 1 else records)
    rows = list(csv.DictReader(io.StringIO(loaded("--format", "csv", *inputs).stdout)))
    assert {row["kind"] for row in rows} == set(KINDS)
    flat = [json.loads(line) for line in loaded("--flat", *inputs).stdout.splitlines()]
    assert [row["id"] for row in rows] == [row["id"] for row in flat]
    table = loaded("--format", "table", *inputs).stdout
    assert table.count("port.txt · Former port director jailed for nine years · 2024-03-15") == files
    assert max(map(len, table.splitlines())) <= 80


def test_a_table_on_a_terminal(loaded: Cli, port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch, stdin=True)
    assert "Sentences (" in loaded(port).stdout
    assert loaded("--flat", port).stdout.startswith('{"source":')
    assert loaded("--format", "jsonl", port).stdout.startswith('{"schema":')


@pytest.mark.parametrize("only", [["people"], ["sentences", "dates"], list(KINDS)])
def test_only_empties_the_other_lists(loaded: Cli, port: str, only: list[Kind]) -> None:
    record = json.loads(loaded("--only", " , ".join(only).upper(), port).stdout)
    jsonschema.validate(record, json_schema())
    assert [kind for kind in KINDS if record[kind]] == [kind for kind in KINDS if kind in only]
    if "sentences" in only:
        assert record["sentences"][1]["names"] == ["Marta Oyelaran"]


def test_the_date_given_comes_before_all_others(loaded: Cli, port: str) -> None:
    record = json.loads(loaded("--date", "2020-02-29", port).stdout)
    assert (record["document"]["date"], record["document"]["date_from"]) == ("2020-02-29", "option")


def test_model_and_date_reach_the_extractor(
    cli: Cli, port: str, ex: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []

    class Spy:
        def extract_article(self, article: Article) -> Record:
            seen.append(article.date)
            return ex.extract_article(article)

    def load(model: str | None, *, patterns: object) -> Spy:
        seen.append(model)
        return Spy()

    monkeypatch.setattr("extractor.pipeline.load", load)
    assert cli("--model", "mine", "--date", "2020-02-29", port, port).exit_code == 0
    assert seen == ["mine", date(2020, 2, 29), date(2020, 2, 29)]  # loaded once


# Standard input


@pytest.mark.parametrize("args", [[], ["run"], ["-"], ["--quiet"]])
def test_standard_input(loaded: Cli, article: str, args: list[str]) -> None:
    result = loaded(*args, stdin=article.replace("\n", "\r\n").encode("utf-16"))
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert record["document"]["source"] == "<stdin>"
    assert record["document"]["characters"] == len(article) + article.count("\n")


@pytest.mark.parametrize("args", [[], ["run"]])
def test_help_instead_of_waiting_for_a_terminal(cli: Cli, args: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal(monkeypatch, stdin=True)
    result = cli(*args)
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: extractor")


# The text is sacred


@pytest.mark.parametrize(
    ("encode", "option"),
    [
        (lambda text: text.encode(), []),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), []),
        (lambda text: text.encode("utf-16"), []),
        (lambda text: text.encode("cp1252"), ["--encoding", "WINDOWS-1252"]),
    ],
    ids=["UTF-8", "BOM", "UTF-16", "given"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_offsets_count_in_the_text_as_read(loaded: Cli, article: str, encode, option: list[str], line_end: str) -> None:
    text = article.replace("\n", line_end).replace("Rui Costa", "Rui\x00 José Costa")
    Path("a.txt").write_bytes(encode(text))
    result = loaded(*option, "a.txt")
    record = json.loads(result.stdout)
    assert record["document"]["characters"] == len(text)
    mentions = [m for kind in ("people", "courts", "cases") for e in record[kind] for m in e["mentions"]]
    mentions += record["dates"] + record["sentences"]
    assert len(mentions) >= 8
    for m in mentions:
        assert text[m["start"] : m["end"]] == m["text"]


# Warnings


def test_warnings_are_in_the_record_and_on_standard_error(loaded: Cli) -> None:
    text = "The judge José Muñoz was jailed for two years last Tuesday. “A disgrace”, said the court’s clerk."
    Path("a.txt").write_bytes(text.encode("cp1252"))
    result = loaded("a.txt")
    warnings = json.loads(result.stdout)["warnings"]
    assert len(warnings) == 2
    assert "read as cp1252, which is a guess" in warnings[0]
    assert "--date" in warnings[1]
    assert result.stderr == "".join(f"extractor: a.txt: warning: {warning}\n" for warning in warnings)
    assert loaded("--quiet", "a.txt").stderr == ""


def test_warnings_of_the_model_are_lines_too(
    cli: Cli, port: str, ex: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    import warnings

    def load(*_: object, **__: object) -> Extractor:
        warnings.warn("[W095] Model of\nanother version", stacklevel=2)
        return ex

    monkeypatch.setattr("extractor.pipeline.load", load)
    assert cli(port).stderr == "extractor: warning: [W095] Model of another version\n"
    assert cli("-q", port).stderr == ""


# Bad input

BAD = {
    "empty.txt": (b"", "it is empty; give a file"),
    "blank.txt": (b" \r\n\t", "only white space; give a file"),
    "page.pdf": (b"%PDF-1.7\n\xe2", "it is a PDF document that is damaged; repair it"),
    "noise.bin": (bytes(range(256)) * 4, "it is binary"),
    "broken.txt": ("Łódź, José".encode() + b"\xff", "UTF-8 with faults"),
    "none.txt": (None, "there is no such file; check the path"),
}


@pytest.mark.parametrize(("name", "data", "why"), [(name, *rest) for name, rest in BAD.items()], ids=BAD)
def test_bad_input_is_one_line_and_status_1(cli: Cli, name: str, data: bytes | None, why: str) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    for format in ("table", "json", "jsonl", "csv"):
        result = cli(name, "--format", format)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"extractor: {name}: ")
        assert why in result.stderr
        assert result.stderr.count("\n") == 1


def test_the_rest_is_done(loaded: Cli, port: str) -> None:
    Path("empty.txt").touch()
    Path("folder").mkdir()
    result = loaded("none.txt", port, "empty.txt", "folder", port, "--format", "json")
    assert result.exit_code == 1
    assert [record["document"]["source"] for record in json.loads(result.stdout)] == [port, port]
    assert [line.split(":")[1].strip() for line in result.stderr.splitlines()] == ["none.txt", "empty.txt", "folder"]


def test_names_cannot_command_the_terminal(loaded: Cli, article: str) -> None:
    evil = "\x1b[2J\u202e[red].txt"
    Path(evil).write_text(article.replace(", March 15, 2024", ""), encoding="utf-8")
    result = loaded(evil, f"no {evil}", "--format", "table")
    shown = "␛[2J\\u202e[red].txt"
    assert result.stdout.startswith(f"{shown} · ")
    warning, error = result.stderr.splitlines()
    assert warning.startswith(f"extractor: {shown}: warning: ")
    assert error.startswith(f"extractor: no {shown}: there is no such file")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are Unicode elsewhere")
def test_a_name_that_is_not_utf_8(loaded: Cli, port: str) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(port).rename(name)
    assert json.loads(loaded(name).stdout)["document"]["source"] == r"caf\xe9.txt"


# Our own faults


@pytest.fixture
def faulty(cli: Cli, ex: Extractor, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Fails on articles that hold the word "fault"."""

    class Faulty:
        def extract_article(self, article: Article) -> Record:
            if "fault" in article.text:
                raise KeyError("\x1b[2J")
            return ex.extract_article(article)

    monkeypatch.setattr("extractor.pipeline.load", lambda *_, **__: Faulty())
    return cli


def test_an_unexpected_error_is_one_line_and_stops_nothing(faulty: Cli, port: str) -> None:
    Path("a.txt").write_text("a fault")
    result = faulty("a.txt", port)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["document"]["source"] == port
    assert result.stderr == (
        "extractor: a.txt: unexpected KeyError: '\\x1b[2J'; please report this bug, with what --debug shows\n"
    )


@pytest.mark.parametrize("how", ["--debug", "EXTRACTOR_DEBUG"])
def test_debug_shows_where(faulty: Cli, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("a fault")
    if how == "--debug":
        result = faulty("--debug", "a.txt")
    else:
        monkeypatch.setenv(how, "1")
        result = faulty("a.txt")
    assert result.exit_code == 1
    assert result.stderr.startswith("Traceback (most recent call last):\n")
    assert "in extract_article" in result.stderr
    assert "\x1b" not in result.stderr


def test_an_error_in_a_writer(loaded: Cli, port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Record, "to_json", lambda _: 1 / 0)
    result = loaded(port)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("extractor: unexpected ZeroDivisionError: division by zero; please report")


# Wrong usage


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["--date", "15/03/2024"], "'15/03/2024' is not a date; write it as YYYY-MM-DD, such as 2024-03-15"),
        (["--date", "20240315"], "'20240315' is not a date; write it as YYYY-MM-DD"),
        (["--date", "2024-W11-5"], "is not a date"),
        (["--date", "٢٠٢٤-٠٣-١٥"], "is not a date"),
        (["--date", ""], "is not a date"),
        (["--date", "2023-02-29"], "'2023-02-29' is not in the calendar; it takes a day such as 2024-03-15"),
        (["--only", "people,judges"], "'judges' is none of people,courts,dates,sentences,cases"),
        (["--only", ""], "'' is none of people"),
        (["--encoding", "klingon"], "'klingon' is no text encoding; try utf-8, cp1252"),
        (["--encoding", "hex"], "'hex' is no text encoding"),
        (["--encoding", "a\x00b"], "is no text encoding"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--flat", "--format", "json"], "--kind and --flat go with --format jsonl, csv"),
        (["--flat", "--format", "table"], "--kind and --flat go with --format jsonl, csv"),
        (["--frmat", "json"], "--frmat"),
        (["-o", "port.txt"], "--output port.txt is one of the inputs"),
        (["-o", "./port.txt"], "is one of the inputs"),
    ],
)
def test_wrong_usage_says_what_is_right(cli: Cli, port: str, args: list[str], why: str) -> None:
    before = Path(port).read_bytes()
    result = cli(port, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    first, second = result.stderr.splitlines()
    assert first.startswith("extractor: ")
    assert why in first
    assert second == "extractor: 'extractor run --help' says more"
    assert Path(port).read_bytes() == before


def test_usage_errors_cannot_command_the_terminal(cli: Cli) -> None:
    result = cli("--only", "\x1b[2J", "x")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\x1b" not in cli("--\x1b[2J", "x").stderr


def test_a_missing_model_names_its_command(cli: Cli, port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.errors import ModelMissing

    def load(model: str, **_: object) -> None:
        raise ModelMissing(model, f"python -m spacy download {model}")

    monkeypatch.setattr("extractor.pipeline.load", load)
    result = cli("--model", "en_core_web_md", port, port)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "extractor: model 'en_core_web_md' cannot be used: it is not installed. "
        "To mend it: python -m spacy download en_core_web_md\n"
    )


# Explanations


def test_explain_says_how_each_mention_was_found(loaded: Cli, port: str) -> None:
    result = loaded("--explain", port)
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads(loaded("--format", "jsonl", port).stdout)
    mentions = [m for kind in ("people", "courts", "cases") for entity in record[kind] for m in entity["mentions"]]
    mentions += record["dates"] + record["sentences"]
    assert len(result.stdout.splitlines()) == 1 + len(mentions)
    assert result.stdout == loaded("--format", "explain", port).stdout


def test_explain_is_a_format(cli: Cli, port: str) -> None:
    result = cli("--explain", "--format", "json", port)
    assert result.exit_code == 2
    assert "leave --format json out" in result.stderr
