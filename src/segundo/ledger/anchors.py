"""Finding words again in a text that may have changed since.

A quote is a piece of text with its place, its exact words, and a little of what stands before and after it, as the
selectors of W3C Web Annotations have it (https://www.w3.org/TR/annotation-model/#selectors). In plain JSON it is
``{"start", "end", "words", "before", "after"}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Any, TypeAlias

from segundo.article import Pieces, Span
from segundo.ledger.ids import key_pieces

Quote: TypeAlias = dict[str, Any]
"""A piece of text, as JSON."""

AROUND = 32
"""Characters that a quote has of what stands before it, and after it."""
ENOUGH = 12
"""Characters around a quote that must be as they were, if the quote stands elsewhere; fewer where there are none."""
OVERLAP = 0.5
"""So much of what two records mark must be common for one to be taken for the other (Jaccard's index)."""


def quotes(text: str, pieces: Iterable[Span]) -> list[Quote]:
    """The pieces of a text as quotes."""
    return [
        {
            "start": start, "end": end, "words": text[start:end], "before": text[max(0, start - AROUND) : start],
            "after": text[end : end + AROUND],
        }
        for start, end in pieces
    ]  # fmt: skip


def anchor(kind: str, text: str, parts: Mapping[str, Pieces]) -> dict[str, Any]:
    """What a record of a kind is found again by: its text's hash, and quotes of the parts that make it what it is."""
    key = [quotes(text, pieces) for pieces in key_pieces(kind, parts)]
    return {"sha256": sha256(text.encode()).hexdigest(), "parts": key}


def locate(text: str, quoted: Sequence[Quote]) -> Pieces | None:
    """Where quotes stand in a text; None if one of them stands nowhere, or in several places alike."""
    found = [_locate(text, quote) for quote in quoted]
    pieces = tuple(span for span in found if span is not None)
    ordered = all(one.end <= other.start for one, other in pairwise(pieces))
    return pieces if len(pieces) == len(found) and ordered else None


def place(kind: str, text: str, anchored: Mapping[str, Any], there: Mapping[str, Mapping[str, Pieces]]) -> str | None:
    """The id of the record that an anchor is of, among the records of its kind that an article has, with their parts.

    None if no record marks at least half of the same text, or several do so alike.
    """
    marked = {at for quoted in anchored["parts"] for span in locate(text, quoted) or () for at in range(*span)}
    shares = sorted(
        (
            (len(marked & theirs) / len(marked | theirs), identifier)
            for identifier, parts in there.items()
            if (theirs := {at for pieces in key_pieces(kind, parts) for span in pieces for at in range(*span)})
        ),
        reverse=True,
    )
    if not shares or shares[0][0] < OVERLAP or (len(shares) > 1 and shares[1][0] == shares[0][0]):
        return None
    return shares[0][1]


def _locate(text: str, quote: Quote) -> Span | None:
    words, before, after = quote["words"], quote["before"], quote["after"]

    def around(at: int) -> int:
        """How many characters before and after some place are those of the quote."""
        end = at + len(words)
        lead, rest = text[max(0, at - AROUND) : at][::-1], text[end : end + AROUND]
        return _common(lead, before[::-1]) + _common(rest, after)

    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    most = max(map(around, places), default=-1)
    if most < min(ENOUGH, len(before) + len(after)):
        return None
    places = [at for at in places if around(at) == most]
    if len(places) > 1:
        places = [at for at in places if at == quote["start"]]
    return Span(places[0], places[0] + len(words)) if places else None


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
