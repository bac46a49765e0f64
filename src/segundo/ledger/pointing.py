"""Which of equal records counts.

Of all articles that hold a passage with the same fingerprint, the one that arrived first (the lowest
``articles.number``) owns its records. An equal record (the same kind, marking the same words of the passage) in any
later article points to the first such one with ``first_id``. A replaced article keeps its number, so that the outcome
depends on the order of arrival and on nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Set
from typing import NamedTuple

from segundo.ledger.ids import EQUAL_FROM, Kind

_EQUAL = f"""
    FROM passages AS passage JOIN {{kind}} AS record ON record.article = passage.article
        AND record.passage = passage.number AND substr(record.id, {EQUAL_FROM + 1}) = ?
    WHERE passage.fingerprint = ? AND passage.article {{side}} ?
"""
"""The records of earlier or of later articles that equal one."""


class Repeatable(NamedTuple):
    """A record of an article, and the fingerprint of the passage that it marks."""

    kind: Kind
    fingerprint: str
    id: str


def point(connection: sqlite3.Connection, number: int, before: Set[Repeatable], after: Set[Repeatable]) -> None:
    """Set the pointers of an article's records, and those to them, after its records have been replaced."""
    for record in before - after:
        _hand_on(connection, record)
    marks = json.dumps(sorted({record.fingerprint for record in after}))
    shared = {
        mark
        for (mark,) in connection.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS"
            " (SELECT 1 FROM passages WHERE fingerprint = value AND article != ?)",
            (marks, number),
        )
    }
    for record in after:
        if record.fingerprint not in shared:
            continue
        if first := _first(connection, record, number):
            connection.execute(f"UPDATE {record.kind} SET first_id = ? WHERE id = ?", (first, record.id))
        else:  # those of articles that are written together with this one may point to none yet
            connection.execute(
                f"UPDATE {record.kind} SET first_id = ? WHERE first_id IS NOT ? AND id IN"
                f" (SELECT record.id {_EQUAL.format(kind=record.kind, side='>')})",
                (record.id, record.id, record.id[EQUAL_FROM:], record.fingerprint, number),
            )


def _hand_on(connection: sqlite3.Connection, gone: Repeatable) -> None:
    """Make the first of those that point to a record their own first, and the others point to it."""
    sql = f"SELECT id FROM {gone.kind} WHERE first_id = ? ORDER BY article LIMIT 1"
    if heir := connection.execute(sql, (gone.id,)).fetchone():
        connection.execute(f"UPDATE {gone.kind} SET first_id = nullif(?1, id) WHERE first_id = ?2", (heir[0], gone.id))


def _first(connection: sqlite3.Connection, record: Repeatable, number: int) -> str | None:
    """The first equal record of the earlier articles."""
    found = connection.execute(
        f"SELECT record.id {_EQUAL.format(kind=record.kind, side='<')} ORDER BY passage.article LIMIT 1",
        (record.id[EQUAL_FROM:], record.fingerprint, number),
    ).fetchone()
    return str(found[0]) if found else None
