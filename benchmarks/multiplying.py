"""Ledgers of any size, and new articles for them, made of a ledger that was read from real articles.

A copy of an article has other words of the same length: the consonants are exchanged, in each copy otherwise. What is
common stays: words, and with them names and phrases, that stand in more than one of :data:`RARE` articles. So a large
ledger has new names, stories and texts as other news have, and of what is in all news as much as its size.
"""

from __future__ import annotations

import random
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from segundo.article import Article, Passage, Span
from segundo.ledger import Ledger, open_ledger, tallying
from segundo.ledger.copying import UNDATED
from segundo.records import Records
from segundo.repeats import shingles, wordings
from segundo.repeats.stories import STEM, pack_weights, unpack, weights
from segundo.segment import fingerprint, fold, segment

RARE = 200
"""What stands in more than one of so many articles is common to all news."""
WORDS = 250
"""Articles are cut behind the sentence in which they have so many words, so that their mean is about 300."""
REPRINTED = 0.2
"""So many of the new articles are reprints, cut at the end, of another one."""

_PARTS = re.compile(r"\\.|\w+")  # the escapes of JSON are no words
_CONSONANTS = "bcdfghjklmnpqrstvxz"
_RENAMED = {
    "title", "text", "byline", "words", "name", "speaker", "content", "cue", "source", "on_behalf_of", "actor",
    "target", "trigger", "place", "organisation", "mentions", "roles", "what", "terms", "stem", "counted", "narrow",
}  # fmt: skip
_ARTICLE = {
    "articles.number", "copies.earlier", "copies.later", "texts.parent", "texts.original", "profiles.node",
    "profiles.parent", "profiles.root", "texts.first", "profiles.first",
}  # fmt: skip
_STATEMENT = {"statements.number", "sayings.node", "sayings.parent", "sayings.root", "phrases.statement"}
_IDS = {"id", "first_id", "when_id", "actor_id", "according_to", "node", "parent", "root"}
_TABLES = (
    "articles", "passages", "times", "actors", "statements", "figures", "events", "texts", "marks", "copies",
    "profiles", "keys", "sayings", "phrases", "amounts", "deeds",
)  # fmt: skip
"""What is copied. Series and who is who are found by comparing: common names stay."""

_Part = TypeVar("_Part")


class Changes:
    """What is common in a ledger, and how the rest is changed."""

    def __init__(self, texts: Sequence[str], contents: Sequence[str]) -> None:
        counts = Counter(word for text in texts for word in set(_PARTS.findall(text.casefold())))
        common = {word for word, count in counts.items() if count * RARE > len(texts)}
        self._common = common | {fold(word)[:STEM] for word in common}
        self._shingles = self._standing(texts, shingles.SIZE)
        self._phrases = self._standing(contents, wordings.SIZE)
        self._words: tuple[int, dict[str, str]] = 0, {}

    def _standing(self, texts: Sequence[str], size: int) -> set[int]:
        """The runs of words of which all are common."""
        out: set[int] = set()
        for text in texts:
            words = shingles.words(text)
            standing = [word.folded in self._common for word in words]
            runs = shingles.runs([word.folded for word in words], size)
            out |= {run for at, run in enumerate(runs) if all(standing[at : at + size])}
        return out

    def text(self, text: str, copy: int) -> str:
        """A text as it stands in a copy, given by its number."""
        if self._words[0] != copy:
            self._words = copy, {}
        known = self._words[1]

        def changed(word: re.Match[str]) -> str:
            if word[0] not in known:
                same = word[0].casefold() in self._common or word[0].startswith("\\")
                known[word[0]] = word[0] if same else word[0].translate(letters(copy))
            return known[word[0]]

        return _PARTS.sub(changed, text)

    def record(self, record: _Part, copy: int) -> _Part:
        """An article or a record as it stands in a copy."""
        changed: dict[str, Any] = {}
        for field in fields(record):  # type: ignore[arg-type]
            value = getattr(record, field.name)
            if field.name in _RENAMED and isinstance(value, str):
                changed[field.name] = self.text(value, copy)
            elif field.name == "roles":
                changed["roles"] = tuple(self.text(role, copy) for role in value)
        return replace(record, **changed)  # type: ignore[type-var]

    def shingle(self, number: int, copy: int) -> int:
        """A shingle of a changed text: any other one that is a mark where this is one."""
        return number if number in self._shingles else (number + 7919 * shingles.SAMPLE * copy) % 2**32

    def phrase(self, number: int, copy: int) -> int:
        """A phrase of a changed statement."""
        return number if number in self._phrases else (number + 7919 * copy) % 2**32


def copy_file(ledger: Path, path: Path) -> None:
    """Copy a ledger as it is at this moment."""
    source, target = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True), sqlite3.connect(path)
    source.backup(target)
    target.execute("PRAGMA journal_mode = WAL")
    source.close()
    target.close()


