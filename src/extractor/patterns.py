"""A user's own patterns: courts, cases, offences and titles to find besides the lexicon's, and names to leave out.

They come from a TOML file, which docs/patterns.md describes. What is in it means the same as in the lexicon, for one
`Extractor` only.
"""

from __future__ import annotations

import difflib
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from extractor import lexicon
from extractor.errors import ExtractorError
from extractor.finders.cases import CaseName
from extractor.finders.courts import CourtName
from extractor.mention import Kind, Mention

_BLANK = r"(?=\s)[^\S\n]{0,8}\n?[^\S\n]{0,8}"  # at most one line end, for articles with wrapped lines
_HIDEABLE: tuple[Kind, ...] = ("people", "courts", "cases")


class CourtPattern(msgspec.Struct, frozen=True):
    """A court by all its wordings. `country` is ISO 3166-1 alpha-2; `level` as in the courts lexicon."""

    name: str
    aliases: tuple[str, ...] = ()
    abbreviation: str | None = None
    country: str | None = None
    level: str | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        """Every wording that means this court."""
        return (self.name, *self.aliases, *([self.abbreviation] if self.abbreviation else []))


class Patterns(msgspec.Struct, frozen=True, dict=True):
    """What a user adds to the lexicon. Wordings of courts and cases are exact; offences and titles are lower case.

    `titles` gives each title its role, as the lexicon does. `never` are names of people, courts and cases that no
    record shall report.
    """

    courts: tuple[CourtPattern, ...] = ()
    cases: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    titles: dict[str, str] = {}
    never: tuple[str, ...] = ()

    def applied(self, text: str, found: list[Mention]) -> list[Mention]:
        """What the rules `found` in `text`, with the user's own courts and cases in place of what overlaps them."""
        own = list(self._own(text))
        free = _clear_of([(mention.start, mention.end) for mention in own])
        return [*own, *filter(free, found)]

    def without_hidden(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions in `text` that may be reported: none where a name of `never` stands, nor short forms of it.

        A surname alone goes too, and any single word of a hidden name of a person whom the article names in full,
        unless somebody else's full name holds that word.
        """
        if self._hidden is None:
            return mentions
        free = _clear_of([match.span() for match in self._hidden.finditer(text)])
        shown = [m for m in mentions if m.kind not in _HIDEABLE or free(m)]
        surnames = {name.casefold().split()[-1] for name in self.never if " " in name}
        called = {word for m in mentions if m.kind == "people" and not free(m) for word in _words(m)}
        others = {word for m in shown if m.kind == "people" and len(_words(m)) > 1 for word in _words(m)}
        short = (surnames | called) - others
        return [m for m in shown if m.kind != "people" or m.text.casefold() not in short]

    def _own(self, text: str) -> Iterator[Mention]:
        """The user's courts and cases in `text`, in order, none overlapping."""
        if self._wanted is None:
            return
        for match in self._wanted.finditer(text):
            kind, name, value = self._values[_plain(match.group())]
            found_by = f"pattern:{kind.removesuffix('s')}={name}"
            yield Mention(kind, match.start(), match.end(), match.group(), found_by, value)

    @cached_property
    def _values(self) -> dict[str, tuple[Kind, str, CourtName | CaseName]]:
        """By wording: the kind, the user's name for it, and the value of its mentions."""
        values: dict[str, tuple[Kind, str, CourtName | CaseName]] = {}
        for case in self.cases:
            values[_plain(case)] = ("cases", case, CaseName("news", (case,)))
        for court in self.courts:
            value = CourtName(court.level, court.country, court.abbreviation, known_as=court.name)
            for form in court.forms:
                values[_plain(form)] = ("courts", court.name, value)
        return values

    @cached_property
    def _wanted(self) -> re.Pattern[str] | None:
        return _any_of(self._values)

    @cached_property
    def _hidden(self) -> re.Pattern[str] | None:
        return _any_of(self.never, re.IGNORECASE)


def _clear_of(spans: list[tuple[int, int]]) -> Callable[[Mention], bool]:
    """Tells whether a mention overlaps none of `spans`, which are in order and do not overlap."""
    ends = [end for _, end in spans]

    def clear(mention: Mention) -> bool:
        following = bisect_right(ends, mention.start)
        return following == len(spans) or spans[following][0] >= mention.end

    return clear


def _words(person: Mention) -> list[str]:
    return person.text.casefold().split()


def _plain(wording: str) -> str:
    """A wording without what the setting of a text does to it: line ends, curly apostrophes."""
    return " ".join(wording.split()).replace("’", "'")


def _any_of(wordings: Iterable[str], flags: int = 0) -> re.Pattern[str] | None:
    """Matches any of the wordings as whole words, the longest that fits; None for no wordings."""
    forms = sorted(map(_plain, wordings), key=len, reverse=True)
    if not forms:
        return None
    choice = "|".join(_BLANK.join(map(re.escape, form.split())).replace("'", "['’]") for form in forms)
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)", flags)


