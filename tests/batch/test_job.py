"""A whole run: what is done again and what is not, and that no end of it, however sudden, shows in the output."""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from types import FrameType

import msgspec
import pytest

import extractor.batch
from batch.fakes import Fake, Inline, claim, local, run_job, write
from extractor import writers
from extractor.batch.job import Job, NothingLeft
from extractor.batch.journal import JournalError
from extractor.batch.messages import Result
from extractor.batch.place import FORMATS, NotOurs, Place
from extractor.batch.walk import Walk
from extractor.errors import Unwritable
from extractor.record import Record
from extractor.writers import Layout

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


@pytest.fixture
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits often, and waits for no disk: what a killed process wrote is there without that."""
    monkeypatch.setattr("extractor.batch.job.COMMIT_SECONDS", 0.003)
    monkeypatch.setattr("extractor.batch.journal._SYNCHRONOUS", "OFF")
    monkeypatch.setattr("os.fsync", lambda _: None)
    monkeypatch.setattr("os.sync", lambda: None)


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


class Vanishing(Inline):
    """Before each of some inputs is read, something vanishes: that input, or any other."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        super().__init__()
        self.chance = chance
        self.folder = folder
        self.gone: set[str] = set()

    def run(self, inputs):
        for item in inputs:
            if self.chance.random() < 0.1:
                victim = Path(item.source) if self.chance.random() < 0.5 else self.chance.choice(self.there())
                victim.unlink()
                self.gone |= {str(victim)} & {item.source}
            yield from super().run(iter([item]))

    def there(self) -> list[Path]:
        return sorted(self.folder.rglob("*.txt"))


@pytest.mark.parametrize("seed", range(20))
def test_files_that_vanish(folder: Path, place: Place, tmp_path: Path, seed: int) -> None:
    """Some six each time, at random moments of the run."""
    engine = Vanishing(random.Random(seed), folder)
    results = run_job(folder, place, engine)
    missed = {f.source for result in results if (f := result.failure) and "(No such file or directory)" in f.error}
    assert engine.gone <= missed
    assert not any(Path(path).exists() for path in missed)
    run_job(folder, place)
    assert outcome(place) == undisturbed(folder, tmp_path)


