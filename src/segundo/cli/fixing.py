"""The verbs of ``segundo fix``: what a person says of the records of a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from segundo.cli.output import console, data, lines_of, many, talk, to_json, write_json
from segundo.errors import UsageError

if TYPE_CHECKING:
    from segundo.ledger import Correction, IdentityRow, Ledger, Logged

SHOWN = 20
"""Corrections made as one that are listed."""

fix = typer.Typer(
    help="Confirm, reject and correct what a ledger holds. Corrections last, also when an article is read anew, and can"
    " be taken back.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

ID = Annotated[str, typer.Argument(metavar="ID", help="A record's id, or how it begins.", show_default=False)]
VALUES = Annotated[
    list[str], typer.Argument(metavar="FIELD=VALUE", help="A field and its value; nothing after = empties it.")
]
BY = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who says so; this machine's user by default.")]
NOTE = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="Why.")]
WHO = Annotated[str, typer.Argument(metavar="WHO", help="A name, or the id of an actor.", show_default=False)]
EVERYWHERE = Annotated[bool, typer.Option("--everywhere", help="In all records in which it stands the same.")]
DRY = Annotated[bool, typer.Option("--dry-run", help="Only list the records that would be touched.")]
DRY_WHO = Annotated[bool, typer.Option("--dry-run", help="Only list who is meant.")]
JSON = Annotated[bool, typer.Option("--json", help="JSON lines: one object a row.")]
OUTPUT = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file.")]


@fix.callback()
def _ledger(
    context: typer.Context,
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="The ledger's file.", show_default=False)],
) -> None:
    context.obj = ledger


def _verdict(name: Literal["confirm", "reject"], help_text: str) -> None:
    """Add the verb of a verdict."""

    def command(
        context: typer.Context,
        id: ID,
        everywhere: EVERYWHERE = False,
        dry_run: DRY = False,
        by: BY = None,
        note: NOTE = None,
    ) -> None:
        with _open(context) as book:
            if dry_run:
                _preview(book, id, None, everywhere)
            else:
                _tell(book, getattr(book.corrections, name)(id, by=by, note=note, everywhere=everywhere))

    fix.command(name, help=f"{help_text} Everywhere: wherever the same passage stands.")(command)


_verdict("confirm", "Say that a record is right.")
_verdict("reject", "Say that a record is wrong: it leaves lists and counts.")


@fix.command("set")
def set_field(
    context: typer.Context,
    id: ID,
    values: VALUES,
    everywhere: EVERYWHERE = False,
    dry_run: DRY = False,
    by: BY = None,
    note: NOTE = None,
) -> None:
    """Set fields of a record. Everywhere: in all records of its kind in which the field holds the same text."""
    with _open(context) as book:
        pairs = dict(_pairs(values))
        if dry_run:
            for name in pairs:
                _preview(book, id, name, everywhere)
        else:
            _tell(book, book.corrections.change(id, pairs, by=by, note=note, everywhere=everywhere))


@fix.command()
def span(
    context: typer.Context,
    id: ID,
    part: Annotated[str, typer.Argument(metavar="PART", help="content, cue, source, number, what, trigger …")],
    start: Annotated[int, typer.Argument(metavar="START", help="Where it begins, in code points of the text.")],
    end: Annotated[int, typer.Argument(metavar="END", help="Where it ends; the character there is left out.")],
    by: BY = None,
    note: NOTE = None,
) -> None:
    """Move a part of a record to other places of the text. `set` does so by the words."""
    from segundo.article import Span

    with _open(context) as book:
        _tell(book, book.corrections.set(id, part, (Span(start, end),), by=by, note=note))


@fix.command()
def add(
    context: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="The article's id.", show_default=False)],
    kind: Annotated[str, typer.Argument(metavar="KIND", help="statements, figures, events, times or actors.")],
    values: VALUES,
    by: BY = None,
    note: NOTE = None,
) -> None:
    """Add a record that was missed: its parts by their words (content=…, number=…, trigger=…), and its fields."""
    with _open(context) as book:
        _tell(book, (book.corrections.add(article, kind, dict(_pairs(values)), by=by, note=note),))


@fix.command()
def same(
    context: typer.Context, one: WHO, other: WHO, dry_run: DRY_WHO = False, by: BY = None, note: NOTE = None
) -> None:
    """Say that two actors, by names or ids, are one."""
    with _open(context) as book:
        if dry_run:
            _show(book.corrections.meant(one, other, same=True))
        else:
            _tell(book, (book.corrections.same(one, other, by=by, note=note),))


@fix.command()
def different(
    context: typer.Context,
    one: WHO,
    other: Annotated[
        str | None, typer.Argument(metavar="[WHO]", help="The other one; by default whom the first is taken for.")
    ] = None,
    dry_run: DRY_WHO = False,
    by: BY = None,
    note: NOTE = None,
) -> None:
    """Say that two actors are two. A name then never means the other one; an id is that of an actor of one article."""
    with _open(context) as book:
        if dry_run:
            _show(book.corrections.meant(one, other, same=False) if other else (book.identity(one).row,))
        elif other is None:
            _tell(book, book.corrections.apart(one, by=by, note=note))
        else:
            _tell(book, (book.corrections.different(one, other, by=by, note=note),))


@fix.command()
def unsure(context: typer.Context, one: WHO, other: WHO, by: BY = None, note: NOTE = None) -> None:
    """Say that you cannot tell whether two actors, by names or ids, are one: they are asked about last."""
    with _open(context) as book:
        _tell(book, (book.corrections.unsure(one, other, by=by, note=note),))


@fix.command()
def undo(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="Of a correction, of what was done as one, or of a record.")],
    by: BY = None,
    note: NOTE = None,
) -> None:
    """Take back a correction, or the last thing that was done to a record."""
    with _open(context) as book:
        back = book.corrections.undo(id, by=by, note=note)
        with data() as out:
            out.writelines(f"taken back: {_line(entry)}\n" for entry in back[:SHOWN])
        if len(back) > SHOWN:
            talk(f"and {len(back) - SHOWN:,} more")


@fix.command()
def log(
    context: typer.Context,
    record: Annotated[str | None, typer.Option("--record", metavar="ID", help="Of this record.")] = None,
    article: Annotated[str | None, typer.Option("--article", metavar="ID", help="Of this article.")] = None,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=0, help="At most N, 0 for all.")] = 50,
    as_json: JSON = False,
) -> None:
    """List what was corrected, by whom and when, and what became of it; the last first."""
    with _look(context) as book:
        record = book.record(record).id if record else None
        found = book.corrections.log(record=record, article=article, limit=limit or -1)
        _list(found, as_json)
        if not record and not article and (count := book.corrections.count()) > len(found):
            talk(f"{len(found)} of {count:,} corrections; --limit 0 shows all")


@fix.command()
def orphans(context: typer.Context, as_json: JSON = False) -> None:
    """List corrections that fit no record any more, and why. They are kept, and tried at each reading."""
    with _look(context) as book:
        _list(book.corrections.orphans(), as_json)


@fix.command()
def conflicts(context: typer.Context, as_json: JSON = False) -> None:
    """List fields of which several persons say different things. The last holds until one sets the field anew."""
    with _look(context) as book, data() as out:
        found = book.corrections.conflicts()
        if as_json:
            write_json(found, out)
            return
        for conflict in found:
            out.write(f"{conflict.record}  {conflict.field}\n")
            out.writelines(f"    {_line(entry)}\n" for entry in conflict.corrections)
        talk(many(len(found), "conflict") if found else "no conflicts")


@fix.command()
def queue(
    context: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help="statements, figures or events.")] = "statements",
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most N.")] = 20,
) -> None:
    """List what is least certain and stands in most articles, of what nobody has looked at."""
    from segundo.cli.columns import COLUMNS, table

    with _look(context) as book, data() as out:
        columns = (*COLUMNS[kind], ("score", lambda row: f"{row.score:.2f}")) if kind in COLUMNS else ()
        console(out).print(table(columns, book.review(kind, limit=limit)))


@fix.command("export")
def export_log(context: typer.Context, output: OUTPUT = None) -> None:
    """Write all corrections as JSON lines, for somebody else's `import`."""
    with _look(context) as book:
        _write(output, book.corrections.lines())


