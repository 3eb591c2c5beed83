"""Who bears a sentence by the grammar of its own segment.

The person right behind ("six years for |X|"), the subject or object of the verb that gives the sentence, the one whose
sentence it is. Judges, victims and relatives of somebody bear none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from extractor.linking.entity import Entity
from extractor.linking.roles import is_court_officer, is_hurt
from extractor.linking.view import View
from extractor.mention import Mention

Pair = tuple[Mention, Entity]
_AUXILIARY = r"(?:was|were|is|are|be|been|being|got|gets)"
_ADVERB = r"(?:(?:\w+ly|also|later|then|already|each|both|now|first|again|not|to|all|therefore|instead|still|himself|herself|earlier|once|twice|just|even|thus|soon|since|never|ever|today|yesterday)\s)"
_PASSIVE = re.compile(
    rf"\b{_AUXILIARY}\s{_ADVERB}{{0,2}}"
    r"(?:sentenced|jailed|imprisoned|given|handed|fined|ordered|condemned|banned|barred|disqualified|convicted|found|locked|caged|sent|placed|put|slapped|awarded|granted|pardoned|released|serving|facing|"
    r"remanded|detained|spared|told|tried|accused|charged|liable|freed|cleared|acquitted|due|expected|hit|admonished|bound|nearing|ineligible|subject)\b",
    re.I,
)
# "|X| had his sentence cut": X bears it.
_HAD_CHANGED = re.compile(
    r"\b(?:has|have|had|having|saw|seen)\s(?:his|her|their|the|an?)\s(?:[\w’'-]+\s){0,3}?(?:sentences?|terms?|fines?|punishments?|penalt(?:y|ies))\s(?:\w+ly\s)?(?:cut|reduced|increased|raised|upheld|confirmed|commuted|doubled|halved|lowered|extended|overturned|quashed|suspended|changed)\b",
    re.I,
)
_INTRANSITIVE = re.compile(
    r"\b(?:fac(?:es?|ing|ed)|receiv(?:es?|ed|ing)|gets?|got|serv(?:es?|ed|ing)|risk(?:s|ed|ing)?|must\s(?:serve|pay|spend|go|carry\sout|do|perform|complete|undergo|complete)|(?:could|may|might|will|would|can|should|shall)\s(?:\w+\s){0,2}(?:face|get|receive|serve|be|spend|go)|"
    r"pleaded\sguilty|pled\sguilty|admitted|escaped|avoided|appeal(?:ed|s|ing)|saw|had|lost|won|walked|goes|went|begins?|began|started|starts|completed|bags?|bagged|left|copped|took|takes|earned|landed|cops?)\b",
    re.I,
)
_ACTIVE = re.compile(
    r"\b(?:sentenc(?:ed|es|ing|e)|jail(?:ed|s|ing)|imprison(?:ed|s|ing)|gave|gives?|giving|hand(?:ed|s|ing)(?:\s(?:down|out))?|fin(?:ed|es|ing)|condemn(?:ed|s|ing)|impos(?:ed?|es|ing)|convict(?:ed|s|ing)|order(?:ed|s|ing)|"
    r"ban(?:ned|s|ning)|barr(?:ed|ing)|found|finds|awarded|slapp(?:ed|ing)|spared|lock(?:ed|s)|send(?:s|ing)?|sent|put(?:s|ting)?|told|reduc(?:ed|es|ing)|cut(?:s|ting)?|increas(?:ed|es)|rais(?:ed|es)|commut(?:ed|es|ing)|upheld|confirm(?:ed|s)|overturn(?:ed|s)|quash(?:ed|es))\b",
    re.I,
)
_NOUN = re.compile(
    r"(?:(?<!\bto\s)\bsentence|\b(?:prison|jail|life|death|suspended|custodial|the|his|her|their|of|these|those|such|long|harsh|and|heavy|both)\s(?:sentences|fines|cuts|orders|bans))$",
    re.I,
)
_PARTICIPLE_BEFORE = re.compile(r"\b(?:and|or|was|were|been|be|being|is|are|then|who|subsequently|later|got|gets)\s$")
_AGENT = r"(?:by\s(?:an?|the)\s(?:[\w-]+\s){1,4}?(?:in\s[A-Z]\w+\s|on\s[A-Z]\w+\s|last\s\w+\s)?)"
_BEHIND = re.compile(
    r"['’]?s?\s?(?:the\s|his\s|her\s)?(?:(?:prison|jail|suspended|custodial)\s)?(?:(?:sentence|term|fine|imprisonment|jail|prison)s?\s)?(?:(?:which\s|that\s)?(?:was|were|is|had\sbeen|has\sbeen|were)\s)?(?:(?:handed|given|imposed|meted|passed|delivered|awarded|recommended|sought)\s)?(?:down\s|out\s)?"
    rf"{_AGENT}?"
    r"(?:for|of|on|upon|against|to)\s(?:(?!(?:while|whereas|but|when|after|before|who|as)\s)(?:[a-z][\w’'-]*|[A-Z][\w’'.-]+),?\s){0,8}$"
)
# "Also sentenced to six years were |X| and |Y|", "Those sentenced to life included |X|", "… to life, including |X|".
_INVERTED_FRONT = re.compile(r"^[“\"]?(?:also|those|among|the\sothers?)\b[^,;]*$", re.I)
_INVERTED = re.compile(
    r"(?:\s(?:were|was|are|is|includ(?:ed|es?))|,\s(?:including|among\sthem|amongst\sthem))\s(?:(?:[a-z][\w’'-]*|[A-Z][\w’'.-]+),?\s){0,6}$"
)
# "After serving two years of a |three-year sentence|, |X| was freed".
_SUBJECT_FOLLOWS = re.compile(r"^(?:After|Having|While|Despite|Following|Before|Facing)\b[^,]*$")
_FOLLOWING = re.compile(r"[^,.;]{0,30},\s(?:[a-z][\w’'-]*\s){0,4}(?:[A-Z][\w.]*\s){0,2}$")
# "|X|'s younger brother", who is not X.
_RELATIVE = re.compile(
    r"['’]s?\s(?:[\w-]+\s){0,2}(?:brother|sister|son|daughter|wife|husband|father|mother|nephew|niece|cousin|uncle|aunt|partner|lawyers?|attorneys?|aides?|deputy|assistant|bodyguard|driver|accomplices?|co-?defendants?|associates?|killers?|successor|predecessor)\b"
)
# "Two hundred supporters of the ousted premier |X|", "a cousin of |X|", who are not X either.
_RELATIVE_OF = re.compile(
    r"\b(?:supporters?|followers?|members?|relatives?|all(?:y|ies)|friends?|associates?|aides?|brothers?|sisters?|sons?|daughters?|wife|husband|father|mother|nephews?|nieces?|cousins?|uncle|aunt|widow|partner|lawyers?|attorneys?|deputy|assistant|bodyguards?|driver|accomplices?|killers?|successor|predecessor|successors?)\s(?:of|to)\s(?:(?:the|former|late|[a-z][\w-]*)\s){0,4}$"
)
_RELATIVE_FRONT = 60
_CLAUSE_AND = re.compile(r"^,\s(?:who|whose|an?|the)\s[^;.]{1,160}?,\sand\s(?:[a-z][\w-]*\s){0,4}$")
_BEHIND_REACH = 110
_THAT = re.compile(r"['’]?s?(?:\s\w+){0,2}\s(?:that|which)\s(?:(?:the|his|her|[a-z][\w-]*),?\s){0,6}$")
_GOT = re.compile(
    r"\s(?:(?:had|has|already|now|once)\s){0,2}(?:received|got|is\sserving|was\sserving|serves|served|began|faces|faced|(?:was|were|been)\s(?:given|handed|sentenced\sto))\b"
)
# "Six years for criticizing the president |X|", "for the kidnapping of |X|": what for, not for whom.
_DEED = re.compile(
    r"\bfor\s(?:[\w’'-]+\s){0,5}?(?!king\b|leading\b|ruling\b|acting\b|sitting\b|outgoing\b|serving\b)[a-z]{2,}ing\b|"
    r"\bfor\s(?:an?|the|his|her|their|its)\s(?:[\w’'-]+\s){0,3}(?!head|minister|president|director|leader|chief|mayor|governor|member|owner|chairman|secretary|deputy|founder)[a-z]+\s(?:of|on|against|to|in|with)\s"
)
_FROM = re.compile(r"\sfrom\s(?:an?\s)?")
_ADDED = re.compile(
    r"\b(?:as\swell\sas|plus|along\swith|together\swith|followed\sby)\s(?:(?:an?|the|also|then|further|additional)\s){0,2}$"
)
_EACH = re.compile(r"(?:\s\([^)]{1,30}\))?\s(?:each|apiece)\b")
# "Six years' jail |and| four strokes", "a year in prison |plus a| fine".
_AND_SIZE = re.compile(
    r"(?:\s(?:in|behind)\s(?:jail|prison|bars))?,?\s(?:and|plus|with|or)\s(?:(?:an?|the|also|then|to|pay|further|additional|another|for|a\sfurther)\s){0,3}"
)
_CRIME_BETWEEN = re.compile(
    r"\b(?:murder|kill|assault|rap|attack|death|shoot|stab|defraud|insult|threat|steal|by|assassinat|plot|harass|abus|against\sthe|role|crime|offen|fraud|corrupt|charges)\w*",
    re.I,
)
SENTENCE_WORD = r"(?:sentences?|terms?|punishment|imprisonment|jail|prison|fine|penalty|conviction|appeal|death|life)"
_POSSESSED = re.compile(
    rf"['’]s?\s(?:(?!was\b|were\b|had\b|has\b|have\b|got\b)[\w-]+\s){{0,4}}?(?:{SENTENCE_WORD}|\d|nine|ten|two|three|four|five|six|seven|eight)",
    re.I,
)
POSSESSIVE = re.compile(r"['’]s?\s")
_WHOSE = re.compile(rf"\b{SENTENCE_WORD}\s(?:of|for|against|by)\s(?:[\w’'-]+,?\s){{0,6}}$", re.I)
_LISTED = re.compile(
    r"^(?:,\s\d{1,3},?|,\s[^,;.]{1,40},|,\s(?:(?:an?|the|his|her)\s)?(?:former\s)?(?!brother|sister|son\b|daughter|wife|husband|father|mother|widow|cousin)[a-z][\w-]*(?:\s[a-z-]+){0,2}?(?:\s(?:of|at|for|in)\s[^,;.]{1,40})?(?=\sand\s)|\s\([^)]{1,20}\))?(?:,\s(?:and\s)?|,?\s(?:and|&)\s)(?:(?:his|her|their|the|a|an|former)\s)?(?:(?!(?:was|were|is|are|had|has|have|who|whose|which|said|told|by|in|at|to|from|represented|when|but|with|that|for|years?|months?|days?|weeks?)\b)[a-z][\w’'-]*,?\s){0,5}(?:[A-Z][\w.]*\s){0,2}$"
)
OTHERS = re.compile(
    r"\b(?:another|(?:an)?other|others|someone|anyone|anybody|those|a\ssecond|a\sthird|(?:dozens|scores|hundreds|\d+)\s(?:of\s)?(?:[a-z]+\s){0,3}(?:people|men|women|others|defendants|soldiers|officers|members|suspects|activists|protesters|persons|nationals|prisoners|inmates|convicts|foreigners|supporters|figures|individuals|critics|opponents|journalists|students|teachers|policemen|guards|villagers|migrants)|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s(?:[A-Za-z]+\s){0,2}(?:others|people|nationals))\b",
    re.I,
)
_COMPLEMENT = re.compile(
    r"^[“\"]?(?:an?|the|another|one|two|three|his|her|their|former|ex-\w+|numerous|several|many|some|most|dozens|hundreds|all|other|senior|top)\s[^,]*\b(?:to|of|for|from|with|against|under|by|near|over|behind)\s(?:[\w.’'-]+\s){0,5}$",
    re.I,
)
# "Four others were convicted alongside |X|": X is not the subject.
_BESIDE_SUBJECT = re.compile(r"\b(?:alongside|along\swith|together\swith|besides|unlike)\s(?:[A-Z][\w.]*\s){0,2}$")
# "A helper who stole from the home of |X|, …": neither is this one.
_IN_WHO_CLAUSE = re.compile(r"\b(?:who|whose)\s[^,;.]{3,}$")
# "Another host, |X|, was jailed": this one is.
_ONE_MORE = re.compile(r"\banother\s(?:[\w’'-]+\s){0,3}[\w’'-]+,\s$", re.I)
_ALONG = re.compile(r",?\s(?:along|together)\swith\s")
_PLURAL_VERB = re.compile(r"(?:,[^,;.]{1,60})?,?\s(?:have|were|are)\b")


class Verb(NamedTuple):
    """A verb of sentencing: passive, active, or "subject" where its subject bears the sentence."""

    voice: str
    start: int
    end: int


def by_grammar(view: View, mention: Mention, segment: tuple[int, int], verb: Verb | None) -> list[Entity]:
    """The subject or the object of the verb, or the one whose sentence it is."""
    return (_by_verb(view, mention, segment, verb) if verb else _elliptic(view, mention, segment)) or _possessor_of(
        view, mention, segment[0]
    )


def changed_from(view: View, mention: Mention, end: int) -> Mention | None:
    """The old size behind the new one: "cut to |3 years| from |five years| a term for X"."""
    if not _FROM.match(view.text, mention.end):
        return None
    return next(iter(view.sentences_between(mention.end + 1, min(end, mention.end + 20))), None)


def joined_to(view: View, mention: Mention, segment: tuple[int, int], before: list[Entity]) -> list[Entity]:
    """Those of the penalty that this one is added to: "ten years for |A| and |B|, as well as |fines| each"."""
    earlier = view.sentences_between(segment[0], mention.start)
    if not earlier or not before or "respectively" in view.text[mention.end : segment[1]]:
        return []
    if len(before) == 1 and _EACH.match(view.text, mention.end):
        return []
    between = view.text[earlier[-1].end : mention.start]
    added = _ADDED.search(between) or (len(before) == 1 and _AND_SIZE.fullmatch(between))
    return before if added else []


def able(view: View, pairs: list[Pair]) -> list[Pair]:
    """Those of the mentions that may be of somebody who bears a sentence."""
    return [
        (m, p) for m, p in pairs if not is_court_officer(p) and not is_hurt(view, m) and not is_only_related(view, m)
    ]


def is_only_related(view: View, mention: Mention) -> bool:
    """True for |X| of "supporters of |X|" and "|X|'s brother"."""
    if _RELATIVE.match(view.text[mention.end : mention.end + 40]):
        return True
    front = view.text[max(0, mention.start - _RELATIVE_FRONT) : mention.start]
    return _RELATIVE_OF.search(front) is not None and not view.text.startswith(", who", mention.end)


def last_verb(view: View, start: int, mention: Mention) -> Verb | None:
    """The last verb of sentencing that begins before the size, with its voice; it may be part of the mention."""
    text = view.text
    found: list[Verb] = []
    taken: set[int] = set()
    for voice, pattern in (
        ("passive", _PASSIVE),
        ("passive", _HAD_CHANGED),
        ("subject", _INTRANSITIVE),
        ("active", _ACTIVE),
    ):
        for match in pattern.finditer(text, start, mention.end):
            if (
                match.start() > mention.start
                or match.end() in taken
                or _NOUN.search(text[max(start, match.start() - 24) : match.end()])
            ):
                continue
            taken.add(match.end())
            participle = voice == "active" and _PARTICIPLE_BEFORE.search(
                text[max(start, match.start() - 14) : match.start()]
            )
            of_somebody = participle and view.people_between(match.end(), match.end() + 2)  # "convicted and fined X"
            found.append(Verb("passive" if participle and not of_somebody else voice, match.start(), match.end()))
    return max(found, key=lambda verb: verb.start, default=None)


def named_behind(view: View, mention: Mention, end: int) -> list[Entity]:
    """The person right behind: "a six-year sentence for |X|", "five years to |Y| and |Z|"."""
    pairs = _without_possessors(view, view.people_between(mention.end, end))
    if not pairs or pairs[0][0].start > mention.end + _BEHIND_REACH:
        return []
    between = view.text[mention.end : pairs[0][0].start]
    inverted = _is_inverted(view, mention, between)
    fits = (
        inverted
        or (_BEHIND.match(between) and not _DEED.search(between))
        or _received(view, between, pairs[0][0].end)
        or _is_followed(view, mention, between)
    )
    if not fits or _CRIME_BETWEEN.search(re.sub(_AGENT, "", between)) or not able(view, pairs[:1]):
        return []
    return [p for _, p in (_presented(view, pairs) if inverted else list_from(view, pairs, 0))]


def _received(view: View, between: str, end: int) -> bool:
    """True for "the six years that the former minister |X| received"."""
    return _THAT.match(between) is not None and _GOT.match(view.text, end) is not None


def _presented(view: View, pairs: list[Pair]) -> list[Pair]:
    """A list whose members have clauses of their own: "included |A|, who had been mayor, and |B|, a doctor"."""
    run = list_from(view, pairs, 0)
    for following in pairs[len(run) :]:
        if not _CLAUSE_AND.match(view.text[run[-1][0].end : following[0].start]):
            break
        run.append(following)
    return run


def _is_followed(view: View, mention: Mention, between: str) -> bool:
    start = view.segments.bounds(mention.start)[0]
    return bool(_FOLLOWING.match(between) and _SUBJECT_FOLLOWS.match(view.text[start : mention.start]))


def _is_inverted(view: View, mention: Mention, between: str) -> bool:
    if _INVERTED.match(between) is None:
        return False
    start = view.segments.bounds(mention.start)[0]
    return between.startswith(",") or _INVERTED_FRONT.match(view.text[start : mention.start]) is not None


def _without_possessors(view: View, pairs: list[Pair]) -> list[Pair]:
    """Drop |X| of "|X|'s former deputy, Y", where Y is there too."""
    return [
        pair
        for n, pair in enumerate(pairs)
        if not (
            POSSESSIVE.match(view.text[pair[0].end : pair[0].end + 3])
            and n + 1 < len(pairs)
            and pairs[n + 1][0].start - pair[0].end < 60
        )
    ]


def owns(view: View, mention: Mention) -> bool:
    """True for |X| of "|X|'s press officer"; not where it is X's sentence that is told of."""
    behind = view.text[mention.end : mention.end + 70]
    return POSSESSIVE.match(behind) is not None and _POSSESSED.match(behind) is None


