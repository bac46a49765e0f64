"""The stories of a ledger, as they are given back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

from segundo.ledger.rows import StoryRow, ToldRow
from segundo.ledger.telling import stored
from segundo.repeats.stories import common, name

SHOWN = 6
"""Words that are named where two articles are alike."""


def stories(connection: sqlite3.Connection) -> Iterator[StoryRow]:
    """The stories of two articles or more, those of most articles first."""
    rows = connection.execute(
        "SELECT root, count(*) AS articles, count(DISTINCT outlet_folded) AS outlets, min(published) AS first_day,"
        " max(published) AS last_day FROM profiles JOIN articles ON number = node"
        " WHERE root IS NOT NULL GROUP BY root HAVING count(*) > 1 ORDER BY 2 DESC, min(published), root"
    )
    for row in rows:
        members = _members(connection, row["root"])
        (identifier,) = connection.execute("SELECT id FROM articles WHERE number = ?", (row["root"],)).fetchone()
        yield StoryRow(
            id=identifier,
            name=name(stored(connection, number).profile for number in members),
            articles=row["articles"],
            outlets=row["outlets"],
            first_day=_date(row["first_day"]),
            last_day=_date(row["last_day"]),
        )


def story(connection: sqlite3.Connection, number: int) -> tuple[ToldRow, ...]:
    """The articles of an article's story, the earliest first; none where it has not been compared yet."""
    row = connection.execute("SELECT root FROM profiles WHERE node = ?", (number,)).fetchone()
    return tuple(_told(connection, member) for member in _members(connection, row["root"])) if row else ()


def _members(connection: sqlite3.Connection, story: int | None) -> list[int]:
    rows = connection.execute(
        "SELECT node FROM profiles JOIN articles ON number = node WHERE root = ?"
        " ORDER BY published IS NULL, published, id",
        (story,),
    )
    return [number for (number,) in rows]


def _told(connection: sqlite3.Connection, number: int) -> ToldRow:
    row = connection.execute(
        "SELECT article.*, parent, likeness, other.id AS like_id FROM profiles"
        " JOIN articles AS article ON article.number = node"
        " LEFT JOIN articles AS other ON other.number = parent WHERE node = ?",
        (number,),
    ).fetchone()
    why: list[str] = []
    if row["parent"] is not None:
        why = common(stored(connection, number).profile, stored(connection, row["parent"]).profile)
    return ToldRow(
        article=row["id"],
        outlet=row["outlet"],
        published=_date(row["published"]),
        title=row["title"],
        like=row["like_id"],
        likeness=row["likeness"],
        words=tuple(why[:SHOWN]),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
