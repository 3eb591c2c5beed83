"""Who bears a sentence: read from the verb that gives it, its subject or object, or the words right behind it.

Where the segment itself names nobody, a pronoun or a description ("the doctor", "a former aide") is followed to the
person it means, if the article leaves only one such person.
"""

from __future__ import annotations

import re

from extractor.linking.entity import Entity
from extractor.linking.roles import COURT_ROLES
from extractor.linking.view import View
from extractor.mention import Mention

_AUXILIARY = r"(?:was|were|is|are|be|been|being|got|gets|has\sbeen|have\sbeen|had\sbeen)"
_PASSIVE = re.compile(
    rf"\b{_AUXILIARY}\s(?:(?:\w+ly|also|later|then|already|subsequently|each|both|both|now|eventually|initially|first|again|not|to|all)\s){{0,2}}"
    r"(?:sentenced|jailed|imprisoned|given|handed|fined|ordered|condemned|banned|barred|disqualified|convicted|found|locked|caged|sent|placed|put|slapped|awarded|granted|pardoned|released|serving|facing|"
    r"remanded|detained|spared|told|tried|accused|charged|liable|freed|cleared|acquitted|due|expected|hit|admonished)\b",
    re.I,
)
_INTRANSITIVE = re.compile(
    r"\b(?:fac(?:es?|ing|ed)|receiv(?:es?|ed|ing)|gets?|got|serv(?:es?|ed|ing)|risk(?:s|ed|ing)?|must\s(?:serve|pay|spend|go)|(?:could|may|might|will|would|can|should|shall)\s(?:\w+\s){0,2}(?:face|get|receive|serve|be|spend|go)|"
    r"pleaded\sguilty|pled\sguilty|admitted|escaped|avoided|appeal(?:ed|s|ing)|saw|had|lost|won|walked|goes|went|begins?|began|started|starts|completed|bags?|bagged|earned|landed|cops?|who\s(?:is|was|got))\b",
    re.I,
)
_ACTIVE = re.compile(
    r"\b(?:sentenc(?:ed|es|ing|e)|jail(?:ed|s|ing)|imprison(?:ed|s|ing)|gave|gives?|giving|hand(?:ed|s|ing)(?:\s(?:down|out))?|fin(?:ed|es|ing)|condemn(?:ed|s|ing)|impos(?:ed?|es|ing)|convict(?:ed|s|ing)|order(?:ed|s|ing)|"
    r"ban(?:ned|s|ning)|barr(?:ed|ing)|found|finds|awarded|slapp(?:ed|ing)|spared|lock(?:ed|s)|send(?:s|ing)?|sent|put(?:s|ting)?|told)\b",
    re.I,
)
_BEHIND = re.compile(
    r"['’]?s?\s?(?:(?:prison|jail|suspended|custodial)\s)?(?:(?:sentence|term|fine|imprisonment|jail|prison)s?\s)?(?:(?:was|were|is|had\sbeen|has\sbeen)\s)?(?:(?:handed|given|imposed|meted|passed|delivered|awarded|recommended|sought)\s)?(?:down\s|out\s)?"
    r"(?:for|of|on|upon|against|to|by)\s(?:(?:the|a|an|his|her|their|former|ex-\w+|co-defendants?|co-accused|defendants?|[a-z][\w-]*|[A-Z][\w-]+)\s){0,6}$"
)
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|the\s(?:defendant|accused|man|woman|convict|appellant|\d{2}-year-old))\b", re.I)
_PLURAL = re.compile(r"\b(?:they|them|both|all\s(?:two|three|four|five|six)|the\s(?:two|three|four|five|six|pair|couple|duo|trio|men|women|brothers|sisters|defendants|accused|officers)|each)\b", re.I)
_COUNT = {"both": 2, "two": 2, "pair": 2, "couple": 2, "duo": 2, "brothers": 2, "sisters": 2, "three": 3, "trio": 3, "four": 4, "five": 5, "six": 6}
_INDEFINITE = re.compile(r"\b(?:a|an|another|one|some|several|two|three|four|five|six|seven|eight|nine|ten|\d+)\s(?:[\w’'-]+\s){0,5}?$", re.I)
_OTHERS = re.compile(r"\b(?:another|(?:an)?other|others|someone|anyone|anybody|those|people|a\ssecond|a\sthird|(?:two|three|four|five|six|seven|eight|nine|ten|dozens|scores|hundreds|\d+)\s(?:of\s)?(?:[a-z]+\s){0,3}(?:people|men|women|others|defendants|soldiers|officers|members|suspects|activists|protesters))\b", re.I)
_DEFENDANT = re.compile(
    rf"(?:{_PASSIVE.pattern})|\b(?:sentenced|convicted|jailed|imprisoned|pleaded\sguilty|pled\sguilty|pleads\sguilty|admitted|found\sguilty|acquitted|is\sserving|was\sserving|faces|trial\sof|against|conviction)\b",
    re.I,
)
_LISTED = re.compile(r"^(?:,\s\d{1,3},?)?(?:,\s(?:and\s)?|\s(?:and|&)\s|,?\sand\s(?:his|her|their)?\s?(?:[a-z][\w-]*,?\s){0,3})(?:[a-z][\w-]*\s){0,2}(?:[A-Z][a-z]+\s)?$")
_NEAR = 3


