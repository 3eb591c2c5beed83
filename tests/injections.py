"""Strings that try something with whatever shows or reads them: `injections.json`, by what they try.

An entry is a string, or an object that says which string to repeat how often.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_GROUPS: dict[str, list[Any]] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))


def _text(entry: Any) -> str:
    return entry if isinstance(entry, str) else entry["repeat"] * entry["times"]


INJECTIONS: dict[str, str] = {
    f"{group} {number}": _text(entry) for group, entries in _GROUPS.items() for number, entry in enumerate(entries, 1)
}
"""All of them, each under a name for the test's id."""

UNENCODABLE = {name: text for name, text in INJECTIONS.items() if any("\ud800" <= char <= "\udfff" for char in text)}
"""Those with lone surrogates, which UTF-8 does not have: nothing that is read from bytes holds them."""
ENCODABLE = {name: text for name, text in INJECTIONS.items() if name not in UNENCODABLE}
