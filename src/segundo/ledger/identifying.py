"""Who bears the names of a ledger: found anew for the names that wait, the fullest first.

What is found of a name depends on its uses, on the bearers of fuller names, and on what people have settled; on nothing
else, so that it is the same in whatever order articles arrive.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from segundo.identities.cells import Cell, Groups, Use, cells
from segundo.identities.choice import Bearer, Choice, Kin, choose, homonyms
from segundo.identities.keys import Key, Strength, initials, shortens, strength
from segundo.ledger.naming import LANGUAGE, name_key, pack, unpack

FULLER = 200
"""A word of more names than this tells of no one of them."""

MANY = 500
"""A common name of more uses than this is looked at without the company of each."""

_ORDER = "coalesce(published, '9999'), articles.id, position"


class Settled(NamedTuple):
    """What people have settled of the uses of one name: pairs of its uses, and uses with nodes of other names."""

    together: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    not_of: Mapping[str, frozenset[int]]


def identify(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Find the bearers of names, given in the order in which :func:`segundo.ledger.naming.waiting` has them."""
    for number in numbers:
        _find(connection, number, name_key(connection, number))
        connection.execute("UPDATE names SET waits = 0 WHERE number = ?", (number,))


def settle(connection: sqlite3.Connection, one: str, other: str, *, same: bool) -> None:
    """Enter that two actors, given by their ids, are one or are two; it counts from the next comparing on."""
    connection.execute(
        "INSERT OR REPLACE INTO settled (one, other, same) VALUES (?, ?, ?)", (*sorted((one, other)), same)
    )
    _open(connection, one, other)


def unsettle(connection: sqlite3.Connection, one: str, other: str) -> None:
    """Forget what was settled of two actors."""
    connection.execute("DELETE FROM settled WHERE one = ? AND other = ?", tuple(sorted((one, other))))
    _open(connection, one, other)


def join_settled(connection: sqlite3.Connection) -> None:
    """Make one identity of the trees that people have joined, and part those that they have not."""
    pairs = connection.execute(
        "SELECT here.tree, there.tree FROM settled"
        " JOIN uses AS one ON one.actor = settled.one JOIN bearers AS here ON here.node = one.node"
        " JOIN uses AS two ON two.actor = settled.other JOIN bearers AS there ON there.node = two.node WHERE same"
    ).fetchall()
    trees = sorted({tree for pair in pairs for tree in pair})
    place = {tree: number for number, tree in enumerate(trees)}
    groups = Groups(len(trees), ())
    for one, other in pairs:
        groups.join(place[one], place[other])
    connection.execute("UPDATE bearers SET root = tree WHERE root != tree")
    connection.executemany(
        "UPDATE bearers SET root = ? WHERE tree = ?", [(trees[groups.head(place[tree])], tree) for tree in trees]
    )


def _open(connection: sqlite3.Connection, *actors: str) -> None:
    connection.executemany(
        "UPDATE names SET waits = 1 WHERE number = (SELECT name FROM uses WHERE actor = ?)",
        [(actor,) for actor in actors],
    )


def _find(connection: sqlite3.Connection, number: int, of: Key) -> None:
    """Find the bearers of a name, and of which bearer of a fuller name each of them is another name."""
    power = strength(of, LANGUAGE)
    settled = _settled(connection, number, of)
    kin = _kin(connection, number, of)
    near = _near(connection, number, of, kin) if len(of.words) == 1 and of.kind == "person" else {}
    found: list[tuple[str, Cell, Choice]] = []
    for cell, only in _cells(connection, number, power, near, settled):
        barred = frozenset(tree for use in cell.uses for tree in settled.not_of.get(use.actor, ()))
        choice = choose(of, power, cell.marks, [one for one in kin if one.bearer.tree not in barred], only)
        found.append((cell.first, cell, choice))
    _write(connection, number, power, found)


