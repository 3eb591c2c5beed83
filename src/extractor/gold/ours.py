"""The gold format of this project: a JSON file beside the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from extractor.gold.files import Unusable
from extractor.gold.model import Expected, Gold, Kind, Mark, publication_day
from extractor.writers.safe import json_text


class _Mention(msgspec.Struct, omit_defaults=True):
    """One mention, as the JSON has it."""

    type: Kind
    start: int
    end: int
    optional: bool = False
    id: int | str | None = None
    value: str | None = None
    text: str | None = None
    name: str | None = None


class GoldFile(msgspec.Struct):
    """The gold of one article, as the JSON has it."""

    mentions: list[_Mention]
    date: str | None = None
    sentences: dict[str, Expected] = {}
    people: dict[str, list[str]] = {}
    courts: dict[str, list[str]] = {}


def gold_of_file(file: GoldFile, text: str, name: str, place: str) -> Gold:
    """The gold of a JSON file on `text`. Raises `Unusable`, which names the mention."""
    return Gold(
        name,
        text,
        publication_day(file.date, place),
        [_mark(mention, text, f"{place}: mentions[{n}]") for n, mention in enumerate(file.mentions)],
        file.sentences,
        file.people,
        file.courts,
    )


def _mark(mention: _Mention, text: str, place: str) -> Mark:
    there = text[max(0, mention.start) : mention.end]
    if not 0 <= mention.start <= mention.end <= len(text):
        raise Unusable(place, f"{mention.start} to {mention.end} is not within the text (0 to {len(text)})")
    if mention.text is not None and mention.text != there:
        raise Unusable(place, f"is '{mention.text}', but the text there is '{there}'")
    ident = None if mention.id is None else str(mention.id)
    return Mark(mention.type, mention.start, mention.end, mention.optional, ident, mention.value, mention.name)


def ours(gold: Gold) -> bytes:
    """The JSON file of an article, a mention a line."""
    mentions = [
        _Mention(m.kind, m.start, m.end, m.optional, m.id, m.value, gold.text[m.start : m.end], m.name)
        for m in gold.marks
    ]
    parts = {
        "date": _json(gold.date),
        "mentions": _lines("[]", map(_json, mentions)),
        "sentences": _lines("{}", _members(gold.sentences)),
        "people": _lines("{}", _members(gold.people)),
        "courts": _lines("{}", _members(gold.courts)),
    }
    return _lines("{}", (f'"{name}": {part}' for name, part in parts.items()), indent="").encode() + b"\n"


def _json(value: object) -> str:
    return json_text(msgspec.json.encode(value))


def _members(of: Mapping[str, object]) -> Iterator[str]:
    return (f"{_json(name)}: {_json(value)}" for name, value in of.items())


def _lines(brackets: str, parts: Iterable[str], indent: str = " ") -> str:
    inner = ",\n".join(f"{indent} {part}" for part in parts)
    return f"{brackets[0]}\n{inner}\n{indent}{brackets[1]}" if inner else brackets
