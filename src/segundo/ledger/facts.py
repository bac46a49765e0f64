"""Which figures of a ledger are one and the same, and which events: found for what is new, kept for the rest.

Both are looked for in articles that are alike, as for stories, in copies, and in passages of the same words; a figure
that a named source gives also where what is counted is told by the same words.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from segundo.article import Span
from segundo.ledger.forest import Forest, Near, attach, open_again, order, settle
from segundo.ledger.telling import near
from segundo.repeats import amounts, deeds
from segundo.repeats.amounts import Amount, Counted, counted, counted_since, is_part, is_specific, narrow
from segundo.repeats.deeds import Deed
from segundo.segment import fold

_ORDER = "coalesce(article.published, '9999'), article.id, record.position"
_TABLES = "{kind} AS record JOIN articles AS article ON article.number = record.article WHERE record.id = ?"
AMOUNTS: Forest[str] = Forest("amounts", _ORDER, _TABLES.format(kind="figures"))
DEEDS: Forest[str] = Forest("deeds", _ORDER, _TABLES.format(kind="events"))
_KINDS = (("figures", AMOUNTS), ("events", DEEDS))

_AMOUNT = """
    SELECT record.*, counted, narrow, amount.place AS place_folded, since, part, speaker_folded, published,
        time.words_spans AS time_spans, time.passage AS time_passage, time.value AS time_value
    FROM figures AS record JOIN amounts AS amount ON amount.node = record.id
    JOIN articles AS article ON article.number = record.article
    LEFT JOIN statements AS statement ON statement.id = record.according_to
    LEFT JOIN times AS time ON time.id = record.when_id
"""
_DEED = """
    SELECT record.*, first_day, last_day, published FROM events AS record
    JOIN articles AS article ON article.number = record.article LEFT JOIN times AS time ON time.id = record.when_id
"""


def pending(connection: sqlite3.Connection) -> list[int]:
    """The articles with figures or events that have not been looked at since they were written."""
    rows = connection.execute(
        "SELECT article FROM figures JOIN amounts ON node = id WHERE root IS NULL"
        " UNION SELECT article FROM events JOIN deeds ON node = id WHERE root IS NULL ORDER BY 1"
    )
    return [number for (number,) in rows]


def unite(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Find the places of these articles' figures and events among all others."""
    for number in numbers:
        for row in connection.execute(f"{_AMOUNT} WHERE record.article = ?", (number,)).fetchall():
            _enter(connection, row["id"], look_at(connection, row))
    affected: dict[str, set[str]] = {forest.table: set() for _, forest in _KINDS}
    for number in numbers:
        likeness = {other.node: other.likeness for other in near(connection, number)} | {number: 1.0}
        copies = _copies(connection, number)
        for kind, forest in _KINDS:
            for node in _open(connection, kind, forest, number):
                alike = _SAME[kind](connection, node, likeness, copies)
                affected[forest.table] |= {node} | attach(connection, forest, node, alike)
    for _, forest in _KINDS:
        settle(connection, forest, affected[forest.table])


def forget(connection: sqlite3.Connection, article: int) -> None:
    """Let the groups of an article's figures and events, which are to be replaced, be found anew."""
    for kind, forest in _KINDS:
        for (node,) in connection.execute(f"SELECT id FROM {kind} WHERE article = ?", (article,)).fetchall():
            open_again(connection, forest, node)


def look_at(connection: sqlite3.Connection, row: sqlite3.Row) -> Counted:
    """What a figure is counted by, read anew from the figure (a row with its time) and its passage."""
    start, text = connection.execute(
        "SELECT start, text FROM passages WHERE article = ? AND number = ?", (row["article"], row["passage"])
    ).fetchone()
    number = [Span(first - start, last - start) for first, last in json.loads(row["number_spans"])]
    part = bool(number) and is_part(text[: number[0].start], text[number[-1].end :])
    since = None
    if row["time_spans"] is not None and row["time_passage"] == row["passage"]:
        first = json.loads(row["time_spans"])[0][0] - start
        since = counted_since(text[:first], row["time_value"], row["published"])
    return Counted(
        counted=counted(row["kind"], row["what"]),
        narrow=narrow(row["kind"], row["what"]),
        place=fold(row["place"]) if row["place"] else None,
        since=since,
        part=part,
    )


def stored(row: sqlite3.Row) -> Counted:
    """What a figure is counted by, as the ledger keeps it."""
    return Counted(row["counted"], row["narrow"], row["place_folded"], row["since"], bool(row["part"]))


