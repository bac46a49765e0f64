"""Who is one and who is two by the word of persons: from what is typed to entries of the log, and from these to what
identities are made by.

An entry is of two sides, each an actor of an article, by its id, or a name as the ledger writes it. Of a name it keeps
the kind; of an actor the article and the name, by which it is found again where a newer reader gives it another id.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, NamedTuple

from segundo.errors import NotFoundError, UsageError
from segundo.ledger import identifying, naming, rules
from segundo.ledger.corrections import OF_TWO, SAME, UNSURE, Correction, OfTwo, heads
from segundo.ledger.entries import Logged, holding
from segundo.ledger.sides import ACTOR, bearers, name_side, named, roots, trees
from segundo.resolve.keys import Key
from segundo.segment import fold

SHORTEST = 4
"""Letters from which on a beginning of an actor's id is taken for one; a shorter text is a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two actors, by ids or names, and whether a person said that they are the same: None where one could not tell.

    ``one_name`` and ``other_name`` are their names. ``batch`` names what was said as one with it, if anything was.
    ``reason`` says why it reaches nobody here, None where it does.
    """

    one: str
    one_name: str
    other: str
    other_name: str
    same: bool | None
    correction: str
    batch: str | None
    reason: str | None


class Side(NamedTuple):
    """A side of an entry: as the entry writes it, what it keeps of it, and what that is to the ledger."""

    text: str
    kept: Mapping[str, str]
    kind: str
    side: str


def sides_of(connection: sqlite3.Connection, one: str, other: str, *, same: bool) -> tuple[Side, Side]:
    """The two sides that a person means by ids, beginnings of ids, or names; in the order in which entries have them.

    Raises:
        NotFoundError: if no actor has such an id or name.
        UsageError: if both are one, or it is not clear who is meant.
    """
    if not fold(one) or not fold(other):
        raise UsageError("two names, or two ids of actors, are needed, not {one!r} and {other!r}", one=one, other=other)
    every = list(product(_meant(connection, one), _meant(connection, other)))
    # A name that a person and a place have is the person's beside that of a person.
    pairs = [pair for pair in every if pair[0].kind == pair[1].kind] or every
    if len(pairs) > 1:
        kinds = sorted({side.kind for pair in pairs for side in pair})
        raise UsageError("actors of several kinds ({kinds}) have the names {one!r} and {other!r}", kinds=kinds, one=one,
                         other=other, do="Give an id")  # fmt: skip
    first, second = sorted(pairs[0], key=lambda side: side.text)
    if first.side == second.side:
        raise UsageError("two names, or two ids of actors, are needed, not {one!r} and {other!r}", one=one, other=other,
                         do="Of two who are called alike give the ids")  # fmt: skip
    for side in (first, second):
        if same and not trees(connection, side.side):
            ids = [_first(connection, root) for root in sorted(roots(connection, side.side))]
            raise UsageError(
                "several are called so", where=repr(side.text), do="Give the id of one of them: {there}", there=ids
            )
    return first, second


def _meant(connection: sqlite3.Connection, written: str) -> list[Side]:
    """What a person may mean by an id, the beginning of one, or a name: an actor, or of each kind a name.

    Raises:
        NotFoundError: if no actor has this id or name.
        UsageError: if several ids begin so.
    """
    written = written.strip()
    if len(written) >= SHORTEST and ACTOR.fullmatch(written.ljust(16, "0")):
        rows = connection.execute(
            "SELECT actors.id, actors.name, actors.kind, articles.id AS article FROM uses"
            " JOIN actors ON actors.id = actor JOIN articles ON number = uses.article"
            " WHERE actor BETWEEN ? AND ? LIMIT 2",
            (written, f"{written}g"),
        ).fetchall()
        if len(rows) > 1:
            raise UsageError("several actors' ids begin so", where=repr(written), do="Give more of the id")
        if rows:
            (row,) = rows
            return [Side(row["id"], {"article": row["article"], "name": row["name"]}, row["kind"], row["id"])]
    found = named(connection, written)
    if not found:
        raise NotFoundError("nobody has this name or id", where=repr(written), do="`segundo actors LEDGER` lists all")
    return [Side(_as_written(connection, of), {"kind": of.kind}, of.kind, name_side(of)) for of in found]


def _as_written(connection: sqlite3.Connection, of: Key) -> str:
    """A name as most actors of the ledger have it."""
    rows = connection.execute(
        "SELECT actors.name FROM names JOIN uses ON uses.name = number JOIN actors ON actors.id = actor"
        " WHERE names.kind = ? AND words = ?",
        (of.kind, " ".join(of.words)),
    )
    counts = Counter(str(name) for (name,) in rows)
    return min(counts, key=lambda name: (-counts[name], name)).replace("|", " ")


def said_of(connection: sqlite3.Connection, first: Side, second: Side, action: OfTwo) -> dict[str, Any]:
    """What an entry says of two sides, and which entries it puts aside."""
    record = f"{first.text}|{second.text}"
    field = UNSURE if action == "unsure" else SAME
    said = heads(holding(connection, "record = ?", record)).get(field, [])
    return {
        "action": action, "record": record, "value": {"one": first.kept, "other": second.kept},
        "over": tuple(claim.correction.id for claim in said), "was": said[-1].value if said else None,
    }  # fmt: skip


def others_of(connection: sqlite3.Connection, actor: str) -> list[str]:
    """The actors from which one differs where a person says that it is somebody else than whom it is taken for: of each
    name that leads to this identity the earliest, and the earliest other one of its own name.

    Raises:
        NotFoundError: if it is no actor, or has no name.
        UsageError: if it is taken for nobody else.
    """
    own = connection.execute("SELECT node FROM uses WHERE actor = ?", (actor,)).fetchone()
    if own is None:
        raise NotFoundError("there is no actor with a name of this id", where=repr(actor))
    rows = connection.execute(
        "SELECT actor, uses.node, parent FROM uses JOIN bearers USING (node)"
        " JOIN articles ON number = uses.article JOIN actors ON actors.id = actor"
        " WHERE root IN (SELECT root FROM bearers WHERE node = ?) AND actor != ?"
        " ORDER BY coalesce(published, '9999'), articles.id, position",
        (own["node"], actor),
    ).fetchall()
    found: dict[int, str] = {}
    for row in [row for row in rows if row["parent"] is None or row["node"] == own["node"]] or rows:
        found.setdefault(row["node"], row["actor"])
    if not found:
        raise UsageError("this one is taken for nobody else", where=repr(actor))
    return list(found.values())


def pairs(connection: sqlite3.Connection) -> list[Pair]:
    """The pairs of which a person said whether they are one, or could not tell, with whether they reach somebody."""
    return [pair for pair, _ in _found(connection)]


def pairs_of(connection: sqlite3.Connection, actor: str) -> list[Pair]:
    """The pairs one side of which reaches the one whom an actor is."""
    own = roots(connection, actor)
    return [
        pair for pair, sides in _found(connection) if any(side and own & roots(connection, side) for side in sides)
    ]


def unplaced(connection: sqlite3.Connection, items: Sequence[Logged]) -> list[Logged]:
    """Entries of the log, those of pairs that reach nobody marked so."""
    if not any(item.correction.action in OF_TWO for item in items):
        return list(items)
    reasons = {pair.correction: pair.reason for pair in pairs(connection) if pair.reason}
    return [
        replace(item, fate="unplaced", reason=reasons[item.correction.id]) if item.correction.id in reasons else item
        for item in items
    ]


def orphans(connection: sqlite3.Connection) -> list[Logged]:
    """The entries of pairs that reach nobody."""
    lost = {pair.correction: pair.reason for pair in pairs(connection) if pair.reason}
    entries = holding(connection, "id IN (SELECT value FROM json_each(?))", json.dumps(sorted(lost)))
    return [Logged(correction=entry, fate="unplaced", reason=lost[entry.id]) for entry in entries]


def pair_up(connection: sqlite3.Connection) -> None:
    """Bring the table of pairs to what the log says, and identities to that, unless others wait to be found too:
    while articles are read, the reader will do that."""
    by_pair: dict[str, list[Correction]] = defaultdict(list)
    for entry in holding(connection, "record IS NOT NULL AND article IS NULL"):
        by_pair[entry.record or ""].append(entry)
    last = {record: _last(said) for record, said in by_pair.items()}
    now = {(*record.split("|"), same, correction) for record, (same, correction) in last.items()}
    if now == set(map(tuple, connection.execute("SELECT one, other, same, correction FROM pairs"))):
        return
    connection.execute("DELETE FROM pairs")
    connection.executemany("INSERT INTO pairs (one, other, same, correction) VALUES (?, ?, ?, ?)", sorted(now))
    idle = rules.found(connection) is not None and not naming.pending(connection) and not naming.waiting(connection)
    settle(connection)
    if idle:
        identifying.identify(connection, naming.waiting(connection))


def _last(said: Sequence[Correction]) -> tuple[int | None, str]:
    """What holds of a pair, and by which entry: whether they are one, where somebody could tell."""
    found = heads(said)
    claim = (found.get(SAME) or found[UNSURE])[-1]
    return int(claim.value) if claim.field == SAME else None, claim.correction.id


def unsure(connection: sqlite3.Connection) -> set[tuple[int, int]]:
    """The pairs of identities of which a person has said that one cannot tell, the lesser number first."""
    return {
        (min(here, there), max(here, there))
        for pair, (one, other) in _found(connection)
        if pair.same is None and one and other
        for here, there in product(roots(connection, one), roots(connection, other))
    }


def settle(connection: sqlite3.Connection) -> None:
    """Bring what identities are made by to the pairs, as far as these reach the actors and names that there are."""
    wanted: dict[tuple[str, str], bool] = {}
    for pair, (one, other) in _found(connection):
        if one and other and one != other and pair.same is not None:
            wanted[min(one, other), max(one, other)] = pair.same
    before = {(one, other): bool(same) for one, other, same in connection.execute("SELECT * FROM settled").fetchall()}
    for one, other in before.keys() - wanted.keys():
        identifying.unsettle(connection, one, other)
    for (one, other), same in wanted.items():
        if before.get((one, other)) is not same:
            identifying.settle(connection, one, other, same=same)


def waiting(connection: sqlite3.Connection) -> list[int]:
    """The names whose bearers are to be found, once what persons said reaches all that there is now."""
    settle(connection)
    return naming.waiting(connection)


def _found(connection: sqlite3.Connection) -> Iterator[tuple[Pair, tuple[str | None, str | None]]]:
    """The pairs in the order in which they were said, each with what its sides are to the ledger now."""
    rows = connection.execute(
        "SELECT one, other, same, correction, entry FROM pairs JOIN corrections ON id = correction ORDER BY at, id"
    ).fetchall()
    for row in rows:
        entry = json.loads(row["entry"])
        kept = [entry.get("value", {}).get(side, {}) for side in ("one", "other")]
        names = [told.get("name", row[side]) for side, told in zip(("one", "other"), kept, strict=True)]
        sides = [_placed(connection, row[side], told) for side, told in zip(("one", "other"), kept, strict=True)]
        lost = [name for name, side in zip(names, sides, strict=True) if side is None]
        pair = Pair(
            one=row["one"], one_name=names[0], other=row["other"], other_name=names[1],
            same=None if row["same"] is None else bool(row["same"]), correction=row["correction"],
            batch=entry.get("batch"), reason=f"nobody here is {' or '.join(lost)}" if lost else None,
        )  # fmt: skip
        yield pair, (sides[0], sides[1])


def _placed(connection: sqlite3.Connection, text: str, kept: Mapping[str, str]) -> str | None:
    """What a side of an entry is to the ledger now; None where it is nobody, or where it is not clear who it is."""
    if not ACTOR.fullmatch(text):
        found = [of for of in named(connection, text) if kept.get("kind", of.kind) == of.kind]
        return name_side(found[0]) if len(found) == 1 else None
    if bearers(connection, text):
        return text
    rows = connection.execute(
        "SELECT actor, actors.name FROM articles JOIN uses ON uses.article = number JOIN actors ON actors.id = actor"
        " WHERE articles.id = ? ORDER BY position",
        (kept.get("article"),),
    ).fetchall()
    return next((row["actor"] for row in rows if fold(row["name"]) == fold(kept["name"])), None)


def _first(connection: sqlite3.Connection, root: int) -> str:
    """The id of the earliest actor of an identity."""
    (actor,) = connection.execute(
        "SELECT actor FROM bearers JOIN uses USING (node) JOIN articles ON number = uses.article"
        " JOIN actors ON actors.id = actor WHERE root = ? ORDER BY coalesce(published, '9999'), articles.id, position",
        (root,),
    ).fetchone()
    return str(actor)
