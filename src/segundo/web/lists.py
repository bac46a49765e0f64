"""The lists that have a page: what their rows are, which filters they have, by what they are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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
from segundo.web.asking import to_filter
from segundo.web.series import all_series

FACET_SIZE = 8
MOST_COUNTED = 1_000
"""Where more rows than that meet a filter and to count them takes long, the page says that there are more."""

Facets: TypeAlias = Mapping[str, list[tuple[Any, int]]]
"""For each field its commonest values, each with how many rows."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a page of a list is made of: its rows, how many there are in all, and the facets."""

    rows: Sequence[Any]
    count: int
    facets: Facets


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: its name in addresses, the kind whose filters it has, its rows, and what stands beside them.

    ``more`` are filters that this list has besides. ``count`` may give one more than :data:`MOST_COUNTED`, where there
    are more.
    """

    name: str
    filters: str
    row: type[Any]
    rows: Callable[[Ledger, Filter], list[Any]]
    count: Callable[[Ledger, Filter], int]
    facets: Callable[[Ledger, Filter], Facets]
    at_once: Callable[[Ledger, Filter], Gathered] | None = None
    more: tuple[str, ...] = ()

    def asked(self, query: Mapping[str, str]) -> Filter:
        """The filter that the query of an address describes; errors as of :func:`~segundo.web.asking.to_filter`."""
        return to_filter(self.filters, query, self.more)

    def gather(self, book: Ledger, wanted: Filter) -> Gathered:
        """All of it, for a page."""
        if self.at_once:
            return self.at_once(book, wanted)
        start = replace(wanted, limit=None, offset=0)
        return Gathered(self.rows(book, wanted), self.count(book, start), self.facets(book, start))


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
    every = replace(wanted, outlet=None, limit=0)
    return {"outlet": list(book.story_list(every, outlets=FACET_SIZE).outlets)}


def _stories_at_once(book: Ledger, wanted: Filter) -> Gathered:
    """To look for stories three times would take three times as long."""
    found = book.story_list(wanted, outlets=FACET_SIZE)
    return Gathered(found.rows, found.count, _outlets(book, wanted) if wanted.outlet else {"outlet": [*found.outlets]})


def _kinds(book: Ledger, wanted: Filter, rows: Sequence[SeriesRow] | None = None) -> Facets:
    if rows is None:
        rows = all_series(book, replace(wanted, kind=None, limit=None, offset=0))
    return {"kind": Counter(row.kind for row in rows).most_common(FACET_SIZE)}


def _count_identities(book: Ledger, wanted: Filter) -> int:
    return book.count_identities(wanted, most=MOST_COUNTED)


def _series_at_once(book: Ledger, wanted: Filter) -> Gathered:
    every = all_series(book, replace(wanted, limit=None, offset=0))
    end = None if wanted.limit is None else wanted.offset + wanted.limit
    facets = _kinds(book, wanted, every if wanted.kind is None else None)
    return Gathered(every[wanted.offset : end], len(every), facets)


def _count_series(book: Ledger, wanted: Filter) -> int:
    return len(all_series(book, replace(wanted, offset=0)))


_ALL = (
    _of("statements", StatementRow),
    _of("figures", FigureRow),
    Listed("series", "figures", SeriesRow, all_series, _count_series, _kinds, _series_at_once, ("about",)),
    _of("events", EventRow),
    Listed("timeline", "events", EventRow, Ledger.timeline, _count("events"), _facets("events")),
    Listed("actors", "actors", IdentityRow, Ledger.identities, _count_identities, _facets("actors")),
    Listed("stories", "articles", StoryRow, _stories, Ledger.count_stories, _outlets, _stories_at_once),
    _of("articles", ArticleRow),
)

LISTS: Mapping[str, Listed] = {each.name: each for each in _ALL}
"""The lists by their names, in the order of the pages; actors are listed over all articles, each with all its names."""
