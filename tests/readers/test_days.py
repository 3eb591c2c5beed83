"""Dates as metadata write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractor.readers.days import day_of

DAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-15", "2024-03-15T23:59:59-05:00", "2024-03-15 08:00", " 2024-03-15", "20240315", "20240315T101112Z",
        "Fri, 15 Mar 2024 23:30:00 -0500", "15 Mar 2024 10:00:00 GMT", "15 March 2024", "March 15, 2024, 10:02 am",
        "Friday, 15th March 2024", "15/03/2024", 1710460800, 1710460800.5, 1710460800000,
    ],
)  # fmt: skip
def test_a_day(value: Any) -> None:
    assert day_of(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        None, "", "soon", "2024", "March 2024", "2024-13-45", "99999999", "03/04/2024", "yesterday", True, [], {},
        float("nan"), float("inf"), 10**30, -(10**30), "1 May 2020 or 2 May 2020", "15 March", "x" * 100_000,
    ],
)  # fmt: skip
def test_no_day(value: Any) -> None:
    assert day_of(value) is None
