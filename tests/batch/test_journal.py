"""The journal and its spool: whatever happens to a run, they stay in step."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.batch.journal import NAME, Entry, Journal, JournalError
from extractor.batch.messages import Failure, Input, Result
from extractor.errors import Unwritable

END = Result(1, end=True)


def opened(folder: Path, **more: bool) -> Journal:
    folder.mkdir(exist_ok=True)
    return Journal(folder, folder / "records.jsonl", **more)


def add(journal: Journal, *names: str, text: str = "") -> None:
    for name in names:
        item = Input(name.encode(), name.encode(), 1, 2)
        journal.add(item, Result(0, f"{text or name}\n".encode()))
        journal.add(item, END)


def done(journal: Journal) -> list[str]:
    return [entry.key.decode() for entry in journal.entries()]


def content(folder: Path) -> str:
    return (folder / "records.jsonl").read_text()


def test_what_is_committed_stays(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a", "b")
        journal.commit()
        journal.set("colour", "red")
    with opened(tmp_path) as journal:
        assert list(journal.entries()) == [Entry(b"a", 1, 2, True, 1), Entry(b"b", 1, 2, True, 1)]
        assert journal.get("colour") == "red"
        add(journal, "c")
        journal.commit()
    assert content(tmp_path) == "a\nb\nc\n"


def test_what_is_not_committed_is_forgotten(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a")
        journal.commit()
        add(journal, "b")
    with opened(tmp_path) as journal:
        assert done(journal) == ["a"]
    assert content(tmp_path) == "a\n"


@pytest.mark.parametrize("tail", ["half a li", "b\n", "\0" * 5000])
def test_what_no_row_tells_of_is_cut_off(tmp_path: Path, tail: str) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a")
        journal.commit()
    with (tmp_path / "records.jsonl").open("a") as file:
        file.write(tail)
    with opened(tmp_path):
        assert content(tmp_path) == "a\n"


def test_a_row_without_its_line_is_dropped(tmp_path: Path) -> None:
    """As on a disk that told a lie about fsync."""
    with opened(tmp_path) as journal:
        add(journal, "aaaa", "bbbb", "cccc")
        journal.commit()
    os.truncate(tmp_path / "records.jsonl", 8)
    with opened(tmp_path) as journal:
        assert done(journal) == ["aaaa"]
    assert content(tmp_path) == "aaaa\n"


def test_a_spool_that_is_gone_is_missed(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a", "b")
        journal.commit()
    (tmp_path / "records.jsonl").rename(tmp_path / "elsewhere")
    with pytest.raises(JournalError, match=r"records\.jsonl: it is gone; put it back, or give --fresh to start over"):
        opened(tmp_path)
    with opened(tmp_path, fresh=True) as journal:
        assert done(journal) == []


def test_a_spool_that_is_put_back_is_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a", "b")
        journal.commit()
    shutil.move(tmp_path, f"{tmp_path}.elsewhere")
    with opened(Path(f"{tmp_path}.elsewhere")) as journal:
        assert done(journal) == ["a", "b"]


def test_an_older_journal_fits_a_longer_spool(tmp_path: Path) -> None:
    """As after a power cut in which the last commits were lost, but not the lines."""
    with opened(tmp_path) as journal:
        add(journal, "a")
        journal.commit()
    shutil.copy(tmp_path / NAME, tmp_path / "older")
    with opened(tmp_path) as journal:
        add(journal, "b")
        journal.commit()
    shutil.move(tmp_path / "older", tmp_path / NAME)
    with opened(tmp_path) as journal:
        assert done(journal) == ["a"]
        add(journal, "b")
        journal.commit()
    assert content(tmp_path) == "a\nb\n"


def test_lines_are_on_the_disk_before_rows_tell_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a")
        steps: list[str] = []
        fsync = os.fsync
        monkeypatch.setattr("os.fsync", lambda number: steps.append(f"fsync {content(tmp_path)!r}") or fsync(number))
        journal._db.set_trace_callback(lambda statement: steps.append(statement.split()[0]))
        journal.commit()
    assert steps[0] == "fsync 'a\\n'"
    assert steps[1:].index("BEGIN") < steps[1:].index("INSERT") < steps[1:].index("COMMIT")


def test_lines_are_put_in_order(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "b", "d")
        journal.commit()
        add(journal, "c", "a")
        journal.settle(ordered=True)
        assert content(tmp_path) == "a\nb\nc\nd\n"
        assert [line for _, _, line in journal.lines()] == [b"a\n", b"b\n", b"c\n", b"d\n"]
        add(journal, "e")
        journal.commit()
    assert content(tmp_path) == "a\nb\nc\nd\ne\n"


def test_unordered_lines_stay_where_they_are_but_gaps_are_closed(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "b", "d", "c", "a")
        journal.settle(ordered=False)
        assert content(tmp_path) == "b\nd\nc\na\n"
        journal.drop(b"d")
        add(journal, "e")
        journal.settle(ordered=False)
    assert content(tmp_path) == "b\nc\na\ne\n"
    with opened(tmp_path) as journal:
        assert done(journal) == ["a", "b", "c", "e"]


def test_a_changed_input_has_one_line(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a", "b")
        journal.commit()
        journal.drop(b"a")
        add(journal, "a", text="a anew")
        journal.settle(ordered=True)
    assert content(tmp_path) == "a anew\nb\n"


def test_nothing_is_rewritten_without_need(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a", "b")
        journal.commit()
        before = (tmp_path / "records.jsonl").stat().st_ino
        journal.settle(ordered=True)
        assert (tmp_path / "records.jsonl").stat().st_ino == before


@pytest.mark.parametrize("step", ["before", "after"])
def test_a_rewrite_that_is_cut_off_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Cut off just before, or just after, the new file takes the place of the old one."""
    replace = Path.replace

    def cut_off(path: Path, target: Path) -> Path:
        if step == "after":
            replace(path, target)
        raise KeyboardInterrupt

    with opened(tmp_path) as journal:
        add(journal, "b", "a")
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(Path, "replace", cut_off)
            journal.settle(ordered=True)
    with opened(tmp_path) as journal:
        assert content(tmp_path) == "a\nb\n"
        assert [line for _, _, line in journal.lines()] == [b"a\n", b"b\n"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [NAME, "records.jsonl"]


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(JournalError, match=f"{NAME}: another run is at work on it; wait for its end"):
        opened(tmp_path)
    opened(tmp_path).close()


@pytest.mark.parametrize("damage", [b"no database at all" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_journal_is_named(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    with pytest.raises(JournalError, match=f"{NAME}: it is damaged .*; --fresh starts over"):
        opened(tmp_path)
    with opened(tmp_path, fresh=True) as journal:
        assert done(journal) == []


def test_damage_in_the_middle_is_named(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, *(f"{number:05}" for number in range(2000)))
    database = tmp_path / NAME
    data = bytearray(database.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = b"\xff" * 8192
    database.write_bytes(data)
    with pytest.raises(JournalError, match=f"{NAME}: it is damaged.*; --fresh starts over"):
        opened(tmp_path)
    with opened(tmp_path, fresh=True) as journal:
        assert done(journal) == []


def test_a_journal_of_another_version(tmp_path: Path) -> None:
    db = sqlite3.connect(tmp_path / NAME)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(JournalError, match="another version of the extractor made it; --fresh starts over"):
        opened(tmp_path)
    with opened(tmp_path, fresh=True) as journal:
        assert done(journal) == []


def test_a_spool_that_something_else_changed_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        add(journal, "a", "b")
        journal.commit()
    (tmp_path / "records.jsonl").write_text("my own notes, and long ones")
    for fresh in (False, True):
        with pytest.raises(JournalError, match="something else changed it; put it aside, or give --fresh --force"):
            opened(tmp_path, fresh=fresh)
    assert content(tmp_path) == "my own notes, and long ones"
    with opened(tmp_path, force=True) as journal:
        assert done(journal) == []
    assert content(tmp_path) == ""


def test_a_full_disk_is_named_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with opened(tmp_path) as journal:
        add(journal, "a")
        journal.commit()
        add(journal, "b")
        with monkeypatch.context() as patched, pytest.raises(Unwritable, match="No space left on device"):
            patched.setattr("os.fsync", full)
            journal.commit()
    with opened(tmp_path) as journal:
        assert done(journal) == ["a"]
        assert content(tmp_path) == "a\n"


def test_a_database_without_room_is_named(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal._db.execute("PRAGMA max_page_count = 1")
        add(journal, *(f"{n:05}" for n in range(500)))
        with pytest.raises(Unwritable, match=f"{NAME}.*database or disk is full"):
            journal.commit()


def test_failures_are_kept_until_they_are_forgotten(tmp_path: Path) -> None:
    bad = Failure("x", "it is bad", "mend it")
    with opened(tmp_path) as journal:
        for name, results in {
            "whole": [Result(0, failure=bad, end=True)],
            "end": [Result(0, b"1\n"), Result(1, failure=bad, end=True)],
            "middle": [Result(0, failure=bad), Result(1, b"2\n"), Result(2, end=True)],
            "good": [Result(0, b"3\n"), END],
        }.items():
            for result in results:
                journal.add(Input(name.encode(), b"", 1, 2), result)
        journal.commit()
        assert list(journal.failures()) == [bad] * 3
        journal.forget_failures()
        assert list(journal.failures()) == [bad]
        assert {entry.key.decode(): (entry.complete, entry.articles) for entry in journal.entries()} == {
            "whole": (False, 0),
            "end": (False, 1),
            "middle": (True, 2),
            "good": (True, 1),
        }


def test_entries_come_in_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.batch.journal._PAGE", 3)
    names = [f"{n:02}" for n in range(10)]
    with opened(tmp_path) as journal:
        add(journal, *names)
        journal.commit()
        assert done(journal) == names


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="where Linux tells the memory of a process")
def test_memory_does_not_grow_with_what_is_done(tmp_path: Path) -> None:
    """After 50,000 articles within 5 % of that after 5,000, in a process that does nothing else."""
    script = """
import sys
from pathlib import Path
from extractor.batch.journal import Journal
from extractor.batch.messages import Input, Result

def resident():
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0])

folder, sizes = Path(sys.argv[1]), []
with Journal(folder, folder / "records.jsonl") as journal:
    for number in range(50_000):
        item = Input(b"articles\\0%07d.txt" % number, b"articles/%07d.txt" % number, 1, 2)
        journal.add(item, Result(0, b"a record\\n"))
        journal.add(item, Result(1, end=True))
        if number % 250 == 249:
            journal.commit()
        if number in (5_000, 49_999):
            sizes.append(resident())
print(sizes[1] / sizes[0])
"""
    tmp_path.mkdir(exist_ok=True)
    grown = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True, capture_output=True, text=True)
    assert float(grown.stdout) < 1.05
