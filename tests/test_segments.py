"""Where grammatical sentences end. A | in an example is a blank at which a segment ends."""

from __future__ import annotations

import pytest

from extractor.segments import Segments

EXAMPLES = [
    "He was jailed.|She was not.",
    "He was jailed!|She asked why.",
    "Was he jailed?|Yes.",
    "Mr. Lee was jailed.|Mrs. Lee was not.",
    "Dr. J. K. Lee was jailed.|He wept.",
    "The U.S. Supreme Court met.|It ruled.",
    "The court overturned Roe v. Wade on Friday.|Crowds wept.",
    "He was held on Sept. 3 and freed.|He wept.",
    "Acme Inc. was fined.|It appealed.",
    "He was jailed at 6 a.m. Monday.|He wept.",
    "Lt. Gen. Kim was jailed.|He wept.",
    "It cost $5.50 a day.|He paid.",
    "He paid Rs. 500 and left.|He wept.",
    "He was jailed.|“I am innocent,” he said.",
    "He was jailed.|(She was not.)",
    "He was jailed…|She was not.",
    "He was jailed.|Élodie was not.",
    "He was jailed.|$500 was found.",
    "See Art. 5 of the code.|It is short.",
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_ends_of_segments(example):
    text = example.replace("|", " ")
    segments = Segments(text)

    assert [text[slice(*segments.span(n))] for n in range(len(segments))] == example.split("|")


def test_a_blank_line_ends_a_segment_without_a_full_stop():
    text = "Mayor jailed\n\nA judge jailed the mayor."
    segments = Segments(text)

    assert [text[slice(*segments.span(n))] for n in range(2)] == ["Mayor jailed", "A judge jailed the mayor."]


def test_a_wrapped_line_that_goes_on_in_lower_case_ends_none():
    assert len(Segments("A judge jailed\nthe mayor.")) == 1


def test_bounds_of_an_offset():
    segments = Segments("He wept. She rose.")

    assert segments.bounds(0) == segments.bounds(7) == (0, 8)
    assert segments.bounds(9) == (9, 18)
    assert segments.index(9) == 1


def test_an_empty_text_is_one_empty_segment():
    segments = Segments("")

    assert len(segments) == 1
    assert segments.span(0) == (0, 0)
