"""`extractor batch`: every article below a folder."""

from __future__ import annotations

import gc
import os
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from extractor import writers
from extractor.batch.place import FORMATS, PER_FILE, SPOOLED, Place, settings_of
from extractor.batch.walk import GLOBS, Walk
from extractor.batch.work import DateSource, Task
from extractor.cli.delivery import WITH_TEXT
from extractor.cli.guard import FAILED, INTERRUPTED, say, tracebacks
from extractor.cli.options import (
    HELP,
    date_option,
    debug_option,
    encoding_option,
    min_confidence_option,
    model_option,
    only_option,
    patterns_option,
    version_option,
)
from extractor.cli.progress import Progress, progress
from extractor.mention import Kind
from extractor.writers import ROW_KINDS, RowKind, check, format_of

if TYPE_CHECKING:
    from extractor.batch.engine import Engine
    from extractor.batch.job import Job
    from extractor.patterns import Patterns

_ALL_KINDS = "a folder gets a file of each kind, and 'extractor convert' makes rows of JSON Lines"
_WITH_KIND = tuple(format for format in FORMATS if format in writers.FORMATS and writers.FORMATS[format].rows)[1:]
"""Formats that are made of rows. The first is the one that records are kept in as they come."""


class _Local(click.Path):
    """A path on this machine."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Not of an object store."""
        if re.match(r"[a-z][a-z0-9+.-]+://", str(value), re.I):
            self.fail(
                f"{value} is in an object store, which the command neither reads nor writes: it keeps count of files on"
                " disks. Use extractor.ray in a pipeline of Ray Data, as docs/cluster.md shows, or mount or copy it",
                param,
                ctx,
            )
        return super().convert(value, param, ctx)


_PATH = _Local(path_type=Path)


def _date_sources(_: click.Context, __: click.Parameter, value: str | None) -> tuple[DateSource, ...]:
    """Some of the places that may tell a date, joined by commas, the first one first."""
    known: tuple[DateSource, ...] = get_args(DateSource)
    asked = [name.strip().lower() for name in value.split(",")] if value else []
    for name in asked:
        if name not in known:
            raise click.BadParameter(f"{name!r} is none of {','.join(known)}; join several by commas")
    return tuple(source for name in asked for source in known if source == name)


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class Request:
    """What the command line asks for. None where it does not say."""

    folder: Path
    output: str
    """With a slash at its end it is a folder, even if there is none yet."""
    format: str | None
    kind: RowKind | None
    glob: tuple[str, ...]
    unordered: bool
    workers: int | None
    engine: str
    address: str | None
    time_limit: float
    errors: Path | None
    fresh: bool
    force: bool
    only: frozenset[Kind] | None
    min_confidence: float | None
    date: date | None
    date_from: tuple[DateSource, ...]
    model: str | None
    patterns: Patterns | None
    encoding: str | None
    with_text: bool
    quiet: bool

    def check(self) -> None:
        """Raises `click.UsageError` for what does not go together, before anything is read or written."""
        if not self.folder.is_dir():
            raise click.UsageError(f"{self.folder}: there is no such folder; 'extractor run' reads single files")
        if self.date and self.date_from:
            raise click.UsageError("--date gives all articles one date, so --date-from does not go with it")
        if self.with_text and (self.kind or self._text() == "no"):
            raise click.UsageError(f"--with-text goes with --format {PER_FILE}, {WITH_TEXT}, without --kind")
        if self.address and self.engine != "ray":
            raise click.UsageError("--address is of a Ray cluster, so it needs --engine ray")
        place = self.place()
        if self.folder.resolve().is_relative_to(place.out):
            raise click.UsageError(f"--output {self.output} is the folder of the articles; choose another name")
        if self.kind and (self.settled_format() not in _WITH_KIND or place.shape == "folder"):
            raise click.UsageError(f"--kind goes with a file of --format {', '.join(_WITH_KIND)}; {_ALL_KINDS}")
        if self.settled_format() != PER_FILE:
            check(self.settled_format())

    def settled_format(self) -> str:
        """The format asked for, else the one of the output's name."""
        if self.format:
            return self.format
        named = format_of(Path(self.output).name)
        return PER_FILE if self._is_folder() else named if named in FORMATS else SPOOLED

    def _is_folder(self) -> bool:
        return self.output.endswith("/") or Path(self.output).is_dir()

    def _text(self) -> str:
        """Whether its records can, or must, hold the text."""
        return "may" if self.settled_format() == PER_FILE else writers.FORMATS[self.settled_format()].text

    def place(self) -> Place:
        """The files of this run."""
        errors = self.errors.resolve() if self.errors else None
        out = Path(self.output).resolve()
        return Place(out, self.settled_format(), errors, say, kind=self.kind, folder=self._is_folder())

    def task(self) -> Task:
        """What a record depends on besides its file: each is a setting that must not change half-way."""
        return Task(
            model=self.model,
            patterns=self.patterns,
            only=self.only,
            min_confidence=self.min_confidence,
            date=self.date,
            date_from=self.date_from,
            encoding=self.encoding,
            with_text=self.with_text or self._text() == "must",
        )

    def settings(self) -> dict[str, object]:
        """All that must be as it was for a run to go on. The pattern of names may change: it only chooses files."""
        return {
            "FOLDER": os.fsencode(self.folder).decode("utf-8", "backslashreplace"),
            "--format": self.settled_format(),
            "--unordered": self.unordered,
            **settings_of(self.task()),
        }

    def walk(self) -> Walk:
        """The files that are asked for."""
        return Walk(str(self.folder), self.glob or GLOBS, map(str, self.place().files()))


