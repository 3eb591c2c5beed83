"""Fit the weights of `extractor.linking.reference` on folders of marked articles; they are a table of the lexicon.

    python models/fit_bearers.py GOLD_FOLDER... [--folds 10] [--write]

For each sentence whose clause names nobody the model is a choice among those who may be meant, as choosing.py tells,
worth 1 if it is who was marked. Some clues depend on what was chosen before, so it is done in rounds. With --folds it
is measured on articles left out, fold by fold. The same folders give the same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import choosing
from choosing import Options, Weights

import extractor
from extractor.gold.model import Gold, Mark
from extractor.gold.sources import read_folder
from extractor.lexicon import bearer_weights
from extractor.linking import bearers
from extractor.linking.grammar import Verb
from extractor.linking.reference import Clues, People, References, Told
from extractor.mention import Mention

TABLE = Path(extractor.__file__).parent / "lexicon" / "bearer_weights.tsv"
PENALTY = 0.5
ROUNDS = 3
TILT = 0.3
"""By so much the odds of nobody are lowered. A sentence that is somebody's and has nobody is lost to whoever looks that
person up, and how sure the other links are is told with each."""


@dataclass
class Choice:
    """One sentence: who may be meant, with their clues; and which of them was marked."""

    start: int
    end: int
    candidates: list[tuple[People, Clues]]
    right: list[bool] | None = None
    """None where nothing was marked, or nobody of the candidates is right."""
    nobody: bool = False

    def options(self) -> Options:
        """As `choosing` takes them."""
        return Options([clues for _, clues in self.candidates], [float(one) for one in self.right or ()])


class Watching(References):
    """`References` that keep what they chose from."""

    seen: list[Choice] = []  # noqa: RUF012 - one list for all, read by `choices`

    def candidates(self, mention: Mention, verb: Verb | None, told: Told) -> Iterator[tuple[People, Clues]]:
        """As the linker has them."""
        found = list(super().candidates(mention, verb, told))
        self.seen.append(Choice(mention.start, mention.end, found))
        return iter(found)


def choices(golds: Iterable[Gold]) -> list[list[Choice]]:
    """The choices in each article, linked with the weights as they are."""
    loaded = extractor.load()
    found = []
    with mock.patch.object(bearers, "References", Watching):  # the linker makes its own
        for gold in golds:
            Watching.seen.clear()
            loaded.extract(gold.text, date=gold.date)
            for choice in Watching.seen:
                if mark := next((m for m in gold.marks if _is_of(m, choice, gold)), None):
                    wanted = {_known_as(gold, name) for name in gold.sentences[str(mark.id)].people}
                    choice.right = [{_known_as(gold, p.name) for p in who} == wanted for who, _ in choice.candidates]
                    choice.nobody = not wanted
            found.append([choice for choice in Watching.seen if choice.right is not None])
    return found


def _is_of(mark: Mark, choice: Choice, gold: Gold) -> bool:
    wanted = mark.kind == "SENTENCE" and not mark.optional and str(mark.id) in gold.sentences
    return wanted and mark.start < choice.end and mark.end > choice.start


def _known_as(gold: Gold, name: str) -> str:
    """The full name of somebody, for any form of it."""
    return next((full for full, others in gold.people.items() if name in {full, *others}), name).lower()


def fit(articles: Iterable[list[Choice]]) -> Weights:
    """The weights that suit these articles."""
    usable = (choice.options() for article in articles for choice in article if any(choice.right or ()))
    weights = choosing.fit(usable, PENALTY)
    weights["nobody"] = round(weights.get("nobody", 0.0) - TILT, 2)
    return weights


def measure(articles: Iterable[list[Choice]], weights: Weights) -> list[int]:
    """Sentences of somebody right, and all; sentences of nobody right, and all."""
    counts = [0, 0, 0, 0]
    for choice in (choice for article in articles for choice in article):
        scores = [sum(weights.get(c, 0.0) * share for c, share in clues.items()) for _, clues in choice.candidates]
        right = bool(choice.right and choice.right[scores.index(max(scores))])
        at = 2 if choice.nobody else 0
        counts[at] += right
        counts[at + 1] += 1
    return counts


def main() -> None:
    """Measure on articles left out, fit on all, and write if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    golds = [gold for folder in given.folders for gold in read_folder(folder)]
    bearer_weights().clear()
    for _ in range(ROUNDS):
        articles = choices(golds)
        bearer_weights().update(fit(articles))
    totals = [0, 0, 0, 0]
    for fold in range(given.folds):
        weights = fit(article for n, article in enumerate(articles) if n % given.folds != fold)
        totals = [a + b for a, b in zip(totals, measure(articles[fold :: given.folds], weights), strict=True)]
    for name, (right, somebody, silent, nobody) in (
        ("left out", totals),
        ("all", measure(articles, bearer_weights())),
    ):
        print(f"{name}: {right} of {somebody} with their bearers, {silent} of {nobody} of nobody")
    if given.write:
        comments = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        rows = [f"{clue}\t{weight:.2f}" for clue, weight in bearer_weights().items() if weight]
        TABLE.write_text("\n".join([*comments, "clue\tweight", *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
