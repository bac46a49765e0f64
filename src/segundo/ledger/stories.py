"""The stories of a ledger, as they are given back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from segundo.ledger.browsing import SAMPLE
from segundo.ledger.filters import EVERYTHING, Filter, page, where
from segundo.ledger.queries import tables
from segundo.ledger.rows import StoryList, StoryRow, ToldRow
from segundo.ledger.telling import terms
from segundo.repeats.stories import common, name

SHOWN = 6
"""Words that are named where two articles are alike."""


def stories(connection: sqlite3.Connection, wanted: Filter) -> Iterator[StoryRow]:
    """The stories of two articles or more of which one meets a filter of articles, those of most articles first."""
    every = _roots(connection, wanted)
    return (_story(connection, root) for root in _of_page(every, wanted))


def count_stories(connection: sqlite3.Connection, wanted: Filter) -> int:
    """How many stories of two articles or more have one that meets a filter of articles."""
    return len(_roots(connection, wanted))


def story_list(connection: sqlite3.Connection, wanted: Filter, outlets: int) -> StoryList:
    """The stories that :func:`stories` has, how many there are in all, and the outlets that tell most of these.

    Of many stories the first :data:`~segundo.ledger.browsing.SAMPLE` are looked at for outlets.
    """
    every = _roots(connection, wanted)
    told = connection.execute(
        "SELECT outlet, count(DISTINCT root) FROM profiles JOIN articles ON number = node"
        " WHERE root IN (SELECT value FROM json_each(?)) AND outlet IS NOT NULL"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        (json.dumps(every[:SAMPLE]), outlets),
    )
    rows = tuple(_story(connection, root) for root in _of_page(every, wanted))
    return StoryList(rows, len(every), tuple(map(tuple, told)))


def _roots(connection: sqlite3.Connection, wanted: Filter) -> list[int]:
    """The stories that meet a filter, by the numbers of their first articles, those of most articles first."""
    condition, values = _where(wanted)
    rows = connection.execute(
        f"SELECT root FROM profiles WHERE {condition} GROUP BY root HAVING count(*) > 1"
        " ORDER BY count(*) DESC, min(day), root",
        values,
    )
    return [root for (root,) in rows]


def _of_page(every: list[int], wanted: Filter) -> list[int]:
    page(wanted)  # says what is wrong with its limit or offset
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    return every[wanted.offset : end]


def story_of(connection: sqlite3.Connection, number: int) -> StoryRow | None:
    """The story that an article tells; None where it has not been compared, or where no other article tells it."""
    row = connection.execute("SELECT root FROM profiles WHERE node = ?", (number,)).fetchone()
    told = _story(connection, row["root"]) if row and row["root"] is not None else None
    return told if told and told.articles > 1 else None


def story(connection: sqlite3.Connection, number: int) -> tuple[ToldRow, ...]:
    """The articles of an article's story, the earliest first; none where it has not been compared yet."""
    row = connection.execute("SELECT root FROM profiles WHERE node = ?", (number,)).fetchone()
    return tuple(_told(connection, member) for member in _members(connection, row["root"])) if row else ()


def _where(wanted: Filter) -> tuple[str, list[Any]]:
    """The SQL condition on ``profiles`` that some article of the story meets a filter, and the values to bind."""
    condition, values = where("articles", wanted)
    if condition == EVERYTHING:
        return "root IS NOT NULL", []
    told = f"SELECT root {tables('articles')} JOIN profiles ON node = article.number WHERE {condition}"
    return f"root IN ({told})", values


def _story(connection: sqlite3.Connection, root: int) -> StoryRow:
    members = _members(connection, root)
    row = connection.execute(
        "SELECT first.id, count(*) AS articles, count(DISTINCT article.outlet_folded) AS outlets,"
        " min(article.published) AS first_day, max(article.published) AS last_day FROM profiles"
        " JOIN articles AS article ON article.number = node JOIN articles AS first ON first.number = root"
        " WHERE root = ?",
        (root,),
    ).fetchone()
    return StoryRow(
        id=row["id"],
        name=name(terms(connection, number) for number in members),
        articles=row["articles"],
        outlets=row["outlets"],
        first_day=_date(row["first_day"]),
        last_day=_date(row["last_day"]),
    )


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
        why = common(terms(connection, number), terms(connection, row["parent"]))
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
