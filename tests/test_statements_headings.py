"""Headings that give somebody the floor, and the words that follow."""

from __future__ import annotations

import pytest

from tests.build import reading
from tests.said import PRESENT, said

WORDS = f"""
    _“ “ PUNCT _ 2 punct
    _Chove chover VERB {PRESENT} 0 root
    muito muito ADV _ 2 advmod
    aqui aqui ADV _ 2 advmod
    _” ” PUNCT _ 2 punct
"""
HEADING = """
    {} com ADP _ 3 case
    {} o DET _ 3 det
    {} palavra NOUN _ 0 root
    _, , PUNCT _ 5 punct
    PRADO Prado PROPN _ 3 appos
"""
LOUD, PLAIN = "COM A PALAVRA", "Com a palavra"


@pytest.mark.parametrize("floor", [LOUD, PLAIN])
def test_who_has_the_floor_in_a_paragraph_of_its_own_says_what_follows(floor: str) -> None:
    read = reading(f"{HEADING.format(*floor.split())}\n¶\n{WORDS}")
    assert said(read) == [("PRADO", floor, "Chove muito aqui")]


@pytest.mark.parametrize(("floor", "sources"), [(LOUD, ["PRADO"]), (PLAIN, [])])
def test_within_a_paragraph_only_capitals_are_a_heading(floor: str, sources: list[str]) -> None:
    read = reading(f"{HEADING.format(*floor.split())}\n{WORDS}")
    assert [source for source, _, _ in said(read)] == sources


def test_what_is_told_of_who_has_the_floor_is_not_the_name() -> None:
    clause = "_, , PUNCT _ 8 punct\nQUE que PRON _ 8 nsubj\nDEFENDE defender NOUN _ 5 acl:relcl\n"
    read = reading(f"{HEADING.format(*LOUD.split())}{clause}SOUSA Sousa PROPN _ 8 obj\n¶\n{WORDS}")
    assert said(read) == [("PRADO", LOUD, "Chove muito aqui")]
