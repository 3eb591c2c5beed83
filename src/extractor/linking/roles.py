"""What people are in an article: judge, prosecutor, lawyer, victim, witness, reporter, defendant; and the title they are given."""

from __future__ import annotations

import re

from extractor.lexicon import titles
from extractor.linking.entity import Entity
from extractor.linking.view import View
from extractor.mention import Mention

_APPOSITION = r",\s(?:(?i:an?|the|one\sof\s\w+|his|her|their|who\s(?:is|was)\s(?:an?|the)|who)\s)?(?:(?!was|were|by|represented|told|said|asked)[\w’'-]+\s){0,4}?"
_BEFORE = (
    ("judge", re.compile(r"(?<!\bto\s)\b(?i:judges?|justices?|magistrates?|presiding\sjudge|sheriff|recorder),?\s(?:[A-Z]\w+\s)?$")),
    ("lawyer", re.compile(r"\b(?i:lawyers?|attorneys?|counsel|barrister|solicitor|advocate|represented\sby|defended\sby)(?:,|\sfor\s[^,.;]{2,40},)?\s$")),
    ("prosecutor", re.compile(r"\b(?i:prosecutors?|district\sattorney|attorney\sgeneral|u\.?s\.?\sattorney|state\scounsel|prosecuting|for\sthe\sprosecution)(?i:\sgeneral)?,?\s$")),
    ("victim", re.compile(r"\b(?i:murder(?:ed|ing)?(?:\sof)?|kill(?:ed|ing)(?:\sof)?|rap(?:ed?|ing)(?:\sof)?|death\sof|stabb(?:ed|ing)(?:\sof)?|shooting(?:\sof)?|assassinat(?:ed|ing|ion\sof)|assault(?:ed|ing)?(?:\son|\sof)?|defraud(?:ed|ing)|victims?(?:,|\swas|\sincluded?)?|manslaughter\sof|kidnapp(?:ed|ing)(?:\sof)?)\s(?:(?!against\s|while\s|when\s|by\s)[a-z’'-]+(?:,|\s)\s?){0,4}$")),
    ("witness", re.compile(r"\b(?i:witness(?:es)?),?\s$")),
    ("reporter", re.compile(r"(?:^|\n)\s*(?i:by|story\sby|words\sby|photos?\sby|reported\sby)\s$|\((?:Additional\s)?[Rr]eporting\sby\s$|[Ee]diting\sby\s$")),
    ("defendant", re.compile(
        r"\b(?i:sentenced|convicted|jailed|imprisoned|charged|indicted|acquitted|arrested|fined|pardoned|trial\sof|case\sagainst|conviction\sof|convictions\sof|sentence\s(?:of|for|against)|defendants?|co-accused|ringleader|mastermind)\s(?:[a-z’'-]+,?\s){0,5}(?:[A-Z][\w.]+\s){0,2}$")),
)  # fmt: skip
_AUXILIARY = r"(?:was|were|is|are|been|has\sbeen|have\sbeen|had\sbeen|will\sbe|could\sbe|got|gets)"
_TRIED = (
    r"(?:sentenced|jailed|imprisoned|fined|condemned|convicted|found\sguilty|charged|accused|indicted|acquitted|arrested|serving|tried|on\strial|guilty|detained|pardoned|"
    r"banned|cleared|handed|given\s(?:a|an|\d+|life|two|three|four|five|six|seven|eight|nine|ten)|ordered\sto\s(?:pay|serve)|remanded|extradited|denied\sbail|facing)"
)
_BEHIND = (
    ("lawyer", re.compile(_APPOSITION + r"(?:lawyer|attorney|barrister|solicitor|counsel|advocate)\b(?!\sgeneral)|,\s(?:defending|representing)\b|,\sfor\sthe\sdefen[cs]e\b")),
    ("prosecutor", re.compile(_APPOSITION + r"(?:prosecutor|district\sattorney)\b|,\sprosecuting\b|,\sfor\sthe\sprosecution")),
    ("judge", re.compile(_APPOSITION + r"(?:judge|justice)\b(?!\s[a-z]+\s(?:minister|department))|,\spresiding\b|(?:,\s[^,.;]{1,60},)?\s(?:imposed|handed\sdown|presided|ruled\sthat)\b|\s(?:J|CJ|LJ|JA)\b")),
    ("victim", re.compile(r"(?:['’]s\s(?:(?:alleged|premeditated|brutal|[a-z]+(?:al|ed|ish))\s)?(?:murder|killing|death(?!\s(?:sentence|penalty|warrant|row))|killers?|murderer|rape|body|family\stold)\b|\s(?:was|were)\s(?:found\sdead|killed|murdered|raped|stabbed|shot\sdead|beaten\sto\sdeath|strangled)\b|(?:,\s[^,.;]{1,50},)?\s(?:died|lost\s(?:his|her|their)\sli[fv]es?)\b)")),
    ("witness", re.compile(r",\s(?:a|the|who\swas\sa)\s(?:\w+\s)?witness\b")),
    ("defendant", re.compile(
        rf"(?:,[^.;]{{1,140}}?,|\s\([^)]{{1,20}}\))?(?:\s(?:and|or)\s(?:[A-Z][\w-]+\s?){{1,3}})?,?\s(?:who\s)?(?:{_AUXILIARY}\s(?:\w+ly\s|also\s|later\s|then\s|already\s|previously\s|each\s|both\s|not\s|again\s|first\s|currently\s|still\s|found\s)?{_TRIED}"
        r"|(?:pleaded|pleads|pled)\s(?:not\s)?guilty|admitted|confessed|(?:faces|faced|received|gets|got|served|serves|is\sto\sserve|must\sserve|appealed|denies|denied)\b(?!\shim|\sher|\sthem)|(?:jailed|sentenced|convicted|fined|acquitted)(?=\s(?:to|for|in|at|on|over|of|after|by|from)\b|[.,;]|\s[\d£$€]|\s*\n))"
        rf"|\s[^.;]{{0,60}}?\b(?:as|when|after)\s(?:he|she)\s(?:was|were)\s(?:found\s)?{_TRIED}"
        r"|['’]s?\s(?:\w+\s){0,2}(?:sentence|conviction|trial|plea|guilt|appeal|charges|prison|lawyers?|attorneys?|defen[cs]e)\b")),
)  # fmt: skip
_FIELD = 190
_NEARBY = 60
_VICTIM_BEFORE = dict(_BEFORE)["victim"]
_VICTIM_BEHIND = dict(_BEHIND)["victim"]


