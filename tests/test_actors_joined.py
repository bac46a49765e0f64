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
