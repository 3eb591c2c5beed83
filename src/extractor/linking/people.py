"""Mentions of people to people: one entity for each, under the fullest name."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache

from extractor.finders.names import PARTICLES, is_initial, is_nickname, is_suffix, without_initials
from extractor.linking.entity import Entity
from extractor.mention import Mention

_MOST_NAMESAKES = 32
"""How many people of one surname are looked at for a mention: keeps the cost linear in lists of a whole clan."""


def link_people(mentions: list[Mention], text: str = "") -> list[Entity]:
    """The people of an article, in order of first mention.

    Full names are joined first; a surname or a first name alone then goes to the one it fits. Where several
    people share it, two people with one surname stay two.
    """
    people = _People()
    for number, mention in enumerate(mentions):
        if len(_core(mention.text)) > 1:
            owner = people.by_text.get(mention.text) or people.same_person(mention.text)
            if owner is None and number and _is_alias(text, mentions[number - 1], mention):
                owner = people.by_text.get(mentions[number - 1].text)
            people.add(mention, owner)
    for person in people.all:
        person.mentions.sort(key=lambda m: m.start)
    named = {id(person): [m.start for m in person.mentions] for person in people.all}
    for number, mention in enumerate(mentions):
        core = _core(mention.text)
        if len(core) == 1:
            fits = people.called(core[0])
            owner = _likeliest(fits, mention.start, named) if fits else people.by_initials.get(mention.text)
            if owner is None and number and _is_alias(text, mentions[number - 1], mention):
                owner = people.by_text.get(mentions[number - 1].text)
            if owner and _has_suffix(mention.text) and not any(map(_has_suffix, owner.wordings)):
                owner = None  # "Otávio Jr." is not his father
            people.add(mention, owner)
    for person in people.all:
        person.mentions.sort(key=lambda m: m.start)
    return sorted(people.all, key=lambda p: p.mentions[0].start)


_KNOWN_AS = re.compile(
    r"[^.;]{0,60}\b(?:known\sas|by\s(?:the|his|her)\s(?:pen\s?name|pseudonym|nickname|alias|stage\sname|nom\sde\sguerre)(?:\sof)?|under\sthe\s(?:name|pseudonym|pen\s?name)|alias|a\.?k\.?a\.?|nicknamed|born|real\sname(?:\sis|,)?)\s[“\"‘']?$"
)


def _is_alias(text: str, one: Mention, other: Mention) -> bool:
    """True for "Guo Meiling, a blogger better known as |Guo Meimei|"."""
    return _KNOWN_AS.fullmatch(text, one.end, other.start) is not None


class _People:
    """The people so far, by the words and the wordings of their names."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self.by_word: dict[str, dict[int, Entity]] = {}
        self.by_text: dict[str, Entity] = {}
        self.by_initials: dict[str, Entity] = {}

    def add(self, mention: Mention, owner: Entity | None) -> None:
        if owner is None:
            owner = Entity()
            self.all.append(owner)
        known = mention.text in owner.wordings
        owner.add(mention)
        if not known:
            self.by_text.setdefault(mention.text, owner)
            initials = "".join(w[0] for w in mention.text.split() if w[0].isupper())
            if len(initials) > 1:
                self.by_initials.setdefault(initials, owner)
            for word in {*map(sound, _keys(mention.text)), *_sounds(mention.text)}:
                self.by_word.setdefault(word, {})[id(owner)] = owner

    def same_person(self, name: str) -> Entity | None:
        words = _sounds(name)
        for key in (words[-1], words[0]):
            for other in list(self.by_word.get(key, {}).values())[:_MOST_NAMESAKES]:
                if any(_compatible(words, _sounds(text)) for text in other.wordings):
                    return other
        return None

    def called(self, word: str) -> list[Entity]:
        """Those of whose names `word` is a part, in this spelling if anybody's is, else in another."""
        fits = list(self.by_word.get(sound(word), {}).values())[:_MOST_NAMESAKES]
        exact = word.casefold()
        return [p for p in fits if any(exact in _keys(text) for text in p.wordings)] or fits


def _core(name: str) -> list[str]:
    """The words of a name without initials, nicknames, particles and suffixes."""
    parts = name.split()
    words = [
        without_initials(w).strip(",.“”\"'()")
        for w in parts
        if not is_initial(w) and not is_suffix(w) and not is_nickname(w)
    ]
    core = [w for w in words if w and w not in PARTICLES]
    return core or words or [name]


_SPELLINGS = (
    (re.compile(r"(?:ei|ai|ay|ey)"), "a"),
    (re.compile(r"(?:ou|oo|o)"), "u"),
    (re.compile(r"(?:ee|ie|y)"), "i"),
    (re.compile(r"(?<=.)e"), "a"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"q"), "k"),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""Ways to write the same name in Latin letters: Mohammed, Muhammad, Mohamed; Hossein, Hussain; Mustafa, Moustafa."""


_SHORT = 5
"""In names shorter than this each letter counts: Jan is not Jean."""


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """A key that spellings of one name share."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    key = "".join(c for c in plain if c not in "’'ʿʾ`-" and not unicodedata.combining(c))
    if len(key) < _SHORT:
        return key or word
    for pattern, letters in _SPELLINGS:
        key = pattern.sub(letters, key)
    return key


_SERVANT = re.compile(r"\b(?:[Aa]bd(?:[\s-]?[AaEeUu]l|[eu]l))[\s-](?=\w)")


def _sounds(name: str) -> list[str]:
    """The words of a name as they sound; "Abd El Fattah" is "Abdel Fattah"."""
    return [sound(w) for w in _core(_SERVANT.sub("Abdal ", name))]


def _has_suffix(name: str) -> bool:
    return is_suffix(name.rsplit(maxsplit=1)[-1])


def _keys(name: str) -> list[str]:
    """The words by which somebody may be called later: each word, and "Megrahi" for "al-Megrahi"."""
    keys = [w.casefold() for w in _core(name)]
    return keys + [k.split("-", 1)[1] for k in keys if k.split("-")[0] in ("al", "el", "ul") and "-" in k]


def _compatible(one: list[str], other: list[str]) -> bool:
    """True if one full name can stand for the other: the same ends, or one inside the other, in order."""
    if len(one) < 2 or len(other) < 2:
        return False
    if one[0] == other[0] and one[-1] == other[-1]:
        return True
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(word in rest for word in short)


def _likeliest(fits: list[Entity], at: int, named: dict[int, list[int]]) -> Entity:
    """Of several with one surname the one whose full name was given just before, else the one introduced first.

    Papers call the principal by the surname alone and the relatives by their first names.
    """

    def last_before(person: Entity) -> int:
        starts = named.get(id(person), [])
        position = bisect_right(starts, at)
        return starts[position - 1] if position else -1

    if len(fits) == 1:
        return fits[0]
    some = fits[:_MOST_NAMESAKES]
    latest = max(some, key=last_before)
    if 0 <= at - last_before(latest) <= _JUST_BEFORE:
        return latest
    return min(some, key=lambda person: person.mentions[0].start)


_JUST_BEFORE = 300
