"""The status of a sentence, from the words around it."""

from __future__ import annotations

import re

from extractor.penalty import Status

_WORDS_BEFORE: tuple[tuple[Status, str], ...] = (
    ("upheld", r"\b(?:upheld|uphold(?:s|ing)?|confirm(?:ed|s|ing)?|affirm(?:ed|s|ing)?|maintain(?:ed|s|ing)|endors(?:ed|es)|reaffirm(?:ed|s)|(?:lost|loses?|losing|threw\sout|thrown\sout|reject(?:ed|s|ing)?|dismiss(?:ed|es|ing)?|turn(?:ed|s)\sdown|den(?:ied|ies)|refus(?:ed|es))\b[^.;]{0,40}\b(?:appeals?|challenge|plea|petition|bid)\b)"),
    ("overturned", r"\bw(?:on|ins|inning)\b[^.;]{0,30}\bappeals?\b"),
    ("commuted", r"\bcommut(?:ed|es|ing|ation)\b|\bclemency\b"),
    ("pardoned", r"\bpardon(?:ed|s|ing)?\b|\bamnest(?:y|ied)\b"),
    ("served", r"\bafter\s(?:serving|completing)\b|\b(?:finished|completed)\sserving\b|\bhaving\sserved\b"),
    ("overturned", r"\b(?:overturn(?:ed|s|ing)?|quash(?:ed|es|ing)?|annul(?:led|s|ling)?|set(?:ting)?\saside|threw\sout|thrown\sout|struck\sdown|vacat(?:ed|es|ing)|revok(?:ed|es|ing)|nullif(?:ied|ies)|revers(?:ed|es|ing)|voided|scrapp(?:ed|ing)|lift(?:ed|s|ing))\b"),
    ("possible", r'\b(?:sentencing|guidelines|law|code|statute|act)\b[^.;]{0,40}\bcall(?:s|ed)?\sfor\b|^[“\"]?(?:If|Should|Had)\s|\bif\s(?:\w+\s){0,4}$|\bconsider\b'),
    ("serving", r"\bnear(?:s|ing)\sthe\send\sof\b"),
    ("sought", r"\b(?:prosecut(?:ors?|ion|rix)|state\sattorney|public\sprosecutor|crown|government|district\sattorney)\b[^.;:]{0,80}\b(?:seek(?:s|ing)?|sought|demand(?:ed|s|ing)?|ask(?:ed|s|ing)?|request(?:ed|s|ing)?|recommend(?:ed|s|ing)?|call(?:ed|s|ing)?\sfor|want(?:ed|s)?|urg(?:ed|ing)|propos(?:ed|ing)|pushed|press(?:ed|ing)|argued?|insisted)\b|^They\s(?:also\s|had\s)?(?:want|ask|sought|demand|request|recommend|seek)\w*\b|\b(?:sought|seeking|demanded|requested|recommended|asked\sfor|called\sfor)\s(?:\w+\s){0,3}$"),
    ("possible", r"\b(?:fac(?:es?|ing|ed)|could|might|may|can|would|risk(?:s|ed|ing)?|carr(?:y|ies|ied|ying)|punishable|maximum|liable|if\s(?:convicted|found\sguilty)|up\sto|shall|potential(?:ly)?|possible|possibility|threat(?:ened)?|attract(?:s|ed)?|should\sbe|mandatory\s(?:minimum|sentenc\w+)|(?:guidelines|law|code|statute|bill|act)\b[^.;]{0,40}\b(?:provides?|calls?|called|sets?|allows?|prescribes?|stipulates?))\b"),
    ("serving", r"\b(?:(?:is|was|are|were|been|currently|already|still)\s(?:\w+\s)?serving|serving|serves)\b"),
    ("served", r"\breleased?\b[^.;]{0,60}\bwho\b|\b(?:(?:has|have|had)?\s?served(?!\s(?:under|as|in|with|on\sthe)\b)|after\sserving|having\sserved|completed|finished|spent)\b"),
)  # fmt: skip
_CUES_BEFORE = tuple((status, re.compile(pattern, re.I)) for status, pattern in _WORDS_BEFORE)
_SOUGHT = re.compile(dict(_WORDS_BEFORE)["sought"], re.I)
_FROM = re.compile(r"\bfrom\s(?:a\s|the\s|an\s)?(?:(?:original|initial|previous)\s)?$", re.I)
_CUT = re.compile(
    r"\b(?:cut(?:s|ting)?|reduc(?:ed?|es|ing|tion)|shorten(?:ed|s|ing)?|lower(?:ed|s|ing)?|slash(?:ed|es|ing)?|trimm(?:ed|ing)|halv(?:ed|ing)|soften(?:ed|ing)|mitigat(?:ed|ing)|lessen(?:ed)?|knock(?:ed)?|dropp?(?:ed)?|shrink|shrunk|down(?=\sfrom))\b",
    re.I,
)
_RAISE = re.compile(
    r"\b(?:increas(?:ed?|es|ing)|rais(?:ed?|es|ing)|extend(?:ed|s|ing)?|length?en(?:ed|s|ing)?|toughen(?:ed)?|doubl(?:ed|ing)|tripled|upped|ups|up(?=\sfrom))\b",
    re.I,
)
_INSTEAD = re.compile(
    r"\b(?:instead\sof|rather\sthan|not|replac(?:ed|ing)|in\splace\sof)\s(?:the\s|a\s|an\s|his\s|her\s|their\s)?$", re.I
)
_CHANGED_BEHIND = re.compile(
    r"^[^.;]{0,60}?\b(?:(?:was|were|been|be|is)\s)?(?:later\s|subsequently\s)?(?P<cut>reduced|cut|lowered|shortened|halved)\b|^[^.;]{0,60}?\b(?:was|were|been|be)\s(?:later\s|subsequently\s)?(?P<raised>increased|raised|extended)\b|^\s(?:sentence\s|term\s)?(?:reduced|cut)\s",
    re.I,
)
_ENDED_BEHIND = re.compile(
    r"^[^.;]{0,70}?\b(?:(?:was|were|been|be|is)\s(?:later\s|subsequently\s|then\s|eventually\s)?(?:(?P<overturned>overturned|quashed|annulled|set\saside|thrown\sout|vacated|reversed|revoked)|(?P<commuted>commuted)|(?P<pardoned>pardoned)|(?P<upheld>upheld|confirmed|affirmed)))\b|^[^.;]{0,60}?\b(?P<clemency>before\sbeing\sgranted\sclemency|(?:was|were)\sgranted\sclemency)\b|^\s(?P<stands>stands?\b|stood\b)",
    re.I,
)
_ENDS: tuple[Status, ...] = ("overturned", "commuted", "pardoned", "upheld")
_NEXT_COMMUTED = re.compile(
    r"^[^.]{0,160}\.\s+(?:(?:His|Her|Their|The|That)\s(?:\w+\s)?(?:sentence|term|punishment)|(?:He|She|They|Trump|Biden|Obama))\b[^.]{0,60}?\b(?:(?P<commuted>(?:was|were)\s(?:later\s)?commuted|(?:was|were)\sgranted\sclemency)|(?P<pardoned>(?:was|were)\s(?:later\s)?pardoned))\b",
    re.I,
)
_COMMUTED_FROM = re.compile(r"\bcommut\w+\b[^.;]{0,60}\bfrom\s(?:\w+\s){0,2}$", re.I)
_COMMUTED_TO = re.compile(r"\bcommut\w+\b[^.;]{1,90}\b(?:to|into)\s(?:a\s|an\s)?$", re.I)
_TO_THE_NEW = re.compile(r"\b(?:to|by)\s(?:\w+\s){0,2}$", re.I)
_TO_NEW_THE_OLD = re.compile(r"\bto\b[^.;]{1,30}\b(?:the|his|her|a|their)\s(?:\w+\s)?$")
_PUNISHABLE = re.compile(r"\bpunishable\s(?:by|with)\s(?:\w+\s){0,3}$", re.I)
_ITS_OBJECT = re.compile(
    r"\b(?:cut|reduc\w+|shorten\w*|lower\w*|slash\w*|halv\w+|increas\w+|rais\w+|extend\w*|doubl\w+|tripl\w+|length?en\w*)"
    r"\s(?:his|her|their|the|an?|[A-Z][\w’'-]+['’]s)\s(?:\w+\s){0,2}$",
    re.I,
)
_UPPER_LIMIT = re.compile(r"up to|maximum|as (?:many|much) as", re.I)
_LATER = 240
_ABOUT_TO = re.compile(r"\bto\s(?:a\s|an\s)?$", re.I)


