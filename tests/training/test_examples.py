"""Gold as what spaCy trains on."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Adam

from extractor.gold.from_records import golds as from_records
from extractor.gold.marks import parse_marked
from extractor.gold.model import KINDS, Gold, Kind, Mark
from extractor.pipeline import load_model
from extractor.record import Record
from extractor.training.examples import Entity, examples, marked
from gold.articles import records
from training.made import article


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


def entities(doc: Doc) -> list[tuple[str, str]]:
    return [(entity.text, entity.label_) for entity in doc.ents]


def missing(doc: Doc) -> list[str]:
    return [token.text for token in doc if token.ent_iob_ == ""]


def taught(nlp: Language, text: str, *kinds: Kind) -> Doc:
    (example,) = examples(nlp, parse_marked(text, "a", "a"), frozenset(kinds))
    return example.reference


def test_unsure_entities_and_those_that_cut_a_token_are_missing_values() -> None:
    doc = spacy.blank("en").make_doc("Ana Roux met Bo Tan and McCarthy")
    spans = [Entity(0, 8, "PERSON"), Entity(13, 19, "PERSON", sure=False), Entity(26, 32, "PERSON")]
    assert entities(marked(doc, spans)) == [("Ana Roux", "PERSON")]
    assert missing(doc) == ["Bo", "Tan", "McCarthy"]


def test_a_sure_entity_stands_where_an_unsure_one_overlaps_it() -> None:
    doc = spacy.blank("en").make_doc("the Ana Roux affair")
    marked(doc, [Entity(4, 19, "CASE", sure=False), Entity(4, 12, "PERSON")])
    assert (entities(doc), missing(doc)) == ([("Ana Roux", "PERSON")], ["affair"])


def test_other_labels_are_what_the_model_says_already(nlp: Language) -> None:
    (example,) = examples(nlp, article("Mo'losu"), frozenset({"PERSON"}))
    found = entities(example.reference)
    assert found.count(("Mo'losu", "PERSON")) == 6
    assert {("Kenya", "GPE"), ("Red Cross", "ORG"), ("2021", "DATE")} <= set(found)


def test_what_the_model_says_of_a_mention_is_overruled(nlp: Language) -> None:
    text = "The Toyota Foundation met in Nairobi."
    assert ("Toyota Foundation", "ORG") in entities(nlp(text))
    assert entities(taught(nlp, "The Toyota ⟦P|Foundation⟧ met in Nairobi.", "PERSON")) == [
        ("Foundation", "PERSON"),
        ("Nairobi", "GPE"),
    ]


def test_where_the_gold_carries_a_kind_what_it_does_not_mark_is_none(nlp: Language) -> None:
    text = "Judge Mary Jones spoke in ⟦D=|2021⟧. ⟦P|Joan Marsh⟧ left in 2022."
    assert entities(taught(nlp, text, "PERSON", "DATE")) == [("2021", "DATE"), ("Joan Marsh", "PERSON")]
    assert ("2022", "DATE") in entities(taught(nlp, text, "PERSON"))


def test_of_marks_that_overlap_the_extractors_choice_stays(nlp: Language) -> None:
    assert entities(taught(nlp, "The ⟦K|⟦P|Roux⟧ affair⟧ went on.", "PERSON", "CASE")) == [("Roux affair", "CASE")]


def test_optional_marks_are_no_evidence(nlp: Language) -> None:
    doc = taught(nlp, "⟦P|Ana Roux⟧ met ⟦P?|Big Jim⟧.", "PERSON")
    assert (entities(doc), missing(doc)) == ([("Ana Roux", "PERSON")], ["Big", "Jim"])


def test_a_long_article_comes_in_pieces_that_hold_all_marks(nlp: Language) -> None:
    story = "⟦P|Ana Roux⟧ was fined for theft by the court.\n\n"
    found = list(examples(nlp, parse_marked(story * 400, "a", "a"), frozenset({"PERSON"})))
    assert len(found) > 1
    assert sum(len(example.reference.ents) for example in found) == 400


def test_white_space_that_was_selected_with_a_name_is_none_of_it(nlp: Language) -> None:
    text = "⟦P| Ana Roux\n\n⟧met ⟦P|Bo ⟧in Lima.⟦P|\n⟧"
    assert entities(taught(nlp, text, "PERSON"))[:2] == [("Ana Roux", "PERSON"), ("Bo", "PERSON")]


def test_a_mark_of_nothing_is_passed_over(nlp: Language) -> None:
    gold = Gold("a", "Ana left.", None, [Mark("PERSON", 3, 3), Mark("PERSON", 0, 3)], {}, {})
    (example,) = examples(nlp, gold, frozenset({"PERSON"}))
    assert entities(example.reference) == [("Ana", "PERSON")]


def test_a_mark_that_is_cut_is_a_missing_value(nlp: Language) -> None:
    text = "x" * 11_990 + " ⟦P|" + "Ana Roux " * 3 + "⟧left."
    before, behind = examples(nlp, parse_marked(text, "a", "a"), frozenset({"PERSON"}))
    assert not before.reference.ents
    assert not behind.reference.ents
    assert {*missing(before.reference), *missing(behind.reference)} == {"Ana", "Roux"}


def test_a_lone_surrogate_does_no_harm(nlp: Language) -> None:
    assert entities(taught(nlp, "\ud800 ⟦P|Ana Roux⟧ left.", "PERSON")) == [("Ana Roux", "PERSON")]


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_an_article_of_nothing_does_no_harm(text: str) -> None:
    fresh = load_model()
    gold = [Gold("a", text, None, [], {}, {}), article("Mo'losu")]
    lessons = [lesson for one in gold for lesson in examples(fresh, one, frozenset({"PERSON"}))]
    assert len(lessons) == 1 + bool(text)
    fresh.update(lessons, sgd=Adam(0.001))


@settings(max_examples=25, deadline=None)
@given(some=st.lists(records(), min_size=1, max_size=3))
def test_any_gold_can_be_trained_on(some: list[Record]) -> None:
    toy = _toy()
    for gold in from_records(some, lambda _: None):
        toy.update(list(examples(toy, gold, frozenset(KINDS))), sgd=Adam(0.001))


@cache
def _toy() -> Language:
    """A model that knows nothing, and is small."""
    toy = spacy.blank("en")
    finder = toy.add_pipe("ner")
    for kind in KINDS:
        finder.add_label(kind)  # type: ignore[attr-defined]
    toy.initialize()
    return toy
