"""What a reader found in a file: the text of an article, and what the file says about it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Text(NamedTuple):
    """The text of an article, which offsets count in from here on. Null or empty is what the file does not tell."""

    text: str
    warnings: tuple[str, ...] = ()
    """What the reader had to decide on its own, or left out: clauses without a full stop."""
    title: str | None = None
    published: date | None = None
    """The day, as the file's own data tell it."""
    seen: date | None = None
    """A day on which it was out already: a makeshift, for want of any other."""
    pages: tuple[int, ...] = ()
    """Where each page begins in `text`; empty for what has no pages."""
