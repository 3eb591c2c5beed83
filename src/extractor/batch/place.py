"""The files that belong to a run, whose they are, and how the output comes to its place."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from extractor import __version__, writers
from extractor.batch.journal import MADE, NAME, Journal, JournalError, sync
from extractor.batch.walk import path_of
from extractor.errors import ExtractorError, Unwritable
from extractor.models import fingerprint
from extractor.record import Record
from extractor.writers import Layout, RowKind, Shape

SPOOLED = "jsonl"
"""The format in which records are kept while the run goes on. The others are made of it at the end."""
PER_FILE = "json-per-file"
FORMATS = (SPOOLED, PER_FILE, *(format for format in writers.FORMATS if format not in (SPOOLED, "table", "explain")))
_LONGEST_NAME = 250
_ROWS = "rows"


class NotOurs(ExtractorError):
    """A file stands where the output should go, and no run put it there."""

    def __init__(self, path: Path) -> None:
        """`path` is the file."""
        whole = " with all that is in it" if path.is_dir() else ""
        super().__init__(
            f"{path}: no batch made it as it is; choose another name, or give --force to replace it{whole}"
        )


@dataclass(frozen=True)
class Place:
    """Where the output goes, and the file of failures, if one is wanted. Real paths, so that links stay links."""

    out: Path
    format: str
    errors: Path | None = None
    tell: Callable[[str], None] = writers.silent
    kind: RowKind | None = None
    """Both as in `Layout`. The kind of rows is no setting: another is made of the same records."""
    folder: bool = False
    """A folder is meant, or there."""

    @property
    def shape(self) -> Shape:
        """What the output is."""
        shapes = ("folder",) if self.format == PER_FILE else writers.FORMATS[self.format].shapes
        return "folder" if self.folder and "folder" in shapes else shapes[0]

    @property
    def state(self) -> Path:
        """The folder of the journal, beside the output and named after it."""
        return self.out.with_name(f"{self.out.name}.state")

    @property
    def spool(self) -> Path:
        """The file of JSON Lines to which records are appended."""
        return self.out if self.format == SPOOLED else self.state / "records.jsonl"

    def files(self) -> list[Path]:
        """Everything that is written, which is no input even if it lies in the folder."""
        return [path for path in (self.out, self.state, self.errors) if path]  # what is half made has a hidden name

    def claim(self, settings: dict[str, object], *, fresh: bool = False, force: bool = False) -> Journal:
        """The journal, locked, with all that was done under the same `settings`.

        Raises `NotOurs` rather than touch what no run made, `JournalError` if the last run had other settings,
        `Unwritable` if nothing can be written there.
        """
        self._check()
        known = (self.state / NAME).exists()
        for there in (self.out, self.spool):
            if _holds_something(there) and not known:
                if not force:
                    raise NotOurs(there)
                fresh = True
        with _complaining(self.state):
            self.state.mkdir(exist_ok=True)
            if fresh and not known:
                self.spool.unlink(missing_ok=True)
        journal = Journal(self.state, self.spool, fresh=fresh, force=force)
        try:
            self._compare(journal, settings)
            for name, made in (("output", self.out), ("errors", self.errors)):
                if made and made != self.spool and not (force or _is_free(journal, name, made)):
                    raise NotOurs(made)
        except BaseException:
            journal.close()
            raise
        return journal

    def _check(self) -> None:
        for path in filter(None, (self.out, self.errors)):
            if not path.parent.is_dir():
                raise Unwritable(str(path), OSError(f"there is no folder {path.parent}"))
            if not os.access(path.parent, os.W_OK):
                raise Unwritable(str(path), OSError(f"you may not write in {path.parent}"))
        is_folder = self.out.is_dir() if self.out.exists() else self.folder
        if (self.folder or self.out.exists()) and is_folder != (self.shape == "folder"):
            wanted = "a folder" if self.shape == "folder" else "a file"
            raise Unwritable(str(self.out), OSError(f"{self.format} goes to {wanted}"))
        if self.out.exists() and not (self.out.is_dir() or self.out.is_file()):
            raise Unwritable(str(self.out), OSError("it is no regular file"))

    def _compare(self, journal: Journal, settings: dict[str, object]) -> None:
        now = msgspec.json.encode(settings, order="deterministic").decode()
        then = journal.get("settings")
        if then is None:
            journal.set("settings", now)
        elif then != now:
            was, is_ = msgspec.json.decode(then), msgspec.json.decode(now)
            other = "; ".join(
                f"{name} was {was.get(name)!r}, is {is_[name]!r}" for name in is_ if was.get(name) != is_[name]
            )
            raise JournalError(f"{self.out}: it was begun otherwise ({other}); do as then, or --fresh to start over")

    def publish(self, journal: Journal) -> None:
        """Make the output of the records in the journal's spool, and put it in its place at once."""
        if self.format != SPOOLED:
            with _complaining(self.out):
                _put(journal, "output", self.out, lambda part: _save(self, journal, part))
                journal.set(_ROWS, self.kind or "")

    def publish_errors(self, journal: Journal) -> None:
        """Write the failures, a line of JSON for each, in the order of the walk."""
        if self.errors:
            lines = (msgspec.json.encode(failure) + b"\n" for failure in journal.failures())
            with _complaining(self.errors):
                _put(journal, "errors", self.errors, lambda part: _write(lines, part))

    def is_published(self, journal: Journal) -> bool:
        """True if the output is there as the last run left it."""
        if self.out == self.spool:
            return self.out.exists()
        as_asked = (journal.get(_ROWS) or "") == (self.kind or "")
        return as_asked and self.out.exists() and _is_ours(journal, "output", self.out)


