"""The programming interface: rows by the same filters as everywhere, in slices, with OpenAPI made from their types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query

from segundo.article import Article
from segundo.errors import NotFoundError
from segundo.ledger import (
    ActorRow,
    ArticleRow,
    ChangeRow,
    Changes,
    CopyRow,
    Dossier,
    DoubtRow,
    EventRow,
    FigureRow,
    Filter,
    Identity,
    IdentityRow,
    Ledger,
    PointRow,
    PositionRow,
    SeriesRow,
    StatementRow,
    Stats,
    StoryRow,
    TimeRow,
    ToldRow,
)
from segundo.records import Records
from segundo.web import corrections_api
from segundo.web.counting import counted
from segundo.web.paging import USUAL, Cursor, Limit, Slice, asked, known, offset_of, slice_at, slice_of
from segundo.web.site import Site
from segundo.web.stories import told_of


@dataclass(frozen=True, slots=True)
class _List:
    """A list: the kind whose filters it has, its rows, and what gives those that a filter's limit and offset ask for.

    With them comes how many there are in all, which is never more or less.
    """

    filters: str
    row: type[Any]
    gather: Callable[[Ledger, Filter], tuple[Iterable[Any], int]]


def _of(kind: str, row: type[Any], rows: Callable[[Ledger, Filter], Iterable[Any]]) -> _List:
    return _List(kind, row, lambda book, wanted: (rows(book, wanted), book.count(kind, wanted)))


def _identities(book: Ledger, wanted: Filter) -> tuple[Iterable[IdentityRow], int]:
    return book.identities(wanted), book.count_identities(wanted)


def _stories(book: Ledger, wanted: Filter) -> tuple[Iterable[StoryRow], int]:
    found = book.story_list(wanted, outlets=0)
    return found.rows, found.count


LISTED: Mapping[str, _List] = {
    "statements": _of("statements", StatementRow, Ledger.statements),
    "figures": _of("figures", FigureRow, Ledger.figures),
    "events": _of("events", EventRow, Ledger.events),
    "timeline": _of("events", EventRow, Ledger.timeline),
    "times": _of("times", TimeRow, Ledger.times),
    "actors": _List("actors", IdentityRow, _identities),
    "actors/each": _of("actors", ActorRow, Ledger.actors),
    "stories": _List("articles", StoryRow, _stories),
    "articles": _of("articles", ArticleRow, Ledger.articles),
}
"""The lists by their paths; series have parameters of their own."""


@dataclass(frozen=True, slots=True)
class Whole:
    """An article with all its records, which refer to one another by their places in the lists."""

    article: Article
    records: Records


@dataclass(frozen=True, slots=True)
class Told:
    """A story, its articles in order of time, and which of them are copies of which."""

    story: StoryRow
    told: tuple[ToldRow, ...]
    copies: tuple[CopyRow, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are by each way of counting; a way is null where it is the same as the one before."""

    all: int | None
    once: int | None
    independent: int | None


@dataclass(frozen=True, slots=True)
class Counting:
    """By which version of the rules the ledger counts, null where nothing has been compared, and what comes of it."""

    rules: int | None
    kinds: dict[str, Counted]


@dataclass(frozen=True, slots=True)
class Problem:
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    code: str


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}} for status in (400, 404, 503)
}
_FIGURES, _STATEMENTS = Depends(asked("figures", "once")), Depends(asked("statements", "once"))

_CHANGES: Mapping[str, tuple[type[Any], str]] = {
    "positions": (PositionRow, "What somebody said on a matter, in order of time"),
    "candidates": (ChangeRow, "What may be a change of what somebody said, the likeliest first"),
}
"""The parts of changes that are lists, with their rows."""

