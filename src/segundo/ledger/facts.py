"""Which figures of a ledger are one and the same, and which events: found for what is new, kept for the rest.

Both are looked for in articles that are alike, as for stories, in copies, and in passages of the same words; a figure
that a named source gives also where what is counted is told by the same words. Articles with the very same words have
mostly the same figures and events: what the first of them has too goes there, and is no other's in its copies. Of what
stands in passages of the same words, be these of many copies with words of their own, the earliest stands for all.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import chain

from segundo.ledger import twins
from segundo.ledger.compared import AMOUNT, Known, Thing, is_again, is_copied, look_at, sameness, stored
from segundo.ledger.copying import TEXTS, UNDATED, copies_of
from segundo.ledger.forest import Forest, Near, attach, open_again, order, settle
from segundo.ledger.telling import near
from segundo.repeats.amounts import Amount, is_specific

_ORDER = f"coalesce(article.published, '{UNDATED}'), article.id, record.position"
_TABLES = "{kind} AS record JOIN articles AS article ON article.number = record.article WHERE record.id = ?"
AMOUNTS: Forest[str] = Forest("amounts", _ORDER, _TABLES.format(kind="figures"))
DEEDS: Forest[str] = Forest("deeds", _ORDER, _TABLES.format(kind="events"))
FORESTS = {"figures": AMOUNTS, "events": DEEDS}

_NAMED = """
    counted = ? AND amount.place IS ? AND record.value = ? AND speaker_folded IS NOT NULL
    AND record.article IN (SELECT first FROM texts WHERE texts.article = record.article)
"""


def pending(connection: sqlite3.Connection) -> list[int]:
    """The articles with figures or events that have not been looked at since they were written."""
    rows = connection.execute(
        "SELECT article FROM figures JOIN amounts ON node = id WHERE root IS NULL"
        " UNION SELECT article FROM events JOIN deeds ON node = id WHERE root IS NULL ORDER BY 1"
    )
    return [number for (number,) in rows]


def unite(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Find the places of these articles' figures and events among all others."""
    for number in numbers:
        # From the article: the index of what is counted would lead to all that wait, in every article.
        new = f"{AMOUNT} WHERE record.article = ? AND +counted IS NULL"
        connection.executemany(
            "UPDATE amounts SET counted = ?, narrow = ?, place = ?, since = ?, part = ? WHERE node = ?",
            [(*look_at(connection, row), row["id"]) for row in connection.execute(new, (number,)).fetchall()],
        )
    affected: dict[str, set[str]] = {kind: set() for kind in FORESTS}
    known = {kind: Known(connection, kind) for kind in FORESTS}
    for number in numbers:
        here, others = order(connection, TEXTS, number), [*near(connection, number)]
        likeness = {other.node: other.likeness for other in others} | {number: 1.0}
        copies = copies_of(connection, number).keys()
        earlier = {other.node for other in others if other.node in copies and other.order < here}
        for kind, forest in FORESTS.items():
            waiting = _waiting(connection, kind, number)
            among: dict[object, list[Thing]] = defaultdict(list)
            for thing in known[kind].around(number, likeness.keys() - {number}, earlier) if waiting else ():
                among[thing.form.sort].append(thing)
            for mine in [thing for some in among.values() for thing in some if thing.id in waiting]:
                near_by = among[mine.form.sort]
                equal = {other.article: other for other in near_by if other.first == mine.first}
                elsewhere = () if is_copied(mine, equal) else _elsewhere(known[kind], mine)
                alike = _alike(mine, chain(near_by, elsewhere), likeness, copies)
                affected[kind] |= {mine.id} | attach(connection, forest, mine.id, alike)
    for kind, forest in FORESTS.items():
        settle(connection, forest, affected[kind])


def forget(connection: sqlite3.Connection, article: int) -> None:
    """Let the groups of an article's figures and events, which are to be replaced, be found anew, and all of them."""
    own = "SELECT id FROM figures WHERE article = ?"
    connection.execute(f"UPDATE amounts SET counted = NULL WHERE node IN ({own})", (article,))
    # In articles with the very same words it depends on what the first of them has whether they are looked at.
    first = twins.first_of(connection, TEXTS, article) == article
    for number in twins.group(connection, TEXTS, article) if first else [article]:
        for kind, forest in FORESTS.items():
            for (node,) in connection.execute(f"SELECT id FROM {kind} WHERE article = ?", (number,)).fetchall():
                open_again(connection, forest, node)


def wrong(connection: sqlite3.Connection) -> list[str]:
    """The figures that are not counted by what their words tell."""
    rows = connection.execute(f"{AMOUNT} WHERE amount.root IS NOT NULL").fetchall()
    return [row["id"] for row in rows if look_at(connection, row) != stored(row)]


def _waiting(connection: sqlite3.Connection, kind: str, number: int) -> set[str]:
    # From the article's own: the other way would look at all that wait, in every article.
    sql = f"SELECT node FROM {kind} CROSS JOIN {FORESTS[kind].table} ON node = id WHERE article = ? AND root IS NULL"
    rows = connection.execute(sql, (number,))
    return {node for (node,) in rows}


def _elsewhere(known: Known, mine: Thing) -> list[Thing]:
    """What may be the same as a figure or event whether or not articles are alike."""
    found: list[Thing] = []
    for same in known.again(mine):
        found += same[:1] if same[0].order < mine.order else same
    of = mine.form.of
    if isinstance(of, Amount) and is_specific(of) and of.speaker and mine.text == mine.article:
        found += known.load(_NAMED, [of.counted.counted, of.counted.place, of.value])
    return found


def _alike(
    mine: Thing, among: Iterable[Thing], likeness: Mapping[int, float], copies: Set[int]
) -> Iterator[Near[str]]:
    """What of some figures or events is the same as one."""
    found: dict[tuple[int, float, bool, bool], float] = {}
    for other in among:
        if other.id != mine.id:
            copy = other.article in copies or other.first == mine.first
            alike = likeness.get(other.article, 0.0)
            case = id(other.form), alike, copy, is_again(mine, other)
            if case not in found:
                found[case] = sameness(mine, other, alike, copy=copy)
            if found[case]:
                yield Near(other.id, other.order, found[case])
