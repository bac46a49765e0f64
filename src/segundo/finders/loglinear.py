"""Log-linear models at run time: named features, each with a value, and weights that ``training/`` fits."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log
from typing import TypeAlias

Features: TypeAlias = Mapping[str, float]
"""Named values; most are 1 where something holds."""

UNSEEN = -4.0
"""The log-odds, and the logarithm, of the chance of what the model does not see at all."""


def weigh(weights: Mapping[str, float], features: Features) -> float:
    """The sum of the features' values, each times its weight; a feature without a weight counts nothing."""
    total = 0.0
    for name, value in features.items():
        if (weight := weights.get(name)) is not None:
            total += weight * value
    return total


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))


def log_odds(chance: float) -> float:
    """The log-odds of a chance, no further from even than a thousandth from sure."""
    bounded = min(0.999, max(0.001, chance))
    return log(bounded / (1 - bounded))


def log_chance(chance: float) -> float:
    """The logarithm of a chance, not under :data:`UNSEEN`."""
    return max(UNSEEN, log(chance + 1e-3))
