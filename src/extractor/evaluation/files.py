"""Reading the files of an evaluation: whatever is wrong in one is said in one line, with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from extractor.errors import ExtractorError

_Shape = TypeVar("_Shape")


class EvaluationError(ExtractorError):
    """A gold file, a file of predictions or a file of floors cannot be used."""

    def __init__(self, place: str | Path, why: str) -> None:
        """`place` names the file and, where there is one, the line; `why` is a clause without a full stop."""
        super().__init__(f"{place}: {why}")


def read_text(path: Path) -> str:
    """The text of a UTF-8 file as a reader of articles gives it: line ends as they are, no byte order mark.

    Raises `EvaluationError`.
    """
    return decoded(read_bytes(path), path).removeprefix("\ufeff")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises `EvaluationError`."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvaluationError(path, f"cannot be read ({error.strerror})") from error


def decoded(content: bytes, place: str | Path) -> str:
    """UTF-8 as text. Raises `EvaluationError`, which names the first byte that is none."""
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise EvaluationError(place, f"not UTF-8 at byte {error.start}") from error


def parse_json(text: str, place: str | Path) -> Any:
    """JSON as plain objects. Raises `EvaluationError`, which names the place in `text`."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = position(text, error.pos) if "\n" in text else f"column {error.colno}"
        raise EvaluationError(place, f"malformed JSON at {where}: {error.msg}") from error
    except RecursionError as error:
        raise EvaluationError(place, "malformed JSON: nested too deeply") from error
    except ValueError as error:
        raise EvaluationError(place, "malformed JSON: a number of too many digits") from error


def shaped(plain: Any, shape: type[_Shape], place: str | Path) -> _Shape:
    """Plain objects as `shape`. Raises `EvaluationError`, which names the first field that does not fit."""
    try:
        return msgspec.convert(plain, shape)
    except msgspec.ValidationError as error:
        raise EvaluationError(place, str(error)) from error


def position(text: str, offset: int) -> str:
    """Where `offset` lies, for people: "line 3 column 14"."""
    line_start = text.rfind("\n", 0, offset) + 1
    return f"line {text.count(chr(10), 0, offset) + 1} column {offset - line_start + 1}"
