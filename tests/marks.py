"""Marks in examples: the words of interest stand in ⟦brackets⟧ in the sentence itself.

marked("A judge jailed her for ⟦six years⟧.") gives the sentence without brackets and ["six years"], with offsets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(r"[⟦⟧]")


class Span(NamedTuple):
    start: int
    end: int
    text: str


class Marked(NamedTuple):
    text: str
    spans: list[Span]

    @property
    def texts(self) -> list[str]:
        return [span.text for span in self.spans]


def marked(example: str) -> Marked:
    """The text of an example without its brackets, and the spans that stood in them."""
    text = _MARK.sub("", example)
    spans: list[Span] = []
    opened = -1
    for brackets, bracket in enumerate(_MARK.finditer(example)):
        at = bracket.start() - brackets
        if bracket.group() == "⟦":
            assert opened < 0, f"a mark within a mark: {example}"
            opened = at
        else:
            assert opened >= 0, f"a mark that never began: {example}"
            spans.append(Span(opened, at, text[opened:at]))
            opened = -1
    assert opened < 0, f"a mark that never ends: {example}"
    return Marked(text, spans)


def as_spans(mentions) -> list[Span]:
    """The same view of what a finder found."""
    return [Span(m.start, m.end, m.text) for m in mentions]
