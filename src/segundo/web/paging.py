"""Slices of rows, and the parameters that filter them: what the routes of the programming interface share."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, Generic, TypeAlias, TypeVar, cast, get_type_hints

from fastapi import Query, Request, params

from segundo.errors import UsageError
from segundo.ledger import Filter
from segundo.ledger.filters import CONDITIONS, Count
from segundo.web.asking import value_of
from segundo.web.describing import meaning

T = TypeVar("T")

MOST = 1000
USUAL = 100

Limit: TypeAlias = Annotated[int, Query(ge=1, le=MOST, description="At most so many rows.")]
Cursor: TypeAlias = Annotated[str | None, Query(description="Where to go on: the `next` of the rows before.")]

_OFFSET = re.compile(r"o(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some of the rows."""

    items: list[T]
    count: int
    next: str | None


def slice_at(items: list[T], count: int, start: int) -> Slice[T]:
    """The rows from a place on, of so many."""
    end = start + len(items)
    return Slice(items, count, cursor_of(end) if end < count else None)


def slice_of(rows: Sequence[T], limit: int, cursor: str | None) -> Slice[T]:
    """A slice of rows that are all there."""
    start = offset_of(cursor)
    return slice_at(list(rows[start : start + limit]), len(rows), start)


def asked(kind: str, count: Count = "all") -> Callable[..., Filter]:
    """A dependency whose parameters are the filters of a kind; ``count`` is how it counts unless asked otherwise."""

    def wanted(**given: Any) -> Filter:
        days = {name: value_of(name, value) for name, value in given.items() if name in _DAYS and value is not None}
        return Filter(**{**given, **days})

    default = Filter(count=count)
    cast(Any, wanted).__signature__ = Signature(
        [
            Parameter(
                name, Parameter.KEYWORD_ONLY, default=getattr(default, name),
                annotation=Annotated[str | None if name in _DAYS else _HINTS[name],
                                     Query(description=meaning("Filter", name))],
            )
            for name in (*CONDITIONS[kind], "count")
        ]
    )  # fmt: skip
    return wanted


def known(request: Request) -> None:
    """A dependency that refuses a parameter which the route does not have: a filter misspelt would leave nothing out.

    Raises:
        UsageError: if there is one.
    """
    names = _parameters(request.scope["endpoint"]) - request.path_params.keys()
    if unknown := sorted(set(request.query_params) - names):
        do = "There are: {there}" if names else None
        raise UsageError("there is no parameter {name!r}", do=do, name=unknown[0], there=sorted(names))


def _parameters(of: Callable[..., Any]) -> set[str]:
    """The parameters of what answers, and of what it depends on."""
    names = set[str]()
    for name, parameter in signature(of).parameters.items():
        depends = isinstance(parameter.default, params.Depends) and parameter.default.dependency
        names |= _parameters(depends) if depends else {name}
    return names


def cursor_of(offset: int) -> str:
    """The cursor of the rows from an offset on."""
    return urlsafe_b64encode(f"o{offset}".encode()).decode().rstrip("=")


def offset_of(cursor: str | None) -> int:
    """The offset that a cursor stands for; 0 where there is none.

    Raises:
        UsageError: if it is no cursor.
    """
    if cursor is None:
        return 0
    try:
        text = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError:
        text = ""
    if told := _OFFSET.fullmatch(text):
        return int(told[1])
    raise UsageError("this is no cursor", where=repr(cursor), do="Take the one that `next` gives")


_HINTS = get_type_hints(Filter)
_DAYS = {name for name, hint in _HINTS.items() if hint == date | None}
