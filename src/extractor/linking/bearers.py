"""Who bears a sentence.

First by grammar, inside the mention's own segment: the person right behind ("six years for |X|"), the subject or object
of the verb that gives the sentence, the one whose sentence it is. Where the segment names nobody, a pronoun, a group or
a description is followed to the people it means; where the article leaves that open, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from extractor.linking.entity import Entity
from extractor.linking.phrases import named_in
from extractor.linking.roles import holds_office, is_bystander, is_court_officer, is_defendant, is_hurt
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
# The subject or the object is a thing with a name: "|MGSB Berhad| was fined", "fines |national airline Qantas|".
_THING_AS_SUBJECT = re.compile(
    r"^(?:The\s)?(?!He\b|She\b|They\b|Prosecutors?\b|Judges?\b|Jurors\b|Lawyers\b|Authorities\b|Police\b|Accused\b|Defendant\b|Appellant\b|Both\b|Each\b|His\b|Her\b|Their\b)(?:[A-Z][\w&.’'-]*\s){1,5}$|"
    r"\b(?:employer|company|compan(?:y|ies)|firms?|banks?|airlines?|newspapers?|group|council|club|university|hospital|operator|contractor|manufacturer|retailer|website|broadcaster|corporation|organi[sz]ation|ngo|ministry|party|supermarket|factory)(?:,\s(?:[A-Z][\w&.’'-]*\s?){1,5},?)?\s$"
)
_THING_AS_OBJECT = re.compile(
    r"^\s(?:the\s)?(?:(?!of\b|for\b|at\b|in\b|to\b)[a-z][\w-]*\s){0,3}(?:[A-Z][\w&.’'-]*\s){1,5}(?:to\s|an?\s|of\s){0,2}$"
)
_CRIME_BETWEEN = re.compile(
    r"\b(?:murder|kill|assault|rap|attack|death|shoot|stab|defraud|insult|threat|steal|by|assassinat|plot|harass|abus|against\sthe|role|crime|offen|fraud|corrupt|charges)\w*",
    re.I,
)
_SENTENCE_WORD = r"(?:sentences?|terms?|punishment|imprisonment|jail|prison|fine|penalty|conviction|appeal|death|life)"
_POSSESSED = re.compile(
    rf"['’]s?\s(?:(?!was\b|were\b|had\b|has\b|have\b|got\b)[\w-]+\s){{0,4}}?(?:{_SENTENCE_WORD}|\d|nine|ten|two|three|four|five|six|seven|eight)",
    re.I,
)
_POSSESSIVE = re.compile(r"['’]s?\s")
_WHOSE = re.compile(rf"\b{_SENTENCE_WORD}\s(?:of|for|against|by)\s(?:[\w’'-]+,?\s){{0,6}}$", re.I)
_LISTED = re.compile(
    r"^(?:,\s\d{1,3},?|,\s[^,;.]{1,40},|,\s(?:(?:an?|the|his|her)\s)?(?:former\s)?(?!brother|sister|son\b|daughter|wife|husband|father|mother|widow|cousin)[a-z][\w-]*(?:\s[a-z-]+){0,2}?(?:\s(?:of|at|for|in)\s[^,;.]{1,40})?(?=\sand\s)|\s\([^)]{1,20}\))?(?:,\s(?:and\s)?|,?\s(?:and|&)\s)(?:(?:his|her|their|the|a|an|former)\s)?(?:(?!(?:was|were|is|are|had|has|have|who|whose|which|said|told|by|in|at|to|from|represented|when|but|with|that|for|years?|months?|days?|weeks?)\b)[a-z][\w’'-]*,?\s){0,5}(?:[A-Z][\w.]*\s){0,2}$"
)
_PRONOUN = re.compile(
    rf"\b(?:he|she|him|himself|herself|her(?=\s(?:to|for|with|a|an|\d)\b|\s?$)|(?:his|her)\s(?:[\w-]+\s){{0,3}}?{_SENTENCE_WORD}\b|(?:his|her)\s?$)",
    re.I,
)
_DEFINITE = re.compile(
    r"^[“\"]?(?:accused|defendant|appellant)\b|\b(?:the|this|that)\s(?:\w+[\s-]){0,3}?(?:defendant|accused|man|woman|convict|appellant|year-old|former|ex-\w+|\w+er|\w+or|\w+ist|\w+ant|chief|judge|boss|mayor|president|minister|doctor|aide|soldier|activist|politician|teenager|father|mother|couple|cleric|blogger|deputy|priest|pastor|official|student|nurse|clerk|\w*man|\w*woman)\b",
    re.I,
)
_PLURAL = re.compile(
    r"\b(?:they|them|both|all\s(?:two|three|four|five|six)|their(?=\s?$|\s(?:[\w-]+\s){0,3}?(?:sentences|terms|punishments|convictions|appeals))|the\s(?:two|three|four|five|six|pair|couple|duo|trio|men|women|brothers|sisters|defendants|accused|officers)|each)\b",
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
_INDEFINITE = re.compile(r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten)\s(?:[\w’'-]+\s){0,8}", re.I)
_OTHERS = re.compile(
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
# People who are counted and not named: "a group of seven Somali pirates", "two Swedish journalists".
_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_CROWD = re.compile(
    rf"\b(?:(?:group|band|gang|dozen|dozens|scores|hundreds)\sof\s(?:{_NUMBER}\s)?[A-Za-z]|(?i:numerous|several|many)\s(?!more\b|other\b)(?:[\w-]+\s){{0,2}}?(?!charges|counts|cases|years|months|times)[a-z]+s\b|{_NUMBER}\s[A-Z][\w-]+\s(?:[a-z-]+\s)?[a-z]+(?:s|men)\b(?!\sof))"
)
_ALONG = re.compile(r",?\s(?:along|together)\swith\s")
_PLURAL_VERB = re.compile(r"(?:,[^,;.]{1,60})?,?\s(?:have|were|are)\b")
_OPENING = re.compile(
    r"^[“\"\s—-]*(?:(?:[A-Z][\w’'.-]*|\d{1,3}-year-old|(?!(?:had|has|have|was|were|is|are|of|for|to|by|in|on|at|from|with|against|that|said|says|told|filed|after|when|while|as|and)\b)[a-z][\w-]*)[\s,]+){0,6}$"
)
_BACK = 6
_AHEAD = 6
_FAR_BACK = 40
"""How many segments back a list of just so many people may stand."""


class _Verb(NamedTuple):
    voice: str
    start: int
    end: int


Told = list[tuple[Mention, list[Entity]]]
"""The sentences of an article so far, each with its bearers."""


class Borne(NamedTuple):
    """Who bears a sentence, and by which way they were found."""

    people: list[Entity]
    way: str


def bearers_of(view: View, mention: Mention, told: Told) -> Borne:
    """Those who bear the sentence, in order of mention; `told` are the sentences before it."""
    before = told[-1][1] if told else []
    number = view.segments.index(mention.start)
    segment = view.segments.span(number)
    changed = _changed_from(view, mention, segment[1])
    if changed:
        return bearers_of(view, changed, told)
    verb = _last_verb(view, segment[0], mention)
    ways: tuple[tuple[str, Callable[[], list[Entity]]], ...] = (
        ("behind", lambda: _behind(view, mention, segment[1])),
        ("joined", lambda: _joined(view, mention, segment, before)),
        (f"grammar, {verb.voice if verb else 'no'} verb", lambda: _by_grammar(view, mention, segment, verb)),
        ("told before", lambda: _told_before(view, mention, told)),
        ("family", lambda: _family(view, _about_whom(view, mention, segment, verb))),
        ("meant", lambda: _meant(view, mention, number, before, verb)),
    )
    way, people = next(((way, found) for way, find in ways if (found := find())), ("meant", []))
    return Borne(_respectively(view, mention, segment, people), way)


def _by_grammar(view: View, mention: Mention, segment: tuple[int, int], verb: _Verb | None) -> list[Entity]:
    return (_by_verb(view, mention, segment, verb) if verb else _elliptic(view, mention, segment)) or _possessor(
        view, mention, segment[0]
    )


def _told_before(view: View, mention: Mention, told: Told) -> list[Entity]:
    """Whose "|the death sentence|" is: theirs of whom one of that size was told, if only of them."""
    front = view.text[max(0, mention.start - _KNOWN_REACH) : mention.start]
    if not _KNOWN_SENTENCE.search(front) or _LAW.search(view.text, *view.segments.bounds(mention.start)):
        return []
    penalty = mention.value
    same = [
        people
        for earlier, people in told[-_MOST_TOLD:]
        if people and earlier.value.kind == penalty.kind and earlier.value.term == penalty.term
    ]
    return same[-1] if same and all(people == same[-1] for people in same) else []


_KNOWN_SENTENCE = re.compile(r"\b(?:the|that|this|its)\s(?:(?:original|initial|earlier|prison|jail|same)\s)?$", re.I)
_KNOWN_REACH = 24
_MOST_TOLD = 100
_LAW = re.compile(r"\b(?:laws?|code|legislation|parliament|assembly|senate|abolish\w*|countries)\b", re.I)


def _changed_from(view: View, mention: Mention, end: int) -> Mention | None:
    """The old size behind the new one: "cut to |3 years| from |five years| a term for X"."""
    if not _FROM.match(view.text, mention.end):
        return None
    return next(iter(view.sentences_between(mention.end + 1, min(end, mention.end + 20))), None)


def _joined(view: View, mention: Mention, segment: tuple[int, int], before: list[Entity]) -> list[Entity]:
    """Those of the penalty that this one is added to: "ten years for |A| and |B|, as well as |fines| each"."""
    earlier = view.sentences_between(segment[0], mention.start)
    if not earlier or not before or "respectively" in view.text[mention.end : segment[1]]:
        return []
    if len(before) == 1 and _EACH.match(view.text, mention.end):
        return []
    between = view.text[earlier[-1].end : mention.start]
    added = _ADDED.search(between) or (len(before) == 1 and _AND_SIZE.fullmatch(between))
    return before if added else []


def _able(view: View, pairs: list[Pair]) -> list[Pair]:
    return [
        (m, p)
        for m, p in pairs
        if not is_court_officer(p)
        and not is_hurt(view, m)
        and not _RELATIVE.match(view.text[m.end : m.end + 40])
        and not _is_only_related(view, m)
    ]


def _is_only_related(view: View, mention: Mention) -> bool:
    front = view.text[max(0, mention.start - _RELATIVE_FRONT) : mention.start]
    return _RELATIVE_OF.search(front) is not None and not view.text.startswith(", who", mention.end)


def _last_verb(view: View, start: int, mention: Mention) -> _Verb | None:
    """The last verb of sentencing that begins before the size, with its voice; it may be part of the mention."""
    text = view.text
    found: list[_Verb] = []
    taken: set[int] = set()
    for voice, pattern in (("passive", _PASSIVE), ("subject", _INTRANSITIVE), ("active", _ACTIVE)):
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
            found.append(_Verb("passive" if participle and not of_somebody else voice, match.start(), match.end()))
    return max(found, key=lambda verb: verb.start, default=None)


def _behind(view: View, mention: Mention, end: int) -> list[Entity]:
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
    if not fits or _CRIME_BETWEEN.search(re.sub(_AGENT, "", between)) or is_court_officer(pairs[0][1]):
        return []
    return [p for _, p in (_presented(view, pairs) if inverted else _run(view, pairs, 0))]


def _received(view: View, between: str, end: int) -> bool:
    """True for "the six years that the former minister |X| received"."""
    return _THAT.match(between) is not None and _GOT.match(view.text, end) is not None


def _presented(view: View, pairs: list[Pair]) -> list[Pair]:
    """A list whose members have clauses of their own: "included |A|, who had been mayor, and |B|, a doctor"."""
    run = _run(view, pairs, 0)
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
            _POSSESSIVE.match(view.text[pair[0].end : pair[0].end + 3])
            and n + 1 < len(pairs)
            and pairs[n + 1][0].start - pair[0].end < 60
        )
    ]


def _owns(view: View, mention: Mention) -> bool:
    """True for |X| of "|X|'s press officer"; not where it is X's sentence that is told of."""
    behind = view.text[mention.end : mention.end + 70]
    return _POSSESSIVE.match(behind) is not None and _POSSESSED.match(behind) is None


