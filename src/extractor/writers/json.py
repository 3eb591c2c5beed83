"""JSON, indented: one object for one article, else an array."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import msgspec

from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.safe import json_text


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """The records, indented by two. One input may hold many articles, so the first waits for the second."""
    records = iter(records)
    ahead = list(islice(records, 1 if layout.many else 2))
    if not ahead:
        return
    if len(ahead) == 1 and not layout.many:
        yield f"{_text(ahead[0])}\n".encode()
        return
    opening = "[\n  "
    for record in chain(ahead, records):
        # No line break of the text lies within a JSON string: there it is written \n.
        yield (opening + _text(record).replace("\n", "\n  ")).encode()
        opening = ",\n  "
    yield b"\n]\n"


def _text(record: Record) -> str:
    return json_text(msgspec.json.format(record.to_json(), indent=2))
