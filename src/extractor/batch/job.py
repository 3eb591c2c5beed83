"""A run: what is not done yet goes to the engine, what comes back to the journal, and the output is made of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

import msgspec

from extractor.batch.engine import Engine
from extractor.batch.journal import Entry, Journal
from extractor.batch.messages import Input, Result
from extractor.batch.place import Place
from extractor.batch.walk import Walk, is_within
from extractor.errors import ExtractorError

_FINISHED = "finished"
COMMIT_SECONDS = 1.0


class NothingLeft(ExtractorError):
    """There is no file where many were done before: a disk that is not mounted, or a mistaken pattern."""

    def __init__(self, folder: str) -> None:
        """`folder` is where the files were."""
        super().__init__(
            f"{folder}: of the files that were done none is there now; bring them back, or give --fresh to start over"
        )


class Job:
    """One run over a folder. First `results`, to the end; then `finish`.

    An interrupted run goes on where it was. After a finished one the same command does what is new, what changed, and
    the files that failed; what vanished is forgotten.
    """

    def __init__(self, walk: Walk, engine: Engine, journal: Journal, place: Place, *, ordered: bool = True) -> None:
        """`journal` is `place.claim(...)`; `ordered` is as the engine was told."""
        self.reused = 0
        """How many inputs had been done before, and are as they were."""
        self.stopped = False
        """True after `stop`: the run is not complete."""
        self.finishing = False
        """True from when there is nothing more to stop."""
        self._walk = walk
        self._engine = engine
        self._journal = journal
        self._place = place
        self._ordered = ordered
        self._changed = False
        self._finished_before = False

    def stop(self) -> None:
        """Finish what is in hand. May be called at any time, from a signal's handler."""
        self.stopped = True
        self._engine.stop()

    def results(self) -> Iterator[tuple[Input, Result]]:
        """The results as they come, each of them noted in the journal.

        Whatever ends this early (an error, `KeyboardInterrupt`, the caller), what is done is kept.
        """
        if self._journal.get(_FINISHED):
            self._finished_before = True
            self._journal.forget_failures()
            self._journal.unset(_FINISHED)
        committed = 0.0  # the first result at once
        try:
            with closing(self._engine.run(self._to_do())) as results:
                for item, result in results:
                    self._changed = True
                    self._journal.add(item, result)
                    if time.monotonic() - committed >= COMMIT_SECONDS:
                        self._journal.commit()
                        committed = time.monotonic()
                    yield item, result
        finally:
            self._journal.commit()

    def finish(self) -> None:
        """Put the lines in order, make the output. After `stop` only the file of failures is written."""
        self.finishing = True
        if not self.stopped:
            self._journal.settle(ordered=self._ordered)
            as_before = self._finished_before and not self._changed
            if not (as_before and self._place.is_published(self._journal)):
                self._place.publish(self._journal)
            self._journal.set(_FINISHED, "yes")
        self._place.publish_errors(self._journal)

    def _to_do(self) -> Iterator[Input]:
        """The inputs of the walk, without those that the journal has as they are now.

        Both come in the same order, so that one pass over both is enough.
        """
        entries = self._journal.entries()
        entry = next(entries, None)
        item = None
        for item in self._walk:
            if self.stopped:
                return
            while entry and entry.key < item.key:  # it vanished
                self._drop(entry)
                entry = next(entries, None)
            known = entry if entry and entry.key == item.key else None
            if known:
                entry = next(entries, None)
            while entry and item.fault and is_within(entry.key, item.key):  # what cannot be seen has not vanished
                entry = next(entries, None)
            rest = self._rest(item, known) if known else item
            if rest:
                yield rest
            else:
                self.reused += 1
        if entry and item is None:
            raise NothingLeft(self._walk.root)
        while entry and not self.stopped:
            self._drop(entry)
            entry = next(entries, None)

    def _rest(self, item: Input, entry: Entry) -> Input | None:
        """What is to be done of an input that the journal knows."""
        if (item.size, item.modified) != (entry.size, entry.modified):
            self._drop(entry)
            return item
        return None if entry.complete else msgspec.structs.replace(item, skip=entry.articles)

    def _drop(self, entry: Entry) -> None:
        self._changed = True
        self._journal.drop(entry.key)
