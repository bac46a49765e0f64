"""Events as they are compared over articles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from segundo.records import Status
from segundo.repeats.amounts import stems
from segundo.repeats.wordings import WITHIN, compatible

ALIKE = 2
"""So many things two events have in common, of trigger, actor, target, place and day; one more without the trigger."""
MOST = 5
"""All of these."""

_REAL: frozenset[Status] = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Deed:
    """An event as it is compared with others: stems of its words, the folded place, the days that the text names.

    ``days`` are ISO 8601; ``day`` is that of publication, counted from the first of all.
    """

    type: str
    status: Status
    trigger: frozenset[str]
    actor: frozenset[str]
    target: frozenset[str]
    place: str | None
    days: tuple[str, str] | None
    day: int | None

    @property
    def sort(self) -> str:
        """What is equal in all events that are the same."""
        return self.type


@lru_cache(maxsize=1 << 13)
def words(text: str | None) -> frozenset[str]:
    """The stems of a part's words."""
    return frozenset(stems(text or ""))


def sameness(one: Deed, other: Deed, alike: float, *, copy: bool) -> float:
    """How sure it is that two events of articles that are so much alike are the same one; 0 where they are not.

    ``copy`` is whether one article, or the passage, is a copy of the other's.
    """
    if one.sort != other.sort or not (one.status == other.status or {one.status, other.status} <= _REAL):
        return 0.0
    if one.day is not None and other.day is not None and abs(one.day - other.day) > WITHIN and not copy:
        return 0.0
    triggered = bool(one.trigger & other.trigger)
    parts = [_common(mine, theirs) for mine, theirs in ((one.actor, other.actor), (one.target, other.target))]
    if False in parts or (one.place and other.place and not compatible(one.place, other.place)):
        return 0.0
    if one.days and other.days and not (one.days[0] <= other.days[1] and other.days[0] <= one.days[1]):
        return 0.0
    told = parts.count(True) + bool(one.place and other.place) + bool(one.days and other.days)
    if triggered + told < (ALIKE if triggered else ALIKE + 1):
        return 0.0
    return 1.0 if copy else round(alike * (triggered + told) / MOST, 4)


def _common(one: frozenset[str], other: frozenset[str]) -> bool | None:
    """Whether at least half the words of the shorter stand in the longer; None where there are no words to compare."""
    if not one or not other:
        return None
    return 2 * len(one & other) >= min(len(one), len(other))
