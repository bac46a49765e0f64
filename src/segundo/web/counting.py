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


@cache
def measures() -> tuple[Measure, ...]:
    """The main measures, as ``make evaluate`` wrote them."""
    lines = files(__package__).joinpath("measures.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return tuple(Measure(row["measure"], row["dev"], *row["range"].split(" to ")) for row in rows)


def overview(book: Ledger) -> Stats:
    """The ledger in figures, without who said most."""
    return book.stats(speakers=False)


def counted(book: Ledger) -> tuple[int | None, Mapping[str, Mapping[str, int | None]]]:
    """By which version of the rules a ledger counts, and of each kind how many there are by each way.

    A way is None where it is the same as the one before.
    """
    found = book.counting()
    kinds = {kind: asdict(ways) for kind, ways in found.kinds.items()}
    return found.rules, kinds | {"articles": kinds["articles"] | {"independent": None}}
