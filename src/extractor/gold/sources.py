"""Where gold comes from: a folder of gold files, or a file that a tool of annotators exported; told by the content."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from extractor.gold.brat import PUBLISHED, parse_brat, published_days
from extractor.gold.conll import MARKER, parse_conll
from extractor.gold.docbin import parse_docbin
from extractor.gold.files import Unusable, decoded, parse_json, position, read_text, shaped
from extractor.gold.label_studio import parse_tasks
from extractor.gold.marks import parse_marked
from extractor.gold.model import Gold
from extractor.gold.ours import GoldFile, gold_of_file
from extractor.gold.prodigy import parse_lines
from extractor.gold.sheets import Tell
from extractor.readers.limits import read_all
from extractor.readers.source import STDIN, name_of, opened
from extractor.record import SCHEMA

_ZLIB = (b"x\x01", b"x^", b"x\x9c", b"x\xda")
_KNOWN = "a gold file, an export of Label Studio (JSON), of Prodigy (JSON Lines), a DocBin of spaCy, or CoNLL of ours"


def read_gold(source: Path, tell: Tell) -> Iterator[Gold | Unusable]:
    """The gold in a folder or a file; `-` is standard input. `tell` is told what is passed over.

    What of it cannot be used is yielded as `Unusable`, and the rest goes on. Raises `Unusable` for what is no gold at
    all, and `Unreadable`.
    """
    return _read_files(source) if source.is_dir() else _read_export(source, tell)


def read_folder(folder: Path) -> list[Gold]:
    """All gold files in `folder`. Raises `Unusable`, also for the first file that is malformed or has no text."""
    return strictly(_read_files(folder))


def strictly(found: Iterator[Gold | Unusable]) -> list[Gold]:
    """All of it. Raises the first `Unusable`."""
    golds = []
    for one in found:
        if isinstance(one, Unusable):
            raise one
        golds.append(one)
    return golds


def _read_files(folder: Path) -> Iterator[Gold | Unusable]:
    """The gold files in a folder, by name; of one article in several formats the first of `_READERS`."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        raise Unusable(folder, f"cannot be read as a folder ({error.strerror})") from error
    chosen: dict[str, Path] = {}
    for suffix in _READERS:
        for path in (folder / name for name in names if name.endswith(suffix)):
            chosen.setdefault(path.stem, path)
    if not chosen:
        raise Unusable(folder, "holds no gold files (ID.json with ID.txt, ID.marked, or ID.ann with ID.txt)")
    for _, path in sorted(chosen.items()):
        try:
            yield _READERS[path.suffix](path)
        except Unusable as error:
            yield error


def _read_export(path: Path, tell: Tell) -> Iterator[Gold | Unusable]:
    """The articles in a file."""
    if path.suffix in (".marked", ".ann") and path.exists():
        yield _READERS[path.suffix](path)
        return
    with opened(str(path)) as stream:
        data = read_all(stream, str(path)).removeprefix(BOM_UTF8)
    name = path.stem if str(path) != STDIN else "article"
    place = name_of(str(path))
    if data.startswith(_ZLIB):
        yield from parse_docbin(data, name, place, tell)
    elif data.startswith(MARKER.encode()):
        yield from parse_conll(decoded(data, place), name, place, tell)
    elif data.lstrip().startswith(b"["):
        yield from parse_tasks(shaped(parse_json(decoded(data, place), place), list[object], place), place, tell)
    elif data.lstrip().startswith(b"{"):
        first = _first_object(data, place)
        if first.get("schema") == SCHEMA:
            raise Unusable(place, "holds records, which are no gold until somebody has corrected them")
        if "mentions" in first:
            yield _read_json(path)
        elif "data" in first and "annotations" in first:
            yield from parse_tasks([first], place, tell)
        else:
            yield from parse_lines(data, name, place, tell)
    else:
        raise Unusable(place, f"is nothing that gold is read from: {_KNOWN}")


def _first_object(data: bytes, place: str) -> dict[str, object]:
    """The object in the first line, else the one that all lines are."""
    try:
        return msgspec.json.decode(data.lstrip().split(b"\n", 1)[0], type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return shaped(parse_json(decoded(data, place), place), dict[str, object], place)


def _read_json(path: Path) -> Gold:
    file = shaped(parse_json(read_text(path), path), GoldFile, path)
    return gold_of_file(file, _text_of(path), path.stem, str(path))


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
    raise Unusable(path, f"its text differs from {beside.name}, there at {position(text, first)}")


def _read_brat(path: Path) -> Gold:
    published = path.with_name(PUBLISHED)
    days = _published(published, published.stat().st_mtime_ns) if published.is_file() else {}
    return parse_brat(read_text(path), _text_of(path), path.stem, str(path), days.get(path.stem))


@lru_cache(maxsize=1)
def _published(path: Path, _changed: int) -> dict[str, str]:
    """Read once for all articles of a folder, until it changes."""
    return published_days(read_text(path))


def _text_of(path: Path) -> str:
    """The article that a gold file is about."""
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        raise Unusable(path, f"its text {beside.name} is missing")
    return read_text(beside)


_READERS: dict[str, Callable[[Path], Gold]] = {
    ".json": _read_json,
    ".marked": _read_marked,
    ".ann": _read_brat,
}
