"""What the routes share."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from segundo.ledger import Ledger, open_ledger
from segundo.web import views
from segundo.web.books import Books
from segundo.web.headings import heading
from segundo.web.keeping import Keeper
from segundo.web.lists import LISTS
from segundo.web.safety import came_from, here
from segundo.web.words import language_of, number, reason_in, speaker_of

_PAGES = (*(name for name in LISTS if name != "timeline"), "changes", "review")
_LAST = ("counting", "about")
"""The pages that are named first and last on each."""


@dataclass(frozen=True, slots=True)
class Site:
    """What the routes share: the ledger, what is kept of it, the templates, and who makes corrections."""

    books: Books
    keeper: Keeper
    templates: Environment
    author: str

    def open(self) -> AbstractContextManager[Ledger]:
        """The ledger, to read it."""
        return self.books.open()

    def correct(self) -> Ledger:
        """The ledger, to correct it, also while another process reads articles into it."""
        return open_ledger(self.books.path, correct=True)

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page from a template, in the language of who asks."""
        language = language_of(request)
        page = self.templates.get_template(template).render(
            say=speaker_of(language),
            language=language,
            other="en" if language == "pt" else "pt",
            here=here(request) if request.method == "GET" else came_from(request) or "/",
            ledger=self.books.path.name,
            pages=_PAGES,
            last=_LAST,
            number=partial(number, language=language),
            day=partial(views.day, language=language),
            lit=views.lit,
            heading=heading,
            why=partial(reason_in, language),
            says=partial(views.says, say=speaker_of(language)),
            **values,
        )
        return HTMLResponse(page, status, headers={"vary": "cookie, accept-language"})
