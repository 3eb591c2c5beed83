"""`extractor run`, the default command: articles in, records out."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.guard import FAILED, report, say
from extractor.cli.options import (
    HELP,
    date_option,
    debug_option,
    encoding_option,
    model_option,
    only_option,
    patterns_option,
    version_option,
)
from extractor.cli.output import STDOUT, opened
from extractor.cli.terminal import stdin_is_terminal, stdout_is_terminal, width
from extractor.errors import Unreadable
from extractor.mention import Kind
from extractor.readers import articles, name_of
from extractor.readers.source import STDIN
from extractor.writers import FORMATS, Layout, write

if TYPE_CHECKING:
    from extractor.article import Article
    from extractor.patterns import Patterns
    from extractor.pipeline import Extractor
    from extractor.record import Record

_BY_SUFFIX = {".csv": "csv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_FLAT = ("jsonl", "csv")
_NESTED = ("jsonl", "json")


@dataclass(frozen=True)
class Request:
    """What the command line asks for. None where it does not say."""

    files: tuple[str, ...]
    format: str | None = None
    flat: bool = False
    explain: bool = False
    output: str | None = None
    only: frozenset[Kind] | None = None
    date: date | None = None
    model: str | None = None
    patterns: Patterns | None = None
    encoding: str | None = None
    with_text: bool = False
    quiet: bool = False

    def check(self) -> None:
        """Raises `click.UsageError` for what does not go together, before anything is read or written."""
        if self.explain and self.format not in (None, "explain"):
            raise click.UsageError(f"--explain is a format of its own; leave --format {self.format} out")
        if self.flat and self.settled_format() not in _FLAT:
            raise click.UsageError(f"--flat goes with --format jsonl or csv, not {self.settled_format()}")
        if self.with_text and (self.flat or self.settled_format() not in _NESTED):
            raise click.UsageError("--with-text goes with --format json or jsonl, without --flat")
        if self.output and any(same_file(self.output, file) for file in self.files):
            raise click.UsageError(f"--output {self.output} is one of the articles; choose another name")

    def settled_format(self) -> str:
        """The format asked for, else the one of the output's name, else what suits eyes or programs."""
        if self.explain:
            return "explain"
        if self.format:
            return self.format
        if self.output and self.output != STDOUT:
            return _BY_SUFFIX.get(Path(self.output).suffix.lower(), "jsonl")
        return "table" if stdout_is_terminal() and not self.flat else "jsonl"

    def layout(self) -> Layout:
        """How the writer lays the records out."""
        on_screen = self.output in (None, STDOUT) and stdout_is_terminal()
        return Layout(many=len(self.files) > 1, flat=self.flat, width=width(), colour=on_screen)


@click.command(
    "run",
    context_settings=HELP,
    epilog="Exit status: 0 done, 1 some input failed (the rest is done), 2 wrong usage, 130 interrupted.",
)
@click.argument("files", nargs=-1)
@click.option(
    "-f",
    "--format",
    type=click.Choice(FORMATS),
    help="Else by the name of --output, else table on a terminal and jsonl elsewhere.",
)
@click.option("--flat", is_flag=True, help="With jsonl: an object for each mention, as csv has a row.")
@click.option("--explain", is_flag=True, help="Say in words how each mention was found; the same as --format explain.")
@click.option("-o", "--output", metavar="FILE", help="Write there, all at once when everything is done.")
@only_option
@date_option
@model_option
@patterns_option
@encoding_option
@click.option("--with-text", is_flag=True, help="With json and jsonl: the text that the offsets count in, too.")
@click.option("-q", "--quiet", is_flag=True, help="No warnings.")
@debug_option
@version_option
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Extract people, courts, dates, sentences and cases from FILES: plain text, HTML, PDF, Word, e-mail,
    JSON Lines or WARC, told by their content, also compressed with gzip.

    '-' is standard input, and so is no file at all when something is piped in. Results go to standard output,
    warnings and failures to standard error.
    """
    request = Request(**given)
    if not request.files and stdin_is_terminal():
        click.echo(ctx.get_help())
        return
    request.check()
    job = Job(request, ctx)
    with opened(request.output) as put:
        for piece in write(request.settled_format(), job.records(), request.layout()):
            put(piece)
    if job.failed:
        ctx.exit(FAILED)


class Job:
    """The articles one by one: what fails is named and counted, and the next one is taken."""

    def __init__(self, request: Request, ctx: click.Context) -> None:
        """`failed` counts the articles and files that gave no record."""
        self.failed = 0
        self._request = request
        self._ctx = ctx

    def records(self) -> Iterator[Record]:
        """The records of the articles that gave one, in order. Raises `ModelMissing`."""
        for article in self._articles():
            extractor = self._extractor
            try:
                record = _record(extractor, article, self._request)
            except Exception as error:
                self._fail(error, article.source)
                continue
            self._warn(f"{article.source}: warning: {warning}" for warning in record.warnings)
            yield record

    def _articles(self) -> Iterator[Article]:
        for source in self._request.files or (STDIN,):
            try:
                for found in articles(source, encoding=self._request.encoding, given=self._request.date):
                    if isinstance(found, Unreadable):
                        self._fail(found)
                    else:
                        yield found
            except Exception as error:
                self._fail(error, name_of(source))

    def _fail(self, error: Exception, name: str | None = None) -> None:
        self.failed += 1
        if isinstance(error, Unreadable):
            say(str(error))
        else:
            report(error, self._ctx, name or "")

    @cached_property
    def _extractor(self) -> Extractor:
        """Loaded for the first article that can be read."""
        with warnings.catch_warnings(record=True) as caught:
            from extractor.pipeline import load

            loaded = load(self._request.model, patterns=self._request.patterns)
        gc.freeze()  # what is loaded stays: no collection need look at it again
        gc.enable()
        self._warn(f"warning: {warning.message}" for warning in caught)
        return loaded

    def _warn(self, messages: Iterator[str]) -> None:
        if not self._request.quiet:
            for message in messages:
                say(message)


def _record(extractor: Extractor, article: Article, request: Request) -> Record:
    record = extractor.extract_article(article).narrowed(request.only)
    return record.with_text(article.text) if request.with_text else record


def same_file(one: str, other: str) -> bool:
    """True if both names are of one file that exists."""
    try:
        return Path(one).samefile(other)
    except OSError:  # one of them does not exist
        return False
