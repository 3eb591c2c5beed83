"""Whether probabilities can be believed: tables of what was said and what came true, and their picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log, pi, sqrt
from typing import NamedTuple, get_args

import numpy as np

from extractor.mention import Kind

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0)
"""Of the rows of the diagram: finer where most hits are."""
Subject = str
"""A kind; a link; or "people, each once": those of an article, however often they are named."""
KINDS: tuple[Subject, ...] = get_args(Kind)
LINKS: tuple[Subject, ...] = ("who", "what for")


class Outcome(NamedTuple):
    """The probability that a hit or link was given, and whether it is right."""

    about: Subject
    said: float
    right: bool


class Row(NamedTuple):
    """The hits whose probability is between two edges: how many, the mean of what was said, the share that is right."""

    low: float
    high: float
    hits: int
    said: float
    right: float


def rows(outcomes: Sequence[Outcome]) -> list[Row]:
    """The reliability diagram, as figures; without empty rows."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [one for one in outcomes if low < one.said <= high]
        if inside:
            said, right = (
                sum(values) / len(inside) for values in zip(*((o.said, o.right) for o in inside), strict=True)
            )
            found.append(Row(low, high, len(inside), said, right))
    return found


def calibration_error(outcomes: Sequence[Outcome]) -> float:
    """The expected calibration error: how far said and right are apart, in the mean over all hits."""
    return sum(row.hits * abs(row.said - row.right) for row in rows(outcomes)) / len(outcomes)


def mere_chance(outcomes: Sequence[Outcome]) -> float:
    """The error that perfect probabilities would show on so few hits (the mean of a normal's absolute value)."""
    spread = [
        sqrt(2 / pi * sum(one.said * (1 - one.said) for one in outcomes if row.low < one.said <= row.high))
        for row in rows(outcomes)
    ]
    return sum(spread) / len(outcomes)


def separation(outcomes: Sequence[Outcome]) -> float | None:
    """How often a right hit was given more than a wrong one, ties half (AUC); None without both."""
    right, wrong = (np.array([o.said for o in outcomes if o.right is side]) for side in (True, False))
    if not (len(right) and len(wrong)):
        return None
    more = right[:, None] - wrong[None, :]
    return float((np.sign(more).mean() + 1) / 2)


def of(outcomes: Iterable[Outcome], subjects: Iterable[Subject]) -> list[Outcome]:
    """Those about one of the subjects."""
    wanted = {*subjects}
    return [one for one in outcomes if one.about in wanted]


