"""Who bears a sentence.

First by grammar, inside the mention's own clause; then by what was told before; where neither names anybody, by the
evidence for each of those who may be meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extractor.linking.entity import Entity
from extractor.linking.grammar import by_grammar, changed_from, each_their_own, joined_to, last_verb, named_behind
from extractor.linking.reference import References
from extractor.linking.roles import is_bystander, note_bearer
from extractor.linking.view import View
from extractor.linking.wording import about_whom
from extractor.mention import Mention

_MOST_TOLD = 100
_MOST_NAMED = 200
_KNOWN_REACH = 24
# "|The death sentence|", of which was told.
_KNOWN_SENTENCE = re.compile(r"\b(?:the|that|this|its)\s(?:(?:original|initial|earlier|prison|jail|same)\s)?$", re.I)
_LAW = re.compile(r"\b(?:laws?|code|legislation|parliament|assembly|senate|abolish\w*|countries)\b", re.I)
_FAMILY_NAME = re.compile(r"\b[Tt]he\s([A-Z][\w’-]*s)\b(?!\s[A-Z])")


class Borne(NamedTuple):
    """Who bears a sentence, by which way they were found, and how sure the evidence was where it was weighed."""

    people: list[Entity]
    way: str
    chance: float | None = None
    """Against all others who may have been meant."""


class BearerLinker:
    """Links the sentences of one article to those who bear them, one after the other, in text order."""

    def __init__(self, view: View) -> None:
        """`view` is of all mentions of the article; the roles of its people are known."""
        self.told: list[tuple[Mention, list[Entity]]] = []
        """The sentences so far, each with its bearers."""
        self._view = view
        self._references = References(view)

    def bearers_of(self, mention: Mention) -> Borne:
        """Those who bear the sentence, in order of mention."""
        borne = self._found(mention)
        for person in borne.people:
            note_bearer(person)
        self.told.append((mention, borne.people))
        return borne

    def _found(self, mention: Mention) -> Borne:
        view = self._view
        segment = view.segments.bounds(mention.start)
        changed = changed_from(view, mention, segment[1])
        if changed:
            return self._found(changed)
        verb = last_verb(view, segment[0], mention)
        before = self.told[-1][1] if self.told else []
        ways: tuple[tuple[str, Callable[[], list[Entity]]], ...] = (
            ("behind", lambda: named_behind(view, mention, segment[1])),
            ("joined", lambda: joined_to(view, mention, segment, before)),
            (f"grammar, {verb.voice if verb else 'no'} verb", lambda: by_grammar(view, mention, segment, verb)),
            ("told before", lambda: self._told_before(mention)),
            ("family", lambda: _family(view, about_whom(view, mention, segment, verb))),
        )
        for way, find in ways:
            if people := find():
                return Borne(each_their_own(view, mention, segment, people), way)
        meant, chance = self._references.meant(mention, verb, self.told)
        return Borne(each_their_own(view, mention, segment, list(meant)), "meant", chance)

    def _told_before(self, mention: Mention) -> list[Entity]:
        """Whose "|the death sentence|" is: theirs of whom one of that size was told, if only of them."""
        view, penalty = self._view, mention.value
        front = view.text[max(0, mention.start - _KNOWN_REACH) : mention.start]
        if not _KNOWN_SENTENCE.search(front) or _LAW.search(view.text, *view.segments.bounds(mention.start)):
            return []
        same = [
            people
            for earlier, people in self.told[-_MOST_TOLD:]
            if people and earlier.value.kind == penalty.kind and earlier.value.term == penalty.term
        ]
        return same[-1] if same and all(people == same[-1] for people in same) else []


def _family(view: View, words: str) -> list[Entity]:
    """Those whom "the |Paivas|" means: all of that surname, two at least."""
    name = _FAMILY_NAME.search(words)
    if name is None:
        return []
    ends = tuple(f" {name[1].removesuffix(plural)}" for plural in ("s", "es") if name[1].endswith(plural))
    same = [p for p in view.everyone[:_MOST_NAMED] if p.name.endswith(ends) and not is_bystander(p)]
    return same if len(same) > 1 else []
