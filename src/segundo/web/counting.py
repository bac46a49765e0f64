"""The numbers of the pages *How it counts* and *About*: of this ledger, and of the reader as it was measured."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

from segundo.ledger import Ledger, Stats


@dataclass(frozen=True, slots=True)
class Measure:
    """How well something is found, from 0 to 1, and the bounds of 95 % of resamples."""

    measure: str
    dev: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are of a kind by each way of counting; a way is None where it is the same as the one before."""

    kind: str
    all: int | None
    once: int | None
    independent: int | None


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the ledger: of what (articles of an outlet, statements of a speaker), and how many."""

    what: str
    name: str
    count: int


@cache
def measures() -> tuple[Measure, ...]:
    """The main measures, as ``make evaluate`` wrote them."""
    lines = files(__package__).joinpath("measures.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return tuple(Measure(row["measure"], row["dev"], *row["range"].split(" to ")) for row in rows)


def overview(book: Ledger) -> Stats:
    """The ledger in figures, without who said most."""
    return book.stats(speakers=False)


def numbers(stats: Stats) -> list[Number]:
    """The ledger in figures, as rows."""
    return [
        Number("articles", "", stats.articles),
        *(Number("records", kind, tally.all) for kind, tally in stats.records.items()),
        *(Number("records counted once", kind, tally.once) for kind, tally in stats.records.items()),
        *(Number("articles of outlet", name or "", count) for name, count in stats.outlets),
        *(Number("statements of speaker", name, count) for name, count in stats.speakers),
        *(Number("articles read by version", name, count) for name, count in stats.versions),
        Number("sources that could not be read", "", stats.failures),
    ]


def counted(book: Ledger) -> tuple[int | None, Mapping[str, Mapping[str, int | None]]]:
    """By which version of the rules a ledger counts, and of each kind how many there are by each way.

    A way is None where it is the same as the one before.
    """
    found = book.counting()
    kinds = {kind: asdict(ways) for kind, ways in found.kinds.items()}
    return found.rules, kinds | {"articles": kinds["articles"] | {"independent": None}}