@fix.command("import")
def import_log(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="What `export` wrote.", show_default=False)],
) -> None:
    """Add the corrections of a FILE; those that are known change nothing."""
    with lines_of(path) as source, _open(context) as book:
        done = book.corrections.add_lines(source, str(path))
        talk(f"{book.path}: {many(done.new, 'new correction')}, {done.known:,} known")
        if done.conflicts:
            talk(f"{many(done.conflicts, 'conflict')}: segundo fix {book.path} conflicts")


@fix.command()
def gold(context: typer.Context, output: OUTPUT = None) -> None:
    """Write what was confirmed, corrected and added, an article a line, in the gold form."""
    from segundo.export.gold import to_settled

    with _look(context) as book:
        _write(output, (to_json(to_settled(item)) for item in book.corrections.settled()))


def _open(context: typer.Context) -> Ledger:
    from segundo.ledger import open_ledger

    path: Path = context.obj
    if not path.is_file():
        open_ledger(path)  # says that there is none
    return open_ledger(path, correct=True)


def _look(context: typer.Context) -> Ledger:
    from segundo.ledger import open_ledger

    return open_ledger(context.obj)


def _pairs(values: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [value.partition("=") for value in values]
    if wrong := [name for name, equals, _ in pairs if not equals]:
        raise UsageError("this sets no field", where=repr(wrong[0]), do="Write FIELD=VALUE, as in speaker='Ana Prado'")
    return [(name.strip(), value) for name, _, value in pairs]


def _preview(book: Ledger, id: str, name: str | None, everywhere: bool) -> None:
    """List what would be touched."""
    from segundo.cli.columns import COLUMNS, table
    from segundo.ledger.fixing import kind_of

    touched = (book.corrections.touched(id, name) if name else book.corrections.touched(id)) if everywhere else None
    rows = touched or (book.record(id),)
    with data() as out:
        console(out).print(table(COLUMNS[kind_of(rows[0])], rows))
    talk(f"{_many(rows)} would be touched")


def _show(meant: Sequence[IdentityRow]) -> None:
    """List who is meant by names or ids."""
    from segundo.cli.columns import COLUMNS, table

    with data() as out:
        console(out).print(table(COLUMNS["identities"], meant))


def _many(rows: Sequence[Any]) -> str:
    """How many records rows or corrections are of, and how many articles; or how many pairs of actors."""
    if rows[0].article is None:
        return f"{many(len(rows), 'pair')} of actors"
    articles = {row.article for row in rows}
    records = {getattr(row, "record", None) or row.id for row in rows}
    return f"{many(len(records), 'record')} of {many(len(articles), 'article')}"


def _tell(book: Ledger, made: Sequence[Correction]) -> None:
    with data() as out:
        out.writelines(f"{_line(entry)}\n" for entry in made[:SHOWN])
    if len(made) > SHOWN:
        talk(f"and {len(made) - SHOWN:,} more")
    if made:
        talk(f"{_many(made)}; take back: segundo fix {book.path} undo {made[0].batch or made[0].id}")
    for conflict in _about(book, made):
        others = ", ".join(sorted({entry.by for entry in conflict.corrections}))
        talk(f"{conflict.field} of {conflict.record} is said differently by {others}: see `conflicts`")


def _about(book: Ledger, made: Iterable[Correction]) -> list[Any]:
    records = {entry.record for entry in made}
    return [conflict for conflict in book.corrections.conflicts() if conflict.record in records]


def _list(found: Sequence[Logged], as_json: bool) -> None:
    with data() as out:
        if as_json:
            write_json(found, out)
            return
        for item in found:
            reason = f" ({item.reason})" if item.reason else ""
            entry = item.correction
            out.write(f"{entry.at[:19]}  {entry.by}  {_line(entry)}  {item.fate}{reason}\n")
            if entry.note:
                out.write(f"{'':21}{entry.note}\n")


def _line(entry: Correction) -> str:
    from segundo.ledger.corrections import told

    return f"{entry.id}  {told(entry)}"


def _write(output: Path | None, lines: Iterable[str]) -> None:
    if output is None:
        with data() as out:
            out.writelines(f"{line}\n" for line in lines)
    else:
        with output.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(f"{line}\n" for line in lines)
