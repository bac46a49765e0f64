"""SQLite's errors, said as Segundo's: what happened, to which file, and what to do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from segundo.errors import LedgerBusyError, LedgerError, LedgerFullError, NotALedgerError, UsageError

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BROKEN = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
# A quota or a limit on the file's size shows as a failed write, not as a full disk.
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_TRUNCATE, sqlite3.SQLITE_IOERR_SHMSIZE}


def busy(path: Path) -> LedgerBusyError:
    """The error of a second writer."""
    return LedgerBusyError(
        "another process is writing to this ledger",
        where=str(path),
        do="Wait until it has finished, or write to another ledger; reading is possible meanwhile",
    )


def broken(path: Path, what: str, **facts: object) -> NotALedgerError:
    """The error of a file that is no ledger, or none any more."""
    return NotALedgerError(
        what, where=str(path), do="Name another file, or remove it and read the articles anew", **facts
    )


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise what SQLite raises within as an error of Segundo."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translation(error, path) from error
    except UnicodeDecodeError as error:
        raise broken(path, "this ledger is damaged: it holds bytes that are no text") from error
    except UnicodeEncodeError as error:
        raise UsageError("this is no Unicode text", where=ascii(error.object)) from error


def _translation(error: sqlite3.Error, path: Path) -> LedgerError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    primary = code & 0xFF
    if primary in _BUSY:
        return busy(path)
    if primary in _BROKEN:
        return broken(path, "this is no ledger, or a damaged one ({error})", error=error)
    if code in _FULL:
        return LedgerFullError(
            "the disk takes no more ({error})",
            error=error,
            where=str(path),
            do="Make room and run again: finished articles are safe, the rest will be read then",
        )
    return LedgerError(str(error), where=str(path), do="See that the file and its folder can be read and written")