# The file

_Place = tuple[str | int, ...]
"""Where a value stands: keys, and positions in lists."""

_LISTS = ("offences", "cases", "never")
_KEYS = (*_LISTS, "titles", "courts")
_COURT_KEYS = CourtPattern.__struct_fields__
_ROLE_UNTOLD = "other"
_LONGEST_TITLE = 3
_TOLD_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")


class BadPatterns(ExtractorError):
    """A file of patterns cannot be used."""

    def __init__(self, where: str, why: str, remedy: str) -> None:
        """`where` is the file with line and key; `why` and `remedy` are clauses without a full stop."""
        super().__init__(f"{where}: {why}; {remedy}")


def read_patterns(path: str | Path) -> Patterns:
    """The patterns of a TOML file.

    Raises `BadPatterns` for a file that cannot be read, is not TOML, or says something that has no meaning here.
    """
    text = _text(path)
    return _File(path, text).patterns(_parsed(path, text))


def _text(path: str | Path) -> str:
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise BadPatterns(str(path), "there is no such file", "check the path") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or str(error)
        raise BadPatterns(str(path), f"it cannot be read ({why})", "give a readable file") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadPatterns(f"{path}, line {line}", "it is not UTF-8", "save it as UTF-8") from None


def _parsed(path: str | Path, text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        told = _TOLD_LINE.search(str(error))
        line = (told and told[1]) or text.rstrip().count("\n") + 1
        why = _TOLD_LINE.sub("", str(error)).strip()
        remedy = 'write KEY = "text" or KEY = ["one", "two"], each key once'
        raise BadPatterns(f"{path}, line {line}", f"it is not valid TOML ({why})", remedy) from None


class _File:
    """Turns what the parser read into `Patterns`; every fault is raised with its line."""

    def __init__(self, path: str | Path, text: str) -> None:
        self._path = path
        self._lines = _Lines(text)

    def patterns(self, read: dict[str, Any]) -> Patterns:
        self._check_keys(read, _KEYS, ())
        lists = {key: self._strings(read.get(key, []), (key,)) for key in _LISTS}
        patterns = Patterns(
            courts=self._courts(read.get("courts", [])),
            cases=lists["cases"],
            offences=tuple(offence.lower() for offence in lists["offences"]),
            titles=self._titles(read.get("titles", {})),
            never=lists["never"],
        )
        self._check_forms(patterns)
        return patterns

    def _courts(self, value: object) -> tuple[CourtPattern, ...]:
        if not isinstance(value, list):
            self._fault(("courts",), "it is no list of tables", "head each court with [[courts]], in double brackets")
        return tuple(self._court(court, ("courts", n)) for n, court in enumerate(value))

    def _court(self, value: object, at: _Place) -> CourtPattern:
        if not isinstance(value, dict):
            self._fault(at, f"{_shown(value)} is no table", 'head each court with [[courts]] and give it name = "…"')
        self._check_keys(value, _COURT_KEYS, at)
        if "name" not in value:
            self._fault(at, "this court has no name", 'add name = "…"')
        one = {key: self._string(value[key], (*at, key)) for key in _COURT_KEYS if key in value and key != "aliases"}
        country, level = one.get("country"), one.get("level")
        if country and not re.fullmatch("[A-Z]{2}", country):
            remedy = "write two capitals as in ISO 3166, such as NL, or leave the key out"
            self._fault((*at, "country"), f"{_shown(country)} is no country code", remedy)
        if level and level not in (levels := {court.level for court in lexicon.courts().by_name.values()}):
            self._fault((*at, "level"), f"{_shown(level)} is no level of a court", _instead(level, levels))
        aliases = self._strings(value.get("aliases", []), (*at, "aliases"))
        return CourtPattern(aliases=aliases, **one)

    def _titles(self, value: object) -> dict[str, str]:
        """Titles as the lexicon has them; those of a plain list have the role of a title that tells none."""
        if isinstance(value, dict):
            given = [(title, self._role(role, ("titles", title)), ("titles", title)) for title, role in value.items()]
        elif isinstance(value, list):
            names = self._strings(value, ("titles",))
            given = [(title, _ROLE_UNTOLD, ("titles", n)) for n, title in enumerate(names)]
        else:
            self._fault(("titles",), f"{_shown(value)} is neither a list nor a table", 'write titles = ["…"]')
        titles = {}
        for title, role, at in given:
            words = self._string(title, at).lower().rstrip(".").split()
            if not 0 < len(words) <= _LONGEST_TITLE:
                self._fault(at, "a title has one to three words", "give the words that stand right before a name")
            titles[" ".join(words)] = role
        return titles

    def _role(self, value: object, at: _Place) -> str:
        if isinstance(value, list) and at[-1] in _KEYS:
            self._fault(at, "it stands below [titles]", "move this line above the first [header]")
        role, roles = self._string(value, at), set(lexicon.titles().values())
        if role not in roles:
            self._fault(at, f"{_shown(role)} is no role", _instead(role, roles))
        return role

    def _strings(self, value: object, at: _Place) -> tuple[str, ...]:
        if not isinstance(value, list):
            self._fault(at, f"{_shown(value)} is no list", f'write {at[-1]} = ["…"]')
        return tuple(self._string(item, (*at, n)) for n, item in enumerate(value))

    def _string(self, value: object, at: _Place) -> str:
        """A text without blanks at the ends and line ends inside."""
        if not isinstance(value, str):
            self._fault(at, f"{_shown(value)} is no text", "write it in quotes")
        if not value.strip():
            self._fault(at, "it is empty", "write a text between the quotes, or take it out")
        return " ".join(value.split())

    def _check_keys(self, table: Mapping[str, object], known: tuple[str, ...], at: _Place) -> None:
        for key in table:
            if key not in known:
                misplaced = at and key in _KEYS
                remedy = "move this line above the first [header]" if misplaced else _instead(key, known)
                self._fault((*at, key), "there is no such key here" if misplaced else "there is no such key", remedy)

    def _check_forms(self, patterns: Patterns) -> None:
        """A wording can mean one thing only, and be wanted or hidden."""
        wanted: list[tuple[str, _Place]] = []
        for n, court in enumerate(patterns.courts):
            wanted += [(form, ("courts", n)) for form in court.forms]
        wanted += [(case, ("cases", n)) for n, case in enumerate(patterns.cases)]
        owners: dict[str, _Place] = {}
        for form, at in wanted:
            other = owners.setdefault(_plain(form), at)
            if other != at:
                line = self._lines.of(other)
                self._fault(at, f"{_shown(form)} is in line {line} already", "take one of the two out")
            if patterns._hidden and patterns._hidden.search(form):
                self._fault(at, f"{_shown(form)} holds a name that is listed as never", "take one of the two out")

    def _fault(self, at: _Place, why: str, remedy: str) -> NoReturn:
        key = ".".join(part for part in at if isinstance(part, str))
        raise BadPatterns(f"{self._path}, line {self._lines.of(at)}, {key}", why, remedy)


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:59]}…"


