"""What is done, in SQLite, and the records themselves, in a file of JSON Lines that is only ever appended to.

**Why SQLite in WAL mode** and not an append-only file with checksums: the journal is not only a list of what is done.
It is asked, in the order of the walk, what a million files were like when they were read; rows go when a file changed
or vanished; at the end it gives the order in which the lines should stand. In a plain file each of these is an
index to be built in memory at every start. SQLite has them on disk, commits atomically through any kind of end, checks
what it writes ahead against checksums, locks out a second run, and is in Python.

**How both stay in step.** A commit first brings the lines to the disk (fsync), then the rows that tell where they lie.
So the journal never tells of a line that is not there. What the file holds beyond the journal's last row is
what was written when the run was killed: it is cut off at the next start, and those articles are done again.

**Lines in their order.** An input that is done later than its place (it changed, or is new) has its line at the end at
first, and lines of what changed or vanished are left behind. `settle` writes the file anew then, in order, and puts it
in place of the old one: a step that is either not begun, or finished at the next start.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from extractor.batch.messages import Failure, Input, Result
from extractor.errors import ExtractorError, Unwritable

NAME = "journal.sqlite"
_VERSION = 1
_PAGE = 1_000
_BUFFER = 4_000_000
_SYNCHRONOUS = "FULL"
_CACHE = 256
"""Kilobytes of pages that SQLite keeps. Rows are written and read in order, so that more only takes memory."""
_SWAP = "swap"
MADE = "made "
"""Begins the names of values that starting over does not forget."""
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE inputs (
    path BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, complete INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE articles (
    path BLOB, number INTEGER, start INTEGER NOT NULL, length INTEGER NOT NULL, crc INTEGER NOT NULL, failure BLOB,
    PRIMARY KEY (path, number)
) WITHOUT ROWID;
"""


class JournalError(ExtractorError):
    """The journal cannot be used, or does not fit what it tells of. The text says what to do."""


class _Unusable(JournalError):
    """It is damaged, or of another version."""


class Entry(NamedTuple):
    """What the journal knows of an input: how it was, how many of its articles are done, whether all of them."""

    key: bytes
    size: int
    modified: int
    complete: bool
    articles: int


