"""The arguments of events, which the judge leaves out: who takes part, where and when, among events of the right type.

A phrase (actor, target) is right when its letters cover those of the gold phrase with F1 of
:data:`evaluation.matching.SOURCE` or more, as with the sources of statements; a place when it is the same name, a time
when it has the same value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.data import Judge
from evaluation.matching import SOURCE, matches
from segundo.export.gold import Gold

PARTS = ("actor", "target", "place", "when")


def arguments(gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> dict[str, float]:
    """The F1 of each of :data:`PARTS`, as ``event.actor`` and so on."""
    right, given = dict.fromkeys(PARTS, 0), dict.fromkeys(PARTS, 0)
    for article in gold:
        for match in matches("event", [article], predicted, judge):
            if match.gold is None or match.predicted is None:
                continue
            for part in PARTS:
                theirs = _argument(article, match.gold, part)
                ours = _argument(predicted[article["id"]], match.predicted, part)
                given[part] += bool(theirs) + bool(ours)
                right[part] += bool(theirs and ours) and _is_same(article["text"], theirs, ours, part, judge)
    return {f"event.{part}": 2 * right[part] / max(1, given[part]) for part in PARTS}


def _argument(article: Gold, event: Mapping[str, Any], part: str) -> Any:
    """An argument of an event: pieces of the text, a name or the value of a time."""
    value = event.get(part)
    return value if part != "when" or value is None else article["times"][value]["value"]


def _is_same(text: str, theirs: Any, ours: Any, part: str, judge: Judge) -> bool:
    if part == "when":
        return bool(theirs == ours)
    if part == "place":
        return judge.same_name(theirs, ours)
    return judge.overlap(judge.letters(text, theirs), judge.letters(text, ours)) >= SOURCE
