"""What the articles that name somebody have of one: what one said, what others said of one, what one did, with whom."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from segundo.article import Pieces
from segundo.ledger.identities import display, root_of
from segundo.ledger.people import Dossier, OtherRow
from segundo.ledger.queries import event_row, gathered, pieces_of, statement_row

LOOKED_AT = 300
"""Articles, the latest, in which one is looked for: as many as somebody may go through."""
OTHERS = 24


class _Named(NamedTuple):
    """Somebody in an article: the actors that one is there, and where these are mentioned."""

    actors: set[str]
    mentions: Pieces


def dossier(connection: sqlite3.Connection, actor: str, skip: int, limit: int | None) -> Dossier:
    """All of this for the one whom an actor is, after so many of the latest articles; its id may be shortened.

    Of each part as many rows as the limit are given. Which records belong to it is found by their spans alone, and
    whole rows are gathered for these.

    Raises:
        NotFoundError: if there is no such actor, actors of two begin so, or it names nobody.
    """
    root = root_of(connection, actor)
    named = _named(connection, root, _articles(connection, root, skip))
    said, about = [], []
    for row, content in _records(connection, "statements", named, ("actor_id", "speaker"), ("content_spans",)):
        here = named[row["article"]]
        if row["actor_id"] in here.actors:
            said.append(row)
        elif _within(here.mentions, content):
            about.append(row)
    done = [
        row
        for row, *parts in _records(connection, "events", named, ("type",), ("actor_spans", "target_spans"))
        if _within(named[row["article"]].mentions, sum(parts, ()))
    ]
    return Dossier(
        articles=len(named),
        counts={"statements": len(said), "about": len(about), "events": len(done)},
        statements=tuple(gathered(connection, "statements", _ids(said[:limit]), statement_row)),
        about=tuple(gathered(connection, "statements", _ids(about[:limit]), statement_row)),
        events=tuple(gathered(connection, "events", _ids(done[:limit]), event_row)),
        speakers=tuple(Counter(row["speaker"] for row in about if row["speaker"]).most_common()),
        types=tuple(Counter(row["type"] for row in done).most_common()),
        others=tuple(_others(connection, root, named)),
    )


def _articles(connection: sqlite3.Connection, root: int, skip: int) -> list[int]:
    """The latest articles that name one, so many of them passed over; undated ones last."""
    rows = connection.execute(
        "SELECT DISTINCT number, published FROM bearers JOIN uses USING (node) JOIN articles ON number = article"
        " WHERE root = ? ORDER BY published DESC, number DESC LIMIT ? OFFSET ?",
        (root, LOOKED_AT, skip),
    )
    return [number for number, _ in rows]


def _named(connection: sqlite3.Connection, root: int, articles: Iterable[int]) -> dict[int, _Named]:
    """Who one is and where one is mentioned in each of these articles, in their order."""
    named = {article: _Named(set(), ()) for article in articles}
    rows = connection.execute(
        "SELECT uses.article, actor, mentions_spans FROM bearers JOIN uses USING (node) JOIN actors ON id = actor"
        " WHERE root = ? AND uses.article IN (SELECT value FROM json_each(?))",
        (root, json.dumps([*named])),
    ).fetchall()
    for row, mentions in zip(rows, pieces_of([row["mentions_spans"] for row in rows]), strict=True):
        before = named[row["article"]]
        named[row["article"]] = _Named(before.actors | {row["actor"]}, tuple(sorted(before.mentions + mentions)))
    return named


def _records(
    connection: sqlite3.Connection,
    kind: str,
    named: Mapping[int, _Named],
    columns: Sequence[str],
    parts: Sequence[str],
) -> Iterator[tuple[Any, ...]]:
    """The records of a kind in these articles, in the order of these and then of the text, each with its spans.

    Of equal records of repeated passages it is the first one.
    """
    rows = connection.execute(
        f"SELECT id, article, {', '.join((*columns, *parts))} FROM {kind}"
        " WHERE article IN (SELECT value FROM json_each(?)) AND first_id IS NULL ORDER BY article, passage, position",
        (json.dumps([*named]),),
    ).fetchall()
    place = {article: place for place, article in enumerate(named)}
    spans = (pieces_of([row[part] for row in rows]) for part in parts)
    return iter(sorted(zip(rows, *spans, strict=True), key=lambda found: place[found[0]["article"]]))


def _within(mentions: Pieces, part: Pieces) -> bool:
    """Whether a part has one of some mentions, which are in the order of the text, in it."""
    for start, end in part:
        for _, last in mentions[bisect_left(mentions, (start,)) :]:
            if last <= end:
                return True
    return False


def _ids(rows: Iterable[sqlite3.Row]) -> list[str]:
    return [row["id"] for row in rows]


def _others(connection: sqlite3.Connection, root: int, named: Mapping[int, _Named]) -> Iterator[OtherRow]:
    """Who else is named in these articles, those in most of them first."""
    rows = connection.execute(
        "SELECT root, article, actor FROM uses JOIN bearers USING (node)"
        " WHERE article IN (SELECT value FROM json_each(?)) AND root != ?",
        (json.dumps([*named]), root),
    ).fetchall()
    actors: dict[int, list[str]] = defaultdict(list)
    articles: dict[int, set[int]] = defaultdict(set)
    for other, article, actor in rows:
        actors[other].append(actor)
        articles[other].add(article)
    kinds = dict(
        connection.execute(
            "SELECT root, kind FROM ranks WHERE root IN (SELECT value FROM json_each(?)) AND kind != 'place'",
            (json.dumps([*actors]),),
        ).fetchall()
    )
    most = sorted(kinds, key=lambda other: (-len(articles[other]), min(actors[other])))[:OTHERS]
    names = dict(
        connection.execute(
            "SELECT id, name FROM actors WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps([actor for other in most for actor in actors[other]]),),
        ).fetchall()
    )
    for other in most:
        called = Counter(names[actor] for actor in actors[other])
        written = sorted(called, key=lambda name: (-called[name], name))
        yield OtherRow(
            id=min(actors[other]), name=display(kinds[other], written), kind=kinds[other],
            articles=len(articles[other]),
        )  # fmt: skip
