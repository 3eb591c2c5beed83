"""What the model finds by itself, without the rules, as predictions that are scored like any others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language

from extractor.evaluation.predictions import Found, Prediction
from extractor.gold.model import KINDS, Gold, Kind
from extractor.pipeline import pieces, readable


def predict_alone(golds: Iterable[Gold], nlp: Language) -> Iterator[tuple[str, Prediction]]:
    """The entities of `nlp` in the gold texts, whose labels are kinds of gold. Texts are cut as the extractor does."""
    for gold in golds:
        found: dict[Kind, list[Found]] = {}
        offset = 0
        for piece in pieces(readable(gold.text)):
            for entity in nlp(piece).ents:
                if entity.label_ in KINDS:
                    place = Found(offset + entity.start_char, offset + entity.end_char)
                    found.setdefault(entity.label_, []).append(place)
            offset += len(piece)
        yield gold.id, Prediction(found, [], {})
