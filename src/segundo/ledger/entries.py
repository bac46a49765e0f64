"""The log of corrections in its table: entering, listing, and what became of each entry."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from segundo.errors import NotFoundError, UsageError
from segundo.ledger.corrections import Conflict, Correction, conflicts, heads, kept, standing, to_json

Fate: TypeAlias = Literal["holds", "put aside", "undone", "unplaced"]
"""What became of an entry: it holds; a later one was made over it, or holds in a conflict; it was undone; it fits no
record of its article any more, or its article is not in this ledger."""

_CLOSURE = """
    WITH RECURSIVE said (id, batch) AS (
        SELECT id, batch FROM corrections WHERE {condition}
        UNION SELECT undo.id, undo.batch FROM said JOIN corrections AS undo ON undo.target IN (said.id, said.batch)
    )
    SELECT entry FROM corrections WHERE id IN (SELECT id FROM said)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """An entry of the log and what became of it; ``reason`` says why it fits nothing."""

    correction: Correction
    fate: Fate
    reason: str | None = None


def enter(connection: sqlite3.Connection, entries: Iterable[Correction]) -> list[Correction]:
    """Add entries to the log, and return those that it did not have."""
    new = []
    for entry in entries:
        done = connection.execute(
            "INSERT OR IGNORE INTO corrections (id, at, article, record, batch, target, entry)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entry.id, entry.at, entry.article, entry.record, entry.batch, entry.target, to_json(entry)),
        )
        if done.rowcount:
            new.append(entry)
    return new


def holding(connection: sqlite3.Connection, condition: str, *values: Any) -> list[Correction]:
    """The entries that meet a condition in SQL and that no undo takes back, by time; undos can be among them."""
    asked = set(_texts(connection, f"SELECT id FROM corrections WHERE {condition}", values))
    every = map(kept, _texts(connection, _CLOSURE.format(condition=condition), values))
    return [entry for entry in standing(every) if entry.id in asked]


def of_article(connection: sqlite3.Connection, article: str) -> list[Correction]:
    """The active corrections of an article, by time."""
    return holding(connection, "article = ?", article)


def exported(connection: sqlite3.Connection) -> Iterator[str]:
    """All entries as lines of JSON, by time."""
    for (entry,) in connection.execute("SELECT entry FROM corrections ORDER BY at, id"):
        yield entry


def count(connection: sqlite3.Connection) -> int:
    """How many entries there are."""
    return int(connection.execute("SELECT count(*) FROM corrections").fetchone()[0])


def logged(
    connection: sqlite3.Connection, record: str | None, article: str | None, limit: int, offset: int
) -> list[Logged]:
    """Entries with what became of them, the last ones first; those of a record or an article, if one is given."""
    conditions = [(f"{name} = ?", value) for name, value in (("record", record), ("article", article)) if value]
    where = " AND ".join(["1", *(condition for condition, _ in conditions)])
    asked = [value for _, value in conditions]
    page = [
        kept(entry)
        for entry in _texts(
            connection,
            f"SELECT entry FROM corrections WHERE {where} ORDER BY at DESC, id DESC LIMIT ? OFFSET ?",
            [*asked, limit, offset],
        )
    ]
    return _fates(connection, page)


def orphans(connection: sqlite3.Connection) -> list[Logged]:
    """The active entries that fit nothing: no record of their article, or no article of this ledger."""
    lost = holding(
        connection,
        "id IN (SELECT correction FROM orphans)"
        " OR article IS NOT NULL AND NOT EXISTS (SELECT 1 FROM articles WHERE articles.id = corrections.article)",
    )
    return [item for item in _fates(connection, lost) if item.fate == "unplaced"]


def conflicting(connection: sqlite3.Connection) -> list[Conflict]:
    """The fields of which active entries say different things."""
    several = "SELECT record FROM corrections WHERE record IS NOT NULL GROUP BY record HAVING count(*) > 1"
    return list(conflicts(holding(connection, f"record IN ({several})")))


