"""A record in which every text tries something, and a plain one."""

from __future__ import annotations

from msgspec.structs import replace

from extractor.record import (
    Amount,
    Case,
    Court,
    CourtReference,
    Date,
    DateReference,
    Document,
    Person,
    Record,
    Sentence,
    Span,
)


def record(text: str, source: str | None = None) -> Record:
    """A record of one article whose names, words and file name are all `text`."""
    mention = Span(text, 0, len(text), "model")
    return Record(
        document=Document(source or text, "0" * 64, text, "2024-03-15", "dateline", len(text), 1),
        people=[Person("p1", text, [text], [text], [mention])],
        courts=[Court("c1", text, text, [text], "PT", "supreme", [mention])],
        dates=[Date("d1", text, "2024-03-12", "day", True, 0, len(text), "rule:weekday")],
        sentences=[
            Sentence(
                id="s1",
                text=text,
                start=0,
                end=len(text),
                kind="imprisonment",
                term="P9Y6M",
                amount=Amount(5000.0, "USD"),
                status="upheld",
                people=["p1"],
                names=[text],
                offences=[text, text],
                court=CourtReference("c1", text),
                date=DateReference("d1", "2024-03-12"),
                found_by="rule:term",
            )
        ],
        cases=[Case("k1", text, "versus", [text], [mention])],
        warnings=[],
    )


def only_sentences(record: Record) -> Record:
    """The same as `--only sentences` leaves it: what the sentences refer to is not there."""
    return replace(record, people=[], courts=[], dates=[], cases=[])
