"""`extractor run --patterns FILE`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.conftest import Cli
from extractor.patterns import Patterns
from extractor.pipeline import Extractor

PAGE = (Path(__file__).parents[2] / "docs" / "patterns.md").read_text(encoding="utf-8")


@pytest.fixture
def own(cli: Cli, ex: Extractor, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command line whose model is loaded already, with the patterns that it asks for."""

    def load(_: str | None, *, patterns: Patterns | None) -> Extractor:
        return Extractor(ex.nlp, patterns)

    monkeypatch.setattr("extractor.pipeline.load", load)
    return cli


def test_a_file_of_patterns_reaches_every_article(own: Cli) -> None:
    Path("own.toml").write_text('cases = ["Tide Papers"]\nnever = ["Ann Lee"]')
    Path("a.txt").write_text("A court jailed Ann Lee over the Tide Papers.")

    result = own("a.txt", "a.txt", "--patterns", "own.toml")

    assert (result.exit_code, result.stderr) == (0, "")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [[case["name"] for case in record["cases"]] for record in records] == [["Tide Papers"]] * 2
    assert [record["people"] for record in records] == [[], []]


@pytest.mark.parametrize(
    ("toml", "why"),
    [
        (None, "own.toml: there is no such file; check the path"),
        ("cases = [", "own.toml, line 1: it is not valid TOML"),
        ('offenses = ["ghost-fishing"]', "own.toml, line 1, offenses: there is no such key; did you mean 'offences'?"),
        ('cases = ["\\u001b[2J", 3]', "own.toml, line 1, cases: 3 is no text"),
    ],
)
def test_a_bad_file_is_wrong_usage_before_anything_is_read(cli: Cli, port: str, toml: str | None, why: str) -> None:
    if toml is not None:
        Path("own.toml").write_text(toml)

    result = cli(port, "--patterns", "own.toml", "-o", "out.json")

    assert (result.exit_code, result.stdout) == (2, "")
    first, second = result.stderr.splitlines()
    assert first.startswith("extractor: Invalid value for '--patterns': ")
    assert why in first
    assert second == "extractor: 'extractor run --help' says more"
    assert not Path("out.json").exists()


def test_the_message_on_the_page_is_what_is_said(cli: Cli, port: str) -> None:
    (shown,) = re.findall(r"^extractor: Invalid value .*$", PAGE, re.M)
    Path("my-patterns.toml").write_text('offenses = ["ghost-fishing"]')

    assert cli(port, "--patterns", "my-patterns.toml").stderr.splitlines()[0] == shown


def test_a_file_cannot_command_the_terminal(cli: Cli, port: str) -> None:
    Path("own.toml").write_text('"\\u001b[2J" = 1')

    assert "\x1b" not in cli(port, "--patterns", "own.toml").stderr
