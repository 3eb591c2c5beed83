"""docs/formats.md: its commands, queries and programs do what it says, and its tables are those of the writers."""

from __future__ import annotations

import io
import re
import shlex
import sqlite3
from collections.abc import Iterator
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.pipeline import Extractor
from extractor.writers import FORMATS
from extractor.writers.tables import TABLES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)


def run(language: str, block: str) -> str:
    """What a block prints."""
    if language == "sql":
        with closing(sqlite3.connect("courts.db")) as db:
            return "".join("|".join("" if v is None else str(v) for v in row) + "\n" for row in db.execute(block))
    if language == "python":
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(block, "formats.md", "exec"), {})
        return printed.getvalue()
    printed_by_all = ""
    for command in block.splitlines():
        program, *words = shlex.split(command)
        assert program == "extractor"
        result = CliRunner().invoke(main, words, prog_name="extractor")
        assert (result.exit_code, result.stderr) == (0, ""), command
        printed_by_all += result.stdout
    return printed_by_all


def test_blocks_print_what_stands_below_them(ex: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.pipeline.load", lambda *_, **__: ex)
    monkeypatch.chdir(tmp_path)
    Path("samples").symlink_to(ROOT / "samples")
    assert len(BLOCKS) >= 10
    for number, (language, block) in enumerate(BLOCKS):
        if language != "text":
            next_language, promise = BLOCKS[number + 1] if number + 1 < len(BLOCKS) else ("", "")
            assert run(language, block) == (promise if next_language == "text" else ""), block


def section(title: str) -> str:
    (found,) = re.findall(rf"^(##+) {title}$(.*?)(?=^## |^### |\Z)", PAGE, re.M | re.S)
    return str(found[1])


@pytest.mark.parametrize("kind", TABLES)
def test_the_columns_of_each_table(kind: str) -> None:
    assert tuple(re.findall(r"^\| `(\w+)` \|", section(kind), re.M)) == TABLES[kind].columns  # type: ignore[index]


def table_of_formats() -> Iterator[str]:
    for format, about in FORMATS.items():
        names = " ".join(f"`{suffix}`" for suffix in about.suffixes)
        yield f"| `{format}` | {names} | {', '.join(about.shapes)} | {about.about} |".replace("|  |", "| |")


def test_every_format_is_in_the_table() -> None:
    head = "| Format | Names | Is | |\n| --- | --- | --- | --- |\n"
    assert PAGE.split(head)[1].split("\n\n")[0].splitlines() == [*table_of_formats()]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_has_a_section(format: str) -> None:
    assert any(format in title.split() for title in re.findall(r"^## (.*)$", PAGE, re.M))


@pytest.mark.parametrize("format", [format for format, about in FORMATS.items() if about.extra])
def test_an_extra_is_named(format: str) -> None:
    assert f"extra `{FORMATS[format].extra}`" in section(format)
