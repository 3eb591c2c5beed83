"""The walk: which files, in which order, and that it ends."""

from __future__ import annotations

import os
import shutil
import tempfile
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.fakes import write
from extractor.batch.walk import Walk, path_of


def names(root: Path, *globs: str, **more: object) -> list[str]:
    walk = Walk(str(root), globs or ("*",), **more)  # type: ignore[arg-type]
    return [os.path.relpath(item.source, root) for item in walk]


def test_files_come_in_order_and_folders_where_their_names_stand(tmp_path: Path) -> None:
    files = ["a.txt", "a/2.txt", "a/10.txt", "B.txt", "a b/x.txt", "z.txt", "é.txt"]
    write(tmp_path, dict.fromkeys(files, "."))
    assert names(tmp_path) == ["B.txt", "a/10.txt", "a/2.txt", "a b/x.txt", "a.txt", "z.txt", "é.txt"]


name = st.binary(min_size=1, max_size=3).filter(lambda b: not set(b) & {0, 0x2F} and not b.startswith(b"."))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(name, min_size=1, max_size=4), max_size=12))
def test_keys_sort_as_the_walk_goes_whatever_the_names(paths: list[list[bytes]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        for parts in paths:
            folder = os.path.join(os.fsencode(root), *parts[:-1])
            try:
                os.makedirs(folder, exist_ok=True)
                open(os.path.join(folder, parts[-1]), "xb").close()
            except OSError:
                continue  # it is there already, as a file or a folder
        found = list(Walk(root, ["*"]))
        there = {os.path.join(d, f) for d, _, files in os.walk(os.fsencode(root)) for f in files}
    assert [item.key for item in found] == sorted(item.key for item in found)
    assert {item.path for item in found} == there
    assert all(os.path.join(os.fsencode(root), path_of(item.key)) == item.path for item in found)


@pytest.mark.parametrize(
    ("globs", "expected"),
    [
        (["*.txt"], ["2024/a.TXT", "b.txt"]),
        (["*.md"], ["c.md"]),
        (["2024/*"], ["2024/a.TXT"]),
        (["b.*", "c.*"], ["b.txt", "c.md"]),
    ],
)
def test_patterns(tmp_path: Path, globs: list[str], expected: list[str]) -> None:
    write(tmp_path, dict.fromkeys(["2024/a.TXT", "b.txt", "c.md"], "."))
    walk = Walk(str(tmp_path), globs)
    assert [os.path.relpath(item.source, tmp_path) for item in walk] == expected
    assert walk.left_out == 3 - len(expected)


def test_hidden_files_and_what_the_run_writes_are_passed_by(tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys([".git/a.txt", ".a.txt", "a.txt", "out.txt", "state/b.txt"], "."))
    avoid = [str(tmp_path / "out.txt"), str(tmp_path / "state")]
    assert names(tmp_path, avoid=avoid) == ["a.txt"]


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path, {"a/1.txt": ".", "b/2.txt": "."})
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    (tmp_path / "b" / "other").symlink_to(tmp_path / "a")
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    walk = Walk(str(tmp_path), ["*"])
    found = [os.path.relpath(item.source, tmp_path) for item in walk]
    assert found == ["a/1.txt", "b/2.txt", "nowhere", "round"]
    assert len(walk.entered_twice) == 3


def test_many_folders_that_link_to_each_other(tmp_path: Path) -> None:
    for n in range(12):
        (tmp_path / str(n)).mkdir()
        write(tmp_path, {f"{n}/x.txt": "."})
        for m in range(12):
            (tmp_path / str(n) / f"to{m}").symlink_to(tmp_path / str(m))
    assert len(names(tmp_path)) == 12


def test_links_are_followed_to_files_and_folders_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/1.txt": "one", "elsewhere/2.txt": "."})
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "one.txt").symlink_to(tmp_path / "elsewhere" / "1.txt")
    (tmp_path / "root" / "folder").symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path / "root") == ["folder/1.txt", "folder/2.txt", "one.txt"]
    assert next(item for item in Walk(str(tmp_path / "root"), ["one*"])).size == 3


def test_what_is_no_file_is_an_input_with_a_fault(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (item,) = Walk(str(tmp_path))
    assert item.fault == ("it is no regular file", "give the article as a file")


def test_a_folder_that_vanishes_or_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a/1.txt": ".", "b/1.txt": ".", "c/1.txt": "."})
    listdir = os.listdir

    def forbidden(path: bytes) -> list[bytes]:
        if path.endswith(b"/b"):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    monkeypatch.setattr("extractor.batch.walk.os.listdir", forbidden)
    walk = iter(Walk(str(tmp_path)))
    next(walk)
    shutil.rmtree(tmp_path / "c")
    (fault,) = walk
    assert fault.fault is not None
    assert fault.fault[0] == "the folder cannot be read (Permission denied)"
    assert fault.key == b"b"


def test_only_one_folder_is_listed_for_the_first_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {f"{n}/1.txt": "." for n in range(50)})
    listed = []
    listdir = os.listdir
    monkeypatch.setattr("extractor.batch.walk.os.listdir", lambda path: listed.append(path) or listdir(path))
    list(islice(Walk(str(tmp_path)), 1))
    assert len(listed) == 2


def test_a_tree_deeper_than_any_recursion(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(1500):
        folder = folder / "d"
        os.mkdir(folder)
    write(folder, {"x.txt": "."})
    assert len(names(tmp_path)) == 1
    # pytest's own clean-up would recurse
    while folder != tmp_path:
        shutil.rmtree(folder, ignore_errors=True)
        folder = folder.parent
