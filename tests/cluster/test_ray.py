"""`extractor.ray`: batches of a Ray Dataset. What a whole dataset gives is in `test_cluster_docs`."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from extractor.ray import RESULTS, Extract, NoArticles

STORY = "A Paris court jailed Jean Dupont for six years on Tuesday for fraud."


def facts(row: dict[str, Any]) -> tuple[Any, ...]:
    """Name, who is sentenced to how much, and the day that "on Tuesday" was."""
    record = json.loads(row["record"])
    sentence = record["sentences"][0]
    return record["document"]["source"], sentence["names"], sentence["term"], sentence["date"]["value"]


# A batch


def test_a_row_of_text(extract: Extract) -> None:
    (row,) = extract({"text": [STORY], "date": ["2024-03-15"], "id": ["q-17"], "language": ["en"]}).to_pylist()
    assert facts(row) == ("q-17", ["Jean Dupont"], "P6Y", "2024-03-12")
    assert {name: row[name] for name in row if name != "record"} == {
        "date": "2024-03-15",
        "id": "q-17",
        "language": "en",
        "source": "q-17",
        "article": 0,
        "error": None,
        "remedy": None,
    }


def test_columns_are_called_as_in_json_lines(extract: Extract) -> None:
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame({"Body": [STORY], "published": [pd.Timestamp("2024-03-15")], "URL": ["https://x.test/1"]})
    arrays = {
        "content": np.array([STORY]),
        "pubDate": np.array(["2024-03-15"], "datetime64[s]"),
        "link": np.array(["a"]),
    }
    assert [facts(row)[1:] for batch in (frame, arrays) for row in extract(batch).to_pylist()] == [
        (["Jean Dupont"], "P6Y", "2024-03-12")
    ] * 2


def test_a_row_without_a_name_has_none(extract: Extract) -> None:
    (row,) = extract({"text": [STORY]}).to_pylist()
    assert (row["source"], json.loads(row["record"])["document"]["source"]) == (None, None)


def test_bytes_of_many_articles(extract: Extract) -> None:
    lines = "\n".join(json.dumps(each) for each in [{"id": "a", "text": STORY}, {"title": "no text"}, {"text": STORY}])
    rows = extract({"bytes": [lines.encode()], "path": ["s3://news/2024.jsonl"]}).to_pylist()
    assert [(row["path"], row["article"], row["source"]) for row in rows] == [
        ("s3://news/2024.jsonl", 0, "s3://news/2024.jsonl"),
        ("s3://news/2024.jsonl", 1, "s3://news/2024.jsonl#2"),
        ("s3://news/2024.jsonl", 2, "s3://news/2024.jsonl"),
    ]
    assert [row["error"] for row in rows] == [None, "it has no text", None]
    assert json.loads(rows[2]["record"])["document"]["source"] == "s3://news/2024.jsonl#3"


def test_what_is_no_article_is_a_row_with_an_error(extract: Extract) -> None:
    texts = extract({"text": [STORY, None, "", STORY]}).to_pylist()
    assert [row["error"] for row in texts] == [None, "it has no text", "it has no text", None]
    files = extract({"bytes": [STORY.encode(), None, b"\x00\x01\x02\x00" * 9, b"%PDF-1.7 cut"]}).to_pylist()
    assert [row["record"] is None for row in files] == [False, True, True, True]
    assert all(row["error"] and row["remedy"] for row in files[1:])


def test_an_error_of_our_own_costs_one_article(extract: Extract, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = extract._work._extractor.stream

    def faulty(articles: Any) -> Any:
        for article in articles:
            if "poison" in article.text:
                raise ZeroDivisionError
            yield from stream([article])

    monkeypatch.setattr(extract._work._extractor, "stream", faulty)
    rows = extract({"text": [STORY, "poison", STORY]}).to_pylist()
    assert [row["error"] for row in rows] == [None, "unexpected ZeroDivisionError", None]


def test_an_empty_batch_has_the_columns(extract: Extract) -> None:
    table = extract({"text": [], "id": []})
    assert table.column_names == ["id", *RESULTS.names]
    assert table.num_rows == 0


def test_a_dataset_without_articles(extract: Extract) -> None:
    with pytest.raises(NoArticles, match="none of the columns id, words has articles; rename one to bytes, text"):
        extract({"id": [1], "words": ["a"]})


def test_options_are_those_of_the_command() -> None:
    (row,) = Extract(only=["courts"], with_text=True)({"text": [STORY]}).to_pylist()
    record = json.loads(row["record"])
    assert (record["sentences"], record["document"]["text"]) == ([], STORY)


def test_without_pyarrow_the_command_that_installs_it_is_named() -> None:
    program = "import sys; sys.modules['pyarrow'] = None; import extractor.ray"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stderr.endswith("ImportError: extractor.ray needs Ray Data: pip install 'extractor[ray]'\n")