def bearers_of(view: View, mention: Mention, before: list[Entity]) -> list[Entity]:
    """Those who bear the sentence, in order of mention; `before` are the bearers of the sentence before it."""
    number = view.segments.index(mention.start)
    start, end = view.segments.span(number)
    verb = _last_verb(view.text, start, mention.start)
    for found in (
        lambda: _behind(view, mention, end),
        lambda: _by_verb(view, mention, (start, end), verb),
        lambda: _possessor(view, mention, start),
        lambda: _meant(view, mention, number, before, verb),
    ):
        people = found()
        if people:
            return people
    return []


def _candidates(pairs: list[tuple[Mention, Entity]]) -> list[tuple[Mention, Entity]]:
    return [(m, p) for m, p in pairs if not COURT_ROLES & set(p.roles)]


def _last_verb(text: str, start: int, stop: int) -> tuple[str, int, int] | None:
    """The last verb of sentencing before the mention: its voice and place."""
    best: tuple[str, int, int] | None = None
    taken: set[int] = set()
    for voice, pattern in (("passive", _PASSIVE), ("intransitive", _INTRANSITIVE), ("active", _ACTIVE)):
        for match in pattern.finditer(text, start, stop):
            if voice == "active" and (match.end() in taken or _participle(text, match.start())):
                voice_here = "passive"
            else:
                voice_here = voice
            taken.add(match.end())
            if best is None or match.start() > best[1]:
                best = (voice_here, match.start(), match.end())
    return best


def _participle(text: str, at: int) -> bool:
    """True for the participle of a passive that another verb opened: "was convicted and |jailed|", headline "X |jailed|"."""
    return re.search(r"\b(?:and|or|was|were|been|be|being|is|are|then|who|subsequently|later)\s$", text[max(0, at - 14) : at]) is not None


def _behind(view: View, mention: Mention, end: int) -> list[Entity]:
    """The person right behind: "a six-year sentence for |X|", "five years to |Y| and |Z|"."""
    pairs = view.people_between(mention.end, min(end, mention.end + 90))
    if not pairs or not _BEHIND.match(view.text[mention.end : pairs[0][0].start]):
        return []
    between = view.text[mention.end : pairs[0][0].start]
    if re.search(r"\b(?:murder|kill|assault|rap|attack|death|shoot|stab|defraud|insult|threat|steal|by|assassinat|plot|harass|abus)\w*", between, re.I):
        return []
    return [p for _, p in _run(view, pairs, 0)]


def _run(view: View, pairs: list[tuple[Mention, Entity]], first: int) -> list[tuple[Mention, Entity]]:
    """The list of people that begins at `pairs[first]`: "A, B and C"."""
    run = [pairs[first]]
    for previous, current in zip(pairs[first:], pairs[first + 1 :], strict=False):
        if not _LISTED.match(view.text[previous[0].end : current[0].start]):
            break
        run.append(current)
    return _unique(run)


def _unique(pairs: list[tuple[Mention, Entity]]) -> list[tuple[Mention, Entity]]:
    seen: list[Entity] = []
    kept = []
    for pair in pairs:
        if pair[1] not in seen:
            seen.append(pair[1])
            kept.append(pair)
    return kept


def _by_verb(view: View, mention: Mention, segment: tuple[int, int], verb: tuple[str, int, int] | None) -> list[Entity]:
    if verb is None:
        return _elliptic(view, mention, segment)
    voice, at, behind = verb
    if voice == "active":
        objects = view.people_between(behind, mention.start)
        direct = _candidates(objects)
        if direct:
            return [p for _, p in _run(view, direct, 0)]
        if objects or not _headline(view, segment, at):
            return []
    return _subject(view, segment[0], at, mention.start)