def undoable(connection: sqlite3.Connection, prefix: str) -> tuple[str, list[Correction]]:
    """What an undo takes back, and the id that it names: a correction or a batch by its id or how that begins, or the
    last thing that was done to a record; what was done as one is undone as one, unless one entry of it is named.

    Raises:
        NotFoundError: if there is nothing of this id.
        UsageError: if it is undone already, or several ids begin so.
    """
    column = {"c": "id", "b": "batch"}.get(prefix[:1], "record")
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM corrections WHERE {column} BETWEEN ? AND ? LIMIT 2", (prefix, f"{prefix}g")
    ).fetchall()
    if not rows:
        raise NotFoundError("nothing was corrected under this id", where=repr(prefix), do="`fix LEDGER log` lists all")
    if len(rows) > 1:
        raise UsageError("several ids begin so", where=repr(prefix), do="Give more of the id")
    found = holding(connection, f"{column} = ?", rows[0][0])
    if not found:
        raise UsageError("this is undone already", where=repr(prefix), do="`fix LEDGER log` lists what holds")
    if column == "record" and (batch := found[-1].batch):
        return batch, holding(connection, "batch = ?", batch)
    return (rows[0][0], found) if column != "record" else (found[-1].id, found[-1:])


def articles_of(connection: sqlite3.Connection, entries: Iterable[Correction]) -> list[int]:
    """The numbers of the articles whose records entries change; undos are followed to what they take back."""
    ids: set[str] = set()
    waiting, seen = list(entries), set[str]()
    while waiting:
        entry = waiting.pop()
        if entry.article:
            ids.add(entry.article)
        if entry.target and entry.target not in seen:
            seen.add(entry.target)
            sql = "SELECT entry FROM corrections WHERE id = ?1 UNION SELECT entry FROM corrections WHERE batch = ?1"
            waiting += map(kept, _texts(connection, sql, [entry.target]))
    sql = "SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY 1"
    rows = connection.execute(sql, (json.dumps(sorted(ids)),))
    return [number for (number,) in rows]


def _fates(connection: sqlite3.Connection, entries: Sequence[Correction]) -> list[Logged]:
    records = json.dumps(sorted({entry.record for entry in entries if entry.record}))
    ids = json.dumps([entry.id for entry in entries])
    holds = holding(
        connection,
        "record IN (SELECT value FROM json_each(?)) OR id IN (SELECT value FROM json_each(?))", records, ids,
    )  # fmt: skip
    by_record: dict[tuple[str | None, str | None], list[Correction]] = defaultdict(list)
    for entry in (entry for entry in holds if entry.record):
        by_record[entry.article, entry.record].append(entry)
    last = {said[-1].correction.id for mine in by_record.values() for said in heads(mine).values()}
    held = {entry.id for entry in holds}
    lost = dict(
        connection.execute(
            "SELECT correction, reason FROM orphans WHERE correction IN (SELECT value FROM json_each(?))", (ids,)
        ).fetchall()
    )
    there = {
        identifier
        for (identifier,) in connection.execute(
            "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted({entry.article for entry in entries if entry.article})),),
        )
    }

    def fate(entry: Correction) -> Logged:
        if entry.id not in held:
            return Logged(correction=entry, fate="undone")
        if entry.action == "undo":
            return Logged(correction=entry, fate="holds")
        if entry.article and entry.article not in there:
            return Logged(correction=entry, fate="unplaced", reason="its article is not in this ledger")
        if entry.id in lost:
            return Logged(correction=entry, fate="unplaced", reason=lost[entry.id])
        return Logged(correction=entry, fate="holds" if entry.id in last else "put aside")

    return list(map(fate, entries))


def _texts(connection: sqlite3.Connection, sql: str, values: Sequence[Any]) -> list[str]:
    return [text for (text,) in connection.execute(sql, values)]
