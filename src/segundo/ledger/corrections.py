"""What a person decided about a record: an entry of the log, its id, its JSON, and which entries hold.

An entry says one thing of one field of one record: confirming and rejecting are said of the field ``verdict``. It names
in ``over`` the entries that it was made in view of and puts aside. What nobody has put aside are the heads of a field;
several heads that say different things are a conflict, of which the last one holds until an entry is made over all of
them. So what holds depends on which entries there are, and not on the order in which they came together.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Literal, NamedTuple, TypeAlias, get_args

from segundo.errors import UsageError
from segundo.ledger import settable
from segundo.ledger.ids import LETTERS

Action: TypeAlias = Literal["confirm", "reject", "set", "add", "same", "different", "unsure", "undo"]
ACTIONS: tuple[Action, ...] = get_args(Action)
OfTwo: TypeAlias = Literal["same", "different", "unsure"]
OF_TWO: tuple[OfTwo, ...] = get_args(OfTwo)
"""The actions that are of two actors."""
VERDICT = "verdict"
"""The field of which confirming and rejecting are said."""
SAME = "same"
"""The field of two actors, of which is said whether they are one."""
UNSURE = "unsure"
"""The field of two actors of which is said that somebody could not tell; it contradicts nothing."""

_DIGITS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """An entry of the log.

    ``at`` is when (ISO 8601, UTC, with microseconds), ``by`` who. ``record`` is the id of a record of the kind and the
    article; of what is said of two actors it is their names or ids in the order of the alphabet, joined by ``|``, and
    ``value`` keeps of an actor the article and the name, of a name the kind. Else ``value`` is what the
    ``field`` is set to, in the form that :mod:`segundo.ledger.settable` gives it, ``was`` what it held. ``anchor`` says
    how the record is found again once its article has been read anew, ``over`` which entries this one puts aside.
    Entries that were made as one have one ``batch``. ``target`` is the id of the entry or the batch that an undo takes
    back.
    """

    id: str
    at: str
    by: str
    action: Action
    article: str | None = None
    kind: str | None = None
    record: str | None = None
    field: str | None = None
    value: Any = None
    was: Any = None
    anchor: Mapping[str, Any] | None = None
    over: tuple[str, ...] = ()
    batch: str | None = None
    target: str | None = None
    note: str | None = None


class Claim(NamedTuple):
    """What an entry says of one field."""

    field: str
    value: Any
    correction: Correction


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field of a record of which entries say different things; the last of them holds until one is made over all."""

    article: str | None
    kind: str | None
    record: str
    field: str
    corrections: tuple[Correction, ...]


def make(**content: Any) -> Correction:
    """An entry with its id, which is a hash of all the rest."""
    entry = Correction(id="", **content)
    told = {name: value for name, value in _items(entry) if name != "id"}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return Correction(id="c" + blake2b(text.encode(), digest_size=8).hexdigest()[:_DIGITS], **content)


def moment(at: datetime) -> str:
    """A time as entries have it: of UTC, to the microsecond, so that its letters sort as times do."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def to_json(entry: Correction) -> str:
    """An entry as one line of JSON; what is not set is left out."""
    told = {name: value for name, value in _items(entry) if value not in (None, ())}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def from_json(text: str) -> Correction:
    """An entry from its line.

    Raises:
        UsageError: if the line holds no entry, or one that was changed since it was made.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError("it is no JSON: {error}", error=error) from error
    if not isinstance(told, dict):
        raise UsageError("it is no object")
    names = {field.name for field in fields(Correction)}
    if unknown := sorted(set(told) - names):
        raise UsageError("it has a field {name!r} that no correction has", name=unknown[0])
    if missing := sorted({"id", "at", "by", "action"} - set(told)):
        raise UsageError("it has no {name!r}", name=missing[0])
    content = {name: value for name, value in told.items() if name != "id"}
    _check(content)
    entry = make(**{**content, "over": tuple(content.get("over", ()))})
    if entry.id != told["id"]:
        raise UsageError("it was changed after it was made: its id should be {id}", id=entry.id)
    return entry


def _items(entry: Correction) -> Iterator[tuple[str, Any]]:
    return ((field.name, getattr(entry, field.name)) for field in fields(entry))


def kept(text: str) -> Correction:
    """An entry as the ledger keeps it, which was looked at when it came."""
    told = json.loads(text)
    return Correction(**{**told, "over": tuple(told.get("over", ()))})


def standing(entries: Iterable[Correction]) -> list[Correction]:
    """The entries that no undo takes back, by time. An undo can be undone too."""
    every = list(entries)
    undos: dict[str, list[Correction]] = defaultdict(list)
    for entry in every:
        if entry.target:
            undos[entry.target].append(entry)
    holds: dict[str, bool] = {}

    def held(entry: Correction) -> bool:
        # An id is a hash of what its entry names, so that no entry can lead back to itself.
        if entry.id not in holds:
            against = undos.get(entry.id, []) + (undos.get(entry.batch, []) if entry.batch else [])
            holds[entry.id] = not any(map(held, against))
        return holds[entry.id]

    return sorted(filter(held, every), key=in_order)


def active(entries: Iterable[Correction]) -> list[Correction]:
    """The entries that say something and that no undo takes back, by time."""
    return [entry for entry in standing(entries) if entry.action != "undo"]


def in_order(entry: Correction) -> tuple[str, str]:
    """What orders entries: the time, and the id among those of a moment."""
    return entry.at, entry.id


