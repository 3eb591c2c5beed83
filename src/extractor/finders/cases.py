"""The case finder: parties on both sides of a "v.", procedural forms, and proper names with "case" or "scandal"."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from spacy.tokens import Doc

from extractor import mention
from extractor.finders.styles import Style
from extractor.finders.words import is_capitalised, words_after, words_before
from extractor.lexicon import case_nouns, common_words, demonyms, places
from extractor.mention import Mention, by_rule


class CaseName(msgspec.Struct, frozen=True):
    """How a case is named, and its parties where the name tells them."""

    style: Style
    parties: tuple[str, ...] = ()


_VERSUS = re.compile(r"(?<=[\w.)’'])\s(?:v|vs|V|VS|Vs|versus)\b\.?(?=\s[A-Z(\"“])")
_CONNECTORS = frozenset(
    {
        "of",
        "the",
        "for",
        "&",
        "de",
        "la",
        "del",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ex",
        "rel.",
        "al",
        "el",
        "bin",
        "on",
        "behalf",
        "to",
        "y",
        "e",
    }
)
_STARTERS = frozenset(
    """
    in the a an see under from after since before while when as that this by and but or with on at of to for cf
    e.g. i.e. per citing like unlike through during overturning overturned decision decided case landmark famous
    ruling because if where until both between against following meanwhile also then says said is was named
    called titled styled his her their plaintiffs readout statement today yesterday challenge challenging
    overruled overruling overrule revisit why how what
    """.split()
)
_LEGAL_CUE = re.compile(
    r"\b(?:court|judge|ruling|ruled|case|decision|lawsuit|appeal|plaintiff|supreme|justice|rights?|law|legal|litigation|tribunal|precedent|verdict|prosecut|constitution)",
    re.I,
)
_SPORT_CUE = re.compile(
    r"\b(?:match|fixture|cup|league|goals?|innings|wickets?|kick-off|semi-final|quarter-final|stadium|score|bout|playoff)\b",
    re.I,
)
_ONE_LETTER_PARTIES = frozenset(
    {"R", "Rex", "Regina", "State", "People", "Republic", "Commonwealth", "Crown", "Minister", "Attorney-General"}
)
_CORPORATE = re.compile(r",?\s(?:Inc|Corp|Co|Ltd|LLC|LLP|PLC|plc|S\.?A|Jr|Sr|et\sal|Bros)\b\.?(?!\w)")
_OTHERS = re.compile(r"\s(?:and|&)\s(?:\d+\s)?(?:[Oo]thers?|[Oo]rs|[Aa]nother|[Aa]nor)\b\.?")
_JOINT_BODY = re.compile(
    r"\sand\s(?:[A-Z][\w’'-]*\s){0,4}(?:Commission|Council|Company|Board|Bank|Department|Authority|Agency|Association|Fellows|Sons|Daughters|Others|Ministry|Services?|Co|Ltd)\b"
)
_ENDERS = frozenset(
    """
    family families members plaintiffs plaintiff decision ruling case cases precedent day week anniversary
    statement lawsuit
    """.split()
)
_BRACKET = re.compile(r"\s\([A-Z][\w’'.-]+\)")
_PROCEDURAL = re.compile(
    r"\b(?P<form>In\s[Rr]e:?|Ex\s[Pp]arte|(?:In\sthe\s)?Matter\sof|(?:The\s)?Case\sof|Re:?)\s(?:the\s)?"
    r"(?P<name>[“\"‘][A-Z][^”\"’\n]{1,60}[”\"’]|[A-Z](?:-[A-Z])+-?|[A-ZÀ-Þ][\w’'&-]*(?:\s(?:(?:of|the|and|for|&|de|la)\s){0,2}(?:[A-Z]\.|[A-ZÀ-Þ][\w’'&-]*)){0,6}"
    r"(?:\s\([A-Z][^()]{0,30}\))?)"
)
_WORD = r"(?:[A-ZÀ-Þ0-9][\w’'‘&.-]*[\w’']|[A-Z])"
_NEWS = re.compile(
    rf"(?P<name>(?<![\w.’'-]){_WORD}(?:\s(?:(?:of|and|de|la|del|da|do|the|y)\s){{0,2}}{_WORD}){{0,4}})(?:\s\([A-Z]{{2,8}}\))?\s"
    r"(?P<about>(?:(?:corruption|bribery|fraud|murder|graft|abuse|sex|sexual|rape|assassination|spy|spying|espionage|hacking|doping|laundering|money-laundering|arms|drug|terror|genocide|kidnapping|embezzlement|phone-hacking|expenses|bombing|killing|defamation|libel|emissions|cash-for-\w+|match-fixing|impeachment|extradition|treason|blasphemy|torture|(?!court|criminal|civil|legal|federal|high-profile|landmark|new|same|first|second|current|ongoing|previous|separate|pending|whole|entire|test|show|jury|police|appeals?|human|rights|in|of|on|and|for|from|with|to|at|by|was|is|has|had|that|this|his|her|their|any|no|the|a|an|or|as|lost|won|said|faces|over|into)[a-z][a-z-]{2,14})\s){0,2})"
    r"(?P<noun>[Cc]ases?|[Tt]rials?|[Aa]ffairs?|[Ss]candals?|[Ii]nquiry|[Ff]iles|[Ss]aga|[Pp]robe|CASE|TRIAL|SCANDAL|INQUIRY|AFFAIR)\b(?!\s(?:law|manager|worker|[Cc]ourts?|judge|study|number|no\.))"
)
_KNOWN_ABOUT = re.compile(
    r"(?:corruption|bribery|fraud|murder|graft|abuse|sex|rape|spy|hacking|doping|drug|terror|genocide|gang|kidnapping|embezzlement|defamation|libel|emissions|extradition|treason|torture|money|oil|gas|arms|land|bank)\b"
)
_INCIDENT = re.compile(
    rf"(?P<list>{_WORD}(?:\s(?:(?:of|de|la|el|las|los|da|do|del)\s)?{_WORD}){{0,3}}(?:(?:,\s|,?\sand\s){_WORD}(?:\s(?:(?:of|de|la|el|las|los|da|do|del)\s)?{_WORD}){{0,3}}){{0,4}})\s(?:[Mm]assacres?|killings|disappearances)\b"
)
_OPERATION = re.compile(r"\bOperation\s[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?")
_OPERATION_CUE = re.compile(
    r"\b(?:case|trial|court|ruling|ruled|charg|convict|investigat|prosecut|scandal|probe|corruption|disappear|dissident)",
    re.I,
)
_NOT_A_NAME = frozenset(
    """
    the a an this that these those his her its their our my your court supreme high police federal criminal
    civil murder rape fraud corruption test high-profile landmark similar separate another other same monday
    tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december first second third last next new old former jury show mass mock clinical drug
    military in on at of for by from and or but when if as during after before since with under over why how
    what who no each every both many several most some all any one two three four five six seven eight nine ten
    human rights district appeals appeal constitutional international war crimes crime home love foreign public
    state legal current internal family cold abuse sex time fair vaccine covid-19 medical class basket special
    death penalty judge justice president minister u.s us uk u.k eu u.n un
    """.split()
)


def case_finder(doc: Doc) -> Doc:
    """SpaCy component: fills `doc.spans["cases"]`."""
    return mention.write(doc, "cases", find_cases(mention.text_of(doc)))


def find_cases(text: str) -> list[Mention]:
    """Every case name in `text`, in order, with its `CaseName`."""
    found = [*_versus(text), *_procedural(text), *_news(text), *_incidents(text), *_operations(text)]
    found += [*_repeats(text, found), *_short_names(text, found)]
    return mention.without_overlaps(found)


def _make(text: str, start: int, end: int, rule: str, name: CaseName, cue: str = "") -> Mention:
    return Mention("cases", start, end, text[start:end], by_rule(rule, cue), name)


def _versus(text: str) -> Iterator[Mention]:
    for anchor in _VERSUS.finditer(text):
        start = _left_party(text, anchor.start())
        end = _right_party(text, anchor.end())
        if start == anchor.start() or end == anchor.end():
            continue
        left, right = text[start : anchor.start()], text[anchor.end() + 1 : end]
        if anchor.group().strip(" .") in ("V", "VS") and not re.fullmatch(
            r"[A-Z]{2}", text[anchor.start() - 2 : anchor.start()]
        ):
            continue
        around = text[max(0, start - 200) : end + 200]
        sure = anchor.group().endswith(".") and "vs" not in anchor.group().lower()
        if not (sure or left in _ONE_LETTER_PARTIES) and (not _LEGAL_CUE.search(around) or _SPORT_CUE.search(around)):
            continue
        yield _make(text, start, end, "versus", CaseName("versus", (left, right)))


def _left_party(text: str, at: int) -> int:
    start = at
    bracket = re.search(r"\s\([A-Z][\w’'.-]+\)$", text[max(0, at - 40) : at])
    if bracket:
        at -= len(bracket.group())
    corporate = re.search(r",\s(?:Inc|Corp|Ltd|LLC|L\.P|S\.A)\.?$", text[max(0, at - 10) : at])
    if corporate:
        at -= len(corporate.group())
    for word, position in words_before(text, at, most=10):
        lower = word.lower().rstrip(".")
        if is_capitalised(word):
            if lower in _STARTERS and lower not in ("the", "new"):
                break
            if (
                word.endswith(".")
                and len(word) > 4
                and not re.fullmatch(r"(?:[A-Z]\.)+", word)
                and word not in ("Dept.", "Corp.", "Bros.", "Assn.", "Dist.", "Cath.", "Educ.", "Natl.", "Comm.")
            ):
                break
            if re.search(r"[”\"]$", word):
                break
            start = position
        elif lower not in _CONNECTORS and lower not in ("and", "et"):
            break
    while start < at:
        first = re.match(r"\S+", text[start:at])
        if first is None or first.group().lower() not in _STARTERS:
            break
        start += first.end() + 1
    joined = re.search(r"\sand\s", text[start:at])
    if joined and re.search(r"\bv\.?\s$", text[max(0, start - 4) : start]):
        start += joined.end()  # "Roe v. Wade and |Brown| v. Board"
    prefix = re.search(r"\bCase\sof\s(?:the\s)?$", text[max(0, start - 14) : start])
    return min(start - len(prefix.group()) if prefix else start, at)


def _right_party(text: str, at: int) -> int:
    end = at
    pending: list[str] = []
    for word, position in words_after(text, at, most=12):
        clean = word.rstrip(".")
        if is_capitalised(clean.lstrip("(")):
            if clean.lower() in _ENDERS or (pending and pending[-1] == "and" and not _compound(text, at, end)):
                break
            if pending and _VERSUS.match(text, position):
                break
            end = position
            pending = []
            if word.endswith(".") and not re.fullmatch(
                r"(?:[A-Z]\.)+|U\.S\.|Inc\.|Corp\.|Co\.|Ltd\.|St\.|Dr\.|Dept\.|Bd\.|Educ\.", word
            ):
                end -= 1
                break
        elif clean == "the" and end > at and not pending:
            break
        elif clean.lower() in _CONNECTORS or clean == "and":
            pending.append(clean)
            if len(pending) > 3:
                break
        else:
            break
    for extra in (_BRACKET, _CORPORATE, _OTHERS):
        found = extra.match(text, end)
        if found and end > at:
            end = found.end()
    possessive = re.search(r"['’]s$", text[at:end])
    return end - len(possessive.group()) if possessive else end


def _compound(text: str, at: int, end: int) -> bool:
    """True inside "Department of Housing and Community Affairs", "Ethics and Anti-Corruption Commission"."""
    return re.search(r"\b(?:of|for|&)\s[A-Z]", text[at:end]) is not None or _JOINT_BODY.match(text, end) is not None


def _procedural(text: str) -> Iterator[Mention]:
    for match in _PROCEDURAL.finditer(text):
        form, name = match["form"], match["name"]
        if form.startswith("Re") and not (
            name.endswith(")")
            or re.search(r"\b(?:in|see|case|of)\s$", text[max(0, match.start() - 6) : match.start()], re.I)
        ):
            continue
        if (
            form.endswith("Case of")
            and name[0] not in '“"‘'
            and not _LEGAL_CUE.search(text[max(0, match.start() - 80) : match.start()])
        ):
            continue
        start = match.start() + (4 if form.startswith("The ") else 0)
        end = match.end() - (2 if re.search(r"['’]s$", name) else len(name) - len(name.rstrip(".")))
        yield _make(text, start, end, "procedural", CaseName("procedural", (name.strip('“”"‘’.'),)))


def _news(text: str) -> Iterator[Mention]:
    for match in _NEWS.finditer(text):
        start = match.start("name") + _leading_ordinary(match["name"])
        name = text[start : match.end("name")]
        if match["about"] and not (
            _KNOWN_ABOUT.match(match["about"]) or text[max(0, start - 4) : start].lower() == "the "
        ):
            continue
        if not name or not _is_proper(name, match["noun"].lower().rstrip("s")):
            continue
        parties = (name,)
        yield _make(text, start, match.end(), "news", CaseName("news", parties))


def _leading_ordinary(name: str) -> int:
    """How many characters of `name` only begin a segment or a headline."""
    offset = 0
    for word in name.split(" "):
        bare = word.lower().strip(".,")
        if bare not in _NOT_A_NAME and not (offset == 0 and bare in common_words()):
            break
        offset += len(word) + 1
    return offset


def _is_proper(name: str, noun: str) -> bool:
    words = name.split()
    if re.search(r"['’]s?$", words[-1]) or words[-1].lower() in _NOT_A_NAME or not re.search(r"[A-Za-z]", name):
        return False
    if re.fullmatch(r"[\d.,-]+", words[-1]) or any(w.lower() in ("court", "tribunal") for w in words):
        return False
    named = [w for w in words if w[:1].isupper() and w.lower() not in common_words() and w.lower() not in _NOT_A_NAME]
    if not named:
        return False
    if all(w in demonyms() or (w in places() and places()[w].kind in ("country", "continent")) for w in words):
        return noun in ("inquiry", "affair", "scandal", "files")
    return noun in {n.rstrip("s") for n in case_nouns()} or noun in (
        "case",
        "trial",
        "affair",
        "scandal",
        "inquiry",
        "file",
        "saga",
    )


def _incidents(text: str) -> Iterator[Mention]:
    if not _LEGAL_CUE.search(text):
        return
    for match in _INCIDENT.finditer(text):
        for part in re.finditer(rf"{_WORD}(?:\s(?:(?:of|de|la|el|las|los|da|do|del)\s)?{_WORD}){{0,3}}", match["list"]):
            start = match.start("list") + part.start() + _leading_ordinary(part.group())
            end = match.start("list") + part.end()
            name = text[start:end]
            if (
                name
                and name not in demonyms()
                and not re.search(r"\d|['’]s?$", name)
                and name.lower() not in common_words()
            ):
                yield _make(
                    text, start, end, "incident", CaseName("incident", (name,)), match.group()[len(match["list"]) :]
                )


def _operations(text: str) -> Iterator[Mention]:
    for match in _OPERATION.finditer(text):
        if _OPERATION_CUE.search(text[max(0, match.start() - 150) : match.end() + 150]):
            yield _make(text, match.start(), match.end(), "operation", CaseName("incident", (match.group(),)))


def _short_names(text: str, found: list[Mention]) -> Iterator[Mention]:
    """ "Roe", once "Roe v. Wade" was named, where the words around speak of a decision and not of a person."""
    names = {m.value.parties[0] for m in found if m.value.style == "versus"}
    for name in names:
        if re.fullmatch(r"[A-Z][a-z]{2,}", name):
            for match in re.finditer(_SHORT.format(name), text):
                start, end = match.span("name")
                yield _make(text, start, end, "short-name", CaseName("versus", (name,)), match.group()[: -len(name)])


_SHORT = r"\b(?:(?:overturn|overrul|codif|uphold|upheld|revers|reaffirm|gut|cit)\w*|under|since|post-|pre-)\s?(?P<name>{0})\b(?!\sv)"


def _repeats(text: str, found: list[Mention]) -> Iterator[Mention]:
    """The bare name of an incident that was named in full elsewhere."""
    names = {m.text for m in found if m.value.style == "incident" and len(m.text) > 5 and " " in m.text}
    for name in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield _make(text, match.start(), match.end(), "incident-again", CaseName("incident", (name,)))
