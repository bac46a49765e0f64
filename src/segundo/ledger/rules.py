"""By which version of its rules a ledger counts: what was found by others is found anew."""

from __future__ import annotations

import sqlite3

VERSION = 11
"""Of the rules in docs/counting.md, and of their figures in :mod:`segundo.repeats` and the language's tables."""

_NAME = "counting"


def found(connection: sqlite3.Connection) -> int | None:
    """The version by which this ledger counts; None where nothing has been compared yet."""
    row = connection.execute("SELECT version FROM rules WHERE name = ?", (_NAME,)).fetchone()
    return row[0] if row else None


def renew(connection: sqlite3.Connection) -> None:
    """Forget what was found by other rules, so that all is compared anew by these."""
    if found(connection) == VERSION:
        return
    # Before each table those that go with its rows, one by one.
    for table in (
        "copies", "marks", "texts", "keys", "likes", "profiles", "phrases", "doubts", "bearers", "calls", "uses",
        "places", "casts", "name_words", "names",
    ):  # fmt: skip
        connection.execute(f"DELETE FROM {table}")
    for table in ("sayings", "amounts", "deeds"):
        connection.execute(f"UPDATE {table} SET root = NULL, parent = NULL, likeness = NULL")
    connection.execute("UPDATE amounts SET counted = NULL")
    connection.execute("INSERT OR REPLACE INTO rules (name, version) VALUES (?, ?)", (_NAME, VERSION))
