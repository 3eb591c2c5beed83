"""Many articles out of few: each with names, words and dates of its own, as long as the one that it is made from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import msgspec

from extractor.record import Record

_LETTERS = "bcdfghjklmnprstvz"
_WORDS = {"text", "title", "name", "aliases", "abbreviation", "roles", "names", "offences", "parties"}


def many(records: list[Record], count: int) -> Iterator[Record]:
    """The letters of the words are exchanged, so that every mention still is what its text says."""
    for number, record in enumerate(islice(cycle(records), count)):
        letters = list(_LETTERS)
        random.Random(number).shuffle(letters)
        changed = _changed(record.to_dict(), str.maketrans(_LETTERS, "".join(letters)), number % 40)
        changed["document"]["source"] += f"#{number}"
        yield msgspec.convert(changed, Record)


def _changed(value: Any, letters: dict[int, int], years: int, key: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _changed(part, letters, years, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_changed(part, letters, years, key) for part in value]
    if isinstance(value, str) and key in _WORDS:
        return value.translate(letters)
    if isinstance(value, str) and key == "value" and value[:4].isdigit():
        return f"{int(value[:4]) - years}{value[4:]}"
    return value
