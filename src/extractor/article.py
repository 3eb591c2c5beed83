"""An article: its text exactly as read, its date, and where the date came from."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath

import msgspec

from extractor.edtf import value
from extractor.finders.dates import find_dates
from extractor.record import DateFrom

_HEAD = 600
_FOOT = 160
_PUBLISHED = re.compile(
    r"\b(?:(?:first |last |latest )?(?:published|posted|updated?|issued|released)|date)(?:\s(?:on|at|date))?\s?"
    r"[:|—–-]?\s*$",
    re.I,
)
_FILE_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_LONGEST_TITLE = 200


class Article(msgspec.Struct, frozen=True):
    """What is extracted from. `text` is never changed; every offset counts in it."""

    text: str
    source: str | None = None
    date: date | None = None
    date_from: DateFrom | None = None
    title: str | None = None
    format: str | None = None
    """What it was read from, such as "pdf"; None for plain text."""
    pages: tuple[int, ...] = ()
    """Where each page begins in `text`; empty for what has no pages."""
    warnings: tuple[str, ...] = ()
    """What its reader had to decide on its own, or left out."""


def make_article(
    text: str,
    *,
    source: str | None = None,
    given: date | None = None,
    told: date | None = None,
    title: str | None = None,
) -> Article:
    """An article with the best date to be had.

    That is the one given, else the one told beside the text, else the text's own, else the file name's.
    """
    title = title or title_of(text)
    if given:
        return Article(text, source, given, "option", title)
    if told:
        return Article(text, source, told, "metadata", title)
    own = own_date(text)
    if own:
        return Article(text, source, own, "dateline", title)
    named = date_in_name(source) if source else None
    return Article(text, source, named, "filename" if named else None, title)


def title_of(text: str) -> str | None:
    """The first line, if it stands alone like a headline."""
    first, line_end, rest = text.lstrip("\ufeff\r\n ").partition("\n")
    first = first.strip()
    alone = line_end and rest.strip() and not re.search(r"[.;:,]$", first)
    return first if alone and 0 < len(first) <= _LONGEST_TITLE else None


def own_date(text: str) -> date | None:
    """The day that the text gives as its own: in a dateline, behind "Published:", or alone on a first or last line."""
    foot = max(0, len(text) - _FOOT)
    return _day_in(text, 0, min(_HEAD, len(text)), datelines=True) or _day_in(text, foot, len(text), datelines=False)


def _day_in(text: str, start: int, end: int, *, datelines: bool) -> date | None:
    part = text[start:end]
    for found in find_dates(part):
        if found.value.form != "day" or found.value.year is None:
            continue
        line_start = part.rfind("\n", 0, found.start) + 1
        line_end = part.find("\n", found.end)
        before = part[line_start : found.start]
        behind = part[found.end : line_end if line_end >= 0 else len(part)]
        told = _PUBLISHED.search(before) or _stands_alone(before, behind)
        if told or (datelines and _is_dateline(before, behind)):
            day = value(found.value, None)
            return date.fromisoformat(day) if day else None
    return None


def _stands_alone(before: str, behind: str) -> bool:
    """True for a line that is only a date, a clock time, and perhaps a place: "(Abuja, |5 February 2024|)"."""
    place = re.fullmatch(r"\s*\(?(?:[A-ZÀ-Þ][\w.’'-]*(?:\s[A-ZÀ-Þ][\w.’'-]*){0,2},\s)?", before)
    return place is not None and re.fullmatch(r"[\s,|.•·)-]*(?:\d{1,2}[:.]\d\d.*)?", behind) is not None


def _is_dateline(before: str, behind: str) -> bool:
    """True for "LISBON, |March 15, 2024| — …", "KUALA LUMPUR (|1 May 2019|) - …"."""
    place = re.fullmatch(r"\s*(?:[A-ZÀ-Þ][\w.’'-]*[,\s]*){1,6}[(,:–—-]*\s*(?:[A-Z][A-Za-z]+\s?[-–—]\s?)?", before)
    opened = re.match(r"\s?(?:[)\]]|\([^()\n]{2,60}\))?\s?(?:[—–]|-{1,2}\s|:\s|\.\s|\([A-Z])", behind)
    return place is not None and opened is not None


def date_in_name(source: str) -> date | None:
    """The day in a file's name: "2024-03-15-port.txt", "port_20240315.html"."""
    found = _FILE_DATE.search(PurePath(source).name)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
