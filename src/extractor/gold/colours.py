"""The colours of the kinds in the tools of annotators: those of `extractor report` by day."""

from __future__ import annotations

from extractor.gold.model import Kind

LABEL_COLOURS: dict[Kind, str] = {
    "PERSON": "#d3ecd5",
    "COURT": "#d4e3f9",
    "DATE": "#ebdaf2",
    "SENTENCE": "#f9d4cf",
    "CASE": "#f5e9b4",
}
