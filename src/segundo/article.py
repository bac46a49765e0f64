"""What is read: an article, its passages, and spans of its text.

All offsets are code points into the article's canonical text: Unicode NFC, lines ended by ``\\n``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias

Basis: TypeAlias = Literal["given", "extracted", "unknown"]
"""How the publication date is known: given with the article, extracted from its page, or not at all."""


class Span(NamedTuple):
    """The code points ``[start, end)`` of a text."""

    start: int
    end: int


Pieces: TypeAlias = tuple[Span, ...]
"""What a record marks: none, one or several spans, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as it was read; its text never changes afterwards.

    ``source`` names the file (and the item in it) that it came from, ``sha256`` is the hash of that item's raw bytes.
    ``notes`` say what was mended on the way in; ``extra`` keeps what the source gave and Segundo has no field for.
    """

    id: str
    text: str
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    published: date | None = None
    published_basis: Basis = "unknown"
    source: str = ""
    sha256: str = ""
    notes: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an article: its number (from 1), its place, its text, and the fingerprint of its folded words.

    ``first`` is the number of the passage of this article that has the same fingerprint and stands first: its own
    number where nothing is repeated.
    """

    number: int
    span: Span
    text: str
    fingerprint: str
    first: int


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: where it stands, the error's code (see :mod:`segundo.errors`) and the reason."""

    source: str
    code: str
    reason: str
