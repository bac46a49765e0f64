"""Who is who in a ledger, as it is given back."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from segundo.errors import NotFoundError
from segundo.ledger.filters import EVERYTHING, Filter, page, where
from segundo.ledger.naming import LANGUAGE
from segundo.ledger.pairing import unsure
from segundo.ledger.people import BearerRow, DoubtRow, Identity, IdentityRow, NamingRow, Reason, RoleRow
from segundo.ledger.queries import tables
from segundo.ledger.rows import Place
from segundo.ledger.seeking import found
from segundo.ledger.sides import roots as roots_of
from segundo.ledger.sides import settled_apart
from segundo.resolve.keys import key, strength
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import fold, is_acronym
from segundo.resolve.offices import Office, parse

ROLES = 3
"""Roles that the row of an identity names."""
EVIDENCE = 3
"""Articles that are named as the evidence of a role."""
SPARE = 20
"""Of those who stand first by their uses so many more are looked at than are asked for."""

_HYPHEN = re.compile("[-/]")

_FOUND = f"""
    {tables("actors")} JOIN uses ON uses.actor = record.id JOIN bearers AS bearer ON bearer.node = uses.node
"""
_NAMED = """
    FROM bearers AS bearer CROSS JOIN uses ON uses.node = bearer.node
    CROSS JOIN actors AS record ON record.id = uses.actor
    CROSS JOIN articles AS article ON article.number = record.article WHERE bearer.root = ranks.root
"""
_RANK = """
    ranks.root, ranks.articles, iif(ranks.articles = 1, 1,
        (SELECT count(DISTINCT article) FROM bearers JOIN uses USING (node) WHERE bearers.root = ranks.root)) AS named
"""
_RANKED = "ORDER BY ranks.articles DESC, ranks.root"
_USES = """
    FROM bearers AS bearer JOIN uses ON uses.node = bearer.node JOIN actors AS actor ON actor.id = uses.actor
    JOIN articles AS article ON article.number = uses.article WHERE bearer.root = ?
    ORDER BY article.published IS NULL, article.published, article.id, actor.position
"""

_MAY_BE_ONE = """
    FROM doubts JOIN bearers AS here ON here.node = one JOIN names AS mine ON mine.number = here.name
    JOIN bearers AS there ON there.node = other JOIN names AS theirs ON theirs.number = there.name
    WHERE here.root != there.root
"""


_NODES = "SELECT node FROM bearers WHERE root = ?1"


def identities(connection: sqlite3.Connection, wanted: Filter) -> list[IdentityRow]:
    """Who has an actor that meets a filter; those whom most articles name first."""
    limit, _ = page(wanted)
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    ranked = _ranked(wanted)

    def looked_up(condition: str) -> str:
        return (
            f"SELECT {_RANK} FROM (SELECT DISTINCT bearer.root {_FOUND} WHERE {condition}) AS chosen"
            f" CROSS JOIN ranks ON ranks.root = chosen.root {_RANKED} {limit}"
        )

    def on_the_way(condition: str) -> str:
        return f"SELECT {_RANK} FROM ranks WHERE EXISTS (SELECT 1 {_NAMED} AND {condition}) {_RANKED} {limit}"

    def first(count: int) -> list[sqlite3.Row]:
        if ranked:  # nobody need be looked for
            sql = f"SELECT {_RANK} FROM ranks WHERE {ranked} {_RANKED} {limit}"
            return connection.execute(sql, [*where("actors", wanted)[1], count, 0]).fetchall()
        return found(connection, "actors", wanted, looked_up, (count, 0), on_the_way=on_the_way)

    return [_whole(connection, root) for root in _most_named(first, end)[wanted.offset :]]


def _most_named(first: Callable[[int], list[sqlite3.Row]], end: int | None) -> list[int]:
    """Of those whom most articles name so many, the first of them first; all where ``end`` is None.

    ``first`` gives so many as stand first by their uses, all for -1: that is no less than the articles, since an
    article may have two names of one, so that it is seen when nobody who is left can be among them.
    """
    count = -1 if end is None else end + SPARE
    while True:
        rows = first(count)
        by_articles = sorted((-row["named"], row["root"]) for row in rows)
        if not end or len(rows) < count or by_articles[end - 1] <= (-rows[-1]["articles"], rows[-1]["root"]):
            return [root for _, root in by_articles[:end]]
        count *= 2


def count(connection: sqlite3.Connection, wanted: Filter, most: int | None = None) -> int:
    """How many :func:`identities` has, whatever the filter's limit; where actors are looked for, ``most`` and one."""
    if ranked := _ranked(wanted):
        sql, values = f"SELECT count(*) FROM ranks WHERE {ranked}", where("actors", wanted)[1]
        return int(connection.execute(sql, values).fetchone()[0])
    limit = -1 if most is None else most + 1

    def some(condition: str) -> str:
        return f"SELECT count(*) FROM (SELECT DISTINCT bearer.root {_FOUND} WHERE {condition} LIMIT {limit})"

    ((number,),) = found(connection, "actors", wanted, some)
    return int(number)


