"""The people finder: the model proposes, rules correct.

Every capitalised sequence is weighed once. What speaks for a person (the model, a title in front, a known given name,
an age behind) and against one (a place, a word of organisations) adds up; the table `WEIGHTS` is the one place where
that is decided. In a second pass the surnames and first names of those found are looked up in the rest of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.tokens import Doc

from extractor import mention
from extractor.finders.names import (
    PARTICLES,
    POSTNOMINALS,
    Word,
    is_initial,
    is_name_word,
    is_nationality,
    is_nickname,
    is_ordinary,
    is_organisation_word,
    is_place,
    is_suffix,
    is_sure_name,
    is_title,
    sequences,
    without_initials,
)
from extractor.lexicon import given_names, places, surnames, titles
from extractor.mention import Mention, by_rule

WEIGHTS = {
    "model": 3.0,
    "model-elsewhere": 2.0,
    "title": 3.0,
    "given-name": 3.0,
    "doubtful-given-name": 1.0,
    "given-name-alone": 1.0,
    "second-name": 1.0,
    "surname": 1.0,
    "surname-ending": 2.0,
    "initial": 1.5,
    "letters": 3.0,
    "byline": 2.0,
    "age": 2.5,
    "kin": 2.0,
    "act": 2.0,
    "acted-on": 1.5,
    "possessed": 2.0,
    "particle": 1.0,
    "national": 1.0,
    "place": -3.0,
    "place-word": -1.0,
    "organisation": -4.0,
    "names-a-thing": -6.0,
    "other-by-model": -1.0,
    "place-by-model": -1.0,
    "house": 4.5,
    "the": -2.5,
    "in-place": -1.5,
    "acronym": -3.0,
    "ordinary-word": -1.5,
    "single": -1.0,
    "unknown-single": -1.5,
}
"""What each sign is worth; a sequence that reaches `THRESHOLD` names a person."""
THRESHOLD = 2.0

_OTHER_LABELS = frozenset({"ORG", "NORP", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART", "LANGUAGE", "DATE", "MONEY"})
_PLACE_LABELS = frozenset({"GPE", "LOC"})

_AGE = re.compile(
    r",?\s(?:\(?\d{1,2}\)?(?=[,.;)]|\s(?:and|who|was|is|of|from|years)\b)|aged\s\d|an?\s\d{1,2}-year-old)|\s?\(\d{2}\)"
)
_ACT = re.compile(
    r",?\s(?:(?:who|whose|whom)\b|(?:said|says|told|added|argued|wrote|testified|admitted|denied|denies|pleaded|pled|confessed|insisted|claimed|stated|noted|explained|replied|tweeted|"
    r"ruled|presided|sentenced|ordered|handed|appealed|faces|faced|fled|resigned|died|stood|wept|apologi[sz]ed|received|surrendered|"
    r"(?:was|is|were|has\sbeen|had\sbeen|will\sbe)\s(?:also\s|later\s|then\s|already\s|found\s|being\s|immediately\s|previously\s|convicted|sentenced|jailed|arrested|charged|accused|acquitted|fined|"
    r"imprisoned|detained|released|extradited|indicted|born|elected|killed|murdered|shot|stabbed|represented|ordered|granted|given|serving|pardoned|executed|cleared|freed|tried|remanded|denied|banned|suspended|present|dead|survived|guilty|not\sin)"
    r"|(?:pleads|gets|jailed|sentenced|convicted|acquitted|charged|arrested|fined)\b))"
)
_POSSESSED = re.compile(
    r"['’´`‘]?s?\s(?:(?:[a-z-]+\s){0,2}?)(?P<what>conviction|sentence|lawyers?|attorneys?|trial|appeal|murder|killing|death|assassination|arrest|wife|husband|widow|mother|father|parents|son|daughter|sister|brother|family|guilt|killers?|body|testimony|co-defendants?|accomplices?)\b"
)
_SPOKE_BEFORE = re.compile(r"\b(?:said|says|told|added|according\sto|argued|explained|wrote)\s$")
_KIN = re.compile(
    r"\b(?:brothers?|sisters?|wife|husband|son|daughter|father|mother|widow|cousin|nephew|niece|uncle|aunt|partner|girlfriend|boyfriend|fianc[ée]e?|"
    r"lawyers?|attorneys?|counsel|barrister|solicitor|spokes(?:man|woman|person)|defendants?|co-defendants?|co-accused|accused|victims?|accomplices?|named|called|identified\sas|known\sas|alias|aka|a\.k\.a\.|born|late|ex-wife|"
    r"ex-husband|ex-president|by\sname|prosecutors?|leader|activists?|journalists?|reporter|blogger|politician|opponent|critic|businessman|businesswoman|tycoon|magnate|"
    r"banker|dictator|ruler|rapper|singer|actor|actress|footballer|player|coach|author|writer|poet|artist|editor|director|boss|chief|head|founder|owner|pastor|preacher|cleric|"
    r"teacher|doctor|officer|policeman|policewoman|soldier|general|student|farmer|driver|gunman|killer|murderer|rapist|terrorist|kingpin|mobster|hacker|whistle-?blower|nurse|deputy|mate|friend|colleague|aide|adviser|advisor|clerk|judge|justice|magistrate|minister|president|mayor|senator|governor|candidate|chairman|chairwoman|secretary|commissioner|"
    r"inspector|constable|detective|sergeant|captain|colonel|lieutenant|major|witness(?:es)?|\d-year-old|complainant|plaintiff|petitioner|appellant|applicant|respondent|suspects?|manager|trader|dealer|smuggler|trafficker|fugitive|inmate|prisoner|convict)s?,?\s(?:[“\"‘'])?$",
    re.I,
)
_ACTED_ON = re.compile(
    r"\b(?:sentenced|jailed|convicted|acquitted|arrested|charged|accused|killed|murdered|killing|murdering|murder\sof|death\sof|trial\sof|release\sof|extradition\sof|arrest\sof|conviction\sof|killing\sof|represent(?:s|ed|ing)|"
    r"defend(?:s|ed|ing)|against|indicted|extradite[d]?|pardon(?:ed)?|freed|found|ordered|cleared|raped|shot|stabbed|by|between)\s$"
)
_IN_PLACE = re.compile(
    r"\b(?:(?:[Vv]illagers|[Rr]esidents|[Ii]nhabitants)\s(?:of|from)|in|at|near|across|throughout|outside|towards?|into)\s(?:the\s)?$"
)
_IN_OR_OF = re.compile(r"\b(?:in|at|near|from|across|throughout|outside|towards?|into|of)\s(?:the\s)?$")
_LETTERS = re.compile(r",?\s(?:J|LJ|CJ|JA|QC|KC|SC|SAN|MP|MEP)\b(?!\.)")
_BYLINE = re.compile(r"(?:^|\n)\s*(?:[Bb]y|BY)\s$")
_NAME = r"(?P<name>(?!(?:An?|The)\s)[A-ZÀ-Þ][\w-]*(?:\s[A-ZÀ-Þ][\w-]*){0,4})"
_MEDIA = r"(?:newspaper|magazine|daily|weekly|tabloid|web\s?site|news\ssite|platform|broadcaster|channel|radio|station|news\sagency)"
_FIRM = (
    r"(?:company|firm|bank|carmaker|maker|conglomerate|retailer|airline|brand|charity|organi[sz]ation|party|militia)"
)
_THING = rf"(?:{_MEDIA}|{_FIRM}|airport|hospital|prison|stadium|highway|village|district|province|river|vessel|ship|ferry|yacht|trawler|tanker|MV|frigate)"
_NAMED_THINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:editors?(?:-in-chief|\sin\schief)?|publisher|columnist|correspondent|subsidiary|chief\sexecutive(?:\sofficer)?|managing\sdirector|CEO|shareholders?|employees?|customers)\s(?:of|for|at|with)\s{_NAME}",
        rf"\b{_THING}\s(?:called\s|named\s)?{_NAME}(?!\s(?:co-?founded|founded|owns|owned|runs|ran|leads|led|edits|edited|works|worked|built|bought))",
        rf"\b{_NAME}\s(?:{_MEDIA}|airport|port|hospital|prison|jail|stadium|highway|province|district|river|council|municipality|militants|fighters|insurgents|rebels|reporter|journalist|correspondent|columnist|massacre|disaster|rights|warnings?)\b",
        r"\b(?:Control|Legislative|Executive|Judicial|Examination)\s(?P<name>Yuan)\b",
        rf"\b{_NAME},\s(?:an?|the)\s(?:[\w-]+\s){{0,3}}(?:{_MEDIA}|{_FIRM})(?=[,.;]|\s(?:in|of|that|which|based|founded|owned)\b)",
    )
)
"""What tells that a name is a paper's, a firm's, a ship's or a place's: who heads it, or the kind of thing beside it."""
_ABBREVIATED = re.compile(r"(?<![\w-])(?P<words>(?:[A-Z][\w-]+\s){2,6})\((?P<short>[A-Z]{2,6})\)")
"""An organisation with its abbreviation: "Aam Aadmi Party (AAP)"."""
_HOUSE = re.compile(r"\s(?:administration|regime|family|clan|presidency|brothers|sisters|couple)\b")
_LAW_OF = re.compile(r"['’´`‘]s\s(?:Law|Act|Bill)\b")
_COMPANY = re.compile(r"\s(?:&|and\sSons|and\sCo\b|Foundation)")
_THE = re.compile(r"\b[Tt]he\s$")
_BEFORE = 36
_LONGEST = 7


class _Candidate(NamedTuple):
    words: list[Word]
    title: str | None
    role: str | None


class _Model(NamedTuple):
    """What the statistical model said, by character; and the names of things that the words beside them tell."""

    people: list[tuple[int, int]]
    labels: dict[int, str]
    names: frozenset[str]
    things: frozenset[str]
    alone: frozenset[str]

    def opens(self, word: Word) -> bool:
        """True if a person's name begins at `word`, as the model sees it."""
        return self.labels.get(word.start) == "PERSON" and any(
            start == word.start and end > word.end for start, end in self.people
        )

    def joins(self, one: Word, other: Word) -> bool:
        """True if the model saw both words in one person's name."""
        return self.labels.get(one.start) == "PERSON" and any(s <= one.start and other.end <= e for s, e in self.people)


