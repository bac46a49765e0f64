"""The page of the documentation: ``docs/evaluation.md``, from the gold articles and what was predicted for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from evaluation import bootstrap, calibration
from evaluation.arguments import arguments
from evaluation.data import Judge
from evaluation.errors import errors
from evaluation.groups import CORPORA, acts, corpora, parts
from evaluation.matching import MEASURE, Match, matches
from segundo.export.gold import Gold

Predicted: TypeAlias = tuple[Sequence[Gold], Mapping[str, Gold]]
"""Gold articles, and by their ids what was predicted."""

HEAD = """\
# Evaluation

Written by `make evaluate`; do not edit. The gold articles go through the same code as `segundo extract`, and
the judge beside them scores what comes out. `train` served to build the finders, `dev` to measure them,
`seed` is the article that the project starts from; the heads of the columns give the number of articles.

A statement is right when its content covers the gold content's letters with F1 of 0.8 or more and its source
is the right one. Speaker, form, act and the like are accuracies among statements whose content was found.
"""
PARTS = """\
## Statements on dev, by form, act and source

Recall is the share of gold statements of the part that were found with content and source, precision the
share of predicted ones that are right; a statement whose form or act was mistaken counts to two parts.
"""
SCORES = """\
## Scores on dev: is a record as sure as it says?

A record's `score` is to be the chance that it is right. The gap is the expected calibration error over ten
bins of equal width; precision and recall are those of `--min-score`.

