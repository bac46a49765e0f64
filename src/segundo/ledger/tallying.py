"""How many records there are by each way of counting, without looking at each: from what is kept of their groups.

Triggers note the groups that change. What is not counted anew yet is counted when it is asked for, so that the numbers
are always right.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from segundo.ledger import rules
from segundo.ledger.copying import UNDATED
from segundo.ledger.filters import GROUPS
from segundo.ledger.rows import Counting, Ways

_DISTINCT = "SELECT count(DISTINCT nullif(fingerprint, '')) + count(*) FILTER (WHERE fingerprint = '') FROM passages"


def pending(connection: sqlite3.Connection) -> list[int]:
    """The groups that are to be counted anew, by their numbers in ``regrouped``."""
    return [number for (number,) in connection.execute("SELECT number FROM regrouped ORDER BY number")]


def tally(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Count groups anew."""
    which = json.dumps(numbers)
    some = "number IN (SELECT value FROM json_each(?))"
    for kind in GROUPS:
        roots = f"SELECT root FROM regrouped WHERE kind = '{kind}' AND {some}"
        connection.execute(f"DELETE FROM repeated WHERE kind = '{kind}' AND root IN ({roots})", (which,))
        connection.execute(
            "INSERT INTO repeated (kind, root, records)"
            f" SELECT '{kind}', root, count(*) {_repeats(kind, roots)} GROUP BY 2",
            (which,),
        )
    connection.execute(f"DELETE FROM regrouped WHERE {some}", (which,))


def count_anew(connection: sqlite3.Connection) -> None:
    """Count all there is anew, where it was entered past the triggers."""
    connection.execute(f"UPDATE tallies SET count = ({_DISTINCT}) WHERE name = 'distinct passages'")
    for kind, (groups, _) in GROUPS.items():
        connection.execute(
            "INSERT OR IGNORE INTO regrouped (kind, root)"
            f" SELECT DISTINCT '{kind}', root FROM {groups} WHERE root != node"
        )
    tally(connection, pending(connection))


def ways(connection: sqlite3.Connection, kind: str) -> Ways:
    """How many records of a kind there are by each way of counting."""
    every = _count(connection, f"SELECT count(*) FROM {kind}")
    if kind not in GROUPS:
        firsts = every - _count(connection, f"SELECT count(*) FROM {kind} WHERE first_id IS NOT NULL")
        return Ways(every, firsts, firsts)
    groups, key = GROUPS[kind]
    again = _count(connection, f"SELECT count(*) FROM {groups} WHERE root != node")
    # What has not been compared yet has no root, and counts by what it is equal to.
    waiting = _count(
        connection,
        f"SELECT count(*) FROM {groups} CROSS JOIN {kind} ON {kind}.{key} = node"
        " WHERE root IS NULL AND first_id IS NOT NULL",
    )
    changed = f"SELECT root FROM regrouped WHERE kind = '{kind}'"
    kept = f"SELECT coalesce(sum(records), 0) FROM repeated WHERE kind = '{kind}' AND root NOT IN ({changed})"
    repeats = _count(connection, kept) + _count(connection, f"SELECT count(*) {_repeats(kind, changed)}")
    return Ways(every, every - again - waiting, every - waiting - repeats)


def counting(connection: sqlite3.Connection) -> Counting:
    """How many articles, statements, figures and events there are by each way of counting."""
    kinds = {"articles": _texts(connection)} | {kind: ways(connection, kind) for kind in GROUPS}
    return Counting(rules.found(connection), kinds)


def _texts(connection: sqlite3.Connection) -> Ways:
    every = _count(connection, "SELECT count(*) FROM articles")
    own = every - _count(connection, "SELECT count(*) FROM texts WHERE original != article")
    return Ways(every, own, own)


def distinct_passages(connection: sqlite3.Connection) -> int:
    """How many passages there are, of those of the same words the first; those without words count each."""
    return _count(connection, "SELECT count FROM tallies WHERE name = 'distinct passages'")


def wrong(connection: sqlite3.Connection) -> list[str]:
    """What is not kept as the records make it: the roots of groups, and names of tallies."""
    found = []
    for kind, (groups, _) in GROUPS.items():
        every = f"SELECT DISTINCT root FROM {groups} WHERE root != node"
        changed = f"SELECT root FROM regrouped WHERE kind = '{kind}'"
        rows = connection.execute(f"SELECT root, count(*) {_repeats(kind, every)} GROUP BY 1").fetchall()
        kept = connection.execute(
            f"SELECT root, records FROM repeated WHERE kind = '{kind}' AND root NOT IN ({changed})"
        ).fetchall()
        waits = {root for (root,) in connection.execute(changed)}
        settled = {(root, count) for root, count in rows if root not in waits}
        found += [f"{kind} {root}" for root, _ in settled ^ set(map(tuple, kept))]
    right = _count(connection, _DISTINCT) == distinct_passages(connection)
    return sorted(set(found)) + ([] if right else ["distinct passages"])


def _repeats(kind: str, roots: str) -> str:
    """The SQL of the records in groups that are no independent reports; ``roots`` is a query.

    It says what :func:`~segundo.ledger.filters.independent` says of one record, of all at once.
    """
    groups, key = GROUPS[kind]
    return f"""FROM (
        SELECT root, row_number() OVER (PARTITION BY root, text ORDER BY day, article, position) AS of_text,
            row_number() OVER (PARTITION BY root, fingerprint ORDER BY day, article, position) AS of_words
        FROM (
            SELECT root, coalesce(text.original, record.article) AS text, fingerprint,
                coalesce(published, '{UNDATED}') AS day, article.id AS article, position
            FROM {groups} AS its_group JOIN {kind} AS record ON record.{key} = its_group.node
            JOIN articles AS article ON article.number = record.article
            JOIN passages AS passage ON passage.article = record.article AND passage.number = record.passage
            LEFT JOIN texts AS text ON text.article = record.article
            WHERE its_group.root IN ({roots})
        )
    ) WHERE of_text > 1 OR of_words > 1"""


def _count(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])
