"""The verb ``export``: rows or whole articles in one of the formats of :mod:`segundo.export`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import Parameter, Signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, TextIO, cast

import typer

from segundo.cli.options import DEFAULTS, FILTERS, OPTIONS, to_filter
from segundo.cli.output import data, many, row_type, talk
from segundo.errors import UsageError

if TYPE_CHECKING:
    from segundo.ledger import Filter, Ledger, Row

RECORDS = ("statements", "figures", "events", "times", "actors")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: how it is written, which kinds of rows it may hold, and what it is, in words."""

    write: Callable[[Ledger, Filter, tuple[str, ...], Any], None]
    kinds: tuple[str, ...]
    about: str
    many: bool = False
    binary: bool = False
    folder: bool = False


def _csv(book: Ledger, wanted: Filter, kinds: tuple[str, ...], out: TextIO) -> None:
    from segundo.export.csv import write_csv

    write_csv(getattr(book, kinds[0])(wanted), row_type(kinds[0]), out)


def _parquet(book: Ledger, wanted: Filter, kinds: tuple[str, ...], out: BinaryIO) -> None:
    try:
        from segundo.export.parquet import write_parquet
    except ModuleNotFoundError as error:
        raise UsageError("Parquet needs pyarrow", do="pip install 'segundo[columns]'") from error
    write_parquet(getattr(book, kinds[0])(wanted), row_type(kinds[0]), out)


def _jsonl(book: Ledger, wanted: Filter, kinds: tuple[str, ...], out: TextIO) -> None:
    from segundo.export.jsonlines import lines, write_jsonlines

    write_jsonlines(lines(book, wanted), out)


def _annotations(book: Ledger, wanted: Filter, kinds: tuple[str, ...], out: TextIO) -> None:
    from segundo.export.annotations import write_annotations

    write_annotations(book, _rows(book, wanted, kinds), out)


def _brat(book: Ledger, wanted: Filter, kinds: tuple[str, ...], folder: Path) -> None:
    from segundo.export.brat import write_brat

    talk(f"{folder}: {many(write_brat(book, _rows(book, wanted, kinds), folder), 'article')}")


def _claims(book: Ledger, wanted: Filter, kinds: tuple[str, ...], out: TextIO) -> None:
    from segundo.export.claims import write_claims

    write_claims(book, book.statements(wanted), out)


def _gdelt_events(book: Ledger, wanted: Filter, kinds: tuple[str, ...], out: TextIO) -> None:
    from segundo.export.gdelt import write_events

    write_events(book, book.events(wanted), out)


def _gdelt_mentions(book: Ledger, wanted: Filter, kinds: tuple[str, ...], out: TextIO) -> None:
    from segundo.export.gdelt import write_mentions

    write_mentions(book, book.events(wanted), out)


FORMATS: Mapping[str, Format] = {
    "csv": Format(_csv, (*RECORDS, "articles"), "rows for spreadsheets"),
    "parquet": Format(_parquet, (*RECORDS, "articles"), "rows in typed columns", binary=True),
    "jsonl": Format(_jsonl, ("articles",), "whole articles with their records, for segundo import"),
    "annotations": Format(_annotations, RECORDS, "W3C Web Annotations", many=True),
    "brat": Format(_brat, RECORDS, "brat standoff, a folder", many=True, folder=True),
    "claims": Format(_claims, ("statements",), "schema.org Claims"),
    "gdelt-events": Format(_gdelt_events, ("events",), "GDELT's table of events"),
    "gdelt-mentions": Format(_gdelt_mentions, ("events",), "GDELT's table of mentions"),
}

_LIST = "; ".join(f"{name} ({entry.about})" for name, entry in FORMATS.items())
_ARGUMENTS: Mapping[str, Any] = {
    "ledger": Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's file.", show_default=False)],
    "layout": Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of: {_LIST}.", show_default=False)],
}
_OUTPUT: Mapping[str, Any] = {
    "output": Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here; for brat, to this folder.")
    ],
    "records": Annotated[
        str | None,
        typer.Option("--records", metavar="KIND", help=f"Rows of this kind: {', '.join((*RECORDS, 'articles'))}."),
    ],
}


