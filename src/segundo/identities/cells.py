"""The bearers of one name: which uses of it, in different articles, are of one person or body."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import NamedTuple

from segundo.identities.uses import NATION, Mark, abroad, clash, elsewhere, shared
from segundo.repeats.stories import Weights, likeness
from segundo.resolve.keys import Strength

OWN_SHARE, OWN_USES = 0.8, 3
"""Other uses are the bearer's who has this share of those of which something is known, and so many."""

IN_COMPANY = 2
"""Who is named together with so many same others is the same."""

ON_TOPIC = 0.09
"""Two articles so much alike, or more, beside the name are on one matter."""


class Use(NamedTuple):
    """A name in one article: its place among all uses, the article's story, what is said of the bearer.

    Uses of which the very same is said may be one of these, with all their ``places`` in order, so that a name costs by
    what is said of it and not by how often it is used. They are of one ``story``; or, where that is None, each is the
    only one in its own. ``company`` are the numbers of the full names of other persons there, ``about`` what the
    article is about beside the name; these are not looked at for full and weak names.
    """

    places: tuple[int, ...]
    story: int | None
    marks: frozenset[Mark]
    company: frozenset[int] = frozenset()
    about: Weights | None = None

    @property
    def loose(self) -> bool:
        """Whether nothing shows that its uses, where there are several, are of one."""
        return self.story is None and not shared(self.marks, self.marks)


@dataclass(frozen=True, slots=True)
class Cell:
    """The places in order of uses that are of one bearer, or with ``each`` of as many; what is said there."""

    places: tuple[int, ...]
    marks: frozenset[Mark]
    each: bool = False

    def joined(self, other: Cell) -> Cell:
        """The two as one bearer."""
        return Cell(tuple(sorted((*self.places, *other.places))), self.marks | other.marks)


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
    uses: Iterable[Use],
    strength: Strength,
    together: Collection[tuple[int, int]] = (),
    apart: Collection[tuple[int, int]] = (),
    alone: Collection[int] = (),
) -> list[Cell]:
    """The bearers of a name, from all its uses; ``together`` and ``apart`` are pairs of places that are settled.

    A full name is one bearer's, unless what is said of two uses clashes and nothing joins them. Of a common name, or of
    one word, uses are joined by what they have in common: the story, an office, a body, a field in which people are
    known by name, who else is named, the matter; the others go to the bearer who has nearly all of the joined ones. Of
    bodies of which there are many, the others are by themselves, and those of other places are others. A weak
    name is one bearer's in one story. Uses of which the very same is said go the same way, but for those that stand
    ``alone``: those of which something is settled.
    """
    uses = gathered(uses, alone)
    number_of = {place: number for number, use in enumerate(uses) for place in use.places}
    held = [(number_of[one], number_of[other]) for one, other in apart if {one, other} <= number_of.keys()]
    groups = Groups(len(uses), held)
    for one, other in sorted(together):
        if {one, other} <= number_of.keys():
            groups.join(number_of[one], number_of[other])
    _join_alike(groups, uses)
    merged: set[int] = set()
    if strength != "weak":
        _join_marked(groups, uses)
        if strength in ("full", "fair"):
            merged = _join_rest(groups, uses, strength)
        else:
            _join_company(groups, uses, strength)
        if strength in ("common", "single"):
            _give_rest(groups, uses, strength)
        if strength == "single":
            _join_topics(groups, uses)
    return [
        Cell(
            some[0].places if len(some) == 1 else tuple(sorted(place for use in some for place in use.places)),
            _all_marks(some),
            each=_is_loose(some) and head not in merged and len(some[0].places) > 1,
        )
        for head, some in sorted(_by_head(groups, uses).items())
    ]


