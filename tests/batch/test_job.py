"""A whole run: what is done again and what is not, and that no end of it, however sudden, shows in the output."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from batch.fakes import Fake, Inline, claim, local, run_job, write
from extractor.batch.job import Job
from extractor.batch.messages import Result
from extractor.batch.place import NotOurs, Place
from extractor.batch.walk import Walk
from extractor.errors import Unwritable

posix = pytest.mark.skipif(not hasattr(os, "fork"), reason="fork and signals of POSIX")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    stories = {f"{n % 7}/{n:03}.txt": f"story {n}" for n in range(60)}
    long = "\n".join(f"part {n}" for n in range(8))
    more = {"3/long.txt": long, "5/bad.txt": "unreadable file", "2/some.txt": "one\nunreadable article\nthree"}
    return write(tmp_path / "f", {**stories, **more})


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "out.jsonl", "jsonl", tmp_path / "errors.jsonl")


def texts(place: Place) -> list[str]:
    return [json.loads(line)["text"] for line in place.out.read_text().splitlines()]


def undisturbed(folder: Path, tmp_path: Path) -> tuple[bytes, bytes]:
    """The output and the failures of a run of its own."""
    shutil.rmtree(tmp_path / "other", ignore_errors=True)
    (tmp_path / "other").mkdir()
    place = Place(tmp_path / "other" / "out.jsonl", "jsonl", tmp_path / "other" / "errors.jsonl")
    run_job(folder, place)
    return outcome(place)


def outcome(place: Place) -> tuple[bytes, bytes]:
    assert place.errors
    return place.out.read_bytes(), place.errors.read_bytes()


def done(results: list[Result]) -> list[str]:
    return [json.loads(result.line)["text"] for result in results if result.line]


# What is done


def test_a_record_for_each_article_in_order(folder: Path, place: Place) -> None:
    run_job(folder, place)
    lines = [json.loads(line) for line in place.out.read_text().splitlines()]
    assert len(lines) == 60 + 8 + 2
    assert [line["source"] for line in lines] == sorted(line["source"] for line in lines)


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_the_same_bytes_for_any_number_of_workers(folder: Path, place: Place, tmp_path: Path, workers: int) -> None:
    run_job(folder, place, local(workers))
    assert outcome(place) == undisturbed(folder, tmp_path)


def test_unordered_is_the_same_in_another_order(folder: Path, place: Place, tmp_path: Path) -> None:
    run_job(folder, place, local(3, ordered=False), ordered=False)
    assert sorted(place.out.read_bytes().splitlines()) == sorted(undisturbed(folder, tmp_path)[0].splitlines())


def test_failures_are_lines_of_json(folder: Path, place: Place) -> None:
    run_job(folder, place)
    assert place.errors
    assert [json.loads(line) for line in place.errors.read_text().splitlines()] == [
        {"source": str(folder / "2/some.txt"), "error": "it is no article", "remedy": "leave it out"},
        {"source": str(folder / "5/bad.txt"), "error": "it is no file of articles", "remedy": "leave it out"},
    ]


# A second run


def test_a_second_run_does_nothing_but_what_failed(folder: Path, place: Place) -> None:
    run_job(folder, place)
    before = place.out.stat()
    results = run_job(folder, place)
    assert [str(result.failure) for result in results if result.failure] == [
        f"{folder / '5/bad.txt'}: it is no file of articles; leave it out"
    ]
    assert place.out.stat().st_mtime_ns == before.st_mtime_ns


@pytest.mark.parametrize("ordered", [True, False])
def test_what_is_new_or_changed_is_done_and_what_vanished_goes(
    folder: Path, place: Place, tmp_path: Path, ordered: bool
) -> None:
    run_job(folder, place, ordered=ordered)
    write(folder, {"0/000.txt": "another story", "0/!.txt": "a new story", "9/new.txt": "the last"})
    (folder / "1/001.txt").unlink()
    (folder / "3/long.txt").unlink()
    results = run_job(folder, place, ordered=ordered)
    assert done(results) == ["a new story", "another story", "the last"]
    output, errors = outcome(place)
    expected, expected_errors = undisturbed(folder, tmp_path)
    assert output == expected if ordered else sorted(output.splitlines()) == sorted(expected.splitlines())
    assert errors == expected_errors


def test_a_change_that_keeps_the_size_is_seen(folder: Path, place: Place) -> None:
    run_job(folder, place)
    (folder / "0/000.txt").write_text("other 0")
    os.utime(folder / "0/000.txt", ns=(1, 1))
    assert done(run_job(folder, place)) == ["other 0"]


def test_a_file_that_vanishes_before_it_is_read(folder: Path, place: Place, tmp_path: Path) -> None:
    class Vanishing(Inline):
        def run(self, inputs):
            for item in inputs:
                if item.source.endswith(("2/009.txt", "4/011.txt")):
                    Path(item.source).unlink()
                yield from super().run(iter([item]))

    run_job(folder, place, Vanishing())
    assert place.errors
    assert f"{folder}/2/009.txt" in place.errors.read_text()
    assert "it cannot be read (No such file or directory)" in place.errors.read_text()
    run_job(folder, place)
    assert outcome(place) == undisturbed(folder, tmp_path)


def test_fresh_starts_over(folder: Path, place: Place, tmp_path: Path) -> None:
    run_job(folder, place)
    assert len(done(run_job(folder, place, fresh=True))) == 70
    assert outcome(place) == undisturbed(folder, tmp_path)


# The end comes early


def test_a_stop_and_the_same_command_again(folder: Path, place: Place, tmp_path: Path) -> None:
    runs = 0
    for runs in count(1):  # noqa: B007
        with claim(place) as journal:
            job = Job(Walk(str(folder), ["*"]), Inline(), journal, place)
            for number, _ in enumerate(job.results()):
                if number == 20:
                    job.stop()
            job.finish()
        if not job.stopped:
            break
    assert runs > 4
    assert outcome(place) == undisturbed(folder, tmp_path)


@contextmanager
def child(body: object) -> Iterator[int]:
    """A process of its own in which `body` runs. It is gone afterwards."""
    pid = os.fork()
    if not pid:
        try:
            body()  # type: ignore[operator]
        except BaseException as error:
            print(error, file=sys.stderr)
            os._exit(1)
        os._exit(0)
    yield pid


def killed_until_done(body: object, chance: random.Random, longest: float, before_each: object = None) -> int:
    """Run `body` again and again, killed after a random time, until it comes to its end by itself; how often.

    The time grows, because on a busy machine a process may not even have begun within `longest`.
    """
    for kills in count():
        if before_each:
            before_each(kills)  # type: ignore[operator]
        with child(body) as pid:
            time.sleep(chance.uniform(0, longest * (1 + kills / 20)))
            os.kill(pid, signal.SIGKILL)
            status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        if status == 0:
            return kills
        assert status == -signal.SIGKILL
    raise AssertionError


@posix
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("ordered", [True, False])
def test_killed_at_random_instants(
    folder: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, ordered: bool
) -> None:
    """Some ten kills each time, hundreds in all, and every time the output of an undisturbed run."""
    monkeypatch.setattr("extractor.batch.job.COMMIT_SECONDS", 0.003)
    chance = random.Random(seed)
    kills = killed_until_done(
        lambda: run_job(folder, place, Inline(Fake(0.0015)), ordered=ordered), chance, longest=0.04
    )
    print(kills)
    assert kills
    output, errors = outcome(place)
    expected, expected_errors = undisturbed(folder, tmp_path)
    assert output == expected if ordered else sorted(output.splitlines()) == sorted(expected.splitlines())
    assert errors == expected_errors


@posix
@pytest.mark.parametrize("seed", range(12))
def test_killed_while_the_folder_changes(
    folder: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Between the kills files change, vanish and come, and half a line is left at the end of the spool."""
    monkeypatch.setattr("extractor.batch.job.COMMIT_SECONDS", 0.003)
    chance = random.Random(seed)

    def change(kills: int) -> None:
        if place.out.exists() and chance.random() < 0.3:
            with place.out.open("ab") as file:
                file.write(b'{"half": "a li')
        if kills > 12:
            return
        files = list(folder.rglob("*.txt"))
        for path in chance.sample(files, 2):
            path.write_text(f"changed {kills}" + "." * chance.randrange(30))
        chance.choice(files).unlink()
        write(folder, {f"{chance.randrange(9)}/new{kills}.txt": f"new {kills}"})

    kills = killed_until_done(
        lambda: run_job(folder, place, Inline(Fake(0.0015))), chance, longest=0.045, before_each=change
    )
    run_job(folder, place)  # the last change may have come after the last file was read
    print(kills)
    assert kills
    assert outcome(place) == undisturbed(folder, tmp_path)


