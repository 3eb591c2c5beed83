"""Reading gold and what it is compared with: whatever is wrong in a file is said in one line, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from extractor.errors import ExtractorError

_Shape = TypeVar("_Shape")


class Unusable(ExtractorError):
    """A gold file, a file of predictions or a file of floors cannot be used."""

    def __init__(self, place: str | Path, why: str) -> None:
        """`place` names the file and, where there is one, the line; `why` is a clause without a full stop."""
        super().__init__(f"{place}: {why}")


def read_text(path: Path) -> str:
    """The text of a UTF-8 file as a reader of articles gives it: line ends as they are, no byte order mark.

    Raises `Unusable`.
    """
    return decoded(read_bytes(path), path).removeprefix("\ufeff")


def encoded(text: str) -> bytes:
    """A text as `read_text` gives it back: a byte order mark that is its own first character has one before it."""
    return f"\ufeff{text}".encode() if text.startswith("\ufeff") else text.encode()


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `Unusable`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unusable(path, f"cannot be read ({error.strerror})") from error


def decoded(content: bytes, place: str | Path) -> str:
    """UTF-8 as text. Raises `Unusable`, which names the first byte that is none."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise Unusable(place, f"not UTF-8 at byte {error.start}") from error


def parse_json(text: str, place: str | Path) -> Any:
    """JSON as plain objects. Raises `Unusable`, which names the place in `text`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = position(text, error.pos) if "\n" in text else f"column {error.colno}"
        raise Unusable(place, f"malformed JSON at {where}: {error.msg}") from error
    except RecursionError as error:
        raise Unusable(place, "malformed JSON: nested too deeply") from error
    except ValueError as error:
        raise Unusable(place, "malformed JSON: a number of too many digits") from error


def shaped(plain: Any, shape: type[_Shape], place: str | Path) -> _Shape:
    """Plain objects as `shape`. Raises `Unusable`, which names the first field that does not fit."""
    try:
        return msgspec.convert(plain, shape)
    except msgspec.ValidationError as error:
        raise Unusable(place, str(error)) from error


def position(text: str, offset: int) -> str:
    """Where `offset` lies, for people: "line 3 column 14"."""
    line_start = text.rfind("\n", 0, offset) + 1
    return f"line {text.count(chr(10), 0, offset) + 1} column {offset - line_start + 1}"