def _cells(
    connection: sqlite3.Connection,
    number: int,
    power: Strength,
    near: Mapping[int, int],
    settled: Settled,
) -> list[tuple[Cell, int | None]]:
    """The cells of a name, each with the tree of the only bearer whom its stories have for it, if there is one."""
    rows = connection.execute(
        "SELECT actor, story, marks, uses.article FROM uses JOIN casts ON casts.article = uses.article"
        " JOIN articles ON articles.number = uses.article JOIN actors ON actors.id = uses.actor"
        f" WHERE uses.name = ? ORDER BY {_ORDER}",
        (number,),
    ).fetchall()
    company = _company(connection, number) if power == "common" and len(rows) <= MANY else {}
    uses = [
        Use(row["actor"], row["story"], unpack(row["marks"]), frozenset(company.get(row["article"], ())))
        for row in rows
    ]
    told: dict[int | None, list[Use]] = defaultdict(list)
    for use in uses:
        told[near.get(use.story)].append(use)
    out: list[tuple[Cell, int | None]] = []
    for tree, some in told.items():
        strong: Strength = power if tree is None else "full"
        out += [(cell, tree) for cell in cells(some, strong, settled.together, settled.apart)]
    return out


def _company(connection: sqlite3.Connection, number: int) -> dict[int, set[int]]:
    """For each article that uses a name, the full names of other persons there."""
    out: dict[int, set[int]] = defaultdict(set)
    rows = connection.execute(
        "SELECT uses.article, other.name FROM uses JOIN uses AS other ON other.article = uses.article"
        " JOIN names ON names.number = other.name AND kind = 'person' AND strength = 'full'"
        " WHERE uses.name = ? AND other.name != uses.name",
        (number,),
    )
    for article, other in rows:
        out[article].add(other)
    return out


def _settled(connection: sqlite3.Connection, number: int, of: Key) -> Settled:
    together: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    not_of: dict[str, set[int]] = defaultdict(set)
    rows = connection.execute(
        "SELECT one, other, same FROM uses JOIN settled ON one = actor WHERE name = ?1"
        " UNION SELECT one, other, same FROM uses JOIN settled ON other = actor WHERE name = ?1",
        (number,),
    ).fetchall()
    for one, other, same in rows:
        sides = {
            row["actor"]: row
            for row in connection.execute(
                "SELECT actor, name, kind, words, tree FROM uses JOIN names ON names.number = name"
                " LEFT JOIN bearers USING (node) WHERE actor IN (?, ?)",
                (one, other),
            )
        }
        if len(sides) < 2:
            continue
        if sides[one]["name"] == sides[other]["name"]:
            (together if same else apart).add((one, other))
        elif not same:
            mine, there = (one, other) if sides[one]["name"] == number else (other, one)
            words = tuple(sides[there]["words"].split())
            if (-len(words), Key(sides[there]["kind"], words)) < (-len(of.words), of) and sides[there]["tree"]:
                not_of[mine].add(sides[there]["tree"])
    return Settled(
        frozenset(together), frozenset(apart), {actor: frozenset(trees) for actor, trees in not_of.items()}
    )


def _kin(connection: sqlite3.Connection, number: int, of: Key) -> list[Kin]:
    """The bearers of fuller names of which this may be another one, in a fixed order."""
    called = Counter(
        dict(
            connection.execute(
                "SELECT node, count(*) FROM calls JOIN uses USING (actor) WHERE calls.name = ? GROUP BY node", (number,)
            ).fetchall()
        )
    )
    names = _fuller(connection, of)
    marks = ", ".join("?" * len(names))
    by_call = ", ".join("?" * len(called))
    rows = connection.execute(
        f"SELECT bearers.*, kind, words FROM bearers JOIN names ON names.number = name"
        f" WHERE name IN ({marks}) OR node IN ({by_call})",
        [*names, *called],
    ).fetchall()
    kin = []
    for row in rows:
        there = Key(row["kind"], tuple(row["words"].split()))
        if len(there.words) > len(of.words):
            bearer = Bearer(row["node"], row["tree"], there, row["first"], row["articles"], unpack(row["marks"]))
            kin.append(Kin(bearer, called[row["node"]], called.total()))
    return sorted(kin, key=lambda one: (one.bearer.key, one.bearer.first))


