"""Capitalised sequences: where they begin and end, and which words of them can be a person's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.lexicon import (
    common_words,
    demonyms,
    given_names,
    organisation_words,
    peoples,
    places,
    surnames,
    titles,
)

_LETTER = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚƏ"
_WORD = rf"(?:(?:[aA]l|[eE]l|[uU]l|[aA]n|[aA]d|[aA]s|[aA]sh|[aA]r|[aA]z)-(?=[{_LETTER}'’]))?['’]?(?:[dDlL]['’](?=[{_LETTER}]))?[{_LETTER}][\w]*(?:[-'’][\w]+)*"
_INITIAL = rf"(?:[{_LETTER}]\.(?:[- ]?[{_LETTER}]\.)*)"
_PARTICLE = (
    r"(?:de|da|das|do|dos|di|del|della|der|den|des|du|e|y|i|el|la|las|le|los|van|von|zu|zur|zum|ter|ten|te|bin|binti|bint|ibn|ben|abu|al|ul|ur|"
    r"a/l|a/p|s/o|d/o|ole|arap|wa|ap|af|av|san|[sS]t\.?|ould|ag)"
)
_SUFFIX = r"(?:,?\s(?:[JS]r\b\.?|I{2,3}\b|IV\b|Esq\b\.?))"
_GLUED = rf"(?:[{_LETTER}]\.){{1,3}}(?=[{_LETTER}][\w-]*[a-zà-ÿ])"
"""Initials without a blank behind them: "K.Chandrasekhar", "B.Otgonbaatar"."""
_PART = rf"(?:{_GLUED}{_WORD}|{_INITIAL}|[JS]r\b\.?|{_WORD})"
_NICKNAME = rf"[“\"(‘'](?![A-Z]{{2,}}[”\")’'])(?:{_WORD})(?:[ ]{_WORD})?[”\")’'][ \u00a0]"
SEQUENCE = re.compile(
    rf"(?<![\w@#/&$€£])(?:{_GLUED}{_WORD}|{_INITIAL}|{_WORD})(?:[ \u00a0](?:{_NICKNAME})?(?:(?:{_PARTICLE}[ \u00a0]){{1,2}})?{_PART}){{0,8}}{_SUFFIX}?"
)
_PIECE = re.compile(r"\S+")
PARTICLES = frozenset(
    """
    de da das do dos di del della der den des du e y i el la las le los van von zu zur zum ter ten te bin binti
    bint ibn ben abu al ul ur a/l a/p s/o d/o ole arap wa ap af av san st st. St. ould ag
    """.split()
)
_ENDINGS = ("s", "es", "ed", "d", "ing")
_POSSESSIVE = re.compile(r"['’´`‘](?:s|S)?$")


_AND_COMPANY = frozenset({"&", "Söhne", "Fils", "Hermanos"})
POSTNOMINALS = frozenset(
    """
    QC KC SC SAN MP MEP MLA MPP TD JP PhD MD CBE OBE MBE PC KBE Esq J LJ CJ JA ACJ JSC AJ SCJ P
    """.split()
)
"""Letters behind a name that are no part of it."""


class Word(NamedTuple):
    """One word of a sequence, without a possessive ending."""

    text: str
    start: int
    end: int
    possessive: bool = False


def sequences(text: str) -> Iterator[list[Word]]:
    """The capitalised sequences of `text`, each as its words; a possessive or a full stop ends one."""
    for match in SEQUENCE.finditer(text):
        words: list[Word] = []
        for piece in _PIECE.finditer(match.group()):
            raw, start = piece.group(), match.start() + piece.start()
            ending = _POSSESSIVE.search(raw)
            bare = raw[: ending.start()] if ending else raw
            bare = bare.rstrip(",")
            words.append(Word(bare, start, start + len(bare), ending is not None))
            if ending:
                yield words
                words = []
        if words:
            yield words


def is_initial(word: str) -> bool:
    """True for "T." and "J.K.", and for the bare letter of "M K Stalin"."""
    if len(word) == 1:
        return word.isupper() and word not in "AI"
    return (
        len(word) <= 6 and word.endswith(".") and word[0].isupper() and all(len(p) == 1 for p in word[:-1].split("."))
    )


def without_initials(word: str) -> str:
    """ "Chandrasekhar" of "K.Chandrasekhar"."""
    return _GLUED_INITIALS.sub("", word)


_GLUED_INITIALS = re.compile(rf"^{_GLUED}")


def is_suffix(word: str) -> bool:
    """True for "Jr.", "III"."""
    return word.rstrip(".") in ("Jr", "Sr", "II", "III", "IV", "Esq")


def is_title(word: str) -> bool:
    """True for a title, rank or office that may stand before a name."""
    return word.lower().rstrip(".").removeprefix("ex-") in titles()


def is_place(word: str) -> bool:
    """True for the name of a place that is hardly a person's."""
    place = places().get(word)
    return place is not None and not place.doubtful


def is_nickname(word: str) -> bool:
    """True for a nickname inside a name: Ernesto |"Boy"| Macaraeg."""
    return word[:1] in "“\"('‘"


def is_nationality(word: str) -> bool:
    """True for "Peruvian", "French", "Muslim"."""
    return word in demonyms() or word in peoples()


def is_organisation_word(word: str) -> bool:
    """True for "Ministry", "Inc", "University"."""
    return word.rstrip(".") in organisation_words() or word in _AND_COMPANY


def is_name_word(word: str) -> bool:
    """True for a word that the lexicon knows as a given name or surname."""
    return word in given_names() or word in surnames()


def is_sure_name(word: str) -> bool:
    """True for a known name that is no ordinary word and no place."""
    return word in given_names().sure or word in surnames().sure


def is_ordinary(word: str) -> bool:
    """True for a word that is capitalised only by its place: at the start of a segment or in a headline."""
    if is_sure_name(word):
        return False
    lower = word.lower()
    if lower in common_words() or any(lower.endswith(end) and lower[: -len(end)] in common_words() for end in _ENDINGS):
        return True
    return "-" in word and all(part in common_words() for part in lower.split("-"))
