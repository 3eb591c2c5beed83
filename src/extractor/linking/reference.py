"""Whom a sentence is borne by where its own clause does not name anybody: a pronoun, a group, a description, nothing.

Candidates are nobody, the people named near, lists of them, and those who bore the sentence before. The evidence for a
candidate is a set of clues, each a short name with a weight in lexicon/bearer_weights.tsv; they add up, those of a list
as the mean of its members, and the highest sum wins. The weights are fitted on marked articles by models/fit_bearers.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from math import exp
from typing import NamedTuple

from extractor.lexicon import bearer_weights
from extractor.linking.entity import Entity
from extractor.linking.grammar import Verb, able, is_only_related, list_from, owns
from extractor.linking.roles import holds_office, is_bystander, is_defendant, is_hurt
from extractor.linking.status import status_of
from extractor.linking.view import View
from extractor.linking.wording import about_whom, count_of, kind_of, speaker_of
from extractor.mention import Mention

People = tuple[Entity, ...]
Clues = dict[str, float]
"""Each with the share of the candidate's people of whom it holds."""
Told = Sequence[tuple[Mention, Sequence[Entity]]]
"""The sentences of an article so far, each with those who bear it."""

_BACK, _AHEAD = 10, 14
"""Segments before and behind in which a candidate may be named."""
_LISTS = 4
"""Segments before and behind in which a list of candidates may stand."""
_FAR_BACK = 40
"""How many segments further back a list of just so many people may stand."""
_MOST_CANDIDATES = 24
_MOST_ACCUSED = 200
"""Whom an article is about it names early; a longer list is a register."""
_MAIN = 3
_MOST_TOLD = 100
_UNNAMED = ("crowd", "company")
"""Words for those who are no person of the article, or are so only as one of its lists."""
_OF_THE_CASE = ("law at hand", "prosecutors")
"""Who speaks where what is said is about the one who is tried."""
_LOOKS_BACK = ("pronoun", "definite")
_LEAD = 2
_SHORTLY = 3
_GAPS = ((8, "to 8"), (30, "to 30"), (80, "to 80"), (160, "to 160"))
_DISTANCES = ((1, "1"), (2, "2"), (4, "3 to 4"), (8, "5 to 8"))
_AGO = ((1, "1"), (3, "2 to 3"))

_OPENING = re.compile(
    r"^[“\"\s—-]*(?:(?:[A-Z][\w’'.-]*|\d{1,3}-year-old|(?!(?:had|has|have|was|were|is|are|of|for|to|by|in|on|at|from|with|against|that|said|says|told|filed|after|when|while|as|and)\b)[a-z][\w-]*)[\s,]+){0,6}$"
)
_WORD = re.compile(r"\w+")
_AGED = re.compile(r",\s(?:aged\s)?\d\d\b|\s\(\d\d\)")
_LAST_WORD = re.compile(
    r"\b(of|for|by|to|with|against|from|and|in|that|said|who|as)\s(?:[a-z-]+\s){0,3}(?:[A-Z][\w.]*\s){0,2}$"
)
_LAST_WORD_REACH = 25
_OF_ANOTHER = frozenset({"of", "to", "for", "with", "against", "from"})
_COMPLEMENT_REACH = 50
_PARTS = frozenset({"judge", "lawyer", "prosecutor", "victim", "witness", "reporter", "defendant"})
"""What `roles` notes of somebody's part in the case; all else there is a title."""
_DECIDES = re.compile(
    r"\s(?:(?:has|had|also|then|later)\s){0,2}(?:endorse[sd]|upheld|confirm(?:s|ed)|commut(?:es|ed)|approve[sd]|sign(?:s|ed)|ratifie[sd]|reduce[sd]|cut|overturn(?:s|ed)|quash(?:es|ed)|impose[sd]|pardon(?:s|ed))\b"
)
_AND_VERB = re.compile(r",?\sand\s(?:(?:was|were|also|then|both|each)\s){0,3}")


