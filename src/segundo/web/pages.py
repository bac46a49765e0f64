"""The routes of the pages, and of the JSON and CSV beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from segundo.export.gold import to_gold
from segundo.ledger import Filter, Ledger
from segundo.ledger.browsing import SAMPLE
from segundo.web import views
from segundo.web.actors import doubts
from segundo.web.answers import json_answer, rows_csv, rows_json
from segundo.web.asking import form_of, to_query
from segundo.web.counting import Counted, Number, counted, measures, numbers, overview
from segundo.web.lists import LISTS
from segundo.web.site import Site
from segundo.web.words import COOKIE, LANGUAGES

LATEST = 6
MOST_ROWS = 100_000
"""Rows of one JSON or CSV beside a page; ``segundo export`` writes all."""

_YEAR = 365 * 24 * 3600


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter()

    @routes.get("/")
    def home(request: Request) -> Response:
        with site.open() as book:
            latest = book.latest(Filter(count="once", limit=LATEST))
        names = site.keeper.get("names", Ledger.count_identities)
        stats = site.keeper.get("overview", overview)
        return site.render(request, "home.html", limit=views.LARGEST_TEXT, stats=stats, latest=latest, names=names)

    @routes.get("/.json")
    @routes.get("/about.json")
    def stats_json() -> Response:
        return json_answer(asdict(site.keeper.get("stats", Ledger.stats)))

    @routes.get("/.csv")
    @routes.get("/about.csv")
    def stats_csv() -> Response:
        return rows_csv(numbers(site.keeper.get("stats", Ledger.stats)), Number, "segundo")

    @routes.post("/read")
    async def read(request: Request) -> Response:
        form = await form_of(request)
        shown = await run_in_threadpool(views.read, form.get("text", ""), form.get("published", ""))
        return await run_in_threadpool(site.render, request, "article.html", page=shown, pasted=True)

    @routes.post("/language")
    async def language(request: Request) -> Response:
        form = await form_of(request)
        back = form.get("back", "/")
        inside = back.startswith("/") and not back.startswith(("//", "/\\"))
        answer = RedirectResponse(back if inside else "/", 303)
        if form.get("to") in LANGUAGES:
            answer.set_cookie(COOKIE, form["to"], max_age=_YEAR, httponly=True, samesite="strict")
        return answer

    for kind, of in LISTS.items():
        routes.add_api_route(f"/{kind}", list_page(site, kind))
        routes.add_api_route(f"/{kind}.json", sibling(site, kind, rows_json))
        routes.add_api_route(f"/{kind}.csv", sibling(site, kind, partial(rows_csv, row_type=of.row, name=kind)))

    @routes.get("/article")
    def article(request: Request, id: str) -> Response:
        with site.open() as book:
            shown = views.page(book, id)
        return site.render(request, "article.html", page=shown, pasted=False)

    @routes.get("/article.json")
    def article_json(id: str) -> Response:
        with site.open() as book:
            return json_answer(to_gold(book.article(id), book.records(id)))

    @routes.get("/article.csv")
    def article_csv(id: str) -> Response:
        return RedirectResponse(f"/statements.csv?{urlencode({'article': id})}", 303)

    @routes.get("/record/{id}")
    def record(id: str) -> Response:
        with site.open() as book:
            row = book.record(id)
        return RedirectResponse(f"/article?{urlencode({'id': row.article})}#{row.id}", 303)

    @routes.get("/about")
    def about(request: Request) -> Response:
        stats = site.keeper.get("overview", overview)
        return site.render(request, "about.html", stats=stats, measures=measures())

    @routes.get("/counting")
    def counting(request: Request) -> Response:
        rules, rows = site.keeper.get("counting", counted)
        return site.render(request, "counting.html", rules=rules, rows=rows)

    @routes.get("/counting.json")
    def counting_json() -> Response:
        rules, rows = site.keeper.get("counting", counted)
        return json_answer({"rules": rules, **rows})

    @routes.get("/counting.csv")
    def counting_csv() -> Response:
        _, rows = site.keeper.get("counting", counted)
        return rows_csv([Counted(kind, **ways) for kind, ways in rows.items()], Counted, "counting")

    return routes


def list_page(site: Site, kind: str) -> Callable[[Request], Response]:
    """What answers a request for a list."""

    def show(request: Request) -> Response:
        wanted = LISTS[kind].asked(request.query_params)
        canonical = to_query(wanted)
        if any(not value for value in request.query_params.values()):  # what a form sent blank is left out
            return RedirectResponse(f"/{kind}?{canonical}" if canonical else f"/{kind}", 303)
        return site.render(request, "listing.html", view=_listing(site, kind, wanted), kind=kind, sample=SAMPLE)

    return show


def warm(site: Site) -> None:
    """Gather what pages without filters show, before somebody waits for it."""
    for key, make in (("overview", overview), ("counting", counted), ("doubts", doubts), ("stats", Ledger.stats)):
        site.keeper.get(key, make)
    for kind in LISTS:
        _listing(site, kind, Filter())


def _listing(site: Site, kind: str, wanted: Filter) -> views.Listing:
    return site.keeper.get((kind, wanted), lambda book: views.listing(book, kind, wanted))


def sibling(site: Site, kind: str, write: Callable[[list[Any]], Response]) -> Callable[[Request], Response]:
    """What answers a request for the rows of a list in another format."""

    def show(request: Request) -> Response:
        wanted = replace(LISTS[kind].asked(request.query_params), limit=MOST_ROWS)
        with site.open() as book:
            return write(LISTS[kind].rows(book, wanted))

    return show