def _run(view: View, pairs: list[Pair], first: int) -> list[Pair]:
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
    return _run(view, pairs, first)


def _by_verb(view: View, mention: Mention, segment: tuple[int, int], verb: _Verb) -> list[Entity]:
    if verb.voice != "active":
        return _subject(view, segment[0], verb.start, mention.start)
    objects = _without_possessors(view, _able(view, view.people_between(verb.end, mention.start)))
    owned = [pair for pair in objects if _POSSESSED.match(view.text[pair[0].end : pair[0].end + 70])]
    if owned:
        return [owned[-1][1]]
    nearer = _nearer_subject(view, verb.start, mention.start)
    if nearer:
        return nearer
    if objects:
        return [p for _, p in _run(view, objects, 0)]
    return _headline(view, segment[0], verb.start)


def _headline(view: View, start: int, at: int) -> list[Entity]:
    """The bearer in front of a participle without an auxiliary: "|Smithers| jailed for 40 years"."""
    pairs = _able(view, view.people_between(start, at))
    if pairs and re.fullmatch(r"(?:,[^,.;]{1,60},)?\s(?:\w+ly\s)?", view.text[pairs[-1][0].end : at]):
        return [p for _, p in _run_back(view, pairs)]
    return []


def _subject(view: View, start: int, at: int, stop: int) -> list[Entity]:
    """The people in front of the verb: the nearest, with those it is listed with."""
    nearer = _nearer_subject(view, at, stop)
    if nearer:
        return nearer
    pairs = [pair for pair in _able(view, view.people_between(start, at)) if not _owns(view, pair[0])]
    if not pairs:
        return []
    last, between = pairs[-1][0], view.text[pairs[-1][0].end : at]
    front = view.text[start : last.start]
    if _OTHERS.search(between) or _another_subject(between) or _BESIDE_SUBJECT.search(front):
        return []
    if between.startswith(",") and (
        _IN_WHO_CLAUSE.search(front) or (_OTHERS.search(front) and not _ONE_MORE.search(front))
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
    pairs = _able(view, view.people_between(at, stop))
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
    pairs = _able(view, view.people_between(segment[0], mention.start))
    if not pairs:
        return []
    between = view.text[pairs[-1][0].end : mention.start]
    if re.match(r"(?:,\s[^;.]{1,60})?[:,–—-]?\s?(?:for|to|with|a|an)?\s?$", between) or re.fullmatch(
        r"['’]s?\s(?:[\w-]+\s){0,3}", between
    ):
        return [p for _, p in _run_back(view, pairs)]
    return []


def _possessor(view: View, mention: Mention, start: int) -> list[Entity]:
    """Whose sentence it is: "cut |Blagojevich|'s sentence from 18 years", "the appeal of |X| against"."""
    for other, person in reversed(_able(view, view.people_between(start, mention.start))):
        front = view.text[start : other.start]
        if (
            _POSSESSED.match(view.text[other.end : other.end + 70])
            or _WHOSE.search(front)
            or _CHARGES_AGAINST.search(front)
        ):
            return [person]
    return []


def _meant(view: View, mention: Mention, number: int, before: list[Entity], verb: _Verb | None) -> list[Entity]:
    """The people that a pronoun, a group or a description means."""
    start, end = view.segments.span(number)
    words = _about_whom(view, mention, (start, end), verb)
    inside = [p for _, p in view.people_between(start, mention.start) if not is_bystander(p)]
    if before and verb and _continues(view, start, mention, verb):
        return before
    crowd = _CROWD.search(words)
    if crowd:
        counted = any(word in _COUNT for word in crowd.group().lower().split())
        return _group(view, number, crowd.group()) if counted else []
    if _OTHERS.search(words):
        return _main_defendant(view) if re.search(r"\bthose\b", words, re.I) else []
    front = view.text[start : mention.start]
    if _STATUTORY.search(front):
        return (inside[-1:] or _main_defendant(view)) if _AT_HAND.search(front) else []
    if _THE_SENTENCE.match(front):
        return _topic(view, number, before)
    if verb and not view.people_between(start, mention.start) and _is_thing(words, verb):
        return []
    one = (verb is None or verb.voice != "active") and (_HE_OPENS.match(words) or _SOMEBODY_WHO.search(words))
    if not one and (_PLURAL.search(words) or _SEVERAL.search(words)):
        return _group(view, number, words) or (before if _PROSECUTORS_SPEAK.match(view.text[start:end]) else [])
    if _PRONOUN.search(words) and not _SOMEBODY_WHO.search(words):
        return _antecedent(view, start, mention) or _topic(view, number, before)
    if _INDEFINITE.search(words):
        return _named_next(view, number)
    return _left_open(view, mention, number, before, _points_to_one(words, verb))


def _family(view: View, words: str) -> list[Entity]:
    """Those whom "the |Paivas|" means: all of that surname, two at least."""
    name = _FAMILY_NAME.search(words)
    if name is None:
        return []
    ends = tuple(f" {name[1].removesuffix(plural)}" for plural in ("s", "es") if name[1].endswith(plural))
    same = [p for p in view.everyone[:_MOST_ACCUSED] if p.name.endswith(ends) and not is_bystander(p)]
    return same if len(same) > 1 else []


_FAMILY_NAME = re.compile(r"\b[Tt]he\s([A-Z][\w’-]*s)\b(?!\s[A-Z])")


_SOMEBODY_WHO = re.compile(r"\ban?\s(?:(?!of\b|to\b|in\b|at\b|and\b|for\b)[\w.’'-]+\s){1,4}(?:who\s(?:\w+\s)?)?$")


def _antecedent(view: View, start: int, mention: Mention) -> list[Entity]:
    """Whom "he" or "her" means inside the segment: the last one named who is more than a complement."""
    return [
        person
        for named, person in view.people_between(start, mention.start)
        if not is_bystander(person)
        and not _OBLIQUE.search(view.text[max(start, named.start - 60) : named.start])
        and not _DECIDES.match(view.text, named.end)
    ][-1:]


_DECIDES = re.compile(
    r"\s(?:(?:has|had|also|then|later)\s){0,2}(?:endorse[sd]|upheld|confirm(?:s|ed)|commut(?:es|ed)|approve[sd]|sign(?:s|ed)|ratifie[sd]|reduce[sd]|cut|overturn(?:s|ed)|quash(?:es|ed)|impose[sd]|pardon(?:s|ed))\b"
)
_OBLIQUE = re.compile(r"\b(?:of|from|with|against|by|for|at|near|over)\s(?:[a-z’'-]+\s){0,4}(?:[A-Z]\w+\s){0,4}$")
_HE_OPENS = re.compile(r"[“\"]?(?:But\s|And\s|Then\s)?(?:He|She)\s")


def _continues(view: View, start: int, mention: Mention, verb: _Verb) -> bool:
    """True for a second penalty of the same clause: "was given a year in jail |and fined $900|"."""
    earlier = view.sentences_between(start, mention.start)
    return bool(earlier) and _AND_VERB.fullmatch(view.text[earlier[-1].end : verb.start]) is not None


_AND_VERB = re.compile(r",?\sand\s(?:(?:was|were|also|then|both|each)\s){0,3}")


def _is_thing(words: str, verb: _Verb) -> bool:
    if verb.voice == "active":
        return _THING_AS_OBJECT.match(words) is not None
    return _THING_AS_SUBJECT.search(words) is not None


def _points_to_one(words: str, verb: _Verb | None) -> bool:
    """True for "the former mayor", "the doctor": a description of somebody named elsewhere."""
    return bool(
        _DEFINITE.search(words) or (verb and verb.voice == "active" and re.match(r"\s(?:the|this|that)\s", words))
    )


def _left_open(view: View, mention: Mention, number: int, before: list[Entity], definite: bool) -> list[Entity]:
    """Whom the article speaks of where the words of the clause do not say it."""
    start, end = view.segments.span(number)
    pairs = view.people_between(start, mention.start)
    inside = [p for _, p in pairs if not is_bystander(p)]
    opens = bool(pairs) and _OPENING.match(view.text[start : pairs[0][0].start]) is not None
    if opens and len(set(map(id, inside))) == 1 and is_defendant(pairs[0][1]):
        return [pairs[0][1]]
    if definite:
        return _described(view, start, mention.start) or _topic(view, number, before)
    if number <= 1:
        return _named_next(view, number) or _main_defendant(view)
    if before and not inside and _COURT_SUBJECT.match(view.text[start:end]):
        return before
    pronoun = _PRONOUN.search(view.text[start : mention.start])
    if pronoun and inside and pairs[-1][0].end < start + pronoun.start():
        return inside[-1:]
    if pronoun:
        return _topic(view, number, before)
    return _main_defendant(view) or (before if not inside else [])


def _described(view: View, start: int, end: int) -> list[Entity]:
    """Whom "the former |president|" means: the one named last before, or else next, whose title says so."""
    noun = _BY_OFFICE.search(view.text, start, end)
    if noun is None:
        return []
    bounds = (start - _DESCRIBED_REACH, start)
    named = [p for _, p in view.people_between(*bounds)]
    return [p for p in named if any(role.lower().split()[-1] == noun[1].lower() for role in p.roles)][-1:]


_DESCRIBED_REACH = 2000
_BY_OFFICE = re.compile(
    r"\b[Tt]he\s(?:(?:former|ousted|deposed|jailed|disgraced|convicted|imprisoned|then|ex)[\s-]){0,2}"
    r"(president|premier|minister|mayor|governor|senator|lawmaker|general|colonel|bishop|priest|cleric|imam|rapper|singer|actor|actress|blogger|journalist|editor|activist|lawyer|doctor|surgeon|banker|businessman|tycoon|teacher|officer|policeman|pastor|prince|king|player|footballer|coach)\s",
)
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
_PROSECUTORS_SPEAK = re.compile(
    r"They\s(?:also\s|had\s)?(?:want|ask|sought|demand|request|recommend|seek|urge|call)", re.I
)
_THE_SENTENCE = re.compile(
    r"(?:The|This)\s(?:prison\s|jail\s)?(?:sentence|term|penalty|punishment|fine)\s(?:was|is|of|amounts|came|stood)\b"
)
_COURT_SUBJECT = re.compile(
    r"[“\"]?(?:It|The\s(?:\w+\s){0,2}(?:court|judges?|tribunal|panel|bench|chamber|jury|magistrate))\b", re.I
)
_ITS_ARTICLE = re.compile(r"\b(?:an?|one|another|further|[\w-]+\ssentence\sof)\s(?:[\w’'-]+\s){0,3}$")
_SEVERAL = re.compile(r"\b(?:two|three|four|five|six)\s(?!years?|months?|counts?|charges?|others?)[a-z]", re.I)


_GIVEN_TO = re.compile(
    r"['’]?s?\s(?:(?:handed|imposed|passed|given)\s(?:down\s)?by\s[^,;.]{3,40}?\s|(?:\w+\s){0,3}?)(?:for|of|against|to|on)\s(?=(?P<number>(?:an?|the|two|three|dozens|scores|hundreds|\d+)\s))"
)


def _about_whom(view: View, mention: Mention, segment: tuple[int, int], verb: _Verb | None) -> str:
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
    return _ITS_ARTICLE.sub("", view.text[verb.end : mention.start])


def _topic(view: View, number: int, before: list[Entity]) -> list[Entity]:
    """Whom "he" or "she" means: who opened the segment before, else the nearest defendant, else the first named."""
    first_named: list[Entity] = []
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        start, end = view.segments.span(back)
        pairs = [(m, p) for m, p in view.people_between(start, end) if not is_bystander(p)]
        if (
            pairs
            and _OPENING.match(view.text[start : pairs[0][0].start])
            and not _POSSESSIVE.match(view.text[pairs[0][0].end : pairs[0][0].end + 3])
        ):
            return [pairs[0][1]]
        named = [p for _, p in pairs]
        likely = [p for p in named if p in before] or [p for p in named if is_defendant(p)]
        if likely:
            return [likely[0]]
        first_named = first_named or named[:1]
    return first_named or before[:1] or _named_next(view, number)


def _named_next(view: View, number: int) -> list[Entity]:
    """The one a description announces: "A doctor was jailed. … Joel Smithers was found guilty".

    In the lead the first person presented is meant; further down only one of whom a charge or a sentence is told.
    """
    described = _OFFICE.search(view.text, *view.segments.span(number)) is not None
    somebody = _SOME_OFFICE.search(view.text, *view.segments.span(number))
    if somebody and (told := _titled_next(view, number, somebody[1])):
        return told
    for ahead in range(number + 1, min(len(view.segments), number + 1 + _AHEAD)):
        pairs = view.people_between(*view.segments.span(ahead))
        new = [(m, p) for m, p in pairs if m.start == p.mentions[0].start and not is_bystander(p)]
        presented = [p for m, p in new if is_defendant(p) or _AGED.match(view.text[m.end : m.end + 8])]
        if presented:
            return presented[:1]
        opens = new and _OPENING.match(view.text[view.segments.span(ahead)[0] : new[0][0].start])
        if (
            new
            and (opens or ahead <= number + _NEAR)
            and number <= _LEAD
            and (described or not _in_office(view, *new[0]))
            and not _POSSESSIVE.match(view.text[new[0][0].end : new[0][0].end + 3])
        ):
            return [new[0][1]]
    return _main_defendant(view) if number <= _LEAD else []


_SOME_OFFICE = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|ex|[Ff]ormer)[\s-](?:[a-z-]+\s){0,3}?(minister|premier|mayor|governor|senator|lawmaker|president|general|colonel|bishop|priest|cleric)\b(?!\s(?:of\s)?[A-Z])"
)


