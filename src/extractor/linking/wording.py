"""The words that ought to say who bears a sentence, and what kind of words they are: "he", "two men", "the doctor"."""

from __future__ import annotations

import re

from extractor.linking.grammar import OTHERS, SENTENCE_WORD, Verb
from extractor.linking.phrases import named_in
from extractor.linking.view import View
from extractor.mention import Mention

_PRONOUN = re.compile(
    rf"\b(?:he|she|him|himself|herself|her(?=\s(?:to|for|with|a|an|\d)\b|\s?$)|(?:his|her)\s(?:[\w-]+\s){{0,3}}?{SENTENCE_WORD}\b|(?:his|her)\s?$)",
    re.I,
)
_PLURAL = re.compile(
    r"\b(?:they|them|both|all\s(?:two|three|four|five|six)|their(?=\s?$|\s(?:[\w-]+\s){0,3}?(?:sentences|terms|punishments|convictions|appeals))|the\s(?:two|three|four|five|six|pair|couple|duo|trio|men|women|brothers|sisters|defendants|accused|officers)|each)\b",
    re.I,
)
_SEVERAL = re.compile(r"\b(?:two|three|four|five|six)\s(?!years?|months?|counts?|charges?|others?)[a-z]", re.I)
_DEFINITE = re.compile(
    r"^[“\"]?(?:accused|defendant|appellant)\b|\b(?:the|this|that)\s(?:\w+[\s-]){0,3}?(?:defendant|accused|man|woman|convict|appellant|year-old|former|ex-\w+|\w+er|\w+or|\w+ist|\w+ant|chief|judge|boss|mayor|president|minister|doctor|aide|soldier|activist|politician|teenager|father|mother|couple|cleric|blogger|deputy|priest|pastor|official|student|nurse|clerk|\w*man|\w*woman)\b",
    re.I,
)
_INDEFINITE = re.compile(r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\s(?:[\w’'-]+\s){0,8}", re.I)
# People who are counted and not named: "a group of seven Somali pirates", "two Swedish journalists".
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_CROWD = re.compile(
    rf"\b(?:(?:group|band|gang|dozen|dozens|scores|hundreds)\sof\s(?:{_NUMBER}\s)?[A-Za-z]|(?i:numerous|several|many)\s(?!more\b|other\b)(?:[\w-]+\s){{0,2}}?(?!charges|counts|cases|years|months|times)[a-z]+s\b|{_NUMBER}\s[A-Z][\w-]+\s(?:[a-z-]+\s)?[a-z]+(?:s|men)\b(?!\sof))"
)
# The subject or the object is a thing with a name: "|MGSB Berhad| was fined", "fines |national airline Qantas|".
_THING_AS_SUBJECT = re.compile(
    r"^(?:The\s)?(?!He\b|She\b|They\b|Prosecutors?\b|Judges?\b|Jurors\b|Lawyers\b|Authorities\b|Police\b|Accused\b|Defendant\b|Appellant\b|Both\b|Each\b|His\b|Her\b|Their\b)(?:[A-Z][\w&.’'-]*\s){1,5}$"
)
# "His employer, Lakeside Holdings, was fined".
_COMPANY = re.compile(
    r"\b(?:employer|company|compan(?:y|ies)|firms?|banks?|airlines?|newspapers?|group|council|club|university|hospital|operator|contractor|manufacturer|retailer|website|broadcaster|corporation|organi[sz]ation|ngo|ministry|party|supermarket|factory)(?:,\s(?:[A-Z][\w&.’'-]*\s?){1,5},?)?\s$"
)
_THING_AS_OBJECT = re.compile(
    r"^\s(?:the\s)?(?:(?!of\b|for\b|at\b|in\b|to\b)[a-z][\w-]*\s){0,3}(?:[A-Z][\w&.’'-]*\s){1,5}(?:to\s|an?\s|of\s){0,2}$"
)
_GIVEN_TO = re.compile(
    r"['’]?s?\s(?:(?:handed|imposed|passed|given)\s(?:down\s)?by\s[^,;.]{3,40}?\s|(?:\w+\s){0,3}?)(?:for|of|against|to|on)\s(?=(?P<number>(?:an?|the|two|three|dozens|scores|hundreds|\d+)\s))"
)
# "jailed |a former minister for| two years"; but "imposed |a sentence of|".
_OBJECT = re.compile(
    rf"^\s(?:an?|one)\s(?!(?:[\w’'-]+\s){{0,2}}{SENTENCE_WORD}\b)(?:[\w’'-]+\s){{1,5}}(?:for|to|with)\s"
)
_ITS_ARTICLE = re.compile(r"\b(?:an?|one|another|further|[\w-]+\ssentence\sof)\s(?:[\w’'-]+\s){0,3}$")
_STATUTORY = re.compile(
    r"\b(?:offen[cs]es?|crimes?|charges?|counts?|law|code|act|murder|fraud|office|[a-z]+ing)\b[^.;,]{0,60}?\b(?:carr(?:y|ies|ied|ying)|(?:is|are)\s(?:punishable|prescribed)|provides?|prescribes?|allows?|stipulates?|envisages?)\b|"
    r"\b(?:punishment|penalty)\sfor\s[^.;]{1,60}?\sis\b",
    re.I,
)
_AT_HAND = re.compile(
    r"\b(?:charge[sd]?|counts?|both|each|these|those|the\s(?:crimes?|offen[cs]es?)|for\swhich|he|she|they|women|men|defendants?|accused|the\s(?:punishment|penalty)\sfor)\b",
    re.I,
)
"""What ties the law to this case; without it the law is told in general."""
_COURT_SUBJECT = re.compile(
    r"[“\"]?(?:It|The\s(?:\w+\s){0,2}(?:court|judges?|tribunal|panel|bench|chamber|jury|magistrate))\b", re.I
)
_PROSECUTORS = re.compile(
    r"[“\"]?(?:They|Prosecutors?|The\s(?:\w+\s){0,2}(?:prosecut(?:ors?|ion)|state|crown))\s(?:also\s|had\s|have\s){0,2}(?:want|ask|sought|seek|demand|request|recommend|urge|call)",
    re.I,
)
_COUNT = {
    "both": 2,
    "two": 2,
    "pair": 2,
    "couple": 2,
    "duo": 2,
    "brothers": 2,
    "sisters": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}


def about_whom(view: View, mention: Mention, segment: tuple[int, int], verb: Verb | None) -> str:
    """The words that ought to say who: in front of a passive, behind an active verb, or behind "given to"."""
    start, end = segment
    behind = view.text[mention.end : min(end, mention.end + 60)]
    given_to = _GIVEN_TO.match(behind)
    if given_to and not any(first == given_to.end("number") for first, _ in named_in(behind)):
        return behind[given_to.end() :]
    if verb is None:
        return view.text[start : mention.start]
    if verb.voice != "active":
        return view.text[start : verb.start]
    if verb.end > mention.start:
        return behind if re.match(r"\s(?:an?|the|two|three|four|five|[A-Z])", behind) else view.text[start : verb.start]
    words = view.text[verb.end : mention.start]
    return words if _OBJECT.match(words) else _ITS_ARTICLE.sub("", words)


def kind_of(words: str, verb: Verb | None) -> str:
    """What kind of words they are; "other" if nothing in them points to anybody."""
    if _CROWD.search(words):
        return "crowd"
    if _PROSECUTORS.match(words.lstrip()):
        return "other"
    if verb and verb.voice != "active" and _COMPANY.search(words):
        return "company"
    if OTHERS.search(words):
        return "others"
    if verb and (_THING_AS_OBJECT.match(words) if verb.voice == "active" else _THING_AS_SUBJECT.search(words)):
        return "thing"
    for kind, pattern in _KINDS:
        if pattern.search(words):
            return kind
    return "other"


_KINDS = (
    ("pronoun", _PRONOUN),
    ("several", _PLURAL),
    ("several", _SEVERAL),
    ("definite", _DEFINITE),
    ("indefinite", _INDEFINITE),
)


def count_of(words: str) -> int | None:
    """How many they are: 2 of "both men"."""
    found = _PLURAL.search(words) or _SEVERAL.search(words) or _CROWD.search(words)
    return next((n for word, n in _COUNT.items() if found and word in found.group().lower()), None)


def speaker_of(words: str) -> str | None:
    """Who speaks where the law or the court is what the segment is about, as its words in front of the size say."""
    if _STATUTORY.search(words):
        return "law at hand" if _AT_HAND.search(words) else "law in general"
    if _PROSECUTORS.match(words):
        return "prosecutors"
    return "court" if _COURT_SUBJECT.match(words) else None
