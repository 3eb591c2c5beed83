"""Records and gold of any text with mentions anywhere, for properties."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import strategies as st

from extractor.gold.from_records import golds as from_records
from extractor.gold.model import Gold
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

ODD = "\r\n\n\r\t \u0085\u2028\u00a0\u200b\x00\x1c😀𝒜👩‍⚖️é\ufeff\u202e\\;,+=|#⟦⟧-DOCSTART-\\n"
"""Characters that some format might take for its own."""
characters = st.one_of(st.sampled_from("ab .,"), st.sampled_from(ODD), st.characters(exclude_categories=("Cs",)))
words = st.text(characters, min_size=1, max_size=8).filter(lambda text: text.strip() != "")


@st.composite
def records(draw: Any) -> Record:
    """A record with its text, in which every link and every value there is may occur."""
    text = draw(st.text(characters, min_size=1, max_size=60))

    def place() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def mentions(least: int = 1) -> list[Span]:
        places = [place() for _ in range(draw(st.integers(least, 3)))]
        return [Span(text[start:end], start, end, "model") for start, end in places]

    def some() -> range:
        return range(1, draw(st.integers(0, 2)) + 1)

    people = [Person(f"p{n}", draw(words), [], [], mentions(0)) for n in some()]
    courts = [Court(f"c{n}", draw(words), None, [], None, None, mentions()) for n in some()]
    dates = []
    for n in some():
        start, end = place()
        value = draw(st.none() | st.sampled_from(["2024-03-15", "199X", "1990/2000"]))
        dates.append(Date(f"d{n}", text[start:end], value, "day", False, start, end, "rule:day"))
    sentences = []
    for n in some():
        start, end = place()
        bearers = draw(st.lists(st.sampled_from(people), unique_by=lambda p: p.id)) if people else []
        court = draw(st.sampled_from(courts)) if courts and draw(st.booleans()) else None
        date = draw(st.sampled_from(dates)) if dates and draw(st.booleans()) else None
        sentences.append(
            Sentence(
                id=f"s{n}",
                text=text[start:end],
                start=start,
                end=end,
                kind=draw(st.sampled_from(["imprisonment", "life imprisonment", "fine"])),
                term=draw(st.none() | st.sampled_from(["P9Y6M", "../P20Y"])),
                amount=draw(st.none() | st.builds(Amount, st.sampled_from([5000.0, 0.5]), st.just("USD"))),
                status=draw(st.sampled_from(["imposed", "sought"])),
                people=[p.id for p in bearers],
                names=[p.name for p in bearers],
                offences=draw(st.lists(words, max_size=3)),
                court=CourtReference(court.id, court.name) if court else None,
                date=DateReference(date.id, date.value) if date else None,
                found_by="rule:term",
            )
        )
    cases = [Case(f"k{n}", draw(words), "news", [], mentions()) for n in some()]
    published = draw(st.none() | st.just("2024-03-16"))
    source = draw(st.sampled_from(["a.txt", "b/a.txt", "corpus.jsonl#7", ".hidden", "😀.txt"]))
    document = Document(source, "0" * 64, None, published, None, len(text), 1, text=text)
    return Record(document, people, courts, dates, sentences, cases, [])


@st.composite
def golds(draw: Any) -> Gold:
    """The same as gold in which some mentions are optional, and the names of some must be told by their words."""
    (gold,) = from_records([draw(records())], lambda _: None)
    marks = [
        msgspec.structs.replace(mark, optional=draw(st.booleans()), name=mark.name if draw(st.booleans()) else None)
        for mark in gold.marks
    ]
    return msgspec.structs.replace(gold, marks=marks)
