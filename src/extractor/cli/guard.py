"""How a command ends when something goes wrong: one line on standard error, and the exit status.

0 done; 1 some input failed, or the output could not be written; 2 wrong usage, or no model; 130 interrupted;
141 the reader of standard output went away, which is silent. (130 and 141 are what a shell says of programs
that these signals end.)
"""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from extractor.errors import ExtractorError
from extractor.writers.safe import one_line, visible

FAILED, USAGE, INTERRUPTED, CLOSED_PIPE = 1, 2, 130, 141

_DEBUG = "extractor.debug"


def say(message: str) -> None:
    """One line on standard error, in which nothing is a command to the terminal.

    Where it cannot be written, to a terminal that is gone or a full disk, it is lost, and the work goes on.
    """
    try:
        click.echo(f"extractor: {one_line(message)}", err=True)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise


@contextmanager
def telling_warnings() -> Iterator[None]:
    """Say each warning of the block, such as one of a model made for another spaCy, in one line at its end."""
    with warnings.catch_warnings(record=True) as caught:
        yield
    for warning in caught:
        say(f"warning: {warning.message}")


def show_tracebacks(ctx: click.Context) -> None:
    """From now on `report` shows where an unexpected error came from."""
    ctx.meta[_DEBUG] = True


def tracebacks(ctx: click.Context | None) -> bool:
    """True if where an unexpected error came from is to be shown."""
    return os.environ.get("EXTRACTOR_DEBUG", "0") not in ("", "0") or bool(ctx and ctx.meta.get(_DEBUG))


def report(error: Exception, ctx: click.Context | None, where: str = "") -> None:
    """One line about an error that is our own fault; `where` names the input."""
    if tracebacks(ctx):
        trace = "".join(traceback.format_exception(error))
        click.echo("\n".join(map(visible, trace.splitlines())), err=True)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    say(f"{where}{': ' if where else ''}unexpected {what}; please report this bug, with what --debug shows")


def mute_stdout() -> None:
    """Drop what is still in the buffer of standard output, so that Python does not complain as it exits."""
    with suppress(AttributeError, OSError, ValueError):  # it is closed, or not a real file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def guarded(ctx: click.Context | None = None) -> Iterator[None]:
    """Turn what is raised within into a line on standard error and a `click.exceptions.Exit`."""
    try:
        yield
    except (click.exceptions.Exit, click.Abort):
        raise
    except click.ClickException as error:
        _say_usage(error)
        status = USAGE
    except ExtractorError as error:
        say(str(error))
        status = USAGE if error.usage else FAILED
    except KeyboardInterrupt:
        say("interrupted")
        status = INTERRUPTED
    except BrokenPipeError:
        mute_stdout()
        status = CLOSED_PIPE
    except Exception as error:
        report(error, ctx)
        status = FAILED
    else:
        return
    raise click.exceptions.Exit(status)


def _say_usage(error: click.ClickException) -> None:
    say(error.format_message())
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        say(f"'{ctx.command_path} --help' says more")
