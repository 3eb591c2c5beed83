"""What a gold file says, whatever format it is in."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Literal, get_args

import msgspec

from extractor.evaluation.files import EvaluationError

Kind = Literal["PERSON", "COURT", "DATE", "SENTENCE", "CASE"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Mark(msgspec.Struct, frozen=True):
    """One mention in the gold: `[start, end)` in code points.

    `optional`: careful readers differ, so neither finding nor missing it costs anything. `id` leads from a
    SENTENCE to its `Expected`; `value` is the EDTF of a DATE, None where it is not scored.
    """

    kind: Kind
    start: int
    end: int
    optional: bool = False
    id: str | None = None
    value: str | None = None


class Expected(msgspec.Struct, frozen=True):
    """What a sentence must be read as; what is None or empty is not scored, except the kind."""

    kind: str | None = None
    term: str | None = None
    amount: str | None = None
    people: list[str] = []
    offences: list[str] = []


class Gold(msgspec.Struct, frozen=True):
    """One article as a careful reader marked it; `people` maps each full name to the other forms of it."""

    id: str
    text: str
    date: datetime.date | None
    marks: list[Mark]
    sentences: dict[str, Expected]
    people: dict[str, list[str]]


def publication_day(given: str | None, place: str | Path) -> datetime.date | None:
    """The document's date; None where none is given. Raises `EvaluationError` if it is not as 2024-03-15."""
    if not given:
        return None
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError:
        day = None
    if day is None or day.isoformat() != given:
        raise EvaluationError(place, f"the document's date '{given}' is no day such as 2024-03-15")
    return day
