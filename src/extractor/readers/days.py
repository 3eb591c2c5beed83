"""The day that a field of metadata states, however it is written."""

from __future__ import annotations

import re
from datetime import date, datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\s*")
_MAIL = re.compile(r"\s*(?:[A-Za-z]{3},\s*)?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s")
_MILLISECONDS = 10**11
"""A number of seconds as large as this would be in the year 5138."""


def day_of(value: Any) -> date | None:
    """The day in ISO 8601, RFC 5322, words ("15 March 2024") or seconds or milliseconds since 1970; else None.

    The day is that of the place where it was written, not of UTC. 03/04/2024 is two days, so it is none.
    """
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, timezone.utc).date()
        return _written(value[:100]) if isinstance(value, str) else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def _written(text: str) -> date | None:
    iso = _ISO.match(text) or _COMPACT.fullmatch(text)
    if iso:
        return date(*map(int, iso.groups()))
    if _MAIL.match(text):
        return parsedate_to_datetime(text).date()
    from extractor.edtf import value
    from extractor.finders.dates import find_dates

    days = {
        value(found.value, None)
        for found in find_dates(text)
        if found.value.form == "day" and found.value.year is not None
    }
    return date.fromisoformat(days.pop() or "") if len(days) == 1 else None
