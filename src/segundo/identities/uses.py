"""What is known of one use of a name, in one article: marks that can be compared with those of other uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from segundo.languages import table
from segundo.resolve.keys import Strength, key
from segundo.resolve.names import fold
from segundo.resolve.offices import parse

OFFICE, BODY, COUNTRY, FIELD, KNOWN = "office", "body", "country", "field", "known"
"""The sorts of marks: a role of somewhere, an organisation, a country, what one does, and does as one known by name."""

AREA, NATION, HOME = "area", "nation", "home"
"""Of bodies of which there is one in each town or state, or in each nation: which of these it is; and the country of
the outlet, where the article does not tell the nation."""

_TELLING = (OFFICE, BODY, KNOWN, AREA)
"""Marks that two uses of one name have in common hardly by chance."""

_APART = (AREA, NATION)
"""Marks that suffice to keep two apart."""


class Mark(NamedTuple):
    """What the text says of the bearer of a name: its sort and its words."""

    sort: str
    words: str


def marks(roles: Iterable[str], organisation: str | None, country: str | None, language: str) -> frozenset[Mark]:
    """The marks of an actor of one article."""
    found: set[Mark] = set()
    if organisation and (body := key("organisation", organisation, None, language)):
        found.add(Mark(BODY, " ".join(body.words)))
    if country:
        found.add(Mark(COUNTRY, country))
    fields = _fields(language)
    for role in roles:
        office = parse(role, language)
        if office is None:
            continue
        for field, known in fields.get(office.role.noun, ()):
            found.add(Mark(FIELD, field))
            if known:
                found.add(Mark(KNOWN, field))
        if office.complement:
            body = key("organisation", office.complement, None, language)
            found.add(Mark(OFFICE, " ".join((office.role.noun, *(body.words if body else fold(office.complement))))))
        if office.country:
            found.add(Mark(OFFICE, f"{office.role.noun} {office.country}"))
    return frozenset(found)


def shared(one: Collection[Mark], other: Collection[Mark]) -> list[Mark]:
    """The telling marks that two uses have in common, in order."""
    return sorted(mark for mark in set(one) & set(other) if mark.sort in _TELLING)


@lru_cache(maxsize=1 << 16)
def clash(one: frozenset[Mark], other: frozenset[Mark], power: Strength) -> Sequence[Mark]:
    """What speaks against one bearer of two uses: their countries and fields, where both have some and none in common.

    Of common names one of the two is enough; a name that is hardly two people's is kept apart by both only. That a body
    is of another area or nation is enough. It is kept, since the bearers of a common name are beside very many others.
    """
    against = {sort: marks for sort in (COUNTRY, FIELD, *_APART) if (marks := _differing(one, other, sort))}
    enough = 1 if power in ("fair", "common", "weak") or not against.keys().isdisjoint(_APART) else 2
    return tuple(mark for some in against.values() for mark in some) if len(against) >= enough else ()


def elsewhere(one: frozenset[Mark], other: frozenset[Mark]) -> bool:
    """Whether two uses are of bodies in different areas or nations."""
    return any(_differing(one, other, sort) for sort in _APART)


@lru_cache(maxsize=1 << 16)
def abroad(one: frozenset[Mark], other: frozenset[Mark]) -> bool:
    """Whether two are bodies of which only one's nation is known, and the outlet of the other is of another country."""
    for here, there in ((one, other), (other, one)):
        homes = {mark.words for mark in here if mark.sort == HOME}
        nations = {mark.words for mark in there if mark.sort == NATION}
        if homes and nations and not homes & nations and all(mark.sort != NATION for mark in here):
            return True
    return False


def _differing(one: frozenset[Mark], other: frozenset[Mark], sort: str) -> list[Mark]:
    here, there = _of_sort(one, sort), _of_sort(other, sort)
    return sorted(here | there) if here and there and not here & there else []


@lru_cache(maxsize=1 << 16)
def _of_sort(marks: frozenset[Mark], sort: str) -> frozenset[Mark]:
    """The marks of a sort; kept, since the same few are compared with many."""
    return frozenset(mark for mark in marks if mark.sort == sort)


def agree(told: Iterable[Collection[Mark]]) -> bool:
    """Whether nothing that is said of any two uses of a full name clashes."""
    seen = {frozenset(mark for mark in some if mark.sort in (COUNTRY, FIELD, HOME, *_APART)) for some in told}
    return not any(clash(one, other, "full") or abroad(one, other) for one, other in combinations(seen, 2))


@cache
def _fields(language: str) -> Mapping[str, tuple[tuple[str, bool], ...]]:
    """The fields of a role, each with whether who is of it is known by name."""
    out: dict[str, tuple[tuple[str, bool], ...]] = {}
    for row in table(language, "role_fields"):
        for form in row["forms"].split():
            out[form] = (*out.get(form, ()), (row["field"], row["known"] == "yes"))
    return out
