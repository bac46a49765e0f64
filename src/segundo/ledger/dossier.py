"""What the articles that name somebody have of one: what one said, what others said of one, what one did, with whom."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from segundo.article import Pieces
from segundo.errors import NotFoundError
from segundo.ledger.identities import display
from segundo.ledger.people import Dossier, OtherRow
from segundo.ledger.queries import columns_of, event_row, pieces, statement_row, tables
from segundo.ledger.rows import EventRow, StatementRow

T = TypeVar("T")

LOOKED_AT = 300
"""Articles, the latest, in which one is looked for: as many as somebody may go through."""
OTHERS = 24


def dossier(connection: sqlite3.Connection, actor: str) -> Dossier:
    """All of this for the one whom an actor, given by its whole id, is.

    Raises:
        NotFoundError: if there is no such actor, or it has no name.
    """
    row = connection.execute("SELECT root FROM uses JOIN bearers USING (node) WHERE actor = ?", (actor,)).fetchone()
    if row is None:
        raise NotFoundError("there is no actor with a name of this id", where=repr(actor))
    mentions = _mentions(connection, row["root"])
    said = _ids(connection, "statements", mentions, "actor_id IN (SELECT value FROM json_each(?2))", _actors(mentions))
    own = set(said)
    about = [row for row in _statements(connection, _ids(connection, "statements", mentions)) if row.id not in own]
    return Dossier(
        articles=len(mentions),
        statements=tuple(_latest_first(_statements(connection, said))),
        about=tuple(_latest_first(row for row in about if _named(mentions, row, row.content_spans))),
        events=tuple(_latest_first(
            row for row in _events(connection, _ids(connection, "events", mentions))
            if _named(mentions, row, row.actor_spans) or _named(mentions, row, row.target_spans)
        )),
        others=tuple(_others(connection, row["root"], mentions)),
    )  # fmt: skip


Mentions = Mapping[str, Mapping[str, Pieces]]
"""By article (its id), the actors that one is there, each with its mentions."""


def _mentions(connection: sqlite3.Connection, root: int) -> Mentions:
    """Where one is named in the latest articles that do."""
    rows = connection.execute(
        "SELECT article.id AS article, actor.id, actor.mentions_spans FROM bearers JOIN uses USING (node)"
        " JOIN actors AS actor ON actor.id = uses.actor JOIN articles AS article ON article.number = uses.article"
        " WHERE root = ? ORDER BY article.published DESC, article.number DESC, actor.position",
        (root,),
    )
    found: dict[str, dict[str, Pieces]] = defaultdict(dict)
    for row in rows:
        if len(found) == LOOKED_AT and row["article"] not in found:
            break
        found[row["article"]][row["id"]] = pieces(row["mentions_spans"])
    return found


def _actors(mentions: Mentions) -> str:
    return json.dumps([actor for actors in mentions.values() for actor in actors])


def _ids(
    connection: sqlite3.Connection, kind: str, mentions: Mentions, condition: str = "?2 IS NULL", value: Any = None
) -> list[str]:
    """The records of a kind in these articles, of equal ones of repeated passages the first."""
    rows = connection.execute(
        f"SELECT record.id FROM articles AS article JOIN {kind} AS record ON record.article = article.number"
        f" WHERE article.id IN (SELECT value FROM json_each(?1)) AND record.first_id IS NULL AND {condition}",
        (json.dumps([*mentions]), value),
    )
    return [identifier for (identifier,) in rows]


def _statements(connection: sqlite3.Connection, ids: Sequence[str]) -> list[StatementRow]:
    return _rows(connection, "statements", ids, statement_row)


def _events(connection: sqlite3.Connection, ids: Sequence[str]) -> list[EventRow]:
    return _rows(connection, "events", ids, event_row)


def _rows(
    connection: sqlite3.Connection, kind: str, ids: Sequence[str], convert: Callable[[sqlite3.Row], T]
) -> list[T]:
    sql = f"SELECT {columns_of(kind)} {tables(kind)} WHERE record.id IN (SELECT value FROM json_each(?))"
    return list(map(convert, connection.execute(sql, (json.dumps([*ids]),))))


def _named(mentions: Mentions, row: StatementRow | EventRow, part: Pieces) -> bool:
    """Whether a part of a record has a mention in it."""
    return any(
        piece.start <= mention.start and mention.end <= piece.end
        for spans in mentions.get(row.article, {}).values()
        for mention in spans
        for piece in part
    )


def _latest_first(rows: Iterable[T]) -> list[T]:
    """The rows, those of the latest articles first; undated ones last."""
    return sorted(rows, key=_published, reverse=True)


def _published(row: Any) -> tuple[str, str, int]:
    return str(row.published or ""), row.article, -row.start


def _others(connection: sqlite3.Connection, root: int, mentions: Mentions) -> list[OtherRow]:
    """Who else is named in these articles, those in most of them first."""
    rows = connection.execute(
        "SELECT bearers.root, uses.article, actor.id, actor.name, actor.kind FROM articles AS article"
        " JOIN uses ON uses.article = article.number JOIN bearers USING (node)"
        " JOIN actors AS actor ON actor.id = uses.actor"
        " WHERE article.id IN (SELECT value FROM json_each(?)) AND bearers.root != ? AND actor.kind != 'place'",
        (json.dumps([*mentions]), root),
    ).fetchall()
    articles: dict[int, set[int]] = defaultdict(set)
    names: dict[int, Counter[str]] = defaultdict(Counter)
    first: dict[int, sqlite3.Row] = {}
    for row in rows:
        articles[row["root"]].add(row["article"])
        names[row["root"]][row["name"]] += 1
        first.setdefault(row["root"], row)
    most = sorted(articles, key=lambda other: (-len(articles[other]), first[other]["id"]))[:OTHERS]
    return [
        OtherRow(
            id=first[other]["id"],
            name=display(first[other]["kind"], [name for name, _ in names[other].most_common()]),
            kind=first[other]["kind"],
            articles=len(articles[other]),
        )
        for other in most
    ]
