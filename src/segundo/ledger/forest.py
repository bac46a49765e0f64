"""Groups as trees: each thing goes to the earlier one that it is most like; where one comes to is its group's first.

Which of two is nearer depends on these alone, so that the trees are the same in whatever order things come, and a new
thing changes only the trees that it touches.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
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
    """The table that keeps trees: ``node``, ``parent``, ``likeness`` and ``root``, which is null until it is found.

    ``order`` is the SQL of a node's order, to be selected with ``tables`` for the node ``?``.
    """

    table: str
    order: str
    tables: str


def waiting(connection: sqlite3.Connection, forest: Forest[Node]) -> list[Node]:
    """The nodes whose place in the forest is to be found."""
    rows = connection.execute(f"SELECT node FROM {forest.table} WHERE root IS NULL ORDER BY node")
    return [node for (node,) in rows]


def open_again(connection: sqlite3.Connection, forest: Forest[Node], node: Node) -> None:
    """Let the places of all in a node's group be found anew."""
    connection.execute(
        f"UPDATE {forest.table} SET root = NULL, parent = NULL, likeness = NULL"
        f" WHERE root = (SELECT root FROM {forest.table} WHERE node = ?)",
        (node,),
    )


def order(connection: sqlite3.Connection, forest: Forest[Node], node: Node) -> Order:
    """A node's order."""
    return tuple(connection.execute(f"SELECT {forest.order} FROM {forest.tables}", (node,)).fetchone())


def attach(connection: sqlite3.Connection, forest: Forest[Node], node: Node, near: Iterable[Near[Node]]) -> set[Node]:
    """Find the parent of a node, make it the parent of those that it is nearer to, and return these."""
    mine = order(connection, forest, node)
    best: Near[Node] | None = None
    children: set[Node] = set()
    for other in near:
        if other.order < mine:
            if best is None or _rank(other) < _rank(best):
                best = other
        elif (parent := _parent(connection, forest, other.node)) is None or (
            _rank(Near(node, mine, other.likeness)) < _rank(parent)
        ):
            _set_parent(connection, forest, other.node, node, other.likeness)
            children.add(other.node)
    _set_parent(connection, forest, node, best.node if best else None, best.likeness if best else None)
    return children


def settle(connection: sqlite3.Connection, forest: Forest[Node], affected: set[Node]) -> None:
    """Find the roots of these nodes and of all that were in a group with one of them."""
    table = forest.table
    roots = {connection.execute(f"SELECT root FROM {table} WHERE node = ?", (node,)).fetchone()[0] for node in affected}
    members = set(affected)
    # A node that was looked at before its parent, of a group that was opened again, has it for its root till now.
    for root in roots - {None} | affected:
        members |= {node for (node,) in connection.execute(f"SELECT node FROM {table} WHERE root = ?", (root,))}
    for node in members:
        root, above = node, node
        while above is not None:
            root = above
            (above,) = connection.execute(f"SELECT parent FROM {table} WHERE node = ?", (root,)).fetchone()
        connection.execute(f"UPDATE {table} SET root = ? WHERE node = ? AND root IS NOT ?", (root, node, root))


def wrong(connection: sqlite3.Connection, forest: Forest[Node]) -> list[Node]:
    """The nodes that do not stand in the group that their parents lead to."""
    rows = connection.execute(f"SELECT node, parent, root FROM {forest.table} WHERE root IS NOT NULL").fetchall()
    parents = {row["node"]: row["parent"] for row in rows}
    return [row["node"] for row in rows if row["root"] != _top(row["node"], parents)]


def _top(node: Node, parents: Mapping[Node, Node | None]) -> Node | None:
    """Where one comes to from a node; None where that is nowhere, as in a circle."""
    for _ in parents:
        above = parents.get(node)
        if above is None:
            return node
        node = above
    return None


def _rank(near: Near[Node]) -> tuple[float, Order]:
    """The nearest first, of equally near ones the earliest."""
    return -near.likeness, near.order


def _parent(connection: sqlite3.Connection, forest: Forest[Node], node: Node) -> Near[Node] | None:
    row = connection.execute(f"SELECT parent, likeness FROM {forest.table} WHERE node = ?", (node,)).fetchone()
    return None if row[0] is None else Near(row[0], order(connection, forest, row[0]), row[1])


def _set_parent(
    connection: sqlite3.Connection, forest: Forest[Node], node: Node, parent: Node | None, likeness: float | None
) -> None:
    connection.execute(f"UPDATE {forest.table} SET parent = ?, likeness = ? WHERE node = ?", (parent, likeness, node))
