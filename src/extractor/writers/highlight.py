"""An article with its mentions marked, for a terminal or a browser. The records need their text (`document.text`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

import click

from extractor.mention import Kind
from extractor.record import Record
from extractor.writers.phrases import day_of
from extractor.writers.rows import Row, rows
from extractor.writers.safe import block, one_line

COLOURS: dict[Kind, tuple[str, str]] = {
    "people": ("green", "#c9ecc9"),
    "courts": ("blue", "#c8dcf8"),
    "dates": ("magenta", "#ecd0f0"),
    "sentences": ("red", "#f8cccc"),
    "cases": ("yellow", "#f6e8a8"),
}
"""The colour of each kind on a terminal, and behind its mentions on a page."""

_STYLE = """
body { max-width: 46em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.6 Georgia, serif }
body { color: #111; background: #fff }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
mark { padding: 0 .15em; border-radius: .2em; color: inherit }
header, nav { font-family: sans-serif; font-size: .85em }
""" + "".join(f"mark.{kind} {{ background: {colour} }}\n" for kind, (_, colour) in COLOURS.items())
_HEAD = f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Extractor</title>
<style>{_STYLE}</style>
</head>
<body>
"""


def pieces(record: Record) -> Iterator[tuple[str, Row | None]]:
    """The text in pieces, each with its mention if it is one; joined they are the text."""
    text = record.document.text or ""
    end = 0
    for row in sorted(rows(record), key=lambda row: (row.start, -row.end)):
        if row.start < end:
            continue
        if row.start > end:
            yield text[end : row.start], None
        yield text[row.start : row.end], row
        end = row.end
    if end < len(text):
        yield text[end:], None


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


def as_page(records: Iterable[Record]) -> Iterator[bytes]:
    """One page of HTML for all articles, which needs no other file and runs nothing. No records make no bytes."""
    opening = _HEAD
    for record in records:
        legend = " ".join(f'<mark class="{kind}">{kind} {count}</mark>' for kind, count in _counts(record))
        marked = "".join(_marked(text, row) for text, row in pieces(record))
        head = f"<header>{escape(_title(record))}</header>\n<nav>{legend}</nav>"
        yield f"{opening}<article>\n{head}\n<pre>{marked}</pre>\n</article>\n".encode()
        opening = ""
    if not opening:
        yield b"</body>\n</html>\n"


def _marked(text: str, row: Row | None) -> str:
    shown = escape(block(text))
    return f'<mark class="{row.kind}" title="{escape(_about(row))}">{shown}</mark>' if row else shown


def _about(row: Row) -> str:
    """What is known of a mention, for a tooltip."""
    known = (
        f"{row.kind} {row.id}",
        row.name,
        row.value,
        row.term,
        row.status,
        *row.people,
        *row.offences,
        row.found_by,
    )
    return one_line(" · ".join(part for part in known if part))


def _title(record: Record) -> str:
    document = record.document
    return " · ".join(one_line(part) for part in (document.source, document.title, day_of(document)) if part)


def _counts(record: Record) -> Iterator[tuple[Kind, int]]:
    """How many there are of each kind that there is."""
    return ((kind, len(getattr(record, kind))) for kind in COLOURS if getattr(record, kind))


def _coloured(text: str, kind: Kind) -> str:
    """Line by line, because a pager forgets the colour at a line end."""
    return "\n".join(click.style(line, fg=COLOURS[kind][0], bold=True) if line else "" for line in text.split("\n"))
