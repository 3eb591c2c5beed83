"""Gold as what spaCy trains on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from extractor.gold.model import Gold, Kind
from extractor.gold.precedence import flat
from extractor.pipeline import pieces, readable


class Entity(NamedTuple):
    """`text[start:end]` is one; `sure` if no careful reader would differ."""

    start: int
    end: int
    label: str
    sure: bool = True


def marked(doc: Doc, entities: Iterable[Entity]) -> Doc:
    """`doc` with these as its entities; the sure ones do not overlap.

    Unsure ones, and those that cut a token, are missing values: neither right nor wrong in training.
    """
    sure, unsure = [], set()
    for entity in entities:
        span = doc.char_span(entity.start, entity.end, label=entity.label)
        if span is not None and entity.sure:
            sure.append(span)
        elif (touched := doc.char_span(entity.start, entity.end, alignment_mode="expand")) is not None:
            unsure |= {token.i for token in touched}
    unsure -= {token.i for span in sure for token in span}
    doc.set_ents(sure, missing=[doc[i : i + 1] for i in sorted(unsure)], default="outside")
    return doc


def examples(nlp: Language, gold: Gold, kinds: frozenset[Kind]) -> Iterator[Example]:
    """What `nlp` is to say of an article, in pieces as the extractor reads it.

    The gold decides on `kinds`. For all its other labels `nlp` learns what it says already, where that does not
    overlap the gold, so that they are not unlearned.
    """
    marks = [mark for mark in gold.marks if mark.kind in kinds]
    entities = [Entity(mark.start, mark.end, mark.kind) for mark in flat(m for m in marks if not m.optional)]
    entities += [Entity(mark.start, mark.end, mark.kind, sure=False) for mark in marks if mark.optional]
    entities = [_trimmed(entity, gold.text) for entity in entities]
    offset = 0
    for piece in filter(None, pieces(readable(gold.text))):  # of an article without text there is nothing to learn
        inside = [_within(e, offset, offset + len(piece)) for e in entities if _touches(e, offset, offset + len(piece))]
        reference = marked(nlp.make_doc(piece), inside)
        _keep_others(reference, nlp(piece).ents, kinds)
        yield Example(nlp.make_doc(piece), reference)
        offset += len(piece)


def _trimmed(entity: Entity, text: str) -> Entity:
    """Without the white space at its edges that is easily selected with it; no model can learn that."""
    words = text[entity.start : entity.end]
    start = entity.start + len(words) - len(words.lstrip())
    return entity._replace(start=start, end=start + len(words.strip()))


def _touches(entity: Entity, start: int, end: int) -> bool:
    return entity.start < entity.end and entity.start < end and entity.end > start


def _within(entity: Entity, start: int, end: int) -> Entity:
    """What of it lies in a piece of the text, as offsets in that; a part of one is not sure."""
    whole = start <= entity.start and entity.end <= end
    place = max(entity.start, start) - start, min(entity.end, end) - start
    return Entity(*place, entity.label, entity.sure and whole)


def _keep_others(reference: Doc, predicted: Iterable[Span], kinds: frozenset[Kind]) -> None:
    """Add what was predicted of other labels where nothing is marked."""
    free = [
        Span(reference, span.start, span.end, span.label)
        for span in predicted
        if span.label_ not in kinds and all(token.ent_iob_ == "O" for token in reference[span.start : span.end])
    ]
    reference.set_ents(free, default="unmodified")
