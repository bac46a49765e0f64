"""The versions of the schema: making a new ledger, and bringing an older one up to date."""

from __future__ import annotations

import sqlite3
from importlib.resources import files

APPLICATION_ID = 0x53474E44
"""Marks a SQLite file as a ledger of Segundo: "SGND"."""


def _script(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


MIGRATIONS: tuple[str, ...] = tuple(
    _script(f"{name}.sql")
    for name in (
        "counting", "series", "identities", "browsing", "corrections", "areas", "comparing", "seeking", "unsure",
        "twins", "tallies", "sums", "reports", "firsts", "likes", "lean",
    )
)  # fmt: skip
"""The n-th script brings a ledger of schema version n to n + 1; what is released is never changed."""


def version(connection: sqlite3.Connection) -> int:
    """The schema version of a ledger: 0 for an empty database, -1 for one of another application."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application == APPLICATION_ID:
        return int(schema)
    return -1 if application or schema or objects else 0


def newest() -> int:
    """The schema version that this Segundo writes."""
    return len(MIGRATIONS) + 1


def create(connection: sqlite3.Connection) -> None:
    """Make an empty database a ledger of the newest version: the first one's schema and all that came after.

    It is made wholly or, if stopped, not at all.
    """
    _run(connection, _script("schema.sql"), *MIGRATIONS, f"PRAGMA application_id = {APPLICATION_ID};")


def migrate(connection: sqlite3.Connection, found: int) -> None:
    """Bring a ledger from the version found to the newest: wholly or, if stopped, not at all."""
    _run(connection, *MIGRATIONS[found - 1 :])


def _run(connection: sqlite3.Connection, *scripts: str) -> None:
    try:
        connection.executescript(
            "\n".join(["BEGIN IMMEDIATE;", *scripts, f"PRAGMA user_version = {newest()};", "COMMIT;"])
        )
    except BaseException:
        connection.rollback()
        raise
