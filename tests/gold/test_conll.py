"""CoNLL as it is written, and what is said of lines that do not fit."""

from __future__ import annotations

import datetime

import pytest

from extractor.gold.conll import conll, parse_conll
from extractor.gold.files import Unusable
from extractor.gold.model import Gold
from extractor.gold.sheets import Region, Sheet

TEXT = "Jailed\n\nHe got 25 years.  The Tide trial ended.\n"
SHEET = Sheet(
    "a b",
    TEXT,
    datetime.date(2024, 3, 15),
    [
        Region("r1", "SENTENCE", 15, 23),
        Region("r2", "PERSON", 30, 34),
        Region("r3", "CASE", 30, 40),
    ],
    [],
)
LINES = """\
-DOCSTART-	-X-	-X-	id=a\\sb|date=2024-03-15	O

Jailed	0	6	SpacesAfter=\\n\\n	O

He	8	10	_	O
got	11	14	_	O
25	15	17	_	B-SENTENCE
years	18	23	SpaceAfter=No	I-SENTENCE
.	23	24	SpacesAfter=\\s\\s	O

The	26	29	_	O
Tide	30	34	_	B-CASE
trial	35	40	_	I-CASE
ended	41	46	SpaceAfter=No	O
.	46	47	SpacesAfter=\\n	O

"""


def test_as_it_is_written() -> None:
    told: list[str] = []
    assert b"".join(conll([SHEET], told.append)).decode() == LINES
    assert told == [
        "a b: CoNLL has one tag for a token, so these, which overlap others, are left out: PERSON 'Tide' at 30"
    ]


def read(content: str) -> tuple[list[Gold | Unusable], list[str]]:
    told: list[str] = []
    return list(parse_conll(content, "c", "c.conll", told.append)), told


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_as_it_is_read(end: str) -> None:
    (gold, second), _ = read(LINES.replace("\n", end) + LINES)
    assert isinstance(gold, Gold) and isinstance(second, Gold)
    assert (gold.id, gold.text, gold.date) == ("a b", TEXT, datetime.date(2024, 3, 15))
    assert [(m.kind, gold.text[m.start : m.end]) for m in gold.marks] == [
        ("SENTENCE", "25 years"),
        ("CASE", "Tide trial"),
    ]


def test_tags_that_begin_inside_begin_a_mention() -> None:
    (gold,), told = read(LINES.replace("B-SENTENCE", "I-SENTENCE").replace("I-CASE", "I-LAMP"))
    assert isinstance(gold, Gold)
    assert [gold.text[m.start : m.end] for m in gold.marks] == ["25 years", "Tide"]
    assert told == ["c.conll: the label 'LAMP' is passed over (1 time)"]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("He\t8", "She\t8", "line 5: 'She' is said to be from 8 to 10, but what is before ends at 8"),
        ("_\tB-CASE", "B-CASE", "line 12: it has 4 columns; there are 5, with tabs between them"),
        ("B-CASE", "S-CASE", "line 12: 'S-CASE' is no tag of IOB2"),
        ("2024-03-15", "May", "the document's date 'May' is no day such as 2024-03-15"),
    ],
)
def test_a_document_that_does_not_fit_is_named_and_the_next_is_read(old: str, new: str, complaint: str) -> None:
    (bad, good), _ = read(LINES.replace(old, new) + LINES)
    assert str(bad) == f"c.conll: {complaint}"
    assert isinstance(good, Gold)
