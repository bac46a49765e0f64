"""The text of an article cut where marks begin and end, so that overlapping records show in one line of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from segundo.article import Passage, Span

PARTS: Mapping[str, tuple[str, ...]] = {
    "statements": ("content", "source", "cue"),
    "figures": ("number", "what"),
    "events": ("trigger",),
    "times": ("words",),
    "actors": ("mentions",),
}
"""The parts that are marked, by kind; the first is where a record is opened."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text that a record marks: which record, its kind, which part."""

    span: Span
    record: str
    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Bit:
    """Text between two edges of marks: the classes that draw it, the records that mark it, and those that begin here.

    ``depth`` is how many statements hold it, one within the other.
    """

    text: str
    classes: tuple[str, ...]
    records: tuple[str, ...]
    begins: tuple[str, ...]
    depth: int


def marks(rows: Iterable[tuple[str, object]]) -> list[Mark]:
    """The marks of rows, each with its kind."""
    return [
        Mark(span, row.id, kind, part)  # type: ignore[attr-defined]
        for kind, row in rows
        for part in PARTS[kind]
        for span in getattr(row, f"{part}_spans")
    ]


def bits(passage: Passage, found: Sequence[Mark], seen: set[str]) -> Iterator[Bit]:
    """A passage in bits. A record begins where the first of its marks does; ``seen`` keeps which have begun."""
    here = [mark for mark in found if mark.span.start < passage.span.end and passage.span.start < mark.span.end]
    edges = {passage.span.start, passage.span.end}
    for mark in here:
        edges |= {edge for edge in mark.span if passage.span.start < edge < passage.span.end}
    for start, end in pairwise(sorted(edges)):
        over = [mark for mark in here if mark.span.start <= start and end <= mark.span.end]
        begins = tuple(dict.fromkeys(mark.record for mark in over if mark.record not in seen))
        seen.update(begins)
        yield Bit(
            text=passage.text[start - passage.span.start : end - passage.span.start],
            classes=tuple(dict.fromkeys(f"{mark.kind}-{mark.part}" for mark in over)),
            records=tuple(dict.fromkeys(mark.record for mark in over)),
            begins=begins,
            depth=sum(mark.part == "content" for mark in over),
        )
