"""Which articles of a ledger tell of the same happening: found for what is new, kept for the rest."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from segundo.ledger.forest import Forest, Near, attach, open_again, order, settle, waiting
from segundo.repeats.stories import COMMON, LIKE, WITHIN, Profile, keys, likeness, pack, profile, unpack

STORIES: Forest[int] = Forest("profiles", "coalesce(published, '9999'), id", "articles WHERE number = ?")


class About(NamedTuple):
    """What an article is about, and the day of its publication, counted from the first of all."""

    profile: Profile
    day: int | None


def pending(connection: sqlite3.Connection) -> list[int]:
    """The articles that have not been looked at since they were written."""
    rows = connection.execute("SELECT number FROM articles EXCEPT SELECT node FROM profiles ORDER BY 1")
    return [number for (number,) in rows]


def tell(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Enter new articles among the stories, and find anew what is affected."""
    for number in numbers:
        new = about(connection, number)
        connection.execute(
            "INSERT INTO profiles (node, terms, day) VALUES (?, ?, ?)", (number, pack(new.profile), new.day)
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
    return About(profile(row["title"], row["text"]), day)


def stored(connection: sqlite3.Connection, number: int) -> About:
    """An article as the ledger keeps it for comparing."""
    row = connection.execute("SELECT terms, day FROM profiles WHERE node = ?", (number,)).fetchone()
    return About(unpack(row["terms"]), row["day"])


def _keys(number: int, of: About) -> list[tuple[str, int, int]]:
    return [(stem, of.day or 0, number) for stem in keys(of.profile)]


def near(connection: sqlite3.Connection, number: int) -> Iterator[Near[int]]:
    """The other articles that are enough like one; copies are, whatever their dates."""
    copies = {
        other
        for (other,) in connection.execute(
            "SELECT earlier FROM copies JOIN profiles ON node = earlier WHERE later = ?1"
            " UNION SELECT later FROM copies JOIN profiles ON node = later WHERE earlier = ?1",
            (number,),
        )
    }
    mine = stored(connection, number)
    bounds = (0, date.max.toordinal()) if mine.day is None else (mine.day - WITHIN, mine.day + WITHIN)
    found = Counter(
        article
        for stem in keys(mine.profile)
        for (article,) in connection.execute(
            "SELECT article FROM keys WHERE stem = ?1 AND day BETWEEN ?2 AND ?3"
            " UNION SELECT article FROM keys WHERE stem = ?1 AND day = 0",
            (stem, *bounds),
        )
    )
    likely = {other for other, common in found.items() if common >= COMMON}
    for other in sorted(likely - copies - {number}):
        there = stored(connection, other)
        apart = None if mine.day is None or there.day is None else abs(mine.day - there.day)
        if (alike := likeness(mine.profile, there.profile, apart)) >= LIKE:
            yield Near(other, order(connection, STORIES, other), alike)
    for other in sorted(copies):
        yield Near(other, order(connection, STORIES, other), 1.0)
