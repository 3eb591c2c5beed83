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


def make_article(
    text: str, *, source: str | None = None, given: date | None = None, title: str | None = None
) -> Article:
    """An article with the best date to be had: the one given, else the text's own, else the file name's."""
    title = title or title_of(text)
    if given:
        return Article(text, source, given, "option", title)
    own = date_in_head(text)
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


def date_in_head(text: str) -> date | None:
    """The day that the first lines give as the article's own: a dateline, "Published: …", or a line of its own."""
    head = text[:_HEAD]
    for found in find_dates(head):
        if found.value.form != "day" or found.value.year is None:
            continue
        line_start = head.rfind("\n", 0, found.start) + 1
        line_end = head.find("\n", found.end)
        before = head[line_start : found.start]
        behind = head[found.end : line_end if line_end >= 0 else len(head)]
        if _PUBLISHED.search(before) or _is_dateline(before, behind):
            return date.fromisoformat(value(found.value, None) or "") if value(found.value, None) else None
    return None


def _is_dateline(before: str, behind: str) -> bool:
    """True for "LISBON, |March 15, 2024| — …", "KUALA LUMPUR (|1 May 2019|) - …", or a date alone on its line."""
    alone = not before.strip() and re.fullmatch(r"[\s,|.•·-]*(?:\d{1,2}[:.]\d\d.*)?", behind) is not None
    place = re.fullmatch(r"\s*(?:[A-ZÀ-Þ][\w.’'-]*[,\s]*){1,6}[(,:–—-]*\s*(?:[A-Z][A-Za-z]+\s?[-–—]\s?)?", before)
    opened = re.match(r"\s?(?:[)\]]|\([A-Za-z. ]+\))?\s?(?:[—–]|-{1,2}\s|:\s|\.\s|\([A-Z])", behind)
    return alone or (place is not None and opened is not None)


def date_in_name(source: str) -> date | None:
    """The day in a file's name: "2024-03-15-port.txt", "port_20240315.html"."""
    found = _FILE_DATE.search(PurePath(source).name)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
