"""The routes of the pages that gather what belongs together, and of the JSON and CSV beside them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from segundo.ledger import ToldRow
from segundo.web.answers import json_answer, rows_csv
from segundo.web.asking import LARGEST_OFFSET
from segundo.web.stories import story_page, told_of

if TYPE_CHECKING:
    from segundo.web.app import Site

Offset = Annotated[int, Query(ge=0, le=LARGEST_OFFSET)]


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter()

    @routes.get("/story")
    def story(request: Request, id: str, offset: Offset = 0) -> Response:
        with site.open() as book:
            shown = story_page(book, id, offset)
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

    return routes
