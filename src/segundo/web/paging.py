"""Slices of rows, and the parameters that filter them: what the routes of the programming interface share."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, Signature
from typing import Any, Generic, TypeVar, cast, get_type_hints

from segundo.errors import UsageError
from segundo.ledger import Filter
from segundo.ledger.filters import CONDITIONS

T = TypeVar("T")

MOST = 1000
USUAL = 100


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """Some of the rows: how many there are in all, and the cursor of those that follow, null at the end."""

    items: list[T]
    count: int
    next: str | None


def asked(kind: str) -> Callable[..., Filter]:
    """A dependency whose parameters are the filters of a kind."""

    def wanted(**given: Any) -> Filter:
        return Filter(**given)

    hints, default = get_type_hints(Filter), Filter()
    cast(Any, wanted).__signature__ = Signature(
        [
            Parameter(name, Parameter.KEYWORD_ONLY, default=getattr(default, name), annotation=hints[name])
            for name in (*CONDITIONS[kind], "count")
        ]
    )
    return wanted


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
        return int(text.removeprefix("o"))
    except ValueError:
        raise UsageError("this is no cursor", where=repr(cursor), do="Take the one that `next` gives") from None
