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
_DAYS = {"year": 365.0, "month": 365 / 12, "week": 7.0, "day": 1.0, "hour": 1 / 24}


def figure(value: float) -> str:
    """A number without a useless ".0".

    >>> figure(5000.0), figure(0.5)
    ('5000', '0.5')
    """
    return str(int(value)) if float(value).is_integer() else str(value)


def percent(probability: float) -> str:
    """A probability as people write it.

    >>> percent(0.83), percent(0.985), percent(0.999)
    ('83 %', '98.5 %', '99.9 %')
    """
    return f"{100 * probability:.3g} %"


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


def size(term: str | None, amount: Amount | None) -> str:
    """A length and a sum, empty where the text gives neither.

    >>> size("P9Y", Amount(5000.0, "USD"))
    '9 years, USD 5,000'
    """
    parts = [length(term)] if term else []
    parts += [money(amount)] if amount else []
    return ", ".join(parts)


def penalty(sentence: Sentence) -> str:
    """Kind, size and status: "imprisonment, 9 years (upheld)"."""
    parts = (sentence.kind, size(sentence.term, sentence.amount))
    return f"{', '.join(filter(None, parts))} ({sentence.status})"


def days(term: str) -> float | None:
    """About how many days a term is, to put terms in order; of a range the shorter end that it states.

    >>> days("P1Y6M"), days("../P20Y"), days("PT12H")
    (547.5, 7300.0, 0.5)
    """
    found = [_DURATION.fullmatch(part) for part in term.split("/")]
    for match in filter(None, found):
        if any(match.groups()):
            return sum(float(count) * _DAYS[unit] for unit, count in match.groupdict().items() if count)
    return None


def day_of(document: Document) -> str:
    """The article's date and where it came from: "2024-03-15 (dateline)"."""
    if not document.date:
        return "no date"
    return f"{document.date} ({_DATE_FROM[document.date_from]})" if document.date_from else document.date
