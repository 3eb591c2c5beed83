"""The engine of one machine: a process for each worker, and a pipe to it."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess

from extractor.batch import worker
from extractor.batch.engine import Supervisor
from extractor.batch.work import Work


class LocalProcess:
    """A child of this process."""

    def __init__(self, task: Callable[[], Work], debug: bool) -> None:
        """Start it."""
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=worker.main, args=(theirs, task, debug), daemon=True)
        with _signals_blocked():
            self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        """Its number, for whoever wants to kill it."""
        return self._process.pid or 0

    def is_alive(self) -> bool:
        """True until it has ended."""
        return self._process.is_alive()

    def send(self, order: bytes) -> None:
        """As `Process` says."""
        self.pipe.send_bytes(order)

    def receive(self) -> bytes:
        """As `Process` says."""
        return self.pipe.recv_bytes()

    def end(self) -> str:
        """As `Process` says."""
        self._process.kill()
        self._process.join(10)  # one that hangs in the kernel ends when the kernel lets it
        self.pipe.close()
        code = self._process.exitcode
        if code is not None and code < 0:
            with suppress(ValueError):
                return f"was ended by {signal.Signals(-code).name}"
        return f"ended with status {code}"


class LocalStaff:
    """Children of this process."""

    placed_at_once = True

    def __init__(self, task: Callable[[], Work], debug: bool) -> None:
        """`task` is called in each process, and must be importable there."""
        self._task = task
        self._debug = debug

    def start(self) -> LocalProcess:
        """As `Staff` says."""
        return LocalProcess(self._task, self._debug)

    def talking(self, processes: Sequence[LocalProcess], seconds: float) -> Collection[LocalProcess]:
        """As `Staff` says."""
        heard = wait([process.pipe for process in processes], seconds)
        return [process for process in processes if process.pipe in heard]


class LocalEngine(Supervisor[LocalProcess]):
    """Workers on this machine."""

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
        """`task` is called in each worker, and must be importable there; the others are as for `Supervisor`."""
        super().__init__(LocalStaff(task, debug), workers=workers, limit=limit, ordered=ordered, retries=retries)


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
