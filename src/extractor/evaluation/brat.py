"""The brat standoff format: mentions, attributes, equivalences and notes, in a file beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from extractor.evaluation.files import EvaluationError
from extractor.evaluation.marks import parse_fields
from extractor.evaluation.model import KINDS, Expected, Gold, Kind, Mark, publication_day

_KINDS: dict[str, Kind] = {kind.lower(): kind for kind in KINDS}
_MENTION = re.compile(r"(T[0-9]+)\t(\S+) ([0-9]+(?:[ ;][0-9]+)*)\t(.*)")
_ATTRIBUTE = re.compile(r"[AM][0-9]+\t(\S+) (T[0-9]+)(?: .*)?")
_NOTE = re.compile(r"#[0-9]+\tAnnotatorNotes (T[0-9]+)\t(.*)")
_EQUIVALENCE = re.compile(r"\*\tEquiv((?: T[0-9]+)+)")
_IGNORED = re.compile(r"[RENAM#*][0-9]*\t.*")


class _Standoff(msgspec.Struct):
    """What the lines say, by the ids that they use; the places are for complaints."""

    marks: dict[str, Mark]
    notes: dict[str, tuple[str, str]]
    attributes: dict[str, set[str]]
    equivalents: list[set[str]]


def parse_brat(standoff: str, text: str, name: str, place: str) -> Gold:
    """The gold of a standoff file on `text`. Raises `EvaluationError`, which names the line."""
    read = _Standoff({}, {}, {}, [])
    for number, line in enumerate(standoff.split("\n"), 1):
        if line.strip():
            _read_line(line.rstrip("\r"), text, read, f"{place}: line {number}")
    marks = {ident: _with_notes(ident, mark, read) for ident, mark in read.marks.items()}
    published = next((marks[i].value for i in marks if "published" in read.attributes.get(i, ())), None)
    forms = {i: text[m.start : m.end] for i, m in marks.items() if m.kind == "PERSON" and not m.optional}
    return Gold(
        name,
        text,
        publication_day(published, place),
        sorted(marks.values(), key=lambda mark: (mark.start, mark.end)),
        _sentences(read),
        _people(forms, read.equivalents),
    )


def _read_line(line: str, text: str, read: _Standoff, place: str) -> None:
    if mention := _MENTION.fullmatch(line):
        _read_mention(mention, text, read, place)
    elif attribute := _ATTRIBUTE.fullmatch(line):
        read.attributes.setdefault(attribute[2], set()).add(attribute[1].lower())
    elif note := _NOTE.fullmatch(line):
        read.notes[note[1]] = (note[2], place)
    elif equivalence := _EQUIVALENCE.fullmatch(line):
        read.equivalents.append(set(equivalence[1].split()))
    elif not _IGNORED.fullmatch(line):
        raise EvaluationError(place, "not a line of brat standoff")


def _read_mention(mention: re.Match[str], text: str, read: _Standoff, place: str) -> None:
    """Keep a mention of a kind that is scored; one in several pieces reaches from its first to its last."""
    kind = _KINDS.get(mention[2].lower())
    if kind is None:
        return
    pieces = [tuple(map(int, piece.split())) for piece in mention[3].split(";")]
    if any(len(piece) != 2 or not piece[0] < piece[1] <= len(text) for piece in pieces):
        raise EvaluationError(place, f"{mention[1]} is at {mention[3]}, outside the text or the wrong way round")
    words = " ".join(text[start:end] for start, end in pieces)
    if words.split() != mention[4].split():
        raise EvaluationError(place, f"{mention[1]} is '{mention[4]}', but the text there is '{words}'")
    read.marks[mention[1]] = Mark(kind, min(p[0] for p in pieces), max(p[1] for p in pieces))


def _with_notes(ident: str, mark: Mark, read: _Standoff) -> Mark:
    """The mark with what its attributes and its note add to it."""
    note = read.notes.get(ident, ("", ""))[0]
    value = note.partition("=")[2].strip() if re.match(r"\s*value\s*=", note) else ""
    return Mark(
        mark.kind,
        mark.start,
        mark.end,
        "optional" in read.attributes.get(ident, ()),
        ident if mark.kind == "SENTENCE" else None,
        (value or None) if mark.kind == "DATE" else None,
    )


def _sentences(read: _Standoff) -> dict[str, Expected]:
    """What the notes say of the sentences; a note without "=" is a remark between annotators."""
    return {
        ident: parse_fields(note, place)
        for ident, (note, place) in read.notes.items()
        if ident in read.marks and read.marks[ident].kind == "SENTENCE" and "=" in note
    }


def _people(forms: dict[str, str], equivalents: Iterable[set[str]]) -> dict[str, list[str]]:
    """Each person's longest form, and the others; mentions are of one person if equivalent or alike."""
    same: dict[str, set[str]] = {}
    for ident, form in forms.items():
        same.setdefault(form, set()).add(ident)
    groups: list[set[str]] = []
    for group in (*same.values(), *equivalents):
        known = group & forms.keys()
        joined = [other for other in groups if other & known]
        groups = [other for other in groups if not other & known]
        groups.append(known.union(*joined))
    people: dict[str, list[str]] = {}
    for group in filter(None, groups):
        name, *others = sorted({forms[ident] for ident in group}, key=lambda form: (-len(form), form))
        people[name] = others
    return people
