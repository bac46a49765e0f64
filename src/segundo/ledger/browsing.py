"""What pages show beside rows: how rows spread over the values of a field, names over articles, places of repeats."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from segundo.errors import UsageError
from segundo.ledger.filters import Filter, page, where
from segundo.ledger.ids import KINDS, LETTERS
from segundo.ledger.queries import tables
from segundo.ledger.rows import NameRow, Place

FACETS: Mapping[str, Mapping[str, str]] = {
    "statements": {
        "speaker": "record.speaker", "on_behalf_of": "record.on_behalf_of", "act": "record.act", "form": "record.form",
        "said": "record.said", "outlet": "article.outlet",
    },
    "figures": {"kind": "record.kind", "speaker": "statement.speaker", "outlet": "article.outlet"},
    "events": {
        "status": "record.status", "type": "record.type", "speaker": "statement.speaker", "outlet": "article.outlet",
    },
    "actors": {"kind": "record.kind", "on_behalf_of": "record.organisation", "outlet": "article.outlet"},
    "articles": {"outlet": "article.outlet"},
}  # fmt: skip
"""For each kind, the filters whose values can be counted, and where the values stand."""

_ENOUGH = 50
"""Actors of a name that are looked at for its spelling and a role; names may have thousands."""


def facet(connection: sqlite3.Connection, kind: str, name: str, wanted: Filter, limit: int) -> list[tuple[Any, int]]:
    """The commonest values of a field among the rows that meet all of a filter but what it says of that field.

    Raises:
        UsageError: if the kind has no such facet, or the filter means nothing for it.
    """
    column = FACETS.get(kind, {}).get(name)
    if column is None:
        raise UsageError(f"{kind} cannot be counted by {name!r}", do=f"There are: {', '.join(FACETS.get(kind, ()))}")
    unset: dict[str, Any] = {name: None}
    condition, values = where(kind, replace(wanted, **unset))
    sql = f"SELECT {column}, count(*) {tables(kind, wanted)} WHERE {condition} AND {column} IS NOT NULL"
    return [tuple(row) for row in connection.execute(f"{sql} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?", [*values, limit])]


def names(connection: sqlite3.Connection, wanted: Filter) -> list[NameRow]:
    """The actors that meet a filter by their names, those of most articles first."""
    condition, values = where("actors", wanted)
    limit, bounds = page(wanted)
    rows = connection.execute(
        f"""
        WITH found AS (
            SELECT record.name_folded AS folded, record.kind, min(record.country) AS country,
                count(DISTINCT record.article) AS articles, sum(json_array_length(record.mentions)) AS mentions
            {tables("actors", wanted)} WHERE {condition}
            GROUP BY 1, 2 ORDER BY articles DESC, mentions DESC, folded, record.kind {limit}
        )
        SELECT kind, country, articles, mentions,
            (SELECT name FROM (SELECT name FROM actors WHERE name_folded = folded LIMIT {_ENOUGH})
                GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1) AS name,
            (SELECT count(*) FROM statements WHERE speaker_folded = folded) AS statements,
            (SELECT json_extract(roles, '$[0]') FROM (SELECT roles FROM actors WHERE name_folded = folded
                LIMIT {_ENOUGH}) WHERE roles != '[]' LIMIT 1) AS role
        FROM found ORDER BY articles DESC, mentions DESC, folded, kind
        """,
        [*values, *bounds],
    )
    return [NameRow(**dict(row)) for row in rows]


def count_names(connection: sqlite3.Connection, wanted: Filter) -> int:
    """How many names the actors that meet a filter have."""
    condition, values = where("actors", wanted)
    groups = f"SELECT 1 {tables('actors', wanted)} WHERE {condition} GROUP BY record.name_folded, record.kind"
    return int(connection.execute(f"SELECT count(*) FROM ({groups})", values).fetchone()[0])


def places(connection: sqlite3.Connection, identifier: str) -> list[Place]:
    """Where the record with this id and those that equal it stand, by the arrival of their articles."""
    kind = next((kind for kind, letter in LETTERS.items() if identifier.startswith(letter)), sorted(KINDS)[0])
    rows = connection.execute(
        f"""
        WITH first (id) AS (SELECT coalesce(first_id, id) FROM {kind} WHERE id = ?)
        SELECT record.id, article.id AS article, article.outlet, article.published, record.passage
        {tables(kind)} WHERE record.id IN first OR record.first_id IN first ORDER BY record.article
        """,
        (identifier,),
    )
    return [Place(**dict(row)) for row in rows]


def repeated(connection: sqlite3.Connection, article: int) -> dict[int, Place]:
    """The passages of an article that stood in one that arrived earlier, by number, and where they stood first."""
    rows = connection.execute(
        """
        SELECT passage.number, min(earlier.article), earlier.number AS passage, first.id AS article, first.outlet,
            first.published
        FROM passages AS passage JOIN passages AS earlier USING (fingerprint)
        JOIN articles AS first ON first.number = earlier.article
        WHERE passage.article = ? AND earlier.article < passage.article AND passage.fingerprint != ''
        GROUP BY passage.number
        """,
        (article,),
    )
    return {
        row["number"]: Place(None, row["article"], row["outlet"], row["published"], row["passage"]) for row in rows
    }
