"""`--min-confidence`: the same in every command that has it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cli.conftest import Cli
from extractor.article import make_article
from extractor.batch.extraction import Extraction
from extractor.batch.work import Task
from extractor.pipeline import Extractor
from extractor.record import Record
from extractor.records import mentions
from extractor.threshold import at_least
from extractor.writers.highlight import on_terminal

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def record(ex: Extractor, port: str, article: str) -> Record:
    return ex.extract(article, source=port)


@pytest.fixture
def p(record: Record) -> float:
    """What half of the hits reach."""
    said = sorted(hit.confidence or 0 for hit in mentions(record))
    assert said[0] < said[len(said) // 2]
    return said[len(said) // 2]


def parsed(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines()]


def test_run(loaded: Cli, port: str, record: Record, p: float) -> None:
    result = loaded(port, "--format", "jsonl", "--min-confidence", str(p))
    assert parsed(result.stdout) == [at_least(record, p).to_dict()]
    assert parsed(loaded(port, "--format", "jsonl", "--min-confidence", "0").stdout) == [record.to_dict()]


def test_with_only_some_lists(loaded: Cli, port: str, record: Record, p: float) -> None:
    result = loaded(port, "--format", "jsonl", "--only", "sentences", "--min-confidence", str(p))
    assert parsed(result.stdout) == [at_least(record, p).narrowed({"sentences"}).to_dict()]


def test_show(loaded: Cli, port: str, article: str, record: Record, p: float) -> None:
    shown = loaded("show", port, "--min-confidence", str(p)).stdout
    assert shown == "".join(on_terminal([at_least(record, p).with_text(article)], colour=False))


def test_convert_and_report(cli: Cli, port: str, record: Record, p: float) -> None:
    Path("r.jsonl").write_bytes(record.to_json() + b"\n")
    result = cli("convert", "r.jsonl", "--format", "jsonl", "--min-confidence", str(p))
    assert parsed(result.stdout) == [at_least(record, p).to_dict()]
    assert cli("report", "r.jsonl", "-o", "all.html").exit_code == 0
    assert cli("report", "r.jsonl", "-o", "none.html", "--min-confidence", "0.9995").exit_code == 0
    assert [Path(name).read_text().count("Found by:") > 0 for name in ("all.html", "none.html")] == [True, False]


def test_older_records_are_read_but_not_judged(cli: Cli, record: Record) -> None:
    old = replace(record, dates=[replace(date, confidence=None) for date in record.dates])
    assert b'"found_by":"rule:weekday"}' in old.to_json()
    Path("r.jsonl").write_bytes(old.to_json() + b"\n" + record.to_json() + b"\n")
    assert len(parsed(cli("convert", "r.jsonl", "--format", "jsonl").stdout)) == 2
    result = cli("convert", "r.jsonl", "--format", "jsonl", "--min-confidence", "0.5")
    assert (result.exit_code, result.stderr) == (
        1,
        "extractor: port.txt: its hits have no confidence; extract it anew\n",
    )
    assert len(parsed(result.stdout)) == 1


def test_batch(cli: Cli, port: str, article: str, record: Record, p: float) -> None:
    (line,) = Extraction(Task(min_confidence=p)).lines([make_article(article, source=port)])
    assert json.loads(line) == at_least(record, p).to_dict()


@pytest.mark.parametrize(
    "command", [["run", "a.txt"], ["show", "a.txt"], ["convert", "r"], ["report", "r"], ["batch", "f", "-o", "o"]]
)
@pytest.mark.parametrize("value", ["80", "1", "-0.1", "nan", "inf", "high", ""])
def test_what_is_no_probability(cli: Cli, command: list[str], value: str) -> None:
    result = cli(*command, "--min-confidence", value)
    assert result.exit_code == 2
    assert f"{value!r} is no probability; give a number from 0 to below 1, such as 0.8" in " ".join(
        result.stderr.split()
    )


def test_the_pages_commands(loaded: Cli) -> None:
    Path("samples").symlink_to(ROOT / "samples")
    blocks = re.findall(
        r"^```sh\n(.*?)^```$", (ROOT / "docs" / "confidence.md").read_text(encoding="utf-8"), re.M | re.S
    )
    commands = [line.partition(" | ")[0] for block in blocks for line in block.splitlines()]
    assert len(commands) >= 4
    for command in commands:
        program, *words = shlex.split(command)
        result = loaded(*words)
        assert (program, result.exit_code, result.stderr) == ("extractor", 0, ""), command
    assert Path("sure.csv").stat().st_size
