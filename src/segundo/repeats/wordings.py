"""Whether two statements of different articles are the same one, and how their wordings differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from segundo.repeats.shingles import shingles
from segundo.segment import fold

Wording: TypeAlias = Literal["same", "shortened", "extended", "altered"]
"""The words of an appearance beside those of the earliest: the same, some left out, some added, or others."""

SIZE = 4
"""Words of a phrase; what two statements have in common is counted in phrases."""
SAME = 0.5
"""So much of the shorter statement's phrases stand in the longer one where the speaker is the same or not known."""
QUOTED = 0.8
"""So much is asked for where the speakers differ: one quotation, given to two people."""
LEAST = 2
"""Phrases that two statements have in common at least."""
WITHIN = 30
"""Statements of articles that were published further apart than so many days are repeated, not reprinted."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as it is compared with others: its phrases, its speaker's folded name, and the day it was printed."""

    phrases: frozenset[int]
    speaker: str | None
    quoted: bool
    day: int | None


@lru_cache(maxsize=1 << 13)
def phrases(content: str) -> frozenset[int]:
    """The phrases of what was said."""
    return shingles(content, SIZE)


def enough(size: int, other: int) -> float:
    """How many phrases two statements of so many must share at least."""
    return max(LEAST, SAME * min(size, other))


def sameness(one: Saying, other: Saying) -> float:
    """How much of the shorter of two statements stands in the longer; 0 where they are not the same one."""
    if one.day is not None and other.day is not None and abs(one.day - other.day) > WITHIN:
        return 0.0
    shared = len(one.phrases & other.phrases)
    if shared < enough(len(one.phrases), len(other.phrases)):
        return 0.0
    share = shared / min(len(one.phrases), len(other.phrases))
    alike = compatible(one.speaker, other.speaker)
    return round(share, 4) if alike or (one.quoted and other.quoted and share >= QUOTED) else 0.0


def compatible(one: str | None, other: str | None) -> bool:
    """Whether two folded names may be of one speaker: the words of one stand in the other, or one is not known."""
    if one is None or other is None:
        return True
    first, second = set(one.split()), set(other.split())
    return first <= second or second <= first


def wording(content: str, earliest: str) -> Wording:
    """How a statement is worded beside the earliest appearance."""
    mine, first = fold(content).split(), fold(earliest).split()
    if mine == first:
        return "same"
    if _within(mine, first):
        return "shortened"
    return "extended" if _within(first, mine) else "altered"


def _within(some: Sequence[str], all_words: Sequence[str]) -> bool:
    """Whether some words stand among others in the same order."""
    rest: Iterator[str] = iter(all_words)
    return all(word in rest for word in some)