def assign_roles(view: View) -> None:
    """Fill `roles` of each person from titles and from the words beside the mentions."""
    for mention, person in view.people:
        if mention.value:
            title = str(mention.value)
            role = titles().get(title.lower().rstrip("."))
            if role in ("judge", "prosecutor", "lawyer"):
                _note(person, role)
            _note(person, title)
        before = view.text[max(0, mention.start - _FIELD // 2) : mention.start]
        behind = view.text[mention.end : mention.end + _FIELD]
        in_front = [role for role, pattern in _BEFORE if pattern.search(before)]
        for role in in_front:
            if role != "defendant" or "victim" not in in_front:  # "convicted of killing X"
                _note(person, role)
        for role, pattern in _BEHIND:
            if pattern.match(behind):
                _note(person, role)


def _note(person: Entity, role: str) -> None:
    if role not in person.roles:
        person.roles.append(role)


def is_hurt(view: View, mention: Mention) -> bool:
    """True where the mention itself is of a victim: "killing |Ann Lee|", "|Ann Lee|'s killer"."""
    before = view.text[max(0, mention.start - _NEARBY) : mention.start]
    behind = view.text[mention.end : mention.end + _NEARBY]
    return _VICTIM_BEFORE.search(before) is not None or _VICTIM_BEHIND.match(behind) is not None


def note_bearer(person: Entity) -> None:
    """Somebody who bears a sentence is a defendant, whatever else."""
    _note(person, "defendant")


def is_court_officer(person: Entity) -> bool:
    """True for judges and prosecutors, who pass sentences and bear none in the same breath."""
    return "judge" in person.roles or "prosecutor" in person.roles


def is_defendant(person: Entity) -> bool:
    """True if the article tells of a charge, a trial or a sentence against the person."""
    return "defendant" in person.roles and not is_court_officer(person)


def holds_office(person: Entity) -> bool:
    """True if a title says so: President, Minister, Inspector."""
    return any(
        titles().get(role.lower().rstrip(".")) in ("politician", "official", "royal", "police", "clergy")
        for role in person.roles
    )


def is_bystander(person: Entity) -> bool:
    """True for somebody of the court, a victim, a witness or the reporter, of whom no charge is told."""
    return is_court_officer(person) or (
        "defendant" not in person.roles and bool({"lawyer", "victim", "witness", "reporter"} & set(person.roles))
    )
