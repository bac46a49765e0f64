"""Names that the reader took for one though they are of two people."""

from __future__ import annotations

import pytest

from tests.build import reading
from tests.test_actors import names


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("Eva", {("Rui Prado", "person"), ("Eva Sousa", "person")}),
        ("Rui", {("Rui Prado Sousa", "person")}),
    ],
)
def test_names_of_two_people_whom_the_article_names_apart_are_not_one(other: str, found: set[tuple[str, str]]) -> None:
    """Unless the second may be another of the first name."""
    text = reading(
        f"""
        Rui Rui PROPN _ 3 nsubj
        Prado Prado PROPN _ 1 flat:name
        julga julgar VERB _ 0 root
        {other} {other} PROPN _ 3 obj
        Sousa Sousa PROPN _ 4 flat:name
        _. . PUNCT _ 3 punct

        Veja ver VERB _ 0 root
        Rui Rui PROPN _ 1 obj
        Prado Prado PROPN _ 2 flat:name
        Sousa Sousa PROPN _ 2 flat:name
        saiu sair VERB _ 1 ccomp
        _. . PUNCT _ 1 punct

        Sousa Sousa PROPN _ 2 nsubj
        dorme dormir VERB _ 0 root
        """,
        entities=((0, 2, "PER"), (3, 5, "PER"), (7, 10, "PER"), (12, 13, "PER")),
    )
    assert set(names(text)) == found


@pytest.mark.parametrize(
    ("elsewhere", "found"),
    [
        ("Prado", {("Prado", "person"), ("Ana Sousa", "person")}),
        ("Rocha", {("Rocha", "person"), ("Prado Ana Sousa", "person")}),
    ],
)
def test_a_government_s_name_before_a_full_one_is_another_s(elsewhere: str, found: set[tuple[str, str]]) -> None:
    text = reading(
        f"""
        {elsewhere} {elsewhere} PROPN _ 2 nsubj
        saiu sair VERB _ 0 root
        . . PUNCT _ 2 punct

        Saiu sair VERB _ 0 root
        o o DET _ 3 det
        ministro ministro NOUN _ 1 nsubj
        do@do de ADP _ 6 case
        o@ o DET _ 6 det
        governo governo NOUN _ 3 nmod
        Prado Prado PROPN _ 6 appos
        Ana Ana PROPN _ 3 appos
        Sousa Sousa PROPN _ 8 flat

        Ana Ana PROPN _ 3 nsubj
        Sousa Sousa PROPN _ 1 flat
        voltou voltar VERB _ 0 root
        """,
        entities=((0, 1, "PER"), (9, 12, "PER"), (12, 14, "PER")),
    )
    assert set(names(text)) == found


@pytest.mark.parametrize(
    ("noun", "found"),
    [
        ("governo", {("Rui Prado Rocha", "person"), ("Pedro Sousa", "person")}),
        ("filho", {("Rui Prado Rocha", "person"), ("Rui Prado Pedro Sousa", "person")}),
    ],
)
def test_a_given_name_behind_a_government_s_short_name_begins_another_s(
    noun: str, found: set[tuple[str, str]]
) -> None:
    text = reading(
        f"""
        Rui Rui PROPN _ 4 nsubj
        Prado Prado PROPN _ 1 flat
        Rocha Rocha PROPN _ 1 flat
        ouviu ouvir VERB _ 0 root
        o o DET _ 6 det
        ministro ministro NOUN _ 4 obj
        do@do de ADP _ 9 case
        o@ o DET _ 9 det
        {noun} {noun} NOUN _ 6 nmod
        Rui Rui PROPN _ 9 appos
        Prado Prado PROPN _ 10 flat
        Pedro Pedro PROPN _ 6 appos
        Sousa Sousa PROPN _ 12 flat
        """,
        entities=((0, 3, "PER"), (9, 13, "PER")),
    )
    assert set(names(text)) == found
