"""What was measured, as text for a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from evaluation.data import Tally
from evaluation.errors import Error, confusion

CONFUSED = ("act", "form", "bound", "kind", "type", "status")
KINDS = ("statement", "time", "figure", "event")


def lines(tally: Tally, own: Mapping[str, float]) -> Iterator[str]:
    """Every measure of the judge, a line each, then the F1 of our ``own``."""
    for name, row in tally.result().items():
        if "F1" in row:
            yield (
                f"{name:22} F1 {row['F1']:.3f}   P {row['P']:.3f}  R {row['R']:.3f}"
                f"   gold {row['gold']:g}  predicted {row['predicted']:g}"
            )
        else:
            yield f"{name:22} accuracy {row['accuracy']:.3f}   of {row['of']:g}"
    yield from (f"{name:22} F1 {value:.3f}" for name, value in own.items())


def listing(found: Sequence[Error], limit: int) -> Iterator[str]:
    """The errors by class, the largest class first: how many, what was taken for what, and the first of them."""
    for kind, count in Counter(error.kind for error in found).most_common():
        yield f"\n{kind}: {count}"
        if kind in CONFUSED:
            for (gold, predicted), times in confusion(found, kind).most_common(12):
                yield f"    {times:4} {gold} taken for {predicted}"
        for error in [error for error in found if error.kind == kind][:limit]:
            yield f"  {error.article}"
            yield from (f"    {text}" for text in (f"gold {error.gold}", f"ours {error.predicted}") if text[5:])
