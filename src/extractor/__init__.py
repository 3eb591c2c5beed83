"""Reads news about courts: who was sentenced to what, by which court, when, for what, in which case.

import extractor
ex = extractor.load()
record = ex.extract("A Paris court jailed Jean Dupont for six years on Tuesday.", date="2024-03-15")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Article", "Extractor", "Patterns", "Record", "load"]

if TYPE_CHECKING:
    from extractor.article import Article
    from extractor.patterns import Patterns
    from extractor.pipeline import Extractor, load
    from extractor.record import Record

_HOMES = {
    "Article": "article",
    "Extractor": "pipeline",
    "Patterns": "patterns",
    "Record": "record",
    "load": "pipeline",
}


def __getattr__(name: str) -> Any:
    """Import on first use: `import extractor` alone loads no spaCy."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"extractor.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'extractor' has no attribute {name!r}")
