"""`extractor model`: which model is used, how good it is by itself, and training it further on gold of one's own."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli.guard import say, telling_warnings
from extractor.cli.options import HELP, debug_option, model_option, version_option
from extractor.cli.output import STDOUT, opened, replaced

if TYPE_CHECKING:
    from extractor.evaluation.scoring import Scores
    from extractor.gold.model import Gold, Kind
    from extractor.models import Card
    from extractor.training.tuning import Epoch

_FORMAT = click.option(
    "-f", "--format", type=click.Choice(["text", "json"]), default="text", help="Text, or a JSON object."
)
_GOLD = click.argument("sources", nargs=-1, required=True, metavar="GOLD...")


@click.group("model", context_settings=HELP, invoke_without_command=True)
@version_option
@click.pass_context
def command(ctx: click.Context, /) -> None:
    """The language model: which it is, how good it is by itself, and how to teach it more.

    \b
      extractor model info                      what ships with the extractor
      extractor model evaluate gold             the model alone, and with the rules on top
      extractor model train gold -o mine        teach it what you have marked
      extractor article.txt --model mine        use that
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@command.command("info", epilog="Exit status: 0 done, 2 wrong usage or no model.")
@model_option
@_FORMAT
@debug_option
@version_option
def info(model: str | None, format: str) -> None:
    """Say which model is used, and what is known of it.

    Where it lies, what it finds, what it was trained on, and how good it is: the figures are those of who trained
    it, of exact spans, without the rules. Nothing is loaded.
    """
    import msgspec

    from extractor.cli.card import described
    from extractor.models import card
    from extractor.writers.safe import json_text

    known = card(model)
    _print(json_text(msgspec.json.format(msgspec.json.encode(known))) if format == "json" else described(known))


@command.command("evaluate", epilog="Exit status: 0 done, 1 a faulty file, 2 wrong usage or no model.")
@_GOLD
@model_option
@_FORMAT
@debug_option
@version_option
def evaluate(sources: tuple[str, ...], model: str | None, format: str) -> None:
    """Measure the model on GOLD, by itself and with the rules on top.

    Prints precision, recall and F1, relaxed and exact, for each label that both the gold and the model have. The
    extractor takes people from the model where the rules agree, and the rest from the rules alone; values and links
    are measured by 'extractor evaluate --model'. GOLD is as there.
    """
    import json

    from extractor.evaluation.report import side_by_side, side_by_side_plain
    from extractor.models import card
    from extractor.writers.safe import json_text

    gc.enable()
    known, golds = card(model), _golds(sources)
    kinds = _in_both(golds, known)
    scores = _measured(golds, model)
    if format == "json":
        spans = side_by_side_plain(scores, kinds)
        plain = {"model": {"name": known.name, "version": known.version, "folder": known.folder}}
        _print(json_text(json.dumps({**plain, "documents": len(golds), "spans": spans}, indent=2).encode()))
    else:
        _print(side_by_side({name.replace("_", " "): found for name, found in scores.items()}, kinds))


