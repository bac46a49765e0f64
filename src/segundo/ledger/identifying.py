"""Who bears the names of a ledger: found anew for the names that wait, the fullest first.

What is found of a name depends on its uses, on the bearers of fuller names, and on what people have settled; on nothing
else, so that it is the same in whatever order articles arrive.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from segundo.identities.cells import Cell, Groups, Use, cells
from segundo.identities.choice import FEW, LEADING, SURE, Bearer, Choice, Kin, Name, choose
from segundo.identities.uses import Mark, agree
from segundo.ledger.bearing import Found, Standing, Uses, standing, write
from segundo.ledger.naming import LANGUAGE, WHOLE, drop, fuller, key_of, unpack
from segundo.ledger.sides import bearers, is_name, trees
from segundo.repeats.stories import Weights, likeness, unpack_weights, without
from segundo.resolve.keys import Key, Strength, is_rare, is_word, level, strength

MANY = 100
"""A common or single name of more uses than this is looked at without the company of each."""

CROWD = 1000
"""Of a name of more uses than this, or of one who is named in more articles, it is not looked at who else is named."""


class Settled(NamedTuple):
    """What people have settled of the uses of one name: pairs of them, uses with trees of which they are not, and the
    trees of which none is."""

    together: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    not_of: Mapping[str, frozenset[int]]
    never: frozenset[int]

    @property
    def actors(self) -> frozenset[str]:
        """The actors of whom something is settled."""
        return frozenset(actor for pair in self.together | self.apart for actor in pair).union(self.not_of)

    def barred(self, own: Set[str], placed: Mapping[str, int]) -> frozenset[int]:
        """The trees that a cell with these actors must not go to; ``placed`` are those to which others went."""
        rivals = {other for pair in self.apart for one, other in (pair, pair[::-1]) if one in own}
        trees = {placed[rival] for rival in rivals if rival in placed}
        return frozenset(trees.union(self.never, *(self.not_of.get(actor, ()) for actor in own)))


_NOTHING = Settled(frozenset(), frozenset(), {}, frozenset())


class _Ahead(NamedTuple):
    """What is looked up for many names at once: in their order the key of each, of how many uses the same is said, the
    names by which articles call somebody of a fuller one, and the bearers till now; of how many names words are."""

    keys: Mapping[int, Key]
    told: Mapping[int, Sequence[tuple[str, int]]]
    called: Set[int]
    standing: Standing
    counts: dict[str, int]


def identify(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Find the bearers of names, given in the order in which :func:`segundo.ledger.naming.waiting` has them."""
    said = _said(connection)
    ahead = _look_ahead(connection, numbers)
    for number, of in ahead.keys.items():
        settled = _settled(connection, number, of, said[number]) if number in said else _NOTHING
        _find(connection, number, of, settled, ahead)
    _join_settled(connection)


def _look_ahead(connection: sqlite3.Connection, numbers: Sequence[int]) -> _Ahead:
    names = (json.dumps([*numbers]),)
    these = "IN (SELECT value FROM json_each(?))"
    rows = connection.execute(f"SELECT number, kind, words FROM names WHERE number {these}", names)
    keys = {row["number"]: key_of(row) for row in rows}
    told: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for name, marks, uses in connection.execute(f"SELECT name, marks, uses FROM told WHERE name {these}", names):
        told[name].append((marks, uses))
    called = {name for (name,) in connection.execute(f"SELECT DISTINCT name FROM calls WHERE name {these}", names)}
    return _Ahead({number: keys[number] for number in numbers}, told, called, standing(connection, numbers), {})


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


