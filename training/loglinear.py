"""Log-linear models over named features, fitted with numpy under a quadratic penalty; everything is deterministic.

Rows are mappings from the names of features to their values; each must have the feature ``bias``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

RAREST = 3
STEPS = 300

Counts: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = NDArray[np.float64]


class Design:
    """A sparse design matrix over the features that are not too rare, and those that are ``kept`` even so."""

    def __init__(self, rows: Sequence[Mapping[str, float]], kept: Iterable[str] = ()) -> None:
        count = Counter(name for row in rows for name in row)
        self.names = sorted({name for name, n in count.items() if n >= RAREST}.union(kept))
        self.column = {name: column for column, name in enumerate(self.names)}
        cells = [
            (number, self.column[name], value)
            for number, row in enumerate(rows)
            for name, value in row.items()
            if name in self.column
        ]
        self._row = np.array([row for row, _, _ in cells])
        self._column = np.array([column for _, column, _ in cells])
        self._value = np.array([value for _, _, value in cells])
        self._first = np.flatnonzero(np.diff(self._row, prepend=-1))

    def times(self, w: Vector) -> Vector:
        """The product with weights, one a feature."""
        return np.add.reduceat(self._value * w[self._column], self._first)

    def back(self, residual: Vector) -> Vector:
        """The product of the transposed matrix with a number for each row."""
        return np.bincount(self._column, self._value * residual[self._row], len(self.names)).astype(np.float64)

    def norm(self) -> float:
        """The largest eigenvalue of the Gram matrix, by power iteration."""
        v = np.ones(len(self.names))
        for _ in range(30):
            v /= np.linalg.norm(v)
            v = self.back(self.times(v))
        return float(np.linalg.norm(v))

    def penalty(self, base: float, factors: Mapping[str, float]) -> Vector:
        """The quadratic penalty of each feature: none on the bias, ``factors`` times the base by prefix of the name."""
        out = np.full(len(self.names), base)
        for name, column in self.column.items():
            out[column] *= next((factor for prefix, factor in factors.items() if name.startswith(prefix)), 1.0)
        out[self.column["bias"]] = 0
        return out

    def named(self, weights: Vector) -> dict[str, float]:
        """The weights by name."""
        return dict(zip(self.names, weights.tolist(), strict=True))


def fit_choice(design: Design, cases: Counts, labels: Vector, penalty: Vector) -> Vector:
    """The weights by which the row labelled 1 of each case, or none of its rows, is chosen; ``cases`` is ascending.

    The probability of a row is ``exp(score) / (1 + sum of exp(scores))`` over the rows of its case.
    """
    first = np.flatnonzero(np.diff(cases, prepend=-1))
    length = np.diff(first, append=len(cases))

    def gradient(w: Vector) -> Vector:
        raised = np.exp(np.minimum(design.times(w), 30))
        total = np.repeat(1 + np.add.reduceat(raised, first), length)
        return design.back(raised / total - labels) + penalty * w

    return _descend(gradient, np.zeros(len(penalty)), design.norm() / 2 + penalty.max())


def fit_classes(design: Design, labels: Counts, penalty: Vector, prior: Vector) -> Vector:
    """Multinomial weights, one column a class; the penalty draws them to ``prior``."""
    classes = range(prior.shape[1])
    target = np.eye(len(classes))[labels]

    def gradient(w: Vector) -> Vector:
        scores = np.stack([design.times(w[:, column]) for column in classes], 1)
        raised = np.exp(scores - scores.max(axis=1, keepdims=True))
        residual = raised / raised.sum(axis=1, keepdims=True) - target
        return np.stack([design.back(residual[:, column]) for column in classes], 1) + penalty[:, None] * (w - prior)

    return _descend(gradient, prior, design.norm() / 2 + penalty.max())


def _descend(gradient: Callable[[Vector], Vector], start: Vector, steepest: float) -> Vector:
    """Nesterov's accelerated gradient descent; ``steepest`` bounds the curvature."""
    w = ahead = start
    for step in range(STEPS):
        new = ahead - gradient(ahead) / steepest
        ahead = new + step / (step + 3) * (new - w)
        w = new
    return w
