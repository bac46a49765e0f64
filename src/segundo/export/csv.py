"""Rows as comma-separated values (RFC 4180) that spreadsheets open safely and :func:`read_csv` reads back unchanged.

A spreadsheet takes a cell that starts with ``=``, ``+``, ``-`` or ``@`` for a formula, also after a tab or a line end.
Such text gets one apostrophe in front (OWASP, "CSV Injection"); so does text that already has apostrophes before one of
these, so that taking one away always gives the text back. Numbers are written as they are.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date
from typing import Any, TextIO, TypeVar, get_args, get_type_hints

from segundo.article import Pieces, Span

Row = TypeVar("Row")

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def write_csv(rows: Iterable[Row], row_type: type[Row], out: TextIO) -> None:
    """Write a header and the rows, all of one dataclass; what is unknown is an empty cell, lists are JSON."""
    names = [field.name for field in fields(row_type)]  # type: ignore[arg-type]
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([_cell(getattr(row, name)) for name in names] for row in rows)


def read_csv(lines: Iterable[str], row_type: type[Row]) -> Iterator[Row]:
    """The rows that :func:`write_csv` wrote; open files with ``newline=""``.

    Raises:
        ValueError: if a cell does not hold what its column should.
    """
    hints = get_type_hints(row_type)
    parsers = {field.name: _parser(hints[field.name]) for field in fields(row_type)}  # type: ignore[arg-type]
    for cells in csv.DictReader(lines, strict=True):
        yield row_type(**{name: parse(cells[name]) for name, parse in parsers.items()})


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case tuple():
            return json.dumps(value, ensure_ascii=False)
        case str():
            return f"'{value}" if _FORMULA.match(value) else value
        case _:
            return str(value)


def _text(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _truth(cell: str) -> bool:
    return {"true": True, "false": False}[cell]


def _strings(cell: str) -> tuple[str, ...]:
    return tuple(json.loads(cell))


def _pieces(cell: str) -> Pieces:
    return tuple(Span(*span) for span in json.loads(cell))


def _span(cell: str) -> Span:
    return Span(*json.loads(cell))


_PARSERS: dict[Any, Callable[[str], Any]] = {
    str: _text, int: int, float: float, bool: _truth, date: date.fromisoformat, Span: _span, Pieces: _pieces,
    tuple[str, ...]: _strings,
}  # fmt: skip


def _parser(hint: Any) -> Callable[[str], Any]:
    """What turns a cell into a value of a type; a type with ``None`` in it takes an empty cell for that."""
    known = [_PARSERS.get(kind, _text) for kind in (hint, *get_args(hint)) if kind in _PARSERS]
    parse = known[0] if known else _text
    return (lambda cell: parse(cell) if cell else None) if type(None) in get_args(hint) else parse
