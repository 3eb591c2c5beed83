"""How far a long run is: a bar on a terminal, a line now and then in a log. All on standard error."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

from extractor.batch.messages import Result
from extractor.cli.guard import say
from extractor.cli.terminal import is_terminal

_LOG_SECONDS = 30.0


class Progress:
    """Counts articles, failures and files, and shows them somehow, or not at all."""

    def __init__(self) -> None:
        """Time runs from now on."""
        self.articles = 0
        self.failures = 0
        self.files = 0
        self.reused = 0
        """Files that had been done before."""
        self._start = time.monotonic()

    def note(self, result: Result, reused: int) -> None:
        """An article is done or has failed, or a file has come to its end; so many had been done before."""
        self.reused = reused
        self.articles += bool(result.line)
        self.failures += result.failure is not None
        self.files += result.end
        self.show()

    def show(self) -> None:
        """Show how far it is, if it is time to."""

    def seconds(self) -> float:
        """How long it has run."""
        return time.monotonic() - self._start

    def rate(self) -> float:
        """Articles a second."""
        return self.articles / max(self.seconds(), 0.001)


@contextmanager
def progress(count: Callable[[], int], *, quiet: bool) -> Iterator[Progress]:
    """What suits standard error. `count` finds out how many files there are; it may take its time."""
    if quiet:
        yield Progress()
    elif is_terminal(sys.stderr):
        with _bar(count) as bar:
            yield bar
    else:
        yield _Log(count)


class _Counting(Progress):
    """Has the files counted, from the first result on: earlier, a million of them would keep that one waiting."""

    def __init__(self, count: Callable[[], int]) -> None:
        super().__init__()
        self.total: int | None = None
        self._count = count
        self._begun = False

    def show(self) -> None:
        if not self._begun:
            self._begun = True
            Thread(target=self._find_total, daemon=True).start()

    def _find_total(self) -> None:
        self.total = self._count()


class _Log(_Counting):
    """A line every half minute."""

    def __init__(self, count: Callable[[], int]) -> None:
        super().__init__(count)
        self._next = _LOG_SECONDS

    def show(self) -> None:
        super().show()
        if self.seconds() >= self._next:
            self._next = self.seconds() + _LOG_SECONDS
            how_far = f"{self.articles:,} articles, {self.failures:,} failed, {self.rate():.1f} articles/s"
            say(how_far + self._left())

    def _left(self) -> str:
        """How long the other files take at the pace of these; nothing as long as that is not known."""
        if self.total is None or not self.files:
            return ""
        others = max(self.total - self.files - self.reused, 0)
        return f", {timedelta(seconds=round(others * self.seconds() / self.files))} left"


class _Bar(_Counting):
    """Counts for the bar."""

    def __init__(self, count: Callable[[], int], update: Callable[[_Bar], None]) -> None:
        super().__init__(count)
        self._update = update

    def show(self) -> None:
        super().show()
        self._update(self)


@contextmanager
def _bar(count: Callable[[], int]) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Rich

    columns = (SpinnerColumn(), TextColumn("{task.fields[counts]}"), BarColumn(), TimeRemainingColumn(compact=True))
    with Rich(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as rich:
        shown = rich.add_task("", total=None, counts="loading")

        def update(now: _Bar) -> None:
            counts = f"{now.articles:,} articles  {now.rate():.1f}/s  {now.failures:,} failed"
            rich.update(shown, total=now.total, completed=now.files + now.reused, counts=counts)

        yield _Bar(count, update)
