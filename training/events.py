"""Fit the weights that select events and tell their status: ``python -m training.events``.

Two log-linear models over the named features of :mod:`segundo.finders.events`, fitted with numpy by accelerated
gradient descent under a quadratic penalty on the gold training articles. Everything is deterministic; the threshold
and the cost of repetition are those that score best in cross-validation by article. Statements and times are the gold
ones, so that the weights do not lean on the other finders' errors.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evaluation.data import load
from segundo.article import Span
from segundo.finders.events import innermost, select
from segundo.finders.events.arguments import time_words
from segundo.finders.events.features import Article, features
from segundo.finders.events.status import LEVELS, OUTSIDE, cues
from segundo.finders.events.triggers import Candidate, find_candidates
from segundo.finders.events.weights import Weights
from segundo.reader import join, load_reader
from segundo.reader.reading import Reading
from segundo.records import Statement, Time
from segundo.segment import segment

OUT = Path(__file__).resolve().parent.parent / "src/segundo/languages/pt/event_weights.json"
STATUSES = ("happened", "ongoing", "planned", "denied", "wanted", "conditional")
FOLDS = 10
RAREST = 3
STEPS = 400
PENALTY = {"select": 3.0, "status": 2.0}
PREFIX_PENALTY = {"word=": 1.5, "governor=": 3.0, "topic=": 4.0}
CUE_PRIOR = {"auxiliary": 1.5, "governor": 3.0, "adverb": 1.0}
PRIOR = {
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
    ("top&act=deny", "denied"): 6.0,
    ("top&act=reject", "denied"): 3.0,
    ("top&act=demand", "wanted"): 3.0,
    ("top&act=promise", "planned"): 2.0,
    ("top&act=threaten", "conditional"): 2.0,
    ("verb&form0=Fut", "planned"): 2.0,
    ("verb&form0=Cnd", "conditional"): 5.0,
    ("gerund&form1=Pres", "ongoing"): 3.0,
    ("gerund&form2=Pres", "ongoing"): 4.0,
    ("noun&form1=Fut", "planned"): 1.0,
    ("noun&form1=Cnd", "conditional"): 1.0,
}
"""What the tables and the grammar say of a cue, in log-odds: the weights are drawn to these, not to nought."""
THRESHOLDS = [0.14 + 0.02 * step for step in range(20)]
REPEATED = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0]


Counts: TypeAlias = NDArray[np.int64]
Matrix: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """An article made ready: its candidates with features, the gold event that each overlaps, and the gold itself."""

    id: str
    candidates: list[Candidate]
    features: list[list[str]]
    cues: list[list[str]]
    match: list[int | None]
    spans: list[Span]
    events: list[dict[str, Any]]


def read_gold(name: str, cache: Path | None) -> dict[str, Reading]:
    """The readings of a gold set's articles, kept in ``cache`` when one is given."""
    if cache is not None and cache.exists():
        readings: dict[str, Reading] = pickle.loads(cache.read_bytes())
        return readings
    reader = load_reader()
    readings = {}
    for article in load(name):
        passages = [passage for passage in segment(article["text"]) if passage.first == passage.number]
        readings[article["id"]] = join(article["text"], passages, reader.read([passage.text for passage in passages]))
    if cache is not None:
        cache.write_bytes(pickle.dumps(readings))
    return readings


def gold_statements(gold: dict[str, Any]) -> list[Statement]:
    """The statements of a gold article; what events do not ask for is left empty."""
    return [
        Statement(
            content=tuple(Span(*piece) for piece in statement["content"]), cue=(), source=(),
            form=statement["form"], act=statement["act"], rule="gold", score=1.0, said=statement["said"],
        )
        for statement in gold["statements"]
    ]  # fmt: skip


def gold_times(gold: dict[str, Any]) -> list[Time]:
    """The times of a gold article."""
    return [Time(Span(*time["span"]), time["type"], time["value"], "gold", 1.0) for time in gold["times"]]


def prepare(
    gold: dict[str, Any], reading: Reading, statements: Sequence[Statement], times: Sequence[Time], language: str = "pt"
) -> Example:
    """An article's candidates with their features and what the gold says of them."""
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


class Design:
    """A design matrix over the features that are not too rare, and those that are ``kept`` even so."""

    def __init__(self, rows: Sequence[Sequence[str]], kept: Iterable[str] = ()) -> None:
        count = Counter(name for row in rows for name in set(row))
        self.names = sorted({name for name, n in count.items() if n >= RAREST}.union(kept))
        self.column = {name: column for column, name in enumerate(self.names)}
        self.x = self.matrix(rows)

    def matrix(self, rows: Sequence[Sequence[str]]) -> Matrix:
        """One row of ones and zeros an example."""
        x = np.zeros((len(rows), len(self.names)), np.float32)
        for number, row in enumerate(rows):
            for name in row:
                if name in self.column:
                    x[number, self.column[name]] = 1
        return x

    def penalty(self, base: float) -> Matrix:
        """The quadratic penalty of each feature: none on the bias, more on what names single words."""
        out = np.full(len(self.names), base, np.float32)
        out[self.column["bias"]] = 0
        for prefix, factor in PREFIX_PENALTY.items():
            for name, column in self.column.items():
                if name.startswith(prefix):
                    out[column] = base * factor
        return out


