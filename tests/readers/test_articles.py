"""The way in: which format a file is in, whose date counts, what is refused, and limits."""

from __future__ import annotations

import builtins
import gzip
import io
import os
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.article import Article
from extractor.errors import Unreadable
from extractor.readers import articles, limits
from extractor.readers.formats import format_of
from readers import made
from readers.conftest import Found, Read


def one(found: Found) -> Article:
    (article,) = found
    assert isinstance(article, Article)
    return article


def squeezed(text: str) -> str:
    return " ".join(text.split())


# Formats are told by content


@pytest.mark.parametrize("name", ["story", "story.txt", "story.bin"])
@pytest.mark.parametrize("format", made.EVERY)
def test_every_format_is_told_by_its_content(read: Read, format: str, name: str) -> None:
    article = one(read(made.EVERY[format], name))
    assert squeezed(made.FIRST) in squeezed(article.text)
    assert article.format == (None if format.startswith("text") else format.split(".", maxsplit=1)[0])
    assert article.title == made.TITLE
    assert article.warnings == ()


@pytest.mark.parametrize("format", made.EVERY)
def test_every_format_comes_through_a_pipe(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, made.EVERY[format])  # all of them fit into the pipe's buffer
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(pipe, encoding="ascii"))
        article = one(list(articles("-")))
    assert squeezed(made.FIRST) in squeezed(article.text)


@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx", ".eml", ".jsonl", ".warc", ".gz"])
def test_plain_text_under_a_wrong_name_is_plain_text(read: Read, suffix: str) -> None:
    assert one(read(made.TEXT.encode(), f"story{suffix}")).text == made.TEXT


STARTS_OF_TEXT = [
    ("<Editor's note> The court sat.", "text"),
    ("< 5 years", "text"),
    ("<p>The court sat.</p>", "html"),
    ("\n <!-- a note -->\n<!DOCTYPE html>", "html"),
    ('<?xml version="1.0"?>\n<html xmlns="x">', "html"),
    ('<?xml version="1.0"?>\n<rss>', "text"),
    ("{Editor's note} The court sat.", "text"),
    ('{"a judge", he said', "text"),
    ('{"text": "A court sat."}', "jsonl"),
    ('[\n  {"text": "A court sat."}\n]', "jsonl"),
    ("[Reuters] The court sat.", "text"),
    ("From: the desk\n\nThe court sat.", "text"),
    ("Date: 12 March 2024\nSubject: the court\n\nIt sat.", "text"),
    ("From: a@b.example\nMessage-ID: <1@b.example>\n\nThe court sat.", "mail"),
    ("Received: from a\n by b\nFrom: a@b.example\n", "mail"),
    ("The story from: a\nMessage-ID: <1>\n\nThe court sat.", "text"),
    ("WARC was here", "text"),
    ("PDF-1.4 says the court", "text"),
]


@pytest.mark.parametrize(("start", "format"), STARTS_OF_TEXT)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_a_file_begins_with(start: str, format: str, encoding: str) -> None:
    assert format_of(start.encode(encoding), "story").name == format


@pytest.mark.parametrize(
    ("start", "name", "format"),
    [
        (b"Subject: the court\n\nIt sat.", "a.EML", "text"),
        (b"From: a@b.example\n\nIt sat.", "a.eml", "mail"),
        (b"garbage\n" + made.ARTICLE_LINE, "a.jsonl", "jsonl"),
        (b"garbage\n" + made.ARTICLE_LINE, "a.txt", "text"),
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"WARC/1.0", "a.txt", "warc"),
        (b"junk before %PDF-1.4", "a.pdf", "pdf"),
        (b"junk before %PDF-1.4", "a.txt", "text"),
    ],
)
def test_the_suffix_breaks_ties(start: bytes, name: str, format: str) -> None:
    assert format_of(start, name).name == format


def test_html_in_utf_16(read: Read) -> None:
    assert made.FIRST in one(read(made.PAGE.encode("utf-16"), "story.html")).text


# Whose date counts

UNDATED = made.PAGE.replace("2024-03-15T21:30:00+01:00", "")


@pytest.mark.parametrize(
    ("page", "name", "given", "day", "date_from"),
    [
        (made.PAGE, "2020-01-02.html", date(2021, 1, 1), date(2021, 1, 1), "option"),
        (made.PAGE.replace("A court in", "LISBON, May 5, 2011 — A court in"), "2020-01-02.html", None, date(2024, 3, 15), "metadata"),
        (UNDATED.replace("A court in", "LISBON, May 5, 2011 — A court in"), "2020-01-02.html", None, date(2011, 5, 5), "dateline"),
        (UNDATED, "2020-01-02.html", None, date(2020, 1, 2), "filename"),
        (UNDATED, "story.html", None, None, None),
    ],
)  # fmt: skip
def test_option_then_metadata_then_dateline_then_name(
    read: Read, page: str, name: str, given: date | None, day: date | None, date_from: str | None
) -> None:
    article = one(read(page.encode(), name, given=given))
    assert (article.date, article.date_from) == (day, date_from)


# What is refused


