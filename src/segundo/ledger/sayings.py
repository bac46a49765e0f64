"""Which statements of a ledger are one and the same: found for what is new, kept for the rest."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from segundo.ledger.copying import UNDATED
from segundo.ledger.forest import Forest, Near, Order, attach, open_again, settle, waiting
from segundo.ledger.marked import having
from segundo.repeats.wordings import LEAST, Saying, enough, phrases, sameness

CROWD = 100
"""A phrase that so many statements have is a common one, by which others are looked up only where most are common."""

SAYINGS: Forest[int] = Forest(
    "sayings",
    f"coalesce(article.published, '{UNDATED}'), article.id, position",
    "statements AS statement JOIN articles AS article ON article.number = statement.article WHERE statement.number = ?",
)


class _Told(NamedTuple):
    """A statement as it is compared with others, and its order."""

    of: Saying
    order: Order


def pending(connection: sqlite3.Connection) -> list[int]:
    """The statements that have not been looked at since they were written."""
    return waiting(connection, SAYINGS)


def unite(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Find the places of statements among all others; what a correction has taken away meanwhile is passed over."""
    these = "SELECT node FROM sayings WHERE root IS NULL AND node IN (SELECT value FROM json_each(?)) ORDER BY 1"
    numbers = [number for (number,) in connection.execute(these, (json.dumps([*numbers]),)).fetchall()]
    known: dict[int, _Told] = {}
    twins = _in_twins(connection, numbers)
    again = {number: _again(connection, number) if number in twins else set[int]() for number in numbers}
    _load(connection, {*numbers, *chain.from_iterable(again.values())}, known)
    # What is the same in all as an earlier one goes there: whoever is like it is like that one.
    copied = {number for number in numbers if any(_is_copy(known[number], known[other]) for other in again[number])}
    _withdraw(connection, copied, known)
    sizes = [(len(known[number].of.phrases), number) for number in numbers]
    connection.executemany("UPDATE sayings SET size = ? WHERE node = ?", sizes)
    # In their order, so that each part of a large table is sought and changed once.
    entering = sorted((mark, number) for number in set(numbers) - copied for mark in known[number].of.phrases)
    connection.executemany("INSERT OR IGNORE INTO phrases (mark, statement) VALUES (?, ?)", entering)
    beside = having(connection, "phrases", "statement", {mark for mark, _ in entering}, CROWD, least=2)
    affected = set(numbers)
    for number in numbers:
        alike = [Near(other, known[other].order, 1.0) for other in again[number]]
        if number not in copied:
            alike += [near for near in _same(connection, number, known, beside) if near.node not in again[number]]
        affected |= attach(connection, SAYINGS, number, alike)
    settle(connection, SAYINGS, affected)


def forget(connection: sqlite3.Connection, article: int) -> None:
    """Take out what is known of an article's statements, which are to be replaced; their groups are found anew."""
    for (number,) in connection.execute("SELECT number FROM statements WHERE article = ?", (article,)).fetchall():
        leave(connection, number)


def leave(connection: sqlite3.Connection, number: int) -> None:
    """Take a statement out of its group, of which the places of all are found anew."""
    open_again(connection, SAYINGS, number)
    known: dict[int, _Told] = {}
    _load(connection, [number], known)
    _withdraw(connection, [number], known)


def _withdraw(connection: sqlite3.Connection, numbers: Iterable[int], known: Mapping[int, _Told]) -> None:
    """Let statements be looked up no more, those that were looked at before and had to be till now."""
    sql = "SELECT node FROM sayings WHERE size IS NOT NULL AND node IN (SELECT value FROM json_each(?))"
    entered = [node for (node,) in connection.execute(sql, (json.dumps([*numbers]),))]
    gone = sorted((mark, number) for number in entered for mark in known[number].of.phrases)
    connection.executemany("DELETE FROM phrases WHERE mark = ? AND statement = ?", gone)


def _load(connection: sqlite3.Connection, numbers: Iterable[int], known: dict[int, _Told]) -> None:
    """Add statements to those that are known."""
    rows = connection.execute(
        "SELECT statement.number, content, speaker_folded, form, published, article.id AS article_id, position"
        " FROM statements AS statement JOIN articles AS article ON article.number = statement.article"
        " WHERE statement.number IN (SELECT value FROM json_each(?))",
        (json.dumps([number for number in numbers if number not in known]),),
    )
    for row in rows:
        day = date.fromisoformat(row["published"]).toordinal() if row["published"] else None
        of = Saying(phrases(row["content"] or ""), row["speaker_folded"], row["form"] != "indirect", day)
        known[row["number"]] = _Told(of, (row["published"] or UNDATED, row["article_id"], row["position"]))


def _same(
    connection: sqlite3.Connection, number: int, known: dict[int, _Told], beside: Mapping[int, Sequence[int]]
) -> Iterator[Near[int]]:
    """The other statements that are the same as one, by those that have its phrases, where these are several's."""
    mine = known[number].of
    found = [beside[mark] for mark in mine.phrases if mark in beside]
    rare = [statements for statements in found if len(statements) < CROWD]
    common = len(found) - len(rare)
    # What is mostly of common phrases is either known by then or stands among the first that have them.
    shared = Counter(chain.from_iterable(rare if 2 * common <= len(mine.phrases) else found))
    del shared[number]
    likely = [other for other, count in shared.items() if count + common >= LEAST]
    if not likely:
        return
    sizes = connection.execute(
        "SELECT node, size FROM sayings WHERE node IN (SELECT value FROM json_each(?))", (json.dumps(likely),)
    )
    near = [other for other, size in sizes if shared[other] + common >= enough(len(mine.phrases), size)]
    _load(connection, near, known)
    for other in near:
        if alike := sameness(mine, known[other].of):
            yield Near(other, known[other].order, alike)


def _is_copy(one: _Told, other: _Told) -> bool:
    return one.of == other.of and one.order > other.order


def _in_twins(connection: sqlite3.Connection, numbers: Sequence[int]) -> set[int]:
    """Those statements that stand in an article with the very words of another one."""
    rows = connection.execute(
        "SELECT number FROM statements JOIN texts USING (article) WHERE number IN (SELECT value FROM json_each(?))"
        " AND EXISTS (SELECT 1 FROM texts AS there WHERE there.same = texts.same AND there.article != texts.article)",
        (json.dumps([*numbers]),),
    )
    return {number for (number,) in rows}


def _again(connection: sqlite3.Connection, number: int) -> set[int]:
    """The same words in articles with the very same words: in the first one, or for that one in the others."""
    equal = "coalesce(mine.first_id, mine.id) IN (other.id, other.first_id)"
    rows = connection.execute(
        "SELECT other.number FROM statements AS mine JOIN texts USING (article)"
        f" JOIN statements AS other ON other.article = texts.first AND {equal}"
        " WHERE mine.number = ?1 AND texts.first != texts.article"
        " UNION ALL SELECT other.number FROM statements AS mine JOIN texts USING (article)"
        " CROSS JOIN texts AS there ON there.same = texts.same AND there.article != texts.article"
        f" CROSS JOIN statements AS other ON other.article = there.article AND {equal}"
        " WHERE mine.number = ?1 AND texts.first = texts.article",
        (number,),
    )
    return {other for (other,) in rows}