def _find(connection: sqlite3.Connection, number: int, of: Key, settled: Settled, ahead: _Ahead) -> None:
    """Find the bearers of a name, and of which bearer of a fuller name each of them is another name."""
    power = strength(of, LANGUAGE)
    two = _is_two(connection, number, of)
    connection.execute("UPDATE names SET two = ?, waits = 0 WHERE number = ?", (two, number))
    told = ahead.told.get(number)
    if not told:
        # Somebody is called so, but entered under a fuller name; or nobody is now.
        write(connection, number, power, [], ahead.standing)
        drop(connection, number)
        ahead.counts.clear()
        return
    alone = level(of, LANGUAGE) in ("town", "state", "noun")
    kin = [] if alone else _kin(connection, number, of, ahead)
    name = Name(of, power, is_rare(of, LANGUAGE))
    if power == "full" and settled == _NOTHING and (whole := _whole(connection, number, name, told, kin)):
        write(connection, number, power, [whole], ahead.standing)
        return
    about = _about(connection, kin)
    uses, matters, cells = _cells(connection, number, of, power, settled, bool(about))
    if about:
        kin = _on_matter(kin, [matters[article] for article in uses.articles if article in matters], about)
    placed: dict[str, int] = {}
    chosen: dict[tuple[frozenset[Mark], int | None, frozenset[int], tuple[int, ...]], Choice] = {}
    found: dict[int, tuple[Cell, Choice]] = {}
    for cell, only in cells:
        own = settled.actors.intersection(map(uses.actors.__getitem__, cell.places)) if settled != _NOTHING else set()
        barred = settled.barred(own, placed)
        case = cell.marks, only, barred, cell.places if about and power == "single" else ()
        if case not in chosen:
            others = [one for one in kin if one.bearer.tree not in barred] if barred else kin
            if about and power == "single":
                told_in = [uses.articles[place] for place in cell.places]
                own_matter = [matters[article] for article in told_in if article in matters]
                others = [one._replace(topic=_likeness(own_matter, one, about)) for one in others]
            chosen[case] = choose(name, cell.marks, others, only)
        choice = chosen[case]
        if choice.parent is None:
            found[len(found)] = cell, choice
            continue
        placed.update(dict.fromkeys(own, choice.parent.tree))
        # Cells that go to one bearer are one; the keys of these are below those of the others.
        at = -1 - choice.parent.node
        found[at] = (found[at][0].joined(cell) if at in found else replace(cell, each=False)), choice
    some = [
        Found(uses.actors[places[0]], len(places), cell.marks, places, choice)
        for cell, choice in found.values()
        for places in ([(place,) for place in cell.places] if cell.each else [cell.places])
    ]
    write(connection, number, power, some, ahead.standing, uses)


def _whole(
    connection: sqlite3.Connection, number: int, of: Name, rows: Sequence[tuple[str, int]], kin: Sequence[Kin]
) -> Found | None:
    """The only bearer of a full name, where nothing that is said of any two of its uses clashes.

    It does not look at the uses one by one, of which a name may have very many, but at how many say the same.
    """
    told = [unpack(marks) for marks, _ in rows]
    if not agree(told):
        return None
    marks = frozenset[Mark]().union(*told)
    count = sum(count for _, count in rows)
    if about := _about(connection, kin) if count <= MANY else {}:
        actors = connection.execute("SELECT actor FROM uses WHERE name = ?", (number,))
        kin = _on_matter(kin, [*_matters(connection, [actor for (actor,) in actors]).values()], about)
    return Found(WHOLE, count, marks, None, choose(of, marks, kin, None))


def _cells(
    connection: sqlite3.Connection, number: int, of: Key, power: Strength, settled: Settled, telling: bool
) -> tuple[Uses, Mapping[int, Weights], list[tuple[Cell, int | None]]]:
    """The uses of a name in order of time; what their articles are about where that tells, or ``telling`` asks for it;
    and its cells, each with the tree of the only bearer whom its stories have for it, if there is one."""
    cursor = connection.cursor()
    cursor.row_factory = None  # a name may have very many uses
    rows = sorted(
        cursor.execute(
            "SELECT day, actor, article, node, story, marks FROM uses JOIN casts USING (article) WHERE name = ?",
            (number,),
        )
    )
    _, actors, articles, nodes, stories, told_marks = zip(*rows, strict=True)
    place = {actor: at for at, actor in enumerate(actors)} if settled != _NOTHING else {}
    together, apart = (
        [(place[one], place[other]) for one, other in pairs if {one, other} <= place.keys()]
        for pairs in (settled.together, settled.apart)
    )
    alone = {place[actor] for actor in settled.actors & place.keys()}
    near = _near(connection, of, stories, articles) if len(of.words) == 1 and of.kind == "person" else {}
    few = len(rows) <= MANY
    tells = _tells(of, power)
    about = _matters(connection, actors) if few and (tells or telling) else {}
    company = _company(connection, number) if few and _in_company(of, power) else {}
    if of.kind == "organisation" and not few:  # what so many name so is hardly two bodies
        power = "full" if power == "single" else power
    told: dict[int | None, list[Use]] = defaultdict(list)
    counts = Counter(stories)
    same: dict[tuple[int | None, str], list[int]] = defaultdict(list)  # of a name of thousands few differ
    for at, (article, story, marks) in enumerate(zip(articles, stories, told_marks, strict=True)):
        matter = about.get(article) if tells else None
        if article in company or matter is not None or at in alone:
            beside = frozenset(company.get(article, ()))
            told[near.get(story)].append(Use((at,), story, unpack(marks), beside, matter))
        else:
            same[story if story in near or counts[story] > 1 else None, marks].append(at)
    for (of_story, marks), places in same.items():
        told[near.get(of_story) if of_story else None].append(Use(tuple(places), of_story, unpack(marks)))
    out: list[tuple[Cell, int | None]] = []
    for tree, some in told.items():
        strong: Strength = power if tree is None else "full"
        out += [(cell, tree) for cell in cells(some, strong, together, apart, alone)]
    return Uses(actors, articles, nodes), about, sorted(out, key=lambda one: one[0].places)


