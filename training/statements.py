"""Fit the weights that choose statements and tell their acts: ``python -m training.statements --models FOLDER``.

The rules' drafts and the model's sayings are weighed on the gold training articles, each read by a model that was
trained without it (``fold-0``, ``fold-1``, … in the folder, see :func:`training.train.finish`), so that the model is
trusted no more than it deserves on articles it has not seen. The threshold is the one that scores best there. Scores
are checked in cross-validation by article.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evaluation.calibration import gap
from evaluation.data import judge
from segundo.finders.loglinear import Features, log_odds, probability
from segundo.finders.statements.acts import act_of
from segundo.finders.statements.choice import act_features, candidates, find_cues, without_doubles
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.find import find_drafts
from segundo.finders.statements.page import Page
from segundo.finders.statements.weights import Weights
from segundo.reader.reading import Reading
from segundo.records import ACTS
from training.fitting import TABLES, options, read_examples, tidy, write
from training.loglinear import Design, Vector, fit_choice, fit_classes

OUT = TABLES / "statement_weights.json"
PENALTY, ACT_PENALTY = 3.0, 3.0
FACTORS: dict[str, float] = {}
RULED, CHANCE = 2.0, 0.5
"""What the acts' weights are drawn to: the act that the rules say, and the log of the chance that the model gives."""
THRESHOLDS = [0.2 + 0.02 * step for step in range(21)]
PARTS = 10
AS_GOOD = 0.0025
"""Thresholds whose F1 is so near to the best are as good."""
NEWTON_STEPS = 20


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate of a cue: its features, whether it is right, the draft, what tells its act, and gold's act."""

    features: Features
    right: bool
    draft: Draft
    act_features: Features
    act: str | None


@dataclass(frozen=True, slots=True)
class Example:
    """An article made ready: its page, the options of each cue, and how many statements gold has."""

    page: Page
    cues: list[list[Option]]
    gold: int


def prepare(gold: dict[str, Any], reading: Reading, language: str = "pt") -> Example:
    """An article's cues with their options, and what gold says of them."""
    page = Page(reading, language)
    text, judged = gold["text"], judge()
    letters = [
        (judged.letters(text, s["content"]), judged.letters(text, s["source"]), s["act"]) for s in gold["statements"]
    ]
    cues = []
    for cue in find_cues(page, find_drafts(page)):
        options = []
        for candidate in candidates(page, cue):
            draft = candidate.draft
            content = judged.letters(text, draft.content)
            source = judged.letters(text, reading.pieces(list(draft.source)))
            same = [
                (judged.overlap(source, theirs) >= 0.5 or not (source or theirs), act)
                for whole, theirs, act in letters
                if judged.overlap(content, whole) >= 0.8
            ]
            options.append(
                Option(
                    candidate.features,
                    any(right for right, _ in same),
                    draft,
                    act_features(draft, act_of(page, draft), cue.saying),
                    same[0][1] if same else None,
                )
            )
        cues.append(options)
    return Example(page, cues, len(letters))


def train(examples: Sequence[Example], threshold: float) -> Weights:
    """Both models fitted on these articles."""
    options = [option for example in examples for cue in example.cues for option in cue]
    design = Design([option.features for option in options])
    right = np.array([float(option.right) for option in options])
    w = fit_choice(design, np.arange(len(options)), right, design.penalty(PENALTY, FACTORS))
    told = [(o.act_features, o.act) for example in examples for cue in example.cues for o in cue[:1] if o.act]
    acts = Design([features for features, _ in told])
    labels = np.array([ACTS.index(act) for _, act in told])
    prior: Vector = np.zeros((len(acts.names), len(ACTS)))
    for column, act in enumerate(ACTS):
        for name, weight in ((f"ruled={act}", RULED), (f"chance={act}", CHANCE)):
            if name in acts.column:
                prior[acts.column[name], column] = weight
    v = fit_classes(acts, labels, acts.penalty(ACT_PENALTY, {}), prior)
    by_act: dict[str, dict[str, float]] = {act: acts.named(v[:, column]) for column, act in enumerate(ACTS)}
    return Weights(design.named(w), by_act, threshold)


