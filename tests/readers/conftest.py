"""Reading what a test wrote, in short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from extractor.article import Article
from extractor.errors import Unreadable
from extractor.readers import articles

Found = list[Article | Unreadable]
Read = Callable[..., Found]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Writes bytes to a file of that name in an empty folder, and gives all that `articles` finds in it."""
    monkeypatch.chdir(tmp_path)

    def read(data: bytes, name: str, *, encoding: str | None = None, given: date | None = None) -> Found:
        Path(name).write_bytes(data)
        return list(articles(name, encoding=encoding, given=given))

    return read


@pytest.fixture
def refused(read: Read) -> Callable[[bytes, str], str]:
    """The line with which such a file is refused as a whole. That it is one line, with a remedy, is checked."""

    def refused(data: bytes, name: str) -> str:
        with pytest.raises(Unreadable) as caught:
            read(data, name)
        message = str(caught.value)
        assert message.startswith(f"{name}: it") and "; " in message and "\n" not in message
        return message

    return refused
