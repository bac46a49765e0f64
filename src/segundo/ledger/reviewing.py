"""What to look at first: the records whose score says that they are as likely wrong as right, and that weigh most."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from segundo.article import Article, Passage
from segundo.errors import UsageError
from segundo.ledger import queries, restoring
from segundo.ledger.deriving import Rows
from segundo.ledger.filters import Filter, where
from segundo.ledger.ids import KINDS
from segundo.ledger.laying import ground, standing
from segundo.ledger.rows import Row
from segundo.ledger.settable import FIELDS
from segundo.records import Records

REVIEWED = ("statements", "figures", "events")
"""The kinds that are reviewed."""

POOL = 200
"""Of the most doubtful records so many are weighed by their appearances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many records persons have confirmed, corrected, added and rejected, and how many there are, by kind."""

    states: Mapping[str, int]
    records: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Of an article what persons have confirmed, corrected or added, with what that refers to, and what they rejected.

    ``complete`` is whether they have looked at all its statements, figures and events.
    """

    article: Article
    records: Records
    rejected: Records
    complete: bool


def doubt(score: float, appearances: int) -> float:
    """How much is gained by looking at a record: 1 for one that is as likely wrong as right, towards 0 for a sure one,
    times its appearances."""
    return 4 * score * (1 - score) * appearances


def queue(connection: sqlite3.Connection, kind: str, wanted: Filter, limit: int) -> list[Row]:
    """The records of a kind that nobody has looked at, the most doubtful first; of equal ones only the first.

    Raises:
        UsageError: if this kind is not reviewed, or the filter means nothing for it.
    """
    if kind not in REVIEWED:
        raise UsageError("{kind!r} are not reviewed", do="There are: {there}", kind=kind, there=REVIEWED)
    condition, values = where(kind, replace(wanted, limit=None, offset=0, count="all", review=None))
    appearances = queries.appearances_of(kind)
    pool = connection.execute(
        f"SELECT record.id, record.score, {appearances} {queries.tables(kind, Filter(), appearances, condition)}"
        f" WHERE {condition} AND record.first_id IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM found WHERE found.id = record.id AND state IS NOT NULL)"
        " ORDER BY round(abs(record.score - 0.5), 2) LIMIT ?",
        [*values, POOL],
    )
    most = sorted((-doubt(score, times), identifier) for identifier, score, times in pool)[:limit]
    return queries.gathered(connection, kind, [identifier for _, identifier in most], queries.ROWS[kind])


def settled(connection: sqlite3.Connection) -> Iterator[Settled]:
    """The articles of which a person has looked at records, in the order in which they arrived."""
    numbers = connection.execute("SELECT DISTINCT article FROM found WHERE state IS NOT NULL ORDER BY 1").fetchall()
    for (number,) in numbers:
        sql = "SELECT id, state FROM found WHERE article = ? AND state IS NOT NULL"
        states: dict[str, str] = dict(connection.execute(sql, (number,)).fetchall())
        there = standing(connection, number)
        kept = _with_referred(there, {identifier for identifier, state in states.items() if state != "rejected"})
        wrong = ground(connection, number).rows
        passages = restoring.passages(connection, number)
        gone = {identifier for identifier, state in states.items() if state == "rejected"}
        yield Settled(
            article=restoring.article(connection, number),
            records=_records(there, kept, passages),
            rejected=_records(wrong, gone, passages),
            complete=all(identifier in states for kind in REVIEWED for identifier in there[kind]),
        )


def _with_referred(rows: Rows, ids: set[str]) -> set[str]:
    """Records, and all that these refer to."""
    out = set(ids)
    for kind in reversed(KINDS):  # each before those that it refers to
        for column in filter(None, (field.column for field in FIELDS[kind].values())):
            out |= {row[column] for identifier, row in rows[kind].items() if identifier in out and row[column]}
    return out


def _records(rows: Rows, ids: set[str], passages: Sequence[Passage]) -> Records:
    chosen = {
        kind: sorted((row for key, row in rows[kind].items() if key in ids), key=lambda row: row["position"])
        for kind in KINDS
    }
    return restoring.to_records(chosen, passages)


def progress(connection: sqlite3.Connection) -> Progress:
    """How much of a ledger was looked at."""
    marks = ", ".join("?" * len(REVIEWED))
    states = connection.execute(
        f"SELECT state, count(*) FROM found WHERE state IS NOT NULL AND kind IN ({marks}) GROUP BY 1", REVIEWED
    ).fetchall()
    # All are counted at once by an index, and those that equal another one are few.
    records = {
        kind: int(connection.execute(
            f"SELECT (SELECT count(*) FROM {kind}) - (SELECT count(*) FROM {kind} WHERE first_id IS NOT NULL)"
        ).fetchone()[0])
        for kind in REVIEWED
    }  # fmt: skip
    return Progress(states=dict(map(tuple, states)), records=records)
