"""Which figures of a ledger are one and the same, and which events: found for what is new, kept for the rest.

Both are looked for in articles that are alike, as for stories, in copies, and in passages of the same words; a figure
that a named source gives also where what is counted is told by the same words. Articles with the very same words have
mostly the same figures and events: what the first of them has too goes there, and is no other's in its copies.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from segundo.article import Span
from segundo.ledger.copying import UNDATED, copies_of
from segundo.ledger.forest import Forest, Near, Order, attach, open_again, settle
from segundo.ledger.telling import near
from segundo.repeats import amounts, deeds
from segundo.repeats.amounts import Amount, Counted, counted, counted_since, is_part, is_specific, narrow, place
from segundo.repeats.deeds import Deed

_ORDER = f"coalesce(article.published, '{UNDATED}'), article.id, record.position"
_TABLES = "{kind} AS record JOIN articles AS article ON article.number = record.article WHERE record.id = ?"
AMOUNTS: Forest[str] = Forest("amounts", _ORDER, _TABLES.format(kind="figures"))
DEEDS: Forest[str] = Forest("deeds", _ORDER, _TABLES.format(kind="events"))
FORESTS = {"figures": AMOUNTS, "events": DEEDS}

_AMOUNT = """
    SELECT record.*, (SELECT first FROM texts WHERE texts.article = record.article) AS text,
        counted, narrow, amount.place AS place_folded, since, part, speaker_folded, published,
        article.id AS article_id,
        time.words_spans AS time_spans, time.passage AS time_passage, time.value AS time_value
    FROM figures AS record JOIN amounts AS amount ON amount.node = record.id
    JOIN articles AS article ON article.number = record.article
    LEFT JOIN statements AS statement ON statement.id = record.according_to
    LEFT JOIN times AS time ON time.id = record.when_id
"""
_DEED = """
    SELECT record.*, (SELECT first FROM texts WHERE texts.article = record.article) AS text, first_day, last_day,
        published, article.id AS article_id
    FROM events AS record
    JOIN articles AS article ON article.number = record.article LEFT JOIN times AS time ON time.id = record.when_id
"""
_SELECT = {"figures": _AMOUNT, "events": _DEED}
_IDS = {
    "figures": "SELECT record.id FROM figures AS record JOIN amounts AS amount ON amount.node = record.id"
    " LEFT JOIN statements AS statement ON statement.id = record.according_to",
    "events": "SELECT record.id FROM events AS record",
}
_THESE = "record.id IN (SELECT value FROM json_each(?))"
_IN_ARTICLES = "record.article IN (SELECT value FROM json_each(?))"
_EQUAL = "SELECT id FROM {kind} WHERE first_id = ?1"
_NAMED = """
    counted = ? AND amount.place IS ? AND record.value = ? AND speaker_folded IS NOT NULL
    AND record.article IN (SELECT first FROM texts WHERE texts.article = record.article)
"""


class _Thing(NamedTuple):
    """A figure or event, its article, the first article with the same words, the first equal record, its order, and
    what it is as it is compared with others.

    Of things that are compared alike ``of`` is one object.
    """

    id: str
    article: int
    text: int
    first: str
    order: Order
    of: Amount | Deed


class _Known:
    """The figures and events that have been looked at."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._things: dict[str, _Thing] = {}
        self._forms: dict[Amount | Deed, Amount | Deed] = {}

    def load(self, kind: str, condition: str, values: Sequence[object]) -> list[_Thing]:
        """The figures or events that meet a condition."""
        found = [node for (node,) in self._connection.execute(f"{_IDS[kind]} WHERE {condition}", values)]
        if missing := [node for node in found if node not in self._things]:
            read = _amount if kind == "figures" else _deed
            for row in self._connection.execute(f"{_SELECT[kind]} WHERE {_THESE}", [json.dumps(missing)]):
                order = row["published"] or UNDATED, row["article_id"], row["position"]
                of = read(row)
                of = self._forms.setdefault(of, of)
                text = row["text"] or row["article"]
                self._things[row["id"]] = _Thing(
                    row["id"], row["article"], text, row["first_id"] or row["id"], order, of
                )
        return [self._things[node] for node in found]


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
        for row in connection.execute(f"{_SELECT['figures']} WHERE record.article = ?", (number,)).fetchall():
            _enter(connection, row["id"], look_at(connection, row))
    affected: dict[str, set[str]] = {kind: set() for kind in FORESTS}
    known = _Known(connection)
    for number in numbers:
        likeness = {other.node: other.likeness for other in near(connection, number)} | {number: 1.0}
        copies = copies_of(connection, number).keys()
        for kind, forest in FORESTS.items():
            waiting = _waiting(connection, kind, number)
            among: dict[object, list[_Thing]] = defaultdict(list)
            for thing in known.load(kind, _IN_ARTICLES, [json.dumps([*likeness])]) if waiting else ():
                among[thing.of.sort].append(thing)
            for mine in [thing for some in among.values() for thing in some if thing.id in waiting]:
                near_by = among[mine.of.sort]
                equal = {other.article: other for other in near_by if other.first == mine.first}
                elsewhere = () if _is_copied(mine, equal) else _elsewhere(known, kind, mine)
                alike = _alike(mine, chain(near_by, elsewhere), likeness, copies)
                affected[kind] |= {mine.id} | attach(connection, forest, mine.id, alike)
    for kind, forest in FORESTS.items():
        settle(connection, forest, affected[kind])


