"""The time line of a report: an SVG picture of sentences, above its axis, and of dates, below it.

A few are drawn one by one, from the first to the last day that each may mean, with their words and a link to their
place; many are counted, by the period in which they begin.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import escape
from typing import Literal, NamedTuple

from extractor.edtf import extent
from extractor.record import Sentence
from extractor.writers.phrases import size
from extractor.writers.report.articles import Placed, label
from extractor.writers.safe import short

Kind = Literal["sentences", "dates"]

_WIDTH, _MARGIN = 960, 24
MOST_DRAWN = 60
_MOST_BINS = 48
_MOST_TICKS = 10
_ROW = 22
_BAR = 96
_LETTER = 6.6
"""The width of an average letter, in units of the picture."""
_LONGEST = 34
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
"""The steps of an axis: so many months."""
_OUTLIERS = 0.01
"""The share of the counted at each end that gets no room of its own on the axis."""


class _Item(NamedTuple):
    kind: Kind
    begin: date
    end: date
    words: str
    place: str


class Timeline:
    """Gathers what has a day, article by article."""

    def __init__(self) -> None:
        """Empty."""
        self._items: list[_Item] = []
        self._begins: dict[Kind, Counter[date]] = {"sentences": Counter(), "dates": Counter()}
        self.without = 0
        """How many sentences and dates have no day."""

    def add(self, placed: Placed) -> None:
        """The sentences of one article whose date is known, and all its dates that are."""
        for sentence in placed.record.sentences:
            value = sentence.date.value if sentence.date else None
            self._add("sentences", value, _words(sentence), placed.id(sentence.start))
        for one in placed.record.dates:
            self._add("dates", one.value, one.text, placed.id(one.start))

    def _add(self, kind: Kind, value: str | None, words: str, place: str) -> None:
        known = extent(value) if value else None
        if known is None:
            self.without += 1
            return
        self._begins[kind][known[0]] += 1
        if len(self._items) <= MOST_DRAWN:
            self._items.append(_Item(kind, *known, label(words), place))

    def picture(self) -> str:
        """The SVG element; empty if nothing has a day."""
        if not self._items:
            return ""
        if len(self._items) <= MOST_DRAWN:
            return _drawn(self._items)
        return _counted(self._begins)


def _words(sentence: Sentence) -> str:
    return ", ".join([size(sentence.term, sentence.amount) or sentence.kind, *sentence.names])


class _Axis:
    """Periods of one length, so many months, from the first to the last."""

    def __init__(self, first: date, last: date, most: int, least: int = 1) -> None:
        """The shortest of the usual lengths, from `least` months, that makes no more than `most` periods."""
        low, high = _month(first), _month(last)
        fitting = (step for step in _MONTHS if step >= least and high // step - low // step < most)
        self._step = next(fitting, _MONTHS[-1])
        self._first = low // self._step
        self.count = high // self._step - self._first + 1

    def begin(self, number: int) -> date:
        """The first day of a period."""
        year, month = divmod((self._first + number) * self._step, 12)
        return date(max(year, 1), month + 1, 1) if year <= date.max.year else date.max

    def period(self, day: date) -> int:
        """The number of the period that a day is in; days outside are in the first or the last."""
        return min(max(_month(day) // self._step - self._first, 0), self.count - 1)

    def name(self, number: int) -> str:
        """What a period is called by its beginning."""
        return self._name(self.begin(number))

    def names(self, number: int) -> str:
        """What it is called in full."""
        begin, end = self.name(number), self.end_name(number)
        return begin if begin == end else f"{begin} to {end}"

    def end_name(self, number: int) -> str:
        """What it is called by its end."""
        return self._name(self.end(number))

    def end(self, number: int) -> date:
        """Its last day."""
        return self.begin(number + 1) - timedelta(days=1)

    def _name(self, day: date) -> str:
        return f"{day.year}" if self._step % 12 == 0 else f"{day:%b} {day.year}"


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _svg(height: int, about: str, parts: Iterator[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{about}">\n'
        + "".join(f"{part}\n" for part in parts)
        + "</svg>\n"
    )


def _drawn(items: list[_Item]) -> str:
    axis = _Axis(min(item.begin for item in items), max(item.end for item in items), _MOST_TICKS)
    low, high = axis.begin(0).toordinal(), axis.begin(axis.count).toordinal()

    def x(day: date) -> float:
        return _MARGIN + (day.toordinal() - low) / max(high - low, 1) * (_WIDTH - 2 * _MARGIN)

    placed: dict[Kind, list[tuple[int, _Item]]] = {
        kind: list(_packed((item for item in items if item.kind == kind), x)) for kind in ("sentences", "dates")
    }
    rows = {kind: max((row + 1 for row, _ in some), default=0) for kind, some in placed.items()}
    level = rows["sentences"] * _ROW + 8

    def parts() -> Iterator[str]:
        yield _line(level)
        for number in range(axis.count):
            yield _tick(x(axis.begin(number)), level, axis.name(number))
        for row, item in placed["sentences"]:
            yield _mark(item, x, level - 8 - (row + 1) * _ROW + _ROW // 2)
        for row, item in placed["dates"]:
            yield _mark(item, x, level + 28 + row * _ROW + _ROW // 2)

    return _svg(level + 32 + rows["dates"] * _ROW, "Sentences and dates, one by one", parts())


def _packed(items: Iterator[_Item], x: Callable[[date], float]) -> Iterator[tuple[int, _Item]]:
    """Each in the first row, counted from the axis, in which it overlaps nothing."""
    rows: list[list[tuple[float, float]]] = []
    for item in sorted(items, key=lambda item: (item.begin, item.end)):
        left, right = _reach(item, x)
        free = (n for n, row in enumerate(rows) if all(right < begin or end < left for begin, end in row))
        number = next(free, len(rows))
        if number == len(rows):
            rows.append([])
        rows[number].append((left, right))
        yield number, item


def _reach(item: _Item, x: Callable[[date], float]) -> tuple[float, float]:
    """From where to where a mark goes with its words."""
    left, width, words = x(item.begin), _long(item, x), len(short(item.words, _LONGEST)) * _LETTER + 14
    return (left - words, left + width + 4) if _on_the_left(left) else (left, left + width + words)


def _long(item: _Item, x: Callable[[date], float]) -> float:
    return max(x(item.end) - x(item.begin), 10)


def _on_the_left(x: float) -> bool:
    return x > _WIDTH * 0.55


def _mark(item: _Item, x: Callable[[date], float], y: int) -> str:
    left, width = x(item.begin), _long(item, x)
    when = f"{item.begin}" if item.begin == item.end else f"{item.begin} to {item.end}"
    at, anchor = (left - 6, "end") if _on_the_left(left) else (left + width + 6, "start")
    return (
        f'<a href="#{item.place}" class="{item.kind}"><title>{when}: {escape(item.words)}</title>'
        f'<rect x="{left:.1f}" y="{y - 5}" width="{width:.1f}" height="10" rx="5"/>'
        f'<text x="{at:.1f}" y="{y + 4}" text-anchor="{anchor}">{escape(short(item.words, _LONGEST))}</text></a>'
    )


def _line(y: int) -> str:
    return f'<line class="axis" x1="0" x2="{_WIDTH}" y1="{y}" y2="{y}"/>'


def _tick(x: float, y: int, name: str) -> str:
    return (
        f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{y}" y2="{y + 6}"/>'
        f'<text class="tick" x="{x:.1f}" y="{y + 20}">{name}</text>'
    )


def _counted(begins: dict[Kind, Counter[date]]) -> str:
    days = begins["sentences"] + begins["dates"]
    first, last = _quantile(days, _OUTLIERS), _quantile(days, 1 - _OUTLIERS)
    least = 1 if last.year - first.year < 2 else 12  # of many dates only the year is known
    axis = _Axis(first, last, _MOST_BINS, least)
    counts = {kind: Counter[int]() for kind in begins}
    for kind, some in begins.items():
        for day, count in some.items():
            counts[kind][axis.period(day)] += count
    width = (_WIDTH - 2 * _MARGIN) / axis.count
    every = -(-axis.count // _MOST_TICKS)
    open_ends = min(days) < axis.begin(0), max(days) >= axis.begin(axis.count)

    def parts() -> Iterator[str]:
        yield _line(_BAR)
        for number in range(axis.count):
            x = _MARGIN + number * width
            if number % every == 0:
                yield _tick(x, _BAR, axis.name(number))
            yield _bars(axis, number, counts, (x, width), open_ends)
        for y, kind in zip((10, 2 * _BAR + 20), counts, strict=True):
            yield f'<text x="0" y="{y}">most {kind}: {max(counts[kind].values(), default=0):,}</text>'

    return _svg(2 * _BAR + 28, "Sentences and dates by the period in which they begin", parts())


def _quantile(days: Counter[date], share: float) -> date:
    """The first day up to which there are at least so many of all."""
    ordered = sorted(days)
    sums: list[int] = []
    for day in ordered:
        sums.append(days[day] + (sums[-1] if sums else 0))
    return ordered[bisect(sums, share * (sums[-1] - 1))]


def _bars(
    axis: _Axis, number: int, counts: dict[Kind, Counter[int]], place: tuple[float, float], open_ends: tuple[bool, bool]
) -> str:
    """Both bars of a period, as one link: `report.js` makes the table show the period that it names."""
    x, width = place
    up, down = (_height(counts[kind], number) for kind in ("sentences", "dates"))
    name = axis.names(number)
    begin, end = f' data-from="{axis.begin(number)}"', f' data-to="{axis.end(number)}"'
    if number == 0 and open_ends[0]:
        name, begin = f"until {axis.end_name(number)}", ""
    elif number == axis.count - 1 and open_ends[1]:
        name, end = f"from {axis.name(number)}", ""
    about = f"{name}: {counts['sentences'][number]:,} sentences, {counts['dates'][number]:,} dates"
    return (
        f'<a href="#sentences"{begin}{end}><title>{about}</title>'
        f'<rect class="all" x="{x:.1f}" y="0" width="{width:.1f}" height="{2 * _BAR + 24}"/>'
        f'<rect class="sentences" x="{x + 1:.1f}" y="{_BAR - up:.1f}" width="{width - 2:.1f}" height="{up:.1f}"/>'
        f'<rect class="dates" x="{x + 1:.1f}" y="{_BAR + 26}" width="{width - 2:.1f}" height="{down:.1f}"/></a>'
    )


def _height(counts: Counter[int], number: int) -> float:
    """Of a bar; anything at all can be seen."""
    if not counts[number]:
        return 0
    return max(counts[number] / max(counts.values()) * (_BAR - 8), 2)
