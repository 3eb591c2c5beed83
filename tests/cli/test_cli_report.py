"""`extractor report`: records in, a page out, and what goes wrong in between."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Cli
from extractor.pipeline import Extractor


@pytest.fixture
def records(ex: Extractor, cli: Cli) -> bytes:
    """Two records, also in `records.jsonl`."""
    texts = ("A Paris court jailed Jean Dupont for six years.", "A Lima court fined Ana Paz $500.")
    lines = b"".join(ex.extract(text).with_text(text).to_json() + b"\n" for text in texts)
    Path("records.jsonl").write_bytes(lines)
    return lines


def test_to_a_file(cli: Cli, records: bytes) -> None:
    result = cli("report", "records.jsonl", "-o", "report.html")
    assert (result.exit_code, result.output) == (0, "")
    page = Path("report.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and page.endswith("</html>\n")
    assert "<h1>2 articles</h1>" in page


@pytest.mark.parametrize("args", [[], ["-"], ["-o", "-"]])
def test_from_a_pipe_to_a_pipe(cli: Cli, records: bytes, args: list[str]) -> None:
    result = cli("report", *args, "--title", "Spring", stdin=records)
    assert result.exit_code == 0
    assert "<h1>Spring</h1>" in result.stdout


def test_several_files(cli: Cli, records: bytes) -> None:
    assert "<h1>4 articles</h1>" in cli("report", "records.jsonl", "-", stdin=records).stdout


def test_a_bad_record_does_not_stop_the_others(cli: Cli, records: bytes) -> None:
    result = cli("report", "none.jsonl", "-", "-o", "report.html", stdin=records.replace(b"\n", b'\n{"no": 1}\n', 1))
    assert result.exit_code == 1
    missing, bad = result.stderr.splitlines()
    assert "none.jsonl: there is no such file" in missing
    assert "<stdin>: line 2: it is no record" in bad
    assert "<h1>2 articles</h1>" in Path("report.html").read_text(encoding="utf-8")


def test_no_record_leaves_what_is_there(cli: Cli) -> None:
    Path("report.html").write_text("before", encoding="utf-8")
    result = cli("report", "-", "-o", "report.html", stdin=b"no record")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert Path("report.html").read_text(encoding="utf-8") == "before"
    assert [path.name for path in Path().iterdir()] == ["report.html"]


def test_the_records_are_not_overwritten(cli: Cli, records: bytes) -> None:
    result = cli("report", "records.jsonl", "-o", "./records.jsonl")
    assert result.exit_code == 2
    assert "--output ./records.jsonl is one of the inputs; choose another name" in result.stderr
    assert Path("records.jsonl").read_bytes() == records


def test_a_terminal_gets_no_page(cli: Cli, records: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.cli.report.stdout_is_terminal", lambda: True)
    result = cli("report", "records.jsonl")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name a file with --output" in result.stderr


def test_help_instead_of_waiting_for_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.cli.report.stdin_is_terminal", lambda: True)
    result = cli("report")
    assert result.stdout.startswith("Usage: extractor report")
    assert "extractor run --with-text *.txt | extractor report -o report.html" in result.stdout
