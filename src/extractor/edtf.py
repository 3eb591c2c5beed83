"""What a date expression comes to, as EDTF (ISO 8601-2), by plain calendar arithmetic.

The precision is the one the text gave: "last year" is a year, "March 2019" a month, "last week" an interval
from Monday to Sunday. Where the text does not settle a value, the value is None; nothing is guessed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

import msgspec

Form = Literal[
    "day", "month", "year", "decade", "century", "season", "weekday", "unit", "ago", "after", "range", "ambiguous"
]
Precision = Literal["day", "week", "month", "season", "year", "decade", "century", "range"]

_MONTHS_A_YEAR = 12
_SEASON = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}


class DateExpression(msgspec.Struct, frozen=True):
    """What the words of a date say, before it is known when they were written.

    `step` counts units from now (last: -1); `year_step` likewise for the year of a month or a day.
    `vague` marks what no calendar can settle ("several years ago").
    """

    form: Form
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: str | None = None
    step: int | None = None
    year_step: int | None = None
    modifier: str | None = None
    start: DateExpression | None = None
    end: DateExpression | None = None
    vague: bool = False

    @property
    def relative(self) -> bool:
        """True if the value depends on when the article was written, or on a date before."""
        if self.form == "range" and self.start and self.end:
            return self.start.relative or self.end.relative
        return self.form in ("weekday", "unit", "ago", "after") or (self.year is None)

    @property
    def precision(self) -> Precision:
        """How exact the words are."""
        if self.form in ("unit", "ago", "after"):
            unit = self.unit or "day"
            by_unit: dict[str, Precision] = {
                "week": "week", "weekend": "week", "month": "month", "year": "year",
                "decade": "decade", "century": "century", **dict.fromkeys(_SEASON, "season"),
            }  # fmt: skip
            return by_unit.get(unit, "day")
        by_form: dict[str, Precision] = {
            "month": "month", "year": "year", "decade": "decade", "century": "century",
            "season": "season", "range": "range",
        }  # fmt: skip
        return by_form.get(self.form, "day")


def value(
    expression: DateExpression,
    now: date | None,
    *,
    future: bool = False,
    before: str | None = None,
    month_first: bool = False,
) -> str | None:
    """The EDTF value of `expression`.

    `now` is the article's date, `future` tells that the verb looks ahead, `before` is the value of the date
    mentioned before (for "the following day"), `month_first` reads 3/4/2020 as March 4.
    """
    try:
        return _value(expression, now, future, before, month_first)
    except (ValueError, OverflowError):  # February 30, or a year out of range
        return None


def _value(e: DateExpression, now: date | None, future: bool, before: str | None, month_first: bool) -> str | None:
    if e.form == "range":
        return _range(e, now, future)
    if e.form == "ambiguous":
        month, day = (e.month, e.day) if month_first else (e.day, e.month)
        assert e.year and month and day
        return date(e.year, month, day).isoformat()
    if e.form == "year":
        return f"{e.year:04d}"
    if e.form in ("decade", "century"):
        digits = 3 if e.form == "decade" else 2
        return f"{e.year:04d}"[:digits].ljust(4, "X")
    if e.form == "season":
        return f"{e.year:04d}-{_SEASON[e.unit or '']}"
    if e.form == "after":
        return _after(e, before)
    if e.form == "day" and (e.year is not None or now is None):
        return _day_without_anchor(e)
    if e.form == "month" and e.year is not None:
        return f"{e.year:04d}-{e.month:02d}"
    if now is None or e.vague:
        return None
    return _anchored(e, now, future)


def _anchored(e: DateExpression, now: date, future: bool) -> str | None:
    if e.form == "day":
        return _nearest_day(e, now, future).isoformat()
    if e.form == "month":
        return _nearest_month(e, now, future)
    if e.form == "weekday":
        return _weekday(e, now, future).isoformat()
    if e.form == "unit":
        return _unit(e.unit or "day", e.step or 0, now)
    return _ago(e.unit or "day", e.step, now)


def _day_without_anchor(e: DateExpression) -> str | None:
    assert e.month and e.day
    if e.year is None:
        monthrange(2000, e.month)
        return f"XXXX-{e.month:02d}-{e.day:02d}" if e.day <= monthrange(2000, e.month)[1] else None
    return date(e.year, e.month, e.day).isoformat()


def _nearest_day(e: DateExpression, now: date, future: bool) -> date:
    assert e.month and e.day
    if e.year_step is not None:
        return date(now.year + e.year_step, e.month, e.day)
    this_year = date(now.year, e.month, e.day)
    if future:
        return this_year if this_year >= now else date(now.year + 1, e.month, e.day)
    return this_year if this_year <= now else date(now.year - 1, e.month, e.day)


def _nearest_month(e: DateExpression, now: date, future: bool) -> str:
    assert e.month
    year = now.year
    if e.year_step is not None:
        year += e.year_step
    elif e.modifier == "last":
        year -= e.month >= now.month
    elif e.modifier == "next" or (future and e.modifier is None):
        year += e.month < now.month or (e.modifier == "next" and e.month == now.month)
    elif e.modifier is None:
        year -= e.month > now.month
    return f"{year:04d}-{e.month:02d}"


def _weekday(e: DateExpression, now: date, future: bool) -> date:
    assert e.weekday is not None
    if e.step is not None:
        return _monday(now) + timedelta(weeks=e.step, days=e.weekday)
    back = (now.weekday() - e.weekday) % 7
    if e.modifier in ("last", "past", "previous"):
        return now - timedelta(days=back or 7)
    if e.modifier in ("next", "coming", "following") or future:
        return now + timedelta(days=(7 - back) % 7 or (0 if e.modifier is None else 7))
    return now - timedelta(days=back)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _unit(unit: str, step: int, now: date) -> str | None:
    if unit in ("day", "morning", "afternoon", "evening", "night"):
        return (now + timedelta(days=step)).isoformat()
    if unit == "week":
        monday = _monday(now) + timedelta(weeks=step)
        return f"{monday}/{monday + timedelta(days=6)}"
    if unit == "weekend":
        saturday = _monday(now) + timedelta(days=5, weeks=step)
        return f"{saturday}/{saturday + timedelta(days=1)}"
    if unit == "month":
        return _months_from(now, step)
    if unit in _SEASON:
        season = _SEASON[unit]
        # "last summer" told before this year's summer has begun is the summer of the year before
        late = step < 0 and now.month < _SEASON_STARTS[season] + 3
        return f"{now.year - late + max(step, 0):04d}-{season}"
    return _years_from(now, unit, step)


def _ago(unit: str, count: int | None, now: date) -> str | None:
    if count is None:
        return None
    if unit == "day":
        return (now - timedelta(days=count)).isoformat()
    if unit == "week":
        monday = _monday(now - timedelta(weeks=count))
        return f"{monday}/{monday + timedelta(days=6)}"
    if unit == "month":
        return _months_from(now, -count)
    return _years_from(now, unit, -count)


def _months_from(now: date, step: int) -> str:
    months = now.year * _MONTHS_A_YEAR + now.month - 1 + step
    return date(months // _MONTHS_A_YEAR, months % _MONTHS_A_YEAR + 1, 1).isoformat()[:7]


def _years_from(now: date, unit: str, step: int) -> str | None:
    if unit == "year":
        return f"{date(now.year + step, 1, 1).year:04d}"
    if unit == "decade":
        return f"{now.year + 10 * step:04d}"[:3] + "X"
    if unit == "century":
        return f"{now.year + 100 * step:04d}"[:2] + "XX"
    return None


def _after(e: DateExpression, before: str | None) -> str | None:
    try:
        anchor = date.fromisoformat(before or "")
    except ValueError:
        return f"{int(before) + (e.step or 0):04d}" if e.unit == "year" and before and before.isdigit() else None
    return _unit(e.unit or "day", e.step or 0, anchor)


def _range(e: DateExpression, now: date | None, future: bool) -> str | None:
    assert e.start and e.end
    first = _value(e.start, now, future, None, False)
    last = _value(e.end, now, future, None, False)
    return f"{first}/{last}" if first and last and first <= last else None


_YEARS = re.compile(r"(\d{2}XX|\d{3}X|\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)


def extent(edtf: str) -> tuple[date, date] | None:
    """The first and the last day that an EDTF value may mean; None where that is open, or it is no such value.

    >>> extent("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    first, _, last = edtf.partition("/")
    begin, end = _extent(first), _extent(last or first)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def _extent(one: str) -> tuple[date, date] | None:
    found = _YEARS.fullmatch(one)
    if not found:
        return None
    year, month, day = found.groups()
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    try:
        if month is None:
            return date(first, 1, 1), date(last, 12, 31)
        if day:
            return date(first, int(month), int(day)), date(last, int(month), int(day))
        begins = _SEASON_STARTS.get(int(month), int(month))
        ends = begins + 2 if int(month) in _SEASON_STARTS else begins
        last, ends = (last + 1, ends - _MONTHS_A_YEAR) if ends > _MONTHS_A_YEAR else (last, ends)
        return date(first, begins, 1), date(last, ends, monthrange(last, ends)[1])
    except ValueError:  # a thirteenth month, or no such day
        return None
