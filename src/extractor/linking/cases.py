"""Mentions of cases to cases: the full name and the short forms of it."""

from __future__ import annotations

import re

from extractor.finders.cases import CaseName
from extractor.linking.entity import Entity
from extractor.mention import Mention

_MOST_COMPARED = 64
"""How many cases a new wording is compared with; an article that names more is a table of cases."""


def link_cases(mentions: list[Mention]) -> list[Entity]:
    """The cases of an article, in order of first mention."""
    cases: list[Entity] = []
    by_text: dict[str, Entity] = {}
    for mention in sorted(mentions, key=lambda m: (-len(m.text), m.start)):
        owner = by_text.get(mention.text)
        owner = owner or next(
            (c for c in cases[:_MOST_COMPARED] if _same_case(mention.value, c.mentions[0].value)), None
        )
        if owner is None:
            owner = Entity()
            cases.append(owner)
        owner.add(mention)
        by_text.setdefault(mention.text, owner)
    for case in cases:
        case.mentions.sort(key=lambda m: m.start)
    return sorted(cases, key=lambda c: c.mentions[0].start)


def _same_case(short: CaseName, full: CaseName) -> bool:
    """True if each party of the short name begins the party of the full one, and both are of one style."""
    if len(short.parties) > len(full.parties) or (short.style == "versus") != (full.style == "versus"):
        return False
    return all(
        _plain(full_party).startswith(_plain(party))
        for party, full_party in zip(short.parties, full.parties, strict=False)
    )


def _plain(party: str) -> str:
    return re.sub(r"[^\w\s]", "", party).casefold()
