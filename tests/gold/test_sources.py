"""Which source is what, by its content; one bad article never stops the others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.errors import Unreadable
from extractor.gold.files import Unusable, encoded, read_text
from extractor.gold.model import Gold
from extractor.gold.sources import read_gold

MENTION = {"start": 0, "end": 3, "label": "PERSON"}
RESULT = {"id": "a", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["PERSON"]}}
TASK = {"data": {"text": "Ana"}, "annotations": [{"result": [RESULT]}]}
CONLL = "-DOCSTART-\t-X-\t-X-\tid=c\tO\n\nAna\t0\t3\tSpaceAfter=No\tB-PERSON\n\n"
CONTENTS = {
    "prodigy.jsonl": json.dumps({"text": "Ana", "spans": [MENTION], "answer": "accept"}),
    "prodigy in a file of another name": "\n\n" + json.dumps({"text": "Ana", "spans": [MENTION], "answer": "accept"}),
    "label-studio.json": json.dumps([TASK]),
    "indented.json": json.dumps([TASK], indent=2),
    "one task.json": json.dumps(TASK, indent=2),
    "one task in a line.json": json.dumps(TASK),
    "json-min.json": json.dumps([{"text": "Ana", "label": [{"start": 0, "end": 3, "labels": ["PERSON"]}]}]),
    "tokens.conll": CONLL,
    "a.marked": "⟦P|Ana⟧",
}


def read(path: Path) -> tuple[list[Gold | Unusable], list[str]]:
    told: list[str] = []
    return list(read_gold(path, told.append)), told


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("name", CONTENTS)
def test_the_content_tells(tmp_path: Path, name: str, bom: str) -> None:
    (tmp_path / name).write_text(bom + CONTENTS[name], encoding="utf-8")
    (gold,), _ = read(tmp_path / name)
    assert isinstance(gold, Gold)
    assert [(m.kind, m.start, m.end, m.name) for m in gold.marks] == [
        ("PERSON", 0, 3, "Ana" if ".marked" not in name else None)
    ]


@pytest.mark.parametrize(("name", "content"), [("a.json", '{"mentions": []}'), ("a.ann", "T1\tPerson 0 3\tAna")])
def test_one_gold_file_with_its_text(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / "a.txt").write_text("Ana")
    (tmp_path / name).write_text(content)
    (gold,), _ = read(tmp_path / name)
    assert isinstance(gold, Gold)
    assert (gold.id, gold.text) == ("a", "Ana")


NO_GOLD = [
    ("", "is nothing that gold is read from: a gold file, an export of Label Studio (JSON)"),
    ("Ana left.", "is nothing that gold is read from"),
    ("[", "malformed JSON"),
    ("{", "malformed JSON"),
    ("[1,\n2", "malformed JSON at line 2"),
    ("\xff", "is nothing that gold is read from"),
    ('[{"a": "\xff"}]', "not UTF-8 at byte 8"),
    (
        '{"schema": "extractor/1", "document": {}}\n{}',
        "holds records, which are no gold until somebody has corrected them",
    ),
]


@pytest.mark.parametrize(("content", "complaint"), NO_GOLD)
def test_what_is_no_gold(tmp_path: Path, content: str, complaint: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(Unusable) as caught:
        read(path)
    assert str(caught.value).startswith(f"{path}: {complaint}")


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="there is no such file; check the path"):
        read(tmp_path / "nothing")


def test_a_bad_file_in_a_folder_does_not_stop_the_others(tmp_path: Path) -> None:
    for name, content in {"a": "⟦P|Ana⟧", "b": "⟦P|Ana", "c": "⟦P|Ana⟧"}.items():
        (tmp_path / f"{name}.marked").write_text(content)
    (first, bad, last), _ = read(tmp_path)
    assert isinstance(first, Gold) and isinstance(last, Gold)
    assert str(bad) == f"{tmp_path / 'b.marked'}: line 1 column 1: ⟦P| is never closed"


def test_the_days_beside_files_of_brat(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text("Ana")
        (tmp_path / f"{name}.ann").write_text("")
    (tmp_path / "published.tsv").write_text("a\t2024-03-15\r\nb\tMay\nno tab\n")
    (first, bad, last), _ = read(tmp_path)
    assert isinstance(first, Gold) and isinstance(last, Gold)
    assert (str(first.date), last.date) == ("2024-03-15", None)
    assert "the document's date 'May' is no day" in str(bad)


@pytest.mark.parametrize("text", ["", "a\r\nb\n", "\ufeff", "\ufeffAna", "😀"])
def test_a_text_is_read_as_it_was_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(encoded(text))
    assert read_text(tmp_path / "a.txt") == text
