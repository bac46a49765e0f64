"""What the rules hand over: statements before their act, form and date are told."""

from __future__ import annotations

from dataclasses import dataclass

from segundo.article import Pieces
from segundo.records import Act


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as one rule found it. ``cue`` and ``source`` are words; ``verb`` is the word that carries the cue."""

    content: Pieces
    cue: tuple[int, ...]
    source: tuple[int, ...]
    act: Act
    rule: str
    said: bool = True
    verb: int | None = None