def settings_of(task: msgspec.Struct) -> dict[str, object]:
    """What a record depends on besides its file, by the names of the options; a change of it is a change of records.

    Raises `ModelMissing`.
    """
    plain = msgspec.json.decode(msgspec.json.encode(task, order="deterministic"))
    if plain.get("patterns"):
        plain["patterns"] = sha256(msgspec.json.encode(plain["patterns"])).hexdigest()[:8]
    plain["model"] = f"{plain.get('model') or 'own'} {fingerprint(plain.get('model'))}"
    return {"version": __version__, **{f"--{name.replace('_', '-')}": value for name, value in plain.items()}}


# Whose a file is: the journal knows size and time of what it made, before it is put in its place.


def _holds_something(path: Path) -> bool:
    """False for nothing, and for an empty folder."""
    return any(path.iterdir()) if path.is_dir() else path.exists()


def _is_free(journal: Journal, name: str, path: Path) -> bool:
    """True if nobody's work is lost when it is replaced."""
    return not _holds_something(path) or _is_ours(journal, name, path)


def _is_ours(journal: Journal, name: str, path: Path) -> bool:
    return _identity(path) in (journal.get(f"{MADE}{name}") or "").split("\n")


def _identity(path: Path) -> str:
    found = path.stat()
    return f"folder {found.st_ino}" if path.is_dir() else f"{found.st_size} {found.st_mtime_ns}"


def _put(journal: Journal, name: str, target: Path, save: Callable[[Path], None]) -> None:
    """Make a file or a folder beside its place, bring it to the disk, then put it there."""
    part, old = (target.with_name(f".{target.name}.{end}") for end in ("part", "old"))
    _remove(part)
    try:
        save(part)
        sync(part)
        if part.is_dir() and hasattr(os, "sync"):
            os.sync()  # one by one, a million files would take hours
        before = [_identity(target)] if target.exists() else []
        journal.set(f"{MADE}{name}", "\n".join([*before, _identity(part)]))
        if target.is_dir():  # which cannot be replaced in one step
            _remove(old)
            target.rename(old)
        part.replace(target)
        sync(target.parent)
        _remove(old)
    finally:
        _remove(part)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


# Formats


def _save(place: Place, journal: Journal, part: Path) -> None:
    if place.format == PER_FILE:
        _save_per_file(journal, part)
        return
    records = (msgspec.json.decode(line, type=Record) for _, _, line in journal.lines())
    layout = Layout(many=True, kind=place.kind, tell=place.tell)
    if place.shape == "stream":
        _write(writers.write(place.format, records, layout), part)
        return
    if place.shape == "folder":
        part.mkdir()
    writers.save(place.format, records, part, layout, place.shape)


def _write(pieces: Iterable[bytes], part: Path) -> None:
    with part.open("wb") as file:
        file.writelines(pieces)


def _save_per_file(journal: Journal, part: Path) -> None:
    """Below `part`, what lies below the folder: an article's path with .json; with .N.json for the N-th of a file."""
    part.mkdir()
    for key, number, line in journal.lines():
        path = part / os.fsdecode(path_of(key))
        path.parent.mkdir(parents=True, exist_ok=True)
        name = f"{_shortened(path.name)}.{number + 1}.json" if number else f"{_shortened(path.name)}.json"
        with path.with_name(name).open("xb") as file:
            file.write(line)


def _shortened(name: str) -> str:
    """A name that leaves room for what is put behind it."""
    raw = os.fsencode(name)
    limit = _LONGEST_NAME - 20
    return name if len(raw) <= limit else f"{os.fsdecode(raw[: limit - 20])}-{sha256(raw).hexdigest()[:16]}"


@contextmanager
def _complaining(target: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise Unwritable(str(target), OSError(f"two articles would have one name, {error.filename}")) from error
    except OSError as error:
        raise Unwritable(str(target), error) from error
