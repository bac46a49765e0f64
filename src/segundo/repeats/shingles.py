"""Shingles: runs of folded words, as numbers. Two texts share what shingles they share.

A fixed sample of them, the same in every text, finds the texts that have something in common (Broder's sketch of
containment). Unlike the smallest values that MinHash keeps, the sample grows with the text, so that a short text is
found inside a long one, and a copied paragraph in an article of its own.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from zlib import crc32

from segundo.article import Span
from segundo.segment import fold

SIZE = 5
"""Words of a shingle: few enough to survive an edit nearby, enough that two texts rarely share one by chance."""

SAMPLE = 8
"""One shingle in so many is a mark, by which texts are looked up."""

HASH_BYTES = 4
"""Bytes of a shingle that is packed."""

_WORD = re.compile(r"\S+")


class Word(NamedTuple):
    """A folded word and where it stands."""

    folded: str
    span: Span


def words(text: str) -> list[Word]:
    """The folded words of a text; one written word may give several ("guarda-chuva") or none ("–")."""
    return [
        Word(folded, Span(*match.span())) for match in _WORD.finditer(text) for folded in folded_words(match.group())
    ]


@lru_cache(maxsize=1 << 17)
def folded_words(written: str) -> tuple[str, ...]:
    """The folded words of a written one."""
    return tuple(fold(written).split())


def runs(folded: Sequence[str], size: int = SIZE) -> list[int]:
    """The shingle that begins at each folded word, as a number of 32 bits; none of fewer words than are in one."""
    joined = map(" ".join, zip(*(folded[start:] for start in range(size)), strict=False))
    return [*map(crc32, map(str.encode, joined))]


def shingles(text: str, size: int = SIZE) -> frozenset[int]:
    """All the shingles of a text."""
    # Word by word, as most words have been folded before.
    return frozenset(runs([*chain.from_iterable(map(folded_words, text.split()))], size))


def marks(packed: bytes) -> list[int]:
    """Those shingles, of some that :func:`pack` packed, by which a text is looked up, in order."""
    import numpy as np  # only here and below: most of those who look into a ledger need no comparison

    of = np.frombuffer(packed, "<u4")
    return [*map(int, of[of % SAMPLE == 0].tolist())]


def pack(of: Collection[int]) -> bytes:
    """Shingles as bytes, in order, the same on every machine."""
    import numpy as np

    return np.sort(np.fromiter(of, "<u4", len(of))).tobytes()


@lru_cache(maxsize=1 << 10)
def unpack(packed: bytes) -> frozenset[int]:
    """What :func:`pack` packed; kept for a while, since copies are often alike to the last word.

    Raises:
        ValueError: if the bytes are no shingles.
    """
    if len(packed) % HASH_BYTES:
        raise ValueError(f"{len(packed)} bytes are no shingles")
    return frozenset(struct.unpack(f"<{len(packed) // HASH_BYTES}I", packed))


def shared(one: bytes, others: Sequence[bytes]) -> list[int]:
    """How many shingles one text shares with each of others, all as :func:`pack` packs them."""
    import numpy as np

    mine, every = np.frombuffer(one, "<u4"), np.frombuffer(b"".join(others), "<u4")
    if not len(mine):
        return [0] * len(others)
    at = np.minimum(np.searchsorted(mine, every), len(mine) - 1)
    found = np.concatenate(([0], np.cumsum(mine[at] == every)))
    ends = np.cumsum([len(other) // HASH_BYTES for other in others], dtype=np.int64)
    return [int(count) for count in np.diff(found[ends], prepend=0)]
