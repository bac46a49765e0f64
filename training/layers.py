"""Targets of the statement and event layers, from articles in the gold form.

A statement hangs from its *anchor*: the last word of its cue, or, where it has no cue, the first word of its content.
For each anchor the network says which words are its source and its content, and what act it is.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from segundo.reader.pieces import Encoded, Pieces
from segundo.reader.reader import stretches
from segundo.reader.tokens import Tokens, tokenize
from segundo.records import ACTS, STATUSES
from segundo.segment import segment
from training.data import EVENTS, IGNORE, pad, vary_chunks


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement in words of its stretch, counted from 1 (0 is the root)."""

    anchor: int
    source: tuple[int, ...]
    content: tuple[int, ...]
    act: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the network reads at a time, with what it should say of each word."""

    article: str
    chunks: tuple[str, ...]
    spaced: tuple[bool, ...]
    chunk: tuple[int, ...]
    part: tuple[int, ...]
    anchors: tuple[int, ...]
    sayings: tuple[Saying, ...]
    events: tuple[int, ...]
    statuses: tuple[int, ...]
    weight: float

    def __len__(self) -> int:
        return len(self.chunk)

    def encode(self, pieces: Pieces, rng: random.Random | None = None) -> Encoded:
        """Its pieces; with ``rng``, in other quotation marks and dashes."""
        chunks = self.chunks if rng is None else vary_chunks(self.chunks, rng)
        return pieces.encode(chunks, self.spaced, self.chunk, self.part)


def stretches_of(article: dict[str, Any], weight: float = 1.0) -> list[Stretch]:
    """The stretches of an article's distinct passages, with the targets that its records give."""
    out = []
    for passage in segment(article["text"]):
        if passage.first != passage.number:
            continue
        tokens = tokenize(passage.text)
        for first, last in stretches(tokens):
            out.append(_stretch(article, tokens, passage.span.start, first, last, weight))
    return out


def _stretch(
    article: dict[str, Any], tokens: Tokens, offset: int, first: int, last: int, weight: float
) -> Stretch:
    starts = [start + offset for start in tokens.start[first:last]]
    ends = [end + offset for end in tokens.end[first:last]]

    def words(pieces: Iterable[Sequence[int]]) -> list[int]:
        found = [range(bisect_right(ends, a), bisect_left(starts, b)) for a, b in pieces]
        return [word + 1 for run in found for word in run]

    def unhyphened(found: list[int]) -> list[int]:
        joint = [word for word in found if tokens.text[tokens.chunk_start[tokens.chunk[first + word - 1]]] != "-"]
        return joint or found

    anchors = [IGNORE] + [0] * (last - first)
    sayings: dict[int, Saying] = {}
    for statement in article["statements"]:
        content = words(statement["content"])
        cue = unhyphened(words(statement["cue"][:1]))
        if not content or (statement["cue"] and not cue):
            # what goes on from another stretch has no anchor here; nothing is to be learnt of its first word
            for word in content[:1]:
                anchors[word] = IGNORE
            continue
        anchor = cue[-1] if cue else content[0]
        anchors[anchor] = 1 if cue else 2
        known = sayings.get(anchor)
        if known is not None:
            content = sorted({*known.content, *content})
        sayings[anchor] = Saying(
            anchor, tuple(words(statement["source"])), tuple(content), ACTS.index(statement["act"])
        )
    events, statuses = [IGNORE] + [0] * (last - first), [IGNORE] * (last - first + 1)
    for event in article["events"]:
        for word in words(event["trigger"])[-1:]:
            events[word], statuses[word] = EVENTS.index(event["type"]), STATUSES.index(event["status"])
    from_chunk, to_chunk = tokens.chunk[first], tokens.chunk[last - 1] + 1
    return Stretch(
        article["id"],
        tuple(tokens.text[tokens.chunk_start[c] : tokens.chunk_end[c]] for c in range(from_chunk, to_chunk)),
        tokens.spaced[from_chunk:to_chunk],
        tuple(chunk - from_chunk for chunk in tokens.chunk[first:last]),
        tokens.part[first:last],
        tuple(anchors),
        tuple(sayings.values()),
        tuple(events),
        tuple(statuses),
        weight,
    )


def layer_targets(found: Sequence[Stretch]) -> dict[str, Tensor]:
    """The padded targets of a batch.

    ``anchor``, ``event``, ``status``: ``[batch, words]``; ``at``, ``act``: ``[batch, anchors]``, ``at`` the word of
    each anchor (0 where there is none, and the act ignored); ``member``: ``[batch, anchors, words, 2]``, 1 where a word
    is of the source, of the content; ``weight``: ``[batch]``.
    """
    most = max(1, max(len(stretch.sayings) for stretch in found))
    size = max(len(stretch) for stretch in found) + 1
    at = np.zeros((len(found), most), np.int64)
    act = np.full((len(found), most), IGNORE, np.int64)
    member = np.zeros((len(found), most, size, 2), np.float32)
    for row, stretch in enumerate(found):
        for column, saying in enumerate(stretch.sayings):
            at[row, column], act[row, column] = saying.anchor, saying.act
            member[row, column, list(saying.source), 0] = 1
            member[row, column, list(saying.content), 1] = 1
    out = {"at": at, "act": act, "member": member}
    for name, rows in (
        ("anchor", [stretch.anchors for stretch in found]),
        ("event", [stretch.events for stretch in found]),
        ("status", [stretch.statuses for stretch in found]),
    ):
        out[name] = pad(rows, IGNORE)
    out["weight"] = np.array([stretch.weight for stretch in found], np.float32)
    return {name: torch.from_numpy(array) for name, array in out.items()}
