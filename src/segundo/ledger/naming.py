"""The names of a ledger's actors: each article's actors are entered under theirs, and what is affected waits."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from segundo.article import Pieces
from segundo.identities import areas, mending
from segundo.identities.uses import NATION, Mark, marks
from segundo.ledger.copying import UNDATED, absent
from segundo.ledger.queries import pieces_of
from segundo.resolve.keys import Key, initials, key, level, shortens, shorter, strength
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import is_acronym
from segundo.resolve.own_names import own_name

LANGUAGE = "pt"

_HOST = re.compile(r"\w+://([^/:?#]+)")

FULLER = 200
"""A word of more names than this tells of no one of them."""

WHOLE = ""
"""What names the bearer of all uses of a name."""


class _Use(NamedTuple):
    """An article's actor: under which name it is entered, what the article says of it, and its other names there."""

    actor: str
    article: int
    name: Key
    marks: frozenset[Mark]
    calls: Sequence[Key]


class _Entry(NamedTuple):
    """A name's number, and the bearer of all its uses till now, if it is one; of a new name the one that it will have.

    A new use is most likely this one's too, and need not be changed then when the name's bearers are found.
    """

    number: int
    node: int | None


def pending(connection: sqlite3.Connection) -> list[int]:
    """The articles whose actors have not been looked at since they were written."""
    return absent(connection, "casts", "article")


