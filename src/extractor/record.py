"""The record: what the extractor says of one article. Its JSON Schema comes from here and nowhere else."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal

import msgspec

from extractor.edtf import Precision
from extractor.finders.styles import Style
from extractor.mention import KINDS, Kind
from extractor.penalty import PenaltyKind, Status

SCHEMA = "extractor/1"
Probability = Annotated[float, msgspec.Meta(ge=0, le=1)]
"""That a hit or a link is right, as docs/confidence.md defines it; None in older records."""
DateFrom = Literal["option", "metadata", "dateline", "filename", "mtime"]


class Span(msgspec.Struct, frozen=True, omit_defaults=True):
    """One mention: `text` is the article's `[start, end)` in Unicode code points.

    `found_by` is "model", or the rule and, behind "=", the words that set it off: "rule:title=Justice". What the
    user's own patterns found is "pattern:court=NAME". `page` is where it begins, from 1; only for what has pages.
    """

    text: str
    start: int
    end: int
    found_by: str
    page: int | None = None
    confidence: Probability | None = None


class Document(msgspec.Struct, frozen=True, omit_defaults=True):
    """The article that was read. `sha256` is of its text in UTF-8; `date` ISO 8601; sizes in code points and words.

    `format` is what it was read from, where that is not plain text; `text` is the whole text, where it is asked for.
    """

    source: str | None
    sha256: str
    title: str | None
    date: str | None
    date_from: DateFrom | None
    characters: int
    words: int
    format: str | None = None
    text: str | None = None


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """One person: the fullest form of the name, the other forms, and what the text says they are."""

    id: str
    name: str
    aliases: list[str]
    roles: list[str]
    mentions: list[Span]
    confidence: Probability | None = None


class Court(msgspec.Struct, frozen=True, omit_defaults=True):
    """One court. `country` is ISO 3166-1 alpha-2; `level` as in the courts lexicon; null where not known."""

    id: str
    name: str
    abbreviation: str | None
    aliases: list[str]
    country: str | None
    level: str | None
    mentions: list[Span]
    confidence: Probability | None = None


class Date(msgspec.Struct, frozen=True, omit_defaults=True):
    """One date. `value` is EDTF, at the precision of the text; null where the text does not settle it.

    `page` is where it begins, from 1; only for what has pages.
    """

    id: str
    text: str
    value: str | None
    precision: Precision
    relative: bool
    start: int
    end: int
    found_by: str
    page: int | None = None
    confidence: Probability | None = None


class Amount(msgspec.Struct, frozen=True):
    """A sum in units of an ISO 4217 currency."""

    value: float
    currency: str


class CourtReference(msgspec.Struct, frozen=True):
    """The court of a sentence."""

    id: str
    name: str


class DateReference(msgspec.Struct, frozen=True):
    """The date of a sentence."""

    id: str
    value: str | None


class Sentence(msgspec.Struct, frozen=True, omit_defaults=True):
    """One penalty on somebody.

    `term` is an ISO 8601 duration or a range of two; `people` are the ids of those who bear it and `names` their
    names, in the same order; `offences` are phrases of the article. `page` is where it begins, from 1; only for what
    has pages. Where it is a sentence, `people_confidence` and `offences_confidence` are the probabilities that who
    bears it and what it is for are right; None where the link was dropped, too.
    """

    id: str
    text: str
    start: int
    end: int
    kind: PenaltyKind
    term: str | None
    amount: Amount | None
    status: Status
    people: list[str]
    names: list[str]
    offences: list[str]
    court: CourtReference | None
    date: DateReference | None
    found_by: str
    page: int | None = None
    confidence: Probability | None = None
    people_confidence: Probability | None = None
    offences_confidence: Probability | None = None


class Case(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case, by its name."""

    id: str
    name: str
    style: Style
    parties: list[str]
    mentions: list[Span]
    confidence: Probability | None = None


class Record(msgspec.Struct, frozen=True):
    """Everything the extractor says of one article."""

    document: Document
    people: list[Person]
    courts: list[Court]
    dates: list[Date]
    sentences: list[Sentence]
    cases: list[Case]
    warnings: list[str]
    schema: str = SCHEMA

    def with_text(self, text: str) -> Record:
        """The same with the article's text in its document."""
        return msgspec.structs.replace(self, document=msgspec.structs.replace(self.document, text=text))

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries and lists, ready for `json.dumps`."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return {"schema": plain.pop("schema"), **plain}

    def to_json(self) -> bytes:
        """The record as one line of UTF-8 JSON, without the line end."""
        return msgspec.json.encode(self.to_dict())

    def narrowed(self, kinds: Collection[Kind] | None) -> Record:
        """The record with the lists of `kinds` only (None: all), the others empty."""
        left_out = [kind for kind in KINDS if kinds is not None and kind not in kinds]
        return msgspec.structs.replace(self, **{kind: [] for kind in left_out}) if left_out else self


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record."""
    schema: dict[str, Any] = msgspec.json.schema(Record)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}