def _titled_next(view: View, number: int, office: str) -> list[Entity]:
    """The one named next whose title is the office told of: "a former minister was jailed. … ex-Minister |X|"."""
    last = min(len(view.segments), number + 1 + _AHEAD) - 1
    noun = office.lower().split()[-1]
    for mention, person in view.people_between(view.segments.ends[number], view.segments.ends[last]):
        if mention.value and str(mention.value).lower().split()[-1] == noun and not is_bystander(person):
            return [person]
    return []


def _in_office(view: View, mention: Mention, person: Entity) -> bool:
    """True for "the Prime Minister |X|" and "the Prime Minister of Canada |X|"."""
    return holds_office(person) or _OFFICE_OF.search(view.text, max(0, mention.start - 40), mention.start) is not None


_OFFICE_OF = re.compile(
    r"\b(?:[Mm]inister|[Pp]resident|[Gg]overnor|[Aa]mbassador|[Kk]ing|[Ss]peaker)\sof\s(?:[A-Z]\w+\s){1,3}$"
)
_OFFICE = re.compile(
    r"\b(?:police(?:man|woman)|(?:police\s)?officer|constable|(?:prime\s)?minister|president|premier|mayor|governor|official|senator|lawmaker|politician|priest|cleric|bishop|judge|prince|general|soldier|leader)\b",
    re.I,
)
_LEAD = 2
_NEAR = 2
_AGED = re.compile(r",\s\d\d\b|\s\(\d\d\)")