def list_from(view: View, pairs: list[Pair], first: int) -> list[Pair]:
    """The list of people that begins at `pairs[first]`: "A, B and C"."""
    run = [pairs[first]]
    for previous, current in zip(pairs[first:], pairs[first + 1 :], strict=False):
        if not _LISTED.match(view.text[previous[0].end : current[0].start]):
            break
        if current[1] not in [p for _, p in run]:
            run.append(current)
    return run


def _run_back(view: View, pairs: list[Pair]) -> list[Pair]:
    """The list of people that ends at the last of `pairs`."""
    first = len(pairs) - 1
    while first and _LISTED.match(view.text[pairs[first - 1][0].end : pairs[first][0].start]):
        first -= 1
    return list_from(view, pairs, first)


def _by_verb(view: View, mention: Mention, segment: tuple[int, int], verb: Verb) -> list[Entity]:
    if verb.voice != "active":
        return _subject_of(view, segment[0], verb.start, mention.start)
    objects = _without_possessors(view, able(view, view.people_between(verb.end, mention.start)))
    owned = [pair for pair in objects if _POSSESSED.match(view.text[pair[0].end : pair[0].end + 70])]
    if owned:
        return [owned[-1][1]]
    nearer = _nearer_subject(view, verb.start, mention.start)
    if nearer:
        return nearer
    if objects:
        return [p for _, p in list_from(view, objects, 0)]
    return _headline(view, segment[0], verb.start)


