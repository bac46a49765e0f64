"""What keeps the pages safe in a browser that also visits other sites.

The service listens on the loopback address, but any page that the browser shows can send requests there, and a name of
another's domain can be made to point there. So a request must name this machine as its host, what writes must come
from these pages, bodies have a largest size, and pages may load nothing from elsewhere and run no script of their own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from segundo.errors import SegundoError, UsageError
from segundo.web.words import error_in, language_of

HOSTS = {"localhost", "127.0.0.1", "::1"}
LARGEST_BODY = 300_000
"""Bytes of a request's body; a text of the largest size with each letter escaped is smaller."""
LARGEST_FILE = 20_000_000
"""Bytes of a request that sends a file of corrections, some 30,000 of them."""
LONGEST_URL = 8_000
WITH_FILE = "/corrections"
_FOREIGN = 421

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Middleware that refuses what does not come from these pages, and marks every answer.

    ``refuse`` makes the answer from a status and an error; who does not even name this machine learns nothing of it.
    """

    def __init__(self, app: ASGIApp, refuse: Callable[[Request, int, SegundoError], Response]) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        marked = _marked(send)
        if refusal := refused(scope):
            status, error = refusal
            request = Request(scope)
            if status == _FOREIGN:
                answer: Response = PlainTextResponse(error_in(language_of(request), error), status)
            else:
                answer = self.refuse(request, status, error)
            await answer(scope, receive, marked)
            return
        await self.app(scope, receive, marked)


def refused(scope: Scope) -> tuple[int, SegundoError] | None:
    """The status and the error with which a request is refused, or None."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if _name(f"//{host}") not in HOSTS:
        return _FOREIGN, UsageError("this service answers to this machine only")
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_URL:
        return 414, UsageError("the address is too long")
    if scope["method"] in {"GET", "HEAD"}:
        return None
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"} or (
        origin is not None and urlsplit(origin).netloc != host
    ):
        return 403, UsageError("this must come from Segundo's own pages")
    # A request without a body need not say how long it is.
    length = headers.get("content-length", "0" if scope["method"] == "DELETE" else "")
    if scope["method"] == "DELETE" and "transfer-encoding" in headers:
        return 411, UsageError("the length of the body must be given")
    if not length.isdecimal():
        return 411, UsageError("the length of the body must be given")
    most = LARGEST_FILE if scope["path"] == WITH_FILE else LARGEST_BODY
    if int(length) > most:
        return 413, UsageError("what was sent has more than {most:,} bytes", do="Send less at once", most=most)
    return None


def here(request: Request) -> str:
    """The address of a request within these pages."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def came_from(request: Request) -> str | None:
    """The address within these pages from which a request came; none where it came from elsewhere."""
    try:
        parts = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return None
    if parts.netloc != request.headers.get("host") or parts.path.startswith("//"):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _marked(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return marked
