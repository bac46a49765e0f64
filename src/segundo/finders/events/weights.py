"""The weights of the features that select events and tell their status, fitted by ``training/events.py``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp


@dataclass(frozen=True, slots=True)
class Weights:
    """Two log-linear models over named features; a feature without a weight counts nothing.

    ``select`` gives the log-odds that a candidate is an event, ``status`` the score of each status. An event is taken
    at ``threshold`` (a probability); each event of the same family already taken costs ``repeated`` log-odds.
    """

    select: Mapping[str, float]
    status: Mapping[str, Mapping[str, float]]
    threshold: float
    repeated: float

    def log_odds(self, features: Iterable[str]) -> float:
        """The log-odds of a candidate."""
        weigh = self.select.get
        return sum(weigh(feature, 0.0) for feature in features)

    def best_status(self, cues: Iterable[str]) -> str:
        """The status that the cues speak for."""
        cues = tuple(cues)
        return max(self.status, key=lambda status: sum(self.status[status].get(cue, 0.0) for cue in cues))


def probability(log_odds: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, log_odds))))


@cache
def load_weights(language: str) -> Weights:
    """The weights of a language."""
    path = files("segundo.languages") / language / "event_weights.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["select"], data["status"], data["threshold"], data["repeated"])