def enter(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Enter the actors of new articles under their names."""
    connection.executemany(
        "INSERT INTO casts (article, story, day)"
        f" SELECT number, coalesce(root, number), coalesce(published, '{UNDATED}') || ' ' || id"
        " FROM articles LEFT JOIN profiles ON node = number WHERE number = ?",
        [(number,) for number in numbers],
    )
    uses = [use for number in numbers for use in _uses(connection, number)]
    entries = _entries(connection, dict.fromkeys(key for use in uses for key in (use.name, *use.calls)))
    connection.executemany(
        "INSERT INTO uses (actor, article, name, marks, node) VALUES (?, ?, ?, ?, ?)",
        [(use.actor, use.article, entries[use.name].number, pack(use.marks), entries[use.name].node) for use in uses],
    )
    connection.executemany(
        "INSERT INTO calls (name, actor, fuller, node) VALUES (?, ?, ?, ?)",
        [(entries[other].number, use.actor, *entries[use.name]) for use in uses for other in use.calls],
    )


def forget(connection: sqlite3.Connection, article: int) -> None:
    """Take out the actors of an article that is to be replaced; who bears their names is found anew."""
    connection.execute(
        "UPDATE names SET waits = 1 WHERE number IN (SELECT name FROM uses WHERE article = ?1"
        " UNION SELECT calls.name FROM uses JOIN calls USING (actor) WHERE article = ?1)",
        (article,),
    )
    connection.execute("DELETE FROM casts WHERE article = ?", (article,))


def waiting(connection: sqlite3.Connection) -> list[int]:
    """The names whose bearers are to be found, the fullest first: a short name may be that of a fuller one's bearer."""
    _follow_stories(connection)
    found = {row["number"]: key_of(row) for row in connection.execute("SELECT * FROM names WHERE waits")}
    open_ones, waited = list(found.items()), len(found)
    counts: dict[str, int] = {}
    while open_ones:
        number, of = open_ones.pop()
        for other, there in _shorter(connection, number, of, counts):
            if other not in found:
                found[other] = there
                open_ones.append((other, there))
    further = [(number,) for number in islice(found, waited, None)]
    connection.executemany("UPDATE names SET waits = 1 WHERE number = ?", further)
    return sorted(found, key=lambda number: (-len(found[number].words), found[number]))


def drop(connection: sqlite3.Connection, number: int) -> None:
    """Forget a name that nothing bears any more and by which nobody is called."""
    sql = "SELECT 1 FROM uses WHERE name = ?1 UNION ALL SELECT 1 FROM calls WHERE name = ?1 LIMIT 1"
    if connection.execute(sql, (number,)).fetchone():
        return
    words = _words(name_key(connection, number))
    connection.execute("DELETE FROM names WHERE number = ?", (number,))
    for word, count in _names_with(connection, words).items():
        if count == FULLER:
            _turn(connection, word)


def name_key(connection: sqlite3.Connection, number: int) -> Key:
    """The key of a name."""
    return key_of(connection.execute("SELECT kind, words FROM names WHERE number = ?", (number,)).fetchone())


def wrong(connection: sqlite3.Connection) -> list[str]:
    """The names, and the actors with other names, of which something else is kept than their uses say."""
    every, kept = "SELECT name, marks, count(*) FROM uses GROUP BY name, marks", "SELECT name, marks, uses FROM told"
    rows = connection.execute(
        f"SELECT words FROM names WHERE number IN (SELECT name FROM (SELECT * FROM ({every}) EXCEPT {kept})"
        f" UNION SELECT name FROM ({kept} EXCEPT SELECT * FROM ({every})))"
        " UNION SELECT actor FROM calls JOIN uses USING (actor)"
        " WHERE (fuller, calls.node) IS NOT (uses.name, uses.node)"
    )
    return [found for (found,) in rows]


def fuller(connection: sqlite3.Connection, of: Key, known: dict[str, int]) -> list[int]:
    """The fuller names that a name may shorten; none where each of its words is of too many names.

    ``known`` keeps of how many names words are, as long as names neither come nor go.
    """
    looked_up = of.words if of.kind == "person" else (f"={of.words[0]}",) if len(of.words) == 1 else ()
    if unknown := [word for word in looked_up if word not in known]:
        known.update(_names_with(connection, unknown))
    rarest = min(looked_up, key=known.__getitem__, default=None)
    if rarest is None or known[rarest] > FULLER:
        return []
    rows = connection.execute(
        "SELECT name, kind, words FROM name_words JOIN names ON number = name WHERE word = ?", (rarest,)
    )
    return [row["name"] for row in rows if _is_fuller(key_of(row), of)]


def _is_fuller(there: Key, of: Key) -> bool:
    return shortens(of, there) or (len(of.words) == 1 and of.kind == there.kind and initials(there) == of.words[0])


def _names_with(connection: sqlite3.Connection, words: Iterable[str], most: int = FULLER + 1) -> dict[str, int]:
    """How many names have each of some words, up to ``most``."""
    rows = connection.execute(
        "SELECT value, (SELECT count(*) FROM (SELECT 1 FROM name_words WHERE word = value LIMIT ?)) FROM json_each(?)",
        (most, json.dumps([*words])),
    )
    return dict(rows.fetchall())


@lru_cache(maxsize=1 << 16)
def pack(of: frozenset[Mark]) -> str:
    """Marks as the ledger keeps them."""
    return json.dumps(sorted(of), ensure_ascii=False)


@lru_cache(maxsize=1 << 16)
def unpack(text: str) -> frozenset[Mark]:
    """Marks as they were packed; kept, since most uses of names have the same few."""
    return frozenset(Mark(sort, words) for sort, words in json.loads(text))


def key_of(row: sqlite3.Row) -> Key:
    """The key of a name from its row."""
    return _key(row["kind"], row["words"])


@lru_cache(maxsize=1 << 16)
def _key(kind: str, words: str) -> Key:
    return Key(kind, tuple(words.split()))


def _ground(
    connection: sqlite3.Connection, number: int, actors: Iterable[sqlite3.Row], spans: Mapping[str, Pieces]
) -> areas.Ground:
    """The places of an article, and where it is from by the end of its address (".br")."""
    row = connection.execute("SELECT text, url, outlet FROM articles WHERE number = ?", (number,)).fetchone()
    host = _HOST.match(row["url"] or "")
    end = (host[1] if host else row["outlet"] or "").rpartition(".")[2].upper()
    places = [(actor["country"], spans[actor["id"]]) for actor in actors if actor["kind"] in ("place", "state")]
    return areas.survey(row["text"], places, end if end in lexicon(LANGUAGE).homes else None, LANGUAGE)


def _uses(connection: sqlite3.Connection, number: int) -> Iterator[_Use]:
    """The actors of an article; its places are entered."""
    rows = connection.execute("SELECT * FROM actors WHERE article = ?", (number,)).fetchall()
    spans = dict(zip((row["id"] for row in rows), pieces_of([row["mentions_spans"] for row in rows]), strict=True))
    ground = _ground(connection, number, rows, spans)
    begun = {row["id"]: {start for start, _ in spans[row["id"]]} for row in rows}
    people = set[int]().union(*(begun[row["id"]] for row in rows if row["kind"] == "person"))
    taken = set[int]().union(*begun.values())
    connection.executemany(
        "INSERT INTO places (article, name, state) VALUES (?, ?, ?)",
        [(number, name, state) for name, state in ground.within(LANGUAGE).items()],
    )
    for row in rows:
        mentions = spans[row["id"]]
        name = row["name"]
        if row["kind"] == "organisation":
            name = (
                areas.full_name(ground.text, mentions, name, LANGUAGE)
                or areas.meant(ground, mentions, name, LANGUAGE)
                or mending.whole_body(ground, people, mentions, name, LANGUAGE)
                or name
            )
        elif row["kind"] == "person":
            name = own_name(ground.text, mentions, name, LANGUAGE)
            name = mending.whole_person(ground, taken, taken - people, mentions, name, LANGUAGE)
        own = key(row["kind"], name, row["country"], LANGUAGE)
        if own is None:
            continue
        told = marks(json.loads(row["roles"]), row["organisation"], row["country"], LANGUAGE)
        there = level(own, LANGUAGE)
        if there == "nation" and row["country"]:
            told |= {Mark(NATION, row["country"])}
        elif there:
            told |= areas.marks(ground, mentions, there, LANGUAGE)
        elif row["kind"] == "organisation":
            told |= areas.nation_in(name, LANGUAGE)
        yield _Use(row["id"], number, own, told, sorted(set(_calls(row, own))))


def _calls(row: sqlite3.Row, own: Key) -> Iterator[Key]:
    """The other names by which an article calls its actor: shorter ones, and acronyms of bodies."""
    for written in set(json.loads(row["mentions"])):
        other = key(row["kind"], written, None, LANGUAGE) if row["kind"] != "state" and written[0].isupper() else None
        if other is None or other == own:
            continue
        if row["kind"] == "person":
            names_it = other in shorter(own)
        else:
            names_it = own.words[: len(other.words)] == other.words or is_acronym(written)
        if names_it:
            yield other


def _entries(connection: sqlite3.Connection, names: Iterable[Key]) -> dict[Key, _Entry]:
    """The entries of names, which are made of those that are new; the bearers of all are to be found."""
    asked = {(name.kind, " ".join(name.words)): name for name in names}
    entries: dict[Key, _Entry] = {}
    still: list[tuple[int]] = []
    rows = connection.execute(
        "SELECT kind, words, number, waits, (SELECT node FROM bearers WHERE name = number AND first = ?) FROM"
        " json_each(?) AS asked CROSS JOIN names"
        " ON kind = json_extract(asked.value, '$[0]') AND words = json_extract(asked.value, '$[1]')",
        (WHOLE, json.dumps([*asked])),
    )
    for kind, words, number, waits, node in rows:
        entries[asked[kind, words]] = _Entry(number, node)
        still += [] if waits else [(number,)]
    connection.executemany("UPDATE names SET waits = 1 WHERE number = ?", still)
    new = {words: name for words, name in asked.items() if name not in entries}
    entries.update(_enter_new(connection, new))
    return entries


def _enter_new(connection: sqlite3.Connection, names: Mapping[tuple[str, str], Key]) -> dict[Key, _Entry]:
    """Enter new names, given by kind and words."""
    (first,) = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM names").fetchone()
    entries = {name: _Entry(number, number) for number, name in enumerate(names.values(), first)}
    connection.executemany(
        "INSERT INTO names (number, kind, words, strength) VALUES (?, ?, ?, ?)",
        [(entries[name].number, *words, strength(name, LANGUAGE)) for words, name in names.items()],
    )
    parts = [(word, entry.number) for name, entry in entries.items() for word in _words(name)]
    connection.executemany("INSERT INTO name_words (word, name) VALUES (?, ?)", parts)
    added = Counter(word for word, _ in parts)
    most = FULLER + 1 + max(added.values(), default=0)
    for word, count in _names_with(connection, added, most).items():
        if count - added[word] <= FULLER < count:
            _turn(connection, word)
    return entries


def _words(of: Key) -> list[str]:
    """By what a name is looked up as a fuller one."""
    looked_up = [*dict.fromkeys(of.words)] if of.kind == "person" and len(of.words) > 1 else []
    return [*looked_up, f"={short}"] if (short := initials(of)) else looked_up


def _turn(connection: sqlite3.Connection, word: str) -> None:
    """Let all names with a word wait, which begins to be of too many names to tell of them, or ends to be."""
    sql = "UPDATE names SET waits = 1 WHERE number IN (SELECT name FROM name_words WHERE word = ?)"
    connection.execute(sql, (word,))


def _shorter(
    connection: sqlite3.Connection, number: int, of: Key, counts: dict[str, int]
) -> list[tuple[int, Key]]:
    """The names, of those that there are, whose bearers depend on the bearers of one."""
    wanted = set(shorter(of))
    if short := initials(of):
        wanted.add(Key(of.kind, (short,)))
    found: dict[int, Key] = {}
    if wanted:
        rows = connection.execute(
            "SELECT names.* FROM json_each(?) CROSS JOIN names ON kind = ? AND words = value",
            (json.dumps([" ".join(other.words) for other in wanted]), of.kind),
        )
        found.update((row["number"], key_of(row)) for row in rows)
    if of.kind == "organisation":
        rows = connection.execute(
            "SELECT * FROM names WHERE number IN (SELECT name FROM calls WHERE fuller = ?)", (number,)
        )
        found.update((row["number"], key_of(row)) for row in rows)
    # A name may show that a fuller one, which begins with it or, if of two words or more, ends so, is two names.
    if of.kind == "person" and (len(of.words) > 1 or strength(of, LANGUAGE) == "single"):
        for name in fuller(connection, of, counts):
            there = name_key(connection, name)
            ends = there.words[-len(of.words) :] if len(of.words) > 1 else ()
            if len(there.words) > len(of.words) + 1 and of.words in (there.words[: len(of.words)], ends):
                found[name] = there
    return list(found.items())


def _follow_stories(connection: sqlite3.Connection) -> None:
    """Let the names in articles whose story has changed wait."""
    moved = connection.execute(
        "SELECT article, root FROM casts JOIN profiles ON node = article WHERE moved AND root != story"
    ).fetchall()
    connection.execute("UPDATE casts SET moved = 0 WHERE moved")
    for article, root in moved:
        connection.execute("UPDATE casts SET story = ? WHERE article = ?", (root, article))
        connection.execute(
            "UPDATE names SET waits = 1 WHERE number IN (SELECT name FROM uses WHERE article = ?)", (article,)
        )
