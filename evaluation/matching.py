"""Which predicted record is right, and which gold record it is: the judge's pairs, record by record.

The judge gives sums; what is measured on a part of the records (a form, an act, a score) needs to know each. A test
holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.data import Judge, Pair
from segundo.export.gold import Gold

MEASURE = {"statement": "statement", "time": "time.value", "figure": "figure.full", "event": "event.type"}
"""For each kind of record the judge's measure whose "right" is meant."""
CONTENT = 0.8
SOURCE = 0.5
TOUCH = 0.01
"""The least letter F1 at which the judge takes contents, sources and spans for the same."""


@dataclass(frozen=True, slots=True)
class Match:
    """A gold record, the record predicted for it, or both; ``right`` where the judge counts the prediction."""

    gold: Mapping[str, Any] | None
    predicted: Mapping[str, Any] | None
    right: bool


def matches(kind: str, gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> Iterator[Match]:
    """Every record of a kind, gold and predicted, each once."""
    pairs = {"statement": statement_pairs, "time": _times, "figure": _figures, "event": _events}[kind]
    for article in gold:
        ours = predicted[article["id"]]
        theirs, found = article[f"{kind}s"], ours[f"{kind}s"]
        met = {(i, j): right for i, j, right in pairs(article, ours, judge)}
        yield from (Match(theirs[i], found[j], right) for (i, j), right in met.items())
        yield from (Match(record, None, False) for i, record in enumerate(theirs) if i not in {i for i, _ in met})
        yield from (Match(None, record, False) for j, record in enumerate(found) if j not in {j for _, j in met})


def statement_pairs(gold: Gold, predicted: Gold, judge: Judge) -> Iterator[tuple[int, int, bool]]:
    """Statements of the same content, and whether they have the same source as well."""
    text, theirs, ours = gold["text"], gold["statements"], predicted["statements"]
    letters = [[judge.letters(text, record["content"]) for record in records] for records in (theirs, ours)]
    pairs = judge.pair(
        range(len(theirs)), range(len(ours)), lambda i, j: judge.overlap(letters[0][i], letters[1][j]), TOUCH
    )
    for i, j, same in pairs:
        if same >= CONTENT:
            source = judge.letters(text, theirs[i]["source"]), judge.letters(text, ours[j]["source"])
            yield i, j, judge.overlap(*source) >= SOURCE or not any(source)


def _times(gold: Gold, predicted: Gold, judge: Judge) -> Iterator[tuple[int, int, bool]]:
    theirs, ours = gold["times"], predicted["times"]
    for i, j, _ in _spans(gold, predicted, "times", lambda time: [time["span"]], lambda a, b: True, judge):
        yield i, j, theirs[i]["value"] == ours[j]["value"]


def _figures(gold: Gold, predicted: Gold, judge: Judge) -> Iterator[tuple[int, int, bool]]:
    theirs, ours = gold["figures"], predicted["figures"]
    pairs = _spans(gold, predicted, "figures", lambda f: f["number"], lambda a, b: a["value"] == b["value"], judge)
    for i, j, _ in pairs:
        yield i, j, all(theirs[i][key] == ours[j][key] for key in ("bound", "kind"))


def _events(gold: Gold, predicted: Gold, judge: Judge) -> Iterator[tuple[int, int, bool]]:
    pairs = _spans(gold, predicted, "events", lambda e: e["trigger"], lambda a, b: a["type"] == b["type"], judge)
    yield from ((i, j, True) for i, j, _ in pairs)


def _spans(
    gold: Gold, predicted: Gold, records: str, pieces: Callable[[Any], Any], alike: Callable[[Any, Any], bool],
    judge: Judge,
) -> list[Pair]:  # fmt: skip
    """The judge's pairs of records that are alike and overlap."""
    text = gold["text"]

    def same(a: Any, b: Any) -> float:
        return judge.overlap(judge.letters(text, pieces(a)), judge.letters(text, pieces(b))) * alike(a, b)

    return judge.pair(gold[records], predicted[records], same, TOUCH)
