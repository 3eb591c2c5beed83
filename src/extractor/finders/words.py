"""Walking over the words to the left and right of an anchor ("Court", "v."), a step at a time.

All walks are bounded, so a finder's cost stays linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD_BEFORE = re.compile(r"(?P<word>[^\s,;:()\[\]“”\"]{1,40})[ \u00a0]?$")
_WORD_AFTER = re.compile(r"(?P<gap>[ \u00a0])(?P<word>[^\s,;:()\[\]“”\"]{1,40})")
_REACH = 44


def words_before(text: str, at: int, most: int = 8) -> Iterator[tuple[str, int]]:
    """The words in front of `at`, nearest first, each with its start; stops at punctuation and line ends."""
    for _ in range(most):
        found = _WORD_BEFORE.search(text[max(0, at - _REACH) : at])
        if found is None:
            return
        at -= len(found.group())
        yield found["word"], at


def words_after(text: str, at: int, most: int = 8) -> Iterator[tuple[str, int]]:
    """The words behind `at`, nearest first, each with its end; stops at punctuation and line ends.

    A full stop that ends a word is yielded as part of it.
    """
    for _ in range(most):
        found = _WORD_AFTER.match(text, at)
        if found is None:
            return
        at = found.end()
        yield found["word"], at


def is_capitalised(word: str) -> bool:
    """True for "Peru", "U.S.", "O’Brien", "9th"; false for "court", "of", "42"."""
    return word[:1].isupper() or re.match(r"\d{1,2}(?:st|nd|rd|th)$", word) is not None
