"""What a person can set: the fields of each kind of record, what each may hold, and the columns that follow from it.

In the log a value is plain JSON: a word, a name, a number, true or false, or null. A part that marks words is a list of
quotes (:mod:`segundo.ledger.anchors`); a reference to another record is its id with its anchor, so that both are found
again when the article has been read anew.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, get_args

from segundo.errors import UsageError
from segundo.ledger.days import days
from segundo.records import ACTS, EVENT_TYPES, STATUSES, ActorKind, Bound, FigureKind, Form, TimeType
from segundo.segment import fold

Sort: TypeAlias = Literal["text", "choice", "flag", "number", "reference", "part"]

LONGEST = 500
"""Characters of a text that is set."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a field may hold: ``choices`` of a choice, for a reference the kind ``to`` which it leads, and whether none.

    ``column`` is where a reference is kept; ``folded`` says that the name is kept folded too.
    """

    sort: Sort
    empty: bool = True
    choices: tuple[str, ...] = ()
    to: str = ""
    column: str = ""
    folded: bool = False


_NAME = Field("text", folded=True)
_TEXT = Field("text")
_WHEN = Field("reference", to="times", column="when_id")
_ACCORDING = Field("reference", to="statements", column="according_to")
_PART = Field("part")
_KEY = Field("part", empty=False)


def _choice(choices: tuple[str, ...]) -> Field:
    return Field("choice", empty=False, choices=choices)


FIELDS: Mapping[str, Mapping[str, Field]] = {
    "statements": {
        "speaker": _NAME, "on_behalf_of": _NAME, "act": _choice(ACTS), "form": _choice(get_args(Form)),
        "said": Field("flag", empty=False), "when": _WHEN, "actor": Field("reference", to="actors", column="actor_id"),
        "content": _KEY, "cue": _PART, "source": _PART,
    },
    "figures": {
        "value": Field("number", empty=False), "high": Field("number"), "bound": _choice(get_args(Bound)),
        "kind": _choice(get_args(FigureKind)), "unit": _TEXT, "place": _TEXT, "when": _WHEN,
        "according_to": _ACCORDING, "number": _KEY, "what": _PART,
    },
    "events": {
        "type": _choice(EVENT_TYPES), "status": _choice(STATUSES), "place": _TEXT, "when": _WHEN,
        "according_to": _ACCORDING, "trigger": _KEY, "actor": _PART, "target": _PART,
    },
    "times": {"type": _choice(get_args(TimeType)), "value": _TEXT, "words": _KEY},
    "actors": {
        "name": Field("text", empty=False, folded=True), "kind": _choice(get_args(ActorKind)),
        "organisation": _NAME, "country": _TEXT, "mentions": _KEY,
    },
}  # fmt: skip
"""The fields of each kind that can be set."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "statements": ("content",), "figures": ("number", "value"), "events": ("trigger", "type"), "times": ("words",),
    "actors": ("mentions", "name"),
}  # fmt: skip
"""What must be said of a record that is added."""

DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "statements": {"act": "state", "form": "indirect", "said": True},
    "figures": {"bound": "exact", "kind": "other"},
    "events": {"status": "happened"},
    "times": {"type": "DATE"},
    "actors": {"kind": "person"},
}
"""What holds for a record that is added, where nothing is said of it."""


def check(kind: str, name: str, value: Any) -> None:
    """See that a value, in the form of the log, is one that a field of a kind may hold.

    Raises:
        UsageError: if it is not, or there is no such field; the message says what there is.
    """
    field = FIELDS[kind].get(name)
    if field is None:
        raise unknown(kind, name)
    if value is None or value == []:
        if not field.empty:
            raise UsageError("{name} of {kind} cannot be empty", name=name, kind=kind)
        return
    if not _CHECKS[field.sort](value):
        raise UsageError("{name} of {kind} cannot be {value!r}", name=name, kind=kind, value=value)
    if field.choices and value not in field.choices:
        raise UsageError(
            "{name} of {kind} cannot be {value!r}", do="There are: {there}", name=name, kind=kind, value=value,
            there=field.choices,
        )  # fmt: skip


def unknown(kind: str, name: str) -> UsageError:
    """The error of a field that a kind does not have."""
    return UsageError(
        "{kind} have no field {name!r} that can be set", do="There are: {there}", kind=kind, name=name,
        there=FIELDS[kind],
    )  # fmt: skip


def parse(kind: str, name: str, text: str) -> Any:
    """The value that a text stands for; an empty one is none. Parts and references are not for this.

    Raises:
        UsageError: if it stands for none that the field may hold.
    """
    field = FIELDS[kind].get(name)
    text = text.strip()
    value: Any = text or None
    if field and text and field.sort == "flag":
        value = {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    if field and text and field.sort == "number":
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            raise UsageError(
                "{name} of {kind} is a number such as 220000 or 1.5, not {value!r}", name=name, kind=kind, value=text
            ) from None
    check(kind, name, value)
    return value


def columns(kind: str, name: str, value: Any) -> dict[str, Any]:
    """The columns that a field is kept in, with a value in the form of the log; not for parts and references."""
    field = FIELDS[kind][name]
    out = {name: int(value) if field.sort == "flag" else float(value) if _is_number(value) else value}
    if field.folded:
        out[f"{name}_folded"] = fold(value) if value else None
    if kind == "times" and name == "value":
        covered = days(value)
        out["first_day"], out["last_day"] = (day.isoformat() for day in covered) if covered else (None, None)
        out["reason"] = None
    return out


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and value.isprintable()


def _is_quote(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and all(isinstance(value.get(name), str) for name in ("words", "before", "after"))
        and isinstance(value.get("start"), int)
        and value["words"] != ""
        and value["words"] == value["words"].strip()
    )


def _is_part(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_quote, value))


def _is_reference(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("record"), str) and is_anchor(value.get("anchor"))


def is_anchor(value: Any) -> bool:
    """Whether something is an anchor, as :func:`segundo.ledger.anchors.anchor` makes them."""
    parts = value.get("parts") if isinstance(value, dict) else None
    return isinstance(parts, list) and all(map(_is_part, parts))


_CHECKS: Mapping[Sort, Callable[[Any], bool]] = {
    "text": _is_text, "choice": lambda value: isinstance(value, str), "flag": lambda value: isinstance(value, bool),
    "number": _is_number, "reference": _is_reference, "part": _is_part,
}  # fmt: skip