def test_what_cannot_be_seen_has_not_vanished(
    folder: Path, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_job(folder, place)
    before = outcome(place)
    listdir = os.listdir

    def forbidden(path: bytes) -> list[bytes]:
        if path.endswith(b"/3"):
            raise PermissionError(13, "Permission denied")
        return listdir(path)

    with monkeypatch.context() as patched:
        patched.setattr("extractor.batch.walk.os.listdir", forbidden)
        results = run_job(folder, place)
    assert [result.failure.error for result in results if result.failure] == [
        "the folder cannot be read (Permission denied)",
        "it is no file of articles",
    ]
    assert place.out.read_bytes() == before[0]
    run_job(folder, place)
    assert outcome(place) == before


def test_a_folder_that_is_empty_now_takes_nothing_away(folder: Path, place: Place, tmp_path: Path) -> None:
    """As where the disk with the articles is not mounted."""
    run_job(folder, place)
    before = outcome(place)
    folder.rename(tmp_path / "away")
    folder.mkdir()
    with pytest.raises(NothingLeft, match="of the files that were done none is there now; bring them back, or give"):
        run_job(folder, place)
    shutil.rmtree(folder)
    (tmp_path / "away").rename(folder)
    run_job(folder, place)
    assert outcome(place) == before


def test_the_output_may_move_together_with_its_state(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    run_job(folder, Place(tmp_path / "one" / "out.jsonl", "jsonl", tmp_path / "one" / "errors.jsonl"))
    (tmp_path / "one").rename(tmp_path / "two")
    moved = Place(tmp_path / "two" / "out.jsonl", "jsonl", tmp_path / "two" / "errors.jsonl")
    assert not done(run_job(folder, moved))
    assert outcome(moved) == undisturbed(folder, tmp_path)


def test_an_output_that_moved_without_its_state(folder: Path, place: Place, tmp_path: Path) -> None:
    run_job(folder, place)
    place.out.rename(tmp_path / "elsewhere")
    with pytest.raises(JournalError, match=r"out\.jsonl: it is gone; put it back, or give --fresh to start over"):
        run_job(folder, place)
    (tmp_path / "elsewhere").rename(place.out)
    assert not done(run_job(folder, place))


def test_fresh_starts_over(folder: Path, place: Place, tmp_path: Path) -> None:
    run_job(folder, place)
    assert len(done(run_job(folder, place, fresh=True))) == 70
    assert outcome(place) == undisturbed(folder, tmp_path)


# The end comes early


@posix
@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("ordered", [True, False])
def test_stopped_at_random_instants(
    folder: Path, place: Place, tmp_path: Path, fast: None, seed: int, ordered: bool
) -> None:
    """Told to stop, or interrupted wherever it is, a hundred times and more; and the same command goes on."""
    chance = random.Random(seed)
    stops = 0
    while not finished_in(chance.uniform(0, 0.04), folder, place, chance, ordered=ordered):
        stops += 1
    assert stops
    output, errors = outcome(place)
    expected, expected_errors = undisturbed(folder, tmp_path)
    assert output == expected if ordered else sorted(output.splitlines()) == sorted(expected.splitlines())
    assert errors == expected_errors


PACKAGE = os.path.dirname(extractor.batch.__file__)


class InterruptAt:
    """A function for `sys.settrace` that interrupts at a line of the batch's code: the n-th that is come to."""

    def __init__(self, line: int) -> None:
        self.left = line

    def __call__(self, frame: FrameType, event: str, _: object) -> Callable[..., object] | None:
        if event == "call":
            return self if frame.f_code.co_filename.startswith(PACKAGE) else None
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt
        return self


@pytest.mark.parametrize("commit_seconds", [0.0, 1.0])
def test_interrupted_at_every_line(
    tmp_path: Path, fast: None, monkeypatch: pytest.MonkeyPatch, commit_seconds: float
) -> None:
    """As Ctrl-C may come anywhere. What is noted half-way would be lost, or there twice, after the next run."""
    monkeypatch.setattr("extractor.batch.job.COMMIT_SECONDS", commit_seconds)
    folder = write(tmp_path / "f", {"a.txt": "one\nunreadable article", "b/c.txt": "unreadable file", "d.txt": "last"})
    expected = undisturbed(folder, tmp_path)
    for line in count(1):
        shutil.rmtree(tmp_path / "o", ignore_errors=True)
        (tmp_path / "o").mkdir()
        place = Place(tmp_path / "o" / "out.jsonl", "jsonl", tmp_path / "o" / "errors.jsonl")
        interrupt_at, before = InterruptAt(line), sys.gettrace()
        sys.settrace(interrupt_at)
        try:
            run_job(folder, place)
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(before)
        if interrupt_at.left > 0:
            break
        gc.collect()  # where it hit the closing of the journal; else the end of the process closes it
        run_job(folder, place)
        assert outcome(place) == expected, f"interrupted at line {line}"
        assert {path.name for path in place.out.parent.iterdir()} == {"out.jsonl", "out.jsonl.state", "errors.jsonl"}
    assert line > 500


def finished_in(seconds: float, folder: Path, place: Place, chance: random.Random, *, ordered: bool) -> bool:
    """Run with a signal after some seconds, as the command takes it: the first or the second of its kind."""
    job: Job | None = None
    gently = chance.random() < 0.5

    def stop(*_: object) -> None:
        if not (job and gently) or job.finishing:
            raise KeyboardInterrupt
        job.stop()

    before = signal.signal(signal.SIGALRM, stop)
    try:
        with claim(place) as journal:
            job = Job(Walk(str(folder), ["*"]), Inline(Fake(0.001)), journal, place, ordered=ordered)
            signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
            try:
                for _ in job.results():
                    pass
                job.finish()
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)  # who closes the journal is this process, which lives on
            return not job.stopped
    except KeyboardInterrupt:
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


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
    folder: Path, place: Place, tmp_path: Path, fast: None, seed: int, ordered: bool
) -> None:
    """Some ten kills each time, hundreds in all, and every time the output of an undisturbed run."""
    chance = random.Random(seed)
    kills = killed_until_done(
        lambda: run_job(folder, place, Inline(Fake(0.0015)), ordered=ordered), chance, longest=0.04
    )
    assert kills
    output, errors = outcome(place)
    expected, expected_errors = undisturbed(folder, tmp_path)
    assert output == expected if ordered else sorted(output.splitlines()) == sorted(expected.splitlines())
    assert errors == expected_errors


