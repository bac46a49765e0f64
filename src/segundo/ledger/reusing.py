"""Which words of an article stand in others: looked up when asked, so that the answer is of the ledger as it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date

from segundo.article import Pieces
from segundo.ledger import twins
from segundo.ledger.copying import CROWD, TEXTS, UNDATED, alike, stored, text_of
from segundo.ledger.rows import CopyRow, ReuseRow
from segundo.repeats.reuse import reused, woven
from segundo.repeats.shingles import marks

_PAIRS = """
    WITH wanted AS (SELECT value FROM json_each(?1)),
    pair (one, other, shared) AS (
        SELECT mine.article, theirs.article, copies.shared FROM texts AS mine CROSS JOIN copies ON later = mine.first
            CROSS JOIN texts AS head ON head.article = earlier CROSS JOIN texts AS theirs ON theirs.same = head.same
            WHERE {condition}
        UNION ALL SELECT mine.article, theirs.article, mine.size FROM texts AS mine
            CROSS JOIN texts AS theirs ON theirs.same = mine.same AND theirs.article < mine.article WHERE {condition}
    ),
    placed (one, other, shared, is_later) AS (
        SELECT one, other, shared, (coalesce(mine.published, ?2), mine.id) > (coalesce(theirs.published, ?2), theirs.id)
        FROM pair JOIN articles AS mine ON mine.number = one JOIN articles AS theirs ON theirs.number = other
    )
    SELECT later.id AS later, earlier.id AS earlier, iif(mine.house = theirs.house, 'update', 'reprint') AS kind,
        1.0 * pair.shared / mine.size AS share_of_later, 1.0 * pair.shared / theirs.size AS share_of_earlier
    FROM (SELECT iif(is_later, one, other) AS later, iif(is_later, other, one) AS earlier, shared FROM placed) AS pair
    JOIN articles AS later ON later.number = pair.later JOIN texts AS mine ON mine.article = pair.later
    JOIN articles AS earlier ON earlier.number = pair.earlier JOIN texts AS theirs ON theirs.article = pair.earlier
    ORDER BY pair.later, pair.earlier
"""


def copies(connection: sqlite3.Connection, among: Collection[int] | None = None) -> Iterator[CopyRow]:
    """The pairs of which one is a copy of the other, all or those of which both are among some articles.

    The table of copies has links between the first articles with their words; the others with these have them too.
    """
    condition = "1" if among is None else "mine.article IN wanted AND theirs.article IN wanted"
    rows = connection.execute(_PAIRS.format(condition=condition), (json.dumps(list(among or ())), UNDATED))
    return (CopyRow(**row) for row in rows)


def reuses(connection: sqlite3.Connection, number: int) -> tuple[ReuseRow, ...]:
    """The other articles that have words of this one, those with most first."""
    mine = text_of(connection, number)
    (text,) = connection.execute("SELECT text FROM articles WHERE number = ?", (number,)).fetchone()
    out, own = [], woven(text)
    firsts = alike(connection, number, marks(mine.packed))
    marked = [other for first in firsts for other in twins.group(connection, TEXTS, first)]
    for other in {*marked, *_same_passage(connection, number)} - {number}:
        there = stored(connection, other)
        if spans := reused(own, there.shingles):
            share = len(mine.shingles & there.shingles) / len(mine.shingles)
            out.append(_row(connection, number, other, share, spans))
    return tuple(sorted(out, key=lambda row: (-row.share, row.article)))


def _same_passage(connection: sqlite3.Connection, number: int) -> set[int]:
    """The compared articles that have a whole passage of this one, which may be too short to have a mark."""
    rows = connection.execute(
        "SELECT DISTINCT other.article FROM passages AS mine JOIN passages AS other USING (fingerprint)"
        " JOIN texts ON texts.article = other.article"
        " WHERE mine.article = ?1 AND other.article != ?1 AND fingerprint != '' LIMIT ?2",
        (number, CROWD),
    )
    return {other for (other,) in rows}


def _row(connection: sqlite3.Connection, number: int, other: int, share: float, spans: Pieces) -> ReuseRow:
    article = connection.execute("SELECT id, outlet, published FROM articles WHERE number = ?", (other,)).fetchone()
    copy = next(copies(connection, (number, other)), None)
    passages = connection.execute(
        "SELECT number FROM passages WHERE article = ?1 AND EXISTS (SELECT 1 FROM json_each(?2) AS span"
        " WHERE json_extract(span.value, '$[0]') < stop AND json_extract(span.value, '$[1]') > start) ORDER BY number",
        (number, json.dumps(spans)),
    )
    return ReuseRow(
        article=article["id"],
        outlet=article["outlet"],
        published=date.fromisoformat(article["published"]) if article["published"] else None,
        kind=copy.kind if copy else None,
        later=copy is not None and copy.earlier == article["id"],
        share=share,
        passages=tuple(passage for (passage,) in passages),
        spans=spans,
    )