def claims(entry: Correction) -> Iterator[Claim]:
    """What an entry says, field by field."""
    match entry.action:
        case "confirm" | "reject":
            yield Claim(VERDICT, f"{entry.action}ed", entry)
        case "same" | "different":
            yield Claim(SAME, entry.action == "same", entry)
        case "unsure":
            yield Claim(UNSURE, True, entry)
        case "set":
            yield Claim(entry.field or "", entry.value, entry)
        case "add":
            yield from (Claim(name, value, entry) for name, value in entry.value.items())


def heads(entries: Sequence[Correction]) -> dict[str, list[Claim]]:
    """For each field that active entries of one record speak of, the claims that none puts aside, by time."""
    said = [claim for entry in entries for claim in claims(entry)]
    aside = {(identifier, claim.field) for claim in said for identifier in claim.correction.over}
    out: dict[str, list[Claim]] = defaultdict(list)
    for claim in said:
        if (claim.correction.id, claim.field) not in aside:
            out[claim.field].append(claim)
    return out


def conflicts(entries: Iterable[Correction]) -> Iterator[Conflict]:
    """The fields of which active entries say different things, by record and field."""
    by_record: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    for entry in entries:
        by_record[entry.article or "", entry.record or ""].append(entry)
    for _, mine in sorted(by_record.items()):
        for field, said in sorted(heads(mine).items()):
            if len({json.dumps(claim.value, sort_keys=True) for claim in said}) > 1:
                last = said[-1].correction
                yield Conflict(
                    article=last.article, kind=last.kind, record=last.record or "", field=field,
                    corrections=tuple(claim.correction for claim in said),
                )  # fmt: skip


def _check(content: Mapping[str, Any]) -> None:
    if content["action"] not in ACTIONS:
        raise UsageError(
            "there is no action {action!r}", do="There are: {there}", action=content["action"], there=ACTIONS
        )
    for name in ("at", "by", "article", "kind", "record", "field", "batch", "target", "note"):
        if content.get(name) is not None and not isinstance(content[name], str):
            raise UsageError("its {name!r} is no text", name=name)
    try:
        timely = moment(datetime.fromisoformat(content["at"])) == content["at"]
    except ValueError:
        timely = False
    if not timely:
        raise UsageError("its time {at!r} is not in UTC with microseconds", at=content["at"])
    needed = {
        "undo": ("target",), "same": ("record",), "different": ("record",), "unsure": ("record",), "set": ("field",),
        "add": ("value",),
    }.get(content["action"], ())  # fmt: skip
    if content["action"] in {"confirm", "reject", "set", "add"}:
        needed = ("article", "kind", "record", "anchor", *needed)
    if missing := [name for name in needed if not content.get(name)]:
        raise UsageError("it has no {name!r}, which {action!r} needs", name=missing[0], action=content["action"])
    if content.get("kind") is not None and content["kind"] not in LETTERS:
        raise UsageError("there is no kind {kind!r}", kind=content["kind"])
    over = content.get("over", [])
    if not isinstance(over, list) or not all(isinstance(item, str) for item in over):
        raise UsageError("its {name!r} is no list of ids", name="over")
    if content.get("anchor") is not None and not settable.is_anchor(content["anchor"]):
        raise UsageError("its {name!r} is none", name="anchor")
    if content["action"] == "add":
        if not isinstance(content["value"], dict):
            raise UsageError("its {name!r} is none", name="value")
        if missing := [name for name in settable.REQUIRED[content["kind"]] if name not in content["value"]]:
            raise UsageError("it has no {name!r}, which {action!r} needs", name=missing[0], action="add")
        for field, value in content["value"].items():
            settable.check(content["kind"], field, value)
    if content["action"] == "set":
        settable.check(content["kind"], content["field"], content.get("value"))
    if content["action"] in OF_TWO:
        if content["record"].count("|") != 1:
            raise UsageError("its {name!r} is none", name="record")
        if not _is_kept(content.get("value")):
            raise UsageError("its {name!r} is none", name="value")


def _is_kept(value: Any) -> bool:
    """Whether a value is what a pair keeps of its sides: of an actor the article and the name, of a name the kind."""
    return value is None or (
        isinstance(value, dict)
        and value.keys() == {"one", "other"}
        and all(isinstance(side, dict) and set(side) in ({"article", "name"}, {"kind"}) for side in value.values())
        and all(isinstance(word, str) for side in value.values() for word in side.values())
    )


def told(entry: Correction) -> str:
    """An entry in words: which record, which field, what it held and what it is set to."""
    match entry.action:
        case "undo":
            return f"undo {entry.target}"
        case "same" | "different" | "unsure":
            kept = [(entry.value or {}).get(side, {}) for side in ("one", "other")]
            sides = zip((entry.record or "").split("|"), kept, strict=True)
            names = [f"{of['name']} ({side})" if "name" in of else side for side, of in sides]
            return f"{' and '.join(names)}: {entry.action}"
        case "set":
            return f"{entry.record}  {entry.field}: {shown(entry.was)} → {shown(entry.value)}"
        case "add":
            return f"{entry.record}  add {', '.join(f'{name}={shown(value)}' for name, value in entry.value.items())}"
        case _:
            return f"{entry.record}  {entry.action}"


def shown(value: Any) -> str:
    """A value of the log in words."""
    match value:
        case None | []:
            return "nothing"
        case bool():
            return str(value).lower()
        case float():
            return f"{value:,.0f}" if value.is_integer() else f"{value:,}"
        case {"record": record}:
            return str(record)
        case [{"words": _}, *_]:
            return "“" + " […] ".join(quote["words"] for quote in value) + "”"
        case list():
            return "; ".join(map(str, value))
        case _:
            return str(value)
