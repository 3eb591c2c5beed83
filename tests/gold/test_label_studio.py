"""Exports of Label Studio: whichever offsets, annotations and shape they have, and faulty tasks."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from extractor.gold.files import Unusable
from extractor.gold.label_studio import labelling_configuration, parse_tasks, tasks
from extractor.gold.model import KINDS, Expected, Gold, Mark
from extractor.gold.sheets import Link, Region, Sheet
from extractor.penalty import PenaltyKind

TEXT = "⚖️👩‍⚖️ Judge: Sam Tide got 2 years.\r\nTide 😀 left High Court."


def place(words: str, utf_16: bool = False) -> dict[str, Any]:
    start = TEXT.index(words)
    end = start + len(words)
    if utf_16:
        start, end = (len(TEXT[:offset].encode("utf-16-le")) // 2 for offset in (start, end))
    return {"start": start, "end": end, "text": words.replace("\r", "\\n").replace("\n", "\\n")}


def label(ident: str, words: str, kind: str, **more: bool) -> dict[str, Any]:
    value = {**place(words, **more), "labels": [kind]}
    return {"id": ident, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def said(ident: str, name: str, *values: str) -> dict[str, Any]:
    value = {"start": 0, "end": 1, "text": list(values)}
    return {"id": ident, "from_name": name, "to_name": "text", "type": "textarea", "value": value}


def chosen(ident: str, name: str, value: str) -> dict[str, Any]:
    return {"id": ident, "from_name": name, "type": "choices", "value": {"start": 0, "end": 1, "choices": [value]}}


def relation(one: str, other: str, *labels: str) -> dict[str, Any]:
    return {"type": "relation", "from_id": one, "to_id": other, "direction": "right", "labels": list(labels)}


def task(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    data = {"text": TEXT, "date": "2024-03-15", "article": "tide"}
    return {"id": 7, "data": data, "annotations": [{"id": 1, "result": list(results)}], **more}


def read(*plain: Any) -> tuple[list[Gold | Unusable], list[str]]:
    told: list[str] = []
    return list(parse_tasks(list(plain), "export.json", told.append)), told


def read_one(*results: dict[str, Any], told: str | None = None) -> Gold:
    (gold,), remarks = read(task(*results))
    assert isinstance(gold, Gold)
    assert remarks == ([told] if told else [])
    return gold


WHOLE = (
    label("a", "Sam Tide", "PERSON"),
    label("b", "Tide 😀", "Person"),
    said("b", "name", "Sam Tide"),
    label("c", "2 years", "SENTENCE"),
    chosen("c", "kind", "imprisonment"),
    chosen("c", "status", "imposed"),
    said("c", "term", "P1Y", " P2Y "),
    said("c", "offences", "theft", " "),
    relation("c", "a", "bearer"),
    relation("d", "c"),
    label("d", "High Court", "COURT"),
)


def test_regions_and_what_is_said_of_them_become_gold() -> None:
    gold = read_one(*WHOLE)
    assert (gold.id, str(gold.date), gold.text) == ("tide", "2024-03-15", TEXT)
    assert [(m.kind, gold.text[m.start : m.end], m.name) for m in gold.marks] == [
        ("PERSON", "Sam Tide", "Sam Tide"),
        ("SENTENCE", "2 years", None),
        ("PERSON", "Tide 😀", "Sam Tide"),
        ("COURT", "High Court", "High Court"),
    ]
    sentence = Expected("imprisonment", "P2Y", None, ["Sam Tide"], ["theft"], "imposed", "High Court")
    assert gold.sentences == {"1": sentence}
    assert (gold.people, gold.courts) == ({"Sam Tide": ["Tide 😀"]}, {"High Court": []})


@pytest.mark.parametrize("utf_16", [False, True])
def test_offsets_in_code_points_and_in_utf_16_units(utf_16: bool) -> None:
    gold = read_one(label("a", "Sam Tide", "PERSON", utf_16=utf_16), label("b", "left", "CASE", utf_16=utf_16))
    assert [gold.text[m.start : m.end] for m in gold.marks] == ["Sam Tide", "left"]


def test_line_ends_are_written_in_two_ways() -> None:
    gold = read_one(label("a", "years.\r\nTide", "CASE"))
    assert gold.marks == [Mark("CASE", *(place("years.\r\nTide")[key] for key in ("start", "end")), name="years. Tide")]


def test_words_that_are_not_there_make_a_task_unusable_and_no_other() -> None:
    wrong = label("a", "Sam Tide", "PERSON")
    wrong["value"]["text"] = "Tim"
    (first, second), _ = read(task(wrong), task(label("a", "Sam Tide", "PERSON")))
    assert str(first) == "export.json: task 1: 14 to 22 is 'Tim', but the text there is 'Sam Tide'"
    assert isinstance(second, Gold)


OUTSIDE = label("a", "Sam Tide", "PERSON")
OUTSIDE["value"]["end"] = 999
UNUSABLE: list[tuple[Any, str]] = [
    (7, "Expected `object`, got `int`"),
    ({"data": {"text": 5}, "annotations": [{"result": []}]}, "its data have no 'text'"),
    ({"data": {}, "annotations": [{"result": []}]}, "its data have no 'text'"),
    ({"data": {}, "annotations": [{"result": 5}]}, "Expected `array`, got `int` - at `$.annotations[0].result`"),
    (task({"type": "labels", "value": {"start": "x", "end": 1}}), "result 1: Expected `int`, got `str` - at `$.start`"),
    (task(OUTSIDE), f"14 to 999 is not within the text (0 to {len(TEXT)})"),
    (
        {**task(), "data": {"text": "x", "date": "2024-02-30"}},
        "the document's date '2024-02-30' is no day such as 2024-03-15",
    ),
]


@pytest.mark.parametrize(("plain", "complaint"), UNUSABLE)
def test_a_task_that_cannot_be_used_is_named_with_its_number(plain: Any, complaint: str) -> None:
    (good, bad), _ = read(task(), plain)
    assert isinstance(good, Gold)
    assert str(bad) == f"export.json: task 2: {complaint}"


def test_which_annotation_counts() -> None:
    def annotated(*which: dict[str, Any]) -> list[str]:
        (gold,), _ = read({**task(), "annotations": list(which)})
        assert isinstance(gold, Gold)
        return [gold.text[m.start : m.end] for m in gold.marks]

    first = {"result": [label("a", "Sam Tide", "PERSON")]}
    second = {"result": [label("a", "Tide 😀", "PERSON")]}
    assert annotated(first, second) == ["Tide 😀"]
    assert annotated(first, {**second, "was_cancelled": True}) == ["Sam Tide"]
    assert annotated({**first, "ground_truth": True}, second) == ["Sam Tide"]


REMARKS = [
    (task(annotations=[]), "a task that nobody has annotated is passed over (1 time)"),
    (
        task(annotations=[{"result": [], "was_cancelled": True}]),
        "a task that nobody has annotated is passed over (1 time)",
    ),
    (
        task(annotations=[{"result": []}, {"result": []}]),
        "of several annotations of a task the last is taken, or the one called ground truth (1 time)",
    ),
    (task(label("a", "Tide", "Lamp"), label("b", "left", "Lamp")), "the label 'Lamp' is passed over (2 times)"),
    (
        task({"type": "choices", "from_name": "topic", "value": {"choices": ["law"]}}),
        "what was said of a whole text with 'topic' is passed over (1 time)",
    ),
    *(
        (
            task(label("a", "Sam Tide", "PERSON"), label("b", "2 years", "SENTENCE"), relation(*ends)),
            "a relation that is not one of a sentence with a person, court or date is passed over (1 time)",
        )
        for ends in [("a", "a"), ("a", "x"), ("b", "b"), ("b", "a", "victim")]
    ),
]


@pytest.mark.parametrize(("plain", "remark"), REMARKS)
def test_what_is_passed_over_is_told(plain: Any, remark: str) -> None:
    assert read(plain)[1] == [f"export.json: {remark}"]


def test_json_min_has_the_bare_mentions() -> None:
    item = {
        "text": TEXT,
        "article": "tide",
        "date": "",
        "id": 7,
        "label": [{**place("Sam Tide"), "labels": ["PERSON"]}, {**place("2 years"), "labels": ["SENTENCE"]}],
        "name": "Sam Tide",
        "annotator": 1,
    }
    (gold,), told = read(item)
    assert isinstance(gold, Gold)
    assert [(m.kind, gold.text[m.start : m.end]) for m in gold.marks] == [
        ("PERSON", "Sam Tide"),
        ("SENTENCE", "2 years"),
    ]
    assert (gold.sentences, gold.date) == ({}, None)
    assert told[0].startswith("export.json: JSON-MIN holds the bare mentions; export JSON")


def test_a_task_of_somebody_else_is_named_by_its_number() -> None:
    (first, second), _ = read(
        {**task(), "data": {"text": "x"}}, {"data": {"text": "y"}, "annotations": [{"result": []}]}
    )
    assert isinstance(first, Gold) and isinstance(second, Gold)
    assert (first.id, second.id) == ("task-7", "task-2")


def test_a_kind_that_label_studio_is_not_given_is_told() -> None:
    says = Expected("pillory", people=["Nobody Near"], court="Far Court")
    sheet = Sheet("a", "a day in it", None, [Region("r1", "SENTENCE", 0, 5, says=says)], [])
    told: list[str] = []
    assert b"pillory" not in b"".join(tasks([sheet], told.append))
    assert told == ["a: 'pillory' is no kind of a sentence that Label Studio is given, and is left out"]


def test_the_configuration_has_every_control_that_a_task_uses() -> None:
    root = ElementTree.fromstring(labelling_configuration())
    controls = {tag.get("name"): tag.tag.lower() for tag in root.iter() if tag.get("toName")}
    says = Expected("fine", "P1Y", "5 USD", ["A"], ["b"], "imposed", "C")
    regions = [
        Region("r1", "SENTENCE", 0, 1, optional=True, says=says),
        Region("r2", "PERSON", 0, 1, name="x"),
        Region("r3", "DATE", 0, 1, value="2024"),
    ]
    (plain,) = json.loads(b"".join(tasks([Sheet("a", "x", None, regions, [Link("r1", "r2")])], print)))
    *results, link = plain["predictions"][0]["result"]
    assert {result["from_name"]: result["type"] for result in results} == controls
    assert link["labels"] == ["bearer"]
    assert [tag.get("value") for tag in root.iter("Label")] == list(KINDS)
    kinds = [choice.get("value") for choice in root.findall(".//Choices[@name='kind']/Choice")]
    assert kinds == list(PenaltyKind.__args__)  # type: ignore[attr-defined]
    data = {tag.get("value") for tag in root.iter() if (tag.get("value") or "").startswith("$")}
    assert data <= {f"${key}" for key in plain["data"]}
