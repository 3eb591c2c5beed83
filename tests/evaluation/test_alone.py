"""The model by itself, scored like the extractor."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

from extractor.evaluation.alone import predict_alone
from extractor.evaluation.predictions import Found, Prediction
from extractor.gold.model import Gold


@pytest.fixture
def nlp() -> Language:
    """Knows one name, and an organisation."""
    toy = spacy.blank("en")
    ruler = toy.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Ana Roux"}, {"label": "ORG", "pattern": "Toyota"}])  # type: ignore[attr-defined]
    return toy


def found(text: str, nlp: Language) -> Prediction:
    ((ident, prediction),) = predict_alone([Gold("a", text, None, [], {}, {})], nlp)
    assert ident == "a"
    return prediction


def test_only_kinds_of_gold_count(nlp: Language) -> None:
    assert found("Toyota sued Ana Roux.", nlp).found == {"PERSON": [Found(12, 20)]}


def test_offsets_are_those_of_the_whole_text(nlp: Language) -> None:
    text = "Ana Roux left.\n\n" * 2000
    places = found(text, nlp).found["PERSON"]
    assert len(places) == 2000
    assert {text[place.start : place.end] for place in places} == {"Ana Roux"}


def test_a_lone_surrogate_does_no_harm(nlp: Language) -> None:
    assert found("\ud800 Ana Roux", nlp).found == {"PERSON": [Found(2, 10)]}
