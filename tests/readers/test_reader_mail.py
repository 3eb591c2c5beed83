"""E-mail: the text that is taken, subject and date, attachments."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage

import pytest

from extractor.errors import Unreadable
from extractor.readers.mail import read
from readers.made import FIRST, MAIL_HEAD, PAGE, SECOND, TEXT, TITLE, mail


def message(plain: str | None = None, html: str | None = None) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Message-ID"], made["Subject"] = "a@quay.example", "<1@quay.example>", TITLE
    if plain is not None:
        made.set_content(plain)
    if html is not None:
        made.add_alternative(html, subtype="html")
    return made


def test_text_subject_and_date() -> None:
    found = read(mail(TEXT.replace("\n", "\r\n")), "a.eml", None)
    assert found == (TEXT, (), TITLE, date(2024, 3, 15), None, ())  # the day where it was sent, not that of UTC


@pytest.mark.parametrize(
    ("plain", "html", "text"),
    [
        ("A court sat.\n", PAGE, "A court sat.\n"),
        (" \n", PAGE, TEXT),
        (None, PAGE, TEXT),
    ],
)
def test_plain_text_before_html(plain: str | None, html: str | None, text: str) -> None:
    assert read(message(plain, html).as_bytes(), "a.eml", None).text == text


def test_attachments_are_named() -> None:
    made = message("A court sat.\n")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="Urteil José.pdf")
    made.add_attachment(b"x", maintype="image", subtype="png")
    made.add_attachment(message("Earlier."))
    found = read(made.as_bytes(), "a.eml", None)
    assert found.text == "A court sat.\n"
    assert found.warnings == ("3 attachments left out: Urteil José.pdf, image/png, message/rfc822",)


def test_lines_that_the_sender_wrapped() -> None:
    body = "A court in Vilamar \r\njailed Ana Lindqvist.\r\n\r\n> quoted \r\n> text\r\n-- \r\nThe desk\r\n"
    flowed = read(mail(body, "text/plain; charset=utf-8; format=flowed"), "a.eml", None).text
    assert flowed.startswith("A court in Vilamar jailed Ana Lindqvist.\n\n> quoted \n> text\n-- \nThe desk\n")
    joined = read(mail("Vila \r\nmar", "text/plain; format=flowed; delsp=yes"), "a.eml", None).text
    assert joined == "Vilamar"
    assert read(mail(body), "a.eml", None).text == body.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("charset", "encoding", "given"),
    [
        ("; charset=utf-8", "utf-8", None),
        ("; charset=iso-8859-1", "cp1252", None),
        ("; charset=us-ascii", "utf-8", None),
        ("; charset=klingon", "utf-8", None),
        ("", "utf-8", None),
        ("", "cp1250", "cp1250"),
    ],
)
def test_charsets(charset: str, encoding: str, given: str | None) -> None:
    words = "Der Richter Müller – „hart“ – verurteilte Jiří."
    words = words if encoding != "cp1252" else words.replace("Jiří", "José")
    data = f"{MAIL_HEAD}Content-Type: text/plain{charset}\r\n\r\n{words}".encode(encoding)
    assert read(data, "a.eml", given).text == words


@pytest.mark.parametrize(
    ("header", "title", "day"),
    [
        ("Subject: =?utf-8?q?Caf=C3=A9_owner_jailed?=\r\n", "Café owner jailed", None),
        ("Subject: a\r\n b\r\nDate: Friday\r\n", "a b", None),
        ("Date: 15 Mar 2024 10:00:00 GMT\r\n", None, date(2024, 3, 15)),
        ("Date: Fri, 99 Mar 2024 10:00:00 GMT\r\n", None, None),
        ("Date:\r\nSubject:\r\n", None, None),
    ],
)
def test_headers_good_and_bad(header: str, title: str | None, day: date | None) -> None:
    found = read(f"From: a\r\nMessage-ID: <1>\r\n{header}\r\n{FIRST}".encode(), "a.eml", None)
    assert (found.text, found.title, found.published) == (FIRST, title, day)


def test_a_subject_of_no_encoding() -> None:
    found = read(b"From: a\r\nSubject: caf\xe9\r\n\r\nA court.", "a.eml", None)
    assert found.title is not None and found.title.startswith("caf") and found.title.encode()


def test_a_message_without_text() -> None:
    made = message()
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(Unreadable, match=r"a\.eml: it is an e-mail without text; save its attachments"):
        read(made.as_bytes(), "a.eml", None)


def test_plain_text_around_a_picture() -> None:
    made = message(FIRST)
    made.add_attachment(b"x", maintype="image", subtype="png", filename="dock.png", disposition="inline")
    made.add_attachment(SECOND, disposition="inline")
    made.add_attachment("Not of it.", filename="notes.txt")
    found = read(made.as_bytes(), "a.eml", None)
    assert found.text == f"{FIRST}\n\n\n{SECOND}\n"
    assert found.warnings == ("2 attachments left out: dock.png, notes.txt",)


def test_the_envelope_that_a_mailbox_left_on_a_message() -> None:
    found = read(b"From desk@quay.example Fri Mar 15 23:30:00 2024\n" + mail(TEXT), "a.eml", None)
    assert (found.text, found.title) == (TEXT, TITLE)
