"""Mentions of people to people: one entity for each, under the fullest name."""

from __future__ import annotations

from bisect import bisect_right

from extractor.finders.names import PARTICLES, is_initial, is_suffix
from extractor.linking.entity import Entity
from extractor.mention import Mention


def link_people(mentions: list[Mention]) -> list[Entity]:
    """The people of an article, in order of first mention.

    Full names are joined first; a surname or a first name alone then goes to the one it fits. Where several
    people share it, two people with one surname stay two.
    """
    people: list[Entity] = []
    by_word: dict[str, list[Entity]] = {}
    for mention in mentions:
        if len(_core(mention.text)) > 1:
            _add(mention, _same_person(mention.text, by_word), people, by_word)
    starts = {id(p): [m.start for m in p.mentions] for p in people}
    for mention in mentions:
        if len(_core(mention.text)) == 1:
            key = _core(mention.text)[0].casefold()
            fits = by_word.get(key, [])
            owner = _likeliest(fits, mention.start, starts) if fits else None
            if owner and _has_suffix(mention.text) and not any(_has_suffix(m.text) for m in owner.mentions):
                owner = None  # "Otávio Jr." is not his father
            _add(mention, owner, people, by_word)
            if owner is None:
                starts[id(people[-1])] = [mention.start]
    for person in people:
        person.mentions.sort(key=lambda m: m.start)
    return sorted(people, key=lambda p: p.mentions[0].start)


def _core(name: str) -> list[str]:
    """The words of a name without initials, particles and suffixes."""
    words = [w.strip(",.“”\"'()") for w in name.split() if not is_initial(w) and not is_suffix(w)]
    core = [w for w in words if w and w not in PARTICLES]
    return core or words or [name]


def _has_suffix(name: str) -> bool:
    return is_suffix(name.rsplit(maxsplit=1)[-1])


def _add(mention: Mention, owner: Entity | None, people: list[Entity], by_word: dict[str, list[Entity]]) -> None:
    if owner is None:
        owner = Entity()
        people.append(owner)
    owner.mentions.append(mention)
    for word in _keys(mention.text):
        owners = by_word.setdefault(word, [])
        if owner not in owners:
            owners.append(owner)


def _keys(name: str) -> list[str]:
    """The words by which somebody may be called later: each word, and "Megrahi" for "al-Megrahi"."""
    keys = [w.casefold() for w in _core(name)]
    return keys + [k.split("-", 1)[1] for k in keys if k.split("-")[0] in ("al", "el", "ul") and "-" in k]


def _same_person(name: str, by_word: dict[str, list[Entity]]) -> Entity | None:
    words = [w.casefold() for w in _core(name)]
    for other in by_word.get(words[-1], []) + by_word.get(words[0], []):
        if any(_compatible(words, [w.casefold() for w in _core(m.text)]) for m in other.mentions):
            return other
    return None


def _compatible(one: list[str], other: list[str]) -> bool:
    """True if one full name can stand for the other: the same ends, or one inside the other, in order."""
    if len(one) < 2 or len(other) < 2:
        return False
    if one[0] == other[0] and one[-1] == other[-1]:
        return True
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(word in rest for word in short)


def _likeliest(fits: list[Entity], at: int, starts: dict[int, list[int]]) -> Entity:
    """Of several with one surname the one whose full name was given just before, else the one introduced first.

    Papers call the principal by the surname alone and the relatives by their first names.
    """

    def last_before(person: Entity) -> int:
        named = starts.get(id(person), [])
        position = bisect_right(named, at)
        return named[position - 1] if position else -1

    if len(fits) == 1:
        return fits[0]
    latest = max(fits, key=last_before)
    if 0 <= at - last_before(latest) <= _JUST_BEFORE:
        return latest
    return min(fits, key=lambda person: person.mentions[0].start)


_JUST_BEFORE = 300
