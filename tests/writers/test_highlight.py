"""The article with its mentions marked: nothing of it is lost, nothing of it is a command to a terminal."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from extractor.pipeline import Extractor
from extractor.record import Record
from extractor.writers.highlight import on_terminal, pieces
from writers.hostile import record

EVIL = "<script>alert(1)</script> A Madrid court jailed \x1b[2JAnn\tLee\r\nfor six years & a \u202eday.\n"


def with_text(made: Record, text: str) -> Record:
    return replace(made, document=replace(made.document, text=text))


@pytest.fixture
def found(ex: Extractor, article: str) -> Record:
    return with_text(ex.extract(article, source="port.txt"), article)


def test_the_pieces_joined_are_the_text(found: Record, article: str) -> None:
    parts = list(pieces(found))
    assert "".join(text for text, _ in parts) == article
    marked = [(text, row) for text, row in parts if row]
    assert {row.kind for _, row in marked} == {"people", "courts", "dates", "sentences", "cases"}
    assert all(row.text == text for text, row in marked)


def test_overlapping_mentions_are_marked_once() -> None:
    made = with_text(record("Jean Dupont", "a.txt"), "Jean Dupont sat.")
    assert [(text, bool(row)) for text, row in pieces(made)] == [("Jean Dupont", True), (" sat.", False)]


def test_without_the_text_there_are_the_mentions(found: Record) -> None:
    parts = list(pieces(replace(found, document=replace(found.document, text=None))))
    assert {text for text, row in parts if row is None} == {" … "}
    assert all(row.text == text for text, row in parts if row)
    assert [text for text, row in parts if row][:3] == [
        "jailed for nine years",
        "March 15, 2024",
        "Supreme Court of Justice",
    ]


def test_brackets_without_colour(found: Record) -> None:
    shown = "".join(on_terminal([found], colour=False))
    assert shown.startswith(
        "port.txt · Former port director jailed for nine years · 2024-03-15 (dateline)\npeople 2  courts 1"
    )
    assert "upheld a [sentences: nine-year prison term] for\n[people: Marta Oyelaran], a former" in shown
    assert "\x1b" not in shown


def test_colours_end_with_each_line(ex: Extractor) -> None:
    text = "A Madrid court jailed Ann\nLee for six years."
    shown = "".join(on_terminal([with_text(ex.extract(text), text)], colour=True))
    for line in shown.splitlines():
        assert line.count("\x1b[0m") * 2 == line.count("\x1b[3") + line.count("\x1b[1m")
    assert re.sub(r"\x1b\[\d+m", "", shown).endswith(f"\n\n{text}\n\n")


def test_a_terminal_takes_no_commands_from_an_article(ex: Extractor) -> None:
    shown = "".join(on_terminal([with_text(ex.extract(EVIL, source="\x1b]0;x"), EVIL)], colour=False))
    assert "\x1b" not in shown and "\u202e" not in shown and "\r" not in shown
    assert "␛[2J" in shown and "\t" in shown
