"""The article's title and its date, with where the date came from."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.article import date_in_name, make_article, own_date, title_of

DATELINES = [
    "LISBON, March 15, 2024 — A court jailed two men.",
    "LISBON, March 15, 2024 (Reuters) - A court jailed two men.",
    "LISBON (15 March 2024) - A court jailed two men.",
    "KUALA LUMPUR, March 15, 2024 - A court jailed two men.",
    "Two men jailed\n\nPublished: March 15, 2024\n\nA court jailed two men.",
    "Two men jailed\n\nPublished on 15 March 2024\n\nA court jailed two men.",
    "Two men jailed\nUpdated: 2024-03-15\nA court jailed two men.",
    "Two men jailed\n\n15 March 2024\n\nA court jailed two men.",
    "March 15, 2024\n\nTwo men were jailed.",
    "Two men jailed\n\nMarch 15, 2024 | 10:30\n\nA court jailed two men.",
]


@pytest.mark.parametrize("text", DATELINES)
def test_date_in_the_head(text):
    assert own_date(text) == date(2024, 3, 15)


@pytest.mark.parametrize("foot", ["Published: March 15, 2024", "(Abuja, 15 March 2024)", "15 March 2024\n"])
def test_a_date_at_the_foot(foot):
    assert own_date("A court jailed two men. " * 40 + "\n\n" + foot) == date(2024, 3, 15)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A court jailed two men on March 15, 2024.",
        "On March 15, 2024, a court jailed two men.",
        "The men, seized on March 15, 2024 - a Friday - were freed.",
        "LISBON, Tuesday - A court jailed two men.",
        "LISBON, 2024 - A court jailed two men.",
        "LISBON, February 30, 2024 - A court jailed two men.",
        "x " * 400 + "\nPublished: March 15, 2024\n" + "x " * 400,
    ],
)
def test_no_date_of_its_own(text):
    assert own_date(text) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-03-15-port.txt", date(2024, 3, 15)),
        ("news/port_20240315.html", date(2024, 3, 15)),
        ("2024_03_15.txt", date(2024, 3, 15)),
        ("2023-02-30.txt", None),
        ("port.txt", None),
        ("2024-03-15/port.txt", None),
        ("120240315.txt", None),
        ("2024-13-15.txt", None),
    ],
)
def test_date_in_the_name(name, day):
    assert date_in_name(name) == day


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two men jailed\n\nA court jailed two men.", "Two men jailed"),
        ("\ufeffTwo men jailed\r\n\r\nA court jailed two men.", "Two men jailed"),
        ("\n\n  Two men jailed\n\nA court jailed two men.", "Two men jailed"),
        ("A court jailed two men.\nThey wept.", None),
        ("Two men jailed", None),
        ("x" * 201 + "\nA court jailed two men.", None),
        ("", None),
    ],
)
def test_title(text, title):
    assert title_of(text) == title


BODY = "LISBON, March 15, 2024 - A court jailed two men."


@pytest.mark.parametrize(
    ("text", "source", "given", "day", "date_from"),
    [
        (BODY, "2020-01-01.txt", date(2019, 5, 5), date(2019, 5, 5), "option"),
        (BODY, "2020-01-01.txt", None, date(2024, 3, 15), "dateline"),
        ("A court jailed two men.", "2020-01-01.txt", None, date(2020, 1, 1), "filename"),
        ("A court jailed two men.", "port.txt", None, None, None),
        ("A court jailed two men.", None, None, None, None),
    ],
)
def test_the_best_date_to_be_had(text, source, given, day, date_from):
    article = make_article(text, source=source, given=given)

    assert (article.date, article.date_from) == (day, date_from)
    assert article.text == text
