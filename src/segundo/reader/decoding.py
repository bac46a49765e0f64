"""From the model's scores to sentences, trees and entities."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from ufal.chu_liu_edmonds import chu_liu_edmonds


def sentence_ranges(ends: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Ranges of words from marks on each sentence's last word; the passage's last word ends its last sentence."""
    if not len(ends):
        return []
    bounds = [0, *(np.flatnonzero(ends[:-1]) + 1).tolist(), len(ends)]
    return list(pairwise(bounds))


def tree(heads: NDArray[np.int64], scores: NDArray[np.float32], ranges: Sequence[tuple[int, int]]) -> list[int]:
    """The head of each word (-1 at a root), one tree with one root for each sentence.

    ``heads`` is the best head of each word, 0 for the root and words counted from 1; ``scores`` are ``[word, head]``.
    Where the best heads are no tree, the maximum spanning tree is taken (Chu and Liu 1965, Edmonds 1967).
    """
    out: list[int] = (heads - 1).tolist()
    for first, last in ranges:
        local = [head - first if head >= 0 else -1 for head in out[first:last]]
        if not _is_tree(local):
            columns = [0, *range(first + 1, last + 1)]
            best = _spanning_tree(scores[first:last][:, columns])
            out[first:last] = [head + first if head >= 0 else -1 for head in best]
    return out


def _is_tree(heads: Sequence[int]) -> bool:
    if heads.count(-1) != 1:
        return False
    seen = [0] * len(heads)
    for walk, word in enumerate(range(len(heads)), 1):
        while word >= 0 and not seen[word]:
            seen[word] = walk
            word = heads[word]
        if word >= 0 and seen[word] == walk:
            return False
    return True


def _spanning_tree(scores: NDArray[np.float32]) -> list[int]:
    """Heads (-1 at the root) from scores ``[word, root and words]``, with exactly one root."""
    size = len(scores)
    table = np.full((size + 1, size + 1), np.nan)
    table[1:] = scores.astype(np.float64)
    peak = np.nanmax(table[1:], 1, keepdims=True)
    table[1:] -= peak + np.log(np.nansum(np.exp(table[1:] - peak), 1, keepdims=True))
    np.fill_diagonal(table, np.nan)
    heads, _ = chu_liu_edmonds(table)
    roots = [word for word in range(1, size + 1) if heads[word] == 0]
    if len(roots) != 1:
        best = -np.inf
        for root in roots:
            single = table.copy()
            single[1:, 0] = np.nan
            single[root, 0] = table[root, 0]
            candidate, value = chu_liu_edmonds(single)
            if value > best:
                heads, best = candidate, value
    return [int(head) - 1 for head in heads[1:]]


def entities(scores: NDArray[np.float32], names: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans ``[first, last)`` with their type from IOB2 scores ``[word, tag]``; an I- that continues nothing begins."""
    out: list[tuple[int, int, str]] = []
    open_type = ""
    for word, tag in enumerate(scores.argmax(-1).tolist()):
        prefix, _, kind = names[tag].partition("-")
        if prefix == "O":
            open_type = ""
        elif prefix == "I" and kind == open_type:
            out[-1] = (out[-1][0], word + 1, kind)
        else:
            out.append((word, word + 1, kind))
            open_type = kind
    return out
