"""Promises, admissions and denials, and what looks like them: what is wanted, would have been done, is only named."""

from __future__ import annotations

import pytest

from segundo.article import Span
from segundo.finders.statements import find_statements
from segundo.finders.statements.acts import act_of
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.page import Page
from segundo.reader import Reader
from tests.build import reading
from tests.plain_weights import RULES
from tests.said import DEFINITE, PAST, PRESENT


def acts(rows: str) -> list[str]:
    return [one.act for one in find_statements(reading(rows), (), weights=RULES)]


@pytest.mark.parametrize(("verb", "act"), [("sair", "promise"), ("saber", "state"), ("ser", "state")])
def test_a_wanted_deed_is_promised_but_not_what_one_wants_to_be_or_know(verb: str, act: str) -> None:
    rows = f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 3 nsubj
        quer querer VERB {PRESENT} 0 root
        {verb} {verb} VERB VerbForm=Inf 3 xcomp
        tudo tudo PRON _ 4 obj
        _. . PUNCT _ 3 punct
    """
    assert acts(rows) == [act]


@pytest.mark.parametrize(
    ("predicate", "act"),
    [
        ("sairia sair VERB Mood=Cnd|VerbForm=Fin 3 ccomp", "promise"),
        ("teria ter AUX Mood=Cnd|VerbForm=Fin 9 aux\nsaído sair VERB VerbForm=Part 3 ccomp", "state"),
    ],
)
def test_what_one_would_have_done_is_not_promised(predicate: str, act: str) -> None:
    main = 9 if "\n" in predicate else 8
    rows = f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ {main} mark
        se se SCONJ _ 6 mark
        chovesse chover VERB Mood=Sub|VerbForm=Fin {main} advcl
        _, , PUNCT _ 6 punct
    """
    assert acts(rows.rstrip() + f"\n{predicate}\n_. . PUNCT _ 3 punct") == [act]


def act_in(rows: str, rule: str) -> str:
    """The act of rows of words as a content."""
    read = reading(rows)
    return act_of(Page(read, "pt"), Draft((Span(0, len(read.text)),), (), (), "state", rule, True, None))


def test_who_says_sorry_for_a_fraud_admits_it() -> None:
    rows = f"""
        pede pedir VERB {PRESENT} 0 root
        desculpas desculpa NOUN _ 1 obj
        pela por ADP _ 4 case
        fraude fraude NOUN _ 1 obl
    """
    assert act_in(rows, "verb-that") == "concede"


@pytest.mark.parametrize(("rule", "rows", "act"), [
    ("verb-that", f"isso isso PRON _ 3 nsubj\né ser AUX {PRESENT} 3 cop\nficção ficção NOUN _ 0 root", "deny"),
    ("verb-obj", "uma um DET _ 2 det\nficção ficção NOUN _ 0 root", "state"),
])  # fmt: skip
def test_a_thing_that_is_named_is_not_denied(rule: str, rows: str, act: str) -> None:
    assert act_in(rows, rule) == act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("O ministro disse que não nega o atraso.", "state"),
        ("O ministro disse que o tribunal não pode deixar de analisar o caso.", "demand"),
        ("O ministro disse que não acredita em deixar o mal vencer.", "deny"),
    ],
)
def test_a_negation_of_a_word_that_says_no_is_no_denial_whatever_the_model_says(
    reader: Reader, text: str, act: str
) -> None:
    assert find_statements(reader.read([text])[0], ())[0].act == act
