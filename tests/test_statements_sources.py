"""Who a statement is given to where the words around a cue mislead: lists, brackets, numbers, names beside names."""

from __future__ import annotations

import pytest

from tests.build import reading
from tests.said import DEFINITE, PAST, PRESENT, said


def test_a_list_goes_on_after_a_bracket() -> None:
    read = reading(
        f"""
        O o DET {DEFINITE} 2 det
        poeta poeta NOUN _ 11 nsubj
        Rui Rui PROPN _ 2 nmod
        ( ( PUNCT _ 5 punct
        _PT PT PROPN _ 2 parataxis
        _) ) PUNCT _ 5 punct
        e e CCONJ _ 9 cc
        a o DET {DEFINITE} 9 det
        prima prima NOUN _ 2 conj
        Ana Ana PROPN _ 9 nmod
        disseram dizer VERB {PAST} 0 root
        que que SCONJ _ 13 mark
        chove chover VERB {PRESENT} 11 ccomp
        _. . PUNCT _ 11 punct
        """,
        entities=((2, 3, "PER"), (4, 5, "ORG"), (9, 10, "PER")),
    )
    assert said(read) == [("O poeta Rui (PT) e a prima Ana", "disseram", "chove")]


def test_a_bracket_at_the_end_of_a_list_is_closed() -> None:
    read = reading(
        f"""
        Rui Rui PROPN _ 10 nsubj
        ( ( PUNCT _ 3 punct
        _PT PT PROPN _ 1 parataxis
        _) ) PUNCT _ 3 punct
        e e CCONJ _ 6 cc
        Ana Ana PROPN _ 1 conj
        ( ( PUNCT _ 8 punct
        _PP PP PROPN _ 6 parataxis
        _) ) PUNCT _ 8 punct
        disseram dizer VERB {PAST} 0 root
        que que SCONJ _ 12 mark
        chove chover VERB {PRESENT} 10 ccomp
        """,
        entities=((0, 1, "PER"), (5, 6, "PER")),
    )
    assert said(read) == [("Rui (PT) e Ana (PP)", "disseram", "chove")]


def test_a_clause_goes_on_to_its_verb_after_a_relative_clause() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        banco banco NOUN _ 3 nsubj
        informou informar VERB {PAST} 0 root
        que que SCONJ _ 15 mark
        a o DET {DEFINITE} 6 det
        loja loja NOUN _ 15 nsubj
        _, , PUNCT _ 8 punct
        dona dono NOUN _ 6 appos
        de@da de ADP _ 11 case
        a@ o DET {DEFINITE} 11 det
        marca marca NOUN _ 8 nmod
        que que PRON PronType=Rel 13 nsubj
        vence vencer VERB {PRESENT} 11 acl:relcl
        _, , PUNCT _ 8 punct
        negou negar VERB {PAST} 3 ccomp
        a o DET {DEFINITE} 17 det
        dívida dívida NOUN _ 15 obj
        _. . PUNCT _ 3 punct
    """)
    assert ("O banco", "informou", "a loja, dona da marca que vence, negou a dívida") in said(read)


def test_a_person_named_after_the_body_that_is_told_it_is_the_source() -> None:
    read = reading(
        f"""
        " " PUNCT _ 2 punct
        _Chove chover VERB {PRESENT} 5 ccomp:speech
        _" " PUNCT _ 2 punct
        _, , PUNCT _ 2 punct
        afirma afirmar VERB {PRESENT} 0 root
        a@ao a ADP _ 8 case
        o@ o DET {DEFINITE} 8 det
        Tordo Tordo PROPN _ 5 obl
        Rui Rui PROPN _ 8 flat:name
        Prado Prado PROPN _ 9 flat:name
        _. . PUNCT _ 5 punct
        """,
        entities=((7, 8, "ORG"), (8, 10, "PER")),
    )
    assert said(read) == [("Rui Prado", "afirma", "Chove")]


@pytest.mark.parametrize(("number", "sayings"), [("seis seis NUM _ 3 nummod", 0), ("o o DET Definite=Def 3 det", 1)])
def test_a_count_of_papers_says_nothing(number: str, sayings: int) -> None:
    read = reading(f"""
        Por por ADP _ 3 case
        {number}
        contrato contrato NOUN _ 7 obl
        _, , PUNCT _ 3 punct
        a o DET {DEFINITE} 6 det
        obra obra NOUN _ 7 nsubj
        acaba acabar VERB {PRESENT} 0 root
        _. . PUNCT _ 7 punct
    """)
    assert len(said(read)) == sayings


def test_a_relative_pronoun_after_according_to_is_the_source_of_its_clause() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        clube clube NOUN _ 3 nsubj
        fez fazer VERB {PAST} 0 root
        um um DET Definite=Ind 5 det
        estudo estudo NOUN _ 3 obj
        _, , PUNCT _ 12 punct
        segundo segundo ADP _ 8 case
        o o PRON PronType=Dem 12 obl
        qual qual PRON PronType=Rel 8 fixed
        a o DET {DEFINITE} 11 det
        praia praia NOUN _ 12 nsubj
        cresce crescer VERB {PRESENT} 5 acl:relcl
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [("o qual", "segundo", "a praia cresce")]


def test_a_quotation_is_given_to_no_words_of_the_next_one() -> None:
    read = reading(
        f"""
        " " PUNCT _ 2 punct
        _Chove chover VERB {PRESENT} 0 root
        muito muito ADV _ 2 advmod
        aqui aqui ADV _ 2 advmod
        _. . PUNCT _ 2 punct
        _" " PUNCT _ 2 punct

        " " PUNCT _ 2 punct
        _Sobe subir VERB {PRESENT} 7 ccomp:speech
        o o DET {DEFINITE} 4 det
        rio rio NOUN _ 2 nsubj
        _" " PUNCT _ 2 punct
        _, , PUNCT _ 2 punct
        diz dizer VERB {PRESENT} 0 root
        Ana Ana PROPN _ 7 nsubj
        _. . PUNCT _ 7 punct
        """,
        entities=((13, 14, "PER"),),
    )
    assert "Sobe" not in [cue for _, cue, _ in said(read)]


@pytest.mark.parametrize(("before", "content"), [("depois", None), ("hoje", "chove")])
def test_a_conjunction_of_time_opens_nothing_that_is_said(before: str, content: str | None) -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 3 nsubj
        explicou explicar VERB {PAST} 0 root
        {before} {before} ADV _ 3 advmod
        que que SCONJ _ 6 mark
        chove chover VERB {PRESENT} 3 ccomp
    """)
    assert [what for _, _, what in said(read)] == ([content] if content else [])