def people_finder(doc: Doc) -> Doc:
    """SpaCy component: fills `doc.spans["people"]`. It wants a model's entities in `doc.ents`."""
    taken = [m for kind in ("cases", "courts", "sentences", "dates") for m in mention.read(doc, kind)]
    return mention.write(doc, "people", find_people(doc, taken))


def find_people(doc: Doc, taken: list[Mention]) -> list[Mention]:
    """Every mention of a person, in order; `taken` are mentions of kinds that a person's name may be part of."""
    text = mention.text_of(doc)
    in_capitals = list(sequences(text))
    model = _model_of(doc, in_capitals)
    claimed = _Claimed(taken)
    found = _Found()
    rest: list[list[Word]] = []
    for sequence in in_capitals:
        for candidate, left_over in _candidates(text, sequence, model):
            if candidate is not None:
                person = _weigh(text, candidate, model, claimed)
                if person:
                    found.add(person)
                    continue
            rest.append(left_over)
    rest = [
        words
        for words in rest
        if text[words[0].start : words[-1].end] in model.things or not _listed(text, words, found, claimed)
    ]
    known = _Known(text, list(found.starting.values()))
    for words in rest:
        for again in known.again(text, words, claimed):
            if again.start not in found.starting:
                found.add(again)
    return mention.without_overlaps(found.starting.values())


