"""Which statements of a ledger are one and the same: found for what is new, kept for the rest."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date

from segundo.ledger.copying import CROWD
from segundo.ledger.forest import Forest, Near, attach, open_again, order, settle, waiting
from segundo.repeats.wordings import Saying, marks, phrases, sameness

SAYINGS: Forest[int] = Forest(
    "sayings",
    "coalesce(article.published, '9999'), article.id, position",
    "statements AS statement JOIN articles AS article ON article.number = statement.article WHERE statement.number = ?",
)


def pending(connection: sqlite3.Connection) -> list[int]:
    """The statements that have not been looked at since they were written."""
    return waiting(connection, SAYINGS)


def unite(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Find the places of statements among all others; what a correction has taken away meanwhile is passed over."""
    sql = "SELECT 1 FROM sayings WHERE node = ? AND root IS NULL"
    numbers = [number for number in numbers if connection.execute(sql, (number,)).fetchone()]
    for number in numbers:
        entering = [(mark, number) for mark in marks(saying(connection, number).phrases)]
        connection.executemany("INSERT OR IGNORE INTO phrases (mark, statement) VALUES (?, ?)", entering)
    affected = set(numbers)
    for number in numbers:
        affected |= attach(connection, SAYINGS, number, _same(connection, number))
    settle(connection, SAYINGS, affected)


def forget(connection: sqlite3.Connection, article: int) -> None:
    """Take out what is known of an article's statements, which are to be replaced; their groups are found anew."""
    for (number,) in connection.execute("SELECT number FROM statements WHERE article = ?", (article,)).fetchall():
        leave(connection, number)


def leave(connection: sqlite3.Connection, number: int) -> None:
    """Take a statement out of its group, of which the places of all are found anew."""
    open_again(connection, SAYINGS, number)
    gone = [(mark, number) for mark in marks(saying(connection, number).phrases)]
    connection.executemany("DELETE FROM phrases WHERE mark = ? AND statement = ?", gone)


def saying(connection: sqlite3.Connection, number: int) -> Saying:
    """A statement as it is compared with others."""
    row = connection.execute(
        "SELECT content, speaker_folded, form, published FROM statements JOIN articles ON articles.number = article"
        " WHERE statements.number = ?",
        (number,),
    ).fetchone()
    day = date.fromisoformat(row["published"]).toordinal() if row["published"] else None
    return Saying(phrases(row["content"] or ""), row["speaker_folded"], row["form"] != "indirect", day)


def _same(connection: sqlite3.Connection, number: int) -> Iterator[Near[int]]:
    mine = saying(connection, number)
    found = {
        statement
        for mark in marks(mine.phrases)
        for (statement,) in connection.execute("SELECT statement FROM phrases WHERE mark = ? LIMIT ?", (mark, CROWD))
    }
    for other in sorted(found - {number}):
        if alike := sameness(mine, saying(connection, other)):
            yield Near(other, order(connection, SAYINGS, other), alike)
