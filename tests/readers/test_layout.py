"""Order, paragraphs, running heads and hyphens, from lines and their places alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.layout import (
    Line,
    in_reading_order,
    joined,
    paragraphs,
    spread,
    without_running_heads,
    words_of,
)

NONE: frozenset[str] = frozenset()


def at(text: str, x: float, y: float, width: float = 200, size: float = 10) -> Line:
    return Line(text, x, y, x + width, y + size)


def column(name: str, x: float, rows: int, y: float = 700, width: float = 200) -> list[Line]:
    return [at(f"{name} line {n} of a column", x, y - 12 * n, width) for n in range(rows)]


def order(*lines: list[Line]) -> str:
    found = in_reading_order([line for group in lines for line in group])
    return " ".join(dict.fromkeys(line.text.split()[0] for line in found))


@pytest.mark.parametrize("turn", [1, -1])
def test_columns_are_read_one_after_the_other_in_whatever_order_they_are_drawn(turn: int) -> None:
    page = [*column("left", 50, 8), *column("middle", 270, 8), *column("right", 490, 3)][::turn]
    assert order(page) == "left middle right"


def test_a_headline_across_ends_the_columns_above_it() -> None:
    page = [
        *column("one", 50, 5), *column("two", 300, 5), [at("Headline across the whole page", 50, 600, 450)][0],
        *column("three", 50, 5, 580), *column("four", 300, 5, 580),
    ]  # fmt: skip
    assert order(page) == "one two Headline three four"


def test_one_column_and_below_it_two() -> None:
    page = [*column("full", 50, 6, 700, 450), *column("left", 50, 6, 600), *column("right", 300, 6, 600)]
    assert order(page) == "full left right"


def test_a_table_is_read_row_by_row() -> None:
    rows = [at(f"{name}{n}", x, 700 - 12 * n, 40) for n in range(5) for name, x in (("a", 50), ("b", 300))]
    assert [line.text for line in in_reading_order(rows)] == [f"{c}{n}" for n in range(5) for c in "ab"]


def test_parts_of_one_line_stay_in_it() -> None:
    page = column("full", 50, 6, width=400)
    page[2:3] = [at("first part", 50, page[2].bottom, 150), at("second part", 260, page[2].bottom, 190)]
    assert [line.text for line in in_reading_order(page[::-1])][2:4] == ["first part", "second part"]


# Paragraphs


def block(*texts: str, y: float = 700, x: float = 50, width: float = 300) -> list[Line]:
    return [at(text, x, y - 12 * n, width) for n, text in enumerate(texts)]


def test_a_gap_ends_a_paragraph() -> None:
    assert paragraphs(block("A court", "sat.") + block("It rose.", y=670), NONE) == ["A court sat.", "It rose."]


def test_so_does_another_size() -> None:
    assert paragraphs([at("Jailed", 50, 712, 100, 18), *block("A court", "sat.")], NONE) == ["Jailed", "A court sat."]


def test_so_does_an_indented_line_behind_a_full_stop() -> None:
    lines = [*block("A court in Vilamar", "sat."), at("It rose.", 62, 676, 288)]
    assert paragraphs(lines, NONE) == ["A court in Vilamar sat.", "It rose."]
    assert paragraphs([*block("A court in"), at("Vilamar sat.", 62, 688, 288)], NONE) == ["A court in Vilamar sat."]


def test_so_does_a_short_last_line() -> None:
    lines = [*block("A court in Vilamar"), at("sat.", 50, 688, 40), *block("It rose", "at six.", y=676)]
    assert paragraphs(lines, NONE) == ["A court in Vilamar sat.", "It rose at six."]


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        (["A court in the", "city of"], ["Vilamar sat."], ["A court in the city of Vilamar sat."]),
        (["A court sat", "there."], ["It rose."], ["A court sat there.", "It rose."]),
        (["Jailed"], ["A court sat."], ["Jailed", "A court sat."]),
        (["A court"], ["sat."], ["A court sat."]),
    ],
)
def test_a_paragraph_goes_on_in_the_next_column(left: list[str], right: list[str], told: list[str]) -> None:
    assert paragraphs(block(*left, y=400) + block(*right, x=400), NONE) == told


# Hyphens


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "told"),
    [
        ("was sen-", "tenced", "", "was sentenced"),
        ("a nine-", "year term", "", "a nine-year term"),
        ("a 25-", "year term", "", "a 25-year term"),
        ("twenty-", "five", "", "twenty-five"),
        ("her ex-", "husband", "", "her ex-husband"),
        ("the mul-", "ti-year term", "", "the multi-year term"),
        ("Oyelaran-", "Costa", "", "Oyelaran-Costa"),
        ("the drug-", "related crime", "a drug-related crime", "the drug-related crime"),
        ("the self-", "same", "the selfsame court", "the selfsame"),
        ("Fine of -", "5 euros", "", "Fine of - 5 euros"),
        ("1990-", "2000", "", "1990- 2000"),
        ("a court", "sat", "", "a court sat"),
        ("so —", "he said", "", "so — he said"),
    ],
)
def test_words_broken_at_line_ends(before: str, after: str, elsewhere: str, told: str) -> None:
    words = words_of([at(f"{elsewhere} end", 0, 0)])
    assert joined([before, after], words) == told


# Running heads


def test_heads_and_page_numbers_that_repeat_are_dropped() -> None:
    pages = [
        [at(f"The Quay, page {n}", 50, 780), at(f"A court sat {n} times.", 50, 400), at(str(n), 300, 20)]
        for n in range(1, 4)
    ]
    kept = without_running_heads(pages, [800.0] * 3)
    assert [[line.text for line in page] for page in kept] == [[f"A court sat {n} times."] for n in range(1, 4)]


@pytest.mark.parametrize(
    ("foot", "kept"), [("– 3 –", 1), ("Page 3 of 9", 1), ("3/9", 1), ("1994", 1), ("He got 3 years", 2)]
)
def test_on_one_page_only_a_bare_number_is_dropped(foot: str, kept: int) -> None:
    (page,) = without_running_heads([[at("A court sat.", 50, 400), at(foot, 50, 20)]], [800.0])
    assert len(page) == kept


def test_what_repeats_in_the_middle_of_pages_stays() -> None:
    pages = [[at("A court sat.", 50, 400)]] * 2
    assert without_running_heads(pages, [800.0, 800.0]) == pages


# Pages


@pytest.mark.parametrize(
    ("pages", "text", "starts"),
    [
        ([["One."], ["Two.", "Three."]], "One.\n\nTwo.\n\nThree.", (0, 6)),
        ([["He was"], ["jailed."]], "He was jailed.", (0, 7)),
        ([["He was sen-"], ["tenced."]], "He was sentenced.", (0, 10)),
        ([["He was sen-"], [], ["tenced."]], "He was sentenced.", (0, 10, 10)),
        ([[], ["One."], []], "One.", (0, 0, 4)),
        ([["Heading"], ["Text"]], "Heading\n\nText", (0, 9)),
        ([], "", ()),
    ],
)
def test_pages_begin_where_their_text_does(pages: list[list[str]], text: str, starts: tuple[int, ...]) -> None:
    assert spread(pages, NONE) == (text, starts)


@given(
    st.lists(
        st.builds(
            Line,
            st.sampled_from(["A court of ten letters", "x", "sen-", "tenced"]),
            st.floats(-1e4, 1e4),
            st.floats(-1e4, 1e4),
            st.floats(-1e4, 1e4),
            st.floats(-1e4, 1e4),
        ).filter(lambda line: line.height > 0),
        max_size=30,
    )
)
def test_no_line_is_lost_wherever_it_stands(lines: list[Line]) -> None:
    assert sorted(in_reading_order(lines)) == sorted(lines)
    told = "".join(paragraphs(in_reading_order(lines), NONE))
    assert told.count("court") == sum("court" in line.text for line in lines)