class _Found:
    """The people so far, by where their mentions begin and where they end."""

    def __init__(self) -> None:
        self.starting: dict[int, Mention] = {}
        self.ending: dict[int, Mention] = {}

    def add(self, person: Mention) -> None:
        self.starting[person.start] = self.ending[person.end] = person


class _Claimed:
    """The stretches that other kinds hold."""

    def __init__(self, taken: list[Mention]) -> None:
        self.at = {offset for m in taken for offset in range(m.start, m.end)}

    def __contains__(self, word: Word) -> bool:
        return word.start in self.at


def _model_of(doc: Doc, in_capitals: list[list[Word]]) -> _Model:
    people, labels = [], {}
    for entity in doc.ents:
        if entity.label_ == "PERSON":
            people.append((entity.start_char, entity.end_char))
        for token in entity:
            labels[token.idx] = entity.label_
    text = mention.text_of(doc)
    names = frozenset(text[start:end] for start, end in people)
    return _Model(people, labels, names, frozenset(_things(text)), frozenset(_standing_alone(text, in_capitals)))


def _standing_alone(text: str, in_capitals: list[list[Word]]) -> Iterator[str]:
    """Ordinary words that stand alone in capitals in the middle of a segment, as a surname does: "and |Nones| left"."""
    for words in in_capitals:
        word = words[0]
        front = text[max(0, word.start - _ALONE_FRONT) : word.start]
        if (
            len(words) == 1
            and is_ordinary(word.text)
            and not word.text.isupper()
            and (
                (_LOWER_CASE_FRONT.search(front) and _LOWER_CASE_BEHIND.match(text, word.end))
                or (_begins_segment(text, word.start) and _SPEAKS.match(text, word.end))
            )
        ):
            yield word.text


