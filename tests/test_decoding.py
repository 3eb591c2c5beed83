"""Entities decoded at once are those that spaCy's own decoder finds."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from extractor.decoding import decode_at_once
from extractor.gold.sources import read_folder
from extractor.pipeline import load_model

CORPUS = [gold.text for gold in read_folder(Path(__file__).parent / "corpus")]
ODD = ["", " ", "\n\n", "Madrid", "Ann Lee", "Ann\n\nLee", "Ann Lee\n", "\nAnn Lee of Rio de Janeiro"]


@pytest.fixture(scope="module")
def slow():
    return load_model()


@pytest.fixture(scope="module")
def fast():
    nlp = load_model()
    decode_at_once(nlp)
    return nlp


def entities(nlp, texts, **options):
    return [[(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe(texts, **options)]


def test_it_stands_in_the_place_of_the_recognizer(fast):
    assert fast.pipe_names == ["tok2vec", "ner_at_once"]
    assert fast.disabled == ["ner"]


@pytest.mark.parametrize("batch", [1, 3, 16])
def test_the_same_entities_in_real_articles(slow, fast, batch):
    expected = entities(slow, CORPUS + ODD)
    assert sum(map(len, expected)) > 1000
    assert entities(fast, CORPUS + ODD, batch_size=batch) == expected


def test_every_token_is_marked_as_in_spacy(slow, fast):
    ours, theirs = fast(CORPUS[0]), slow(CORPUS[0])
    assert [token.ent_iob_ for token in ours] == [token.ent_iob_ for token in theirs]


@given(
    st.lists(
        st.lists(st.sampled_from(["Ann", "Lee", "of", "Madrid", "\n", "May", "2020", ","])).map(" ".join), max_size=4
    )
)
def test_the_same_entities_in_texts_of_any_shape(texts):
    # Weights of chance make entities of any length that run on and into each other.
    assert entities(CHANCE_FAST, texts) == entities(CHANCE, texts)


def of_chance(settings=None):
    """A recognizer that has learned nothing, the same one each time."""
    numpy.random.seed(1)
    nlp = spacy.blank("en")
    default = nlp.get_factory_meta("ner").default_config["model"]
    recognizer = nlp.add_pipe("ner", config={"model": {**default, **(settings or {})}})
    for label in ("PERSON", "DATE"):
        recognizer.add_label(label)
    nlp.initialize(
        lambda: [spacy.training.Example.from_dict(nlp.make_doc("Ann Lee"), {"entities": [(0, 7, "PERSON")]})]
    )
    output = recognizer.model.get_ref("upper" if recognizer.model.attrs["has_upper"] else "lower")
    weights = output.get_param("W")
    output.set_param("W", numpy.random.RandomState(2).normal(size=weights.shape).astype("f"))
    return nlp


CHANCE, CHANCE_FAST = of_chance(), of_chance()
decode_at_once(CHANCE_FAST)


@pytest.mark.parametrize("settings", [{}, {"use_upper": False}, {"maxout_pieces": 1}, {"extra_state_tokens": True}])
def test_a_network_of_another_shape_is_left_to_spacy(settings):
    slow, fast = of_chance(settings), of_chance(settings)
    decode_at_once(fast)
    assert entities(fast, CORPUS[:2]) == entities(slow, CORPUS[:2])
    assert any(entities(slow, CORPUS[:2]))


def test_sentence_starts_are_kept_to(slow, fast):
    for nlp in (slow, fast):
        nlp.add_pipe("sentencizer", first=True, config={"punct_chars": ["Lee", "Ann", "Madrid", "May"]})
    try:
        assert entities(fast, CORPUS) == entities(slow, CORPUS)
    finally:
        for nlp in (slow, fast):
            nlp.remove_pipe("sentencizer")


def test_entities_set_before_are_kept_to(slow, fast):
    found = []
    for nlp in (slow, fast):
        ruler = nlp.add_pipe("entity_ruler", first=True)
        ruler.add_patterns([{"label": "GPE", "pattern": "Ann"}])
        found.append(entities(nlp, ["Ann Lee was jailed in May."]))
        nlp.remove_pipe("entity_ruler")
    assert found[0] == found[1]
    assert (0, 1, "GPE") in found[0][0]
