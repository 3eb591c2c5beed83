"""Fit the weights of `extractor.linking.offences` on folders of marked articles, and write them as the lexicon's table.

    python models/fit_offences.py GOLD_FOLDER... [--folds 10] [--write]

For each sentence the model is a choice among the charges near it and "none", as choosing.py tells, worth the share of
the marked offences that it gets right. Some clues depend on what was chosen before, so it is done
in rounds. With --folds the share is measured on articles left out, fold by fold, which is nearer to what to expect of
articles that nobody has seen. Everything is computed in a fixed order: the same folders give the same weights.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import choosing
import numpy as np
from choosing import Options, Weights

import extractor
from extractor.gold.model import Gold, Mark
from extractor.gold.sources import read_folder
from extractor.lexicon import offence_weights
from extractor.linking import linker
from extractor.linking.charges import Charge
from extractor.linking.entity import Entity
from extractor.linking.offences import OffenceLinker
from extractor.mention import Mention

TABLE = Path(extractor.__file__).parent / "lexicon" / "offence_weights.tsv"
ROUNDS = 3
SILENCE = 0.05
"""What "none" is worth where offences are marked: a little, for a wrong one is worse than none."""


@dataclass
class Choice:
    """One sentence: its candidates and their clues, and what was marked (None: nothing is known of it)."""

    start: int
    end: int
    charges: list[Charge]
    clues: list[list[str]]
    wanted: list[str] | None = None

    def worth(self) -> list[float]:
        """The share of the wanted offences that each candidate has; the last is "none"."""
        if not self.wanted:
            return [0.0] * len(self.charges) + [1.0]
        return [share(self.wanted, charge.phrases) for charge in self.charges] + [SILENCE]


def share(wanted: Sequence[str], phrases: Iterable[str]) -> float:
    """The share of `wanted` that is in `phrases`, by the scorer's definition: one holds the other."""
    have = [phrase.lower() for phrase in phrases]
    return sum(any(one.lower() in h or h in one.lower() for h in have) for one in wanted) / len(wanted)


class Watching(OffenceLinker):
    """An `OffenceLinker` that keeps what it chose from."""

    seen: list[Choice] = []  # noqa: RUF012 - one list for all, read by `choices`

    def offences_of(self, mention: Mention, bearers: list[Entity]) -> list[str]:
        """As the linker does it."""
        near = list(self.candidates(mention, bearers))
        self.seen.append(Choice(mention.start, mention.end, [c for c, _ in near], [clues for _, clues in near]))
        return super().offences_of(mention, bearers)


def choices(golds: Iterable[Gold]) -> list[list[Choice]]:
    """The choices in each article, linked with the weights as they are."""
    loaded = extractor.load()
    found = []
    with mock.patch.object(linker, "OffenceLinker", Watching):  # the linker makes its own
        for gold in golds:
            Watching.seen.clear()
            loaded.extract(gold.text, date=gold.date)
            for choice in Watching.seen:
                mark = next((m for m in gold.marks if _is_of(m, choice, gold)), None)
                choice.wanted = gold.sentences[str(mark.id)].offences if mark else None
            found.append([choice for choice in Watching.seen if choice.wanted is not None])
    return found


def _is_of(mark: Mark, choice: Choice, gold: Gold) -> bool:
    wanted = mark.kind == "SENTENCE" and not mark.optional and str(mark.id) in gold.sentences
    return wanted and mark.start < choice.end and mark.end > choice.start


def fit(articles: Iterable[list[Choice]]) -> Weights:
    """The weights that suit these articles."""
    return choosing.fit(
        Options([*map(Counter, choice.clues), {}], choice.worth()) for article in articles for choice in article
    )


def measure(articles: Iterable[list[Choice]], weights: Weights) -> tuple[float, int, int, int]:
    """Offences right and offences marked; of sentences without marked ones, those given some, and all."""
    right, marked, needless, without = 0.0, 0, 0, 0
    for choice in (choice for article in articles for choice in article):
        scores = [sum(weights.get(clue, 0.0) for clue in clues) for clues in choice.clues]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        chosen = choice.charges[best].phrases if best is not None and scores[best] > 0 else ()
        if choice.wanted:
            right += share(choice.wanted, chosen) * len(choice.wanted)
            marked += len(choice.wanted)
        else:
            needless += bool(chosen)
            without += 1
    return right, marked, needless, without


def main() -> None:
    """Measure on articles left out, fit on all, and write if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=10)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    golds = [gold for folder in given.folders for gold in read_folder(folder)]
    offence_weights().clear()
    for _ in range(ROUNDS):
        articles = choices(golds)
        offence_weights().update(fit(articles))
    totals = np.zeros(4)
    for fold in range(given.folds):
        weights = fit(article for n, article in enumerate(articles) if n % given.folds != fold)
        totals += measure(articles[fold :: given.folds], weights)
    if given.folds:
        print(f"left out: {totals[0]:.0f} of {totals[1]:.0f} offences right ({totals[0] / totals[1]:.3f})")
        print(f"          {totals[2]:.0f} of {totals[3]:.0f} sentences without offences were given some")
    weights = offence_weights()
    right, marked, needless, without = measure(articles, weights)
    print(f"all:      {right:.0f} of {marked} right ({right / marked:.3f}), {needless} of {without} given some")
    if given.write:
        rows = [f"{clue}\t{weight:.2f}" for clue, weight in weights.items()]
        TABLE.write_text("\n".join([*_comments(), "clue\tweight", *rows, ""]), encoding="utf-8")


def _comments() -> list[str]:
    return [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]


if __name__ == "__main__":
    main()
