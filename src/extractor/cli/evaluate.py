"""`extractor evaluate`: how good the extractor is on articles that a careful reader has marked."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from extractor.cli.guard import FAILED, say, telling_warnings
from extractor.cli.options import HELP, debug_option, model_option, version_option
from extractor.cli.output import opened
from extractor.evaluation.gate import (
    first_floors,
    moved_floors,
    read_floors,
    shortfalls,
    write_floors,
)
from extractor.evaluation.predictions import Prediction, predict, read_predictions
from extractor.evaluation.report import as_json, as_text
from extractor.evaluation.scoring import Scores, score
from extractor.gold.model import Gold

_PATH = click.Path(path_type=Path)


@dataclass(frozen=True)
class Request:
    """What the command line asks for. None where it does not say."""

    gold: Path
    format: str
    verbose: bool
    gate: Path | None
    update: bool
    lower: bool
    model: str | None
    predictions: Path | None

    def check(self) -> None:
        """Raises `click.UsageError` for what does not go together, before anything is read."""
        if self.update and not self.gate:
            raise click.UsageError("--update needs --gate FILE, the file whose floors it raises")
        if self.lower and not self.update:
            raise click.UsageError("--lower goes with --update")
        if self.model and self.predictions:
            raise click.UsageError("--predictions does not run the extractor, so --model does not go with it")

    def floors(self) -> dict[str, float] | None:
        """The floors of the gate; None where there is no gate, or --update is still to make it."""
        if self.gate is None or (self.update and not self.gate.exists()):
            return None
        return read_floors(self.gate)

    def golds(self) -> list[Gold]:
        """The gold, no two articles under one id. Raises `Unusable` for the first that cannot be used."""
        from extractor.gold.from_records import golds
        from extractor.gold.sources import read_gold, strictly

        return list(golds(strictly(read_gold(self.gold, say)), say))

    def found(self, golds: list[Gold]) -> dict[str, Prediction]:
        """The predictions given, else the extractor's own."""
        if self.predictions:
            return read_predictions(self.predictions)
        with telling_warnings():
            return dict(predict(golds, self.model))


@click.command(
    "evaluate",
    context_settings=HELP,
    epilog="Exit status: 0 done, 1 a figure below its floor or a faulty file, 2 wrong usage or no model.",
)
@click.argument("gold", type=_PATH, metavar="GOLD")
@click.option("-f", "--format", type=click.Choice(["text", "json"]), default="text", help="A table, or a JSON object.")
@click.option("-v", "--verbose", is_flag=True, help="List every miss, extra and wrong value in its context.")
@click.option("--gate", type=_PATH, metavar="FILE", help="Fail if a figure is below its floor in this file.")
@click.option("--update", is_flag=True, help="Raise the floors of --gate to the figures, or make the file.")
@click.option("--lower", is_flag=True, help="With --update: lower floors, too.")
@model_option
@click.option("--predictions", type=_PATH, metavar="FILE", help="Score these records, as JSON Lines, and run nothing.")
@debug_option
@version_option
@click.pass_context
def command(ctx: click.Context, /, **given: Any) -> None:
    """Measure the extractor against GOLD, what careful readers have marked.

    Prints precision, recall and F1 for each kind, how many values and links are right, and how many people
    have one record. GOLD is a folder of gold files (ID.json with ID.txt, ID.marked, or ID.ann of brat with ID.txt),
    or a file that Label Studio (JSON), Prodigy (JSON Lines) or spaCy (DocBin) made.
    """
    gc.enable()
    request = Request(**given)
    request.check()
    golds = request.golds()
    floors = request.floors()
    scores = score(golds, request.found(golds))
    if request.gate and request.update:
        floors = _update(request.gate, floors, scores, lower=request.lower)
    if not _print(request, scores, floors):
        ctx.exit(FAILED)


def _update(gate: Path, floors: dict[str, float] | None, scores: Scores, *, lower: bool) -> dict[str, float]:
    """The floors that follow from the scores, written if they are others, with a line on each that moved."""
    figures = scores.figures()
    moved = first_floors(figures) if floors is None else moved_floors(floors, figures, lower=lower)
    if moved != floors:
        write_floors(gate, moved)
    for figure, floor in moved.items():
        before = floors[figure] if floors else None
        if floor != before:
            say(f"{gate}: the floor of {figure} is {floor}" + ("" if before is None else f", was {before}"))
    return moved


def _print(request: Request, scores: Scores, floors: dict[str, float] | None) -> bool:
    """The report, with complaints on standard error. True if no figure is below its floor."""
    below = None if floors is None else shortfalls(floors, scores.figures())
    if request.format == "json":
        report = as_json(scores, verbose=request.verbose, shortfalls=below)
    else:
        report = as_text(scores, verbose=request.verbose)
    with opened(None) as put:
        put(f"{report}\n".encode())
    if scores.unread:
        say(f"no record for {len(scores.unread)} of {scores.documents}: {', '.join(scores.unread)}")
    for shortfall in below or ():
        say(str(shortfall))
    return not below
