"""The colours of the kinds in the tools of annotators: those that the extractor shows them in itself."""

from __future__ import annotations

from extractor.gold.model import LISTS, Kind
from extractor.writers.highlight import COLOURS

LABEL_COLOURS: dict[Kind, str] = {kind: COLOURS[name][1] for kind, name in LISTS.items()}