def forget(connection: sqlite3.Connection, article: int) -> None:
    """Let the groups of an article's figures and events, which are to be replaced, be found anew."""
    for kind, forest in FORESTS.items():
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
        place=place(row["place"]),
        since=since,
        part=part,
    )


def wrong(connection: sqlite3.Connection) -> list[str]:
    """The figures that are not counted by what their words tell."""
    rows = connection.execute(f"{_AMOUNT} WHERE amount.root IS NOT NULL").fetchall()
    return [row["id"] for row in rows if look_at(connection, row) != _stored(row)]


def _stored(row: sqlite3.Row) -> Counted:
    """What a figure is counted by, as the ledger keeps it."""
    return Counted(row["counted"], row["narrow"], row["place_folded"], row["since"], bool(row["part"]))


def _enter(connection: sqlite3.Connection, node: str, found: Counted) -> None:
    connection.execute(
        "UPDATE amounts SET counted = ?, narrow = ?, place = ?, since = ?, part = ? WHERE node = ?", (*found, node)
    )


def _waiting(connection: sqlite3.Connection, kind: str, number: int) -> set[str]:
    rows = connection.execute(
        f"SELECT node FROM {kind} JOIN {FORESTS[kind].table} ON node = id WHERE article = ? AND root IS NULL", (number,)
    )
    return {node for (node,) in rows}


def _is_copied(thing: _Thing, equal: Mapping[int, _Thing]) -> bool:
    """Whether the first article with the same words, not the thing's own, has its like among some, by article."""
    there = equal.get(thing.text) if thing.text != thing.article else None
    return there is not None and bool(_sameness(thing, there, 1.0, copy=True))


def _elsewhere(known: _Known, kind: str, mine: _Thing) -> list[_Thing]:
    """What may be the same as a figure or event whether or not articles are alike."""
    every = known.load(kind, f"record.id = ?1 OR record.id IN ({_EQUAL.format(kind=kind)})", [mine.first])
    equal = {other.article: other for other in every}
    found = [other for other in every if not _is_copied(other, equal)]
    if isinstance(mine.of, Amount) and is_specific(mine.of) and mine.of.speaker and mine.text == mine.article:
        found += known.load(kind, _NAMED, [mine.of.counted.counted, mine.of.counted.place, mine.of.value])
    return found


def _alike(
    mine: _Thing, among: Iterable[_Thing], likeness: Mapping[int, float], copies: Set[int]
) -> Iterator[Near[str]]:
    """What of some figures or events is the same as one."""
    found: dict[tuple[int, float, bool, bool], float] = {}
    for other in among:
        if other.id != mine.id:
            copy = other.article in copies or other.first == mine.first
            alike = likeness.get(other.article, 0.0)
            case = id(other.of), alike, copy, _is_again(mine, other)
            if case not in found:
                found[case] = _sameness(mine, other, alike, copy=copy)
            if found[case]:
                yield Near(other.id, other.order, found[case])


def _is_again(one: _Thing, other: _Thing) -> bool:
    """Whether two are one and the same words of articles with the very same words, of which one is the first."""
    return one.first == other.first and one.text == other.text in (one.article, other.article)


def _sameness(one: _Thing, other: _Thing, alike: float, *, copy: bool) -> float:
    mine, theirs = one.of, other.of
    if isinstance(mine, Amount) and isinstance(theirs, Amount):
        return amounts.sameness(mine, theirs, alike, copy=copy)
    if isinstance(mine, Deed) and isinstance(theirs, Deed):
        # However little the words tell, they tell it of one event.
        again = _is_again(one, other) and deeds.are_equal(mine, theirs)
        return 1.0 if again else deeds.sameness(mine, theirs, alike, copy=copy)
    return 0.0


def _amount(row: sqlite3.Row) -> Amount:
    return Amount(
        kind=row["kind"],
        unit=row["unit"],
        value=row["value"],
        high=row["high"],
        bound=row["bound"],
        counted=_stored(row),
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
        place=place(row["place"]),
        days=(row["first_day"], row["last_day"]) if row["first_day"] else None,
        day=_day(row["published"]),
    )


@lru_cache(maxsize=1 << 13)
def _day(published: str | None) -> int | None:
    return date.fromisoformat(published).toordinal() if published else None
