"""FollowTheMoney entities, a line of JSON each, for OpenAleph and other tools of investigators.

An article is an `Article`; its people and courts are a `Person` and a `PublicBody` each, proven by it, with a `Mention`
for each form of the name; a case is a `CourtCase` and its parties are in it by a `CourtCaseParty`. A penalty is an
`Event` with those who bear it and its court, not a `Sanction`: that is what sanctions lists designate, and would flag
people for it. Ids are hashes of the article's text, the id in its record and the name, so the same article has the same
ids wherever it was read. Dates in FollowTheMoney are prefixes of ISO 8601; one that is none becomes a start and an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import PurePath
from typing import Any

import msgspec

from extractor.record import Case, Court, Person, Record, Sentence
from extractor.writers import Layout
from extractor.writers.measures import first_and_last
from extractor.writers.phrases import penalty
from extractor.writers.safe import block, json_text, one_line

_PREFIX_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?", re.ASCII)
_URL = re.compile(r"https?://\S+")
_MIME_TYPES = {
    None: "text/plain",
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "mail": "message/rfc822",
}
_NAMES = ("name", "alias", "weakAlias", "peopleMentioned")
_REQUIRED = ("name", "fileName")
_SOMETHING = re.compile(r"[^\s\"']")
_LONGEST_TEXT = 60_000
_NO_POSITION = ("defendant", "victim", "witness")
Entity = dict[str, Any]


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """The entities of each article, what they refer to first."""
    for record in records:
        lines = (json_text(msgspec.json.encode(entity)) for entity in _Article(record).entities())
        yield "".join(f"{line}\n" for line in lines).encode()


class _Article:
    """One record as entities. `_id` gives the id of what has an id in the record, and of the article itself."""

    def __init__(self, record: Record) -> None:
        self._record = record
        entities: list[Person | Court | Case] = [*record.people, *record.courts, *record.cases]
        self._known_by = {entity.id: entity.name for entity in entities}
        self._known_by |= {sentence.id: f"{sentence.start} {sentence.text}" for sentence in record.sentences}
        self._proof = self._id("")

    def entities(self) -> Iterator[Entity]:
        record = self._record
        yield self._article()
        for person in record.people:
            yield from self._person(person)
        for court in record.courts:
            yield from self._court(court)
        for case in record.cases:
            yield from self._case(case)
        for sentence in record.sentences:
            yield self._penalty(sentence)

    def _article(self) -> Entity:
        document = self._record.document
        source = document.source or ""
        return self._entity(
            "Article",
            "",
            fileName=[PurePath(source).name or "article"],
            title=[document.title],
            publishedAt=_when(document.date).get("date", []),
            sourceUrl=[source] if _URL.fullmatch(source) else [],
            mimeType=[_MIME_TYPES.get(document.format)],
            peopleMentioned=[person.name for person in self._record.people],
            bodyText=[document.text],
        )

    def _person(self, person: Person) -> Iterator[Entity]:
        yield self._thing(
            "Person",
            person.id,
            name=[person.name],
            alias=person.aliases,
            position=[role for role in person.roles if role not in _NO_POSITION],
            keywords=person.roles,
        )
        yield from self._mentions("Person", person)

    def _court(self, court: Court) -> Iterator[Entity]:
        yield self._thing(
            "PublicBody",
            court.id,
            name=[court.name],
            alias=court.aliases,
            weakAlias=[court.abbreviation],
            country=[(court.country or "").lower()],
            classification=[f"{court.level} court"] if court.level else [],
            topics=["gov.judicial"],
        )
        yield from self._mentions("PublicBody", court)

    def _mentions(self, schema: str, entity: Person | Court) -> Iterator[Entity]:
        for text in dict.fromkeys(one_line(mention.text) for mention in entity.mentions):
            yield self._entity(
                "Mention",
                f"mention {entity.id} {text}",
                document=[self._proof],
                name=[text],
                resolved=[self._id(entity.id)],
                detectedSchema=[schema],
            )

    def _case(self, case: Case) -> Iterator[Entity]:
        yield self._thing("CourtCase", case.id, name=[case.name], type=[case.style])
        for party in dict.fromkeys(case.parties):
            known = self._known(party)
            if not known:
                yield self._thing("LegalEntity", f"party {party}", name=[party])
            yield self._entity(
                "CourtCaseParty",
                f"party {case.id} {party}",
                case=[self._id(case.id)],
                party=[self._id(known or f"party {party}")],
            )

    def _known(self, party: str) -> str | None:
        """The id of the one person, or court, that goes by this name."""
        entities: list[Person | Court] = [*self._record.people, *self._record.courts]
        named = [entity.id for entity in entities if party in (entity.name, *entity.aliases)]
        return named[0] if len(named) == 1 else None

    def _penalty(self, sentence: Sentence) -> Entity:
        names = ", ".join(sentence.names)
        people = {person.id for person in self._record.people}  # fewer than the sentence says, if they were left out
        court = next((c for c in self._record.courts if sentence.court and c.id == sentence.court.id), None)
        return self._thing(
            "Event",
            sentence.id,
            name=[f"{penalty(sentence)}: {names}" if names else penalty(sentence)],
            summary=[sentence.text],
            keywords=sentence.offences,
            involved=[self._id(person) for person in sentence.people if person in people],
            organizer=[self._id(court.id)] if court else [],
            country=[(court.country or "").lower()] if court else [],
            **_when(sentence.date.value if sentence.date else None),
        )

    def _thing(self, schema: str, label: str, **properties: Iterable[str | None]) -> Entity:
        """What the article says there is."""
        return self._entity(schema, label, proof=[self._proof], **properties)

    def _entity(self, schema: str, label: str, **properties: Iterable[str | None]) -> Entity:
        filled = {name: _values(name, values) for name, values in properties.items()}
        return {
            "id": self._id(label),
            "schema": schema,
            "properties": {name: values for name, values in filled.items() if values},
        }

    def _id(self, label: str) -> str:
        """Also of the name: another version may count otherwise, and two people must not become one."""
        key = f"{self._record.document.sha256} {label} {self._known_by.get(label, '')}"
        return sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:40]


def _values(name: str, values: Iterable[str | None]) -> list[str]:
    """Without what is empty or said twice; as long as FollowTheMoney allows, and without control characters."""
    if name == "bodyText":
        shown = [piece for text in values if text for piece in _pieces(block(text))]
    else:
        shown = [_shortened(one_line(value), 384 if name in _NAMES else 1024) for value in values if value]
    return [value for value in dict.fromkeys(shown) if _SOMETHING.search(value)] or ["?"] * (name in _REQUIRED)


def _pieces(text: str) -> Iterator[str]:
    """A long text is several values of one property."""
    return (text[start : start + _LONGEST_TEXT] for start in range(0, len(text), _LONGEST_TEXT))


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def _when(edtf: str | None) -> dict[str, list[str]]:
    ends = first_and_last(edtf)
    if not edtf or not ends:
        return {}
    if _PREFIX_DATE.fullmatch(edtf):
        return {"date": [edtf]}
    return {"startDate": [str(ends[0])], "endDate": [str(ends[1])]}
