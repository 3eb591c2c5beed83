"""Tasks for Label Studio, or a folder with them and the labelling configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.gold.from_records import sheets
from extractor.gold.label_studio import labelling_configuration, tasks
from extractor.gold.model import Gold
from extractor.record import Record
from extractor.writers import Layout


def write(articles: Iterable[Record | Gold], layout: Layout) -> Iterator[bytes]:
    """The tasks, to be imported."""
    return tasks(sheets(articles, layout.tell), layout.tell)


def save_folder(articles: Iterable[Record | Gold], path: Path, layout: Layout) -> None:
    """`tasks.json`, and `labels.xml` for the project's labelling interface."""
    with (path / "tasks.json").open("wb") as file:
        file.writelines(write(articles, layout))
    (path / "labels.xml").write_text(labelling_configuration(), encoding="utf-8")
