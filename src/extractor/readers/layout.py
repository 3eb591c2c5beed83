"""From lines with their places on pages to paragraphs in the order in which one reads them.

Lengths are in points, y upwards, as in PDF.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median_low
from typing import NamedTuple


class Line(NamedTuple):
    """A run of characters on one baseline without a gap as wide as those between columns."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        """About the size of the font."""
        return self.top - self.bottom


Page = list[Line]

_FEWEST_LINES = 3
"""On either side of a gutter; fewer are no columns."""
_FEWEST_LETTERS = 10
"""In a column's average line; in fewer it is a table."""
_GUTTER = 0.6
_LEADING = 1.3
_INDENT = 0.8
_SHORT = 0.2
_OTHER_SIZE = 1.2
_MOST_LINES = 2_000
"""On a page whose columns are looked for."""
_LONG = 80
"""Letters in a paragraph that is no headline."""
_TAIL = 40
"""As much of a line as is looked at to tell how it ends."""
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")


def in_reading_order(lines: Sequence[Line]) -> Page:
    """Down the page, and where it has columns down each of them before the next.

    A line across the gutter (a headline, a wide picture's caption) ends the columns above it.
    """
    downwards = _rows(lines)
    gutter = _gutter(downwards)
    if gutter is None:
        return downwards
    ordered: Page = []
    left: Page = []
    right: Page = []
    for line in downwards:
        if line.right <= gutter:
            left.append(line)
        elif line.left >= gutter:
            right.append(line)
        else:
            ordered += _side_by_side(left, right)
            ordered.append(line)
            left, right = [], []
    return ordered + _side_by_side(left, right)


def _side_by_side(left: Page, right: Page) -> Page:
    """What stands left and right of a gutter, between two lines that cross it."""
    apart = not left or not right or left[-1].bottom >= right[0].top or right[-1].bottom >= left[0].top
    if apart or max(len(left), len(right)) < _FEWEST_LINES:
        return _rows([*left, *right])
    return in_reading_order(left) + in_reading_order(right)


def _gutter(lines: Sequence[Line]) -> float | None:
    """Where the right column begins, if there are two or more: the x with most lines beside it and fewest across."""
    best, score = None, -float("inf")
    for x in sorted({round(line.left) for line in lines}) if len(lines) <= _MOST_LINES else ():
        right = [line for line in lines if line.left >= x - 1]
        left = [line for line in lines if line.right <= x - _GUTTER * line.height]
        fewer, across = min(len(left), len(right)), len(lines) - len(left) - len(right)
        if fewer < _FEWEST_LINES or min(_letters(left), _letters(right)) < _FEWEST_LETTERS:
            continue
        if fewer - across > score:
            best, score = float(x - 1), fewer - across
    return best


def _letters(lines: Sequence[Line]) -> float:
    return sum(len(line.text) for line in lines) / len(lines)


def _rows(lines: Iterable[Line]) -> Page:
    """From top to bottom, and from left to right where lines stand beside each other."""
    ordered: Page = []
    row: Page = []
    for line in sorted(lines, key=lambda line: -line.top):
        if row and not _beside(row[0], line):
            ordered += sorted(row, key=lambda line: line.left)
            row = []
        row.append(line)
    return ordered + sorted(row, key=lambda line: line.left)


def _beside(one: Line, other: Line) -> bool:
    common = min(one.top, other.top) - max(one.bottom, other.bottom)
    return common > 0.5 * min(one.height, other.height)


# Running heads and page numbers

