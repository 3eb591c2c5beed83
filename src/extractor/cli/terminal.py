"""Whether somebody looks on, and how much they see."""

from __future__ import annotations

import shutil
import sys
from typing import Any


def is_terminal(stream: Any) -> bool:
    """True if somebody sits at `stream`, which is None where the shell closed it."""
    return stream is not None and stream.isatty()


def stdin_is_terminal() -> bool:
    """True if nothing is piped in."""
    return is_terminal(sys.stdin)


def stdout_is_terminal() -> bool:
    """True if results go before somebody's eyes."""
    return is_terminal(sys.stdout)


def width() -> int:
    """Columns of the terminal, or what COLUMNS says; 80 where there is none."""
    return shutil.get_terminal_size().columns
