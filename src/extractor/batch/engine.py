"""Inputs in, results out: what an engine is, and the one that runs workers on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import Protocol

import msgspec

from extractor.batch import worker
from extractor.batch.messages import Beat, Broken, Chunk, Failure, Found, Input, Ready, Result, Stop, encode, report_of
from extractor.batch.work import Work
from extractor.errors import ExtractorError

_CHUNK = worker.GROUP
_CHUNK_BYTES = 1_000_000
_PATH_WEIGHT = 40
"""Of each byte of a path, so that the paths of a chunk fit into a pipe that nobody reads just then."""
_AHEAD = 2
"""Chunks that a worker has: one in hand, one waiting, so that it is never without work."""
_WINDOW = 1_000
"""Inputs from the oldest that is not done to the newest that is: what waits for its turn is bounded."""
_MOST_WAITING = 64_000_000
_TICK = 0.2
_CHARACTERS = 100_000
_START = 120.0
_STILLBORN = 3


class Engine(Protocol):
    """Anything that can have inputs worked on. Another kind, on many machines say, needs this and no more."""

    warnings: list[str]
    """What was to be told as the model was loaded."""

    def run(self, inputs: Iterator[Input]) -> Generator[tuple[Input, Result], None, None]:
        """Take inputs as they are needed, give their results, those of one input in order."""

    def stop(self) -> None:
        """Take no more inputs, give what is in hand, then end. May be called at any time, from a signal's handler."""


class WorkersFail(ExtractorError):
    """No worker lives long enough to begin."""

    def __init__(self, how: str) -> None:
        """`how` is how the last one ended."""
        super().__init__(f"the workers end before they can begin: the last {how}; free memory, or take fewer --workers")


class CannotBegin(ExtractorError):
    """A worker says why none of them can begin, such as a missing model."""

    def __init__(self, error: str, usage: bool) -> None:
        """`error` is the text of its own error, `usage` the kind."""
        super().__init__(error)
        self.usage = usage


@dataclass
class _Job:
    """An input on its way."""

    item: Input
    results: deque[Result] = field(default_factory=deque)
    done: int = 0
    """How many of its articles have a result."""
    ended: bool = False
    deaths: int = 0
    """How many workers died of it, alone, since its last result."""
    alone: bool = False

    def rest(self) -> Input:
        """What is to be done yet."""
        return msgspec.structs.replace(self.item, skip=self.done)

    def take(self, result: Result) -> None:
        """Note a result."""
        self.results.append(result)
        self.done = result.number + result.is_article
        self.ended = result.end
        self.deaths = 0


class _Worker:
    """A process, the pipe to it, and what it has to do."""

    def __init__(self, task: Callable[[], Work], debug: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=worker.main, args=(theirs, task, debug), daemon=True)
        with _signals_blocked():
            self.process.start()
        theirs.close()
        self.ready = False
        self.reading = True
        self.chunks: deque[list[_Job]] = deque()
        self.deadline = time.monotonic() + _START

    def hand(self, jobs: list[_Job], limit: float) -> bool:
        """Give it a chunk, and `limit` seconds to say something. False if it is dead."""
        try:
            self.pipe.send_bytes(encode(Chunk([job.rest() for job in jobs], alone=jobs[0].alone)))
        except OSError:
            return False
        if self.ready and not self.chunks:
            self.deadline = time.monotonic() + limit
        self.chunks.append(jobs)
        return True

    def end(self) -> str:
        """Make sure that it is gone; how it ended."""
        self.process.kill()
        self.process.join(10)  # one that hangs in the kernel ends when the kernel lets it
        self.pipe.close()
        code = self.process.exitcode
        if code is not None and code < 0:
            with suppress(ValueError):
                return f"was ended by {signal.Signals(-code).name}"
        return f"ended with status {code}"


