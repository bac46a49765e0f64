"""What keeps the pages safe in a browser that also visits other sites.

The service listens on the loopback address, but any page that the browser shows can send requests there, and a name of
another's domain can be made to point there. So a request must name this machine as its host, what writes must come
from these pages, bodies have a largest size, and pages may load nothing from elsewhere and run no script of their own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOSTS = {"localhost", "127.0.0.1", "::1"}
LARGEST_BODY = 300_000
"""Bytes of a request's body; a text of the largest size with each letter escaped is smaller."""
LONGEST_URL = 8_000

HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Middleware that refuses what does not come from these pages, and marks every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        marked = _marked(send)
        if refusal := refused(scope):
            status, why = refusal
            await PlainTextResponse(why, status)(scope, receive, marked)
            return
        await self.app(scope, receive, marked)


def refused(scope: Scope) -> tuple[int, str] | None:
    """The status and the reason with which a request is refused, or None."""
    headers = Headers(scope=scope)
    host = headers.get("host", "")
    if _name(f"//{host}") not in HOSTS:
        return 421, "This service answers to this machine only."
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_URL:
        return 414, "The address is too long."
    if scope["method"] in {"GET", "HEAD"}:
        return None
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"} or (
        origin is not None and urlsplit(origin).netloc != host
    ):
        return 403, "This must come from Segundo's own pages."
    # A request without a body need not say how long it is.
    length = headers.get("content-length", "0" if scope["method"] == "DELETE" else "")
    if scope["method"] == "DELETE" and "transfer-encoding" in headers:
        return 411, "The length of the body must be given."
    if not length.isdecimal():
        return 411, "The length of the body must be given."
    if int(length) > LARGEST_BODY:
        return 413, "The text is too long."
    return None


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
