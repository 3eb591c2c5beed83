"""What a reader knew, in the record."""

from __future__ import annotations

import jsonschema

from extractor.article import Article
from extractor.origin import with_origin
from extractor.pipeline import Extractor
from extractor.record import json_schema

PAGES = (
    "A Madrid court jailed Ann Lee for six years on 3 May 2019.\n\n",
    "",
    "Ann Lee v. Spain goes to the High Court.",
)
TEXT = "".join(PAGES)


def test_each_mention_has_the_page_on_which_it_begins(ex: Extractor) -> None:
    second = len(PAGES[0])
    record = ex.extract_article(Article(TEXT, "a.pdf", format="pdf", pages=(0, second, second))).to_dict()
    jsonschema.validate(record, json_schema())
    mentions = [m for kind in ("people", "courts", "cases") for e in record[kind] for m in e["mentions"]]
    mentions += record["dates"] + record["sentences"]
    assert {m["page"] for m in mentions} == {1, 3}
    for m in mentions:
        assert (m["page"] == 1) == (m["start"] < second)
        assert TEXT[m["start"] : m["end"]] == m["text"]


def test_warnings_of_the_reader_come_first(ex: Extractor) -> None:
    record = ex.extract_article(Article("A Madrid court jailed Ann Lee on Tuesday.", warnings=("a guess",)))
    assert record.warnings[0] == "a guess"
    assert "--date" in record.warnings[1]


def test_the_format_is_told(ex: Extractor) -> None:
    assert ex.extract_article(Article("A court.", format="html")).to_dict()["document"]["format"] == "html"


def test_records_of_plain_text_have_none_of_it(ex: Extractor) -> None:
    article = Article(TEXT)
    record = ex.extract_article(article)
    assert with_origin(record, article) is record
    plain = record.to_dict()
    assert not {"format", "text"} & plain["document"].keys()
    assert all("page" not in found for found in (*plain["sentences"], *plain["dates"], *plain["people"][0]["mentions"]))
