"""Who has the marks of a text: articles by their shingles, statements by their phrases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable


def having(
    connection: sqlite3.Connection, table: str, column: str, marks: Iterable[int], most: int, *, least: int = 1
) -> dict[int, list[int]]:
    """For each of some marks in a table that so many have at least, the first, up to ``most``, that have it.

    All are looked up by one query, in their order, so that each part of a large table is sought once; few of them are
    those of several.
    """
    rows = connection.execute(
        f"SELECT value, (SELECT group_concat({column}) FROM (SELECT {column} FROM {table} WHERE mark = value LIMIT ?2))"
        f" FROM json_each(?1) WHERE (SELECT 1 FROM {table} WHERE mark = value LIMIT 1 OFFSET ?3)",
        (json.dumps(sorted(marks)), most, least - 1),
    )
    return {mark: [*map(int, listed.split(","))] for mark, listed in rows}
