"""The sides of what people settle: an actor of an article, by its id, or all who bear a name, by its kind and words.

As text a name is ``person mario tordo``, so that it is never an id.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from segundo.ledger.naming import LANGUAGE
from segundo.resolve.keys import Key, key
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import fold

ACTOR = re.compile(r"a[0-9a-f]{15}")
_KINDS = ("person", "organisation", "state", "place")


def name_side(of: Key) -> str:
    """A name as a side."""
    return f"{of.kind} {' '.join(of.words)}"


def is_name(side: str) -> bool:
    """Whether a side is a name."""
    return " " in side


def named(connection: sqlite3.Connection, written: str) -> list[Key]:
    """The names of the ledger that are written so: of each kind of actor one at most."""
    country = lexicon(LANGUAGE).countries.get(fold(written))
    keys = (key(kind, written, country, LANGUAGE) for kind in _KINDS)
    return [of for of in keys if of and bearers(connection, name_side(of))]


def bearers(connection: sqlite3.Connection, side: str) -> list[sqlite3.Row]:
    """The bearers whom a side reaches: ``name`` (its number), ``kind``, ``words``, ``node``, ``parent``, ``tree``,
    ``root``; of an actor whose bearer has not been found yet only the first three."""
    if not is_name(side):
        return connection.execute(
            "SELECT number AS name, kind, words, uses.node, parent, tree, root FROM uses"
            " JOIN names ON number = uses.name LEFT JOIN bearers USING (node) WHERE actor = ?",
            (side,),
        ).fetchall()
    kind, _, words = side.partition(" ")
    return connection.execute(
        "SELECT number AS name, kind, words, node, parent, tree, root FROM names"
        " LEFT JOIN bearers ON bearers.name = number"
        " WHERE kind = ? AND words = ? AND EXISTS (SELECT 1 FROM uses WHERE uses.name = number)",
        (kind, words),
    ).fetchall()


def trees(connection: sqlite3.Connection, side: str) -> list[int]:
    """The trees that are joined where a side is said to be the same as another one.

    Those of a name are the ones whose fullest name it is; where there is none, that in which somebody is called so, if
    there is but one: a family name that several have tells nothing of whom it is.
    """
    found = [row for row in bearers(connection, side) if row["tree"] is not None]
    own = {row["tree"] for row in found if row["parent"] is None}
    several = {row["tree"] for row in found}
    return sorted(own if own and is_name(side) else several if len(several) == 1 else ())


def roots(connection: sqlite3.Connection, side: str) -> set[int]:
    """The identities whom a side reaches."""
    return {row["root"] for row in bearers(connection, side) if row["root"] is not None}


def settled_apart(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """The pairs of identities of which a person has said that they are two, the lesser number first."""
    for one, other in connection.execute("SELECT one, other FROM settled WHERE NOT same").fetchall():
        for here in roots(connection, one):
            yield from (
                (min(here, there), max(here, there)) for there in roots(connection, other) if here != there
            )
