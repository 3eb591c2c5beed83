"""Floors: what is below them, how they move, and what is said of faulty files."""

from __future__ import annotations

import json
import random

import pytest

from extractor.evaluation.gate import (
    Shortfall,
    first_floors,
    moved_floors,
    read_floors,
    shortfalls,
    write_floors,
)
from extractor.gold.files import Unusable

FIGURES = {"DATE exact": 2 / 3, "CASE exact": 0.5, "date value": None}


def test_what_is_below_its_floor_is_named_with_floor_and_value():
    below = shortfalls({"DATE exact": 0.667, "CASE exact": 0.5, "date value": 0.1}, FIGURES)
    assert below == [Shortfall("DATE exact", 0.667, 2 / 3), Shortfall("date value", 0.1, None)]
    assert [str(shortfall) for shortfall in below] == [
        "DATE exact is 0.6666, below its floor of 0.667",
        "date value could not be measured, below its floor of 0.1",
    ]


# floor | value | raised | lowered
MOVES = [
    (0.5, 2 / 3, 0.6666, 0.6666),
    (0.9, 2 / 3, 0.9, 0.6666),
    (0.66665, 2 / 3, 0.66665, 0.66665),
    (0.5, 0.5, 0.5, 0.5),
    (0.5, 0.6, 0.6, 0.6),
    (0, 0.0, 0, 0),
    (0.5, 1.0, 1.0, 1.0),
    (0.5, None, 0.5, 0.5),
]


@pytest.mark.parametrize(("floor", "value", "raised", "lowered"), MOVES)
def test_floors_rise_and_fall_only_if_told(floor, value, raised, lowered):
    figures = {"CASE exact": value, "DATE exact": 0.7}
    assert moved_floors({"CASE exact": floor}, figures, lower=False) == {"CASE exact": raised}
    assert moved_floors({"CASE exact": floor}, figures, lower=True) == {"CASE exact": lowered}


def test_first_floors_are_for_what_was_measured():
    assert first_floors(FIGURES) == {"DATE exact": 0.6666, "CASE exact": 0.5}


def test_no_floor_is_ever_above_the_value_that_set_it():
    rng = random.Random(1)
    for _ in range(3000):
        value = sum(rng.randrange(1000) / 999 for _ in range(5)) / 5
        assert value - 0.0001001 < first_floors({"macro exact": value})["macro exact"] <= value


def test_what_is_written_is_read(tmp_path):
    write_floors(tmp_path / "floors.json", {"macro exact": 0.1234, "CASE exact": 1})
    assert read_floors(tmp_path / "floors.json") == {"macro exact": 0.1234, "CASE exact": 1}


FAULTY = [
    ('{"CASE": 1}', "no figure is called 'CASE'; the figures are PERSON relaxed, PERSON exact, COURT relaxed"),
    ('{"CASE exact": 1.5}', "the floor of 'CASE exact' is 1.5, which is no number from 0 to 1"),
    ('{"CASE exact": NaN}', "the floor of 'CASE exact' is nan, which is no number from 0 to 1"),
    ('{"CASE exact": true}', "the floor of 'CASE exact' is True, which is no number from 0 to 1"),
    ('{"CASE exact": "1"}', "the floor of 'CASE exact' is '1', which is no number from 0 to 1"),
    ("[]", "Expected `object`, got `array`"),
    ('{\n"CASE exact"}', "malformed JSON at line 2 column 13: Expecting ':' delimiter"),
]


@pytest.mark.parametrize(("content", "complaint"), FAULTY)
def test_faulty_floors(tmp_path, content, complaint):
    (tmp_path / "floors.json").write_text(content)
    with pytest.raises(Unusable) as caught:
        read_floors(tmp_path / "floors.json")
    assert str(caught.value).startswith(f"{tmp_path / 'floors.json'}: {complaint}")


def test_floors_that_cannot_be_written(tmp_path):
    with pytest.raises(Unusable, match=r"cannot be written \("):
        write_floors(tmp_path / "missing" / "floors.json", {})


def test_the_file_is_plain_json_in_the_order_that_it_had(tmp_path):
    floors = {"macro exact": 0.5, "CASE exact": 0.25}
    write_floors(tmp_path / "floors.json", moved_floors(floors, {"macro exact": 0.6, "CASE exact": 0.1}, lower=False))
    assert list(json.loads((tmp_path / "floors.json").read_text()).items()) == [
        ("macro exact", 0.6),
        ("CASE exact", 0.25),
    ]
