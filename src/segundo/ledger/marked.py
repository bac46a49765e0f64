"""Who has the marks of a text: articles by their shingles, statements by their phrases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable


def having(
    connection: sqlite3.Connection, table: str, column: str, marks: Iterable[int], most: int
) -> dict[int, list[int]]:
    """For each of some marks that there is in a table, the first, up to so many, that have it.

    All are looked up by one query, in their order, so that each part of a large table is sought once.
    """
    rows = connection.execute(
        f"SELECT value, (SELECT group_concat({column}) FROM (SELECT {column} FROM {table} WHERE mark = value LIMIT ?2))"
        " FROM json_each(?1)",
        (json.dumps(sorted(marks)), most),
    )
    return {mark: [*map(int, listed.split(","))] for mark, listed in rows if listed}
