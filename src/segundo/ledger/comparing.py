"""What is compared once articles are written, and in which order.

Copies, stories, equal records, series, and who is who.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from segundo.ledger import copying, facts, gathering, identifying, naming, pairing, sayings, telling
from segundo.ledger.ids import KINDS

AT_ONCE = 64
"""Articles, statements or names that are compared in one transaction."""


class Comparison(NamedTuple):
    """What waits to be compared, how it is done, and the kinds of records on which it rests (none: the text alone)."""

    pending: Callable[[sqlite3.Connection], list[int]]
    compare: Callable[[sqlite3.Connection, Sequence[int]], None]
    kinds: frozenset[str] = frozenset()


COMPARISONS = (
    Comparison(copying.pending, copying.compare),
    Comparison(telling.pending, telling.tell),
    Comparison(sayings.pending, sayings.unite, frozenset({"statements"})),
    Comparison(facts.pending, facts.unite, frozenset(KINDS)),
    Comparison(gathering.pending, gathering.gather, frozenset(KINDS)),
    Comparison(naming.pending, naming.enter, frozenset({"actors"})),
    Comparison(pairing.waiting, identifying.identify, frozenset({"actors"})),
)