def truncated(format: str) -> bytes:
    return made.EVERY[format][: len(made.EVERY[format]) * 2 // 3]


BAD = {
    "cut.docx": (truncated("docx"), "it is a Word document that is damaged"),
    "cut.text.gz": (truncated("text.gz"), "its compressed data are damaged or cut short; fetch it again"),
    "cut.warc.gz": (truncated("warc.gz"), "its compressed data are damaged or cut short"),
    "no.gz": (b"\x1f\x8bnothing", "its compressed data are damaged or cut short"),
    "twice.gz": (gzip.compress(gzip.compress(b"A court.")), "compressed with gzip twice; unpack it first: gunzip -c twice.gz"),
    "no.pdf": (b"%PDF-1.7\n%\xe2\xe3\n", "it is a PDF document that is damaged; repair it"),
    "no.warc": (b"WARC/1.0\r\n\r\n", "it is a web archive (WARC) without an article"),
    "empty.gz": (gzip.compress(b""), "it is empty"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n\x00\x00", "a PNG picture, not plain text; recognise its text"),
    "locked.docx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40 + "EncryptedPackage".encode("utf-16-le"),
        "an office document locked by a password, not plain text; take the password off",
    ),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "old office document (such as Word .doc)"),
}  # fmt: skip


@pytest.mark.parametrize("format", ["empty.html", "empty.pdf", "empty.docx", "empty.eml", "empty.jsonl", "empty.warc"])
def test_an_empty_file_of_any_name(refused: Callable[[bytes, str], str], format: str) -> None:
    assert "it is empty; give a file with an article in it" in refused(b"", format)


@pytest.mark.parametrize(("name", "data", "why"), [(name, *rest) for name, rest in BAD.items()], ids=BAD)
def test_a_bad_file_is_refused_in_one_line(
    refused: Callable[[bytes, str], str], name: str, data: bytes, why: str
) -> None:
    assert why in refused(data, name)


@pytest.mark.parametrize(
    ("format", "extra", "library"),
    [("html", "html", "trafilatura"), ("pdf", "pdf", "pypdfium2"), ("warc", "warc", "warcio")],
)
def test_a_missing_library_is_named_with_its_command(
    refused: Callable[[bytes, str], str], format: str, extra: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    importing = builtins.__import__

    def without(name: str, *args: Any, **rest: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == library:
            raise ModuleNotFoundError(name=name)
        return importing(name, *args, **rest)

    monkeypatch.delitem(sys.modules, f"extractor.readers.{format}", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    assert f"pip install 'extractor[{extra}]'" in refused(made.EVERY[format], "story")


@pytest.mark.parametrize("format", ["mail", "jsonl", "docx", "text.gz"])
def test_the_others_need_no_library(read: Read, format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("trafilatura", "lxml", "pypdfium2", "docx", "warcio"):
        monkeypatch.setitem(sys.modules, library, None)  # importing it fails now
    monkeypatch.delitem(sys.modules, "extractor.readers.html", raising=False)
    assert made.FIRST in one(read(made.EVERY[format], "story")).text


# Limits


def zeros(format: str, size: int) -> bytes:
    if format == "gz":
        return gzip.compress(b"A court. " * (size // 9 + 1))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        part.write(b"<a>" + b" " * size)
    return file.getvalue()


@pytest.mark.parametrize("format", ["gz", "docx"])
def test_a_bomb_is_not_unpacked(
    refused: Callable[[bytes, str], str], format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = 20 * limits.MIB
    data = zeros(format, size)
    assert len(data) < size / 100
    for module in ("limits", "docx"):
        monkeypatch.setattr(f"extractor.readers.{module}.MOST_BYTES", limits.MIB)
    monkeypatch.setattr("extractor.readers.limits.read_all.__defaults__", (limits.MIB,))
    assert "it holds more than 1 MiB; split it" in refused(data, f"bomb.{format}")


def test_a_large_page_is_not_parsed(refused: Callable[[bytes, str], str]) -> None:
    data = b"<html><body><p>" + b"A court sat. " * (limits.MOST_HTML // 13)
    assert f"it holds more than {limits.MOST_HTML // limits.MIB} MiB" in refused(data, "a.html")


def test_plain_text_has_no_limit(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.readers.limits.read_all.__defaults__", (1,))
    assert one(read(made.TEXT.encode(), "a.txt")).text == made.TEXT


# Any bytes


STARTS = {
    "text": b"",
    "html": b"<html>",
    "pdf": b"%PDF-1.4\n",
    "docx": b"PK\x03\x04",
    "mail": b"From: a\r\nMessage-ID: <1>\r\n",
    "jsonl": b'{"text": ',
    "warc": b"WARC/1.0\r\n",
    "gzip": b"\x1f\x8b\x08",
}


def check(data: bytes, folder: Path) -> None:
    """Articles, or one clear line; offsets can be counted in what is read."""
    path = folder / "story"
    path.write_bytes(data)
    try:
        found = list(articles(str(path)))
    except Unreadable as error:
        assert str(error).startswith(f"{path}: it") and "\n" not in str(error)
        return
    assert found
    for each in found:
        if isinstance(each, Unreadable):
            assert "; " in str(each) and "\n" not in str(each)
        else:
            assert each.text.strip()
            assert each.text.encode().decode() == each.text
            assert list(each.pages) == sorted(each.pages)


BYTES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.mark.parametrize("format", STARTS)
@given(rest=st.binary(max_size=300))
@BYTES
def test_any_bytes_give_articles_or_one_line(tmp_path: Path, format: str, rest: bytes) -> None:
    check(STARTS[format] + rest, tmp_path)


@pytest.mark.parametrize("format", made.EVERY)
@given(at=st.floats(0, 1), cut=st.integers(0, 60), put=st.binary(max_size=20))
@BYTES
def test_a_damaged_file_gives_articles_or_one_line(
    tmp_path: Path, format: str, at: float, cut: int, put: bytes
) -> None:
    whole = made.EVERY[format]
    place = int(at * len(whole))
    check(whole[:place] + put + whole[place + cut :], tmp_path)
