"""Weights that believe the rules and nothing else, for tests of what the rules find."""

from __future__ import annotations

from segundo.finders.statements.weights import Weights
from segundo.records import ACTS

RULES = Weights(
    right={"bias": -3.0, "content=rule": 2.0, "source=rule": 2.0},
    acts={act: {f"ruled={act}": 1.0} for act in ACTS},
    threshold=0.5,
)
