"""JSON, indented: one object for one input, else an array."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.safe import json_text


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """The records, indented by two."""
    empty = True
    for record in records:
        text = json_text(msgspec.json.format(record.to_json(), indent=2))
        if layout.many:
            opening = "[\n  " if empty else ",\n  "
            # No line break of the text lies within a JSON string: there it is written \n.
            yield (opening + text.replace("\n", "\n  ")).encode()
        else:
            yield f"{text}\n".encode()
        empty = False
    if layout.many and not empty:
        yield b"\n]\n"
