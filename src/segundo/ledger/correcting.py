"""The corrections of a ledger, as they are asked for: :attr:`segundo.ledger.Ledger.corrections`."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from getpass import getuser
from itertools import groupby
from pathlib import Path
from typing import TypeAlias

from segundo.errors import FormatError, UsageError
from segundo.ledger import entries, fixing, identities, pairing, queries
from segundo.ledger.corrections import VERDICT, Action, Conflict, Correction, OfTwo, from_json
from segundo.ledger.entries import Logged
from segundo.ledger.faults import translated
from segundo.ledger.fixing import Author, Value
from segundo.ledger.laying import lay
from segundo.ledger.pairing import Pair
from segundo.ledger.people import IdentityRow
from segundo.ledger.reviewing import Progress, Settled, progress, settled
from segundo.ledger.rows import Row
from segundo.segment import fold

Transaction: TypeAlias = Callable[[], AbstractContextManager[sqlite3.Connection]]

ARTICLES_AT_ONCE = 100
"""Articles whose imported corrections are one transaction, so that another writer need not wait for long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: entries that were new, entries that were known, and conflicts that there are now."""

    new: int
    known: int
    conflicts: int


class Corrections:
    """What persons say of the records of a ledger; all of it is kept in a log, and laid over the records at once.

    Records are given by their ids, or how these begin. ``by`` is who says it, the user of this machine unless given.
    With ``everywhere``, a verdict is said of all equal records of equal passages, and a text is set in all records of
    the kind in which the field holds the same; :meth:`touched` tells which these are.

    Raises:
        NotFoundError: if there is no such record, or more than one.
        UsageError: if a field cannot hold a value, or the ledger is open for reading only.
        LedgerBusyError: if others write for longer than ten seconds.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, transaction: Transaction) -> None:
        self._path = path
        self._connection = connection
        self._transaction = transaction

    # Making

    def confirm(
        self, record: str, *, by: str | None = None, note: str | None = None, everywhere: bool = False
    ) -> tuple[Correction, ...]:
        """Say that a record is right as it stands; one that was rejected comes back."""
        return self._decide(record, "confirm", by, note, everywhere)

    def reject(
        self, record: str, *, by: str | None = None, note: str | None = None, everywhere: bool = False
    ) -> tuple[Correction, ...]:
        """Say that a record is wrong: it leaves lists and counts, and what refers to it does so no more."""
        return self._decide(record, "reject", by, note, everywhere)

    def set(
        self,
        record: str,
        field: str,
        value: Value,
        *,
        by: str | None = None,
        note: str | None = None,
        everywhere: bool = False,
    ) -> tuple[Correction, ...]:
        """Set a field of a record (docs/corrections.md lists them). A part is given by its words or its spans."""
        return self.change(record, {field: value}, by=by, note=note, everywhere=everywhere)

    def change(
        self,
        record: str,
        values: Mapping[str, Value],
        *,
        by: str | None = None,
        note: str | None = None,
        everywhere: bool = False,
    ) -> tuple[Correction, ...]:
        """Set several fields of a record as one."""
        author = _author(by, note)
        with self._transaction() as connection:
            rows = {name: self._touched(connection, record, name, everywhere) for name in values}
            if sum(map(len, rows.values())) > 1:
                author = author.as_one()
            made = [
                entry
                for name, value in values.items()
                for entry in fixing.settings(connection, author, rows[name], name, value)
            ]
            return self._enter(connection, made)

    def add(
        self, article: str, kind: str, values: Mapping[str, Value], *, by: str | None = None, note: str | None = None
    ) -> Correction:
        """Add a record to an article: the words of its parts, and its fields."""
        author = _author(by, note)
        with self._transaction() as connection:
            return self._enter(connection, [fixing.addition(connection, author, article, kind, values)])[0]

    def same(self, one: str, other: str, *, by: str | None = None, note: str | None = None) -> Correction:
        """Say that two actors, by names or ids, are one.

        Raises:
            NotFoundError: if nobody has such a name or id.
            UsageError: if several who are not one have the name.
        """
        return self._pair(one, other, "same", by, note)

    def different(self, one: str, other: str, *, by: str | None = None, note: str | None = None) -> Correction:
        """Say that two actors, by names or ids, are two; of a name, that it never means the other one.

        Raises:
            NotFoundError: if nobody has such a name or id.
        """
        return self._pair(one, other, "different", by, note)

    def unsure(self, one: str, other: str, *, by: str | None = None, note: str | None = None) -> Correction:
        """Say that one cannot tell whether two actors, by names or ids, are one: they are then asked about last.

        What was said of them otherwise stands.

        Raises:
            NotFoundError: if nobody has such a name or id.
        """
        return self._pair(one, other, "unsure", by, note)

    def apart(self, actor: str, *, by: str | None = None, note: str | None = None) -> tuple[Correction, ...]:
        """Say that an actor of one article is somebody else than whom it is taken for.

        Raises:
            NotFoundError: if there is no such actor, or more than one.
            UsageError: if it is taken for nobody else.
        """
        author = _author(by, note).as_one()
        with self._transaction() as connection:
            row = queries.record(connection, actor)
            made = [
                fixing.pairing(connection, author, row.id, other, "different")
                for other in pairing.others_of(connection, row.id)
            ]
            return self._enter(connection, made)

    def undo(self, what: str, *, by: str | None = None, note: str | None = None) -> tuple[Correction, ...]:
        """Take back a correction or what was done as one, by its id, or the last thing that was done to a record.

        An undo is an entry too, and can be taken back like any other. Returns what was taken back.
        """
        author = _author(by, note)
        with self._transaction() as connection:
            target, back = entries.undoable(connection, what)
            self._enter(connection, [fixing.undoing(author, target)])
            return tuple(back)

    # Looking

    def touched(self, record: str, field: str = VERDICT) -> tuple[Row, ...]:
        """The records that a correction of a field (or a verdict) everywhere would touch, as they are now."""
        with translated(self._path):
            return tuple(self._touched(self._connection, record, field, everywhere=True))

    def log(
        self, *, record: str | None = None, article: str | None = None, limit: int = -1, offset: int = 0
    ) -> list[Logged]:
        """What was corrected and what became of it, the last first; that of a record or an article, by its whole id."""
        with translated(self._path):
            found = entries.logged(self._connection, record, article, limit, offset)
            return pairing.unplaced(self._connection, found)

    def count(self) -> int:
        """How many entries the log has."""
        with translated(self._path):
            return entries.count(self._connection)

    def conflicts(self) -> list[Conflict]:
        """The fields of which different things were said by persons who did not see what the other said."""
        with translated(self._path):
            return entries.conflicting(self._connection)

    def orphans(self) -> list[Logged]:
        """The corrections that fit no record any more, with the reason. They are kept, and tried at each reading."""
        with translated(self._path):
            return entries.orphans(self._connection) + pairing.orphans(self._connection)

    def pairs(self) -> list[Pair]:
        """The pairs of actors of which was said whether they are one, or that one cannot tell."""
        with translated(self._path):
            return pairing.pairs(self._connection)

    def pairs_of(self, actor: str) -> list[Pair]:
        """The pairs of which one side is the one whom an actor is, given by its id."""
        with translated(self._path):
            return pairing.pairs_of(self._connection, actor)

    def meant(self, one: str, other: str, *, same: bool) -> tuple[IdentityRow, ...]:
        """Who would be touched, were it said of two actors, by names or ids, that they are one or two; as they are now.

        Raises:
            NotFoundError: as :meth:`same` and :meth:`different` do, and UsageError too.
        """
        with translated(self._path):
            sides = pairing.sides_of(self._connection, one, other, same=same)
            return tuple(identities.rows_of(self._connection, {side.side for side in sides}))

    def progress(self) -> Progress:
        """How many records have been looked at."""
        with translated(self._path):
            return progress(self._connection)

    def settled(self) -> Iterator[Settled]:
        """What persons have settled, article by article: gold, where an article is complete."""
        with translated(self._path):
            yield from settled(self._connection)

    # Exchanging

    def lines(self) -> Iterator[str]:
        """The whole log as lines of JSON, the first entry first."""
        with translated(self._path):
            yield from entries.exported(self._connection)

    def add_lines(self, lines: Iterable[str], where: str = "") -> Imported:
        """Add entries that :meth:`lines` gave, of this ledger or another one; what is known already changes nothing.

        Nothing is added unless all lines are good. Should this be stopped, what was added holds, and the same call adds
        the rest.

        Raises:
            FormatError: at a line that is no entry; ``where`` names the file in the error.
        """
        every = {entry.id: entry for entry in _read(lines, where)}
        new = 0
        # Undos come first: what they take back is then never laid over, even for a moment.
        ordered = sorted(every.values(), key=lambda entry: (entry.article or "", entry.id))
        by_article = [list(some) for _, some in groupby(ordered, key=lambda entry: entry.article or "")]
        for start in range(0, len(by_article), ARTICLES_AT_ONCE):
            with self._transaction() as connection:
                some = [entry for article in by_article[start : start + ARTICLES_AT_ONCE] for entry in article]
                new += len(self._enter(connection, some))
        return Imported(new=new, known=len(every) - new, conflicts=len(self.conflicts()))

    def _decide(
        self, record: str, action: Action, by: str | None, note: str | None, everywhere: bool
    ) -> tuple[Correction, ...]:
        author = _author(by, note)
        with self._transaction() as connection:
            rows = self._touched(connection, record, VERDICT, everywhere)
            if len(rows) > 1:
                author = author.as_one()
            return self._enter(connection, fixing.verdict(connection, author, rows, action))

    def _pair(self, one: str, other: str, action: OfTwo, by: str | None, note: str | None) -> Correction:
        author = _author(by, note)
        with self._transaction() as connection:
            return self._enter(connection, [fixing.pairing(connection, author, one, other, action)])[0]

    def _touched(self, connection: sqlite3.Connection, record: str, field: str, everywhere: bool) -> list[Row]:
        row = queries.record(connection, record)
        if not everywhere:
            return [row]
        return [queries.record(connection, identifier) for identifier in fixing.alike(connection, row, field)]

    def _enter(self, connection: sqlite3.Connection, made: Sequence[Correction]) -> tuple[Correction, ...]:
        """Add entries to the log and lay them over the records; return those that are new."""
        new = entries.enter(connection, made)
        lay(connection, entries.articles_of(connection, new))
        if any(entry.article is None for entry in new):
            pairing.pair_up(connection)
        return tuple(new)


def user() -> str:
    """The name of the user of this machine."""
    try:
        return getuser()
    except (KeyError, OSError, ImportError):  # a user without a name, as in some containers
        return "unknown"


def _author(by: str | None, note: str | None) -> Author:
    by = user() if by is None else by.strip()
    if not fold(by) or not by.isprintable():
        raise UsageError("whoever corrects needs a name", where=repr(by))
    return Author(by, note.strip() or None if note else None)


def _read(lines: Iterable[str], where: str) -> Iterator[Correction]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield from_json(line)
        except (UsageError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise FormatError(
                "line {number} is no correction ({reason})", where=where or None, number=number, reason=error,
                do="Give what `segundo fix LEDGER export` wrote",
            ) from error  # fmt: skip
