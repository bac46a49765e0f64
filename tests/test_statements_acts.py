"""What a speaker does with what is said: promises, denies, refuses, demands."""

from __future__ import annotations

import pytest

from segundo.article import Span
from segundo.finders.statements import find_statements
from segundo.finders.statements.acts import act_of
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.page import Page
from tests.build import reading
from tests.plain_weights import RULES
from tests.said import DEFINITE, FUTURE, PAST, PRESENT


def test_a_promise_of_ones_own() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        prefeito prefeito NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 5 mark
        reabrirá reabrir VERB {FUTURE} 3 ccomp
        a o DET {DEFINITE} 7 det
        ponte ponte NOUN _ 5 obj
        _. . PUNCT _ 3 punct
    """)
    assert find_statements(read, (), weights=RULES)[0].act == "promise"


def test_a_negated_clause_is_a_denial() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        prefeito prefeito NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 8 mark
        a o DET {DEFINITE} 6 det
        ponte ponte NOUN _ 8 nsubj
        não não ADV _ 8 advmod
        caiu cair VERB {PAST} 3 ccomp
        _. . PUNCT _ 3 punct
    """)
    assert find_statements(read, (), weights=RULES)[0].act == "deny"


@pytest.mark.parametrize(("above", "below"), [("aux", "ccomp"), ("ccomp", "xcomp")])
def test_a_refusal_is_one_wherever_the_tree_has_the_word_for_will(above: str, below: str) -> None:
    heads = (7, 3) if above == "aux" else (3, 6)
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        clube clube NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 6 mark
        não não ADV _ 6 advmod
        irá ir AUX {FUTURE} {heads[0]} {above}
        comentar comentar VERB VerbForm=Inf {heads[1]} {below}
        o o DET {DEFINITE} 9 det
        caso caso NOUN _ 7 obj
        _. . PUNCT _ 3 punct
    """)
    assert [one.act for one in find_statements(read, (), weights=RULES)] == ["reject"]


@pytest.mark.parametrize(("tense", "act"), [(PRESENT, "demand"), (PAST, "state")])
def test_what_has_to_be_done_is_demanded_and_what_had_to_be_is_told(tense: str, act: str) -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 6 mark
        tudo tudo PRON _ 6 nsubj
        tem ter VERB {tense} 3 ccomp
        de de ADP _ 8 mark
        parar parar VERB VerbForm=Inf 6 xcomp
        _. . PUNCT _ 3 punct
    """)
    assert [one.act for one in find_statements(read, (), weights=RULES)] == [act]


SET_AGAINST = f"""
    A o DET {DEFINITE} 2 det
    prova prova NOUN _ 4 nsubj
    não não ADV _ 4 advmod
    acabou acabar VERB {PAST} 0 root
    _, , PUNCT _ 7 punct
    mas mas CCONJ _ 7 cc
    parou parar VERB {PAST} 4 conj
"""
NO_DOUBT = f"""
    não não ADV _ 2 advmod
    resta restar VERB {PRESENT} 0 root
    dúvida dúvida NOUN _ 2 nsubj
"""
ON_A_CONDITION = f"""
    a o DET {DEFINITE} 2 det
    ponte ponte NOUN _ 4 nsubj
    não não ADV _ 4 advmod
    cairia cair VERB Mood=Cnd|VerbForm=Fin 0 root
    se se SCONJ _ 6 mark
    chovesse chover VERB Mood=Sub|VerbForm=Fin 4 advcl
"""
REPORTED = f"""
    a o DET {DEFINITE} 2 det
    ponte ponte NOUN _ 4 nsubj
    não não ADV _ 4 advmod
    cairia cair VERB Mood=Cnd|VerbForm=Fin 0 root
"""
LATER = f"""
    vai ir AUX {PRESENT} 2 aux
    sair sair VERB VerbForm=Inf 0 root
"""
READY = f"""
    está estar AUX {PRESENT} 2 cop
    disposto disposto ADJ _ 0 root
    a a ADP _ 4 mark
    sair sair VERB VerbForm=Inf 2 advcl
"""
OTHERS_READY = f"""
    o o DET {DEFINITE} 2 det
    banco banco NOUN _ 4 nsubj
    está estar AUX {PRESENT} 4 cop
    disposto disposto ADJ _ 0 root
    a a ADP _ 6 mark
    sair sair VERB VerbForm=Inf 4 advcl
"""


@pytest.mark.parametrize(
    ("rows", "said", "act"),
    [
        (READY, True, "promise"),
        (OTHERS_READY, True, "state"),
        (SET_AGAINST, True, "state"),
        (NO_DOUBT, True, "state"),
        (ON_A_CONDITION, True, "state"),
        (REPORTED, True, "deny"),
        (LATER, True, "promise"),
        (LATER, False, "state"),
    ],
)
def test_what_a_negation_and_a_saying_that_was_none_tell(rows: str, said: bool, act: str) -> None:
    read = reading(rows)
    page = Page(read, "pt")
    draft = Draft((Span(0, len(read.text)),), (), (), "state", "verb-that", said, len(read) - 1)
    assert act_of(page, draft) == act
