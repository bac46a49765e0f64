"""The errors of Segundo: one tree, one code each.

    SegundoError                segundo
    ├── SourceError             source         an input cannot be read
    │   ├── FormatError         format         it is not what its name says
    │   ├── EncodingError       encoding       its bytes are no text
    │   └── EmptyError          empty          it holds no text
    ├── ModelError              model          the reader's model is missing or broken
    ├── ProcessError            process        a process that was reading has ended
    ├── LedgerError             ledger         a ledger cannot be opened or written
    │   ├── NotALedgerError     not-a-ledger   the file is something else
    │   ├── LedgerBusyError     ledger-busy    another process is writing
    │   └── LedgerFullError     ledger-full    the disk is full
    ├── NotFoundError           not-found      no such record
    └── UsageError              usage          a filter or value that means nothing
"""

from __future__ import annotations

from collections.abc import Mapping


class SegundoError(Exception):
    """Any error of Segundo: ``what`` happened, ``where`` (a file, an item, a record) and what to ``do`` about it.

    The sentences ``what`` and ``do`` may have names in braces, for which the ``facts`` of these names are put in;
    several values are written with commas between. ``sentences`` keeps both as they were given, so that the pages can
    say the same in another language.
    """

    code = "segundo"

    def __init__(self, what: str, *, where: str | None = None, do: str | None = None, **facts: object) -> None:
        self.what = _filled(what, facts)
        self.where = where
        self.do = do and _filled(do, facts)
        self.sentences = (what, do)
        self.facts = facts
        super().__init__(self.what)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f". {self.do}" if self.do else ""
        return f"{place}{self.what}{advice}"


def _filled(sentence: str, facts: Mapping[str, object]) -> str:
    """A sentence with its facts; without facts braces mean nothing."""
    several = (list, tuple, set, Mapping)
    told = {name: ", ".join(map(str, fact)) if isinstance(fact, several) else fact for name, fact in facts.items()}
    return sentence.format(**told) if told else sentence


class SourceError(SegundoError):
    """An input cannot be read."""

    code = "source"


class FormatError(SourceError):
    """An input is not what its name says."""

    code = "format"


class EncodingError(SourceError):
    """An input's bytes are no text in any known encoding."""

    code = "encoding"


class EmptyError(SourceError):
    """An input holds no text."""

    code = "empty"


class ModelError(SegundoError):
    """The reader's model is missing or broken."""

    code = "model"


class ProcessError(SegundoError):
    """A process that was reading articles has ended before its time."""

    code = "process"


class LedgerError(SegundoError):
    """A ledger cannot be opened, read or written."""

    code = "ledger"


class NotALedgerError(LedgerError):
    """The file is not a ledger of Segundo."""

    code = "not-a-ledger"


class LedgerBusyError(LedgerError):
    """Another process is writing to the ledger."""

    code = "ledger-busy"


class LedgerFullError(LedgerError):
    """The disk that holds the ledger is full."""

    code = "ledger-full"


class NotFoundError(SegundoError):
    """No record or article has this id."""

    code = "not-found"


class UsageError(SegundoError):
    """A filter or a value that means nothing."""

    code = "usage"
