"""Who bears the names of a ledger: found anew for the names that wait, the fullest first.

What is found of a name depends on its uses, on the bearers of fuller names, and on what people have settled; on nothing
else, so that it is the same in whatever order articles arrive.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from segundo.identities.cells import Cell, Groups, Use, cells
from segundo.identities.choice import Bearer, Choice, Kin, choose, homonyms
from segundo.identities.keys import Key, Strength, is_word, level, strength
from segundo.identities.uses import Mark, agree
from segundo.ledger.naming import LANGUAGE, drop, fuller, name_key, pack, unpack
from segundo.ledger.sides import bearers, is_name, name_side, trees
from segundo.repeats.stories import Weights, likeness, unpack_weights, without

_WHOLE = ""
"""What names the bearer of all uses of a name."""

MANY = 100
"""A common or single name of more uses than this is looked at without the company of each."""

_ORDER = "coalesce(published, '9999'), articles.id, position"


class Settled(NamedTuple):
    """What people have settled of the uses of one name: pairs of them, uses with trees of which they are not, and the
    trees of which none is."""

    together: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    not_of: Mapping[str, frozenset[int]]
    never: frozenset[int]

    def barred(self, cell: Cell, placed: Mapping[str, int]) -> frozenset[int]:
        """The trees that a cell must not go to; ``placed`` are those to which other uses of the name went."""
        own = {use.actor for use in cell.uses}
        rivals = {other for pair in self.apart for one, other in (pair, pair[::-1]) if one in own}
        trees = {placed[rival] for rival in rivals if rival in placed}
        return frozenset(trees.union(self.never, *(self.not_of.get(actor, ()) for actor in own)))


class Found(NamedTuple):
    """A bearer of a name: what names it, its articles, what is said of it, its uses (None: all), and who it is."""

    first: str
    articles: int
    marks: frozenset[Mark]
    uses: tuple[Use, ...] | None
    choice: Choice


_NOTHING = Settled(frozenset(), frozenset(), {}, frozenset())


def identify(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Find the bearers of names, given in the order in which :func:`segundo.ledger.naming.waiting` has them."""
    for number in numbers:
        _find(connection, number, name_key(connection, number))
        connection.execute("UPDATE names SET waits = 0 WHERE number = ?", (number,))
        drop(connection, number)
    _join_settled(connection)


def settle(connection: sqlite3.Connection, one: str, other: str, *, same: bool) -> None:
    """Enter that two sides (:mod:`segundo.ledger.sides`) are one or are two; their names wait to be found anew."""
    connection.execute(
        "INSERT OR REPLACE INTO settled (one, other, same) VALUES (?, ?, ?)", (*sorted((one, other)), same)
    )
    _open(connection, one, other)


def unsettle(connection: sqlite3.Connection, one: str, other: str) -> None:
    """Forget what was settled of two sides."""
    connection.execute("DELETE FROM settled WHERE one = ? AND other = ?", tuple(sorted((one, other))))
    _open(connection, one, other)


def _open(connection: sqlite3.Connection, *sides: str) -> None:
    names = {row["name"] for side in sides for row in bearers(connection, side)}
    connection.executemany("UPDATE names SET waits = 1 WHERE number = ?", [(name,) for name in names])


def _join_settled(connection: sqlite3.Connection) -> None:
    """Make one identity of the trees that people have joined, and part those that they have not.

    What they have said of two that are not one holds against what follows only from several pairs.
    """
    together: list[list[int]] = []
    apart: list[tuple[int, int]] = []
    for one, other, same in connection.execute("SELECT * FROM settled ORDER BY one, other").fetchall():
        if same:
            here, there = trees(connection, one), trees(connection, other)
            together += [[*here, *there]] if here and there else []
        elif not is_name(one) and not is_name(other):
            sides = [row["tree"] for side in (one, other) for row in bearers(connection, side) if row["tree"]]
            apart += [(sides[0], sides[1])] if len(set(sides)) == 2 else []
    numbers = sorted({tree for some in together for tree in some})
    place = {tree: number for number, tree in enumerate(numbers)}
    groups = Groups(
        len(numbers), [(place[one], place[other]) for one, other in apart if one in place and other in place]
    )
    for first, *rest in together:
        for tree in rest:
            groups.join(place[first], place[tree])
    connection.execute("UPDATE bearers SET root = tree WHERE root != tree")
    connection.executemany(
        "UPDATE bearers SET root = ? WHERE tree = ?", [(numbers[groups.head(place[tree])], tree) for tree in numbers]
    )


