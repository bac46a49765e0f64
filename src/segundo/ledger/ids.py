"""The ids of records: the same record of the same article has the same id in every run.

An id is the letter of its kind, six hexadecimal digits of the article's id and nine of what the record marks: the
passage's folded words and the numbers of the words in it. So an id survives changes elsewhere in the article, and the
equal record of the equal passage in another article has the same last nine digits. Case, punctuation and accents of
the passage do not matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from segundo.article import Passage, Pieces
from segundo.records import Records

Kind: TypeAlias = str
"""A table of records: ``statements``, ``figures``, ``events``, ``times`` or ``actors``."""

KINDS: tuple[Kind, ...] = ("times", "actors", "statements", "figures", "events")
"""The kinds of records, each after those that its records refer to."""

LETTERS = {"statements": "s", "figures": "f", "events": "e", "times": "t", "actors": "a"}

PARTS: Mapping[Kind, tuple[str, ...]] = {
    "statements": ("content", "cue", "source"),
    "figures": ("number", "what"),
    "events": ("trigger", "actor", "target"),
    "times": ("words",),
    "actors": ("mentions",),
}
"""The parts of each kind of record that mark words of the text; the first is where the record stands."""

ARTICLE_DIGITS = 6
EQUAL_DIGITS = 9
EQUAL_FROM = 1 + ARTICLE_DIGITS
"""Where the digits begin that equal records of equal passages share."""

_WORDS = re.compile(r"(\w+)")


class Marked(NamedTuple):
    """A record's id, and the passage in which its key parts begin."""

    id: str
    passage: Passage


class Places:
    """Where things stand in an article: the passage of a code point, and the numbers of words within a passage."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self._starts = [passage.span.start for passage in passages]
        self._words: dict[int, tuple[list[int], list[int]]] = {}

    def passage(self, offset: int) -> Passage:
        """The passage that holds a code point.

        Raises:
            ValueError: if it stands before the first passage.
        """
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            raise ValueError(f"a record stands at {offset}, before the first passage")
        return self.passages[index]

    def key(self, pieces: Pieces) -> str:
        """The passages and the words in them that the pieces cover, in a form that equal passages share."""
        out = []
        for start, end in pieces:
            passage = self.passage(start)
            if passage.number not in self._words:
                edges = [*accumulate(map(len, _WORDS.split(passage.text)))]  # in turn where a word begins and ends
                self._words[passage.number] = edges[:-1:2], edges[1::2]
            starts, ends = self._words[passage.number]
            offset = passage.span.start
            first, last = bisect_right(ends, start - offset), bisect_left(starts, end - offset)
            out.append(f"{passage.fingerprint or passage.text}:{first}:{last}")
        return " ".join(out)


def key_parts(kind: Kind, records: Records) -> Iterator[tuple[Pieces, ...]]:
    """The parts of each record of a kind that make it the record it is; the first piece of them is its place."""
    if kind == "statements":
        return ((record.content, record.cue) for record in records.statements)
    if kind == "figures":
        return ((record.number, record.what) for record in records.figures)
    if kind == "events":
        return ((record.trigger,) for record in records.events)
    if kind == "times":
        return (((record.span,),) for record in records.times)
    return ((record.mentions[:1],) for record in records.actors)


def key_pieces(kind: Kind, parts: Mapping[str, Pieces]) -> tuple[Pieces, ...]:
    """Of a record's parts, by their names, those that make it the record it is."""
    match kind:
        case "statements":
            return parts.get("content", ()), parts.get("cue", ())
        case "figures":
            return parts.get("number", ()), parts.get("what", ())
        case "actors":
            return (parts.get("mentions", ())[:1],)
        case _:
            return (parts.get(PARTS[kind][0], ()),)


def _start(parts: Iterable[Pieces]) -> int:
    for pieces in parts:
        if pieces:
            return pieces[0].start
    raise ValueError("a record marks nothing")


def identify(article: str, passages: Sequence[Passage], records: Records) -> dict[Kind, list[Marked]]:
    """The id and the place of every record of an article, by kind, in the order of :class:`Records`.

    Of records of a kind that mark the same, each has an id of its own.

    Raises:
        ValueError: if a record marks nothing, or something before the first passage.
    """
    places = Places(passages)
    return {kind: _identify(article, kind, key_parts(kind, records), places) for kind in KINDS}


def marked(article: str, kind: Kind, parts: tuple[Pieces, ...], places: Places, turn: int = 0) -> Marked:
    """The id and the place of a record by its key parts; ``turn`` counts those of its kind that mark the same.

    Raises:
        ValueError: if it marks nothing, or something before the first passage.
    """
    key = "|".join(map(places.key, parts)) + (f"#{turn}" if turn else "")
    identifier = LETTERS[kind] + _of_article(article) + _digest(key, EQUAL_DIGITS)
    return Marked(identifier, places.passage(_start(parts)))


def _identify(article: str, kind: Kind, every: Iterable[tuple[Pieces, ...]], places: Places) -> list[Marked]:
    out: dict[str, Marked] = {}
    for parts in every:
        turn = 0
        while (found := marked(article, kind, parts, places, turn)).id in out:
            turn += 1
        out[found.id] = found
    return list(out.values())


@lru_cache(maxsize=1 << 10)
def _of_article(article: str) -> str:
    return _digest(article, ARTICLE_DIGITS)


def _digest(text: str, digits: int) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()[:digits]
