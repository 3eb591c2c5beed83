"""The date finder: calendar expressions, by one linear pattern.

It reads what the words say ("the Tuesday of last week"); `extractor.edtf` works out which day that is,
once the date of the article is known.
"""

from __future__ import annotations

import re
from decimal import Decimal

from spacy.tokens import Doc

from extractor import mention
from extractor.edtf import DateExpression
from extractor.mention import Mention, by_rule
from extractor.quantities import NUMBER, number

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NUMBER = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}
_WEEKDAY_NUMBER = {name[:3].lower(): n for n, name in enumerate(WEEKDAYS)}

_MONTH = (
    "(?:" + "|".join([*MONTHS, *(m.upper() for m in MONTHS), "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"]) + ")"
)
_WEEKDAY = "(?:" + "|".join([*WEEKDAYS, *(d.upper() for d in WEEKDAYS)]) + ")"
_ANY_WEEKDAY = rf"(?:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\b\.?)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?(?![\d:%]|[,.]\d{3})"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[,.]\d)"
_TO = r"\s?(?:-|–|—|\bto\b|\bthrough\b|\buntil\b|\band\b)\s?"
_DASH = r"\s?(?:-|–|—|\bto\b|\bthrough\b|\buntil\b)\s?"
_NEARLY = r"(?:early|late|mid|Early|Late|Mid|earlier|later|Earlier|Later)"
_PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night)s?\b)"
_QUANTITY = (
    r"(?:(?:nearly|almost|about|around|over|more\sthan|less\sthan|at\sleast|roughly|some|just\sover|exactly|only|barely)\s)?"
    rf"(?:(?:half\s)?(?:a|an|one)\s(?:couple\sof\s|few\s|good\s)?|(?:a\s)?(?:several|few|many|some|couple\sof)\s|{NUMBER}[\s-])"
)

_PATTERN = re.compile(
    rf"""
    (?<![\w$€£₦₹./:#-])(?:
      (?P<iso>(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d))
    | (?P<figures>\d{{1,2}}(?P<mark>[./])\d{{1,2}}(?P=mark)(?:(?:19|20)\d\d|\d\d)(?![\d%]|\.\d))
    | (?:{_NEARLY}\s(?:on\s)?)?(?:(?P<fullweekday>{_ANY_WEEKDAY}),?\s(?:the\s)?)?
      (?:(?P<month1>{_MONTH})\b\.?\s(?P<day1>{_DAY})(?:{_TO}(?P<day1end>{_DAY})(?!\s?(?:years?|months?|days?|weeks?|hours?|people|counts)\b))?
        |(?P<day2>{_DAY})(?:{_TO}(?P<day2end>{_DAY}))?(?:\s(?:day\s)?of)?[\s-](?P<month2>{_MONTH})\b\.?)
      (?:,?[\s-](?:of\s)?(?P<fullyear>{_YEAR})|,?\s(?:of\s)?(?P<fullstep>this|last|next)\syear)?
      (?:{_DASH}(?:(?P<tomonth1>{_MONTH})\b\.?\s(?P<today1>{_DAY})|(?P<today2>{_DAY})\s(?P<tomonth2>{_MONTH})\b\.?)
         (?:,?\s(?P<toyear>{_YEAR}))?)?
    | (?:{_NEARLY}[\s-](?:in\s)?)?(?P<month>{_MONTH})\b\.?(?:{_DASH}(?P<endmonth>{_MONTH})\b\.?)?
      (?:,?\s(?:of\s)?(?P<monthyear>{_YEAR})|,?\s(?:of\s)?(?P<monthstep>this|last|next|that|the\ssame|the\sfollowing|the\sprevious)\syear)
      (?:{_DASH}(?P<endmonth2>{_MONTH})\b\.?,?\s(?P<endmonthyear>{_YEAR}))?
    | (?P<modifiedmonth>(?:{_NEARLY}[\s-])?(?P<monthmodifier>[Ll]ast|[Nn]ext|[Tt]his)\s(?P<month3>{_MONTH}))\b
    | (?:{_NEARLY}[\s-])?(?P<baremonth>{_MONTH})\b
    | (?:{_NEARLY}[\s-](?:the\s)?)?(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b
    | (?:{_NEARLY}[\s-])?(?P<yearfrom>{_YEAR})\s?(?:-|–|—|/|\bto\b|\buntil\b|\bthrough\b)\s?(?P<yearto>{_YEAR}|\d\d(?![\d%-]))
    | (?P<betweenfrom>(?<=between\s){_YEAR})\sand\s(?P<betweento>{_YEAR})
    | (?:(?P<season>(?:{_NEARLY}[\s-])?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter))\s(?:of\s)?(?P<seasonyear>{_YEAR}))
    | (?:{_NEARLY}[\s-]|(?<=mid)-)?(?P<year>{_YEAR})\b
    | (?:(?P<weekdaymodifier>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his\s(?:coming|past)|[Pp]ast|[Cc]oming|[Pp]revious|[Ff]ollowing)\s)?
      (?:(?:{_NEARLY}\s)(?:on\s)?)?(?P<weekday>{_WEEKDAY})\b(?:{_PART_OF_DAY})?(?:\s(?:of\s)?(?P<weekdaystep>last|next|this)\sweek)?
    | (?P<dayword>[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight)\b(?:{_PART_OF_DAY})?
    | (?P<agocount>{_QUANTITY})(?P<agounit>days?|weeks?|months?|years?|decades?|centur(?:y|ies)|weekends?)\s(?P<agoword>ago|earlier|later)\b
    | (?:(?:{_NEARLY})\s)?(?P<step>[Tt]his|[Ll]ast|[Nn]ext|[Pp]revious|[Ff]ollowing|[Ss]ame|[Cc]oming)\s
      (?P<unit>week(?:end)?|month|year|day|morning|afternoon|evening|night|decade|century|spring|summer|autumn|fall|winter)\b
      (?!-|\sor\sso|['’]s\s(?:olds?)\b)
    | (?P<dayafter>(?<=\bthe\s)day\s(?:before|after))\b(?=[,.;]|\s(?:he|she|they|the)\b)
    | (?P<weekend>(?:(?<=\bover\sthe\s)|(?<=\bat\sthe\s))weekend)\b
    | (?P<century>(?:1[5-9]|20|21)(?:th|st)[\s-]century)\b
    )
    """,
    re.X,
)

