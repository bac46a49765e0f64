"""Fit the weights that select events and tell their status: ``python -m training.events --models FOLDER``.

Two log-linear models over the named features of :mod:`segundo.finders.events`, fitted with numpy by accelerated
gradient descent under a quadratic penalty on the gold training articles. Everything is deterministic. Statements and
times are those that the finders find, as in use: fitted on gold ones, the weights trust them more than they deserve.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np

from evaluation.calibration import gap
from segundo.article import Span
from segundo.finders.events import innermost, select
from segundo.finders.events.arguments import time_words
from segundo.finders.events.features import Article, features
from segundo.finders.events.status import LEVELS, OUTSIDE, cues
from segundo.finders.events.triggers import Candidate, find_candidates
from segundo.finders.events.weights import Weights
from segundo.finders.loglinear import Features, probability
from segundo.finders.statements import find_statements
from segundo.finders.times import find_times
from segundo.reader.reading import Reading
from segundo.records import STATUSES
from training.fitting import TABLES, options, read_examples, tidy, write
from training.loglinear import Counts, Design, Vector, fit_choice, fit_classes

OUT = TABLES / "event_weights.json"
FOLDS = 10
PENALTY = 10.0
FACTORS = {"word=": 1.5, "unmet&word=": 1.5, "head=": 2.0, "actor=": 2.0, "target=": 2.0, "topic=": 4.0}
STATUS_PENALTY = 4.0
STATUS_FACTORS = {"governor=": 3.0}
CUE_PRIOR = {"auxiliary": 1.5, "governor": 3.0, "adverb": 1.0}
PRIOR: dict[tuple[str, str], float] = {
    **{
        (f"{use}{level}={status}", status): weight / (level + 1)
        for use, weight in CUE_PRIOR.items()
        for level in range(LEVELS)
        for status in STATUSES[1:]
    },
    **{(f"modifier={status}", status): 2.0 for status in STATUSES[1:]},
    **{
        (f"mark{level}={status}", status): weight / (level + 1)
        for level in range(LEVELS)
        for status, weight in (("conditional", 4.0), ("denied", 4.0), ("planned", 1.0), ("wanted", 1.0))
    },
    ("negated0", "denied"): 5.0,
    ("within negation", "denied"): 5.0,
    ("governor=wanted&act=demand", "wanted"): 2.0,
    ("auxiliary0:ter&Inf", "wanted"): 4.0,
    ("auxiliary0:ter&Inf&Past", "happened"): 6.0,
    ("top&act=deny", "denied"): 6.0,
    ("top&act=reject", "denied"): 3.0,
    ("top&act=demand", "wanted"): 3.0,
    ("top&act=promise", "planned"): 2.0,
    ("top&act=threaten", "conditional"): 2.0,
    ("verb&form0=Fut", "planned"): 2.0,
    ("verb&form0=Cnd", "conditional"): 5.0,
    ("perfect future", "conditional"): 6.0,
    ("gerund&form1=Pres", "ongoing"): 3.0,
    ("gerund&form2=Pres", "ongoing"): 4.0,
    ("noun&form1=Fut", "planned"): 1.0,
    ("noun&form1=Cnd", "conditional"): 1.0,
    **{(f"chance={status}", status): 0.3 for status in STATUSES},
}
"""What the tables and the grammar say of a cue, in log-odds: the weights are drawn to these, not to nought."""
THRESHOLD, REPEATED = 0.22, 0.5
"""F1 in cross-validation is flat about these; a cost of repetition keeps the scores of dev's articles near chances."""


@dataclass(frozen=True, slots=True)
class Example:
    """An article made ready: its candidates with features, the gold event that each overlaps, and the gold itself."""

    id: str
    candidates: list[Candidate]
    features: list[dict[str, float]]
    cues: list[Features]
    match: list[int | None]
    spans: list[Span]
    events: list[dict[str, Any]]

    @property
    def right(self) -> list[bool]:
        """Whether each candidate has the trigger and the type of a gold event."""
        return [
            hit is not None and self.events[hit]["type"] == candidate.sense.type
            for candidate, hit in zip(self.candidates, self.match, strict=True)
        ]

    @property
    def told(self) -> dict[int, int]:
        """The candidate that tells the status of each gold event: one of its type, else the first at its trigger."""
        right = self.right
        order = sorted(range(len(right)), key=lambda index: not right[index])
        return {hit: index for index in reversed(order) if (hit := self.match[index]) is not None}


def prepare(gold: dict[str, Any], reading: Reading, language: str = "pt") -> Example:
    """An article's candidates with their features and what the gold says of them."""
    published = gold["published"] and date.fromisoformat(gold["published"])
    times = find_times(reading, published, language)
    statements = find_statements(reading, times, language)
    candidates = find_candidates(reading, language)
    holders = innermost(reading, statements)
    acts = [OUTSIDE if holder is None else statements[holder].act for holder in holders]
    timed = frozenset(reading.sentence[word] for word in time_words(reading, times))
    article = Article(reading, candidates, timed, acts, language)
    spans = [reading.span(candidate.word, candidate.word + 1) for candidate in candidates]
    match: list[int | None] = []
    for span in spans:
        hits = [
            index
            for index, event in enumerate(gold["events"])
            for start, end in event["trigger"]
            if start < span.end and span.start < end
        ]
        match.append(hits[0] if hits else None)
    return Example(
        gold["id"],
        candidates,
        [features(article, candidate) for candidate in candidates],
        [
            cues(reading, candidate, holders, acts[candidate.word], candidate.word < article.headline, language)
            for candidate in candidates
        ],
        match,
        spans,
        gold["events"],
    )


