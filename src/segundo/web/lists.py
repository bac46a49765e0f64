"""The lists that have a page: what their rows are, which filters they have, by what they are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from segundo.ledger import (
    ArticleRow,
    EventRow,
    FigureRow,
    Filter,
    Ledger,
    NameRow,
    StatementRow,
    StoryRow,
)
from segundo.ledger.browsing import FACETS

Facet = Callable[[Ledger, str, Filter, int], list[tuple[Any, int]]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its name in addresses, the kind whose filters it has, its rows, and what stands beside them."""

    name: str
    filters: str
    row: type[Any]
    rows: Callable[[Ledger, Filter], list[Any]]
    count: Callable[[Ledger, Filter], int]
    facets: tuple[str, ...]
    facet: Facet


def _records(kind: str, row: type[Any]) -> Listed:
    return Listed(
        kind,
        kind,
        row,
        lambda book, wanted: list(getattr(book, kind)(wanted)),
        lambda book, wanted: book.count(kind, wanted),
        tuple(FACETS[kind]),
        _facet(kind),
    )


def _facet(kind: str) -> Facet:
    return lambda book, name, wanted, limit: book.facet(kind, name, wanted, limit=limit)


_ALL = (
    _records("statements", StatementRow),
    _records("figures", FigureRow),
    _records("events", EventRow),
    Listed("actors", "actors", NameRow, Ledger.names, Ledger.count_names, tuple(FACETS["actors"]), _facet("actors")),
    Listed(
        "stories",
        "articles",
        StoryRow,
        lambda book, wanted: list(book.stories(wanted)),
        Ledger.count_stories,
        ("outlet",),
        lambda book, _, wanted, limit: book.story_outlets(wanted, limit=limit),
    ),
    _records("articles", ArticleRow),
)

LISTS: Mapping[str, Listed] = {each.name: each for each in _ALL}
"""The lists by their names, in the order of the pages; actors are listed by their names over all articles."""
