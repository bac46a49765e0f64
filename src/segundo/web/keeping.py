"""Keeps what takes long to gather from a large ledger, and renews it in the background once the ledger changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from time import monotonic
from typing import Any, TypeVar

from segundo.errors import SegundoError
from segundo.ledger import Ledger, open_ledger

T = TypeVar("T")

QUICK = 0.05
"""What takes fewer seconds is made anew whenever the ledger has changed, so that pages of small ledgers are exact."""
PAUSE = 20
"""What is renewed rests for so many times as long as that took."""
MOST = 512
"""Things that are kept; those asked for longest ago go first."""


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    state: object
    took: float
    since: float


class Keeper:
    """Things made from a ledger, by keys."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._renewing: set[Hashable] = set()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[Ledger], T]) -> T:
        """What a key stands for: of the ledger as it is or, where that takes long, as it was a moment ago."""
        with self._lock:
            kept = self._kept.get(key)
            if kept:
                self._kept.move_to_end(key)
        if kept is None or (kept.took < QUICK and kept.state != self._state()):
            return self._make(key, make)
        if kept.state != self._state() and monotonic() - kept.since > PAUSE * kept.took:
            self._renew(key, make)
        value: T = kept.value
        return value

    def _make(self, key: Hashable, make: Callable[[Ledger], T]) -> T:
        state, start = self._state(), monotonic()
        with open_ledger(self._path) as book:
            value = make(book)
        with self._lock:
            self._kept[key] = _Kept(value, state, monotonic() - start, monotonic())
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return value

    def _renew(self, key: Hashable, make: Callable[[Ledger], Any]) -> None:
        """Make it anew in a thread of its own, if none does so already."""
        with self._lock:
            if key in self._renewing:
                return
            self._renewing.add(key)

        def renew() -> None:
            try:
                self._make(key, make)
            except SegundoError:
                pass  # what is kept will do; who opens the ledger next is told
            finally:
                with self._lock:
                    self._renewing.discard(key)

        Thread(target=renew, daemon=True).start()

    def _state(self) -> object:
        """What differs once something was written to the ledger."""
        files = (self._path, self._path.with_name(f"{self._path.name}-wal"))
        return [(there.st_mtime_ns, there.st_size) for file in files if (there := _stat(file))]


def _stat(file: Path) -> Any:
    try:
        return file.stat()
    except OSError:
        return None
