"""`extractor gold`: what annotators have corrected, as gold files or in another format of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.delivery import Delivery
from extractor.cli.guard import FAILED, say
from extractor.cli.options import HELP, debug_option, version_option
from extractor.writers import FORMATS, format_of

if TYPE_CHECKING:
    from extractor.gold.model import Gold

_OURS = "gold"
_FORMATS = tuple(name for name, about in FORMATS.items() if about.gold)


@click.command(
    "gold",
    context_settings=HELP,
    epilog="Exit status: 0 done, 1 some of it could not be used (the rest is done), 2 wrong usage.",
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("-f", "--format", type=click.Choice(_FORMATS), help=f"Else by the name of --output, else {_OURS}.")
@click.option("-o", "--output", required=True, metavar="PLACE", help="The folder, or the file, that is to be made.")
@click.option("--force", is_flag=True, help="Put files into a folder that holds others; those of the same names go.")
@debug_option
@version_option
@click.pass_context
def command(ctx: click.Context, /, sources: tuple[str, ...], format: str | None, output: str, force: bool) -> None:
    """Turn corrected SOURCES into gold files, for 'extractor evaluate' and for training.

    A SOURCE is a folder of brat or of gold files, an export of Label Studio (JSON or JSON-MIN) or of Prodigy (JSON
    Lines), a DocBin of spaCy, or CoNLL that the extractor wrote; which it is, its content tells. '-' is standard
    input.
    """
    chosen = format or format_of(output.removesuffix(".gz")) or _OURS
    if chosen not in _FORMATS:
        raise click.UsageError(
            f"{output} is called like {chosen}, which holds no gold; choose another name or --format"
        )
    delivery = Delivery(chosen, None, output, force)
    delivery.check(sources)
    corrected = _Corrected(sources)
    delivery.deliver(corrected.golds(), many=len(sources) > 1)
    if corrected.failed:
        ctx.exit(FAILED)


class _Corrected:
    """The gold of some sources, article by article: what cannot be used is named and counted."""

    def __init__(self, sources: tuple[str, ...]) -> None:
        self.failed = 0
        self._sources = sources

    def golds(self) -> Iterator[Gold]:
        from extractor.errors import ExtractorError
        from extractor.gold.files import Unusable
        from extractor.gold.sources import read_gold

        for source in self._sources:
            try:
                for found in read_gold(Path(source), say):
                    if isinstance(found, Unusable):
                        self._fail(found)
                    else:
                        yield found
            except ExtractorError as error:
                self._fail(error)

    def _fail(self, error: Exception) -> None:
        self.failed += 1
        say(str(error))
