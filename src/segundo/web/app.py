"""The application: pages and programming interface over one ledger, opened to read only but for corrections."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException

from segundo.errors import LedgerBusyError, NotFoundError, SegundoError, SourceError, UsageError
from segundo.ledger.correcting import user
from segundo.records import NOT_GIVEN
from segundo.web import api, asking, dossiers, fixing, joining, log, pages
from segundo.web.books import Books
from segundo.web.describing import described
from segundo.web.keeping import Keeper
from segundo.web.safety import HEADERS, Guard, came_from
from segundo.web.site import Site
from segundo.web.words import error_in, language_of

API = "/api/v1"
STATUSES: Mapping[type[SegundoError], int] = {
    NotFoundError: 404, UsageError: 400, SourceError: 422, LedgerBusyError: 503,
}  # fmt: skip
"""The HTTP status of an error; of any other of Segundo's it is 500."""

def make_app(path: Path) -> FastAPI:
    """The application over the ledger at a path."""
    templates = Environment(
        loader=PackageLoader("segundo.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    templates.filters["urlencode"] = asking.query
    templates.globals["not_given_acts"] = NOT_GIVEN
    books = Books(path)
    site = Site(books, Keeper(books), templates, user())
    app = FastAPI(
        title="Segundo", version="1", openapi_url=f"{API}/openapi.json", docs_url=None, redoc_url=None,
        description="Who said what, which figures were given, what happened, and according to whom.",
    )  # fmt: skip
    app.include_router(api.router(site), prefix=API)
    for module in (dossiers, pages, fixing, joining, log):
        app.include_router(module.router(site), include_in_schema=False)
    app.mount("/static", StaticFiles(directory=str(files("segundo.web").joinpath("static"))))
    for kind, handle in _HANDLERS.items():
        app.add_exception_handler(kind, partial(handle, site))
    app.openapi = described(app)  # type: ignore[method-assign]
    app.add_middleware(Guard, refuse=partial(answer, site))
    app.state.site = site
    return app


def answer(site: Site, request: Request, status: int, error: SegundoError) -> Response:
    """What tells of an error: a page in the language of who asks, or problem details where a program asks."""
    if request.url.path.startswith(API) or request.url.path.endswith((".json", ".csv")):
        return problem(status, error.code, str(error))
    told = error_in(language_of(request), error)
    return site.render(request, "error.html", status, what=told, back=came_from(request))


def _failed(site: Site, request: Request, error: SegundoError) -> Response:
    status = next((status for kind, status in STATUSES.items() if isinstance(error, kind)), 500)
    return answer(site, request, status, error)


def _refused(site: Site, request: Request, error: HTTPException) -> Response:
    if error.status_code == 404:
        return answer(site, request, 404, NotFoundError("there is no such page"))
    return answer(site, request, error.status_code, UsageError("this cannot be asked for so"))


def _invalid(site: Site, request: Request, error: RequestValidationError) -> Response:
    if request.url.path.startswith(API):
        faults = (f"{'.'.join(map(str, fault['loc'][1:]))}: {fault['msg']}" for fault in error.errors())
        return answer(site, request, 400, UsageError("; ".join(faults)))
    fault = error.errors()[0]
    what = "{name} is missing" if fault["type"] == "missing" else "{name} cannot be {value!r}"
    return answer(site, request, 400, UsageError(what, name=fault["loc"][-1], value=fault.get("input")))


def _broke(site: Site, request: Request, _: Exception) -> Response:
    do = "It is no fault of yours. What went wrong stands in the terminal in which it runs"
    told = answer(site, request, 500, SegundoError("something failed inside Segundo", do=do))
    told.headers.update(HEADERS)  # this is said outside of what marks all other answers
    return told


_HANDLERS: Mapping[type[Exception], Callable[[Site, Request, Any], Response]] = {
    SegundoError: _failed, HTTPException: _refused, RequestValidationError: _invalid, Exception: _broke,
}  # fmt: skip


def problem(status: int, code: str, detail: str) -> JSONResponse:
    """An error as problem details (RFC 9457), with the code that the command line has for it too."""
    content = {"type": f"urn:segundo:error:{code}", "title": code, "status": status, "detail": detail, "code": code}
    return JSONResponse(content, status, media_type="application/problem+json")
