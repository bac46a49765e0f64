"""The ledger, open to read: connections are kept between requests, since each new one reads the whole schema anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from os import stat_result
from pathlib import Path
from threading import Lock

from segundo.ledger import Ledger, open_ledger

MOST_IDLE = 8
"""Connections that are kept while nobody asks for one."""


class Books:
    """Connections to one ledger, each of which is lent to one request at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[tuple[object, Ledger]] = []
        self._lock = Lock()

    @contextmanager
    def open(self) -> Iterator[Ledger]:
        """The ledger, to read it; what :func:`~segundo.ledger.open_ledger` says can go wrong."""
        file, book = self._take()
        try:
            yield book
        except BaseException:
            book.close()  # a query that was left half read would keep it from seeing what is written
            raise
        with self._lock:
            kept = len(self._idle) < MOST_IDLE
            if kept:
                self._idle.append((file, book))
        if not kept:
            book.close()

    def _take(self) -> tuple[object, Ledger]:
        file = _identity(_stat(self.path))
        while True:
            with self._lock:
                found = self._idle.pop() if self._idle else None
            if found is None:
                return file, open_ledger(self.path, shared=True)
            if found[0] == file:
                return found
            found[1].close()  # another file has taken its place

    def state(self) -> object:
        """What differs once something was written to the ledger."""
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        return [(there.st_mtime_ns, there.st_size, _identity(there)) for file in files if (there := _stat(file))]

    def close(self) -> None:
        """Close what is kept; the last connection takes away the files that SQLite keeps beside a ledger in use."""
        with self._lock:
            idle, self._idle = self._idle, []
        for _, book in idle:
            book.close()


def _identity(there: stat_result | None) -> object:
    return there and (there.st_dev, there.st_ino)


def _stat(file: Path) -> stat_result | None:
    try:
        return file.stat()
    except OSError:
        return None