def _in_company(of: Key, power: Strength) -> bool:
    """Whether who else is named tells of whom a name is; of bodies in each place of a kind only the place does."""
    return power in ("common", "single") or level(of, LANGUAGE) == "any"


def _tells(of: Key, power: Strength) -> bool:
    """Whether what articles are about tells of whom a name is: of one word that is nobody's but somebody's."""
    return power == "single" and not is_word(of, LANGUAGE)


def _weights(connection: sqlite3.Connection, articles: Collection[int]) -> dict[int, Weights]:
    """What articles are about."""
    rows = connection.execute(
        "SELECT node, weights FROM profiles WHERE node IN (SELECT value FROM json_each(?))", (json.dumps([*articles]),)
    )
    return {row["node"]: unpack_weights(row["weights"]) for row in rows}


def _matters(connection: sqlite3.Connection, actors: Sequence[str]) -> dict[int, Weights]:
    """What the articles of some uses of a name, given by their actors, are about beside the name."""
    rows = connection.execute(
        "SELECT article, name FROM actors WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(actors),)
    ).fetchall()
    weights = _weights(connection, {row["article"] for row in rows})
    return {row["article"]: without(weights[row["article"]], row["name"]) for row in rows if row["article"] in weights}


def _about(connection: sqlite3.Connection, kin: Sequence[Kin]) -> dict[int, list[Weights]]:
    """What the articles of each bearer are about beside the name; of none where they are very many."""
    if not 0 < sum(one.bearer.articles for one in kin) <= MANY:
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


def _on_matter(kin: Iterable[Kin], matters: Sequence[Weights], about: Mapping[int, Sequence[Weights]]) -> list[Kin]:
    """Bearers with how much alike their articles and those that are about these matters are."""
    return [one._replace(matter=_likeness(matters, one, about)) for one in kin]


def _likeness(matters: Sequence[Weights], one: Kin, about: Mapping[int, Sequence[Weights]]) -> float:
    """How much alike an article of a bearer and one of those that are about these matters are at most."""
    there = about.get(one.bearer.node, ())
    return max((likeness(matter, other, None) for matter in matters for other in there), default=0.0)


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


def _said(connection: sqlite3.Connection) -> dict[int, list[tuple[str, str, bool]]]:
    """What people have settled, by the names that it is of."""
    out: dict[int, list[tuple[str, str, bool]]] = defaultdict(list)
    for one, other, same in connection.execute("SELECT one, other, same FROM settled ORDER BY one, other").fetchall():
        for name in {row["name"] for side in (one, other) for row in bearers(connection, side)}:
            out[name].append((one, other, bool(same)))
    return out


def _settled(
    connection: sqlite3.Connection, number: int, of: Key, said: Iterable[tuple[str, str, bool]]
) -> Settled:
    """What people have settled of one name."""
    together: set[tuple[str, str]] = set()
    apart: set[tuple[str, str]] = set()
    not_of: dict[str, set[int]] = defaultdict(set)
    never: set[int] = set()
    for one, other, same in said:
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


