"""Positions: what a statement denies, under which condition it holds, and whether two may show a change of mind.

All here is a pure function of the words and of the acts; what it finds are candidates, for people to judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import fsum
from typing import Literal, NamedTuple, TypeAlias

from segundo.article import Span
from segundo.languages import table
from segundo.records import Act
from segundo.repeats.shingles import Word, words
from segundo.repeats.stories import STEM, frequencies
from segundo.segment import fold

Difference: TypeAlias = Literal["act", "negation", "condition"]
"""What differs between two positions."""

RARE = 3.0
"""The rarity of a stem by which statements are looked up: one article in twenty has it."""
TELLING = 1.5
"""The rarity of a stem that counts at all: one article in five has it."""
COMMON = 2
"""Telling stems that two statements on one matter have in common at least, one of them rare."""
ALIKE = 0.35
"""So much of what the shorter one tells stands in the longer one."""
SCOPE = 6
"""Words that a negation reaches."""

AGAINST: frozenset[Act] = frozenset({"deny", "reject"})
"""Acts that turn what is said into its opposite."""
BINDING: frozenset[Act] = frozenset({"promise", "threaten", "demand", "support"})
"""Acts in which a condition is a difference."""
OPPOSED: frozenset[frozenset[Act]] = frozenset({frozenset({"accuse", "support"})})
"""Acts that are opposed without one of them turning anything."""
NO_POSITION: frozenset[Act] = frozenset({"ask"})

KEPT = 4096
"""Statements that are kept as they are compared: who reads what somebody said asks for it again."""

_PAUSES = frozenset(",.;:!?()[]“”\"«»–—")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Position:
    """A statement as it is compared with others of its speaker.

    ``telling`` has the rarity of its telling stems, ``weight`` the sum of these, ``denied`` are those that a negation
    reaches.
    """

    act: Act
    telling: Mapping[str, float]
    weight: float
    denied: frozenset[str]
    negation: str | None
    condition: str | None


class Likeness(NamedTuple):
    """How much two statements tell in common, 0 to 1, and by which stems, those that tell most first."""

    alike: float
    stems: tuple[str, ...]


@lru_cache(maxsize=KEPT)
def position(act: Act, content: str, language: str = "pt") -> Position:
    """A statement as it is compared with others."""
    found = words(content)
    condition = _condition(content, found, language)
    under = set(condition or ())  # "if it does not stop" denies nothing of what is said to follow
    negated = [run for run in _negations(content, found, language) if run[0] not in under]
    rarity = frequencies(language).rarity
    stems = {word.folded[:STEM] for word in found if len(word.folded) >= _SHORTEST and not word.folded.isdigit()}
    telling = {stem: rare for stem in sorted(stems) if (rare := rarity(stem)) >= TELLING}
    return Position(
        act=act,
        telling=telling,
        weight=fsum(telling.values()),
        denied=frozenset(word.folded[:STEM] for run in negated for word in run[1:]),
        negation=" […] ".join(_written(content, run) for run in negated) or None,
        condition=_written(content, condition) if condition else None,
    )


def rare(of: Position) -> list[str]:
    """The stems by which a statement is looked up."""
    return [stem for stem, rarity in of.telling.items() if rarity >= RARE]


def likeness(one: Position, other: Position) -> Likeness | None:
    """How much two statements tell in common; None where they are not on the same matter."""
    shared = one.telling.keys() & other.telling.keys()
    if len(shared) < COMMON:
        return None
    alike = fsum([one.telling[stem] for stem in shared]) / min(one.weight, other.weight)
    if alike < ALIKE or not any(one.telling[stem] >= RARE for stem in shared):
        return None
    stems = sorted(shared, key=lambda stem: (-one.telling[stem], stem))
    return Likeness(round(alike, 4), tuple(stems))


def differences(one: Position, other: Position, shared: Sequence[str]) -> tuple[Difference, ...]:
    """What may be a change between two statements that share these stems; nothing where both may hold at once."""
    if {one.act, other.act} & NO_POSITION:
        return ()
    mine, theirs = bool(one.denied & set(shared)), bool(other.denied & set(shared))
    # "He denied that he would go" and "I will not go" are both denials: the act may come from the words themselves.
    turned = (one.act in AGAINST or mine) != (other.act in AGAINST or theirs)
    if turned or frozenset({one.act, other.act}) in OPPOSED:
        found: list[Difference] = ["act"] if one.act != other.act else []
        return tuple(found + (["negation"] if mine != theirs else []))
    if one.act == other.act and one.act in BINDING and bool(one.condition) != bool(other.condition):
        return ("condition",)
    return ()


def _negations(content: str, found: Sequence[Word], language: str) -> list[list[Word]]:
    """For each negation its word and those that it reaches: to the next pause, and not too far."""
    out: list[list[Word]] = []
    at = 0
    while at < len(found):
        size = _cue(found, at, "none", language)
        if size or not _cue(found, at, "negation", language):
            at += size or 1
            continue
        run = _clause(content, found[at : at + SCOPE + 1])
        out.append(run)
        at += len(run)
    return out


def _condition(content: str, found: Sequence[Word], language: str) -> list[Word] | None:
    """The words of the first condition, to the next pause."""
    for at in range(len(found)):
        if _cue(found, at, "condition", language) or (
            _cue(found, at, "opening", language) and _is_condition(content, found, at, language)
        ):
            return _clause(content, found[at:])
    return None


def _is_condition(content: str, found: Sequence[Word], at: int, language: str) -> bool:
    """Whether a word such as "se" begins a condition: it opens a clause, or a verb as in conditions follows later."""
    if at == 0 or _pauses(content, found[at - 1], found[at]):
        return True
    endings = tuple(_forms("unreal", language))
    behind = _clause(content, found[at : at + SCOPE])[2:]
    return any(word.folded.endswith(endings) for word in behind)


def _clause(content: str, found: Sequence[Word]) -> list[Word]:
    """Words up to the first pause."""
    for at in range(1, len(found)):
        if _pauses(content, found[at - 1], found[at]):
            return list(found[:at])
    return list(found)


def _pauses(content: str, one: Word, other: Word) -> bool:
    """Whether a pause is written between two words; a written word holds the marks on its own edges."""
    edge = content[one.span.start : one.span.end][-1:] + content[one.span.end : other.span.start]
    return not _PAUSES.isdisjoint(edge + content[other.span.start : other.span.end][:1])


def _written(content: str, run: Sequence[Word]) -> str:
    return content[slice(*Span(run[0].span.start, run[-1].span.end))].strip("".join(_PAUSES) + " ")


def _cue(found: Sequence[Word], at: int, name: str, language: str) -> int:
    """How many words the cue of a class has that begins here; 0 where none does."""
    begun = _forms(name, language).get(found[at].folded)
    if begun is None:  # as nearly always
        return 0
    matching = (form for form in begun if tuple(word.folded for word in found[at : at + len(form)]) == form)
    return max(map(len, matching), default=0)


@cache
def _forms(name: str, language: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """The cues of a class as folded words, by their first word."""
    forms: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in table(language, "polarity"):
        for form in row["forms"].split() if row["class"] == name else ():
            words = tuple(map(fold, form.split("_")))
            forms[words[0]].append(words)
    return forms
