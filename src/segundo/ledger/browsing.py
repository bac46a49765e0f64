"""What pages show beside rows: how rows spread over the values of a field, places of repeats."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from segundo.errors import UsageError
from segundo.ledger.filters import Filter, where
from segundo.ledger.ids import KINDS, LETTERS
from segundo.ledger.queries import count, figure_row, gathered, statement_row, tables
from segundo.ledger.rows import Contents, FigureRow, Place, StatementRow
from segundo.ledger.seeking import found

T = TypeVar("T", StatementRow, FigureRow)

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

SAMPLE = 1_000
"""Rows of a large ledger that are counted for facets: enough for the commonest values, and soon counted."""
WHOLE = 20_000
"""Where a kind has no more rows than that, all that meet a filter are counted."""


def sample_of(total: int) -> int:
    """How many rows are counted for facets of a kind that has so many in all."""
    return WHOLE if total <= WHOLE else SAMPLE


def facets(
    connection: sqlite3.Connection, kind: str, names: Sequence[str], wanted: Filter, limit: int
) -> dict[str, list[tuple[Any, int]]]:
    """For some fields the commonest values among the rows that meet all of a filter but what it says of that field.

    Of more than :func:`sample_of` says the first are counted.

    Raises:
        UsageError: if the kind has no such facet, or the filter means nothing for it.
    """
    there = FACETS.get(kind, {})
    if missing := [name for name in names if name not in there]:
        raise UsageError(
            "{kind} cannot be counted by {name!r}", do="There are: {there}", kind=kind, name=missing[0], there=there
        )
    unset = [name for name in names if getattr(wanted, name) is None]
    most = sample_of(count(connection, kind, Filter()))
    spread: dict[str, Counter[Any]] = {}
    for some in [unset, *([name] for name in names if name not in unset)]:
        rest: dict[str, Any] = dict.fromkeys(some)
        spread |= dict(zip(some, _spread(connection, kind, some, replace(wanted, **rest), most), strict=True))
    return {name: sorted(spread[name].items(), key=lambda pair: (-pair[1], pair[0]))[:limit] for name in names}


def _spread(
    connection: sqlite3.Connection, kind: str, names: Sequence[str], wanted: Filter, most: int
) -> list[Counter[Any]]:
    """How often each value of these fields stands in the first rows that meet a filter."""
    if not names:
        return []
    columns = ", ".join(FACETS[kind][name] for name in names)

    def first(condition: str) -> str:
        return f"SELECT {columns} {tables(kind, wanted, columns, condition)} WHERE {condition} LIMIT {most}"

    rows = [tuple(row) for row in found(connection, kind, wanted, first)]
    return [Counter(value for value in column if value is not None) for column in zip(*rows, strict=True)] or [
        Counter() for _ in names
    ]


def contents(connection: sqlite3.Connection, articles: Sequence[str], limit: int) -> list[Contents]:
    """What each of some articles, given by their ids, has, with so many of its first statements and figures."""
    among = json.dumps(articles)
    counts = {kind: _counts(connection, kind, among) for kind in ("statements", "figures", "events")}
    said = _first(connection, "statements", among, limit, statement_row)
    counted = _first(connection, "figures", among, limit, figure_row)
    return [
        Contents(
            id=article, said=tuple(said[article]), counted=tuple(counted[article]),
            **{kind: there.get(article, 0) for kind, there in counts.items()},
        )
        for article in articles
    ]  # fmt: skip


def _counts(connection: sqlite3.Connection, kind: str, articles: str) -> dict[str, int]:
    """How many records of a kind each of some articles has."""
    rows = connection.execute(
        f"SELECT articles.id, count(*) FROM articles CROSS JOIN {kind} ON article = articles.number"
        " WHERE articles.id IN (SELECT value FROM json_each(?)) GROUP BY 1",
        (articles,),
    )
    return dict(rows.fetchall())


def _first(
    connection: sqlite3.Connection, kind: str, articles: str, limit: int, convert: Callable[[sqlite3.Row], T]
) -> dict[str, list[T]]:
    """The first records of each of some articles that are the earliest of theirs."""
    condition = f"article.id IN (SELECT value FROM json_each(?)) AND {where(kind, Filter(count='once'))[0]}"
    rows = connection.execute(
        "SELECT id FROM (SELECT record.id, row_number() OVER (PARTITION BY record.article"
        f" ORDER BY record.passage, record.position) AS place {tables(kind, Filter(), condition)}"
        f" WHERE {condition}) WHERE place <= ? ORDER BY place",
        (articles, limit),
    )
    first = defaultdict[str, list[T]](list)
    for row in gathered(connection, kind, [identifier for (identifier,) in rows], convert):
        first[row.article].append(row)
    return first


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
        SELECT passage.number, earlier.number AS passage, first.id AS article, first.outlet, first.published
        FROM passages AS passage JOIN passages AS earlier ON earlier.id = (
            SELECT id FROM passages AS same WHERE same.fingerprint = passage.fingerprint ORDER BY article LIMIT 1
        ) JOIN articles AS first ON first.number = earlier.article
        WHERE passage.article = ? AND earlier.article < passage.article AND passage.fingerprint != ''
        """,
        (article,),
    )
    return {
        row["number"]: Place(None, row["article"], row["outlet"], row["published"], row["passage"]) for row in rows
    }
