"""What people are in an article. Each example has one marked person."""

from __future__ import annotations

import pytest

from extractor.linking.entity import Entity
from extractor.linking.roles import assign_roles, is_bystander, is_court_officer, is_defendant
from extractor.linking.view import View
from extractor.mention import Mention
from extractor.segments import Segments
from marks import marked


def person_in(example, title=None):
    text, spans = marked(example)
    mentions = [Mention("people", s.start, s.end, s.text, "test", title) for s in spans]
    person = Entity(mentions)
    assign_roles(View(text, Segments(text), [person], [], [], []))
    return person


ROLES = [
    ("By ⟦Ann Lee⟧\n\nA baker was jailed.", "reporter"),
    ("He was convicted of killing the owner, ⟦Tom Baker⟧.", "victim"),
    ("⟦Ann Lee⟧ was jailed for six years.", "defendant"),
    ("⟦Ann Lee⟧, 41, was sentenced to six years in prison.", "defendant"),
    ("⟦Ann Lee⟧ pleaded guilty to fraud.", "defendant"),
    ("⟦Ann Lee⟧ pleaded not guilty to fraud.", "defendant"),
    ("⟦Ann Lee⟧ was acquitted of fraud.", "defendant"),
    ("A court sentenced ⟦Ann Lee⟧ to death.", "defendant"),
    ("⟦Ann Lee⟧’s trial begins on Monday.", "defendant"),
    ("The sentence of ⟦Ann Lee⟧ was too short.", "defendant"),
    ("⟦Ann Lee⟧ faces ten years in prison.", "defendant"),
    ("The verdict was read by Judge ⟦Maria Lopez⟧.", "judge"),
    ("⟦Maria Lopez⟧, the presiding judge, read it.", "judge"),
    ("The prosecutor, ⟦Elena Petrova⟧, rose.", "prosecutor"),
    ("⟦Elena Petrova⟧, prosecuting, told the jury of it.", "prosecutor"),
    ("⟦Ben Carter⟧, a lawyer for the family, wept.", "lawyer"),
    ("Her lawyer ⟦Ben Carter⟧ said he would appeal.", "lawyer"),
    ("⟦Ben Carter⟧, defending, asked for mercy.", "lawyer"),
    ("He was jailed for the murder of ⟦Tom Baker⟧.", "victim"),
    ("⟦Tom Baker⟧ was found dead in a field.", "victim"),
    ("The killing of ⟦Tom Baker⟧ shook the town.", "victim"),
    ("A witness, ⟦Rosa Diaz⟧, saw the car.", "witness"),
]


@pytest.mark.parametrize(("example", "role"), ROLES)
def test_role_from_the_words_beside_the_name(example, role):
    assert role in person_in(example).roles


def test_role_from_the_title():
    assert "judge" in person_in("Justice ⟦Maria Lopez⟧ read it.", title="justice").roles


def test_a_judge_is_an_officer_and_a_bystander_and_no_defendant():
    judge = Entity(roles=["judge", "defendant"])

    assert is_court_officer(judge) and is_bystander(judge) and not is_defendant(judge)


def test_a_victim_on_trial_is_no_bystander():
    assert not is_bystander(Entity(roles=["victim", "defendant"]))
    assert is_bystander(Entity(roles=["victim"]))


@pytest.mark.parametrize(
    "example",
    [
        "⟦Rosa Diaz⟧ lives in Leeds.",
        "Reporters asked ⟦Rosa Diaz⟧ about the weather.",
        "⟦Rosa Diaz⟧ of Amnesty International welcomed the ruling.",
    ],
)
def test_no_role_without_a_word_for_it(example):
    assert person_in(example).roles == []