_AFTER_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|from|during|of|for|before|after|to|between|and|through|throughout|on|late|early|mid|"
    r"last|next|this|every|each|or|around|about|as of|back in)[\s-]$",
    re.I,
)
_COUNTED = re.compile(
    r"[\s-](?:people|persons|men|women|children|inmates|prisoners|detainees|troops|soldiers|votes|cases|dollars|euros|"
    r"pounds|rupees|pesos|rand|naira|shillings|francs|yuan|yen|won|kilometres|kilometers|km|miles|metres|meters|feet|"
    r"kg|kilos|kilograms|grams|g|lbs|tons|tonnes|litres|liters|barrels|pages|words|hours|minutes|days|weeks|"
    r"months|years|times|copies|units|homes|houses|families|victims|officers|workers|employees|members|protesters|"
    r"demonstrators|students|seats|shares|hectares|acres|rounds|bullets|strokes|lashes|counts|files|documents|items|"
    r"square|sq|cubic|percent|per cent|watts|hp|mph|kph|calories|refugees|migrants|residents|civilians|companies)\b",
    re.I,
)
_NUMBERED = re.compile(
    r"(?:\b(?:no|nos|number|section|sections|article|articles|art|rule|room|flight|route|highway|page|p|pp|chapter|cap|"
    r"clause|para|paragraph|order|docket|case|file|bill|resolution|form|unit|model|channel|suite|box|gate|line|claim|"
    r"than|least|most|nearly|almost|approximately|some|over|under|another|additional|only|"
    r"rs|inr|sh|ksh|usd|eur|gbp|n|rm|r|p|k|hk|nt)\.?|[#№§@])\s?$",
    re.I,
)
_PERSON_MAY_FOLLOW = re.compile(r"\s(?!(?:Day|Revolution|Uprising|Massacre)\b)[A-Z][a-zà-ÿ]+")
_NAMED = re.compile(
    r"\b(?:one|named|called|Mr|Mrs|Miss|Ms|Pastor|Chief|Dr|Alhaji|suspects?|accused|defendants?|convicts?|year-old|identified\sas|driver|trader|farmer|student|businessman),?\s$"
)
"""What stands before a weekday that is a given name: "one |Sunday| Attah"."""
_NAME_BEFORE = re.compile(r"[a-zà-ÿ.]\s$")
_CONTEXT = 24
_MONTHS_THAT_ARE_WORDS = frozenset({"may", "march", "mar", "august", "jan", "jun", "sep", "apr", "dec"})
_PERSON_MONTHS = frozenset({"april", "may", "june", "august", "jan", "mar", "march"})


