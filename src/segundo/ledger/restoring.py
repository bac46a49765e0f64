"""An article and its records as they were written, from the tables."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from segundo.article import Article, Passage, Span
from segundo.ledger.ids import KINDS
from segundo.ledger.queries import pieces
from segundo.records import Actor, Event, Figure, Records, Statement, Time

Columns: TypeAlias = sqlite3.Row | Mapping[str, Any]
"""A record's row: what its columns hold, by their names."""


def article(connection: sqlite3.Connection, number: int) -> Article:
    """The article with this number."""
    row = connection.execute("SELECT * FROM articles WHERE number = ?", (number,)).fetchone()
    return Article(
        id=row["id"],
        text=row["text"],
        outlet=row["outlet"],
        url=row["url"],
        title=row["title"],
        byline=row["byline"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        published_basis=row["basis"],
        source=row["source"],
        sha256=row["source_sha256"],
        notes=tuple(json.loads(row["notes"])),
        extra=json.loads(row["extra"]),
    )


def passages(connection: sqlite3.Connection, number: int) -> tuple[Passage, ...]:
    """The passages of the article with this number."""
    rows = connection.execute("SELECT * FROM passages WHERE article = ? ORDER BY number", (number,))
    return tuple(
        Passage(row["number"], Span(row["start"], row["stop"]), row["text"], row["fingerprint"], row["first"])
        for row in rows
    )


def records(connection: sqlite3.Connection, number: int) -> Records:
    """The records of the article with this number, as corrections have left them, in their order."""

    def rows(kind: str) -> list[sqlite3.Row]:
        return connection.execute(f"SELECT * FROM {kind} WHERE article = ? ORDER BY position", (number,)).fetchall()

    return to_records({kind: rows(kind) for kind in KINDS}, passages(connection, number))


def to_records(rows: Mapping[str, Sequence[Columns]], passages: Sequence[Passage]) -> Records:
    """The records that an article's rows hold, by kind, each kind in its order."""
    times, actors, statements = rows["times"], rows["actors"], rows["statements"]
    place = {row["id"]: index for kind in (times, actors, statements) for index, row in enumerate(kind)}
    return Records(
        times=tuple(
            Time(
                span=pieces(row["words_spans"])[0],
                type=row["type"],
                value=row["value"],
                rule=row["rule"],
                score=row["score"],
                reason=row["reason"],
            )
            for row in times
        ),
        actors=tuple(
            Actor(
                name=row["name"],
                kind=row["kind"],
                mentions=pieces(row["mentions_spans"]),
                rule=row["rule"],
                score=row["score"],
                roles=tuple(json.loads(row["roles"])),
                organisation=row["organisation"],
                country=row["country"],
            )
            for row in actors
        ),
        statements=tuple(
            Statement(
                content=pieces(row["content_spans"]),
                cue=pieces(row["cue_spans"]),
                source=pieces(row["source_spans"]),
                form=row["form"],
                act=row["act"],
                rule=row["rule"],
                score=row["score"],
                speaker=row["speaker"],
                actor=place.get(row["actor_id"]),
                on_behalf_of=row["on_behalf_of"],
                said=bool(row["said"]),
                when=place.get(row["when_id"]),
            )
            for row in statements
        ),
        figures=tuple(
            Figure(
                number=pieces(row["number_spans"]),
                what=pieces(row["what_spans"]),
                value=row["value"],
                high=row["high"],
                bound=row["bound"],
                kind=row["kind"],
                unit=row["unit"],
                rule=row["rule"],
                score=row["score"],
                place=row["place"],
                when=place.get(row["when_id"]),
                according_to=place.get(row["according_to"]),
            )
            for row in rows["figures"]
        ),
        events=tuple(
            Event(
                trigger=pieces(row["trigger_spans"]),
                type=row["type"],
                actor=pieces(row["actor_spans"]),
                target=pieces(row["target_spans"]),
                status=row["status"],
                rule=row["rule"],
                score=row["score"],
                place=row["place"],
                when=place.get(row["when_id"]),
                according_to=place.get(row["according_to"]),
            )
            for row in rows["events"]
        ),
        repeats=tuple(
            (passage.number, passage.first) for passage in passages if passage.first != passage.number
        ),
    )
