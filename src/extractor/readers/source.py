"""Where articles come from: files and standard input, always as streams of bytes."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from extractor.errors import Unreadable

STDIN = "-"


def name_of(source: str) -> str:
    """How records and messages name a source: the path as given, `<stdin>` for standard input.

    A path that is not UTF-8 is shown with escapes, because JSON could not hold it.
    """
    if source == STDIN:
        return "<stdin>"
    return os.fsencode(source).decode("utf-8", "backslashreplace") or "''"


@contextmanager
def opened(source: str) -> Iterator[io.BufferedIOBase]:
    """The bytes of a file or of standard input. What goes wrong in opening or reading raises `Unreadable`."""
    name = name_of(source)
    try:
        if source == STDIN:
            yield _stdin(name)
        else:
            with open(source, "rb") as file:  # noqa: PTH123 - Path("") would be the current folder
                yield file
    except FileNotFoundError:
        raise Unreadable(name, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise Unreadable(name, "it is a folder", f"name the files in it, such as {_files_in(name)}") from None
    except PermissionError:
        raise Unreadable(name, "you may not read it", "ask its owner, or copy it to where you may") from None
    except gzip.BadGzipFile:
        raise
    except OSError as error:
        raise Unreadable(
            name, f"it cannot be read ({error.strerror or error})", "check the path and the disk"
        ) from None


def peeked(stream: io.BufferedIOBase, size: int) -> tuple[bytes, io.BufferedReader]:
    """The first `size` bytes of `stream`, or all that it has, and a stream that still begins with them."""
    head = stream.read(size)
    return head, io.BufferedReader(_Rejoined(head, stream))


class _Rejoined(io.RawIOBase):
    """What was read already, then the rest. A pipe cannot be rewound."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read1(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def _stdin(name: str) -> io.BufferedIOBase:
    if sys.stdin is None:  # closed by the shell: extractor <&-
        raise Unreadable(name, "it is closed", "pipe an article in, or name a file")
    return sys.stdin.buffer  # type: ignore[return-value]


def _files_in(folder: str) -> str:
    return f"{folder.rstrip('/')}/*.txt"
