"""JSON-LD: what a processor makes of it without a network, and that text stays text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pyld import jsonld

from extractor.record import Record
from extractor.records import mentions, read_records
from extractor.writers import Layout, write
from extractor.writers.jsonld import OWN
from injections import ENCODABLE
from writers.hostile import record

SAMPLES = sorted(Path(__file__).parents[2].joinpath("samples").glob("*.json"))
SCHEMA, OA = "https://schema.org/", "http://www.w3.org/ns/oa#"
PLAIN = record("Jean Dupont", "a.txt")


@pytest.fixture(autouse=True)
def no_network() -> None:
    jsonld.set_document_loader(lambda url, *_: pytest.fail(f"{url} is fetched"))


def samples() -> list[Record]:
    return [found for path in SAMPLES for found in read_records(str(path)) if isinstance(found, Record)]


def document(*records: Record) -> Any:
    return json.loads(b"".join(write("jsonld", records, Layout())))


def expanded(*records: Record) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = jsonld.expand(document(*records))
    return nodes


def of_type(nodes: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [node for node in nodes if name in node.get("@type", [])]


def values(node: dict[str, Any], name: str) -> list[Any]:
    return [value.get("@value", value.get("@id")) for value in node.get(name, [])]


def test_an_article_and_what_it_mentions() -> None:
    found = samples()
    articles = of_type(expanded(*found), f"{SCHEMA}NewsArticle")
    assert [values(article, f"{SCHEMA}headline") for article in articles] == [[r.document.title] for r in found]
    for article, one in zip(articles, found, strict=True):
        mentioned = article[f"{SCHEMA}mentions"]
        for name, entities in (
            (f"{SCHEMA}Person", one.people),
            (f"{SCHEMA}GovernmentOrganization", one.courts),
            (f"{OWN}Case", one.cases),
        ):
            assert [values(n, f"{SCHEMA}name") for n in of_type(mentioned, name)] == [[e.name] for e in entities]
        ids = {node["@id"]: values(node, f"{SCHEMA}name") for node in mentioned}
        penalties = of_type(mentioned, f"{OWN}Sentence")
        assert [[ids[i][0] for i in values(p, f"{SCHEMA}about")] for p in penalties] == [s.names for s in one.sentences]
        assert [[ids[i][0] for i in values(p, f"{SCHEMA}organizer")] for p in penalties] == [
            [s.court.name] if s.court else [] for s in one.sentences
        ]
        assert [values(p, f"{OWN}offence") for p in penalties] == [s.offences for s in one.sentences]


def test_an_annotation_for_each_mention() -> None:
    for one in samples():
        shown = []
        for annotation in of_type(expanded(one), f"{OA}Annotation"):
            (target,) = annotation[f"{OA}hasTarget"]
            (position,) = of_type(target[f"{OA}hasSelector"], f"{OA}TextPositionSelector")
            (quote,) = of_type(target[f"{OA}hasSelector"], f"{OA}TextQuoteSelector")
            (start,), (end,) = values(position, f"{OA}start"), values(position, f"{OA}end")
            shown.append((start, end, *values(quote, f"{OA}exact")))
        assert sorted(shown) == sorted((m.start, m.end, m.text) for m in mentions(one))


def test_a_value_is_an_edtf_date() -> None:
    (body,) = [
        body
        for annotation in of_type(expanded(PLAIN), f"{OA}Annotation")
        for body in annotation[f"{OA}hasBody"]
        if f"{OWN}Date" in body.get("@type", [])
    ]
    assert body[f"{OWN}when"] == [{"@type": "http://id.loc.gov/datatypes/edtf/EDTF", "@value": "2024-03-12"}]


def test_all_of_it_is_triples() -> None:
    quads = jsonld.to_rdf(document(*samples()), {"format": "application/n-quads"})
    assert len(quads.splitlines()) > 3_000


def test_the_same_text_has_the_same_name() -> None:
    moved = replace(PLAIN, document=replace(PLAIN.document, source="b.txt"))
    assert len({article["@id"] for article in of_type(expanded(PLAIN, moved), f"{SCHEMA}NewsArticle")}) == 1
    odd = replace(PLAIN, document=replace(PLAIN.document, sha256='"> x'))
    (article,) = of_type(expanded(odd), f"{SCHEMA}NewsArticle")
    assert article["@id"].startswith("ni:///sha-256;")


def names_of_nodes(value: Any) -> set[str]:
    """All keys, ids and types of an expanded document: what could only come from us."""
    if isinstance(value, list):
        return set().union(*map(names_of_nodes, value))
    if not isinstance(value, dict):
        return set()
    own = {*value, value.get("@id", ""), *(value["@type"] if isinstance(value.get("@type"), list) else [])}
    return own.union(*(names_of_nodes(inner) for key, inner in value.items() if key not in ("@type", "@value")))


@pytest.mark.parametrize("text", ENCODABLE.values(), ids=ENCODABLE)
def test_text_is_never_a_key_an_id_or_a_type(text: str) -> None:
    found = expanded(record(text).with_text(text))
    assert names_of_nodes(found) == names_of_nodes(expanded(PLAIN.with_text("Jean Dupont")))
    (article,) = of_type(found, f"{SCHEMA}NewsArticle")
    assert values(article, f"{SCHEMA}articleBody") == values(article, f"{SCHEMA}headline") == [text]
    (person,) = of_type(article[f"{SCHEMA}mentions"], f"{SCHEMA}Person")
    assert values(person, f"{SCHEMA}name") == [text]
