r"""CoNLL with IOB2: a token a line, a blank line between sentences, `-DOCSTART-` in front of each document.

The columns, with tabs between them: the token; where it begins; where it ends; what white space is around it, in the
words of CoNLL-U (`SpaceAfter=No`, `SpacesAfter=\n\n`); the tag. So the text comes back exactly, and so do the mentions
that do not overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.gold.files import Unusable
from extractor.gold.model import KINDS, Gold, Kind, publication_day
from extractor.gold.precedence import flat
from extractor.gold.remarks import Remarks
from extractor.gold.sheets import Region, Sheet, Tell, gold_of
from extractor.gold.tokens import Token, tokens
from extractor.segments import Segments

MARKER = "-DOCSTART-\t-X-\t-X-\t"
_OUTSIDE, _NOTHING = "O", "_"
_SHORT = {" ": r"\s", "\t": r"\t", "\n": r"\n", "\r": r"\r", "|": r"\p", "\\": r"\\"}
_LONG = {short: char for char, short in _SHORT.items()}
_ODD = re.compile(r"[\s|\\]")
_SHORTENED = re.compile(r"\\(?:u[0-9a-f]{4}|.)")
_COLUMNS = 5


def conll(sheets: Iterable[Sheet], tell: Tell) -> Iterator[bytes]:
    """The documents. Mentions that have no place in one tag for each token are left out and told."""
    for sheet in sheets:
        kept = [region for region in flat(sheet.regions) if not _edged(sheet.words(region))]
        ids = {region.id for region in kept}
        if left := [region for region in sheet.regions if region.id not in ids]:
            words = ", ".join(f"{region.kind} '{sheet.words(region)}' at {region.start}" for region in left)
            tell(f"{sheet.id}: CoNLL has one tag for a token, so these, which overlap others, are left out: {words}")
        yield "".join(f"{line}\n" for line in _lines(sheet, kept)).encode()


def _edged(words: str) -> bool:
    """True if white space is the edge of a mention, for it is no token here."""
    return words != words.strip()


def _lines(sheet: Sheet, regions: list[Region]) -> Iterator[str]:
    text = sheet.text
    found = [t for t in tokens(text, [(r.start, r.end) for r in regions]) if not text[t.start : t.end].isspace()]
    segments = Segments(text)
    tags = _tags(found, regions)
    head = {"id": sheet.id, "date": sheet.date.isoformat() if sheet.date else ""}
    head["SpacesBefore"] = text[: found[0].start] if found else text
    yield MARKER + _misc(head) + f"\t{_OUTSIDE}"
    yield ""
    segment = -1
    for n, (token, tag) in enumerate(zip(found, tags, strict=True)):
        at = segments.index(token.start)
        if n and at != segment and not tag.startswith("I-"):
            yield ""
        segment = at
        behind = text[token.end : found[n + 1].start if n + 1 < len(found) else len(text)]
        around = "SpaceAfter=No" if not behind else _misc({"SpacesAfter": behind}) if behind != " " else _NOTHING
        yield f"{text[token.start : token.end]}\t{token.start}\t{token.end}\t{around}\t{tag}"
    yield ""


def _tags(found: list[Token], regions: list[Region]) -> list[str]:
    """The tag of each token."""
    tags: list[str] = []
    rest = iter(regions)
    region = next(rest, None)
    for token in found:
        while region and region.end <= token.start:
            region = next(rest, None)
        if region and region.start <= token.start:
            inside = tags and tags[-1] != _OUTSIDE and found[len(tags) - 1].start >= region.start
            tags.append(f"{'I' if inside else 'B'}-{region.kind}")
        else:
            tags.append(_OUTSIDE)
    return tags


def _misc(said: dict[str, str]) -> str:
    return "|".join(f"{key}={_shortened(value)}" for key, value in said.items() if value) or _NOTHING


def _shortened(value: str) -> str:
    """Without white space, and without the bar that lies between fields."""
    return _ODD.sub(lambda odd: _SHORT.get(odd[0]) or f"\\u{ord(odd[0]):04x}", value)


def _lengthened(value: str) -> str:
    return _SHORTENED.sub(lambda s: _LONG.get(s[0]) or (chr(int(s[0][2:], 16)) if len(s[0]) > 2 else s[0]), value)


def parse_conll(content: str, name: str, place: str, tell: Tell) -> Iterator[Gold | Unusable]:
    """The gold of each document. `name` is the id of one that has none.

    A document that cannot be used is yielded as `Unusable`, which names the line.
    """
    remarks = Remarks()
    document: list[tuple[int, str]] = []
    number = 0
    for at, line in enumerate([*content.split("\n"), MARKER], 1):
        if line.startswith(MARKER) and document:
            number += 1
            try:
                yield _gold(document, f"{name}-{number}", place, remarks)
            except Unusable as error:
                yield error
            document = []
        if line.strip():
            document.append((at, line.rstrip("\r")))
    remarks.told(place, tell)


def _gold(lines: list[tuple[int, str]], name: str, place: str, remarks: Remarks) -> Gold:
    (at, head), *rest = lines
    said = _said(_columns(head, f"{place}: line {at}")[3])
    text = said.get("SpacesBefore", "")
    regions: list[tuple[str, int, int]] = []
    before = _OUTSIDE
    for number, line in rest:
        where = f"{place}: line {number}"
        word, start, end, misc, tag = _columns(line, where)
        if (start, end) != (str(len(text)), str(len(text) + len(word))):
            raise Unusable(
                where, f"'{word}' is said to be from {start} to {end}, but what is before ends at {len(text)}"
            )
        begin, _, label = tag.partition("-")
        if begin == "B" or (begin == "I" and before.partition("-")[2] != label):
            regions.append((label, len(text), len(text) + len(word)))
        elif begin == "I":
            regions[-1] = (label, regions[-1][1], len(text) + len(word))
        elif tag != _OUTSIDE:
            raise Unusable(where, f"'{tag}' is no tag of IOB2")
        before = tag
        around = _said(misc)
        text += word + ("" if around.get("SpaceAfter") == "No" else around.get("SpacesAfter", " "))
    return gold_of(
        Sheet(said.get("id") or name, text, publication_day(said.get("date"), place), _ours(regions, remarks), [])
    )


def _ours(regions: list[tuple[str, int, int]], remarks: Remarks) -> list[Region]:
    ours = []
    for n, (label, start, end) in enumerate(regions, 1):
        if label.upper() in KINDS:
            kind: Kind = label.upper()  # type: ignore[assignment]
            ours.append(Region(f"r{n}", kind, start, end))
        else:
            remarks[f"the label '{label}' is passed over"] += 1
    return ours


def _columns(line: str, place: str) -> list[str]:
    columns = line.split("\t")
    if len(columns) != _COLUMNS:
        raise Unusable(place, f"it has {len(columns)} columns; there are {_COLUMNS}, with tabs between them")
    return columns


def _said(misc: str) -> dict[str, str]:
    pairs = (field.partition("=") for field in misc.split("|") if field != _NOTHING)
    return {key: _lengthened(value) for key, _, value in pairs}