_ALONE_FRONT = 24
_LOWER_CASE_FRONT = re.compile(
    r"[a-z,]\s(?<!\bthe\s)(?<!\ban\s)(?<!\ba\s)(?<!\bof\s)(?<!\bin\s)(?<!\bour\s)(?<!\bthis\s)(?<!\bits\s)$"
)
_SPEAKS = re.compile(r"\s(?:is|was|has|had|said|told|denied|admitted|pleaded)\s")
_LOWER_CASE_BEHIND = re.compile(r"['’]s\s|\s[a-z]{3}")


def _things(text: str) -> Iterator[str]:
    for pattern in _NAMED_THINGS:
        for found in pattern.finditer(text):
            yield found["name"]
    for found in _ABBREVIATED.finditer(text):
        words = found["words"].split()
        if "".join(word[0] for word in words[-len(found["short"]) :]) == found["short"] and any(
            map(is_organisation_word, words)
        ):
            yield found["short"]


def _make(text: str, words: list[Word], rule: str, title: str | None = None, signs: tuple[str, ...] = ()) -> Mention:
    start, end = words[0].start, words[-1].end
    return Mention("people", start, end, text[start:end], rule, title, signs)


def _listed(text: str, words: list[Word], found: _Found, claimed: _Claimed) -> bool:
    """Take what is listed with a person for one: "|Darin LaHood| and Mike Bost", "|Bev| and Murray Alcock"."""
    following = _NEXT_IN_LIST.match(text, words[-1].end)
    person = found.starting.get(following.end()) if following else None
    if person is None and len(words) > 1:
        person = _named_just_before(text, words[0].start, found)
    if person is None or " " not in person.text or any(w in claimed for w in words):
        return False
    texts = [w.text for w in words]
    if any(is_organisation_word(t) or is_place(t) or is_nationality(t) or is_ordinary(t) for t in texts):
        return False
    if len(words) == 1 and not (following and _may_stand_alone(text, words[0], following.group(), found)):
        return False
    if len(words) > 4 or texts[0].isupper():
        return False
    found.add(_make(text, words, by_rule("listed", person.text)))
    return True


def _may_stand_alone(text: str, word: Word, joint: str, found: _Found) -> bool:
    """True for one name in front of a person in a list: a first name, or between people, or right behind "are"."""
    if word.text in given_names() and "and" in joint:
        return True
    introduced = _INTRODUCED.search(text[max(0, word.start - 24) : word.start])
    return bool(introduced) or _named_just_before(text, word.start, found) is not None


def _named_just_before(text: str, start: int, found: _Found) -> Mention | None:
    """The person whose name ends right before ", " or " and " in front of `start`."""
    joint = _JOINT_BEFORE.search(text[max(0, start - 6) : start])
    return found.ending.get(start - len(joint.group())) if joint else None


_INTRODUCED = re.compile(
    r"\b(?:(?:others|rest|accused|suspects|defendants|convicts|they|men|victims)\s(?:are|were)|namely|identified\sas):?\s$"
)
_JOINT_BEFORE = re.compile(r"(?:,\s(?:and\s)?|\sand\s)$")
_NEXT_IN_LIST = re.compile(r"(?:,\s(?:and\s)?|\sand\s)(?=[A-ZÀ-Þ])")


def _candidates(text: str, sequence: list[Word], model: _Model) -> Iterator[tuple[_Candidate | None, list[Word]]]:
    """Cut a sequence into possible names: ordinary words, places, nationalities and titles are no part of them."""
    run: list[Word] = []
    title: tuple[str, str] | None = None
    before = _title_in_front(text, sequence[0].start)
    place_until = -1
    for position, word in enumerate(sequence):
        following = sequence[position + 1].text if position + 1 < len(sequence) else ""
        if not (run and (is_sure_name(run[-1].text) or word.text == "St.")):
            place_until = max(place_until, _place_ahead(sequence, position))
        inside_place = position <= place_until
        if inside_place or _is_break(word, run, following, model, titled=bool(title or (before and position == 0))):
            if run:
                yield (None, run) if _makes_organisation(word.text) else _close(run, title or before)
            run, before = [], None if run else before
            title = None if inside_place else _title_ending_at(sequence, position)
            if not inside_place:
                yield None, [word]
            continue
        run.append(word)
    if run:
        yield _close(run, title or before)