Speaker = Annotated[str, Query(description="Who said it: words of the name.")]
About = Annotated[str | None, Query(description='Words of the matter: words, "phrases", beginnings*.')]
Id = Annotated[str, Query(description="An article's id, or how it begins.")]


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter(responses=_PROBLEMS, dependencies=[Depends(known)])
    add = routes.add_api_route
    for path, of in LISTED.items():
        shape: Any = Slice[of.row]  # type: ignore[name-defined]
        add(f"/{path}", _rows(site, path, of), response_model=shape, summary=f"{path} that meet a filter".capitalize())

    def unsure(limit: Limit = USUAL, cursor: Cursor = None) -> Slice[DoubtRow]:
        start = offset_of(cursor)
        with site.open() as book:
            return slice_at(list(book.doubts(limit=limit, offset=start)), book.count_doubts(), start)

    def identity(id: str) -> Identity:
        with site.open() as book:
            return book.identity(id)

    def dossier(
        id: str, skip: Annotated[int, Query(ge=0, description="Articles, the latest, that are passed over.")] = 0
    ) -> Dossier:
        with site.open() as book:
            return book.dossier(id, skip=skip)

    def series(
        limit: Limit = USUAL,
        wanted: Filter = _FIGURES,
        about: About = None,
        least: Annotated[int, Query(ge=1, description="Series with so many points at least.")] = 2,
        cursor: Cursor = None,
    ) -> Slice[SeriesRow]:
        with site.open() as book:
            return slice_of(book.series(replace(wanted, about=about), least=least), limit, cursor)

    def one_series(id: str, wanted: Filter = _FIGURES) -> SeriesRow:
        with site.open() as book:
            row = book.one_series(id, wanted).series
        if row is None:
            raise NotFoundError("no figure of this series meets the filter", where=repr(id))
        return row

    def points(
        id: str, limit: Limit = USUAL, wanted: Filter = _FIGURES, cursor: Cursor = None
    ) -> Slice[PointRow]:
        with site.open() as book:
            return slice_of(book.points(id, wanted), limit, cursor)

    def changes(
        actor: Speaker,
        wanted: Filter = _STATEMENTS,
        about: About = None,
        most: Annotated[int | None, Query(ge=1, description="Of more statements none are compared and given.")] = None,
    ) -> Changes:
        with site.open() as book:
            return book.changes(actor, about, wanted, most=most)

    def story(id: Id) -> Told:
        with site.open() as book:
            row, told = told_of(book, id)
            return Told(row, tuple(told), tuple(book.copies([each.article for each in told])))

    def record(id: str) -> Any:
        with site.open() as book:
            return book.record(id)

    def article(id: Id) -> Whole:
        with site.open() as book:
            return Whole(book.article(id), book.records(id))

    def counting() -> Counting:
        rules, kinds = site.keeper.get("counting", counted)
        return Counting(rules, {kind: Counted(**ways) for kind, ways in kinds.items()})

    def stats() -> Stats:
        return site.keeper.get("stats", Ledger.stats)

    one = StatementRow | FigureRow | EventRow | TimeRow | ActorRow
    add("/actors/unsure", unsure, summary="Pairs of actors that may be one, for a person to settle")
    add("/actors/{id}", identity, summary="All about one: names and why they are one's, roles with their evidence")
    add("/actors/{id}/dossier", dossier, summary="What one said, what is said of one, events, who is named with one")
    add("/series", series, summary="Figures over time: the series that meet a filter, copies counted once")
    add("/series/{id}", one_series, summary="The series that a figure stands in")
    add("/series/{id}/points", points, summary="The points of the series that a figure stands in, in order of time")
    add("/changes", changes, summary="What somebody said on a matter over time, and what may be a change of it")
    for part, (row, summary) in _CHANGES.items():
        shape = Slice[row]  # type: ignore[valid-type]
        add(f"/changes/{part}", _changes(site, part), response_model=shape, summary=summary)
    add("/story", story, summary="The story that an article tells with others, and who copied whom")
    add("/records/{id}", record, response_model=one, summary="A record, by its id or how that begins")
    add("/article", article, summary="An article with its text and all records")
    add("/counting", counting, summary="How many there are by each way of counting")
    add("/stats", stats, summary="The ledger in figures")
    routes.include_router(corrections_api.router(site))
    return routes


def _changes(site: Site, part: str) -> Callable[..., Any]:
    def rows(
        actor: Speaker, limit: Limit = USUAL, wanted: Filter = _STATEMENTS, about: About = None, cursor: Cursor = None
    ) -> Any:
        with site.open() as book:
            return slice_of(getattr(book.changes(actor, about, wanted), part), limit, cursor)

    rows.__name__ = f"changes_{part}"
    return rows


def _rows(site: Site, path: str, of: _List) -> Callable[..., Any]:
    filters = Depends(asked(of.filters))

    def rows(limit: Limit = USUAL, wanted: Filter = filters, cursor: Cursor = None) -> Any:
        start = offset_of(cursor)
        with site.open() as book:
            items, count = of.gather(book, replace(wanted, limit=limit, offset=start))
            return slice_at(list(items), count, start)

    rows.__name__ = path.replace("/", "_")
    return rows
