"""Files of every format, made of the same few sentences."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from textwrap import wrap

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TITLE = "Harbour master jailed for six years"
FIRST = "A court in Vilamar jailed the former harbour master Ana Lindqvist for six years on Tuesday for bribery."
SECOND = "She must also pay a fine of 5,000 euros, the presiding judge, Tomás Okafor, said in the ruling."
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}"

PAGE = f"""<!DOCTYPE html>
<html><head><title>{TITLE} | The Quay</title>
<meta property="og:title" content="{TITLE}">
<meta property="article:published_time" content="2024-03-15T21:30:00+01:00"></head>
<body><nav><ul><li><a href="/">Front page</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<aside><h2>Most read</h2><a href="/1">Ferry late again</a></aside>
<footer>All rights reserved 2026</footer></body></html>"""

MAIL_HEAD = (
    "From: Desk <desk@quay.example>\r\nTo: ann@quay.example\r\nMessage-ID: <1@quay.example>\r\n"
    f"Subject: {TITLE}\r\nDate: Fri, 15 Mar 2024 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
)

Draw = Callable[[Canvas], None]


def mail(body: str, content_type: str = "text/plain; charset=utf-8") -> bytes:
    """A message of one part."""
    return f"{MAIL_HEAD}Content-Type: {content_type}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}".encode()


def word(*paragraphs: str, title: str = "") -> bytes:
    """A Word document as python-docx makes one."""
    document = docx.Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word_xml(body: str, before: str = "", **parts: str) -> bytes:
    """A Word document with that XML as its body; `parts` are others below `word/`."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"{before}<w:document {space}><w:body>{body}</w:body></w:document>")
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {space}>{xml}</w:{name}>")
    return file.getvalue()


def pdf(*pages: Draw, password: str | None = None, title: str = "", rotation: int = 0) -> bytes:
    """A PDF of pages that those functions draw. Its compression is off, so that it is the same everywhere."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, encrypt=password, pageCompression=0, invariant=1)
    canvas.setTitle(title)
    for draw in pages:
        canvas.setPageRotation(rotation)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def lines(texts: Sequence[str], x: float = 72, y: float = 700, size: float = 11, leading: float = 14) -> Draw:
    """Draws lines below each other; an empty one leaves a gap."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", size)
        for number, text in enumerate(texts):
            canvas.drawString(x, y - number * leading, text)

    return draw


def all_of(*draws: Draw) -> Draw:
    """Draws several things on one page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def warc(*responses: tuple[str, str, str, bytes], compressed: bool = False) -> bytes:
    """A web archive of responses: address, status, Content-Type, body."""
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "made for a test"}))
    for address, status, content_type, body in responses:
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": "2024-03-17T04:00:00Z"},
        )
        writer.write_record(record)
    return file.getvalue()


ARTICLE_LINE = json.dumps({"id": "q1", "title": TITLE, "date": "2024-03-15", "text": TEXT}).encode()

EVERY = {
    "text": TEXT.encode(),
    "html": PAGE.encode(),
    "pdf": pdf(lines([TITLE, "", *wrap(FIRST, 55), "", *wrap(SECOND, 55)])),
    "docx": word(TITLE, FIRST, SECOND),
    "mail": mail(TEXT),
    "mbox": b"From desk@quay.example Fri Mar 15 23:30:00 2024\n" + mail(TEXT),
    "jsonl": ARTICLE_LINE,
    "warc": warc(("https://quay.example/a", "200 OK", "text/html; charset=utf-8", PAGE.encode())),
    "warc.gz": warc(("https://quay.example/a", "200 OK", "text/html", PAGE.encode()), compressed=True),
    "text.gz": gzip.compress(TEXT.encode()),
    "pdf.gz": gzip.compress(pdf(lines([TITLE, "", *wrap(FIRST, 55)]))),
}
"""The same article in each format that is read."""
