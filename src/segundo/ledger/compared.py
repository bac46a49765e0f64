"""The figures and events of a ledger as they are compared with others, each read once while some are compared."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from segundo.article import Span
from segundo.ledger.copying import UNDATED
from segundo.ledger.forest import Order
from segundo.repeats import amounts, deeds
from segundo.repeats.amounts import Amount, Counted, counted, counted_since, is_part, narrow, place
from segundo.repeats.deeds import Deed

Compared: TypeAlias = Amount | Deed

AMOUNT = """
    SELECT record.*, (SELECT first FROM texts WHERE texts.article = record.article) AS text,
        EXISTS (SELECT 1 FROM figures AS other WHERE other.first_id = record.id) AS repeated,
        counted, narrow, amount.place AS place_folded, since, part, speaker_folded, published,
        article.id AS article_id,
        time.words_spans AS time_spans, time.passage AS time_passage, time.value AS time_value
    FROM figures AS record JOIN amounts AS amount ON amount.node = record.id
    JOIN articles AS article ON article.number = record.article
    LEFT JOIN statements AS statement ON statement.id = record.according_to
    LEFT JOIN times AS time ON time.id = record.when_id
"""
_DEED = """
    SELECT record.*, (SELECT first FROM texts WHERE texts.article = record.article) AS text,
        EXISTS (SELECT 1 FROM events AS other WHERE other.first_id = record.id) AS repeated, first_day, last_day,
        published, article.id AS article_id
    FROM events AS record
    JOIN articles AS article ON article.number = record.article LEFT JOIN times AS time ON time.id = record.when_id
