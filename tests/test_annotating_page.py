"""docs/annotating.md: its commands and its program do what it says, as far as no tool is needed."""

from __future__ import annotations

import io
import json
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.gold.sources import read_gold, strictly
from extractor.pipeline import Extractor
from extractor.writers import FORMATS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "annotating.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)


@pytest.fixture
def after_the_round(ex: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which everything on the page was done."""
    monkeypatch.setattr("extractor.pipeline.load", lambda *_, **__: ex)
    monkeypatch.setattr("extractor.load", lambda *_, **__: ex)
    monkeypatch.chdir(tmp_path)
    Path("samples").symlink_to(ROOT / "samples")
    for number, (language, block) in enumerate(BLOCKS):
        if language == "sh":
            for command in block.splitlines():
                result = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="extractor")
                assert (result.exit_code, result.stderr) == (0, ""), command
        elif language == "python":
            with redirect_stdout(io.StringIO()) as printed:
                exec(compile(block, "annotating.md", "exec"), {})
            assert printed.getvalue() == BLOCKS[number + 1][1]
    return tmp_path


def test_the_round(after_the_round: Path) -> None:
    def marks(source: str) -> list[tuple[str, list[tuple[str, int, int]]]]:
        told: list[str] = []
        found = strictly(read_gold(after_the_round / source, told.append))
        return sorted((gold.id, [(mark.kind, mark.start, mark.end) for mark in gold.marks]) for gold in found)

    gold = marks("gold")
    assert [ident for ident, _ in gold] == ["kenya-fuel-tender", "port-fraud"]
    for source in (
        "for-brat",
        "court-news",
        "tasks.jsonl",
        "found.spacy",
        "corrected.spacy",
        "train.spacy",
        "tokens.conll",
    ):
        assert marks(source) == gold, source
    assert not marks("for-label-studio/tasks.json")  # nobody has submitted them


def test_what_was_found_measures_perfectly_by_itself(after_the_round: Path) -> None:
    words = ["evaluate", "gold", "--predictions", "records.jsonl", "--format", "json"]
    result = CliRunner().invoke(main, words)
    figures = json.loads(result.stdout)["figures"]
    assert {figures[f"{kind} exact"] for kind in ("PERSON", "COURT", "DATE", "SENTENCE", "CASE")} == {1.0}
    assert {figures[value] for value in figures if value.startswith(("sentence", "date"))} <= {1.0, None}


def test_every_format_of_annotators_is_on_the_page() -> None:
    rows = re.findall(r"^\| .* \| `([\w-]+)`: ", PAGE, re.M)
    assert rows == [format for format, about in FORMATS.items() if about.gold]
