"""Mentions of courts to courts: full names, abbreviations defined beside them, and short forms."""

from __future__ import annotations

import re

from extractor.finders.courts import CourtName
from extractor.lexicon import demonyms, places
from extractor.linking.entity import Entity
from extractor.mention import Mention

_ORDINARY = frozenset(["of", "the", "for", "in", "and", "a", "court", "courts", "tribunal"])


def link_courts(mentions: list[Mention]) -> list[Entity]:
    """The courts of an article, in order of first mention."""
    courts: list[Entity] = []
    for mention in sorted(mentions, key=lambda m: (-len(_words(m.text)), m.start)):
        owner = next((c for c in courts if _same_court(mention, c)), None)
        if owner is None:
            owner = Entity()
            courts.append(owner)
        owner.mentions.append(mention)
    for court in courts:
        court.mentions.sort(key=lambda m: m.start)
    return sorted(courts, key=lambda c: c.mentions[0].start)


def _words(name: str) -> list[str]:
    plain = name.lower().replace("’", "'").replace("u.s.", "us").replace("u.n.", "un").replace("united states", "us")
    return [w for w in re.findall(r"[\w'-]+", plain.replace("united nations", "un")) if w not in _ORDINARY]


def _same_court(mention: Mention, court: Entity) -> bool:
    own: CourtName = mention.value
    for other in court.mentions:
        theirs: CourtName = other.value
        if mention.text.casefold() == other.text.casefold():
            return True
        if own.abbreviation and own.abbreviation == theirs.abbreviation:
            return True
        if own.known_as and own.known_as == theirs.known_as:
            return True
        if own.country and theirs.country and own.country != theirs.country:
            continue
        if _short_form(mention.text, other.text):
            return True
    return False


def _short_form(short: str, full: str) -> bool:
    """True for "Inter-American Court" of "Inter-American Court of Human Rights", "Supreme Court" of "US Supreme Court"."""
    if not (short[:1].isupper() or short.lower().split(" ")[0] in ("supreme", "high", "constitutional")):
        return False
    few, many = _words(short), _words(full)
    if not few or len(few) >= len(many) or (_has_place(short) and not _has_place(full)):
        return False
    rest = iter(many)
    return all(word in rest for word in few) and many[-1:] == many[-1:]


def _has_place(name: str) -> bool:
    return any(w in demonyms() or w in places() for w in re.findall(r"[A-Z][\w-]+", name))
