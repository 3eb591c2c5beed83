"""`extractor show`: an article with what was found in it, for eyes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import chain
from typing import Any

import click

from extractor.cli.delivery import same_file
from extractor.cli.guard import FAILED
from extractor.cli.options import (
    HELP,
    date_option,
    debug_option,
    encoding_option,
    kinds,
    min_confidence_option,
    model_option,
    patterns_option,
    version_option,
)
from extractor.cli.output import opened
from extractor.cli.run import Job, Request
from extractor.cli.terminal import stdin_is_terminal, stdout_is_terminal
from extractor.mention import KINDS
from extractor.writers.highlight import on_terminal


@click.command(
    "show",
    context_settings=HELP,
    short_help="Show an article with what was found in colours.",
    epilog="Exit status: as of 'extractor run'.",
)
@click.argument("file", required=False)
@click.option("--html", metavar="FILE", help="Write a page for a browser instead, as 'extractor report' does.")
@click.option("--only", callback=kinds, metavar="KINDS", help=f"Mark only some of {','.join(KINDS)}.")
@min_confidence_option
@date_option
@model_option
@patterns_option
@encoding_option
@click.option("-q", "--quiet", is_flag=True, help="No warnings.")
@debug_option
@version_option
@click.pass_context
def command(ctx: click.Context, /, file: str | None, html: str | None, **given: Any) -> None:
    """Show the article in FILE with its people, courts, dates, sentences and cases in colours.

    What is longer than the screen goes through the pager. Without FILE, standard input is read.
    """
    if file is None and stdin_is_terminal():
        click.echo(ctx.get_help())
        return
    if file and html and same_file(html, file):
        raise click.UsageError(f"--html {html} is the article itself; choose another name")
    job = Job(Request(files=(file,) if file else (), with_text=True, **given), ctx)
    if html:
        from extractor.writers.report import write

        with opened(html) as put:
            for piece in write(job.records()):
                put(piece)
    else:
        _print(on_terminal(job.records(), colour=stdout_is_terminal() and not os.environ.get("NO_COLOR")))
    if job.failed:
        ctx.exit(FAILED)


def _print(shown: Iterator[str]) -> None:
    """Print it, on a terminal through the pager if it is longer than the screen."""
    columns, lines = shutil.get_terminal_size()
    ahead: list[str] = []
    rows = 0
    for piece in shown if stdout_is_terminal() else ():
        ahead.append(piece)
        rows += piece.count("\n") + len(piece) // columns
        if rows >= lines:
            click.echo_via_pager(chain(ahead, shown))
            return
    with opened(None) as put:
        for piece in chain(ahead, shown):
            put(piece.encode())
