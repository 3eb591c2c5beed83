"""Numbers, lengths of time and sums of money."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from extractor.quantities import Money, amount_pattern, duration, money, number

NUMBERS = [
    ("25", "25"),
    ("1,500", "1500"),
    ("six", "6"),
    ("fourteen", "14"),
    ("thirty-five", "35"),
    ("thirty five", "35"),
    ("a hundred", "100"),
    ("a hundred and twenty", "120"),
    ("nine-and-a-half", "9.5"),
    ("nine and a half", "9.5"),
    ("32 1/2", "32.5"),
    ("2½", "2.5"),
    ("2.5", "2.5"),
    ("twelve (12)", "12"),
    ("a", "1"),
    ("an", "1"),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_number(text, value):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["court", "", "-", "the", "xiv"])
def test_no_number(text):
    assert number(text) is None


DURATIONS = [
    ("25 years", "P25Y"),
    ("25-year", "P25Y"),
    ("a year", "P1Y"),
    ("18 months", "P18M"),
    ("six weeks", "P6W"),
    ("200 days", "P200D"),
    ("150 hours", "PT150H"),
    ("eight years and four months", "P8Y4M"),
    ("eight years, four months and two days", "P8Y4M2D"),
    ("nine-and-a-half years", "P9Y6M"),
    ("six and a half years", "P6Y6M"),
    ("a year and a half", "P1Y6M"),
    ("two years and a half", "P2Y6M"),
    ("2½ years", "P2Y6M"),
    ("1.5 years", "P1Y6M"),
    ("twelve (12) years", "P12Y"),
    ("two years’", "P2Y"),
    ("100 years", "P100Y"),
    ("1,000 hours", "PT1000H"),
    ("three calendar months", "P3M"),
    ("life", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "iso"), DURATIONS)
def test_duration(text, iso):
    assert duration(text) == iso


SUMS = [
    ("$5,000", 5000, "USD"),
    ("US$6.16 million", 6_160_000, "USD"),
    ("5,000 euros", 5000, "EUR"),
    ("€1.5m", 1_500_000, "EUR"),
    ("£750", 750, "GBP"),
    ("£10k", 10_000, "GBP"),
    ("three million dollars", 3_000_000, "USD"),
    ("300,000 yen", 300_000, "JPY"),
    ("Rs 50,000", 50_000, "INR"),
    ("5 lakh rupees", 500_000, "INR"),
    ("Rs 2 crore", 20_000_000, "INR"),
    ("R10,000", 10_000, "ZAR"),
    ("2.3 billion pesos", 2_300_000_000, "MXN"),
    ("€120.000", 120_000, "EUR"),
    ("20,000 Swiss francs", 20_000, "CHF"),
    ("N5 million", 5_000_000, "NGN"),
    ("$12.50", 12.5, "USD"),
]


@pytest.mark.parametrize(("text", "value", "currency"), SUMS)
def test_money(text, value, currency):
    assert re.fullmatch(amount_pattern(), text, re.I)
    assert money(text) == Money(value, currency)


@pytest.mark.parametrize(
    ("text", "country", "currency"),
    [
        ("$500", "AU", "AUD"),
        ("$500", "CA", "CAD"),
        ("$500", None, "USD"),
        ("US$500", "AU", "USD"),
        ("500 shillings", "KE", "KES"),
        ("500 shillings", "TZ", "TZS"),
        ("500 pesos", "PH", "PHP"),
        ("500 pesos", "AR", "ARS"),
        ("500 rupees", "PK", "PKR"),
        ("500 pounds", "EG", "EGP"),
    ],
)
def test_the_country_decides_between_currencies_of_one_name(text, country, currency):
    assert money(text, country) == Money(500, currency)


@pytest.mark.parametrize("text", ["", "5,000", "dollars", "5,000 apples"])
def test_no_money(text):
    assert money(text) is None
