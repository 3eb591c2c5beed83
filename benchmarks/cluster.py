"""`extractor batch` on a Ray cluster beside the same on this machine, in turns: speed, start, and who can feed whom.

    python benchmarks/cluster.py [--workers N] [--articles N] [--rounds N]

Speed is words a second from the first record to the last; and words for each second that the workers' processes have of
a core, which other load on the machine changes less. The start is from before Ray is imported to the first record.
What this process itself spends on an article says how many cores it can keep at work; it is measured with workers that
do nothing but give a record of usual size, because a process that mostly waits spends most on waiting.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from batch import Idle, filled
from extractor.article import Article
from extractor.batch.engine import Engine
from extractor.batch.job import Job
from extractor.batch.local import LocalEngine
from extractor.batch.place import Place
from extractor.batch.walk import Walk
from extractor.batch.work import Task, Work

ENGINES = ("local", "ray")
IDLE_ARTICLES = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=1, help="of each (default 1)")
    parser.add_argument("--articles", type=int, default=600, help="how many (default 600)")
    parser.add_argument("--rounds", type=int, default=5, help="of each (default 5)")
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--idle", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.engine:
        print(json.dumps(one_run(given)))
        return
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {given.workers} worker(s)")
    with tempfile.TemporaryDirectory() as place:
        compare(given, filled(Path(place) / "real", given.articles), filled(Path(place) / "idle", IDLE_ARTICLES))


def compare(given: argparse.Namespace, real: Path, idle: Path) -> None:
    runs: dict[str, list[dict[str, float]]] = {engine: [] for engine in ENGINES}
    for _ in range(given.rounds):
        for engine in ENGINES:
            command = [sys.executable, __file__, "--engine", engine, "--workers", str(given.workers), "--folder"]
            measured = json.loads(subprocess.check_output([*command, real]))
            own = json.loads(subprocess.check_output([*command, idle, "--idle"]))["own"]
            runs[engine].append({**measured, "own": own})
    print(f"{'':6} {'words/s':>8} {'words/core s':>13} {'start, s':>9} {'own core, ms an article':>24}")
    for engine, measured in runs.items():
        speed, core, start, own = (median(run[what] for run in measured) for what in ("speed", "core", "start", "own"))
        print(f"{engine:6} {speed:8,.0f} {core:13,.0f} {start:9.1f} {own:24.2f}")
    for what in ("speed", "core"):
        ratios = [ray[what] / local[what] for local, ray in zip(*runs.values(), strict=True)]
        print(f"{what}: ray is {median(ratios):.2f} of local ({min(ratios):.2f} to {max(ratios):.2f})")


class Clocked:
    """The real work; each line tells the process and what it has spent so far, in seconds of a core."""

    def __init__(self) -> None:
        self._work = Task()()
        self.articles = self._work.articles

    def lines(self, articles: Sequence[Article]) -> list[bytes]:
        lines = self._work.lines(articles)
        clock = b',"process":%d,"spent":%f}\n' % (os.getpid(), time.process_time())
        return [line.removesuffix(b"}\n") + clock for line in lines]


def one_run(given: argparse.Namespace) -> dict[str, float]:
    """Words a second, seconds to the first record, milliseconds of a core that this process spends on an article."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    begun = time.perf_counter()
    with engine_of(given, Idle if given.idle else Clocked) as engine, tempfile.TemporaryDirectory() as place:
        found = records(engine, given.folder, Path(place))
        next(found)
        first, own = time.perf_counter(), time.process_time()
        rest = list(found)
        seconds, spent = time.perf_counter() - first, time.process_time() - own
    lines = [json.loads(line) for line in rest]
    words = sum(line["document"]["words"] for line in lines)
    return {
        "speed": words / seconds,
        "core": 0 if given.idle else words_for_a_core_second(lines),
        "start": first - begun,
        "own": spent / len(rest) * 1000,
    }


def words_for_a_core_second(lines: list[dict[str, Any]]) -> float:
    """Of all workers, each from the end of the first group of articles that it did to the end of the last."""
    words, seconds = 0, 0.0
    for process in {line["process"] for line in lines}:
        its = [line for line in lines if line["process"] == process]
        first, last = its[0]["spent"], its[-1]["spent"]
        words += sum(line["document"]["words"] for line in its if line["spent"] > first)
        seconds += last - first
    return words / seconds


@contextmanager
def engine_of(given: argparse.Namespace, task: Callable[[], Work]) -> Iterator[Engine]:
    if given.engine == "local":
        yield LocalEngine(task, workers=given.workers)
        return
    from extractor.batch.cluster import RayEngine, Site, connected  # noqa: PLC0415

    with connected():
        yield RayEngine(task, Site(str(given.folder)), workers=given.workers)


def records(engine: Engine, folder: Path, place: Path) -> Iterator[bytes]:
    """The whole of the command but for its options: journal, output and all."""
    out = Place(place / "out.jsonl", "jsonl")
    with out.claim({}) as journal:
        job = Job(Walk(str(folder)), engine, journal, out)
        for _, result in job.results():
            if result.failure:
                sys.exit(str(result.failure))
            if result.line:
                yield result.line
        job.finish()


if __name__ == "__main__":
    main()
