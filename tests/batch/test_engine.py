"""The engine: order, workers that die or hang, and the end."""

from __future__ import annotations

import os
import random
import signal
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from batch.fakes import Fake, dies_at_start, local, no_model, write
from extractor.batch.engine import CannotBegin, WorkersFail
from extractor.batch.local import LocalEngine
from extractor.batch.messages import Input
from extractor.batch.walk import Walk

POISON = ["die", "exit", "hang", "reader dies", "reader hangs"]


def inputs(folder: Path) -> Iterator[Input]:
    return iter(Walk(str(folder)))


def told(engine: LocalEngine, folder: Path) -> list[tuple[str, int, str]]:
    """For each result the file's name, the number, and what there is: text, the error, or the end."""
    return [
        (Path(item.source).stem, result.number, what)
        for item, result in engine.run(inputs(folder))
        for what in [
            *([result.line.decode().split('"')[-2]] if result.line else []),
            *([result.failure.error] if result.failure else []),
            *(["end"] if result.end else []),
        ]
    ]


def many(folder: Path, count: int = 200) -> Path:
    return write(folder, {f"{n:04}.txt": f"story {n}" for n in range(count)})


def undisturbed(count: int = 200) -> list[tuple[str, int, str]]:
    both = ([(f"{n:04}", 0, f"story {n}"), (f"{n:04}", 1, "end")] for n in range(count))
    return [result for pair in both for result in pair]


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_results_come_in_the_order_of_the_inputs(tmp_path: Path, workers: int) -> None:
    assert told(local(workers), many(tmp_path)) == undisturbed()


def test_unordered_results_are_the_same(tmp_path: Path) -> None:
    assert sorted(told(local(2, ordered=False), many(tmp_path))) == undisturbed()


def test_no_input_at_all(tmp_path: Path) -> None:
    assert told(local(), tmp_path) == []


def test_files_of_many_articles(tmp_path: Path) -> None:
    stories = "\n".join(f"story {n}" for n in range(50))
    write(
        tmp_path,
        {"a.txt": stories, "b.txt": "one\nunreadable article\ntwo", "c.txt": "one\nunreadable file\ntwo", "d.txt": ""},
    )
    results = told(local(2), tmp_path)
    assert results[:51] == [*(("a", n, f"story {n}") for n in range(50)), ("a", 50, "end")]
    assert results[51:] == [
        ("b", 0, "one"),
        ("b", 1, "it is no article"),
        ("b", 2, "two"),
        ("b", 3, "end"),
        ("c", 0, "one"),
        ("c", 1, "it is no file of articles"),
        ("c", 1, "end"),
        ("d", 0, "there is no article in it"),
        ("d", 0, "end"),
    ]


def test_articles_that_are_done_are_skipped(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "one\ntwo\nthree"})
    (item,) = inputs(tmp_path)
    later = Input(item.key, item.path, item.size, item.modified, skip=2)
    results = [result for _, result in local(1).run(iter([later]))]
    assert [(result.number, result.end) for result in results] == [(2, False), (3, True)]


@pytest.mark.parametrize("fault", POISON)
@pytest.mark.parametrize("workers", [1, 2])
def test_a_file_that_kills_or_hangs_fails_alone(tmp_path: Path, fault: str, workers: int) -> None:
    many(tmp_path, 60)
    write(tmp_path, {"0030.txt": fault})
    results = told(local(workers, limit=0.5), tmp_path)
    expected = undisturbed(60)
    error = results[60][2]
    expected[60] = ("0030", 0, error)
    if fault.startswith("reader"):  # the failure is that of the whole file, and its end
        expected[61] = ("0030", 0, "end")
    assert results == expected
    assert ("took longer than 0.5 seconds" in error) if "hang" in fault else error.startswith("its worker")


def test_an_article_that_kills_among_others_of_its_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "\n".join([*(f"story {n}" for n in range(20)), "die", "last"]), "b.txt": "story"})
    results = told(local(2), tmp_path)
    assert [text for _, _, text in results] == [
        *(f"story {n}" for n in range(20)),
        "its worker was ended by SIGKILL",
        "last",
        "end",
        "story",
        "end",
    ]


def test_a_reader_that_dies_within_a_file_ends_it(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "one\ntwo\nreader dies\nthree", "b.txt": "story"})
    results = told(local(1), tmp_path)
    assert [text for _, _, text in results] == ["one", "two", "its worker was ended by SIGKILL", "end", "story", "end"]