def _headline(view: View, start: int, at: int) -> list[Entity]:
    """The bearer in front of a participle without an auxiliary: "|Smithers| jailed for 40 years"."""
    pairs = able(view, view.people_between(start, at))
    if pairs and re.fullmatch(r"(?:,[^,.;]{1,60},)?\s(?:\w+ly\s)?", view.text[pairs[-1][0].end : at]):
        return [p for _, p in _run_back(view, pairs)]
    return []


def _subject_of(view: View, start: int, at: int, stop: int) -> list[Entity]:
    """The people in front of the verb: the nearest, with those it is listed with."""
    nearer = _nearer_subject(view, at, stop)
    if nearer:
        return nearer
    pairs = [pair for pair in able(view, view.people_between(start, at)) if not owns(view, pair[0])]
    if not pairs:
        return []
    last, between = pairs[-1][0], view.text[pairs[-1][0].end : at]
    front = view.text[start : last.start]
    if OTHERS.search(between) or _another_subject(between) or _BESIDE_SUBJECT.search(front):
        return []
    if between.startswith(",") and (
        _IN_WHO_CLAUSE.search(front) or (OTHERS.search(front) and not _ONE_MORE.search(front))
    ):
        return []
    if len(pairs) == 1 and not re.match(r",|\s\(", between) and _COMPLEMENT.match(view.text[start : last.start]):
        return []
    run = _run_back(view, pairs)
    if len(pairs) > 1 and _ALONG.match(view.text[pairs[-2][0].end : last.start]):
        return [person for _, person in pairs[-2:]] if _PLURAL_VERB.match(between) else [pairs[-2][1]]
    if len(run) == 1 and len(pairs) > 1 and _in_aside(view, pairs[-2][0], last, at):
        return [pairs[-2][1]]
    return [p for _, p in run]


