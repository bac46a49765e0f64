"""The programming interface: rows by the same filters as everywhere, in slices, with OpenAPI made from their types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query

from segundo.article import Article
from segundo.ledger import (
    ActorRow,
    ArticleRow,
    EventRow,
    FigureRow,
    Filter,
    StatementRow,
    Stats,
    TimeRow,
)
from segundo.records import Records
from segundo.web import corrections_api
from segundo.web.paging import MOST, USUAL, Slice, asked, cursor_of, offset_of

if TYPE_CHECKING:
    from segundo.web.app import Site

KINDS: dict[str, type[Any]] = {
    "statements": StatementRow, "figures": FigureRow, "events": EventRow, "times": TimeRow, "actors": ActorRow,
    "articles": ArticleRow,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whole:
    """An article with all its records, which refer to one another by their places in the lists."""

    article: Article
    records: Records


@dataclass(frozen=True, slots=True)
class Problem:
    """An error, as RFC 9457 has it; ``code`` is that of the command line."""

    type: str
    title: str
    status: int
    detail: str
    code: str


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "content": {"application/problem+json": {}}} for status in (400, 404, 503)
}


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter(responses=_PROBLEMS)
    for kind, row in KINDS.items():
        shape: Any = Slice[row]  # type: ignore[valid-type]
        about = f"The {kind} that meet a filter"
        routes.add_api_route(f"/{kind}", _rows(site, kind), response_model=shape, summary=about)

    def record(id: str) -> Any:
        with site.open() as book:
            return book.record(id)

    def article(id: str) -> Whole:
        with site.open() as book:
            return Whole(book.article(id), book.records(id))

    def stats() -> Stats:
        with site.open() as book:
            return book.stats()

    one = StatementRow | FigureRow | EventRow | TimeRow | ActorRow
    routes.add_api_route("/records/{id}", record, response_model=one, summary="A record, by its id or how that begins")
    routes.add_api_route("/article", article, response_model=Whole, summary="An article with its text and all records")
    routes.add_api_route("/stats", stats, response_model=Stats, summary="The ledger in figures")
    routes.include_router(corrections_api.router(site))
    return routes


def _rows(site: Site, kind: str) -> Callable[..., Any]:
    filters = Depends(asked(kind))

    def rows(
        wanted: Filter = filters,
        limit: Annotated[int, Query(ge=1, le=MOST)] = USUAL,
        cursor: str | None = None,
    ) -> Any:
        start = offset_of(cursor)
        with site.open() as book:
            count = book.count(kind, wanted)
            items = list(getattr(book, kind)(replace(wanted, limit=limit, offset=start)))
        end = start + len(items)
        return Slice(items, count, cursor_of(end) if end < count else None)

    rows.__name__ = kind
    return rows
