"""What corrections make of the records that were found in an article: a pure function of the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from segundo.article import Passage, Pieces
from segundo.errors import UsageError
from segundo.ledger import settable
from segundo.ledger.anchors import locate, place
from segundo.ledger.corrections import VERDICT, Correction, heads, in_order
from segundo.ledger.ids import KINDS, PARTS, Places, key_pieces, marked
from segundo.ledger.queries import pieces
from segundo.ledger.rows import Review
from segundo.ledger.writing import mentioned, spans, words

Row: TypeAlias = dict[str, Any]
"""A record's columns, but for ``first_id`` and a statement's ``number``, which say where it stands among others."""

Rows: TypeAlias = dict[str, dict[str, Row]]
"""The rows of an article, by kind and by id."""

RULE = "person"
"""The rule of a record that a person added."""

GONE = "no record of this kind marks these words any more"
UNKNOWN = "these words do not stand in the article any more"

_Key: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Touched:
    """A record that corrections settle or change: by whose verdict, and which fields a person has set.

    ``state`` is None for one that only refers to a record that is rejected.
    """

    kind: str
    state: Review | None
    fields: tuple[str, ...] = ()


@dataclass(slots=True)
class Derived:
    """The rows as corrected, the records that were touched, and the corrections that fit nothing, with the reason.

    ``said`` are the entries for each record, by kind and id.
    """

    rows: Rows
    touched: dict[str, Touched] = field(default_factory=dict)
    orphans: dict[str, str] = field(default_factory=dict)
    said: dict[_Key, list[Correction]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class Ground:
    """An article as corrections need it: its id and number, its text and passages, and the rows that were found."""

    article: str
    number: int
    text: str
    passages: Sequence[Passage]
    rows: Rows


def derive(ground: Ground, log: Sequence[Correction]) -> Derived:
    """Lay the active corrections of an article, by time, over what was found in it.

    Records that are added come first, so that it does not matter whose clock was right.
    """
    out = Derived({kind: {key: dict(row) for key, row in rows.items()} for kind, rows in ground.rows.items()})
    added = _add(ground, out, [entry for entry in log if entry.action == "add"])
    for entry in log:
        if entry.action == "add" or entry.kind is None or entry.record is None:
            continue
        target = added.get((entry.kind, entry.record), entry.record)
        if target not in out.rows[entry.kind]:
            found = place(entry.kind, ground.text, entry.anchor or {}, _marks(entry.kind, ground.rows))
            if found is None:
                out.orphans[entry.id] = GONE
                continue
            target = found
        out.said[entry.kind, target].append(entry)
    new = {(kind, key) for (kind, _), key in added.items() if key not in ground.rows[kind]}
    # Statements look for their speaker among the actors, so the kinds go in the order of references.
    for kind, identifier in sorted(out.said, key=lambda key: (KINDS.index(key[0]), key[1])):
        out.said[kind, identifier].sort(key=in_order)
        _apply(ground, out, kind, identifier, new=(kind, identifier) in new)
    _reject(out)
    return out


def _marks(kind: str, rows: Rows) -> dict[str, dict[str, Pieces]]:
    """The parts of all records of a kind."""
    return {
        identifier: {part: pieces(row[f"{part}_spans"]) for part in PARTS[kind]}
        for identifier, row in rows[kind].items()
    }


def _add(ground: Ground, out: Derived, entries: Sequence[Correction]) -> dict[_Key, str]:
    """Add records; return the id of each by the kind and id that its entry names."""
    places, made = Places(ground.passages), {}
    for entry in entries:
        kind = entry.kind or ""
        parts = {part: locate(ground.text, entry.value.get(part) or []) for part in PARTS[kind]}
        if any(parts[part] is None for part in PARTS[kind]) or not parts[PARTS[kind][0]]:
            out.orphans[entry.id] = UNKNOWN
            continue
        keys = key_pieces(kind, {part: there or () for part, there in parts.items()})
        identifier, passage = marked(ground.article, kind, keys, places)
        if identifier not in out.rows[kind]:
            position = max((row["position"] for row in out.rows[kind].values()), default=-1) + 1
            out.rows[kind][identifier] = _blank(kind, identifier, ground.number, passage.number, position)
        made[kind, entry.record or ""] = identifier
        out.said[kind, identifier].append(entry)
    return made


def _blank(kind: str, identifier: str, article: int, passage: int, position: int) -> Row:
    """A record of which nothing is said yet."""
    row: Row = {
        "id": identifier, "article": article, "passage": passage, "position": position, "rule": RULE, "score": 1.0,
    }  # fmt: skip
    for name, kept in settable.FIELDS[kind].items():
        if kept.sort == "part":
            row |= _part(kind, name, "", ())
        elif kept.sort == "reference":
            row[kept.column] = None
        else:
            row |= settable.columns(kind, name, settable.DEFAULTS[kind].get(name))
    return {**row, "roles": "[]"} if kind == "actors" else row


def _apply(ground: Ground, out: Derived, kind: str, identifier: str, *, new: bool) -> None:
    """Set what holds of a record."""
    row, fields = out.rows[kind][identifier], []
    state: Review | None = None
    for name, said in heads(out.said[kind, identifier]).items():
        value, last = said[-1].value, said[-1].correction
        if name == VERDICT:
            state = value
            continue
        try:
            columns = _columns(ground, out, kind, row, name, value)
        except UsageError as error:
            out.orphans[last.id] = str(error)
            continue
        row.update(columns)
        fields.append(name)
    if "speaker" in fields and "actor" not in fields:
        row["actor_id"] = _actor(out.rows, row["speaker_folded"])
    if state != "rejected":
        state = "added" if new else "corrected" if fields else state
    out.touched[identifier] = Touched(kind, state, tuple(sorted(fields)))


def _columns(ground: Ground, out: Derived, kind: str, row: Row, name: str, value: Any) -> Row:
    """The columns that a value is kept in.

    Raises:
        UsageError: if it cannot be placed; the message is the reason.
    """
    settable.check(kind, name, value)
    match settable.FIELDS[kind][name].sort:
        case "reference":
            return {settable.FIELDS[kind][name].column: value and _reference(ground, out, kind, name, value)}
        case "part":
            there = locate(ground.text, value or [])
            if there is None:
                raise UsageError(UNKNOWN)
            see_placed(kind, name, there, row["passage"], ground.passages)
            return _part(kind, name, ground.text, there)
        case _:
            return settable.columns(kind, name, value)


def see_placed(kind: str, part: str, marks: Pieces, passage: int, passages: Sequence[Passage]) -> None:
    """See that a part of a record of this passage can stand there.

    Raises:
        UsageError: if it cannot.
    """
    if kind == "times" and len(marks) != 1:
        raise UsageError("a time stands in one piece")
    if part == PARTS[kind][0]:
        there = passages[passage - 1].span
        if not marks or not there.start <= marks[0].start < there.end:
            raise UsageError(
                "the {name} must begin in the record's own paragraph, number {passage}", name=part, passage=passage
            )


def _part(kind: str, name: str, text: str, marks: Pieces) -> Row:
    shown = mentioned(text, marks) if name == "mentions" else words(text, marks)
    return {name: shown, f"{name}_spans": spans(marks)}


def _reference(ground: Ground, out: Derived, kind: str, name: str, value: Mapping[str, Any]) -> str:
    to = settable.FIELDS[kind][name].to
    if value["record"] in out.rows[to]:
        return str(value["record"])
    found = place(to, ground.text, value["anchor"], _marks(to, ground.rows))
    if found is None:
        raise UsageError(GONE)
    return found


def _actor(rows: Rows, folded: str | None) -> str | None:
    """The actor of a name, if the article has one."""
    named = [key for key, row in sorted(rows["actors"].items()) if folded and row["name_folded"] == folded]
    return named[0] if named else None


def _reject(out: Derived) -> None:
    """Take out what is rejected, and all that refers to it."""
    gone = {identifier for identifier, touched in out.touched.items() if touched.state == "rejected"}
    for identifier in gone:
        del out.rows[out.touched[identifier].kind][identifier]
    for kind, fields in settable.FIELDS.items():
        for column in filter(None, (kept.column for kept in fields.values())):
            for identifier, row in out.rows[kind].items():
                if row[column] in gone:
                    row[column] = None
                    out.touched.setdefault(identifier, Touched(kind, None))
