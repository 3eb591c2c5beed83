"""`extractor convert`, and where its output goes: streams, files, folders, what is there already."""

from __future__ import annotations

import gzip
import json
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click
import pyarrow.parquet as pq
import pytest

from cli.conftest import Cli
from extractor import writers
from extractor.cli.delivery import Delivery
from extractor.errors import LibraryMissing
from extractor.record import Record
from extractor.writers import FORMATS, ROW_KINDS, Format, Layout
from writers.hostile import record

ONE, TWO = record("Jean Dupont", "a.txt"), record("Ann Lee", "b.txt")


@pytest.fixture
def stored(cli: Cli) -> str:
    """The name of a file with two records."""
    Path("r.jsonl").write_bytes(ONE.to_json() + b"\n" + TWO.to_json() + b"\n")
    return "r.jsonl"


def written(format: str, *records: Record, **layout: object) -> bytes:
    return b"".join(writers.write(format, records, Layout(**layout)))  # type: ignore[arg-type]


def listed(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


STREAMS = [format for format, about in FORMATS.items() if about.shapes[0] == "stream" and about.text != "must"]


@pytest.mark.parametrize("format", STREAMS)
def test_the_same_as_was_written_at_once(cli: Cli, stored: str, format: str) -> None:
    result = cli("convert", stored, "--format", format)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout_bytes == written(format, ONE, TWO)


@pytest.mark.parametrize("format", [format for format in STREAMS if FORMATS[format].suffixes])
def test_each_suffix_tells_its_format(cli: Cli, stored: str, format: str) -> None:
    for suffix in FORMATS[format].suffixes:
        assert cli("convert", stored, "-o", f"Out{suffix.upper()}").exit_code == 0
        assert Path(f"Out{suffix.upper()}").read_bytes() == written(format, ONE, TWO)


def test_no_two_formats_have_one_suffix() -> None:
    suffixes = [suffix for about in FORMATS.values() for suffix in about.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_back_and_forth_nothing_is_lost(cli: Cli, stored: str) -> None:
    cli("convert", stored, "-o", "r.json")
    assert cli("convert", "r.json", "--format", "jsonl").stdout_bytes == Path(stored).read_bytes()


def test_compressed_and_from_a_pipe(cli: Cli, stored: str) -> None:
    assert cli("convert", stored, "-o", "r.csv.gz").exit_code == 0
    assert gzip.decompress(Path("r.csv.gz").read_bytes()) == written("csv", ONE, TWO)
    again = Path("r.csv.gz").read_bytes()
    cli("convert", stored, "-o", "r.csv.gz")
    assert Path("r.csv.gz").read_bytes() == again
    piped = gzip.compress(Path(stored).read_bytes())
    for args in (["convert"], ["convert", "-"]):
        assert cli(*args, "--format", "csv", stdin=piped).stdout_bytes == written("csv", ONE, TWO)


def test_several_files_are_an_array(cli: Cli, stored: str) -> None:
    Path("one.jsonl").write_bytes(ONE.to_json())
    assert cli("convert", "one.jsonl", "--format", "json").stdout_bytes == written("json", ONE)
    assert len(json.loads(cli("convert", "one.jsonl", stored, "--format", "json").stdout)) == 3


def test_a_kind_as_rows(cli: Cli, stored: str) -> None:
    for format in ("csv", "tsv", "jsonl"):
        result = cli("convert", stored, "--format", format, "--kind", "sentences")
        assert result.stdout_bytes == written(format, ONE, TWO, kind="sentences")
    assert cli("convert", stored, "--flat").stdout_bytes == written("jsonl", ONE, TWO, kind="mentions")


def test_what_is_no_record_is_named_and_the_rest_is_done(cli: Cli, stored: str) -> None:
    Path("bad.jsonl").write_bytes(b'{"x": 1}\n' + ONE.to_json() + b"\n")
    result = cli("convert", "none.jsonl", "bad.jsonl", stored, "--format", "csv", "-o", "o.csv")
    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["none.jsonl", "bad.jsonl"]
    assert Path("o.csv").read_bytes() == written("csv", ONE, ONE, TWO)


def test_no_record_no_file(cli: Cli) -> None:
    Path("bad.jsonl").write_bytes(b"{}\n")
    for name in ("o.csv", "o/"):
        assert cli("convert", "bad.jsonl", "--format", "csv", "-o", name).exit_code == 1
    assert listed() == ["bad.jsonl"]


def test_a_database(cli: Cli, stored: str) -> None:
    assert cli("convert", stored, "-o", "o.db").exit_code == 0
    with closing(sqlite3.connect("o.db")) as db:
        assert db.execute("SELECT people FROM penalties").fetchall() == [("Jean Dupont",), ("Ann Lee",)]
        db.execute("PRAGMA application_id = 1")
    assert "o.db is there and was not made by the extractor" in cli("convert", stored, "-o", "o.db").stderr
    assert cli("convert", stored, "-o", "o.db", "--force").exit_code == 0


def test_articles_straight_into_a_database(loaded: Cli, port: str) -> None:
    assert loaded(port, "--with-text", "-o", "o.db").exit_code == 0
    with closing(sqlite3.connect("o.db")) as db:
        ((text, people),) = db.execute("SELECT articles.text, people FROM articles, penalties WHERE kind = 'fine'")
    assert (text.encode(), people) == (Path(port).read_bytes(), "Marta Oyelaran")


@pytest.mark.parametrize("name", ["o.db.gz", "o.parquet.gz"])
def test_what_is_no_stream_is_not_compressed(cli: Cli, stored: str, name: str) -> None:
    assert "makes a file that is not compressed; leave .gz out" in cli("convert", stored, "-o", name).stderr
    assert listed() == [stored]


def test_parquet_whole_and_flat(cli: Cli, stored: str) -> None:
    assert cli("convert", stored, "-o", "o.parquet").exit_code == 0
    assert pq.read_table("o.parquet").num_rows == 2
    assert cli("convert", stored, "-o", "s.parquet", "--kind", "sentences").exit_code == 0
    assert pq.read_table("s.parquet").column("person").to_pylist() == ["Jean Dupont", "Ann Lee"]


def test_what_only_left_is_converted(loaded: Cli, port: str) -> None:
    loaded(port, "--only", "sentences", "-o", "r.jsonl")
    for name in ("o.db", "o.parquet", "o.csv", "o.jsonld", "o.ftm.json"):
        result = loaded("convert", "r.jsonl", "-o", name)
        assert (result.exit_code, result.output) == (0, "")


# Folders


def test_a_new_folder_is_made(cli: Cli, stored: str) -> None:
    assert cli("convert", stored, "--format", "csv", "-o", "out/").exit_code == 0
    assert {path.name for path in Path("out").iterdir()} == {f"{kind}.csv" for kind in ROW_KINDS}
    assert Path("out/people.csv").read_bytes() == written("csv", ONE, TWO, kind="people")
    assert listed() == ["out", stored]


def test_an_empty_folder_is_filled(cli: Cli, stored: str) -> None:
    Path("out").mkdir()
    assert cli("convert", stored, "--format", "tsv", "-o", "out").exit_code == 0
    assert len(listed("out")) == len(ROW_KINDS)


def test_what_lies_in_a_folder_is_replaced_only_with_force(cli: Cli, stored: str) -> None:
    Path("out").mkdir()
    for name in ("people.csv", "notes.txt"):
        Path("out", name).write_text("mine")
    result = cli("convert", stored, "--format", "csv", "-o", "out")
    assert result.exit_code == 2
    assert "out is not empty; choose another name, or give --force" in result.stderr
    assert listed("out") == ["notes.txt", "people.csv"]
    assert cli("convert", stored, "--format", "csv", "-o", "out", "--force").exit_code == 0
    assert Path("out/people.csv").read_bytes() == written("csv", ONE, TWO, kind="people")
    assert Path("out/notes.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (["-o", "out"], "out is a folder: say with --format what it gets, csv"),
        (["-o", "out", "--format", "jsonl"], "jsonl goes to a file, and out is a folder"),
        (["-o", "out", "--format", "csv", "--kind", "people"], "leave --kind out, or name a file in out"),
        (["-o", "r.jsonl"], "--output r.jsonl is one of the inputs"),
        (["--format", "ftm", "--kind", "people"], "--kind and --flat go with --format jsonl, csv"),
    ],
)
def test_wrong_usage(cli: Cli, stored: str, args: list[str], why: str) -> None:
    Path("out").mkdir()
    result = cli("convert", stored, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert why in result.stderr


# A format that is no stream, made for these tests


@pytest.fixture
def boxes(monkeypatch: pytest.MonkeyPatch) -> Callable[[Format], None]:
    """Registers a format "box", whose files hold a name a line."""

    class Box:
        @staticmethod
        def save(records: object, path: Path, layout: Layout) -> None:
            with path.open("x") as file:
                file.writelines(f"{one.document.source}\n" for one in records)  # type: ignore[attr-defined]

        @staticmethod
        def save_folder(records: object, path: Path, layout: Layout) -> None:
            (path / "deep").mkdir()
            Box.save(records, path / "deep" / "all.box", layout)

        @staticmethod
        def is_ours(path: Path) -> bool:
            return path.read_text().endswith(".txt\n")

    def register(about: Format) -> None:
        monkeypatch.setitem(FORMATS, "box", about)
        monkeypatch.setattr(writers, "_module", lambda _: Box)
        monkeypatch.setattr("extractor.cli.delivery.FORMATS", FORMATS)

    return register


FILE = Format("boxes", ("file",), (".box",), guarded=True)
FOLDER = Format("boxes", ("folder",))


def test_a_file_is_put_in_its_place_when_it_is_whole(
    cli: Cli, stored: str, boxes: Callable[[Format], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    boxes(FILE)
    Path("o.box").write_text("old.txt\n")
    Path("o.box").chmod(0o600)
    Path("bad.jsonl").write_bytes(Path(stored).read_bytes() + b"{}\n")
    assert cli("convert", "bad.jsonl", "-o", "o.box").exit_code == 1
    assert Path("o.box").read_text() == "a.txt\nb.txt\n"
    assert stat.S_IMODE(Path("o.box").stat().st_mode) == 0o600
    monkeypatch.setattr("extractor.records.read_records", lambda *_, **__: iter([ONE, None]))
    result = cli("convert", stored, "-o", "o.box")
    assert (result.exit_code, "unexpected AttributeError" in result.stderr) == (1, True)
    assert Path("o.box").read_text() == "a.txt\nb.txt\n"
    assert listed() == ["bad.jsonl", "o.box", stored]


def test_a_file_of_others_is_replaced_only_with_force(cli: Cli, stored: str, boxes: Callable[[Format], None]) -> None:
    boxes(FILE)
    Path("o.box").write_text("something else")
    result = cli("convert", stored, "-o", "o.box")
    assert result.exit_code == 2
    assert "o.box is there and was not made by the extractor; choose another name, or give --force" in result.stderr
    assert Path("o.box").read_text() == "something else"
    assert cli("convert", stored, "-o", "o.box", "--force").exit_code == 0
    assert cli("convert", stored, "-o", "o.box").exit_code == 0


@pytest.mark.parametrize("target", [None, "-", "/dev/null"])
@pytest.mark.parametrize(("about", "what"), [(FILE, "a file"), (FOLDER, "a folder")])
def test_what_is_no_stream_cannot_be_piped(
    boxes: Callable[[Format], None], about: Format, what: str, target: str | None
) -> None:
    boxes(about)
    with pytest.raises(click.UsageError, match=f"box makes {what}, "):
        Delivery(asked="box", output=target).check([])


def test_files_of_a_folder_keep_their_folders(cli: Cli, stored: str, boxes: Callable[[Format], None]) -> None:
    boxes(FOLDER)
    Delivery(asked="box", output="out").deliver(iter([ONE, TWO]), many=False)
    assert Path("out/deep/all.box").read_text() == "a.txt\nb.txt\n"


def test_a_missing_library_is_told_with_what_installs_it(cli: Cli, boxes: Callable[[Format], None]) -> None:
    boxes(Format("boxes", ("file",), library="no_such_library", extra="boxes"))
    with pytest.raises(LibraryMissing, match=r"--format box needs no_such_library, which is missing; install it: pip"):
        Delivery(asked="box", output="o.box").check([])
