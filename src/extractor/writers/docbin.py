"""spaCy's DocBin, for training and for looking at it in spaCy."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.gold.docbin import docbin
from extractor.gold.from_records import sheets
from extractor.gold.model import Gold
from extractor.record import Record
from extractor.writers import Layout


def save(articles: Iterable[Record | Gold], path: Path, layout: Layout) -> None:
    """Make the file at `path`."""
    path.write_bytes(docbin(sheets(articles, layout.tell)))