def _title_ending_at(sequence: list[Word], position: int) -> tuple[str, str] | None:
    """The title of up to three words that ends here: "Private First |Class|"."""
    for count in (3, 2, 1):
        phrase = " ".join(w.text for w in sequence[max(0, position + 1 - count) : position + 1])
        role = titles().get(phrase.lower().rstrip("."))
        if role:
            return phrase, role
    return None


def _place_ahead(sequence: list[Word], position: int) -> int:
    """The position of the last word of a place of several words that begins here ("Fort Lee"), or -1."""
    for count in (3, 2):
        part = sequence[position : position + count]
        if len(part) == count:
            name = " ".join(w.text for w in part)
            place = places().get(name) or places().get(name.title())
            if (place and not place.doubtful) or (part[0].text in _GEOGRAPHIC and count == 2):
                return position + count - 1
    return -1


_GEOGRAPHIC = frozenset(
    {"Fort", "Mount", "Lake", "Port", "Cape", "Camp", "Hurricane", "Cyclone", "Lady", "USS", "HMS", "MV"} - {"Lady"}
)
_OF_A_PERSON = frozenset(
    {
        "Trial",
        "Case",
        "Administration",
        "Government",
        "Family",
        "Regime",
        "Police",
        "Court",
        "Prison",
        "Jail",
        "Verdict",
    }
)


def _makes_organisation(word: str) -> bool:
    """True if `word` right behind a name makes both the name of something else: "Stuart |Highway|"."""
    return is_organisation_word(word) and word not in _OF_A_PERSON and not is_title(word)


def _is_break(word: Word, run: list[Word], following: str, model: _Model, *, titled: bool) -> bool:
    """True if `word` cannot be part of the name that `run` has begun."""
    name = word.text
    if name in POSTNOMINALS and run and not following:
        return True
    if _is_bound_to_name(name, following) or (titled and not run and _is_titled_name(name, following)):
        return False
    if name in POSTNOMINALS and run:
        return True
    joined = bool(run) and model.joins(run[-1], word)
    if is_title(name) and following and not (run and is_sure_name(run[-1].text) and not is_ordinary(name)):
        return not (
            is_name_word(name)
            and (run or not is_sure_name(following))
            and name[0].isupper()
            and not _strong_title(name)
        )
    begins_name = (
        not run
        and bool(following)
        and name in given_names()
        and not (is_ordinary(following) or is_title(following) or is_nationality(following))
    )
    if is_nationality(name):
        return not ((joined and not following) or begins_name or (run and name in surnames()))
    if not run and (_PARTY.search(name) or (_is_country(name) and following in given_names().sure)):
        return True  # "president of |France| Jacques Chirac"
    if is_place(name) and not is_name_word(name):
        surname = titled and len(run) == 1 and not following and not is_sure_name(run[0].text)
        return bool(run or following) and not (joined or surname or following == "St.")  # "Private Lynndie |England|"
    if is_ordinary(name):
        surname = bool(run) and (
            name in surnames()
            or (joined and not following and len(run) == 1)
            or (not following and name in model.alone)
            or bool(_CHINESE_GIVEN.match(following))
        )
        titled_name = titled and not run and following in surnames().sure
        opens = not run and following in given_names() and model.opens(word)
        return not (surname or begins_name or titled_name or opens)
    return False


def _is_bound_to_name(name: str, following: str) -> bool:
    """True for what is never without a name: an initial, "Jr.", a particle, a nickname."""
    bound = is_initial(name) or is_suffix(name) or name in PARTICLES or is_nickname(name)
    return bound or (name == "A" and is_initial(following))


def _is_titled_name(name: str, following: str) -> bool:
    return bool(following) and name in given_names() and _TITLED_NAME.fullmatch(name) is not None


_TITLED_NAME = re.compile(r"Sultan|Prince|Major|Earl|Duke|Baron|Judge|Dean|King|Emir|Raja|Shah")
"""Titles that are given names where a title stands before them: "defence minister |Sultan| Hashim"."""
_CHINESE_GIVEN = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{2,6}$")
"""The given name behind a surname that is a word too: "Kevin So |Kam-wai|"."""
_PARTY = re.compile(r"\w-e-[A-Z]")
"""Parties and bands of South Asia: Jamaat-e-Islami, Tehreek-e-Insaf."""


def _is_country(word: str) -> bool:
    place = places().get(word)
    return place is not None and place.kind == "country"


