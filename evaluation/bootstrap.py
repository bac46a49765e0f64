"""How far a measure would move with other articles of the same kind: bootstrap over articles (Efron 1979).

The judge scores each article once; a resample only adds up its counts anew, so that a thousand take no time.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from evaluation.data import Judge
from segundo.export.gold import Gold

RESAMPLES = 1000
SEED = 1
SHARE = 0.95

Counts = NDArray[np.float64]
"""For each article what is right, gold and predicted; where the measure is an accuracy the last two are equal."""


def counts(gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> dict[str, Counts]:
    """The judge's counts of each measure, article by article."""
    out: dict[str, Counts] = {}
    for number, article in enumerate(gold):
        for name, row in judge.score([article], predicted).result().items():
            table = out.setdefault(name, np.zeros((len(gold), 3)))
            if "accuracy" in row:
                table[number] = row["accuracy"] * row["of"], row["of"], row["of"]
            else:
                table[number] = row["R"] * row["gold"] or row["P"] * row["predicted"], row["gold"], row["predicted"]
    return out


def intervals(found: Mapping[str, Counts]) -> dict[str, tuple[float, float]]:
    """For each measure the range that holds it in 95 % of the resamples; F1, or accuracy."""
    articles = max((len(table) for table in found.values()), default=0)
    chance = random.Random(SEED)
    weights = np.array(
        [np.bincount(chance.choices(range(articles), k=articles), minlength=articles) for _ in range(RESAMPLES)]
    )
    out = {}
    for name, table in found.items():
        right, gold, predicted = (weights @ table).T
        # F1 is twice what is right over gold and predicted together; accuracy the same where these are equal
        values = 2 * right / np.maximum(gold + predicted, 1)
        low, high = np.quantile(values, ((1 - SHARE) / 2, (1 + SHARE) / 2))
        out[name] = (float(low), float(high))
    return out