def _find(connection: sqlite3.Connection, number: int, of: Key) -> None:
    """Find the bearers of a name, and of which bearer of a fuller name each of them is another name."""
    power = strength(of, LANGUAGE)
    connection.execute("UPDATE names SET two = ? WHERE number = ?", (_is_two(connection, number, of), number))
    settled = _settled(connection, number, of)
    kin = _kin(connection, number, of, power) if level(of, LANGUAGE) in (None, "any", "nation", "home") else []
    if power == "full" and settled == _NOTHING and (whole := _whole(connection, number, of, kin)):
        _write(connection, number, power, [whole])
        return
    near = _near(connection, number, of) if len(of.words) == 1 and of.kind == "person" else {}
    placed: dict[str, int] = {}
    found: dict[int, tuple[Cell, Choice]] = {}
    about = _about(connection, kin) if _tells(of, power) else {}
    for cell, only in _cells(connection, number, of, power, near, settled):
        barred = settled.barred(cell, placed)
        near_kin = [_beside(cell, one, about) for one in kin if one.bearer.tree not in barred]
        choice = choose(of, power, cell.marks, near_kin, only)
        if choice.parent is None:
            found[len(found)] = cell, choice
            continue
        placed.update(dict.fromkeys((use.actor for use in cell.uses), choice.parent.tree))
        # Cells that go to one bearer are one; the keys of these are below those of the others.
        at = -1 - choice.parent.node
        found[at] = (found[at][0].joined(cell), found[at][1]) if at in found else (cell, choice)
    some = [Found(cell.first, len(cell.uses), cell.marks, cell.uses, choice) for cell, choice in found.values()]
    _write(connection, number, power, some)


def _whole(connection: sqlite3.Connection, number: int, of: Key, kin: Sequence[Kin]) -> Found | None:
    """The only bearer of a full name, where nothing that is said of any two of its uses clashes.

    It does not look at the uses one by one, of which a name may have very many.
    """
    rows = connection.execute("SELECT marks, count(*) FROM uses WHERE name = ? GROUP BY marks", (number,)).fetchall()
    told = [unpack(marks) for marks, _ in rows]
    if not told or not agree(told):
        return None
    marks = frozenset[Mark]().union(*told)
    return Found(_WHOLE, sum(count for _, count in rows), marks, None, choose(of, "full", marks, kin, None))


def _cells(
    connection: sqlite3.Connection,
    number: int,
    of: Key,
    power: Strength,
    near: Mapping[int, int],
    settled: Settled,
) -> list[tuple[Cell, int | None]]:
    """The cells of a name, each with the tree of the only bearer whom its stories have for it, if there is one."""
    rows = connection.execute(
        "SELECT actor, actors.name AS called, story, marks, uses.article FROM uses"
        " JOIN casts ON casts.article = uses.article JOIN articles ON articles.number = uses.article"
        " JOIN actors ON actors.id = uses.actor"
        f" WHERE uses.name = ? ORDER BY {_ORDER}",
        (number,),
    ).fetchall()
    company = _company(connection, number) if _in_company(of, power) and len(rows) <= MANY else {}
    about = _weights(connection, {row["article"] for row in rows}) if _tells(of, power) and len(rows) <= MANY else {}
    uses = [
        Use(place, row["actor"], row["story"], unpack(row["marks"]), frozenset(company.get(row["article"], ())),
            without(about[row["article"]], row["called"]) if row["article"] in about else None)
        for place, row in enumerate(rows)
    ]  # fmt: skip
    told: dict[int | None, list[Use]] = defaultdict(list)
    for use in uses:
        told[near.get(use.story)].append(use)
    out: list[tuple[Cell, int | None]] = []
    for tree, some in told.items():
        strong: Strength = power if tree is None else "full"
        out += [(cell, tree) for cell in cells(some, strong, settled.together, settled.apart)]
    return out


def _in_company(of: Key, power: Strength) -> bool:
    """Whether who else is named tells of whom a name is; of bodies in each place of a kind only the place does."""
    return level(of, LANGUAGE) == "any" if of.kind == "organisation" else power in ("common", "single")


def _tells(of: Key, power: Strength) -> bool:
    """Whether what articles are about tells of whom a name is: of one word that is nobody's but somebody's."""
    return power == "single" and not is_word(of, LANGUAGE)