def _ranked(wanted: Filter) -> str | None:
    """The condition on ``ranks`` that is the same as a filter; None where there is no such condition."""
    rest = replace(wanted, kind=None, limit=None, offset=0)
    if where("actors", rest)[0] != EVERYTHING:
        return None
    return EVERYTHING if wanted.kind is None else "kind = ?"


def identity(connection: sqlite3.Connection, actor: str) -> Identity:
    """All about the one who has this actor, whose id may be shortened.

    Raises:
        NotFoundError: as :func:`root_of` does.
    """
    root = root_of(connection, actor)
    uses = _uses(connection, root)
    held = roles(uses)
    return Identity(
        row=_row(connection, root, uses, held),
        roles=held,
        bearers=tuple(_bearers(connection, root, uses)),
        doubts=tuple(
            _doubt(connection, *found)
            for found in _unsettled(connection, f"one IN ({_NODES}) OR other IN ({_NODES})", (root,))
        ),
    )


def root_of(connection: sqlite3.Connection, actor: str) -> int:
    """The identity that has this actor, whose id may be shortened.

    Raises:
        NotFoundError: if there is no such actor, or actors of two begin so; or if it names nobody.
    """
    roots = connection.execute(
        "SELECT DISTINCT root FROM uses JOIN bearers USING (node) WHERE actor >= ?1 AND actor < ?1 || 'g' LIMIT 2",
        (actor,),
    ).fetchall()
    if len(roots) != 1 or not actor:
        raise NotFoundError(
            "more than one actor's id begins so" if roots else "there is no actor with a name of this id",
            where=actor, do="`segundo actors` lists the ids",
        )  # fmt: skip
    return int(roots[0]["root"])


def who(connection: sqlite3.Connection, actors: Iterable[str]) -> dict[str, int]:
    """Of these actors those that are somebody, each with a number that all actors of the same one have."""
    rows = connection.execute(
        "SELECT actor, root FROM uses JOIN bearers USING (node) WHERE actor IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(actors)),),
    )
    return dict(rows.fetchall())


def rows_of(connection: sqlite3.Connection, sides: Iterable[str]) -> list[IdentityRow]:
    """Whom sides (:mod:`segundo.ledger.sides`) reach."""
    found = sorted({root for side in sides for root in roots_of(connection, side)})
    return [_whole(connection, root) for root in found]


def doubts(connection: sqlite3.Connection, limit: int | None, offset: int) -> Iterator[DoubtRow]:
    """Pairs that may be one and that nobody has settled, the surest first; last those of which one could not tell."""
    end = None if limit is None else offset + limit
    return (_doubt(connection, *found) for found in islice(_unsettled(connection, "1", ()), offset, end))


def still_in_doubt(connection: sqlite3.Connection, pairs: Iterable[tuple[str, str]], skip: int) -> DoubtRow | None:
    """The first of some pairs of actors, so many passed over, who may be one and of whom nobody has settled it."""
    both = "here.root IN (?1, ?2) AND there.root IN (?1, ?2)"
    of_two = (roots_of(connection, one) | roots_of(connection, other) for one, other in pairs)
    every = (found for two in of_two if len(two) == 2 for found in islice(_unsettled(connection, both, tuple(two)), 1))
    found = next(islice(every, skip, None), None)
    return _doubt(connection, *found) if found else None


def count_doubts(connection: sqlite3.Connection) -> int:
    """How many rows :func:`doubts` has."""
    sql = f"SELECT {{}} {_MAY_BE_ONE}"
    if not (apart := set(settled_apart(connection))):
        return int(connection.execute(sql.format("count(*)")).fetchone()[0])
    pairs = connection.execute(sql.format("min(here.root, there.root), max(here.root, there.root)"))
    return sum(tuple(pair) not in apart for pair in pairs)