@pytest.mark.parametrize("fault", ["wrong", "no-memory", "reader is wrong"])
def test_an_error_is_the_failure_of_one_article(tmp_path: Path, fault: str) -> None:
    many(tmp_path, 20)
    write(tmp_path, {"0007.txt": fault})
    results = told(local(1), tmp_path)
    error = results[14][2]
    assert [*results[:14], *results[16:]] == [*undisturbed(20)[:14], *undisturbed(20)[16:]]
    assert results[15][2] == "end"
    assert error in {
        "unexpected ValueError: \x1b[2J is wrong",
        "there was not enough memory for it",
        "unexpected ZeroDivisionError",
    }


@pytest.mark.parametrize("seed", range(8))
def test_faults_that_pass_leave_no_trace(tmp_path: Path, seed: int) -> None:
    """At ten random places a worker dies or hangs, once each: 80 in all, and nothing comes of them."""
    chance = random.Random(seed)
    many(tmp_path / "f", 150)
    faults = {
        f"{n:04}.txt": f"{chance.choice(['die', 'die', 'die', 'hang'])} once {tmp_path}/{n}"
        for n in chance.sample(range(150), 10)
    }
    write(tmp_path / "f", faults)
    results = told(local(chance.choice([1, 2, 3]), limit=0.5), tmp_path / "f")
    expected = undisturbed(150)
    for name, fault in faults.items():
        expected[2 * int(name[:4])] = (name[:4], 0, fault)
    assert results == expected


def test_workers_killed_from_outside(tmp_path: Path) -> None:
    """As for want of memory: whoever it hits, at any time."""
    many(tmp_path, 400)
    engine = local(2, Fake(0.004), retries=5)
    chance = random.Random(5)
    killed: set[int] = set()
    over = threading.Event()

    def kill_some() -> None:
        while not over.wait(chance.uniform(0.1, 0.3)):
            for pid in [each.process.pid for each in engine._workers if each.ready][:1]:
                killed.add(pid or 0)
                os.kill(pid or 0, signal.SIGKILL)

    killer = threading.Thread(target=kill_some)
    killer.start()
    results = told(engine, tmp_path)
    over.set()
    killer.join()
    assert results == undisturbed(400)
    assert len(killed) > 2


def test_no_model_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(CannotBegin, match="model 'nowhere' cannot be used") as raised:
        told(local(2, no_model), many(tmp_path))
    assert raised.value.usage


def test_workers_that_die_as_they_start(tmp_path: Path) -> None:
    with pytest.raises(WorkersFail, match="the last ended with status 7; free memory"):
        told(local(2, dies_at_start), many(tmp_path))


def test_a_stop_gives_what_is_in_hand_and_ends(tmp_path: Path) -> None:
    engine = local(2, Fake(0.002))
    found = []
    for item, result in engine.run(inputs(many(tmp_path, 2000))):
        found.append((item.source, result.number))
        if len(found) == 100:
            engine.stop()
    assert 100 <= len(found) < 1000
    assert found == [(str(tmp_path / f"{n:04}.txt"), number) for n in range(len(found) // 2) for number in (0, 1)]


def test_a_stop_leaves_the_rest_of_a_long_file(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": "\n".join(f"story {n}" for n in range(5000))})
    engine = local(1, Fake(0.001))
    numbers = []
    for _, result in engine.run(inputs(tmp_path)):
        numbers.append(result.number)
        engine.stop()
    assert 0 < len(numbers) < 2000
    assert numbers == list(range(len(numbers)))


def test_workers_end_with_the_run(tmp_path: Path) -> None:
    engine = local(2)
    results = engine.run(inputs(many(tmp_path)))
    next(results)
    processes = [each.process for each in engine._workers]
    results.close()
    assert not any(process.is_alive() for process in processes)


def test_what_waits_for_its_turn_is_bounded(tmp_path: Path) -> None:
    """The first file takes long; the other worker does not run away from it."""
    many(tmp_path, 3000)
    write(tmp_path, {"0000.txt": f"hang once {tmp_path / 'marker'}"})
    taken = 0

    def counted() -> Iterator[Input]:
        nonlocal taken
        for item in inputs(tmp_path):
            taken += 1
            yield item

    results = local(2, limit=2.0).run(counted())
    assert next(results)[0].source.endswith("0000.txt")
    assert taken < 1200
    assert sum(1 for _ in results) == 5999


def test_a_file_larger_than_what_may_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.batch.engine._MOST_WAITING", 1000)
    long = "\n".join(f"story {n}" for n in range(300))
    write(tmp_path, {f"{n}.txt": long for n in range(6)})
    results = told(local(3, partial(Fake, 0.0005)), tmp_path)
    assert results == [(str(file), n, f"story {n}" if n < 300 else "end") for file in range(6) for n in range(301)]
