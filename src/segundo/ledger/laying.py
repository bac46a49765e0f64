"""Laying corrections over the tables, so that every query, filter, count and export sees them.

The tables of records hold what is right by the corrections; what the machine found of the records that were touched
stands in ``found``. Both follow from what was found and the log: :func:`derived` computes them anew, and
:func:`lay` writes what differs.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from segundo.ledger import facts, naming, restoring, rules, sayings
from segundo.ledger.comparing import COMPARISONS
from segundo.ledger.deriving import Derived, Ground, Row, Rows, derive
from segundo.ledger.entries import of_article
from segundo.ledger.ids import KINDS
from segundo.ledger.pointing import Repeatable, point

_COMPARED = ("content", "speaker", "form")
"""What equal statements are found by."""


class _Move(NamedTuple):
    """What changed in an article: the records that went, and those that came."""

    gone: set[Repeatable]
    new: set[Repeatable]


class _Plan(NamedTuple):
    """What is to become of an article: what was found in it, what corrections make of it, and how it stands."""

    number: int
    under: Ground
    over: Derived
    before: Rows


def ground(connection: sqlite3.Connection, number: int) -> Ground:
    """An article with what was found in it, whatever was corrected since."""
    article = restoring.article(connection, number)
    rows = standing(connection, number)
    for identifier, kind, row in connection.execute("SELECT id, kind, row FROM found WHERE article = ?", (number,)):
        if row is None:
            rows[kind].pop(identifier, None)
        else:
            rows[kind][identifier] = json.loads(row)
    return Ground(article.id, number, article.text, restoring.passages(connection, number), rows)


def standing(connection: sqlite3.Connection, number: int) -> Rows:
    """The rows of an article as the tables have them."""
    return {
        kind: {
            row["id"]: {name: row[name] for name in row.keys() if not _relative(kind, name)}  # noqa: SIM118
            for row in connection.execute(f"SELECT * FROM {kind} WHERE article = ? ORDER BY position", (number,))
        }
        for kind in KINDS
    }


def derived(connection: sqlite3.Connection, number: int) -> tuple[Ground, Derived] | None:
    """What was found in an article and what corrections make of it; None where there are no corrections."""
    (identifier,) = connection.execute("SELECT id FROM articles WHERE number = ?", (number,)).fetchone()
    log = of_article(connection, identifier)
    if not log and not connection.execute("SELECT 1 FROM found WHERE article = ?", (number,)).fetchone():
        return None
    under = ground(connection, number)
    return under, derive(under, log)


def lay(connection: sqlite3.Connection, numbers: Sequence[int], *, compare: bool = True) -> None:
    """Bring the tables to what the corrections of articles make of them.

    With ``compare`` what rests on records that changed is compared anew, where the ledger's were compared before. While
    articles are being read much waits to be compared, and :meth:`segundo.ledger.Ledger.compare` will do all of it.
    """
    plans = [plan for number in numbers if (plan := _plan(connection, number))]
    changed = {kind for plan in plans for kind in KINDS if plan.before[kind] != plan.over.rows[kind]}
    compare = compare and rules.found(connection) == rules.VERSION  # else all is compared anew by the next reading
    touched = [step for step in COMPARISONS if compare and not step.kinds.isdisjoint(changed)]
    steps = [step for step in touched if not step.pending(connection)]
    moves = [(plan.number, _carry_out(connection, plan)) for plan in plans]
    # Pointers are set when all rows are in their places: else each owner would hand all others on to the next one.
    for number, move in moves:
        point(connection, number, move.gone, set())
    for number, move in moves:
        point(connection, number, set(), move.new)
    for step in steps:
        while waiting := step.pending(connection):
            step.compare(connection, waiting)


def _plan(connection: sqlite3.Connection, number: int) -> _Plan | None:
    both = derived(connection, number)
    if both is None:
        connection.execute("DELETE FROM orphans WHERE article = ?", (number,))
        return None
    return _Plan(number, *both, standing(connection, number))


def _carry_out(connection: sqlite3.Connection, plan: _Plan) -> _Move:
    number, under, over, before = plan
    if before != over.rows:
        facts.forget(connection, number)
    if before["actors"] != over.rows["actors"]:
        naming.forget(connection, number)
    move = _write(connection, number, before, over.rows)
    connection.execute("DELETE FROM found WHERE article = ?", (number,))
    connection.executemany(
        "INSERT INTO found (id, article, kind, state, fields, row) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (name, number, item.kind, item.state, json.dumps(item.fields), _json(under, item.kind, name))
            for name, item in over.touched.items()
        ],
    )
    connection.execute("DELETE FROM orphans WHERE article = ?", (number,))
    connection.executemany(
        "INSERT INTO orphans (correction, article, reason) VALUES (?, ?, ?)",
        [(correction, number, reason) for correction, reason in over.orphans.items()],
    )
    return move


def _json(under: Ground, kind: str, identifier: str) -> str | None:
    row = under.rows[kind].get(identifier)
    return None if row is None else json.dumps(row, ensure_ascii=False)


def _relative(kind: str, name: str) -> bool:
    return name == "first_id" or (kind == "statements" and name == "number")


def _write(connection: sqlite3.Connection, number: int, before: Rows, after: Rows) -> _Move:
    """Change the tables from some rows of an article to others."""
    marks = dict(connection.execute("SELECT number, fingerprint FROM passages WHERE article = ?", (number,)).fetchall())
    gone: set[Repeatable] = set()
    new: set[Repeatable] = set()
    for kind in KINDS:
        old, fresh = before[kind], after[kind]
        for identifier in old.keys() - fresh.keys():
            if kind == "statements":
                _leave(connection, identifier)
            connection.execute(f"DELETE FROM {kind} WHERE id = ?", (identifier,))
            gone.add(Repeatable(kind, marks[old[identifier]["passage"]], identifier))
        for identifier in fresh.keys() & old.keys():
            changed = {name: value for name, value in fresh[identifier].items() if value != old[identifier][name]}
            if kind == "statements" and not changed.keys().isdisjoint(_COMPARED):
                _leave(connection, identifier)
            if changed:
                _update(connection, kind, identifier, changed)
        for identifier in fresh.keys() - old.keys():
            row: Row = dict(fresh[identifier])
            if kind == "statements":
                (row["number"],) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM statements").fetchone()
            _insert(connection, kind, row)
            new.add(Repeatable(kind, marks[row["passage"]], identifier))
    return _Move({item for item in gone if item.fingerprint}, {item for item in new if item.fingerprint})


def _leave(connection: sqlite3.Connection, identifier: str) -> None:
    (number,) = connection.execute("SELECT number FROM statements WHERE id = ?", (identifier,)).fetchone()
    sayings.leave(connection, number)


def _update(connection: sqlite3.Connection, kind: str, identifier: str, changed: Row) -> None:
    assignments = ", ".join(f'"{name}" = ?' for name in changed)
    connection.execute(f"UPDATE {kind} SET {assignments} WHERE id = ?", [*changed.values(), identifier])


def _insert(connection: sqlite3.Connection, kind: str, row: dict[str, Any]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {kind} ({names}) VALUES ({marks})", list(row.values()))