def _fuller(connection: sqlite3.Connection, of: Key) -> list[int]:
    """The fuller names that a name may shorten; none where each of its words is of too many names."""
    looked_up = of.words if of.kind == "person" else (f"={of.words[0]}",) if len(of.words) == 1 else ()
    best: list[int] | None = None
    for word in looked_up:
        found = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM name_words WHERE word = ? LIMIT ?", (word, FULLER + 1)
            )
        ]
        if len(found) <= FULLER and (best is None or len(found) < len(best)):
            best = found
    out = []
    for name in best or ():
        there = name_key(connection, name)
        if shortens(of, there) or (of.kind == there.kind and initials(there) == of.words[0] and len(of.words) == 1):
            out.append(name)
    return out


def _near(connection: sqlite3.Connection, number: int, of: Key, kin: Iterable[Kin]) -> dict[int, int]:
    """For the stories in which a short name is used, the tree of the only bearer of a fuller one in each."""
    trees: dict[int, set[int]] = defaultdict(set)
    rows = connection.execute(
        "SELECT DISTINCT here.story, bearers.tree FROM uses JOIN casts AS here ON here.article = uses.article"
        " JOIN casts AS there ON there.story = here.story AND there.article != here.article"
        " JOIN uses AS fuller ON fuller.article = there.article JOIN name_words ON name_words.name = fuller.name"
        " JOIN bearers ON bearers.node = fuller.node"
        " WHERE uses.name = ? AND name_words.word = ?",
        (number, of.words[0]),
    )
    for story, tree in rows:
        trees[story].add(tree)
    return {story: next(iter(some)) for story, some in trees.items() if len(some) == 1}


def _write(
    connection: sqlite3.Connection, number: int, power: Strength, found: Sequence[tuple[str, Cell, Choice]]
) -> None:
    old = dict(connection.execute("SELECT first, node FROM bearers WHERE name = ?", (number,)).fetchall())
    for first in old.keys() - {first for first, _, _ in found}:
        connection.execute("DELETE FROM bearers WHERE node = ?", (old[first],))
    nodes = []
    for first, cell, choice in found:
        node = old.get(first)
        if node is None:
            (node,) = connection.execute("SELECT coalesce(max(node), 0) + 1 FROM bearers").fetchone()
        parent = choice.parent
        tree = parent.tree if parent else node
        connection.execute(
            "INSERT INTO bearers (node, name, first, articles, marks, parent, score, reasons, tree, root)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9) ON CONFLICT (node) DO UPDATE SET"
            " articles = ?4, marks = ?5, parent = ?6, score = ?7, reasons = ?8, tree = ?9, root = ?9",
            (
                node, number, first, len(cell.uses), pack(cell.marks), parent.node if parent else None, choice.score,
                json.dumps(choice.reasons, ensure_ascii=False), tree,
            ),
        )  # fmt: skip
        connection.execute("DELETE FROM doubts WHERE one = ?", (node,))
        connection.executemany(
            "UPDATE uses SET node = ?1 WHERE actor = ?2 AND node IS NOT ?1", [(node, use.actor) for use in cell.uses]
        )
        nodes.append(node)
    doubts = [
        (node, doubt.bearer.node, doubt.score, doubt.reasons)
        for node, (_, _, choice) in zip(nodes, found, strict=True)
        for doubt in choice.doubts
    ]
    pairs = homonyms(power, [cell for _, cell, _ in found])
    doubts += [(nodes[one], nodes[other], score, reasons) for one, other, score, reasons in pairs]
    connection.executemany(
        "INSERT INTO doubts (one, other, score, reasons) VALUES (?, ?, ?, ?)",
        [(one, other, score, json.dumps(reasons, ensure_ascii=False)) for one, other, score, reasons in doubts],
    )
