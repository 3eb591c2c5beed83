"""Values in words."""

from __future__ import annotations

import doctest

import pytest

from extractor.record import Amount
from extractor.writers import phrases, safe
from extractor.writers.phrases import days, figure, length, money, penalty
from writers.hostile import record


@pytest.mark.parametrize("module", [phrases, safe])
def test_examples_of_the_documentation(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("P9Y", "9 years"),
        ("P1Y", "1 year"),
        ("P9Y6M", "9 years 6 months"),
        ("P6W", "6 weeks"),
        ("P90D", "90 days"),
        ("PT150H", "150 hours"),
        ("P1DT1H", "1 day 1 hour"),
        ("P0.5Y", "0.5 years"),
        ("P15Y/P20Y", "15 years to 20 years"),
        ("../P20Y", "up to 20 years"),
        ("P32Y/..", "at least 32 years"),
        ("life", "life"),
        ("P", "P"),
    ],
)
def test_length(term: str, words: str) -> None:
    assert length(term) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(5000.0, "USD 5,000"), (6160000.0, "USD 6,160,000"), (12.5, "USD 12.50"), (1e15, "USD 1,000,000,000,000,000")],
)
def test_money(value: float, words: str) -> None:
    assert money(Amount(value, "USD")) == words


@pytest.mark.parametrize(("value", "digits"), [(5000.0, "5000"), (0.5, "0.5"), (3, "3"), (1e20, "1" + "0" * 20)])
def test_figure(value: float, digits: str) -> None:
    assert figure(value) == digits


def test_penalty() -> None:
    assert penalty(record("x").sentences[0]) == "imprisonment, 9 years 6 months, USD 5,000 (upheld)"


def test_terms_in_the_order_of_their_days() -> None:
    terms = ["PT150H", "P6W", "P90D", "P18M", "P15Y/P20Y", "../P20Y", "P32Y/.."]
    assert sorted(terms, key=lambda term: days(term) or 0) == terms
    assert days("life") is days("P") is days("") is None
