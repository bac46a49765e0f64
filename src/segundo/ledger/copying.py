"""Which articles of a ledger are copies of which: found for what is new, kept for the rest.

Two articles are compared by themselves, whatever else there is, and groups come from the pairs; so the outcome does not
depend on the order in which articles arrived. Of articles with the very same words the first one is compared with all
others and linked to them, and the rest go to it.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from segundo.ledger import forest, twins
from segundo.ledger.forest import Forest, Near
from segundo.ledger.marked import having
from segundo.repeats.copies import LEAST, Kind, Link, house, is_copy, kind, originals, worth_comparing
from segundo.repeats.credits import agencies
from segundo.repeats.shingles import HASH_BYTES, SAMPLE, marks, pack, shared, shingles, unpack

CROWD = 500
"""A mark that more articles have is a standing line or a text known by then: the first ones that had it will do."""

UNDATED = "9999"
"""Where articles without a date stand among the others: last."""

TEXTS: Forest[int] = Forest(
    "texts", f"coalesce(published, '{UNDATED}'), id", "articles WHERE number = ?", "article", "shared", "original"
)


class Copy(NamedTuple):
    """A link of two articles as the ledger keeps it: the later one, the earlier one, what they share, what it is."""

    later: int
    earlier: int
    shared: int
    kind: Kind


class Text(NamedTuple):
    """An article's text as it is compared with others, with its shingles as they are packed."""

    article: int
    packed: bytes
    house: str | None
    credits: tuple[str, ...]

    @property
    def shingles(self) -> frozenset[int]:
        """The text's shingles."""
        return unpack(self.packed)

    @property
    def size(self) -> int:
        """How many shingles the text has."""
        return len(self.packed) // HASH_BYTES


def pending(connection: sqlite3.Connection) -> list[int]:
    """The articles that have not been compared with the others since they were written."""
    return absent(connection, "texts", "article")


def absent(connection: sqlite3.Connection, table: str, column: str) -> list[int]:
    """The articles that a table of articles does not have."""
    (missing,) = connection.execute(
        f"SELECT (SELECT count(*) FROM articles) - (SELECT count(*) FROM {table})"
    ).fetchone()
    if not missing:
        return []
    rows = connection.execute(
        f"SELECT number FROM articles WHERE number > coalesce((SELECT max({column}) FROM {table}), 0) ORDER BY number"
    ).fetchall()
    if len(rows) < missing:  # not only the last ones: without an order small indexes have all that are looked at
        rows = connection.execute(f"SELECT number FROM articles EXCEPT SELECT {column} FROM {table}").fetchall()
    return sorted(number for (number,) in rows)


