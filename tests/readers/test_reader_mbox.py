"""Mailboxes: where a message ends, and what is done with one that cannot be read."""

from __future__ import annotations

import io

import pytest

from extractor.errors import Unreadable
from extractor.readers.formats import format_of
from extractor.readers.mbox import read
from readers.made import FIRST, MAIL_HEAD, SECOND, TITLE, mail

ENVELOPE = b"From desk@quay.example Fri Mar 15 23:30:00 2024\n"


def box(*messages: bytes) -> io.BufferedReader:
    whole = b"\n".join(ENVELOPE + message + b"\n" for message in messages)
    return io.BufferedReader(io.BytesIO(whole))  # type: ignore[arg-type]


def test_each_message_is_an_article() -> None:
    found = list(read(box(mail(FIRST), mail(SECOND)), "inbox", None))
    assert [(text.text.strip(), text.title, name) for text, name in found] == [
        (FIRST, TITLE, "inbox#1"),
        (SECOND, TITLE, "inbox#2"),
    ]


def test_a_line_that_only_begins_like_an_envelope() -> None:
    body = "From Vilamar the court wrote.\n\nFrom then on it was silent.\n>From 10:00 to 12:00 in 2024 it sat.\n>>From me\n"
    ((text, _),) = read(box(mail(body)), "inbox", None)
    assert text.text.rstrip("\n") + "\n" == body.replace(">From", "From")


def test_one_without_text_among_others() -> None:
    empty = f"{MAIL_HEAD}Content-Type: image/png\n\nx".encode()
    found = list(read(box(empty, mail(SECOND)), "inbox", None))
    assert str(found[0]).startswith("inbox#1: it is an e-mail without text")
    assert isinstance(found[1], tuple)


def test_one_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.readers.mbox.MOST_BYTES", 2_000)
    first, second = read(box(mail(f"{FIRST}\n" * 100), mail(SECOND)), "inbox", None)
    assert isinstance(first, Unreadable) and "inbox#1: it holds more than" in str(first)
    assert isinstance(second, tuple) and second[1] == "inbox#2"


@pytest.mark.parametrize(("name", "format"), [("inbox", "mbox"), ("a.mbox", "mbox"), ("a.eml", "mail")])
def test_one_message_with_its_envelope(name: str, format: str) -> None:
    assert format_of(ENVELOPE + mail(FIRST), name).name == format


def test_a_letter_from_somebody_is_text() -> None:
    assert format_of(b"From Vilamar, 10:30 on 15 March 2024\n\nThe court sat.", "story").name == "text"
