"""One article as the tools of annotators hold it: regions of the text, and links from sentences to other regions.

Names lie on the mentions here, and who bears a sentence is a link to one of them, so that an annotator who corrects a
mention corrects everything that hangs on it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from extractor.gold.model import Expected, Gold, Kind, Mark, forms, one_line, phrases

RELATIONS: dict[Kind, str] = {"PERSON": "bearer", "COURT": "court", "DATE": "date"}
"""What a sentence is linked to, and how the tools call the link."""
NAMED: tuple[Kind, ...] = ("PERSON", "COURT", "CASE")
Tell = Callable[[str], None]
"""Takes a line for the user, about what could not be kept."""


class Region(msgspec.Struct, frozen=True):
    """One mention. `says` is of a SENTENCE; its people and its court are only those that no region can be linked to."""

    id: str
    kind: Kind
    start: int
    end: int
    optional: bool = False
    name: str | None = None
    value: str | None = None
    says: Expected | None = None


class Link(NamedTuple):
    """From a SENTENCE to a PERSON, COURT or DATE; ids of regions."""

    sentence: str
    target: str


class Sheet(msgspec.Struct, frozen=True):
    """One article with its regions and links."""

    id: str
    text: str
    date: datetime.date | None
    regions: list[Region]
    links: list[Link]

    def words(self, region: Region) -> str:
        """The text of a region, exactly."""
        return self.text[region.start : region.end]


def link(one: Region, other: Region) -> Link | None:
    """The link between two regions, whichever way it was drawn; None if these kinds are never linked."""
    if one.kind == "SENTENCE" and other.kind in RELATIONS:
        return Link(one.id, other.id)
    if other.kind == "SENTENCE" and one.kind in RELATIONS:
        return Link(other.id, one.id)
    return None


def sheet_of(gold: Gold, tell: Tell) -> Sheet:
    """The gold as a sheet. People and forms that are nowhere mentioned find no place in it; they are told."""
    owners = {kind: _owners(_forms_of(gold, kind)) for kind in NAMED}
    regions = [_region(n, mark, gold, owners) for n, mark in enumerate(gold.marks, 1)]
    links = []
    for n, (region, mark) in enumerate(zip(regions, gold.marks, strict=True)):
        if region.says is not None:
            found, rest = _linked(region, region.says, regions, gold, mark)
            links += found
            regions[n] = msgspec.structs.replace(region, says=rest)
    sheet = Sheet(gold.id, gold.text, gold.date, regions, links)
    _tell_lost(gold, gold_of(sheet), tell)
    return sheet


def gold_of(sheet: Sheet) -> Gold:
    """The sheet as gold. A mention without a name is of whom its words name elsewhere, else of one who is called so."""
    names = {ident: name for kind in NAMED for ident, name in _names(sheet, kind).items()}
    regions = sorted(sheet.regions, key=lambda region: (region.start, region.end))
    by_id = {region.id: region for region in regions}
    targets: dict[str, list[Region]] = {}
    for sentence, target in sheet.links:
        targets.setdefault(sentence, []).append(by_id[target])
    ids = _numbers(regions, targets)
    marks = [Mark(r.kind, r.start, r.end, r.optional, ids.get(r.id), r.value, names.get(r.id)) for r in regions]
    called = {region.id: names.get(region.id) or one_line(sheet.words(region)) for region in regions}
    sentences = {
        ids[region.id]: _expected(region.says or Expected(), targets.get(region.id, []), called, ids)
        for region in regions
        if region.kind == "SENTENCE" and region.id in ids
    }
    people, courts = (forms(marks, sheet.text, kind) for kind in ("PERSON", "COURT"))
    return Gold(sheet.id, sheet.text, sheet.date, marks, sentences, people, courts)


def _numbers(regions: Iterable[Region], targets: dict[str, list[Region]]) -> dict[str, str]:
    """The ids of the marks that others refer to: sentences of which more is known than their place, and their dates."""
    told = [r.id for r in regions if r.kind == "SENTENCE" and (r.says is not None or r.id in targets)]
    linked = {target.id for some in targets.values() for target in some if target.kind == "DATE"}
    return {
        **{ident: str(n) for n, ident in enumerate(told, 1)},
        **{ident: f"d{n}" for n, ident in enumerate((r.id for r in regions if r.id in linked), 1)},
    }


def _expected(says: Expected, targets: list[Region], called: dict[str, str], ids: dict[str, str]) -> Expected:
    """What is said of a sentence, with what its links say."""
    linked = {kind: [target.id for target in targets if target.kind == kind] for kind in RELATIONS}
    return msgspec.structs.replace(
        says,
        people=list(dict.fromkeys([*(called[ident] for ident in linked["PERSON"]), *says.people])),
        court=next((called[ident] for ident in linked["COURT"]), says.court),
        date=next((ids[ident] for ident in linked["DATE"]), None),
    )


def _names(sheet: Sheet, kind: Kind) -> dict[str, str]:
    """The name of each region of a kind that has one."""
    ours = [region for region in sheet.regions if region.kind == kind]
    given = {region.id: name for region in ours if (name := one_line(region.name or ""))}
    named = [(region, given[region.id]) for region in ours if region.id in given]
    called = _owners((form, name) for region, name in named for form in (name, sheet.words(region)))
    for region in ours:
        if not region.optional and (words := one_line(sheet.words(region))):
            called.setdefault(words, {words})
    for region in ours:
        owners = called.get(one_line(sheet.words(region)), set())
        if region.id not in given and len(owners) == 1:
            given[region.id] = next(iter(owners))
    return given


def _forms_of(gold: Gold, kind: Kind) -> Iterator[tuple[str, str]]:
    """Each form of each name that the gold has, and the name."""
    known = {"PERSON": gold.people, "COURT": gold.courts}.get(kind, {})
    for name, others in known.items():
        yield from ((form, name) for form in (name, *others))
    for mark in gold.marks:
        if mark.kind == kind and mark.name:
            yield from ((form, mark.name) for form in (mark.name, gold.text[mark.start : mark.end]))


def _owners(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Whose each form is."""
    owners: dict[str, set[str]] = {}
    for form, name in named:
        owners.setdefault(one_line(form), set()).add(one_line(name))
    return owners


