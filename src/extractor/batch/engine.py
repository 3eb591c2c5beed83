"""Inputs in, results out: what an engine is, and how workers are kept at work, wherever they run."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, Protocol, TypeVar

import msgspec

from extractor.batch import worker
from extractor.batch.messages import Beat, Broken, Chunk, Failure, Found, Input, Ready, Result, Stop, encode, report_of
from extractor.errors import ExtractorError

_CHUNK = worker.GROUP
_CHUNK_BYTES = 1_000_000
_PATH_WEIGHT = 40
"""Of each byte of a path, so that the paths of a chunk fit into a pipe that nobody reads just then."""
_AHEAD = 2
"""Chunks that a worker has: one in hand, one waiting, so that it is never without work."""
_WINDOW = 1_000
"""Inputs from the oldest that is not done to the newest that is: what waits for its turn is bounded."""
_WINDOW_EACH = 4 * _AHEAD * _CHUNK
"""The same for each worker, where there are many."""
_MOST_WAITING = 64_000_000
_TICK = 0.2
_CHARACTERS = 100_000
_START = 120.0
_STILLBORN = 3
_PAUSE = 5.0
"""Seconds before another is tried, when one ended before it could begin though others did begin."""


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


class Process(Protocol):
    """A process in which `worker.main` runs, and the way to it. Whatever is gone raises OSError or EOFError."""

    def send(self, order: bytes) -> None:
        """Have it told something. It never waits."""

    def receive(self) -> bytes:
        """What it said. To be called when it is known to have said something, or to be gone."""

    def end(self) -> str:
        """Make sure that it is gone; how it ended."""


P = TypeVar("P", bound=Process)


class Staff(Protocol[P]):
    """Where processes come from."""

    placed_at_once: bool
    """False if one may have to wait for its place; when it has it, the first that it says is a `Beat`."""

    def start(self) -> P:
        """Another process."""

    def talking(self, processes: Sequence[P], seconds: float) -> Collection[P]:
        """Wait for those that have said something, or are gone."""


class _Worker(Generic[P]):
    """A process, and what it has to do."""

    def __init__(self, process: P, deadline: float) -> None:
        self.process = process
        self.placed = self.ready = False
        self.reading = True
        self.chunks: deque[list[_Job]] = deque()
        self.deadline = deadline

    def hand(self, jobs: list[_Job], limit: float) -> bool:
        """Give it a chunk, and `limit` seconds to say something. False if it is dead."""
        try:
            self.process.send(encode(Chunk([job.rest() for job in jobs], alone=jobs[0].alone)))
        except OSError:
            return False
        if not self.chunks:
            self.deadline = time.monotonic() + limit
        self.chunks.append(jobs)
        return True


class Supervisor(Generic[P]):
    """An engine that keeps workers at work, each with the model; one that dies or hangs is replaced.

    Results come in the order of the inputs, or `ordered=False` as they are there. Who works on a file that takes
    longer than `limit` seconds an article (and as much again for every 100,000 characters) is killed. The articles
    that a worker had in hand when it died are done again one by one. One that kills by itself, too, is tried once more
    (`retries`), and then has failed.
    """

    def __init__(
        self,
        staff: Staff[P],
        *,
        workers: int,
        limit: float,
        ordered: bool,
        retries: int,
    ) -> None:
        """`workers` is how many there are at most."""
        self.warnings: list[str] = []
        self._staff = staff
        self._count = workers
        self._limit = limit
        self._ordered = ordered
        self._retries = retries
        self._window = max(_WINDOW, _WINDOW_EACH * workers)
        self._most_waiting = max(_MOST_WAITING, _MOST_WAITING // 64 * workers)
        self._workers: list[_Worker[P]] = []
        self._jobs: deque[_Job] = deque()
        self._again: deque[list[_Job]] = deque()
        self._size = 1
        self._waiting = 0
        self._stillborn = 0
        self._next_start = 0.0
        self._stopping = self._told_to_stop = self._begun = False

    def stop(self) -> None:
        """As `Engine` says."""
        self._stopping = True

    def run(self, inputs: Iterator[Input]) -> Generator[tuple[Input, Result], None, None]:
        """As `Engine` says. Raises `CannotBegin`, and `WorkersFail` if none can be kept alive."""
        try:
            self._start_worker()  # it loads while the first inputs are looked for
            while True:
                self._hand_out(inputs)
                if not any(worker.chunks for worker in self._workers) and not self._again:
                    break
                self._listen()
                yield from self._ready_results()
            yield from self._ready_results()
        finally:
            for each in self._workers:
                each.process.end()
            self._workers.clear()

    # Work to the workers

    def _hand_out(self, inputs: Iterator[Input]) -> None:
        if self._stopping:
            self._tell_to_stop()
            return
        for each in self._workers:
            while each.ready and len(each.chunks) < _AHEAD and (jobs := self._next_chunk(inputs)):
                if not self._give(each, jobs):
                    break
        self._start_workers(inputs)

    def _start_workers(self, inputs: Iterator[Input]) -> None:
        """Another worker for each chunk that waits for one. It waits for anyone: whoever is ready first takes it."""
        loading = sum(not each.ready for each in self._workers)
        while True:
            more = len(self._workers) < self._count and time.monotonic() >= self._next_start
            if more and len(self._again) > loading:
                self._start_worker()
                loading += 1
            elif (more or len(self._again) < loading) and (jobs := self._new_chunk(inputs)):
                self._again.append(jobs)
            else:
                break

    def _start_worker(self) -> None:
        placed_at = time.monotonic() if self._staff.placed_at_once else math.inf
        self._workers.append(_Worker(self._staff.start(), placed_at + _START))

    def _give(self, each: _Worker[P], jobs: list[_Job]) -> bool:
        """False if the worker is dead. Another gets the jobs then."""
        taken = each.hand(jobs, self._limit)
        if not taken:
            self._again.appendleft(jobs)
        return taken

    def _next_chunk(self, inputs: Iterator[Input]) -> list[_Job]:
        return self._again.popleft() if self._again else self._new_chunk(inputs)

    def _new_chunk(self, inputs: Iterator[Input]) -> list[_Job]:
        """The next jobs for one worker; none if there are none, or too many results wait for their turn."""
        if len(self._jobs) > self._window:
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
                each.process.send(encode(Stop()))

    # Results from the workers

    def _listen(self) -> None:
        """Wait a little for what workers say, and see to those that are dead or hang."""
        heard = self._workers.copy()
        if self._waiting > self._most_waiting:  # none but the one that all wait for, if it is known
            heard = [each for each in heard if self._has_oldest(each)] or heard
        talking = self._staff.talking([each.process for each in heard], _TICK)
        now = time.monotonic()
        for each in self._workers.copy():
            if each.process in talking:
                self._hear(each, now)
            elif each not in heard:
                each.deadline = max(each.deadline, self._patience(each, now))
            elif (each.chunks or not each.ready) and now > each.deadline:
                error = f"it took longer than {self._limit:g} seconds"
                self._bury(each, each.process.end(), error, "look at it, or raise --time-limit")

    def _has_oldest(self, each: _Worker[P]) -> bool:
        return any(job is self._jobs[0] for jobs in each.chunks for job in jobs)

    def _hear(self, each: _Worker[P], now: float) -> None:
        try:
            report = report_of(each.process.receive())
        except (EOFError, OSError):
            how = each.process.end()
            self._bury(each, how, f"its worker {how}", "look at it, free some memory, or take fewer --workers")
            return
        each.placed = True
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
        each.deadline = self._patience(each, now)

    def _patience(self, each: _Worker[P], now: float) -> float:
        """Until when it need not say anything."""
        return now + (self._limit if each.ready else _START)

    def _greet(self, each: _Worker[P], warnings: list[str]) -> None:
        each.ready = True
        self._stillborn = 0
        if not self._begun:
            self._begun = True
            self.warnings += warnings

    def _bury(self, each: _Worker[P], how: str, error: str, remedy: str) -> None:
        """See to what a worker had to do that ended: it is done again, article by article, or has failed."""
        self._workers.remove(each)
        if not each.ready:
            self._stillbirth(each, how)
        for number, jobs in enumerate(each.chunks):
            rest = [job for job in jobs if not job.ended]
            if number == 0:  # the chunk in hand: one of these it was
                for job in rest:
                    self._try_alone(job, each.reading, Failure(job.item.name, error, remedy))
            elif rest:
                self._again.append(rest)

    def _stillbirth(self, each: _Worker[P], how: str) -> None:
        """One ended before it could begin. That one without a place did, says nothing once others have begun."""
        if self._begun:
            self._next_start = time.monotonic() + _PAUSE
        if not any(other.ready for other in self._workers):
            self._stillborn += each.placed or self._staff.placed_at_once or not self._begun
            if self._stillborn >= _STILLBORN:
                raise WorkersFail(how)

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
