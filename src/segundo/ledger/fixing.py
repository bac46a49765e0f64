"""Making corrections: from what a person says of a record to entries of the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any, TypeAlias

from segundo.article import Passage, Pieces, Span
from segundo.errors import UsageError
from segundo.ledger import pairing as pairs
from segundo.ledger import queries, restoring, settable
from segundo.ledger.anchors import anchor, quotes
from segundo.ledger.corrections import VERDICT, Action, Correction, OfTwo, heads, make, moment
from segundo.ledger.deriving import see_placed
from segundo.ledger.ids import LETTERS, PARTS, Places, key_pieces, marked
from segundo.ledger.laying import derived
from segundo.ledger.rows import Row
from segundo.ledger.writing import JOINER
from segundo.segment import fold

Value: TypeAlias = str | float | bool | Pieces | None
"""What a field is set to: text is taken as a person types it, pieces are of a part, None is nothing."""

_KINDS = {letter: kind for kind, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes corrections, with which note, as part of which batch, and when."""

    by: str
    note: str | None = None
    batch: str | None = None
    at: str = field(default_factory=lambda: moment(datetime.now(UTC)))

    def as_one(self) -> Author:
        """The same, for several corrections that are made as one."""
        return Author(self.by, self.note, "b" + token_hex(8)[1:], self.at)


def kind_of(row: Row) -> str:
    """The kind of a record, as its table is called."""
    return _KINDS[row.id[0]]


def verdict(connection: sqlite3.Connection, author: Author, rows: Iterable[Row], action: Action) -> list[Correction]:
    """Confirm or reject records."""
    return [_entry(connection, author, row, action=action, field=None, value=None) for row in rows]


def settings(
    connection: sqlite3.Connection, author: Author, rows: Iterable[Row], name: str, value: Value
) -> list[Correction]:
    """Set a field of records.

    Raises:
        UsageError: if there is no such field, or it cannot hold the value.
    """
    return [
        _entry(connection, author, row, action="set", field=name, value=stored(connection, row, name, value))
        for row in rows
    ]


def addition(
    connection: sqlite3.Connection, author: Author, article: str, kind: str, values: Mapping[str, Value]
) -> Correction:
    """Add a record to an article: the words of its parts, and what is said of it.

    Raises:
        UsageError: if something that must be said of such a record is not said, or a field cannot hold its value.
    """
    if kind not in settable.FIELDS:
        raise UsageError("there is no kind {kind!r}", do="There are: {there}", kind=kind, there=settable.FIELDS)
    for name in settable.REQUIRED[kind]:
        if values.get(name) in (None, "", ()):
            raise UsageError(
                "to add to the {kind}, its {name} must be given", do="Add {name}=…", kind=kind, name=name
            )
    number = queries.article_number(connection, article)
    read, passages = restoring.article(connection, number), restoring.passages(connection, number)
    told: dict[str, Any] = {}
    for name, value in values.items():
        sort = _field(kind, name).sort
        if sort == "part":
            pieces = value if isinstance(value, tuple) else _words(passages, str(value or ""), None, name)
            told[name] = quotes(read.text, pieces)
        else:
            told[name] = _plain(connection, number, read.text, kind, name, value)
    parts = {part: tuple(Span(quote["start"], quote["end"]) for quote in told.get(part, ())) for part in PARTS[kind]}
    if kind == "times" and len(parts["words"]) != 1:
        raise UsageError("a time stands in one piece")
    identifier, _ = marked(read.id, kind, key_pieces(kind, parts), Places(passages))
    if connection.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (identifier,)).fetchone():
        raise UsageError("there is such a record already", where=identifier, do="Set its fields instead")
    return make(
        at=author.at, by=author.by, note=author.note, batch=author.batch, action="add", article=read.id, kind=kind,
        record=identifier, value=told, anchor=anchor(kind, read.text, parts),
    )  # fmt: skip


def pairing(connection: sqlite3.Connection, author: Author, one: str, other: str, action: OfTwo) -> Correction:
    """Say that two actors, by their names or ids, are one, are two, or may be either.

    Raises:
        NotFoundError: if nobody has such a name or id.
        UsageError: if both are one, or it is not clear who is meant.
    """
    said = pairs.said_of(connection, *pairs.sides_of(connection, one, other, same=action == "same"), action)
    return make(at=author.at, by=author.by, note=author.note, batch=author.batch, **said)


def undoing(author: Author, target: str) -> Correction:
    """Take back a correction, or what was done as one."""
    return make(at=author.at, by=author.by, note=author.note, action="undo", target=target)


def alike(connection: sqlite3.Connection, row: Row, name: str) -> list[str]:
    """The ids of the records that a correction everywhere touches: for a verdict, the equal records of equal passages;
    for a field with text, all records of the kind in which it holds the same.

    Raises:
        UsageError: if the field is not of text, or is empty.
    """
    kind = kind_of(row)
    if name == VERDICT:
        first = row.first_id or row.id
        found = connection.execute(
            f"SELECT id FROM {kind} WHERE id = ?1 OR first_id = ?1 ORDER BY article, position", (first,)
        )
    else:
        if _field(kind, name).sort != "text":
            raise UsageError(
                "{name} of {kind} is of one record only", do="Set it without everywhere", name=name, kind=kind
            )
        value = getattr(row, name)
        if value is None:
            raise UsageError(
                "the {name} is empty here, and so is that of many others", do="Set it one by one", name=name
            )
        # A name is found by its folded form, which has an index.
        by_name = "AND speaker_folded = ?2" if (kind, name) == ("statements", "speaker") else "AND ?2 = ?2"
        found = connection.execute(
            f"SELECT id FROM {kind} WHERE {name} = ?1 {by_name} ORDER BY article, position", (value, fold(value))
        )
    ids = [identifier for (identifier,) in found]
    return ids if row.id in ids else [row.id, *ids]


