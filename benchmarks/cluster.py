"""`extractor batch` on a Ray cluster beside the same on this machine, in turns: speed, start, and who can feed whom.

    python benchmarks/cluster.py [--workers N] [--articles N] [--rounds N]

Speed is taken from the first record to the last, the start from before Ray is imported to the first record. What this
process itself spends on an article says how many cores it can keep at work; it is measured with workers that do nothing
but give a record of usual size, because a process that mostly waits spends most on waiting.
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

from batch import SAMPLES, filled
from extractor.article import Article, make_article
from extractor.batch.engine import Engine
from extractor.batch.job import Job
from extractor.batch.local import LocalEngine
from extractor.batch.messages import Input
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
    print(f"{'':6} {'words/s':>8} {'start, s':>9} {'own core, ms an article':>24}")
    for engine, measured in runs.items():
        speed, start, own = (median(run[what] for run in measured) for what in ("speed", "start", "own"))
        print(f"{engine:6} {speed:8,.0f} {start:9.1f} {own:24.2f}")
    ratios = [ray["speed"] / local["speed"] for local, ray in zip(*runs.values(), strict=True)]
    print(f"\nray is {median(ratios):.2f} of local ({min(ratios):.2f} to {max(ratios):.2f})")


class Idle:
    """In place of work: each article has the same record, made already."""

    def __init__(self) -> None:
        self._line = (SAMPLES / "port-fraud.json").read_bytes().replace(b"\n", b" ") + b"\n"

    def articles(self, item: Input) -> Iterator[Article]:
        yield make_article("", source=item.name)

    def lines(self, articles: Sequence[Article]) -> list[bytes]:
        return [self._line for _ in articles]


def one_run(given: argparse.Namespace) -> dict[str, float]:
    """Words a second, seconds to the first record, milliseconds of a core that this process spends on an article."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    begun = time.perf_counter()
    with engine_of(given, Idle if given.idle else Task()) as engine, tempfile.TemporaryDirectory() as place:
        found = records(engine, given.folder, Path(place))
        next(found)
        first, own = time.perf_counter(), time.process_time()
        rest = list(found)
        seconds, spent = time.perf_counter() - first, time.process_time() - own
    words = sum(json.loads(line)["document"]["words"] for line in rest)
    return {"speed": words / seconds, "start": first - begun, "own": spent / len(rest) * 1000}


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
