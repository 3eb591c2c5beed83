"""Work that is done in no time and goes wrong on demand, and the means to run a whole job with it."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import msgspec

from extractor.batch.job import Job
from extractor.batch.journal import Journal
from extractor.batch.local import LocalEngine
from extractor.batch.messages import Chunk, Found, Input, Result
from extractor.batch.place import Place
from extractor.batch.walk import Walk
from extractor.batch.work import Task
from extractor.batch.worker import _Bench
from extractor.errors import ModelMissing, Unreadable


class Story(msgspec.Struct):
    """All that the engine needs to know of an article."""

    text: str
    source: str


@dataclass(frozen=True)
class Fake:
    """Each line of a file is an article, unless it is one of these commands."""

    seconds: float = 0.0
    """How long an article takes."""

    def __call__(self) -> Fake:
        return self

    def articles(self, item: Input) -> Iterator[Story | Unreadable]:
        try:
            lines = Path(item.source).read_text().splitlines()
        except OSError as error:
            raise Unreadable(item.name, f"it cannot be read ({error.strerror})", "check the path") from None
        for line in lines:
            if line == "unreadable article":
                yield Unreadable(item.name, "it is no article", "leave it out")
            elif line == "unreadable file":
                raise Unreadable(item.name, "it is no file of articles", "leave it out")
            elif line == "reader hangs":
                time.sleep(600)
            elif line == "reader dies":
                os.kill(os.getpid(), signal.SIGKILL)
            elif line == "reader is wrong":
                raise ZeroDivisionError
            else:
                yield Story(line, item.name)

    def lines(self, articles: Sequence[Story]) -> list[bytes]:
        return [self._line(article) for article in articles]

    def _line(self, article: Story) -> bytes:
        time.sleep(self.seconds)
        match article.text.split():
            case ["hang"]:
                time.sleep(600)
            case ["hang", "once", marker] if first_time(marker):
                time.sleep(600)
            case ["die"]:
                os.kill(os.getpid(), signal.SIGKILL)
            case ["die", "once", marker] if first_time(marker):
                os.kill(os.getpid(), signal.SIGKILL)
            case ["exit"]:
                os._exit(3)
            case ["wrong"]:
                raise ValueError("\x1b[2J is wrong")
            case ["no-memory"]:
                raise MemoryError
        return json.dumps({"source": article.source, "text": article.text}).encode() + b"\n"


def first_time(marker: str) -> bool:
    """True once for each marker, whatever process asks."""
    try:
        Path(marker).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def no_model() -> Fake:
    """In place of work: it cannot be loaded."""
    raise ModelMissing("nowhere", "install it")


def dies_at_start() -> Fake:
    """In place of work: it kills the worker."""
    os._exit(7)


class Inline:
    """An engine in this process, so that nothing but the job can be killed."""

    def __init__(self, work: Fake | None = None) -> None:
        self.work = work or Fake()
        self.warnings: list[str] = []
        self.stopping = False

    def stop(self) -> None:
        self.stopping = True

    def run(self, inputs: Iterator[Input]) -> Generator[tuple[Input, Result], None, None]:
        for item in inputs:
            reports: list[object] = []
            _Bench(self.work, Chunk([item]), reports.append, Event(), False).work_off()  # type: ignore[arg-type]
            for report in reports:
                if isinstance(report, Found):
                    yield from ((item, result) for _, result in report.results)
            if self.stopping:
                return


def local(workers: int = 2, task: Callable[[], Fake] | None = None, **more: object) -> LocalEngine:
    """The real engine with fake work."""
    return LocalEngine(task or Fake(), workers=workers, **more)  # type: ignore[arg-type]


def claim(place: Place, **more: bool) -> Journal:
    return place.claim({"FOLDER": "f"}, **more)


def run_job(
    folder: Path, place: Place, engine: object = None, *, ordered: bool = True, **claimed: bool
) -> list[Result]:
    """A whole run; the results that it gave."""
    walk = Walk(str(folder), ["*"], map(str, place.files()))
    with claim(place, **claimed) as journal:
        job = Job(walk, engine or Inline(), journal, place, ordered=ordered)  # type: ignore[arg-type]
        results = [result for _, result in job.results()]
        job.finish()
    return results


def write(folder: Path, files: dict[str, str]) -> Path:
    """Files by their paths below `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


class FakeTask(Task, frozen=True):
    """In place of the command's own task: settings as they are, work as it is faked."""

    def __call__(self) -> Fake:  # type: ignore[override]
        return Fake(0.001)
