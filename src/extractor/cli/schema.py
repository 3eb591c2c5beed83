"""`extractor schema`."""

from __future__ import annotations

import click

from extractor.cli.options import HELP
from extractor.cli.output import opened


@click.command("schema", context_settings=HELP)
def command() -> None:
    """Print the JSON Schema (2020-12) of a record."""
    import msgspec  # not for --help

    from extractor.record import json_schema

    schema = msgspec.json.format(msgspec.json.encode(json_schema()), indent=2)
    with opened(None) as put:
        put(schema + b"\n")
