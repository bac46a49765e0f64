"""The page of what persons have said: conflicts, what fits no record, the log; to be taken away, and joined."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from segundo.errors import EncodingError, UsageError
from segundo.export.gold import to_settled
from segundo.ledger.corrections import OF_TWO, Correction
from segundo.ledger.sides import ACTOR
from segundo.web.dossiers import Offset
from segundo.web.safety import LARGEST_FILE, WITH_FILE
from segundo.web.site import Site

SHOWN = 50
"""Entries of the log on one page, and of conflicts and of what fits no record as many."""


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter()

    @routes.get(WITH_FILE)
    def show(request: Request, offset: Offset = 0, new: int | None = None, known: int = 0) -> Response:
        with site.open() as book:
            log, count = book.corrections.log(limit=SHOWN, offset=offset), book.corrections.count()
            conflicts, orphans = book.corrections.conflicts(), book.corrections.orphans()
        return site.render(
            request, "corrections.html", log=log, count=count, offset=offset, conflicts=conflicts, orphans=orphans,
            most=SHOWN, new=new, known=known, address=address, largest=LARGEST_FILE,
        )  # fmt: skip

    @routes.get("/corrections.jsonl")
    def lines() -> Response:
        with site.open() as book:
            return _file(book.corrections.lines(), "corrections")

    @routes.get("/gold.jsonl")
    def gold() -> Response:
        with site.open() as book:
            settled = map(to_settled, book.corrections.settled())
            return _file((json.dumps(item, ensure_ascii=False, default=date.isoformat) for item in settled), "gold")

    @routes.post(WITH_FILE)
    async def join(request: Request) -> Response:
        async with request.form(max_files=1, max_fields=1, max_part_size=LARGEST_FILE) as form:
            text, name, file = str(form.get("lines", "")), "", form.get("file")
            if isinstance(file, UploadFile) and file.filename:
                name = file.filename
                text = _text(await file.read(), name)
        return await run_in_threadpool(_join, site, text, name)

    return routes


def address(entry: Correction) -> str | None:
    """Where what an entry is of is seen; None of what takes another entry back."""
    if entry.action in OF_TWO:
        side = (entry.record or "").split("|")[0]
        return f"/actor?id={side}" if ACTOR.fullmatch(side) else f"/actors?{urlencode({'speaker': side})}"
    return f"/fix/{entry.record}" if entry.record else None


def _text(sent: bytes, name: str) -> str:
    try:
        return sent.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(
            "this is no UTF-8 text", where=name, do="Give what `segundo fix LEDGER export` wrote"
        ) from error


def _join(site: Site, text: str, name: str) -> Response:
    """Add somebody else's entries, of a file of this name or pasted."""
    if not text.strip():
        raise UsageError("there are no corrections", do="Paste the lines of somebody else's corrections.jsonl")
    with site.correct() as book:
        done = book.corrections.add_lines(text.split("\n"), name)
    return RedirectResponse(f"/corrections?{urlencode({'new': done.new, 'known': done.known})}", 303)


def _file(lines: Iterable[str], name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.jsonl"'}
    return Response("".join(f"{line}\n" for line in lines), media_type="application/x-ndjson", headers=headers)