def _weights(connection: sqlite3.Connection, articles: Collection[int]) -> dict[int, Weights]:
    """What articles are about."""
    rows = connection.execute(
        "SELECT node, weights FROM profiles WHERE node IN (SELECT value FROM json_each(?))", (json.dumps([*articles]),)
    )
    return {row["node"]: unpack_weights(row["weights"]) for row in rows}


def _about(connection: sqlite3.Connection, kin: Sequence[Kin]) -> dict[int, list[Weights]]:
    """What the articles of each bearer are about beside the name; of none where they are very many."""
    if sum(one.bearer.articles for one in kin) > MANY:
        return {}
    nodes = json.dumps([one.bearer.node for one in kin])
    rows = connection.execute(
        "SELECT node, uses.article, actors.name FROM uses JOIN actors ON id = actor"
        " WHERE node IN (SELECT value FROM json_each(?))",
        (nodes,),
    ).fetchall()
    weights = _weights(connection, {row["article"] for row in rows})
    out: dict[int, list[Weights]] = defaultdict(list)
    for row in rows:
        if row["article"] in weights:
            out[row["node"]].append(without(weights[row["article"]], row["name"]))
    return out


def _beside(cell: Cell, one: Kin, about: Mapping[int, Sequence[Weights]]) -> Kin:
    """A bearer of a fuller name with how much alike its articles and those of a cell are."""
    there = about.get(one.bearer.node, ())
    pairs = (likeness(use.about, other, None) for use in cell.uses if use.about for other in there)
    return one._replace(topic=max(pairs, default=0.0))


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
    never: set[int] = set()
    # Where nothing is settled, not even the uses of the name are looked at, of which there may be very many.
    side = (
        "SELECT one, other, same FROM uses JOIN settled ON {} = actor"
        " WHERE name = ?1 AND EXISTS (SELECT 1 FROM settled)"
    )
    rows = connection.execute(
        f"{side.format('one')} UNION {side.format('other')}"
        " UNION SELECT one, other, same FROM settled WHERE one = ?2 OR other = ?2",
        (number, name_side(of)),
    ).fetchall()
    for one, other, same in rows:
        here, there = (bearers(connection, side) for side in (one, other))
        if not here or not there:
            continue
        if here[0]["name"] == there[0]["name"]:
            (together if same else apart).add((one, other))
        elif not same:
            mine, theirs = (one, there) if here[0]["name"] == number else (other, here)
            words = tuple(theirs[0]["words"].split())
            if (-len(words), Key(theirs[0]["kind"], words)) < (-len(of.words), of):
                barred = {row["tree"] for row in theirs if row["tree"]}
                (never if is_name(mine) else not_of[mine]).update(barred)
    return Settled(
        frozenset(together),
        frozenset(apart),
        {actor: frozenset(trees) for actor, trees in not_of.items()},
        frozenset(never),
    )


def _kin(connection: sqlite3.Connection, number: int, of: Key, power: Strength) -> list[Kin]:
    """The bearers of fuller names of which this may be another one, in a fixed order."""
    called = Counter(
        dict(
            connection.execute(
                "SELECT node, count(*) FROM calls JOIN uses USING (actor) WHERE calls.name = ? GROUP BY node", (number,)
            ).fetchall()
        )
    )
    names = json.dumps(fuller(connection, of))
    # From the bearers to their names: the other way would look at all names there are.
    columns = "SELECT bearers.*, kind, words, two FROM bearers CROSS JOIN names ON names.number = bearers.name"
    rows = connection.execute(
        f"{columns} WHERE bearers.name IN (SELECT value FROM json_each(?)) UNION"
        f" {columns} WHERE node IN (SELECT value FROM json_each(?))",
        (names, json.dumps([*called])),
    ).fetchall()
    kin = []
    for row in rows:
        there = Key(row["kind"], tuple(row["words"].split()))
        if len(there.words) > len(of.words) and not row["two"]:
            bearer = Bearer(row["node"], row["tree"], there, row["first"], row["articles"], unpack(row["marks"]))
            kin.append(Kin(bearer, called[row["node"]], called.total()))
    if power == "single" and len({one.bearer.tree for one in kin}) == 1:
        kin = [one._replace(company=_beside_both(connection, number, one.bearer.node)) for one in kin]
    return sorted(kin, key=lambda one: (one.bearer.key, one.bearer.first))