class LocalEngine:
    """Processes on this machine, each with the model; one that dies or hangs is replaced.

    Results come in the order of the inputs, or `ordered=False` as they are there. Who works on a file that takes
    longer than `limit` seconds an article (and as much again for every 100,000 characters) is killed. The articles
    that a worker had in hand when it died are done again one by one. One that kills by itself, too, is tried once more
    (`retries`), and then has failed.
    """

    def __init__(
        self,
        task: Callable[[], Work],
        *,
        workers: int,
        limit: float = 120.0,
        ordered: bool = True,
        retries: int = 1,
        debug: bool = False,
    ) -> None:
        """`task` is called in each worker, and must be importable there."""
        self.warnings: list[str] = []
        self._task = task
        self._count = workers
        self._limit = limit
        self._ordered = ordered
        self._retries = retries
        self._debug = debug
        self._workers: list[_Worker] = []
        self._jobs: deque[_Job] = deque()
        self._again: deque[list[_Job]] = deque()
        self._size = 1
        self._waiting = 0
        self._stillborn = 0
        self._stopping = self._told_to_stop = self._begun = False

    def stop(self) -> None:
        """As `Engine` says."""
        self._stopping = True

    def run(self, inputs: Iterator[Input]) -> Generator[tuple[Input, Result], None, None]:
        """As `Engine` says. Raises `CannotBegin`, and `WorkersFail` if none can be kept alive."""
        try:
            self._workers.append(_Worker(self._task, self._debug))  # it loads while the first inputs are looked for
            while True:
                self._hand_out(inputs)
                if not any(worker.chunks for worker in self._workers) and not self._again:
                    break
                self._listen()
                yield from self._ready_results()
            yield from self._ready_results()
        finally:
            for each in self._workers:
                each.end()
            self._workers.clear()

    # Work to the workers

    def _hand_out(self, inputs: Iterator[Input]) -> None:
        if self._stopping:
            self._tell_to_stop()
            return
        for each in self._workers:
            while len(each.chunks) < _AHEAD and (jobs := self._next_chunk(inputs)):
                if not self._give(each, jobs):
                    break
        while len(self._workers) < self._count and (jobs := self._next_chunk(inputs)):
            self._workers.append(_Worker(self._task, self._debug))
            self._give(self._workers[-1], jobs)

    def _give(self, each: _Worker, jobs: list[_Job]) -> bool:
        """False if the worker is dead. Another gets the jobs then."""
        taken = each.hand(jobs, self._limit)
        if not taken:
            self._again.appendleft(jobs)
        return taken

    def _next_chunk(self, inputs: Iterator[Input]) -> list[_Job]:
        """The next jobs for one worker; none if there are none, or too many results wait for their turn."""
        if self._again:
            return self._again.popleft()
        if len(self._jobs) > _WINDOW:
            return []
        jobs: list[_Job] = []
        size = 0
        for item in islice(inputs, self._size):
            jobs.append(_Job(item, done=item.skip))
            size += item.size + _PATH_WEIGHT * len(item.path)
            if size > _CHUNK_BYTES:
                break
        self._jobs += jobs
        self._size = min(2 * self._size, _CHUNK)  # small at first: the first record comes early
        return jobs

    def _tell_to_stop(self) -> None:
        self._again.clear()
        if self._told_to_stop:
            return
        self._told_to_stop = True
        for each in self._workers:
            with suppress(OSError):
                each.pipe.send_bytes(encode(Stop()))

    # Results from the workers

    def _listen(self) -> None:
        """Wait a little for what workers say, and see to those that are dead or hang."""
        heard = self._workers.copy()
        if self._waiting > _MOST_WAITING:  # none but the one that all wait for, if it is known
            heard = [each for each in heard if self._has_oldest(each)] or heard
        talking = wait([each.pipe for each in heard], timeout=_TICK)
        now = time.monotonic()
        for each in self._workers.copy():
            if each.pipe in talking:
                self._hear(each, now)
            elif each not in heard:
                each.deadline = now + self._limit
            elif (each.chunks or not each.ready) and now > each.deadline:
                error = f"it took longer than {self._limit:g} seconds"
                self._bury(each, each.end(), error, "look at it, or raise --time-limit")

    def _has_oldest(self, each: _Worker) -> bool:
        return any(job is self._jobs[0] for jobs in each.chunks for job in jobs)

    def _hear(self, each: _Worker, now: float) -> None:
        try:
            report = report_of(each.pipe.recv_bytes())
        except (EOFError, OSError):
            how = each.end()
            self._bury(each, how, f"its worker {how}", "look at it, free some memory, or take fewer --workers")
            return
        match report:
            case Ready(warnings):
                self._greet(each, warnings)
            case Broken(error, usage):
                raise CannotBegin(error, usage)
            case Beat(reading, characters):
                each.reading = reading
                now += self._limit * characters / _CHARACTERS
            case Found(results):
                each.reading = True
                for index, result in results:
                    each.chunks[0][index].take(result)
                    self._waiting += len(result.line)
            case _:
                each.chunks.popleft()
        each.deadline = now + self._limit

    def _greet(self, each: _Worker, warnings: list[str]) -> None:
        each.ready = True
        self._stillborn = 0
        if not self._begun:
            self._begun = True
            self.warnings += warnings

    def _bury(self, each: _Worker, how: str, error: str, remedy: str) -> None:
        """See to what a worker had to do that ended: it is done again, article by article, or has failed."""
        self._workers.remove(each)
        if not each.ready:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise WorkersFail(how)
        for number, jobs in enumerate(each.chunks):
            rest = [job for job in jobs if not job.ended]
            if number == 0 and each.ready:  # the chunk in hand: one of these it was
                for job in rest:
                    self._try_alone(job, each.reading, Failure(job.item.name, error, remedy))
            elif rest:
                self._again.append(rest)

    def _try_alone(self, job: _Job, reading: bool, failure: Failure) -> None:
        if job.alone:
            job.deaths += 1
            if job.deaths > self._retries:
                job.take(Result(job.done, failure=failure, end=reading))
                if reading:  # whoever read on would come to the same place
                    return
        job.alone = True
        self._again.append([job])

    # Results in order

    def _ready_results(self) -> Iterator[tuple[Input, Result]]:
        if self._ordered:
            while self._jobs:
                job = self._jobs[0]
                yield from self._take_from(job)
                if not job.ended:
                    return
                self._jobs.popleft()
        else:
            for job in self._jobs:
                yield from self._take_from(job)
            self._jobs = deque(job for job in self._jobs if not job.ended)

    def _take_from(self, job: _Job) -> Iterator[tuple[Input, Result]]:
        while job.results:
            result = job.results.popleft()
            self._waiting -= len(result.line)
            yield job.item, result


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """A process that is started within takes no SIGINT and no SIGTERM, from its first instant on."""
    if os.name != "posix":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
