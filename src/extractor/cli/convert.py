"""`extractor convert`: records that were written before, in another format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from extractor.cli.delivery import FORMATS_HELP, Delivery, delivery_options
from extractor.cli.guard import FAILED, say
from extractor.cli.options import HELP, debug_option, min_confidence_option, version_option
from extractor.cli.terminal import stdin_is_terminal
from extractor.errors import Unreadable
from extractor.readers.source import STDIN

if TYPE_CHECKING:
    from extractor.record import Record


@click.command(
    "convert",
    context_settings=HELP,
    short_help="Write records that are there in another format.",
    epilog=f"{FORMATS_HELP}\n\nExit status: as of 'extractor run'.",
)
@click.argument("files", metavar="[RECORDS]...", nargs=-1)
@delivery_options
@min_confidence_option
@debug_option
@version_option
@click.pass_context
def command(ctx: click.Context, /, delivery: Delivery, files: tuple[str, ...], min_confidence: float | None) -> None:
    """Write RECORDS in another format, without reading the articles again: JSON Lines or JSON that 'extractor run'
    or 'extractor batch' made, also compressed with gzip.

    '-' is standard input, and so is no file at all when something is piped in.
    """
    if not files and stdin_is_terminal():
        click.echo(ctx.get_help())
        return
    delivery.check(files)
    stored = Stored(files or (STDIN,), with_text=delivery.text(False), least=min_confidence)
    delivery.deliver(stored.records(), many=len(files) > 1)
    if stored.failed:
        ctx.exit(FAILED)


class Stored:
    """The records of some files, one by one: what fails is named and counted, and the next one is taken."""

    def __init__(self, files: tuple[str, ...], *, with_text: bool, least: float | None) -> None:
        """`failed` counts the records and files that cannot be used. `with_text` is as in `read_records`, `least` as
        in `at_least`.
        """
        self.failed = 0
        self._files = files
        self._with_text = with_text
        self._least = least or 0

    def records(self) -> Iterator[Record]:
        """Those that can be used, in order."""
        from extractor.records import read_records

        for file in self._files:
            try:
                for found in read_records(file, with_text=self._with_text):
                    yield from self._asked(found)
            except Unreadable as error:
                self._fail(error)

    def _asked(self, found: Record | Unreadable) -> Iterator[Record]:
        from extractor.threshold import at_least

        try:
            if isinstance(found, Unreadable):
                raise found
            yield at_least(found, self._least)
        except Unreadable as error:
            self._fail(error)

    def _fail(self, error: Unreadable) -> None:
        self.failed += 1
        say(str(error))