@command.command("train", epilog="Exit status: 0 done, 1 it cannot be trained on this gold, 2 wrong usage or no model.")
@_GOLD
@click.option("-o", "--output", required=True, metavar="FOLDER", help="The model that is to be made.")
@click.option("--base", metavar="NAME", help="Train this one, by name or folder, instead of the one that ships.")
@click.option("--epochs", type=click.IntRange(1, 1000), default=10, show_default=True, help="Passes over the gold.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=0, show_default=True, help="Of what is random.")
@click.option(
    "--dev",
    type=click.FloatRange(0, 0.5),
    default=0.2,
    show_default=True,
    metavar="SHARE",
    help="Hold out this share of the articles, and measure on them; 0 for none.",
)
@click.option("--force", is_flag=True, help="Replace a model that was not made by this command.")
@debug_option
@version_option
def train(sources: tuple[str, ...], output: str, force: bool, **asked: Any) -> None:
    """Train the model further on GOLD of your own.

    The result goes to FOLDER, for --model. Labels that the gold does not carry stay as they are. Says after each
    epoch how good the model is on the articles held out, and at the end, before and after, alone and with the rules.
    The same gold, options and machine make the same model. GOLD is as for 'extractor evaluate'; some 30 articles do.
    """
    _check_output(output, force=force)
    from extractor.evaluation.report import side_by_side
    from extractor.pipeline import load_model
    from extractor.training.saving import save
    from extractor.training.tuning import Plan, fine_tune

    gc.enable()
    golds = _golds(sources)
    plan = Plan(asked["epochs"], asked["seed"], asked["dev"])
    with telling_warnings(), replaced(output) as part:
        nlp = load_model(asked["base"])
        tuned = fine_tune(nlp, golds, plan, _tell_epoch)
        save(nlp, tuned, plan, part)
        models = {"before": asked["base"], "after": str(part)}
        with_rules = {when: _with_rules(tuned.held_out, model) for when, model in models.items()}
    if tuned.before and tuned.after:
        _print("The model alone\n" + side_by_side({"before": tuned.before, "after": tuned.after}, tuned.kinds))
        _print("\nWith the rules on top\n" + side_by_side(with_rules, ["PERSON"]))
    if twice := len(golds) - len(tuned.trained_on) - len(tuned.held_out):
        say(f"{twice} articles with the text of another were left out")
    say(f"{output}: trained on {len(tuned.trained_on)} articles, measured on {len(tuned.held_out)} others")


def _print(text: str) -> None:
    with opened(None) as put:
        put(f"{text}\n".encode())


def _golds(sources: tuple[str, ...]) -> list[Gold]:
    """The gold of all sources, no two articles under one id. Raises `Unusable` for the first that cannot be used."""
    from extractor.gold.from_records import golds
    from extractor.gold.sources import read_gold, strictly

    return list(golds((gold for source in sources for gold in strictly(read_gold(Path(source), say))), say))


def _in_both(golds: list[Gold], known: Card) -> list[Kind]:
    """The kinds that are marked in the gold and that the model labels. Raises `Unusable` if there is none."""
    from extractor.gold.files import Unusable
    from extractor.gold.model import KINDS

    marked = [kind for kind in KINDS if any(mark.kind == kind and not mark.optional for g in golds for mark in g.marks)]
    both = [kind for kind in marked if kind in known.labels]
    if not both:
        have = f"the gold has {', '.join(marked) or 'none'}, and {known.name} has {', '.join(known.labels) or 'none'}"
        raise Unusable("GOLD", f"there is no label that both have: {have}")
    if missing := [kind for kind in marked if kind not in both]:
        say(f"{known.name} has no label {', '.join(missing)}")
    return both


def _measured(golds: list[Gold], model: str | None) -> dict[str, Scores]:
    from extractor.evaluation.alone import predict_alone
    from extractor.evaluation.scoring import score
    from extractor.pipeline import load_model

    with telling_warnings():
        alone = score(golds, dict(predict_alone(golds, load_model(model))))
        return {"alone": alone, "with_rules": _with_rules(golds, model)}


def _with_rules(golds: list[Gold], model: str | None) -> Scores:
    from extractor.evaluation.predictions import predict
    from extractor.evaluation.scoring import score

    return score(golds, dict(predict(golds, model)))


def _check_output(output: str, *, force: bool) -> None:
    """Nothing is lost that somebody may need: raises `click.UsageError`."""
    from extractor.models import is_fine_tuned, is_pipeline

    place = Path(output)
    if output == STDOUT:
        raise click.UsageError("a model is a folder, which no pipe can carry; name it with --output")
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return
    if not place.is_dir() or not is_pipeline(place):
        raise click.UsageError(f"{place} is there and holds something else than a model; choose another name")
    if not force and not is_fine_tuned(place):
        raise click.UsageError(
            f"{place} holds a model that was not made by 'extractor model train'; choose another name, or give --force"
            " to replace it"
        )


def _tell_epoch(epoch: Epoch) -> None:
    """How far it is, and the figures if there are any."""
    where = f"epoch {epoch.number} of {epoch.of}" if epoch.number else "before"
    if epoch.scores:
        spans = epoch.scores.spans
        where += ": relaxed F1 " + ", ".join(f"{kind} {spans[kind, 'relaxed'].f1:.3f}" for kind in epoch.kinds)
    say(where)
