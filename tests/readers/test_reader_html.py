"""HTML: what is kept of a page, its title and date, its encoding."""

from __future__ import annotations

import socket
from datetime import date

import pytest

from extractor.errors import Unreadable
from extractor.readers.html import read
from readers.made import FIRST, PAGE, SECOND, TEXT, TITLE


def page(body: str, head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def test_the_article_and_nothing_around_it() -> None:
    found = read(PAGE.encode(), "a.html", None)
    assert found == (TEXT, (), TITLE, date(2024, 3, 15), None, ())


def test_the_headline_comes_first_and_once() -> None:
    title = f'<meta property="og:title" content="{TITLE}">'
    without = read(page(f"<article><p>{FIRST}</p><p>{SECOND}</p></article>", title), "a.html", None)
    assert without.text == TEXT
    twice = read(
        page(f"<article><h1>{TITLE.upper()}</h1><p>{FIRST}</p><p>{SECOND}</p></article>", title), "a.html", None
    )
    assert twice.text.casefold().count(TITLE.casefold()) == 1


@pytest.mark.parametrize(
    ("head", "lead", "day"),
    [
        ('<meta property="article:published_time" content="2024-03-15T23:30:00-05:00">', "", date(2024, 3, 15)),
        ('<meta property="article:published_time" content="1963-03-15">', "", date(1963, 3, 15)),
        ('<link rel="canonical" href="https://quay.example/2023/04/05/story.html">', "", date(2023, 4, 5)),
        ("", '<time datetime="2024-03-15">Friday</time>', date(2024, 3, 15)),
        ("", '<p class="date">Published 15 March 2024</p>', date(2024, 3, 15)),
        ("", "", None),
        ('<meta property="article:published_time" content="nonsense">', "", None),
    ],
)
def test_the_day_of_publication_is_not_guessed_from_the_story(head: str, lead: str, day: date | None) -> None:
    story = f"<p>{FIRST}</p><p>She was arrested on January 5, 2015, and charged on 3 May 2019.</p>"
    found = read(page(f"<article>{lead}{story}</article><footer>© 2021</footer>", head), "a.html", None)
    assert found.published == day


def test_the_address_tells_the_day_where_the_page_does_not() -> None:
    found = read(page(f"<p>{FIRST}</p>"), "a", None, url="https://quay.example/2022/06/07/story")
    assert found.published == date(2022, 6, 7)


@pytest.mark.parametrize(
    "markup", [f"<p>{FIRST}</p>", f"<div><p>{FIRST}", FIRST, f"<table><tr><td>{FIRST}</td></tr></table>"]
)
def test_fragments_are_pages_too(markup: str) -> None:
    assert read(markup.encode(), "a.html", None).text == FIRST


def test_a_page_of_comments_only_is_taken_whole_and_said() -> None:
    found = read(page("<div class='comments'>The court was too hard on Ana Lindqvist.</div>"), "a.html", None)
    assert found.text == "The court was too hard on Ana Lindqvist."
    assert found.warnings == ("no article could be told from the rest of the page; all of its text was taken",)


@pytest.mark.parametrize("body", ["", "<script>render('A court')</script>", "<style>p {}</style>", "<img src=a.png>"])
def test_a_page_without_text(body: str) -> None:
    with pytest.raises(Unreadable, match=r"a\.html: it is an HTML page without text; save it from a browser"):
        read(page(body), "a.html", None)


# Encodings

WORDS = "Die Richterin verurteilte José Müller – „ein Skandal“ – zu £5,000."
META = '<meta charset="{}">'


@pytest.mark.parametrize(
    ("encoding", "head", "given"),
    [
        ("utf-8", "", None),
        ("utf-8", META.format("utf-8"), None),
        ("cp1252", META.format("iso-8859-1"), None),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', None),
        ("cp1252", META.format("utf-8"), "cp1252"),
        ("cp1252", META.format("klingon"), None),
        ("utf-8", META.format("latin1"), None),
        ("utf-8", META.format("utf-16"), None),
        ("utf-16", META.format("utf-8"), None),
        ("utf-8-sig", META.format("latin1"), None),
        ("gb18030", META.format("gb2312"), "gb18030"),
    ],
)
def test_encodings(encoding: str, head: str, given: str | None) -> None:
    markup = page(f"<p>{WORDS}</p><p>{WORDS}</p>", head).decode().encode(encoding)
    assert read(markup, "a.html", given).text == f"{WORDS}\n\n{WORDS}"


@pytest.mark.parametrize(
    ("encoding", "named", "words"),
    [
        ("cp932", "shift_jis", "①髙島被告に懲役三年の判決が言い渡された。"),
        ("gb18030", "gb2312", "法院判处镕某有期徒刑三年，并处罚金。"),
        ("big5hkscs", "big5", "法庭裁定被告罪名成立，判監三年，喺元朗嘅。"),
        ("cp949", "euc-kr", "법원은 똠방각하에게 징역 3년을 선고했다."),
        ("cp1254", "iso-8859-9", "Mahkeme “Işık Güneş” için üç yıl hapis verdi."),
        ("utf-8", "shift_jis", "東京地裁は被告に懲役三年の判決を言い渡した。"),
    ],
)
def test_encodings_as_the_web_means_their_names(encoding: str, named: str, words: str) -> None:
    found = read(page(f"<p>{words}</p>", META.format(named)).decode().encode(encoding), "a.html", None)
    assert (found.text, found.warnings) == (words, ())


def test_a_page_that_is_not_what_it_says() -> None:
    words = "Суд приговорил бывшего начальника порта к шести годам лишения свободы. " * 5
    found = read(page(f"<p>{words}</p>", META.format("utf-8")).decode().encode("cp1251"), "a.html", None)
    assert found.text == words.strip()
    assert found.warnings == (
        "not UTF-8; read as cp1251, which is a guess: give --encoding if it is wrong",
        "it says that it is utf-8, which it is not",
    )


def test_bytes_that_do_not_fit_are_shown_and_said() -> None:
    found = read(page(f"<p>{FIRST} caf__</p>", META.format("utf-8")).replace(b"__", b"\xe9"), "a.html", None)
    assert found.text == f"{FIRST} caf\ufffd"
    assert found.warnings == ("1 character not valid utf-8, shown as \ufffd",)


def test_a_page_that_declares_nothing_is_not_refused_for_a_bad_byte() -> None:
    found = read(page(f"<p>{FIRST} José, Łódź, __</p>").replace(b"__", b"\xff\x00"), "a.html", None)
    assert found.text == f"{FIRST} José, Łódź, \ufffd"
    assert found.warnings == ("1 character not valid utf-8, shown as \ufffd",)


# Hostile pages


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection"))
    for body in ("http://127.0.0.1/a", '<iframe src="http://127.0.0.1/a"></iframe>', '<img src="http://127.0.0.1/a">'):
        assert "A court" in read(page(f"{body}<p>A court jailed Ana Lindqvist.</p>"), "a.html", None).text
    assert read(b"<html>http://127.0.0.1/", "a.html", None).text == "http://127.0.0.1/"


def test_entities_and_controls_never_get_in() -> None:
    body = "<p>A court\x00 jailed\x1f Ana &#0;&#xD800;&#x1b; Lindqvist &lt;b&gt; &amp;amp; for six years.</p>"
    text = read(page(body), "a.html", None).text
    assert text.encode() and "\x00" not in text and "\x1b" not in text
    assert "<b> &amp; for six years" in text


@pytest.mark.parametrize(
    "body",
    ["<div>" * 20_000 + "A court", "<p " + "a=1 " * 50_000 + ">A court", "<p>A court sat. " * 3_000, "<pre>A court" + " " * 500_000],
    ids=["deep", "attributes", "paragraphs", "blanks"],
)  # fmt: skip
def test_pages_made_to_hurt_are_read_or_refused(body: str) -> None:
    try:
        assert "A court" in read(page(body), "a.html", None).text
    except Unreadable as error:
        assert "without text" in str(error)
