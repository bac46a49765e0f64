"""What the articles that name somebody have of one: what one said, what others said of one, what one did, with whom."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from segundo.article import Pieces, Span
from segundo.ledger.identities import display, root_of
from segundo.ledger.people import Dossier, OtherRow
from segundo.ledger.queries import columns_of, event_row, pieces, statement_row, tables
from segundo.ledger.rows import StatementRow

T = TypeVar("T")

LOOKED_AT = 300
"""Articles, the latest, in which one is looked for: as many as somebody may go through."""
OTHERS = 24


def dossier(connection: sqlite3.Connection, actor: str, skip: int) -> Dossier:
    """All of this for the one whom an actor is, after so many of the latest articles; its id may be shortened.

    Raises:
        NotFoundError: if there is no such actor, actors of two begin so, or it names nobody.
    """
    root = root_of(connection, actor)
    mentions = _mentions(connection, root, skip)
    said = _ids(connection, "statements", mentions, "actor_id IN (SELECT value FROM json_each(?2))", _actors(mentions))
    about = _naming(connection, "statements", mentions, "content_spans")
    events = _naming(connection, "events", mentions, "actor_spans", "target_spans")
    return Dossier(
        articles=len(mentions),
        statements=tuple(_latest_first(_statements(connection, said))),
        about=tuple(_latest_first(_statements(connection, about.difference(said)))),
        events=tuple(_latest_first(_rows(connection, "events", events, event_row))),
        others=tuple(_others(connection, root, mentions)),
    )


Mentions = Mapping[str, Mapping[str, Pieces]]
"""By article (its id), the actors that one is there, each with its mentions."""


def _mentions(connection: sqlite3.Connection, root: int, skip: int) -> Mentions:
    """Where one is named in the latest articles that do, so many of them passed over."""
    rows = connection.execute(
        "SELECT article.id AS article, actor.id, actor.mentions_spans FROM bearers JOIN uses USING (node)"
        " JOIN actors AS actor ON actor.id = uses.actor JOIN articles AS article ON article.number = uses.article"
        " WHERE root = ? ORDER BY article.published DESC, article.number DESC, actor.position",
        (root,),
    )
    found: dict[str, dict[str, Pieces]] = defaultdict(dict)
    passed = set[str]()
    for row in rows:
        if len(passed) < skip or row["article"] in passed:
            passed.add(row["article"])
            continue
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


def _naming(connection: sqlite3.Connection, kind: str, mentions: Mentions, *parts: str) -> set[str]:
    """The records of a kind in these articles that have a mention in one of these parts, again the first of equals."""
    rows = connection.execute(
        f"SELECT record.id, article.id AS article, {', '.join(parts)} FROM articles AS article"
        f" JOIN {kind} AS record ON record.article = article.number"
        " WHERE article.id IN (SELECT value FROM json_each(?)) AND record.first_id IS NULL",
        (json.dumps([*mentions]),),
    )
    spans = {article: [span for spans in actors.values() for span in spans] for article, actors in mentions.items()}
    return {identifier for identifier, article, *marked in rows if _named(spans[article], marked)}


def _named(mentions: Sequence[Span], parts: Sequence[str]) -> bool:
    """Whether one of some parts, given as the tables have their spans, has a mention in it."""
    return any(
        start <= mention.start and mention.end <= end
        for part in parts if part != "[]"
        for start, end in json.loads(part)
        for mention in mentions
    )  # fmt: skip


def _statements(connection: sqlite3.Connection, ids: Collection[str]) -> list[StatementRow]:
    return _rows(connection, "statements", ids, statement_row)


def _rows(
    connection: sqlite3.Connection, kind: str, ids: Collection[str], convert: Callable[[sqlite3.Row], T]
) -> list[T]:
    sql = f"SELECT {columns_of(kind)} {tables(kind)} WHERE record.id IN (SELECT value FROM json_each(?))"
    return list(map(convert, connection.execute(sql, (json.dumps([*ids]),))))


def _latest_first(rows: Iterable[T]) -> list[T]:
    """The rows, those of the latest articles first; undated ones last."""
    return sorted(rows, key=_published, reverse=True)


def _published(row: Any) -> tuple[str, str, int]:
    return str(row.published or ""), row.article, -row.start


def _others(connection: sqlite3.Connection, root: int, mentions: Mentions) -> list[OtherRow]:
    """Who else is named in these articles, those in most of them first."""
    among = """
        FROM articles AS article JOIN uses ON uses.article = article.number JOIN bearers USING (node)
        JOIN names ON names.number = bearers.name WHERE article.id IN (SELECT value FROM json_each(?1))
    """
    rows = connection.execute(
        f"SELECT bearers.root, min(uses.actor) AS id, names.kind, count(DISTINCT uses.article) AS articles {among}"
        " AND bearers.root != ?2 AND names.kind != 'place' GROUP BY 1 ORDER BY articles DESC, id LIMIT ?3",
        (json.dumps([*mentions]), root, OTHERS),
    ).fetchall()
    called: dict[int, list[str]] = defaultdict(list)
    for other, name in connection.execute(
        f"SELECT root, (SELECT name FROM actors WHERE id = uses.actor) AS called {among}"
        " AND root IN (SELECT value FROM json_each(?2)) GROUP BY 1, 2 ORDER BY count(*) DESC, 2",
        (json.dumps([*mentions]), json.dumps([row["root"] for row in rows])),
    ):
        called[other].append(name)
    return [
        OtherRow(
            id=row["id"], name=display(row["kind"], called[row["root"]]), kind=row["kind"], articles=row["articles"]
        )
        for row in rows
    ]
