"""Which part of a filter is to blame where no row meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from typing import Any

from segundo.ledger.filters import Filter

_UNSET = Filter()
_WINDOW = {"limit", "offset"}
"""What a filter says of how many rows to give, and not of which."""


def given(wanted: Filter) -> Iterator[tuple[str, Any]]:
    """The fields of a filter that are set and say which rows to give, with their values."""
    for field in fields(wanted):
        value = getattr(wanted, field.name)
        if field.name not in _WINDOW and value != getattr(_UNSET, field.name):
            yield field.name, value


def without(wanted: Filter, name: str) -> Filter:
    """The filter without what it says of one field, from the first row on."""
    return replace(wanted, **{name: getattr(_UNSET, name), "offset": 0})


def culprits(count: Callable[[Filter], int], wanted: Filter) -> Iterator[tuple[str, Any, int]]:
    """The fields each of which alone leaves nothing of what the others leave: name, value, number of rows."""
    for name, value in given(wanted):
        if number := count(without(wanted, name)):
            yield name, value, number
