"""Gold files in each format, and what is said of faulty ones."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from extractor.evaluation.gate import read_floors
from extractor.gold.brat import parse_brat
from extractor.gold.files import Unusable
from extractor.gold.marks import parse_marked
from extractor.gold.model import Expected, Gold, Mark
from extractor.gold.sources import read_folder

FOLDER = Path(__file__).parents[1] / "evaluation" / "gold"
DOCUMENTATION = Path(__file__).parents[2] / "docs" / "gold-format.md"


def words(gold: Gold, mark: Mark) -> str:
    return gold.text[mark.start : mark.end]


MARKS = [
    ("x ⟦P|Ana⟧ y", [("PERSON", "Ana", False, None, None)]),
    ("⟦C|ICC⟧ ⟦K|Roe v. Wade⟧", [("COURT", "ICC", False, None, None), ("CASE", "Roe v. Wade", False, None, None)]),
    ("⟦D=2022-04|April⟧", [("DATE", "April", False, None, "2022-04")]),
    ("⟦D=|Tuesday⟧", [("DATE", "Tuesday", False, None, None)]),
    ("⟦D|Tuesday⟧", [("DATE", "Tuesday", False, None, None)]),
    ("⟦D?=2022|then⟧", [("DATE", "then", True, None, "2022")]),
    ("⟦S#07|life⟧\n=====\n#7 kind=life imprisonment", [("SENTENCE", "life", False, "7", None)]),
    ("⟦S?|death⟧", [("SENTENCE", "death", True, None, None)]),
    ("⟦S?#2|death⟧\n=====\n#2 kind=death", [("SENTENCE", "death", True, "2", None)]),
    ("⟦K|⟦P|Chauvin⟧ trial⟧", [("PERSON", "Chauvin", False, None, None), ("CASE", "Chauvin trial", False, None, None)]),
    ("⟦P|a⟧⟦P|b⟧", [("PERSON", "a", False, None, None), ("PERSON", "b", False, None, None)]),
    ("⟦P|𝒜na|b\n]⟧", [("PERSON", "𝒜na|b\n]", False, None, None)]),
    ("no mark = | # ?", []),
]


@pytest.mark.parametrize(("marked", "expected"), MARKS)
def test_marks(marked, expected):
    gold = parse_marked(marked, "a", "a.marked")
    found = [(mark.kind, words(gold, mark), mark.optional, mark.id, mark.value) for mark in gold.marks]
    assert found == expected
    assert not set("⟦⟧") & set(gold.text)


NOTES = [
    ("kind=fine; amount=5000 USD", Expected("fine", None, "5000 USD")),
    ("kind=death; term=; amount=; people=; offences=; status=sought", Expected("death", status="sought")),
    ("kind=imprisonment;term=P2Y;people=A B + C D;", Expected("imprisonment", "P2Y", None, ["A B", "C D"])),
    ("kind=other; person=A B; offences=a theft, fraud,", Expected("other", None, None, ["A B"], ["a theft", "fraud"])),
    ("", Expected()),
]


@pytest.mark.parametrize(("note", "expected"), NOTES)
def test_the_note_on_a_sentence(note, expected):
    gold = parse_marked(f"⟦S#1|it⟧\n=====\n#1 {note}\n", "a", "a.marked")
    assert gold.sentences == {"1": expected}


def test_the_other_notes():
    notes = "id: z\ndate: 2024-03-15\n\nperson: A B = B, Bee\nperson: C =\nperson: D\ncourt: ICC = the court\n"
    gold = parse_marked(f"text\n======\n{notes}", "a", "a.marked")
    assert (gold.id, gold.text, gold.date) == ("a", "text", date(2024, 3, 15))
    assert gold.people == {"A B": ["B", "Bee"], "C": [], "D": []}


def test_line_ends_of_two_characters_stay_in_the_text_and_out_of_the_notes():
    gold = parse_marked("a\r\nb ⟦P|Ana⟧\r\n=====\r\nperson: Ana\r\ndate:\r\n", "a", "a.marked")
    assert (gold.text, gold.people, gold.date) == ("a\r\nb Ana", {"Ana": []}, None)


FAULTY_MARKS = [
    ("a\nb ⟦P|Ana", "a.marked: line 2 column 3: ⟦P| is never closed"),
    ("⟦P|a⟦P|b⟧", "a.marked: line 1 column 1: ⟦P| is never closed"),
    ("a⟧", "a.marked: line 1 column 2: ⟧ closes nothing"),
    ("a ⟦X|b⟧", "a.marked: line 1 column 3: ⟦ opens no mark such as ⟦P|…⟧"),
    ("a ⟦P b⟧", "a.marked: line 1 column 3: ⟦ opens no mark such as ⟦P|…⟧"),
    ("⟦P|⟧", "a.marked: line 1 column 1: ⟦P| holds nothing"),
    ("⟦P=x|Ana⟧", "a.marked: line 1 column 1: ⟦P=x| has a value, which only D has"),
    ("⟦C#1|ICC⟧", "a.marked: line 1 column 1: ⟦C#1| has a number, which only S has"),
    ("⟦S|life⟧", "a.marked: line 1 column 1: ⟦S| has no number"),
    ("⟦S#1|life⟧", "a.marked: ⟦S#1|…⟧ has no note #1"),
    ("a\n=====\n#1 kind=fine", "a.marked: the note #1 has no mark ⟦S#1|…⟧"),
    ("⟦S#1|a⟧\n=====\n#1 kind=fine\n#1 kind=fine", "a.marked: line 4: #1 has a note already"),
    (
        "⟦S#1|a⟧\n=====\n#1 kidn=fine",
        "a.marked: line 3: no field is called 'kidn'; "
        "the fields are amount, court, kind, offences, people, person, status, term",
    ),
    ("a\n=====\n\nwho: me", "a.marked: line 4: note not understood: who: me"),
    ("a\n=====\n#x kind=fine", "a.marked: line 3: note not understood: #x kind=fine"),
    ("a\n=====\ndate: May", "a.marked: line 3: the document's date 'May' is no day such as 2024-03-15"),
    ("a\n=====\ndate: 20240315", "a.marked: line 3: the document's date '20240315' is no day such as 2024-03-15"),
]


@pytest.mark.parametrize(("marked", "complaint"), FAULTY_MARKS)
def test_faulty_marks_are_named_with_their_place(marked, complaint):
    with pytest.raises(Unusable) as caught:
        parse_marked(marked, "a", "a.marked")
    assert str(caught.value) == complaint


TEXT = "Sam Tide got 2 years. Tide, Tim and Sam\nTide fled."
BRAT = [
    ("T1\tPerson 0 8\tSam Tide", [("PERSON", "Sam Tide", False, None)]),
    ("T1\tPERSON 36 44\tSam Tide\r", [("PERSON", "Sam\nTide", False, None)]),
    ("T1\tPerson 0 3;22 26\tSam Tide", [("PERSON", "Sam Tide got 2 years. Tide", False, None)]),
    ("T1\tLamp 0 3\tSam\nE1\tLit:T1\nR1\tNear Arg1:T1 Arg2:T1\nN1\tReference T1 W:1\tx", []),
    ("T1\tDate 13 20\t2 years\n#1\tAnnotatorNotes T1\tvalue = P", [("DATE", "2 years", False, "P")]),
    ("T1\tDate 13 20\t2 years\n#1\tAnnotatorNotes T1\tis it = one?", [("DATE", "2 years", False, None)]),
    ("T1\tCase 0 3\tSam\nA1\tOptional T1", [("CASE", "Sam", True, None)]),
    ("T1\tCourt 0 3\tSam\nM1\toptional T1 yes", [("COURT", "Sam", True, None)]),
    ("", []),
]


@pytest.mark.parametrize(("standoff", "expected"), BRAT)
def test_brat(standoff, expected):
    gold = parse_brat(standoff, TEXT, "a", "a.ann")
    assert [(mark.kind, words(gold, mark), mark.optional, mark.value) for mark in gold.marks] == expected


BRAT_PEOPLE = [
    ("T1\tPerson 0 8\tSam Tide\nT2\tPerson 22 26\tTide", {"Sam Tide": [], "Tide": []}),
    ("T1\tPerson 0 8\tSam Tide\nT2\tPerson 22 26\tTide\n*\tEquiv T2 T1", {"Sam Tide": ["Tide"]}),
    (
        "T1\tPerson 22 26\tTide\nT2\tPerson 40 44\tTide\nT3\tPerson 0 8\tSam Tide\n*\tEquiv T2 T3",
        {"Sam Tide": ["Tide"]},
    ),
    ("T1\tPerson 0 8\tSam Tide\nA1\tOptional T1", {}),
    ("T1\tCourt 0 8\tSam Tide\n*\tEquiv T1", {}),
]


@pytest.mark.parametrize(("standoff", "people"), BRAT_PEOPLE)
def test_people_of_brat(standoff, people):
    assert parse_brat(standoff, TEXT, "a", "a.ann").people == people


def test_date_and_sentences_of_brat():
    standoff = (
        "T1\tDate 0 3\tSam\nA1\tPublished T1\n#1\tAnnotatorNotes T1\tvalue=2024-03-15\n"
        "T2\tSentence 13 20\t2 years\n#2\tAnnotatorNotes T2\tkind=imprisonment; term=P2Y\n"
        "T3\tSentence 22 26\tTide\n#3\tAnnotatorNotes T3\tis it one?"
    )
    gold = parse_brat(standoff, TEXT, "a", "a.ann")
    assert gold.date == date(2024, 3, 15)
    assert gold.sentences == {"1": Expected("imprisonment", "P2Y")}
    assert [mark.id for mark in gold.marks] == [None, "1", None]


FAULTY_BRAT = [
    ("T1 Person 0 3 Sam", "a.ann: line 1: not a line of brat standoff"),
    ("\nT1\tPerson 0 x\tSam", "a.ann: line 2: not a line of brat standoff"),
    ("T1\tPerson 0 4\tTide", "a.ann: line 1: T1 is 'Tide', but the text there is 'Sam '"),
    ("T1\tPerson 0 99\tSam", "a.ann: line 1: T1 is at 0 99, outside the text or the wrong way round"),
    ("T1\tPerson 3 0\tSam", "a.ann: line 1: T1 is at 3 0, outside the text or the wrong way round"),
    ("T1\tPerson 3\tSam", "a.ann: line 1: T1 is at 3, outside the text or the wrong way round"),
    (
        "T1\tSentence 0 3\tSam\n#1\tAnnotatorNotes T1\tsize=2",
        "a.ann: line 2: no field is called 'size'; the fields are amount, court, kind, offences, people, person, status, term",
    ),
]


@pytest.mark.parametrize(("standoff", "complaint"), FAULTY_BRAT)
def test_faulty_brat_is_named_with_its_place(standoff, complaint):
    with pytest.raises(Unusable) as caught:
        parse_brat(standoff, TEXT, "a", "a.ann")
    assert str(caught.value) == complaint


def test_a_folder_of_all_formats():
    bakery, harbour, lighthouse, orchard = read_folder(FOLDER)
    assert [gold.id for gold in (bakery, harbour, lighthouse, orchard)] == [
        "bakery",
        "harbour",
        "lighthouse",
        "orchard",
    ]
    assert (harbour.date, lighthouse.date) == (date(2024, 5, 6), None)
    assert harbour.sentences["2"] == Expected("fine", None, "5000 PLN", ["Piotr Zielak"], ["bribes"], "imposed")
    assert [(mark.kind, words(lighthouse, mark)) for mark in lighthouse.marks] == [
        ("PERSON", "Sam Tide"),
        ("SENTENCE", "100 hours of community service"),
        ("DATE", "March 2021"),
        ("PERSON", "Tide"),
        ("COURT", "High Court"),
    ]


def test_one_article_in_several_formats_counts_once_and_json_goes_first(tmp_path):
    (tmp_path / "a.txt").write_text("Ana\n")
    (tmp_path / "a.ann").write_text("")
    (tmp_path / "a.marked").write_text("⟦P|Ana⟧")
    assert [len(gold.marks) for gold in read_folder(tmp_path)] == [1]
    (tmp_path / "a.json").write_text('{"mentions": []}')
    assert [len(gold.marks) for gold in read_folder(tmp_path)] == [0]


def test_hidden_files_and_other_files_are_no_gold(tmp_path):
    (tmp_path / ".b.json").write_bytes(b"\xff")
    (tmp_path / "notes.tsv").write_text("x")
    (tmp_path / "a.marked").write_text("⟦P|Ana⟧")
    assert [gold.id for gold in read_folder(tmp_path)] == ["a"]


def test_the_text_is_as_the_reader_of_articles_gives_it(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\nAna\r\n")
    (tmp_path / "a.json").write_bytes(
        b'\xef\xbb\xbf{"mentions": [{"type": "PERSON", "start": 3, "end": 6, "text": "Ana"}]}'
    )
    assert read_folder(tmp_path)[0].text == "a\r\nAna\r\n"


def test_marked_text_takes_the_line_ends_at_the_end_from_the_article(tmp_path):
    (tmp_path / "a.txt").write_text("Ana\n\n")
    (tmp_path / "a.marked").write_text("⟦P|Ana⟧\n=====\n")
    assert read_folder(tmp_path)[0].text == "Ana\n\n"


FAULTY_FOLDERS = [
    ({}, "FOLDER: holds no gold files (ID.json with ID.txt, ID.marked, or ID.ann with ID.txt)"),
    ({"a.json": '{"mentions": []}'}, "FOLDER/a.json: its text a.txt is missing"),
    ({"a.ann": ""}, "FOLDER/a.ann: its text a.txt is missing"),
    ({"a.json": '{"mentions":\n[}'}, "FOLDER/a.json: malformed JSON at line 2 column 2: Expecting value"),
    ({"a.json": "[" * 100_000}, "FOLDER/a.json: malformed JSON: nested too deeply"),
    ({"a.json": "9" * 5000}, "FOLDER/a.json: malformed JSON: a number of too many digits"),
    ({"a.json": "{}"}, "FOLDER/a.json: Object missing required field `mentions`"),
    (
        {"a.json": '{"mentions": [{"type": "COURT", "start": 0, "end": "1"}]}'},
        "FOLDER/a.json: Expected `int`, got `str` - at `$.mentions[0].end`",
    ),
    (
        {"a.json": '{"mentions": [{"type": "CAT", "start": 0, "end": 1}]}'},
        "FOLDER/a.json: Invalid enum value 'CAT' - at `$.mentions[0].type`",
    ),
    (
        {"a.json": '{"mentions": [{"type": "COURT", "start": 1, "end": 9}]}', "a.txt": "Ana"},
        "FOLDER/a.json: mentions[0]: 1 to 9 is not within the text (0 to 3)",
    ),
    (
        {"a.json": '{"mentions": [{"type": "COURT", "start": 0, "end": 2, "text": "Ana"}]}', "a.txt": "Ana"},
        "FOLDER/a.json: mentions[0]: is 'Ana', but the text there is 'An'",
    ),
    (
        {"a.json": '{"mentions": [], "date": "2024-02-30"}', "a.txt": "Ana"},
        "FOLDER/a.json: the document's date '2024-02-30' is no day such as 2024-03-15",
    ),
    (
        {"a.marked": "a\n⟦P|Ana⟧ is", "a.txt": "a\nAna was"},
        "FOLDER/a.marked: its text differs from a.txt, there at line 2 column 5",
    ),
    (
        {"a.marked": "a\n⟦P|Ana⟧ is", "a.txt": "a\nAna"},
        "FOLDER/a.marked: its text differs from a.txt, there at line 2 column 4",
    ),
]


@pytest.mark.parametrize(("files", "complaint"), FAULTY_FOLDERS)
def test_faulty_folders_are_named_with_their_place(tmp_path, files, complaint):
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(Unusable) as caught:
        read_folder(tmp_path)
    assert str(caught.value).replace("\\", "/") == complaint.replace("FOLDER", tmp_path.as_posix())


def test_what_is_not_utf_8_is_named_with_its_place(tmp_path):
    (tmp_path / "a.marked").write_bytes(b"Ana\xff")
    with pytest.raises(Unusable, match=r"a\.marked: not UTF-8 at byte 3$"):
        read_folder(tmp_path)


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder(tmp_path, name):
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unusable, match=rf"{name}: cannot be read as a folder \("):
        read_folder(tmp_path / name)


def test_the_examples_of_the_documentation(tmp_path):
    json_gold, marked, brat, floors = re.findall(r"```\w*\n(.*?)```", DOCUMENTATION.read_text(encoding="utf-8"), re.S)
    examples = {"harbour.json": json_gold, "bakery.marked": marked, "lighthouse.ann": brat}
    for name, example in examples.items():
        (tmp_path / name).write_text(example, encoding="utf-8")
    for name in ("harbour.txt", "lighthouse.txt"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    ours = {gold.id: {(mark.kind, words(gold, mark)) for mark in gold.marks} for gold in read_folder(FOLDER)}
    for gold in read_folder(tmp_path):
        assert {(mark.kind, words(gold, mark).replace("\n", " ")) for mark in gold.marks} <= ours[gold.id]
    (tmp_path / "floors").write_text(floors)
    assert read_floors(tmp_path / "floors") == json.loads(floors)
