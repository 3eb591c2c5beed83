"""Records without what is less sure than is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from extractor.errors import Unreadable
from extractor.record import Case, Court, Date, Person, Record, Sentence, Span
from extractor.records import mentions

_Hit = TypeVar("_Hit", Span, Date, Sentence)
_Named = TypeVar("_Named", Person, Court)
_Mentioned = TypeVar("_Mentioned", Person, Court, Case)


def at_least(record: Record, least: float) -> Record:
    """`record` without the hits and the links that are less probable than `least`; no link leads to what is gone.

    A person, a court or a case goes with the last of the mentions; a form of the name goes with the last that has it.
    Raises `Unreadable` for a record of an older version, which does not tell how sure it is.
    """
    if least <= 0:
        return record
    if any(hit.confidence is None for hit in mentions(record)):
        raise Unreadable(record.document.source or "<text>", "its hits have no confidence", "extract it anew")
    kept = replace(
        record,
        people=[*_named(record.people, least)],
        courts=[*_named(record.courts, least)],
        dates=_sure(record.dates, least),
        sentences=_sure(record.sentences, least),
        cases=[*_mentioned(record.cases, least)],
    )
    gone = _ids(record) - _ids(kept)
    return replace(kept, sentences=[_linked(sentence, gone, least) for sentence in kept.sentences])


def _ids(record: Record) -> set[str]:
    entities: list[Person | Court | Date] = [*record.people, *record.courts, *record.dates]
    return {one.id for one in entities}


def _is_sure(confidence: float | None, least: float) -> bool:
    return confidence is not None and confidence >= least


def _sure(hits: Iterable[_Hit], least: float) -> list[_Hit]:
    return [hit for hit in hits if _is_sure(hit.confidence, least)]


def _mentioned(entities: Iterable[_Mentioned], least: float) -> Iterator[_Mentioned]:
    kept = (replace(entity, mentions=_sure(entity.mentions, least)) for entity in entities)
    return (entity for entity in kept if entity.mentions)


def _named(entities: Iterable[_Named], least: float) -> Iterator[_Named]:
    forms = {entity.id: _forms(entity) for entity in entities}
    for entity in _mentioned(entities, least):
        lost = forms[entity.id] - _forms(entity)
        yield replace(entity, aliases=[form for form in entity.aliases if form.casefold() not in lost])


def _forms(entity: Person | Court) -> set[str]:
    return {mention.text.casefold() for mention in entity.mentions}


def _linked(sentence: Sentence, gone: set[str], least: float) -> Sentence:
    """The sentence with the links that are sure and lead somewhere."""
    if not _is_sure(sentence.people_confidence, least) or gone.intersection(sentence.people):
        sentence = replace(sentence, people=[], names=[], people_confidence=None)
    if not _is_sure(sentence.offences_confidence, least):
        sentence = replace(sentence, offences=[], offences_confidence=None)
    return replace(
        sentence,
        court=None if sentence.court and sentence.court.id in gone else sentence.court,
        date=None if sentence.date and sentence.date.id in gone else sentence.date,
    )
