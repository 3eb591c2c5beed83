"""brat as it is written for annotators, and what they add there."""

from __future__ import annotations

import re

import pytest

from extractor.gold.brat import annotation_conf, parse_brat, standoff, visual_conf
from extractor.gold.model import KINDS, Expected
from extractor.gold.sheets import Link, Region, Sheet

TEXT = "Sam\r\nTide got 2 years from the High Court in May. Tide left."
SAYS = Expected("life imprisonment", "P2Y", None, ["A; B", "C + D"], ["theft, twice", "fraud"], "upheld")
SHEET = Sheet(
    "a",
    TEXT,
    None,
    [
        Region("r1", "PERSON", 0, 9, name="Sam Tide"),
        Region("r2", "SENTENCE", 14, 21, says=SAYS),
        Region("r3", "COURT", 31, 41, True, "High Court"),
        Region("r4", "DATE", 45, 48, value="2024-05"),
        Region("r5", "PERSON", 50, 54, name="Sam Tide"),
    ],
    [Link("r2", "r1"), Link("r2", "r3"), Link("r2", "r4")],
)
LINES = """\
T1	Person 0 3;5 9	Sam Tide
#1	AnnotatorNotes T1	name=Sam Tide
T2	Sentence 14 21	2 years
A1	Kind T2 life_imprisonment
A2	Status T2 upheld
#2	AnnotatorNotes T2	term=P2Y; people=A\\; B + C \\+ D; offences=theft\\, twice, fraud
T3	Court 31 41	High Court
A3	Optional T3
#3	AnnotatorNotes T3	name=High Court
T4	Date 45 48	May
#4	AnnotatorNotes T4	value=2024-05
T5	Person 50 54	Tide
#5	AnnotatorNotes T5	name=Sam Tide
R1	Bearer Arg1:T2 Arg2:T1
R2	AtCourt Arg1:T2 Arg2:T3
R3	OnDate Arg1:T2 Arg2:T4
"""


def test_as_it_is_written() -> None:
    told: list[str] = []
    assert standoff(SHEET, told.append) == LINES
    assert not told


def test_as_it_is_read() -> None:
    gold = parse_brat(LINES, TEXT, "a", "a.ann", "2024-06-01")
    assert gold.sentences == {
        "1": Expected(
            "life imprisonment",
            "P2Y",
            None,
            ["Sam Tide", "A; B", "C + D"],
            ["theft, twice", "fraud"],
            "upheld",
            "High Court",
            "d1",
        )
    }
    assert gold.people == {"Sam Tide": ["Tide"]}
    assert str(gold.date) == "2024-06-01"


@pytest.mark.parametrize(
    ("added", "people"),
    [
        ("T9\tPerson 50 54\tTide", {"Sam Tide": ["Tide"]}),  # its words have a name elsewhere
        ("T9\tPerson 55 59\tleft", {"Sam Tide": ["Tide"], "left": []}),
        ("T9\tPerson 55 59\tleft\n*\tEquiv T9 T5", {"Sam Tide": ["Tide", "left"]}),
        ("T9\tPerson 55 59\tleft\n#9\tAnnotatorNotes T9\tname=L. Eft", {"Sam Tide": ["Tide"], "L. Eft": ["left"]}),
        ("T9\tPerson 55 59\tleft\n#9\tAnnotatorNotes T9\tis it a name?", {"Sam Tide": ["Tide"], "left": []}),
    ],
)
def test_a_mention_that_is_added_is_somebody(added: str, people: dict[str, list[str]]) -> None:
    assert parse_brat(f"{LINES}{added}\n", TEXT, "a", "a.ann").people == people


def test_an_attribute_goes_before_the_note() -> None:
    note = "#2\tAnnotatorNotes T2\tkind=fine; status=sought\n"
    gold = parse_brat("T2\tSentence 14 21\t2 years\nA1\tKind T2 house_arrest\n" + note, TEXT, "a", "a.ann")
    assert gold.sentences == {"1": Expected("house arrest", status="sought")}


def test_a_kind_that_brat_is_not_given_is_in_the_note() -> None:
    sheet = Sheet("a", TEXT, None, [Region("r1", "SENTENCE", 14, 21, says=Expected("pillory"))], [])
    written = standoff(sheet, print)
    assert "kind=pillory" in written
    assert parse_brat(written, TEXT, "a", "a.ann").sentences == {"1": Expected("pillory")}


@pytest.mark.parametrize(
    ("start", "end", "remark", "comes_back"),
    [
        (3, 9, "a: the PERSON at 3 begins or ends with a line end, where brat cuts it", [(5, 9)]),
        (0, 5, "a: the PERSON at 0 begins or ends with a line end, where brat cuts it", [(0, 3)]),
        (3, 5, "a: the PERSON at 3 begins or ends with a line end, so brat cannot hold it", []),
    ],
)
def test_line_ends_at_the_edge_are_told(start: int, end: int, remark: str, comes_back: list[tuple[int, int]]) -> None:
    told: list[str] = []
    written = standoff(Sheet("a", TEXT, None, [Region("r1", "PERSON", start, end)], []), told.append)
    assert told == [remark]
    assert [(m.start, m.end) for m in parse_brat(written, TEXT, "a", "a.ann").marks] == comes_back


def test_what_brats_page_counts_otherwise_is_told() -> None:
    told: list[str] = []
    standoff(Sheet("a", "😀", None, [], []), told.append)
    assert re.match("a: it has characters beyond the Basic Multilingual Plane", told[0])


def test_the_configuration_names_whatever_is_written() -> None:
    conf = annotation_conf()
    sections = dict(re.findall(r"^\[(\w+)\]\n((?:[^\[].*\n)*)", conf, re.M))
    defined = {name: {line.split("\t")[0] for line in lines.splitlines()} for name, lines in sections.items()}
    assert defined["entities"] == {kind.capitalize() for kind in KINDS}
    assert set(re.findall(r"^R\d+\t(\w+)", LINES, re.M)) < defined["relations"]
    assert set(re.findall(r"^A\d+\t(\w+)", LINES, re.M)) < defined["attributes"]
    assert "|life_imprisonment|" in conf
    assert all(f"{kind.capitalize()}\tbgColor:#" in visual_conf() for kind in KINDS)