def _strong_title(word: str) -> bool:
    return (
        titles().get(word.lower().rstrip("."))
        in (
            "judge",
            "politician",
            "honorific",
            "police",
            "military",
            "royal",
            "prosecutor",
            "lawyer",
            "clergy",
            "official",
        )
        and word not in given_names()
    )


def _begins_segment(text: str, start: int) -> bool:
    return (
        start == 0
        or re.search(r"(?:[.!?:]['”\"’)]?\s|\n\s*|^\s*|[“\"‘]\s?)$", text[max(0, start - 4) : start]) is not None
    )


def _close(run: list[Word], title: tuple[str, str] | None) -> tuple[_Candidate | None, list[Word]]:
    words = list(run)
    while words and (words[-1].text in PARTICLES or is_nickname(words[-1].text)):
        words.pop()
    while words and (words[0].text in PARTICLES and not words[0].text[0].isupper()):
        words.pop(0)
    if not words or len(words) > _LONGEST:
        return None, run
    return _Candidate(words, *(title or (None, None))), words


_LONGEST_ABBREVIATION = 6
_TITLE_BEFORE = re.compile(r"(?:\b|^)((?:[A-Za-z][\w’'.-]*[ \u00a0]){1,3})$")


def _title_in_front(text: str, start: int) -> tuple[str, str] | None:
    """The lower-case title or job right before a name: "businessman |Ivan Petrov|"."""
    found = _TITLE_BEFORE.search(text[max(0, start - _BEFORE) : start])
    if found is None:
        return None
    words = found.group(1).split()
    if words[-1].endswith(".") and len(words[-1]) > _LONGEST_ABBREVIATION:
        return None
    for count in (3, 2, 1):
        phrase = " ".join(words[-count:]).lower().rstrip(".")
        role = titles().get(phrase)
        if role and len(words) >= count and not any(w.endswith(".") for w in words[-count:-1]):
            return phrase, role
    return None


def _weigh(text: str, candidate: _Candidate, model: _Model, claimed: _Claimed) -> Mention | None:
    """The person whom the signs together make, if they do, found by the strongest of them."""
    words = candidate.words
    if words[0] in claimed or words[-1] in claimed:
        return None
    signs = list(_signs(text, candidate, model))
    score = sum(WEIGHTS[sign] for sign, _ in signs)
    if score < THRESHOLD:
        return None
    best, cue = max(signs, key=lambda sign: WEIGHTS[sign[0]])
    rule = "model" if best.startswith("model") else by_rule(best, cue)
    return _make(text, words, rule, candidate.title, tuple(sign for sign, _ in signs))


_Sign = tuple[str, str]
"""A key of `WEIGHTS`, and the words that give it where the name does not."""


def _signs(text: str, candidate: _Candidate, model: _Model) -> Iterator[_Sign]:
    words = candidate.words
    start, end = words[0].start, words[-1].end
    name = text[start:end]
    yield from _signs_of_words(words)
    yield from _signs_of_model(words, name, model)
    if name in model.things:
        yield "names-a-thing", ""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _BEFORE]
    yield from _signs_in_front(candidate, before, house=_HOUSE.match(after) is not None)
    yield from _signs_behind(words[-1], after)


def _signs_in_front(candidate: _Candidate, before: str, *, house: bool) -> Iterator[_Sign]:
    several = len(candidate.words) > 1
    if candidate.title:
        yield "title", candidate.title
    elif kin := _KIN.search(before):
        yield "kin", kin.group()
    elif several and is_nationality(before.rsplit(maxsplit=1)[-1] if before.strip() else ""):
        yield "national", ""
    if _BYLINE.search(before):
        yield "byline", ""
    acted_on = _ACTED_ON.search(before)
    if acted_on or (acted_on := _SPOKE_BEFORE.search(before)):
        yield "acted-on", acted_on.group()
    if candidate.title or (house and _THE.search(before)):
        return
    if _THE.search(before):
        yield "the", ""
    elif several and candidate.words[-1].possessive:  # "in |Ann Lee|'s film" is in no place
        return
    elif (_IN_PLACE if several else _IN_OR_OF).search(before) and not _ACTED_ON.search(before):
        yield "in-place", ""