def namings(connection: sqlite3.Connection, actor: str) -> list[NamingRow]:
    """The articles that name the one who has this actor, by the names in the order of :func:`identity`, then by time.

    Raises:
        NotFoundError: as :func:`identity` does.
    """
    root = root_of(connection, actor)
    uses = _uses(connection, root)
    by_node: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for use in uses:
        by_node[use["node"]].append(use)
    bearers = list(_bearers(connection, root, uses))
    first = {by_node[node][0]["id"]: node for node in by_node}
    return [
        NamingRow(
            id=use["id"], name=use["name"], bearer=bearer.id, like=bearer.like,
            roles=tuple(json.loads(use["roles"])), article=use["article_id"], title=use["title"],
            outlet=use["outlet"], published=_date(use["published"]),
        )
        for bearer in bearers
        for use in by_node[first[bearer.id]]
    ]  # fmt: skip


def roles(uses: Sequence[sqlite3.Row]) -> tuple[RoleRow, ...]:
    """The roles that articles give somebody, those of most articles first; ``uses`` in order of time.

    What is only said out of courtesy ("dr.", "dona") is none.
    """
    courtesy = lexicon(LANGUAGE).words["courtesy"]
    found: dict[tuple[bool, str], list[tuple[str, sqlite3.Row]]] = defaultdict(list)
    for use in uses:
        for role in dict.fromkeys(json.loads(use["roles"])) if use["roles"] != "[]" else ():
            if role.lower() in courtesy:
                continue
            office = parse(role, LANGUAGE)
            found[bool(office and office.over), _about(role, office)].append((role, use))
    rows = []
    for (over, _), some in found.items():
        named_in: dict[str, sqlite3.Row] = {}
        for _, use in some:
            named_in.setdefault(use["article_id"], use)
        bodies = Counter(use["organisation"] for _, use in some if use["organisation"])
        days = [use["published"] for _, use in some if use["published"]]
        rows.append(
            RoleRow(
                role=Counter(role for role, _ in some).most_common(1)[0][0],
                over=over,
                organisation=bodies.most_common(1)[0][0] if bodies else None,
                first_day=_date(min(days, default=None)),
                last_day=_date(max(days, default=None)),
                articles=tuple(named_in),
                evidence=tuple(_place(named) for named in list(named_in.values())[:EVIDENCE]),
            )
        )
    return tuple(sorted(rows, key=lambda row: (-len(row.articles), row.first_day or date.max, row.role)))


def _place(use: sqlite3.Row) -> Place:
    return Place(use["id"], use["article_id"], use["outlet"], use["published"], use["passage"])


def _about(role: str, office: Office | None) -> str:
    """What is alike in all ways to write a role: the noun, the body or area, the country."""
    if office is None:
        return " ".join(fold(role))
    whole = key("organisation", office.complement, None, LANGUAGE)
    return " ".join((office.role.noun, *(whole.words if whole else ()), office.country or ""))


def _uses(connection: sqlite3.Connection, root: int) -> list[sqlite3.Row]:
    """The actors of an identity in order of time, with their bearer and article."""
    return connection.execute(
        "SELECT actor.id, actor.name, actor.kind, actor.roles, actor.organisation, actor.country, actor.article,"
        f" passage, bearer.node, article.id AS article_id, article.published, outlet, title {_USES}",
        (root,),
    ).fetchall()


def _whole(connection: sqlite3.Connection, root: int) -> IdentityRow:
    uses = _uses(connection, root)
    return _row(connection, root, uses, roles(uses))


def _row(
    connection: sqlite3.Connection, root: int, uses: Sequence[sqlite3.Row], held: Sequence[RoleRow]
) -> IdentityRow:
    names = _by_articles(uses)
    name = display(uses[0]["kind"], names)
    countries = Counter(use["country"] for use in uses if use["country"])
    days = [use["published"] for use in uses if use["published"]]
    metonyms = lexicon(LANGUAGE).metonyms
    metonym = next((metonyms[words] for words in map(fold, names) if words in metonyms), None)
    (statements,) = connection.execute(
        "SELECT count(*) FROM bearers JOIN uses USING (node) JOIN statements ON actor_id = actor WHERE root = ?",
        (root,),
    ).fetchone()
    return IdentityRow(
        id=uses[0]["id"],
        name=name,
        kind=uses[0]["kind"],
        country=countries.most_common(1)[0][0] if countries else None,
        stands_for=metonym.country if metonym and uses[0]["kind"] == "organisation" else None,
        roles=tuple(row.role for row in held[:ROLES]),
        names=_others(name, names),
        articles=len({use["article"] for use in uses}),
        statements=statements,
        first_day=_date(min(days, default=None)),
        last_day=_date(max(days, default=None)),
    )


