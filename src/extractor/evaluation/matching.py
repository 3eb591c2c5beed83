"""Pairing what was found with the gold: spans of one kind, in the relaxed and in the exact mode.

Spans are paired one to one, in text order: each gold span with the found one that is the same or, in the
relaxed mode, shares most with it. Before that, both sides lose leading titles and articles and a trailing
possessive, and repeated spans count once. An optional gold span costs nothing, found or missed; nor does a
found span that touches an optional one or, in the relaxed mode, any gold span, taken though it may be.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, Literal, NamedTuple, TypeVar

import msgspec

from extractor.evaluation.predictions import Found
from extractor.gold.model import Mark

Mode = Literal["relaxed", "exact"]
MODES: tuple[Mode, ...] = ("relaxed", "exact")

_LEADING = re.compile(r"([\w.-]+)\s+")
_POSSESSIVE = re.compile(r"['’´`]s?$")
_NOT_IN_A_SPAN = {
    "the", "a", "an",
    "mr", "mrs", "ms", "miss", "hon", "mme", "dr", "prof", "professor", "sir", "dame", "lord", "lady",
    "sister", "brother", "father", "da", "former", "ex", "ex-president", "president", "vice", "premier",
    "minister", "chancellor", "governor", "gov", "senator", "sen", "rep", "judge", "justice",
    "attorney", "chief", "king", "queen", "prince", "princess", "pope", "cardinal", "archbishop",
    "bishop", "rev", "reverend", "sheikh", "sheik", "imam", "ayatollah", "general", "gen", "colonel",
    "col", "captain", "capt", "major", "maj", "lt", "officer", "detective", "det", "inspector",
    "constable", "superintendent", "sgt", "sheriff",
}  # fmt: skip

_Span = TypeVar("_Span", bound=Mark | Found)


class _Line(Generic[_Span]):
    """Spans in text order, made to be asked which of them touch a stretch."""

    def __init__(self, spans: Iterable[_Span]) -> None:
        self.spans = sorted(spans, key=lambda span: span.start)
        self._starts = [span.start for span in self.spans]
        self._reach = list(accumulate((span.end for span in self.spans), max))

    def touching(self, start: int, end: int) -> Iterator[tuple[int, _Span]]:
        """The spans that share a character with `[start, end)`, with their numbers."""
        for n in range(bisect_right(self._reach, start), bisect_left(self._starts, end)):
            if self.spans[n].end > start:
                yield n, self.spans[n]


class Matching(NamedTuple):
    """The outcome for the spans of one kind; optional marks appear nowhere in it."""

    hits: list[tuple[Mark, Found]]
    extra: list[Found]
    missed: list[Mark]


def match(marks: Iterable[Mark], found: Iterable[Found], mode: Mode) -> Matching:
    """Pair spans of one kind, each already `comparable`."""
    line, golds = _Line(found), _Line(marks)
    taken: set[int] = set()
    hits: list[tuple[Mark, Found]] = []
    missed: list[Mark] = []
    for mark in golds.spans:
        best = _best(mark, line, taken, mode)
        if best is not None:
            taken.add(best)
        if mark.optional:
            continue
        if best is None:
            missed.append(mark)
        else:
            hits.append((mark, line.spans[best]))
    extra = [
        span
        for n, span in enumerate(line.spans)
        if n not in taken
        and not any(mode == "relaxed" or mark.optional for _, mark in golds.touching(span.start, span.end))
    ]
    return Matching(hits, extra, missed)


def _best(mark: Mark, line: _Line[Found], taken: set[int], mode: Mode) -> int | None:
    """The number of the free span that fits best: the same, else the one that shares most, else the first."""
    fits = {
        n: (same(mark, span), _shared(mark, span))
        for n, span in line.touching(mark.start, mark.end)
        if n not in taken and (mode == "relaxed" or same(mark, span))
    }
    return max(fits, key=fits.__getitem__, default=None)


def same(mark: Mark, found: Found) -> bool:
    """Whether both begin and end at the same places."""
    return (mark.start, mark.end) == (found.start, found.end)


def _shared(mark: Mark, found: Found) -> int:
    """How many characters both hold."""
    return min(mark.end, found.end) - max(mark.start, found.start)


def comparable(text: str, spans: Iterable[_Span]) -> list[_Span]:
    """The spans without what no span should hold; of equal ones the first, of empty ones none."""
    kept: dict[tuple[int, int], _Span] = {}
    for span in spans:
        start, end = trimmed(text, span.start, span.end)
        if start < end:
            kept.setdefault((start, end), msgspec.structs.replace(span, start=start, end=end))
    return list(kept.values())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`[start, end)` without leading titles and articles and without a trailing possessive."""
    word = _LEADING.match(text, start, end)
    while word and word[1].lower().strip(".") in _NOT_IN_A_SPAN:
        start = word.end()
        word = _LEADING.match(text, start, end)
    possessive = _POSSESSIVE.search(text, start, end)
    return start, possessive.start() if possessive else end