def _region(n: int, mark: Mark, gold: Gold, owners: dict[Kind, dict[str, set[str]]]) -> Region:
    found = owners.get(mark.kind, {}).get(one_line(gold.text[mark.start : mark.end]), set())
    name = mark.name or (next(iter(found)) if len(found) == 1 else None)
    says = gold.sentences.get(mark.id) if mark.kind == "SENTENCE" and mark.id else None
    if says is not None:
        says = msgspec.structs.replace(says, people=phrases(says.people), offences=phrases(says.offences))
    return Region(
        f"r{n}",
        mark.kind,
        mark.start,
        mark.end,
        mark.optional,
        one_line(name or "") or None,
        mark.value,
        says,
    )


def _linked(
    region: Region, says: Expected, regions: list[Region], gold: Gold, mark: Mark
) -> tuple[list[Link], Expected]:
    """A sentence's links, and what it says apart from them: each name is linked to its nearest mention."""
    links = []
    people = []
    for name in says.people:
        if target := _nearest(region, "PERSON", name, regions):
            links.append(Link(region.id, target))
        else:
            people.append(name)
    court = one_line(says.court or "") or None
    if court and (target := _nearest(region, "COURT", court, regions)):
        links.append(Link(region.id, target))
        court = None
    if says.date:
        same = (r for r, m in zip(regions, gold.marks, strict=True) if m.kind == "DATE" and m.id == says.date)
        links += [Link(region.id, r.id) for r in same][:1]
    return links, msgspec.structs.replace(says, people=people, court=court, date=None)


def _nearest(region: Region, kind: Kind, name: str, regions: Iterable[Region]) -> str | None:
    """The mention of somebody that lies nearest; one before the sentence rather than one as far behind it."""
    theirs = [r for r in regions if r.kind == kind and r.name == name]
    nearest = min(theirs, key=lambda r: (max(region.start - r.end, r.start - region.end, 0), r.start), default=None)
    return nearest.id if nearest else None


def _tell_lost(gold: Gold, kept: Gold, tell: Tell) -> None:
    days = {mark.id for mark in gold.marks if mark.kind == "DATE"}
    for says in gold.sentences.values():
        if says.date and says.date not in days:
            tell(f"{gold.id}: the date '{says.date}' of a sentence is no mention, and is left out")
    for what, before, after in (("people", gold.people, kept.people), ("courts", gold.courts, kept.courts)):
        known = {form for name, others in after.items() for form in (name, *others)}
        lost = {one_line(form) for name, others in before.items() for form in (name, *others)} - known
        if lost:
            tell(f"{gold.id}: forms of {what} without a mention are left out: {', '.join(sorted(lost))}")
