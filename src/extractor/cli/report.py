"""`extractor report`: records as a page to read, search and print."""

from __future__ import annotations

import click

from extractor.cli.convert import Stored
from extractor.cli.delivery import same_file
from extractor.cli.guard import FAILED
from extractor.cli.options import HELP, debug_option, min_confidence_option, version_option
from extractor.cli.output import STDOUT, opened
from extractor.cli.terminal import stdin_is_terminal, stdout_is_terminal
from extractor.readers.source import STDIN


@click.command(
    "report",
    context_settings=HELP,
    short_help="Make a page for a browser of records.",
    epilog="Exit status: as of 'extractor run'.",
)
@click.argument("files", metavar="[RECORDS]...", nargs=-1)
@click.option("-o", "--output", metavar="FILE", help="Write there, all at once when everything is done.")
@click.option("--title", metavar="TEXT", help="The page's heading. Else the article's title, or how many they are.")
@min_confidence_option
@debug_option
@version_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    output: str | None,
    title: str | None,
    min_confidence: float | None,
) -> None:
    """Make one page for a browser of all RECORDS: JSON Lines or JSON that 'extractor run' or 'extractor batch'
    made, also compressed with gzip.

    It has the articles with their mentions marked, the sentences in a table that sorts and filters, people and courts
    by count, and a time line. It needs no other file and no network. For articles:

    \b
      extractor run --with-text *.txt | extractor report -o report.html

    '-' is standard input, and so is no file at all when something is piped in.
    """
    if not files and stdin_is_terminal():
        click.echo(ctx.get_help())
        return
    _check(files, output or STDOUT)
    from extractor.writers.report import write

    stored = Stored(files or (STDIN,), with_text=False, least=min_confidence)
    with opened(output) as put:
        for piece in write(stored.records(), title):
            put(piece)
    if stored.failed:
        ctx.exit(FAILED)


def _check(files: tuple[str, ...], output: str) -> None:
    if output == STDOUT and stdout_is_terminal():
        raise click.UsageError("a page is not for a terminal; name a file with --output, such as report.html")
    if any(same_file(output, file) for file in files):
        raise click.UsageError(f"--output {output} is one of the inputs; choose another name")
