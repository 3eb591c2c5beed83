"""WARC: which records are articles, and archives that are damaged."""

from __future__ import annotations

import io
from datetime import date

import pytest
from warcio.warcwriter import WARCWriter

from extractor.article import Article
from extractor.errors import Unreadable
from readers.conftest import Read
from readers.made import FIRST, PAGE, TEXT, warc

HTML = "text/html; charset=utf-8"
PLAIN_PAGE = f"<html><body><p>{FIRST}</p></body></html>".encode()
CRAWL = (
    ("https://quay.example/a", "200 OK", HTML, PAGE.encode()),
    ("https://quay.example/gone", "404 Not Found", HTML, PAGE.encode()),
    ("https://quay.example/moved", "301 Moved", HTML, PAGE.encode()),
    ("https://quay.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://quay.example/empty", "200 OK", "text/html", b"<html><body></body></html>"),
    ("https://quay.example/b", "200 OK", "TEXT/HTML", PLAIN_PAGE),
    ("https://quay.example/2022/06/07/c", "200 OK", "application/xhtml+xml", PLAIN_PAGE),
)


@pytest.mark.parametrize("compressed", [False, True])
def test_an_article_for_each_page(read: Read, compressed: bool) -> None:
    first, empty, second, third = read(warc(*CRAWL, compressed=compressed), "crawl")
    assert isinstance(first, Article) and isinstance(second, Article) and isinstance(third, Article)
    assert (first.source, first.text, first.date, first.format) == (CRAWL[0][0], TEXT, date(2024, 3, 15), "warc")
    assert str(empty).startswith("https://quay.example/empty: it is an HTML page without text")
    assert (second.source, second.text) == (CRAWL[5][0], FIRST)
    assert (third.source, third.date) == (CRAWL[6][0], date(2022, 6, 7))


def test_when_it_was_fetched_counts_only_for_want_of_any_other_date(read: Read) -> None:
    undated, dated = read(
        warc(
            ("https://quay.example/a", "200 OK", HTML, PLAIN_PAGE),
            ("https://quay.example/b", "200 OK", HTML, PLAIN_PAGE.replace(b"A court in", "LISBON, May 5, 2011 — A court in".encode())),
        ),
        "a.warc",
    )  # fmt: skip
    assert isinstance(undated, Article) and isinstance(dated, Article)
    assert (undated.date, undated.date_from) == (date(2024, 3, 17), "metadata")
    assert undated.warnings == ("no date of its own; taken to be of 2024-03-17, when it was fetched",)
    assert (dated.date, dated.date_from, dated.warnings) == (date(2011, 5, 5), "dateline", ())


def test_the_charset_of_the_answer_comes_before_that_of_the_page(read: Read) -> None:
    page = '<html><head><meta charset="utf-8"></head><body><p>Der Richter Müller – „hart“.</p></body></html>'
    (article,) = read(
        warc(("https://quay.example/a", "200 OK", 'text/html; charset="windows-1252"', page.encode("cp1252"))), "a.warc"
    )
    assert isinstance(article, Article)
    assert (article.text, article.warnings[:0]) == ("Der Richter Müller – „hart“.", ())


def test_the_text_that_others_took_out(read: Read) -> None:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    record = writer.create_warc_record(
        "https://quay.example/a", "conversion", payload=io.BytesIO(TEXT.encode()), warc_content_type="text/plain"
    )
    writer.write_record(record)
    (article,) = read(file.getvalue(), "a.wet")
    assert isinstance(article, Article)
    assert (article.text, article.source) == (TEXT, "https://quay.example/a")


def test_what_lies_before_the_damage_is_read(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.readers import articles

    monkeypatch.chdir(tmp_path)
    whole = warc(CRAWL[0], CRAWL[5])
    for data, why in (
        (whole[:-100], "a.warc: it is cut short in record 3; fetch it again"),
        (warc(CRAWL[0]) + b"\r\nnonsense\r\n" * 20, "a.warc: it is damaged behind record 2 ("),
    ):
        (tmp_path / "a.warc").write_bytes(data)
        found = articles("a.warc")
        first = next(found)
        assert isinstance(first, Article) and first.text == TEXT
        with pytest.raises(Unreadable) as caught:
            list(found)
        assert str(caught.value).startswith(why)


def test_a_record_that_is_longer_than_it_says(read: Read, capfd: pytest.CaptureFixture[str]) -> None:
    whole = warc(CRAWL[0], CRAWL[5])
    first, fault, second = read(
        whole.replace(b"</body></html>\r\n\r\n", b"</body></html> and more\r\n\r\n", 1), "a.warc"
    )
    assert isinstance(first, Article) and isinstance(second, Article)
    assert str(fault) == "a.warc#2: it is longer than it says; what is beyond that is lost; fetch it again"
    assert capfd.readouterr().err == ""


def test_an_archive_without_a_page(read: Read) -> None:
    with pytest.raises(Unreadable, match=r"a\.warc: it is a web archive \(WARC\) without an article"):
        read(warc(CRAWL[3]), "a.warc")
