"""Articles that are the same in all that is compared: the first of them stands for all, so that many cost no more.

What is the same has one number in the column ``same`` of a forest's table, null where it is compared by itself;
``first`` is the earliest by the forest's order, in whatever order articles arrive.
"""

from __future__ import annotations

import sqlite3
from hashlib import blake2b

from segundo.ledger.forest import Forest, order

_BYTES = 7  # so that a number is never negative


def number(*parts: bytes) -> int:
    """A number for what is the same."""
    return int.from_bytes(blake2b(b"\0".join(parts), digest_size=_BYTES).digest(), "little")


def enter(connection: sqlite3.Connection, forest: Forest[int], node: int, same: int | None) -> tuple[int, int | None]:
    """Enter what a new article is the same as; return the first of these, and which one that was till now."""
    found = connection.execute(f"SELECT first FROM {forest.table} WHERE same = ? LIMIT 1", (same,)).fetchone()
    before: int | None = found[0] if found else None
    first = node if before is None else min((before, node), key=lambda each: order(connection, forest, each))
    connection.execute(
        f"UPDATE {forest.table} SET same = ?, first = ? WHERE {forest.node} = ?", (same, first, node)
    )
    if first != before is not None:
        connection.execute(f"UPDATE {forest.table} SET first = ? WHERE same = ?", (first, same))
    return first, before


def leave(connection: sqlite3.Connection, forest: Forest[int], node: int) -> int | None:
    """Let the next one be the first in the place of an article that goes; None where it was not, or there is none."""
    if first_of(connection, forest, node) != node:
        return None
    others = [other for other in group(connection, forest, node) if other != node]
    if not others:
        return None
    heir = min(others, key=lambda each: order(connection, forest, each))
    connection.executemany(
        f"UPDATE {forest.table} SET first = ? WHERE {forest.node} = ?", [(heir, other) for other in others]
    )
    return heir


def first_of(connection: sqlite3.Connection, forest: Forest[int], node: int) -> int | None:
    """The first of those that are the same as an article; None of one that has not been looked at."""
    row = connection.execute(f"SELECT first FROM {forest.table} WHERE {forest.node} = ?", (node,)).fetchone()
    return row[0] if row else None


def group(connection: sqlite3.Connection, forest: Forest[int], node: int) -> list[int]:
    """All that are the same as an article, itself among them."""
    rows = connection.execute(
        f"SELECT {forest.node} FROM {forest.table} WHERE {forest.node} = ?1"
        f" OR same = (SELECT same FROM {forest.table} WHERE {forest.node} = ?1)",
        (node,),
    )
    return [other for (other,) in rows]


def wrong(connection: sqlite3.Connection, forest: Forest[int]) -> list[int]:
    """The articles that have not the first of their like."""
    rows = connection.execute(f"SELECT {forest.node}, same, first FROM {forest.table} ORDER BY 1").fetchall()
    firsts: dict[int, int] = {}
    for node, same, _ in rows:
        if same is not None:
            known = firsts.get(same, node)
            firsts[same] = min((known, node), key=lambda each: order(connection, forest, each))
    return [node for node, same, first in rows if first != firsts.get(same, node)]
