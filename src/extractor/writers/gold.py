"""A folder of gold files: for each article `ID.json` and `ID.txt`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.gold.files import encoded
from extractor.gold.from_records import golds
from extractor.gold.model import Gold
from extractor.gold.ours import ours
from extractor.record import Record
from extractor.writers import Layout


def save_folder(articles: Iterable[Record | Gold], path: Path, layout: Layout) -> None:
    """Fill the folder at `path`."""
    for gold in golds(articles, layout.tell):
        (path / f"{gold.id}.txt").write_bytes(encoded(gold.text))
        (path / f"{gold.id}.json").write_bytes(ours(gold))