class Journal:
    """A journal and its spool, locked for this process until it is closed."""

    def __init__(self, folder: Path, spool: Path, *, fresh: bool = False, force: bool = False) -> None:
        """Open or make both; finish or take back what the last run left half done.

        `fresh` forgets all that is done, and so does `force` where something else has changed the spool. Raises
        `JournalError` if another run has the journal or it is damaged, `Unwritable` where nothing can be written.
        """
        self.spool = spool
        self._path = folder / NAME
        self._part = folder / "rewritten.jsonl"
        self._noted: list[tuple[Input, Result]] = []
        self._dropped: list[bytes] = []
        self._waiting = 0
        self._committing = False
        try:
            self._open(fresh, force)
        except _Unusable:
            if not fresh:
                raise
            for file in folder.glob(f"{NAME}*"):
                file.unlink()
            self._open(fresh, force)

    def _open(self, fresh: bool, force: bool) -> None:
        self._db = self._connect()
        try:
            with self._complaining():
                self._finish_swap()
                if not (fresh or self.spool.exists() or self._is_empty()):
                    raise JournalError(f"{self.spool}: it is gone; put it back, or give --fresh to start over")
                self._file = self.spool.open("ab")
                sync(self.spool.parent)
                foreign = not self._is_as_left()
                if foreign and not force:
                    raise JournalError(
                        f"{self.spool}: something else changed it; put it aside, or give --fresh --force"
                    )
                if fresh or foreign:
                    self._clear()
                self.end = self._recover()
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Journal:
        """The journal itself."""
        return self

    def __exit__(self, *raised: object) -> None:
        """As `close`."""
        self.close()

    def close(self) -> None:
        """Let go. What was not committed is done again by the next run."""
        with suppress(OSError, sqlite3.Error):
            self._file.close()
        with suppress(sqlite3.Error):
            self._db.close()

    # What is known

    def get(self, name: str) -> str | None:
        """A value that `set` put there."""
        with self._complaining():
            row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def set(self, name: str, value: str) -> None:
        """Keep a value, on the disk when this returns."""
        with self._complaining():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def unset(self, name: str) -> None:
        """Forget a value."""
        with self._complaining():
            self._db.execute("DELETE FROM meta WHERE name = ?", (name,))

    def entries(self) -> Iterator[Entry]:
        """All inputs in the order of the walk. Rows may be added and dropped behind the last one meanwhile."""
        query = """
            SELECT path, size, modified, complete, (SELECT count(*) FROM articles WHERE articles.path = inputs.path)
            FROM inputs WHERE path > ? ORDER BY path LIMIT ?"""
        last: bytes | str = ""  # to SQLite any text comes before any bytes
        while True:
            with self._complaining():
                page = self._db.execute(query, (last, _PAGE)).fetchall()
            if not page:
                return
            for path, size, modified, complete, count in page:
                yield Entry(path, size, modified, bool(complete), count)
                last = path

    def failures(self) -> Iterator[Failure]:
        """In the order of the walk."""
        query = "SELECT failure FROM articles WHERE failure IS NOT NULL ORDER BY path, number"
        with self._complaining():
            for (failure,) in self._db.execute(query):
                yield msgspec.json.decode(failure, type=Failure)

    def lines(self) -> Iterator[tuple[bytes, int, bytes]]:
        """Key, number and line of each record as they stand in the spool. Raises `JournalError` if one is damaged."""
        query = "SELECT path, number, start, length, crc FROM articles WHERE failure IS NULL ORDER BY start"
        yield from self._read(query)

    # What is done

    def add(self, item: Input, result: Result) -> None:
        """Note a result; it lasts from the next `commit` on."""
        self._noted.append((item, result))  # one step: a signal finds all of it noted, or nothing
        self._waiting += len(result.line)
        if self._waiting >= _BUFFER:
            self.commit()

    def drop(self, key: bytes) -> None:
        """Forget an input that changed or vanished; it lasts from the next `commit` on."""
        self._dropped.append(key)
        if len(self._dropped) >= _PAGE:
            self.commit()

    def commit(self) -> None:
        """Bring to the disk what was noted: lines first, then rows. Raises `Unwritable`."""
        if self._committing or not (self._noted or self._dropped):
            return  # a commit that was broken off is not tried again: the spool may hold half of it
        self._committing = True
        lines = b"".join(result.line for _, result in self._noted)
        inputs = {item.key: (item.key, item.size, item.modified, result.end) for item, result in self._noted}
        with self._complaining():
            self._file.write(lines)
            self._file.flush()
            os.fsync(self._file.fileno())
            with self._transaction() as db:
                for table in ("articles", "inputs"):
                    db.executemany(f"DELETE FROM {table} WHERE path = ?", [(key,) for key in self._dropped])
                db.executemany("INSERT OR REPLACE INTO inputs VALUES (?, ?, ?, ?)", inputs.values())
                db.executemany("INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?)", self._rows())
        self._noted.clear()
        self._dropped.clear()
        self.end += len(lines)
        self._waiting = 0
        self._committing = False

    def forget_failures(self) -> None:
        """Let the files that gave no record, and those that could not be read to their end, be tried again."""
        ended_badly = """SELECT path, max(number) FROM articles GROUP BY path HAVING failure IS NOT NULL"""
        with self._complaining(), self._transaction() as db:
            for path, number in db.execute(ended_badly).fetchall():
                db.execute("DELETE FROM articles WHERE path = ? AND number = ?", (path, number))
                db.execute("UPDATE inputs SET complete = 0 WHERE path = ?", (path,))

    def settle(self, *, ordered: bool) -> None:
        """Put the lines into the order of the walk, or else close the gaps, if there is need. Raises `Unwritable`."""
        self.commit()
        order = "path, number" if ordered else "start, path, number"
        due = f"SELECT path, number, start, length, sum(length) OVER (ORDER BY {order}) - length AS due FROM articles"
        with self._complaining():
            (astray,) = self._db.execute(f"SELECT count(*) FROM ({due}) WHERE start <> due AND length > 0").fetchone()
            (total,) = self._db.execute("SELECT coalesce(sum(length), 0) FROM articles").fetchone()
            if not astray and total == self.end:
                return
            self._copy(order)
            with self._transaction() as db:
                db.execute(
                    f"UPDATE articles SET start = moved.due FROM ({due}) AS moved "
                    "WHERE articles.path = moved.path AND articles.number = moved.number"
                )
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, '')", (_SWAP,))
            self._file.close()
            self._finish_swap()
            self._file = self.spool.open("ab")
            self.end = total

    # How

    def _rows(self) -> Iterator[tuple[bytes, int, int, int, int, bytes | None]]:
        """Those of the table of articles for what was noted."""
        start = self.end
        for item, result in self._noted:
            if result.is_article:
                failure = msgspec.json.encode(result.failure) if result.failure else None
                size = len(result.line)
                yield item.key, result.number, start, size, zlib.crc32(result.line), failure
                start += size

    def _connect(self) -> sqlite3.Connection:
        with self._complaining():
            db = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        try:
            with self._complaining():
                self._prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")  # held until the end, however that comes
        db.execute("PRAGMA journal_mode = WAL")
        db.execute(f"PRAGMA synchronous = {_SYNCHRONOUS}")
        db.execute(f"PRAGMA cache_size = -{_CACHE}")
        db.execute("BEGIN IMMEDIATE")
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            for statement in _TABLES.split(";"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version = {_VERSION}")
        elif version != _VERSION:
            raise _Unusable(f"{self._path}: another version of the extractor made it; --fresh starts over")
        elif db.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):  # half a second for a million articles
            raise _Unusable(f"{self._path}: it is damaged; --fresh starts over")
        db.execute("COMMIT")

    def _finish_swap(self) -> None:
        if self.get(_SWAP) is None:
            self._part.unlink(missing_ok=True)
            return
        if self._part.exists():
            self._part.replace(self.spool)
            sync(self.spool.parent)
        self.unset(_SWAP)

    def _copy(self, order: str) -> None:
        try:
            with self._part.open("wb") as part:
                for _, _, line in self._read(f"SELECT path, number, start, length, crc FROM articles ORDER BY {order}"):
                    part.write(line)
                part.flush()
                os.fsync(part.fileno())
        except BaseException:
            self._part.unlink(missing_ok=True)
            raise

    def _is_empty(self) -> bool:
        """True if there is no line that should be in the spool."""
        return self._db.execute("SELECT 1 FROM articles WHERE length > 0").fetchone() is None

    def _is_as_left(self) -> bool:
        """False if the last line that should be in the spool is another. A spool cut short is as left."""
        row = self._db.execute(
            "SELECT start, length, crc FROM articles WHERE start + length <= ? ORDER BY start DESC, length DESC",
            (self._file.tell(),),
        ).fetchone()
        if row is None:
            return True
        start, length, crc = row
        with self.spool.open("rb") as spool:
            spool.seek(start)
            return bool(zlib.crc32(spool.read(length)) == crc)

    def _clear(self) -> None:
        with self._transaction() as db:
            for table in ("articles", "inputs"):
                db.execute(f"DELETE FROM {table}")
            db.execute("DELETE FROM meta WHERE name NOT LIKE ?", (f"{MADE}%",))

    def _recover(self) -> int:
        """Drop inputs whose lines are not there, cut off what no row tells of; the end of the spool."""
        with self._transaction() as db:
            lost = db.execute("SELECT DISTINCT path FROM articles WHERE start + length > ?", (self._file.tell(),))
            paths = lost.fetchall()
            for table in ("articles", "inputs"):
                db.executemany(f"DELETE FROM {table} WHERE path = ?", paths)
            (end,) = db.execute("SELECT coalesce(max(start + length), 0) FROM articles").fetchone()
        if self._file.tell() > end:
            self._file.truncate(end)
        return int(end)

    def _read(self, query: str) -> Iterator[tuple[bytes, int, bytes]]:
        with self._complaining(), self.spool.open("rb") as spool:
            for path, number, start, length, crc in self._db.execute(query):
                if spool.tell() != start:
                    spool.seek(start)
                line = spool.read(length)
                if zlib.crc32(line) != crc:
                    raise JournalError(f"{self.spool}: a line is damaged; put it aside, or give --fresh --force")
                yield path, number, line

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
            self._db.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _complaining(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Unwritable(str(error.filename or self.spool), error) from error
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise JournalError(f"{self._path}: another run is at work on it; wait for its end") from error
            raise Unwritable(str(self._path), OSError(str(error))) from error
        except (sqlite3.DatabaseError, UnicodeDecodeError, msgspec.DecodeError) as error:
            raise _Unusable(f"{self._path}: it is damaged ({error}); --fresh starts over") from error


def sync(path: Path) -> None:
    """Bring a file to the disk, or the names in a folder. Not every system can."""
    with suppress(OSError):
        place = os.open(path, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
