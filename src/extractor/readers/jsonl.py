"""JSON Lines: an article a line, for any corpus. Also a JSON array of articles, or a single one.

The fields are found under their usual names, in this order; what has no text is an article that cannot be read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import msgspec

from extractor.errors import Unreadable
from extractor.readers import text as plain
from extractor.readers.days import day_of
from extractor.readers.found import Text
from extractor.readers.limits import MIB, MOST_LINE, read_all
from extractor.readers.source import peeked

FIELDS = {
    "text": ("text", "body", "content", "article", "maintext", "fulltext", "full_text", "article_text", "raw_text"),
    "date": (
        "date", "published", "date_publish", "date_published", "datepublished", "published_at", "publish_date",
        "publication_date", "pubdate", "pub_date", "datetime", "timestamp",
    ),
    "title": ("title", "headline"),
    "id": ("id", "_id", "url", "link", "uri"),
}  # fmt: skip
"""Names of each field, lower case, the best first."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_OPEN = (b"{", b"[", b",")
_PIECE = MIB


def read(stream: io.BufferedReader, name: str, encoding: str | None) -> Iterator[tuple[Text, str] | Unreadable]:
    """The articles, each named after its id, else the number of its line (in an array: its place, from 1)."""
    head, stream = peeked(stream, _PIECE)
    if head.startswith(_WIDE):
        lines = io.TextIOWrapper(stream, "utf-16", newline="\n")
        yield from _each(enumerate((line.encode() for line in lines), 1), name, None)
        return
    first, line_end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    if first.startswith(b"[") or (line_end and first.rstrip().endswith(_OPEN)):  # one value over many lines
        yield from _document(read_all(stream, name), name, encoding)
    else:
        yield from _each(_lines(stream), name, encoding)


def _lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers; None for one that is too long."""
    number = 0
    while line := stream.readline(MOST_LINE + 1):
        number += 1
        if len(line) > MOST_LINE and not line.endswith(b"\n"):
            while (more := stream.readline(_PIECE)) and not more.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _each(
    lines: Iterator[tuple[int, bytes | None]], name: str, encoding: str | None
) -> Iterator[tuple[Text, str] | Unreadable]:
    for number, line in lines:
        where = f"{name}#{number}"
        if line is None:
            yield Unreadable(where, f"the line is longer than {MOST_LINE // MIB} MiB", "split the article")
        elif line.strip():
            try:
                decoded = plain.read(line, where, encoding)
                yield found_in(_parsed(decoded.text, where), name, where, decoded.warnings)
            except Unreadable as error:
                yield error


def _document(data: bytes, name: str, encoding: str | None) -> Iterator[tuple[Text, str] | Unreadable]:
    decoded = plain.read(data, name, encoding)
    parsed = _parsed(decoded.text, name)
    for number, one in enumerate(parsed if isinstance(parsed, list) else [parsed], 1):
        where = f"{name}#{number}"
        try:
            yield found_in(one, name, where, decoded.warnings)
        except Unreadable as error:
            yield error


def _parsed(text: str, where: str) -> Any:
    try:
        return msgspec.json.decode(text.strip())
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(where, f"it is no JSON ({' '.join(str(error).split())})", "mend it, or leave it out") from None


def found_in(parsed: Any, name: str, where: str, warnings: tuple[str, ...]) -> tuple[Text, str]:
    """The article that the fields of an object make up, and its name. Raises `Unreadable`, which names `where`."""
    if not isinstance(parsed, dict):
        raise Unreadable(where, "it is no JSON object", 'write each article as {"text": "…", "date": "2024-03-15"}')
    fields = {key.lower(): value for key, value in parsed.items()}
    text, title = _words(fields, "text"), _words(fields, "title")
    if text is None:
        named = ", ".join(FIELDS["text"][:4])
        raise Unreadable(where, "it has no text", f"name the field with the article one of {named}")
    told = next((fields[key] for key in FIELDS["date"] if fields.get(key) not in (None, "")), None)
    day = day_of(told)
    if told is not None and day is None:
        warnings += (f"its date {str(told)[:40]!r} is not understood; write it as 2024-03-15",)
    known_as = next((fields[key] for key in FIELDS["id"] if isinstance(fields.get(key), (str, int))), None)
    if known_as is not None and str(known_as).strip():
        where = f"{name}#{str(known_as).strip()}"
    return Text(text, warnings, title and " ".join(title.split()), day), where


def _words(fields: dict[str, Any], field: str) -> str | None:
    """The first field of that meaning that holds more than blanks."""
    values = (fields.get(key) for key in FIELDS[field])
    return next((value for value in values if isinstance(value, str) and value.strip()), None)
