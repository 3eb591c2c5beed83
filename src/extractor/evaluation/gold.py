"""A folder of gold files, in any of three formats: our JSON, marked-up text, brat standoff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from extractor.evaluation.brat import parse_brat
from extractor.evaluation.files import EvaluationError, parse_json, position, read_text, shaped
from extractor.evaluation.marks import parse_marked
from extractor.evaluation.model import Expected, Gold, Kind, Mark, publication_day


class _Mention(msgspec.Struct):
    """One mention, as the JSON has it."""

    type: Kind
    start: int
    end: int
    optional: bool = False
    id: int | str | None = None
    value: str | None = None
    text: str | None = None


class _GoldFile(msgspec.Struct):
    """The gold of one article, as the JSON has it."""

    mentions: list[_Mention]
    date: str | None = None
    sentences: dict[str, Expected] = {}
    people: dict[str, list[str]] = {}


def read_folder(folder: Path) -> list[Gold]:
    """All gold files in `folder`, by name; of one article in several formats the first of `_READERS`.

    Raises `EvaluationError` for a folder that is missing or holds no gold, and for the first file that is
    malformed or has no text.
    """
    try:
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise EvaluationError(folder, f"cannot be read as a folder ({error.strerror})") from error
    chosen: dict[str, Path] = {}
    for suffix in _READERS:
        for path in (folder / name for name in names if name.endswith(suffix)):
            chosen.setdefault(path.stem, path)
    if not chosen:
        raise EvaluationError(folder, "holds no gold files (ID.json with ID.txt, ID.marked, or ID.ann with ID.txt)")
    return [_READERS[path.suffix](path) for _, path in sorted(chosen.items())]


def _read_json(path: Path) -> Gold:
    plain = shaped(parse_json(read_text(path), path), _GoldFile, path)
    text = _text_of(path)
    return Gold(
        path.stem,
        text,
        publication_day(plain.date, path),
        [_mark(mention, text, f"{path}: mentions[{n}]") for n, mention in enumerate(plain.mentions)],
        plain.sentences,
        plain.people,
    )


def _mark(mention: _Mention, text: str, place: str) -> Mark:
    there = text[max(0, mention.start) : mention.end]
    if not 0 <= mention.start <= mention.end <= len(text):
        raise EvaluationError(place, f"{mention.start} to {mention.end} is not within the text (0 to {len(text)})")
    if mention.text is not None and mention.text != there:
        raise EvaluationError(place, f"is '{mention.text}', but the text there is '{there}'")
    ident = None if mention.id is None else str(mention.id)
    return Mark(mention.type, mention.start, mention.end, mention.optional, ident, mention.value)


def _read_marked(path: Path) -> Gold:
    """Marked-up text; where the article lies beside it, the two may differ in final line ends only."""
    gold = parse_marked(read_text(path), path.stem, str(path))
    beside = path.with_suffix(".txt")
    if not beside.exists():
        return gold
    text = read_text(beside)
    if text.rstrip("\r\n") == gold.text.rstrip("\r\n"):
        return msgspec.structs.replace(gold, text=text)
    pairs = enumerate(zip(text, gold.text, strict=False))
    first = next((n for n, (a, b) in pairs if a != b), min(len(text), len(gold.text)))
    raise EvaluationError(path, f"its text differs from {beside.name}, there at {position(text, first)}")


def _read_brat(path: Path) -> Gold:
    return parse_brat(read_text(path), _text_of(path), path.stem, str(path))


def _text_of(path: Path) -> str:
    """The article that a gold file is about."""
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        raise EvaluationError(path, f"its text {beside.name} is missing")
    return read_text(beside)


_READERS: dict[str, Callable[[Path], Gold]] = {
    ".json": _read_json,
    ".marked": _read_marked,
    ".ann": _read_brat,
}
