"""The engine of a Ray cluster: an actor for each worker, on whatever node has a free core.

The journal, the order and the output stay with the process that was started. Actors are given orders and are asked for
what they have to say, so that what is on its way is bounded. One that dies with its node is replaced like any worker.
"""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from queue import Queue, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, cast

import msgspec

from extractor import __version__
from extractor.batch import worker
from extractor.batch.engine import Supervisor
from extractor.batch.messages import Beat, Broken, Chunk, encode, order_of
from extractor.batch.work import Work
from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

INSTALL = "pip install 'extractor[ray]'"
_UNHEARD = 4
"""What a worker may have said that nobody has asked for. Then it waits, as it would for a full pipe."""
_CONNECT = 5.0
_STORE = 200_000_000
"""Bytes of shared memory for a cluster of our own. What goes through it is a few records at a time."""
_ASKING = "asking"
_RETRIES = 3
"""More than on one machine: an article may be unlucky with nodes."""


class NoCluster(ExtractorError):
    """Ray is not installed, or there is no cluster to work on. The text says what to do."""

    usage = True


@contextmanager
def connected(address: str | None = None, *, debug: bool = False) -> Iterator[int]:
    """Within the block this process belongs to a Ray cluster; the number of its cores.

    It is the one at `address`, such as `10.0.0.5:6379`; else the one of the variable RAY_ADDRESS or of this machine;
    else one that is made of this machine's cores and ends with the block. With `debug`, what Ray and the workers print
    is shown. Raises `NoCluster`.
    """
    address = address or os.environ.get("RAY_ADDRESS")
    if address:
        _check(address)
        os.environ.setdefault("RAY_NUM_REDIS_GET_RETRIES", "2")  # each takes 40 s where another program answers
    ray = _ray()
    if ray.is_initialized():
        yield _cores(ray)
        return
    _join(ray, address, debug)
    try:
        yield _cores(ray)
    finally:
        ray.shutdown()


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing of ours calls home
    try:
        import ray  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        raise NoCluster(f"Ray is not installed: {INSTALL}, or leave --engine ray out") from None
    return ray


def _join(ray: Any, address: str | None, debug: bool) -> None:
    quiet = {"logging_level": "error", "log_to_driver": debug}
    try:
        with nullcontext() if debug else _muted():
            ray.init(address=address or "auto", **quiet)
    except (ConnectionError, ValueError, RuntimeError) as error:
        if address:
            why = _line(error)
            raise NoCluster(f"{address}: no Ray cluster can be joined there ({why}); {_HOW}") from None
        ray.init(address="local", include_dashboard=False, object_store_memory=_STORE, **quiet)


_HOW = "give HOST:PORT as 'ray start --head' shows it, port 6379 if it was not chosen"


def _check(address: str) -> None:
    """Raises `NoCluster` where nobody listens. Ray itself would look for minutes."""
    if address in ("auto", "local"):
        return
    if "://" in address:
        raise NoCluster(f"{address}: Ray's client protocol is not enough; run the command on a node of the cluster")
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise NoCluster(f"{address}: it is no address; {_HOW}")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_CONNECT).close()
    except (OSError, OverflowError) as error:
        raise NoCluster(f"{address}: no Ray cluster answers there ({_line(error)}); {_HOW}") from None


@contextmanager
def _muted() -> Iterator[None]:
    """Within the block nothing comes out on standard error, whoever writes: Ray logs its attempts past Python."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _line(error: Exception, number: int = 0) -> str:
    """One of the lines of an error's text."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[number].strip().rstrip(".")


def _cores(ray: Any) -> int:
    return int(ray.cluster_resources().get("CPU", 0))


class Site(msgspec.Struct, frozen=True):
    """What a node must have to give the records that any other gives."""

    folder: str
    """The folder of the articles, as the command names it."""
    start: str = msgspec.field(default_factory=os.getcwd)
    """Where relative paths begin."""
    version: str = __version__

    def enter(self) -> None:
        """Go there. Raises `NoCluster` where that cannot be."""
        node = socket.gethostname()
        if self.version != __version__:
            raise NoCluster(f"node {node} has extractor {__version__}, not {self.version}; install the same everywhere")
        with suppress(OSError):
            os.chdir(self.start)
        if not Path(self.folder).is_dir():
            raise NoCluster(f"node {node} does not see the folder {self.folder}; put it where all nodes do")


