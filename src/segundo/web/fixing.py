"""The pages on which a person confirms, rejects and corrects records, one by one or in a queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from segundo.article import Article, Passage
from segundo.errors import UsageError
from segundo.ledger import Filter, Ledger, Logged, Progress, Row, StatementRow, TimeRow
from segundo.ledger.fixing import kind_of
from segundo.ledger.ids import PARTS
from segundo.ledger.reviewing import REVIEWED
from segundo.ledger.settable import DEFAULTS, FIELDS, REQUIRED
from segundo.web.answers import rows_csv, rows_json
from segundo.web.asking import form_of
from segundo.web.lists import LISTS
from segundo.web.marking import Bit, Mark, bits
from segundo.web.site import Site

MOST_SHOWN = 100
"""Records that a preview lists; it tells how many there are."""
LATEST = 50
"""Entries of the log among which the last one that can be taken back is looked for."""

_LEFT_OUT = {"actor", "mentions"}
"""Fields of statements and actors that the form has not; an actor follows from the speaker's name."""
_LONG = 60


@dataclass(frozen=True, slots=True)
class Input:
    """A field of the form: its name and value as text, and what it can be chosen from, each with its words."""

    name: str
    sort: str
    value: str
    choices: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fixing:
    """A record as it is corrected: its place in its paragraph, the form's fields, and what was said of it before."""

    row: Row
    kind: str
    article: Article
    passage: Passage
    bits: Sequence[Bit]
    inputs: Sequence[Input]
    history: Sequence[Logged]
    back: str


@dataclass(frozen=True, slots=True)
class Change:
    """A field that is to be set everywhere: to what, and which records it is set in."""

    name: str
    value: str
    rows: Sequence[Row]


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter()

    @routes.get("/fix/{id}")
    def fix(request: Request, id: str, part: bool = False, back: str = "") -> Response:
        with site.open() as book:
            shown = fixing(book, book.record(id), inside(back))
        return site.render(request, "panel.html" if part else "fix.html", fix=shown)

    @routes.post("/fix/{id}")
    async def say(request: Request, id: str) -> Response:
        form = await form_of(request)
        return await run_in_threadpool(_say, site, request, id, form)

    @routes.get("/add")
    def add(request: Request, article: str, kind: str = REVIEWED[0], words: str = "") -> Response:
        with site.open() as book:
            read = book.article(article)
            inputs = blank(book, read.id, kind, words.strip())
        return site.render(
            request, "add.html", article=read, kind=kind, kinds=tuple(FIELDS), words=words, inputs_of=inputs,
            needed=REQUIRED[kind],
        )  # fmt: skip

    @routes.post("/add")
    async def enter(request: Request) -> Response:
        form = await form_of(request)
        return await run_in_threadpool(_add, site, form)

    @routes.get("/review")
    def review(request: Request, kind: str = REVIEWED[0], skip: int = 0) -> Response:
        with site.open() as book:
            skip = max(skip, 0)
            queue = book.review(kind, Filter(), limit=skip + 1)
            back = f"/review?{urlencode({'kind': kind, 'skip': skip})}"
            shown = fixing(book, queue[skip], back) if len(queue) > skip else None
            done = book.corrections.progress()
        return site.render(
            request, "review.html", fix=shown, kind=kind, kinds=REVIEWED, skip=skip, progress=done,
            looked_at=looked_at(done), conflicts=len(conflicts(site)),
        )  # fmt: skip

    def queue(kind: str) -> list[Row]:
        with site.open() as book:
            return book.review(kind, Filter(), limit=MOST_SHOWN)

    @routes.get("/review.json")
    def review_json(kind: str = REVIEWED[0]) -> Response:
        return rows_json(queue(kind))

    @routes.get("/review.csv")
    def review_csv(kind: str = REVIEWED[0]) -> Response:
        return rows_csv(queue(kind), LISTS[kind].row, f"review-{kind}")

    @routes.post("/review/undo")
    async def undo(request: Request) -> Response:
        form = await form_of(request)
        await run_in_threadpool(_undo_last, site)
        return RedirectResponse(inside(form.get("back", "")) or "/review", 303)

    return routes


def looked_at(done: Progress) -> int:
    """How many records persons have looked at."""
    return sum(done.states.values())


def conflicts(site: Site) -> list[Any]:
    """The conflicts of a site's ledger."""
    with site.open() as book:
        return book.corrections.conflicts()


def fixing(book: Ledger, row: Row, back: str) -> Fixing:
    """A record as it is corrected."""
    kind = kind_of(row)
    passage = next(passage for passage in book.passages(row.article) if passage.number == row.passage)
    marks = [Mark(span, row.id, kind, part) for part in PARTS[kind] for span in getattr(row, f"{part}_spans")]
    return Fixing(
        row=row,
        kind=kind,
        article=book.article(row.article),
        passage=passage,
        bits=list(bits(passage, sorted(marks, key=lambda mark: mark.span), set())),
        inputs=[_input(book, row, kind, name) for name in FIELDS[kind] if name not in _LEFT_OUT],
        history=book.corrections.log(record=row.id),
        back=back or f"/article?{urlencode({'id': row.article})}#{row.id}",
    )


