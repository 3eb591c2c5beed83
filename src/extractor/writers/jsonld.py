"""JSON-LD: the articles as schema.org describes them, and where each thing is said, as Web Annotations.

One document with a `@graph`. Its context stands in it, so that nothing is fetched to understand it. An article is a
`NewsArticle` that mentions a `Person`, a `GovernmentOrganization` for a court, an `Event` for a case or a penalty; what
schema.org has no word for is in a small vocabulary of our own, named as in the record. An `Annotation` for each
mention gives its place by a `TextPositionSelector`, in code points as in the record. An article's name is the hash of
its text (RFC 6920), so the same article has the same name wherever it was read.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

import msgspec

from extractor.record import Amount, Case, Court, Date, Person, Record, Sentence, Span
from extractor.writers import Layout
from extractor.writers.phrases import penalty
from extractor.writers.safe import json_text

OWN = "urn:x-extractor:"
_CONTEXT = {
    "@version": 1.1,
    "@vocab": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "x": OWN,
    "edtf": "http://id.loc.gov/datatypes/edtf/EDTF",
    "when": {"@id": "x:when", "@type": "edtf"},
    "about": {"@type": "@id"},
    "organizer": {"@type": "@id"},
    "body": {"@id": "oa:hasBody"},
    "target": {"@id": "oa:hasTarget"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"},
    "start": {"@id": "oa:start"},
    "end": {"@id": "oa:end"},
    "exact": {"@id": "oa:exact"},
    **{
        name: f"x:{name}"
        for name in ("kind", "term", "status", "offence", "role", "level", "style", "foundBy", "page", "confidence")
    },
}
_SHA256 = re.compile("[0-9a-f]{64}")
Node = dict[str, Any]


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """One document for all articles, a node a line."""
    opening = f'{{"@context": {_encoded(_CONTEXT)}, "@graph": [\n'
    for record in records:
        nodes = ",\n".join(map(_encoded, _Article(record).nodes()))
        yield f"{opening}{nodes}".encode()
        opening = ",\n"
    if opening == ",\n":
        yield b"\n]}\n"


def _encoded(value: Any) -> str:
    return json_text(msgspec.json.encode(value))


class _Article:
    """One record as nodes of a graph. `_iri` gives the name of what has an id in the record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._name = _name(record.document.sha256)

    def nodes(self) -> Iterator[Node]:
        """The article, then its annotations."""
        record, document = self._record, self._record.document
        yield _filled(
            {
                "@id": self._name,
                "@type": "NewsArticle",
                "identifier": document.source,
                "headline": document.title,
                "datePublished": document.date,
                "wordCount": document.words,
                "articleBody": document.text,
                "mentions": [*self._entities()],
            }
        )
        entities: list[Person | Court | Case] = [*record.people, *record.courts, *record.cases]
        for entity in entities:
            for mention in entity.mentions:
                yield self._annotation(mention, {"@id": self._iri(entity.id)})
        for sentence in record.sentences:
            yield self._annotation(sentence, {"@id": self._iri(sentence.id)})
        for date in record.dates:
            yield self._annotation(date, _filled({"@type": "x:Date", "when": date.value}))

    def _entities(self) -> Iterator[Node]:
        yield from map(self._person, self._record.people)
        yield from map(self._court, self._record.courts)
        yield from map(self._case, self._record.cases)
        yield from map(self._penalty, self._record.sentences)

    def _person(self, person: Person) -> Node:
        return self._node(person, "Person", alternateName=person.aliases, role=person.roles)

    def _court(self, court: Court) -> Node:
        return self._node(
            court,
            ["GovernmentOrganization", "x:Court"],
            alternateName=list(dict.fromkeys((*filter(None, [court.abbreviation]), *court.aliases))),
            areaServed=court.country and {"@type": "Country", "identifier": court.country},
            level=court.level,
        )

    def _case(self, case: Case) -> Node:
        parties = [{"@type": "Thing", "name": party} for party in case.parties]
        return self._node(case, ["Event", "x:Case"], style=case.style, attendee=parties)

    def _penalty(self, sentence: Sentence) -> Node:
        return _filled(
            {
                "@id": self._iri(sentence.id),
                "@type": ["Event", "x:Sentence"],
                "name": penalty(sentence),
                "kind": sentence.kind,
                "term": sentence.term,
                "x:amount": sentence.amount and _money(sentence.amount),
                "status": sentence.status,
                "offence": sentence.offences,
                "about": [self._iri(person) for person in sentence.people],
                "organizer": sentence.court and self._iri(sentence.court.id),
                "when": sentence.date and sentence.date.value,
            }
        )

    def _node(self, entity: Person | Court | Case, types: str | list[str], **known: Any) -> Node:
        return _filled({"@id": self._iri(entity.id), "@type": types, "name": entity.name, **known})

    def _annotation(self, mention: Span | Date | Sentence, body: Node) -> Node:
        return _filled(
            {
                "@type": "oa:Annotation",
                "body": body,
                "target": {
                    "source": self._name,
                    "selector": [
                        {"@type": "oa:TextPositionSelector", "start": mention.start, "end": mention.end},
                        {"@type": "oa:TextQuoteSelector", "exact": mention.text},
                    ],
                },
                "foundBy": mention.found_by,
                "page": mention.page,
                "confidence": mention.confidence,
            }
        )

    def _iri(self, label: str) -> str:
        """Ids of a record are letters and figures, but one may come from elsewhere."""
        return f"{self._name}#{''.join(sign if sign.isascii() and sign.isalnum() else '_' for sign in label)}"


def _name(digest: str) -> str:
    """The URI of what has this SHA-256. What is none, in a record from elsewhere, is only hashed."""
    raw = bytes.fromhex(digest) if _SHA256.fullmatch(digest) else sha256(digest.encode()).digest()
    return f"ni:///sha-256;{urlsafe_b64encode(raw).decode().rstrip('=')}"


def _money(amount: Amount) -> Node:
    return {"@type": "MonetaryAmount", "value": amount.value, "currency": amount.currency}


def _filled(node: Node) -> Node:
    """Without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, [])}
