"""The command line. One module for each command; each parses, calls the API and prints.

Commands are imported when they are asked for, so that help, version and schema load nothing heavy.
"""

from __future__ import annotations

import gc
import os
from importlib import import_module
from typing import Any

import click

from extractor.cli.guard import guarded
from extractor.cli.options import HELP, version_option
from extractor.cli.terminal import stdin_is_terminal

COMMANDS = ("run", "batch", "convert", "show", "report", "gold", "evaluate", "model", "schema")
DEFAULT = "run"


class Commands(click.Group):
    """The commands by name; without one it is `run`. What goes wrong in any of them ends in `guarded`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of module `extractor.cli.NAME`, which is its object `command`."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"extractor.cli.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`extractor FILE` is `extractor run FILE`; `extractor` alone reads a pipe, or shows help."""
        own = {*COMMANDS, *(name for option in self.get_params(ctx) for name in option.opts)}
        if not args:
            args = ["--help"] if stdin_is_terminal() else [DEFAULT]
        elif args[0] not in own:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """As click does, guarded: help and version are printed here."""
        with guarded():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does, guarded."""
        with guarded(ctx):
            return super().invoke(ctx)


@click.command(
    cls=Commands,
    context_settings=HELP,
    epilog="'extractor FILE' is 'extractor run FILE'; 'extractor run --help' lists its options.",
)
@version_option
def main() -> None:
    """Read court news: who was sentenced to what, by which court, when, for what, in which case.

    \b
      extractor article.txt                     tables on a terminal, JSON Lines in a pipe
      extractor *.txt --format csv -o out.csv   a row for each mention
      extractor show article.txt                the article with what was found in colours
      extractor report r.jsonl -o report.html   a page of all records, to read and search
      curl … | extractor | jq .sentences        standard input
    """
    # NumPy's threads gain nothing on matrices this small, and on a busy machine they cost ten times as much.
    gc.disable()  # nothing made at start-up is garbage; `run` enables it once the model is there
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
