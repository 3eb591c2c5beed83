"""An article with its mentions marked: in pieces, and in colours on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from extractor.mention import Kind
from extractor.record import Record
from extractor.writers.phrases import day_of
from extractor.writers.rows import Row, rows
from extractor.writers.safe import block, one_line

COLOURS: dict[Kind, str] = {
    "people": "green",
    "courts": "blue",
    "dates": "magenta",
    "sentences": "red",
    "cases": "yellow",
}
_ELISION = " … "


def pieces(record: Record) -> Iterator[tuple[str, Row | None]]:
    """The text in pieces, each with its mention if it is one; joined they are the text.

    Of a record without its text there are the words of the mentions, and a sign for what is between them.
    """
    text = record.document.text
    length = record.document.characters if text is None else len(text)
    end = 0
    for row in sorted(rows(record), key=lambda row: (row.start, -row.end)):
        if row.start < end:
            continue
        if row.start > end:
            yield _ELISION if text is None else text[end : row.start], None
        yield row.text, row
        end = row.end
    if end < length:
        yield _ELISION if text is None else text[end:], None


def on_terminal(records: Iterable[Record], *, colour: bool) -> Iterator[str]:
    """Each article below its legend; without colour a mention stands in brackets behind its kind."""
    for record in records:
        legend = (_coloured(f"{kind} {n}", kind) if colour else f"{kind} {n}" for kind, n in _counts(record))
        yield f"{_title(record)}\n{'  '.join(legend)}\n\n"
        for text, row in pieces(record):
            shown = block(text)
            if row:
                shown = _coloured(shown, row.kind) if colour else f"[{row.kind}: {shown}]"
            yield shown
        yield "\n\n"


def _title(record: Record) -> str:
    document = record.document
    return " · ".join(one_line(part) for part in (document.source, document.title, day_of(document)) if part)


def _counts(record: Record) -> Iterator[tuple[Kind, int]]:
    """How many there are of each kind that there is."""
    return ((kind, len(getattr(record, kind))) for kind in COLOURS if getattr(record, kind))


def _coloured(text: str, kind: Kind) -> str:
    """Line by line, because a pager forgets the colour at a line end."""
    return "\n".join(click.style(line, fg=COLOURS[kind], bold=True) if line else "" for line in text.split("\n"))