def blank(book: Ledger, article: str, kind: str, words: str) -> list[Input]:
    """The form of a record that is to be added, with the words that it marks.

    Raises:
        UsageError: if there is no such kind.
    """
    if kind not in FIELDS:
        raise UsageError("there is no kind {kind!r}", do="There are: {there}", kind=kind, there=FIELDS)
    given = {**DEFAULTS[kind], PARTS[kind][0]: words}
    return [
        Input(name, FIELDS[kind][name].sort, _text(given.get(name)), _choices(book, article, kind, name))
        for name in sorted(FIELDS[kind], key=lambda name: name not in REQUIRED[kind])
        if name not in _LEFT_OUT or name in REQUIRED[kind]
    ]


def _input(book: Ledger, row: Row, kind: str, name: str) -> Input:
    field = FIELDS[kind][name]
    value: Any = getattr(row, name)
    if field.to == "times":  # rows have the words and the value of a time, and not its id
        value = next((time.id for time in book.times(Filter(article=row.article)) if _is_when(row, time)), None)
    return Input(name, field.sort, _text(value), _choices(book, row.article, kind, name))


def _is_when(row: Any, time: TimeRow) -> bool:
    return bool(row.when == time.words and row.time == time.value)


def _choices(book: Ledger, article: str, kind: str, name: str) -> list[tuple[str, str]]:
    """What a field can be chosen from; none for one that is written."""
    field, wanted = FIELDS[kind][name], Filter(article=article)
    if field.sort == "flag":
        return [("true", "yes"), ("false", "no")]
    if field.to == "times":
        return [("", ""), *((time.id, _dated(time)) for time in book.times(wanted))]
    if field.to == "statements":
        return [("", ""), *((said.id, _short(said)) for said in book.statements(wanted))]
    return [(choice, choice) for choice in field.choices]


def _dated(time: TimeRow) -> str:
    """The words of a time, and its value where that is of the calendar ("2015-09") or a length of it ("P3D")."""
    known = time.value and not {"X", "_"} & set(time.value)
    return f"{time.words} ({time.value})" if known else str(time.words)


def _short(said: StatementRow) -> str:
    words = said.content or said.cue or ""
    return f"{said.speaker or said.source or '?'}: {words if len(words) <= _LONG else f'{words[:_LONG]}…'}"


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return str(int(value)) if value.is_integer() else str(value)
        case _:
            return str(value)


def _say(site: Site, request: Request, id: str, form: Mapping[str, str]) -> Response:
    """Do what a form asks for, or show first what it would touch; then go back to where it came from."""
    everywhere = form.get("everywhere") == "1"
    note = form.get("note", "").strip() or None
    changes = {
        name.removeprefix("f."): value
        for name, value in form.items()
        if name.startswith("f.") and value.strip() != form.get(f"w.{name[2:]}", "").strip()
    }
    match form.get("do"):
        case "set" if everywhere and "sure" not in form:
            with site.open() as book:
                row = book.record(id)
                shown = [
                    Change(name, value, book.corrections.touched(row.id, name) if _wide(row, name) else (row,))
                    for name, value in changes.items()
                ]
            return site.render(
                request, "touched.html", row=row, kind=kind_of(row), changes=shown, form=form, most=MOST_SHOWN
            )
        case "set":
            with site.correct() as book:
                row = book.record(id)
                far = {name: value for name, value in changes.items() if everywhere and _wide(row, name)}
                near = {name: value for name, value in changes.items() if name not in far}
                for values, everywhere in ((near, False), (far, True)):
                    book.corrections.change(row.id, values, by=site.author, note=note, everywhere=everywhere)
        case "confirm" | "reject" as verdict:
            with site.correct() as book:
                row = book.record(id)
                decide = book.corrections.confirm if verdict == "confirm" else book.corrections.reject
                decide(row.id, by=site.author, note=note, everywhere=everywhere)
        case "undo":
            with site.correct() as book:
                row = book.record(id)
                book.corrections.undo(row.id, by=site.author)
        case other:
            there = ("confirm", "reject", "set", "undo")
            raise UsageError("nothing can be done by {action!r}", do="There are: {there}", action=other, there=there)
    place = f"/article?{urlencode({'id': row.article})}#{row.id}"
    return RedirectResponse(inside(form.get("back", "")) or place, 303)


def _add(site: Site, form: Mapping[str, str]) -> Response:
    values = {name.removeprefix("f."): value for name, value in form.items() if name.startswith("f.") and value.strip()}
    note = form.get("note", "").strip() or None
    with site.correct() as book:
        made = book.corrections.add(form.get("article", ""), form.get("kind", ""), values, by=site.author, note=note)
    return RedirectResponse(f"/article?{urlencode({'id': made.article})}#{made.record}", 303)


def _wide(row: Row, name: str) -> bool:
    """Whether a field can be set everywhere: what is no text, or is empty, is of one record only."""
    field = FIELDS[kind_of(row)].get(name)
    return field is not None and field.sort == "text" and bool(getattr(row, name))


def _undo_last(site: Site) -> None:
    """Take back what was done here last, if there is something."""
    with site.correct() as book:
        for item in book.corrections.log(limit=LATEST):
            entry = item.correction
            if entry.by == site.author and entry.action != "undo" and item.fate != "undone":
                book.corrections.undo(entry.batch or entry.id, by=site.author)
                return


def inside(back: str) -> str:
    """A way back, if it leads to a page of this service."""
    parts = urlsplit(back)
    inside = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.netloc and back.isprintable()
    return back if inside else ""
