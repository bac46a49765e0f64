"""Groups as trees: each thing goes to the earlier one that it is most like; where one comes to is its group's first.

Which of two is nearer depends on these alone, so that the trees are the same in whatever order things come, and a new
thing changes only the trees that it touches.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeAlias, TypeVar

Node = TypeVar("Node", int, str)
"""What names a thing: the number of an article or statement, the id of a figure or event."""

Order: TypeAlias = tuple[str | int, ...]
"""What says which of two things is the earlier one."""


class Near(NamedTuple, Generic[Node]):
    """Something that may be in a group with another: its number and order, and how alike the two are."""

    node: Node
    order: Order
    likeness: float


@dataclass(frozen=True, slots=True)
class Forest(Generic[Node]):
    """The table that keeps trees, with the names of its columns; ``root`` is null until it is found.

    ``order`` is the SQL of a node's order, to be selected with ``tables`` for the node ``?``.
    """

    table: str
    order: str
    tables: str
    node: str = "node"
    likeness: str = "likeness"
    root: str = "root"


def waiting(connection: sqlite3.Connection, forest: Forest[Node]) -> list[Node]:
    """The nodes whose place in the forest is to be found."""
    rows = connection.execute(f"SELECT {forest.node} FROM {forest.table} WHERE {forest.root} IS NULL ORDER BY 1")
    return [node for (node,) in rows]


def open_again(connection: sqlite3.Connection, forest: Forest[Node], node: Node) -> None:
    """Let the places of all in a node's group be found anew."""
    connection.execute(
        f"UPDATE {forest.table} SET {forest.root} = NULL, parent = NULL, {forest.likeness} = NULL"
        f" WHERE {forest.root} = (SELECT {forest.root} FROM {forest.table} WHERE {forest.node} = ?)",
        (node,),
    )


def order(connection: sqlite3.Connection, forest: Forest[Node], node: Node) -> Order:
    """A node's order."""
    return tuple(connection.execute(f"SELECT {forest.order} FROM {forest.tables}", (node,)).fetchone())


def attach(connection: sqlite3.Connection, forest: Forest[Node], node: Node, near: Iterable[Near[Node]]) -> set[Node]:
    """Find the parent of a node, make it the parent of those that it is nearer to, and return these."""
    every = list(near)
    if not every:  # what waits to be attached has no parent
        return set()
    mine = order(connection, forest, node)
    best: Near[Node] | None = None
    later: dict[Node, float] = {}
    for other in every:
        if other.order > mine:
            later[other.node] = other.likeness
        elif best is None or other.likeness > best.likeness or (
            other.likeness == best.likeness and other.order < best.order
        ):
            best = other
    children = _nearer(connection, forest, Near(node, mine, 1.0), later) if later else {}
    _set_parents(connection, forest, [(node, alike, child) for child, alike in children.items()])
    _set_parents(connection, forest, [(best.node if best else None, best.likeness if best else None, node)])
    return set(children)


def settle(connection: sqlite3.Connection, forest: Forest[Node], affected: set[Node]) -> None:
    """Find the roots of these nodes and of all that were in a group with one of them."""
    rows = _rows(connection, forest, forest.node, affected)
    # A node that was looked at before its parent, of a group that was opened again, has it for its root till now.
    rows += _rows(connection, forest, forest.root, {root for _, _, root in rows if root is not None} | affected)
    members = {node: (parent, root) for node, parent, root in rows}
    found: dict[Node, Node] = {}
    for node in members:
        way, at = [], node
        while at not in found:
            way.append(at)
            if at in members:
                above = members[at][0]
            else:  # nothing has changed in the group that this one is of
                ((_, parent, root),) = _rows(connection, forest, forest.node, {at})
                above = parent if root in (None, at) else root
            if above is None:
                found[at] = at
            else:
                at = above
        found.update(dict.fromkeys(way, found[at]))
    connection.executemany(
        f"UPDATE {forest.table} SET {forest.root} = ? WHERE {forest.node} = ?",
        [(found[node], node) for node, (_, root) in members.items() if root != found[node]],
    )


def wrong(connection: sqlite3.Connection, forest: Forest[Node]) -> list[Node]:
    """The nodes that do not stand in the group that their parents lead to."""
    rows = connection.execute(
        f"SELECT {forest.node}, parent, {forest.root} FROM {forest.table} WHERE {forest.root} IS NOT NULL"
    ).fetchall()
    parents = {node: parent for node, parent, _ in rows}
    return [node for node, _, root in rows if root != _top(node, parents)]


def _top(node: Node, parents: Mapping[Node, Node | None]) -> Node | None:
    """Where one comes to from a node; None where that is nowhere, as in a circle."""
    for _ in parents:
        above = parents.get(node)
        if above is None:
            return node
        node = above
    return None


def _nearer(
    connection: sqlite3.Connection, forest: Forest[Node], node: Near[Node], later: Mapping[Node, float]
) -> dict[Node, float]:
    """Those of later nodes that are nearer to one, so much as is given, than to what they go to till now.

    What waits to be looked at is passed over: it finds its own way, by all that there is then.
    """
    rows = connection.execute(
        f"SELECT {forest.node}, parent, {forest.likeness} FROM {forest.table}"
        f" WHERE {forest.node} IN (SELECT value FROM json_each(?)) AND {forest.root} IS NOT NULL",
        (json.dumps([*later]),),
    ).fetchall()
    known: dict[Node, Order] = {}
    out = {}
    for other, parent, likeness in rows:
        alike = later[other]
        if parent is not None and alike == likeness and parent not in known:
            known[parent] = order(connection, forest, parent)
        if parent is None or alike > likeness or (alike == likeness and node.order < known[parent]):
            out[other] = alike
    return out


def _rows(
    connection: sqlite3.Connection, forest: Forest[Node], column: str, values: Set[Node]
) -> list[tuple[Node, Node | None, Node | None]]:
    """The nodes, parents and roots of the rows that have one of these values in a column."""
    rows = connection.execute(
        f"SELECT {forest.node}, parent, {forest.root} FROM {forest.table}"
        f" WHERE {column} IN (SELECT value FROM json_each(?))",
        (json.dumps([*values]),),
    )
    return list(map(tuple, rows))


def _set_parents(
    connection: sqlite3.Connection, forest: Forest[Node], rows: Sequence[tuple[Node | None, float | None, Node]]
) -> None:
    """Enter the parent and the likeness of nodes."""
    sql = f"UPDATE {forest.table} SET parent = ?, {forest.likeness} = ? WHERE {forest.node} = ?"
    connection.executemany(sql, rows)
