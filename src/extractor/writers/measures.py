"""Values of the record as figures and days that a spreadsheet or a database can sort by."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_NUMBER = r"\d+(?:\.\d+)?"
_DURATION = re.compile(
    "P"
    + "".join(rf"(?:(?P<{unit}>{_NUMBER}){unit[0].upper()})?" for unit in ("years", "months", "weeks", "days"))
    + rf"(?:T(?P<hours>{_NUMBER})H)?",
    re.ASCII,
)
_DAYS_OF = {"years": 365.25, "months": 365.25 / 12, "weeks": 7.0, "days": 1.0, "hours": 1 / 24}
_EDTF = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?|(?P<known>\d{2,3})X{1,2}")
_SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}


def days(term: str | None) -> float | None:
    """The length of a term in days, with years of 365.25; of a range or bound the lower end, if it has one.

    >>> days("P9Y"), days("P15Y/P20Y"), days("../P30D"), days("P32W/.."), days("PT36H"), days(None)
    (3287.25, 5478.75, 30.0, 224.0, 1.5, None)
    """
    for part in (term or "").split("/"):
        found = _DURATION.fullmatch(part)
        if found and any(found.groups()):
            total = sum(float(count) * _DAYS_OF[unit] for unit, count in found.groupdict().items() if count)
            return round(total, 2)
    return None


def months(term: str | None) -> float | None:
    """The same in months, twelve a year.

    >>> months("P9Y6M"), months("P45D")
    (114.0, 1.48)
    """
    length = days(term)
    return None if length is None else round(length / _DAYS_OF["months"], 2)


def first_and_last(edtf: str | None) -> tuple[date, date] | None:
    """The days with which a date in EDTF begins and ends; None if it has no year.

    A season is that of the north: spring from March, winter from December.

    >>> [str(day) for day in first_and_last("2024-02")]
    ['2024-02-01', '2024-02-29']
    >>> [str(day) for day in first_and_last("199X")]
    ['1990-01-01', '1999-12-31']
    """
    begin, slash, end = (edtf or "").partition("/")
    first, last = _of_one(begin), _of_one(end if slash else begin)
    return (first[0], last[1]) if first and last else None


def _of_one(edtf: str) -> tuple[date, date] | None:
    found = _EDTF.fullmatch(edtf)
    if not found:
        return None
    try:
        if found["known"]:
            return date(int(found["known"].ljust(4, "0")), 1, 1), date(int(found["known"].ljust(4, "9")), 12, 31)
        year, month, day = int(found["year"]), int(found["month"] or 0), int(found["day"] or 0)
        if day:
            return date(year, month, day), date(year, month, day)
        if month in _SEASON_STARTS:
            start = date(year, _SEASON_STARTS[month], 1)
            end = start + timedelta(days=75)  # in its last month
            return start, end.replace(day=monthrange(end.year, end.month)[1])
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):  # there is no such day or year
        return None
