"""The marked-up gold format: the article itself with its mentions in double brackets, then notes on them."""

from __future__ import annotations

import datetime
import re

import msgspec

from extractor.evaluation.files import EvaluationError, position
from extractor.evaluation.model import Expected, Gold, Kind, Mark, publication_day

_LETTERS: dict[str, Kind] = {"P": "PERSON", "C": "COURT", "D": "DATE", "S": "SENTENCE", "K": "CASE"}
_BRACKET = re.compile(
    r"⟦(?:(?P<letter>[PCDSK])(?P<optional>\?)?(?:#(?P<number>[0-9]{1,9}))?(?:=(?P<value>[^|⟦⟧]*))?\|)?|⟧"
)
_RULE = re.compile(r"\r?\n=====")
_FIELDS = frozenset({"kind", "term", "amount", "people", "person", "offences", "status"})


class _Notes(msgspec.Struct):
    """What the lines below the rule say."""

    date: datetime.date | None
    sentences: dict[str, Expected]
    people: dict[str, list[str]]


def parse_marked(marked: str, name: str, place: str) -> Gold:
    """The gold of a marked-up article. Raises `EvaluationError`, which names line and column."""
    rule = _RULE.search(marked)
    body, below = (marked[: rule.start()], rule.end()) if rule else (marked, len(marked))
    text, marks = _read_body(body, place)
    notes = _read_notes(marked[below:], marked.count("\n", 0, below) + 1, place)
    _check_numbers(marks, notes, place)
    return Gold(name, text, notes.date, marks, notes.sentences, notes.people)


def _read_body(body: str, place: str) -> tuple[str, list[Mark]]:
    """The text without its brackets, and the marks in the order in which they begin."""
    pieces: list[str] = []
    length = copied = 0
    opened: list[tuple[int, re.Match[str]]] = []
    marks: list[Mark] = []
    for bracket in _BRACKET.finditer(body):
        pieces.append(body[copied : bracket.start()])
        length += bracket.start() - copied
        copied = bracket.end()
        if bracket["letter"]:
            opened.append((length, bracket))
        elif bracket[0] == "⟧" and opened:
            marks.append(_mark(*opened.pop(), length, place))
        else:
            problem = "⟧ closes nothing" if bracket[0] == "⟧" else "⟦ opens no mark such as ⟦P|…⟧"
            raise EvaluationError(place, f"{position(body, bracket.start())}: {problem}")
    if opened:
        bracket = opened[-1][1]
        raise EvaluationError(place, f"{position(body, bracket.start())}: {bracket[0]} is never closed")
    pieces.append(body[copied:])
    return "".join(pieces), sorted(marks, key=lambda mark: (mark.start, mark.end))


def _mark(start: int, bracket: re.Match[str], end: int, place: str) -> Mark:
    letter, number, value = bracket["letter"], bracket["number"], bracket["value"]
    wrong = (
        "holds nothing" if start == end
        else "has a value, which only D has" if value is not None and letter != "D"
        else "has a number, which only S has" if number and letter != "S"
        else "has no number" if letter == "S" and not number and not bracket["optional"]
        else None
    )  # fmt: skip
    if wrong:
        raise EvaluationError(place, f"{position(bracket.string, bracket.start())}: {bracket[0]} {wrong}")
    number = str(int(number)) if number else None
    return Mark(_LETTERS[letter], start, end, bool(bracket["optional"]), number, value or None)


def _read_notes(lines: str, first: int, place: str) -> _Notes:
    """The notes; `first` is the number in the file of their first line."""
    notes = _Notes(None, {}, {})
    for number, line in enumerate(lines.split("\n"), first):
        note = line.strip("= \t\r")
        if note:
            _read_note(note, notes, f"{place}: line {number}")
    return notes


def _read_note(note: str, notes: _Notes, place: str) -> None:
    key, _, rest = (part.strip() for part in note.partition(":"))
    if numbered := re.match(r"#([0-9]{1,9})(?:\s|$)", note):
        number = str(int(numbered[1]))
        if number in notes.sentences:
            raise EvaluationError(place, f"#{number} has a note already")
        notes.sentences[number] = parse_fields(note[numbered.end() :], place)
    elif key == "person":
        name, _, others = rest.partition("=")
        notes.people[name.strip()] = listed(others, ",")
    elif key == "date":
        notes.date = publication_day(rest, place)
    elif key not in ("id", "court"):
        raise EvaluationError(place, f"note not understood: {note}")


def parse_fields(fields: str, place: str) -> Expected:
    """`kind=fine; amount=5000 USD; people=A B + C D`. Raises `EvaluationError` for an unknown field."""
    found: dict[str, str] = {}
    for field in listed(fields, ";"):
        key, _, value = (part.strip() for part in field.partition("="))
        if key not in _FIELDS:
            raise EvaluationError(place, f"no field is called '{key}'; the fields are {', '.join(sorted(_FIELDS))}")
        found[key] = value
    return Expected(
        kind=found.get("kind") or None,
        term=found.get("term") or None,
        amount=found.get("amount") or None,
        people=listed(found.get("person") or found.get("people") or "", "+"),
        offences=listed(found.get("offences") or "", ","),
    )


def listed(joined: str, separator: str) -> list[str]:
    """The parts of a list in one line, without blanks and empty parts."""
    return [part.strip() for part in joined.split(separator) if part.strip()]


def _check_numbers(marks: list[Mark], notes: _Notes, place: str) -> None:
    marked = {mark.id for mark in marks if mark.id}
    for number in sorted(marked - notes.sentences.keys(), key=int):
        raise EvaluationError(place, f"⟦S#{number}|…⟧ has no note #{number}")
    for number in sorted(notes.sentences.keys() - marked, key=int):
        raise EvaluationError(place, f"the note #{number} has no mark ⟦S#{number}|…⟧")
