"""Figures as they are compared over articles: of what they are, since when, whether they are a part of another one.

All here is a pure function of one figure and of the words around it in its passage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from segundo.finders.events.lexicon import inflected
from segundo.languages import table
from segundo.records import Bound, FigureKind
from segundo.repeats.shingles import folded_words
from segundo.repeats.wordings import WITHIN, compatible
from segundo.resolve import names
from segundo.resolve.lexicon import lexicon
from segundo.resolve.places import unshortened
from segundo.segment import fold

TOLLS: frozenset[FigureKind] = frozenset(
    {"killed", "injured", "missing", "displaced", "detained", "participants"}
)
"""Kinds that say by themselves what is counted: people, and what became of them in one happening."""

WORDS = 2
"""Telling words that say what is counted, where the kind does not."""
STEM = 6
"""Letters that tell a word, as in stories; here a plural's "s" does not count either."""

NAMED = 0.2
"""How alike two articles count as for a specific figure of one named source: less than those of one story."""

_NUMBER = re.compile(r"\d+")
_BREAK = re.compile(r"[.;:!?]\s")
_REACH = 6
"""Words that may stand between "desde" and the time: "desde o início do conflito, em março de 2011"."""
_NEAR = 300
"""Characters before or behind a number or a time within which its cues stand: the passage may be much longer."""


class Counted(NamedTuple):
    """What a figure is counted by.

    ``counted`` is what is counted, as stems (for tolls the kind); empty where nothing is said of it. ``narrow`` is the
    stem of the people that a toll is of, where these are not people at large. ``place`` is folded; ``since`` is the
    year or day from which is counted. ``part`` says that the words around it make it a part of another figure.
    """

    counted: str
    narrow: str | None
    place: str | None
    since: str | None
    part: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as it is compared with others; ``day`` is that of publication, counted from the first of all."""

    kind: FigureKind
    unit: str | None
    value: float
    high: float | None
    bound: Bound
    counted: Counted
    speaker: str | None
    day: int | None

    @property
    def sort(self) -> tuple[object, ...]:
        """What is equal in all figures that are the same."""
        return self.kind, self.unit, self.value, self.high, self.bound, self.counted._replace(place=None)


def is_specific(amount: Amount) -> bool:
    """Whether a figure says so well what it is that a named source means the same by it in unlike articles."""
    return amount.kind not in TOLLS and bool(amount.counted.counted)


def sameness(one: Amount, other: Amount, alike: float, *, copy: bool) -> float:
    """How sure it is that two figures of articles that are so much alike are the same one; 0 where they are not.

    ``copy`` is whether one article, or the passage, is a copy of the other's.
    """
    if one.sort != other.sort:
        return 0.0
    mine, theirs = one.counted, other.counted
    if mine.place and theirs.place and not compatible(mine.place, theirs.place):
        return 0.0
    if copy:
        return 1.0
    if not mine.counted:  # "44 %", of nobody knows what
        return 0.0
    if one.day is not None and other.day is not None and abs(one.day - other.day) > WITHIN:
        return 0.0
    # Articles' own word is one source, whoever prints it; it is no named one's.
    if (one.speaker is None) != (other.speaker is None) or not compatible(one.speaker, other.speaker):
        return 0.0
    named = one.speaker is not None and is_specific(one) and mine.place == theirs.place
    return round(max(alike, NAMED if named else 0.0), 4)


def counted(kind: FigureKind, what: str | None, language: str = "pt") -> str:
    """What a figure is of, so that the same comes out for like words; empty where nothing is said of it."""
    if kind in TOLLS:
        return kind
    anyone = _anyone(language)
    return " ".join([found for found in stems(what or "", language) if found not in anyone][:WORDS])


def narrow(kind: FigureKind, what: str | None, language: str = "pt") -> str | None:
    """The stem of those whom a toll counts, where they are not people at large: children, soldiers, Brazilians."""
    if kind not in TOLLS:
        return None
    anyone, done = _anyone(language), _done(language)
    first = next((found for found in stems(what or "", language) if found in anyone or found not in done), None)
    return None if first in anyone else first


def stems(what: str, language: str = "pt") -> list[str]:
    """The stems of the words that say of what a figure is, in their order."""
    light, endings = _lone_words("light", language), _endings(language)
    return [stem(word) for word in _folded(what) if word not in light and not word.endswith(endings)]


def all_stems(words: str) -> frozenset[str]:
    """The stems of all words."""
    return frozenset(map(stem, fold(words).split()))


def asked_stems(words: str, language: str = "pt") -> frozenset[str]:
    """The stems of the words by which somebody asks for a series; "desde", "na" and the like ask for nothing."""
    idle = {word for name in ("since", "light") for cue in _cues(name, language) for word in cue}
    idle |= {fold(word) for row in table(language, "phrase_words") for word in row["forms"].split()}
    return frozenset(stem(word) for word in fold(words).split() if word not in idle)


@cache
def kind_stems(kind: FigureKind, language: str = "pt") -> frozenset[str]:
    """The stems of the language's nouns for a kind, and of the kind's own name."""
    rows = (row for row in table(language, "figure_kinds") if row["kind"] == kind and row["role"] == "noun")
    return all_stems(kind) | {found for row in rows for found in all_stems(row["words"].replace("_", " "))}


@lru_cache(maxsize=1 << 13)
def place(name: str | None, language: str = "pt") -> str | None:
    """A place as it is compared: its folded name; of a country or a state always the same one ("EUA", "Rio")."""
    if not name:
        return None
    known = lexicon(language)
    code = known.countries.get(names.fold(name))
    return fold(known.country_names.get(code, name) if code else unshortened(name))


@lru_cache(maxsize=1 << 16)
def _folded(what: str) -> tuple[str, ...]:
    return tuple(word for word in fold(what).split() if len(word) > 2 and not word.isdigit())


def stem(word: str) -> str:
    """The first letters of a folded word, without a plural's "s"."""
    return word.removesuffix("s")[:STEM]


