"""CoNLL: a token a line, with IOB2 tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.gold.conll import conll
from extractor.gold.from_records import sheets
from extractor.gold.model import Gold
from extractor.record import Record
from extractor.writers import Layout


def write(articles: Iterable[Record | Gold], layout: Layout) -> Iterator[bytes]:
    """A document for each article."""
    return conll(sheets(articles, layout.tell), layout.tell)
