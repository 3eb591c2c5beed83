"""Records without what is less sure than is asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from extractor.errors import Unreadable
from extractor.pipeline import Extractor
from extractor.record import Record
from extractor.records import mentions
from extractor.threshold import at_least
from test_properties import SMALL, TEXTS

TEXT = "Judge Maria Lopez jailed Ann Lee for six years on 12 March 2024 for fraud. Lee was in the Paris court."


@pytest.fixture
def record(ex: Extractor) -> Record:
    """Ann Lee by the full name .9, as Lee .6; all else .95."""
    found = ex.extract(TEXT, source="a.txt")
    judge, lee = found.people
    named = [replace(lee.mentions[0], confidence=0.9), replace(lee.mentions[1], confidence=0.6)]
    (sentence,) = found.sentences
    return replace(
        found,
        people=[
            replace(judge, confidence=0.95, mentions=[replace(m, confidence=0.95) for m in judge.mentions]),
            replace(lee, confidence=0.9, mentions=named),
        ],
        courts=[replace(c, mentions=[replace(m, confidence=0.95) for m in c.mentions]) for c in found.courts],
        dates=[replace(date, confidence=0.95) for date in found.dates],
        sentences=[replace(sentence, confidence=0.95, people_confidence=0.85, offences_confidence=0.7)],
    )


def names(record: Record) -> list[tuple[str, list[str], int]]:
    return [(person.name, person.aliases, len(person.mentions)) for person in record.people]


def test_a_mention_goes_and_the_form_that_only_it_had(record: Record) -> None:
    assert names(at_least(record, 0.6)) == [("Maria Lopez", [], 1), ("Ann Lee", ["Lee"], 2)]
    assert names(at_least(record, 0.61)) == [("Maria Lopez", [], 1), ("Ann Lee", [], 1)]
    assert names(at_least(record, 0.91)) == [("Maria Lopez", [], 1)]


def test_links_go_by_their_own_measure(record: Record) -> None:
    (sentence,) = at_least(record, 0.7).sentences
    assert (sentence.names, sentence.offences) == (["Ann Lee"], ["fraud"])
    (sentence,) = at_least(record, 0.8).sentences
    assert (sentence.names, sentence.offences, sentence.offences_confidence) == (["Ann Lee"], [], None)
    (sentence,) = at_least(record, 0.86).sentences
    assert (sentence.people, sentence.names, sentence.people_confidence) == ([], [], None)
    assert sentence.date and sentence.court
    assert at_least(record, 0.96).sentences == []


def test_who_is_gone_bears_nothing_however_sure_the_link(record: Record) -> None:
    (sentence,) = record.sentences
    (left,) = at_least(replace(record, sentences=[replace(sentence, people_confidence=0.99)]), 0.91).sentences
    assert (left.people, left.names) == ([], [])


def test_a_court_and_a_date_that_are_gone_leave_the_sentence(record: Record) -> None:
    unsure = replace(record, dates=[replace(date, confidence=0.1) for date in record.dates])
    courts = [replace(c, mentions=[replace(m, confidence=0.1) for m in c.mentions]) for c in record.courts]
    (sentence,) = at_least(replace(unsure, courts=courts), 0.5).sentences
    assert (sentence.court, sentence.date) == (None, None)


def test_nothing_asked_nothing_changed(record: Record) -> None:
    assert at_least(record, 0.0) is record


def test_lists_that_were_left_out_take_no_links_with_them(record: Record) -> None:
    assert at_least(record.narrowed({"sentences"}), 0.8).sentences[0].names == ["Ann Lee"]


def test_what_does_not_tell_is_not_guessed(record: Record) -> None:
    old = replace(record, dates=[replace(date, confidence=None) for date in record.dates])
    with pytest.raises(Unreadable, match=r"a\.txt: its hits have no confidence; extract it anew"):
        at_least(old, 0.5)


@SMALL
@given(text=TEXTS, low=st.floats(0, 1), high=st.floats(0, 1))
def test_more_asked_only_removes_and_nothing_dangles(ex: Extractor, text: str, low: float, high: float) -> None:
    low, high = sorted((low, high))
    record = ex.extract(text, date="2024-03-15")
    more, less = at_least(record, low), at_least(record, high)
    assert at_least(more, high) == less
    places = [[(hit.start, hit.end, hit.found_by) for hit in mentions(one)] for one in (record, more, less)]
    assert set(places[2]) <= set(places[1]) <= set(places[0])
    bearers = {sentence.id: set(sentence.people) for sentence in more.sentences}
    ids = {one.id: one for one in (*less.people, *less.courts, *less.dates)}
    for sentence in less.sentences:
        assert set(sentence.people) <= bearers[sentence.id]
        assert [ids[person].name for person in sentence.people] == sentence.names
        assert sentence.court is None or sentence.court.id in ids
        assert sentence.date is None or sentence.date.id in ids