@posix
@pytest.mark.parametrize("format", ["csv", "sqlite", "json-per-file"])
def test_killed_while_the_output_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    """The output is there as a whole or not at all, and never taken for somebody else's."""
    records = Path(__file__).parents[2] / "samples"
    monkeypatch.setattr("batch.fakes.Fake.lines", _samples)
    folder = write(tmp_path / "f", {f"{n}.txt": str(path) for n, path in enumerate(sorted(records.glob("*.json")))})
    place, other = Place(tmp_path / "out", format), Place(tmp_path / "other", format)
    run_job(folder, other)
    chance = random.Random(format)

    def changed(kills: int) -> None:
        write(folder, {"0.txt": f"{next(iter(sorted(records.glob('*.json'))))}" + " " * (kills % 2)})

    for _ in range(4):
        killed_until_done(lambda: run_job(folder, place), chance, longest=0.045, before_each=changed)
        assert tree(place.out) == tree(other.out)


def _samples(_: Fake, articles: list[object]) -> list[bytes]:
    return [json.dumps(json.loads(Path(a.text.strip()).read_text())).encode() + b"\n" for a in articles]  # type: ignore[attr-defined]


def tree(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.rglob("*.json"))
    assert files
    return {str(file.relative_to(path)): file.read_bytes() for file in files}


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


