"""Which found spans are hits: gold and found are marked in the same words, counts are worked out by hand."""

from __future__ import annotations

import random

import pytest

from extractor.evaluation.matching import comparable, match, trimmed
from extractor.evaluation.predictions import Found
from extractor.gold.marks import parse_marked
from extractor.gold.model import Mark

TRIMMED = [
    ("Judge Ana Lee", "Ana Lee"),
    ("the Supreme Court", "Supreme Court"),
    ("Former President the Rev. Ana Lee's", "Ana Lee"),
    ("Lt. Gen. Ana Lee", "Ana Lee"),
    ("Ana Lee’s", "Ana Lee"),
    ("Ana Lees'", "Ana Lees"),
    ("Ana Lee`", "Ana Lee"),
    ("Ana Lee''s", "Ana Lee'"),
    ("Ana Lee's\n", "Ana Lee"),
    ("Judges Lee", "Judges Lee"),
    ("Judge", "Judge"),
    ("Judge, Ana", "Judge, Ana"),
    ("A. B. Lee", "B. Lee"),
    ("the a an", "an"),
    ("'s", ""),
]


@pytest.mark.parametrize(("span", "left"), TRIMMED)
def test_titles_articles_and_possessives_are_no_part_of_a_span(span, left):
    text = f"Dr {span} Dr's"
    start, end = trimmed(text, 3, 3 + len(span))
    assert text[start:end] == left


# gold | found | (hits, extra, missed) relaxed | the same, exact
COUNTS = [
    ("⟦P|Ana Lee⟧ ran", "⟦P|Ana Lee⟧ ran", (1, 0, 0), (1, 0, 0)),
    ("⟦P|Ana Lee⟧ ran", "⟦P|Ana⟧ Lee ran", (1, 0, 0), (0, 1, 1)),
    ("⟦P|Ana Lee⟧ ran", "Ana Lee ⟦P|ran⟧", (0, 1, 1), (0, 1, 1)),
    ("⟦P|Ana⟧ Lee ran", "Ana⟦P| Lee⟧ ran", (0, 1, 1), (0, 1, 1)),
    ("Ana Lee ran", "Ana Lee ran", (0, 0, 0), (0, 0, 0)),
    # titles and possessives, on either side
    ("Judge ⟦P|Ana Lee⟧'s car", "⟦P|Judge Ana Lee's⟧ car", (1, 0, 0), (1, 0, 0)),
    ("⟦P|Judge Ana Lee's⟧ car", "Judge ⟦P|Ana Lee⟧'s car", (1, 0, 0), (1, 0, 0)),
    # what is the same counts once; what is empty counts nothing
    ("Judge ⟦P|Ana⟧", "⟦P|Judge ⟦P|Ana⟧⟧", (1, 0, 0), (1, 0, 0)),
    ("⟦P|Judge ⟦P|Ana⟧⟧", "Judge ⟦P|Ana⟧", (1, 0, 0), (1, 0, 0)),
    ("Ana⟦P|'s⟧ car", "Ana's car", (0, 0, 0), (0, 0, 0)),
    ("Ana's car", "Ana⟦P|'s⟧ car", (0, 0, 0), (0, 0, 0)),
    # one to one
    ("⟦P|Ana⟧ ⟦P|Lee⟧", "⟦P|Ana Lee⟧", (1, 0, 1), (0, 1, 2)),
    ("⟦P|Ana Lee⟧", "⟦P|Ana⟧ ⟦P|Lee⟧", (1, 0, 0), (0, 2, 1)),
    # the same goes before what shares more; else what shares more; else the first
    ("⟦P|Lee⟧ Bo Ma", "⟦P|⟦P|Lee⟧ Bo Ma⟧", (1, 0, 0), (1, 1, 0)),
    ("⟦P|Lee⟧ ⟦P|Bo Ma⟧", "⟦P|Lee⟧ ⟦P|Bo⟧ Ma", (2, 0, 0), (1, 1, 1)),
    # an earlier gold span takes what a later one would have fitted better
    ("⟦P|Ana ⟦P|Lee⟧⟧", "Ana ⟦P|Lee⟧", (1, 0, 1), (1, 0, 1)),
    # optional: no hit, no miss, and what touches it is no extra in either mode
    ("⟦P?|Ana Lee⟧", "⟦P|Ana Lee⟧", (0, 0, 0), (0, 0, 0)),
    ("⟦P?|Ana Lee⟧", "Ana Lee", (0, 0, 0), (0, 0, 0)),
    ("⟦P?|Ana Lee⟧", "⟦P|Ana⟧ ⟦P|Lee⟧", (0, 0, 0), (0, 0, 0)),
    ("⟦P?|Ana⟧ ⟦P|Lee⟧", "⟦P|Ana Lee⟧", (0, 0, 1), (0, 0, 1)),
    ("⟦P|Ana⟧ ⟦P?|Lee⟧", "⟦P|Ana Lee⟧", (1, 0, 0), (0, 0, 1)),
]


@pytest.mark.parametrize(("gold", "found", "relaxed", "exact"), COUNTS)
def test_counts(gold, found, relaxed, exact):
    marked = parse_marked(gold, "a", "a")
    spans = parse_marked(found, "a", "a")
    assert spans.text == marked.text
    marks = comparable(marked.text, marked.marks)
    places = comparable(marked.text, [Found(mark.start, mark.end) for mark in spans.marks])
    assert tuple(map(len, match(marks, places, "relaxed"))) == relaxed
    assert tuple(map(len, match(marks, places, "exact"))) == exact


def test_the_one_that_shares_more_is_taken_and_of_equals_the_first():
    def taken(*places: tuple[int, int]) -> Found:
        return match([Mark("DATE", 10, 20)], [Found(*place) for place in places], "relaxed").hits[0][1]

    assert taken((8, 12), (12, 19)) == Found(12, 19)
    assert taken((5, 15), (15, 30)) == Found(5, 15)
    assert taken((0, 40), (10, 20)) == Found(10, 20)


def test_of_spans_that_become_the_same_the_first_keeps_its_values():
    text = "Judge Ana"
    assert comparable(text, [Found(0, 9, value="a"), Found(6, 9, value="b")]) == [Found(6, 9, value="a")]


def test_every_found_span_is_a_hit_an_extra_or_free_and_every_mark_a_hit_or_missed():
    rng = random.Random(3)
    for _ in range(300):
        pairs = [sorted(rng.sample(range(60), 2)) for _ in range(rng.randrange(16))]
        half = rng.randrange(len(pairs) + 1)
        marks = [Mark("CASE", *pair, optional=rng.random() < 0.3) for pair in pairs[:half]]
        found = [Found(*pair) for pair in pairs[half:]]
        touching = [f for f in found if any(m.start < f.end and f.start < m.end for m in marks)]
        for mode in ("relaxed", "exact"):
            hits, extra, missed = match(marks, found, mode)
            assert len(hits) + len(missed) == sum(not mark.optional for mark in marks)
            assert len(hits) + len(extra) <= len(found)
            assert mode == "exact" or extra == sorted((f for f in found if f not in touching), key=lambda f: f.start)
