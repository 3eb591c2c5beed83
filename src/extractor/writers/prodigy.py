"""Tasks for Prodigy, in JSON Lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.gold.from_records import sheets
from extractor.gold.model import Gold
from extractor.gold.prodigy import tasks
from extractor.record import Record
from extractor.writers import Layout


def write(articles: Iterable[Record | Gold], layout: Layout) -> Iterator[bytes]:
    """A task a line."""
    return tasks(sheets(articles, layout.tell))
