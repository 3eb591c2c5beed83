"""Mentions, how a Doc stores them, and the one rule for overlaps."""

from __future__ import annotations

import pytest
import spacy

from extractor.mention import PRECEDENCE, Mention, read, without_overlaps, write

TEXT = "The Chauvin trial of 2021 ended in 25 years"


def at(kind, words):
    start = TEXT.index(words)
    return Mention(kind, start, start + len(words), words, "test")


OVERLAPS = [
    (
        "the case keeps the person's name",
        ["people: Chauvin", "cases: Chauvin trial"],
        ["cases: Chauvin trial"],
    ),
    ("the sentence keeps the date", ["dates: 25 years", "sentences: 25 years"], ["sentences: 25 years"]),
    ("of one kind the longer wins", ["dates: 25", "dates: 25 years"], ["dates: 25 years"]),
    (
        "the longer one of one kind that begins later wins",
        ["dates: in 25", "dates: 25 years"],
        ["dates: 25 years"],
    ),
    (
        "side by side both stay",
        ["cases: Chauvin trial", "dates: 2021"],
        ["cases: Chauvin trial", "dates: 2021"],
    ),
    ("one of two equals stays", ["dates: 2021", "dates: 2021"], ["dates: 2021"]),
    (
        "text order, whatever the order in",
        ["dates: 2021", "people: Chauvin"],
        ["people: Chauvin", "dates: 2021"],
    ),
]


@pytest.mark.parametrize(("why", "given", "kept"), OVERLAPS)
def test_overlaps(why, given, kept):
    mentions = [at(*item.split(": ")) for item in given]

    assert [f"{m.kind}: {m.text}" for m in without_overlaps(mentions)] == kept, why


def test_every_kind_has_a_rank():
    assert set(PRECEDENCE) == {"people", "courts", "dates", "sentences", "cases"}


def test_nothing_overlaps_nothing():
    assert without_overlaps([]) == []


def test_shifted():
    assert at("dates", "2021").shifted(10).start == TEXT.index("2021") + 10
    assert at("dates", "2021").shifted(0) == at("dates", "2021")


def test_a_doc_keeps_mentions_exactly_and_spans_by_token():
    doc = spacy.blank("en")(TEXT)
    mention = at("dates", "2021")

    write(doc, "dates", [mention])

    assert read(doc, "dates") == [mention]
    assert [span.text for span in doc.spans["dates"]] == ["2021"]
    assert read(doc, "people") == []