class Scene(NamedTuple):
    """A sentence with what stands around it, the same for all its candidates."""

    mention: Mention
    start: int
    end: int
    """Of its segment."""
    number: int
    voice: str
    about: str
    """What kind of words ought to say who."""
    said: frozenset[str]
    """These words, in small letters."""
    counted: int | None
    """How many people they speak of, if they say so."""
    speaker: str | None
    when: str
    before: People
    """Those who bore the sentence before."""
    goes_on: bool
    """It is a second penalty of the same clause as that one."""
    borne: frozenset[Entity]
    """Those who bore any sentence before."""
    inside: dict[Entity, list[Mention]]
    """The people named in the segment."""
    accused: list[Entity]
    """The defendants as far as they are known, those named most first."""
    accused_before: bool
    """One of them was named shortly before."""


class References:
    """Finds whom the sentences of one article mean."""

    def __init__(self, view: View) -> None:
        """`view` is of all mentions of the article; the roles of its people are known."""
        self._view = view

    def meant(self, mention: Mention, verb: Verb | None, told: Told) -> tuple[People, float]:
        """Those for whom most speaks, and their share of the odds of all candidates."""
        scored = [(score(clues), people) for people, clues in self.candidates(mention, verb, told)]
        most, people = max(scored, key=lambda pair: pair[0])
        return people, 1 / sum(exp(other - most) for other, _ in scored)

    def candidates(self, mention: Mention, verb: Verb | None, told: Told) -> Iterator[tuple[People, Clues]]:
        """Those who may be meant, at least nobody, each with the clues."""
        scene = self._scene(mention, verb, told)
        for people in dict.fromkeys(self._sets(scene)) or [()]:
            yield people, self._clues(people, scene)

    def _scene(self, mention: Mention, verb: Verb | None, told: Told) -> Scene:
        view = self._view
        number = view.segments.index(mention.start)
        start, end = view.segments.span(number)
        words = about_whom(view, mention, (start, end), verb)
        status = status_of(view.text, mention.start, mention.end, view.segments.bounds(mention.start))
        earlier = view.sentences_between(start, mention.start)
        inside: dict[Entity, list[Mention]] = {}
        for named, person in view.people_between(start, end):
            inside.setdefault(person, []).append(named)
        return Scene(
            mention,
            start,
            end,
            number,
            verb.voice if verb else "no",
            kind_of(words, verb),
            frozenset(_WORD.findall(words.lower())),
            count_of(words),
            speaker_of(view.text[start : mention.start]),
            "pending" if status in ("possible", "sought") else "passed",
            tuple(told[-1][1]) if told else (),
            bool(earlier and verb and _AND_VERB.fullmatch(view.text[earlier[-1].end : verb.start])),
            frozenset(person for _, people in told[-_MOST_TOLD:] for person in people),
            inside,
            sorted(filter(is_defendant, view.everyone[:_MOST_ACCUSED]), key=lambda person: -len(person.mentions)),
            any(
                is_defendant(p) for _, p in view.people_between(view.segments.starts[max(0, number - _SHORTLY)], start)
            ),
        )

    def _sets(self, scene: Scene) -> Iterator[People]:
        """Nobody, each person near, the main defendants, the lists near, and who bore the sentence before."""
        view, segments = self._view, self._view.segments
        if titled := self._titled_next(scene):
            yield (titled,)
            return
        if scene.speaker in _OF_THE_CASE and (main := _main(scene.accused)):
            yield from ((person,) for person in (main, *scene.inside) if not self._is_another(person, scene))
            return
        yield ()
        if scene.speaker == "law in general":
            return
        if scene.about in _UNNAMED:
            yield from self._counted(scene.counted, scene.number + 1) if scene.counted else ()
            return
        first, last = max(0, scene.number - _BACK), min(len(segments) - 1, scene.number + _AHEAD)
        near = view.people_between(segments.starts[first], segments.ends[last])
        singles = dict.fromkeys([*(person for _, person in near), *scene.accused[:_MAIN]])
        yield from ((person,) for person in list(singles)[:_MOST_CANDIDATES] if not self._is_another(person, scene))
        for at in range(max(0, scene.number - _LISTS), min(len(segments), scene.number + _LISTS)):
            yield from self._lists(at)
        if scene.counted:
            yield from self._counted(scene.counted, scene.number - _LISTS)
        if len(scene.before) > 1:
            yield scene.before

    def _titled_next(self, scene: Scene) -> Entity | None:
        """The one named next whose title was told: "a former minister was jailed. … ex-Minister |X|"."""
        if scene.about != "indefinite":
            return None
        view, segments = self._view, self._view.segments
        last = segments.ends[min(len(segments) - 1, scene.number + _SHORTLY)]
        for mention, person in view.people_between(scene.end, last):
            if mention.value and str(mention.value).split()[-1].lower() in scene.said and not is_bystander(person):
                return person
        return None

    def _is_another(self, person: Entity, scene: Scene) -> bool:
        """True for judges, lawyers and victims, and for |X| of "four others were jailed alongside |X|", "|X|'s brother",
        "an aide to |X| was jailed" and "|X| endorsed the sentence".

        So is whoever is named only later where "he" or "the man" is somebody who was named.
        """
        if is_bystander(person):
            return True
        named = scene.inside.get(person, [])
        if named and (
            scene.about == "others" or (scene.about == "indefinite" and self._is_complement(named[0], scene))
        ):
            return True
        if scene.accused_before and scene.about in _LOOKS_BACK and person.mentions[0].start > scene.end:
            return True
        text = self._view.text
        return bool(named) and all(is_only_related(self._view, m) or _DECIDES.match(text, m.end) for m in named)

    def _is_complement(self, named: Mention, scene: Scene) -> bool:
        word = _LAST_WORD.search(self._view.text[scene.start : named.start][-_COMPLEMENT_REACH:])
        return word is not None and word[1] in _OF_ANOTHER

    def _lists(self, number: int) -> list[People]:
        """The lists of people in a segment, once worked out."""
        if number not in self._known_lists:
            pairs = able(self._view, self._view.people_between(*self._view.segments.span(number)))
            found, first = [], 0
            while first < len(pairs):
                members = list_from(self._view, pairs, first)
                if len(members) > 1:
                    found.append(tuple(person for _, person in members))
                first += len(members)
            self._known_lists[number] = found
        return self._known_lists[number]

    def _counted(self, count: int, before: int) -> list[People]:
        """The last list of just so many people before a segment."""
        for at in range(before - 1, max(-1, before - 1 - _FAR_BACK), -1):
            if fitting := [people for people in self._lists(at) if len(people) == count]:
                return fitting[-1:]
        return []

    @cached_property
    def _known_lists(self) -> dict[int, list[People]]:
        return {}

    @cached_property
    def _most(self) -> int:
        return max((len(person.mentions) for person in self._view.everyone), default=0)

    def _clues(self, people: People, scene: Scene) -> Clues:
        """What speaks for a candidate; what holds of some of a list holds in part."""
        if not people:
            return dict.fromkeys(self._clues_of_nobody(scene), 1.0)
        clues: Clues = dict.fromkeys(_clues_of_group(people, scene), 1.0)
        for person in people:
            for clue in self._clues_of_one(person, scene):
                clues[clue] = clues.get(clue, 0.0) + 1 / len(people)
        return clues

    def _clues_of_nobody(self, scene: Scene) -> Iterator[str]:
        yield "nobody"
        yield f"nobody, {scene.when}"
        yield f"nobody, {scene.about}"
        yield f"nobody, {scene.voice} verb"
        yield f"nobody, {scene.speaker or 'nobody'} speaks"
        yield f"nobody, {_few(scene.accused)} accused"
        yield f"nobody, {_few(scene.inside)} in the segment"
        if not scene.before:
            yield "nobody, and nobody before"
        if scene.number < _LEAD:
            yield "nobody, in the lead"

    def _clues_of_one(self, person: Entity, scene: Scene) -> Iterator[str]:
        role = _role_of(person)
        yield role
        if len(person.mentions) == self._most:
            yield "most named"
        if len(person.mentions) == 1:
            yield "named once"
        if role == "accused":
            if len(person.mentions) == len(scene.accused[0].mentions):
                yield "most named of the accused"
            if len(scene.accused) == 1:
                yield "only one accused"
        if len(self._view.everyone) == 1:
            yield "only one in the article"
        if person in scene.before:
            yield "bore the one before"
        elif person in scene.borne:
            yield "bore another"
        if self._view.segments.index(person.mentions[0].start) == 0:
            yield "in the headline"
        yield from self._inside(person, scene) if person in scene.inside else self._elsewhere(person, role, scene)

    def _inside(self, person: Entity, scene: Scene) -> Iterator[str]:
        """Where somebody stands who is named in the segment of the sentence."""
        view, mention = self._view, scene.mention
        named = scene.inside[person]
        gap, side, near = min(
            (m.start - mention.end, "behind", m) if m.start >= mention.end else (mention.start - m.end, "before", m)
            for m in named
        )
        yield f"{side}, {_bucket(gap, _GAPS)}"
        yield f"{side}, {scene.voice} verb"
        if side == "before":
            others = {other for _, other in view.people_between(near.end, mention.start)} - {person}
            yield f"before, {_few(others)} between"
        first = named[0]
        front = view.text[scene.start : first.start]
        if _OPENING.match(front):
            yield f"opens, {scene.voice} verb"
        if owns(view, first):
            yield "owner of something"
        if is_hurt(view, first):
            yield "hurt"
        if is_only_related(view, first):
            yield "named for a relative"
        if word := _LAST_WORD.search(front[-_LAST_WORD_REACH:]):
            yield f"after {word[1]}"

    def _elsewhere(self, person: Entity, role: str, scene: Scene) -> Iterator[str]:
        """Where somebody stands who is not."""
        view, segments = self._view, self._view.segments
        last = next((m for m in reversed(person.mentions) if m.start < scene.start), None)
        back = scene.number - segments.index(last.start) if last else None
        yield f"back {_bucket(back, _DISTANCES)}"
        yield f"{scene.about}, back {_bucket(back, _AGO)}"
        if not scene.said.isdisjoint(_titles(person)):
            yield "title said"
        if scene.inside:
            yield "others in the segment"
        if last is None:
            yield from self._new(person, role, scene)
        elif back is not None and back <= _SHORTLY:
            if _OPENING.match(view.text[segments.starts[segments.index(last.start)] : last.start]):
                yield "opened its segment"
            since = {other for _, other in view.people_between(last.end, scene.start) if not is_bystander(other)}
            yield f"{_few(since - {person})} named since"

    def _new(self, person: Entity, role: str, scene: Scene) -> Iterator[str]:
        """How somebody is presented who is named only after the sentence."""
        view, segments = self._view, self._view.segments
        first = person.mentions[0]
        at = segments.index(first.start)
        yield f"ahead {_bucket(at - scene.number, _DISTANCES)}"
        kind = "aged" if _AGED.match(view.text, first.end) else role
        yield f"new, {kind}, {scene.about}"
        if scene.number <= _LEAD:
            yield f"new, {kind}, in the lead"
        if scene.accused_before:
            yield f"new, {kind}, after one accused"
        if _OPENING.match(view.text[segments.starts[at] : first.start]):
            yield f"new, {kind}, opens"
        if (
            not any(scene.mention.end < other.mentions[0].start < first.start for other in scene.accused)
            and role == "accused"
        ):
            yield "first new accused"
            yield f"first new accused, {scene.about}"


