"""The bearers of one name: which uses of it, in different articles, are of one person or body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from segundo.identities.keys import Strength
from segundo.identities.uses import NATION, Mark, abroad, clash, elsewhere, shared
from segundo.repeats.stories import Weights, likeness

OWN_SHARE, OWN_USES = 0.8, 3
"""Other uses are the bearer's who has this share of those of which something is known, and so many."""

IN_COMPANY = 2
"""Who is named together with so many same others is the same."""

ON_TOPIC = 0.09
"""Two articles so much alike, or more, beside the name are on one matter."""


class Use(NamedTuple):
    """A name in one article: its place among all uses, the actor's id, the article's story, what is said of the bearer.

    ``company`` are the numbers of the full names of other persons there, ``about`` what the article is about beside the
    name; these are not looked at for full and weak names.
    """

    place: int
    actor: str
    story: int
    marks: frozenset[Mark]
    company: frozenset[int] = frozenset()
    about: Weights | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Uses of a name that are of one bearer, in their order; the first of them names the cell."""

    uses: tuple[Use, ...]
    marks: frozenset[Mark]

    @property
    def first(self) -> str:
        """The actor that names the cell."""
        return self.uses[0].actor

    def joined(self, other: Cell) -> Cell:
        """The two as one."""
        return Cell(tuple(sorted((*self.uses, *other.uses))), self.marks | other.marks)


class Groups:
    """Numbers that are joined, unless two of a group are held apart."""

    def __init__(self, count: int, apart: Iterable[tuple[int, int]]) -> None:
        self._head = list(range(count))
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def head(self, number: int) -> int:
        """The least number of a group."""
        while self._head[number] != number:
            self._head[number] = self._head[self._head[number]]
            number = self._head[number]
        return number

    def join(self, one: int, other: int) -> bool:
        """Join two groups; whether they are one now."""
        one, other = sorted((self.head(one), self.head(other)))
        if one == other:
            return True
        if any(self.head(number) == other for number in self._apart[one]):
            return False
        self._head[other] = one
        self._apart[one] |= self._apart.pop(other, set())
        return True


def cells(
    uses: Sequence[Use],
    strength: Strength,
    together: Collection[tuple[str, str]] = (),
    apart: Collection[tuple[str, str]] = (),
) -> list[Cell]:
    """The bearers of a name, from all its uses in a fixed order; ``together`` and ``apart`` are pairs that are settled.

    A full name is one bearer's, unless what is said of two uses clashes and nothing joins them. Of a common name, or of
    one word, uses are joined by what they have in common: the story, an office, a body, a field in which people are
    known by name, who else is named, the matter; the others go to the bearer who has nearly all of the joined ones. Of
    bodies of which there are many, the others are by themselves, and those of other places are others. A weak
    name is one bearer's in one story.
    """
    place = {use.actor: number for number, use in enumerate(uses)}
    groups = Groups(len(uses), [(place[one], place[other]) for one, other in apart if {one, other} <= place.keys()])
    for one, other in sorted(together):
        if one in place and other in place:
            groups.join(place[one], place[other])
    _join_alike(groups, uses)
    if strength != "weak":
        _join_marked(groups, uses)
        if strength in ("full", "fair"):
            _join_rest(groups, uses, strength)
        else:
            _join_company(groups, uses, strength)
        if strength in ("common", "single"):
            _give_rest(groups, uses, strength)
        if strength == "single":
            _join_topics(groups, uses)
    members: dict[int, list[Use]] = defaultdict(list)
    for number, use in enumerate(uses):
        members[groups.head(number)].append(use)
    return [Cell(tuple(some), _all_marks(some)) for _, some in sorted(members.items())]


def _join_alike(groups: Groups, uses: Sequence[Use]) -> None:
    """Join uses in one story, but for those of bodies elsewhere."""
    stories: dict[int, list[tuple[int, frozenset[Mark]]]] = defaultdict(list)
    for number, use in enumerate(uses):
        there = stories[use.story]
        for place, (head, marks) in enumerate(there):
            if not elsewhere(use.marks, marks) and groups.join(head, number):
                there[place] = (head, marks | use.marks)
                break
        else:
            there.append((number, use.marks))


def _join_marked(groups: Groups, uses: Sequence[Use]) -> None:
    """Join uses that have a telling mark in common."""
    first: dict[Mark, int] = {}
    for number, use in enumerate(uses):
        for mark in shared(use.marks, use.marks):
            groups.join(first.setdefault(mark, number), number)


def _join_company(groups: Groups, uses: Sequence[Use], strength: Strength) -> None:
    """Join uses in articles that both name two others, where nothing speaks against it."""
    told = {head: _all_marks(some) for head, some in _by_head(groups, uses).items()}
    first: dict[tuple[int, ...], int] = {}
    for number, use in enumerate(uses):
        for pair in combinations(sorted(use.company), IN_COMPANY):
            other = first.setdefault(pair, number)
            if other == number:
                continue
            one, two = groups.head(other), groups.head(number)
            if one == two or clash(use.marks, uses[other].marks, strength) or elsewhere(told[one], told[two]):
                continue
            if groups.join(one, two):
                told[groups.head(one)] = told[one] | told[two]


def _join_topics(groups: Groups, uses: Sequence[Use]) -> None:
    """Join uses in articles on one matter, where nothing speaks against it."""
    told = {head: _all_marks(some) for head, some in _by_head(groups, uses).items()}
    looked_at = [(number, use.about) for number, use in enumerate(uses) if use.about]
    for (number, one), (place, other) in combinations(looked_at, 2):
        here, there = groups.head(number), groups.head(place)
        if here == there or likeness(one, other, None) < ON_TOPIC or clash(told[here], told[there], "single"):
            continue
        if groups.join(here, there):
            told[groups.head(here)] = told[here] | told[there]


def _join_rest(groups: Groups, uses: Sequence[Use], strength: Strength) -> None:
    """Join groups of uses of a name that is hardly two people's, the largest first, where nothing speaks against it.

    Where some are of one nation and some of another, those of which none is known are no nation's, unless one has
    nearly all; what an outlet of one country names so is not of another.
    """
    found = _by_head(groups, uses)
    nations = Counter(mark for use in uses for mark in use.marks if mark.sort == NATION)
    open_ones = len(nations) < 2 or max(nations.values()) >= OWN_SHARE * nations.total()
    taken: list[tuple[int, frozenset[Mark]]] = []
    for head in sorted(found, key=lambda head: (-len(found[head]), head)):
        marks = _all_marks(found[head])
        if not open_ones and all(mark.sort != NATION for mark in marks):
            continue
        for number, (other, there) in enumerate(taken):
            if not clash(marks, there, strength) and not abroad(marks, there) and groups.join(other, head):
                taken[number] = (other, there | marks)
                break
        else:
            taken.append((head, marks))


def _give_rest(groups: Groups, uses: Sequence[Use], strength: Strength) -> None:
    """Join the others to the group that has nearly all uses of which something is known, where nothing clashes."""
    found = _by_head(groups, uses)
    told = {
        head: len(some) for head, some in found.items() if len(some) > 1 or shared(some[0].marks, some[0].marks)
    }
    if not told:
        return
    top = max(told, key=lambda head: (told[head], -head))
    if told[top] < OWN_USES or told[top] < OWN_SHARE * sum(told.values()):
        return
    marks = _all_marks(found[top])
    for head, some in sorted(found.items()):
        if head != top and not clash(_all_marks(some), marks, strength):
            groups.join(top, head)


def _by_head(groups: Groups, uses: Sequence[Use]) -> Mapping[int, list[Use]]:
    found: dict[int, list[Use]] = defaultdict(list)
    for number, use in enumerate(uses):
        found[groups.head(number)].append(use)
    return found


def _all_marks(uses: Iterable[Use]) -> frozenset[Mark]:
    return frozenset(mark for mark, _ in Counter(mark for use in uses for mark in use.marks).items())