def status_of(text: str, start: int, end: int, segment: tuple[int, int]) -> Status:
    """The status of the sentence at `text[start:end]`; `segment` is the grammatical sentence around it."""
    before, behind = text[segment[0] : start], text[end : segment[1]]
    if _PUNISHABLE.search(before):
        return "possible"
    return (
        _by_change(before, behind)
        or _by_end(behind)
        or _by_bound(text[start:end], before)
        or _by_words_before(_clause(before), before, text[end : end + _LATER])
    )


def _by_change(before: str, behind: str) -> Status | None:
    """Of a sentence that was changed: the old is reduced or increased, the new imposed."""
    cut, raised = _CUT.search(before), _RAISE.search(before)
    if _FROM.search(before):
        if cut or _CUT.search(behind):
            return "reduced"
        if raised:
            return "increased"
        return "commuted" if _COMMUTED_FROM.search(before) else None
    changed = _CHANGED_BEHIND.match(behind)
    if changed and not _ABOUT_TO.search(before):
        return "increased" if changed["raised"] else "reduced"
    if _INSTEAD.search(before):
        return "imposed" if before.rstrip().lower().endswith("not") else "overturned"
    if _COMMUTED_TO.search(before) or ((cut or raised) and _TO_THE_NEW.search(before)):
        return "imposed"
    if (cut or raised) and _ITS_OBJECT.search(before):
        return "reduced" if cut else "increased"
    return "reduced" if cut and _TO_NEW_THE_OLD.search(before) else None


