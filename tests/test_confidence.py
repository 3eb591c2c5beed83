"""How sure hits are: which is surer than which, that weights of old do no harm to new rules, and how they are fitted.

No figure stands here: the weights are fitted anew when the rules change.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given

from extractor.confidence import ABOUT, ANY, About, chance
from extractor.lexicon import confidence_weights
from extractor.patterns import CourtPattern, Patterns
from extractor.pipeline import Extractor
from extractor.record import Record
from extractor.records import mentions
from test_properties import SMALL, TEXTS

SURER_PEOPLE = [
    ("President Barack Obama left. Obama was tired. Obama slept.", "A paper called Kamtarin said so."),
    ("Judge Maria Lopez said so.", "Kamtarin said so."),
    ("Ann Lee, 41, was jailed for six years.", "Kamtarin said so."),
]
SURER_DATES = [
    ("He was jailed on 15 March 2019.", "He was jailed in August."),
    ("He was jailed on Tuesday.", "He was jailed in July."),
]
SURER_BEARERS = [
    (
        "Ann Lee was jailed for six years for fraud.",
        "Ann Lee and Tom Baker and Ben Carter met Maria Lopez. The mayor of the town called. He was jailed for six years.",
    ),
    (
        "Ann Lee was sentenced to six years in prison.",
        "Ann Lee, a clerk, met Tom Baker.\n\nBen Carter, 44, told Maria Lopez of it. Joe Doe and Jane Roe were there.\n\n"
        "The sentence was long: six years in prison.",
    ),
]
SURER_OFFENCES = [
    (
        "Ann Lee was convicted of fraud and jailed for six years.",
        "Ann Lee said that the city has seen much theft. She was jailed for six years.",
    ),
]


Sure = Callable[[Record], float]


def people(record: Record) -> float:
    return record.people[0].confidence or 0


def dates(record: Record) -> float:
    return record.dates[0].confidence or 0


def who(record: Record) -> float:
    return record.sentences[-1].people_confidence or 0


def what_for(record: Record) -> float:
    return record.sentences[-1].offences_confidence or 0


@pytest.mark.parametrize(
    ("sure", "surer", "less_sure"),
    [
        *((people, *pair) for pair in SURER_PEOPLE),
        *((dates, *pair) for pair in SURER_DATES),
        *((who, *pair) for pair in SURER_BEARERS),
        *((what_for, *pair) for pair in SURER_OFFENCES),
    ],
)
def test_this_is_surer_than_that(ex: Extractor, sure: Sure, surer: str, less_sure: str) -> None:
    assert sure(ex.extract(surer, date="2024-03-15")) > sure(ex.extract(less_sure, date="2024-03-15"))


@SMALL
@given(text=TEXTS)
def test_nothing_is_certain_and_nothing_impossible(ex: Extractor, text: str) -> None:
    record = ex.extract(text, date="2024-03-15")
    said = [hit.confidence for hit in mentions(record)]
    said += [sure for s in record.sentences for sure in (s.people_confidence, s.offences_confidence)]
    assert all(sure is not None and 0 < sure < 1 for sure in said)


@SMALL
@given(text=TEXTS)
def test_an_entity_is_as_sure_as_its_surest_mention_and_its_sentence_no_surer(ex: Extractor, text: str) -> None:
    record = ex.extract(text)
    for entity in (*record.people, *record.courts, *record.cases):
        assert entity.confidence == max(mention.confidence or 0 for mention in entity.mentions)
    sure = {person.id: person.confidence or 0 for person in record.people}
    for sentence in record.sentences:
        assert all((sentence.people_confidence or 1) <= sure[person] for person in sentence.people)


def test_the_same_article_has_the_same_bytes_alone_and_among_others(ex: Extractor, article: str) -> None:
    from extractor.article import make_article

    alone = ex.extract(article).to_json()
    among = ex.stream([make_article(text) for text in ("Ann Lee left.", article, article)])
    assert [record.to_json() for record in among][1:] == [alone, alone]


@pytest.mark.parametrize("about", ABOUT)
def test_a_clue_that_is_not_known_leaves_the_rate_of_the_kind(about: About) -> None:
    weights = confidence_weights()[about]
    rate = chance(about, [])
    assert chance(about, ["found by: rule:of-tomorrow", "a sign of tomorrow"]) == rate
    assert rate == pytest.approx(1 / (1 + math.exp(-weights[ANY])), abs=0.001)
    assert rate > 0.5


def test_evidence_adds_up_and_has_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(confidence_weights(), "dates", {ANY: 0.0, "for": 1.0, "against": -1.0, "proof": 99.0})
    assert chance("dates", ["against"]) < chance("dates", ["for", "against"]) == 0.5 < chance("dates", ["for"])
    assert chance("dates", ["proof"]) == 0.999


def test_the_users_own_patterns_are_not_doubted(ex: Extractor) -> None:
    own = Extractor(ex.nlp, Patterns(courts=(CourtPattern("the Lewis Court"),), cases=("Tide Papers",)))
    record = own.extract("The judges of the Lewis Court read the Tide Papers.")
    assert [court.confidence for court in record.courts] == [case.confidence for case in record.cases] == [0.999]