def _bearers(connection: sqlite3.Connection, root: int, uses: Sequence[sqlite3.Row]) -> Iterator[BearerRow]:
    """The names of an identity, those that stand by themselves first, then those of most articles."""
    by_node: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for use in uses:
        by_node[use["node"]].append(use)
    written = {node: display(some[0]["kind"], _by_articles(some)) for node, some in by_node.items()}
    rows = {row["node"]: row for row in connection.execute("SELECT * FROM bearers WHERE root = ?", (root,))}

    def rank(node: int) -> tuple[bool, int, str]:
        return rows[node]["parent"] is not None, -len(by_node[node]), written[node]

    for node in sorted(by_node, key=rank):
        row, spellings = rows[node], tuple(_by_articles(by_node[node]))
        reasons = [Reason(code, words) for code, words in json.loads(row["reasons"])]
        if len(spellings) > 1:
            short = any(map(is_acronym, spellings)) and by_node[node][0]["kind"] == "organisation"
            reasons.append(Reason("acronym" if short else "spelling", " / ".join(spellings)))
        if row["root"] != row["tree"] and row["parent"] is None:
            reasons.append(Reason("settled", ""))
        yield BearerRow(
            id=by_node[node][0]["id"],
            name=written[node],
            spellings=spellings,
            articles=len({use["article"] for use in by_node[node]}),
            like=None if row["parent"] is None else written[row["parent"]],
            score=row["score"],
            reasons=tuple(reasons),
        )


def _unsettled(
    connection: sqlite3.Connection, condition: str, values: Sequence[int]
) -> Iterator[tuple[sqlite3.Row, bool]]:
    """The pairs of bearers that may be one, whom nobody has said to be one or two, each with whether a person could not
    tell: the surest first, and such pairs last."""
    rows = connection.execute(
        f"SELECT doubts.*, here.root AS one_root, there.root AS other_root {_MAY_BE_ONE} AND ({condition})"
        " ORDER BY doubts.score DESC, mine.words, theirs.words, mine.kind, here.first, there.first",
        values,
    )
    apart, untold = set(settled_apart(connection)), unsure(connection)
    last = []
    for row in rows:
        two = (min(row["one_root"], row["other_root"]), max(row["one_root"], row["other_root"]))
        if two in untold:
            last.append(row)
        elif two not in apart:
            yield row, False
    yield from ((row, True) for row in last)


def _doubt(connection: sqlite3.Connection, row: sqlite3.Row, untold: bool) -> DoubtRow:
    one, other = (_uses(connection, row[side]) for side in ("one_root", "other_root"))
    return DoubtRow(
        one=one[0]["id"],
        one_name=display(one[0]["kind"], _by_articles(one)),
        other=other[0]["id"],
        other_name=display(other[0]["kind"], _by_articles(other)),
        score=row["score"],
        reasons=tuple(Reason(code, words) for code, words in json.loads(row["reasons"])),
        unsure=untold,
    )


def _by_articles(uses: Sequence[sqlite3.Row]) -> list[str]:
    """The names as they are written, those of most articles first."""
    counts = Counter(use["name"] for use in uses)
    return sorted(counts, key=lambda name: (-counts[name], name))


def _others(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """The names but one of them; of those that differ by capitals alone the one that most articles give."""
    firsts: dict[str, str] = {}
    for other in names:
        firsts.setdefault(other.casefold(), other)
    del firsts[name.casefold()]
    return tuple(firsts.values())


def display(kind: str, names: Sequence[str]) -> str:
    """By which of the names, most used first, somebody is called here: of a person or body one that tells who it is."""
    return next((name for name in names if _tells(kind, name)), names[0])


def _tells(kind: str, name: str) -> bool:
    """Whether a person is called by more than one word, or a body by no acronym: "PT-MS" tells no more than "PT"."""
    if kind == "person":
        of = key(kind, name, None, LANGUAGE)
        return of is not None and strength(of, LANGUAGE) not in ("single", "weak")
    return kind != "organisation" or not is_acronym(_HYPHEN.split(lexicon(LANGUAGE).bare(name))[0])


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