def summary(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A table, in Markdown, of how good the probabilities of each subject are."""
    yield "| | Hits | Right | Said | ECE | by mere chance | AUC |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    once = [f"{kind}, each once" for kind in ("people", "courts", "cases")]
    single = ((subject, [subject]) for subject in (*KINDS, *LINKS, *once))
    for name, subjects in [*single, ("all hits", KINDS), ("both links", LINKS)]:
        some = of(outcomes, subjects)
        if not some:
            continue
        auc = separation(some)
        said, right = (sum(values) / len(some) for values in zip(*((o.said, o.right) for o in some), strict=True))
        shown = "–" if auc is None else f"{auc:.2f}"
        figures = f"{calibration_error(some):.3f} | {mere_chance(some):.3f} | {shown}"
        yield f"| {name} | {len(some)} | {right:.3f} | {said:.3f} | {figures} |"


def diagram(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The reliability diagram as a table in Markdown."""
    yield "| Said | Hits | right | Who | right | What for | right |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    groups = [{row.low: row for row in rows(group)} for group in _groups(outcomes)]
    for low, high in pairwise(EDGES):
        cells = [f"{row.hits} | {row.right:.3f}" if (row := group.get(low)) else " | " for group in groups]
        yield f"| {low:g} to {high:g} | {' | '.join(cells)} |"


def _groups(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """All hits; then each link."""
    return [of(outcomes, subjects) for subjects in (KINDS, LINKS[:1], LINKS[1:])]


# The picture. Both axes are of log-odds, so that .9 and .99 are apart; on the diagonal said and right are the same.

_NAMES = ("hits", "who bears it", "what it is for")
_SIDE, _LEFT, _TOP = 400.0, 64.0, 24.0
_TICKS = (0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
_ENDS = (0.15, 0.998)
_FEWEST = 10
"""Hits that make a point; what fewer come to is chance."""
_STYLE = """
  .calibration { font: 13px system-ui, sans-serif; }
  .calibration text { fill: #333; } .calibration .paper { fill: #fff; } .calibration .grid { stroke: #ddd; }
  .calibration .ideal { stroke: #888; stroke-dasharray: 5 4; }
  .s0 { stroke: #1d62c4; fill: #1d62c4; }
  .s1 { stroke: #b3470b; fill: #b3470b; }
  .s2 { stroke: #1b7a3e; fill: #1b7a3e; }
  .calibration .line { fill: none; stroke-width: 2; } .calibration .range { stroke-width: 1; }
  @media (prefers-color-scheme: dark) {
    .calibration text { fill: #ddd; } .calibration .paper { fill: #16181d; } .calibration .grid { stroke: #333a44; }
    .s0 { stroke: #7fb0ff; fill: #7fb0ff; }
    .s1 { stroke: #ff9d66; fill: #ff9d66; }
    .s2 { stroke: #6fd08f; fill: #6fd08f; }
  }
"""


def picture(outcomes: Sequence[Outcome]) -> str:
    """The reliability diagram as SVG: a line for all hits and for each link, with the range of 19 in 20."""
    width, height = _LEFT + _SIDE + 24, _TOP + _SIDE + 96
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="calibration" viewBox="0 0 {width:g} {height:g}" role="img"',
        ' aria-label="What share of the hits is right, by the probability that they were given">',
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{width:g}" height="{height:g}"/>',
        *_axes(),
        *(shape for n, group in enumerate(_groups(outcomes)) for shape in _line(n, _enough(rows(group)))),
    ]
    return "\n".join([*parts, "</svg>", ""])


def _enough(points: Sequence[Row]) -> list[Row]:
    return [row for row in points if row.hits >= _FEWEST]


def _axes() -> Iterator[str]:
    low, high = _along(0), _along(1)
    for tick in _TICKS:
        at = _along(tick)
        yield f'<line class="grid" x1="{_x(at)}" y1="{_y(low)}" x2="{_x(at)}" y2="{_y(high)}"/>'
        yield f'<line class="grid" x1="{_x(low)}" y1="{_y(at)}" x2="{_x(high)}" y2="{_y(at)}"/>'
        yield f'<text x="{_x(at)}" y="{_TOP + _SIDE + 18:g}" text-anchor="middle">{_percent(tick)}</text>'
        yield f'<text x="{_LEFT - 8:g}" y="{_y(at)}" dy="4" text-anchor="end">{_percent(tick)}</text>'
    yield f'<line class="ideal" x1="{_x(low)}" y1="{_y(low)}" x2="{_x(high)}" y2="{_y(high)}"/>'
    yield f'<text x="{_LEFT + _SIDE / 2:g}" y="{_TOP + _SIDE + 40:g}" text-anchor="middle">said, %</text>'
    yield f'<text x="{_LEFT - 40:g}" y="{_TOP - 8:g}">right, %</text>'


def _line(number: int, points: Sequence[Row]) -> Iterator[str]:
    places = [(_x(_along(row.said)), _y(_along(row.right))) for row in points]
    yield f'<polyline class="line s{number}" points="{" ".join(f"{x},{y}" for x, y in places)}"/>'
    for row, (x, y) in zip(points, places, strict=True):
        low, high = _range(row)
        yield f'<line class="range s{number}" x1="{x}" y1="{_y(_along(low))}" x2="{x}" y2="{_y(_along(high))}"/>'
        yield f'<circle class="s{number}" cx="{x}" cy="{y}" r="{2 + log(row.hits) / 2:.1f}">'
        yield f"<title>{_NAMES[number]}: said {row.said:.3f}, right {row.right:.3f} of {row.hits}</title></circle>"
    at = _LEFT + number * 130
    yield f'<circle class="s{number}" cx="{at + 8:g}" cy="{_TOP + _SIDE + 66:g}" r="5"/>'
    yield f'<text x="{at + 20:g}" y="{_TOP + _SIDE + 70:g}">{_NAMES[number]}</text>'


def _range(row: Row) -> tuple[float, float]:
    """Wilson's interval: where the true share is, 19 times in 20."""
    z, n, share = 1.96, row.hits, row.right
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return middle - reach, middle + reach


def _along(share: float) -> float:
    """From 0 to 1 along an axis of log-odds; beyond its ends at them."""
    odds = [log(p / (1 - p)) for p in (*_ENDS, min(_ENDS[1], max(_ENDS[0], share)))]
    return (odds[2] - odds[0]) / (odds[1] - odds[0])


def _x(along: float) -> str:
    return f"{_LEFT + along * _SIDE:.1f}"


def _y(along: float) -> str:
    return f"{_TOP + (1 - along) * _SIDE:.1f}"


def _percent(share: float) -> str:
    return f"{100 * share:.4g}"
