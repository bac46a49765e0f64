"""A reading: what one pass of the trained reader says of a text.

Words are syntactic words as Universal Dependencies splits them. All sequences run in parallel, one value a word;
strings are interned, so that a reading holds no object of its own for a token.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from segundo.article import Pieces, Span

Range: TypeAlias = tuple[int, int]
"""Words ``[first, last)``."""


class Entity(NamedTuple):
    """The words ``[first, last)`` that name a ``PER``, ``ORG`` or ``LOC``."""

    first: int
    last: int
    type: str


class Saying(NamedTuple):
    """A statement as the model sees it.

    ``word`` is the last word of its cue or, where it is ``bare`` of one, the first of its content; ``score`` is the
    chance that there is a statement. ``source`` (``None`` where it is not written) and ``content`` run from the first
    to the last word; what stands between two pieces of a content, such as the cue, is within its range. ``acts`` gives
    the chance of each act, in the order of :data:`segundo.records.ACTS`. All chances are in steps of a thousandth.
    """

    word: int
    bare: bool
    score: float
    source: Range | None
    source_score: float
    content: Range
    content_score: float
    acts: tuple[float, ...]


class Happening(NamedTuple):
    """A word that may name an event: the chance that it does, its likeliest type, and the chance of that type.

    ``statuses`` gives the chance of each status, in the order of :data:`segundo.records.STATUSES`.
    """

    word: int
    score: float
    type: str
    type_score: float
    statuses: tuple[float, ...]


@lru_cache(1 << 12)
def _features(feats: str) -> frozenset[str]:
    return frozenset(feats.split("|"))


@lru_cache(1 << 12)
def _bare(relation: str) -> str:
    return relation.partition(":")[0]


@dataclass(frozen=True)
class Reading:
    """Words, tags, trees and entities of ``text``, with offsets into it.

    ``start`` and ``end`` are code points; the words of a contraction ("da" = de + a) share its span and its ``token``
    number. ``head`` is the index of the governor, -1 at a root. ``feats`` is a UD feature string ("_" where none).
    ``sentences`` and ``paragraphs`` are ranges of words; ``sayings`` and ``happenings`` stand in the order of words.
    """

    text: str
    form: tuple[str, ...]
    lemma: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    token: tuple[int, ...]
    sentences: tuple[Range, ...]
    paragraphs: tuple[Range, ...]
    entities: tuple[Entity, ...]
    sayings: tuple[Saying, ...] = ()
    happenings: tuple[Happening, ...] = ()

    def __len__(self) -> int:
        return len(self.form)

    def __hash__(self) -> int:
        # what is kept for a reading is looked up often, and a string keeps its hash, which tuples do not
        return hash(self.text)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each word, in the order of the text."""
        out: list[tuple[int, ...]] = [()] * len(self)
        for word, head in enumerate(self.head):
            if head >= 0:
                out[head] += (word,)
        return tuple(out)

    @cached_property
    def lower(self) -> tuple[str, ...]:
        """The forms in lower case."""
        return tuple(map(str.lower, self.form))

    @cached_property
    def lower_lemma(self) -> tuple[str, ...]:
        """The lemmas in lower case."""
        return tuple(map(str.lower, self.lemma))

    @cached_property
    def frequency(self) -> Mapping[str, int]:
        """How often each form stands in the text."""
        return Counter(self.form)

    @cached_property
    def sentence(self) -> tuple[int, ...]:
        """The number of the sentence of each word."""
        return tuple(number for number, (first, last) in enumerate(self.sentences) for _ in range(first, last))

    @cached_property
    def paragraph(self) -> tuple[int, ...]:
        """The number (from 0, among ``paragraphs``) of the paragraph of each word."""
        return tuple(number for number, (first, last) in enumerate(self.paragraphs) for _ in range(first, last))

    @cached_property
    def entity(self) -> tuple[int, ...]:
        """The number of the entity that each word belongs to, -1 where none."""
        out = [-1] * len(self)
        for number, entity in enumerate(self.entities):
            out[entity.first : entity.last] = [number] * (entity.last - entity.first)
        return tuple(out)

    @cached_property
    def happening(self) -> dict[int, Happening]:
        """The happenings by their words."""
        return {happening.word: happening for happening in self.happenings}

    @cached_property
    def relation(self) -> tuple[str, ...]:
        """The relation of each word without its subtype."""
        return tuple(map(_bare, self.deprel))

    def subtree(self, word: int) -> list[int]:
        """The word and all that depends on it, in the order of the text."""
        out, todo = [], [word]
        while todo:
            out.append(node := todo.pop())
            todo.extend(self.children[node])
        return sorted(out)

    def ancestors(self, word: int) -> Iterator[int]:
        """The governors of a word, nearest first."""
        while (word := self.head[word]) >= 0:
            yield word

    def dependents(self, word: int, *relations: str) -> list[int]:
        """The dependents of a word whose relation, with or without its subtype, is one of ``relations``."""
        return [
            child
            for child in self.children[word]
            if self.relation[child] in relations or self.deprel[child] in relations
        ]

    def has(self, word: int, feature: str) -> bool:
        """Whether a word has a feature such as ``"Tense=Past"``."""
        return feature in _features(self.feats[word])

    def span(self, first: int, last: int) -> Span:
        """The span of the words ``[first, last)``."""
        return Span(self.start[first], self.end[last - 1])

    def words(self, span: Span) -> range:
        """The words that share a character with a span."""
        return range(bisect_right(self.end, span.start), bisect_left(self.start, span.end))

    def pieces(self, words: list[int]) -> Pieces:
        """The spans of a set of words in order, one piece for each run of neighbouring words."""
        runs: list[list[int]] = []
        for word in words:
            if runs and word <= runs[-1][1] + 1:
                runs[-1][1] = word
            else:
                runs.append([word, word])
        return tuple(self.span(first, last + 1) for first, last in runs)
