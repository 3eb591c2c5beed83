"""What a sentence is for: of the charges that the article states, the one that the most evidence joins to it.

The evidence for a charge is a set of clues, each a short name with a weight in lexicon/offence_weights.tsv; they add up.
A sentence takes the charge with the highest sum, and none if all sums are below zero. The weights are fitted on marked
articles by models/fit_offences.py, not set by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import exp

from extractor.lexicon import offence_weights
from extractor.linking.charges import Charge, charges_of
from extractor.linking.entity import Entity
from extractor.linking.status import status_of
from extractor.linking.view import View
from extractor.mention import Mention
from extractor.penalty import Penalty

_WINDOW = 40
"""Segments before and behind that are looked at: all of most articles, and a bound on the cost of a longer text."""
_GAPS = ((8, "under 8"), (30, "under 30"), (80, "under 80"), (160, "under 160"))
_DISTANCES = ((1, "1"), (2, "2"), (5, "3 to 5"), (12, "6 to 12"))
_LONG = 12
_PARAGRAPH = 3

Bearers = frozenset[Entity]


class OffenceLinker:
    """Links the sentences of one article to its charges, one after the other, in text order."""

    def __init__(self, view: View, bearers: Iterable[list[Entity]]) -> None:
        """`bearers` are those of each sentence of the article."""
        self.chances: dict[int, float] = {}
        """Of what was chosen for a sentence, by where it begins: its share of the odds of all candidates and none."""
        self._view = view
        self._alone = len({person for group in bearers for person in group}) == 1
        self._taken: dict[Charge, set[Bearers]] = {}
        self._borne: dict[int, Bearers] = {}

    @cached_property
    def _charges(self) -> list[Charge]:
        """Not looked for in an article without sentences, as most are."""
        return charges_of(self._view)

    @cached_property
    def _ends(self) -> list[int]:
        return [charge.end for charge in self._charges]

    def offences_of(self, mention: Mention, bearers: list[Entity]) -> list[str]:
        """The offences of the sentence `mention`, as phrases of the article; empty where it does not tell."""
        weights = offence_weights()
        best, most, odds = None, 0.0, 1.0
        for charge, clues in self.candidates(mention, bearers):
            score = sum(weights.get(clue, 0.0) for clue in clues)
            odds += exp(score)
            if score > most:
                best, most = charge, score
        self.chances[mention.start] = exp(most) / odds
        self._settle(mention, bearers, best)
        return list(dict.fromkeys(best.phrases)) if best else []

    def candidates(self, mention: Mention, bearers: list[Entity]) -> Iterator[tuple[Charge, list[str]]]:
        """The charges near enough to be meant, each with its clues."""
        segments = self._view.segments
        number = segments.index(mention.start)
        first = segments.starts[max(0, number - _WINDOW)]
        last = segments.ends[min(len(segments) - 1, number + _WINDOW)]
        near = self._charges[bisect_left(self._ends, first) : bisect_left(self._ends, last)]
        when = "pending" if near and self._is_pending(mention) else "passed"
        for charge in near:
            if charge.cue != "cleared":
                clues = self._clues(charge, mention, number, frozenset(bearers))
                yield charge, [f"{when}, cue {charge.cue}", *clues]

    @cached_property
    def _told(self) -> Counter[str]:
        """How often the article tells of each deed."""
        return Counter(map(self._deed_of, self._charges))

    @staticmethod
    def _deed_of(charge: Charge) -> str:
        return charge.phrases[0].casefold()

    def _is_pending(self, mention: Mention) -> bool:
        bounds = self._view.segments.bounds(mention.start)
        return status_of(self._view.text, mention.start, mention.end, bounds) in ("possible", "sought")

    def _settle(self, mention: Mention, bearers: list[Entity], charge: Charge | None) -> None:
        """Note what was decided for a sentence: those that follow are judged by it too."""
        self._borne[mention.start] = frozenset(bearers)
        if charge:
            self._taken.setdefault(charge, set()).add(frozenset(bearers))

    def _clues(self, charge: Charge, mention: Mention, number: int, bearers: Bearers) -> Iterator[str]:
        yield f"cue {charge.cue}"
        yield "sure" if charge.sure else "unsure"
        if len(charge.phrases) > 1:
            yield "several"
        if sum(len(phrase.split()) for phrase in charge.phrases) > _LONG:
            yield "long"
        yield f"told {_bucket(self._told[self._deed_of(charge)], _TIMES)}"
        if family := _family(charge.phrases):
            yield f"{_weight_of(mention)}, {family}"
        at = self._view.segments.index(charge.end)
        yield from self._within(charge, mention) if at == number else self._apart(charge, at, number, bearers)
        yield self._whose(charge, at, bearers) + (", same segment" if at == number else "")
        for others in self._taken.get(charge, ()):
            yield f"taken by {_relation(others, bearers)}"

    def _within(self, charge: Charge, mention: Mention) -> Iterator[str]:
        """Where a charge stands in the segment of the sentence."""
        behind = charge.end >= mention.end
        side = "behind" if behind else "before"
        between = (mention.end, charge.end) if behind else (charge.end, mention.start)
        yield f"{side}, {_bucket(between[1] - between[0], _GAPS)} characters"
        yield f"{side}, cue {charge.cue}"
        if self._view.sentences_between(*between):
            yield f"{side}, another sentence between"
        if charge.start < mention.end <= charge.end:
            yield "governs across the sentence"
        if mention.start <= charge.end < mention.end:
            yield "within the sentence"

    def _apart(self, charge: Charge, at: int, number: int, bearers: Bearers) -> Iterator[str]:
        """Where a charge of segment `at` stands, for a sentence of segment `number`."""
        view = self._view
        side = "later" if at > number else "earlier"
        yield f"{side}, {_bucket(abs(at - number), _DISTANCES)} segments"
        yield f"{side}, cue {charge.cue}"
        if at == 0:
            yield "headline"
        there = next(iter(view.sentences_between(*view.segments.span(at))), None)
        if there and there.start in self._borne:
            yield f"beside a sentence of {'the same' if self._borne[there.start] == bearers else 'others'}"
        first, last = sorted((at, number))
        if last - first <= _PARAGRAPH and "\n" not in view.text[view.segments.ends[first] : view.segments.starts[last]]:
            yield "same paragraph"

    def _whose(self, charge: Charge, at: int, bearers: Bearers) -> str:
        """Who is named around a charge."""
        named = self._view.people_between(*self._view.segments.span(at))
        if not bearers:
            return "no bearer, somebody named" if named else "no bearer, nobody named"
        before = [person for mention, person in named if mention.start < charge.start]
        if before and before[-1] in bearers:
            return "bearer in front"
        if any(person in bearers for _, person in named):
            return "bearer near"
        alone = "the only bearer, " if self._alone else ""
        return alone + ("others named" if named else "nobody named")


_TIMES = ((1, "once"), (2, "twice"))
_DEEDS = (
    ("killing", r"murder|kill|manslaughter|homicide|massacre|genocid|humanity|war crime|bomb|terror|assassinat|death"),
    ("money", r"fraud|corrupt|brib|launder|embezzl|theft|steal|tax|graft|money|fund|smuggl"),
    ("words", r"insult|defam|libel|sedit|propaganda|blasphem|post|news|speech|contempt|protest|assembl"),
    ("harm", r"rape|sex|abus|assault|drug|traffick|kidnap|robb|weapon|violen"),
)
"""Families of deeds: courts seldom sentence to death for words, or to a fine for murder."""
_FAMILIES = tuple((family, re.compile(words, re.I)) for family, words in _DEEDS)
_HEAVY = 10
_YEARS = re.compile(r"P(\d+)Y")


def _family(phrases: tuple[str, ...]) -> str | None:
    words = " ".join(phrases)
    return next((family for family, pattern in _FAMILIES if pattern.search(words)), None)


def _weight_of(mention: Mention) -> str:
    """How hard a sentence is, in four steps."""
    penalty: Penalty = mention.value
    if penalty.kind in ("death", "life imprisonment"):
        return "for life"
    years = _YEARS.search(penalty.term or "") if penalty.kind == "imprisonment" else None
    if years is None:
        return "less than years"
    return "ten years or more" if int(years[1]) >= _HEAVY else "years"


def _bucket(size: int, limits: tuple[tuple[int, str], ...]) -> str:
    return next((name for limit, name in limits if size <= limit), "more")


def _relation(others: Bearers, bearers: Bearers) -> str:
    if others == bearers:
        return "the same"
    if others & bearers:
        return "some of the same"
    return "others" if others else "nobody known"
