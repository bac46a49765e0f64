"""Opening a ledger's file: for one writer with its lock, or for any number of readers."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from segundo.errors import LedgerError, NotALedgerError
from segundo.ledger.faults import broken, busy
from segundo.ledger.migrations import create, migrate, newest, version
from segundo.segment import fold

MEMORY = Path(":memory:")
"""The path of a ledger that is in memory only, and gone once it is closed."""

BUSY_SECONDS = 10.0
"""How long to wait for another application that holds the file for a moment."""

MAPPED_BYTES = 2**31 - 2**16
"""How much of the file a connection that is kept, or that writes, reads as memory, which saves it copies: the most that
SQLite takes."""

PATIENT_SECONDS = 120.0
"""How long the writer waits for a correction that touches thousands of articles: no run should end there."""

CACHE_KIB = 256 * 1024
"""Memory that a connection which writes may keep pages of the file in."""

WAL_PAGES = 4000
"""Pages (32 MB) that are gathered before they are brought to their places in the file."""


class Lock:
    """The right to write to a ledger, held until :meth:`release` or the death of the process.

    It is an exclusive transaction on an empty database beside the ledger, since that works on all systems and ends
    with the process. The tables themselves are safe without it: every article is one transaction of its own.

    Raises:
        LedgerBusyError: if another process, or another part of this one, holds it.
        LedgerError: if the folder of the ledger is not there.
    """

    def __init__(self, path: Path) -> None:
        if path != MEMORY and not path.parent.is_dir():
            raise LedgerError(
                "there is no folder {folder!r}", where=str(path), do="Make it, or name a file elsewhere",
                folder=str(path.parent),
            )  # fmt: skip
        self._file = path if path == MEMORY else path.with_name(f"{path.name}-lock")
        self._connection = sqlite3.connect(self._file, timeout=0, isolation_level=None)
        try:
            self._connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            self._connection.close()
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise busy(path) from None
            raise

    def release(self) -> None:
        """Let others write."""
        with suppress(OSError):
            self._file.unlink()
        self._connection.close()


def upgrade(path: Path) -> None:
    """Bring a ledger of an older version up to date, if there is one and nobody is writing to it.

    Raises:
        LedgerBusyError: if another process is writing to it.
    """
    if not path.is_file():
        return
    with closing(attach(path)) as connection:
        outdated = 0 < version(connection) < newest()
    if outdated:
        lock = Lock(path)
        try:
            connect(path, write=True).close()
        finally:
            lock.release()


def connect(path: Path, *, write: bool, correct: bool = False, shared: bool = False) -> sqlite3.Connection:
    """A connection to the ledger at a path; with ``write`` a missing or empty file becomes a ledger.

    With ``correct`` the tables of a ledger that is there can be written to; with ``shared`` threads can use it in turn.

    Raises:
        NotALedgerError: if the file is something else, damaged, or of a newer version.
        LedgerError: if it is a folder, there is no such file and ``write`` is not set, or it must be brought up to date
            first.
        sqlite3.Error: if SQLite cannot open it.
    """
    if path.is_dir():
        raise LedgerError("this is a folder", where=str(path), do="Name the ledger's file")
    if not write and not path.is_file():
        raise LedgerError("there is no such file", where=str(path), do="`segundo read` makes a ledger")
    connection = attach(path, make=write, shared=shared)
    connection.create_function("fold", 1, fold, deterministic=True)  # triggers and migrations need it too
    try:
        _prepare(connection, path, write=write)
    except BaseException:
        connection.close()
        raise
    if correct and not write:
        connection.execute("PRAGMA query_only = OFF")
        _set_for_writing(connection)
    if shared or write:
        connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
    connection.row_factory = sqlite3.Row
    return connection


def _set_for_writing(connection: sqlite3.Connection) -> None:
    # A power cut may lose the last articles, which the next run reads again; a killed process loses none.
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What is written goes to all parts of the file: SQLite's own cache of 2 MB would be read anew again and again, and
    # pages that many articles change would be brought to their places after every few of them.
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {WAL_PAGES}")
    connection.execute("PRAGMA temp_store = MEMORY")


def attach(path: Path, *, make: bool = False, shared: bool = False) -> sqlite3.Connection:
    """A bare connection; with ``make`` a missing file is made.

    Readers too get one that could write, where the file allows it: only such a one takes the files away that SQLite
    keeps beside a ledger in use. In a folder that cannot be written there are none, and no writer either.

    Raises:
        sqlite3.Error: if SQLite cannot open it.
    """
    if path == MEMORY:
        return sqlite3.connect(":memory:", isolation_level=None)
    fixed = not make and not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    address = f"file:{quote(str(path.absolute()))}?mode={'rwc' if make else 'rw'}{'&immutable=1' if fixed else ''}"
    return sqlite3.connect(
        address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=not shared
    )


def _prepare(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    found = version(connection)
    if found < 0:
        raise broken(path, "this is a database of another application")
    if found == 0 and not write:
        raise broken(path, "this file is empty")
    if found > newest():
        raise NotALedgerError(
            "this ledger is of version {found}; this Segundo knows versions up to {newest}",
            where=str(path),
            do="Install a newer Segundo",
            found=found,
            newest=newest(),
        )
    if 0 < found < newest() and not write:
        raise LedgerError(
            "this ledger is of the older version {found}", where=str(path), do="`segundo read` brings it up to date",
            found=found,
        )
    if not write:
        connection.execute("PRAGMA query_only = ON")
        return
    connection.execute(f"PRAGMA busy_timeout = {PATIENT_SECONDS * 1000:.0f}")
    # Twice SQLite's own size: an article's text would waste much of a smaller page. It counts for a new file only.
    connection.execute("PRAGMA page_size = 8192")
    connection.execute("PRAGMA journal_mode = WAL")
    _set_for_writing(connection)
    if found == 0:
        create(connection)
    elif found < newest():
        migrate(connection, found)
