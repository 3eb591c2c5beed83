"""The samples: their records are what the extractor says now, valid, and exact about where things stand."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from extractor.record import json_schema

SAMPLES = Path(__file__).parent.parent / "samples"
GOLD = Path(__file__).parent / "samples_gold"
ARTICLES = sorted(SAMPLES.glob("*.txt"))
SCHEMA = Draft202012Validator(json_schema())

each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def made_now() -> dict[str, bytes]:
    spec = importlib.util.spec_from_file_location("make_records", SAMPLES / "make_records.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {path.stem: record for path, record in module.records()}


def record_of(article: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(article.with_suffix(".json").read_bytes())
    return record


def spans(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in ("people", "courts", "cases"):
        for entity in record[kind]:
            yield from entity["mentions"]
    yield from record["dates"]
    yield from record["sentences"]


def test_there_are_ten_or_more_and_one_tells_of_fujimori() -> None:
    assert len(ARTICLES) >= 10
    assert any("Fujimori" in article.read_text(encoding="utf-8") for article in ARTICLES)


@each_article
def test_article_has_150_to_600_words(article: Path) -> None:
    assert 150 <= len(article.read_text(encoding="utf-8").split()) <= 600


@each_article
def test_record_is_what_the_extractor_says_now(article: Path, made_now: dict[str, bytes]) -> None:
    stored = article.with_suffix(".json").read_bytes().decode()
    assert stored == made_now[article.stem].decode(), "to renew it: python samples/make_records.py"


@each_article
def test_record_validates(article: Path) -> None:
    SCHEMA.validate(record_of(article))


@each_article
def test_offsets_slice(article: Path) -> None:
    text = article.read_bytes().decode()
    found = list(spans(record_of(article)))
    assert found
    assert [text[span["start"] : span["end"]] for span in found] == [span["text"] for span in found]


@each_article
def test_record_tells_the_date(article: Path) -> None:
    assert record_of(article)["document"]["date"] == gold_date(article)


@each_article
def test_gold_marks_are_of_this_text(article: Path) -> None:
    marked = (GOLD / f"{article.stem}.marked").read_text(encoding="utf-8")
    assert unmarked(marked.partition("\n=====\n")[0]).strip() == article.read_text(encoding="utf-8").strip()


def gold_date(article: Path) -> str | None:
    lines = (GOLD / f"{article.stem}.marked").read_text(encoding="utf-8").splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("date:")), None)


def unmarked(marked: str) -> str:
    """The text of an article with gold marks: `⟦P|Ada⟧` is `Ada`."""
    pieces = marked.split("⟦")
    return pieces[0] + "".join("".join(piece.partition("|")[2].split("⟧", 1)) for piece in pieces[1:])
