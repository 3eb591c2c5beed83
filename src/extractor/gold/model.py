"""What a gold file says, whatever format it is in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, get_args

import msgspec

from extractor.gold.files import Unusable
from extractor.mention import Kind as List

Kind = Literal["PERSON", "COURT", "DATE", "SENTENCE", "CASE"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LISTS: dict[Kind, List] = {
    "PERSON": "people",
    "COURT": "courts",
    "DATE": "dates",
    "SENTENCE": "sentences",
    "CASE": "cases",
}
"""The list of a record that holds each kind."""


class Mark(msgspec.Struct, frozen=True):
    """One mention in the gold: `[start, end)` in code points.

    `optional`: careful readers differ, so neither finding nor missing it costs anything. `id` leads from a
    SENTENCE to its `Expected`, and from a sentence to its DATE; `value` is the EDTF of a DATE, None where it is not
    scored. `name` is the full name of the PERSON, COURT or CASE; where it is None, the mention's own words tell.
    """

    kind: Kind
    start: int
    end: int
    optional: bool = False
    id: str | None = None
    value: str | None = None
    name: str | None = None


class Expected(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a sentence must be read as; what is None or empty is not scored, except the kind.

    `people` and `court` are full names, `date` is the id of a DATE. Status, court and date are never scored.
    """

    kind: str | None = None
    term: str | None = None
    amount: str | None = None
    people: list[str] = []
    offences: list[str] = []
    status: str | None = None
    court: str | None = None
    date: str | None = None


class Gold(msgspec.Struct, frozen=True):
    """One article as a careful reader marked it; `people` and `courts` map each full name to the other forms of it.

    Courts are never scored by name.
    """

    id: str
    text: str
    date: datetime.date | None
    marks: list[Mark]
    sentences: dict[str, Expected]
    people: dict[str, list[str]]
    courts: dict[str, list[str]] = {}


def one_line(text: str) -> str:
    """Names and phrases without the line ends of the article."""
    return " ".join(text.split())


def phrases(many: Iterable[str]) -> list[str]:
    """Each in one line, once, without empty ones."""
    return list(dict.fromkeys(one for phrase in many if (one := one_line(phrase))))


def forms(marks: Iterable[Mark], text: str, kind: Kind) -> dict[str, list[str]]:
    """Each name of this kind that required mentions have, and their other words, the longest first."""
    found: dict[str, set[str]] = {}
    for mark in marks:
        if mark.kind == kind and mark.name and not mark.optional:
            found.setdefault(mark.name, set()).add(one_line(text[mark.start : mark.end]))
    return {name: sorted(words - {name, ""}, key=lambda form: (-len(form), form)) for name, words in found.items()}


def publication_day(given: str | None, place: str | Path) -> datetime.date | None:
    """The document's date; None where none is given. Raises `Unusable` if it is not as 2024-03-15."""
    if not given:
        return None
    try:
        day = datetime.date.fromisoformat(given)
    except ValueError:
        day = None
    if day is None or day.isoformat() != given:
        raise Unusable(place, f"the document's date '{given}' is no day such as 2024-03-15")
    return day
