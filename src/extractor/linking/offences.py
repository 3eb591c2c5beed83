"""What a sentence is for, in the article's own words.

First the words of the sentence's own segment are read ("for |embezzlement and fraud|", "convicted of |murder|"), then
the nearest segment that says of what its bearer was convicted, charged or accused.
"""

from __future__ import annotations

import re

from extractor.lexicon import offences, titles
from extractor.linking.entity import Entity
from extractor.linking.view import View
from extractor.mention import Mention

_TIME = r"(?:(?:yesterday|today|in\sabsentia|last\s\w+|(?:on|in)\s(?:\w+\s)?(?:[A-Z]\w+day|[A-Z][a-z]+(?:\s\d{1,2})?(?:,?\s\d{4})?|\d{4})),?\s)"
_STATED = re.compile(
    rf"\b(?:(?:[Cc]onvict(?:ed|ing|ion)|[Gg]uilty|[Aa]cquitt(?:ed|ing))\s(?:him\s|her\s|them\s)?{_TIME}?(?:by\s[^,.;]{{3,50}}?\s)?(?:of|on|for)|"
    rf"[Pp]lead(?:ed|s|ing)?\s(?:not\s)?guilty\s{_TIME}?to|pled\sguilty\s{_TIME}?to|admitt(?:ed|ing)(?:\sto)?|confess(?:ed|ing)\sto|"
    r"[Cc]harg(?:ed|es|ing)\s(?:\w+\s){0,2}?(?:with|of|over)|charges?\sof|counts?\s(?:each\s)?of|[Aa]ccused\s(?:\w+\s){0,3}?of|accusations?\sof|indicted\s(?:on|for)|"
    r"(?:charges|counts|crimes|offences),?\s(?:including|included|such\sas|involved|involving)|"
    r"tried\s(?:for|on)|(?:jailed|imprisoned|sentenced|serving\stime|arrested|wanted|fined)\s(?:[\w-]+\s){0,5}?for|(?:convicted|sentenced|jailed|fined)\s[^.;:!?]{1,140}?\sfor(?=\s(?:\w+ly\s)?[a-z]{2,}ing\b)|(?:his|her|their)\s(?:role|part|involvement)\sin)\s",
)
_ACQUITTED = re.compile(r"[Aa]cquit")
_CHARGES_BEHIND = re.compile(
    r"\b(?:on|of|to|the|with)\s(?P<what>(?:(?!charges?\b|counts?\b|for\b|after\b)[A-Za-z’'-]+,?\s){1,9})(?:charges?|counts?|convictions?)\b(?!\s(?:of|that|relat|includ|with))"
)
_PUNISHABLE = re.compile(
    r"(?:^|,\s|\bthat\s)(?P<what>[A-Za-z][^,.;:!?]{2,80}?\s)(?:can\s|could\s|may\s)?(?:is|are|was|carries|carry|carried)\s(?:(?:punishable|liable)\s)?(?:by|with|to)?\s?(?:an?\s)?(?:(?:possible|maximum|mandatory|minimum|statutory)\s)?(?:(?:sentence|penalty|term|punishment)\sof\s)?$"
)
_BEHIND = re.compile(
    r"[^.;:!?]{0,110}?(?:\b(?:for|over)\s(?!(?:a\s)?(?:life|at\sleast|up\sto|another|more|nearly|almost|about|the\s(?:first|last|next|second|third|rest)|every|each\sof|trial|now|good|example|instance|parole|release|\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|some)\b))|"
    r"\b(?:on|of)\s(?:[\w-]+\s){0,3}?(?:charges?|counts?|offen[cs]es?)\s(?:of\s|relating\sto\s|related\sto\s|including\s|that\s(?:he|she|they)\s)?|"
    r"\bas\s(?=an?\saccessory)|\bafter\s(?:being\s|he\swas\s|she\swas\s|they\swere\s|having\sbeen\s|a\sjury\s|the\s(?:court|jury)\s)?(?:convict(?:ed|ing)(?:\s(?:him|her|them|[A-Z][\w’'-]+))?|found\s(?:\w+\s)?guilty|finding\s(?:\w+\s)?guilty|pleading\sguilty|admitting|confessing|conviction)\s(?:\w+\s){0,2}?(?:of|on|to|for)?\s?)"
)
_END = re.compile(
    r"[.;:!?](?!\d)|[()\[\]—–\n]|,?\s(?:who|which|that|when|where|whose|after|while|before|but|although|because|since|whom|as\swell\sas\s(?:being|was)|as\spart|according|until|despite|if|though|unless|including\sthe|"
    r"and\s(?:(?:upheld|handed|increased|reduced|cut|confirmed|rejected|dismissed|acquitted|was|were|is|are|has|had|have|will|would|could|also|then|sentenced|ordered|fined|jailed|given|gave|imposed|banned|received|must|faces|he|she|they|his\s(?:sentence|term|appeal)|her\s(?:sentence|term|appeal)|the\scourt|the\sjudge|another|(?:a|an)\s(?:fine|further)|to\s(?:\w+\s){0,2}\d|\w+\syears?)\b)|"
    r"and\sfor\b|by\s(?:a|the|an)\s(?:[\w-]+\s){0,4}(?:court|judge|jury|tribunal)|at\s(?:the\s)?(?:[\w’'-]+\s){1,4}(?:[Cc]ourt|[Tt]ribunal)|in\s(?:the\s)?(?:[A-Z][\w’'.]+\s){1,4}(?:Court|District)|under\s(?:the|article|section)|against\s(?=[A-Z][\w’'-]+\s[A-Z])|"
    r"on\s(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|(?:in|since|from|between|during|on)\s(?:early\s|late\s|mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December|\d{4})|"
    r"last\s(?:week|month|year|night|\w+day)|(?:\w+\s)?(?:years?|months?|weeks?|days?)\sago|yesterday|today|earlier|pertaining|in\s(?:a|the|his|her)\s(?:trial|case|hearing|verdict|ruling|retrial)|was\s|were\s|has\s|had\s|is\s|are\s|faces\b|could\b|will\b|would\b)|"
    r",\s(?=[A-Z][\w’'-]+\s[A-Z])|,\s(?:an?|the|minus|said|says|told|he|she|they|his|her|with|in|a\scrime|both|each|plus|to|but|where|was|were|also|according)\b"
)
_LEADING = re.compile(
    r"^(?:(?:and|also|both|the|a|an|his|her|their|its|alleged(?:ly)?|charges?\sof|counts?\sof|the\scrimes?\sof|crimes?\sof|offen[cs]es?\sof|one|two|three|four|five|six|seven|eight|nine|ten|\d+|multiple|several|various|other|all|single|separate|role\sin|part\sin|involvement\sin|"
    r"of|for|on|to|in|with|being\sconvicted\sof|what\swas|first|second)\s(?:(?:counts?|charges?|cases?|offen[cs]es?)\s(?:of\s|relating\sto\s)?)?)+",
    re.I,
)
_TRAILING = re.compile(
    r"\s(?:charges?|counts?|offen[cs]es?|convictions?|and|or|as|on|in|of|at|the|a|to|each|respectively|both|concurrently|alone|too|soon|even|shortly|just)$",
    re.I,
)
_SPLIT = re.compile(r",\s(?:and\s|or\s)?|\sand\s|\sas\swell\sas\s|\splus\s|\s&\s")
_GERUND = re.compile(r"^(?:[a-z]+ly\s)?(?:being|[a-z]+ing)\b")
_NO_OFFENCE = re.compile(
    r"^(?:(?:(?:over|more\sthan|at\sleast|nearly|about|up\sto)\b|[£$€\d]).*|it|him|her|them|that|this|those|these|which|what|same|crime|crimes|offen[cs]es?|charges?|case|charge|count|counts|guilty|all|both|trial|sentence|life|prison|jail|court|release|parole|"
    r"(?:crimes?|offen[cs]es?)\scommitted\b.*|(?:instead\s)?asking\b.*|(?:Mr|Mrs|Ms|Dr)\b.*|(?:each\sof|fined|terms?|citing|early\splea|asked|lack\sof|his|her|(?:up|down)\sfrom|leniency|mercy|clemency|years?|months?|weeks?|days?)\b.*|(?:distinct|separate|various|several)\scrimes|which\b.*|some|separate|men|women|man|woman|people|killer|murderer|former|ex-\w+|two|three|four|five|another|others|good|now|example|appeal|money|time|comment|every|each|more|at least|him and|murderers?|[a-z]+er who)$",
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
_LONGEST = 120
_MOST_PARTS = 8
_REACH = 6
_FAR = 12


def offences_of(
    view: View, mention: Mention, bearers: list[Entity], earlier: list[tuple[Mention, list[Entity], list[str]]]
) -> list[str]:
    """The offences of a sentence, as short phrases; empty where the article does not state them.

    `earlier` are the sentences linked before, with their bearers and offences: a fine or a ban beside a prison term
    is for the same offence unless the article says otherwise.
    """
    number = view.segments.index(mention.start)
    own = _own_segment(view, mention, *view.segments.span(number))
    return (
        own
        or _beside(view, number, bearers, earlier, 2)
        or _elsewhere(view, number, bearers)
        or _mentioned(view.text[slice(*view.segments.span(number))])
        or _beside(view, number, bearers, earlier, _FAR)
    )


def _beside(
    view: View, number: int, bearers: list[Entity], earlier: list[tuple[Mention, list[Entity], list[str]]], most: int
) -> list[str]:
    for other, theirs, named in reversed(earlier):
        if number - view.segments.index(other.start) > most:
            return []
        if theirs == bearers and named:
            return named
    return []


def _own_segment(view: View, mention: Mention, start: int, end: int) -> list[str]:
    found: list[tuple[int, str]] = []
    behind = _BEHIND.match(view.text, mention.end, end)
    if behind and not view.people_between(behind.end(), behind.end() + 2):
        found.append((behind.end(), view.text[behind.end() : end]))
    charges = _CHARGES_BEHIND.search(view.text, mention.end, end)
    if charges:
        found.append((charges.start() + 3, charges["what"]))
    for stated in _STATED.finditer(view.text, start, end):
        if stated.start() < mention.end and stated.end() > mention.start:
            continue
        distance = (
            stated.end() if stated.start() >= mention.end else mention.end + _LONGEST + mention.start - stated.start()
        )
        found.append((distance, view.text[stated.end() : end]))
    for _, words in sorted(found, key=lambda pair: pair[0]):
        phrases = _phrases(words)
        if phrases:
            return phrases
    punishable = _PUNISHABLE.search(view.text[start : mention.start])
    if punishable:
        phrases = _phrases(punishable["what"])
        if phrases and (phrases[-1].lower() in offences() or _GERUND.match(phrases[0].lower())):
            return phrases
    return _inside(mention.text, view.text[start : mention.start]) or _named_before(
        view.text[start : mention.start], view.text[mention.end : end]
    )


def _inside(words: str, before: str) -> list[str]:
    """An offence in the words of the penalty or right in front: "27-year |treason| sentence", "a |speeding| fine"."""
    nearest = re.search(r"([a-z-]+)\s$", before)
    candidates = [*re.findall(r"[a-z][a-z-]+", words), *(nearest.groups() if nearest else ())]
    return next(([word] for word in candidates if word in offences()), [])


def _named_before(before: str, behind: str) -> list[str]:
    """An offence used as an adjective: "a |corruption| sentence", "|rape| conviction"."""
    for found in re.finditer(
        r"\b([a-z][a-z-]+(?:\s[a-z-]+)?)\s(?:conviction|convictions|charges?|sentence|case|verdict)\b",
        before + " | " + behind,
    ):
        for phrase in (found.group(1), found.group(1).split()[-1]):
            if phrase in offences():
                return [phrase]
    return []


def _mentioned(segment: str) -> list[str]:
    """The offence that the segment names at all: "in a retrial of a |drug smuggling| case", "under the |blasphemy| law"."""
    words = list(_WORD.finditer(segment))
    for length in (3, 2, 1):
        for first in range(len(words) - length + 1):
            phrase = segment[words[first].start() : words[first + length - 1].end()]
            if phrase in offences():
                return [phrase]
    return []


_WORD = re.compile(r"[a-z][a-z-]+")


def _elsewhere(view: View, number: int, bearers: list[Entity]) -> list[str]:
    """The nearest segment that states a conviction or a charge of the bearers, convictions before charges."""
    order = sorted(
        range(max(0, number - 2 * _REACH), min(len(view.segments), number + _REACH)),
        key=lambda n: (abs(n - number), n > number),
    )
    for at in order:
        if at == number:
            continue
        start, end = view.segments.span(at)
        match = next((m for m in _STATED.finditer(view.text, start, end) if not _ACQUITTED.match(m.group())), None)
        if match is None or not _about(view, at, start, end, number, bearers):
            continue
        phrases = _phrases(view.text[match.end() : end])
        if phrases:
            return phrases
    return []


def _about(view: View, at: int, start: int, end: int, number: int, bearers: list[Entity]) -> bool:
    """True if the segment speaks of one of the bearers: by name, or by a pronoun beside a segment that names them."""
    named = [p for _, p in view.people_between(start, end)]
    if any(p in bearers for p in named):
        return True
    if named or not bearers:
        return not bearers and not named and abs(at - number) <= 1
    return abs(at - number) <= 3


def _phrases(text: str) -> list[str]:
    """The offences at the beginning of `text`, cut where the clause ends and split where it lists."""
    stop = _END.search(text)
    clause = text[: stop.start()] if stop else text
    clause = clause[:_LONGEST].rsplit(" ", 1)[0] if len(clause) > _LONGEST else clause
    clause = _LEADING.sub("", clause.strip().rstrip(","))
    if not clause:
        return []
    parts = [clause] if _GERUND.match(clause) and not _lists_offences(clause) else _SPLIT.split(clause)
    phrases = []
    for part in parts[:_MOST_PARTS]:
        phrase = _trim(part)
        if phrase and _may_be_offence(phrase):
            phrases.append(phrase)
    return phrases


def _may_be_offence(phrase: str) -> bool:
    """False for people, places, numbers and other things that stand where offences do."""
    if _NO_OFFENCE.match(phrase) or not re.search(r"[a-z]{3}", phrase):
        return False
    if _GERUND.match(phrase):
        return True
    head = _HEAD_END.split(phrase, maxsplit=1)[0]
    somebody = _SOMEBODY.match(head) or _FORMER.match(head) or head.split()[-1].lower() in titles()
    return not (somebody or _NAME.fullmatch(phrase))


def _lists_offences(clause: str) -> bool:
    """True for "money laundering and fraud": a list of names of offences, though it begins with a gerund."""
    return any(part.strip() in offences() for part in _SPLIT.split(clause)[1:])


def _trim(phrase: str) -> str:
    phrase = _LEADING.sub("", phrase.strip(" ,'’‘“”\""))
    while True:
        cut = _TRAILING.sub("", phrase)
        if cut == phrase:
            return phrase.strip(" ,'’‘“”\"")
        phrase = cut
