"""JSON Lines: fields, names, and lines that are no article."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from extractor.errors import Unreadable
from extractor.readers import limits
from extractor.readers.found import Text
from extractor.readers.jsonl import FIELDS, read
from readers.conftest import Read


def found(data: bytes, encoding: str | None = None) -> list[tuple[Text, str] | Unreadable]:
    return list(read(io.BufferedReader(io.BytesIO(data)), "c.jsonl", encoding))  # type: ignore[arg-type]


def one(**fields: Any) -> tuple[Text, str]:
    (only,) = found(json.dumps(fields).encode())
    assert not isinstance(only, Unreadable)
    return only


def test_text_date_title_and_id() -> None:
    text, name = one(id="q1", text="  A court sat.\r\n", date="2024-03-15", title="A\ntitle", other=[1])
    assert text == ("  A court sat.\r\n", (), "A title", date(2024, 3, 15), None, ())  # exactly as it stands there
    assert name == "c.jsonl#q1"


@pytest.mark.parametrize("field", FIELDS["text"])
def test_usual_names_of_the_text(field: str) -> None:
    assert one(**{field.upper(): "A court sat."}) == (Text("A court sat."), "c.jsonl#1")


@pytest.mark.parametrize("field", FIELDS["date"])
def test_usual_names_of_the_date(field: str) -> None:
    assert one(text="A court.", **{field: "2024-03-15"})[0].published == date(2024, 3, 15)


@pytest.mark.parametrize(
    ("fields", "text", "title", "name"),
    [
        ({"text": "", "body": "A court."}, "A court.", None, "c.jsonl#1"),
        ({"text": None, "content": "A court.", "headline": "Jailed"}, "A court.", "Jailed", "c.jsonl#1"),
        ({"text": "A court.", "body": "no", "title": 5, "url": "https://q.example/a"}, "A court.", None, "c.jsonl#https://q.example/a"),
        ({"text": "A court.", "id": 7}, "A court.", None, "c.jsonl#7"),
        ({"text": "A court.", "id": " "}, "A court.", None, "c.jsonl#1"),
        ({"text": "A court.", "id": {"$oid": "1"}}, "A court.", None, "c.jsonl#1"),
    ],
)  # fmt: skip
def test_the_first_field_that_holds_something(fields: dict[str, Any], text: str, title: str | None, name: str) -> None:
    (made, known_as) = one(**fields)
    assert (made.text, made.title, known_as) == (text, title, name)


def test_a_date_that_is_not_understood_is_said() -> None:
    text, _ = one(text="A court.", date="03/04/2024")
    assert text.published is None
    assert text.warnings == ("its date '03/04/2024' is not understood; write it as 2024-03-15",)


def test_bad_lines_among_good_ones() -> None:
    lines = [
        b'{"text": "one"}', b"", b'{"text": "cut', b"[1]", b'{"title": "none"}', b'{"text": "caf\xc3\xa9"}\r',
        b'{"text": "\\ud800"}', b'{"text": "deep", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", b'{"text": "last"}',
    ]  # fmt: skip
    seen = found(b"\n".join(lines))
    assert [f[0].text for f in seen if not isinstance(f, Unreadable)] == ["one", "café", "last"]
    said = [str(f) for f in seen if isinstance(f, Unreadable)]
    assert [line.partition(":")[0] for line in said] == [f"c.jsonl#{n}" for n in (3, 4, 5, 7, 8)]
    assert "it is no JSON (" in said[0] and "it is no JSON object; write each article as" in said[1]
    assert said[2] == "c.jsonl#5: it has no text; name the field with the article one of text, body, content, article"


@pytest.mark.parametrize(
    "layout",
    ['[{"text": "one"}, {"text": "two"}]', '[\n  {"text": "one"},\n  {"text": "two"}\n]', ' [{"text": "one"},\n{"text": "two"}]\n'],
)  # fmt: skip
def test_an_array_of_articles(layout: str) -> None:
    assert [(f[0].text, f[1]) for f in found(layout.encode())] == [("one", "c.jsonl#1"), ("two", "c.jsonl#2")]  # type: ignore[index]


def test_one_object_over_several_lines() -> None:
    assert found(b'{\n  "id": "q",\n  "text": "one"\n}\n') == [(Text("one"), "c.jsonl#q")]


def test_an_array_with_a_bad_entry_and_one_that_is_cut() -> None:
    good, bad = found(b'[{"text": "one"}, {"text": 5}]')
    assert good == (Text("one"), "c.jsonl#1")
    assert str(bad).startswith("c.jsonl#2: it has no text")
    with pytest.raises(Unreadable, match=r"c\.jsonl: it is no JSON"):
        found(b'[{"text": "one"}, {"te')


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks(encoding: str) -> None:
    data = '{"text": "José"}\n{"text": "two"}\n'.encode(encoding)
    assert [f[0].text for f in found(data)] == ["José", "two"]  # type: ignore[index]


def test_an_encoding_that_is_given_and_one_that_is_guessed() -> None:
    line = '{"text": "Café owner jailed by a court for two years."}'.encode("cp1252")
    assert found(line, "cp1252")[0][0].warnings == ()  # type: ignore[index]
    (guessed,) = found(line)
    assert "a guess" in guessed[0].warnings[0]  # type: ignore[index]


def test_a_line_that_is_too_long_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.readers.jsonl.MOST_LINE", 2 * limits.MIB)
    long, good = found(b'{"text": "' + b"x" * 5 * limits.MIB + b'"}\n{"text": "two"}')
    assert str(long) == "c.jsonl#1: the line is longer than 2 MiB; split the article"
    assert good == (Text("two"), "c.jsonl#2")


def test_a_corpus_is_never_held_in_memory(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b'{"text": "A court sat."}' + b" " * 999 + b"\n"
            buffer[: len(line)] = line
            self.given += len(line)
            return len(line)

    endless = Endless()
    articles: Iterator[Any] = read_stream(endless)
    for _ in range(50):
        assert next(articles)[0].text == "A court sat."
    assert endless.given < 2 * limits.MIB


def read_stream(stream: io.RawIOBase) -> Iterator[Any]:
    from extractor.readers.jsonl import read as read_jsonl

    return read_jsonl(io.BufferedReader(stream), "c.jsonl", None)
