"""Mentions of courts to courts: full names, abbreviations defined beside them, and short forms."""

from __future__ import annotations

import re

from extractor.finders.courts import CourtName
from extractor.lexicon import demonyms, places
from extractor.linking.entity import Entity
from extractor.mention import Mention

_ORDINARY = frozenset(["of", "the", "for", "in", "and", "a", "court", "courts", "tribunal"])


_MOST_COMPARED = 64
"""How many courts a new wording is compared with; an article that names more is a list."""


def link_courts(mentions: list[Mention]) -> list[Entity]:
    """The courts of an article, in order of first mention."""
    courts: list[Entity] = []
    by_key: dict[str, Entity] = {}
    for mention in sorted(mentions, key=lambda m: (-len(_words(m.text)), m.start)):
        keys = _keys(mention)
        owner = next((by_key[key] for key in keys if key in by_key), None)
        owner = owner or next((c for c in courts[:_MOST_COMPARED] if _same_court(mention, c)), None)
        if owner is None:
            owner = Entity()
            courts.append(owner)
        owner.add(mention)
        for key in keys:
            by_key.setdefault(key, owner)
    for court in courts:
        court.mentions.sort(key=lambda m: m.start)
    return sorted(courts, key=lambda c: c.mentions[0].start)


def _keys(mention: Mention) -> list[str]:
    """What two mentions of one court have in common: the wording, the abbreviation, the court of the lexicon."""
    court: CourtName = mention.value
    keys = [mention.text.casefold()]
    if court.abbreviation:
        keys.append(f"abbreviation {court.abbreviation}")
    if court.known_as:
        keys.append(f"known as {court.known_as}")
    return keys


def _words(name: str) -> list[str]:
    plain = name.lower().replace("’", "'").replace("u.s.", "us").replace("u.n.", "un").replace("united states", "us")
    return [w for w in re.findall(r"[\w'-]+", plain.replace("united nations", "un")) if w not in _ORDINARY]


def _same_court(mention: Mention, court: Entity) -> bool:
    country = mention.value.country
    return any(
        _short_form(mention.text, text)
        for text, other in court.wordings.items()
        if not (country and other.value.country and country != other.value.country)
    )


def _short_form(short: str, full: str) -> bool:
    """True for "Inter-American Court" of "Inter-American Court of Human Rights", "Supreme Court" of "US Supreme Court"."""
    if not (short[:1].isupper() or short.lower().split(" ")[0] in ("supreme", "high", "constitutional")):
        return False
    few, many = _words(short), _words(full)
    if not few or len(few) >= len(many) or (_has_place(short) and not _has_place(full)):
        return False
    rest = iter(many)
    return all(word in rest for word in few)


def _has_place(name: str) -> bool:
    return any(w in demonyms() or w in places() for w in re.findall(r"[A-Z][\w-]+", name))
