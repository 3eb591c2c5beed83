"""Numbers, lengths of time and sums of money as news writes them: patterns, and what they come to.

The patterns are fragments for larger ones (no groups that capture). All repetition is bounded.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

import msgspec
from text_to_num import text2num

from extractor.lexicon import currencies

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BELOW_HUNDRED = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES})\b)?|{_TEENS}|{_ONES})"
WORD_NUMBER = rf"(?:(?:(?:a|{_ONES})[-\s]hundred(?:(?:\s+and)?\s+{_BELOW_HUNDRED})?)|{_BELOW_HUNDRED})"
"""A number up to 999 in words: "fourteen", "thirty-five", "a hundred and twenty"."""

DIGIT_NUMBER = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,5})(?:\.\d{1,2})?(?:\s?[½¼¾]|[-\s]\d/\d)?"
AND_A_HALF = r"(?:[-\s]and(?:[-\s]a)?[-\s]half|[-\s]and[-\s]one[-\s]half)"
NUMBER = rf"(?:(?:{DIGIT_NUMBER}|{WORD_NUMBER})(?:\s?\(\s?(?:\d{{1,5}}|[a-zA-Z-]{{2,16}})\s?\))?{AND_A_HALF}?)"
"""A number in digits or words, or in both: "twelve (12)"."""

UNIT = r"(?:years?|months?|weeks?|days?|hours?|yrs?|mths?)\b['’´]?"

_UNIT_LETTER = {"year": "Y", "yr": "Y", "month": "M", "mth": "M", "week": "W", "day": "D", "hour": "H"}
_SCALE = {
    "hundred": 100, "thousand": 1_000, "k": 1_000, "lakh": 100_000, "lakhs": 100_000, "lac": 100_000,
    "million": 1_000_000, "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "mil": 1_000_000,
    "crore": 10_000_000, "crores": 10_000_000, "cr": 10_000_000,
    "billion": 1_000_000_000, "bn": 1_000_000_000, "b": 1_000_000_000,
    "trillion": 1_000_000_000_000, "tn": 1_000_000_000_000,
}  # fmt: skip
_LARGE = r"(?:thousand|million|billion|lakhs?|crores?)"
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_MONTHS_A_YEAR = 12


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal | None:
    """The value of a number in digits or words; None if it is none.

    >>> number("nine-and-a-half"), number("32 1/2"), number("thirty-five")
    (Decimal('9.5'), Decimal('32.5'), Decimal('35'))
    """
    text = re.sub(r"\(.*?\)", "", text).strip().lower()
    half = re.search(AND_A_HALF + "$", text)
    if half:
        whole = number(text[: half.start()])
        return None if whole is None else whole + _VULGAR["½"]
    if text[:1].isdigit():
        return _digits(text)
    if text in ("a", "an"):
        return Decimal(1)
    words = re.sub(r"^a[-\s](?=hundred)", "one ", text).replace("-", " ")
    try:
        return Decimal(int(text2num(words, "en")))
    except ValueError:
        return None


def _digits(text: str) -> Decimal | None:
    extra = Decimal(0)
    found = re.search(r"\s?([½¼¾])$|[-\s](\d)/([1-9])$", text)
    if found:
        extra = _VULGAR[found[1]] if found[1] else Decimal(found[2]) / Decimal(found[3])
        text = text[: found.start()]
    try:
        return Decimal(re.sub(r"[,\s]", "", text)) + extra
    except InvalidOperation:
        return None


_PART = re.compile(
    rf"(?P<number>{NUMBER}|\ban?\b)[-\s]{{0,3}}(?:(?:calendar|full|whole|more|further|additional|extra)\s)?(?P<unit>year|month|week|day|hour|yr|mth)s?\b['’]?"
    rf"(?P<half>\s+and\s+a\s+half)?",
    re.I,
)


def duration(text: str) -> str | None:
    """The ISO 8601 duration of a length of time; None where there is none.

    >>> duration("eight years and four months"), duration("nine-and-a-half years"), duration("150 hours")
    ('P8Y4M', 'P9Y6M', 'PT150H')
    """
    parts: dict[str, Decimal] = {}
    for found in _PART.finditer(text):
        amount = number(found["number"])
        if amount is None:
            return None
        unit = _UNIT_LETTER[found["unit"].lower()]
        parts[unit] = parts.get(unit, Decimal(0)) + amount + (_VULGAR["½"] if found["half"] else 0)
    years = parts.get("Y")
    if years is not None and years % 1:
        parts["Y"] = years // 1
        parts["M"] = parts.get("M", Decimal(0)) + years % 1 * _MONTHS_A_YEAR
    date = "".join(f"{_plain(parts[unit])}{unit}" for unit in "YMWD" if parts.get(unit))
    hours = f"T{_plain(parts['H'])}H" if parts.get("H") else ""
    return f"P{date}{hours}" if date or hours else None


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


class Money(msgspec.Struct, frozen=True):
    """A sum: `value` in units (not cents) of the ISO 4217 `currency`."""

    value: float
    currency: str


@cache
def amount_pattern() -> str:
    """A fragment that matches a sum with its currency before or after: "US$6.16 million", "5,000 euros"."""
    symbols = "|".join(re.escape(s) for s in sorted(currencies().by_symbol, key=len, reverse=True))
    words = "|".join(sorted(map(re.escape, currencies().by_word), key=len, reverse=True))
    figures = r"\d{1,3}(?:(?:,\d{2,3}|[\s\u00a0]\d{3}\b|\.\d{3}\b){1,4}|\d{0,9})(?:\.\d{1,2})?"
    scale = "hundred|thousand|lakhs?|lac|million|mln|mil|mn|crores?|cr|billion|bn|trillion|tn|[kmb]"
    number_then_scale = rf"(?:{figures})(?:[-\s\u00a0]?(?:{scale})\b)?"
    spelled = rf"(?:{WORD_NUMBER}(?:[-\s]{_LARGE})?|(?:half\s)?an?\s{_LARGE})"
    return (
        rf"(?:(?<![A-Za-z])(?=[^\s\d]{{1,5}}(?:\s\$)?[\s\u00a0]?\d)(?:{symbols})[\s\u00a0]?{number_then_scale}(?:/[-=])?"
        rf"|(?<![\w.,$€£])(?:{number_then_scale}|{spelled})[-\s\u00a0](?:{words})\b)"
    )


@cache
def _amount_parts() -> re.Pattern[str]:
    scale = "|".join(sorted(_SCALE, key=len, reverse=True))
    return re.compile(rf"(?P<figures>\d[\d,.\s\u00a0]*\d|\d)(?:[-\s\u00a0]?(?P<scale>{scale})(?![A-Za-z]))?", re.I)


def money(text: str, country: str | None = None) -> Money | None:
    """What a matched sum comes to. `country` (ISO 3166) decides between currencies of one name.

    >>> money("US$6.16 million")
    Money(value=6160000.0, currency='USD')
    """
    found = _amount_parts().search(text)
    if found:
        value = _figures(found["figures"])
        scale = found["scale"]
        around = text[: found.start()] + " " + text[found.end() :]
    else:
        spelled = re.match(rf"(half\sa|an?(?=\s{_LARGE})|{WORD_NUMBER})(?:[-\s]({_LARGE}))?", text, re.I)
        if spelled is None:
            return None
        half = spelled[1].lower() == "half a"
        value = Decimal("0.5") if half else number(spelled[1])
        scale, around = spelled[2], text[spelled.end() :]
    currency = currencies().code(around.replace("/-", " ").replace("/=", " ").replace("-", " "), country)
    if value is None or currency is None:
        return None
    return Money(float(value * _SCALE.get((scale or "").lower(), 1)), currency)


def _figures(text: str) -> Decimal | None:
    text = re.sub(r"[\s\u00a0]", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):  # 120.000 on the continent
        text = text.replace(".", "")
    return _digits(text.strip(".,"))
