"""`extractor evaluate`: what it prints, how it ends, and that nothing ends in a traceback."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import extractor
from extractor.cli import main
from extractor.evaluation.scoring import FIGURES

HERE = Path(__file__).parent
GOLD, FOUND = str(HERE / "gold"), str(HERE / "found.jsonl")
TABLE = """\
                       precision  recall      F1   hits  extra missed
PERSON    relaxed          0.857   0.857   0.857      6      1      1
PERSON    exact            0.714   0.714   0.714      5      2      2
COURT     relaxed          1.000   0.333   0.500      1      0      2
COURT     exact            1.000   0.333   0.500      1      0      2
DATE      relaxed          1.000   1.000   1.000      3      0      0
DATE      exact            0.667   0.667   0.667      2      1      1
SENTENCE  relaxed          1.000   1.000   1.000      4      0      0
SENTENCE  exact            0.400   0.500   0.444      2      3      2
CASE      relaxed          1.000   0.500   0.667      1      0      1
CASE      exact            1.000   0.500   0.667      1      0      1
people records             0.750   0.750   0.750      3      1      1
                           share   right      of
date value                 0.333       1       3
sentence kind              0.750       3       4
sentence size              0.667       2       3
sentence people            0.500       2       4
sentence offences          0.667       2       3
macro F1 relaxed                           0.805
macro F1 exact                             0.598
"""


def evaluate(*arguments):
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def scored(*arguments):
    return evaluate(GOLD, "--predictions", FOUND, *arguments)


def test_the_table():
    result = scored()
    assert (result.exit_code, result.stdout) == (0, TABLE)
    assert result.stderr == "extractor: no record for 1 of 4: orchard\n"


def test_verbose_lists_every_difference_before_the_table():
    lines = scored("--verbose").stdout.removesuffix(TABLE).splitlines()
    assert len(lines) == 18
    assert lines[0] == (
        "bakery\tvalue\tdate value\tTuesday\twant 2023-11-14\tgot 2023-11-07"
        "\t…Lina Roux's oven burned on |Tuesday|. France's highest court may hear the Ro…"
    )
    assert lines[1].startswith("bakery\textra\tPERSON\tRoux\t…")
    assert "hear the |Roux| affair" in lines[1]
    assert lines[4].split("\t")[:6] == [
        "harbour", "value", "sentence people", "5,000-zloty fine", "want Piotr Zielak", "got nothing",
    ]  # fmt: skip
    assert lines[-4:-2] == ["lighthouse\tmissed\tpeople records\tSam Tide", "lighthouse\textra\tpeople records\tSam"]


def test_json():
    report = json.loads(scored("--format", "json").stdout)
    assert tuple(report["figures"]) == FIGURES
    assert report["figures"]["PERSON relaxed"] == 12 / 14
    assert report["documents"] == 4
    assert report["without_record"] == ["orchard"]
    assert report["spans"]["DATE"]["exact"] == {
        "precision": 2 / 3, "recall": 2 / 3, "f1": 4 / 6, "hits": 2, "extra": 1, "missed": 1,
    }  # fmt: skip
    assert report["values"]["sentence people"] == {"share": 0.5, "right": 2, "of": 4}
    assert report["people_records"]["f1"] == 0.75
    assert not {"differences", "below_floor"} & report.keys()


def test_json_with_differences_and_gate(tmp_path):
    (tmp_path / "floors.json").write_text('{"CASE exact": 0.7, "DATE relaxed": 1}')
    result = scored("--format", "json", "--verbose", "--gate", tmp_path / "floors.json")
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert report["below_floor"] == [{"figure": "CASE exact", "floor": 0.7, "value": 2 / 3}]
    assert report["differences"][0] == {
        "document": "bakery", "what": "value", "figure": "date value", "text": "Tuesday", "start": 27, "end": 34,
        "before": "Lina Roux's oven burned on ", "after": ". France's highest court may hear the Ro",
        "want": "2023-11-14", "got": "2023-11-07",
    }  # fmt: skip


def test_control_characters_do_not_reach_the_terminal(tmp_path):
    (tmp_path / "a.marked").write_text("\x1b[2J\x9b1m ⟦D=2020|th\ten\x07⟧ \u202eevil\x7f", encoding="utf-8")
    date = {"start": 7, "end": 13, "value": "\x1b]0;x\x07"}
    record = {"document": {"source": "a"}, "people": [{"name": "\x1b[1m\ud800"}], "dates": [date]}
    (tmp_path / "found").write_text(json.dumps(record))
    for style in ("text", "json"):
        result = evaluate(tmp_path, "--predictions", tmp_path / "found", "--verbose", "--format", style)
        assert result.exit_code == 0
        assert not set("\x1b\x9b\x07\x7f\u202e\ud800") & set(result.stdout)
    assert [d["got"] for d in json.loads(result.stdout)["differences"] if d["what"] == "value"] == ["\x1b]0;x\x07"]


@pytest.fixture
def floors(tmp_path):
    return tmp_path / "floors.json"


def test_the_gate_is_passed(floors):
    floors.write_text('{"CASE exact": 0.6, "macro relaxed": 0.8, "people records": 0.75}')
    assert scored("--gate", floors).exit_code == 0


def test_the_gate_names_figure_value_and_floor(floors):
    floors.write_text('{"CASE exact": 0.7, "macro relaxed": 0.8, "date value": 0.5}')
    result = scored("--gate", floors)
    assert (result.exit_code, result.stdout) == (1, TABLE)
    assert result.stderr.splitlines()[1:] == [
        "extractor: CASE exact is 0.6666, below its floor of 0.7",
        "extractor: date value is 0.3333, below its floor of 0.5",
    ]


def test_update_raises_and_does_not_lower(floors):
    floors.write_text('{"CASE exact": 0.7, "macro relaxed": 0.7}')
    result = scored("--gate", floors, "--update")
    assert result.exit_code == 1
    assert json.loads(floors.read_text()) == {"CASE exact": 0.7, "macro relaxed": 0.8047}
    assert result.stderr.splitlines()[0] == f"extractor: {floors}: the floor of macro relaxed is 0.8047, was 0.7"
    assert "CASE exact is 0.6666, below its floor of 0.7" in result.stderr


def test_update_lowers_when_told(floors):
    floors.write_text('{"CASE exact": 0.7, "macro relaxed": 0.7}')
    result = scored("--gate", floors, "--update", "--lower")
    assert result.exit_code == 0
    assert json.loads(floors.read_text()) == {"CASE exact": 0.6666, "macro relaxed": 0.8047}
    assert f"{floors}: the floor of CASE exact is 0.6666, was 0.7" in result.stderr


def test_update_makes_the_file_and_the_gate_is_then_passed(floors):
    assert scored("--gate", floors, "--update").exit_code == 0
    assert set(json.loads(floors.read_text())) == set(FIGURES)
    assert scored("--gate", floors).exit_code == 0


def test_update_leaves_alone_what_has_not_moved(floors):
    scored("--gate", floors, "--update")
    before = floors.stat().st_mtime_ns
    result = scored("--gate", floors, "--update")
    assert floors.stat().st_mtime_ns == before
    assert "the floor of" not in result.stderr


MISUSES = [
    ([GOLD, "--update"], "--update needs --gate FILE, the file whose floors it raises"),
    ([GOLD, "--gate", "x", "--lower"], "--lower goes with --update"),
    ([GOLD, "--predictions", FOUND, "--model", "x"], "--predictions does not run the extractor"),
    ([], "Missing argument 'GOLD'"),
    ([GOLD, "--model", "no_such_model"], "model 'no_such_model' cannot be used"),
]


@pytest.mark.parametrize(("arguments", "complaint"), MISUSES)
def test_wrong_usage(arguments, complaint):
    result = evaluate(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"extractor: {complaint}")


FAULTS = [
    (["missing", "--predictions", FOUND], "missing: there is no such file; check the path"),
    ([".", "--predictions", FOUND], ".: holds no gold files"),
    ([GOLD, "--predictions", "missing"], "missing: cannot be read"),
    ([GOLD, "--predictions", FOUND, "--gate", "missing"], "missing: cannot be read"),
    ([GOLD, "--predictions", FOUND, "--gate", "missing/floors", "--update"], "missing/floors: cannot be written"),
    ([GOLD, "--predictions", FOUND, "--gate", "."], ".: cannot be read"),
]


@pytest.mark.parametrize(("arguments", "complaint"), FAULTS)
def test_faults_are_one_line(tmp_path, monkeypatch, arguments, complaint):
    monkeypatch.chdir(tmp_path)
    result = evaluate(*arguments)
    said = [line for line in result.stderr.splitlines() if "floor of" not in line]
    assert (result.exit_code, result.stdout, len(said)) == (1, "", 1)
    assert said[0].startswith(f"extractor: {complaint}")


def test_the_extractor_runs_on_the_texts_as_of_the_golds_dates(monkeypatch):
    asked = []

    class Silent:
        def extract(self, text, *, date, source):
            asked.append((source, str(date), text[:7]))
            return self

        def to_dict(self):
            return {"document": {"source": "any"}}

    monkeypatch.setattr(extractor, "load", lambda model: asked.append(model) or Silent(), raising=False)
    assert evaluate(GOLD, "--model", "mine").exit_code == 0
    assert asked == [
        "mine",
        ("bakery.txt", "2023-11-15", "Lina Ro"),
        ("harbour.txt", "2024-05-06", "Harbour"),
        ("lighthouse.txt", "None", "Keeper "),
        ("orchard.txt", "None", "A Lima "),
    ]


def test_the_extractor_itself_is_measured():
    result = evaluate(GOLD, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["figures"]["SENTENCE relaxed"] > 0.5


def test_given_predictions_spacy_is_not_imported():
    program = (
        "import sys; from extractor.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print('spacy' in sys.modules, file=sys.stderr)"
    )
    arguments = ["evaluate", GOLD, "--predictions", FOUND]
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert done.stdout == TABLE
    assert done.stderr.splitlines()[-1] == "False"
