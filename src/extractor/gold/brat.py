"""The brat standoff format: mentions, attributes, relations, equivalences and notes, in a file beside the text.

Kind and status of a sentence are attributes; who bears it, its court and its date are relations; everything else is in
notes. The day of publication, which brat has no place for, is in `published.tsv` beside the articles.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import get_args

import msgspec

from extractor.gold.colours import LABEL_COLOURS
from extractor.gold.files import Unusable
from extractor.gold.marks import FIELDS, escaped, expected, fields, plain
from extractor.gold.model import KINDS, Expected, Gold, Kind, one_line, publication_day
from extractor.gold.sheets import NAMED, RELATIONS, Link, Region, Sheet, Tell, gold_of, link
from extractor.penalty import PenaltyKind, Status

PUBLISHED = "published.tsv"
"""Beside the articles: a line for each, its id, a tab, and its day of publication."""
_VALUES = {"kind": get_args(PenaltyKind), "status": get_args(Status)}
"""Of the attributes of a sentence; any other value is in the note."""
_KINDS: dict[str, Kind] = {kind.lower(): kind for kind in KINDS}
_RELATIONS = {"bearer": "Bearer", "court": "AtCourt", "date": "OnDate"}
_MENTION = re.compile(r"(T[0-9]+)\t(\S+) ([0-9]+(?:[ ;][0-9]+)*)\t(.*)", re.S)
_ATTRIBUTE = re.compile(r"[AM][0-9]+\t(\S+) (T[0-9]+)(?: (.*))?", re.S)
_RELATION = re.compile(r"R[0-9]+\t(\S+) \S+?:(T[0-9]+) \S+?:(T[0-9]+)\s*")
_NOTE = re.compile(r"#[0-9]+\tAnnotatorNotes (T[0-9]+)\t(.*)", re.S)
_EQUIVALENCE = re.compile(r"\*\tEquiv((?: T[0-9]+)+)\s*")
_IGNORED = re.compile(r"[RENAM#*][0-9]*\t.*", re.S)
_LINE_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""What brat takes for the end of a line; a mention has a piece for each line."""

_ASTRAL = "it has characters beyond the Basic Multilingual Plane; what is marked behind them in brat is saved elsewhere"


class _Standoff(msgspec.Struct):
    """What the lines say, by the ids that they use; the places are for complaints."""

    regions: dict[str, Region]
    notes: dict[str, tuple[str, str]]
    attributes: dict[str, dict[str, str]]
    relations: list[tuple[str, str, str, str]]
    equivalents: list[set[str]]


def parse_brat(standoff: str, text: str, name: str, place: str, published: str | None = None) -> Gold:
    """The gold of a standoff file on `text`. Raises `Unusable`, which names the line.

    `published` is the day of publication if no date is marked as such.
    """
    read = _Standoff({}, {}, {}, [], [])
    for number, line in enumerate(standoff.split("\n"), 1):
        if line.strip():
            _read_line(line.rstrip("\r"), text, read, f"{place}: line {number}")
    regions = {ident: _with_notes(region, read) for ident, region in read.regions.items()}
    marked = next((r.value for r in regions.values() if "published" in read.attributes.get(r.id, ())), None)
    named = _joined(regions, text, read.equivalents)
    day = publication_day(marked or published, place)
    return gold_of(Sheet(name, text, day, named, list(_links(regions, read))))


def _read_line(line: str, text: str, read: _Standoff, place: str) -> None:
    if mention := _MENTION.fullmatch(line):
        _read_mention(mention, text, read, place)
    elif attribute := _ATTRIBUTE.fullmatch(line):
        value = (attribute[3] or "").strip().replace("_", " ")
        read.attributes.setdefault(attribute[2], {})[attribute[1].lower()] = value
    elif relation := _RELATION.fullmatch(line):
        read.relations.append((relation[1], relation[2], relation[3], place))
    elif note := _NOTE.fullmatch(line):
        read.notes[note[1]] = (note[2], place)
    elif equivalence := _EQUIVALENCE.fullmatch(line):
        read.equivalents.append(set(equivalence[1].split()))
    elif not _IGNORED.fullmatch(line):
        raise Unusable(place, "not a line of brat standoff")