# "The charges against |X| could lead to".
_CHARGES_AGAINST = re.compile(
    r"\b(?:charges?|counts?|allegations?|accusations?|case)\b[^.;,]{0,50}\bagainst\s(?:(?:the|former|[a-z][\w-]*)\s){0,3}$",
    re.I,
)
_NEW_SUBJECT = re.compile(
    r"[,;]\s(?:and\s|but\s|while\s)?(?:an?|the|he|she|they|it|his|her|their)\s(?:[\w’'-]+\s){0,4}$|\b(?:that|but|and|when|after|because|while)\s(?:an?|the|he|she|they)\s(?:[\w’'-]+\s){0,4}$|\s(?:said|says|told)\s(?:\w+\s){0,3}(?:he|she|they|the)\s(?:\w+\s){0,3}$",
    re.I,
)


def _another_subject(between: str) -> bool:
    """True if the words between a name and the verb begin a clause with a subject of its own."""
    if re.match(r",[^,]*,\s$", between):  # an apposition: "X, the former mayor, was jailed"
        return False
    return _NEW_SUBJECT.search(between) is not None


def _nearer_subject(view: View, at: int, stop: int) -> list[Entity]:
    """A subject between verb and size: "A was jailed for five years, |B| and |C| for seven"."""
    pairs = able(view, view.people_between(at, stop))
    if not pairs:
        return []
    last = pairs[-1][0]
    if not _TO_SIZE.match(view.text[last.end : stop]) or re.search(
        r"\bby\s(?:\S+\s){0,4}$", view.text[at : last.start]
    ):
        return []
    return [p for _, p in _run_back(view, pairs)]


