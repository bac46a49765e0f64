"""The weights of the features that select events and tell their status, fitted by ``training/events.py``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log

from segundo.finders.events.triggers import Candidate
from segundo.finders.loglinear import Features, weigh

HIGHEST = 20.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Two log-linear models over named features; a feature without a weight counts nothing.

    ``select`` chooses for each word among its candidates and none, ``status`` gives the score of each status. An event
    is taken at ``threshold`` (a probability); each event of the same family already taken costs ``repeated`` log-odds.
    """

    select: Mapping[str, float]
    status: Mapping[str, Mapping[str, float]]
    threshold: float
    repeated: float

    def log_odds(self, candidates: Sequence[Candidate], features: Sequence[Features]) -> list[float]:
        """The log-odds that each candidate is an event, against the other candidates of its word and none."""
        scores = [min(HIGHEST, weigh(self.select, row)) for row in features]
        total: dict[int, float] = defaultdict(lambda: 1.0)
        for candidate, score in zip(candidates, scores, strict=True):
            total[candidate.word] += exp(score)
        return [
            score - log(total[candidate.word] - exp(score)) for candidate, score in zip(candidates, scores, strict=True)
        ]

    def best_status(self, cues: Features) -> str:
        """The status that the cues speak for."""
        return max(self.status, key=lambda status: weigh(self.status[status], cues))


@cache
def load_weights(language: str) -> Weights:
    """The weights of a language."""
    path = files("segundo.languages") / language / "event_weights.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    return Weights(data["select"], data["status"], data["threshold"], data["repeated"])
