"""What dates come to, by plain calendar arithmetic."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.edtf import DateExpression as E
from extractor.edtf import extent, value

FRIDAY = date(2024, 3, 15)
MONDAY, TUESDAY, FRIDAY_NAME, SUNDAY = 0, 1, 4, 6

VALUES = [
    # absolute
    (E("day", year=2022, month=4, day=7), "2022-04-07"),
    (E("month", year=2022, month=4), "2022-04"),
    (E("year", year=2018), "2018"),
    (E("decade", year=1990), "199X"),
    (E("century", year=1800), "18XX"),
    (E("season", year=2019, unit="summer"), "2019-22"),
    (E("season", year=2019, unit="fall"), "2019-23"),
    (E("range", start=E("year", year=1990), end=E("year", year=2000)), "1990/2000"),
    # no such day
    (E("day", year=2023, month=2, day=29), None),
    (E("day", year=2024, month=2, day=30), None),
    (E("day", month=2, day=30), None),
    # without a year
    (E("day", month=3, day=11), "2024-03-11"),
    (E("day", month=3, day=16), "2023-03-16"),
    (E("day", month=3, day=15), "2024-03-15"),
    (E("day", month=3, day=11, year_step=-1), "2023-03-11"),
    (E("month", month=3), "2024-03"),
    (E("month", month=4), "2023-04"),
    (E("month", month=3, modifier="last"), "2023-03"),
    (E("month", month=2, modifier="last"), "2024-02"),
    (E("month", month=3, modifier="next"), "2025-03"),
    (E("month", month=4, modifier="next"), "2024-04"),
    # weekdays
    (E("weekday", weekday=TUESDAY), "2024-03-12"),
    (E("weekday", weekday=FRIDAY_NAME), "2024-03-15"),
    (E("weekday", weekday=SUNDAY), "2024-03-10"),
    (E("weekday", weekday=FRIDAY_NAME, modifier="last"), "2024-03-08"),
    (E("weekday", weekday=FRIDAY_NAME, modifier="next"), "2024-03-22"),
    (E("weekday", weekday=MONDAY, step=-1), "2024-03-04"),
    (E("weekday", weekday=MONDAY, step=1), "2024-03-18"),
    # units
    (E("unit", unit="day", step=-1), "2024-03-14"),
    (E("unit", unit="night", step=-1), "2024-03-14"),
    (E("unit", unit="week", step=0), "2024-03-11/2024-03-17"),
    (E("unit", unit="week", step=-1), "2024-03-04/2024-03-10"),
    (E("unit", unit="weekend", step=-1), "2024-03-09/2024-03-10"),
    (E("unit", unit="month", step=-3), "2023-12"),
    (E("unit", unit="year", step=-1), "2023"),
    (E("unit", unit="decade", step=-1), "201X"),
    (E("unit", unit="century", step=-1), "19XX"),
    (E("unit", unit="summer", step=-1), "2023-22"),
    # ago
    (E("ago", unit="day", step=15), "2024-02-29"),
    (E("ago", unit="week", step=2), "2024-02-26/2024-03-03"),
    (E("ago", unit="month", step=15), "2022-12"),
    (E("ago", unit="year", step=2), "2022"),
    (E("ago", unit="year", step=3000), None),
    (E("ago", unit="year", step=None, vague=True), None),
]


@pytest.mark.parametrize(("expression", "edtf"), VALUES)
def test_value_on_friday_15_march_2024(expression, edtf):
    assert value(expression, FRIDAY) == edtf


@pytest.mark.parametrize(
    ("expression", "edtf"),
    [
        (E("weekday", weekday=TUESDAY), "2024-03-19"),
        (E("weekday", weekday=FRIDAY_NAME), "2024-03-15"),
        (E("day", month=3, day=11), "2025-03-11"),
        (E("day", month=3, day=16), "2024-03-16"),
        (E("month", month=2), "2025-02"),
        (E("month", month=3), "2024-03"),
    ],
)
def test_value_where_the_verb_looks_ahead(expression, edtf):
    assert value(expression, FRIDAY, future=True) == edtf


@pytest.mark.parametrize(
    ("expression", "before", "edtf"),
    [
        (E("after", unit="day", step=1), "2016-12-31", "2017-01-01"),
        (E("after", unit="day", step=-1), "2016-03-01", "2016-02-29"),
        (E("after", unit="week", step=1), "2024-03-15", "2024-03-18/2024-03-24"),
        (E("after", unit="month", step=1), "2016-12-31", "2017-01"),
        (E("after", unit="year", step=1), "2016-12-31", "2017"),
        (E("after", unit="year", step=1), "2016", "2017"),
        (E("after", unit="day", step=1), "2016", None),
        (E("after", unit="day", step=1), None, None),
    ],
)
def test_value_after_the_date_before(expression, before, edtf):
    assert value(expression, FRIDAY, before=before) == edtf


def test_figures_are_read_by_the_custom_of_the_country():
    figures = E("ambiguous", year=2020, month=3, day=4)

    assert value(figures, None) == "2020-04-03"
    assert value(figures, None, month_first=True) == "2020-03-04"


def test_a_day_without_a_year_and_no_date_of_publication():
    assert value(E("day", month=3, day=11), None) == "XXXX-03-11"


@pytest.mark.parametrize("form", ["weekday", "unit", "ago"])
def test_nothing_is_guessed_without_a_date_of_publication(form):
    assert value(E(form, unit="day", step=1, weekday=1), None) is None


def test_a_range_that_runs_backwards_has_no_value():
    assert value(E("range", start=E("year", year=2000), end=E("year", year=1990)), None) is None


@pytest.mark.parametrize(
    ("expression", "precision", "relative"),
    [
        (E("day", year=2022, month=4, day=7), "day", False),
        (E("day", month=4, day=7), "day", True),
        (E("month", year=2022, month=4), "month", False),
        (E("year", year=2018), "year", False),
        (E("decade", year=1990), "decade", False),
        (E("unit", unit="week", step=-1), "week", True),
        (E("unit", unit="summer", step=-1), "season", True),
        (E("ago", unit="year", step=2), "year", True),
        (E("range", start=E("year", year=1990), end=E("year", year=2000)), "range", False),
    ],
)
def test_precision_and_relativity(expression, precision, relative):
    assert (expression.precision, expression.relative) == (precision, relative)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024-03-12", "2024-03-12", "2024-03-12"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("18XX", "1800-01-01", "1899-12-31"),
        ("2019-22", "2019-06-01", "2019-08-31"),
        ("2019-24", "2019-12-01", "2020-02-29"),
        ("1990/2000", "1990-01-01", "2000-12-31"),
        ("2023-11-27/2023-12-03", "2023-11-27", "2023-12-03"),
    ],
)
def test_extent(edtf, first, last):
    assert extent(edtf) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "edtf",
    [
        "",
        "soon",
        "XXXX-03-11",
        "2023-02-30",
        "2023-13",
        "0000",
        "9999-24",
        "2000/1990",
        "../2000",
        "2024-03-12T10:00",
        "٢٠٢٤",
    ],
)
def test_extent_of_what_has_none(edtf):
    assert extent(edtf) is None
