"""Texts that were made to hurt: cost stays linear, nothing crashes, nothing is cut off."""

from __future__ import annotations

import time

import pytest

from extractor.finders.cases import find_cases
from extractor.finders.courts import find_courts
from extractor.finders.dates import find_dates
from extractor.finders.people import find_people
from extractor.finders.sentences import find_sentences
from extractor.segments import Segments


class _Plain:
    """A Doc as far as the people finder looks at one, without a model's entities and without the tokenizer's cost."""

    ents = ()

    def __init__(self, text):
        self.text = text
        self.user_data = {}


def people_without_model(text):
    return find_people(_Plain(text), [])


FINDERS = {
    "courts": find_courts,
    "dates": find_dates,
    "sentences": find_sentences,
    "cases": find_cases,
    "people": people_without_model,
    "segments": Segments,
}
REPEATED = {
    "versus": ("v. ", 2_000),
    "capital versus": ("A v. B ", 700),
    "digits": ("1", 4_000),
    "opening brackets": ("(", 4_000),
    "court of": ("Court of ", 400),
    "capitals": ("A ", 1_500),
    "lengths": ("1 year and ", 300),
    "sums": ("$1,000 ", 400),
    "one word": ("x", 6_000),
    "one capital word": ("X", 6_000),
    "blanks": (" ", 6_000),
    "line ends": ("\n", 6_000),
    "sentenced": ("sentenced ", 400),
    "from to": ("cut from to ", 300),
    "full stops": (". ", 2_000),
    "names": ("Ann Lee, ", 400),
    "and": ("Ann and ", 400),
    "dates": ("March 3 to ", 400),
    "hyphens": ("-", 4_000),
    "quotes": ("“", 4_000),
    "massacre": ("Massacre and ", 300),
}
_FLOOR = 0.04
_RATIO = 8


def seconds(find, text):
    best = float("inf")
    for _ in range(2):
        start = time.perf_counter()
        find(text)
        best = min(best, time.perf_counter() - start)
        if best < _FLOOR:
            break
    return best


@pytest.mark.parametrize("repeated", REPEATED)
@pytest.mark.parametrize("finder", FINDERS)
def test_cost_is_linear(finder, repeated):
    find = FINDERS[finder]
    unit, times = REPEATED[repeated]
    find("A court.")  # lexicon and patterns load on first use

    first, second, fourth = (seconds(find, unit * (times * n)) for n in (1, 2, 4))

    assert fourth < _RATIO * max(first, _FLOOR), (first, second, fourth)


@pytest.mark.parametrize("finder", FINDERS)
@pytest.mark.parametrize(("unit", "times"), [("(", 100_000), ("v. ", 400_000)], ids=["brackets", "versus"])
def test_a_great_many(finder, unit, times):
    start = time.perf_counter()

    FINDERS[finder](unit * times)

    assert time.perf_counter() - start < 10


HOSTILE = {
    "NUL": "A court\0 jailed \0Ann Lee for six years.",
    "CRLF": "Ann Lee jailed\r\n\r\nA Madrid court jailed Ann Lee\r\nfor six years on Tuesday.\r\n",
    "BOM": "\ufeffA Madrid court jailed Ann Lee for six years.",
    "escape": "\x1b[31mA Madrid court\x1b[0m jailed Ann Lee for six years.",
    "right to left": "A Madrid court \u202e jailed Ann Lee for six years.",
    "combining": "A Madrid court jailed Ann Le\u0301e for six years." + "\u0301" * 500,
    "emoji": "A Madrid court 👩‍⚖️ jailed Ann Lee for six years 🔒.",
    "other digits": "He was jailed for ٢٥ years and ²³ months and fined $٥٠٠٠ on ３ March ２０２０.",
    "no-break spaces": "A Madrid\u00a0court jailed Ann\u00a0Lee for six\u00a0years in\u00a0prison.",
    "line separators": "Ann Lee jailed\u2028A Madrid court\u2029jailed Ann Lee for six years.",
    "markup": "<script>alert(1)</script> A Madrid court jailed Ann Lee for six years. =SUM(A1)",
    "only punctuation": "“”’‘()[]{}.,;:!?…—–-" * 20,
    "year 0": "He was jailed on 0000-00-00, 9999-99-99 and 99/99/9999, for 99999 years and 99999 months.",
    "huge number": "He was fined $" + "9" * 500 + " and jailed for " + "9" * 500 + " years.",
    "dotted I": "İstanbul court jailed Ann Lee for six years. " * 3,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_strange_characters_do_not_crash(ex, name):
    text = HOSTILE[name]

    record = ex.extract(text, date="2024-03-15")

    assert record.document.characters == len(text)
    for found in (*record.sentences, *record.dates, *(m for p in record.people for m in p.mentions)):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize("name", [n for n in HOSTILE if n in ("NUL", "CRLF", "BOM", "escape", "markup")])
def test_the_sentence_is_found_all_the_same(ex, name):
    (sentence,) = ex.extract(HOSTILE[name]).sentences

    assert (sentence.kind, sentence.term) == ("imprisonment", "P6Y")


@pytest.mark.parametrize("finder", FINDERS)
def test_lone_surrogates_do_not_crash_a_finder(finder):
    FINDERS[finder]("\udc80A Madrid court \ud800 jailed Ann Lee\udfff for six years. \ud83d")


def test_a_line_of_300_kilobytes_is_read_to_its_end(ex):
    line = "The hearing went on and nothing of note was said by anyone present. "
    text = line * (300_000 // len(line)) + "A Madrid court jailed Ann Lee for six years."

    record = ex.extract(text)

    assert len(text) > 299_000 and "\n" not in text
    (sentence,) = record.sentences
    assert text[sentence.start : sentence.end] == sentence.text
    assert sentence.term == "P6Y"
    assert sentence.end == len(text) - 1
    assert [c.name for c in record.courts] == ["Madrid court"]
