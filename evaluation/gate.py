"""The gate: a floor for every measure on a pinned file; floors may rise, and never fall without a word.

``floors.toml`` holds the hash of the file, the floors and, where one had to fall, the reason. A floor lies a hundredth
under what was measured: 8-bit arithmetic gives slightly different readings on different processors.
"""

from __future__ import annotations

import math
import subprocess
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.arguments import arguments
from evaluation.calibration import closeness
from evaluation.data import Judge, measures
from segundo.export.gold import Gold

FLOORS = Path(__file__).with_name("floors.toml")
SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Floors:
    """The least value of each measure on the file with this hash; ``lowered`` gives reasons, by measure."""

    sha256: str
    least: Mapping[str, float]
    lowered: Mapping[str, str] = field(default_factory=dict)


def parse(text: str) -> Floors:
    """Floors from the text of ``floors.toml``."""
    data = tomllib.loads(text)
    return Floors(data["sha256"], data["floors"], data.get("lowered", {}))


def dump(floors: Floors) -> str:
    """The text of ``floors.toml``."""
    return (
        "# Written by `python -m evaluation --raise-floors`. A floor that must fall is lowered by hand, with its\n"
        "# reason under [lowered]; a test compares with every earlier version of this file.\n"
        f'sha256 = "{floors.sha256}"\n\n[floors]\n'
        + "".join(f'"{name}" = {least:.3f}\n' for name, least in floors.least.items())
        + "\n[lowered]\n"
        + "".join(f'"{name}" = "{reason}"\n' for name, reason in floors.lowered.items())
    )


def measured(gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> dict[str, float]:
    """All that the gate holds: the judge's measures, the arguments of events, how near scores are to chances."""
    judged = measures(judge.score(gold, predicted))
    return judged | arguments(gold, predicted, judge) | closeness(gold, predicted, judge)


def raised(floors: Floors, measured: Mapping[str, float]) -> Floors:
    """The floors with each that the measure allows raised; none falls."""
    least = {
        name: max(floors.least.get(name, 0.0), math.floor((value - SLACK) * 1000) / 1000)
        for name, value in measured.items()
    }
    return Floors(floors.sha256, least, floors.lowered)


def under(floors: Floors, measured: Mapping[str, float]) -> Iterator[str]:
    """What lies under its floor, a line each."""
    for name, least in floors.least.items():
        if measured.get(name, 0.0) < least:
            yield f"{name}: {measured.get(name, 0.0):.3f} is under its floor of {least:.3f}"


def fallen(now: Floors, earlier: Floors) -> Iterator[str]:
    """The floors that are lower than they once were on the same file and give no reason, a line each."""
    if now.sha256 != earlier.sha256:
        return
    for name, least in earlier.least.items():
        if now.least.get(name, 0.0) < least and name not in now.lowered:
            yield f"{name}: the floor fell from {least:.3f} to {now.least.get(name, 0.0):.3f} and gives no reason"


def history() -> Iterator[Floors]:
    """Every version of the floors that git knows, newest first; none outside a clone."""
    for commit in _git("log", "--format=%H", "--", FLOORS.name).split():
        if text := _git("show", f"{commit}:./{FLOORS.name}"):
            yield parse(text)


def _git(*arguments: str) -> str:
    """What git prints; nothing where it fails."""
    command = ["git", "-C", str(FLOORS.parent), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
