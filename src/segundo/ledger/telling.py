"""Which articles of a ledger tell of the same happening: found for what is new, kept for the rest."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from segundo.ledger.copying import UNDATED, absent, copies_of
from segundo.ledger.forest import Forest, Near, attach, open_again, settle, waiting
from segundo.repeats.stories import (
    COMMON,
    LIKE,
    WITHIN,
    Profile,
    Weights,
    keys,
    likeness,
    pack,
    pack_weights,
    profile,
    unpack,
    unpack_weights,
    weights,
)

STORIES: Forest[int] = Forest("profiles", f"coalesce(published, '{UNDATED}'), id", "articles WHERE number = ?")


class About(NamedTuple):
    """What an article is about, as it is told and as it is compared; its day, counted from the first of all."""

    profile: Profile
    weights: Weights
    day: int | None


def pending(connection: sqlite3.Connection) -> list[int]:
    """The articles that have not been looked at since they were written."""
    return absent(connection, "SELECT node FROM profiles")


def tell(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Enter new articles among the stories, and find anew what is affected."""
    for number in numbers:
        new = about(connection, number)
        connection.execute(
            "INSERT INTO profiles (node, terms, weights, day) VALUES (?, ?, ?, ?)",
            (number, pack(new.profile), pack_weights(new.weights), new.day),
        )
        connection.executemany("INSERT INTO keys (stem, day, article) VALUES (?, ?, ?)", _keys(number, new))
    affected = set(waiting(connection, STORIES))
    for number in sorted(affected):
        affected |= attach(connection, STORIES, number, near(connection, number))
    settle(connection, STORIES, affected)


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Take out what is known of an article that is to be replaced; its story is found anew."""
    if connection.execute("SELECT 1 FROM profiles WHERE node = ?", (number,)).fetchone():
        open_again(connection, STORIES, number)
        gone = _keys(number, stored(connection, number))
        connection.executemany("DELETE FROM keys WHERE stem = ? AND day = ? AND article = ?", gone)
        connection.execute("DELETE FROM profiles WHERE node = ?", (number,))


def about(connection: sqlite3.Connection, number: int) -> About:
    """An article, looked at anew."""
    row = connection.execute("SELECT title, text, published FROM articles WHERE number = ?", (number,)).fetchone()
    day = date.fromisoformat(row["published"]).toordinal() if row["published"] else None
    told = profile(row["title"], row["text"])
    return About(told, weights(told), day)


def stored(connection: sqlite3.Connection, number: int) -> About:
    """An article as the ledger keeps it for comparing."""
    row = connection.execute("SELECT terms, weights, day FROM profiles WHERE node = ?", (number,)).fetchone()
    return About(unpack(row["terms"]), unpack_weights(row["weights"]), row["day"])


def terms(connection: sqlite3.Connection, number: int) -> Profile:
    """What an article is about, as the ledger keeps it for telling."""
    return unpack(connection.execute("SELECT terms FROM profiles WHERE node = ?", (number,)).fetchone()[0])


def _keys(number: int, of: About) -> list[tuple[str, int, int]]:
    return [(stem, of.day or 0, number) for stem in keys(of.profile)]


def near(connection: sqlite3.Connection, number: int) -> Iterator[Near[int]]:
    """The other articles that are enough like one; copies are, whatever their dates."""
    mine = stored(connection, number)
    copies = copies_of(connection, number)
    likely = [other for other in _likely(connection, mine) if other != number and other not in copies]
    for row in _rows(connection, "weights, day", likely):
        apart = None if mine.day is None or row["day"] is None else abs(mine.day - row["day"])
        if (alike := likeness(mine.weights, unpack_weights(row["weights"]), apart)) >= LIKE:
            yield Near(row["node"], (row["published"] or UNDATED, row["id"]), alike)
    for row in _rows(connection, "day", copies):
        yield Near(row["node"], (row["published"] or UNDATED, row["id"]), 1.0)


def _likely(connection: sqlite3.Connection, of: About) -> list[int]:
    """The articles of the days around one that have enough of its strongest words."""
    bounds = (1, date.max.toordinal()) if of.day is None else (of.day - WITHIN, of.day + WITHIN)
    rows = connection.execute(
        """
        WITH wanted (stem) AS MATERIALIZED (SELECT value FROM json_each(?1))
        SELECT article FROM (
            SELECT article FROM wanted CROSS JOIN keys USING (stem) WHERE day BETWEEN ?2 AND ?3
            UNION ALL SELECT article FROM wanted CROSS JOIN keys USING (stem) WHERE day = 0
        ) GROUP BY article HAVING count(*) >= ?4
        """,
        (json.dumps(keys(of.profile)), *bounds, COMMON),
    )
    return [article for (article,) in rows]


def _rows(connection: sqlite3.Connection, columns: str, numbers: Iterable[int]) -> sqlite3.Cursor:
    """The profiles of articles, with what their order is by."""
    return connection.execute(
        f"SELECT node, published, id, {columns} FROM profiles JOIN articles ON number = node"
        " WHERE node IN (SELECT value FROM json_each(?))",
        (json.dumps([*numbers]),),
    )