def _enter(connection: sqlite3.Connection, node: str, found: Counted) -> None:
    connection.execute(
        "UPDATE amounts SET counted = ?, narrow = ?, place = ?, since = ?, part = ? WHERE node = ?", (*found, node)
    )


def _open(connection: sqlite3.Connection, kind: str, forest: Forest[str], number: int) -> list[str]:
    rows = connection.execute(
        f"SELECT node FROM {kind} JOIN {forest.table} ON node = id WHERE article = ? AND root IS NULL"
        " ORDER BY position",
        (number,),
    )
    return [node for (node,) in rows]


def _copies(connection: sqlite3.Connection, number: int) -> set[int]:
    rows = connection.execute(
        "SELECT earlier FROM copies WHERE later = ?1 UNION SELECT later FROM copies WHERE earlier = ?1", (number,)
    )
    return {other for (other,) in rows}


def _same_figures(
    connection: sqlite3.Connection, node: str, likeness: Mapping[int, float], copies: Set[int]
) -> Iterator[Near[str]]:
    row = connection.execute(f"{_AMOUNT} WHERE record.id = ?", (node,)).fetchone()
    mine = _amount(row)
    found = {other["id"]: other for other in _equal(connection, "figures", _AMOUNT, row)}
    condition = "WHERE counted = ?1 AND record.value = ?2 AND kind = ?3"
    told = (mine.counted.counted, mine.value, mine.kind)
    among = f"{_AMOUNT} {condition} AND record.article IN (SELECT value FROM json_each(?4))"
    rest = {other["id"]: other for other in connection.execute(among, (*told, json.dumps([*likeness])))}
    if is_specific(mine) and mine.speaker:
        by_name = f"{_AMOUNT} {condition} AND amount.place IS ?4 AND speaker_folded IS NOT NULL"
        rest |= {other["id"]: other for other in connection.execute(by_name, (*told, mine.counted.place))}
    for identifier, other in sorted((rest | found).items()):
        if identifier == node:
            continue
        copy = identifier in found or other["article"] in copies
        if sure := amounts.sameness(mine, _amount(other), likeness.get(other["article"], 0.0), copy=copy):
            yield Near(identifier, order(connection, AMOUNTS, identifier), sure)


def _same_events(
    connection: sqlite3.Connection, node: str, likeness: Mapping[int, float], copies: Set[int]
) -> Iterator[Near[str]]:
    row = connection.execute(f"{_DEED} WHERE record.id = ?", (node,)).fetchone()
    mine = _deed(row)
    found = {other["id"]: other for other in _equal(connection, "events", _DEED, row)}
    among = f"{_DEED} WHERE record.type = ? AND record.article IN (SELECT value FROM json_each(?))"
    rest = {other["id"]: other for other in connection.execute(among, (mine.type, json.dumps([*likeness])))}
    for identifier, other in sorted((rest | found).items()):
        if identifier == node:
            continue
        copy = identifier in found or other["article"] in copies
        if sure := deeds.sameness(mine, _deed(other), likeness.get(other["article"], 0.0), copy=copy):
            yield Near(identifier, order(connection, DEEDS, identifier), sure)


_SAME = {"figures": _same_figures, "events": _same_events}


def _equal(connection: sqlite3.Connection, kind: str, select: str, row: sqlite3.Row) -> list[sqlite3.Row]:
    """The equal records of the same passage in other articles."""
    first = row["first_id"] or row["id"]
    equal = f"SELECT id FROM {kind} WHERE first_id = ?1 UNION SELECT ?1"
    return connection.execute(f"{select} WHERE record.id IN ({equal})", (first,)).fetchall()


def _amount(row: sqlite3.Row) -> Amount:
    return Amount(
        kind=row["kind"],
        unit=row["unit"],
        value=row["value"],
        high=row["high"],
        bound=row["bound"],
        counted=stored(row),
        speaker=row["speaker_folded"],
        day=_day(row["published"]),
    )


def _deed(row: sqlite3.Row) -> Deed:
    return Deed(
        type=row["type"],
        status=row["status"],
        trigger=deeds.words(row["trigger"]),
        actor=deeds.words(row["actor"]),
        target=deeds.words(row["target"]),
        place=fold(row["place"]) if row["place"] else None,
        days=(row["first_day"], row["last_day"]) if row["first_day"] else None,
        day=_day(row["published"]),
    )


def _day(published: str | None) -> int | None:
    return date.fromisoformat(published).toordinal() if published else None
