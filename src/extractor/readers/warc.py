"""WARC, as crawlers of news write it: an article for each HTML page that was fetched.

Taken are the HTML pages of responses with status 200 and of resources, and plain text of conversions (WET files);
requests, pictures, redirects, errors and all else are passed over. An article is named after its address. Its day is
what the page tells, else its text or address; the day on which it was fetched only for want of any other.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import redirect_stderr

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from extractor.errors import Unreadable
from extractor.readers import html
from extractor.readers import text as plain
from extractor.readers.charsets import known
from extractor.readers.days import day_of
from extractor.readers.found import Text
from extractor.readers.limits import MOST_HTML, read_all

_PAGES = ("text/html", "application/xhtml+xml")
_FETCHED = ("response", "resource")


def read(stream: io.BufferedIOBase, name: str, encoding: str | None) -> Iterator[tuple[Text, str] | Unreadable]:
    """The articles, each named after its address. Raises `Unreadable` where the archive itself is damaged."""
    for number, record in enumerate(_records(stream, name), 1):
        if isinstance(record, Unreadable):
            yield record
            continue
        media, charset = _type(record)
        if media:
            yield _article(record, media, known(charset) or encoding, f"{name}#{number}")


def _records(stream: io.BufferedIOBase, name: str) -> Iterator[ArcWarcRecord | Unreadable]:
    archive = ArchiveIterator(stream, arc2warc=True)
    record, number, faults = None, 0, 0
    while True:
        try:
            with redirect_stderr(io.StringIO()):  # warcio writes there of what is told below
                following = next(archive, None)
        except (ArchiveLoadFailed, AttributeError, ValueError) as error:  # the last two are slips of warcio
            why = " ".join(str(error).split())[:200]
            raise Unreadable(name, f"it is damaged behind record {number} ({why})", "fetch it again") from None
        if archive.err_count > faults:
            faults = archive.err_count
            yield Unreadable(
                f"{name}#{number}", "it is longer than it says", "what is beyond that is lost; fetch it again"
            )
        if following is None:
            break
        record, number = following, number + 1
        yield record
    if record and getattr(record.raw_stream, "limit", 0):
        raise Unreadable(name, f"it is cut short in record {number}", "fetch it again")


def _article(record: ArcWarcRecord, media: str, encoding: str | None, unnamed: str) -> tuple[Text, str] | Unreadable:
    address = record.rec_headers.get_header("WARC-Target-URI") or unnamed
    try:
        data = read_all(record.content_stream(), address, MOST_HTML)
        if media in _PAGES:
            found = html.read(data, address, encoding, url=address)
        else:
            found = plain.read(data, address, encoding)
    except Unreadable as error:
        return error
    return found._replace(seen=day_of(record.rec_headers.get_header("WARC-Date"))), address


def _type(record: ArcWarcRecord) -> tuple[str | None, str | None]:
    """The media type and charset of a record that holds an article; None for all others."""
    headers = record.http_headers
    if record.rec_type in _FETCHED:
        if headers and headers.get_statuscode() != "200":
            return None, None
        wanted: tuple[str, ...] = _PAGES
        content_type = (headers or record.rec_headers).get_header("Content-Type")
    elif record.rec_type == "conversion":
        wanted = ("text/plain",)
        content_type = record.rec_headers.get_header("Content-Type")
    else:
        return None, None
    media, _, rest = (content_type or "").partition(";")
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \t\"'")
    return (media.strip().lower(), charset) if media.strip().lower() in wanted else (None, None)
