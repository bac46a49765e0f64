"""Two ways to the rows that meet a filter: to look them up, or to meet them on the way through the whole list.

Few rows are looked up at once, but to put half a million in order would take a second, where the first thirty of the
list are soon met. How many there are is not known before. So they are looked up first, for a limited number of steps,
and if that was not enough, the list is gone through.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from segundo.ledger.filters import EVERYTHING, By, Filter, fts_query, where

STEPS = 1_000_000
"""Steps of SQLite's machine that looking up may take: some hundredths of a second, enough for ten thousand rows."""

_LOOKS = 10
"""How often it is asked whether they are over; SQLite counts on from where it last stopped, so once would not do."""

CROWD = 10_000
"""Words that more paragraphs or statements have are not looked up alone, since a step of a search takes longer."""

_SEARCHED = (("text", "passages_fts"), ("content", "statements_fts"))
_SEARCHED_OF_EVENTS = (("text", "passages_fts"), ("content", "passages_fts"))


def found(
    connection: sqlite3.Connection,
    kind: str,
    wanted: Filter,
    sql: Callable[[str], str],
    values: Sequence[Any] = (),
    *,
    by: By = "list",
    on_the_way: Callable[[str], str] | None = None,
) -> list[sqlite3.Row]:
    """What a query gives that is made from the SQL condition of a filter; ``values`` are bound after the filter's own.

    ``by`` is the way that is gone if looking up takes too long, ``on_the_way`` the query then, if it is another one.
    """
    look = looking(connection, kind, wanted)
    condition, bound = where(kind, wanted, by=look or "filter")
    if condition == EVERYTHING:
        return connection.execute(sql(condition), [*bound, *values]).fetchall()
    rows = _within(connection, sql(condition), [*bound, *values]) if look else None
    if rows is None:
        condition, bound = where(kind, wanted, by=by)
        rows = connection.execute((on_the_way or sql)(condition), [*bound, *values]).fetchall()
    return rows


def looking(connection: sqlite3.Connection, kind: str, wanted: Filter) -> By | None:
    """How the rows that meet a filter are looked up best; None where it asks only for words that a crowd has."""
    searched = _SEARCHED_OF_EVENTS if kind == "events" else _SEARCHED
    if not any(_has_crowd(connection, index, getattr(wanted, name)) for name, index in searched):
        return "filter"
    rest = replace(wanted, text=None, content=None, count="all")
    return None if where(kind, rest)[0] == EVERYTHING else "rest"


def _has_crowd(connection: sqlite3.Connection, index: str, searched: str | None) -> bool:
    """Whether a crowd has the words that are searched in an index."""
    if not searched:
        return False
    some = f"SELECT 1 FROM {index} WHERE {index} MATCH ? LIMIT {CROWD + 1}"
    ((number,),) = connection.execute(f"SELECT count(*) FROM ({some})", (fts_query(searched),))
    return bool(number > CROWD)


def _within(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> list[sqlite3.Row] | None:
    """The rows of a query, or None if it takes more than :data:`STEPS`."""
    looks = count(1)
    connection.set_progress_handler(lambda: next(looks) >= _LOOKS, max(STEPS // _LOOKS, 1))
    try:
        return connection.execute(sql, values).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return None
    finally:
        connection.set_progress_handler(None, 0)
