"""Readers: what a file or a pipe holds, as the text of one article.

`read` is the way in. A new format is a module that makes a `Text` of bytes, and a line in `read`.
"""

from __future__ import annotations

from extractor.readers.source import bytes_of, name_of
from extractor.readers.text import Text, decode

__all__ = ["Text", "name_of", "read"]


def read(source: str, *, encoding: str | None = None) -> Text:
    """The text of `source`: a path, or `-` for standard input. `encoding` overrides what would be detected.

    Raises `Unreadable`, whose one line names the source, what is wrong and the remedy.
    """
    return decode(bytes_of(source), name_of(source), encoding)
