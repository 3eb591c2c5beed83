"""Tokens for formats that count in them: spaCy's, cut wherever a mention begins or ends within one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language


_LONGEST_WORD = 200
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD},}}")


class Token(NamedTuple):
    """`[start, end)` in code points; `blank` if a space follows that belongs to it. White space has its own tokens."""

    start: int
    end: int
    blank: bool


@cache
def blank_pipeline() -> Language:
    """English without a model."""
    import spacy

    return spacy.blank("en")


def tokens(text: str, places: Collection[tuple[int, int]]) -> list[Token]:
    """All tokens of `text`, in order, without gaps: each place begins where one begins and ends where one ends."""
    begins, ends = {start for start, _ in places}, {end for _, end in places}
    cuts = sorted(begins | ends)
    found: list[Token] = []
    for start, end, blank in _plain_tokens(text):
        apart = blank and (end in begins or end + 1 in ends)  # the space is the edge of a mention
        edges = [start, *cuts[bisect_right(cuts, start) : bisect_left(cuts, end)], end]
        pieces = [Token(a, b, False) for a, b in pairwise(edges)]
        found += [*pieces[:-1], pieces[-1]._replace(blank=blank and not apart)]
        if apart:
            found.append(Token(end, end + 1, False))
    return found


def _plain_tokens(text: str) -> Iterator[Token]:
    """spaCy's own, but what has no white space for too long is cut, because it takes quadratic time for it."""
    tokenizer = blank_pipeline().tokenizer
    edges = [n for word in _LONG_WORD.finditer(text) for n in range(word.start(), word.end(), _LONGEST_WORD)]
    for start, end in pairwise([0, *(edge for edge in edges if edge), len(text)]):
        for token in tokenizer(text[start:end]):
            at = start + token.idx
            yield Token(at, at + len(token), bool(token.whitespace_))


class TokenIndex:
    """Which token begins and which ends at an offset."""

    def __init__(self, found: list[Token]) -> None:
        """`found` are all tokens of a text."""
        self._starts = {token.start: n for n, token in enumerate(found)}
        self._ends = {token.end: n for n, token in enumerate(found)}

    def first(self, start: int) -> int:
        """The token that begins there."""
        return self._starts[start]

    def last(self, end: int) -> int:
        """The token that ends there."""
        return self._ends[end]
