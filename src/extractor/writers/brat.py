"""A folder for brat: for each article `ID.txt` and `ID.ann`, and the configuration of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from extractor.gold.brat import PUBLISHED, annotation_conf, published_line, standoff, visual_conf
from extractor.gold.files import encoded
from extractor.gold.from_records import sheets
from extractor.gold.model import Gold
from extractor.record import Record
from extractor.writers import Layout


def save_folder(articles: Iterable[Record | Gold], path: Path, layout: Layout) -> None:
    """Fill the folder at `path`."""
    days: list[str] = []
    for sheet in sheets(articles, layout.tell):
        (path / f"{sheet.id}.txt").write_bytes(encoded(sheet.text))
        (path / f"{sheet.id}.ann").write_bytes(standoff(sheet, layout.tell).encode())
        if sheet.date:
            days.append(published_line(sheet.id, sheet.date))
    (path / "annotation.conf").write_text(annotation_conf(), encoding="utf-8")
    (path / "visual.conf").write_text(visual_conf(), encoding="utf-8")
    if days:
        (path / PUBLISHED).write_text("".join(days), encoding="utf-8")
