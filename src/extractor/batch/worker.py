"""What runs in a worker: chunks of inputs in, results out, until the other end of the pipe is gone."""

from __future__ import annotations

import os
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

from extractor.batch.messages import (
    Beat,
    Broken,
    Chunk,
    Done,
    Failure,
    Found,
    Input,
    Ready,
    Report,
    Result,
    encode,
    order_of,
)
from extractor.batch.work import Work
from extractor.errors import ExtractorError, Unreadable
from extractor.writers.safe import visible

if TYPE_CHECKING:
    from extractor.article import Article

    _Step = Article | Result
    """Something of an input: an article, or a result that needs no work."""

GROUP = 32
"""How many articles are extracted at a time: enough for the model's batches."""
_GROUP_CHARACTERS = 100_000
_BEAT = 0.2


def main(pipe: Connection, task: Callable[[], Work], debug: bool) -> None:
    """Load, tell so, work. Signals are blocked by who starts us: the supervisor decides when we end."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # there is a worker for each core already
    chunks: SimpleQueue[Chunk] = SimpleQueue()
    stop = Event()
    Thread(target=_listen, args=(pipe, chunks, stop), daemon=True).start()

    def tell(report: Report) -> None:
        pipe.send_bytes(encode(report))

    with suppress(BrokenPipeError):  # who started us is gone, which `_listen` is about to notice
        try:
            with warnings.catch_warnings(record=True) as caught:
                work = task()
            tell(Ready([str(warning.message) for warning in caught]))
        except ExtractorError as error:
            tell(Broken(str(error), error.usage))
            return
        while True:
            chunk = chunks.get()
            if stop.is_set():
                tell(Done())
            else:
                _Bench(work, chunk, tell, stop, debug).work_off()


def work_off(work: Work, items: list[Input]) -> Iterator[tuple[int, Result]]:
    """The results of `items`, each with its index there, worked out in this process: nothing guards it from its end."""
    reports: list[Report] = []
    _Bench(work, Chunk(items), reports.append, Event(), debug=False).work_off()
    for report in reports:
        if isinstance(report, Found):
            yield from report.results


def _listen(pipe: Connection, chunks: SimpleQueue[Chunk], stop: Event) -> None:
    """Take orders, so that who gives them never waits; end the process when nobody is left to give any."""
    try:
        while True:
            order = order_of(pipe.recv_bytes())
            if isinstance(order, Chunk):
                chunks.put(order)
            else:
                stop.set()
    except (EOFError, OSError):
        os._exit(0)


@dataclass
class _Bench:
    """One chunk at work."""

    work: Work
    chunk: Chunk
    tell: Callable[[Report], None]
    stop: Event
    debug: bool
    _pending: list[tuple[int, int, _Step]] = field(default_factory=list)
    """Index of the input, number of the article, what there is of it. Told together, in this order."""
    _articles: int = 0
    _characters: int = 0
    _last_beat: float = 0.0

    def work_off(self) -> None:
        """Tell the results of the inputs, in order, and in the end that there are no more."""
        leaving = False
        for index, item in enumerate(self.chunk.items):
            for number, step in self._read(item):
                if leaving and not isinstance(step, Result):
                    self.tell(Done())
                    return
                self._pending.append((index, number, step))
                if not isinstance(step, Result):
                    self._articles += 1
                    self._characters += len(step.text)
                if self._articles >= (1 if self.chunk.alone else GROUP) or self._characters >= _GROUP_CHARACTERS:
                    self._flush()
                    leaving = self.stop.is_set()
        self._flush()
        self.tell(Done())

    def _read(self, item: Input) -> Iterator[tuple[int, _Step]]:
        """The articles of a file from the first that is not done, with their numbers, and its end."""
        count = 0
        try:
            if item.fault:
                raise Unreadable(item.name, *item.fault)
            for found in self.work.articles(item):
                if count >= item.skip:
                    yield count, _failed(count, found) if isinstance(found, Unreadable) else found
                count += 1
                self._beat()
            if not count:
                raise Unreadable(item.name, "there is no article in it", "leave it out, or look at it")
            yield count, Result(count, end=True)
        except Unreadable as error:
            yield count, _failed(max(count, item.skip), error, end=True)
        except Exception as error:
            yield count, Result(max(count, item.skip), failure=self._unexpected(item.name, error), end=True)

    def _beat(self) -> None:
        now = time.monotonic()
        if now - self._last_beat > _BEAT:
            self._last_beat = now
            self.tell(Beat(reading=True))

    def _flush(self) -> None:
        articles = [step for _, _, step in self._pending if not isinstance(step, Result)]
        self.tell(Beat(reading=False, characters=self._characters))
        lines = iter(self._lines(articles))
        results = [(index, _result(number, step, lines)) for index, number, step in self._pending]
        self.tell(Found(results))
        self._pending.clear()
        self._articles = self._characters = 0

    def _lines(self, articles: list[Article]) -> list[bytes | Failure]:
        """The line of each, or why there is none. If all together fail, each is tried by itself."""
        try:
            return [*self.work.lines(articles)] if articles else []
        except Exception as error:
            if len(articles) > 1:
                return [line for article in articles for line in self._lines([article])]
            return [self._unexpected(articles[0].source or "", error)]

    def _unexpected(self, source: str, error: Exception) -> Failure:
        if self.debug:
            print("\n".join(map(visible, "".join(traceback.format_exception(error)).splitlines())), file=sys.stderr)
        if isinstance(error, MemoryError):
            return Failure(source, "there was not enough memory for it", "free some, or take fewer --workers")
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Failure(source, f"unexpected {what}", "please report this bug, with what --debug shows")


def _failed(number: int, error: Unreadable, *, end: bool = False) -> Result:
    return Result(number, failure=Failure(error.source, error.why, error.remedy), end=end)


def _result(number: int, step: _Step, lines: Iterator[bytes | Failure]) -> Result:
    if isinstance(step, Result):
        return step
    line = next(lines)
    return Result(number, failure=line) if isinstance(line, Failure) else Result(number, line)
