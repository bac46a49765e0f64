"""Which articles tell of the same happening: what each is about, and how alike two are.

An article is about its telling words: those that it uses often and that news use rarely, mostly names. How rare a word
is comes from a table of the language, which does not change with what a ledger holds; so how alike two articles are
depends on these two alone.
"""

from __future__ import annotations

import json
import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from math import log, sqrt
from typing import NamedTuple, TypeAlias
from zlib import crc32

from segundo.repeats.shingles import folded_words

LIKE = 0.23
"""Two articles so much alike, or more, tell of one happening."""
WITHIN = 45
"""Articles that were published further apart than so many days tell of different happenings, whatever their words."""
SOON = 3
LESS_SURE = 0.95
"""What remains of the likeness where more days than ``SOON`` lie between two articles, or where they are not known."""

STEM = 6
"""Letters that tell a word: what follows is mostly inflection."""
READ = 500
"""Words that are looked at: what an article is about stands far above the end of a long one."""
TERMS = 100
"""Telling words that are kept of an article."""
KEYS = 16
"""So many of them, the strongest, are for looking up."""
COMMON = 2
"""Articles that have fewer of these in common are not compared: one name in common is no happening."""
ENDING = 1
"""Letters by which two words may differ that are one in a story's name."""
NAMED = 4
"""Words in the name of a story."""

UNIT = 10_000
"""Weights have four decimals."""

_LEAST_LETTERS = 3
_BYTES = 6  # of a checksum and its weight


class Term(NamedTuple):
    """A telling word: its weight in the article, and how it is written there."""

    weight: float
    written: str


Profile = Mapping[str, Term]
"""What an article is about: its telling words by stem, the strongest first; the squares of their weights sum to one."""

Weights: TypeAlias = Mapping[int, int]
"""A profile as it is compared with others: for each stem's checksum its weight in units of 1 / :data:`UNIT`."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many articles of a collection a stem stands."""

    articles: int
    stems: Mapping[str, int]

    def rarity(self, stem: str) -> float:
        """The inverse document frequency of a stem."""
        return log(self.articles / (1 + self.stems.get(stem, 0)))


@cache
def frequencies(language: str) -> Frequencies:
    """The frequencies of a language, as ``training/words.py`` counted them."""
    path = files("segundo.languages") / language / "word_frequencies.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    counts = {stem: int(count) for count, listed in data["stems"].items() for stem in listed.split()}
    return Frequencies(data["articles"], counts)


def stems(text: str) -> list[tuple[str, str]]:
    """The stems of a text's first words, each with the word as it is written; very short words are left out."""
    found = ((folded, written) for written in text.split() for folded in folded_words(written))
    return [
        (folded[:STEM], written.strip("“”\"'«»‘’()[]–—-.,;:!?…"))
        for folded, written in islice(found, READ)
        if len(folded) >= _LEAST_LETTERS
    ]


def profile(title: str | None, text: str, language: str = "pt") -> Profile:
    """What an article is about."""
    found = stems(f"{title}\n{text}" if title else text)
    written = dict(reversed(found))
    rarity = frequencies(language).rarity
    weights = {stem: (1 + log(count)) * rarity(stem) for stem, count in Counter(stem for stem, _ in found).items()}
    strongest = sorted(weights, key=lambda stem: (-weights[stem], stem))[:TERMS]
    length = sqrt(sum(weights[stem] ** 2 for stem in strongest)) or 1.0
    return {stem: Term(round(weights[stem] / length, 4), written[stem]) for stem in strongest if weights[stem] > 0}


def keys(of: Profile) -> list[str]:
    """The stems by which an article is looked up."""
    return list(of)[:KEYS]


def weights(of: Profile) -> Weights:
    """A profile as it is compared with others."""
    return {crc32(stem.encode()): round(term.weight * UNIT) for stem, term in of.items()}


def without(of: Weights, name: str) -> Weights:
    """What an article is about beside a name."""
    own = {crc32(stem.encode()) for stem, _ in stems(name)}
    return {stem: weight for stem, weight in of.items() if stem not in own}


