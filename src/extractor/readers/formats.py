"""Which format a file is in: told by its first bytes; its name only settles what they leave open."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple


class Format(NamedTuple):
    """`name` is the reader's module; `noun` completes "it is …"; `extra` installs the library that it needs.

    `suffixes` are what names of such files usually end with; a folder is searched for those.
    """

    name: str
    noun: str
    suffixes: tuple[str, ...] = ()
    many: bool = False
    """Holds many articles."""
    extra: str | None = None


TEXT = Format("text", "plain text", (".txt", ".md"))
GZIP = Format("gzip", "compressed with gzip")
HTML = Format("html", "an HTML page", (".html", ".htm", ".xhtml"), extra="html")
PDF = Format("pdf", "a PDF document", (".pdf",), extra="pdf")
DOCX = Format("docx", "a Word document", (".docx",))
MAIL = Format("mail", "an e-mail", (".eml",))
MBOX = Format("mbox", "a mailbox (mbox)", (".mbox",), many=True)
JSONL = Format("jsonl", "JSON Lines", (".jsonl", ".ndjson"), many=True)  # .json is too often no article
WARC = Format("warc", "a web archive (WARC)", (".warc",), many=True, extra="warc")

SUFFIXES = tuple(
    f"{suffix}{packed}"
    for format in (TEXT, HTML, PDF, DOCX, MAIL, MBOX, JSONL, WARC)
    for suffix in format.suffixes
    for packed in ("", ".gz")
)
"""What the names of files end with that there are readers for."""

HEAD = 8192
"""How many bytes are enough to tell."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"(?:<\?xml\b[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,4000}-->\s*){0,5}"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|link|style|script|base|article|main|section|header|nav|div|table|h[1-6]|p)"
    rb"(?:[\s>/])",
    re.I | re.S,
)
_JSON = re.compile(rb'(?:\[\s*)?\{\s*"(?:[^"\\\n]|\\.){1,100}"\s*:')
_JSON_LINE = re.compile(rb'^[ \t]*\{\s*"', re.M)
_JSON_SUFFIXES = (".jsonl", ".ndjson", ".json")
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_POSTMARKS = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to|dkim-signature|x-mailer|content-type)\s*:",
    re.I | re.M,
)
_SENDER = re.compile(rb"^from\s*:", re.I | re.M)
ENVELOPE = re.compile(rb"From \S.*\d\d:\d\d.*\d{4}\s*")
"""The line before each message of a mailbox. Some programs leave it on a message that they save alone."""


def format_of(head: bytes, name: str) -> Format:
    """The format of the file called `name` that begins with `head`. Plain text where nothing else is certain."""
    if head.startswith(b"\x1f\x8b"):
        return GZIP
    if head.startswith(b"PK\x03\x04"):
        return DOCX  # or another archive: its reader looks into it
    if head.startswith((b"WARC/0.", b"WARC/1.", b"filedesc://")):
        return WARC
    start = _as_ascii(head)
    suffix = PurePath(name).suffix.lower()
    if start.startswith(b"%PDF-") or (suffix == ".pdf" and b"%PDF-" in head[:1024]):
        return PDF
    if _HTML.match(start):
        return HTML
    if _JSON.match(start) or (suffix in _JSON_SUFFIXES and _JSON_LINE.search(start)):
        return JSONL
    envelope, _, message = start.partition(b"\n")
    if ENVELOPE.fullmatch(envelope) and _is_mail(message, ".eml"):
        return MAIL if suffix == ".eml" else MBOX
    return MAIL if _is_mail(start, suffix) else TEXT


def _as_ascii(head: bytes) -> bytes:
    """`head` without byte order mark and blanks before it; UTF-16 without its zero bytes."""
    if head.startswith(_UTF_16):
        head = head[2:].replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()


def _is_mail(start: bytes, suffix: str) -> bool:
    """True if all lines before the first blank one are headers and some are of those that only mail has."""
    block = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    lines = block.splitlines()
    if len(block) == len(start) and len(lines) > 1:
        lines = lines[:-1]  # it may be cut
    if not lines or not all(_HEADER.match(line) or line[:1] in b" \t" for line in lines):
        return False
    marks = len(set(_POSTMARKS.findall(block))) + bool(_SENDER.search(block))
    return marks >= (1 if suffix == ".eml" else 2)