@click.command(
    "batch",
    context_settings=HELP,
    epilog="Exit status: 0 done, 1 some input failed (the rest is done), 2 wrong usage, 130 interrupted.",
)
@click.argument("folder", type=_PATH)
@click.option(
    "-o",
    "--output",
    type=_Local(),
    metavar="OUT",
    required=True,
    help="A file; a folder for json-per-file, and for a file of each kind of rows.",
)
@click.option(
    "-f",
    "--format",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help=f"Else by the name of OUT, else jsonl: {', '.join(FORMATS)}.",
)
@click.option(
    "--kind",
    type=click.Choice(ROW_KINDS),
    metavar="KIND",
    help=f"A row for each of these: {', '.join(ROW_KINDS)}. For {', '.join(_WITH_KIND)}.",
)
@click.option("--glob", multiple=True, metavar="PATTERN", help="Which files; repeatable. Else all that can be read.")
@click.option("--unordered", is_flag=True, help="Records as they are ready, not in the order of the files.")
@click.option(
    "--workers",
    type=click.IntRange(1, 1024),
    metavar="N",
    help="Processes, about 250 MB each. Else one for each core.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    help="Where the workers run: here, or on a Ray cluster.",
)
@click.option(
    "--address", metavar="HOST:PORT", help="Of the Ray cluster. Else the one that runs here, else one for this run."
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    metavar="SECONDS",
    help="For an article; longer ones have more. Else 120.",
)
@click.option("--errors", type=_PATH, metavar="FILE", help="Write a line of JSON there for each failure.")
@click.option("--fresh", is_flag=True, help="Forget what is done and start over.")
@click.option("--force", is_flag=True, help="Replace OUT, a folder with all in it, even if it is not from here.")
@only_option
@min_confidence_option
@date_option
@click.option(
    "--date-from",
    callback=_date_sources,
    metavar="SOURCES",
    help="Date articles by name, metadata or mtime before their text; join several by commas.",
)
@model_option
@patterns_option
@encoding_option
@click.option("--with-text", is_flag=True, help="Keep in each record the text that the offsets count in.")
@click.option("-q", "--quiet", is_flag=True, help="Only failures, no progress and no summary.")
@debug_option
@version_option
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Extract from every article below FOLDER, on all cores.

    A record for each article goes to OUT, in the order of the files. A run that was interrupted, killed or
    cut off goes on where it was when the same command is given again. After a finished run the same
    command does what is new, what has changed, and what failed.
    """
    gc.enable()
    request = Request(**given)
    request.check()
    with _engine(request, debug=tracebacks(ctx)) as engine:
        stopped, failed = _run(request, engine)
    if stopped:
        ctx.exit(INTERRUPTED)
    if failed:
        ctx.exit(FAILED)


@contextmanager
def _engine(request: Request, *, debug: bool) -> Iterator[Engine]:
    """The engine that is asked for, and what it needs for as long as the block lasts."""
    task, limit, ordered = request.task(), request.time_limit, not request.unordered
    if request.engine == "local":
        from extractor.batch.local import LocalEngine

        yield LocalEngine(task, workers=request.workers or _cores(), limit=limit, ordered=ordered, debug=debug)
        return
    from extractor.batch.cluster import RayEngine, Site, connected

    with connected(request.address, debug=debug) as cores, _stdout_kept_clean(shown=debug):
        site = Site(os.fspath(request.folder))
        yield RayEngine(task, site, workers=request.workers or cores, limit=limit, ordered=ordered, debug=debug)


@contextmanager
def _stdout_kept_clean(*, shown: bool) -> Iterator[None]:
    """Ray prints its own messages about nodes to standard output. They are dropped, or shown on standard error."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(sys.stderr if shown else nowhere):
        yield