def base(ledgers: Sequence[Path], path: Path) -> None:
    """Make a ledger of the articles of others, which were read, each up to the sentence in which :data:`WORDS` end."""
    with open_ledger(path, write=True) as book:
        run = book.start_run("benchmark")
        for each in ledgers:
            with open_ledger(each) as source:
                for row in source.articles():
                    article, records = source.article(row.id), source.records(row.id)
                    end = _end(article.text)
                    article, records = replace(article, text=article.text[:end]), cut(records, end)
                    book.write(article, segment(article.text), records, version="benchmark", run=run)
        book.compare()


def _end(text: str) -> int:
    """Where the sentence ends in which so many words are reached."""
    words = list(islice(re.finditer(r"\S+", text), WORDS))
    sentence = re.compile(r"[.!?](?=\s)").search(text, words[-1].end() - 1) if words else None
    return sentence.end() if sentence else len(text)


Value: TypeAlias = Callable[[str, str, Sequence[str], Mapping[str, int]], str]
"""Gives the SQL of a column's value in the copy ``:copy``, from the table, the column, all columns, and the greatest
numbers that the ledger has."""


@contextmanager
def aside(connection: sqlite3.Connection, which: str) -> Iterator[None]:
    """Put aside the indexes and triggers that meet a condition on ``sqlite_master`` while rows are entered."""
    found = connection.execute(
        f"SELECT type, name, sql FROM main.sqlite_master WHERE sql IS NOT NULL AND ({which}) ORDER BY rowid"
    ).fetchall()
    for kind, name, _ in found:
        connection.execute(f"DROP {kind} {name}")
    yield
    for _, _, sql in found:
        connection.execute(sql)


def enter_copies(
    connection: sqlite3.Connection, ledger: Path, times: int, tables: Iterable[str], counted: Iterable[str],
    value: Value,
) -> None:  # fmt: skip
    """Enter the rows of a ledger's tables into a copy of it until it has them so many times.

    ``counted`` names the columns, as ``articles.number``, of which ``value`` is told the greatest number.
    """
    connection.execute("ATTACH ? AS source", (f"file:{ledger}?mode=ro",))
    columns = {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in tables}
    greatest = {
        of: connection.execute(f"SELECT max({of.partition('.')[2]}) FROM source.{of.partition('.')[0]}").fetchone()[0]
        for of in counted
        if of.partition(".")[0] in columns
    }
    for copy in range(1, times):
        connection.execute("BEGIN")
        for table, names in columns.items():
            values = ", ".join(value(table, name, names, greatest) for name in names)
            listed = ", ".join(f'"{name}"' for name in names)
            connection.execute(
                f"INSERT OR REPLACE INTO {table} ({listed}) SELECT {values} FROM source.{table}", {"copy": copy}
            )
        connection.execute("COMMIT")
    connection.execute("DETACH source")


def derive_names(connection: sqlite3.Connection) -> None:
    """Enter anew what is derived of names that were copied: the order of their uses, and how many say the same."""
    connection.execute(
        f"UPDATE casts SET day = (SELECT coalesce(published, '{UNDATED}') || ' ' || id FROM articles"
        " WHERE number = article)"
    )
    connection.execute("DELETE FROM told")
    connection.execute("INSERT INTO told (name, marks, uses) SELECT name, marks, count(*) FROM uses GROUP BY 1, 2")


def multiply(ledger: Path, path: Path, times: int) -> Changes:
    """Make a ledger that is another one so many times, compared again; common names and words stay common."""
    copy_file(ledger, path)
    with open_ledger(path, write=True) as book:
        changes = changes_of(book)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    for name, function in (("changed", changes.text), ("shingle", changes.shingle), ("phrase", changes.phrase)):
        connection.create_function(name, 2, of_some(function), deterministic=True)
    connection.create_function("shingles", 2, lambda packed, copy: shingles.pack(
        {changes.shingle(number, copy) for number in shingles.unpack(packed)}))  # fmt: skip
    connection.create_function("weighed", 1, lambda terms: pack_weights(weights(unpack(terms))), deterministic=True)
    connection.create_function("other", 2, of_some(other_id), deterministic=True)
    connection.create_function("fingerprint", 1, fingerprint, deterministic=True)
    connection.create_function("fold", 1, of_some(fold), deterministic=True)
    enter_copies(connection, ledger, times, _TABLES, ("articles.number", "statements.number", "passages.id"), _value)
    tallying.count_anew(connection)
    connection.execute("INSERT OR IGNORE INTO moved (article) SELECT number FROM articles")  # their series are found
    connection.execute("PRAGMA optimize")
    connection.close()
    with open_ledger(path, write=True) as book:
        book.compare()
    return changes


def changes_of(book: Ledger) -> Changes:
    """What is common in a ledger."""
    texts = [book.article(row.id).text for row in book.articles()]
    return Changes(texts, [row.content or "" for row in book.statements()])