def prior_of_cues(design: Design) -> Vector:
    """The prior as a matrix of features by statuses."""
    prior = np.zeros((len(design.names), len(STATUSES)))
    for (name, status), weight in PRIOR.items():
        prior[design.column[name], STATUSES.index(status)] = weight
    return prior


def train(examples: Sequence[Example]) -> Weights:
    """Both models fitted on these articles."""
    return Weights(train_selection(examples), train_status(examples), THRESHOLD, REPEATED)


def train_selection(examples: Sequence[Example]) -> dict[str, float]:
    """The weights by which a word names an event of one of its types, or none."""
    design = Design([row for example in examples for row in example.features])
    words = [(number, candidate.word) for number, example in enumerate(examples) for candidate in example.candidates]
    cases = np.cumsum([0] + [a != b for a, b in pairwise(words)])
    labels = np.array([right for example in examples for right in example.right])
    return design.named(fit_choice(design, cases, labels, design.penalty(PENALTY, FACTORS)))


def train_status(examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """The weights of each status, by the cues of the words that are gold triggers, whatever their type."""
    pairs = [
        (example.cues[index], STATUSES.index(example.events[hit]["status"]))
        for example in examples
        for hit, index in example.told.items()
    ]
    design = Design([cue for cue, _ in pairs], (name for name, _ in PRIOR))
    labels = np.array([label for _, label in pairs])
    w = fit_classes(design, labels, design.penalty(STATUS_PENALTY, STATUS_FACTORS), prior_of_cues(design))
    return {status: design.named(w[:, column]) for column, status in enumerate(STATUSES)}


def counts(example: Example, weights: Weights, scores: Sequence[float]) -> Counts:
    """Right types, right types and statuses, predicted, gold, for one article."""
    place = {candidate: index for index, candidate in enumerate(example.candidates)}
    taken = [place[candidate] for candidate, _ in select(example.candidates, scores, weights)]
    right = example.right
    typed, full, seen = 0, 0, set()
    for index in taken:
        hit = example.match[index]
        if hit is None or hit in seen or not right[index]:
            continue
        seen.add(hit)
        typed += 1
        full += weights.best_status(example.cues[index]) == example.events[hit]["status"]
    return np.array([typed, full, len(taken), len(example.events)])


def f1(counted: Counts, which: int) -> float:
    """The F1 of types (0) or of types with statuses (1)."""
    return float(2 * counted[which] / max(1, counted[2] + counted[3]))


def describe(counted: Counts) -> str:
    """The counts as a line."""
    typed, full, predicted, gold = counted.tolist()
    return f"type {f1(counted, 0):.3f} full {f1(counted, 1):.3f} ({typed} and {full} of {predicted}; gold {gold})"


def log_odds(example: Example, weights: Weights) -> list[float]:
    """The log-odds of an article's candidates."""
    return weights.log_odds(example.candidates, example.features)


def cross_validate(examples: Sequence[Example]) -> str:
    """A line that says what is reached over folds of articles."""
    parts = [[example for i, example in enumerate(examples) if i % FOLDS == fold] for fold in range(FOLDS)]
    total = np.zeros(4, np.int64)
    taken: list[tuple[float, bool]] = []
    for fold, held in enumerate(parts):
        weights = train([example for other, part in enumerate(parts) if other != fold for example in part])
        for example in held:
            scores = log_odds(example, weights)
            total += counts(example, weights, scores)
            taken += taken_of(example, weights, scores)
    return f"{describe(total)}, calibration error {gap(taken):.3f}"


def taken_of(example: Example, weights: Weights, scores: Sequence[float]) -> list[tuple[float, bool]]:
    """The probability of each event taken, and whether it is right."""
    place = {candidate: index for index, candidate in enumerate(example.candidates)}
    right = example.right
    return [(probability(odds), right[place[one]]) for one, odds in select(example.candidates, scores, weights)]


def main() -> None:
    """Fit, report, write."""
    given = options(__doc__, status="write the weights of the status alone")
    known, unseen = read_examples(given.models, prepare)
    print(f"cross-validation: {cross_validate(known)}")
    weights = train(known)
    total = np.zeros(4, np.int64)
    for example in unseen:
        total += counts(example, weights, log_odds(example, weights))
    print(f"dev: {describe(total)}")
    if not given.dry:
        data = {"threshold": THRESHOLD, "repeated": REPEATED, "select": tidy(weights.select, 2)}
        kept = json.loads(OUT.read_text(encoding="utf-8")) if given.status else data
        write(OUT, kept | {"status": {status: tidy(model, 2) for status, model in weights.status.items()}})


if __name__ == "__main__":
    main()