def _read_mention(mention: re.Match[str], text: str, read: _Standoff, place: str) -> None:
    """Keep a mention of a kind that is scored; one in several pieces reaches from its first to its last."""
    kind = _KINDS.get(mention[2].lower())
    if kind is None:
        return
    pieces = [tuple(map(int, piece.split())) for piece in mention[3].split(";")]
    if any(len(piece) != 2 or not piece[0] < piece[1] <= len(text) for piece in pieces):
        raise Unusable(place, f"{mention[1]} is at {mention[3]}, outside the text or the wrong way round")
    words = " ".join(text[start:end] for start, end in pieces)
    if words.split() != mention[4].split():
        raise Unusable(place, f"{mention[1]} is '{mention[4]}', but the text there is '{words}'")
    start, end = min(p[0] for p in pieces), max(p[1] for p in pieces)
    read.regions[mention[1]] = Region(mention[1], kind, start, end)


def _with_notes(region: Region, read: _Standoff) -> Region:
    """The region with what its attributes and its note add to it; a note without "=" is a remark of an annotator."""
    said = read.attributes.get(region.id, {})
    note, place = read.notes.get(region.id, ("", ""))
    name = value = says = None
    if region.kind == "DATE" and re.match(r"\s*value\s*=", note):
        value = plain(note.partition("=")[2].strip()) or None
    elif region.kind in NAMED and re.match(r"\s*name\s*=", note):
        name = plain(note.partition("=")[2].strip()) or None
    elif region.kind == "SENTENCE" and ("=" in note or _VALUES.keys() & said.keys()):
        given = fields(note, FIELDS, place) if "=" in note else {}
        says = expected({**given, **{key: said[key] for key in _VALUES if said.get(key)}})
    return msgspec.structs.replace(region, optional="optional" in said, name=name, value=value, says=says)


def _joined(regions: dict[str, Region], text: str, equivalents: Iterable[set[str]]) -> list[Region]:
    """The regions, each group of equivalent people under one name: the one given, else the longest form."""
    groups: list[set[str]] = []
    for equivalence in equivalents:
        group = {i for i in equivalence if i in regions and regions[i].kind == "PERSON" and not regions[i].optional}
        touching = [other for other in groups if other & group]
        groups = [other for other in groups if not other & group] + [group.union(*touching)]
    named = dict(regions)
    for group in filter(None, groups):
        words = {one_line(text[regions[i].start : regions[i].end]) for i in group}
        given = sorted({name for i in group if (name := regions[i].name)})
        name = given[0] if given else min(words, key=lambda form: (-len(form), form))
        for i in group:
            named[i] = msgspec.structs.replace(regions[i], name=regions[i].name or name)
    return list(named.values())


def _links(regions: dict[str, Region], read: _Standoff) -> Iterator[Link]:
    """The relations that are ours. Raises `Unusable` for one between kinds that are never linked."""
    for relation, one, other, place in read.relations:
        if relation in _RELATIONS.values() and one in regions and other in regions:
            found = link(regions[one], regions[other])
            if found is None:
                raise Unusable(place, f"{relation} is not between a sentence and a person, court or date")
            yield found


def published_days(tsv: str) -> dict[str, str]:
    """The days in `published.tsv` by the id of the article."""
    return dict(line.rstrip("\r").split("\t", 1) for line in tsv.split("\n") if "\t" in line)


def published_line(ident: str, day: datetime.date) -> str:
    """The line of an article in `published.tsv`."""
    return f"{ident}\t{day}\n"


