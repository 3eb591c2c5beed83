"""JSON Lines: a line for each article, or for each row of `Layout.kind`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.safe import json_text
from extractor.writers.tables import TABLES


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """One object a line, exact, in UTF-8."""
    for record in records:
        lines = map(msgspec.json.encode, TABLES[layout.kind].rows(record)) if layout.kind else [record.to_json()]
        yield "".join(f"{json_text(line)}\n" for line in lines).encode()
