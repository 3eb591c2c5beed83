"""What docs/readers.md says is what the readers do."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.readers import formats, limits
from extractor.readers.jsonl import FIELDS

DOCS = (Path(__file__).parents[2] / "docs" / "readers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", FIELDS)
def test_names_of_fields(field: str) -> None:
    assert f"| {field} | " + " ".join(f"`{name}`" for name in FIELDS[field]) + " |" in DOCS


@pytest.mark.parametrize(
    ("limit", "figure"),
    [
        ("One document, as it lies there and unpacked", f"{limits.MOST_BYTES // limits.MIB} MiB"),
        ("One HTML page", f"{limits.MOST_HTML // limits.MIB} MiB"),
        ("One line of JSON Lines", f"{limits.MOST_LINE // limits.MIB} MiB"),
        ("Pages of a PDF", f"{limits.MOST_PAGES:,}"),
        ("Letters in a PDF", f"{limits.MOST_LETTERS // 1_000_000} million"),
        ("Time for the pages of a PDF", f"{limits.MOST_SECONDS:.0f} seconds"),
    ],
)
def test_limits(limit: str, figure: str) -> None:
    assert f"| {limit} | {figure}" in DOCS


@pytest.mark.parametrize(
    "format", [formats.HTML, formats.PDF, formats.DOCX, formats.MAIL, formats.JSONL, formats.WARC], ids=lambda f: f.name
)
def test_formats(format: formats.Format) -> None:
    (row,) = (line for line in DOCS.splitlines() if line.endswith(f"| `{format.name}` |"))
    assert (f"the extra `{format.extra}` (" in row) == bool(format.extra)
    assert ("| one a " in row) == format.many