def score(clues: Clues) -> float:
    """The sum of what the clues are worth."""
    weights = bearer_weights()
    return sum(weights.get(clue, 0.0) * share for clue, share in clues.items())


def _clues_of_group(people: People, scene: Scene) -> Iterator[str]:
    if people == scene.before:
        yield "goes on" if scene.goes_on else "the same as before"
    if len(people) > 1:
        yield "several"
        yield f"several, {scene.about}"
        yield f"several, {_few(people)}"
        if len(people) == scene.counted:
            yield "as many as counted"


def _main(accused: list[Entity]) -> Entity | None:
    """The one defendant, or the one named at least twice as often as any other."""
    if len(accused) > 1 and len(accused[0].mentions) < 2 * len(accused[1].mentions):
        return None
    return accused[0] if accused else None


def _role_of(person: Entity) -> str:
    if is_defendant(person):
        return "accused"
    if is_bystander(person):
        return "bystander"
    return "in office" if holds_office(person) else "no part"


def _titles(person: Entity) -> Iterator[str]:
    """The last words of what somebody was called: "mayor"."""
    return (role.split()[-1].lower() for role in person.roles if role not in _PARTS)


def _few(many: Collection[object]) -> str:
    """How many, as far as it matters."""
    return ("no", "1", "2", "3")[len(many)] if len(many) < 4 else "more"


def _bucket(size: int | None, limits: tuple[tuple[int, str], ...]) -> str:
    if size is None:
        return "never"
    return next((name for limit, name in limits if size <= limit), "more")
