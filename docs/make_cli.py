"""Writes docs/cli.md: the help page of every command, as it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.testing import CliRunner

from extractor.cli import main as extractor

PAGE = Path(__file__).with_name("cli.md")
COLUMNS = 100
HEAD = """\
# The command line

What `extractor COMMAND --help` prints; `docs/make_cli.py` makes this page of it. [Running](running.md) says what all
commands have in common, [formats](formats.md) what they write, [readers](readers.md) what they read.
"""


def commands(group: click.Group = extractor, name: str = "extractor") -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name, the group itself first."""
    yield name, group
    context = click.Context(group)
    for short in group.list_commands(context):
        command = group.get_command(context, short)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {short}")
        else:
            yield f"{name} {short}", command


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"\n## {name}\n\n```text\n{_help(name)}```\n" for name, _ in commands())


def _help(name: str) -> str:
    _, *words = name.split()
    shown = CliRunner().invoke(extractor, [*words, "--help"], prog_name="extractor", terminal_width=COLUMNS)
    return "".join(f"{line.rstrip()}\n" for line in shown.stdout.splitlines())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
