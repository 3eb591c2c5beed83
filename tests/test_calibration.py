"""models/calibration.py: whether probabilities can be believed, on made-up outcomes."""

from __future__ import annotations

import importlib.util
import xml.etree.ElementTree as ET
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parent.parent / "models" / "calibration.py"


@pytest.fixture(scope="module")
def calibration() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibration", PATH)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcomes(calibration: ModuleType, said: float, right: int, wrong: int, about: str = "people") -> list:
    return [calibration.Outcome(about, said, n < right) for n in range(right + wrong)]


def test_said_and_right_alike_is_no_error(calibration: ModuleType) -> None:
    some = outcomes(calibration, 0.75, 75, 25) + outcomes(calibration, 0.96, 96, 4)
    assert calibration.calibration_error(some) == pytest.approx(0)


def test_the_error_is_a_mean_over_hits(calibration: ModuleType) -> None:
    some = outcomes(calibration, 0.75, 10, 20) + outcomes(calibration, 0.96, 96, 4)
    assert calibration.calibration_error(some) == pytest.approx(30 / 130 * (0.75 - 1 / 3))


def test_few_hits_miss_by_mere_chance_what_many_do_not(calibration: ModuleType) -> None:
    few, many = outcomes(calibration, 0.75, 3, 1), outcomes(calibration, 0.75, 300, 100)
    assert calibration.mere_chance(few) == pytest.approx(10 * calibration.mere_chance(many))


@pytest.mark.parametrize(
    ("right", "wrong", "auc"), [([0.9, 0.8], [0.1], 1.0), ([0.1], [0.9], 0.0), ([0.5], [0.5], 0.5), ([0.5], [], None)]
)
def test_what_is_told_apart(calibration: ModuleType, right: list[float], wrong: list[float], auc: float | None) -> None:
    some = [calibration.Outcome("dates", said, True) for said in right]
    some += [calibration.Outcome("dates", said, False) for said in wrong]
    assert calibration.separation(some) == auc


def test_the_picture_is_sound_and_has_a_line_for_hits_and_for_each_link(calibration: ModuleType) -> None:
    some = [
        one
        for about in ("people", "who", "what for")
        for said in (0.55, 0.75, 0.97)
        for one in outcomes(calibration, said, 20, 0 if said > 0.9 else 10, about)
    ]
    root = ET.fromstring(calibration.picture(some))
    space = "{http://www.w3.org/2000/svg}"
    assert len(root.findall(f"{space}polyline")) == 3
    assert len(root.findall(f"{space}circle/{space}title")) == 9
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    for dot in root.iter(f"{space}circle"):
        assert 0 < float(dot.attrib["cx"]) < width and 0 < float(dot.attrib["cy"]) < height