def outcome(examples: Iterable[tuple[Example, Weights]]) -> tuple[Vector, list[tuple[float, bool]], tuple[int, int]]:
    """Right and predicted at each threshold with gold; each best candidate's chance and whether it is right; acts."""
    counts = np.zeros((len(THRESHOLDS), 3))
    chances, right_acts, acts = [], 0, 0
    for example, weights in examples:
        best = [max(((weights.chance(o.features), n) for n, o in enumerate(cue)), default=None) for cue in example.cues]
        likeliest = [(chance[0], cue[chance[1]]) for chance, cue in zip(best, example.cues, strict=True) if chance]
        by_draft = {id(option.draft): option for _, option in likeliest}
        for draft, chance in without_doubles(example.page, [(option.draft, chance) for chance, option in likeliest]):
            option = by_draft[id(draft)]
            chances.append((chance, option.right))
            if option.act is not None and chance >= 0.35:
                acts += 1
                right_acts += weights.act(option.act_features) == option.act
            for number, threshold in enumerate(THRESHOLDS):
                counts[number, :2] += (chance >= threshold) * np.array([option.right, 1])
        counts[:, 2] += example.gold
    return counts, chances, (right_acts, acts)


def f1(counts: Vector) -> Vector:
    """F1 from right, predicted and gold, a row each."""
    found: Vector = 2 * counts[:, 0] / np.maximum(1, counts[:, 1] + counts[:, 2])
    return found


def sharpen(weights: Weights, chances: Sequence[tuple[float, bool]]) -> Weights:
    """Weights whose chances are those that came true: the penalty draws them all towards each other.

    ``chances`` are those of articles that the weights they came from had not seen, each with whether it was right. A
    line over the log-odds is fitted (Platt 1999).
    """
    odds = np.array([(log_odds(chance), 1.0) for chance, _ in chances])
    right = np.array([float(true) for _, true in chances])
    line = np.array([1.0, 0.0])
    for _ in range(NEWTON_STEPS):
        told = 1 / (1 + np.exp(-odds @ line))
        line -= np.linalg.solve((odds.T * (told * (1 - told))) @ odds, odds.T @ (told - right))
    slope, shift = line.tolist()
    sharper = {name: weight * slope for name, weight in weights.right.items()}
    sharper["bias"] += shift
    return Weights(sharper, weights.acts, probability(slope * log_odds(weights.threshold) + shift))


def cross_validate(examples: Sequence[Example]) -> tuple[float, list[tuple[float, bool]]]:
    """Print what cross-validation by article reaches; the best threshold, and the chances with what came true."""
    scored = []
    for part in range(PARTS):
        weights = train([example for i, example in enumerate(examples) if i % PARTS != part], 0.5)
        scored += [(example, weights) for i, example in enumerate(examples) if i % PARTS == part]
    counts, chances, (right, acts) = outcome(scored)
    scores = f1(counts)
    # the middle of those about as good: where the best stands among them is chance
    as_good = np.flatnonzero(scores >= scores.max() - AS_GOOD)
    best = int(as_good[len(as_good) // 2])
    threshold = THRESHOLDS[best]
    print(
        f"cross-validation: F1 {scores[best]:.3f} at {threshold:.2f}, act {right / acts:.3f} of {acts}, "
        f"calibration error {gap([pair for pair in chances if pair[0] >= threshold]):.3f}"
    )
    return threshold, chances


def main() -> None:
    """Fit, report, write."""
    given = options(__doc__)
    known, unseen = read_examples(given.models, prepare)
    threshold, told = cross_validate(known)
    weights = train(known, threshold)
    counts, _, (right, acts) = outcome((example, weights) for example in unseen)
    at = THRESHOLDS.index(threshold)
    weights = sharpen(weights, told)
    chances = outcome((example, weights) for example in unseen)[1]
    print(
        f"dev: F1 {f1(counts)[at]:.3f} at {threshold:.2f}, act {right / acts:.3f} of {acts}, "
        f"calibration error {gap([pair for pair in chances if pair[0] >= weights.threshold]):.3f}"
    )
    if not given.dry:
        by_act = {act: tidy(model, 3) for act, model in weights.acts.items()}
        write(OUT, {"threshold": round(weights.threshold, 3), "right": tidy(weights.right, 3), "acts": by_act})


if __name__ == "__main__":
    main()
