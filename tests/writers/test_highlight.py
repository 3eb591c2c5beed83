"""The article with its mentions marked: nothing of it is lost, nothing of it runs."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from extractor.pipeline import Extractor
from extractor.record import Record
from extractor.writers.highlight import as_page, on_terminal, pieces
from injections import INJECTIONS
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


def test_no_text_makes_no_pieces() -> None:
    assert not [text for text, row in pieces(record("x", "a.txt")) if row is None]


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


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


ALLOWED = {"html", "head", "meta", "title", "style", "body", "article", "header", "nav", "pre", "mark"}


@pytest.mark.parametrize("text", [*INJECTIONS.values(), EVIL], ids=[*INJECTIONS, "evil"])
def test_a_page_runs_and_fetches_nothing(text: str) -> None:
    made = with_text(record(text, text), text)
    page = b"".join(as_page([made, made])).decode()
    seen = Page()
    seen.feed(page)
    assert seen.tags <= ALLOWED
    assert seen.attributes <= {"lang", "charset", "http-equiv", "content", "class", "title"}
    assert "default-src 'none'" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_a_page_holds_the_text_and_what_is_known(found: Record, article: str) -> None:
    page = b"".join(as_page([found])).decode()
    (body,) = re.findall(r"<pre>(.*?)</pre>", page, re.S)
    assert unescape(re.sub(r"<[^>]+>", "", body)) == article
    assert re.search(
        r'<mark class="sentences" title="[^"]*P9Y[^"]*Marta Oyelaran[^"]*">nine-year prison term</mark>', body
    )


def test_no_records_make_no_page() -> None:
    assert list(as_page([])) == []