def _run(request: Request, engine: Engine) -> tuple[bool, int]:
    """Whether it was stopped, and how many inputs have failed."""
    from extractor.batch.job import Job

    walk, place = request.walk(), request.place()
    with _Signals() as signals:
        with place.claim(request.settings(), fresh=request.fresh, force=request.force) as journal:
            job = signals.job = Job(walk, engine, journal, place, ordered=not request.unordered)
            with progress(lambda: sum(1 for _ in request.walk()), quiet=request.quiet) as shown:
                for _, result in job.results():
                    shown.note(result, job.reused)
                    if result.failure:
                        say(str(result.failure))
            job.finish()
            failed = sum(1 for _ in journal.failures())
        if not request.quiet:
            for warning in engine.warnings:
                say(f"warning: {warning}")
            _sum_up(request, walk, job, shown, failed)
    return job.stopped, failed


def _sum_up(request: Request, walk: Walk, job: Job, shown: Progress, failed: int) -> None:
    for path in walk.entered_twice:
        say(f"warning: {os.fsdecode(path)}: a link to a folder that is read already; it was not followed again")
    took = f"{timedelta(seconds=round(shown.seconds()))} ({shown.rate():.1f} articles/s)"
    parts = [f"{shown.articles:,} articles of {shown.files:,} files in {took}"]
    if job.reused:
        parts.append(f"{job.reused:,} files were done before")
    if walk.left_out:
        parts.append(f"{walk.left_out:,} files of other names were left out")
    parts.append(f"{failed:,} failed" + (f" (see {request.errors})" if failed and request.errors else ""))
    end = "stopped; the same command goes on from here" if job.stopped else f"done: {request.output}"
    say(f"{'; '.join(parts)}; {end}")


class _Signals:
    """Within the block SIGINT and SIGTERM let `job` finish what is in hand; a second one ends the block at once.

    So does the first where nothing is in hand: as long as there is no job, and while the output is made.
    """

    def __init__(self) -> None:
        self.job: Job | None = None

    def __enter__(self) -> _Signals:
        self._before = {number: signal.signal(number, self._take) for number in (signal.SIGINT, signal.SIGTERM)}
        return self

    def __exit__(self, _: object, error: object, __: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        if isinstance(error, KeyboardInterrupt):
            say("stopped at once; the same command goes on from here")
            raise click.exceptions.Exit(INTERRUPTED) from None

    def _take(self, _: int, __: object) -> None:
        if self.job is None or self.job.stopped or self.job.finishing:
            raise KeyboardInterrupt
        self.job.stop()
        with suppress(RuntimeError):  # it came while standard error was written to
            say("finishing what is in hand; once more stops at once")
