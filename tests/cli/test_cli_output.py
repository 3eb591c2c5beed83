"""`--output`: a file is replaced at once or not at all."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from cli.conftest import Cli
from extractor.cli.output import Unwritable, opened
from extractor.record import Record


def left_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    old = os.umask(0o027)
    try:
        with opened(str(target)) as put:
            put(b"one\n")
            put(b"two\n")
            assert not target.exists()
    finally:
        os.umask(old)
    assert target.read_bytes() == b"one\ntwo\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert left_in(tmp_path) == {"out.jsonl"}


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    target.chmod(0o600)
    with opened(str(target)) as put:
        put(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    with opened(str(tmp_path / "link")) as put:
        put(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit, OSError])
def test_an_error_leaves_the_old_file_alone(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    with pytest.raises(error), opened(str(target)) as put:
        put(b"half")
        raise error
    assert target.read_bytes() == b"old"
    assert left_in(tmp_path) == {"out.jsonl"}


def test_nothing_written_leaves_the_old_file_alone(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"old")
    with opened(str(target)):
        pass
    assert target.read_bytes() == b"old"
    assert left_in(tmp_path) == {"out.jsonl"}


@pytest.mark.parametrize(("target", "why"), [("none/out.csv", "No such file or directory"), (".", "Is a directory")])
def test_where_nothing_can_be_written(tmp_path: Path, target: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unwritable, match=f"{target}: it cannot be written \\({why}\\); make room, or"), opened(target):
        pass


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_full_disk() -> None:
    with pytest.raises(Unwritable, match="No space left on device"), opened("/dev/full") as put:
        put(b"x")


def test_a_device_is_written_directly() -> None:
    with opened(os.devnull) as put:
        put(b"x")
    assert Path(os.devnull).exists()


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("o.csv", b"source,"),
        ("o.json", b"{\n"),
        ("o.JSONL", b'{"schema"'),
        ("o.ndjson", b'{"schema"'),
        ("o", b'{"schema"'),
    ],
)
def test_the_name_tells_the_format(loaded: Cli, port: str, name: str, begins: bytes) -> None:
    result = loaded(port, "--output", name)
    assert (result.exit_code, result.output) == (0, "")
    assert Path(name).read_bytes().startswith(begins)


def test_the_format_given_comes_first(loaded: Cli, port: str) -> None:
    loaded(port, "-o", "o.csv", "--format", "table")
    assert Path("o.csv").read_text(encoding="utf-8").startswith("port.txt · ")


def test_a_dash_is_standard_output(loaded: Cli, port: str) -> None:
    assert json.loads(loaded(port, "-o", "-").stdout)
    assert left_in(Path()) == {"port.txt"}


def test_what_could_be_read_is_in_the_file(loaded: Cli, port: str) -> None:
    assert loaded("none.txt", port, "-o", "o.jsonl").exit_code == 1
    assert len(Path("o.jsonl").read_bytes().splitlines()) == 1


def test_no_result_no_file(cli: Cli) -> None:
    Path("o.jsonl").write_text("old")
    assert cli("none.txt", "-o", "o.jsonl").exit_code == 1
    assert Path("o.jsonl").read_text() == "old"
    assert left_in(Path()) == {"o.jsonl"}


def test_a_fault_in_the_middle_leaves_the_old_file(loaded: Cli, port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("o.jsonl").write_text("old")
    good = [b"{}"]
    monkeypatch.setattr(Record, "to_json", lambda _: good.pop())
    result = loaded(port, port, "-o", "o.jsonl")
    assert result.exit_code == 1
    assert "unexpected IndexError" in result.stderr
    assert Path("o.jsonl").read_text() == "old"
    assert left_in(Path()) == {"o.jsonl", "port.txt"}