def _instead(word: str, options: Iterable[str]) -> str:
    known = sorted(options)
    near = difflib.get_close_matches(word.lower(), known, 1)
    return f"did you mean {near[0]!r}?" if near else f"choose from {', '.join(known)}"


class _Lines:
    """The lines in which the keys of valid TOML stand, by a scan that need not be exact: it serves messages only."""

    _PART = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
    _NAME = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
    _MARK = re.compile(
        rf"^[ \t]*(?:\[\[[ \t]*(?P<item>{_NAME})[ \t]*\]\]|\[[ \t]*(?P<table>{_NAME})[ \t]*\]|(?P<key>{_NAME})[ \t]*=)",
        re.M,
    )
    _TOKEN = re.compile(r"#[^\n]*|(?P<value>\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[\w.+:-]+)")

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[_Place, int] = {}
        table: _Place = ()
        items: dict[_Place, int] = {}
        for mark in self._MARK.finditer(text):
            name = tuple(part.strip("\"'") for part in re.findall(self._PART, mark[mark.lastgroup or 0]))
            if mark["item"]:
                table = (*name, items.get(name, 0))
                items[name] = items.get(name, 0) + 1
            elif mark["table"]:
                table = name
            for length in range(1, len(name) + 1):
                self._ends.setdefault((*table, *name[:length]) if mark["key"] else name[:length], mark.end())
            if not mark["key"]:
                self._ends.setdefault(table, mark.end())

    def of(self, place: _Place) -> int:
        """The line of a key or of an item of its list, else of the nearest thing around it."""
        while place not in self._ends and place:
            *around, last = place
            place = tuple(around)
            if isinstance(last, int) and place in self._ends:
                return self._line(self._item(self._ends[place], last))
        return self._line(self._ends.get(place, 0))

    def _item(self, start: int, number: int) -> int:
        values = (token.start() for token in self._TOKEN.finditer(self._text, start) if token["value"])
        return next(islice(values, number, None), start)

    def _line(self, at: int) -> int:
        return self._text.count("\n", 0, at) + 1