def _by_end(behind: str) -> Status | None:
    """Of a sentence of which the words behind tell the end."""
    ended = _ENDED_BEHIND.match(behind)
    if ended is None:
        return None
    if ended["stands"]:
        return "upheld"
    return "commuted" if ended["clemency"] else next(status for status in _ENDS if ended[status])


def _by_bound(mention: str, before: str) -> Status | None:
    """A bare upper limit is a possible sentence, or one that prosecutors seek."""
    if _UPPER_LIMIT.match(mention) and not re.search(r"\bsentenced\b", _clause(before)):
        return "sought" if _SOUGHT.search(before) else "possible"
    return None


def _by_words_before(clause: str, before: str, later: str) -> Status:
    told_later = _told_later(_NEXT_COMMUTED.match(later)) or _freed(before)
    for status, cue in _CUES_BEFORE:
        if cue.search(clause):
            return told_later or status if status in ("served", "serving") else status
    return told_later or "imposed"


def _told_later(match: re.Match[str] | None) -> Status | None:
    if match is None:
        return None
    return "commuted" if match["commuted"] else "pardoned"


def _freed(before: str) -> Status | None:
    """The pardon or commutation of somebody "who was serving" the sentence."""
    found = re.search(r"\b(?:(?P<pardoned>pardoned)|(?P<commuted>commuted))\b[^.;]{0,80}\bwho\b", before, re.I)
    return ("pardoned" if found["pardoned"] else "commuted") if found else None


def _clause(before: str) -> str:
    """The clause that ends with the mention: a new verb of sentencing makes what was said before it moot."""
    verbs = list(
        re.finditer(
            r"(?:[,;]|\b(?:and|but|while|after|before|when|which|who))\s(?:[\w’'-]+\s){0,4}?(?:was|were|is|has\sbeen|had\sbeen|got|received|jailed|sentenced|gave|handed|imposed|fined|ordered|settled|granted)\b",
            before,
        )
    )
    return before[verbs[-1].start() :] if verbs else before
