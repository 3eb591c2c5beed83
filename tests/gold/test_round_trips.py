"""What is written for annotators comes back as the same gold, or what does not is told."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.gold.from_records import golds, sheets
from extractor.gold.model import Gold
from extractor.gold.precedence import flat
from extractor.gold.sheets import gold_of, sheet_of
from extractor.gold.sources import read_gold, strictly
from extractor.pipeline import Extractor
from extractor.record import Record
from extractor.writers import FORMATS, Layout, save, write
from gold.articles import golds as some_gold
from gold.articles import records
from injections import ENCODABLE
from writers.hostile import record

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
OF_THE_TOOL = re.compile("without an answer|beyond the Basic Multilingual Plane")
"""What is told of tasks that went through no hands in Prodigy, and of what brat's page does: nothing is lost here."""


def ignored(_: str) -> None:
    pass


def come_back(format: str, articles: list[Record | Gold], told: list[str]) -> list[Gold]:
    """The articles written and read again, in order; for Label Studio as if its predictions had been accepted."""

    def tell(remark: str) -> None:
        if not OF_THE_TOOL.search(remark):
            told.append(remark)

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "written"
        shape = FORMATS[format].shapes[0]
        if shape == "folder":
            path.mkdir()
        if shape != "stream":
            save(format, articles, path, Layout(tell=tell), shape)
        else:
            path.write_bytes(b"".join(write(format, articles, Layout(tell=tell))))
        if format == "label-studio":
            path.write_text(accepted(path.read_text(encoding="utf-8")), encoding="utf-8")
        found = strictly(read_gold(path, tell))
    order = [gold.id for gold in golds(articles, ignored)]
    return sorted(found, key=lambda gold: order.index(gold.id))


def accepted(tasks: str) -> str:
    """What Label Studio exports once somebody has submitted each task as it was."""
    plain = json.loads(tasks)
    for task in plain:
        task["annotations"] = [{"id": 1, "was_cancelled": False, "result": task["predictions"][0]["result"]}]
    return json.dumps(plain)


def as_sheets_hold(articles: list[Record | Gold]) -> list[Gold]:
    return [gold_of(sheet) for sheet in sheets(articles, ignored)]


@pytest.fixture(scope="module")
def samples(ex: Extractor) -> list[Record | Gold]:
    texts = [path.read_bytes().decode() for path in SAMPLES]
    return [ex.extract(text, source=str(path)).with_text(text) for path, text in zip(SAMPLES, texts, strict=True)]


@pytest.mark.parametrize("format", ["gold", "brat", "label-studio", "prodigy", "docbin"])
def test_the_samples_come_back_whole(samples: list[Record | Gold], format: str) -> None:
    told: list[str] = []
    expected = list(golds(samples, told.append)) if format == "gold" else as_sheets_hold(samples)
    assert come_back(format, samples, told) == expected
    assert told == []


def test_the_samples_hold_what_is_to_come_back(samples: list[Record | Gold]) -> None:
    marks = [mark for gold in golds(samples, ignored) for mark in gold.marks]
    assert {mark.kind for mark in marks} == {"PERSON", "COURT", "DATE", "SENTENCE", "CASE"}
    sentences = [says for gold in golds(samples, ignored) for says in gold.sentences.values()]
    assert all(any(getattr(says, field) for says in sentences) for field in sentences[0].__struct_fields__)


def test_conll_brings_the_bare_mentions_back(samples: list[Record | Gold]) -> None:
    told: list[str] = []
    found = come_back("conll", samples, told)
    for gold, sheet in zip(found, sheets(samples, ignored), strict=True):
        assert (gold.text, gold.date) == (sheet.text, sheet.date)
        assert [(m.kind, m.start, m.end) for m in gold.marks] == [(r.kind, r.start, r.end) for r in flat(sheet.regions)]


@pytest.mark.parametrize("format", ["label-studio", "prodigy", "docbin", "brat"])
def test_strings_that_try_something_come_back_as_they_are(format: str) -> None:
    articles = [record(text, "a.txt").with_text(text) for text in ENCODABLE.values()]
    told: list[str] = []
    found = come_back(format, articles, told)
    cut = {remark.partition(":")[0] for remark in told}
    assert [gold for gold in found if gold.id not in cut] == [g for g in as_sheets_hold(articles) if g.id not in cut]
    assert (len(cut) > 0) == (format == "brat")


@pytest.mark.parametrize("format", ["label-studio", "prodigy"])
def test_nothing_in_json_is_a_command_to_a_terminal(format: str) -> None:
    articles = [record(text, "a.txt").with_text(text) for text in ENCODABLE.values()]
    assert not CONTROLS.search(b"".join(write(format, articles, Layout())).decode())


anything = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
some_articles = st.lists(records() | some_gold(), min_size=1, max_size=3)


@anything
@given(some_articles)
def test_any_record_comes_back_as_gold(articles: list[Record | Gold]) -> None:
    assert come_back("gold", articles, []) == list(golds(articles, ignored))


@pytest.mark.parametrize("format", ["label-studio", "prodigy", "docbin"])
@anything
@given(articles=some_articles)
def test_any_record_comes_back_from_a_tool(format: str, articles: list[Record | Gold]) -> None:
    before: list[str] = []
    expected = [gold_of(sheet) for sheet in sheets(articles, before.append)]
    told: list[str] = []
    assert come_back(format, articles, told) == expected
    assert told == before  # of people without a mention


@anything
@given(some_articles)
def test_any_record_comes_back_from_brat_or_it_is_told(articles: list[Record | Gold]) -> None:
    before: list[str] = []
    expected = [gold_of(sheet) for sheet in sheets(articles, before.append)]
    told: list[str] = []
    found = come_back("brat", articles, told)
    assert [(gold.id, gold.text, gold.date) for gold in found] == [(g.id, g.text, g.date) for g in expected]
    assert found == expected or len(told) > len(before)


@anything
@given(some_articles)
def test_any_mention_comes_back_from_conll_or_it_is_told(articles: list[Record | Gold]) -> None:
    told: list[str] = []
    found = come_back("conll", articles, told)
    for gold, sheet in zip(found, sheets(articles, ignored), strict=True):
        assert (gold.text, gold.date) == (sheet.text, sheet.date)
        kept = {(m.kind, m.start, m.end) for m in gold.marks}
        before = {(r.kind, r.start, r.end) for r in sheet.regions}
        assert kept <= before
        for kind, start, end in before - kept:
            assert any(f"{kind} '{sheet.text[start:end]}' at {start}" in remark for remark in told)


@anything
@given(records() | some_gold())
def test_a_sheet_of_gold_is_the_same_gold(article: Record | Gold) -> None:
    (gold,) = (gold_of(sheet) for sheet in sheets([article], ignored))
    assert gold_of(sheet_of(gold, ignored)) == gold
