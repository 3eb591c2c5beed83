"""The styles in which a case is named; apart from the finder, so that the record's schema loads without spaCy."""

from __future__ import annotations

from typing import Literal

Style = Literal["versus", "procedural", "news", "incident"]
