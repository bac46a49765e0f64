"""What is compared once articles are written, and in which order."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from segundo.ledger import copying, facts, gathering, identifying, naming, pairing, sayings, tallying, telling
from segundo.ledger.ids import KINDS


class Comparison(NamedTuple):
    """A stage: its name, what waits to be compared, how it is done, how many articles, statements, names or lines in
    one transaction, and the kinds of records on which it rests; without kinds it rests on the text alone.

    The more at once, the fewer parts of a large file are written again and again. A person who corrects something
    meanwhile waits for the end of the transaction, so that none should take more than two or three seconds.
    """

    name: str
    pending: Callable[[sqlite3.Connection], list[int]]
    compare: Callable[[sqlite3.Connection, Sequence[int]], None]
    at_once: int
    kinds: frozenset[str] = frozenset()


COMPARISONS = (
    Comparison("copies", copying.pending, copying.compare, 384),
    Comparison("stories", telling.pending, telling.tell, 384),
    Comparison("statements", sayings.pending, sayings.unite, 6144, frozenset({"statements"})),
    Comparison("figures and events", facts.pending, facts.unite, 384, frozenset(KINDS)),
    Comparison("names", naming.pending, naming.enter, 256, frozenset({"actors"})),
    Comparison("who is who", pairing.waiting, identifying.identify, 3072, frozenset({"actors"})),
    Comparison("series", gathering.pending, gathering.gather, 512, frozenset(KINDS)),
    Comparison("numbers", tallying.pending, tallying.tally, 512, frozenset(KINDS)),
)