def _kin(connection: sqlite3.Connection, number: int, of: Key, ahead: _Ahead) -> list[Kin]:
    """The bearers of fuller names of which this may be another one, in a fixed order."""
    sql = "SELECT node, count(*) FROM calls WHERE name = ? GROUP BY node"
    counts = Counter(dict(connection.execute(sql, (number,)).fetchall()) if number in ahead.called else {})
    names = fuller(connection, of, ahead.counts)
    if not names and not counts:
        return []
    # From the bearers to their names: the other way would look at all names there are.
    rows = connection.execute(
        "SELECT node, tree, first, articles, marks, kind, words FROM bearers"
        " CROSS JOIN names ON names.number = bearers.name WHERE NOT two AND node IN"
        " (SELECT node FROM bearers WHERE name IN (SELECT value FROM json_each(?1))"
        " UNION SELECT value FROM json_each(?2))",
        (json.dumps(names), json.dumps([*counts])),
    )
    kin = []
    for row in rows:
        there = key_of(row)
        if len(there.words) > len(of.words):
            bearer = Bearer(row["node"], row["tree"], there, row["first"], row["articles"], unpack(row["marks"]))
            kin.append(Kin(bearer, counts[row["node"]], counts.total()))
    asked = _asked(kin) if kin and _count(connection, of) <= CROWD else set()
    if asked:
        beside = _beside(connection, "name", number)
        kin = [
            one._replace(company=_beside_both(connection, number, beside, one.bearer.node))
            if one.bearer.tree in asked
            else one
            for one in kin
        ]
    return sorted(kin, key=lambda one: (one.bearer.key, one.bearer.first))


def _asked(kin: Sequence[Kin]) -> set[int]:
    """The trees of the bearers of whom it may depend on who else is named whether the short name is theirs.

    That is much to look at: not where many articles give both names, nor of one of many whom few of them name.
    """
    trees: dict[int, list[Kin]] = defaultdict(list)
    for one in kin:
        trees[one.bearer.tree].append(one)
    called = {tree: sum(one.called for one in some) for tree, some in trees.items()}
    return {
        tree
        for tree, some in trees.items()
        if called[tree] < 2 * SURE
        and (len(trees) <= FEW or called[tree] > LEADING * some[0].of)
        and sum(one.bearer.articles for one in some) <= CROWD
    }


def _beside(connection: sqlite3.Connection, column: str, value: int) -> set[int]:
    """The names that stand in articles which use a name, or name a bearer."""
    (listed,) = connection.execute(
        f"SELECT json_group_array(other.name) FROM uses JOIN uses AS other USING (article) WHERE uses.{column} = ?",
        (value,),
    ).fetchone()
    return set(json.loads(listed))


def _beside_both(connection: sqlite3.Connection, name: int, beside: Set[int], node: int) -> int:
    """How many full names of other persons stand in articles that use a name, given with the names there, and in
    articles that name a bearer."""
    both = beside & _beside(connection, "node", node)
    if not both:
        return 0
    (found,) = connection.execute(
        "SELECT count(*) FROM json_each(?1) CROSS JOIN names ON number = value AND kind = 'person'"
        " AND strength = 'full' AND number != ?2 AND number != (SELECT name FROM bearers WHERE node = ?3)",
        (json.dumps([*both]), name, node),
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
        "SELECT coalesce(sum(uses), 0) FROM names JOIN told ON name = number WHERE kind = ? AND words = ?",
        (of.kind, " ".join(of.words)),
    ).fetchone()
    return int(found)


def _near(
    connection: sqlite3.Connection, of: Key, stories: Sequence[int], articles: Sequence[int]
) -> dict[int, int]:
    """For the stories in which a short name is used, the tree of the only bearer of a fuller one in each; both are
    given for each use.

    That one article calls somebody by both names does not count here: only stories of several are looked at.
    """
    here: dict[int, set[int]] = defaultdict(set)
    for story, article in zip(stories, articles, strict=True):
        here[story].add(article)
    trees: dict[int, set[int]] = defaultdict(set)
    rows = connection.execute(
        "SELECT DISTINCT story, casts.article, tree FROM json_each(?1) AS told CROSS JOIN casts ON story = told.value"
        " CROSS JOIN uses AS fuller ON fuller.article = casts.article"
        " CROSS JOIN name_words ON word = ?2 AND name_words.name = fuller.name CROSS JOIN bearers USING (node)"
        " WHERE EXISTS (SELECT 1 FROM casts AS other WHERE other.story = casts.story"
        " AND other.article != casts.article)",
        (json.dumps([*here]), of.words[0]),
    )
    for story, article, tree in rows:
        if here[story] - {article}:
            trees[story].add(tree)
    return {story: next(iter(some)) for story, some in trees.items() if len(some) == 1}