@posix
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_killed_with_workers(folder: Path, place: Place, tmp_path: Path, workers: int) -> None:
    write(folder, {f"6/x{n:04}.txt": f"more {n}" for n in range(400)})
    script = (
        "import sys; from pathlib import Path; from batch.fakes import *; import extractor.batch.job as j\n"
        "j.COMMIT_SECONDS = 0.01\n"
        "def main():\n"
        f"    place = Place(Path({str(place.out)!r}), 'jsonl', Path({str(place.errors)!r}))\n"
        f"    run_job(Path({str(folder)!r}), place, local({workers}, Fake(0.003)))\n"
        "if __name__ == '__main__': main()\n"
    )
    (tmp_path / "main.py").write_text(script)
    chance = random.Random(workers)
    for kills in count():  # noqa: B007
        command = [sys.executable, str(tmp_path / "main.py")]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        pid = os.posix_spawn(sys.executable, command, environment)
        before = size(place.out)
        while size(place.out) == before and not os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.3))
        os.kill(pid, signal.SIGKILL)
        if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0:
            break
    assert kills
    assert outcome(place) == undisturbed(folder, tmp_path)


# The disk is full


class FullDisk:
    """A disk that takes so many bytes more, and half of the write that is one too many."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, data: bytes, real: object) -> int:
        if len(data) > self.room:
            real(data[: self.room // 2])  # type: ignore[operator]
            self.room = 0
            raise OSError(28, "No space left on device")
        self.room -= len(data)
        return real(data)  # type: ignore[operator,no-any-return]


@pytest.mark.parametrize("seed", range(40))
def test_a_disk_that_is_full_at_a_random_byte(folder: Path, place: Place, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    expected = undisturbed(folder, tmp_path)
    disk = FullDisk(chance.randrange(len(expected[0])))
    with pytest.raises(Unwritable, match="No space left on device"), claim(place) as journal:
        real = journal._file
        journal._file = type(
            "File",
            (),
            {  # type: ignore[assignment]
                "write": lambda _, data: disk.write(data, real.write),
                "flush": lambda _: real.flush(),
                "fileno": lambda _: real.fileno(),
                "close": lambda _: real.close(),
            },
        )()
        job = Job(Walk(str(folder), ["*"]), Inline(), journal, place)
        for number, _ in enumerate(job.results()):
            if number % 5 == 0:
                journal.commit()
        job.finish()
    run_job(folder, place)
    assert outcome(place) == expected


# Whose the output is


def test_what_no_run_made_is_not_overwritten(folder: Path, place: Place, tmp_path: Path) -> None:
    place.out.write_text("mine")
    with pytest.raises(NotOurs, match="no batch made it as it is; choose another name, or give --force"):
        run_job(folder, place)
    assert place.out.read_text() == "mine"
    assert not place.state.exists()
    run_job(folder, place, force=True)
    assert outcome(place) == undisturbed(folder, tmp_path)


@pytest.mark.parametrize("format", ["csv", "json-per-file"])
def test_an_output_that_was_changed_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr("batch.fakes.Fake.lines", _samples)
    sample = Path(__file__).parents[2] / "samples" / "port-fraud.json"
    folder = write(tmp_path / "f", {"a.txt": str(sample)})
    place = Place(tmp_path / "out", format)
    run_job(folder, place)
    run_job(folder, place)
    shutil.rmtree(place.out) if place.out.is_dir() else place.out.unlink()
    run_job(folder, place)
    before = tree(place.out)
    shutil.rmtree(place.out) if place.out.is_dir() else place.out.unlink()
    place.out.write_text("mine") if format == "csv" else (place.out.mkdir(), (place.out / "x").mkdir())
    with pytest.raises(NotOurs):
        run_job(folder, place)
    write(folder, {"a.txt": f"{sample} "})
    run_job(folder, place, force=True)
    assert tree(place.out) == before


def test_a_file_of_failures_that_is_not_ours(folder: Path, place: Place) -> None:
    assert place.errors
    place.errors.write_text("mine")
    with pytest.raises(NotOurs):
        run_job(folder, place)
    assert place.errors.read_text() == "mine"
    assert not place.out.exists() or not place.out.read_text()
