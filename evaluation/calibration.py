"""Whether a record's ``score`` is the chance that it is right.

A record counts as right as the judge counts: a statement's content and source, a time's value, a figure's value, bound
and kind, an event's type. ``gap`` is the expected calibration error (Naeini and others 2015): how far, in the mean, the
scores of a tenth of the scale lie from the share that is right there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from evaluation.data import Judge
from evaluation.matching import MEASURE, Match, matches
from segundo.export.gold import Gold

BINS = 10
SMOOTHING = 10
LEAST = (0.5, 0.8, 0.9)
"""The ``--min-score`` values whose precision and recall are reported."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The records of one kind as (score, right), and how many gold has."""

    records: tuple[tuple[float, bool], ...]
    gold: int


@dataclass(frozen=True, slots=True)
class Bin:
    """A tenth of the scale: how many records, the mean of their scores, and the share of them that is right."""

    low: float
    high: float
    records: int
    score: float
    right: float


def scored(kind: str, gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> Scored:
    """The scores of a kind's records beside the judge's verdict on each."""
    found = list(matches(kind, gold, predicted, judge))
    records = tuple((match.predicted["score"], match.right) for match in found if match.predicted is not None)
    return Scored(records, sum(match.gold is not None for match in found))


def bins(records: Iterable[tuple[float, bool]]) -> Iterator[Bin]:
    """The tenths of the scale that hold any records, lowest first."""
    parts: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, right in records:
        parts[min(int(score * BINS), BINS - 1)].append((score, right))
    for number, part in enumerate(parts):
        if part:
            scores, rights = zip(*part, strict=True)
            size = len(part)
            yield Bin(number / BINS, (number + 1) / BINS, size, sum(scores) / size, sum(rights) / size)


def gap(records: Sequence[tuple[float, bool]]) -> float:
    """The expected calibration error, 0 where every score is the chance of being right."""
    return sum(part.records * abs(part.score - part.right) for part in bins(records)) / max(1, len(records))


def above(scored: Scored, least: float) -> tuple[float, float]:
    """Precision and recall of the records whose score is at least so much."""
    kept = [right for score, right in scored.records if score >= least]
    return sum(kept) / max(1, len(kept)), sum(kept) / max(1, scored.gold)


def shares(found: Iterable[Match]) -> dict[str, tuple[float, int]]:
    """For each rule, most frequent first, the share of its records that is right and how many there are.

    A share leans to that of all records as if :data:`SMOOTHING` more of the rule had it: a rule met thrice proves
    little. Records that say why they have no value are a rule's own, since they are less often right.
    """
    rules: dict[str, list[bool]] = defaultdict(list)
    for match in found:
        if match.predicted is not None:
            rules[match.predicted["rule"] + (", open" if match.predicted.get("reason") else "")].append(match.right)
    every = [right for rights in rules.values() for right in rights]
    lean = SMOOTHING * sum(every) / max(1, len(every))
    ordered = sorted(rules.items(), key=lambda rule: (-len(rule[1]), rule[0]))
    return {name: ((sum(rights) + lean) / (len(rights) + SMOOTHING), len(rights)) for name, rights in ordered}


def closeness(gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> dict[str, float]:
    """For each kind 1 less the gap, as a measure that the gate can hold."""
    return {f"{kind}.calibration": 1 - gap(scored(kind, gold, predicted, judge).records) for kind in MEASURE}
