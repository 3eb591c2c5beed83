"""The files below a folder, in a settled order, one after another: the tree is never in memory as a whole.

A folder's names are taken in the order of their bytes, and a folder is entered where its name stands. Only the
names of the folders on the way down are held, in heaps: making one takes linear time, so that the first
file of a million comes early. Links are followed. Each real folder is entered once, which ends every loop.
"""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop

from extractor.batch.messages import Input
from extractor.readers.formats import SUFFIXES

SEPARATOR = b"\0"
"""Between the parts of a key. No name holds it, and it sorts before whatever a name holds."""
GLOBS = tuple(f"*{suffix}" for suffix in SUFFIXES)
"""The names of files that there are readers for."""


class Walk:
    """The files of `root` whose names fit one of `globs`, as inputs. It can be gone through once.

    A pattern with a slash is matched against the path below `root`; letter case does not matter. Hidden files and
    folders are passed by, and so are the files and folders in `avoid`, by their real paths.
    """

    def __init__(self, root: str, globs: Iterable[str] = GLOBS, avoid: Iterable[str] = ()) -> None:
        """`root` is a folder; it is read when the first input is asked for."""
        self.left_out = 0
        """How many files fitted no pattern, so far."""
        self.entered_twice: list[bytes] = []
        """Paths of links to folders that had been entered already."""
        self.root = root
        self._root = os.fsencode(root)
        self._fits = _matcher(globs)
        self._avoid = {os.fsencode(os.path.realpath(path)) for path in avoid}
        self._avoided_names = {os.path.basename(path) for path in self._avoid}
        self._entered: set[tuple[int, int]] = set()

    def __iter__(self) -> Iterator[Input]:
        """The inputs, in the order of their keys. What cannot be listed is an input with a fault."""
        way: list[tuple[bytes, list[bytes]]] = []
        yield from self._enter(b"", way)
        while way:
            folder, names = way[-1]
            if not names:
                way.pop()
                continue
            name = heappop(names)
            if not name.startswith(b"."):
                yield from self._visit(os.path.join(folder, name), way)

    def _visit(self, below: bytes, way: list[tuple[bytes, list[bytes]]]) -> Iterator[Input]:
        path = os.path.join(self._root, below)
        if os.path.basename(below) in self._avoided_names and os.path.realpath(path) in self._avoid:
            return
        try:
            found = os.stat(path)
        except OSError:  # it vanished, or is a link to nowhere: the reader will say so
            found = None
        if found and stat.S_ISDIR(found.st_mode):
            yield from self._enter(below, way)
        elif not self._fits(below):
            self.left_out += 1
        elif found is None:
            yield Input(_key(below), path)
        elif stat.S_ISREG(found.st_mode):
            yield Input(_key(below), path, found.st_size, found.st_mtime_ns)
        else:
            yield Input(_key(below), path, fault=("it is no regular file", "give the article as a file"))

    def _enter(self, below: bytes, way: list[tuple[bytes, list[bytes]]]) -> Iterator[Input]:
        """Put the folder's names on top of `way`."""
        path = os.path.join(self._root, below)
        try:
            found = os.stat(path)
            if (found.st_dev, found.st_ino) in self._entered:
                self.entered_twice.append(path)
                return
            names = os.listdir(path)
        except OSError as error:
            why = f"the folder cannot be read ({error.strerror or error})"
            yield Input(_key(below), path, fault=(why, "check who may read it; files in it are missing"))
            return
        self._entered.add((found.st_dev, found.st_ino))
        heapify(names)
        way.append((below, names))


def _key(below: bytes) -> bytes:
    return below.replace(os.fsencode(os.sep), SEPARATOR)


def is_within(key: bytes, folder: bytes) -> bool:
    """True if `key` is of something below the folder that the other key stands for."""
    return key.startswith(folder + SEPARATOR if folder else b"")


def path_of(key: bytes) -> bytes:
    """The path below the folder of the walk that a key stands for."""
    return key.replace(SEPARATOR, os.fsencode(os.sep))


def _matcher(globs: Iterable[str]) -> Callable[[bytes], bool]:
    globs = tuple(globs)
    fits_name = _any_of(glob for glob in globs if "/" not in glob)
    fits_path = _any_of(glob for glob in globs if "/" in glob)

    def fits(below: bytes) -> bool:
        path = os.fsdecode(below).replace(os.sep, "/")
        return bool(fits_name(path.rpartition("/")[2]) or fits_path(path))

    return fits


def _any_of(globs: Iterable[str]) -> Callable[[str], object]:
    either = "|".join(map(fnmatch.translate, globs))
    return re.compile(either or r"(?!)", re.I).match
