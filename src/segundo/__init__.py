"""Segundo reads Portuguese news and keeps a ledger: who said what, when, according to whom, and where it stands.

    >>> from segundo import Article, extract, load_reader
    >>> records = extract(Article(id="1", text="..."), load_reader())

    >>> from segundo import open_ledger
    >>> with open_ledger("news.ledger") as ledger:
    ...     for row in ledger.statements():
    ...         print(row.speaker, row.content)

These are the public names; modules that are not named here may change. What is read and what is found are plain values
(:class:`Article`, :class:`Records` and the records in it), all errors are of one tree (:mod:`segundo.errors`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from segundo.article import Article, Failure, Passage, Span
from segundo.errors import (
    EmptyError,
    EncodingError,
    FormatError,
    LedgerBusyError,
    LedgerError,
    LedgerFullError,
    ModelError,
    NotALedgerError,
    NotFoundError,
    ProcessError,
    SegundoError,
    SourceError,
    UsageError,
)
from segundo.records import Actor, Event, Figure, Records, Statement, Time

if TYPE_CHECKING:
    from segundo.ledger import Filter, Ledger, open_ledger
    from segundo.pipeline import extract
    from segundo.reader import Reader, load_reader
    from segundo.run import read_into
    from segundo.sources import read_sources

__all__ = [
    "Actor",
    "Article",
    "EmptyError",
    "EncodingError",
    "Event",
    "Failure",
    "Figure",
    "Filter",
    "FormatError",
    "Ledger",
    "LedgerBusyError",
    "LedgerError",
    "LedgerFullError",
    "ModelError",
    "NotALedgerError",
    "NotFoundError",
    "Passage",
    "ProcessError",
    "Reader",
    "Records",
    "SegundoError",
    "SourceError",
    "Span",
    "Statement",
    "Time",
    "UsageError",
    "extract",
    "load_reader",
    "open_ledger",
    "read_into",
    "read_sources",
]

_LATER = {
    "Filter": "ledger",
    "Ledger": "ledger",
    "Reader": "reader",
    "extract": "pipeline",
    "load_reader": "reader",
    "open_ledger": "ledger",
    "read_into": "run",
    "read_sources": "sources",
}
"""Names whose modules take time to import, each imported when it is first asked for."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