![The share that is right against the score, for each kind of record](reliability.svg)
"""
MAIN = ("statement", "content.soft", "speaker", "act", "time.value", "figure.full", "event.type", "event.full")
"""The measures that are given by corpus."""

SHIPPED = ("statement", "speaker", "act", "said", "time.value", "figure.full", "figure.according_to", "event.full")
"""The measures that the pages of ``segundo serve`` show."""
FOR_PAGES = Path("src/segundo/web/measures.tsv")


def page(sets: Mapping[str, Predicted], judge: Judge) -> str:
    """The whole page; ``dev`` is looked at closely."""
    gold, predicted = sets["dev"]
    statements = list(matches("statement", gold, predicted, judge))
    sections: tuple[Iterable[str], ...] = (
        _measures(sets, judge), _corpora(sets, judge), _parts(statements), _acts(statements),
        _arguments(sets, judge), _calibration(gold, predicted, judge), _errors(gold, predicted, judge),
    )  # fmt: skip
    return "\n".join(line for section in sections for line in section) + "\n"


def shipped(written: str) -> str:
    """The main measures on dev as the pages of ``segundo serve`` show them, taken from the page as it is written."""
    lines = written.partition("\n## ")[0].splitlines()
    cells = ([cell.strip(" *") for cell in line.split("|")[1:4]] for line in lines if line.startswith("| "))
    found = {measure: f"{value.split()[0]}\t{spread}" for measure, value, spread in cells}
    rows = (f"{measure}\t{found[measure]}" for measure in SHIPPED)
    return "\n".join(("# Written by `make evaluate`; do not edit.", "measure\tdev\trange", *rows, ""))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> Iterator[str]:
    """A table whose first ``words`` columns are words and whose others are numbers."""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * words + "---:|" * (len(heads) - words)
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _measures(sets: Mapping[str, Predicted], judge: Judge) -> Iterator[str]:
    yield HEAD
    results = {name: judge.score(*given).result() for name, given in sets.items()}
    ranges = bootstrap.intervals(bootstrap.counts(*sets["dev"], judge))
    heads = [f"{name} ({len(gold)})" for name, (gold, _) in sets.items()]

    def row(measure: str) -> Iterator[str]:
        yield measure
        for name, result in results.items():
            yield _cell(result[measure])
            if name == "dev":
                yield "{:.3f} to {:.3f}".format(*ranges[measure]) if _any(result[measure]) else "–"

    at = list(sets).index("dev") + 1
    yield from table(["measure", *heads[:at], "dev, 95 %", *heads[at:]], ([*row(name)] for name in results["dev"]))
    yield "\nF1 with precision / recall in brackets; *accuracy* in italics. The range holds the measure in 95 % of"
    yield f"{bootstrap.RESAMPLES:,} resamples of the articles.\n"


def _corpora(sets: Mapping[str, Predicted], judge: Judge) -> Iterator[str]:
    columns = {
        f"{name} {corpus} ({len(articles)})": judge.score(articles, predicted).result()
        for name, (gold, predicted) in sets.items()
        for corpus, articles in corpora(gold).items()
    }
    yield "## By corpus\n"
    yield "; ".join(f"`{short}` is {long}" for short, long in CORPORA.items()) + ".\n"
    yield from table(
        ["measure", *columns],
        ([measure, *(_short(result[measure]) for result in columns.values())] for measure in MAIN),
    )
    yield ""


def _parts(statements: Sequence[Match]) -> Iterator[str]:
    yield PARTS
    yield from table(
        ("statements", "gold", "recall", "predicted", "precision"),
        (
            (part.name, str(part.gold), _share(part.recall), str(part.predicted), _share(part.precision))
            for part in parts(statements)
        ),
    )
    yield ""


def _acts(statements: Sequence[Match]) -> Iterator[str]:
    taken = acts(statements)
    names = sorted({name for pair in taken for name in pair})
    yield "## Acts on dev: gold in rows, predicted in columns\n"
    yield from table(("gold", *names), ([gold, *(str(taken[gold, other] or "") for other in names)] for gold in names))
    yield "\nAmong statements whose content was found.\n"


def _arguments(sets: Mapping[str, Predicted], judge: Judge) -> Iterator[str]:
    yield "## Arguments of events\n"
    found = {name: arguments(*given, judge) for name, given in sets.items()}
    rows = ((measure, *(f"{found[name][measure]:.3f}" for name in found)) for measure in found["dev"])
    yield from table(("F1", *found), rows)
    yield "\nOf events whose trigger and type are right. An actor or target is right that covers the gold phrase's"
    yield "letters with F1 of 0.5 or more, a place of the same name, a time of the same value.\n"


def _calibration(gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> Iterator[str]:
    found = {kind: calibration.scored(kind, gold, predicted, judge) for kind in MEASURE}
    yield SCORES
    heads = [f"P / R from {least}" for least in (0.0, *calibration.LEAST)]
    rows = []
    for kind, scored in found.items():
        cells = ["{:.3f} / {:.3f}".format(*calibration.above(scored, least)) for least in (0.0, *calibration.LEAST)]
        rows.append([kind, str(len(scored.records)), f"{calibration.gap(scored.records):.3f}", *cells])
    yield from table(("kind", "records", "gap", *heads), rows)
    yield ""
    yield from table(
        ("kind", "scores", "records", "mean score", "share right"),
        (
            (kind, f"{bin.low:.1f} to {bin.high:.1f}", str(bin.records), f"{bin.score:.3f}", f"{bin.right:.3f}")
            for kind, scored in found.items()
            for bin in calibration.bins(scored.records)
        ),
        words=2,
    )
    yield ""


def _errors(gold: Sequence[Gold], predicted: Mapping[str, Gold], judge: Judge) -> Iterator[str]:
    yield "## Errors on dev, by class\n"
    rows = []
    for kind in MEASURE:
        classes = Counter(error.kind for error in errors(kind, gold, predicted, judge))
        rows += [(kind, name, str(count)) for name, count in classes.most_common()]
    yield from table(("records", "class", "errors"), rows, words=2)
    yield "\n`python -m evaluation --errors KIND N` lists them."
    who = "Who is one over articles is measured [apart](actors.md#how-well-it-does)"
    yield f"\n{who}, and so are [copies and stories](counting.md)."


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _any(row: Mapping[str, float]) -> bool:
    return bool(row.get("of") or row.get("gold") or row.get("predicted"))


def _cell(row: Mapping[str, float]) -> str:
    if "F1" in row and _any(row):
        return f"{row['F1']:.3f} ({row['P']:.3f} / {row['R']:.3f})"
    return _short(row)


def _short(row: Mapping[str, float]) -> str:
    if not _any(row):
        return "–"
    return f"*{row['accuracy']:.3f}*" if "accuracy" in row else f"{row['F1']:.3f}"
