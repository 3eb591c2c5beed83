r"""The marked training text: stories with inline marks, several to a file.

    === voa_00040_00044
    Police said [D Tuesday] that [P Omar Khayam] was arrested in [G Bedford].

`[P text]` is a mention, `[~P text]` an optional one: careful readers may differ, so it is no evidence either way.
Marks are never nested. A bracket or a backslash of the text itself is written `\[`, `\]`, `\\`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extractor.training.examples import Entity, marked

LABELS = {
    "P": "PERSON", "C": "COURT", "D": "DATE", "S": "SENTENCE", "K": "CASE",
    "O": "ORG", "G": "GPE", "N": "NORP", "L": "LOC",
}  # fmt: skip

_HEAD = re.compile(r"^=== (\S+)[ \t]*\n", re.M)
_TOKEN = re.compile(r"\\[\[\]\\]|\[~?[A-Z] |[\[\]\\]")


class BadMark(ValueError):
    """A malformed mark; the text says which, and in which story."""


@dataclass(frozen=True, order=True)
class Mark:
    """A mention `text[start:end]`."""

    start: int
    end: int
    letter: str
    optional: bool = False


@dataclass(frozen=True)
class Story:
    """One story: its text without marks, and the marks in order."""

    id: str
    text: str
    marks: tuple[Mark, ...]


def read_files(files: list[Path]) -> list[Story]:
    """The stories of these files, in order. Raises `BadMark`."""
    return [story for file in files for story in _stories(file.read_text("utf-8"))]


def _stories(content: str) -> Iterator[Story]:
    heads = list(_HEAD.finditer(content))
    ends = [head.start() for head in heads[1:]] + [len(content)]
    for head, end in zip(heads, ends, strict=True):
        yield _story(head[1], content[head.end() : end].rstrip("\n"))


def _story(name: str, body: str) -> Story:
    text, at = "", 0
    marks: list[Mark] = []
    opened: tuple[int, str] | None = None
    for token in _TOKEN.finditer(body):
        text += body[at : token.start()]
        at, found = token.end(), token[0]
        if found[0] == "\\" and len(found) == 2:
            text += found[1]
        elif found.strip("[~ ") in LABELS and not opened:
            opened = len(text), found
        elif found == "]" and opened and len(text) > opened[0]:
            marks.append(Mark(opened[0], len(text), opened[1].strip("[~ "), "~" in opened[1]))
            opened = None
        else:
            raise BadMark(f"{name}: `{found}` makes no mark: …{body[max(0, token.start() - 30) : at + 30]!r}…")
    if opened:
        raise BadMark(f"{name}: a mark is never closed")
    return Story(name, text + body[at:], tuple(marks))


def as_doc(nlp: Language, story: Story, labels: frozenset[str]) -> Doc:
    """The story with its marks of these labels as entities, optional ones as `marked` does with unsure ones."""
    marks = ((mark, LABELS[mark.letter]) for mark in story.marks)
    entities = (Entity(m.start, m.end, label, not m.optional) for m, label in marks if label in labels)
    return marked(nlp.make_doc(story.text), entities)
