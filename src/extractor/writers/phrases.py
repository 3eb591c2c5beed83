"""Values of the record in words, for people."""

from __future__ import annotations

import re

from extractor.record import Amount, Document, Sentence

_DURATION = re.compile(
    r"P(?:(?P<year>[\d.]+)Y)?(?:(?P<month>[\d.]+)M)?(?:(?P<week>[\d.]+)W)?(?:(?P<day>[\d.]+)D)?(?:T(?P<hour>[\d.]+)H)?"
)
_DATE_FROM = {
    "option": "given by --date",
    "metadata": "metadata",
    "dateline": "dateline",
    "filename": "file name",
    "mtime": "time of the file",
}
_OPEN = ("..", "")


def figure(value: float) -> str:
    """A number without a useless ".0".

    >>> figure(5000.0), figure(0.5)
    ('5000', '0.5')
    """
    return str(int(value)) if float(value).is_integer() else str(value)


def length(term: str) -> str:
    """A term in words; what is no ISO 8601 duration comes back as it is.

    >>> length("P9Y6M"), length("P15Y/P20Y"), length("../P20Y"), length("P32Y/..")
    ('9 years 6 months', '15 years to 20 years', 'up to 20 years', 'at least 32 years')
    """
    low, slash, high = term.partition("/")
    if not slash:
        return _duration(term)
    if low in _OPEN:
        return f"up to {_duration(high)}"
    if high in _OPEN:
        return f"at least {_duration(low)}"
    return f"{_duration(low)} to {_duration(high)}"


def _duration(iso: str) -> str:
    found = _DURATION.fullmatch(iso)
    if not found:
        return iso
    parts = [(count, unit) for unit, count in found.groupdict().items() if count]
    return " ".join(f"{count} {unit}{'s' * (count != '1')}" for count, unit in parts) or iso


def money(amount: Amount) -> str:
    """A sum with its currency in front.

    >>> money(Amount(5000.0, "USD"))
    'USD 5,000'
    """
    decimals = 0 if amount.value.is_integer() else 2
    return f"{amount.currency} {amount.value:,.{decimals}f}"


def penalty(sentence: Sentence) -> str:
    """Kind, size and status: "imprisonment, 9 years (upheld)"."""
    size = [length(sentence.term)] if sentence.term else []
    size += [money(sentence.amount)] if sentence.amount else []
    return f"{', '.join([sentence.kind, *size])} ({sentence.status})"


def day_of(document: Document) -> str:
    """The article's date and where it came from: "2024-03-15 (dateline)"."""
    if not document.date:
        return "no date"
    return f"{document.date} ({_DATE_FROM[document.date_from]})" if document.date_from else document.date