def _signs_behind(last: Word, after: str) -> Iterator[_Sign]:
    if _LAW_OF.match(after):
        yield "names-a-thing", ""
    house = _HOUSE.match(after)
    if house:
        yield "house", house.group()
    elif _COMPANY.match(after):
        yield "organisation", ""
    if letters := _LETTERS.match(after):
        yield "letters", letters.group()
    if age := _AGE.match(after):
        yield "age", age.group()
    elif last.possessive:
        if possessed := _POSSESSED.match(after):
            yield "possessed", possessed["what"]
    elif act := _ACT.match(after):
        yield "act", act.group()


def _signs_of_words(words: list[Word]) -> Iterator[_Sign]:
    texts = [w.text for w in words]
    yield from _signs_of_one(texts[0]) if len(words) == 1 else _signs_of_several(texts)
    if any(is_organisation_word(t) and not is_sure_name(t) for t in texts):
        yield "organisation", ""
    if len(texts) > 1 and _makes_organisation(texts[-1]) and not is_sure_name(texts[-1]):
        yield "names-a-thing", ""  # "Richard J. Donovan |Correctional|"
    if any(is_ordinary(t) for t in texts):
        yield "ordinary-word", ""


def _signs_of_one(word: str) -> Iterator[_Sign]:
    if without_initials(word) != word:
        yield "initial", ""
        return
    yield "single", ""
    if word in surnames().sure:
        yield "surname", ""
    elif word in given_names().sure:
        yield "given-name-alone", ""
    elif not is_name_word(word):
        yield "unknown-single", ""
    if is_place(word) or is_nationality(word):
        yield "place", ""
    if is_title(word) and not is_name_word(word):
        yield "ordinary-word", ""  # "the Grand |Mufti|"
    if word.isupper():
        yield "acronym", ""


def _signs_of_several(texts: list[str]) -> Iterator[_Sign]:
    capitals = [t for t in texts if t not in PARTICLES and not is_suffix(t)]
    if _is_given(texts[0]):
        yield "given-name", texts[0]
        if texts[1] in given_names():
            yield "second-name", ""
    elif texts[0] in given_names().doubtful or texts[0] in surnames().sure:
        yield "doubtful-given-name", texts[0]
    if texts[-1] in surnames():
        yield "surname", ""
    elif _SURNAME_ENDING.search(texts[-1]):
        yield "surname-ending", texts[-1]
    if " ".join(texts) in places() or all(is_place(t) for t in capitals):
        yield "place", ""
    elif any(is_place(t) and not is_name_word(t) for t in capitals):
        yield "place-word", ""
    if any(t in PARTICLES for t in texts):
        yield "particle", ""
    initials = sum(is_initial(t) for t in texts) if not all(is_ordinary(t) or is_initial(t) for t in texts) else 0
    yield from [("initial", "")] * min(initials, 2)
    if any(_is_acronym(t) for t in capitals) and not (
        texts[0].isupper() and any(is_sure_name(t.title()) for t in texts)
    ):
        yield "acronym", ""


def _is_acronym(word: str) -> bool:
    """True for the second word of "Sabah |NRD|"; not for a name in capitals or for initials."""
    return word.isupper() and 1 < len(word) < _ACRONYM and not is_initial(word) and not is_sure_name(word.title())


_ACRONYM = 6
_SURNAME_ENDING = re.compile(
    r"\w{2}(?:sson|sdóttir|sdottir|vić|vic|čić|shvili|adze|idze|enko|ienko|czyk|wski|wska|cki|vsky|escu|opoulos|oğlu|oglu|ullah|uddin)$"
)
"""Endings of family names in languages whose given names the lexicon holds few of."""


def _is_given(word: str) -> bool:
    """True for "Jean" and "Jean-Claude"."""
    return word in given_names().sure or (
        "-" in word and word.split("-", maxsplit=1)[0] in given_names() and word.split("-")[1] in given_names()
    )


def _signs_of_model(words: list[Word], name: str, model: _Model) -> Iterator[_Sign]:
    start, end = words[0].start, words[-1].end
    if any(s < end and e > start for s, e in model.people):
        yield "model", ""
        return
    if name in model.names:
        yield "model-elsewhere", ""
    labels = {model.labels[w.start] for w in words if w.start in model.labels}
    if labels & _OTHER_LABELS:
        yield "other-by-model", ""
    elif labels & _PLACE_LABELS:
        yield "place-by-model", ""


_PARTICLES_IN_FRONT = re.compile(r"(?:\b(?:de|da|do|dos|di|del|della|der|den|van|von|la|el|al|bin|ibn)\s){1,2}$")


