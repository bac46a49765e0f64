"""What is compared once articles are written, and in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from segundo.ledger import copying, facts, gathering, identifying, naming, pairing, sayings, tallying, telling
from segundo.ledger.ids import KINDS

AT_ONCE = 64
"""Articles, statements, lines, names or groups that are compared in one transaction."""


class Comparison(NamedTuple):
    """A stage: its name, what waits to be compared, how it is done, and the kinds of records on which it rests.

    Without kinds it rests on the text alone.
    """

    name: str
    pending: Callable[[sqlite3.Connection], list[int]]
    compare: Callable[[sqlite3.Connection, Sequence[int]], None]
    kinds: frozenset[str] = frozenset()


COMPARISONS = (
    Comparison("copies", copying.pending, copying.compare),
    Comparison("stories", telling.pending, telling.tell),
    Comparison("statements", sayings.pending, sayings.unite, frozenset({"statements"})),
    Comparison("figures and events", facts.pending, facts.unite, frozenset(KINDS)),
    Comparison("names", naming.pending, naming.enter, frozenset({"actors"})),
    Comparison("who is who", pairing.waiting, identifying.identify, frozenset({"actors"})),
    Comparison("series", gathering.pending, gathering.gather, frozenset(KINDS)),
    Comparison("numbers", tallying.pending, tallying.tally, frozenset(KINDS)),
)
