"""What docs/batch.md says is what happens. Its commands are run, one after another, as a reader would."""

from __future__ import annotations

import re
import shlex
import sqlite3
from pathlib import Path

import pytest

from batch.fakes import Inline, write
from cli.conftest import Cli
from extractor import writers
from extractor.batch.extraction import Extraction
from extractor.batch.place import FORMATS, PER_FILE
from extractor.pipeline import Extractor
from extractor.readers.formats import SUFFIXES

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", DOCS, re.S) for line in block.splitlines()]


def test_commands(cli: Cli, ex: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.batch.extraction.load", lambda *_, **__: ex)
    monkeypatch.setattr("extractor.batch.local.LocalEngine", lambda task, **_: Inline(Extraction(task)))
    samples = [ROOT / "samples" / f"{name}.txt" for name in ("port-fraud", "kenya-fuel-tender")]
    write(tmp_path / "articles", {f"2024/2024-03-15-{path.name}": path.read_text() for path in samples})
    write(tmp_path / "articles", {"2023/empty.txt": ""})
    assert len(COMMANDS) > 4
    for command in COMMANDS:
        program, *args = shlex.split(command, comments=True)
        if program == "sqlite3":
            assert sqlite3.connect(args[0]).execute(args[1]).fetchall()
        else:
            result = cli(*args)
            assert "unexpected" not in result.stderr
            assert result.exit_code == ("2024/*" not in args)  # the empty file fails, where it is read
            assert Path(args[args.index("-o") + 1]).stat().st_size > 100
    assert "2023/empty.txt" in (tmp_path / "failed.jsonl").read_text()
    assert "2024-03-15" in (tmp_path / "2024.csv").read_text()


def test_names_of_files() -> None:
    assert all(f"`{suffix}`" in DOCS for suffix in SUFFIXES if not suffix.endswith(".gz"))


def test_formats() -> None:
    rows = dict(re.findall(r"^\| `([a-z][a-z-]+)` \| (.*?) \|", DOCS, re.M))
    assert len(rows) >= 5
    for format, names in rows.items():
        assert format in FORMATS
        assert format == PER_FILE or all(f"`{suffix}`" in names for suffix in writers.FORMATS[format].suffixes)