def fit(design: Design, labels: Counts, classes: int, base: float, prior: Matrix | float = 0.0) -> Matrix:
    """Multinomial weights, one column a class, by Nesterov's accelerated gradient; the penalty draws to ``prior``."""
    x, penalty = design.x, design.penalty(base)[:, None]
    target = np.eye(classes, dtype=np.float32)[labels]
    w = np.zeros((x.shape[1], classes), np.float32)
    ahead = w.copy()
    # The Lipschitz constant of the gradient: half the largest eigenvalue of the Gram matrix, by power iteration.
    v = np.ones(x.shape[1], np.float32)
    for _ in range(20):
        v = x.T @ (x @ v)
        norm = float(np.linalg.norm(v))
        v /= norm
    rate = 1 / (0.5 * norm + float(penalty.max()))
    for step in range(STEPS):
        scores = x @ ahead
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        gradient = x.T @ (p - target) + penalty * (ahead - prior)
        new = ahead - rate * gradient
        ahead = new + step / (step + 3) * (new - w)
        w = new
    return w


def prior_of_cues(design: Design) -> Matrix:
    """The prior as a matrix of features by statuses."""
    prior = np.zeros((len(design.names), len(STATUSES)), np.float32)
    for (name, status), weight in PRIOR.items():
        prior[design.column[name], STATUSES.index(status)] = weight
    return prior


def train(examples: Sequence[Example], threshold: float = 0.5, repeated: float = 0.0) -> Weights:
    """Both models fitted on these articles."""
    rows = [row for example in examples for row in example.features]
    labels = [
        int(hit is not None and example.events[hit]["type"] == candidate.sense.type)
        for example in examples
        for candidate, hit in zip(example.candidates, example.match, strict=True)
    ]
    design = Design(rows)
    w = fit(design, np.array(labels), 2, PENALTY["select"])
    chosen = dict(zip(design.names, (w[:, 1] - w[:, 0]).tolist(), strict=True))
    pairs = [
        (cue, STATUSES.index(example.events[hit]["status"]))
        for example in examples
        for cue, hit in zip(example.cues, example.match, strict=True)
        if hit is not None
    ]
    design = Design([cue for cue, _ in pairs], (name for name, _ in PRIOR))
    labelled = np.array([label for _, label in pairs])
    w = fit(design, labelled, len(STATUSES), PENALTY["status"], prior_of_cues(design))
    status = {name: dict(zip(design.names, w[:, column].tolist(), strict=True)) for column, name in enumerate(STATUSES)}
    return Weights(chosen, status, threshold, repeated)


def counts(example: Example, weights: Weights, scores: Sequence[float]) -> Counts:
    """Right types, right types and statuses, predicted, gold, for one article."""
    taken = [example.candidates.index(candidate) for candidate, _ in select(example.candidates, scores, weights)]
    typed, full, seen = 0, 0, set()
    for index in taken:
        hit = example.match[index]
        if hit is None or hit in seen or example.events[hit]["type"] != example.candidates[index].sense.type:
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
    return [weights.log_odds(row) for row in example.features]


def cross_validate(examples: Sequence[Example]) -> tuple[float, float, str]:
    """The best threshold and cost of repetition over folds of articles, and a line that says what they reach."""
    parts = [[example for i, example in enumerate(examples) if i % FOLDS == fold] for fold in range(FOLDS)]
    scored = []
    for fold, held in enumerate(parts):
        weights = train([example for other, part in enumerate(parts) if other != fold for example in part])
        scored += [(example, weights, log_odds(example, weights)) for example in held]
    best = (-1.0, 0.5, 0.0, "")
    for repeated in REPEATED:
        for threshold in THRESHOLDS:
            total = np.zeros(4, np.int64)
            for example, weights, scores in scored:
                total += counts(example, replace(weights, threshold=threshold, repeated=repeated), scores)
            best = max(best, (f1(total, 0) + f1(total, 1), threshold, repeated, describe(total)))
    return best[1], best[2], best[3]


def main() -> None:
    """Fit, report, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, help="a folder where the readings of the gold articles are kept")
    parser.add_argument("--dry", action="store_true", help="report only")
    options = parser.parse_args()
    sets = {}
    for name in ("train", "dev"):
        cache = options.cache / f"{name}.pkl" if options.cache else None
        readings = read_gold(name, cache)
        sets[name] = [
            prepare(gold, readings[gold["id"]], gold_statements(gold), gold_times(gold)) for gold in load(name)
        ]
    threshold, repeated, line = cross_validate(sets["train"])
    print(f"cross-validation: {line}, threshold {threshold:.2f}, repeated {repeated}")
    weights = train(sets["train"], threshold, repeated)
    total = np.zeros(4, np.int64)
    for example in sets["dev"]:
        total += counts(example, weights, log_odds(example, weights))
    print(f"dev: {describe(total)}")
    if not options.dry:
        write(weights, OUT)


def write(weights: Weights, path: Path) -> None:
    """The weights as JSON, rounded; those that round to nothing are left out."""

    def tidy(model: dict[str, float]) -> dict[str, float]:
        return {name: round(weight, 2) for name, weight in sorted(model.items()) if abs(weight) >= 0.005}

    data = {
        "threshold": round(weights.threshold, 2),
        "repeated": weights.repeated,
        "select": tidy(dict(weights.select)),
        "status": {status: tidy(dict(model)) for status, model in weights.status.items()},
    }
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
