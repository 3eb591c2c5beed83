"""Options that several commands share, and callbacks that turn what an option says into a value.

Each callback raises `click.BadParameter`, which shows an example of what would do.
"""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import TYPE_CHECKING

import click

from extractor import __version__
from extractor.cli.guard import show_tracebacks
from extractor.mention import KINDS, Kind

if TYPE_CHECKING:
    from extractor.patterns import Patterns

HELP = {"help_option_names": ["-h", "--help"]}


def day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """A day as YYYY-MM-DD and in no other way: 03/04/2024 is two days."""
    if value is None:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise click.BadParameter(f"{value!r} is not a date; write it as YYYY-MM-DD, such as 2024-03-15")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not in the calendar; it takes a day such as 2024-03-15") from None


def kinds(_: click.Context, __: click.Parameter, value: str | None) -> frozenset[Kind] | None:
    """Some of the record's lists, joined by commas."""
    if value is None:
        return None
    asked = [name.strip().lower() for name in value.split(",")]
    for name in asked:
        if name not in KINDS:
            raise click.BadParameter(f"{name!r} is none of {','.join(KINDS)}; join several by commas")
    return frozenset(kind for kind in KINDS if kind in asked)


def probability(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """A number from 0 to below 1: nothing that was found is certain."""
    if value is None:
        return None
    try:
        number = float(value)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1:
        raise click.BadParameter(f"{value!r} is no probability; give a number from 0 to below 1, such as 0.8")
    return number


def text_encoding(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A text encoding that Python knows, under its usual name."""
    if value is None:
        return None
    try:
        name = codecs.lookup(value).name
        "a".encode(name)  # fails for codecs that are not of text, such as hex
    except (LookupError, ValueError):
        examples = "utf-8, cp1252, latin-1, utf-16 or gb18030"
        raise click.BadParameter(f"{value!r} is no text encoding; try {examples}") from None
    return name


def _debug(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        show_tracebacks(ctx)


def patterns_of(_: click.Context, __: click.Parameter, value: str | None) -> Patterns | None:
    """The patterns of a file, read before anything else is done."""
    if value is None:
        return None
    from extractor.patterns import BadPatterns, read_patterns

    try:
        return read_patterns(value)
    except BadPatterns as error:
        raise click.BadParameter(str(error)) from error


# What every command that extracts takes, so that a record is the same whichever made it.
only_option = click.option(
    "--only", callback=kinds, metavar="KINDS", help=f"Leave the other lists empty: {','.join(KINDS)}."
)
date_option = click.option(
    "--date", callback=day, metavar="YYYY-MM-DD", help="When the articles came out, for 'last Tuesday'."
)
model_option = click.option(
    "--model", metavar="NAME", help="A spaCy pipeline with an NER component, by name or folder."
)
patterns_option = click.option(
    "--patterns", callback=patterns_of, metavar="FILE", help="Your own courts, cases, offences, … in TOML."
)
min_confidence_option = click.option(
    "--min-confidence", callback=probability, metavar="P", help="Leave out what is less probable than P (0 to 1)."
)
encoding_option = click.option(
    "--encoding", callback=text_encoding, metavar="NAME", help="Of the files, where detection is wrong."
)
version_option = click.version_option(__version__, prog_name="extractor", message="%(prog)s %(version)s")
debug_option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_debug,
    help="Show where an unexpected error came from; so does EXTRACTOR_DEBUG=1.",
)
