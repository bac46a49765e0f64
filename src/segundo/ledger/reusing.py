"""Which words of an article stand in others: looked up when asked, so that the answer is of the ledger as it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from datetime import date

from segundo.article import Pieces
from segundo.ledger.copying import CROWD, alike, stored, text_of
from segundo.ledger.rows import CopyRow, ReuseRow
from segundo.repeats.reuse import reused


def copies(connection: sqlite3.Connection, among: Collection[int] | None = None) -> Iterator[CopyRow]:
    """The pairs of which one is a copy of the other, all or those of which both are among some articles."""
    condition = "" if among is None else " WHERE copies.later IN wanted AND copies.earlier IN wanted"
    rows = connection.execute(
        "WITH wanted AS (SELECT value FROM json_each(?))"
        " SELECT later.id AS later, earlier.id AS earlier, kind, 1.0 * copies.shared / mine.size AS share_of_later,"
        " 1.0 * copies.shared / theirs.size AS share_of_earlier FROM copies"
        " JOIN articles AS later ON later.number = copies.later JOIN texts AS mine ON mine.article = copies.later"
        " JOIN articles AS earlier ON earlier.number = copies.earlier"
        f" JOIN texts AS theirs ON theirs.article = copies.earlier{condition}"
        " ORDER BY copies.later, copies.earlier",
        (json.dumps(list(among or ())),),
    )
    return (CopyRow(**row) for row in rows)


def reuses(connection: sqlite3.Connection, number: int) -> tuple[ReuseRow, ...]:
    """The other articles that have words of this one, those with most first."""
    mine = text_of(connection, number)
    (text,) = connection.execute("SELECT text FROM articles WHERE number = ?", (number,)).fetchone()
    out = []
    for other in {*alike(connection, number, mine.shingles), *_same_passage(connection, number)}:
        there = stored(connection, other)
        if spans := reused(text, there.shingles):
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
    copy = connection.execute(
        "SELECT kind, later FROM copies WHERE (later, earlier) IN (VALUES (?1, ?2), (?2, ?1))", (number, other)
    ).fetchone()
    passages = connection.execute(
        "SELECT number FROM passages WHERE article = ?1 AND EXISTS (SELECT 1 FROM json_each(?2) AS span"
        " WHERE json_extract(span.value, '$[0]') < stop AND json_extract(span.value, '$[1]') > start) ORDER BY number",
        (number, json.dumps(spans)),
    )
    return ReuseRow(
        article=article["id"],
        outlet=article["outlet"],
        published=date.fromisoformat(article["published"]) if article["published"] else None,
        kind=copy["kind"] if copy else None,
        later=bool(copy and copy["later"] == number),
        share=share,
        passages=tuple(passage for (passage,) in passages),
        spans=spans,
    )
