"""Where output goes: consoles, and the formats of rows."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import typer
from rich.console import Console

from segundo.errors import EncodingError, UsageError

WIDTH = 120
"""Columns of a table that goes to a file or a pipe."""


class _Console(Console):
    """A console that leaves a closed pipe to :func:`data`."""

    def on_broken_pipe(self) -> None:
        raise


def console(stream: TextIO) -> Console:
    """A console that takes text as it is: no markup, no guessing of what to colour."""
    width = None if stream.isatty() or "COLUMNS" in os.environ else WIDTH
    return _Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


@contextmanager
def data() -> Iterator[TextIO]:
    """Standard output, for data. When its reader has seen enough (``| head``) the command ends quietly."""
    if sys.stdout is None:
        raise UsageError("standard output is closed", do="Leave it open, or send it to a file")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the flush at exit does not fail again
        raise typer.Exit from None


@contextmanager
def lines_of(path: Path) -> Iterator[TextIO]:
    """A file of lines that another ledger gave, opened to be read.

    Raises:
        EncodingError: if it is not in UTF-8, as all that Segundo writes is.
    """
    with path.open(encoding="utf-8") as source:
        try:
            yield source
        except UnicodeDecodeError as error:
            raise EncodingError("it is not in UTF-8", where=str(path)) from error


def talk(message: str) -> None:
    """A line for people, on standard error."""
    print(message, file=sys.stderr)


def many(count: int, noun: str) -> str:
    """How many of something there are: ``1 article``, ``2,000 articles``."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def to_json(value: Any) -> str:
    """One line of JSON; dates as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, default=_iso)


def row_type(kind: str) -> type[Any]:
    """The dataclass of the rows of a kind."""
    from segundo.ledger import (
        ActorRow,
        ArticleRow,
        EventRow,
        FigureRow,
        IdentityRow,
        PointRow,
        SeriesRow,
        StatementRow,
        StoryRow,
        TimeRow,
        ToldRow,
    )

    return {
        "statements": StatementRow, "figures": FigureRow, "events": EventRow, "times": TimeRow, "actors": ActorRow,
        "articles": ArticleRow, "identities": IdentityRow, "series": SeriesRow, "points": PointRow,
        "stories": StoryRow, "story": ToldRow,
    }[kind]  # fmt: skip


def write_json(rows: Iterable[Any], out: TextIO) -> None:
    """Dataclass rows as JSON lines."""
    out.writelines(f"{to_json(asdict(row))}\n" for row in rows)


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no JSON")