def compare(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Enter the texts of new articles and their copies among all others, and find anew what is affected."""
    order = _order(connection, numbers)
    replaced = [_enter(connection, number) for number in sorted(numbers, key=order.__getitem__)]
    affected = {*forest.waiting(connection, TEXTS), *(number for number in replaced if number is not None)}
    for number in sorted(affected):
        affected |= forest.attach(connection, TEXTS, number, _linked(connection, number))
    forest.settle(connection, TEXTS, affected)


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Take out what is known of an article's text, which is to be replaced; its group is found anew."""
    row = connection.execute("SELECT shingles, first FROM texts WHERE article = ?", (number,)).fetchone()
    if row is None:
        return
    forest.open_again(connection, TEXTS, number)
    if (heir := twins.leave(connection, TEXTS, number)) is not None:
        _hand_over(connection, number, heir)
    elif row["first"] == number:
        gone = [(mark, number) for mark in marks(row["shingles"])]
        connection.executemany("DELETE FROM marks WHERE mark = ? AND article = ?", gone)
    connection.execute("DELETE FROM texts WHERE article = ?", (number,))


def text_of(connection: sqlite3.Connection, number: int) -> Text:
    """An article's text, read anew from the article."""
    row = connection.execute("SELECT text, outlet, url, byline FROM articles WHERE number = ?", (number,)).fetchone()
    packed = pack(shingles(row["text"]))
    return Text(number, packed, house(row["outlet"], row["url"]), agencies(row["byline"], row["text"]))


def links(connection: sqlite3.Connection, text: Text, others: Iterable[int]) -> list[Copy]:
    """The links of a text with those of other articles, as the ledger keeps them, where one is a copy of the other."""
    rows = connection.execute(
        "SELECT article, shingles, size, house, credits, coalesce(published, ?) AS day, id"
        " FROM texts JOIN articles ON number = article WHERE article IN (SELECT value FROM json_each(?))",
        (UNDATED, json.dumps([*others])),
    ).fetchall()
    mine, size, credits = _order(connection, (text.article,)), text.size, set(text.credits)
    out = []
    for row, common in zip(rows, shared(text.packed, [row["shingles"] for row in rows]), strict=True):
        credited = bool(credits) and not credits.isdisjoint(json.loads(row["credits"]))
        if is_copy(common, size, row["size"], credited=credited):
            pair = text.article, row["article"]
            later, earlier = pair if mine[text.article] > (row["day"], row["id"]) else pair[::-1]
            out.append(Copy(later, earlier, common, kind(text.house, row["house"])))
    return out


def alike(connection: sqlite3.Connection, number: int, marks: Sequence[int]) -> Counter[int]:
    """The other articles that have these marks of a text, with how many."""
    found = Counter(chain.from_iterable(having(connection, "marks", "article", marks, CROWD).values()))
    del found[number]
    return found


def same(text: Text) -> int | None:
    """A number that texts have which are the same in all by which they are compared; None where they are too short."""
    if text.size < LEAST:
        return None
    return twins.number(text.packed, json.dumps(text.credits, ensure_ascii=False).encode())


def _enter(connection: sqlite3.Connection, number: int) -> int | None:
    """Enter an article's text; return the article that it has replaced as the first one with these words."""
    text = text_of(connection, number)
    connection.execute(
        "INSERT INTO texts (article, shingles, size, house, credits) VALUES (?, ?, ?, ?, ?)",
        (number, text.packed, text.size, text.house, json.dumps(text.credits, ensure_ascii=False)),
    )
    first, before = twins.enter(connection, TEXTS, number, same(text))
    if before is not None:
        if first == number:
            _hand_over(connection, before, number)
            return before
        return None
    own = marks(text.packed)
    found = alike(connection, number, own)
    sizes = connection.execute(
        "SELECT article, size FROM texts INDEXED BY texts_by_size WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps([*found]),),
    )
    near = [other for other, other_size in sizes if worth_comparing(found[other], text.size, other_size, SAMPLE)]
    _enter_links(connection, links(connection, text, near))
    connection.executemany("INSERT INTO marks (mark, article) VALUES (?, ?)", [(mark, number) for mark in own])
    return None


def _hand_over(connection: sqlite3.Connection, number: int, to: int) -> None:
    """Let another article with the same words be looked up, and linked, in the place of one."""
    wanted = json.dumps(marks(stored(connection, number).packed))
    connection.execute(
        "UPDATE marks SET article = ? WHERE article = ? AND mark IN (SELECT value FROM json_each(?))",
        (to, number, wanted),
    )
    left = connection.execute(
        "DELETE FROM copies WHERE later = ?1 OR earlier = ?1 RETURNING iif(later = ?1, earlier, later), shared",
        (number,),
    ).fetchall()
    order = _order(connection, (to, *(other for other, _ in left)))
    houses = {text.article: text.house for text in _stored(connection, order)}
    pairs = [(*sorted((to, other), key=order.__getitem__, reverse=True), other, common) for other, common in left]
    _enter_links(
        connection,
        [Copy(later, earlier, common, kind(houses[to], houses[other])) for later, earlier, other, common in pairs],
    )


def _enter_links(connection: sqlite3.Connection, made: Iterable[Copy]) -> None:
    connection.executemany("INSERT INTO copies (later, earlier, shared, kind) VALUES (?, ?, ?, ?)", made)


def stored(connection: sqlite3.Connection, number: int) -> Text:
    """An article's text as the ledger keeps it for comparing."""
    return next(_stored(connection, (number,)))


def is_marked(connection: sqlite3.Connection, text: Text) -> bool:
    """Whether a text can be looked up by all its marks, or needs none, since another one has the same words."""
    wanted = marks(text.packed) if twins.first_of(connection, TEXTS, text.article) == text.article else []
    (found,) = connection.execute(
        "SELECT count(*) FROM marks WHERE article = ? AND mark IN (SELECT value FROM json_each(?))",
        (text.article, json.dumps(wanted)),
    ).fetchone()
    return bool(found == len(wanted))


def wrong_originals(connection: sqlite3.Connection) -> list[str]:
    """The ids of the articles whose original is not the one that their links give."""
    kept = dict(map(tuple, connection.execute("SELECT article, original FROM texts WHERE original IS NOT NULL")))
    links = [
        Link(*row)
        for row in connection.execute(
            "SELECT later, earlier, shared FROM copies UNION ALL SELECT article, first, size FROM texts"
            " WHERE first != article"
        )
    ]
    right = originals(kept, links, _order(connection, kept))
    wrong = [number for number, original in kept.items() if right[number] != original]
    return _ids(connection, {*wrong, *twins.wrong(connection, TEXTS)})


def _ids(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[str]:
    rows = connection.execute(
        "SELECT id FROM articles WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps([*numbers]),),
    )
    return [identifier for (identifier,) in rows]


def _stored(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Text]:
    """The texts of articles as the ledger keeps them for comparing."""
    rows = connection.execute(
        "SELECT * FROM texts WHERE article IN (SELECT value FROM json_each(?))", (json.dumps([*numbers]),)
    )
    for row in rows:
        yield Text(row["article"], row["shingles"], row["house"], tuple(json.loads(row["credits"])))


def copies_of(connection: sqlite3.Connection, number: int) -> dict[int, int]:
    """The articles to which one goes as a copy, or which go to it, with what they share.

    They are, of the first article with some words, the first ones with other words and all others with these; of any
    other article the first one alone.
    """
    first = twins.first_of(connection, TEXTS, number)
    if first is None:
        return {}
    (size,) = connection.execute("SELECT size FROM texts WHERE article = ?", (number,)).fetchone()
    if first != number:
        return {first: size}
    group = twins.group(connection, TEXTS, number)
    return linked(connection, number) | {other: size for other in group if other != number}


def linked(connection: sqlite3.Connection, first: int) -> dict[int, int]:
    """The articles with other words, each the first with its own, that are copies of one that is so too or of which it
    is a copy, with what they share."""
    rows = connection.execute(
        "SELECT earlier, shared FROM copies WHERE later = ?1"
        " UNION ALL SELECT later, shared FROM copies WHERE earlier = ?1",
        (first,),
    )
    return dict(map(tuple, rows))


def _linked(connection: sqlite3.Connection, number: int) -> list[Near[int]]:
    """The texts that are linked with one, by how much they share."""
    copies = copies_of(connection, number)
    order = _order(connection, copies)
    return [Near(other, order[other], common) for other, common in copies.items()]


def _order(connection: sqlite3.Connection, numbers: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """What orders articles: the day of publication, and the id among those of a day."""
    rows = connection.execute(
        "SELECT number, coalesce(published, ?), id FROM articles WHERE number IN (SELECT value FROM json_each(?))",
        (UNDATED, json.dumps([*numbers])),
    )
    return {number: (day, identifier) for number, day, identifier in rows}
