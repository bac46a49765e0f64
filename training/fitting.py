"""What the fits of weights share: their options, the gold articles made ready, and weights written as JSON."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from evaluation.data import load
from segundo.reader.reading import Reading
from training.readings import read_gold

TABLES = Path(__file__).resolve().parent.parent / "src/segundo/languages/pt"
"""Where the fitted weights of Portuguese are kept."""

T = TypeVar("T")


def options(what: str | None, **flags: str) -> argparse.Namespace:
    """The command line of a fit: ``models``, the folder of the models, ``dry``, to report only, and more flags."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--models", type=Path, required=True, help="the folder of the models")
    parser.add_argument("--dry", action="store_true", help="report only")
    for name, meaning in flags.items():
        parser.add_argument(f"--{name}", action="store_true", help=meaning)
    return parser.parse_args()


def read_examples(models: Path, prepare: Callable[[dict[str, Any], Reading], T]) -> tuple[list[T], list[T]]:
    """The gold articles of ``train`` and of ``dev``, each read by a model that has not seen it, made ready."""
    made = []
    for name in ("train", "dev"):
        readings = read_gold(name, models)
        made.append([prepare(article, readings[article["id"]]) for article in load(name)])
    train, dev = made
    return train, dev


def tidy(weights: Mapping[str, float], digits: int) -> dict[str, float]:
    """Weights in the order of their names, rounded; those that round to nothing are left out."""
    rounded = {name: round(weight, digits) for name, weight in sorted(weights.items())}
    return {name: weight for name, weight in rounded.items() if weight}


def write(path: Path, data: Mapping[str, Any]) -> None:
    """Write fitted weights, a line each."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