def _headline(view: View, segment: tuple[int, int], at: int) -> bool:
    """True where the participle has its bearer in front, without an auxiliary: "Smithers jailed for 40 years"."""
    between = view.people_between(segment[0], at)
    return bool(between) and re.fullmatch(r"(?:,[^,.;]{1,60},)?\s(?:\w+ly\s)?", view.text[between[-1][0].end : at]) is not None


def _subject(view: View, start: int, at: int, stop: int) -> list[Entity]:
    """The people in front of the verb: the nearest, with those it is listed with."""
    elliptic = _nearer_subject(view, at, stop)
    if elliptic:
        return elliptic
    pairs = _candidates(view.people_between(start, at))
    if not pairs or _OTHERS.search(view.text[pairs[-1][0].end : at]):
        return []
    between = view.text[pairs[-1][0].end : at]
    if re.search(r"\b(?:a|an|the)\s(?:[\w-]+\s){0,3}(?:man|woman|court|judge|jury|panel|tribunal|\w+er|\w+or|\w+ist|aide|teen\w*)\s$", between) and not re.search(r",\s", between):
        return []
    first = len(pairs) - 1
    while first and _LISTED.match(view.text[pairs[first - 1][0].end : pairs[first][0].start]):
        first -= 1
    if first == len(pairs) - 1 and first and _in_aside(view, pairs[first - 1][0], pairs[first][0], at):
        first -= 1
        return [pairs[first][1]]
    return [p for _, p in _run(view, pairs[first:], 0)]


def _nearer_subject(view: View, at: int, stop: int) -> list[Entity]:
    """A subject between verb and size: "A was jailed for five years, |B| and |C| for seven"."""
    pairs = _candidates(view.people_between(at, stop))
    if not pairs:
        return []
    last = len(pairs) - 1
    if not re.match(r"(?:,\s[^,.;]{1,40},)?\s(?:(?:was|were|got|received|to|for|with)\s)?(?:(?:sentenced|jailed|given|handed)\s)?(?:(?:to|for)\s)?(?:a\s|an\s|up\sto\s)?$", view.text[pairs[last][0].end : stop]):
        return []
    if re.search(r"\bby\s(?:\S+\s){0,4}$", view.text[at : pairs[last][0].start]):
        return []
    first = last
    while first and _LISTED.match(view.text[pairs[first - 1][0].end : pairs[first][0].start]):
        first -= 1
    return [p for _, p in _run(view, pairs[first:], 0)]


def _in_aside(view: View, outer: Mention, inner: Mention, at: int) -> bool:
    """True if `inner` stands in a clause about `outer`: "|X|, who worked for |Y|, was jailed"."""
    between, behind = view.text[outer.end : inner.start], view.text[inner.end : at]
    return re.match(r",\s|\s\(", between) is not None and re.search(r"[,)]\s$", behind) is not None


def _elliptic(view: View, mention: Mention, segment: tuple[int, int]) -> list[Entity]:
    """No verb at all: a list of results ("|Smith|: 12 years", "|X|, 34, two years in prison")."""
    pairs = _candidates(view.people_between(segment[0], mention.start))
    if not pairs:
        return []
    between = view.text[pairs[-1][0].end : mention.start]
    if re.match(r"(?:,\s[^,;.]{1,40})?[:,–—-]?\s?(?:,\s)?(?:for|to|with|a|an)?\s?$", between) or re.fullmatch(r"['’]s?\s(?:[\w-]+\s){0,3}", between):
        return [p for _, p in _run(view, pairs, len(pairs) - 1)]
    return []


def _possessor(view: View, mention: Mention, start: int) -> list[Entity]:
    """ "cut |Blagojevich|'s sentence from 18 years": whose sentence it is."""
    for other, person in reversed(view.people_between(start, mention.start)):
        if re.match(r"['’]s?\s(?:[\w-]+\s){0,4}?(?:sentences?|terms?|punishment|imprisonment|jail|prison|fine|penalty|conviction|appeal|death|life|\d)", view.text[other.end : other.end + 60]):
            return [person]
    before = view.text[start : mention.start]
    of = list(re.finditer(r"\b(?:sentences?|terms?|punishment|trial|case|appeal|conviction)\s(?:of|for|against)\s(?:[\w-]+\s){0,5}$", before))
    if not of:
        pairs = _candidates(view.people_between(start, mention.start))
        for other, person in reversed(pairs):
            if re.search(r"\b(?:sentences?|terms?|punishment|appeal|conviction|penalty)\s(?:of|for|against|by)\s(?:[\w-]+\s){0,5}$", view.text[start : other.start]):
                return [person]
    return []


