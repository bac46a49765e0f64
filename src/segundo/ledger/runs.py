"""Runs of a reader over articles, and the inputs that one could not read."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from segundo.article import Failure
from segundo.ledger.rows import Counts


def start(connection: sqlite3.Connection, version: str) -> int:
    """Enter a new run of a version of the reader and the finders; its number."""
    added = connection.execute("INSERT INTO runs (version, started) VALUES (?, ?)", (version, _now()))
    return int(added.lastrowid or 0)


def finish(connection: sqlite3.Connection, run: int, counts: Counts) -> None:
    """Enter that a run came to its end, and what it did."""
    connection.execute(
        "UPDATE runs SET finished = ?, articles = ?, known = ?, failures = ? WHERE number = ?",
        (_now(), counts.articles, counts.known, counts.failures, run),
    )


def fail(connection: sqlite3.Connection, failure: Failure, run: int) -> None:
    """Enter an input that could not be read; of one that failed the same way before, nothing changes."""
    connection.execute(
        "INSERT INTO failures (source, code, reason, run) VALUES (?, ?, ?, ?) ON CONFLICT (source) DO UPDATE"
        " SET code = excluded.code, reason = excluded.reason, run = excluded.run"
        " WHERE (code, reason) != (excluded.code, excluded.reason)",
        (failure.source, failure.code, failure.reason, run),
    )


def succeed(connection: sqlite3.Connection, source: str) -> None:
    """Forget that an input could not be read."""
    connection.execute("DELETE FROM failures WHERE source = ?", (source,))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
