"""For each mention, in words, how it was found: what `extractor run --explain` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.lexicon import rules
from extractor.record import Record
from extractor.writers import Layout
from extractor.writers.phrases import percent
from extractor.writers.rows import Row, rows
from extractor.writers.safe import one_line

SINGULAR = {"people": "person", "courts": "court", "dates": "date", "sentences": "sentence", "cases": "case"}


def write(records: Iterable[Record], layout: Layout) -> Iterator[bytes]:
    """A line with the article's name, then one for each mention in the order of the text, in UTF-8."""
    for number, record in enumerate(records):
        lines = [one_line(record.document.source or "<text>")]
        lines += map(_line, sorted(rows(record), key=lambda row: row.start))
        yield ("\n" * bool(number) + "".join(f"{line}\n" for line in lines)).encode()


def _line(row: Row) -> str:
    place = f"{row.start}-{row.end}"
    sure = f" ({percent(row.confidence)})" if row.confidence is not None else ""
    return one_line(f"{place} {SINGULAR[row.kind]} “{row.text}”: {in_words(row.found_by)}{sure}")


def in_words(found_by: str) -> str:
    """What a value of `found_by` means. A rule that is not known, in a record from elsewhere, is only named.

    >>> in_words("rule:title=Justice")
    'the title “Justice” stands in front of it'
    """
    rule, _, cue = found_by.partition("=")
    return rules().get(rule, found_by).replace("{cue}", f"“{cue}”")
