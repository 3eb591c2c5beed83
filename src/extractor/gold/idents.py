"""Ids of articles: each can be the name of a file."""

from __future__ import annotations

import re
from pathlib import PurePath

_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|]+|^\.+')
_LONGEST = 150
"""Of an id, in bytes."""


def ident(source: str | None) -> str:
    """The id of the article from `source`: the name of its file without the suffix, fit to be one.

    >>> ident("news/port-fraud.txt"), ident("corpus.jsonl#a/12"), ident("https://example.org/2024/fire/"), ident(None)
    ('port-fraud', 'corpus-a_12', 'fire', 'article')
    """
    whole, _, part = (source or "").partition("#")
    path = PurePath(whole)
    name = f"{path.stem}-{part}" if part and path.suffix else PurePath(source or "").stem
    return _fit(name) or "article"


def _fit(name: str) -> str:
    fit = _UNFIT.sub("_", name).strip(" ").encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
    return fit.rstrip(" .")


def free(wanted: str, taken: set[str]) -> str:
    """`wanted`, with a number behind it if there is one of that name already; case makes no difference."""
    wanted = _fit(wanted) or "article"
    name, n = wanted, 1
    while name.casefold() in taken:
        n += 1
        name = f"{wanted}-{n}"
    taken.add(name.casefold())
    return name