class Item(NamedTuple):
    """An article with what was found in it, as :meth:`Ledger.write` takes it."""

    article: Article
    passages: tuple[Passage, ...]
    records: Records


def new(book: Ledger, changes: Changes, count: int, copy: int) -> Iterator[Item]:
    """So many new articles of numbers of copy, from one on, that the ledger has not.

    ``book`` is the ledger that was read from real articles.
    """
    chance = random.Random(copy)
    ids = [row.id for row in book.articles()]
    for number in range(count):
        if number % len(ids) == 0:
            chance.shuffle(ids)
            copy += 1
        identifier = ids[number % len(ids)]
        article, records = book.article(identifier), book.records(identifier)
        reprint = chance.random() < REPRINTED
        own = article.id if reprint else f"{article.id}~{copy}"
        if reprint:
            passages = book.passages(identifier)
            end = passages[-(-len(passages) * chance.choice((2, 3, 4)) // 4) - 1].span.end
            article, records = replace(article, text=article.text[:end]), cut(records, end)
        else:
            article, records = changes.record(article, copy), _changed(changes, records, copy)
        article = replace(article, id=f"{own}~new-{copy}-{number}", outlet=f"outlet {number % 50}", url=None)
        yield Item(article, segment(article.text), records)


def cut(records: Records, end: int) -> Records:
    """The records that stand before a place in the text, and what they refer to of these."""
    kept = {
        field.name: [place for place, record in enumerate(getattr(records, field.name)) if _stop(record) <= end]
        for field in fields(records)
        if field.name != "repeats"
    }
    order = {kind: {old: at for at, old in enumerate(places)} for kind, places in kept.items()}
    references = {"when": "times", "according_to": "statements", "actor": "actors"}
    out: dict[str, Any] = {}
    for kind, places in kept.items():
        some = []
        for place in places:
            record = getattr(records, kind)[place]
            changed = {
                name: order[to].get(index)
                for name, to in references.items()
                if isinstance(index := getattr(record, name, None), int)
            }
            some.append(replace(record, **changed))
        out[kind] = tuple(some)
    return Records(**out)


def _stop(record: Any) -> int:
    """Where the last piece that a record marks ends."""
    values = [getattr(record, field.name) for field in fields(record)]
    pieces = [piece for value in values if isinstance(value, tuple) for piece in (value, *value)]
    return max(piece.end for piece in pieces if isinstance(piece, Span))


def _changed(changes: Changes, records: Records, copy: int) -> Records:
    return Records(
        **{
            kind.name: tuple(changes.record(record, copy) for record in getattr(records, kind.name))
            for kind in fields(records)
            if kind.name != "repeats"
        },
        repeats=records.repeats,
    )


def _value(table: str, name: str, names: Sequence[str], greatest: Mapping[str, int]) -> str:
    """The SQL of a column's value in the copy ``:copy``."""
    full = f"{table}.{name}"
    if name == "article" or full in _ARTICLE:
        return f"{name} + :copy * {greatest['articles.number']}"
    if full in _STATEMENT:
        return f"{name} + :copy * {greatest['statements.number']}"
    special = {
        "passages.id": f"id + :copy * {greatest['passages.id']}",
        "articles.id": "id || '~' || :copy",
        "articles.source": "source",
        "articles.published": "date(published, :copy || ' days')",
        "passages.fingerprint": "fingerprint(changed(text, :copy))",
        "texts.shingles": "shingles(shingles, :copy)",
        "profiles.weights": "weighed(changed(terms, :copy))",
        "amounts.line": "NULL",
        "texts.same": "same + :copy * 7919",
        "profiles.same": "same + :copy * 7919",
        "marks.mark": "shingle(mark, :copy)",
        "phrases.mark": "phrase(mark, :copy)",
    }
    if full in special:
        return special[full]
    if name == "day":
        return "day + :copy * (day > 0)"
    if name in _IDS:
        return f"other({name}, :copy)"
    bare = name.removesuffix("_folded")
    if name != bare and bare in names and bare in _RENAMED:
        return f"fold(changed({bare}, :copy))"
    return f'changed("{name}", :copy)' if name in _RENAMED else f'"{name}"'


def of_some(function: Any) -> Any:
    """A function of SQL that leaves null as it is."""
    return lambda value, *rest: None if value is None else function(value, *rest)


def other_id(identifier: str, copy: int) -> str:
    """A record's id in a copy: that of another article."""
    return f"{identifier[0]}{(int(identifier[1:7], 16) + 104729 * copy) % 16**6:06x}{identifier[7:]}"


@cache
def letters(number: int) -> dict[int, int]:
    """By which consonants those of a copy are exchanged."""
    others = "".join(random.Random(number).sample(_CONSONANTS, len(_CONSONANTS)))
    return str.maketrans(_CONSONANTS + _CONSONANTS.upper(), others + others.upper())
