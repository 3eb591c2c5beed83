"""What people are in an article: judge, prosecutor, lawyer, victim, witness, defendant; and the title they are given."""

from __future__ import annotations

import re

from extractor.lexicon import titles
from extractor.linking.entity import Entity
from extractor.linking.view import View

COURT_ROLES = frozenset({"judge", "prosecutor", "lawyer", "victim", "witness", "police", "journalist"})
"""Roles of people who hardly bear the sentence of the same article."""

_BEFORE = (
    ("judge", re.compile(r"\b(?:judges?|justices?|magistrates?|presiding\sjudge|sheriff|recorder)\s(?:[A-Z]\w+\s)?$", re.I)),
    ("lawyer", re.compile(r"\b(?:lawyers?|attorneys?|counsel|barrister|solicitor|advocate|represented\sby|defended\sby)(?:,|\sfor\s[^,.;]{2,40},)?\s$", re.I)),
    ("prosecutor", re.compile(r"\b(?:prosecutors?|district\sattorney|attorney\sgeneral|u\.?s\.?\sattorney|state\scounsel|prosecuting|for\sthe\sprosecution)(?:\sgeneral)?,?\s$", re.I)),
    ("victim", re.compile(r"\b(?:murder(?:ed|ing)?(?:\sof)?|kill(?:ed|ing)(?:\sof)?|rap(?:ed?|ing)(?:\sof)?|death\sof|stabb(?:ed|ing)(?:\sof)?|shooting(?:\sof)?|assassinat(?:ed|ing|ion\sof)|assault(?:ed|ing)?(?:\son|\sof)?|defraud(?:ed|ing)|victims?(?:,|\swas|\sincluded?)?|manslaughter\sof|kidnapp(?:ed|ing)(?:\sof)?)\s(?:\w+(?:,|\s)\s?){0,4}$", re.I)),
    ("witness", re.compile(r"\bwitness(?:es)?,?\s$", re.I)),
)  # fmt: skip
_BEHIND = (
    ("lawyer", re.compile(r",?\s(?:(?:a|an|the|one\sof\s\w+|his|her|their|who\s(?:is|was)\s(?:a|the)?)\s)?(?:[\w’'-]+\s){0,4}?(?:lawyer|attorney|barrister|solicitor|counsel|advocate)\b(?!\sgeneral)|,\s(?:(?:defending|prosecuting|who\srepresent(?:s|ed)|representing|for)\b)", re.I)),
    ("prosecutor", re.compile(r",?\s(?:(?:a|an|the|who\s(?:is|was)\s(?:a|the)?)\s)?(?:[\w’'-]+\s){0,3}?(?:prosecutor|district\sattorney)\b|,\sprosecuting\b|,\sfor\sthe\sprosecution", re.I)),
    ("judge", re.compile(r",?\s(?:(?:a|an|the|who\s(?:is|was)\s(?:a|the)?)\s)?(?:[\w’'-]+\s){0,2}?(?:judge|justice)\b(?!\s[a-z]+\s(?:minister|department))|,\spresiding\b|\sJ\b|\s(?:CJ|LJ|JA)\b", re.I)),
    ("victim", re.compile(r"(?:['’]s\s(?:murder|killing|death|killers?|murderer|rape|body|family\stold)\b|\s(?:was|were)\s(?:found\sdead|killed|murdered|raped|stabbed|shot\sdead|beaten|strangled)\b)", re.I)),
    ("witness", re.compile(r",\s(?:a|the|who\swas\sa)\s(?:\w+\s)?witness\b", re.I)),
)  # fmt: skip
_FIELD = 50


def assign_roles(view: View) -> None:
    """Fill `roles` of each person from titles and from the words beside the mentions."""
    for mention, person in view.people:
        if mention.value and mention.value not in person.roles:
            title = str(mention.value)
            role = titles().get(title.lower().rstrip("."))
            _note(person, role if role in COURT_ROLES else None)
            _note(person, title)
        before = view.text[max(0, mention.start - _FIELD) : mention.start]
        behind = view.text[mention.end : mention.end + _FIELD]
        for role, pattern in _BEFORE:
            if pattern.search(before):
                _note(person, role)
        for role, pattern in _BEHIND:
            if pattern.match(behind):
                _note(person, role)


def _note(person: Entity, role: str | None) -> None:
    if role and role not in person.roles:
        person.roles.append(role)
