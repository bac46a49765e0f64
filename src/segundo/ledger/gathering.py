"""Which series a ledger has: kept as they are listed, found anew for what has changed.

Triggers note the articles whose figures, story or sources changed, and the lines that figures have left. A line has all
figures that may be in one series, so that what is found of it depends on nothing else.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from segundo.ledger.series import COLUMNS, LEAST, LISTED, groups, kept, line, listed, meeting, select, words


def pending(connection: sqlite3.Connection) -> list[int]:
    """The lines of which the series are to be found anew: those that changed figures are in, and were in before."""
    changed = []
    for found in select(connection, "record.article IN (SELECT article FROM moved)"):
        if (new := line(found.key)) != found.row["line"]:
            changed.append((new, found.row["id"]))
    connection.execute(
        "INSERT OR IGNORE INTO stirred (line) SELECT line FROM moved CROSS JOIN figures USING (article)"
        " CROSS JOIN amounts ON node = id WHERE line IS NOT NULL"
    )
    connection.executemany("UPDATE amounts SET line = ? WHERE node = ?", changed)
    connection.executemany("INSERT OR IGNORE INTO stirred (line) VALUES (?)", [(new,) for new, _ in changed])
    connection.execute("DELETE FROM moved")
    return [number for (number,) in connection.execute("SELECT line FROM stirred ORDER BY line")]


def gather(connection: sqlite3.Connection, lines: Sequence[int]) -> None:
    """Find the series of lines, and keep those that are listed."""
    which = json.dumps(lines)
    for table in ("series", "stirred"):
        connection.execute(f"DELETE FROM {table} WHERE line IN (SELECT value FROM json_each(?))", (which,))
    found = groups(select(connection, "amount.line IN (SELECT value FROM json_each(?))", [which]))
    met = meeting(connection, LISTED, [each.row["id"] for group in found for each in group])
    for group in found:
        for row in listed(connection, [group], met, LEAST):
            values = {
                **{name: getattr(row, name) for name in COLUMNS},
                "first_day": row.first_day and row.first_day.isoformat(),
                "last_day": row.last_day and row.last_day.isoformat(),
                "line": line(group[0].key),
                "words": json.dumps(sorted(words(group)), ensure_ascii=False),
            }
            names, marks = ", ".join(values), ", ".join("?" * len(values))
            # What was in another line before may still be kept under that one, which is found anew after this.
            connection.execute(f"INSERT OR REPLACE INTO series ({names}) VALUES ({marks})", [*values.values()])


def wrong(connection: sqlite3.Connection) -> list[str]:
    """The ids of series that are not kept as their figures make them."""
    met = meeting(connection, LISTED)
    right = set(listed(connection, groups(select(connection)), met, LEAST))
    return sorted({row.id for row in right ^ set(kept(connection, None, LEAST, frozenset()))})
