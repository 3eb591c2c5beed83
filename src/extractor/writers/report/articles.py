"""The articles of a report as HTML: each with its text, in which the mentions are marked, and what was found."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from html import escape

from extractor.record import Amount, Case, Court, Person, Record, Sentence
from extractor.writers.explain import SINGULAR, in_words
from extractor.writers.highlight import pieces
from extractor.writers.phrases import day_of, penalty, percent, size
from extractor.writers.rows import Row
from extractor.writers.safe import block, short

LONGEST_LABEL = 300
_LONG_WORD = re.compile(r"\S{80}(?=\S)")
"""Browsers take minutes to break a word of 100,000 letters, unless they are told where they may."""
_NO_TEXT = """<p class="hint">The record of this article does not hold its text, so these are the words of its mentions
alone. To see them in their place, write it with <code>extractor run --with-text</code>.</p>
"""


class Placed:
    """An article with its number in the report, from 1, and the marks in its text that can be linked to."""

    def __init__(self, number: int, record: Record) -> None:
        """What overlaps a mention that begins before it has no mark of its own."""
        self.number = number
        self.record = record
        self.pieces = list(pieces(record))
        self._starts = [row.start for _, row in self.pieces if row]

    def id(self, start: int) -> str:
        """The id of the element that shows the mention at `start`."""
        return f"a{self.number}-{self.mark(start)}"

    def mark(self, start: int) -> int:
        """Where the mark begins that shows the mention at `start`."""
        return self._starts[bisect(self._starts, start) - 1]


def title(record: Record) -> str:
    """What the article is called; never empty."""
    return label(record.document.title or "") or label(record.document.source or "") or "Untitled"


def label(text: str) -> str:
    """A name or a phrase as it is shown outside of the text: one line that is not too long, not yet escaped."""
    return short(text, LONGEST_LABEL)


def article(placed: Placed) -> str:
    """The article below a title that opens and closes it."""
    return (
        f'<details class="article" id="a{placed.number}">\n'
        f"<summary><h3>{_text(title(placed.record))}</h3>{about(placed.record)}</summary>\n"
        f"{_body(placed)}</details>\n"
    )


def only_article(placed: Placed) -> str:
    """The one article of a report, which has its title already."""
    return f'<article class="article" id="a{placed.number}">\n{_body(placed)}</article>\n'


def about(record: Record) -> str:
    """Where an article is from, and how much was found in it."""
    document = record.document
    parts = (document.source or "", day_of(document), f"{document.words:,} words", _counts(record))
    return f'<span class="about">{"".join(f"<span>{_text(part)}</span>" for part in parts if part)}</span>'


def _body(placed: Placed) -> str:
    text = "".join(_shown(placed, text, row) for text, row in placed.pieces)
    return (
        f'<div class="body">\n<div class="words">{_hints(placed.record)}<div class="text">{text}</div></div>\n'
        f"{_found(placed)}</div>\n"
    )


def _text(text: str) -> str:
    return escape(label(text))


def _counts(record: Record) -> str:
    counts = ((len(record.sentences), "sentence", "sentences"), (len(record.people), "person", "people"))
    return ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts)


def _hints(record: Record) -> str:
    warnings = "".join(f'<p class="hint">{_text(warning)}</p>\n' for warning in record.warnings)
    return warnings + (_NO_TEXT if record.document.text is None else "")


def _shown(placed: Placed, text: str, row: Row | None) -> str:
    shown = escape(_LONG_WORD.sub("\\g<0>\0", block(text))).replace("\0", "<wbr>")  # block leaves no NUL
    if row is None:
        return shown
    return f'<mark class="{row.kind}" id="{placed.id(row.start)}" tabindex="0" title="{_note(row)}">{shown}</mark>'


def _note(row: Row) -> str:
    """What is known of a mention, as lines of an attribute."""
    lines = (
        f"{SINGULAR[row.kind].capitalize()}: {_gist(row)}",
        ", ".join(row.people),
        f"for {', '.join(row.offences)}" if row.offences else None,
        row.court,
        row.date,
        row.value if row.kind in ("people", "courts", "cases") else None,
        f"page {row.page}" if row.page else None,
        f"Found by: {in_words(row.found_by)}",
        _sureness(row),
    )
    return "&#10;".join(_text(line) for line in lines if line)


def _sureness(row: Row) -> str | None:
    """How sure the mention is, and the links of a sentence."""
    said = (("", row.confidence), ("who ", row.people_confidence), ("what for ", row.offences_confidence))
    known = ", ".join(f"{about}{percent(sure)}" for about, sure in said if sure is not None)
    return f"Confidence: {known}" if known else None


def _gist(row: Row) -> str:
    if row.kind == "sentences":
        amount = Amount(row.amount, row.currency) if row.amount is not None and row.currency else None
        return f"{', '.join(filter(None, (row.value, size(row.term, amount))))} ({row.status})"
    if row.kind == "dates":
        return row.value or "the text does not settle which"
    return row.name or ""


def _found(placed: Placed) -> str:
    record = placed.record
    found = "".join(
        (
            _list("Sentences", (_sentence(placed, sentence) for sentence in record.sentences)),
            _list("People", (_named(placed, person, ", ".join(person.roles)) for person in record.people)),
            _list("Courts", (_named(placed, court, court.country or "") for court in record.courts)),
            _list("Cases", (_named(placed, case, ", ".join(case.parties)) for case in record.cases)),
        )
    )
    return f'<aside class="found" aria-label="Found in this article">\n{found}</aside>\n' if found else ""


def _list(heading: str, entries: Iterable[str]) -> str:
    listed = "".join(f"<li>{entry}</li>\n" for entry in entries)
    return f'<p>{heading}</p>\n<ul aria-label="{heading}">\n{listed}</ul>\n' if listed else ""


def _sentence(placed: Placed, sentence: Sentence) -> str:
    known = (
        ", ".join(sentence.names),
        f"for {', '.join(sentence.offences)}" if sentence.offences else None,
        sentence.court.name if sentence.court else None,
        sentence.date.value if sentence.date else None,
    )
    return _linked(placed, sentence.start, penalty(sentence), "; ".join(filter(None, known)))


def _named(placed: Placed, entity: Person | Court | Case, about: str) -> str:
    times = f"{len(entity.mentions)}×" if len(entity.mentions) > 1 else ""
    about = "; ".join(filter(None, (about, times)))
    if not entity.mentions:
        return f"{_text(entity.name)} {_text(about)}".strip()
    return _linked(placed, entity.mentions[0].start, entity.name, about)


def _linked(placed: Placed, start: int, words: str, about: str) -> str:
    return f'<a href="#{placed.id(start)}">{_text(words)}</a> {_text(about)}'.strip()
