"""What was measured, as text for a terminal and as the tables of ``docs/evaluation.md``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from evaluation.data import Tally
from evaluation.errors import Error, confusion

CONFUSED = ("act", "form", "bound", "kind", "type", "status")
KINDS = ("statement", "time", "figure", "event")


def lines(tally: Tally) -> Iterator[str]:
    """Every measure, a line each."""
    for name, row in tally.result().items():
        if "F1" in row:
            yield (
                f"{name:22} F1 {row['F1']:.3f}   P {row['P']:.3f}  R {row['R']:.3f}"
                f"   gold {row['gold']:g}  predicted {row['predicted']:g}"
            )
        else:
            yield f"{name:22} accuracy {row['accuracy']:.3f}   of {row['of']:g}"


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


def markdown(tallies: Mapping[str, Tally], classes: Mapping[str, Mapping[str, int]], sizes: Mapping[str, int]) -> str:
    """The page of the documentation: measures of every set side by side, and the classes of error on ``dev``."""
    results = {name: tally.result() for name, tally in tallies.items()}
    measured = list(results["dev"])
    parts = [
        "# Evaluation\n",
        "Written by `make evaluate`; do not edit. The gold articles go through the same code as `segundo extract`, and",
        "the judge beside them scores what comes out. `train` served to build the finders, `dev` to measure them,",
        "`seed` is the article that the project starts from; the heads of the columns give the number of articles.\n",
        "A statement is right when its content covers the gold content's letters with F1 of 0.8 or more and its source",
        "is the right one. Speaker, form, act and the like are accuracies among statements whose content was found.\n",
        "| measure | " + " | ".join(f"{name} ({sizes[name]})" for name in results) + " |",
        "|---|" + "---:|" * len(results),
    ]
    for measure in measured:
        cells = [_cell(result[measure]) for result in results.values()]
        parts.append(f"| {measure} | {' | '.join(cells)} |")
    parts.append("\nF1 with precision / recall in brackets; *accuracy* in italics.\n")
    parts.append("## Errors on dev, by class\n\n| records | class | errors |\n|---|---|---:|")
    for kind, counts in classes.items():
        parts += [f"| {kind} | {name} | {count} |" for name, count in counts.items()]
    parts.append("\n`python -m evaluation --errors KIND N` lists them.")
    return "\n".join(parts) + "\n"


def _cell(row: Mapping[str, float]) -> str:
    if "accuracy" in row:
        return f"*{row['accuracy']:.3f}*"
    if not row["gold"] and not row["predicted"]:
        return "–"
    return f"{row['F1']:.3f} ({row['P']:.3f} / {row['R']:.3f})"
