"""Who is who in a ledger, as it is given back."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from segundo.errors import NotFoundError
from segundo.identities.keys import key, strength
from segundo.ledger.filters import EVERYTHING, Filter, page, where
from segundo.ledger.naming import LANGUAGE
from segundo.ledger.people import BearerRow, DoubtRow, Identity, IdentityRow, Reason, RoleRow
from segundo.ledger.queries import tables
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import fold, is_acronym
from segundo.resolve.offices import Office, parse

ROLES = 3
"""Roles that the row of an identity names."""

_FOUND = f"""
    {tables("actors")} JOIN uses ON uses.actor = record.id JOIN bearers AS bearer ON bearer.node = uses.node
"""
_USES = """
    FROM bearers AS bearer JOIN uses ON uses.node = bearer.node JOIN actors AS actor ON actor.id = uses.actor
    JOIN articles AS article ON article.number = uses.article WHERE bearer.root = ?
    ORDER BY article.published IS NULL, article.published, article.id, actor.position
"""


def identities(connection: sqlite3.Connection, wanted: Filter) -> list[IdentityRow]:
    """Who has an actor that meets a filter; those whom most articles name first."""
    condition, values = where("actors", wanted)
    limit, bounds = page(wanted)
    if condition == EVERYTHING:  # nobody need be looked for
        rows = connection.execute(
            f"SELECT root FROM bearers GROUP BY root ORDER BY sum(articles) DESC, root {limit}", bounds
        ).fetchall()
        return [_row(connection, root, _uses(connection, root)) for (root,) in rows]
    rows = connection.execute(
        f"SELECT bearer.root, count(DISTINCT record.article), sum(json_array_length(record.mentions)) {_FOUND}"
        f" WHERE {condition} GROUP BY 1 ORDER BY 2 DESC, 3 DESC, min(record.name_folded), min(record.id) {limit}",
        [*values, *bounds],
    ).fetchall()
    return [_row(connection, root, _uses(connection, root)) for root, *_ in rows]


def count(connection: sqlite3.Connection, wanted: Filter) -> int:
    """How many :func:`identities` has, whatever the filter's limit."""
    condition, values = where("actors", wanted)
    if condition == EVERYTHING:
        return int(connection.execute("SELECT count(DISTINCT root) FROM bearers").fetchone()[0])
    (found,) = connection.execute(f"SELECT count(DISTINCT bearer.root) {_FOUND} WHERE {condition}", values).fetchone()
    return int(found)


def identity(connection: sqlite3.Connection, actor: str) -> Identity:
    """All about the one who has this actor, whose id may be shortened.

    Raises:
        NotFoundError: if there is no such actor, or actors of two begin so; or if it names nobody.
    """
    roots = connection.execute(
        "SELECT DISTINCT root FROM uses JOIN bearers USING (node) WHERE actor >= ?1 AND actor < ?1 || 'g' LIMIT 2",
        (actor,),
    ).fetchall()
    if len(roots) != 1 or not actor:
        what = "more than one actor's id begins so" if roots else "there is no actor with a name of this id"
        raise NotFoundError(what, where=actor, do="`segundo actors` lists the ids")
    ((root,),) = roots
    uses = _uses(connection, root)
    return Identity(
        row=_row(connection, root, uses),
        roles=roles(uses),
        bearers=tuple(_bearers(connection, root, uses)),
        doubts=tuple(_doubts(connection, "here.root = ?1 OR there.root = ?1", (root,))),
    )


def who(connection: sqlite3.Connection, actors: Iterable[str]) -> dict[str, int]:
    """Of these actors those that are somebody, each with a number that all actors of the same one have."""
    rows = connection.execute(
        "SELECT actor, root FROM uses JOIN bearers USING (node) WHERE actor IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(actors)),),
    )
    return dict(rows.fetchall())


def doubts(connection: sqlite3.Connection) -> Iterator[DoubtRow]:
    """All pairs that may be one and that nobody has settled, the surest first."""
    return _doubts(connection, "1", ())


