"""Records that were written before, read again: JSON Lines or a JSON array, also compressed with gzip."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from itertools import chain

import msgspec

from extractor.errors import Unreadable
from extractor.readers.limits import MIB, MOST_LINE, read_all
from extractor.readers.source import name_of, opened, peeked
from extractor.record import Date, Record, Sentence, Span

_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_MOST = 2**63 - 1
"""What a database can hold."""
_REMEDY = "write it anew with 'extractor run --format jsonl'"


def read_records(source: str, *, with_text: bool = False) -> Iterator[Record | Unreadable]:
    """The records in `source`: a path, or `-` for standard input; as many lines, or one array.

    Each is checked: it has the shape of the schema, its references lead somewhere, and where it holds its text,
    every mention is what the text says there. `with_text` asks for the text to be there. An `Unreadable` that is
    yielded is one record that cannot be used; one that is raised is the end of the file. Both name the line.
    """
    name = name_of(source)
    found = False
    with opened(source) as stream:
        try:
            for place, data in _each(_unpacked(stream), name):
                found = True
                yield data if isinstance(data, Unreadable) else _record(data, place, with_text)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Unreadable(name, "its compressed data are damaged or cut short", "write it anew") from None
    if not found:
        raise Unreadable(name, "it holds no records", _REMEDY)


def _unpacked(stream: io.BufferedIOBase) -> io.BufferedReader:
    head, whole = peeked(stream, len(_GZIP))
    return io.BufferedReader(gzip.GzipFile(fileobj=whole)) if head == _GZIP else whole


def _each(stream: io.BufferedReader, name: str) -> Iterator[tuple[str, bytes | Unreadable]]:
    """The encoded records, each with its place."""
    first = stream.readline(MOST_LINE + 1).removeprefix(_BOM)
    while first and not first.strip():
        first = stream.readline(MOST_LINE + 1)
    if first.lstrip().startswith(b"[") or first.strip() == b"{":  # indented: one value over many lines
        yield from _array(first + read_all(stream, name), name)
        return
    for number, line in enumerate(chain([first], iter(lambda: stream.readline(MOST_LINE + 1), b"")), 1):
        place = f"{name}: line {number}"
        if len(line) > MOST_LINE:
            raise Unreadable(place, f"it is longer than {MOST_LINE // MIB} MiB", "leave its text out")
        if line.strip():
            yield place, line


def _array(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """The members of an array; what is no array is one record."""
    try:
        whole = msgspec.json.decode(
            data if data.lstrip().startswith(b"[") else b"[" + data + b"]", type=list[msgspec.Raw]
        )
    except (msgspec.DecodeError, RecursionError) as error:
        raise Unreadable(name, f"it is no JSON ({' '.join(str(error).split())})", _REMEDY) from None
    for number, one in enumerate(whole, 1):
        yield f"{name}: record {number}", bytes(one)


def _record(data: bytes, place: str, with_text: bool) -> Record | Unreadable:
    try:
        record = msgspec.json.decode(data, type=Record)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Unreadable(place, f"it is no record ({' '.join(str(error).split())})", _REMEDY)
    wrong = _wrong(record)
    if wrong:
        return Unreadable(place, wrong, _REMEDY)
    if with_text and record.document.text is None:
        return Unreadable(place, "it does not hold its article's text", "write it with 'extractor run --with-text'")
    return record


def _wrong(record: Record) -> str | None:
    """What does not fit together in a record; None if all does. A list that is empty was left out (`--only`)."""
    people = {person.id for person in record.people}
    courts = {court.id for court in record.courts}
    dates = {date.id for date in record.dates}
    if max(record.document.characters, record.document.words) > _MOST:
        return "its article is larger than any"
    for sentence in record.sentences:
        if len(sentence.people) != len(sentence.names):
            return f"sentence {sentence.id} does not name each of its people"
        if people and not people.issuperset(sentence.people):
            return f"sentence {sentence.id} is of somebody who is not among its people"
        if courts and sentence.court and sentence.court.id not in courts:
            return f"sentence {sentence.id} is of a court that is not among its courts"
        if dates and sentence.date and sentence.date.id not in dates:
            return f"sentence {sentence.id} is of a date that is not among its dates"
    text = record.document.text
    for mention in mentions(record):
        if not 0 <= mention.start < mention.end <= record.document.characters:
            return f"'{mention.text}' at {mention.start} is outside of its article"
        if mention.page is not None and not 0 < mention.page <= _MOST:
            return f"'{mention.text}' at {mention.start} is on no page"
        if text is not None and text[mention.start : mention.end] != mention.text:
            return f"'{mention.text}' is not what its text says at {mention.start}"
    return None


def mentions(record: Record) -> Iterator[Span | Date | Sentence]:
    """Everything in a record that has a place in the text, list by list."""
    yield from (m for person in record.people for m in person.mentions)
    yield from (m for court in record.courts for m in court.mentions)
    yield from record.dates
    yield from record.sentences
    yield from (m for case in record.cases for m in case.mentions)
