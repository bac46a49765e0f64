"""What a statement denies, under which condition it holds, and what may be a change of mind."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from segundo.languages import table
from segundo.records import Act
from segundo.repeats.positions import differences, likeness, position
from segundo.segment import fold

BRIDGE = "a construção da ponte do aeroporto de Beja"


@pytest.mark.parametrize("row", table("pt", "polarity"), ids=lambda row: f"{row['class']}-{row['forms'][:12]}")
def test_each_row_does_what_it_is_there_for(row: Mapping[str, str]) -> None:
    read = position("state", row["example"])
    if row["class"] in ("negation", "none"):
        assert fold(read.negation or "") == fold(row["told"])
    else:
        assert fold(read.condition or "") == fold(row["told"])
        if row["class"] != "unreal":
            told = [form.replace("_", " ") for form in row["forms"].split()]
            assert any(fold(row["told"]).startswith(fold(form)) for form in told)


@pytest.mark.parametrize(
    ("content", "condition"),
    [
        ("os líderes vão se reunir em Beja", None),
        ("as tropas se retiram amanhã", None),
        ("enviará tropas se Assad pedir", "se Assad pedir"),
        ("se chover, o jogo para", "se chover"),
    ],
)
def test_a_reflexive_pronoun_is_no_condition(content: str, condition: str | None) -> None:
    assert position("state", content).condition == condition


def test_a_negation_in_a_condition_denies_nothing() -> None:
    read = position("threaten", "aplicar sanções caso o corte de árvores não pare")
    assert (read.negation, read.condition) == (None, "caso o corte de árvores não pare")


def test_a_negation_ends_at_a_pause() -> None:
    assert position("state", "não aceita, mas paga a dívida").negation == "não aceita"


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (("support", BRIDGE), ("reject", BRIDGE), ("act",)),
        (("deny", BRIDGE), ("concede", BRIDGE), ("act",)),
        (("promise", BRIDGE), ("promise", f"não haverá {BRIDGE}"), ("negation",)),
        (("deny", BRIDGE), ("state", f"não haverá {BRIDGE}"), ()),
        (("state", BRIDGE), ("deny", f"não haverá {BRIDGE}"), ("act", "negation")),
        (("state", BRIDGE), ("promise", BRIDGE), ()),
        (("ask", BRIDGE), ("deny", BRIDGE), ()),
        (("promise", BRIDGE), ("promise", f"{BRIDGE} caso haja acordo"), ("condition",)),
        (("accuse", BRIDGE), ("support", BRIDGE), ("act",)),
    ],
)
def test_what_may_be_a_change(one: tuple[Act, str], other: tuple[Act, str], differs: tuple[str, ...]) -> None:
    mine, theirs = position(*one), position(*other)
    common = likeness(mine, theirs)
    assert common is not None
    assert differences(mine, theirs, common.stems) == differs
    assert sorted(differences(theirs, mine, common.stems)) == sorted(differs)


def test_statements_on_other_matters_are_not_compared() -> None:
    assert likeness(position("support", BRIDGE), position("reject", "a greve dos professores de Faro")) is None