def standoff(sheet: Sheet, tell: Tell) -> str:
    """The standoff file of an article. What begins or ends with a line end is told, as it comes back without.

    So is an article that brat's page, where a character can count two, would have marked in the wrong places.
    """
    if any(char > "\uffff" for char in sheet.text):
        tell(f"{sheet.id}: {_ASTRAL}")
    lines: list[str] = []
    ids: dict[str, str] = {}
    counts = {"A": 0, "R": 0, "#": 0}

    def add(letter: str, what: str) -> None:
        counts[letter] += 1
        lines.append(f"{letter}{counts[letter]}\t{what}")

    for region in sheet.regions:
        pieces = _pieces(sheet, region)
        if not pieces or (pieces[0][0], pieces[-1][1]) != (region.start, region.end):
            tell(
                f"{sheet.id}: the {region.kind} at {region.start} begins or ends with a line end,"
                f" {'where brat cuts it' if pieces else 'so brat cannot hold it'}"
            )
        if not pieces:
            continue
        ids[region.id] = ident = f"T{len(ids) + 1}"
        places = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(sheet.text[start:end] for start, end in pieces)
        lines.append(f"{ident}\t{region.kind.capitalize()} {places}\t{words}")
        for attribute, value in _attributes(region):
            add("A", f"{attribute} {ident} {value}".rstrip())
        if note := _note(region):
            add("#", f"AnnotatorNotes {ident}\t{note}")
    by_id = {region.id: region for region in sheet.regions}
    for sentence, target in sheet.links:
        if sentence in ids and target in ids:
            relation = _RELATIONS[RELATIONS[by_id[target].kind]]
            add("R", f"{relation} Arg1:{ids[sentence]} Arg2:{ids[target]}")
    return "".join(f"{line}\n" for line in lines)


def _pieces(sheet: Sheet, region: Region) -> list[tuple[int, int]]:
    """Where the parts of a mention are that lie on one line each."""
    pieces = []
    at = region.start
    for found in _LINE_ENDS.finditer(sheet.text, region.start, region.end):
        pieces.append((at, found.start()))
        at = found.end()
    return [piece for piece in (*pieces, (at, region.end)) if piece[0] < piece[1]]


def _attributes(region: Region) -> Iterator[tuple[str, str]]:
    if region.optional:
        yield "Optional", ""
    for name, known in _VALUES.items():
        value = getattr(region.says, name, None)
        if value and value in known:
            yield name.capitalize(), _attribute(value)


def _attribute(value: str) -> str:
    """A value as brat's configuration can name it, which has no blanks."""
    return value.replace(" ", "_")


def _note(region: Region) -> str:
    if region.kind in NAMED:
        return f"name={escaped(region.name)}" if region.name else ""
    if region.kind == "DATE":
        return f"value={escaped(region.value)}" if region.value else ""
    says = region.says or Expected()
    said = {
        **{key: escaped(value) for key, known in _VALUES.items() if (value := getattr(says, key) or "") not in known},
        "term": escaped(says.term or ""),
        "amount": escaped(says.amount or ""),
        "people": " + ".join(map(escaped, says.people)),
        "offences": ", ".join(map(escaped, says.offences)),
        "court": escaped(says.court or ""),
    }
    return "; ".join(f"{key}={value}" for key, value in said.items() if value)


def annotation_conf() -> str:
    """What may be marked, for brat: `annotation.conf`."""
    relations = [f"{_RELATIONS[name]}\tArg1:Sentence, Arg2:{kind.capitalize()}" for kind, name in RELATIONS.items()]
    return "\n".join(
        [
            "[entities]",
            *(kind.capitalize() for kind in KINDS),
            "[relations]",
            *relations,
            "Equiv\tArg1:Person, Arg2:Person, <REL-TYPE>:symmetric-transitive",
            "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>",
            "[events]",
            "[attributes]",
            "Optional\tArg:<ENTITY>",
            "Published\tArg:Date",
            *(
                f"{name.capitalize()}\tArg:Sentence, Value:{'|'.join(map(_attribute, v))}"
                for name, v in _VALUES.items()
            ),
            "",
        ]
    )


def visual_conf() -> str:
    """How it looks in brat: `visual.conf`."""
    return "\n".join(
        [
            "[labels]",
            "[drawing]",
            "SPAN_DEFAULT\tfgColor:black, bgColor:white, borderColor:darken",
            "ARC_DEFAULT\tcolor:black, arrowHead:triangle-5",
            "ATTRIBUTE_DEFAULT\tglyph:*",
            *(f"{kind.capitalize()}\tbgColor:{colour}" for kind, colour in LABEL_COLOURS.items()),
            "",
        ]
    )
