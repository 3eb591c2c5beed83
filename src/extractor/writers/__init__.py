"""Writers: records to bytes, to a file, or to the files of a folder.

Which formats there are is decided here, in `FORMATS`; what each is and takes, by its `Format`. The writer of a format
is the module of this package that is named after it, with `_` for `-`. It is imported when it is asked for, and has
a function for each of its shapes:

    write(records, layout) -> Iterator[bytes]      "stream": the pieces, each as soon as its record is there
    save(records, path, layout) -> None            "file": makes the file at `path`, where there is none yet
    save_folder(records, path, layout) -> None     "folder": puts files into the folder at `path`, which is empty

The caller puts files and folders into their place when they are whole. Each writer makes harmless what its medium
would execute (see `safe`); JSON stays exact. No records make no bytes of a stream. The same records make the same
bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from extractor.errors import LibraryMissing
from extractor.mention import Kind

if TYPE_CHECKING:
    from extractor.gold.model import Gold
    from extractor.record import Record

Shape = Literal["stream", "file", "folder"]
RowKind = Kind | Literal["mentions"]
ROW_KINDS: tuple[RowKind, ...] = ("mentions", *get_args(Kind))


def silent(_: str) -> None:
    """Tells nobody."""


class Layout(NamedTuple):
    """What a writer may need to know. `width` is in columns of a terminal."""

    many: bool = False
    """Several inputs: JSON is an array then, else one object."""
    kind: RowKind | None = None
    """A row for each of these instead of what is usual, where the format has rows."""
    width: int = 80
    colour: bool = False
    tell: Callable[[str], None] = silent
    """Takes a line for the user, about what the format cannot hold."""


class Format(NamedTuple):
    """One way to write records."""

    about: str
    """What it is, in a few words, for the help page."""
    shapes: tuple[Shape, ...] = ("stream",)
    """What it can be; the first is the usual one. A folder is taken where the output's name is of one."""
    suffixes: tuple[str, ...] = ()
    """Names that end so are of this format, if no format is asked for."""
    rows: bool = False
    """It has `Layout.kind`."""
    text: Literal["no", "may", "must"] = "no"
    """Whether the records can or must hold their article's text."""
    library: str = ""
    """The module that must be importable, if it is none that the package always needs."""
    extra: str = ""
    """The extra of the package that installs it."""
    guarded: bool = False
    """The module's `is_ours(path)` says if it made a file; one that it did not make is not replaced unasked."""
    gold: bool = False
    """It is one of annotators and modellers, and can be made of gold as well as of records."""


FORMATS: dict[str, Format] = {
    "table": Format("tables for the eye"),
    "explain": Format("how each mention was found, in words"),
    "json": Format("the records, indented", suffixes=(".json",), text="may"),
    "jsonl": Format("a record a line", suffixes=(".jsonl", ".ndjson"), text="may", rows=True),
    "csv": Format("a row for each mention", ("stream", "folder"), (".csv",), rows=True),
    "tsv": Format("the same with tabs", ("stream", "folder"), (".tsv", ".tab"), rows=True),
    "sqlite": Format("a database", ("file",), (".db", ".sqlite", ".sqlite3"), text="may", guarded=True),
    "parquet": Format(
        "columns for DuckDB, pandas and Spark",
        ("file", "folder"),
        (".parquet",),
        rows=True,
        text="may",
        library="pyarrow",
        extra="parquet",
    ),
    "ftm": Format("FollowTheMoney entities, for OpenAleph", suffixes=(".ftm.json", ".ftm.jsonl"), text="may"),
    "jsonld": Format("JSON-LD with the words of schema.org", suffixes=(".jsonld",), text="may"),
    "gold": Format("gold files, to be corrected", ("folder",), text="must", gold=True),
    "brat": Format("standoff files for brat", ("folder",), text="must", gold=True),
    "label-studio": Format("tasks for Label Studio", ("stream", "folder"), text="must", gold=True),
    "prodigy": Format("tasks for Prodigy", text="must", gold=True),
    "docbin": Format("a DocBin of spaCy", ("file",), suffixes=(".spacy",), text="must", gold=True),
    "conll": Format("tokens with IOB2 tags", suffixes=(".conll", ".iob"), text="must", gold=True),
}


def format_of(name: str) -> str | None:
    """The format of files that are called so; None if no format claims it. The longest suffix decides."""
    fitting = ((suffix, format) for format, about in FORMATS.items() for suffix in about.suffixes)
    found = max(
        (pair for pair in fitting if name.lower().endswith(pair[0])), key=lambda pair: len(pair[0]), default=None
    )
    return found[1] if found else None


def check(format: str) -> None:
    """Raises `LibraryMissing` if a library that the format needs is not installed."""
    needs = FORMATS[format]
    if needs.library and find_spec(needs.library) is None:
        raise LibraryMissing(f"--format {format}", needs.library, needs.extra)


def write(format: str, records: Iterable[Record | Gold], layout: Layout) -> Iterator[bytes]:
    """The output of a stream in pieces, each ready as soon as its record is."""
    pieces: Iterator[bytes] = _module(format).write(records, layout)
    return pieces


def save(format: str, records: Iterable[Record | Gold], path: Path, layout: Layout, shape: Shape = "file") -> None:
    """Make the file at `path`, or with the shape "folder" fill the empty folder there. Raises `OSError` and others."""
    module = _module(format)
    (module.save_folder if shape == "folder" else module.save)(records, path, layout)


def is_ours(format: str, path: Path) -> bool:
    """False if the file at `path` must not be replaced unasked, because the format is one that holds others' work."""
    return not FORMATS[format].guarded or bool(_module(format).is_ours(path))


def _module(format: str) -> Any:
    return import_module(f"extractor.writers.{format.replace('-', '_')}")
