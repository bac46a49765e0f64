"""Quotation marks: where words stand between them, whatever their kind and however they are closed.

Every paragraph is read from left to right with a stack. What a mark does is told by its shape where the shape is
plain (``“ « „``), by its neighbours where it is not (``"`` and ``'``), and by what is open where they do not tell
either. A quotation left open that one of the following paragraphs closes is one quotation of several pieces; one that
is never closed ends with its paragraph and says so. A paragraph that starts with a dash is a line of dialogue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from segundo.article import Pieces, Span

Kind: TypeAlias = Literal["double", "single", "dash"]

_MARK = re.compile("[\"“”„‟«»'‘’‚‹›]")
_DASH = re.compile(r"[-–—]{1,2}\s+(?=\S)")
_DOUBLE = frozenset('"“”„‟«»')
_OPENING = frozenset("“„«‘‚‹")
_CLOSING = frozenset("”»’›")
_BEFORE_OPENING = frozenset("([{-–—/:;,.…>\"'") | _OPENING
_AFTER_CLOSING = frozenset(".,;:!?…)]}-–—/\"'") | _CLOSING
_NEVER_OPENED = frozenset(",;:!?)]}")
_MOST_PARAGRAPHS = 30
"""The close of a quotation is looked for in no more than so many paragraphs."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words. ``outer`` takes in the marks; ``pieces`` are the words between them, one piece a paragraph."""

    outer: Span
    pieces: Pieces
    kind: Kind
    closed: bool

    @property
    def inner(self) -> Span:
        """From the first quoted character to the last."""
        return Span(self.pieces[0].start, self.pieces[-1].end)


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The outermost quotations of some paragraphs of a text, in order; none overlaps another."""
    found: list[Quotation] = []
    resume = 0
    for number, paragraph in enumerate(paragraphs):
        dialogue = _DASH.match(text, paragraph.start, paragraph.end)
        if dialogue and resume <= paragraph.start:
            pieces = _between(text, dialogue.end(), paragraph.end, (paragraph,))
            found.append(Quotation(paragraph, pieces, "dash", closed=True))
            continue
        start = max(paragraph.start, resume)
        spans, waiting = _read(text, start, paragraph.end)
        end = None if waiting is None else _later_close(text, paragraphs[number + 1 : number + _MOST_PARAGRAPHS])
        for span in spans:
            # What follows the mark left open belongs to it where it is closed after all.
            if waiting is None or end is None or span.end <= waiting:
                kind: Kind = "double" if text[span.start] in _DOUBLE else "single"
                pieces = _between(text, span.start + 1, span.end - 1, (paragraph,))
                found.append(Quotation(span, pieces, kind, closed=True))
        if waiting is None:
            continue
        if end is None:
            stop = min((span.start for span in spans if span.start > waiting), default=paragraph.end)
            pieces = _between(text, waiting + 1, stop, (paragraph,))
            found.append(Quotation(Span(waiting, stop), pieces, "double", closed=False))
        else:
            pieces = _between(text, waiting + 1, end, paragraphs[number:])
            found.append(Quotation(Span(waiting, end + 1), pieces, "double", closed=True))
            resume = end + 1
    return tuple(sorted((one for one in found if one.pieces), key=lambda one: one.outer))


def _read(text: str, start: int, end: int) -> tuple[list[Span], int | None]:
    """The closed outermost quotations of a stretch, marks included, and the first double mark that is left open."""
    stack: list[int] = []
    spans: list[Span] = []
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        double = text[at] in _DOUBLE
        partner = next((n for n in reversed(range(len(stack))) if (text[stack[n]] in _DOUBLE) == double), None)
        role = _role(text, start, end, at, partner is not None)
        if role == "open":
            stack.append(at)
        elif role == "close" and partner is not None:
            spans.append(Span(stack[partner], at + 1))
            del stack[partner:]
    waiting = next((at for at in stack if text[at] in _DOUBLE), None)
    return _outermost(spans), waiting


def _role(text: str, start: int, end: int, at: int, is_open: bool) -> Literal["open", "close", "none"]:
    """Whether the mark at a place opens or closes a quotation; ``none`` is an apostrophe or a stray mark."""
    mark = text[at]
    left = text[at - 1] if at > start else " "
    right = text[at + 1] if at + 1 < end else " "
    may_open = (left.isspace() or left in _BEFORE_OPENING) and not right.isspace() and right not in _NEVER_OPENED
    may_close = (right.isspace() or right in _AFTER_CLOSING) and not left.isspace()
    if mark not in _DOUBLE:
        if may_open and not may_close and right.isalnum():
            return "open"
        return "close" if may_close and is_open else "none"
    if mark in _OPENING:
        return "close" if is_open and may_close and not may_open else "open"
    if mark in _CLOSING:
        if is_open:
            return "close"
        return "open" if may_open and not may_close else "none"
    if may_open != may_close:
        return "open" if may_open else "close" if is_open else "none"
    return "close" if is_open else "open"


def _outermost(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _later_close(text: str, paragraphs: Sequence[Span]) -> int | None:
    """The mark of the following paragraphs that closes a quotation left open before them, if there is one.

    A mark at the very start of a paragraph opens the same quotation again, as printers do.
    """
    for paragraph in paragraphs:
        if _DASH.match(text, paragraph.start, paragraph.end):
            return None
        for match in _MARK.finditer(text, paragraph.start, paragraph.end):
            at = match.start()
            if text[at] not in _DOUBLE:
                continue
            if _role(text, paragraph.start, paragraph.end, at, True) == "close":
                return at
            if at > paragraph.start:
                return None
    return None


def _between(text: str, start: int, end: int, paragraphs: Sequence[Span]) -> Pieces:
    """What stands between two marks, white space and marks at the edges left out, one piece a paragraph."""
    pieces: list[Span] = []
    for paragraph in paragraphs:
        first, last = max(paragraph.start, start), min(paragraph.end, end)
        while first < last and (text[first].isspace() or (text[first] in _DOUBLE and text[first] != text[last - 1])):
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            pieces.append(Span(first, last))
    return tuple(pieces)
