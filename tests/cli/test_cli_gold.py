"""`extractor gold`, and gold from annotators' tools in `extractor evaluate`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import main
from extractor.gold.sources import read_folder

TASKS = [
    {
        "text": "Ana left.",
        "spans": [{"start": 0, "end": 3, "label": "PERSON"}],
        "answer": "accept",
        "meta": {"id": "a"},
    },
    {"text": "Bob left.", "spans": [{"start": 0, "end": 99, "label": "PERSON"}], "answer": "accept"},
    {"text": "Cy left.", "spans": [], "answer": "accept", "meta": {"id": "a"}},
]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], prog_name="extractor")


@pytest.fixture
def tasks(tmp_path: Path) -> Path:
    path = tmp_path / "corrected.jsonl"
    path.write_text("\n".join(map(json.dumps, TASKS)))
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.jsonl"
    path.write_text("\n".join(map(json.dumps, TASKS[::2])))
    return path


def test_what_can_be_used_becomes_gold_files_and_the_rest_is_named(tasks: Path, tmp_path: Path) -> None:
    result = run("gold", tasks, "-o", tmp_path / "gold")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"extractor: {tasks}: line 2: span 1: 0 to 99 is not within the text (0 to 9)\n"
    assert sorted(path.name for path in (tmp_path / "gold").iterdir()) == ["a-2.json", "a-2.txt", "a.json", "a.txt"]
    assert [(gold.text, len(gold.marks)) for gold in read_folder(tmp_path / "gold")] == [
        ("Ana left.", 1),
        ("Cy left.", 0),
    ]


def test_gold_that_is_there_is_replaced_only_by_force(good: Path, tmp_path: Path) -> None:
    place = tmp_path / "gold"
    assert run("gold", good, "-o", place).exit_code == 0
    (place / "a.json").write_text("mine")
    result = run("gold", good, "-o", place)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"extractor: {place} is not empty; choose another name, or give --force")
    assert (place / "a.json").read_text() == "mine"
    assert run("gold", good, "-o", place, "--force").exit_code == 0
    assert len(read_folder(place)) == 2


def test_nothing_is_left_behind_if_nothing_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{}")
    result = run("gold", tmp_path / "bad.jsonl", tmp_path / "none", "-o", tmp_path / "gold")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl"]


@pytest.mark.parametrize(
    ("words", "made"),
    [
        (["-o", "x.spacy"], "x.spacy"),
        (["-o", "x.conll"], "x.conll"),
        (["-o", "x.conll.gz"], "x.conll.gz"),
        (["-f", "prodigy", "-o", "x"], "x"),
        (["-f", "label-studio", "-o", "x.json"], "x.json"),
        (["-f", "label-studio", "-o", "x/"], "x/labels.xml"),
        (["-f", "brat", "-o", "x"], "x/annotation.conf"),
    ],
)
def test_gold_in_the_formats_of_annotators(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], made: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("gold", good, *words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / made).is_file()


def test_standard_input(good: Path, tmp_path: Path) -> None:
    words = ["gold", "-", "-o", str(tmp_path / "gold")]
    result = CliRunner().invoke(main, words, input=good.read_bytes(), prog_name="extractor")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [gold.text for gold in read_folder(tmp_path / "gold")] == ["Ana left.", "Cy left."]


def test_remarks_are_told(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl").write_text(json.dumps({**TASKS[0], "answer": "reject"}) + "\n" + json.dumps(TASKS[0]))
    result = run("gold", tmp_path / "t.jsonl", "-o", tmp_path / "gold")
    assert result.exit_code == 0
    assert result.stderr == f"extractor: {tmp_path / 't.jsonl'}: a task that was rejected is passed over (1 time)\n"


@pytest.mark.parametrize("words", [[], ["x"], ["x", "-o", "y", "--format", "csv"], ["x", "-o", "y.csv"]])
def test_wrong_usage(words: list[str]) -> None:
    assert run("gold", *words).exit_code == 2


def test_convert_tells_what_a_format_cannot_hold(tmp_path: Path) -> None:
    from writers.hostile import record

    (tmp_path / "r.jsonl").write_bytes(record("Sam Tide", "a.txt").with_text("Sam Tide").to_json())
    result = run("convert", tmp_path / "r.jsonl", "-o", tmp_path / "r.conll")
    assert result.exit_code == 0
    assert result.stderr.startswith("extractor: a: CoNLL has one tag for a token, so these, which overlap others")


def test_records_without_their_text_are_named(tmp_path: Path) -> None:
    from writers.hostile import record

    (tmp_path / "r.jsonl").write_bytes(record("Sam Tide", "a.txt").to_json())
    result = run("convert", tmp_path / "r.jsonl", "--format", "brat", "-o", tmp_path / "brat")
    assert result.exit_code == 1
    assert "line 1: it does not hold its article's text; write it with 'extractor run --with-text'" in result.stderr
    assert not (tmp_path / "brat").exists()


def test_evaluate_reads_what_a_tool_exported(good: Path, tmp_path: Path) -> None:
    found = {"document": {"source": "a.txt"}, "people": [{"name": "Ana", "mentions": [{"start": 0, "end": 3}]}]}
    (tmp_path / "found").write_text(json.dumps(found))
    result = run("evaluate", good, "--predictions", tmp_path / "found", "--format", "json")
    assert json.loads(result.stdout)["figures"]["PERSON exact"] == 1.0
    assert result.stderr == "extractor: no record for 1 of 2: a-2\n"


def test_evaluate_stops_at_gold_that_cannot_be_used(tasks: Path, tmp_path: Path) -> None:
    result = run("evaluate", tasks)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"extractor: {tasks}: line 2: span 1: 0 to 99 is not within the text (0 to 9)\n"
