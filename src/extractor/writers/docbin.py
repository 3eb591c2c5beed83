"""spaCy's DocBin, for training and for looking at it in spaCy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.gold.docbin import docbin
from extractor.gold.from_records import sheets
from extractor.gold.model import Gold
from extractor.record import Record
from extractor.writers import Layout


def write(articles: Iterable[Record | Gold], layout: Layout) -> Iterator[bytes]:
    """All articles in one piece."""
    if data := docbin(sheets(articles, layout.tell)):
        yield data
