"""Tasks of Prodigy in the shapes that its documentation shows, and faulty ones."""

from __future__ import annotations

import json
from typing import Any

import pytest

from extractor.gold.files import Unusable
from extractor.gold.model import Expected, Gold
from extractor.gold.prodigy import parse_lines, tasks
from extractor.gold.sheets import Link, Region, Sheet

TEXT = "Sam Tide got 2 years"
TOKENS = [
    {"text": "Sam", "start": 0, "end": 3, "id": 0, "ws": True},
    {"text": "Tide", "start": 4, "end": 8, "id": 1, "ws": True},
    {"text": "got", "start": 9, "end": 12, "id": 2, "ws": True},
    {"text": "2", "start": 13, "end": 14, "id": 3, "ws": True},
    {"text": "years", "start": 15, "end": 20, "id": 4, "ws": False},
]
WHO = {"start": 0, "end": 8, "token_start": 0, "token_end": 1, "label": "PERSON"}
WHAT = {"start": 13, "end": 20, "token_start": 3, "token_end": 4, "label": "SENTENCE"}


def task(*spans: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"text": TEXT, "tokens": TOKENS, "spans": list(spans), "answer": "accept", **more}


def read(*plain: Any) -> tuple[list[Gold | Unusable], list[str]]:
    told: list[str] = []
    data = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in plain).encode()
    return list(parse_lines(data, "db", "db.jsonl", told.append)), told


def read_one(plain: Any) -> Gold:
    (gold,), told = read(plain)
    assert isinstance(gold, Gold) and not told
    return gold


@pytest.mark.parametrize(
    "span",
    [
        WHO,
        {"start": 0, "end": 8, "label": "PERSON"},
        {"token_start": 0, "token_end": 1, "label": "PERSON"},
        {**WHO, "source": "model", "input_hash": 5},
    ],
)
def test_a_span_by_its_offsets_or_its_tokens(span: dict[str, Any]) -> None:
    gold = read_one(task(span))
    assert [(m.kind, m.start, m.end) for m in gold.marks] == [("PERSON", 0, 8)]
    assert gold.id == "db-1"


@pytest.mark.parametrize(
    "relation",
    [
        {"head": 4, "child": 1, "label": "BEARER", "head_span": WHAT, "child_span": WHO},
        {"head": 4, "child": 1, "label": "bearer"},
        {"head": 1, "child": 4, "label": "Bearer"},
    ],
)
def test_a_relation_by_its_spans_or_their_last_tokens(relation: dict[str, Any]) -> None:
    assert read_one(task(WHO, WHAT, relations=[relation])).sentences == {"1": Expected(people=["Sam Tide"])}


REMARKS = [
    (task(answer="reject"), "a task that was rejected is passed over"),
    (task(answer="ignore"), "a task that was ignored is passed over"),
    (task(answer=None), "a task without an answer, which nobody has looked at in Prodigy, is taken as it is"),
    (task({**WHO, "label": "ORG"}), "the label 'ORG' is passed over"),
    (
        task(WHO, relations=[{"head": 4, "child": 1, "label": "BEARER"}]),
        "a relation that is not one of a sentence with a person, court or date is passed over",
    ),
]


@pytest.mark.parametrize(("plain", "remark"), REMARKS)
def test_what_is_passed_over_is_told(plain: Any, remark: str) -> None:
    assert read(plain)[1] == [f"db.jsonl: {remark} (1 time)"]


UNUSABLE = [
    ("{", "malformed JSON at column 2: Expecting property name enclosed in double quotes"),
    ("[]", "Expected `object`, got `array`"),
    ({"spans": []}, "Object missing required field `text`"),
    (task({"label": "PERSON"}), "span 1: it says neither 'start' and 'end' nor 'token_start' and 'token_end'"),
    (task({"token_start": 1, "token_end": 9, "label": "X"}), "span 1: tokens 1 to 9 are not among its 5"),
    (task({"start": 5, "end": 99, "label": "PERSON"}), "span 1: 5 to 99 is not within the text (0 to 20)"),
    (task({"start": 5, "end": 5, "label": "PERSON"}), "span 1: 5 to 5 is not within the text (0 to 20)"),
]


@pytest.mark.parametrize(("plain", "complaint"), UNUSABLE)
def test_a_task_that_cannot_be_used_is_named_with_its_line(plain: Any, complaint: str) -> None:
    (good, bad, better), _ = read(task(WHO), plain, task(WHO))
    assert isinstance(good, Gold) and isinstance(better, Gold)
    assert str(bad) == f"db.jsonl: line 2: {complaint}"


def test_tokens_are_cut_where_a_mention_begins_or_ends() -> None:
    sheet = Sheet(
        "a", "Judge Kofi's Kofish home", None, [Region("r1", "PERSON", 13, 17), Region("r2", "CASE", 6, 12)], []
    )
    plain = json.loads(b"".join(tasks([sheet])))
    assert [token["text"] for token in plain["tokens"]] == ["Judge", "Kofi", "'s", "Kofi", "sh", "home"]
    assert [(s["token_start"], s["token_end"]) for s in plain["spans"]] == [(3, 3), (1, 2)]
    text = "".join(token["text"] + " " * token["ws"] for token in plain["tokens"])
    assert text == sheet.text
    assert all(plain["text"][t["start"] : t["end"]] == t["text"] for t in plain["tokens"])


def test_a_relation_names_the_last_tokens() -> None:
    regions = [Region("r1", "PERSON", 0, 8), Region("r2", "SENTENCE", 13, 20)]
    plain = json.loads(b"".join(tasks([Sheet("a", TEXT, None, regions, [Link("r2", "r1")])])))
    (relation,) = plain["relations"]
    assert (relation["head"], relation["child"], relation["label"]) == (4, 1, "BEARER")
    assert plain["meta"] == {"id": "a"}