def roles(uses: Sequence[sqlite3.Row]) -> tuple[RoleRow, ...]:
    """The roles that articles give somebody, those of most articles first; ``uses`` in order of time."""
    found: dict[tuple[bool, str], list[tuple[str, sqlite3.Row]]] = defaultdict(list)
    for use in uses:
        for role in dict.fromkeys(json.loads(use["roles"])):
            office = parse(role, LANGUAGE)
            found[bool(office and office.over), _about(role, office)].append((role, use))
    rows = []
    for (over, _), some in found.items():
        articles = tuple(dict.fromkeys(use["article_id"] for _, use in some))
        bodies = Counter(use["organisation"] for _, use in some if use["organisation"])
        days = [use["published"] for _, use in some if use["published"]]
        rows.append(
            RoleRow(
                role=Counter(role for role, _ in some).most_common(1)[0][0],
                over=over,
                organisation=bodies.most_common(1)[0][0] if bodies else None,
                first_day=_date(min(days, default=None)),
                last_day=_date(max(days, default=None)),
                articles=articles,
            )
        )
    return tuple(sorted(rows, key=lambda row: (-len(row.articles), row.first_day or date.max, row.role)))


def _about(role: str, office: Office | None) -> str:
    """What is alike in all ways to write a role: the noun, the body or area, the country."""
    if office is None:
        return " ".join(fold(role))
    whole = key("organisation", office.complement, None, LANGUAGE)
    return " ".join((office.role.noun, *(whole.words if whole else ()), office.country or ""))


def _uses(connection: sqlite3.Connection, root: int) -> list[sqlite3.Row]:
    """The actors of an identity in order of time, with their bearer and article."""
    return connection.execute(
        f"SELECT actor.*, bearer.node, article.id AS article_id, article.published {_USES}", (root,)
    ).fetchall()


def _row(connection: sqlite3.Connection, root: int, uses: Sequence[sqlite3.Row]) -> IdentityRow:
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
        roles=tuple(row.role for row in roles(uses)[:ROLES]),
        names=tuple(other for other in names if other != name),
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


def _doubts(connection: sqlite3.Connection, condition: str, values: tuple[int, ...]) -> Iterator[DoubtRow]:
    rows = connection.execute(
        "SELECT doubts.*, here.root AS one_root, there.root AS other_root FROM doubts"
        " JOIN bearers AS here ON here.node = one JOIN bearers AS there ON there.node = other"
        f" WHERE here.root != there.root AND ({condition})",
        values,
    ).fetchall()
    found = []
    for row in rows:
        sides = [_uses(connection, row[side]) for side in ("one_root", "other_root")]
        if _are_settled(connection, row["one_root"], row["other_root"]):
            continue
        (one, one_name), (other, other_name) = (
            (uses[0]["id"], display(uses[0]["kind"], _by_articles(uses))) for uses in sides
        )
        found.append(
            DoubtRow(
                one=one,
                one_name=one_name,
                other=other,
                other_name=other_name,
                score=row["score"],
                reasons=tuple(Reason(code, words) for code, words in json.loads(row["reasons"])),
            )
        )
    yield from sorted(found, key=lambda row: (-row.score, row.one_name, row.other_name, row.one, row.other))


def _are_settled(connection: sqlite3.Connection, one: int, other: int) -> bool:
    """Whether a person has said that two are not one."""
    found = connection.execute(
        "SELECT 1 FROM settled JOIN uses AS first ON first.actor = settled.one JOIN bearers AS here"
        " ON here.node = first.node JOIN uses AS second ON second.actor = settled.other JOIN bearers AS there"
        " ON there.node = second.node WHERE NOT same AND (here.root, there.root) IN (VALUES (?1, ?2), (?2, ?1))",
        (one, other),
    ).fetchone()
    return found is not None


def _by_articles(uses: Sequence[sqlite3.Row]) -> list[str]:
    """The names as they are written, those of most articles first."""
    counts = Counter(use["name"] for use in uses)
    return sorted(counts, key=lambda name: (-counts[name], name))


def display(kind: str, names: Sequence[str]) -> str:
    """By which of the names, most used first, somebody is called here: of a person or body one that tells who it is."""
    if kind == "person":
        keys = ((name, key(kind, name, None, LANGUAGE)) for name in names)
        return next((name for name, of in keys if of and strength(of, LANGUAGE) == "full"), names[0])
    if kind == "organisation":
        return next((name for name in names if not is_acronym(name)), names[0])
    return names[0]


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
