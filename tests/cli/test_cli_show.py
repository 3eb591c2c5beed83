"""`extractor show`: on a terminal, through the pager, in a pipe, as a page."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from cli.conftest import Cli
from extractor.pipeline import Extractor


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("extractor.cli.show.stdout_is_terminal", lambda: True)


def lines_of_terminal(monkeypatch: pytest.MonkeyPatch, lines: int) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: (80, lines))


@pytest.fixture
def paged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    monkeypatch.setattr(click, "echo_via_pager", seen.extend)
    return seen


def test_brackets_in_a_pipe(loaded: Cli, port: str, paged: list[str]) -> None:
    result = loaded("show", port)
    assert (result.exit_code, result.stderr, paged) == (0, "", [])
    assert result.stdout.startswith("port.txt · Former port director jailed")
    assert "[people: Marta Oyelaran]" in result.stdout
    assert loaded("show", stdin=Path(port).read_bytes()).stdout.startswith("<stdin> · ")


@pytest.mark.usefixtures("on_terminal")
def test_a_short_article_is_printed(loaded: Cli, port: str, paged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines_of_terminal(monkeypatch, 60)
    assert "\x1b[32m\x1b[1mMarta Oyelaran\x1b[0m" in loaded("show", port).stdout
    assert paged == []
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in loaded("show", port).stdout


@pytest.mark.usefixtures("on_terminal")
def test_a_long_one_goes_through_the_pager(
    loaded: Cli, port: str, paged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines_of_terminal(monkeypatch, 8)
    assert loaded("show", port).stdout == ""
    assert "".join(paged).startswith("port.txt · Former port director jailed")
    assert "Port Authority\x1b[0m." in "".join(paged)


def test_a_page(loaded: Cli, port: str) -> None:
    result = loaded("show", port, "--html", "port.html", "--only", "courts")
    assert (result.exit_code, result.stdout) == (0, "")
    page = Path("port.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>") and page.endswith("</html>\n")
    assert '<mark class="courts" id="a1-' in page and '<mark class="people" id="' not in page


def test_every_article_of_a_corpus(loaded: Cli) -> None:
    Path("c.jsonl").write_text(
        '{"text": "A Madrid court sat."}\nnonsense\n{"text": "A Lima court sat."}\n', encoding="utf-8"
    )
    result = loaded("show", "c.jsonl")
    assert result.exit_code == 1
    assert "c.jsonl#2: it is no JSON" in result.stderr
    assert "[courts: Madrid court]" in result.stdout and "[courts: Lima court]" in result.stdout


@pytest.mark.parametrize("args", [[], ["--html", "page.html"]])
def test_what_cannot_be_read_makes_nothing(cli: Cli, args: list[str]) -> None:
    result = cli("show", "none.txt", *args)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none.txt: there is no such file" in result.stderr
    assert not Path("page.html").exists()


def test_the_article_is_not_overwritten(cli: Cli, port: str) -> None:
    before = Path(port).read_bytes()
    result = cli("show", port, "--html", f"./{port}")
    assert result.exit_code == 2
    assert "--html ./port.txt is the article itself; choose another name" in result.stderr
    assert Path(port).read_bytes() == before


def test_help_instead_of_waiting_for_a_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.cli.show.stdin_is_terminal", lambda: True)
    assert cli("show").stdout.startswith("Usage: extractor show")


def test_own_patterns_are_marked(cli: Cli, ex: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.pipeline.load", lambda *_, patterns, **__: Extractor(ex.nlp, patterns))
    Path("own.toml").write_text('cases = ["limitation period"]\n', encoding="utf-8")
    Path("a.txt").write_text("The judges spoke of the limitation period.", encoding="utf-8")
    assert "[cases: limitation period]" in cli("show", "a.txt", "--patterns", "own.toml").stdout
    assert "[cases: limitation period]" not in cli("show", "a.txt").stdout
