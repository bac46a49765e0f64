"""The numbers of the pages *How it counts* and *About*: of this ledger, and of the reader as it was measured."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from segundo.ledger import Filter, Ledger
from segundo.ledger.rows import Stats

_KINDS = ("statements", "figures", "events")


@dataclass(frozen=True, slots=True)
class Measure:
    """How well something is found, from 0 to 1, and the bounds of 95 % of resamples."""

    measure: str
    dev: str
    low: str
    high: str


@cache
def measures() -> tuple[Measure, ...]:
    """The main measures, as ``make evaluate`` wrote them."""
    lines = files(__package__).joinpath("measures.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return tuple(Measure(row["measure"], row["dev"], *row["range"].split(" to ")) for row in rows)


def counted(book: Ledger, stats: Stats) -> Mapping[str, Mapping[str, int | None]]:
    """For each kind how many there are by each way of counting; None where a way is the same as the one before."""
    articles = {"all": stats.articles, "once": book.count("articles", Filter(count="once")), "independent": None}
    tallies = {kind: {"all": stats.records[kind].all, "once": stats.records[kind].once} for kind in _KINDS}
    reports = {"statements": book.count("statements", Filter(count="independent"))}
    return {"articles": articles} | {kind: {**tallies[kind], "independent": reports.get(kind)} for kind in _KINDS}
