"""From the model's scores to sentences, trees and entities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from segundo.reader.reading import Happening, Saying

LEAST = 0.05
"""What the model gives a smaller chance is not kept."""


def goes_on(forms: Sequence[str], leads: Callable[[str, str], bool]) -> NDArray[np.bool_]:
    """Whether a sentence goes on after each word for sure: an abbreviation that a word without a capital follows.

    ``leads`` tells of an abbreviation and the word after it whether they belong together whatever its letters.
    """
    following = (*forms[1:], "")
    short = (len(form) > 1 and form[-1] == "." and form[0].isalnum() for form in forms)
    pairs = zip(short, forms, following, strict=True)
    return np.array([cut and (after[:1].islower() or leads(form, after)) for cut, form, after in pairs], bool)


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
    return heads.count(-1) == 1 and not _cycle([0, *(head + 1 for head in heads)])


def _spanning_tree(scores: NDArray[np.float32]) -> list[int]:
    """Heads (-1 at the root) from scores ``[word, root and words]``, with exactly one root."""
    size = len(scores) + 1
    table = np.full((size, size), -np.inf)
    table[1:] = scores
    np.fill_diagonal(table, -np.inf)
    under = table[1:, 1:].max(1)
    gains = table[1:, 0] - under
    best: list[int] = []
    most = -np.inf
    for root in (np.argsort(-gains) + 1).tolist():
        if best and under.sum() + gains[root - 1] <= most:
            break  # even with each word where it fits best, no tree with this root or with one of the rest is better
        rooted = table.copy()
        rooted[1:, 0] = rooted[root] = -np.inf
        rooted[root, 0] = table[root, 0]
        heads = _arborescence(rooted)[1:]
        total = table[np.arange(1, size), heads].sum()
        if total > most:
            best, most = (heads - 1).tolist(), total
    return best


def _arborescence(table: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best head of each node but the first, the root, such that there is no cycle: cycles are contracted."""
    heads: NDArray[np.int64] = table.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    outside = np.ones(len(table), bool)
    outside[cycle] = False
    rest: list[int] = np.flatnonzero(outside).tolist()
    leaving = table[outside][:, cycle]
    entering = table[cycle][:, outside] - table[cycle, heads[cycle]][:, None]
    smaller = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    smaller[:-1, :-1] = table[outside][:, outside]
    smaller[:-1, -1], smaller[-1, :-1] = leaving.max(1), entering.max(0)
    for place, head in enumerate(_arborescence(smaller).tolist()):
        inside = head == len(rest)
        if place == len(rest):
            broken = cycle[int(entering[:, head].argmax())]
            heads[broken] = rest[head]
        elif place:
            heads[rest[place]] = cycle[int(leaving[place].argmax())] if inside else rest[head]
    return heads


def _cycle(heads: Sequence[int]) -> list[int]:
    """The nodes of a cycle that does not hold the root, which is node 0; empty where there is none."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        node = start
        while node and not seen[node]:
            seen[node] = start
            node = heads[node]
        if node and seen[node] == start:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(heads[cycle[-1]])
            return cycle
    return []


def entities(
    scores: NDArray[np.float32], names: Sequence[str], inner: NDArray[np.bool_]
) -> list[tuple[int, int, str]]:
    """Spans ``[first, last)`` with their type from IOB2 scores ``[word, tag]``; ``inner`` words end no name.

    Of all rows of tags in which an I- continues a name of its type, the one with the greatest sum is taken.
    """
    outside, follows = names.index("O"), _follows(tuple(names))
    kinds = np.append(False, inner).astype(int)  # of the word before each one, and of the last before the end
    tags = scores.argmax(-1)
    if not follows[kinds, np.append(outside, tags), np.append(tags, outside)].all():
        tags = _best_tags(scores, kinds, outside, np.where(follows, 0, -np.inf))
    out: list[tuple[int, int, str]] = []
    for word, tag in enumerate(tags.tolist()):
        prefix, _, kind = names[tag].partition("-")
        if prefix == "B":
            out.append((word, word + 1, kind))
        elif prefix == "I":
            out[-1] = (out[-1][0], word + 1, kind)
    return out


@cache
def _follows(names: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which tag may follow which one ``[kind, before, after]``: behind a word that may end a name, and another one."""
    begins = np.array([not tag.startswith("I-") for tag in names])
    goes_on = np.array([[before != "O" and before[2:] == tag[2:] for tag in names] for before in names]) & ~begins
    return np.array([goes_on | begins, goes_on | begins & np.array([[before == "O"] for before in names])])


def _best_tags(
    scores: NDArray[np.float32], kinds: NDArray[np.int64], outside: int, barred: NDArray[np.float64]
) -> NDArray[np.int64]:
    """The best row of tags (Viterbi 1967), given what is added for the tags before and after a place, by its kind."""
    best = np.where(np.arange(scores.shape[1]) == outside, 0, -np.inf)
    ways_to: list[NDArray[np.int64]] = []
    for row, kind in zip(scores, kinds, strict=False):
        ways = best[:, None] + barred[kind]
        ways_to.append(ways.argmax(0))
        best = ways.max(0) + row
    tags = [(best + barred[kinds[-1], :, outside]).argmax()]
    for way in ways_to[:0:-1]:
        tags.append(way[tags[-1]])
    return np.array(tags[::-1])


def sayings(
    anchors: NDArray[np.float32], bounds: NDArray[np.int64], sure: NDArray[np.float32], acts: NDArray[np.float32]
) -> Iterator[Saying]:
    """What may be statements; one without content is none.

    ``anchors`` are chances ``[word, none/cue/bare]``, ``bounds`` the first and last word of source and content, counted
    from 1 (0: there is none), ``sure`` the chance of each bound, ``acts`` chances ``[word, act]``.
    """
    likely = 1 - anchors[:, 0]
    for word in np.flatnonzero(likely >= LEAST).tolist():
        first, last, begin, end = bounds[word].tolist()
        if not 0 < begin <= end:
            continue
        chance = sure[word]
        yield Saying(
            word, bool(anchors[word, 2] > anchors[word, 1]), _thousandths(likely[word]),
            (first - 1, last) if 0 < first <= last else None, _thousandths(chance[0] * chance[1]),
            (begin - 1, end), _thousandths(chance[2] * chance[3]), tuple(map(_thousandths, acts[word].tolist())),
        )  # fmt: skip


def happenings(
    events: NDArray[np.float32], statuses: NDArray[np.float32], labels: Sequence[str]
) -> Iterator[Happening]:
    """What may be events: ``events`` are chances ``[word, type]``, no event first, ``statuses`` ``[word, status]``."""
    likely = 1 - events[:, 0]
    for word in np.flatnonzero(likely >= LEAST).tolist():
        type = int(events[word, 1:].argmax()) + 1
        yield Happening(
            word, _thousandths(likely[word]), labels[type], _thousandths(events[word, type]),
            tuple(map(_thousandths, statuses[word].tolist())),
        )  # fmt: skip


def _thousandths(chance: float) -> float:
    return round(float(chance), 3)
