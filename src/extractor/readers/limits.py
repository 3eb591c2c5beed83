"""Limits against files made to hurt, and the reading that keeps to them.

Plain text has no limit. What must be unpacked or parsed as a whole has, because a few kilobytes can stand for
gigabytes. Files of many articles are read piece by piece: there the limits are on one article.
"""

from __future__ import annotations

import io

from extractor.errors import Unreadable

MIB = 1024 * 1024
MOST_BYTES = 256 * MIB
"""Of one document as it lies there, and of one when it is unpacked."""
MOST_HTML = 16 * MIB
"""Of one HTML page: its tree takes ten times as much memory."""
MOST_LINE = 64 * MIB
"""Of one line of JSON Lines."""
MOST_PAGES = 5_000
MOST_LETTERS = 20_000_000
"""Of one PDF."""
MOST_SECONDS = 300.0
"""For the pages of one PDF; looked at between pages."""


def read_all(stream: io.BufferedIOBase, name: str, most: int = MOST_BYTES) -> bytes:
    """All of `stream`, which may hold `most` bytes. Raises `Unreadable`."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise too_large(name, most)
    return data


def too_large(name: str, most: int) -> Unreadable:
    """For what is longer than `most` bytes."""
    return Unreadable(name, f"it holds more than {most // MIB} MiB", "split it, or take out its text first")
