"""Which articles of a ledger tell of the same happening: found for what is new, kept for the rest.

Of articles with the same text and title, published on one day, the first one is looked up by its words.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from segundo.ledger import twins
from segundo.ledger.copying import TEXTS, UNDATED, absent, copies_of, linked
from segundo.ledger.forest import Forest, Near, attach, open_again, settle, waiting
from segundo.repeats.stories import (
    COMMON,
    LIKE,
    WITHIN,
    Profile,
    Weights,
    keys,
    likenesses,
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
    return absent(connection, "profiles", "node")


def tell(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Enter new articles among the stories, and find anew what is affected."""
    for number in numbers:
        new = about(connection, number)
        packed = pack_weights(new.weights)
        connection.execute(
            "INSERT INTO profiles (node, terms, weights, day) VALUES (?, ?, ?, ?)",
            (number, pack(new.profile), packed, new.day),
        )
        first, before = twins.enter(connection, STORIES, number, same(connection, number, packed, new.day))
        if first == number:
            _enter_keys(connection, number, new, before)
    affected = {*waiting(connection, STORIES), *_astray(connection, numbers)}
    for number in sorted(affected):
        affected |= attach(connection, STORIES, number, near(connection, number))
    settle(connection, STORIES, affected)


def same(connection: sqlite3.Connection, number: int, weights: bytes, day: int | None) -> int | None:
    """A number that articles have which are alike in text, weights and day; None where the text is too short."""
    row = connection.execute("SELECT same FROM texts WHERE article = ?", (number,)).fetchone()
    return None if row is None or row[0] is None else twins.number(str(row[0]).encode(), weights, str(day).encode())


def _astray(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[int]:
    """The articles with the very words of new ones that are earlier, which are to go to these now."""
    rows = connection.execute(
        "SELECT node FROM texts JOIN profiles ON node = texts.article"
        " WHERE texts.same IN (SELECT same FROM texts"
        " WHERE article IN (SELECT value FROM json_each(?1)) AND first = article)"
        " AND article != texts.first AND profiles.parent IS NOT texts.first",
        (json.dumps([*numbers]),),
    )
    return (node for (node,) in rows)


def _enter_keys(connection: sqlite3.Connection, number: int, of: About, before: int | None) -> None:
    """Let an article be looked up, in the place of another one with the same keys where there is one."""
    if before is not None:
        _leave_keys(connection, before, of)
    found = _like(connection, number, of)
    connection.executemany("INSERT INTO keys (stem, day, article) VALUES (?, ?, ?)", _keys(number, of))
    pairs = [(one, other, alike) for there, alike in found.items() for one, other in ((number, there), (there, number))]
    connection.executemany("INSERT INTO likes (one, other, likeness) VALUES (?, ?, ?)", pairs)


def _leave_keys(connection: sqlite3.Connection, number: int, of: About) -> None:
    connection.executemany("DELETE FROM keys WHERE stem = ? AND day = ? AND article = ?", _keys(number, of))
    pairs = [pair for there in _likely(connection, number) for pair in ((number, there), (there, number))]
    connection.executemany("DELETE FROM likes WHERE one = ? AND other = ?", pairs)


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Take out what is known of an article that is to be replaced; its story is found anew."""
    first = twins.first_of(connection, STORIES, number)
    if first is None:
        return
    open_again(connection, STORIES, number)
    of = stored(connection, number)
    if (heir := twins.leave(connection, STORIES, number)) is not None:
        _enter_keys(connection, heir, of, number)
    elif first == number:
        _leave_keys(connection, number, of)
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


def wrong(connection: sqlite3.Connection) -> Iterator[int]:
    """The articles of which others are kept as alike than their words say."""
    for (number,) in connection.execute("SELECT node FROM profiles WHERE first = node ORDER BY 1").fetchall():
        if _likely(connection, number) != _like(connection, number, stored(connection, number)):
            yield number


def _keys(number: int, of: About) -> list[tuple[str, int, int]]:
    return [(stem, of.day or 0, number) for stem in keys(of.profile)]


def near(connection: sqlite3.Connection, number: int) -> Iterator[Near[int]]:
    """The other articles that are enough like one; copies are, whatever their dates.

    What has the same text, title and day as an earlier article is only its copy: whoever is like it is like that one.
    """
    copies = copies_of(connection, number)
    likely = _likely(connection, number)
    texts = {twins.first_of(connection, TEXTS, number), *copies} if likely else set()
    rows = connection.execute(
        "SELECT number, published, id, (SELECT first FROM texts WHERE texts.article = number) AS first FROM articles"
        " WHERE number IN (SELECT value FROM json_each(?1)) AND number IN (SELECT node FROM profiles)",
        (json.dumps([*{*likely, *copies}]),),
    )
    if likely and number not in texts:  # what the first one with these words is linked with does not see it either
        (first,) = copies
        texts |= linked(connection, first).keys()
    for row in rows:
        if row["number"] in copies or row["first"] not in texts:
            alike = 1.0 if row["number"] in copies else likely[row["number"]]
            yield Near(row["number"], (row["published"] or UNDATED, row["id"]), alike)


def _likely(connection: sqlite3.Connection, number: int) -> dict[int, float]:
    """The articles that are kept as alike one by their words, with how much."""
    return dict(connection.execute("SELECT other, likeness FROM likes WHERE one = ?", (number,)).fetchall())


def _like(connection: sqlite3.Connection, number: int, mine: About) -> dict[int, float]:
    """The articles of the days around one that are enough like it by their words, with how much."""
    bounds = (1, date.max.toordinal()) if mine.day is None else (mine.day - WITHIN, mine.day + WITHIN)
    (listed,) = connection.execute(
        """
        WITH wanted (stem) AS MATERIALIZED (SELECT value FROM json_each(?1))
        SELECT json_group_array(article) FROM (
            SELECT article FROM wanted CROSS JOIN keys USING (stem) WHERE day BETWEEN ?2 AND ?3
            UNION ALL SELECT article FROM wanted CROSS JOIN keys USING (stem) WHERE day = 0
        )
        """,
        (json.dumps(keys(mine.profile)), *bounds),
    ).fetchone()
    having = Counter(json.loads(listed))  # the database would sort them all
    candidates = [article for article, count in having.items() if count >= COMMON and article != number]
    found = connection.execute(
        "SELECT node, weights, day FROM json_each(?) CROSS JOIN profiles ON node = value", (json.dumps(candidates),)
    ).fetchall()
    apart = [None if mine.day is None or day is None else abs(mine.day - day) for _, _, day in found]
    alike = likenesses(mine.weights, [(weights, days) for (_, weights, _), days in zip(found, apart, strict=True)])
    return {node: much for (node, _, _), much in zip(found, alike, strict=True) if much >= LIKE}
