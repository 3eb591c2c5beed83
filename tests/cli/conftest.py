"""The command line in this process, with the extractor that is loaded already."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import main
from extractor.pipeline import Extractor

Cli = Callable[..., Result]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Runs `extractor` with some arguments in an empty folder. Loading a model fails: see `loaded`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EXTRACTOR_DEBUG", raising=False)
    monkeypatch.setattr("extractor.pipeline.load", lambda *_, **__: pytest.fail("no model is needed for this"))

    def run(*args: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, args, input=stdin, prog_name="extractor")

    return run


@pytest.fixture
def loaded(cli: Cli, ex: Extractor, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The same, with the default model in place of any."""
    monkeypatch.setattr("extractor.pipeline.load", lambda *_, **__: ex)
    return cli


@pytest.fixture
def port(tmp_path: Path, article: str) -> str:
    """The name of a file in that folder which holds the article."""
    (tmp_path / "port.txt").write_text(article, encoding="utf-8")
    return "port.txt"
