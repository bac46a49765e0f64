"""Corrections by the programming interface: made, listed, taken back; and what to look at first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, TypeAlias

from fastapi import APIRouter, Depends, Query

from segundo.article import Span
from segundo.errors import UsageError
from segundo.ledger import Conflict, Correction, EventRow, FigureRow, Filter, Ledger, Logged, StatementRow
from segundo.ledger.corrections import OF_TWO, VERDICT
from segundo.ledger.fixing import Value
from segundo.ledger.reviewing import REVIEWED
from segundo.web.paging import USUAL, Cursor, Limit, Slice, asked, offset_of, slice_at, slice_of
from segundo.web.site import Site

Most: TypeAlias = Annotated[int, Query(ge=1, le=USUAL, description="At most so many rows.")]

_ROWS: dict[str, type[Any]] = {"statements": StatementRow, "figures": FigureRow, "events": EventRow}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a record: which one, what, and by whom (the user of this machine unless given).

    ``set`` needs ``field`` and ``value`` (of a part its words, or a list of [start, end)). ``add`` needs ``article``,
    ``kind`` and ``values``. ``same``, ``different`` and ``unsure`` need two names or ids of actors, as ``record`` and
    ``other``; of ``different`` without ``other``, ``record`` is an actor that is not whom it is taken for. With
    ``dry_run`` nothing is done, and the answer tells only which records would be touched.
    """

    action: Literal["confirm", "reject", "set", "add", "same", "different", "unsure"]
    record: str | None = None
    field: str | None = None
    value: str | float | bool | list[tuple[int, int]] | None = None
    everywhere: bool = False
    dry_run: bool = False
    article: str | None = None
    kind: str | None = None
    values: dict[str, str | float | bool | list[tuple[int, int]] | None] | None = None
    other: str | None = None
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The entries that were made, and the ids of the records that they touch."""

    corrections: list[Correction]
    touched: list[str]


def router(site: Site) -> APIRouter:
    """The routes over a site's ledger."""
    routes = APIRouter()

    def make(said: Said) -> Made:
        if said.dry_run:
            with site.open() as book:
                return Made(corrections=[], touched=_touched(book, said))
        with site.correct() as book:
            made = _make(book, said, said.by or site.author)
        return Made(corrections=list(made), touched=[entry.record or "" for entry in made])

    def undo(
        id: str,
        by: Annotated[str | None, Query(description="Who takes it back.")] = None,
        note: Annotated[str | None, Query(description="Why.")] = None,
    ) -> Made:
        with site.correct() as book:
            back = book.corrections.undo(id, by=by or site.author, note=note)
        return Made(corrections=list(back), touched=[entry.record or "" for entry in back])

    def log(
        record: Annotated[str | None, Query(description="Of the record of this whole id.")] = None,
        article: Annotated[str | None, Query(description="Of the article of this whole id.")] = None,
        limit: Limit = USUAL,
        cursor: Cursor = None,
    ) -> Slice[Logged]:
        start = offset_of(cursor)
        with site.open() as book:
            log = book.corrections
            items = log.log(record=record, article=article, limit=limit, offset=start)
            count = len(log.log(record=record, article=article)) if record or article else log.count()
        return slice_at(items, count, start)

    def conflicts(limit: Limit = USUAL, cursor: Cursor = None) -> Slice[Conflict]:
        with site.open() as book:
            return slice_of(book.corrections.conflicts(), limit, cursor)

    def orphans(limit: Limit = USUAL, cursor: Cursor = None) -> Slice[Logged]:
        with site.open() as book:
            return slice_of(book.corrections.orphans(), limit, cursor)

    add = routes.add_api_route
    add("/corrections", make, methods=["POST"], status_code=201, summary="Say something of a record or two actors")
    add("/corrections", log, summary="What was corrected and what became of it, the last first")
    add("/corrections/conflicts", conflicts, summary="Fields of which persons say different things")
    add("/corrections/orphans", orphans, summary="Corrections that fit no record any more")
    add("/corrections/{id}", undo, methods=["DELETE"], summary="Take back a correction, by an entry of its own")
    for kind in REVIEWED:
        row = _ROWS[kind]
        shape: Any = list[row]  # type: ignore[valid-type]
        add(f"/review/{kind}", _queue(site, kind), response_model=shape, summary=f"The {kind} to look at first")
    return routes


def _queue(site: Site, kind: str) -> Callable[..., Any]:
    filters = Depends(asked(kind))

    def queue(wanted: Filter = filters, limit: Most = 20) -> Any:
        with site.open() as book:
            return book.review(kind, replace(wanted, count="all"), limit=limit)

    queue.__name__ = f"review_{kind}"
    return queue


def _touched(book: Ledger, said: Said) -> list[str]:
    record = _given(said, "record")
    if said.action in OF_TWO:
        if said.action == "different" and said.other is None:
            return [book.identity(record).row.id]
        same = said.action == "same"
        return [row.id for row in book.corrections.meant(record, _given(said, "other"), same=same)]
    if not said.everywhere:
        return [book.record(record).id]
    name = _given(said, "field") if said.action == "set" else VERDICT
    return [row.id for row in book.corrections.touched(record, name)]


def _make(book: Ledger, said: Said, by: str) -> tuple[Correction, ...]:
    log = book.corrections
    match said.action:
        case "confirm":
            return log.confirm(_given(said, "record"), by=by, note=said.note, everywhere=said.everywhere)
        case "reject":
            return log.reject(_given(said, "record"), by=by, note=said.note, everywhere=said.everywhere)
        case "set":
            return log.set(
                _given(said, "record"), _given(said, "field"), _value(said.value), by=by, note=said.note,
                everywhere=said.everywhere,
            )  # fmt: skip
        case "add":
            values = {name: _value(value) for name, value in (said.values or {}).items()}
            return (log.add(_given(said, "article"), _given(said, "kind"), values, by=by, note=said.note),)
        case "same":
            return (log.same(_given(said, "record"), _given(said, "other"), by=by, note=said.note),)
        case "different" if said.other is None:
            return log.apart(_given(said, "record"), by=by, note=said.note)
        case "different":
            return (log.different(_given(said, "record"), _given(said, "other"), by=by, note=said.note),)
        case "unsure":
            return (log.unsure(_given(said, "record"), _given(said, "other"), by=by, note=said.note),)


def _given(said: Said, name: str) -> str:
    value: str | None = getattr(said, name)
    if not value:
        raise UsageError("{action} needs {name}", action=said.action, name=name)
    return value


def _value(value: str | float | bool | list[tuple[int, int]] | None) -> Value:
    return tuple(Span(*span) for span in value) if isinstance(value, list) else value
