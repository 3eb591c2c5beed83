"""Floors that figures must not fall below, kept in a JSON file: `{"DATE exact": 0.95}`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from extractor.evaluation.scoring import FIGURES
from extractor.gold.files import Unusable, parse_json, read_text, shaped

_PLACES = 4


class Shortfall(msgspec.Struct, frozen=True):
    """A figure below its floor; the value is None where there was nothing to measure."""

    figure: str
    floor: float
    value: float | None

    def __str__(self) -> str:
        """One line. The value is cut, not rounded, so that it always looks the lesser."""
        value = "could not be measured" if self.value is None else f"is {_cut(self.value):.{_PLACES}f}"
        return f"{self.figure} {value}, below its floor of {self.floor}"


def read_floors(path: Path) -> dict[str, float]:
    """The floors of a file. Raises `Unusable` for what is no figure or no number from 0 to 1."""
    floors = shaped(parse_json(read_text(path), path), dict[str, Any], path)
    for figure, floor in floors.items():
        if figure not in FIGURES:
            raise Unusable(path, f"no figure is called '{figure}'; the figures are {', '.join(FIGURES)}")
        if not isinstance(floor, (int, float)) or isinstance(floor, bool) or not 0 <= floor <= 1:
            raise Unusable(path, f"the floor of '{figure}' is {floor!r}, which is no number from 0 to 1")
    return floors


def first_floors(figures: Mapping[str, float | None]) -> dict[str, float]:
    """Floors for every figure that was measured."""
    return {figure: _cut(value) for figure, value in figures.items() if value is not None}


def moved_floors(floors: Mapping[str, float], figures: Mapping[str, float | None], *, lower: bool) -> dict[str, float]:
    """The same floors, raised to the figures; lowered to them, too, only if `lower`."""
    moved = dict(floors)
    for figure, floor in floors.items():
        value = figures[figure]
        if value is not None and (value >= floor or lower):
            moved[figure] = max(floor, _cut(value)) if value >= floor else _cut(value)
    return moved


def shortfalls(floors: Mapping[str, float], figures: Mapping[str, float | None]) -> list[Shortfall]:
    """The figures that are below their floors."""
    measured = ((figure, floor, figures[figure]) for figure, floor in floors.items())
    return [Shortfall(*triple) for triple in measured if triple[2] is None or triple[2] < triple[1]]


def write_floors(path: Path, floors: Mapping[str, float]) -> None:
    """Write a file of floors. Raises `Unusable`."""
    try:
        path.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise Unusable(path, f"cannot be written ({error.strerror})") from error


def _cut(value: float) -> float:
    """The value to four places, never more than it is."""
    near = round(value, _PLACES)
    return near if near <= value else round(near - 10**-_PLACES, _PLACES)
