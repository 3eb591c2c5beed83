"""Names and links: on a sheet they lie on mentions, in gold they are full names."""

from __future__ import annotations

import pytest

from extractor.gold.idents import free, ident
from extractor.gold.model import Expected, Gold, Mark
from extractor.gold.sheets import Link, Region, Sheet, gold_of, link, sheet_of

TEXT = "Ann Tide and Bob Tide. Tide. Cy. Cy"


def person(n: int, words: str, name: str | None = None, start: int = 0, optional: bool = False) -> Region:
    at = TEXT.index(words, start)
    return Region(f"r{n}", "PERSON", at, at + len(words), optional, name)


def names(*regions: Region) -> tuple[list[str | None], dict[str, list[str]]]:
    gold = gold_of(Sheet("a", TEXT, None, list(regions), []))
    return [mark.name for mark in gold.marks], gold.people


ANN, BOB, TIDE = person(1, "Ann Tide"), person(2, "Bob Tide"), person(3, "Tide", start=22)
CY, CY_AGAIN = person(4, "Cy"), person(5, "Cy", start=33)


@pytest.mark.parametrize(
    ("regions", "expected"),
    [
        ([ANN, BOB], (["Ann Tide", "Bob Tide"], {"Ann Tide": [], "Bob Tide": []})),
        ([CY, CY_AGAIN], (["Cy", "Cy"], {"Cy": []})),
        (
            [person(1, "Ann Tide", "Ann Tide"), person(3, "Tide", "Ann Tide", 22)],
            (["Ann Tide"] * 2, {"Ann Tide": ["Tide"]}),
        ),
        ([person(4, "Cy", "Cyrus"), CY_AGAIN], (["Cyrus", "Cyrus"], {"Cyrus": ["Cy"]})),
        (
            [person(4, "Cy", "Cyrus"), person(5, "Cy", "Cyril", 33)],
            (["Cyrus", "Cyril"], {"Cyrus": ["Cy"], "Cyril": ["Cy"]}),
        ),
        ([person(4, "Cy", optional=True)], ([None], {})),
        ([person(4, "Cy", optional=True), CY_AGAIN], (["Cy", "Cy"], {"Cy": []})),
        ([person(4, "Cy", "Cyrus", optional=True), CY_AGAIN], (["Cyrus", "Cyrus"], {"Cyrus": ["Cy"]})),
    ],
)
def test_names(regions: list[Region], expected: tuple[list[str], dict[str, list[str]]]) -> None:
    assert names(*regions) == expected


def test_words_of_two_people_name_neither() -> None:
    given = person(4, "Cy", "Cyrus"), person(5, "Cy", "Cyril", 33), Region("r6", "PERSON", 29, 31)
    assert names(*given)[0] == ["Cyrus", None, "Cyril"]


def gold(**changes: object) -> Gold:
    marks = [
        Mark("PERSON", 0, 8),
        Mark("SENTENCE", 9, 12, id="7"),
        Mark("PERSON", 13, 21),
        Mark("PERSON", 23, 27),
        Mark("DATE", 29, 31, id="day", value="2024"),
    ]
    known: dict[str, object] = {
        "marks": marks,
        "sentences": {"7": Expected("fine", people=["Bob Tide", "Cy"], court="Far Court", date="day")},
        "people": {"Ann Tide": ["Tide", "Annie"], "Bob Tide": []},
        "courts": {},
    }
    return Gold("a", TEXT, None, **{**known, **changes})  # type: ignore[arg-type]


def test_a_sheet_links_to_the_nearest_mention_and_keeps_the_names_of_the_others() -> None:
    told: list[str] = []
    sheet = sheet_of(gold(), told.append)
    assert [(sheet.words(r), r.name) for r in sheet.regions if r.kind == "PERSON"] == [
        ("Ann Tide", "Ann Tide"),
        ("Bob Tide", "Bob Tide"),
        ("Tide", "Ann Tide"),
    ]
    assert sheet.links == [Link("r2", "r3"), Link("r2", "r5")]
    assert sheet.regions[1].says == Expected("fine", people=["Cy"], court="Far Court")
    assert told == ["a: forms of people without a mention are left out: Annie"]


def test_a_sheet_is_the_same_gold_under_other_ids() -> None:
    back = gold_of(sheet_of(gold(), lambda _: None))
    assert back.sentences == {"1": Expected("fine", people=["Bob Tide", "Cy"], court="Far Court", date="d1")}
    assert [(mark.kind, mark.id) for mark in back.marks if mark.id] == [("SENTENCE", "1"), ("DATE", "d1")]


def test_a_link_may_be_drawn_either_way_but_only_from_a_sentence() -> None:
    sentence = Region("s", "SENTENCE", 0, 1)
    assert link(sentence, ANN) == link(ANN, sentence) == Link("s", "r1")
    assert link(ANN, BOB) is link(sentence, Region("c", "CASE", 0, 1)) is link(sentence, sentence) is None


SOURCES = [
    ("news/port-fraud.txt", "port-fraud"),
    ("story.v2.html", "story.v2"),
    ("corpus.jsonl#12", "corpus-12"),
    ("corpus.jsonl#https://example.org/a?b", "corpus-https_example.org_a_b"),
    ("my#1.txt", "my#1"),
    ("https://example.org/2024/fire/", "fire"),
    ("<stdin>", "_stdin_"),
    (".hidden", "_hidden"),
    ("..", "_"),
    ("a\tb\n.txt", "a_b_"),
    ("", "article"),
    (None, "article"),
    ("é" * 200, "é" * 75),
]


@pytest.mark.parametrize(("source", "expected"), SOURCES)
def test_an_id_can_be_the_name_of_a_file(source: str | None, expected: str) -> None:
    assert ident(source) == expected


def test_no_two_articles_have_one_id() -> None:
    taken: set[str] = set()
    assert [free(name, taken) for name in ["a", "A", "a", "a-2", "b"]] == ["a", "A-2", "a-3", "a-2-2", "b"]
