"""The gold files, the judge that scores against them, and the articles that they hold."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeAlias, cast

from segundo.export.gold import Gold

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
GOLD = {
    "dev": SHARED / "gold" / "dev.jsonl",
    "train": SHARED / "gold" / "train.jsonl",
    "seed": SHARED / "seed" / "gold.jsonl",
}

Letters: TypeAlias = set[int]
Pair: TypeAlias = tuple[int, int, float]


class Tally(Protocol):
    """What the judge counted."""

    def result(self) -> dict[str, dict[str, float]]:
        """For each measure either ``P``, ``R``, ``F1`` or ``accuracy`` and what they were counted on."""


class Judge(Protocol):
    """The functions of the judge that the evaluation uses."""

    def letters(self, text: str, pieces: Sequence[Sequence[int]]) -> Letters:
        """The positions of the letters and digits inside the pieces."""

    def overlap(self, a: Letters, b: Letters) -> float:
        """The letter F1 of two sets of positions."""

    def same_name(self, gold: str | None, predicted: str | None) -> bool:
        """Whether two names are of one person, organisation or state."""

    def pair(
        self, gold: Sequence[Any], predicted: Sequence[Any], score: Callable[[Any, Any], float], least: float
    ) -> list[Pair]:
        """One-to-one pairs (gold index, predicted index, score), best first."""

    def score(self, gold: Sequence[Gold], predicted: Mapping[str, Gold]) -> Tally:
        """All measures over all articles."""


@cache
def judge() -> Judge:
    """The scoring script beside the gold files, imported by its path.

    Raises:
        FileNotFoundError: if the development data is not beside the repository.
    """
    path = SHARED / "gold" / "score.py"
    spec = importlib.util.spec_from_file_location("judge", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Judge, module)


def load(name: str) -> list[Gold]:
    """The articles of a gold set with their annotation: ``dev``, ``train`` or ``seed``."""
    return [json.loads(line) for line in GOLD[name].read_text(encoding="utf-8").splitlines() if line]


def sha256(name: str) -> str:
    """The hash of a gold file's bytes: measures are compared only on the very same file."""
    return hashlib.sha256(GOLD[name].read_bytes()).hexdigest()


def measures(tally: Tally) -> dict[str, float]:
    """One number a measure that there is anything of: F1, or accuracy among the matched."""
    return {
        name: row.get("F1", row.get("accuracy", 0.0))
        for name, row in tally.result().items()
        if row.get("of") or row.get("gold") or row.get("predicted")
    }