_TO_SIZE = re.compile(
    r"(?:,\s[^,.;]{1,40})?,?\s(?:(?:was|were|got|received|to|for|with)\s)?(?:(?:sentenced|jailed|given|handed)\s)?(?:(?:to|for)\s)?(?:serve\s)?(?:an?\s)?(?:(?:total|further|additional|combined|up)\s(?:of\s|to\s)?)?$"
)


def _in_aside(view: View, outer: Mention, inner: Mention, at: int) -> bool:
    """True if `inner` stands in a clause about `outer`: "|X|, who worked for |Y|, was jailed"."""
    between, behind = view.text[outer.end : inner.start], view.text[inner.end : at]
    if view.sentences_between(outer.end, inner.start):  # "X, 64, received 12 years whilst his son Y, 40, was given"
        return False
    return re.match(r",\s|\s\(", between) is not None and re.search(r"[,)]\s$", behind) is not None


def _elliptic(view: View, mention: Mention, segment: tuple[int, int]) -> list[Entity]:
    """No verb at all: a list of results ("|Smith|: 12 years", "|X|, 34, two years in prison")."""
    pairs = able(view, view.people_between(segment[0], mention.start))
    if not pairs:
        return []
    between = view.text[pairs[-1][0].end : mention.start]
    if re.match(r"(?:,\s[^;.]{1,60})?[:,–—-]?\s?(?:for|to|with|a|an)?\s?$", between) or re.fullmatch(
        r"['’]s?\s(?:[\w-]+\s){0,3}", between
    ):
        return [p for _, p in _run_back(view, pairs)]
    return []


