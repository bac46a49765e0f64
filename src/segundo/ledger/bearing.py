"""The bearers of a name as the ledger keeps them: entered as far as they are others than before."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from segundo.identities.choice import Choice, Reason, homonyms
from segundo.identities.uses import Mark
from segundo.ledger.naming import pack
from segundo.resolve.keys import Strength

FURTHER = 1 << 40
"""The bearers of a name after its first have numbers from here on: no name has one of these."""

_OTHERS = "SELECT actor FROM uses WHERE name = ?2 AND node"
_MOVE = (
    "UPDATE uses SET node = ?1 WHERE actor IN"
    f" ({_OTHERS} IS NULL UNION ALL {_OTHERS} < ?1 UNION ALL {_OTHERS} > ?1)"
)
"""Gives all uses of a name one bearer: by the index only those are looked at that have another one."""


_COUNTED = 2
"""Of what is written of a bearer, the first actor and the count of articles, which change most often, come first."""


class Uses(NamedTuple):
    """The uses of a name in order of time: the actor of each, its article, its bearer till now."""

    actors: Sequence[str]
    articles: Sequence[int]
    nodes: Sequence[int | None]


class Found(NamedTuple):
    """A bearer of a name and who it is: its first actor, its articles, what is said of it; its places among the uses,
    None for all that there are."""

    first: str
    articles: int
    marks: frozenset[Mark]
    places: Sequence[int] | None
    choice: Choice


_NONE = Uses((), (), ())


@dataclass(slots=True)
class Standing:
    """The bearers of some names till now, looked up at once: by name and number; the names of whose bearers there are
    doubts; and the greatest number of a bearer that has not that of its name, to be counted up."""

    bearers: Mapping[int, Mapping[int, Sequence[Any]]]
    doubted: Set[int]
    greatest: int


def standing(connection: sqlite3.Connection, numbers: Sequence[int]) -> Standing:
    """What the ledger has of the bearers of names."""
    names = (json.dumps([*numbers]),)
    found: dict[int, dict[int, Sequence[Any]]] = defaultdict(dict)
    for name, node, *rest in connection.execute(
        "SELECT name, node, first, articles, marks, parent, score, reasons, tree FROM bearers"
        " WHERE name IN (SELECT value FROM json_each(?))",
        names,
    ):
        found[name][node] = rest
    doubted = connection.execute(
        "SELECT DISTINCT name FROM json_each(?) CROSS JOIN bearers ON name = value CROSS JOIN doubts ON one = node",
        names,
    )
    (greatest,) = connection.execute("SELECT max(?, coalesce(max(node), 0)) FROM bearers", (FURTHER,)).fetchone()
    return Standing(found, {name for (name,) in doubted}, greatest)


def write(
    connection: sqlite3.Connection,
    number: int,
    power: Strength,
    found: Sequence[Found],
    before: Standing,
    uses: Uses = _NONE,
) -> None:
    """Enter the bearers of a name, as far as they are others than before; their places are among ``uses``."""
    old = before.bearers.get(number, {})
    nodes = _nodes(number, old, found, before, uses)
    gone = [(node,) for node in old.keys() - set(nodes)]
    connection.executemany("DELETE FROM bearers WHERE node = ?", gone)
    # No two bearers of a name may have one first actor, not even while one takes it over from another.
    other = [(node,) for node, one in zip(nodes, found, strict=True) if node in old and old[node][0] != one.first]
    connection.executemany("UPDATE bearers SET first = node WHERE node = ?", other)
    for node, one in zip(nodes, found, strict=True):
        parent = one.choice.parent
        row = [
            one.first, one.articles, pack(one.marks), parent.node if parent else None, one.choice.score,
            _packed(one.choice.reasons), parent.tree if parent else node,
        ]  # fmt: skip
        was = old.get(node)
        if was is None:
            connection.execute(
                "INSERT INTO bearers (node, name, first, articles, marks, parent, score, reasons, tree, root)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)",
                (node, number, *row),
            )
        elif row[_COUNTED:] == was[_COUNTED:]:
            if row != was:  # mostly only how often it is used
                connection.execute("UPDATE bearers SET first = ?, articles = ? WHERE node = ?", (*row[:_COUNTED], node))
        else:
            connection.execute(
                "UPDATE bearers SET first = ?2, articles = ?3, marks = ?4, parent = ?5, score = ?6, reasons = ?7,"
                " tree = ?8, root = ?8 WHERE node = ?1",
                (node, *row),
            )
        if one.places is None:
            if was is None or was[0] != one.first:  # else all uses have it, new ones since they were entered
                connection.execute(_MOVE, (node, number))
        else:
            changed = [(node, uses.actors[place]) for place in one.places if uses.nodes[place] != node]
            connection.executemany("UPDATE uses SET node = ? WHERE actor = ?", changed)
    doubts = {
        (node, doubt.bearer.node, doubt.score, _packed(doubt.reasons))
        for node, one in zip(nodes, found, strict=True)
        for doubt in one.choice.doubts
    }
    pairs = homonyms(power, [one.marks for one in found])
    doubts |= {(nodes[one], nodes[other], score, _packed(reasons)) for one, other, score, reasons in pairs}
    sql = "SELECT doubts.* FROM bearers CROSS JOIN doubts ON one = node WHERE name = ?"
    listed = set(map(tuple, connection.execute(sql, (number,)))) if number in before.doubted else set()
    connection.executemany(
        "DELETE FROM doubts WHERE one = ? AND other = ?", [(one, other) for one, other, *_ in listed - doubts]
    )
    connection.executemany(
        "INSERT INTO doubts (one, other, score, reasons) VALUES (?, ?, ?, ?)", sorted(doubts - listed)
    )


def _nodes(
    name: int, old: Mapping[int, Sequence[Any]], found: Sequence[Found], before: Standing, uses: Uses
) -> list[int]:
    """A number for each bearer: of those of before that of most of its uses, else the name's, or a new one.

    So hardly a use has another bearer than before, whichever of a name's many uses is the first one now; and new names
    are entered with the number of their bearer.
    """
    articles = {node: row[1] for node, row in old.items()}
    counts = [
        Counter(articles) if one.places is None else Counter(map(uses.nodes.__getitem__, one.places)) for one in found
    ]
    best = sorted(
        (-count, node, at) for at, some in enumerate(counts) for node, count in some.items() if node and node in old
    )
    out: dict[int, int] = {}
    taken: set[int] = set()
    for _, node, at in best:
        if at not in out and node not in taken:
            out[at] = node
            taken.add(node)
    for at in range(len(found)):
        if at not in out and name not in old and name not in taken:
            out[at] = name
            taken.add(name)
        elif at not in out:
            before.greatest += 1
            out[at] = before.greatest
    return [out[at] for at in range(len(found))]


@lru_cache(maxsize=1 << 12)
def _packed(reasons: tuple[Reason, ...]) -> str:
    return json.dumps(reasons, ensure_ascii=False)
