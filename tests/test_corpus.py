"""The articles of tests/corpus, written for this project, with gold marks: every record is sound, no figure falls.

corpus_floors.json pins every figure of the whole corpus; `extractor evaluate tests/corpus --gate tests/corpus_floors.json
--update` raises them.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from extractor.evaluation.gate import read_floors, shortfalls
from extractor.evaluation.predictions import predict
from extractor.evaluation.scoring import FIGURES, score
from extractor.gold.marks import parse_marked
from extractor.record import Record

FOLDER = Path(__file__).parent / "corpus"
ARTICLES = sorted(FOLDER.glob("*.marked"))
FLOORS = read_floors(FOLDER.parent / "corpus_floors.json")


@pytest.fixture(scope="module")
def golds():
    return {path.stem: parse_marked(path.read_text(encoding="utf-8"), path.stem, path.name) for path in ARTICLES}


@pytest.mark.parametrize("name", [path.stem for path in ARTICLES])
def test_the_record_is_sound(ex, golds, name):
    gold = golds[name]

    record = ex.extract(gold.text, date=gold.date, source=f"{name}.txt")

    spans = [*record.dates, *record.sentences]
    spans += [m for entity in (*record.people, *record.courts, *record.cases) for m in entity.mentions]
    assert spans
    assert all(gold.text[s.start : s.end] == s.text == s.text.strip() for s in spans)
    assert msgspec.json.decode(record.to_json(), type=Record) == record


@pytest.fixture(scope="module")
def scores(golds):
    return score(golds.values(), dict(predict(golds.values())))


def test_no_figure_falls_below_its_floor(scores):
    assert [str(shortfall) for shortfall in shortfalls(FLOORS, scores.figures())] == []


def test_there_is_a_floor_for_every_figure():
    assert set(FLOORS) == set(FIGURES)