_MOST_ACCUSED = 200
"""Whom an article is about it names early; a longer list is a register."""


def _main_defendant(view: View) -> list[Entity]:
    """The article's one defendant, or the one it speaks of at least twice as often as of any other."""
    accused = sorted(filter(is_defendant, view.everyone[:_MOST_ACCUSED]), key=lambda p: -len(p.mentions))
    if len(accused) > 1 and len(accused[0].mentions) < 2 * len(accused[1].mentions):
        return []
    return accused[:1]


def _group(view: View, number: int, words: str) -> list[Entity]:
    """The people that "both" or "the brothers" means: a list of that many, nearest first."""
    found = _PLURAL.search(words) or _SEVERAL.search(words) or _CROWD.search(words)
    size = next((n for word, n in _COUNT.items() if found and word in found.group().lower()), None)
    order = [
        *range(number, max(-1, number - 1 - _BACK), -1),
        *range(number + 1, min(len(view.segments), number + _AHEAD)),
        *(range(max(-1, number - 1 - _BACK), max(-1, number - 1 - _FAR_BACK), -1) if size else ()),
    ]
    for at in order:
        pairs = _able(view, view.people_between(*view.segments.span(at)))
        for first in range(len(pairs)):
            run = _run(view, pairs, first)
            if len(run) > 1 and (size is None or len(run) == size):
                return [p for _, p in run]
    return []


def _respectively(view: View, mention: Mention, segment: tuple[int, int], people: list[Entity]) -> list[Entity]:
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
