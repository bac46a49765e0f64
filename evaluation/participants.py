"""Who takes part in events, which the judge leaves out: F1 of actors and targets among events of the right type.

A phrase is right when its letters cover those of the gold phrase with F1 of :data:`evaluation.matching.SOURCE` or more,
as with the sources of statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluation.data import Judge
from evaluation.matching import SOURCE, matches
from segundo.export.gold import Gold

PARTS = ("actor", "target")


def participants(gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> dict[str, float]:
    """The F1 of each of :data:`PARTS`, as ``event.actor`` and ``event.target``."""
    right, phrases = dict.fromkeys(PARTS, 0), dict.fromkeys(PARTS, 0)
    for article in gold:
        text = article["text"]
        for match in matches("event", [article], predicted, judge):
            if match.gold is None or match.predicted is None:
                continue
            for part in PARTS:
                letters = [judge.letters(text, event.get(part) or ()) for event in (match.gold, match.predicted)]
                phrases[part] += sum(map(bool, letters))
                right[part] += judge.overlap(*letters) >= SOURCE
    return {f"event.{part}": 2 * right[part] / max(1, phrases[part]) for part in PARTS}
