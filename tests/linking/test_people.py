"""Mentions of people to people."""

from __future__ import annotations

import pytest

from extractor.linking.people import link_people
from extractor.mention import Mention
from marks import marked


def people_of(example):
    """Each person of an example whose mentions are marked, as the list of the forms used."""
    article = marked(example)
    mentions = [Mention("people", s.start, s.end, s.text, "test") for s in article.spans]
    return [[m.text for m in person.mentions] for person in link_people(mentions, article.text)]


JOINED = [
    ("⟦Mohammad Reza Karimi⟧, a writer known by his pen name ⟦Siamak Mehr⟧, wept.", [["Mohammad Reza Karimi", "Siamak Mehr"]]),
    ("⟦Alaa Abdel Fattah⟧ wept. ⟦Abd El Fattah⟧ had hoped.", [["Alaa Abdel Fattah", "Abd El Fattah"]]),
    ("⟦Hesham Talaat Moustafa⟧ wept. ⟦Mustafa⟧ had hoped.", [["Hesham Talaat Moustafa", "Mustafa"]]),
    ("⟦Muhammad Rashid⟧ wept. ⟦Mohammed Rasheed⟧ had hoped.", [["Muhammad Rashid", "Mohammed Rasheed"]]),
    ("⟦Hossein Amini⟧, also known as ⟦Hoder⟧, wept.", [["Hossein Amini", "Hoder"]]),
    ("⟦K.Chandrasekhar⟧ wept. ⟦Chandrasekhar⟧ had hoped.", [["K.Chandrasekhar", "Chandrasekhar"]]),
    ("⟦Guo Meiling⟧, a blogger better known as ⟦Tan Yifei⟧, wept.", [["Guo Meiling", "Tan Yifei"]]),
    ("⟦Cristina Fernández de Kirchner⟧ (⟦CFK⟧) wept.", [["Cristina Fernández de Kirchner", "CFK"]]),
    ("⟦Ann Lee⟧ wept. ⟦Lee⟧ had hoped.", [["Ann Lee", "Lee"]]),
    ("⟦Ann Lee⟧ wept. ⟦Ann⟧ had hoped.", [["Ann Lee", "Ann"]]),
    ("⟦Lee⟧ JAILED\n\n⟦Ann Lee⟧ wept.", [["Lee", "Ann Lee"]]),
    ("⟦Ann B. Lee⟧ wept. ⟦Ann Lee⟧ had hoped.", [["Ann B. Lee", "Ann Lee"]]),
    ("⟦Ann Beatrice Lee⟧ wept. ⟦Ann Lee⟧ had hoped.", [["Ann Beatrice Lee", "Ann Lee"]]),
    ("⟦Robert Miller Jr.⟧ wept. ⟦Miller⟧ had hoped.", [["Robert Miller Jr.", "Miller"]]),
    ("⟦Ludwig van Houten⟧ wept. ⟦van Houten⟧ had hoped.", [["Ludwig van Houten", "van Houten"]]),
    ("⟦Abdelbaset al-Megrahi⟧ wept. ⟦Megrahi⟧ had hoped.", [["Abdelbaset al-Megrahi", "Megrahi"]]),
    ("⟦ANN LEE⟧ JAILED\n\n⟦Ann Lee⟧ wept.", [["ANN LEE", "Ann Lee"]]),
    ("⟦Kim Min-jun⟧ wept. ⟦Kim⟧ had hoped.", [["Kim Min-jun", "Kim"]]),
    ("⟦Joaquín \"El Chapo\" Guzmán⟧ wept. ⟦Guzmán⟧ had hoped.", [['Joaquín "El Chapo" Guzmán', "Guzmán"]]),
    ("⟦José García López⟧ wept. ⟦García⟧ had hoped.", [["José García López", "García"]]),
]  # fmt: skip


@pytest.mark.parametrize(("example", "people"), JOINED)
def test_forms_of_one_name_are_one_person(example, people):
    assert people_of(example) == people


APART = [
    ("⟦Hassan Amini⟧ wept. ⟦Hussein Amini⟧ had hoped.", [["Hassan Amini"], ["Hussein Amini"]]),
    ("⟦Maria Silva⟧ wept. ⟦Mario Silva⟧ had hoped.", [["Maria Silva"], ["Mario Silva"]]),
    ("⟦Jan Berg⟧ wept. ⟦Jean Berg⟧ had hoped.", [["Jan Berg"], ["Jean Berg"]]),
    ("⟦Ann Lee⟧ and ⟦Tom Park⟧ wept.", [["Ann Lee"], ["Tom Park"]]),
    ("⟦Ann Lee⟧ and ⟦Tom Lee⟧ wept.", [["Ann Lee"], ["Tom Lee"]]),
    ("⟦Ann Lee⟧ and ⟦Ann Park⟧ wept.", [["Ann Lee"], ["Ann Park"]]),
    ("⟦Ann Lee⟧ wept. ⟦Lee⟧ rose. ⟦Tom Lee⟧ sat. ⟦Lee⟧ spoke.", [["Ann Lee", "Lee"], ["Tom Lee", "Lee"]]),
    ("⟦Otávio Neves⟧ wept. ⟦Otávio Jr.⟧ had hoped.", [["Otávio Neves"], ["Otávio Jr."]]),
    ("⟦Okafor⟧ and ⟦Lee⟧ wept.", [["Okafor"], ["Lee"]]),
]


@pytest.mark.parametrize(("example", "people"), APART)
def test_two_people_stay_two(example, people):
    assert people_of(example) == people


def test_the_name_is_the_fullest_form_and_the_others_are_aliases():
    mentions = [Mention("people", 40 * n, 40 * n + 3, t, "test") for n, t in enumerate(["LEE", "Ann Lee", "Lee"])]

    (person,) = link_people(mentions)

    assert person.name == "Ann Lee"
    assert person.aliases == ["Lee"]


def test_nobody():
    assert link_people([]) == []
