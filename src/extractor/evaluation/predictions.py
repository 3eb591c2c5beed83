"""What is scored: records of the extractor, made here or read from a file of JSON Lines."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import msgspec

import extractor
from extractor.gold.files import Unusable, decoded, parse_json, read_bytes, shaped
from extractor.gold.idents import ident
from extractor.gold.model import Gold, Kind

_Offset = Annotated[int, msgspec.Meta(ge=0)]


class _Place(msgspec.Struct):
    start: _Offset
    end: _Offset


class Sum(msgspec.Struct, frozen=True):
    """An amount of money."""

    value: float
    currency: str


class Found(msgspec.Struct, frozen=True):
    """One mention that was found, with the values of the date or the sentence that it is."""

    start: _Offset
    end: _Offset
    value: str | None = None
    kind: str | None = None
    term: str | None = None
    amount: Sum | str | None = None
    people: list[str] | None = None
    offences: list[str] | None = None


class _Source(msgspec.Struct):
    source: str


class _Person(msgspec.Struct):
    name: str
    id: str | None = None


class _Record(msgspec.Struct):
    """The parts of a record that are scored; entities are read one by one."""

    document: _Source
    people: list[dict[str, Any]] = []
    courts: list[dict[str, Any]] = []
    dates: list[dict[str, Any]] = []
    sentences: list[dict[str, Any]] = []
    cases: list[dict[str, Any]] = []


class Prediction(msgspec.Struct, frozen=True):
    """What was found in one article: mentions by kind, and the people's names, by id too."""

    found: dict[Kind, list[Found]]
    names: list[str]
    names_by_id: dict[str | None, str]


NOTHING = Prediction({}, [], {})
"""The prediction for an article that there is no record of."""


def predict(golds: Iterable[Gold], model: str | None = None) -> Iterator[tuple[str, Prediction]]:
    """Run the extractor over the gold texts, as published on the gold's dates. Raises `ModelMissing`."""
    loaded = extractor.load(model)
    for gold in golds:
        record = loaded.extract(gold.text, date=gold.date, source=f"{gold.id}.txt").to_dict()
        yield gold.id, prediction_of(record, gold.id)[1]


def read_predictions(path: Path) -> dict[str, Prediction]:
    """Records in JSON Lines, by the stem of their source; of two for one article the later counts.

    Raises `Unusable`, which names the line.
    """
    predictions: dict[str, Prediction] = {}
    for number, line in enumerate(read_bytes(path).removeprefix(BOM_UTF8).split(b"\n"), 1):
        if line.strip():
            place = f"{path}: line {number}"
            ident, prediction = prediction_of(parse_json(decoded(line, place), place), place)
            predictions[ident] = prediction
    if not predictions:
        raise Unusable(path, "holds no records")
    return predictions


def prediction_of(plain: Any, place: str) -> tuple[str, Prediction]:
    """The id of a record's article, and what it says of it."""
    record = shaped(plain, _Record, place)
    people = shaped(record.people, list[_Person], f"{place}: people")
    found: dict[Kind, list[Found]] = {
        "PERSON": _mentions(record.people, f"{place}: people"),
        "COURT": _mentions(record.courts, f"{place}: courts"),
        "CASE": _mentions(record.cases, f"{place}: cases"),
        "DATE": _valued(record.dates, f"{place}: dates"),
        "SENTENCE": _valued(record.sentences, f"{place}: sentences"),
    }
    names = [person.name for person in people]
    by_id = {person.id: person.name for person in people}
    return ident(record.document.source), Prediction(found, names, by_id)


def _mentions(entities: list[dict[str, Any]], place: str) -> list[Found]:
    """The bare spans of entities that are mentioned many times."""
    found: list[Found] = []
    for n, entity in enumerate(entities):
        mentions = shaped(entity.get("mentions", []), list[_Place], f"{place}[{n}].mentions")
        found += (Found(mention.start, mention.end) for mention in mentions)
    return found


def _valued(entities: list[dict[str, Any]], place: str) -> list[Found]:
    """Dates and sentences: each is a mention itself, or has several that share its values."""
    found: list[Found] = []
    for n, entity in enumerate(entities):
        mentions = shaped(entity.get("mentions") or [{}], list[dict[str, Any]], f"{place}[{n}]")
        found += shaped([{**entity, **mention} for mention in mentions], list[Found], f"{place}[{n}]")
    return found
