"""Tables for the terminal: for each article a title line, then a table for each kind that it mentions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from typing import Any, NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extractor.record import Document, Record
from extractor.writers import Layout
from extractor.writers.phrases import day_of, penalty
from extractor.writers.safe import one_line


class _Column(NamedTuple):
    title: str
    shown: Callable[[Any], str]
    """What it shows of an entity. It may be anything; `_cell` makes it harmless."""
    style: str = ""
    below: Callable[[Any], str] | None = None
    """What it shows on a line of its own below that."""


def _mentions(entity: Any) -> str:
    return str(len(entity.mentions))


_TABLES: dict[str, tuple[_Column, ...]] = {
    "sentences": (
        _Column("Who", lambda s: ", ".join(s.names) or "?", "bold"),
        _Column("Sentence", penalty, below=lambda s: f"“{s.text}”"),
        _Column("For", lambda s: ", ".join(s.offences)),
        _Column("Court", lambda s: s.court.name if s.court else ""),
        _Column("Date", lambda s: (s.date.value or "") if s.date else ""),
    ),
    "people": (
        _Column("Name", lambda p: p.name, "bold"),
        _Column("Roles", lambda p: ", ".join(p.roles)),
        _Column("Also", lambda p: ", ".join(p.aliases)),
        _Column("Mentions", _mentions),
    ),
    "courts": (
        _Column("Name", lambda c: c.name, "bold"),
        _Column("Short", lambda c: c.abbreviation or ""),
        _Column("Country", lambda c: c.country or ""),
        _Column("Level", lambda c: c.level or ""),
        _Column("Mentions", _mentions),
    ),
    "cases": (
        _Column("Name", lambda k: k.name, "bold"),
        _Column("Parties", lambda k: ", ".join(k.parties)),
        _Column("Style", lambda k: k.style),
        _Column("Mentions", _mentions),
    ),
    "dates": (
        _Column("Text", lambda d: d.text, "bold"),
        _Column("Value", lambda d: d.value or "not known"),
        _Column("Precision", lambda d: d.precision),
    ),
}
"""What is shown of each list of the record, what matters most first."""


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """Plain or coloured text of `layout.width` columns."""
    console = Console(
        file=StringIO(),
        width=layout.width,
        force_terminal=layout.colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )
    for record in records:
        with console.capture() as output:
            _print(console, record)
        # Rich pads each line; without colours the padding would only be in the way of diff and copy.
        text = output.get() if layout.colour else re.sub(" +$", "", output.get(), flags=re.M)
        yield text.encode()


def _print(console: Console, record: Record) -> None:
    console.print(_title(record.document), overflow="fold")
    filled = [kind for kind in _TABLES if getattr(record, kind)]
    for kind in filled:
        console.print("", _table(kind, getattr(record, kind)), sep="\n")
    console.print("" if filled else "Nothing found.\n")


def _title(document: Document) -> Text:
    parts = ((document.source, "bold"), (document.title, "italic"), (day_of(document), ""))
    return Text(" · ").join(Text(one_line(part), style) for part, style in parts if part)


def _table(kind: str, entities: list[Any]) -> Table:
    table = Table(
        title=f"{kind.capitalize()} ({len(entities)})",
        title_justify="left",
        title_style="bold underline",
        box=SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
    )
    for column in _TABLES[kind]:
        table.add_column(column.title, style=column.style, overflow="fold")
    for entity in entities:
        table.add_row(*(_cell(column, entity) for column in _TABLES[kind]))
    return table


def _cell(column: _Column, entity: Any) -> Text:
    lines = [shown(entity) for shown in (column.shown, column.below) if shown]
    return Text("\n".join(map(one_line, lines)))
