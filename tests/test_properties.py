"""What holds for every text, whatever it says."""

from __future__ import annotations

import itertools
import re
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.edtf import value
from extractor.finders.cases import find_cases
from extractor.finders.courts import find_courts
from extractor.finders.dates import find_dates
from extractor.finders.sentences import find_sentences
from extractor.pipeline import pieces
from extractor.quantities import duration

_FRAGMENTS = [
    "Ann Lee",
    "Tom Baker",
    "Lee",
    "Judge Maria Lopez",
    "he",
    "she",
    "they",
    "both",
    "The Supreme Court",
    "a Madrid court",
    "the ICC",
    "Court of",
    "was",
    "were",
    "sentenced to",
    "jailed for",
    "fined",
    "cut from",
    "to",
    "six years in prison",
    "life",
    "death",
    "22 years",
    "nine-and-a-half years",
    "$5,000",
    "up to",
    "at least",
    "suspended",
    "and",
    "or",
    "for",
    "fraud",
    "murder",
    "on",
    "in",
    "Tuesday",
    "last week",
    "March 3-5",
    "1990-2000",
    "May",
    "the following day",
    "two years ago",
    "30 February",
    "Roe v. Wade",
    "v.",
    "In re",
    "the Odebrecht case",
    "Barrios Altos massacre",
    ".",
    ",",
    ";",
    "\n\n",
    "(",
    ")",
    "“",
    "”",
    "’s",
    "-",
    "–",
    "1",
    "½",
]
NEWS = st.lists(st.sampled_from(_FRAGMENTS), max_size=40).map(" ".join)
TEXTS = NEWS | st.text(max_size=200) | st.tuples(NEWS, st.text(max_size=40), NEWS).map("".join)
SMALL = settings(
    max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
_EDTF_DAY = r"(?:\d{4}|XXXX)-\d\d-\d\d"
_EDTF = re.compile(rf"{_EDTF_DAY}|\d{{4}}(?:-\d\d)?|\d{{3}}X|\d\dXX")


def spans_by_kind(record):
    yield "people", [m for p in record.people for m in p.mentions]
    yield "courts", [m for c in record.courts for m in c.mentions]
    yield "cases", [m for c in record.cases for m in c.mentions]
    yield "dates", record.dates
    yield "sentences", record.sentences


@SMALL
@given(text=TEXTS)
def test_every_mention_is_a_slice_and_none_of_a_kind_overlap(ex, text):
    for _, spans in spans_by_kind(ex.extract(text, date="2024-03-15")):
        ordered = sorted(spans, key=lambda span: span.start)
        assert all(text[s.start : s.end] == s.text and s.text for s in ordered)
        assert all(a.end <= b.start for a, b in itertools.pairwise(ordered))


@SMALL
@given(text=TEXTS)
def test_no_span_has_white_space_at_its_ends(ex, text):
    for _, spans in spans_by_kind(ex.extract(text)):
        assert all(s.text == s.text.strip() for s in spans)


@SMALL
@given(text=TEXTS)
def test_every_reference_leads_somewhere(ex, text):
    record = ex.extract(text, date="2024-03-15")
    names = {p.id: p.name for p in record.people}
    courts = {c.id: c.name for c in record.courts}
    dates = {d.id: d.value for d in record.dates}

    for sentence in record.sentences:
        assert [names[ident] for ident in sentence.people] == sentence.names
        assert sentence.court is None or courts[sentence.court.id] == sentence.court.name
        assert sentence.date is None or dates[sentence.date.id] == sentence.date.value
        assert len(set(sentence.people)) == len(sentence.people)


@SMALL
@given(text=TEXTS)
def test_two_runs_give_the_same_record(ex, text):
    assert ex.extract(text) == ex.extract(text)


@SMALL
@given(text=TEXTS)
def test_each_finder_slices_and_keeps_text_order(text):
    for find in (find_courts, find_dates, find_sentences, find_cases):
        found = find(text)
        assert all(text[m.start : m.end] == m.text for m in found)
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@settings(max_examples=30, deadline=None, derandomize=True, database=None)
@given(
    parts=st.lists(st.text(max_size=20) | st.just("\n\n") | st.just("word. ") | st.just("x" * 13_000), max_size=8),
    times=st.integers(1, 40),
)
def test_pieces_joined_are_the_text(parts, times):
    text = "".join(parts) * times

    assert "".join(pieces(text)) == text


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(text=TEXTS, now=st.none() | st.dates(), future=st.booleans())
def test_every_edtf_value_is_valid(text, now, future):
    for found in find_dates(text):
        edtf = value(found.value, now, future=future)
        if edtf is None:
            continue
        ends = edtf.split("/")
        assert len(ends) <= 2
        for end in ends:
            assert _EDTF.fullmatch(end), edtf
            if re.fullmatch(r"\d{4}-\d\d-\d\d", end):
                date.fromisoformat(end)


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(n=st.integers(1, 9999), unit=st.sampled_from(["year", "month", "week", "day", "hour"]))
def test_a_length_of_time_round_trips(n, unit):
    letter = unit[0].upper()
    iso = f"PT{n}H" if unit == "hour" else f"P{n}{letter}"

    assert duration(f"{n} {unit}s") == duration(f"{n}-{unit}") == iso