def likeness(one: Weights, other: Weights, apart: int | None) -> float:
    """How alike two articles are that were published so many days apart: 0 to 1."""
    return _likeness(sum(weight * other[stem] for stem, weight in one.items() if stem in other), apart)


def likenesses(one: Weights, others: Sequence[tuple[bytes, int | None]]) -> list[float]:
    """How alike one article and each of many are, given as :func:`pack_weights` packs them, so many days apart.

    They are what :func:`likeness` gives, found for all at once.
    """
    import numpy as np  # only here: most of those who look into a ledger need no comparison

    stems, order = np.unique(np.fromiter(one.keys(), np.uint32, len(one)), return_index=True)
    weights = np.fromiter(one.values(), np.int64, len(one))[order]
    sums = [0] * len(others)
    by_length: dict[int, list[int]] = defaultdict(list)
    for place, (packed, _) in enumerate(others):
        by_length[len(packed)].append(place)
    by_length.pop(0, None)  # those about nothing
    for length, places in by_length.items() if one else ():
        count = length // _BYTES
        rows = np.frombuffer(b"".join(others[place][0] for place in places), np.uint8).reshape(-1, length)
        there = rows[:, : 4 * count].copy().view("<u4")
        at = np.minimum(np.searchsorted(stems, there), len(stems) - 1)
        both = np.where(stems[at] == there, weights[at] * rows[:, 4 * count :].copy().view("<u2"), 0)
        for place, found in zip(places, both.sum(axis=1).tolist(), strict=True):
            sums[place] = found
    return [_likeness(found, apart) for found, (_, apart) in zip(sums, others, strict=True)]


def _likeness(shared: int, apart: int | None) -> float:
    """The likeness of two articles by the sum of the products of their weights, in the square of their unit."""
    if apart is not None and apart > WITHIN:
        return 0.0
    alike = shared / UNIT**2
    return round(alike if apart is not None and apart <= SOON else LESS_SURE * alike, 4)


def common(one: Profile, other: Profile) -> list[str]:
    """The words that make two articles alike, as the first of them writes them, those that do most first."""
    shared = {stem: term.weight * other[stem].weight for stem, term in one.items() if stem in other}
    return [one[stem].written for stem in sorted(shared, key=lambda stem: (-shared[stem], stem))]


def name(of: Iterable[Profile]) -> str:
    """The name of a story: the words that are strongest in its articles, as most of these write them.

    A word that differs from a stronger one by its ending alone ("vaia", "vaias") is passed over.
    """
    profiles = list(of)
    weights: dict[str, float] = defaultdict(float)
    for each in profiles:
        for stem, term in each.items():
            weights[stem] += term.weight
    words: list[str] = []
    for stem in sorted(weights, key=lambda stem: (-weights[stem], stem)):
        forms = Counter(each[stem].written for each in profiles if stem in each)
        word = min(forms, key=lambda form: (-forms[form], form))
        if not any(_same_but_ending(word, other) for other in words):
            words.append(word)
        if len(words) == NAMED:
            break
    return " · ".join(words)


def _same_but_ending(one: str, other: str) -> bool:
    shorter, longer = sorted((one.casefold(), other.casefold()), key=len)
    return longer.startswith(shorter) and len(longer) - len(shorter) <= ENDING


def pack(of: Profile) -> str:
    """A profile as JSON."""
    return json.dumps({stem: [*term] for stem, term in of.items()}, ensure_ascii=False)


@lru_cache(maxsize=1 << 13)
def unpack(packed: str) -> Profile:
    """What :func:`pack` packed; kept for a while, since a story is shown more than once."""
    return {stem: Term(*term) for stem, term in json.loads(packed).items()}


def pack_weights(of: Weights) -> bytes:
    """Weights as bytes, the same on every machine: all checksums, then the weights in their order."""
    return struct.pack(f"<{len(of)}I{len(of)}H", *of.keys(), *of.values())


@lru_cache(maxsize=1 << 13)
def unpack_weights(packed: bytes) -> Weights:
    """What :func:`pack_weights` packed; an article is compared with many, so it is kept for a while."""
    count = len(packed) // _BYTES
    numbers = struct.unpack(f"<{count}I{count}H", packed)
    return dict(zip(numbers[:count], numbers[count:], strict=True))