def _beside_both(connection: sqlite3.Connection, name: int, node: int) -> int:
    """How many full names of persons stand in articles that use a name and in articles that name a bearer."""
    (found,) = connection.execute(
        "SELECT count(*) FROM (SELECT other.name FROM uses JOIN uses AS other USING (article)"
        " JOIN names ON names.number = other.name AND kind = 'person' AND strength = 'full'"
        " WHERE uses.name = ?1 AND other.node != ?2 INTERSECT"
        " SELECT other.name FROM uses JOIN uses AS other USING (article) WHERE uses.node = ?2 AND other.node != ?2)",
        (name, node),
    ).fetchone()
    return int(found)


def _is_two(connection: sqlite3.Connection, number: int, of: Key) -> bool:
    """Whether a name is rather two names that were read as one: each of the two is used more often than it."""
    if of.kind != "person":
        return False
    first = 1 if strength(Key(of.kind, of.words[:1]), LANGUAGE) == "single" else 2
    halves = [(of.words[:cut], of.words[cut:]) for cut in range(first, len(of.words) - 1)]
    own = _count(connection, of) if halves else 0
    return any(all(_count(connection, Key(of.kind, half)) > own for half in both) for both in halves)


def _count(connection: sqlite3.Connection, of: Key) -> int:
    (found,) = connection.execute(
        "SELECT count(*) FROM names JOIN uses ON name = number WHERE kind = ? AND words = ?",
        (of.kind, " ".join(of.words)),
    ).fetchone()
    return int(found)


def _near(connection: sqlite3.Connection, number: int, of: Key) -> dict[int, int]:
    """For the stories in which a short name is used, the tree of the only bearer of a fuller one in each."""
    trees: dict[int, set[int]] = defaultdict(set)
    here: dict[int, set[int]] = defaultdict(set)
    for story, article in connection.execute(
        "SELECT story, article FROM uses JOIN casts USING (article) WHERE name = ?", (number,)
    ):
        here[story].add(article)
    # By the fuller names: all who are named in the stories of a common name are very many.
    rows = connection.execute(
        "SELECT DISTINCT story, fuller.article, tree FROM name_words"
        " CROSS JOIN uses AS fuller ON fuller.name = name_words.name CROSS JOIN bearers USING (node)"
        " CROSS JOIN casts ON casts.article = fuller.article WHERE word = ?",
        (of.words[0],),
    )
    for story, article, tree in rows:
        if here.get(story, {article}) - {article}:
            trees[story].add(tree)
    return {story: next(iter(some)) for story, some in trees.items() if len(some) == 1}


def _write(connection: sqlite3.Connection, number: int, power: Strength, found: Sequence[Found]) -> None:
    old = dict(connection.execute("SELECT first, node FROM bearers WHERE name = ?", (number,)).fetchall())
    for first in old.keys() - {one.first for one in found}:
        connection.execute("DELETE FROM bearers WHERE node = ?", (old[first],))
    nodes = []
    for one in found:
        node = old.get(one.first)
        if node is None:
            (node,) = connection.execute("SELECT coalesce(max(node), 0) + 1 FROM bearers").fetchone()
        parent = one.choice.parent
        connection.execute(
            "INSERT INTO bearers (node, name, first, articles, marks, parent, score, reasons, tree, root)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9) ON CONFLICT (node) DO UPDATE SET"
            " articles = ?4, marks = ?5, parent = ?6, score = ?7, reasons = ?8, tree = ?9, root = ?9",
            (
                node, number, one.first, one.articles, pack(one.marks), parent.node if parent else None,
                one.choice.score, json.dumps(one.choice.reasons, ensure_ascii=False), parent.tree if parent else node,
            ),
        )  # fmt: skip
        if one.uses is None:
            connection.execute("UPDATE uses SET node = ?1 WHERE name = ?2 AND node IS NOT ?1", (node, number))
        else:
            changed = [(node, use.actor) for use in one.uses]
            connection.executemany("UPDATE uses SET node = ?1 WHERE actor = ?2 AND node IS NOT ?1", changed)
        nodes.append(node)
    doubts = [
        (node, doubt.bearer.node, doubt.score, doubt.reasons)
        for node, one in zip(nodes, found, strict=True)
        for doubt in one.choice.doubts
    ]
    pairs = homonyms(power, [one.marks for one in found])
    doubts += [(nodes[one], nodes[other], score, reasons) for one, other, score, reasons in pairs]
    connection.executemany("DELETE FROM doubts WHERE one = ?", [(node,) for node in nodes])
    connection.executemany(
        "INSERT INTO doubts (one, other, score, reasons) VALUES (?, ?, ?, ?)",
        [(one, other, score, json.dumps(reasons, ensure_ascii=False)) for one, other, score, reasons in doubts],
    )
