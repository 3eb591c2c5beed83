"""The facts that the finders and the linker look up: courts, places, names, titles, offences, currencies.

Each lies in a file beside this one, which a lawyer could edit; its first lines say what it holds and where its
facts are from. Files load once, when first asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

_FOLDER = Path(__file__).parent


def _lines(name: str) -> Iterator[str]:
    with (_FOLDER / name).open(encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")  # noqa: PLW2901
            if line and not line.startswith("#"):
                yield line


def _rows(name: str, width: int) -> Iterator[list[str]]:
    """The rows of a table without its header, each of `width` cells."""
    lines = _lines(name)
    next(lines, None)
    for line in lines:
        cells = line.split("\t")
        yield cells + [""] * (width - len(cells))


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


class Currencies(msgspec.Struct, frozen=True):
    """ISO 4217 codes by symbol and by unit word, and by country for names that several currencies share."""

    by_symbol: dict[str, dict[str, str]]
    by_word: dict[str, dict[str, str]]

    def code(self, written: str, country: str | None) -> str | None:
        """The currency that `written` ("US$", "Kenyan shillings") stands for, seen from `country`."""
        written = " ".join(written.split())
        owners = self.by_symbol.get(written) or self.by_word.get(written.lower())
        if owners is None:
            return None
        return owners.get(country or "") or owners[""]


@cache
def currencies() -> Currencies:
    """Every circulating currency; of a shared symbol the first row is the default, of a shared word the starred."""
    by_symbol: dict[str, dict[str, str]] = {}
    by_word: dict[str, dict[str, str]] = {}
    for code, symbols, words, countries in _rows("currencies.tsv", 4):
        for symbol in _split(symbols):
            owners = by_symbol.setdefault(symbol, {"": code})
            for country in _split(countries):
                owners.setdefault(country, code)
        for marked in _split(words):
            word = marked.rstrip("*").lower()
            owners = by_word.setdefault(word, {"": code})
            if marked.endswith("*"):
                owners[""] = code
            for country in _split(countries):
                owners.setdefault(country, code)
    return Currencies(by_symbol, by_word)


class Court(msgspec.Struct, frozen=True):
    """A court as the lexicon knows it. `country` is ISO 3166-1 alpha-2, empty for international courts."""

    name: str
    abbreviations: tuple[str, ...]
    country: str
    level: str


class Courts(msgspec.Struct, frozen=True):
    """Known courts by lower-case name or alias, and by abbreviation."""

    by_name: dict[str, Court]
    by_abbreviation: dict[str, Court]


@cache
def courts() -> Courts:
    """The courts of the world."""
    by_name: dict[str, Court] = {}
    by_abbreviation: dict[str, Court] = {}
    for name, aliases, abbreviations, country, level in _rows("courts.tsv", 5):
        court = Court(name, tuple(_split(abbreviations)), country, level)
        for form in (name, *_split(aliases)):
            by_name.setdefault(form.lower(), court)
        for short in court.abbreviations:
            by_abbreviation.setdefault(short, court)
    return Courts(by_name, by_abbreviation)


class Place(msgspec.Struct, frozen=True):
    """A place: `kind` is country, territory, region, city or continent; `doubtful` if people bear the name too."""

    name: str
    kind: str
    country: str
    doubtful: bool


class _Gazetteer(NamedTuple):
    by_name: dict[str, Place]
    by_demonym: dict[str, Place]


@cache
def _gazetteer() -> _Gazetteer:
    by_name: dict[str, Place] = {}
    by_demonym: dict[str, Place] = {}
    for name, kind, country, words in _rows("places.tsv", 4):
        place = Place(name, kind.rstrip("?"), country, kind.endswith("?"))
        by_name.setdefault(name, place)
        if words:
            for word in words.split("|"):
                by_demonym.setdefault(word, place)
                by_demonym.setdefault(word + "s", place)
    return _Gazetteer(by_name, by_demonym)


def places() -> dict[str, Place]:
    """Places by name as written."""
    return _gazetteer().by_name


def demonyms() -> dict[str, Place]:
    """Places by the word for their people or things: "Peruvian", "Frenchman", "Glaswegian"."""
    return _gazetteer().by_demonym


class Names(msgspec.Struct, frozen=True):
    """Names of people; `doubtful` holds those that are words or places too."""

    sure: frozenset[str]
    doubtful: frozenset[str]

    def __contains__(self, word: str) -> bool:
        """True for any known name, sure or doubtful."""
        return word in self.sure or word in self.doubtful


def _names(file: str) -> Names:
    sure: set[str] = set()
    doubtful: set[str] = set()
    for line in _lines(file):
        name, _, mark = line.partition("\t")
        (doubtful if mark.strip() == "?" else sure).add(name.strip())
    return Names(frozenset(sure), frozenset(doubtful))


@cache
def given_names() -> Names:
    """Given names of all cultures, and family names that are written first."""
    return _names("given_names.txt")


@cache
def surnames() -> Names:
    """Frequent surnames of all cultures."""
    return _names("surnames.txt")


@cache
def _titles() -> dict[str, str]:
    return {title.lower().rstrip("."): role for title, role in _rows("titles.tsv", 2)}


@cache
def _offences() -> frozenset[str]:
    return frozenset(line.strip() for line in _lines("offences.txt"))


class _Extended(NamedTuple):
    titles: dict[str, str]
    offences: frozenset[str]


_EXTENDED: ContextVar[_Extended | None] = ContextVar("extractor.lexicon", default=None)


@contextmanager
def extended(more_titles: Mapping[str, str], more_offences: Collection[str]) -> Iterator[None]:
    """A context in which `titles` and `offences` hold some more, as they are given: lower case, titles with roles."""
    if not (more_titles or more_offences):
        yield  # the common case, entered for every few articles: nothing is copied
        return
    token = _EXTENDED.set(_Extended({**titles(), **more_titles}, offences().union(more_offences)))
    try:
        yield
    finally:
        _EXTENDED.reset(token)


def titles() -> dict[str, str]:
    """Titles, ranks and jobs that stand before a name, lower case without a final stop, to the role they give."""
    now = _EXTENDED.get()
    return _titles() if now is None else now.titles


def offences() -> frozenset[str]:
    """Names of offences, lower case."""
    now = _EXTENDED.get()
    return _offences() if now is None else now.offences


@cache
def organisation_words() -> frozenset[str]:
    """Words that show a capitalised sequence to be no person, as written."""
    return frozenset(word for word, _ in _rows("organisations.tsv", 2))


@cache
def common_words() -> frozenset[str]:
    """Ordinary words that stand capitalised in headlines and at the start of sentences, lower case."""
    return frozenset(line.strip() for line in _lines("common_words.txt"))


@cache
def peoples() -> frozenset[str]:
    """Peoples, faiths and creeds, as written."""
    return frozenset(_lines("peoples.txt"))


@cache
def bearer_weights() -> dict[str, float]:
    """What each clue is worth that somebody is meant by a sentence; see `linking.reference`."""
    return {clue: float(weight) for clue, weight in _rows("bearer_weights.tsv", 2)}


@cache
def offence_weights() -> dict[str, float]:
    """What each clue is worth that joins a charge to a sentence; see `linking.offences`."""
    return {clue: float(weight) for clue, weight in _rows("offence_weights.tsv", 2)}


@cache
def confidence_weights() -> dict[str, dict[str, float]]:
    """What each clue is worth for the probability that a hit or a link is right; see `confidence`."""
    weights: dict[str, dict[str, float]] = {}
    for about, clue, weight in _rows("confidence.tsv", 3):
        weights.setdefault(about, {})[clue] = float(weight)
    return weights


@cache
def rules() -> dict[str, str]:
    """What each rule looks at, in words, by the part of `found_by` in front of "="; "{cue}" stands for the rest."""
    return dict(_rows("rules.tsv", 2))


@cache
def case_nouns() -> dict[str, str]:
    """Nouns that make a proper name the name of a case, to "named" or "incident"."""
    return dict(_rows("case_nouns.tsv", 2))
