"""The routes of the pages that gather what belongs together, and of the JSON and CSV beside them."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from segundo.ledger import Changes, PointRow, PositionRow, SeriesRow, StatementRow, ToldRow
from segundo.web import charts
from segundo.web.actors import actor_page
from segundo.web.answers import json_answer, rows_csv, rows_json
from segundo.web.asking import LARGEST_OFFSET
from segundo.web.pages import list_page, sibling
from segundo.web.series import chart_of, series_page
from segundo.web.site import Site
from segundo.web.stories import story_page, told_of
from segundo.web.words import language_of

MOST_POSITIONS = 100
"""Positions, and candidates for a change, that the page shows; the others are in its JSON and CSV."""

MOST_COMPARED = 500
"""Statements of somebody that the page compares; of more it asks for a matter."""

Offset = Annotated[int, Query(ge=0, le=LARGEST_OFFSET)]


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter()

    @routes.get("/story")
    def story(request: Request, id: str, offset: Offset = 0) -> Response:
        shown = site.keeper.get(("story", id, offset), lambda book: story_page(book, id, offset))
        return site.render(request, "story.html", page=shown)

    @routes.get("/story.json")
    def story_json(id: str) -> Response:
        with site.open() as book:
            row, told = told_of(book, id)
            copies = [asdict(pair) for pair in book.copies([each.article for each in told])]
        return json_answer({**asdict(row), "told": [asdict(each) for each in told], "copies": copies})

    @routes.get("/story.csv")
    def story_csv(id: str) -> Response:
        with site.open() as book:
            return rows_csv(told_of(book, id)[1], ToldRow, "story")

    @routes.get("/actor")
    def actor(request: Request, id: str, skip: Offset = 0, whole: bool = False) -> Response:
        if whole:  # too much to keep
            with site.open() as book:
                shown = actor_page(book, id, skip, whole)
        else:
            shown = site.keeper.get(("actor", id, skip), lambda book: actor_page(book, id, skip))
        return site.render(request, "actor.html", page=shown)

    @routes.get("/actor.json")
    def actor_json(id: str, skip: Offset = 0) -> Response:
        with site.open() as book:
            return json_answer({**asdict(book.identity(id)), "dossier": asdict(book.dossier(id, skip=skip))})

    @routes.get("/actor.csv")
    def actor_csv(id: str, skip: Offset = 0) -> Response:
        with site.open() as book:
            return rows_csv(book.dossier(id, skip=skip).statements, StatementRow, "actor")

    @routes.get("/changes")
    def changes(request: Request, actor: str = "", about: str = "") -> Response:
        found, alone = Changes(positions=(), candidates=(), more=False), 0
        actor, about = actor.strip(), about.strip()
        with site.open() as book:
            if actor:
                found = book.changes(actor, about or None, most=MOST_COMPARED)
                if about and not found.positions and not found.more:
                    whole = book.changes(actor, most=MOST_COMPARED)
                    alone = MOST_COMPARED + 1 if whole.more else len(whole.positions)
        return site.render(
            request, "changes.html", actor=actor, about=about, found=found, alone=alone, most=MOST_POSITIONS,
            compared=MOST_COMPARED,
        )  # fmt: skip

    @routes.get("/changes.json")
    def changes_json(actor: str, about: str = "") -> Response:
        with site.open() as book:
            return json_answer(asdict(book.changes(actor, about.strip() or None)))

    @routes.get("/changes.csv")
    def changes_csv(actor: str, about: str = "") -> Response:
        with site.open() as book:
            return rows_csv(book.changes(actor, about.strip() or None).positions, PositionRow, "changes")

    @routes.get("/series")
    def series(request: Request, id: str | None = None) -> Response:
        if id is None:
            return list_page(site, "series")(request)
        with site.open() as book:
            shown = series_page(book, id, language_of(request))
        return site.render(request, "series.html", page=shown, source=charts.source)

    @routes.get("/series.json")
    def series_json(request: Request, id: str | None = None) -> Response:
        if id is None:
            return sibling(site, "series", rows_json)(request)
        with site.open() as book:
            return rows_json(book.points(id))

    @routes.get("/series.csv")
    def series_csv(request: Request, id: str | None = None) -> Response:
        if id is None:
            return sibling(site, "series", partial(rows_csv, row_type=SeriesRow, name="series"))(request)
        with site.open() as book:
            return rows_csv(book.points(id), PointRow, "series")

    @routes.get("/series.svg")
    def series_svg(request: Request, id: str) -> Response:
        return Response(charts.svg(_chart(request, id), language_of(request)), media_type="image/svg+xml")

    @routes.get("/series.png")
    def series_png(request: Request, id: str) -> Response:
        return Response(charts.png(_chart(request, id), language_of(request)), media_type="image/png")

    def _chart(request: Request, figure: str) -> dict[str, Any]:
        with site.open() as book:
            return chart_of(book, figure, language_of(request))

    return routes
