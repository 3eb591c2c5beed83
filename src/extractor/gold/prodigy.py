"""Prodigy: tasks in JSON Lines with text, tokens, spans and relations, and what its `db-out` exports.

`token_end` is the last token of a span, not the one behind it. What Prodigy does not know of lies as further keys on
the spans, which it keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from extractor.gold.files import Unusable, decoded, parse_json, shaped
from extractor.gold.model import KINDS, Expected, Gold, Kind, publication_day
from extractor.gold.remarks import Remarks
from extractor.gold.sheets import RELATIONS, Link, Region, Sheet, Tell, gold_of, link
from extractor.gold.tokens import Token, TokenIndex, tokens
from extractor.writers.safe import json_text

_REST = {"reject": "a task that was rejected is passed over", "ignore": "a task that was ignored is passed over"}


class _Token(msgspec.Struct):
    start: int
    end: int
    id: int | None = None


class _Place(msgspec.Struct):
    """Where a span lies: offsets, else tokens."""

    start: int | None = None
    end: int | None = None
    token_start: int | None = None
    token_end: int | None = None
    label: str | None = None
    id: str | None = None


class _Span(_Place):
    optional: bool = False
    name: str | None = None
    value: str | None = None
    says: Expected | None = None


class _Relation(msgspec.Struct):
    head: int | None = None
    child: int | None = None
    label: str = ""
    head_span: _Place | None = None
    child_span: _Place | None = None


class _Task(msgspec.Struct):
    text: str
    spans: list[_Span] = []
    tokens: list[_Token] = []
    relations: list[_Relation] = []
    meta: dict[str, Any] = {}
    answer: str | None = None


def tasks(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """A task a line."""
    for sheet in sheets:
        yield f"{json_text(msgspec.json.encode(_task(sheet)))}\n".encode()


def _task(sheet: Sheet) -> dict[str, Any]:
    found = tokens(sheet.text, [(region.start, region.end) for region in sheet.regions])
    index = TokenIndex(found)
    spans = {region.id: _span(region, index) for region in sheet.regions}
    kinds = {region.id: region.kind for region in sheet.regions}
    return {
        "text": sheet.text,
        "tokens": [_token(n, token, sheet.text) for n, token in enumerate(found)],
        "spans": list(spans.values()),
        "relations": [_relation(spans[a], spans[b], RELATIONS[kinds[b]]) for a, b in sheet.links],
        "meta": {"id": sheet.id, **({"date": sheet.date.isoformat()} if sheet.date else {})},
    }


def _token(n: int, token: Token, text: str) -> dict[str, Any]:
    return {
        "text": text[token.start : token.end],
        "start": token.start,
        "end": token.end,
        "id": n,
        "ws": token.blank,
    }


def _span(region: Region, index: TokenIndex) -> dict[str, Any]:
    place = {
        "start": region.start,
        "end": region.end,
        "token_start": index.first(region.start),
        "token_end": index.last(region.end),
        "label": region.kind,
        "id": region.id,
    }
    said = {
        "optional": region.optional,
        "name": region.name,
        "value": region.value,
        "says": msgspec.to_builtins(region.says),
    }
    return {**place, **{key: value for key, value in said.items() if value}}


def _relation(head: dict[str, Any], child: dict[str, Any], label: str) -> dict[str, Any]:
    """Head and child are the last tokens of their spans."""
    place = ("start", "end", "token_start", "token_end", "label", "id")
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "label": label.upper(),
        "head_span": {key: head[key] for key in place},
        "child_span": {key: child[key] for key in place},
    }


def parse_lines(data: bytes, name: str, place: str, tell: Tell) -> Iterator[Gold | Unusable]:
    """The gold of tasks that were accepted, or never answered. `name` is the id of a task that has none.

    A task that cannot be used is yielded as `Unusable`, which names the line.
    """
    remarks = Remarks()
    for number, line in enumerate(data.split(b"\n"), 1):
        if line.strip():
            where = f"{place}: line {number}"
            try:
                found = _gold(line, f"{name}-{number}", where, remarks)
            except Unusable as error:
                yield error
            else:
                if found:
                    yield found
    remarks.told(place, tell)


def _gold(line: bytes, name: str, place: str, remarks: Remarks) -> Gold | None:
    task = shaped(parse_json(decoded(line, place), place), _Task, place)
    if task.answer in _REST:
        remarks[_REST[task.answer]] += 1
        return None
    if task.answer is None:
        remarks["a task without an answer, which nobody has looked at in Prodigy, is taken as it is"] += 1
    regions: dict[str, Region] = {}
    for number, span in enumerate(task.spans, 1):
        start, end = _offsets(span, task, f"{place}: span {number}")
        label = span.label or ""
        if label.upper() not in KINDS:
            remarks[f"the label '{label}' is passed over"] += 1
            continue
        kind: Kind = label.upper()  # type: ignore[assignment]
        ident = span.id if span.id and span.id not in regions else f"span {number}"
        regions[ident] = Region(
            ident,
            kind,
            start,
            end,
            span.optional,
            span.name,
            span.value if kind == "DATE" else None,
            span.says if kind == "SENTENCE" else None,
        )
    known_as = task.meta.get("id")
    ident = known_as if isinstance(known_as, str) and known_as else name
    date = task.meta.get("date")
    day = publication_day(date if isinstance(date, str) else None, place)
    links = list(_links(task, regions, place, remarks))
    return gold_of(Sheet(ident, task.text, day, list(regions.values()), links))


def _offsets(span: _Place, task: _Task, place: str) -> tuple[int, int]:
    """Where a span lies in code points; from its tokens if it does not say."""
    start, end = span.start, span.end
    first, last = span.token_start, span.token_end
    if (start is None or end is None) and first is not None and last is not None:
        if not 0 <= first <= last < len(task.tokens):
            raise Unusable(place, f"tokens {first} to {last} are not among its {len(task.tokens)}")
        start, end = task.tokens[first].start, task.tokens[last].end
    if start is None or end is None:
        raise Unusable(place, "it says neither 'start' and 'end' nor 'token_start' and 'token_end'")
    if not 0 <= start < end <= len(task.text):
        raise Unusable(place, f"{start} to {end} is not within the text (0 to {len(task.text)})")
    return start, end


def _links(task: _Task, regions: dict[str, Region], place: str, remarks: Remarks) -> Iterator[Link]:
    for number, relation in enumerate(task.relations, 1):
        where = f"{place}: relation {number}"
        one = _end(relation.head_span, relation.head, task, regions, where)
        other = _end(relation.child_span, relation.child, task, regions, where)
        found = link(one, other) if one and other else None
        if found and relation.label.lower() in RELATIONS.values():
            yield found
        else:
            remarks["a relation that is not one of a sentence with a person, court or date is passed over"] += 1


def _end(span: _Place | None, token: int | None, task: _Task, regions: dict[str, Region], place: str) -> Region | None:
    """The region at one end of a relation: of the same id, of the same place and label, or with that last token."""
    if span and span.id in regions:
        return regions[span.id]
    if span:
        start, end = _offsets(span, task, place)
        same = (r for r in regions.values() if (r.start, r.end) == (start, end))
        return next((r for r in same if not span.label or span.label.upper() == r.kind), None)
    if token is not None and 0 <= token < len(task.tokens):
        return next((r for r in regions.values() if r.end == task.tokens[token].end), None)
    return None
