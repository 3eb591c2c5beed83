"""Where one grammatical sentence ends and the next begins.

"Segment" is the word for it in this project, because a sentence here is a penalty.
"""

from __future__ import annotations

import re
from bisect import bisect_right

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sr jr st gen lt col maj capt sgt cpl pvt sen rep gov hon rev fr adm cmdr det insp supt no
    nos art arts sec para v vs inc corp co ltd u.s u.k u.n e.u d.c a.m p.m e.g i.e etc jan feb mar apr jun jul
    aug sept sep oct nov dec rs ph adv smt dept univ assn bros messrs mme mlle pte tan
    """.split()
)
"""Words whose full stop ends no segment, lower case, without the stop."""

_BREAK = re.compile(
    r"""\n\s*\n\s*                                  # a blank line
      | \n(?![a-z(])\s*                             # a line that does not go on in lower case
      | (?<=[.!?…])["”’'»)\]]{0,3}\s+(?=["“‘'«(\[—–-]{0,2}\s?[A-Z0-9À-ÖØ-ÞŠŽĆČĐİ€£$#@])
      | (?<=[.!?])(?=[A-Z][a-z]+\s[a-z])            # "…in prison.The court": a lost blank
    """,
    re.X,
)
_LAST_WORD = re.compile(r"([^\s(\"“‘']+)$")
_MAX_WORD = 40
_LONGEST = 1_500


class Segments:
    """The segments of one text, by offset."""

    def __init__(self, text: str) -> None:
        """Split `text`; `text[start:end]` of a segment holds no outer white space."""
        self.text = text
        self.starts = [0]
        ends: list[int] = []
        for found in _BREAK.finditer(text):
            if found.start() == found.end() == 0 or not self._ends_here(found.start(), "\n" in found.group()):
                continue
            ends.append(found.start())
            self.starts.append(found.end())
        ends.append(len(text))
        self.ends = ends
        self._cut_long_ones()

    def _cut_long_ones(self) -> None:
        """Cut what has no end for too long, so that work within a segment stays bounded."""
        if all(end - start <= _LONGEST for start, end in zip(self.starts, self.ends, strict=True)):
            return
        starts, ends = [], []
        for start, end in zip(self.starts, self.ends, strict=True):
            while end - start > _LONGEST:
                cut = self.text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
                starts.append(start)
                ends.append(cut)
                start = cut  # noqa: PLW2901
            starts.append(start)
            ends.append(end)
        self.starts, self.ends = starts, ends

    def _ends_here(self, at: int, newline: bool) -> bool:
        if newline or self.text[at - 1] != ".":
            return True
        word = _LAST_WORD.search(self.text[max(0, at - _MAX_WORD) : at - 1])
        if word is None:
            return True
        last = word.group(1)
        initial = len(last) == 1 and last.isupper()
        return not (initial or last.lower() in ABBREVIATIONS or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last))

    def __len__(self) -> int:
        """How many there are."""
        return len(self.starts)

    def index(self, offset: int) -> int:
        """The number of the segment that holds `offset`."""
        return bisect_right(self.starts, offset) - 1

    def bounds(self, offset: int) -> tuple[int, int]:
        """Start and end of the segment that holds `offset`."""
        number = self.index(offset)
        return self.starts[number], self.ends[number]

    def span(self, number: int) -> tuple[int, int]:
        """Start and end of segment `number`."""
        return self.starts[number], self.ends[number]
