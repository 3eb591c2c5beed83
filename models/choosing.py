"""Fit the weights of clues by which one of several candidates is chosen.

The model of a choice: each candidate has a probability proportional to exp(sum of the weights of its clues). What is
maximised is the logarithm of the expected worth of what is chosen, less a penalty on large weights.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PENALTY = 0.3
STEPS = 600
RATE = 0.05
Floats = NDArray[np.float64]
Weights = dict[str, float]


class Options(NamedTuple):
    """One choice: the clues of each candidate, how often each holds, and what each is worth if chosen, from 0 to 1."""

    clues: Sequence[Mapping[str, float]]
    worth: Sequence[float]


def fit(every: Iterable[Options], penalty: float = PENALTY) -> Weights:
    """The weights, by Adam from zero; the same options in the same order give the same weights."""
    options = list(every)
    names = sorted({clue for one in options for clues in one.clues for clue in clues})
    place = {name: n for n, name in enumerate(names)}
    sizes = np.array([len(one.clues) for one in options])
    table = np.zeros((sizes.sum(), len(names)))
    for row, clues in enumerate(clues for one in options for clues in one.clues):
        for clue, share in clues.items():
            table[row, place[clue]] = share
    worth = np.concatenate([np.array(one.worth, dtype=float) for one in options])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    group = np.repeat(np.arange(len(options)), sizes)
    weights = np.zeros(len(names))
    speed, size = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = _slope(table, worth, first, group, weights) + 2 * penalty * weights
        speed = 0.9 * speed + 0.1 * slope
        size = 0.999 * size + 0.001 * slope**2
        weights = weights - RATE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _slope(table: Floats, worth: Floats, first: NDArray[np.int64], group: NDArray[np.int64], weights: Floats) -> Floats:
    scores = table @ weights
    raised = np.exp(scores - np.maximum.reduceat(scores, first)[group])
    chance = raised / np.add.reduceat(raised, first)[group]
    right = chance * worth
    expected = np.maximum(np.add.reduceat(right, first), 1e-9)
    slope: Floats = table.T @ (chance - right / expected[group])
    return slope
