"""`extractor run`, the default command: articles in, records out."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.delivery import FORMATS_HELP, WITH_TEXT, Delivery, delivery_options
from extractor.cli.guard import FAILED, report, say
from extractor.cli.options import (
    HELP,
    date_option,
    debug_option,
    encoding_option,
    min_confidence_option,
    model_option,
    only_option,
    patterns_option,
    version_option,
)
from extractor.cli.terminal import stdin_is_terminal
from extractor.errors import Unreadable
from extractor.mention import Kind
from extractor.readers import articles, name_of
from extractor.readers.source import STDIN
from extractor.threshold import at_least

if TYPE_CHECKING:
    from extractor.article import Article
    from extractor.patterns import Patterns
    from extractor.pipeline import Extractor
    from extractor.record import Record


@dataclass(frozen=True)
class Request:
    """What the command line asks for. None where it does not say."""

    files: tuple[str, ...]
    only: frozenset[Kind] | None = None
    date: date | None = None
    model: str | None = None
    patterns: Patterns | None = None
    encoding: str | None = None
    min_confidence: float | None = None
    with_text: bool = False
    quiet: bool = False


@click.command(
    "run",
    context_settings=HELP,
    short_help="Read articles and write what they say: the default.",
    epilog=f"{FORMATS_HELP}\n\n"
    "Exit status: 0 done, 1 some input failed (the rest is done), 2 wrong usage, 130 interrupted.",
)
@click.argument("files", nargs=-1)
@delivery_options
@click.option("--explain", is_flag=True, help="Say in words how each mention was found; the same as --format explain.")
@only_option
@min_confidence_option
@date_option
@model_option
@patterns_option
@encoding_option
@click.option("--with-text", is_flag=True, help=f"The text that the offsets count in, too: in {WITH_TEXT}.")
@click.option("-q", "--quiet", is_flag=True, help="No warnings.")
@debug_option
@version_option
@click.pass_context
def command(ctx: click.Context, /, delivery: Delivery, explain: bool, **given: Any) -> None:
    """Extract people, courts, dates, sentences and cases from FILES: plain text, HTML, PDF, Word, e-mail,
    JSON Lines or WARC, told by their content, also compressed with gzip.

    '-' is standard input, and so is no file at all when something is piped in. Results go to standard output,
    warnings and failures to standard error.
    """
    request = Request(**given)
    if not request.files and stdin_is_terminal():
        click.echo(ctx.get_help())
        return
    if explain:
        delivery = _explaining(delivery)
    delivery.check(request.files)
    job = Job(replace(request, with_text=delivery.text(request.with_text)), ctx)
    delivery.deliver(job.records(), many=len(request.files) > 1)
    if job.failed:
        ctx.exit(FAILED)


def _explaining(delivery: Delivery) -> Delivery:
    if delivery.asked not in (None, "explain"):
        raise click.UsageError(f"--explain is a format of its own; leave --format {delivery.asked} out")
    return replace(delivery, asked="explain")


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
    record = at_least(extractor.extract_article(article), request.min_confidence or 0).narrowed(request.only)
    return record.with_text(article.text) if request.with_text else record