_EDGE = 0.12
"""The part of a page's height, at its top and at its bottom, where they stand."""
_NUMBER = re.compile(r"\d+")
_ONLY_A_NUMBER = re.compile(r"[-–—|\s]*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.I)


def without_running_heads(pages: Sequence[Page], heights: Sequence[float]) -> list[Page]:
    """The pages without the lines at their edges that repeat on other pages, numbers aside, and page numbers."""
    seen = Counter(
        key for page, height in zip(pages, heights, strict=True) for key in {_head(line, height) for line in page}
    )
    return [
        [line for line in page if (key := _head(line, height)) is None or not _runs(key, line, seen)]
        for page, height in zip(pages, heights, strict=True)
    ]


def _head(line: Line, height: float) -> tuple[str, str] | None:
    """What a running head has in common with itself on other pages; None for lines not at an edge."""
    if _EDGE * height < line.bottom and line.top < (1 - _EDGE) * height:
        return None
    return ("foot" if line.bottom <= _EDGE * height else "head"), _NUMBER.sub("#", line.text)


def _runs(key: tuple[str, str], line: Line, seen: Counter[tuple[str, str] | None]) -> bool:
    return seen[key] > 1 or _ONLY_A_NUMBER.fullmatch(line.text) is not None


# Numbers of lines

_FEWEST_NUMBERS = 10
_ALIGNED = 3.0
"""Points within which numbers of one and of two digits end, or begin, at one place."""


def without_line_numbers(lines: Page) -> Page:
    """The lines without their numbers in the left margin, which the papers of many courts have.

    They count up from line to line, and all that is not at the page's edges stands to the right of them.
    """
    counted = [line for line in _rows(lines) if line.text.isdecimal() and len(line.text) <= 2]
    for edge in ("left", "right"):
        ends = Counter(round(getattr(line, edge)) for line in counted)
        place = ends.most_common(1)[0][0] if ends else 0
        column = [line for line in counted if abs(getattr(line, edge) - place) <= _ALIGNED]
        if len(column) >= _FEWEST_NUMBERS and _count_up(column) and _stand_left(column, lines):
            return [line for line in lines if line not in column]
    return lines


def _count_up(column: Page) -> bool:
    steps = [int(b.text) - int(a.text) for a, b in pairwise(column)]
    return min(steps) > 0 and steps.count(1) >= 0.8 * len(steps)


def _stand_left(column: Page, lines: Page) -> bool:
    right, bottom, top = max(n.right for n in column), column[-1].bottom, column[0].top
    others = [line for line in lines if line not in column and bottom <= line.bottom and line.top <= top]
    return all(line.left >= right for line in others)


# Paragraphs


def paragraphs(lines: Sequence[Line], words: frozenset[str]) -> list[str]:
    """The text of lines that are in reading order. `words` are those of the document, lower case."""
    groups: list[list[Line]] = []
    pitch = _pitch(lines)
    for line in lines:
        if groups and _goes_on(groups[-1], line, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [joined((line.text for line in group), words) for group in groups]


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line; 0 where there is none."""
    steps = [a.top - b.top for a, b in pairwise(lines) if 0 < a.top - b.top < 3 * a.height]
    return median_low(steps) if steps else 0.0


def _goes_on(group: Sequence[Line], line: Line, pitch: float) -> bool:
    """True if `line` belongs to the paragraph of `group`."""
    last = group[-1]
    if _beside(last, line) and line.left >= last.left:
        return True
    if not 1 / _OTHER_SIZE < line.height / last.height < _OTHER_SIZE:
        return False
    if line.top > last.top:  # the top of the next column
        return continues(last.text, line.text, long=len(group) > 1)
    if last.top - line.top > _LEADING * max(pitch, last.height):
        return False
    indented = line.left - last.left > _INDENT * line.height
    short = line.right - last.right > _SHORT * (line.right - line.left)
    ended = bool(_SENTENCE_END.search(last.text[-_TAIL:]))
    return indented + short + ended < 2  # one alone means little


def continues(before: str, after: str, *, long: bool) -> bool:
    """True if `after`, behind the end of a column or page, belongs to the paragraph that ends with `before`.

    A `long` one is no headline: it goes on even in capitals.
    """
    return not _SENTENCE_END.search(before[-_TAIL:]) and (long or after[:1].islower())


# Hyphens

_BROKEN = re.compile(r"([^\W\d_]+|\d+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_KEEPS_BEFORE = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    first second third multi half self ex vice non well so then co anti pro
    """.split()
)
_KEEPS_BEHIND = frozenset("year month week day hour minute old in law at general elect".split())


def words_of(lines: Iterable[Line]) -> frozenset[str]:
    """The words of a document, lower case, those with a hyphen whole; not those that a line end may have broken."""
    return frozenset(word.lower() for line in lines for word in _WORD.findall(line.text)[:-1])


def joined(texts: Iterable[str], words: frozenset[str]) -> str:
    """Lines as one text: words broken at line ends whole again, else a blank between."""
    whole: list[str] = []
    for text in texts:
        if whole:
            kept, between = seam(whole[-1], text, words)
            whole[-1] = kept
            whole.append(between)
        whole.append(text)
    return "".join(whole)


def seam(before: str, after: str, words: frozenset[str]) -> tuple[str, str]:
    """`before` without a hyphen that only marks the line end, and what comes between it and `after`."""
    broken, rest = _BROKEN.search(before[-_TAIL:]), _FIRST_WORD.match(after)
    if not broken or not rest or not rest[0][0].islower():
        return before, "" if broken and rest else " "
    return (before, "") if _keeps_hyphen(broken[1].lower(), rest[0].lower(), words) else (before[:-1], "")


def _keeps_hyphen(first: str, second: str, words: frozenset[str]) -> bool:
    """True for a compound. What the document has elsewhere decides, else the words."""
    if f"{first}-{second}" in words or first + second in words:
        return first + second not in words
    return first.isdigit() or first in _KEEPS_BEFORE or second in _KEEPS_BEHIND


def spread(pages: Sequence[list[str]], words: frozenset[str]) -> tuple[str, tuple[int, ...]]:
    """The text of paragraphs by page, a blank line between, and where each page begins in it.

    A paragraph that a page break cuts in two is one again.
    """
    pieces: list[str] = []
    starts: list[int] = []
    length = empty = 0
    for page in pages:
        if not page:
            empty += 1  # it begins where the next one does
            continue
        body = "\n\n".join(page)
        if pieces:
            last = pieces.pop()
            goes_on = continues(last, body, long=len(last) - last.rfind("\n") > _LONG)
            kept, between = seam(last, body, words) if goes_on else (last, "\n\n")
            pieces.append(kept + between)
            length += len(pieces[-1]) - len(last)
        starts += [length] * (empty + 1)
        empty = 0
        pieces.append(body)
        length += len(body)
    return "".join(pieces), (*starts, *[length] * empty)
