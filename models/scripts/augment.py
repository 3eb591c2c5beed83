"""Stories as other papers would have written them: other names, other honorifics, other quotes, capitals.

Voice of America writes "Mr. Bush", and its people are few. Here are the same stories with names from the extractor's
lexicon, "Mr Bush" or bare "Bush", curly quotes, missing diacritics, a first paragraph in capitals. Marks move along.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

from stories import Mark, Story

Edit = tuple[int, int, str]

_HONORIFIC = re.compile(r"\b(Mr|Mrs|Ms|Dr)\. (?=[A-Z])")
_KEPT = re.compile(
    r"(?:al|bin|ben|abu|van|der|den|de|da|do|dos|del|della|von|di|el|la|le|ibn|U|[A-Z]\.?|Jr\.?|Sr\.?|[IVX]+)", re.I
)
_WORD = re.compile(r"[^\W\d_]+")


class Names:
    """Given names and surnames of the world, from the extractor's lexicon."""

    def __init__(self) -> None:
        """Read both lists."""
        folder = files("extractor.lexicon")
        self.given, self.sur = (
            [line.split("\t")[0] for line in (folder / name).read_text("utf-8").splitlines() if _usable(line)]
            for name in ("given_names.txt", "surnames.txt")
        )


def _usable(line: str) -> bool:
    return bool(line) and line[0] != "#" and "?" not in line and line[0].isupper()


def rewritten(story: Story, edits: list[Edit]) -> Story:
    """The story with stretches of its text replaced; each lies inside one mark or outside all."""
    text, at = "", 0
    moved: list[tuple[int, int]] = []  # from where on, by how much
    for start, end, new in sorted(edits):
        text += story.text[at:start] + new
        at = end
        moved.append((end, len(text) - end))
    text += story.text[at:]

    def place(offset: int) -> int:
        return offset + max(((end, by) for end, by in moved if end <= offset), default=(0, 0))[1]

    return Story(story.id, text, tuple(Mark(place(m.start), place(m.end), m.letter, m.optional) for m in story.marks))


def other_names(story: Story, names: Names, rng: random.Random) -> Iterator[Edit]:
    """Every person gets another name, the same one throughout the story."""
    people = [m for m in story.marks if m.letter == "P"]
    last = {story.text[m.start : m.end].split()[-1] for m in people if " " in story.text[m.start : m.end]}
    chosen: dict[str, str] = {}
    for mark in people:
        words = list(_WORD.finditer(story.text, mark.start, mark.end))
        for i, word in enumerate(words):
            if _KEPT.fullmatch(word[0]) or not word[0][0].isupper():
                continue
            surname = i == len(words) - 1 and (len(words) > 1 or word[0] in last or rng.random() < 0.7)
            new = chosen.setdefault(word[0], rng.choice(names.sur if surname else names.given))
            yield word.start(), word.end(), new


def other_honorifics(story: Story, rng: random.Random) -> Iterator[Edit]:
    """Without the dot, as the British write, or without the honorific, as many papers do from the second mention on."""
    style = rng.choice([" ", " ", ""])
    for found in _HONORIFIC.finditer(story.text):
        if any(m.start == found.end() and m.letter == "P" for m in story.marks):
            yield found.start(), found.end(), found[1] + style if style else ""


def curly(story: Story) -> Iterator[Edit]:
    """Typographic quotes and apostrophes."""
    opening = True
    for found in re.finditer("[\"']", story.text):
        if found[0] == "'":
            yield found.start(), found.end(), "’"
        else:
            yield found.start(), found.end(), "“" if opening else "”"
            opening = not opening


def unaccented(story: Story) -> Iterator[Edit]:
    """Letters without their diacritics."""
    for i, letter in enumerate(story.text):
        plain = unicodedata.normalize("NFD", letter)[0]
        if plain != letter:
            yield i, i + 1, plain


def capitals(story: Story) -> Iterator[Edit]:
    """The first paragraph like a headline."""
    for i, letter in enumerate(story.text[: story.text.find("\n\n")]):
        if len(letter.upper()) == 1 and letter.islower():
            yield i, i + 1, letter.upper()


def varied(story: Story, names: Names, rng: random.Random) -> Story:
    """One story in other clothes."""
    story = rewritten(story, list(other_names(story, names, rng)))
    if rng.random() < 0.7:
        story = rewritten(story, list(other_honorifics(story, rng)))
    if rng.random() < 0.3:
        story = rewritten(story, list(curly(story)))
    if rng.random() < 0.3:
        story = rewritten(story, list(unaccented(story)))
    if rng.random() < 0.08:
        story = rewritten(story, list(capitals(story)))
    return story