"""
_ROWS = {"figures": AMOUNT, "events": _DEED}
_IDS = {
    "figures": "SELECT record.id FROM figures AS record JOIN amounts AS amount ON amount.node = record.id"
    " LEFT JOIN statements AS statement ON statement.id = record.according_to",
    "events": "SELECT record.id FROM events AS record",
}
_THESE = "record.id IN (SELECT value FROM json_each(?))"
_IN_ARTICLES = "record.article IN (SELECT value FROM json_each(?))"
_EQUAL = "record.id = ?1 OR record.id IN (SELECT id FROM {kind} WHERE first_id = ?1)"


class _Form(NamedTuple):
    """What things are that are compared alike; ``plain`` is the same whenever they were printed, ``sort`` is equal in
    all that are the same."""

    of: Compared
    plain: Compared
    sort: object


class Thing(NamedTuple):
    """A figure or event, its article, the first article with the same words, the first equal record and whether there
    are others, its order, and what it is as it is compared with others.

    Of things that are compared alike ``form`` is one object.
    """

    id: str
    article: int
    text: int
    first: str
    alone: bool
    order: Order
    form: _Form


class Known:
    """The figures, or the events, that have been looked at."""

    def __init__(self, connection: sqlite3.Connection, kind: str) -> None:
        self._connection = connection
        self._kind = kind
        self._things: dict[str, Thing] = {}
        self._forms: dict[Compared, _Form] = {}
        self._again: dict[str, list[list[Thing]]] = {}
        self._holders: dict[str, int] = {}
        self._by_holder: dict[int, dict[int, list[Thing]]] = {}

    def load(self, condition: str, values: Sequence[object]) -> list[Thing]:
        """The things that meet a condition."""
        found = [node for (node,) in self._connection.execute(f"{_IDS[self._kind]} WHERE {condition}", values)]
        if missing := [node for node in found if node not in self._things]:
            sql = f"{_ROWS[self._kind]} WHERE {_THESE}"
            for row in self._connection.execute(sql, [json.dumps(missing)]).fetchall():
                self._things[row["id"]] = Thing(
                    id=row["id"],
                    article=row["article"],
                    text=row["text"] or row["article"],
                    first=row["first_id"] or row["id"],
                    alone=row["first_id"] is None and not row["repeated"],
                    order=(row["published"] or UNDATED, row["article_id"], row["position"]),
                    form=self._form(self._read(row)),
                )
        return [self._things[node] for node in found]

    def again(self, thing: Thing) -> list[list[Thing]]:
        """The things that equal one in passages of its words, those that are compared alike together, the earliest
        first; without those that are only copied with the whole text.

        What such things have in common with another one does not depend on their articles. So whatever goes to one of
        them goes to the earliest, and no other of them goes to anything later than that.
        """
        if thing.alone:
            return [[thing]]
        first = thing.first
        if first not in self._again:
            every = self.load(_EQUAL.format(kind=self._kind), [first])
            equal = {other.article: other for other in every}
            alike: dict[Compared, list[Thing]] = defaultdict(list)
            for other in every:
                if not is_copied(other, equal):
                    alike[other.form.plain].append(other)
            self._again[first] = [sorted(some, key=attrgetter("order")) for some in alike.values()]
            for earliest, *others in self._again[first]:
                self._holders.update((other.id, earliest.article) for other in (earliest, *others))
        return self._again[first]

    def around(self, number: int, near: Collection[int], earlier: Set[int]) -> Iterator[Thing]:
        """The things of an article and of those near it, but for what stands in the same words in one of its
        ``earlier`` copies, where it is looked at."""
        yield from self.load(_IN_ARTICLES, [json.dumps([number])])
        if missing := [article for article in near if article not in self._by_holder]:
            self._by_holder.update((article, defaultdict(list)) for article in missing)
            for thing in self.load(_IN_ARTICLES, [json.dumps(missing)]):
                self._by_holder[thing.article][self._holder(thing)].append(thing)
        for article in near:
            for holder, things in self._by_holder[article].items():
                if holder == article or holder not in earlier:
                    yield from things

    def _holder(self, thing: Thing) -> int:
        """The article of the earliest of the things that equal one, as far as it is known at once to be another."""
        if thing.first != thing.id:
            self.again(thing)
        return self._holders.get(thing.id, thing.article)

    def _read(self, row: sqlite3.Row) -> Compared:
        if self._kind == "events":
            return _deed(row)
        # What a figure is counted by is entered when its own turn comes; what others are does not wait for that.
        return _amount(row, look_at(self._connection, row) if row["counted"] is None else stored(row))

    def _form(self, of: Compared) -> _Form:
        if of not in self._forms:
            plain = replace(of, day=None)
            same = self._forms[plain] if plain in self._forms else _Form(plain, plain, plain.sort)
            self._forms[plain] = same
            self._forms[of] = same if of == plain else _Form(of, same.plain, same.sort)
        return self._forms[of]


def is_copied(thing: Thing, equal: Mapping[int, Thing]) -> bool:
    """Whether the first article with the same words, not the thing's own, has its like among some, by article."""
    there = equal.get(thing.text) if thing.text != thing.article else None
    return there is not None and bool(sameness(thing, there, 1.0, copy=True))


def is_again(one: Thing, other: Thing) -> bool:
    """Whether two are one and the same words of articles with the very same words, of which one is the first."""
    return one.first == other.first and one.text == other.text in (one.article, other.article)


def sameness(one: Thing, other: Thing, alike: float, *, copy: bool) -> float:
    """How sure it is that two things are one: as amounts, or as deeds."""
    mine, theirs = one.form.of, other.form.of
    if isinstance(mine, Amount) and isinstance(theirs, Amount):
        return amounts.sameness(mine, theirs, alike, copy=copy)
    if isinstance(mine, Deed) and isinstance(theirs, Deed):
        # However little the words tell, they tell it of one event.
        again = is_again(one, other) and one.form.plain is other.form.plain
        return 1.0 if again else deeds.sameness(mine, theirs, alike, copy=copy)
    return 0.0


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


def stored(row: sqlite3.Row) -> Counted:
    """What a figure is counted by, as the ledger keeps it."""
    return Counted(row["counted"], row["narrow"], row["place_folded"], row["since"], bool(row["part"]))


def _amount(row: sqlite3.Row, counted_by: Counted) -> Amount:
    return Amount(
        kind=row["kind"],
        unit=row["unit"],
        value=row["value"],
        high=row["high"],
        bound=row["bound"],
        counted=counted_by,
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