class _Known:
    """The people found in the first pass, to be known again by a part of their name."""

    def __init__(self, text: str, found: Iterable[Mention]) -> None:
        self.abbreviations = {short: m.text for m in found for short in _abbreviation_behind(text, m)}
        self.surnames: set[str] = set()
        self.given: set[str] = set()
        self.full: set[str] = set()
        for m in found:
            words = [w for w in m.text.replace(",", "").split() if not is_suffix(w) and not is_nickname(w)]
            self.full.add(m.text)
            if len(words) > 1:
                self.surnames.update(_surname_forms(words))
                self.given.add(words[0])
            else:
                self.surnames.update(words)
        self.surnames = {name for name in self.surnames if not _is_country(name) or is_name_word(name)}

    def again(self, text: str, words: list[Word], claimed: _Claimed) -> Iterator[Mention]:
        """Parts of `words` that name somebody known."""
        texts = [w.text for w in words]
        if any(w in claimed for w in words):
            return
        if len(words) == 1:
            word = words[0]
            if word.text in self.abbreviations:
                yield _make(text, words, by_rule("initials", self.abbreviations[word.text]))
            elif self._is_known(word, text) and not self._in_longer_name(text, word):
                yield _make(text, [self._with_particle(text, word)], by_rule("name-again"))
            return
        whole = text[words[0].start : words[-1].end]
        if self._in_longer_name(text, words[-1]):
            return
        if (
            whole in self.surnames
            or whole in self.full
            or (
                texts[-1] in self.surnames
                and texts[0] in self.given
                and not any(is_organisation_word(t) for t in texts)
            )
            or (all(t.isupper() for t in texts) and whole.lower() in {f.lower() for f in self.full})
        ):
            yield _make(text, words, by_rule("name-again"))

    def _is_known(self, word: Word, text: str) -> bool:
        name = word.text
        if name in self.surnames:
            sure = not (is_place(name) or is_ordinary(name) or is_nationality(name) or is_title(name))
            if sure:
                return True
            before = text[max(0, word.start - _BEFORE) : word.start]
            return bool(word.possessive and _POSSESSED.match(text[word.end : word.end + _BEFORE])) or not (
                _IN_OR_OF.search(before)
                or _THE.search(before)
                or (_begins_segment(text, word.start) and is_ordinary(name) and not _acts(text, word))
            )
        if name in self.given and len(name) > 3 and not is_place(name) and not is_nationality(name):
            return not is_ordinary(name) or not _begins_segment(text, word.start)
        return name.isupper() and len(name) > 3 and name.title() in self.surnames

    def _with_particle(self, text: str, word: Word) -> Word:
        """ "|de Grood|" where the full name has the particle."""
        front = _PARTICLES_IN_FRONT.search(text[max(0, word.start - 12) : word.start])
        if front and f"{front.group()}{word.text}" in self.surnames:
            return Word(f"{front.group()}{word.text}", word.start - len(front.group()), word.end, word.possessive)
        return word

    @staticmethod
    def _in_longer_name(text: str, word: Word) -> bool:
        """True inside "Bush Street", "the Fujimori Foundation": the word behind belongs to the name."""
        if re.search(r"\b(?:St\.?|Saint)\s$", text[max(0, word.start - 7) : word.start]):
            return True
        after = re.match(r"[ \u00a0]([A-Z][\w-]+)", text[word.end : word.end + 30])
        return after is not None and not word.possessive and is_organisation_word(after.group(1))


def _acts(text: str, word: Word) -> bool:
    return word.possessive or _ACT.match(text[word.end : word.end + _BEFORE]) is not None


_SHORT_BEHIND = re.compile(r"\s\((?P<short>[A-Z]{2,5})\)")


def _abbreviation_behind(text: str, person: Mention) -> Iterator[str]:
    """ "CFK", where it stands in brackets behind the name that it abbreviates."""
    found = _SHORT_BEHIND.match(text, person.end)
    if found and found["short"] == "".join(w[0] for w in person.text.split() if w[0].isupper()):
        yield found["short"]


def _surname_forms(words: list[str]) -> Iterator[str]:
    """What a person may be called by after the full name: "Gamboa", "Orlandez Gamboa", "al-Megrahi", "Megrahi"."""
    yield words[-1]
    for count in range(2, len(words)):
        yield " ".join(words[-count:])
    if "-" in words[-1] and words[-1].split("-")[0].lower() in ("al", "el", "ul"):
        yield words[-1].split("-", 1)[1]
    if len(words) > 2 and words[-2][:1].isupper() and not is_initial(words[-2]):
        yield words[-2]