def _possessor_of(view: View, mention: Mention, start: int) -> list[Entity]:
    """Whose sentence it is: "cut |Blagojevich|'s sentence from 18 years", "the appeal of |X| against"."""
    for other, person in reversed(able(view, view.people_between(start, mention.start))):
        front = view.text[start : other.start]
        if (
            _POSSESSED.match(view.text[other.end : other.end + 70])
            or _WHOSE.search(front)
            or _CHARGES_AGAINST.search(front)
        ):
            return [person]
    return []


def each_their_own(view: View, mention: Mention, segment: tuple[int, int], people: list[Entity]) -> list[Entity]:
    """Of "A and B were jailed for five and seven years, respectively" each gets their own."""
    word = view.text.find("respectively", mention.end, segment[1])
    if len(people) < 2 or word < 0:
        return people
    sizes = [m for m in view.sentences_between(segment[0], word) if m.end > _start_of(view, people, mention)]
    return [people[sizes.index(mention)]] if len(sizes) == len(people) else people


def _start_of(view: View, people: list[Entity], mention: Mention) -> int:
    """Where the last of `people` is named before the mention."""
    start = view.segments.bounds(mention.start)[0]
    named = [m.end for m, p in view.people_between(start, mention.start) if p in people]
    return max(named, default=start)
