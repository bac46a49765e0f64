"""Rows as a table, as CSV or as JSON lines: what the verbs that list have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TextIO

from segundo.cli.columns import COLUMNS, table
from segundo.cli.options import to_filter, to_flag
from segundo.cli.output import console, row_type, talk, write_json
from segundo.errors import UsageError

if TYPE_CHECKING:
    from segundo.ledger import Filter


def list_rows(
    kind: str,
    rows_of: Callable[[Filter], Iterable[Any]],
    count_of: Callable[[Filter], int],
    options: Mapping[str, Any],
    out: TextIO,
) -> None:
    """Print the rows of a kind that the options of a verb ask for, in the form that they ask for.

    Raises:
        UsageError: if they ask for several forms.
    """
    from segundo.export.csv import write_csv

    formats = [name for name in ("as_csv", "as_json", "as_table") if options[name]]
    if len(formats) > 1:
        raise UsageError("--csv, --json and --table exclude one another", do="Choose one")
    form = formats[0] if formats else "as_table"
    wanted = to_filter(options, table=form == "as_table")
    rows = iter(rows_of(wanted))
    first = list(islice(rows, 1))
    rows = chain(first, rows)
    if form == "as_csv":
        write_csv(rows, row_type(kind), out)
    elif form == "as_json":
        write_json(rows, out)
    elif first:
        shown = list(rows)
        console(out).print(table(COLUMNS[kind], shown))
        if (count := count_of(wanted)) > options["offset"] + len(shown):
            talk(f"{len(shown)} of {count:,} {_named(kind)}; --limit 0 shows all")
    if not first:
        talk(nothing(kind, count_of, wanted))


def nothing(kind: str, count_of: Callable[[Filter], int], wanted: Filter) -> str:
    """Why a list is empty: the filters that it would not be without, each by itself."""
    from segundo.ledger.emptying import culprits, given

    kind = _named(kind)
    if count := count_of(wanted):
        return f"there are no more than {count:,} {kind}"
    blamed = [
        f"without {to_flag(kind, name, value)} there are {number:,}"
        for name, value, number in culprits(count_of, wanted)
    ]
    filters = len(list(given(wanted)))
    if not blamed and filters > 1:
        return f"no {kind} meet all these filters, nor all but one of them"
    return "; ".join((f"there are no {'such ' if filters else ''}{kind}", *blamed))


def _named(kind: str) -> str:
    """A kind of rows as its verb is called."""
    return "actors" if kind == "identities" else kind