def _meant(view: View, mention: Mention, number: int, before: list[Entity], verb: tuple[str, int, int] | None) -> list[Entity]:
    """The person a pronoun or a description means."""
    start, end = view.segments.span(number)
    words = view.text[start : mention.start] if verb is None or verb[0] == "active" else view.text[start : verb[1]]
    around = view.text[start:end]
    if _PLURAL.search(words):
        group = _group(view, number, words)
        if group:
            return group
    if _OTHERS.search(words):
        return []
    in_segment = _candidates(view.people_between(start, mention.start))
    if _PRONOUN.search(words) or not re.search(r"\b(?:a|an)\s\w", words):
        person = _topic(view, number, before)
        if person and (_PRONOUN.search(around) or not in_segment):
            return person if _PRONOUN.search(around) else _only_defendant(view)
    if _INDEFINITE.search(words) or re.search(r"\b(?:a|an)\s(?:\w+[\s-]){0,5}(?:\w+)", words):
        named_later = _named_next(view, number)
        if named_later:
            return named_later
    return _only_defendant(view)


def _topic(view: View, number: int, before: list[Entity]) -> list[Entity]:
    """Whom "he" or "she" means: the subject of the segments before, else the last bearer."""
    for back in range(number - 1, max(-1, number - 1 - _NEAR), -1):
        pairs = _candidates(view.people_between(*view.segments.span(back)))
        named = {id(p): p for _, p in pairs}
        if len(named) == 1:
            return list(named.values())
        if named:
            likely = [p for p in named.values() if p in before] or [p for p in named.values() if _is_defendant(view, p)]
            return [likely[0]] if likely else [next(iter(named.values()))]
    return before[:1]


def _named_next(view: View, number: int) -> list[Entity]:
    """The one a description announces: "A doctor was jailed. … Joel Smithers was found guilty"."""
    for ahead in range(number + 1, min(len(view.segments), number + 1 + _NEAR)):
        for mention, person in _candidates(view.people_between(*view.segments.span(ahead))):
            if _is_defendant(view, person) and mention.start == person.mentions[0].start:
                return [person]
    return []


def _group(view: View, number: int, words: str) -> list[Entity]:
    """The people that "both" or "the brothers" means: a list of that many, nearest first."""
    found = _PLURAL.search(words)
    size = next((n for word, n in _COUNT.items() if found and word in found.group().lower()), None)
    order = [*range(number, max(-1, number - 1 - _NEAR), -1), *range(number + 1, min(len(view.segments), number + 4))]
    for at in order:
        pairs = _candidates(view.people_between(*view.segments.span(at)))
        for first in range(len(pairs)):
            run = _run(view, pairs, first)
            if len(run) > 1 and (size is None or len(run) == size):
                return [p for _, p in run]
    return []


def _only_defendant(view: View) -> list[Entity]:
    """The article's defendant, if it has just one."""
    accused = []
    for _, person in view.people:
        if person not in accused and not COURT_ROLES & set(person.roles) and _is_defendant(view, person):
            accused.append(person)
    return accused if len(accused) == 1 else []


def _is_defendant(view: View, person: Entity) -> bool:
    """True if the words beside some mention tell of a charge, a trial or a sentence."""
    if "defendant" in person.roles:
        return True
    for mention in person.mentions:
        start, end = view.segments.bounds(mention.start)
        behind = view.text[mention.end : min(end, mention.end + 70)]
        before = view.text[max(start, mention.start - 40) : mention.start]
        if re.match(rf"(?:,[^.;]{{1,60}}?,|\s\([^)]{{1,20}}\))?(?:\s(?:and|or)\s(?:[A-Z][\w-]+\s?){{1,3}})?\s(?:who\s)?(?:{_PASSIVE.pattern}|{_INTRANSITIVE.pattern})", behind):
            person.roles.append("defendant")
            return True
        if re.search(r"\b(?:sentenced|convicted|jailed|imprisoned|charged|indicted|acquitted|arrested|fined|trial\sof|case\sagainst|conviction\sof|defendants?|co-accused)\s(?:[\w’'-]+\s){0,5}$", before, re.I):
            person.roles.append("defendant")
            return True
        if re.match(r"['’]s?\s(?:\w+\s){0,2}(?:sentence|conviction|trial|plea|guilt|appeal|charges|case|prison|lawyers?|attorneys?)\b", behind):
            person.roles.append("defendant")
            return True
    return False