@posix
@pytest.mark.parametrize("seed", range(12))
def test_killed_while_the_folder_changes(folder: Path, place: Place, tmp_path: Path, fast: None, seed: int) -> None:
    """Between the kills files change, vanish and come, and half a line is left at the end of the spool."""
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
    assert kills
    assert outcome(place) == undisturbed(folder, tmp_path)


@posix
@pytest.mark.parametrize("format", ["csv", "sqlite", "parquet", "json-per-file"])
def test_killed_while_the_output_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fast: None, format: str
) -> None:
    """The output is there as a whole or not at all, and never taken for somebody else's."""
    records = Path(__file__).parents[2] / "samples"
    monkeypatch.setattr("batch.fakes.Fake.lines", _samples)
    folder = write(tmp_path / "f", {f"{n}.txt": str(path) for n, path in enumerate(sorted(records.glob("*.json")))})
    place, other = Place(tmp_path / "out", format), Place(tmp_path / "other", format)
    run_job(folder, other)
    chance = random.Random(format)

    def changed(kills: int) -> None:
        write(folder, {"0.txt": f"{next(iter(sorted(records.glob('*.json'))))}" + " " * (kills % 2)})

    def run() -> None:
        run_job(folder, place)

    run()
    longest = 1.5 * seconds(run, lambda: changed(1))
    for _ in range(4):
        killed_until_done(run, chance, longest, before_each=changed)
        assert tree(place.out) == tree(other.out)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"f", "out", "out.state", "other", "other.state"}


@posix
def test_an_output_that_a_kill_left_behind_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the last record was noted, with the output of an earlier run in its place."""
    monkeypatch.setattr("batch.fakes.Fake.lines", _samples)
    one, other = sorted((Path(__file__).parents[2] / "samples").glob("*.json"))[:2]
    place = Place(tmp_path / "out.csv", "csv")
    folder = write(tmp_path / "f", {"a.txt": str(one)})
    run_job(folder, place)
    write(folder, {"a.txt": f"{other} "})
    for step in ("extractor.batch.place._save", "pathlib.Path.replace"):
        with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
            patched.setattr(step, interrupt)
            run_job(folder, place)
    assert other.stem not in place.out.read_text()
    run_job(folder, place)
    assert other.stem in place.out.read_text()


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def seconds(run: object, before: object) -> float:
    """How long it takes here and now, in a process of its own."""
    before()  # type: ignore[operator]
    start = time.monotonic()
    with child(run) as pid:
        os.waitpid(pid, 0)
    return time.monotonic() - start


@pytest.mark.parametrize("format", [format for format in FORMATS if format in writers.FORMATS])
def test_each_format_is_what_its_writer_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str) -> None:
    samples = sorted((Path(__file__).parents[2] / "samples").glob("*.json"))[:3]
    monkeypatch.setattr("batch.fakes.Fake.lines", _samples)
    records = [msgspec.json.decode(_with_text(path), type=Record) for path in samples]
    folder = write(tmp_path / "f", {f"{n}.txt": str(path) for n, path in enumerate(samples)})
    place, by_hand = Place(tmp_path / "out", format), tmp_path / "by_hand"
    run_job(folder, place)
    if place.shape == "stream":
        by_hand.write_bytes(b"".join(writers.write(format, records, Layout(many=True))))
    else:
        by_hand.mkdir() if place.shape == "folder" else None
        writers.save(format, records, by_hand, Layout(many=True), place.shape)
    assert tree(place.out, "*") == tree(by_hand, "*")


def _samples(_: Fake, articles: list[object]) -> list[bytes]:
    return [_with_text(Path(a.text.strip())) + b"\n" for a in articles]  # type: ignore[attr-defined]


def _with_text(sample: Path) -> bytes:
    record = msgspec.json.decode(sample.read_bytes(), type=Record)
    return record.with_text(sample.with_suffix(".txt").read_bytes().decode()).to_json()


def tree(path: Path, names: str = "*.json") -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(file for file in path.rglob(names) if file.is_file())
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
