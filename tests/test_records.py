"""Records read again: what was written comes back, what does not fit is told."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import Unreadable
from extractor.record import Record
from extractor.records import mentions, read_records
from extractor.writers import Layout, write

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

TEXT = "A Paris court jailed Jean Dupont for six years on 12 March 2024 for fraud."


@pytest.fixture(scope="module")
def record(ex: Extractor) -> Record:
    return ex.extract(TEXT, source="a.txt").with_text(TEXT)


@pytest.mark.parametrize("format", ["jsonl", "json"])
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("packed", [False, True])
def test_what_is_written_comes_back(record: Record, tmp_path: Path, format: str, count: int, packed: bool) -> None:
    data = b"".join(write(format, [record] * count, Layout()))
    path = tmp_path / "records"
    path.write_bytes(gzip.compress(data) if packed else data)
    assert list(read_records(str(path), with_text=True)) == [record] * count


def test_blank_lines_and_a_byte_order_mark(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "records"
    path.write_bytes(b"\xef\xbb\xbf\n\n" + record.to_json() + b"\r\n\n")
    assert list(read_records(str(path))) == [record]


def test_mentions_are_everything_with_a_place(record: Record) -> None:
    assert [m.text for m in mentions(record)] == ["Jean Dupont", "Paris court", "12 March 2024", "six years"]


def without(*path: str) -> Any:
    def change(plain: dict[str, Any]) -> None:
        for key in path[:-1]:
            plain = plain[key]
        del plain[path[-1]]

    return change


def setting(value: Any, *path: Any) -> Any:
    def change(plain: Any) -> None:
        for key in path[:-1]:
            plain = plain[key]
        plain[path[-1]] = value

    return change


WRONG = [
    (without("people"), "missing required field `people`"),
    (without("document", "sha256"), "missing required field `sha256`"),
    (setting("much", "sentences", 0, "kind"), "Invalid enum value 'much'"),
    (setting([], "sentences", 0, "names"), "sentence s1 does not name each of its people"),
    (setting(2**63, "document", "words"), "its article is larger than any"),
    (setting(0, "people", 0, "mentions", 0, "page"), "'Jean Dupont' at 21 is on no page"),
    (setting(["p9"], "sentences", 0, "people"), "sentence s1 is of somebody who is not among its people"),
    (setting({"id": "c9", "name": "x"}, "sentences", 0, "court"), "a court that is not among its courts"),
    (setting({"id": "d9", "value": None}, "sentences", 0, "date"), "a date that is not among its dates"),
    (setting(10_000, "people", 0, "mentions", 0, "end"), "'Jean Dupont' at 21 is outside of its article"),
    (setting(20, "people", 0, "mentions", 0, "start"), "'Jean Dupont' is not what its text says at 20"),
    (without("document", "text"), "it does not hold its article's text; write it with 'extractor run --with-text'"),
]


@pytest.mark.parametrize(("change", "message"), WRONG, ids=[message for _, message in WRONG])
def test_one_that_does_not_fit_is_told_and_the_rest_goes_on(
    record: Record, tmp_path: Path, change: Any, message: str
) -> None:
    plain = record.to_dict()
    change(plain)
    path = tmp_path / "records.jsonl"
    path.write_bytes(record.to_json() + b"\n" + json.dumps(plain).encode() + b"\n" + record.to_json() + b"\n")
    first, told, last = read_records(str(path), with_text=True)
    assert (first, last) == (record, record)
    assert isinstance(told, Unreadable)
    assert str(told).startswith(f"{path}: line 2: ")
    assert message in str(told)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it holds no records"),
        (b"\n \n", "it holds no records"),
        (b"[]", "it holds no records"),
        (b"[1, ", "it is no JSON"),
        (b"\x1f\x8bnot", "damaged or cut short"),
    ],
)
def test_a_file_without_records(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=message) as told:
        list(read_records(str(path)))
    assert "\n" not in str(told.value)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=200) | st.text('[{"schema:1,}] \n', max_size=60).map(str.encode))
def test_any_bytes_are_records_or_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any"
    path.write_bytes(data)
    try:
        assert all(isinstance(one, Unreadable) and "\n" not in str(one) for one in read_records(str(path)))
    except Unreadable as told:
        assert "\n" not in str(told)