def date_finder(doc: Doc) -> Doc:
    """SpaCy component: fills `doc.spans["dates"]`."""
    return mention.write(doc, "dates", find_dates(mention.text_of(doc)))


def find_dates(text: str) -> list[Mention]:
    """Every calendar expression of `text`, in order, with the `DateExpression` that was read."""
    found = []
    for match in _PATTERN.finditer(text):
        if not _is_date(match, text):
            continue
        rule, expression = _read(match)
        start = match.start()
        found.append(Mention("dates", start, match.end(), match.group(), by_rule(rule), expression))
    return found


def _is_date(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - _CONTEXT) : match.start()]
    after = text[match.end() : match.end() + _CONTEXT]
    if match["weekday"] == match.group() and _NAMED.search(before) and _PERSON_MAY_FOLLOW.match(after):
        return False
    if match["baremonth"]:
        return _is_bare_month(match["baremonth"], before, after)
    if match["year"]:
        follows_unit = _COUNTED.match(after) or after[:2] in ("th", "st") or re.match(r"[-–]\d|\s?[°%]", after)
        return not (follows_unit or (_NUMBERED.search(before) and match.group() == match["year"]))
    if match["day2"] and not match["fullyear"] and match["month2"].lower() in ("mar", "may", "march"):
        return not re.match(r"\s(?:be|have|not|also|on|through)\b", after)
    if match["dayword"] and before.endswith("USA "):
        return False
    if match["agocount"]:
        return not re.match(r"\s(?:than)\b", after)
    if match["figures"]:
        first, second = (int(n) for n in re.findall(r"\d+", match["figures"])[:2])
        return 0 < first <= 31 and 0 < second <= 31 and min(first, second) <= 12
    return not (match["unit"] == "day" and match["step"].lower() == "this")


def _is_bare_month(word: str, before: str, after: str) -> bool:
    prepared = _AFTER_PREPOSITION.search(before) is not None
    lower = word.lower()
    if (
        _PERSON_MAY_FOLLOW.match(after)
        and lower in _PERSON_MONTHS
        and not re.search(r"\b(?:in|since|last|until)\s$", before, re.I)
    ):
        return False
    if lower in _MONTHS_THAT_ARE_WORDS or word.isupper():
        return prepared and not re.match(r"\s(?:be|have|not|also|well|still|yet|never)\b", after)
    if lower in ("june", "april") and _NAME_BEFORE.search(before) and not prepared:
        return re.match(r"\s(?:[a-z]+)|[,.]", after) is not None and not re.search(r"\b[A-Z][a-z]+\s$", before)
    return True


def _read(match: re.Match[str]) -> tuple[str, DateExpression]:
    for rule, reader in _READERS:
        expression = reader(match)
        if expression is not None:
            return rule, expression
    raise AssertionError("a branch of the pattern without a reader")


def _month(text: str) -> int:
    return _MONTH_NUMBER[text[:3].lower()]


