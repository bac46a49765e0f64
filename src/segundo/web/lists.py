"""The lists that have a page: what their rows are, which filters they have, by what they are counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from segundo.ledger import (
    ArticleRow,
    EventRow,
    FigureRow,
    Filter,
    IdentityRow,
    Ledger,
    SeriesRow,
    StatementRow,
    StoryRow,
)
from segundo.ledger.browsing import FACETS
from segundo.web.series import all_series, kinds

FACET_SIZE = 8
MOST_COUNTED = 1_000
"""Where more rows than that meet a filter and to count them takes long, the page says that there are more."""

Facets: TypeAlias = Mapping[str, list[tuple[Any, int]]]
"""For each field its commonest values, each with how many rows."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its name in addresses, the kind whose filters it has, its rows, and what stands beside them.

    ``count`` may give one more than :data:`MOST_COUNTED`, where there are more.
    """

    name: str
    filters: str
    row: type[Any]
    rows: Callable[[Ledger, Filter], list[Any]]
    count: Callable[[Ledger, Filter], int]
    facets: Callable[[Ledger, Filter], Facets]


def _facets(kind: str) -> Callable[[Ledger, Filter], Facets]:
    return lambda book, wanted: book.facets(kind, tuple(FACETS[kind]), wanted, limit=FACET_SIZE)


def _of(kind: str, row: type[Any]) -> Listed:
    """The list of all rows of a kind."""

    def rows(book: Ledger, wanted: Filter) -> list[Any]:
        return list(getattr(book, kind)(wanted))

    return Listed(kind, kind, row, rows, _count(kind), _facets(kind))


def _count(kind: str) -> Callable[[Ledger, Filter], int]:
    return lambda book, wanted: book.count(kind, wanted, most=MOST_COUNTED)


def _stories(book: Ledger, wanted: Filter) -> list[StoryRow]:
    return list(book.stories(wanted))


def _outlets(book: Ledger, wanted: Filter) -> Facets:
    return {"outlet": book.story_outlets(replace(wanted, outlet=None), limit=FACET_SIZE)}


def _kinds(book: Ledger, wanted: Filter) -> Facets:
    return {"kind": kinds(book, wanted)[:FACET_SIZE]}


def _count_identities(book: Ledger, wanted: Filter) -> int:
    return book.count_identities(wanted, most=MOST_COUNTED)


def _count_series(book: Ledger, wanted: Filter) -> int:
    return len(all_series(book, replace(wanted, offset=0)))


_ALL = (
    _of("statements", StatementRow),
    _of("figures", FigureRow),
    Listed("series", "figures", SeriesRow, all_series, _count_series, _kinds),
    _of("events", EventRow),
    Listed("timeline", "events", EventRow, Ledger.timeline, _count("events"), _facets("events")),
    Listed("actors", "actors", IdentityRow, Ledger.identities, _count_identities, _facets("actors")),
    Listed("stories", "articles", StoryRow, _stories, Ledger.count_stories, _outlets),
    _of("articles", ArticleRow),
)

LISTS: Mapping[str, Listed] = {each.name: each for each in _ALL}
"""The lists by their names, in the order of the pages; actors are listed over all articles, each with all its names."""
