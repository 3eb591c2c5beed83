"""Gradient descent, for the fits of weights in this folder."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

STEPS = 600
RATE = 0.05
Floats = NDArray[np.float64]


def descended(slope: Callable[[Floats], Floats], width: int) -> Floats:
    """Where Adam comes to from zero in `width` dimensions; `slope` gives the gradient. The same slopes, the same end."""
    weights, speed, size = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        here = slope(weights)
        speed = 0.9 * speed + 0.1 * here
        size = 0.999 * size + 0.001 * here**2
        weights = weights - RATE * (speed / (1 - 0.9**step)) / (np.sqrt(size / (1 - 0.999**step)) + 1e-8)
    return weights