def gathered(uses: Iterable[Use], alone: Collection[int] = ()) -> list[Use]:
    """Uses in order, as one those of which the very same is said: of one story, or each the only one in its own.

    Those with company, those whose article tells what it is about, and those that stand ``alone``, are by themselves.
    """
    uses = sorted(uses)
    counts = Counter(use.story for use in uses for _ in use.places)
    out: list[Use] = []
    same: dict[tuple[int | None, frozenset[Mark]], list[Use]] = defaultdict(list)
    for use in uses:
        story = use.story if counts[use.story] > 1 else None
        if use.company or use.about or use.places[0] in alone:
            out.append(use._replace(story=story))
        else:
            same[story, use.marks].append(use)
    for (story, marks), some in same.items():
        places = some[0].places if len(some) == 1 else tuple(chain.from_iterable(use.places for use in some))
        out.append(Use(places, story, marks))
    return sorted(out)


def _join_alike(groups: Groups, uses: Sequence[Use]) -> None:
    """Join uses in one story, but for those of bodies elsewhere."""
    stories: dict[int, list[tuple[int, frozenset[Mark]]]] = defaultdict(list)
    for number, use in enumerate(uses):
        if use.story is None:
            continue
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
    counts = Counter(other for use in uses for other in use.company)
    first: dict[tuple[int, ...], int] = {}
    for number, use in enumerate(uses):
        for pair in combinations(sorted(other for other in use.company if counts[other] > 1), IN_COMPANY):
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


def _join_rest(groups: Groups, uses: Sequence[Use], strength: Strength) -> set[int]:
    """Join groups of uses of a name that is hardly two people's, the largest first, where nothing speaks against it;
    return the heads of those that are one bearer's.

    Where some are of one nation and some of another, those of which none is known are no nation's, unless one has
    nearly all; what an outlet of one country names so is not of another.
    """
    found = _by_head(groups, uses)
    nations: Counter[Mark] = Counter()
    for use in uses:
        nations.update({mark: len(use.places) for mark in use.marks if mark.sort == NATION})
    open_ones = len(nations) < 2 or max(nations.values()) >= OWN_SHARE * nations.total()
    taken: list[tuple[int, frozenset[Mark]]] = []
    for head in sorted(found, key=lambda head: (-_size(found[head]), head)):
        marks = _all_marks(found[head])
        if not open_ones and all(mark.sort != NATION for mark in marks):
            continue
        for number, (other, there) in enumerate(taken):
            if not clash(marks, there, strength) and not abroad(marks, there) and groups.join(other, head):
                taken[number] = (other, there | marks)
                break
        else:
            taken.append((head, marks))
    return {groups.head(head) for head, _ in taken}


def _give_rest(groups: Groups, uses: Sequence[Use], strength: Strength) -> None:
    """Join the others to the group that has nearly all uses of which something is known, where nothing clashes."""
    found = _by_head(groups, uses)
    told = {head: _size(some) for head, some in found.items() if not _is_loose(some)}
    if not told:
        return
    top = max(told, key=lambda head: (told[head], -head))
    if told[top] < OWN_USES or told[top] < OWN_SHARE * sum(told.values()):
        return
    marks = _all_marks(found[top])
    for head, some in sorted(found.items()):
        if head != top and not clash(_all_marks(some), marks, strength):
            groups.join(top, head)


def _is_loose(group: Sequence[Use]) -> bool:
    """Whether a group is of nobody in particular: nothing joins its uses."""
    return len(group) == 1 and group[0].loose


def _size(group: Sequence[Use]) -> int:
    """How many uses a group has; of those that nothing joins each is a group."""
    return 1 if _is_loose(group) else sum(len(use.places) for use in group)


def _by_head(groups: Groups, uses: Sequence[Use]) -> Mapping[int, list[Use]]:
    found: dict[int, list[Use]] = defaultdict(list)
    for number, use in enumerate(uses):
        found[groups.head(number)].append(use)
    return found


def _all_marks(uses: Iterable[Use]) -> frozenset[Mark]:
    return frozenset[Mark]().union(*(use.marks for use in uses))
