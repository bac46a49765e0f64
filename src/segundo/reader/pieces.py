"""From chunks to the subword pieces that the encoder sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

MOST_PIECES = 12
"""A chunk is cut to so many pieces: what is longer is an address or noise."""
CACHE_SIZE = 200_000
MOST_PARTS = 3
SPACE = "▁"
SPECIAL = ("<s>", "</s>", "<pad>", "<unk>")


@dataclass(frozen=True, slots=True)
class Encoded:
    """A passage as the model takes it: pieces, and for each word (the root first) its first and last piece and part."""

    pieces: list[int]
    first: list[int]
    last: list[int]
    part: list[int]


def _number(tokenizer: Tokenizer, piece: str) -> int:
    found: int | None = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the vocabulary has no piece {piece}")
    return found


class Pieces:
    """The subword vocabulary. Chunks are cut one by one, so that a chunk's pieces never depend on its neighbours."""

    def __init__(self, path: Path) -> None:
        tokenizer = Tokenizer.from_file(str(path))
        self._normalizer, self._model = tokenizer.normalizer, tokenizer.model
        self.bos, self.eos, self.pad, self.unk = (_number(tokenizer, piece) for piece in SPECIAL)
        self._cache: dict[tuple[str, bool], list[int]] = {}

    def cut(self, chunk: str, spaced: bool) -> list[int]:
        """The pieces of a chunk, at least one and at most :data:`MOST_PIECES`."""
        found = self._cache.get((chunk, spaced))
        if found is None:
            text = self._normalizer.normalize_str(chunk).strip().replace(" ", SPACE)
            found = [token.id for token in self._model.tokenize((SPACE if spaced else "") + text)][:MOST_PIECES]
            found = found or [self.unk]
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            self._cache[chunk, spaced] = found
        return found

    def encode(
        self, chunks: Sequence[str], spaced: Sequence[bool], chunk: Sequence[int], part: Sequence[int]
    ) -> Encoded:
        """Encode a passage given its chunks and, for each word, the chunk that it stands in and its part of it."""
        pieces, bounds = [self.bos], []
        for text, space in zip(chunks, spaced, strict=True):
            start = len(pieces)
            pieces += self.cut(text, space)
            bounds.append((start, len(pieces) - 1))
        pieces.append(self.eos)
        return Encoded(
            pieces,
            [0, *(bounds[c][0] for c in chunk)],
            [0, *(bounds[c][1] for c in chunk)],
            [0, *(min(p, MOST_PARTS) for p in part)],
        )
