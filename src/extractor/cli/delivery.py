"""Where the records of a command go and as what: the options that say so, and what goes together."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.guard import say
from extractor.cli.output import STDOUT, made, opened
from extractor.cli.terminal import stdout_is_terminal, width
from extractor.errors import Unwritable
from extractor.writers import FORMATS, ROW_KINDS, Layout, RowKind, Shape, check, format_of, is_ours, save, write

if TYPE_CHECKING:
    from extractor.gold.model import Gold
    from extractor.record import Record

_PLAIN = "jsonl"
_GZIP = 31
"""What zlib calls a gzip head; it writes no time into it."""


def _named(formats: Iterable[str]) -> str:
    """As a choice in words: "csv, jsonl or tsv"."""
    *most, last = formats
    return f"{', '.join(most)} or {last}" if most else last


_WITH_ROWS = _named(format for format, about in FORMATS.items() if about.rows)
_WITH_FOLDER = _named(format for format, about in FORMATS.items() if "folder" in about.shapes)
WITH_TEXT = _named(format for format, about in FORMATS.items() if about.text != "no")
FORMATS_HELP = "\b\nFormats:\n" + "\n".join(f"  {format:<12} {about.about}" for format, about in FORMATS.items())
"""For the end of a help page."""


@dataclass(frozen=True)
class Delivery:
    """What the command line asks for. None where it does not say."""

    asked: str | None = None
    kind: RowKind | None = None
    output: str | None = None
    force: bool = False

    @property
    def format(self) -> str:
        """The format asked for, else the one of the output's name, else what suits eyes or programs."""
        if self.asked:
            return self.asked
        if not self._piped:
            return format_of(self._name.removesuffix(".gz")) or _PLAIN
        return "table" if stdout_is_terminal() and not self.kind else _PLAIN

    def text(self, asked: bool) -> bool:
        """True if the records are to hold their article's text. Raises `click.UsageError` if that is of no use."""
        text = FORMATS[self.format].text
        if asked and (self.kind or text == "no"):
            raise click.UsageError(f"--with-text goes with --format {WITH_TEXT}, without --kind and --flat")
        return asked or text == "must"

    def check(self, inputs: Iterable[str]) -> None:
        """Before anything is read or written: raises `click.UsageError` for what does not go together.

        Also `LibraryMissing`. `inputs` are the files that are going to be read.
        """
        if any(same_file(self._name, file) for file in inputs):
            raise click.UsageError(f"--output {self._name} is one of the inputs; choose another name")
        if self._is_folder and not self.asked:
            raise click.UsageError(f"{self._name} is a folder: say with --format what it gets, {_WITH_FOLDER}")
        if self.kind and not FORMATS[self.format].rows:
            raise click.UsageError(f"--kind and --flat go with --format {_WITH_ROWS}, not {self.format}")
        if self.kind and self._shape == "folder":
            raise click.UsageError(
                f"a folder gets a file of each kind; leave --kind out, or name a file in {self._name}"
            )
        self._check_shape()
        check(self.format)
        self._check_old()

    def deliver(self, records: Iterable[Record | Gold], *, many: bool) -> None:
        """Write them, gold only in a format that can be made of it. Raises `Unwritable`.

        Nothing is put in its place if there are none. `many` as in `Layout`.
        """
        on_screen = self._piped and stdout_is_terminal()
        layout = Layout(many=many, kind=self.kind, width=width(), colour=on_screen, tell=say)
        if self._shape == "stream":
            pieces = write(self.format, records, layout)
            with opened(self.output) as put:
                for piece in _gzipped(pieces) if self._name.endswith(".gz") else pieces:
                    put(piece)
            return
        rest = iter(records)
        first = next(rest, None)
        if first is not None:
            with made(self._name, folder=self._shape == "folder") as part:
                save(self.format, chain([first], rest), part, layout, self._shape)

    @property
    def _name(self) -> str:
        return self.output or STDOUT

    @property
    def _piped(self) -> bool:
        return self._name == STDOUT

    @property
    def _is_folder(self) -> bool:
        """True if the output's name can only be one of a folder."""
        return not self._piped and (self._name.endswith("/") or Path(self._name).is_dir())

    @property
    def _shape(self) -> Shape:
        return "folder" if self._is_folder else FORMATS[self.format].shapes[0]

    def _check_shape(self) -> None:
        """The output can be what the format makes."""
        path, shape = Path(self._name), self._shape
        if shape not in FORMATS[self.format].shapes:
            raise click.UsageError(f"{self.format} goes to a file, and {self._name} is a folder")
        if shape == "stream":
            return
        if self._piped:
            raise click.UsageError(f"{self.format} makes a {shape}, which no pipe can carry; name it with --output")
        if self._name.endswith(".gz"):
            raise click.UsageError(f"{self.format} makes a {shape} that is not compressed; leave .gz out")
        if path.exists() and not (path.is_dir() if shape == "folder" else path.is_file()):
            raise click.UsageError(f"{self.format} makes a {shape}, and {self._name} is something else")

    def _check_old(self) -> None:
        """Nothing is lost that somebody may need."""
        path, shape = Path(self._name), self._shape
        if self.force or self._piped or not path.exists():
            return
        if shape == "folder" and any(path.iterdir()):
            raise click.UsageError(
                f"{self._name} is not empty; choose another name, or give --force to replace files of the same names"
            )
        try:
            ours = not path.is_file() or is_ours(self.format, path)
        except OSError as error:
            raise Unwritable(self._name, error) from error
        if not ours:
            raise click.UsageError(
                f"{self._name} is there and was not made by the extractor; choose another name, or give --force to"
                " replace it"
            )


def delivery_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that writes records; they come as the one argument `delivery`."""

    @wraps(command)
    def with_delivery(*args: Any, **given: Any) -> None:
        asked, flat, kind = given.pop("format"), given.pop("flat"), given.pop("kind")
        rows: RowKind | None = kind or ("mentions" if flat else None)
        command(*args, delivery=Delivery(asked, rows, given.pop("output"), given.pop("force")), **given)

    for option in reversed(_OPTIONS):
        with_delivery = option(with_delivery)
    return with_delivery


_OPTIONS = (
    click.option(
        "-f",
        "--format",
        type=click.Choice(tuple(FORMATS)),
        metavar="FORMAT",
        help="One of those below. Else by the name of --output, else table on a terminal and jsonl elsewhere.",
    ),
    click.option("--flat", is_flag=True, help="The same as --kind mentions."),
    click.option(
        "--kind",
        type=click.Choice(ROW_KINDS),
        metavar="KIND",
        help=f"A row for each of these instead of what is usual: {', '.join(ROW_KINDS)}. For {_WITH_ROWS}.",
    ),
    click.option(
        "-o", "--output", metavar="FILE", help="Write there, all at once when everything is done; some can be a folder."
    ),
    click.option("--force", is_flag=True, help="Replace a database that is not from here, or files in a folder."),
)


def same_file(one: str, other: str) -> bool:
    """True if both names are of one file that exists."""
    try:
        return Path(one).samefile(other)
    except OSError:  # one of them does not exist
        return False


def _gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(wbits=_GZIP)
    begun = False
    for piece in pieces:
        begun = True
        yield packer.compress(piece)
    if begun:
        yield packer.flush()
