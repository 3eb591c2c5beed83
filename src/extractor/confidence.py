"""How sure each hit is: the probability that it is right, as docs/confidence.md defines it.

The evidence for and against a hit is a set of clues, each a short name with a weight in lexicon/confidence.tsv; their
sum is the logarithm of the odds. The weights are fitted on marked articles by models/fit_confidence.py, and shrunk: a
clue that was rare there, or is not known, such as a new rule, leaves a hit near the rate of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import exp
from typing import Literal, NamedTuple, get_args

from extractor.edtf import DateExpression
from extractor.finders.people import WEIGHTS
from extractor.lexicon import confidence_weights
from extractor.linking.bearers import Borne
from extractor.linking.entity import Entity
from extractor.linking.view import View
from extractor.mention import Kind, Mention
from extractor.penalty import Status
from extractor.record import Span

About = Kind | Literal["who", "what for"]
"""What a probability is about: a hit of a kind; or of a sentence the link to its bearers, or to its offences."""
ABOUT: tuple[About, ...] = (*get_args(Kind), "who", "what for")
ANY = "any"
"""The clue that every hit has: its weight is the rate of the kind."""
LEAST, MOST = 0.001, 0.999

_BESIDE = 12
"""Characters between two dates that may be one: "2025 |April 14|"."""
_LEAD = 1
"""The last segment of headline and lead."""
_WORDS = ((1, "1"), (2, "2"), (3, "3"), (5, "4 to 5"))
_MENTIONS = ((1, "1"), (3, "2 to 3"), (9, "4 to 9"))
_SCORES = ((0, "to 0"), (2.5, "to 2.5"), (3.5, "to 3.5"), (5, "to 5"), (7, "to 7"))
_FEW = ((0, "no"), (1, "1"), (2, "2"), (4, "3 to 4"))
_PEOPLE = ((0, "no"), (1, "1"), (3, "2 to 3"), (7, "4 to 7"), (15, "8 to 15"))
_MONTHS = ((1, "to 1"), (3, "to 3"), (5, "to 5"))
_GAPS = ((20, "under 20"), (60, "under 60"), (120, "under 120"))
_CHANCES = ((0.3, "to .3"), (0.5, "to .5"), (0.7, "to .7"), (0.8, "to .8"), (0.9, "to .9"), (0.95, "to .95"))


class Links(NamedTuple):
    """What a sentence was linked to, and how sure the linker was."""

    borne: Borne
    offences: list[str]
    chance: float
    """Of the offences, or of none, against the others that the article states."""
    status: Status


class Sureness(NamedTuple):
    """The probabilities of a sentence: that it is one, of this kind and size; if it is, that its links are right."""

    itself: float
    people: float
    offences: float


def chance(about: About, clues: Iterable[str]) -> float:
    """The probability that the clues make, to three digits: never 0, never 1."""
    weights = confidence_weights().get(about, {})
    odds = weights.get(ANY, 0.0) + sum(weights.get(clue, 0.0) for clue in clues)
    return round(min(MOST, max(LEAST, 1 / (1 + exp(-odds)))), 3)


def best_of(spans: Iterable[Span]) -> float | None:
    """How sure a person, court or case is: as sure as the surest mention."""
    return max((span.confidence for span in spans if span.confidence is not None), default=None)


class Judge:
    """Weighs the hits of one article.

    A clue is called "what is asked: answer"; of what is asked of every hit, an answer that the weights do not know
    counts as the average one. A clue without an answer holds or does not.
    """

    def __init__(self, view: View) -> None:
        """`view` is of all mentions of the article."""
        self._view = view
        self._spans: dict[Entity, list[Span]] = {}
        self._most = max((len(person.mentions) for person in view.everyone), default=0)

    def spans(self, entity: Entity) -> list[Span]:
        """The mentions of a person, court or case, each with its probability."""
        if entity not in self._spans:
            shared = f"mentions: {_bucket(len(entity.mentions), _MENTIONS)}"
            self._spans[entity] = [
                Span(m.text, m.start, m.end, m.found_by, confidence=self.judged(m.kind, m, [*self._clues(m), shared]))
                for m in entity.mentions
            ]
        return self._spans[entity]

    def date(self, mention: Mention, value: str | None, published: date | None) -> float:
        """The probability of a date that was read as `value` in an article of the day `published`."""
        clues = [*self._clues(mention), _clue_of_value(mention.value, value, published)]
        near = (mention.start - _BESIDE, mention.start), (mention.end, mention.end + _BESIDE)
        if any(self._view.dates_between(*stretch) for stretch in near):
            clues.append("beside another date")
        return self.judged("dates", mention, clues)

    def sentence(self, mention: Mention, links: Links) -> Sureness:
        """The probabilities of a sentence. Who bears it is no surer than that they are people."""
        who = self.judged("who", mention, self._clues_of_bearers(mention, links))
        return Sureness(
            self.judged("sentences", mention, [*self._clues(mention), *_clues_of_penalty(mention)]),
            min([who, *(best_of(self.spans(person)) or LEAST for person in links.borne.people)]),
            self.judged("what for", mention, _clues_of_offences(links)),
        )

    def judged(self, about: About, mention: Mention, clues: Iterable[str]) -> float:
        """The probability of a hit or of a link of it. A user's own pattern is not doubted."""
        return MOST if mention.found_by.startswith("pattern:") else chance(about, clues)

    def _clues(self, mention: Mention) -> Iterator[str]:
        """What can be said of a mention of any kind."""
        yield f"found by: {mention.found_by.partition('=')[0]}"
        yield from mention.signs
        yield f"words: {_bucket(len(mention.text.split()), _WORDS)}"
        segments = self._view.segments
        if mention.start == segments.starts[segments.index(mention.start)]:
            yield "opens a segment"
        if mention.kind == "people":
            yield f"score: {_bucket(sum(WEIGHTS.get(sign, 0.0) for sign in mention.signs), _SCORES)}"

    def _clues_of_bearers(self, mention: Mention, links: Links) -> Iterator[str]:
        view, (bearers, way, chance) = self._view, links.borne
        number = view.segments.index(mention.start)
        named = view.people_between(*view.segments.span(number))
        nobody = "" if bearers else ", nobody meant"
        yield f"way: {way}{nobody}"
        if chance is not None:
            yield f"chance: {_bucket(chance, _CHANCES)}{nobody}"
        yield f"bearers: {_bucket(len(bearers), _FEW)}"
        yield f"in the article: {_bucket(len(view.everyone), _PEOPLE)}{nobody}"
        yield f"in the segment: {_bucket(len({person for _, person in named}), _FEW)}{nobody}"
        if number <= _LEAD:
            yield "headline or lead"
        here = [other for other, person in named if person in bearers]
        if here:
            yield _nearest(mention, here)
        elif bearers and named:
            yield "others in the segment, and no bearer"
        if any(len(person.mentions) == self._most for person in bearers):
            yield "bearer most mentioned"


