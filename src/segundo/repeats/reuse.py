"""Which words of a text stand in another one."""

from __future__ import annotations

from collections.abc import Set
from itertools import groupby
from typing import NamedTuple

from segundo.article import Pieces, Span
from segundo.repeats.shingles import SIZE, Word, runs, words

LEAST_WORDS = 12
"""A shorter run of the same words is a name, a phrase or chance."""


class Woven(NamedTuple):
    """The folded words of a text and the shingle that begins at each, as they are looked for in many others."""

    words: list[Word]
    runs: list[int]


def woven(text: str) -> Woven:
    """A text's words and shingles, in order."""
    written = words(text)
    return Woven(written, runs([word.folded for word in written]))


def reused(of: Woven, other: Set[int]) -> Pieces:
    """The runs of words of a text that stand also in another one, of these shingles; a word that differs ends a run."""
    out = []
    for shared, run in groupby(enumerate(of.runs), key=lambda numbered: numbered[1] in other):
        places = [place for place, _ in run]
        first, last = places[0], places[-1] + SIZE - 1
        if shared and last - first + 1 >= LEAST_WORDS:
            out.append(Span(of.words[first].span.start, of.words[last].span.end))
    return tuple(_joined(out))


def _joined(runs_found: list[Span]) -> list[Span]:
    """The runs with those made one that overlap, as two may where the other text has them apart."""
    out: list[Span] = []
    for run in runs_found:
        if out and run.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(run.end, out[-1].end))
        else:
            out.append(run)
    return out
