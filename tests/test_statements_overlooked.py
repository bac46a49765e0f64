"""Statements that another construction beside them hides easily."""

from __future__ import annotations

import pytest

from tests.build import reading
from tests.said import DEFINITE, PAST, PRESENT, said

FIRST = "Mood=Ind|Number=Sing|Person=1|Tense=Imp|VerbForm=Fin"


@pytest.mark.parametrize(
    ("subject", "found"),
    [("relatório NOUN", True), ("Rui PROPN", True), ("eu PRON", False)],
)
def test_a_form_of_two_persons_tells_a_thought_of_others_where_its_subject_is_a_noun(subject: str, found: bool) -> None:
    form, tag = subject.split()
    read = reading(f"""
        {form} {form} {tag} _ 2 nsubj
        considerava considerar VERB {FIRST} 0 root
        que que SCONJ _ 4 mark
        chovia chover VERB {FIRST} 2 ccomp
        _. . PUNCT _ 2 punct
    """)
    assert ((form, "considerava", "chovia") in said(read)) is found


def test_a_name_in_quotation_marks_before_a_verb_is_not_what_it_says_where_a_clause_follows() -> None:
    read = reading(f"""
        Uma um DET _ 2 det
        nota nota NOUN _ 10 nsubj
        _, , PUNCT _ 4 punct
        publicada publicar VERB VerbForm=Part 2 acl
        em em ADP _ 7 case
        " " PUNCT _ 7 punct
        _Foz Foz PROPN _ 4 obl
        _" " PUNCT _ 7 punct
        _, , PUNCT _ 4 punct
        afirma afirmar VERB {PRESENT} 0 root
        que que SCONJ _ 12 mark
        chove chover VERB {PRESENT} 10 ccomp
        _. . PUNCT _ 10 punct
    """)
    assert [content for _, _, content in said(read)] == ["chove"]


def test_a_quotation_that_no_cue_stands_beside_counts_though_something_is_said_in_it() -> None:
    read = reading(f"""
        " " PUNCT _ 3 punct
        _Eles ele PRON _ 3 nsubj
        avisaram avisar VERB {PAST} 0 root
        que que SCONJ _ 7 mark
        a o DET {DEFINITE} 6 det
        ponte ponte NOUN _ 7 nsubj
        caiu cair VERB {PAST} 3 ccomp
        ontem ontem ADV _ 7 advmod
        _. . PUNCT _ 3 punct
        _" " PUNCT _ 3 punct
    """)
    assert {content for _, _, content in said(read)} == {"a ponte caiu ontem", "Eles avisaram que a ponte caiu ontem"}