def _clue_of_value(expression: DateExpression, value: str | None, published: date | None) -> str:
    """Whether the words alone make the value, or also the day of the article, and then how far they are apart."""
    if value is None:
        return "value: none"
    if "X" in value:
        return "value: open"
    if not (expression.relative and published):
        return "value: in the words"
    if expression.form not in ("day", "month"):
        return f"value: by the article, {expression.form}"
    months = abs(12 * (int(value[:4]) - published.year) + int(value[5:7]) - published.month)
    return f"value: by the article, {_bucket(months, _MONTHS)} months"


def _nearest(mention: Mention, others: Sequence[Mention]) -> str:
    """On which side of a mention the nearest of others stands, and how near."""
    gap, side = min(
        (other.start - mention.end, "behind") if other.start >= mention.end else (mention.start - other.end, "before")
        for other in others
    )
    return f"nearest bearer: {side}, {_bucket(gap, _GAPS)} characters"


def _clues_of_penalty(mention: Mention) -> Iterator[str]:
    penalty = mention.value
    yield f"kind: {penalty.kind}"
    if penalty.term and "/" in penalty.term:
        yield "range"


def _clues_of_offences(links: Links) -> Iterator[str]:
    yield f"chance: {_bucket(links.chance, _CHANCES)}{'' if links.offences else ', none'}"
    yield f"status: {links.status}"


def _bucket(size: float, limits: tuple[tuple[float, str], ...]) -> str:
    return next((name for limit, name in limits if size <= limit), "more")
