"""Keeps what takes long to gather from a large ledger, and renews it in the background once the ledger changes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock, Thread
from time import monotonic
from typing import Any, TypeVar

from segundo.errors import SegundoError
from segundo.ledger import Ledger
from segundo.web.books import Books

T = TypeVar("T")

QUICK = 0.05
"""What takes fewer seconds is made anew whenever the ledger has changed, so that pages of small ledgers are exact."""
PAUSE = 20
"""What is renewed rests for so many times as long as that took, but for :data:`REST` at the least."""
REST = 10.0
"""Seconds that what was renewed may be old: many things that are asked for again and again cost little so."""
MOST = 512
"""Things that are kept; those asked for longest ago go first."""


@dataclass(frozen=True, slots=True)
class _Kept:
    value: Any
    state: object
    corrections: int
    took: float
    since: float


class Keeper:
    """Things made from a ledger, by keys."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._renewing: set[Hashable] = set()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[Ledger], T]) -> T:
        """What a key stands for: of the ledger as it is or, where that takes long, as it was a moment ago.

        Whoever corrects a record sees it at once: what was made before a correction is not given after it.
        """
        with self._lock:
            kept = self._kept.get(key)
            if kept:
                self._kept.move_to_end(key)
        if kept is None:
            return self._make(key, make)
        if kept.state != self._books.state():
            if kept.took < QUICK or kept.corrections != self._corrections():
                return self._make(key, make)
            if monotonic() - kept.since > max(PAUSE * kept.took, REST):
                self._renew(key, make)
        value: T = kept.value
        return value

    def _corrections(self) -> int:
        with self._books.open() as book:
            return book.corrections.count()

    def _make(self, key: Hashable, make: Callable[[Ledger], T]) -> T:
        state, start = self._books.state(), monotonic()
        with self._books.open() as book:
            corrections = book.corrections.count()
            value = make(book)
        with self._lock:
            self._kept[key] = _Kept(value, state, corrections, monotonic() - start, monotonic())
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
