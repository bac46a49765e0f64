"""The weights that choose statements and tell their acts, fitted by ``training/statements.py``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from segundo.finders.loglinear import Features, probability, weigh


@dataclass(frozen=True, slots=True)
class Weights:
    """Two log-linear models; a feature without a weight counts nothing.

    ``right`` gives the log-odds that a candidate is right, ``acts`` the score of each act. A candidate is taken at
    ``threshold``, a chance.
    """

    right: Mapping[str, float]
    acts: Mapping[str, Mapping[str, float]]
    threshold: float

    def chance(self, features: Features) -> float:
        """The chance that a candidate is right."""
        return probability(weigh(self.right, features))

    def act(self, features: Features) -> str:
        """The likeliest act."""
        return max(self.acts, key=lambda act: weigh(self.acts[act], features))


@cache
def load_weights(language: str) -> Weights:
    """The weights of a language."""
    path = files("segundo.languages") / language / "statement_weights.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["right"], data["acts"], data["threshold"])