class _Desk:
    """What runs in an actor: `worker.main` in a thread, with this in place of its pipe.

    From the first article on that it does alone, because somebody died of it, it goes on only when the engine has what
    it said, as if that were in a pipe: when it dies, too, it is known what it was at.
    """

    def __init__(self, task: Callable[[], Work], site: Site, debug: bool) -> None:
        self._orders: SimpleQueue[bytes] = SimpleQueue()
        self._said: Queue[bytes | None] = Queue(_UNHEARD)
        self._taken = self._alone = False
        self._said.put(encode(Beat(reading=True)))  # it has its place
        Thread(target=self._work, args=(task, site, debug), daemon=True).start()

    def give(self, order: bytes) -> None:
        """Have the worker told something."""
        told = order_of(order)
        self._alone |= isinstance(told, Chunk) and told.alone
        self._orders.put(order)

    def take(self) -> bytes:
        """What the worker says next, which is waited for. Raises EOFError if there will be no more."""
        if self._taken:  # who asks again has what was said before
            self._said.task_done()
        said = self._said.get()
        self._taken = True
        if said is None:
            raise EOFError
        return said

    def _work(self, task: Callable[[], Work], site: Site, debug: bool) -> None:
        def there() -> Work:
            site.enter()
            return task()

        try:
            worker.main(cast("Connection", self), there, debug)
        finally:
            self._said.put(None)

    def send_bytes(self, report: bytes) -> None:
        """The worker's end of the pipe."""
        self._said.put(report)
        if self._alone:
            self._said.join()

    def recv_bytes(self) -> bytes:
        """The worker's end of the pipe."""
        return self._orders.get()


class RayProcess:
    """An actor, and what it has been asked to say."""

    def __init__(self, ray: Any, actor: Any) -> None:
        """`actor` is being made; it may take a while until a core is free for it."""
        self._ray = ray
        self._actor = actor
        self.said = self._ask()

    def _ask(self) -> Any:
        return self._actor.take.options(concurrency_group=_ASKING).remote()

    def send(self, order: bytes) -> None:
        """As `Process` says."""
        self._actor.give.remote(order)

    def receive(self) -> bytes:
        """As `Process` says."""
        try:
            said: bytes = self._ray.get(self.said)
        except self._ray.exceptions.RayActorError as error:
            if error.actor_init_failed:
                why = f"a node cannot load the extractor ({_line(error, -1)}); install it on all of them"
                return encode(Broken(why, usage=True))
            raise EOFError from None
        except self._ray.exceptions.RayError:
            raise EOFError from None
        self.said = self._ask()
        return said

    def end(self) -> str:
        """As `Process` says."""
        self._ray.kill(self._actor)
        return "was lost, perhaps with its node"


class RayStaff:
    """Actors, each on one core."""

    placed_at_once = False

    def __init__(self, task: Callable[[], Work], site: Site, debug: bool) -> None:
        """`task` is called in each actor, and must be importable on every node."""
        self._ray = _ray()
        self._given = task, site, debug
        options = {"num_cpus": 1, "max_restarts": 0, "max_task_retries": 0, "concurrency_groups": {_ASKING: 1}}
        self._actor = self._ray.remote(**options)(_Desk)

    def start(self) -> RayProcess:
        """As `Staff` says."""
        return RayProcess(self._ray, self._actor.remote(*self._given))

    def talking(self, processes: Sequence[RayProcess], seconds: float) -> Collection[RayProcess]:
        """As `Staff` says."""
        refs = [process.said for process in processes]
        if not refs:
            time.sleep(seconds)
            return []
        if self._ray.wait(refs, num_returns=1, timeout=seconds)[0]:
            said = set(self._ray.wait(refs, num_returns=len(refs), timeout=0)[0])
            return [process for process in processes if process.said in said]
        return []


class RayEngine(Supervisor[RayProcess]):
    """Workers on a Ray cluster, which is `connected`. They read the articles by the paths that the walk gave them."""

    def __init__(
        self,
        task: Callable[[], Work],
        site: Site,
        *,
        workers: int,
        limit: float = 120.0,
        ordered: bool = True,
        debug: bool = False,
    ) -> None:
        """`task` is called in each actor, and must be importable on every node; the others are as for `Supervisor`.

        Raises `NoCluster` for no workers.
        """
        if not workers:
            raise NoCluster("the cluster has no core for a worker; if it grows by itself, say how far with --workers")
        super().__init__(RayStaff(task, site, debug), workers=workers, limit=limit, ordered=ordered, retries=_RETRIES)
