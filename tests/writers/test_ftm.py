"""FollowTheMoney: every entity is one in the eyes of its own package."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model
from followthemoney.types import registry
from msgspec.structs import replace

from extractor.lexicon import courts
from extractor.record import Case, Record
from extractor.records import read_records
from extractor.writers import Layout, write
from injections import INJECTIONS
from writers.hostile import only_sentences, record

pytestmark = pytest.mark.filterwarnings("ignore:Install 'pyicu'")
SAMPLES = sorted(Path(__file__).parents[2].joinpath("samples").glob("*.json"))
PLAIN = record("Jean Dupont", "https://news.example/a.txt")


def entities(*records: Record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(write("ftm", records, Layout())).splitlines()]


def samples() -> list[Record]:
    return [found for path in SAMPLES for found in read_records(str(path)) if isinstance(found, Record)]


def check(found: Iterable[dict[str, Any]]) -> None:
    """Each has a schema, only its properties, values of their types, and references that lead to what may be there."""
    found = list(found)
    schemata = {entity["id"]: model.get(entity["schema"]) for entity in found}
    for entity in found:
        schema = schemata[entity["id"]]
        schema.validate(entity)
        for name, values in entity["properties"].items():
            kind = schema.properties[name]
            assert values and len(set(values)) == len(values)
            for value in values:
                assert kind.type.clean(value) is not None, (schema, name, value)
                if kind.type is registry.entity:
                    assert schemata[value].is_a(kind.range)


def named(found: Iterable[dict[str, Any]], schema: str) -> list[str]:
    return [entity["properties"]["name"][0] for entity in found if entity["schema"] == schema]


def test_samples_are_valid_and_none_of_their_values_is_changed() -> None:
    found = entities(*samples())
    check(found)
    assert {entity["schema"] for entity in found} == {
        "Article", "Person", "PublicBody", "Mention", "CourtCase", "CourtCaseParty", "LegalEntity", "Event",
    }  # fmt: skip
    for entity in found:
        cleaned = model.get_proxy(entity, cleaned=False).to_dict()["properties"]
        assert {name: set(values) for name, values in cleaned.items()} == {
            name: set(values) for name, values in entity["properties"].items()
        }


def test_each_thing_of_the_record_is_there() -> None:
    for one in samples():
        found = entities(one)
        assert named(found, "Person") == [person.name for person in one.people]
        assert named(found, "PublicBody") == [court.name for court in one.courts]
        assert named(found, "CourtCase") == [case.name for case in one.cases]
        penalties = [entity for entity in found if entity["schema"] == "Event"]
        assert [len(p["properties"].get("involved", [])) for p in penalties] == [
            len(set(sentence.people)) for sentence in one.sentences
        ]


@pytest.mark.parametrize("text", INJECTIONS.values(), ids=INJECTIONS)
def test_hostile_text_is_valid_too(text: str) -> None:
    check(entities(record(text).with_text(text)))


def test_what_was_left_out_is_not_referred_to() -> None:
    found = entities(only_sentences(PLAIN))
    check(found)
    assert [entity["schema"] for entity in found] == ["Article", "Event"]
    assert found[1]["properties"]["name"] == ["imprisonment, 9 years 6 months, USD 5,000 (upheld): Jean Dupont"]


def test_ids_hang_on_the_article_and_not_on_where_it_was_read() -> None:
    moved = replace(PLAIN, document=replace(PLAIN.document, source="b.txt"))
    other = replace(PLAIN, document=replace(PLAIN.document, sha256="1" * 64))
    ids = [{entity["id"] for entity in entities(one)} for one in (PLAIN, moved, other)]
    assert ids[0] == ids[1]
    assert not ids[0] & ids[2]
    renamed = replace(PLAIN, people=[replace(PLAIN.people[0], name="Ann Lee")])
    people = [entity["id"] for one in (PLAIN, renamed) for entity in entities(one) if entity["schema"] == "Person"]
    assert people[0] != people[1]


def test_an_article_that_has_an_address() -> None:
    article, *_ = entities(PLAIN.with_text("Jean Dupont"))
    assert article["properties"] == {
        "fileName": ["a.txt"],
        "title": ["Jean Dupont"],
        "publishedAt": ["2024-03-15"],
        "sourceUrl": ["https://news.example/a.txt"],
        "mimeType": ["text/plain"],
        "peopleMentioned": ["Jean Dupont"],
        "bodyText": ["Jean Dupont"],
    }


@pytest.mark.parametrize(
    ("edtf", "when"),
    [
        ("2024-03-12", {"date": ["2024-03-12"]}),
        ("2024-03", {"date": ["2024-03"]}),
        ("2024", {"date": ["2024"]}),
        ("199X", {"startDate": ["1990-01-01"], "endDate": ["1999-12-31"]}),
        ("2019/2020", {"startDate": ["2019-01-01"], "endDate": ["2020-12-31"]}),
        ("2024-21", {"startDate": ["2024-03-01"], "endDate": ["2024-05-31"]}),
        ("XXXX-03-11", {}),
        ("2024-02-30", {}),
        (None, {}),
    ],
)
def test_when_a_penalty_was_given(edtf: str | None, when: dict[str, list[str]]) -> None:
    (sentence,) = PLAIN.sentences
    dated = replace(PLAIN, sentences=[replace(sentence, date=sentence.date and replace(sentence.date, value=edtf))])
    (penalty,) = [entity for entity in entities(dated) if entity["schema"] == "Event"]
    dates = {name: values for name, values in penalty["properties"].items() if name.endswith(("ate", "Date"))}
    assert dates == when
    check(entities(dated))


def test_a_party_that_is_a_person_of_the_article_is_that_person() -> None:
    known = replace(PLAIN, courts=[], cases=[Case("k1", "Dupont v. Port", "versus", ["Jean Dupont", "Port"], [])])
    found = entities(known)
    (person,) = [entity["id"] for entity in found if entity["schema"] == "Person"]
    parties = [entity["properties"]["party"][0] for entity in found if entity["schema"] == "CourtCaseParty"]
    assert parties[0] == person
    assert named(found, "LegalEntity") == ["Port"]


def test_a_long_text_is_several_values() -> None:
    text = "A court sat. " * 10_000
    article, *_ = entities(PLAIN.with_text(text))
    assert len(article["properties"]["bodyText"]) == 3
    assert "".join(article["properties"]["bodyText"]) == text


def test_every_country_of_the_courts_is_one() -> None:
    countries = {court.country.lower() for court in courts().by_name.values() if court.country}
    assert len(countries) > 150
    assert [code for code in countries if registry.country.clean(code) != code] == []
