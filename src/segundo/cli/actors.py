"""``segundo actors``: who is who over all articles, all about one, and who may be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from segundo.cli.columns import COLUMNS, table
from segundo.cli.listing import list_rows
from segundo.cli.options import TABLE_LIMIT
from segundo.cli.output import console, data, many, talk, write_json
from segundo.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from segundo.ledger import Identity, Ledger

ROLES = 12
"""Roles of one that are shown; JSON has all."""

WHO = Annotated[
    str | None,
    typer.Argument(metavar="[WHO]", help="Tell all about this one: a name, or the id of an actor.", show_default=False),
]
EACH = Annotated[bool, typer.Option("--each", help="List the actors of each article by themselves.")]
UNSURE = Annotated[bool, typer.Option("--unsure", help="List pairs that may be one, for a person to settle.")]


def list_actors(ledger: Path, who: str | None, each: bool, unsure: bool, **options: Any) -> None:
    """The verb: a list, all about one, or the pairs that may be one."""
    from segundo.ledger import open_ledger

    if (who is not None) + each + unsure > 1:
        raise UsageError("WHO, --each and --unsure exclude one another", do="Choose one")
    with open_ledger(ledger) as book, data() as out:
        if unsure:
            doubts = list(book.doubts())
            if options["as_json"]:
                write_json(doubts, out)
            else:
                limit = TABLE_LIMIT if options["limit"] is None else options["limit"] or len(doubts)
                console(out).print(table(COLUMNS["doubts"], doubts[:limit]))
                if len(doubts) > limit:
                    talk(f"{limit} of {len(doubts):,} pairs; --limit 0 shows all")
        elif who is not None:
            found = find(book, who, options)
            if options["as_json"]:
                write_json([found], out)
            else:
                screen = console(out)
                for part in explained(found):
                    screen.print(part)
        elif each:
            list_rows("actors", book.actors, lambda wanted: book.count("actors", wanted), options, out)
        else:
            list_rows("identities", book.identities, book.count_identities, options, out)


def find(book: Ledger, who: str, options: Mapping[str, Any]) -> Identity:
    """The one of this id or name; of several that have the name, the one called exactly so, or of most articles.

    Raises:
        NotFoundError: if there is none.
    """
    from segundo.ledger import Filter
    from segundo.segment import fold

    try:
        return book.identity(who)
    except NotFoundError:
        rows = book.identities(Filter(speaker=who, kind=options["actor_kind"]))
    if not rows:
        raise NotFoundError("nobody has this name or id", where=who, do="`segundo actors LEDGER` lists all")
    exact = [row for row in rows if fold(who) in map(fold, (row.name, *row.names))]
    chosen = (exact or rows)[0]
    others = [f"{row.name} ({row.id})" for row in rows if row.id != chosen.id]
    if others:
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        talk(f"others have a name with this: {', '.join(others[:3])}{more}")
    return book.identity(chosen.id)


def explained(of: Identity) -> Iterator[Text | Table]:
    """What is shown of one: who it is, its roles over time, its names and why they are its own, and doubts."""
    row = of.row
    yield Text(row.name, "bold")
    about = (row.kind, row.country, f"stands for the government of {row.stands_for}" if row.stands_for else None)
    yield Text(" · ".join(filter(None, (*about, row.id))), "bright_black")
    days = f", {row.first_day} to {row.last_day}" if row.first_day else ""
    yield Text(f"{many(row.articles, 'article')}{days}; {many(row.statements, 'statement')}\n")
    if of.roles:
        more = f"; the {ROLES} commonest of {len(of.roles)}" if len(of.roles) > ROLES else ""
        yield table(COLUMNS["roles"], of.roles[:ROLES], title=f"Roles, with the articles that give them{more}")
    yield table(COLUMNS["bearers"], of.bearers, title="Names, and why they are of one")
    if of.doubts:
        yield table(COLUMNS["doubts"], of.doubts, title="May be the same")
