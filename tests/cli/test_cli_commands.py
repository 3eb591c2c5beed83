"""Every command: help, documentation, version; the schema."""

from __future__ import annotations

import json
import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import jsonschema
import pytest

import extractor
from cli.conftest import Cli
from extractor.cli import COMMANDS, main
from extractor.pipeline import Extractor
from extractor.record import json_schema

DOCS = Path(__file__).parents[2] / "docs"


def commands() -> Iterator[click.Command]:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        yield command


@pytest.mark.parametrize("command", list(commands()), ids=lambda command: command.name)
def test_every_command_and_option_has_help(cli: Cli, command: click.Command) -> None:
    assert command.name is not None
    assert command.name in COMMANDS
    for flag in ("-h", "--help"):
        result = cli(command.name, flag)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: extractor {command.name}")
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{command.name} {option.opts}"


def test_help_lists_every_command(cli: Cli) -> None:
    result = cli("--help")
    for command in commands():
        assert f"  {command.name} " in result.stdout


def test_the_page_is_what_help_says() -> None:
    """`docs/make_cli.py` writes it anew."""
    made = runpy.run_path(str(DOCS / "make_cli.py"))
    assert (DOCS / "cli.md").read_text(encoding="utf-8") == made["page"]()
    names = [name for name, _ in made["commands"]()]
    assert names[0] == "extractor"
    assert {name.split()[1] for name in names[1:]} == set(COMMANDS)


@pytest.mark.parametrize("args", [["--version"], ["run", "--version"]])
def test_version(cli: Cli, args: list[str]) -> None:
    assert cli(*args).stdout == f"extractor {extractor.__version__}\n"


def test_schema_is_json_schema(cli: Cli) -> None:
    result = cli("schema")
    schema = json.loads(result.stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema == json_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_schema_takes_records_and_nothing_else(ex: Extractor, article: str) -> None:
    check = jsonschema.Draft202012Validator(json_schema())
    record = json.loads(ex.extract(article).to_json())
    assert check.is_valid(record)
    assert check.is_valid(json.loads(ex.extract("Nothing.").to_json()))
    assert not check.is_valid({**record, "people": None})
    assert not check.is_valid({key: value for key, value in record.items() if key != "document"})
