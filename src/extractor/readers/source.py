"""Where articles come from: files and standard input, always as bytes."""

from __future__ import annotations

import os
import sys

from extractor.errors import Unreadable

STDIN = "-"


def name_of(source: str) -> str:
    """How records and messages name a source: the path as given, `<stdin>` for standard input.

    A path that is not UTF-8 is shown with escapes, because JSON could not hold it.
    """
    if source == STDIN:
        return "<stdin>"
    return os.fsencode(source).decode("utf-8", "backslashreplace") or "''"


def bytes_of(source: str) -> bytes:
    """All bytes of a file or of standard input. Raises `Unreadable`."""
    name = name_of(source)
    try:
        return _stdin(name) if source == STDIN else _file(source)
    except FileNotFoundError:
        raise Unreadable(name, "there is no such file", "check the path") from None
    except IsADirectoryError:
        raise Unreadable(name, "it is a folder", f"name the files in it, such as {_files_in(name)}") from None
    except PermissionError:
        raise Unreadable(name, "you may not read it", "ask its owner, or copy it to where you may") from None
    except OSError as error:
        raise Unreadable(
            name, f"it cannot be read ({error.strerror or error})", "check the path and the disk"
        ) from None


def _stdin(name: str) -> bytes:
    if sys.stdin is None:  # closed by the shell: extractor <&-
        raise Unreadable(name, "it is closed", "pipe an article in, or name a file")
    return sys.stdin.buffer.read()


def _file(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - Path("") would be the current folder
        return file.read()


def _files_in(folder: str) -> str:
    return f"{folder.rstrip('/')}/*.txt"
