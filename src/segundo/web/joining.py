"""The pages on which a person says who is one and who is two: of somebody, a name, an article, or pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from segundo.article import Span
from segundo.errors import UsageError
from segundo.ledger import Filter, Identity, IdentityRow, Ledger, NamingRow, Reason, RoleRow, StatementRow
from segundo.ledger.corrections import OF_TWO
from segundo.web.actors import doubts
from segundo.web.asking import PAGE_SIZE, form_of
from segundo.web.dossiers import Offset
from segundo.web.fixing import inside
from segundo.web.headings import headed
from segundo.web.site import Site

FOUND = 12
"""Who is found by a name, at most."""
SAMPLE = 3
"""Roles, statements and places of somebody that are shown beside another one's."""
AROUND = 120
"""Letters of text that are shown before and after a name."""


@dataclass(frozen=True, slots=True)
class Named:
    """Where somebody is named: the article and its title, the words before the name, the name, the words after it."""

    naming: NamingRow
    before: str
    name: str
    after: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody as shown beside another one: the row, roles, where one is named, statements there."""

    row: IdentityRow
    roles: Sequence[RoleRow]
    named: Sequence[Named]
    statements: Sequence[StatementRow]


@dataclass(frozen=True, slots=True)
class Two:
    """Two who may be one, what speaks for it and against, and whether somebody has looked and could not tell."""

    one: Beside
    other: Beside
    reasons: Sequence[Reason]
    unsure: bool

    @property
    def statements(self) -> int:
        """The statements of both."""
        return self.one.row.statements + self.other.row.statements


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter()

    @routes.get("/actor/same")
    def same(request: Request, id: str, name: str = "", other: str = "") -> Response:
        with site.open() as book:
            of = book.identity(id)
            found = _called(book, name, of.row.id) if name.strip() else ()
            two = _two(book, of.row.id, other) if other else None
        return site.render(request, "same.html", of=of, name=name.strip(), found=found, two=two, most=FOUND)

    @routes.get("/actor/apart")
    def apart(request: Request, id: str, offset: Offset = 0) -> Response:
        with site.open() as book:
            row, every = book.identity(id).row, book.namings(id)
            shown = headed(book, every[offset : offset + PAGE_SIZE])
        return site.render(
            request, "apart.html", row=row, groups=_by_name(shown), count=len(every), offset=offset, size=PAGE_SIZE
        )

    @routes.get("/review/actors")
    def review(request: Request, skip: Offset = 0) -> Response:
        count, first = site.keeper.get("doubts", doubts)
        with site.open() as book:
            pair = book.still_in_doubt(first, skip) or next(book.doubts(limit=1, offset=skip), None)
            two = _two(book, pair.one, pair.other) if pair else None
            pairs = book.corrections.pairs()
        unsure = sum(pair.same is None for pair in pairs)
        return site.render(
            request, "pairs.html", two=two, skip=skip, count=count, said=len(pairs) - unsure, unsure=unsure
        )

    @routes.post("/actor/said")
    async def say(request: Request) -> Response:
        form = await form_of(request)
        return await run_in_threadpool(_say, site, form)

    return routes


def _called(book: Ledger, name: str, actor: str) -> list[IdentityRow]:
    return [row for row in book.identities(Filter(speaker=name, limit=FOUND + 1)) if row.id != actor][:FOUND]


def _two(book: Ledger, one: str, other: str) -> Two:
    here, there = book.identity(one), book.identity(other)
    if here.row.id == there.row.id:
        raise UsageError("{one} and {other} are one already", one=one, other=other)
    doubt = next((each for each in here.doubts if there.row.id in (each.one, each.other)), None)
    return Two(
        _beside(book, here), _beside(book, there), doubt.reasons if doubt else (), doubt is not None and doubt.unsure
    )


def _beside(book: Ledger, of: Identity) -> Beside:
    shown = book.namings(of.row.id)[:SAMPLE]
    said = (row for each in shown for row in book.statements(Filter(article=each.article)) if row.actor == each.id)
    return Beside(of.row, of.roles[:SAMPLE], [_named(book, each) for each in shown], list(islice(said, SAMPLE)))


def _named(book: Ledger, naming: NamingRow) -> Named:
    """The words around the first place where an article names somebody, within the paragraph."""
    row = book.record(naming.id)
    span = next(iter(getattr(row, "mentions_spans", ())), Span(row.start, row.start))
    passage = next(each for each in book.passages(naming.article) if each.number == row.passage)
    start, end = span.start - passage.span.start, span.end - passage.span.start
    before, after = passage.text[max(0, start - AROUND) : start], passage.text[end : end + AROUND]
    return Named(
        naming,
        before if start <= AROUND else f"… {before.partition(' ')[2]}",
        passage.text[start:end],
        after if end + AROUND >= len(passage.text) else f"{after.rpartition(' ')[0]} …",
    )


def _by_name(rows: Sequence[NamingRow]) -> list[tuple[NamingRow, list[NamingRow]]]:
    groups = [list(some) for _, some in groupby(rows, key=lambda row: row.bearer)]
    return [(some[0], some) for some in groups]


def _say(site: Site, form: Mapping[str, str]) -> Response:
    """Do what a form says of who is who; then go back to where it came from."""
    one, other = form.get("one", ""), form.get("other", "")
    said = {"by": site.author, "note": form.get("note", "").strip() or None}
    with site.correct() as book:
        match form.get("do"):
            case "same":
                book.corrections.same(one, other, **said)
            case "different":
                book.corrections.different(one, other, **said)
            case "unsure":
                book.corrections.unsure(one, other, **said)
            case "apart":
                book.corrections.apart(one, **said)
            case "undo":
                book.corrections.undo(form.get("what", ""), **said)
            case what:
                there = (*OF_TWO, "apart", "undo")
                raise UsageError("nothing can be done by {action!r}", do="There are: {there}", action=what, there=there)
    return RedirectResponse(inside(form.get("back", "")) or f"/actor?{urlencode({'id': one})}", 303)
