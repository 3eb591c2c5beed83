"""What a worker does with a file: dates, lists that are left out, and that company changes no record."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import msgspec
import pytest

from batch.fakes import write
from extractor.article import Article
from extractor.batch.extraction import Extraction, dated
from extractor.batch.messages import Input
from extractor.batch.work import DateSource, Task
from extractor.patterns import Patterns
from extractor.pipeline import Extractor
from extractor.readers.text import read
from extractor.record import Record

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
NOON = 1_710_504_000_000_000_000  # 2024-03-15, 12:00 UTC
ITEM = Input(b"", b"2023-01-02-port.txt", modified=NOON)
PLAIN = Article("Text.", date=date(2020, 1, 1), date_from="dateline")
TOLD = Article("Text.", date=date(2021, 1, 1), date_from="metadata")


@pytest.fixture
def work(ex: Extractor, monkeypatch: pytest.MonkeyPatch) -> Extraction:
    monkeypatch.setattr("extractor.batch.extraction.load", lambda *_, **__: ex)
    return Extraction(Task())


@pytest.mark.parametrize(
    ("article", "sources", "day", "told_by"),
    [
        (PLAIN, (), "2020-01-01", "dateline"),
        (PLAIN, ("name",), "2023-01-02", "filename"),
        (PLAIN, ("mtime",), "2024-03-15", "mtime"),
        (PLAIN, ("metadata",), "2020-01-01", "dateline"),
        (TOLD, ("metadata", "name"), "2021-01-01", "metadata"),
        (PLAIN, ("metadata", "mtime"), "2024-03-15", "mtime"),
        (TOLD, ("name", "metadata"), "2023-01-02", "filename"),
    ],
)
def test_dates_come_from_where_they_should(
    article: Article, sources: tuple[DateSource, ...], day: str, told_by: str
) -> None:
    found = dated(article, ITEM, sources)
    assert (str(found.date), found.date_from) == (day, told_by)


def test_a_name_without_a_date_and_a_time_that_is_not_known() -> None:
    assert dated(PLAIN, Input(b"", b"port.txt"), ("name", "mtime")) == PLAIN


def test_a_record_does_not_depend_on_its_company(work: Extraction) -> None:
    """Nor on what was read before: else the output would depend on workers and interruptions."""
    articles = [article for path in SAMPLES for article in work.articles(Input(b"", str(path).encode()))]
    alone = {article.source: work.lines([article]) for article in articles}
    chance = random.Random(1)
    for _ in range(4):
        chance.shuffle(articles)
        size = chance.randrange(2, 8)
        for start in range(0, len(articles), size):
            some = articles[start : start + size]
            assert work.lines(some) == [line for article in some for line in alone[article.source]]


def test_words_are_learnt_for_a_while_only(work: Extraction, ex: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_to_learn", 1)
    (article,) = work.articles(Input(b"", str(SAMPLES[0]).encode()))
    work.lines([msgspec.structs.replace(article, text="Zyxwv spoke.")])
    work.lines([msgspec.structs.replace(article, text="Qponm spoke.")])
    assert "Zyxwv" in ex.nlp.vocab.strings
    assert "Qponm" not in ex.nlp.vocab.strings


def test_a_pipeline_that_has_seen_many_words_is_loaded_anew(
    ex: Extractor, monkeypatch: pytest.MonkeyPatch, work: Extraction
) -> None:
    (article,) = work.articles(Input(b"", str(SAMPLES[0]).encode()))
    before = work.lines([article])
    loaded = []
    monkeypatch.setattr("extractor.batch.extraction.load", lambda *_, **__: loaded.append(ex) or ex)
    monkeypatch.setattr("extractor.batch.extraction._MOST_WORDS", 5)
    monkeypatch.setattr(work, "_full", len(ex.nlp.vocab))
    for number in range(9):
        text = f"{article.text}\n" + "".join(f"zyx{number}w{n} " for n in range(9))
        work.lines([msgspec.structs.replace(article, text=text)])
        assert work.lines([article]) == before
    assert 4 < len(loaded) <= 9


def test_the_text_and_the_patterns_that_are_asked_for(ex: Extractor, tmp_path: Path) -> None:
    patterns = Patterns(cases=("Blue Ledger",))
    folder = write(tmp_path, {"a.html": "<html><body><p>The Blue Ledger affair ended in Paris.</p></body></html>"})
    work = Extraction(Task(patterns=patterns, with_text=True))
    (line,) = work.lines(list(work.articles(Input(b"", str(folder / "a.html").encode()))))  # type: ignore[arg-type]
    record = msgspec.json.decode(line, type=Record)
    assert record.document.format == "html"
    assert record.document.text == "The Blue Ledger affair ended in Paris."
    assert [case.name for case in record.cases] == ["Blue Ledger"]


def test_only_some_lists_and_the_warnings_of_the_reader(
    ex: Extractor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("extractor.batch.extraction.load", lambda *_, **__: ex)
    work = Extraction(Task(only=frozenset({"dates"}), date=date(2024, 3, 15)))
    folder = write(tmp_path, {"a.txt": "A Paris court jailed Jean Dupont for six years\x07 on Tuesday."})
    (article,) = work.articles(Input(b"", str(folder / "a.txt").encode()))
    (line,) = work.lines([article])
    record = msgspec.json.decode(line, type=Record)
    assert [d.value for d in record.dates] == ["2024-03-12"]
    assert not record.people
    assert not record.sentences
    assert record.document.date_from == "option"
    assert record.warnings == list(read((folder / "a.txt").read_bytes(), "a").warnings)
    assert len(record.warnings) == 1
