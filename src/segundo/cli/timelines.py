"""The verbs ``series`` and ``changes``: figures and positions in order of time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from segundo.cli.listing import nothing
from segundo.cli.options import CHANGES, DEFAULTS, OPTIONS, SERIES, TABLE_LIMIT, to_filter
from segundo.cli.output import console, data, many, row_type, talk, write_json
from segundo.errors import UsageError

if TYPE_CHECKING:
    from segundo.ledger import Filter, Ledger, SeriesRow

LEDGER = Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's file.", show_default=False)]
ASKED = Annotated[
    str | None,
    typer.Argument(
        metavar="[QUERY|ID]", help="Words of what the series is of, or the id of one or of a figure in it.",
        show_default=False,
    ),
]  # fmt: skip
LEAST = Annotated[int, typer.Option("--least", metavar="N", min=1, help="Series with at least N points.")]
ACTOR = Annotated[
    str, typer.Option("--actor", metavar="NAME", help="Who said it: words of the name.", show_default=False)
]
ABOUT = Annotated[
    str | None,
    typer.Option("--about", metavar="QUERY", help='The matter: words, "phrases", beginnings*.', show_default=False),
]
WHOLE = Annotated[
    bool,
    typer.Option("--json", help="One JSON object: all positions, and all candidates.", rich_help_panel="Output"),
]

_ID = re.compile(r"f[0-9a-f]{6,15}")
_DEFAULTS = {**DEFAULTS, "count": "once"}
_SHOWN = 10
"""Candidate changes that are shown of one actor."""


def add_timelines(app: typer.Typer) -> None:
    """Add the verbs ``series`` and ``changes``."""
    _add(
        app, "series", _series, SERIES,
        "List figures as series over time, or show and plot the points of one. Figures count once unless asked.",
        ledger=(LEDGER, Parameter.empty), asked=(ASKED, None), least=(LEAST, 2),
    )  # fmt: skip
    _add(
        app, "changes", _changes, CHANGES,
        "Show what an actor said on a matter in order of time, and what of it may be a change: candidates to judge.",
        ledger=(LEDGER, Parameter.empty), actor=(ACTOR, Parameter.empty), about=(ABOUT, None), as_json=(WHOLE, False),
    )  # fmt: skip


def _series(ledger: Path, asked: str | None, least: int, **options: Any) -> None:
    from segundo.cli.columns import COLUMNS, table
    from segundo.cli.plotting import plot
    from segundo.ledger import open_ledger

    form = _form(options)
    with open_ledger(ledger) as book, data() as out:
        wanted = to_filter(options, table=form == "as_table")
        found, one = _asked(book, asked, wanted, least)
        if one is None:
            if form != "as_table":
                _write(found, "series", form, out)
                return
            if found:
                console(out).print(table(COLUMNS["series"], found))
                talk(f"{len(found)} series; `segundo series {ledger} ID` shows one")
            else:
                talk(_no_series(book, asked, wanted, least))
        else:
            points = book.points(one, wanted)
            found = found or [row for row in book.series(wanted, least=1) if points and row.id == points[0].id]
            if form != "as_table":
                _write(points, "points", form, out)
                return
            screen = console(out)
            for part in plot(points, found[0] if found else None, screen.width):
                screen.print(part)


def _no_series(book: Ledger, asked: str | None, wanted: Filter, least: int) -> str:
    """Why the list is empty: too few points, the words that were asked for, or a filter."""
    if rows := book.series(replace(wanted, about=asked), least=1):
        return f"there is no such series of {many(least, 'point')} or more; with --least 1 there are {len(rows):,}"
    if asked and (rows := book.series(wanted, least=least)):
        return f"there is no such series; without {asked!r} there are {len(rows):,}"
    return nothing("series", lambda other: len(book.series(replace(other, about=asked), least=least)), wanted)


def _asked(book: Ledger, asked: str | None, wanted: Filter, least: int) -> tuple[list[SeriesRow], str | None]:
    """The series that are asked for, and the id of the only one if there is but one."""
    if asked and _ID.fullmatch(asked):
        return [], asked
    found = book.series(replace(wanted, about=asked), least=least)
    return found, found[0].id if asked and len(found) == 1 else None


def _changes(ledger: Path, actor: str, about: str | None, **options: Any) -> None:
    from segundo.cli.columns import COLUMNS, table
    from segundo.cli.plotting import beside
    from segundo.ledger import open_ledger

    form = _form(options)
    with open_ledger(ledger) as book, data() as out:
        wanted = to_filter(options, table=False)
        changes = book.changes(actor, about, wanted)
        if form == "as_json":
            write_json([changes], out)
            return
        screen = console(out)
        if changes.positions:
            screen.print(table(COLUMNS["positions"], changes.positions[:TABLE_LIMIT]))
        for candidate in changes.candidates[:_SHOWN]:
            screen.print(beside(candidate))
        if not changes.positions:
            said = len(book.changes(actor, None, wanted).positions) if about else 0
            named = f"`segundo actors {ledger}` lists who is named"
            without = f"without --about: {many(said, 'statement')}" if said else named
            talk(f"nobody called {actor!r} said so; {without}")
            return
        counts = ((changes.positions, "statement", TABLE_LIMIT), (changes.candidates, "candidate change", _SHOWN))
        told = [
            many(len(rows), noun) + (f", {shown} shown" if len(rows) > shown else "") for rows, noun, shown in counts
        ]
        cut = any(len(rows) > shown for rows, _, shown in counts)
        talk("; ".join(told) + ("; --json has all, --about asks for a matter" if cut else ""))


def _form(options: dict[str, Any]) -> str:
    formats = [name for name in ("as_csv", "as_json", "as_table") if options.get(name)]
    if len(formats) > 1:
        raise UsageError("--csv, --json and --table exclude one another", do="Choose one")
    return formats[0] if formats else "as_table"


def _write(rows: Sequence[Any], kind: str, form: str, out: Any) -> None:
    from segundo.export.csv import write_csv

    if form == "as_csv":
        write_csv(rows, row_type(kind), out)
    else:
        write_json(rows, out)


def _add(
    app: typer.Typer, name: str, run: Callable[..., None], options: Sequence[str], text: str, **own: tuple[Any, Any]
) -> None:
    """Add a verb with arguments of its own and with options that other verbs have too."""

    def command(**given: Any) -> None:
        run(**given)

    parameters = [
        Parameter(each, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        for each, (annotation, default) in own.items()
    ]
    parameters += [
        Parameter(each, Parameter.KEYWORD_ONLY, default=_DEFAULTS.get(each), annotation=OPTIONS[each])
        for each in options
    ]
    cast(Any, command).__signature__ = Signature(parameters)
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command(name, help=text, rich_help_panel="Look")(cast(Callable[..., None], command))
