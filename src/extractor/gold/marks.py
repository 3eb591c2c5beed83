"""The marked-up gold format: the article itself with its mentions in double brackets, then notes on them."""

from __future__ import annotations

import datetime
import re

import msgspec

from extractor.gold.files import Unusable, position
from extractor.gold.model import Expected, Gold, Kind, Mark, publication_day

_LETTERS: dict[str, Kind] = {"P": "PERSON", "C": "COURT", "D": "DATE", "S": "SENTENCE", "K": "CASE"}
_BRACKET = re.compile(
    r"⟦(?:(?P<letter>[PCDSK])(?P<optional>\?)?(?:#(?P<number>[0-9]{1,9}))?(?:=(?P<value>[^|⟦⟧]*))?\|)?|⟧"
)
_RULE = re.compile(r"\r?\n=====")
FIELDS = frozenset({"kind", "term", "amount", "people", "person", "offences", "status", "court"})
"""Of a note on a sentence."""
_SEPARATORS = r"\\;,+"
_SEPARATOR = re.compile(f"[{_SEPARATORS}]")
_ESCAPED = re.compile(rf"\\([{_SEPARATORS}])")


class _Notes(msgspec.Struct):
    """What the lines below the rule say."""

    date: datetime.date | None
    sentences: dict[str, Expected]
    people: dict[str, list[str]]
    courts: dict[str, list[str]]


def parse_marked(marked: str, name: str, place: str) -> Gold:
    """The gold of a marked-up article. Raises `Unusable`, which names line and column."""
    rule = _RULE.search(marked)
    body, below = (marked[: rule.start()], rule.end()) if rule else (marked, len(marked))
    text, marks = _read_body(body, place)
    notes = _read_notes(marked[below:], marked.count("\n", 0, below) + 1, place)
    _check_numbers(marks, notes, place)
    return Gold(name, text, notes.date, marks, notes.sentences, notes.people, notes.courts)


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
            raise Unusable(place, f"{position(body, bracket.start())}: {problem}")
    if opened:
        bracket = opened[-1][1]
        raise Unusable(place, f"{position(body, bracket.start())}: {bracket[0]} is never closed")
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
        raise Unusable(place, f"{position(bracket.string, bracket.start())}: {bracket[0]} {wrong}")
    number = str(int(number)) if number else None
    return Mark(_LETTERS[letter], start, end, bool(bracket["optional"]), number, value or None)


def _read_notes(lines: str, first: int, place: str) -> _Notes:
    """The notes; `first` is the number in the file of their first line."""
    notes = _Notes(None, {}, {}, {})
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
            raise Unusable(place, f"#{number} has a note already")
        notes.sentences[number] = parse_fields(note[numbered.end() :], place)
    elif key in ("person", "court"):
        name, _, others = rest.partition("=")
        (notes.people if key == "person" else notes.courts)[plain(name.strip())] = listed(others, ",")
    elif key == "date":
        notes.date = publication_day(rest, place)
    elif key != "id":
        raise Unusable(place, f"note not understood: {note}")


def parse_fields(note: str, place: str) -> Expected:
    """`kind=fine; amount=5000 USD; people=A B + C D`. Raises `Unusable` for an unknown field."""
    return expected(fields(note, FIELDS, place))


def fields(note: str, known: frozenset[str], place: str) -> dict[str, str]:
    """The fields of a note, `name=value` joined by `;`, as they stand there. Raises `Unusable` for an unknown one."""
    found: dict[str, str] = {}
    for field in _split(note, ";"):
        key, _, value = (part.strip() for part in field.partition("="))
        if key not in known:
            raise Unusable(place, f"no field is called '{key}'; the fields are {', '.join(sorted(known))}")
        found[key] = value
    return found


def expected(found: dict[str, str]) -> Expected:
    """What the fields of a note on a sentence come to."""

    def one(key: str) -> str | None:
        return plain(found.get(key, "")) or None

    return Expected(
        kind=one("kind"),
        term=one("term"),
        amount=one("amount"),
        people=listed(found.get("person") or found.get("people") or "", "+"),
        offences=listed(found.get("offences") or "", ","),
        status=one("status"),
        court=one("court"),
    )


def listed(joined: str, separator: str) -> list[str]:
    """The parts of a list in one line, without blanks and empty parts. A backslash keeps the separator behind it.

    >>> listed("theft, conspiracy\\, fraud,", ",")
    ['theft', 'conspiracy, fraud']
    """
    return [plain(part) for part in _split(joined, separator)]


def escaped(part: str) -> str:
    """A part of a list, or the value of a field, so that `listed` and `fields` give it back."""
    return _SEPARATOR.sub(r"\\\g<0>", part)


def plain(part: str) -> str:
    """What was `escaped`, as it was."""
    return _ESCAPED.sub(r"\1", part)


def _split(joined: str, separator: str) -> list[str]:
    parts = re.findall(rf"(?:\\[{_SEPARATORS}]|[^{separator}])+", joined)
    return [part.strip() for part in parts if part.strip()]


def _check_numbers(marks: list[Mark], notes: _Notes, place: str) -> None:
    marked = {mark.id for mark in marks if mark.id}
    for number in sorted(marked - notes.sentences.keys(), key=int):
        raise Unusable(place, f"⟦S#{number}|…⟧ has no note #{number}")
    for number in sorted(notes.sentences.keys() - marked, key=int):
        raise Unusable(place, f"the note #{number} has no mark ⟦S#{number}|…⟧")
