from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.reader.lemmas import apply_lemma_rule, lemma_rule

WORD = st.text(alphabet="abçãéABÇÃÉ", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("form", "lemma"), [("disse", "dizer"), ("Casas", "casa"), ("ONU", "ONU"), ("Lisboa", "Lisboa")]
)
def test_a_rule_makes_its_lemma(form: str, lemma: str) -> None:
    assert apply_lemma_rule(form, lemma_rule(form, lemma)) == lemma


@given(WORD, WORD)
def test_a_rule_makes_its_lemma_but_for_case(form: str, lemma: str) -> None:
    assert apply_lemma_rule(form, lemma_rule(form, lemma)).lower() == lemma.lower()