def counted_since(before: str, value: str | None, published: str | None, language: str = "pt") -> str | None:
    """From when is counted, where the words before a time say so: its year, or its day where that is of this year.

    ``before`` is the text before the time, ``value`` its TIMEX3 value; None where nothing is counted from it.
    """
    if value is None or not value[:4].isdigit():
        return None
    clause = _clause_before(before)
    if not any(_at(clause, cue, _REACH) for cue in _cues("since", language)):
        return None
    return value if published and value[:4] == published[:4] else value[:4]


def is_part(before: str, behind: str, language: str = "pt") -> bool:
    """Whether the words before and behind a number in its passage make it a part of another number."""
    words = [_NUMBER.sub("#", word) for word in _clause_before(before)]
    between = _lone_words("between", language)
    before_it, behind_it = _by_length("before", language), _by_length("behind", language)
    while words and words[-1] in between and not any(tuple(words[-length:]) in cues for length, cues in before_it):
        words.pop()
    following = (word for written in behind[:_NEAR].split() for word in folded_words(written))
    after = [_NUMBER.sub("#", word) for word in islice(following, behind_it[-1][0])]
    return any(tuple(words[-length:]) in cues for length, cues in before_it) or any(
        tuple(after[:length]) in cues for length, cues in behind_it
    )


def _clause_before(before: str) -> list[str]:
    """The folded words of a text's last clause, as far as they are near its end."""
    return fold(_BREAK.split(before[-_NEAR:])[-1]).split()


def _at(words: Sequence[str], cue: Sequence[str], reach: int) -> bool:
    """Whether a cue stands at the end of some words, or so many words before it."""
    last = len(words) - len(cue)
    return any(list(words[start : start + len(cue)]) == list(cue) for start in range(max(0, last - reach), last + 1))


@cache
def _cues(name: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The cues of a class, each as its folded words."""
    rows = (row for row in table(language, "series_words") if row["class"] == name)
    forms = (form for row in rows for form in row["forms"].split())
    return tuple(tuple(word if word == "#" else fold(word) for word in form.split("_")) for form in forms)


@cache
def _by_length(name: str, language: str) -> Sequence[tuple[int, frozenset[tuple[str, ...]]]]:
    """The cues of a class by how many words they have, the shortest first."""
    cues = _cues(name, language)
    return [(length, frozenset(cue for cue in cues if len(cue) == length)) for length in sorted({*map(len, cues)})]


@cache
def _lone_words(name: str, language: str) -> frozenset[str]:
    """The words of all cues of a class."""
    return frozenset(word for cue in _cues(name, language) for word in cue)


@cache
def _endings(language: str) -> tuple[str, ...]:
    return tuple(ending for (ending,) in _cues("ending", language))


@cache
def _anyone(language: str) -> frozenset[str]:
    """Stems of nouns for people at large, and for the dead, the injured and their like."""
    named = (fold(word) for form in _kind_words(language) for word in form.split("_"))
    return frozenset(stem(word) for word in (*named, *(word for cue in _cues("anyone", language) for word in cue)))


@cache
def _done(language: str) -> frozenset[str]:
    """Stems of the forms of verbs that say what became of people."""
    verbs = [word for word in _kind_words(language) if word.endswith("r")]
    forms = {**inflected(language, "verb", verbs), **inflected(language, "participle", verbs)}
    return frozenset(stem(fold(form)) for form in (*verbs, *forms))


def _kind_words(language: str) -> list[str]:
    rows = (row for row in table(language, "figure_kinds") if row["kind"] in TOLLS)
    return [word for row in rows for word in row["words"].split()]