def _number_in(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found
    return int(found.group())


def _read_iso(match: re.Match[str]) -> DateExpression | None:
    if not match["iso"]:
        return None
    year, month, day = (int(part) for part in match["iso"].split("-"))
    return DateExpression("day", year=year, month=month, day=day)


def _read_figures(match: re.Match[str]) -> DateExpression | None:
    if not match["figures"]:
        return None
    first, second, year = (int(part) for part in re.findall(r"\d+", match["figures"]))
    year += 0 if year > 99 else 2000
    if first > 12:
        return DateExpression("day", year=year, month=second, day=first)
    if second > 12 or first == second:
        return DateExpression("day", year=year, month=first, day=second)
    return DateExpression("ambiguous", year=year, month=first, day=second)


def _read_day(match: re.Match[str]) -> DateExpression | None:
    month = match["month1"] or match["month2"]
    if not month:
        return None
    day = match["day1"] or match["day2"]
    last = match["day1end"] or match["day2end"]
    year = int(match["fullyear"]) if match["fullyear"] else None
    step = {"this": 0, "last": -1, "next": 1}[match["fullstep"]] if match["fullstep"] else None
    weekday = _WEEKDAY_NUMBER[match["fullweekday"][:3].lower()] if match["fullweekday"] else None
    start = DateExpression("day", year=year, month=_month(month), day=_number_in(day), year_step=step, weekday=weekday)
    to_month = match["tomonth1"] or match["tomonth2"]
    if to_month:
        to_year = int(match["toyear"]) if match["toyear"] else year
        to_day = _number_in(match["today1"] or match["today2"])
        end = DateExpression("day", year=to_year, month=_month(to_month), day=to_day)
        begin = DateExpression("day", year=year or to_year, month=_month(month), day=_number_in(day))
        return DateExpression("range", start=begin, end=end)
    if last:
        end = DateExpression("day", year=year, month=_month(month), day=_number_in(last), year_step=step)
        return DateExpression("range", start=start, end=end)
    return start


def _read_month(match: re.Match[str]) -> DateExpression | None:
    if match["month"]:
        year = int(match["monthyear"]) if match["monthyear"] else None
        words = (match["monthstep"] or "").split()
        step = {"this": 0, "last": -1, "next": 1}.get(words[0]) if words else None
        start = DateExpression(
            "month", year=year, month=_month(match["month"]), year_step=step, vague=bool(words) and step is None
        )
        if match["endmonth"]:
            return DateExpression(
                "range", start=start, end=DateExpression("month", year=year, month=_month(match["endmonth"]))
            )
        if match["endmonth2"]:
            end = DateExpression("month", year=int(match["endmonthyear"]), month=_month(match["endmonth2"]))
            return DateExpression("range", start=start, end=end)
        return start
    if match["modifiedmonth"]:
        return DateExpression("month", month=_month(match["month3"]), modifier=match["monthmodifier"].lower())
    if match["baremonth"]:
        return DateExpression("month", month=_month(match["baremonth"]))
    return None


def _read_years(match: re.Match[str]) -> DateExpression | None:
    if match["decade"]:
        return DateExpression("decade", year=int(match["decade"]))
    first, last = match["yearfrom"] or match["betweenfrom"], match["yearto"] or match["betweento"]
    if first:
        end = int(last) if len(last) == 4 else int(first[:2] + last)
        return DateExpression(
            "range", start=DateExpression("year", year=int(first)), end=DateExpression("year", year=end)
        )
    if match["season"]:
        return DateExpression(
            "season", year=int(match["seasonyear"]), unit=match["season"].lower().split("-")[-1].split()[-1]
        )
    if match["year"]:
        return DateExpression("year", year=int(match["year"]))
    if match["century"]:
        return DateExpression("century", year=(_number_in(match["century"]) - 1) * 100)
    return None


def _read_weekday(match: re.Match[str]) -> DateExpression | None:
    if not match["weekday"]:
        return None
    modifier = (match["weekdaymodifier"] or "").lower().split()
    week = {"this": 0, "last": -1, "next": 1}[match["weekdaystep"]] if match["weekdaystep"] else None
    return DateExpression(
        "weekday",
        weekday=_WEEKDAY_NUMBER[match["weekday"][:3].lower()],
        modifier=modifier[-1] if modifier else None,
        step=week,
    )


def _read_relative(match: re.Match[str]) -> DateExpression | None:
    if match["dayword"]:
        step = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match["dayword"].lower()]
        return DateExpression("unit", unit="day", step=step)
    if match["weekend"]:
        return DateExpression("unit", unit="weekend", step=-1)
    if match["step"]:
        step_word = match["step"].lower()
        if step_word in ("previous", "following", "same", "coming") or (step_word == "next" and match["unit"] == "day"):
            shift = {"previous": -1, "following": 1, "same": 0, "coming": 1, "next": 1}[step_word]
            return DateExpression("after", unit=match["unit"], step=shift)
        return DateExpression("unit", unit=match["unit"], step={"this": 0, "last": -1, "next": 1}[step_word])
    if match["dayafter"]:
        return DateExpression("after", unit="day", step=1 if match["dayafter"].endswith("after") else -1)
    return None


def _read_ago(match: re.Match[str]) -> DateExpression | None:
    if not match["agocount"]:
        return None
    words = match["agocount"].strip(" -").lower()
    exact = re.search(rf"(?:^|\s)({NUMBER}|an?)$", words)
    count = number(exact.group(1)) if exact else (Decimal(2) if words.endswith("couple of") else None)
    unit = match["agounit"].rstrip("s") if match["agounit"] != "centuries" else "century"
    vague = count is None or match["agoword"] != "ago" or "half" in words.split()
    return DateExpression("ago", unit=unit, step=None if count is None else int(count), vague=vague)


_READERS = (
    ("iso-date", _read_iso),
    ("date-in-figures", _read_figures),
    ("day", _read_day),
    ("month", _read_month),
    ("year", _read_years),
    ("weekday", _read_weekday),
    ("relative", _read_relative),
    ("ago", _read_ago),
)
