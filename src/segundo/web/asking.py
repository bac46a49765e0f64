"""From the query of an address to a filter and back, and which filter is to blame for an empty list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, get_type_hints
from urllib.parse import parse_qs, quote_plus, urlencode

from starlette.requests import Request

from segundo.errors import UsageError
from segundo.ledger import Filter, emptying
from segundo.ledger.days import days
from segundo.ledger.emptying import given, without
from segundo.ledger.filters import CONDITIONS

PAGE_SIZE = 30
LARGEST_OFFSET = 10**9
MOST_FIELDS = 64
"""Of a form that is sent."""

_HINTS = get_type_hints(Filter)


@dataclass(frozen=True, slots=True)
class Culprit:
    """A filter without which there would be rows: its name and value, how many rows, and the query without it.

    ``more`` is whether there are more rows than ``count`` says.
    """

    name: str
    value: str
    count: int
    more: bool
    query: str


def to_filter(kind: str, query: Mapping[str, str], more: Collection[str] = ()) -> Filter:
    """The filter that a query describes, by those of the kind and ``more`` of its list; what is blank is not set.

    Raises:
        UsageError: for a name that the kind does not have, or a value that means nothing.
    """
    names = {*CONDITIONS[kind], *more, "count", "offset"}
    given = {name: value.strip() for name, value in query.items() if value.strip() and name != "page"}
    if unknown := sorted(set(given) - names):
        raise UsageError(
            "{kind} have no filter {name!r}", do="There are: {there}", kind=kind, name=unknown[0], there=sorted(names)
        )
    return Filter(**{name: value_of(name, value) for name, value in given.items()})


def to_query(wanted: Filter, **changes: Any) -> str:
    """The query of a filter, with some of its fields changed; what is not set is left out."""
    changed = replace(wanted, **changes)
    offset = {"offset": changed.offset} if changed.offset else {}
    return urlencode({**{name: shown(value) for name, value in given(changed)}, **offset})


def query(values: Mapping[str, object]) -> str:
    """The query of some names, each a plain word, and their values: what the links of a page are made of."""
    return "&".join([f"{name}={_quoted(str(value))}" for name, value in values.items()])


@lru_cache(maxsize=1 << 12)
def _quoted(value: str) -> str:
    """A value as it stands in a query; kept, since a page has most of its links more than once."""
    return quote_plus(value)


def active(wanted: Filter) -> list[tuple[str, str]]:
    """The filters that are set, with their values as text."""
    return [(name, shown(value)) for name, value in given(wanted)]


def culprits(count: Callable[[Filter], int], wanted: Filter, most: int) -> list[Culprit]:
    """The filters that are to blame for an empty list; where ``count`` gives one more than ``most``, there are more."""
    return [
        Culprit(
            name, shown(value), most if number == most + 1 else number, number == most + 1,
            to_query(without(wanted, name)),
        )
        for name, value, number in emptying.culprits(count, wanted)
    ]


def shown(value: Any) -> str:
    """A value of a filter as an address has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def value_of(name: str, text: str) -> Any:
    """The value of a filter's field that a text of an address stands for; of days a year or a month will do.

    Raises:
        UsageError: if it means nothing.
    """
    hint = str(_HINTS[name])
    try:
        if "date" in hint:
            return _day(text, last=name.endswith("until"))
        if "bool" in hint:
            return {"true": True, "false": False, "1": True, "0": False}[text.lower()]
        if "float" in hint:
            return float(text)
        return min(max(int(text), 0), LARGEST_OFFSET) if "int" in hint else text
    except (KeyError, ValueError):
        raise UsageError("{name} cannot be {value!r}", name=name, value=text) from None


def _day(text: str, *, last: bool) -> date:
    covered = days(text)
    if covered is None:
        raise ValueError(text)
    return covered[last]


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form that was sent URL-encoded.

    Raises:
        UsageError: if it is no such form.
    """
    try:
        fields = parse_qs((await request.body()).decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise UsageError("this is no form: {error}", error=error) from error
    return {name: values[-1] for name, values in fields.items()}
