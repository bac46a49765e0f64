"""Fit the weights that choose whom a pronoun, a title or an unwritten subject means.

``python -m training.speakers --models FOLDER``.

A log-linear model over the named features of :mod:`segundo.resolve.antecedents`, fitted with numpy on the gold training
articles: of all who may be meant it makes those likely whom gold names. Statements are the gold ones, and each choice
is followed by the right one, so that later choices see what was really said before. Everything is deterministic.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.data import judge
from segundo.article import Span
from segundo.finders.actors import find_actors
from segundo.reader.reading import Reading
from segundo.records import Statement
from segundo.resolve.antecedents import score
from segundo.resolve.scene import Candidate, Moment
from segundo.resolve.speakers import resolve_speakers
from training.fitting import TABLES, options, read_examples, tidy, write

OUT = TABLES / "antecedent_weights.json"
FOLDS = 5
RAREST = 4
STEPS = 200
PENALTIES = (2.0, 4.0)

Matrix: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that an article asks for: the features of each candidate, and which of them gold names, if any."""

    kind: str
    candidates: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


def pieces(record: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """The spans of a gold record's part."""
    return tuple(Span(*piece) for piece in record)


def choices(gold: Mapping[str, Any], reading: Reading) -> list[Choice]:
    """The choices that a gold article's statements ask for."""
    statements = [
        Statement(
            content=pieces(one["content"]), cue=pieces(one["cue"]), source=pieces(one["source"]), form=one["form"],
            act=one["act"], rule="gold", score=1.0, said=one["said"],
        )
        for one in gold["statements"]
    ]  # fmt: skip
    speakers = {
        frozenset(word for span in statement.content for word in reading.words(span)): one["speaker"]
        for statement, one in zip(statements, gold["statements"], strict=True)
    }
    found: list[Choice] = []

    def choose(moment: Moment, candidates: Sequence[Candidate]) -> Candidate:
        speaker = speakers[moment.content]
        names = ["; ".join(voice.name for voice in candidate.voices) for candidate in candidates]
        right = tuple(judge().same_name(speaker, name) for name in names)
        found.append(Choice(moment.kind, tuple(candidate.features for candidate in candidates), right))
        return candidates[right.index(True) if any(right) else 0]

    resolve_speakers(reading, statements, find_actors(reading), choose=choose)
    return found


def fit(data: Sequence[Choice], penalty: float) -> dict[str, float]:
    """The weights that make the right candidates most likely, drawn to nought by a quadratic penalty."""
    data = [choice for choice in data if any(choice.right) and not all(choice.right)]
    count = Counter(name for choice in data for row in choice.candidates for name in set(row))
    names = sorted(name for name, n in count.items() if n >= RAREST)
    column = {name: number for number, name in enumerate(names)}
    rows = [row for choice in data for row in choice.candidates]
    x = np.zeros((len(rows), len(names)), np.float32)
    for number, row in enumerate(rows):
        x[number, [column[name] for name in row if name in column]] = 1
    group = np.repeat(np.arange(len(data)), [len(choice.right) for choice in data])
    right = np.array([good for choice in data for good in choice.right])
    # What all candidates of a choice share tells nothing; without it the steps may be longer.
    first = np.flatnonzero(np.diff(group, prepend=-1))
    x -= (np.add.reduceat(x, first) / np.bincount(group)[:, None])[group].astype(np.float32)

    def shares(scores: Matrix) -> Matrix:
        powers = np.exp(scores - scores.max())
        total = np.maximum(np.bincount(group, powers), 1e-30)
        shared: Matrix = (powers / total[group]).astype(np.float32)
        return shared

    rate = 1 / (float(np.linalg.norm(x, 2)) ** 2 / 2 + penalty)
    w = np.zeros(len(names), np.float32)
    ahead = w
    for step in range(STEPS):
        scores = x @ ahead
        gradient = x.T @ (shares(scores) - shares(np.where(right, scores, -1e9))) + penalty * ahead
        new = ahead - rate * gradient
        ahead = new + step / (step + 3) * (new - w)
        w = new
    return dict(zip(names, w.tolist(), strict=True))


def hits(data: Sequence[Choice], weights: Mapping[str, float]) -> Counter[str]:
    """How many choices of each kind there are (``kind``) and are made right (``kind right``)."""
    out: Counter[str] = Counter()
    for choice in data:
        scores = [score(weights, row) for row in choice.candidates]
        good = choice.right[scores.index(max(scores))]
        reachable = any(choice.right)
        for kind in (choice.kind, "all"):
            out.update({kind: 1, f"{kind} reachable": reachable, f"{kind} right": good})
    return out


def describe(counted: Counter[str]) -> str:
    """The counts as a line."""
    kinds = sorted(kind for kind in counted if " " not in kind)
    return ", ".join(
        f"{kind} {counted[f'{kind} right']} of {counted[f'{kind} reachable']} ({counted[kind]})" for kind in kinds
    )


def cross_validate(articles: Sequence[Sequence[Choice]], penalty: float) -> Counter[str]:
    """The hits over folds of articles."""
    total: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = fit([one for n, article in enumerate(articles) if n % FOLDS != fold for one in article], penalty)
        total += hits([one for n, article in enumerate(articles) if n % FOLDS == fold for one in article], weights)
    return total


def main() -> None:
    """Fit, report, write."""
    given = options(__doc__)
    known, unseen = read_examples(given.models, choices)
    tried = {penalty: cross_validate(known, penalty) for penalty in PENALTIES}
    for penalty, counted in tried.items():
        print(f"cross-validation, penalty {penalty}: {describe(counted)}")
    best = max(PENALTIES, key=lambda penalty: tried[penalty]["all right"])
    weights = fit([choice for article in known for choice in article], best)
    print(f"dev: {describe(hits([choice for article in unseen for choice in article], weights))}")
    if not given.dry:
        write(OUT, tidy(weights, 2))


if __name__ == "__main__":
    main()