def _filters() -> dict[str, Any]:
    """The filters of all kinds of rows; those that several kinds have in different words have the ledger's here."""
    asked = {name: OPTIONS[name] for kind in ("statements", "events", *FILTERS) for name in FILTERS[kind]}
    renamed = {"figure_kind", "actor_kind", "event_type", "time_type", "name", "organisation"}
    return {
        **{name: hint for name, hint in asked.items() if name not in renamed and not name.startswith("as_")},
        "kind": _words("--kind", "KIND", "Figures or actors of this kind."),
        "type": _words("--type", "TYPE", "Events or times of this type."),
    }


def _words(name: str, metavar: str, text: str) -> Any:
    return Annotated[str | None, typer.Option(name, metavar=metavar, help=text, rich_help_panel="Filters")]


def add_export(app: typer.Typer) -> None:
    """Add the verb to the command line."""

    def export(ledger: Path, layout: str, records: str | None, output: Path | None, **options: Any) -> None:
        """Write what a ledger holds in a FORMAT that other programs read; the filters are those of the listings."""
        from segundo.ledger import open_ledger

        chosen = FORMATS.get(layout)
        if chosen is None:
            raise UsageError(f"there is no format {layout!r}", do=f"There are: {', '.join(FORMATS)}")
        wanted = to_filter(options, table=False)
        kinds = _kinds(layout, records, wanted)
        with open_ledger(ledger) as book, _target(layout, output) as out:
            chosen.write(book, wanted, kinds, out)

    parameters = [
        *(Parameter(name, Parameter.POSITIONAL_OR_KEYWORD, annotation=hint) for name, hint in _ARGUMENTS.items()),
        *(
            Parameter(name, Parameter.KEYWORD_ONLY, default=DEFAULTS.get(name), annotation=hint)
            for name, hint in (*_OUTPUT.items(), *_filters().items())
        ),
    ]
    cast(Any, export).__signature__ = Signature(parameters)
    export.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    app.command("export", rich_help_panel="Keep")(cast(Callable[..., None], export))


def _kinds(layout: str, asked: str | None, wanted: Filter) -> tuple[str, ...]:
    """The kinds of rows to write: the one that is asked for, else the format's first or, if it holds many, all that
    have the filters that are set.

    Raises:
        UsageError: if the format does not hold that kind, or no kind has the filters.
    """
    from segundo.ledger.filters import where

    kinds = FORMATS[layout].kinds
    if asked is not None:
        if asked not in kinds:
            raise UsageError(f"{layout} holds no {asked!r}", do=f"It holds: {', '.join(kinds)}")
        return (asked,)
    if not FORMATS[layout].many:
        return kinds[:1]
    fitting, fault = [], None
    for kind in kinds:
        try:
            where(kind, wanted)
            fitting.append(kind)
        except UsageError as error:
            fault = fault or error
    if not fitting and fault:
        raise fault
    return tuple(fitting)


@contextmanager
def _target(layout: str, output: Path | None) -> Iterator[Any]:
    """Where a format is written to: a file, a folder, or standard output."""
    if FORMATS[layout].folder:
        if output is None:
            raise UsageError(f"{layout} is a folder of files", do="Name one with -o")
        yield output
    elif output is None:
        if FORMATS[layout].binary and sys.stdout.isatty():
            raise UsageError(f"{layout} is no text for a terminal", do="Name a file with -o")
        with data() as out:
            yield out.buffer if FORMATS[layout].binary else out
    elif FORMATS[layout].binary:
        with output.open("wb") as out:
            yield out
    else:
        with output.open("w", encoding="utf-8", newline="") as out:
            yield out


def _rows(book: Ledger, wanted: Filter, kinds: tuple[str, ...]) -> Iterator[tuple[str, Row]]:
    for kind in kinds:
        for row in getattr(book, kind)(wanted):
            yield kind, row