def test_the_predicate_of_a_clause_after_a_credit_is_no_source() -> None:
    read = reading(f"""
        Por por ADP _ 2 case
        isso isso PRON _ 9 obl
        _, , PUNCT _ 2 punct
        disse dizer VERB {PAST} 9 parataxis
        _, , PUNCT _ 4 punct
        a o DET {DEFINITE} 7 det
        loja loja NOUN _ 9 nsubj
        está estar AUX {PRESENT} 9 cop
        calma calmo ADJ _ 0 root
        _. . PUNCT _ 9 punct
    """)
    assert all(source == "" for source, _, _ in said(read))


@pytest.mark.parametrize(
    "opening",
    [
        "a a ADP _ 5 case/que que PRON PronType=Rel 5 obl",
        "com com ADP _ 5 case/quem quem PRON PronType=Rel 5 obl",
        "que que SCONJ _ 5 mark/_ja já ADV _ 5 advmod",
    ],
)
def test_the_relative_clause_after_a_source_is_no_part_of_it_nor_of_what_it_says(opening: str) -> None:
    rows = "\n".join(opening.split("/"))
    read = reading(f"""
        Segundo segundo ADP _ 2 case
        guardas guarda NOUN _ 7 obl
        {rows}
        falei falar VERB Mood=Ind|VerbForm=Fin 2 acl:relcl
        _, , PUNCT _ 5 punct
        chove chover VERB {PRESENT} 0 root
        _. . PUNCT _ 7 punct
    """)
    assert said(read) == [("guardas", "Segundo", "chove")]


def test_any_after_its_noun_is_no_source() -> None:
    read = reading(f"""
        Ana Ana PROPN _ 2 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 7 mark
        em em ADP _ 5 case
        momento momento NOUN _ 7 obl
        algum algum PRON PronType=Ind 7 nsubj
        afirmou afirmar VERB {PAST} 2 ccomp
        que que SCONJ _ 9 mark
        chovia chover VERB {PAST} 7 ccomp
        _. . PUNCT _ 2 punct
    """)
    assert ("", "afirmou", "chovia") in said(read)


AND_THAT = f"""
    Ana Ana PROPN _ 2 nsubj
    disse dizer VERB {PAST} 0 root
    que que SCONJ _ 6 mark
    a o DET {DEFINITE} 5 det
    comissão comissão NOUN _ 6 nsubj
    errou errar VERB {PAST} 2 ccomp
    e e CCONJ _ 9 cc
    {{}}
    nega negar VERB {PRESENT} 6 conj
    a o DET {DEFINITE} 11 det
    multa multa NOUN _ 9 obj
    _. . PUNCT _ 2 punct
"""


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("que que SCONJ _ 9 mark", ""),
        ("que que PRON PronType=Rel 9 nsubj", ""),
        ("depois depois ADV _ 9 advmod", "a comissão"),
    ],
)
def test_a_clause_that_opens_with_its_own_that_shares_no_subject_with_the_one_before(word: str, source: str) -> None:
    assert (source, "nega", "a multa") in said(reading(AND_THAT.format(word)))


@pytest.mark.parametrize(
    ("word", "sayings"), [("o o DET Definite=Def|PronType=Art", 1), ("mais mais DET PronType=Ind", 0)]
)
def test_more_of_a_document_says_nothing(word: str, sayings: int) -> None:
    read = reading(f"""
        Por por ADP _ 3 case
        {word} 3 det
        contrato contrato NOUN _ 6 obl
        a o DET {DEFINITE} 5 det
        obra obra NOUN _ 6 nsubj
        acaba acabar VERB {PRESENT} 0 root
        _. . PUNCT _ 6 punct
    """)
    assert len(said(read)) == sayings
