"""Offences as noun phrases, cut out of the words that a cue governs: "for |bribery| and |money laundering| on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.lexicon import offences, titles

_ENDS = (
    r"[.;:!?](?!\d)|[()\[\]—–\n]",
    # a clause of another kind
    r",?\s(?:who|which|that|when|where|whose|after|while|before|but|although|because|since|whom|as\swell\sas\s(?:being|was)|as\spart|according|until|despite|if|though|unless|including\sthe|pertaining)\b",
    r",?\s(?:(?:was|were|has|had|is|are)\s|(?:faces|gets?|got|walks|could|will|would)\b)",
    r"\sfor\s(?:he|she|they|it)\b",
    r",\s(?:an?|the|minus|said|says|told|he|she|they|his|her|with|in|a\scrime|both|each|plus|to|but|where|was|were|also|according)\b",
    r",\s(?:accepting|adding|arguing|asking|becoming|bringing|calling|citing|claiming|describing|finding|insisting|leaving|meaning|noting|prompting|rejecting|removing|ruling|saying|sparking|telling|urging|warning)\b",
    # a second thing that the court did
    r"\sand\s(?:upheld|handed|increased|reduced|cut|confirmed|rejected|dismissed|acquitted|was|were|is|are|has|had|have|will|would|could|sentenced|ordered|fined|jailed|given|gave|imposed|banned|received|must|faces|he|she|they|the\scourt|the\sjudge|another)\b",
    r"\sand\s(?:(?:also|then)\s(?!\w+ing)\w+|(?:his|her)\s(?:sentence|term|appeal)|(?:a|an)\s(?:fine|further)|to\s(?:\w+\s){0,2}\d|\w+\syears?)\b",
    # where
    r",?\s(?:by\s(?:a|the|an)\s(?:[\w-]+\s){0,4}(?:court|judge|jury|tribunal)|at\s(?:the\s)?(?:[\w’'-]+\s){1,4}(?:[Cc]ourt|[Tt]ribunal)|in\s(?:the\s)?(?:[A-Z][\w’'.]+\s){1,4}(?:Court|District)|in\s(?:a|the|his|her)\s(?:trial|case|hearing|verdict|ruling|retrial)|under\s(?:the|article|section))\b",
    # when
    r",?\s(?:on\s\w+day|(?:in|since|from|between|during|on)\s(?:early\s|late\s|mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4})|last\s(?:week|month|year|night|\w+day)|(?:\w+\s)?(?:years?|months?|weeks?|days?)\sago|yesterday|today|earlier)\b",
    # somebody named in full
    r",?\sagainst\s(?=[A-Z][\w’'-]+\s[A-Z])|,\s(?=[A-Z][\w’'-]+\s[A-Z])",
)
_END = re.compile("|".join(_ENDS))
_LEADING = re.compile(
    r"^(?:(?:and|also|both|the|a|an|his|her|their|its|alleged(?:ly)?|charges?\sof|counts?\sof|the\scrimes?\sof|crimes?\sof|offen[cs]es?\sof|one|two|three|four|five|six|seven|eight|nine|ten|\d+|multiple|several|various|other|all|single|separate|role\sin|part\sin|involvement\sin|"
    r"of|for|on|to|in|with|being\sconvicted\sof|(?:being\s)?f(?:ind|ound)(?:ing)?\s(?:(?:him|her|them)\s)?guilty\sof|pleading\sguilty\sto|admitting|what\swas|first|second)\s(?:(?:counts?|charges?|cases?|offen[cs]es?)\s(?:of\s|relating\sto\s)?)?)+",
    re.I,
)
_TRAILING = re.compile(
    r"\s(?:charges?|counts?|offen[cs]es?|convictions?|and|or|as|on|in|of|at|the|a|to|each|respectively|both|concurrently|alone|too|soon|even|shortly|just)$",
    re.I,
)
_NO_OFFENCE = re.compile(
    r"^(?:(?:(?:over|more\sthan|at\sleast|nearly|about|up\sto)\b|[£$€\d]).*|it|him|her|them|that|this|those|these|which|what|same|crime|crimes|offen[cs]es?|charges?|case|charge|count|counts|guilty|all|both|trial|sentence|life|prison|jail|court|release|parole|"
    r"(?:crimes?|offen[cs]es?)\scommitted\b.*|(?:instead\s)?asking\b.*|(?:Mr|Mrs|Ms|Dr)\b.*|(?:each\sof|fined|terms?|including|being\s(?:what|level+ed|brought|filed|laid)|citing|early\splea|asked|lack\sof|his|her|(?:up|down)\sfrom|leniency|mercy|clemency|years?|months?|weeks?|days?)\b.*|(?:distinct|separate|various|several)\scrimes|which\b.*|some|separate|men|women|man|woman|people|killer|murderer|former|ex-\w+|two|three|four|five|another|others|good|now|example|appeal|money|time|comment|every|each|more|at least|him and|murderers?|[a-z]+er who|(?:only\s)?(?:an?\s)?\d{1,3}-year-old\b.*)$",
    re.I,
)
_SOMEBODY = re.compile(
    r"^(?:(?:[\w’'-]+\s){0,4}(?:defendants?|ringleaders?|leaders?|man|woman|men|women|people|members|poacher|killers?|fraudster|traffickers?|case|trial|affair|teenager|couple|years?|months?|days|brothers|accomplices?|chairman|mayor|president|minister|conspirators?)|[A-Z][a-z]+s)$"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)*")
_FORMER = re.compile(
    r"(?:[\w’'-]+\s){0,4}(?:(?:former|ex-\w+|then)\s|(?:ringleader|leader|mastermind|member|boss|suspect|defendant)\s[A-Z])"
)
_HEAD_END = re.compile(r"\s(?:of|at|for|in|on|from|who|against|with|by|to)\s")
_ASIDE = re.compile(r"\s\([^()]{1,40}\)(?=,|\s[a-z])")
_ITEM = re.compile(
    r",\s(?:and\s|or\s)?(?:for\s|of\s|on\s|to\s|with\s)?|\s(?:and|or)\s(?:for\s|of\s|on\s|to\s|with\s)?|\sas\swell\sas\s|\splus\s|\s&\s"
)
_GERUND = re.compile(r"^(?:(?:[a-z]+ly|not|then|also)\s)?(?:being|having|[a-z]{2,}ing)\b", re.I)
_COMPLEMENT = re.compile(r"\s(?:of|against|in|with|to|from|for|on|by|under|into)\s")
_GOES_ON = re.compile(r"(?:the|an?|his|her|their|its|\d+|two|three|four|five|[A-Z][\w’'-]*)\s|[\w’'-]+$")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_HEAD_NOUN = re.compile(
    r"\b(?:offen[cs]es?|crimes?|violations?|attacks?|killings?|conspiracy|plot|scam|scheme|massacres?|bombings?)\b",
    re.I,
)
_QUOTES = " ,'’‘“”\""
_LONGEST = 140
_MOST = 8
_MOST_WORDS = 5


def phrases_of(words: str) -> list[str]:
    """The offences at the beginning of `words`: cut where the clause ends, split where it lists."""
    asides = [found.span() for found in _ASIDE.finditer(words[: 2 * _LONGEST])]
    stop = next((m for m in _END.finditer(words) if not any(a <= m.start() < b for a, b in asides)), None)
    clause = words[: stop.start()] if stop else words
    clause = clause[:_LONGEST].rsplit(" ", 1)[0] if len(clause) > _LONGEST else clause
    clause = _LEADING.sub("", clause.strip().rstrip(","))
    found = []
    for part in _items(clause)[:_MOST]:
        phrase = _trimmed(part)
        if phrase and _may_be_offence(phrase):
            found.append(phrase)
    return found


def is_sure(phrase: str) -> bool:
    """True for what begins with a deed or holds the name of an offence, and not only stands where offences do."""
    return bool(_GERUND.match(phrase) or _HEAD_NOUN.search(phrase) or any(named_in(phrase)))


def named_in(words: str) -> Iterator[tuple[int, int]]:
    """Where `words` name offences of the lexicon, in whatever case: from left to right, the longest at each place."""
    known = offences()
    may_begin = _first_words(known)
    tokens = [token.span() for token in _WORD.finditer(words)]
    first = 0
    while first < len(tokens):
        start = tokens[first][0]
        if words[start : tokens[first][1]].lower() not in may_begin:
            first += 1
            continue
        ends = (tokens[last][1] for last in range(min(first + _MOST_WORDS, len(tokens)) - 1, first - 1, -1))
        end = next((end for end in ends if words[start:end].lower() in known), None)
        if end is None:
            first += 1
        else:
            yield start, end
            first = next((n for n in range(first + 1, len(tokens)) if tokens[n][0] >= end), len(tokens))


@lru_cache(maxsize=4)
def _first_words(names: frozenset[str]) -> frozenset[str]:
    """With what a name may begin: most words of a text need no further look."""
    return frozenset(word.group() for name in names if (word := _WORD.match(name)))


def _items(clause: str) -> list[str]:
    """The members of a list. A part that is no offence of its own belongs to the one before: "rape of A |and B|"."""
    items: list[tuple[int, int]] = []
    start = 0
    for separator in [*_ITEM.finditer(clause), None]:
        end = separator.start() if separator else len(clause)
        if items and _belongs(clause[slice(*items[-1])], clause[items[-1][1] : start], clause[start:end]):
            items[-1] = (items[-1][0], end)
        elif clause[start:end].strip():
            items.append((start, end))
        start = separator.end() if separator else end
    while len(items) > 1 and clause[items[-2][1] : items[-1][0]] == ", " and not is_sure(clause[slice(*items[-1])]):
        items.pop()  # no list ends on a bare comma: the clause goes on
    return [clause[first:last] for first, last in items]


def _belongs(item: str, between: str, part: str) -> bool:
    """True if `part` goes on with `item`: "murder of Ann Lee |and Tom Baker|", "making |and selling pills|"."""
    if _is_deed(item) and len(item.split()) == 1 and between == " and ":
        return True
    if is_sure(part):
        return False
    return _is_deed(item) or (_GOES_ON.match(part.strip()) is not None and _COMPLEMENT.search(item) is not None)


def _is_deed(phrase: str) -> bool:
    """True for "selling", and not for "money laundering", which is a name."""
    bare = phrase.strip(_QUOTES)
    return _GERUND.match(bare) is not None and bare.lower() not in offences()


def _may_be_offence(phrase: str) -> bool:
    """False for people, places, numbers and other things that stand where offences do."""
    if _NO_OFFENCE.match(phrase) or not re.search(r"[a-z]{3}", phrase, re.I):
        return False
    if _GERUND.match(phrase):
        return True
    head = _HEAD_END.split(phrase, maxsplit=1)[0]
    somebody = _SOMEBODY.match(head) or _FORMER.match(head) or head.split()[-1].lower() in titles()
    return not somebody and (not _NAME.fullmatch(phrase) or is_sure(phrase))


def _trimmed(phrase: str) -> str:
    if re.match(r'\s*["“][^"”]+["”]\s\w', phrase):  # a quoted word in front is part of it
        return _TRAILING.sub("", phrase.strip(" ,"))
    phrase = _LEADING.sub("", phrase.strip(_QUOTES))
    while (cut := _TRAILING.sub("", phrase)) != phrase and (is_sure(cut) or not _HEAD_NOUN.search(phrase[len(cut) :])):
        phrase = cut
    return phrase.strip(_QUOTES)
