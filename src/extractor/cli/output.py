"""Where results go: standard output, or a file that is replaced at once or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Literal

from extractor.cli.guard import mute_stdout
from extractor.errors import Unwritable

STDOUT = "-"
Write = Callable[[bytes], None]


@contextmanager
def opened(target: str | None) -> Iterator[Write]:
    """A function that writes results to `target`: a path, or None or `-` for standard output.

    A file is written beside its place under another name and put there at the end, with the mode of the one
    that it replaces. That one is left as it was when the block raises, when SIGTERM ends it, and when nothing
    was written. A device or a named pipe is written directly. Raises `Unwritable`.
    """
    if target is None or target == STDOUT:
        with _stdout() as write:
            yield write
    elif Path(target).exists() and not Path(target).is_file():
        with _opened(Path(target), "wb", target) as file:
            yield _writing(file, target)
    else:
        with _replacing(Path(os.path.realpath(target)), target) as write:
            yield write


@contextmanager
def made(target: str, *, folder: bool) -> Iterator[Path]:
    """A path beside `target` at which the block makes a file, or fills an empty folder; then it is put in its place.

    In a folder that is there, files of the same names are replaced and the others stay. What is there is left as
    it was when the block raises, and when SIGTERM ends it. Raises `Unwritable`, also for an `OSError` of the block.
    """
    place = Path(os.path.realpath(target))
    part = _part(place)
    try:
        with _exit_on_sigterm(), _complaining(target):
            if folder:
                part.mkdir()
            yield part
            _sync(part)
            for file in _files(part):
                _put(file, place / file.relative_to(part))
    finally:
        shutil.rmtree(part) if part.is_dir() else part.unlink(missing_ok=True)


@contextmanager
def replaced(target: str) -> Iterator[Path]:
    """A path beside `target` at which the block makes a folder; then it stands in its place, and the old one is gone.

    What is there is left as it was when the block raises, and when SIGTERM ends it. Raises `Unwritable`.
    """
    place = Path(os.path.realpath(target))
    part, old = _part(place), _part(place)
    try:
        with _exit_on_sigterm(), _complaining(target):
            part.mkdir()
            yield part
            _sync(part)
            if place.exists():
                place.rename(old)
            part.rename(place)
    finally:
        if old.exists() and not place.exists():
            old.rename(place)
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _sync(part: Path) -> None:
    for file in _files(part):
        with file.open("rb") as written:
            os.fsync(written.fileno())


def _files(part: Path) -> list[Path]:
    """The file itself, or all below the folder."""
    return sorted(path for path in part.rglob("*") if path.is_file()) if part.is_dir() else [part]


@contextmanager
def _stdout() -> Iterator[Write]:
    if sys.stdout is None:
        raise Unwritable("<stdout>", OSError("it is closed"))
    try:
        yield _writing(sys.stdout.buffer, "<stdout>")
    except Unwritable:
        mute_stdout()
        raise


@contextmanager
def _replacing(place: Path, target: str) -> Iterator[Write]:
    part = _part(place)
    try:
        with _opened(part, "xb", target) as file:
            with _exit_on_sigterm():
                yield _writing(file, target)
            with _complaining(target):
                _publish(file, part, place)
    finally:
        part.unlink(missing_ok=True)


def _publish(file: BinaryIO, part: Path, place: Path) -> None:
    os.fsync(file.fileno())
    file.close()
    if part.stat().st_size:
        _put(part, place)


def _part(place: Path) -> Path:
    return place.with_name(f".extractor-{os.urandom(4).hex()}.part")


def _put(part: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        shutil.copymode(place, part)
    part.replace(place)


@contextmanager
def _opened(path: Path, mode: Literal["wb", "xb"], target: str) -> Iterator[BinaryIO]:
    with _complaining(target):
        file = path.open(mode)
    try:
        yield file
    finally:
        with suppress(OSError):  # on a full disk closing fails as writing did, and _writing has told
            file.close()


def _writing(file: BinaryIO, target: str) -> Write:
    """A function that writes and flushes, for a reader at the other end of a pipe."""

    def write(data: bytes) -> None:
        with _complaining(target):
            file.write(data)
            file.flush()

    return write


@contextmanager
def _complaining(target: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritable(target, error) from error


@contextmanager
def _exit_on_sigterm() -> Iterator[None]:
    """Within the block SIGTERM raises `SystemExit`, so that `finally` is run."""

    def leave(number: int, _: Any) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