def stored(connection: sqlite3.Connection, row: Row, name: str, value: Value) -> Any:
    """A value as the log keeps it: words and references with what they are found again by.

    Raises:
        UsageError: if there is no such field, or it cannot hold the value.
    """
    kind = kind_of(row)
    number = queries.article_number(connection, row.article)
    text = str(connection.execute("SELECT text FROM articles WHERE number = ?", (number,)).fetchone()[0])
    if _field(kind, name).sort != "part":
        return _plain(connection, number, text, kind, name, value)
    passages = restoring.passages(connection, number)
    there = value if isinstance(value, tuple) else _words(passages, str(value or ""), row, name)
    for start, end in there:
        if not 0 <= start < end <= len(text) or text[start:end] != text[start:end].strip():
            raise UsageError(
                "from {start} to {end} there are no words", where=row.id, start=start, end=end, last=len(text),
                do="Give places in the text, from 0 to {last}, that begin and end with a word",
            )  # fmt: skip
    quoted = quotes(text, there)
    settable.check(kind, name, quoted)
    see_placed(kind, name, there, row.passage, passages)
    return quoted


def _entry(connection: sqlite3.Connection, author: Author, row: Row, **content: Any) -> Correction:
    kind, name = kind_of(row), content["field"] or VERDICT
    number = queries.article_number(connection, row.article)
    both = derived(connection, number)
    said = heads(both[1].said.get((kind, row.id), [])).get(name, []) if both else []
    text = both[0].text if both else restoring.article(connection, number).text
    parts = {part: getattr(row, f"{part}_spans") for part in PARTS[kind]}
    was = row.review if name == VERDICT else getattr(row, name)
    return make(
        at=author.at, by=author.by, note=author.note, batch=author.batch, article=row.article, kind=kind,
        record=row.id, anchor=anchor(kind, text, parts), was=list(was) if isinstance(was, tuple) else was,
        over=tuple(claim.correction.id for claim in said), **content,
    )  # fmt: skip


def _field(kind: str, name: str) -> settable.Field:
    if name not in settable.FIELDS[kind]:
        raise settable.unknown(kind, name)
    return settable.FIELDS[kind][name]


def _plain(connection: sqlite3.Connection, number: int, text: str, kind: str, name: str, value: Value) -> Any:
    """The value of a field that is no part."""
    if _field(kind, name).sort == "reference":
        return _reference(connection, number, text, settable.FIELDS[kind][name].to, str(value)) if value else None
    if isinstance(value, str):
        return settable.parse(kind, name, value)
    if isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    settable.check(kind, name, value)
    return value


def _words(passages: tuple[Passage, ...], text: str, row: Row | None, name: str) -> Pieces:
    """Where words stand: in the record's paragraph, as near to its present place as may be; else in the only paragraph
    that has them.

    Raises:
        UsageError: if they do not stand there word for word.
    """
    words = [piece.strip() for piece in text.split(JOINER.strip()) if piece.strip()]
    here = [passage for passage in passages if row is None or passage.number == row.passage]
    if row is None:
        here = [passage for passage in passages if passage.first == passage.number and _find(passage, words, None)]
        if len(here) > 1:
            raise UsageError(
                "several paragraphs have these words for the {name}", where=repr(text), do="Give more", name=name
            )
    now = getattr(row, f"{name}_spans") if row else ()
    pieces = _find(here[0], words, now[0].start if now else row.start if row else None) if here else None
    if pieces is None:
        raise UsageError(
            "paragraph {passage} does not have these words for the {name}" if row
            else "no paragraph has these words for the {name}",
            where=repr(text), passage=row and row.passage, name=name, joiner=JOINER.strip(),
            do="Copy them from the text; put {joiner} where words between are left out",
        )  # fmt: skip
    return pieces


def _find(passage: Passage, words: list[str], near: int | None) -> Pieces | None:
    """Where words stand one after the other in a passage: of several places for the first of them the nearest one."""
    found: list[Span] = []
    for piece in words:
        at, least = passage.text.find(piece), found[-1].end - passage.span.start if found else 0
        places = []
        while at >= 0:
            if at >= least:
                places.append(at)
            at = passage.text.find(piece, at + 1)
        if not places:
            return None
        target = near - passage.span.start if near is not None and not found else least
        start = passage.span.start + min(places, key=lambda place: abs(place - target))
        found.append(Span(start, start + len(piece)))
    return tuple(found)


def _reference(connection: sqlite3.Connection, number: int, text: str, to: str, wanted: str) -> dict[str, Any]:
    """The record of the article that an id, or its words, value, or name name.

    Raises:
        UsageError: if there is none, or more than one.
    """
    names = {"times": ("words", "value"), "actors": ("name",), "statements": ("content",)}[to]
    rows = connection.execute(f"SELECT * FROM {to} WHERE article = ? ORDER BY position", (number,)).fetchall()
    found = [row for row in rows if row["id"].startswith(wanted)] or [
        row for row in rows if any(row[name] and fold(row[name]) == fold(wanted) for name in names)
    ]
    if len(found) != 1:
        raise UsageError(
            "several of the {kind} of this article are this" if found else "none of the {kind} of this article is this",
            where=repr(wanted), do="There are: {there}", kind=to,
            there=[f"{row['id']} ({row[names[0]]})" for row in rows[:10]] or ["–"],
        )  # fmt: skip
    (row,) = found
    parts = {part: queries.pieces(row[f"{part}_spans"]) for part in PARTS[to]}
    return {"record": row["id"], "anchor": anchor(to, text, parts)}
