from __future__ import annotations

import pytest

from segundo.article import Span
from segundo.finders.statements import find_statements
from segundo.records import Time
from tests.build import reading
from tests.plain_weights import RULES
from tests.said import DEFINITE, PAST, PRESENT, said

THAT = f"""
    O o DET {DEFINITE} 2 det
    prefeito prefeito NOUN _ 3 nsubj
    disse dizer VERB {PAST} 0 root
    que que SCONJ _ 7 mark
    a o DET {DEFINITE} 6 det
    ponte ponte NOUN _ 7 nsubj
    caiu cair VERB {PAST} 3 ccomp
    _. . PUNCT _ 3 punct
"""


INVERTED = f"""
    " " PUNCT _ 4 punct
    _A o DET {DEFINITE} 3 det
    ponte ponte NOUN _ 4 nsubj
    caiu cair VERB {PAST} 7 ccomp:speech
    _" " PUNCT _ 4 punct
    _, , PUNCT _ 4 punct
    disse dizer VERB {PAST} 0 root
    a o DET {DEFINITE} 9 det
""".strip()


def test_a_clause_after_that() -> None:
    read = reading(THAT)
    assert said(read) == [("O prefeito", "disse", "a ponte caiu")]
    (one,) = find_statements(read, (), weights=RULES)
    assert (one.form, one.act, one.said, one.rule) == ("indirect", "state", True, "verb-that")
    assert 0 < one.score < 1
    assert (one.speaker, one.actor, one.on_behalf_of) == (None, None, None)


def test_a_wrong_lemma_hides_no_cue() -> None:
    assert said(reading(THAT.replace("dizer", "disser"))) == [("O prefeito", "disse", "a ponte caiu")]


def test_a_quotation_and_an_inverted_verb() -> None:
    read = reading(f"""
        {INVERTED}
        ministra ministra NOUN _ 7 nsubj
        Ana Ana PROPN _ 9 nmod
        Lima Lima PROPN _ 10 flat:name
        _. . PUNCT _ 7 punct
    """)
    assert said(read) == [("a ministra Ana Lima", "disse", "A ponte caiu")]
    assert find_statements(read, (), weights=RULES)[0].form == "direct"


def test_a_quotation_with_no_cue_has_none() -> None:
    read = reading(f"""
        " " PUNCT _ 4 punct
        _A o DET {DEFINITE} 3 det
        ponte ponte NOUN _ 4 nsubj
        caiu cair VERB {PAST} 0 root
        _. . PUNCT _ 4 punct
        _" " PUNCT _ 4 punct
    """)
    assert said(read) == [("", "", "A ponte caiu")]


def test_a_name_between_marks_is_no_statement() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        navio navio NOUN _ 6 nsubj
        " " PUNCT _ 4 punct
        _Mar Mar PROPN _ 2 appos
        _" " PUNCT _ 4 punct
        afundou afundar VERB {PAST} 0 root
        _. . PUNCT _ 6 punct
    """)
    assert said(read) == []


@pytest.mark.parametrize(("who", "source"), [("ministra", "a ministra"), ("candidata", "a candidata a juiz")])
def test_whom_somebody_speaks_to_is_no_part_of_the_source(who: str, source: str) -> None:
    read = reading(f"""
        {INVERTED}
        {who} {who} NOUN _ 7 nsubj
        a a ADP _ 11 case
        juiz juiz NOUN _ 9 nmod
        _. . PUNCT _ 7 punct
    """)
    assert said(read) == [(source, "disse", "A ponte caiu")]


TITLED = f"""
    O o DET {DEFINITE} 2 det
    {{0}} {{0}} NOUN _ 12 nsubj
    « « PUNCT _ 5 punct
    _Ninguém ninguém PRON _ 5 nsubj
    abre abrir VERB {PRESENT} 2 appos
    a o DET {DEFINITE} 7 det
    porta porta NOUN _ 5 obj
    azul azul ADJ _ 7 amod
    hoje hoje ADV _ 5 advmod
    cedo cedo ADV _ 5 advmod
    _» » PUNCT _ 5 punct
    saiu sair VERB {PAST} 0 root
    _. . PUNCT _ 12 punct
"""


def test_the_title_of_a_work_is_no_statement() -> None:
    assert said(reading(TITLED.format("livro"))) == []
    for noun in ("aviso", "jornal"):  # papers have names too, but are spoken to
        assert said(reading(TITLED.format(noun))) == [("", "", "Ninguém abre a porta azul hoje cedo")]


def test_what_stands_before_an_inverted_verb_without_marks() -> None:
    read = reading(f"""
        A o DET {DEFINITE} 2 det
        ponte ponte NOUN _ 3 nsubj
        caiu cair VERB {PAST} 5 ccomp:speech
        _, , PUNCT _ 3 punct
        disse dizer VERB {PAST} 0 root
        o o DET {DEFINITE} 7 det
        guarda guarda NOUN _ 5 nsubj
        _. . PUNCT _ 5 punct
    """)
    assert said(read) == [("o guarda", "disse", "A ponte caiu")]


def test_according_to_at_the_start() -> None:
    read = reading(f"""
        Segundo segundo ADP _ 3 case
        a o DET {DEFINITE} 3 det
        polícia polícia NOUN _ 7 obl
        _, , PUNCT _ 3 punct
        o o DET {DEFINITE} 6 det
        carro carro NOUN _ 7 nsubj
        bateu bater VERB {PAST} 0 root
        _. . PUNCT _ 7 punct
    """)
    assert said(read) == [("a polícia", "Segundo", "o carro bateu")]


def test_what_is_told_of_the_source_is_no_content() -> None:
    read = reading(f"""
        Segundo segundo ADP _ 3 case
        a o DET {DEFINITE} 3 det
        polícia polícia NOUN _ 11 obl
        _, , PUNCT _ 6 punct
        que que PRON PronType=Rel 6 nsubj
        investiga investigar VERB {PRESENT} 3 acl:relcl
        tudo tudo PRON _ 6 obj
        _, , PUNCT _ 6 punct
        o o DET {DEFINITE} 10 det
        carro carro NOUN _ 11 nsubj
        bateu bater VERB {PAST} 0 root
        _. . PUNCT _ 11 punct
    """)
    assert said(read) == [("a polícia", "Segundo", "o carro bateu")]


def test_relative_clause_tagged_as_a_conjunction_is_said_by_its_noun() -> None:
    read = reading(f"""
        Ana Ana PROPN _ 2 nsubj
        falou falar VERB {PAST} 0 root
        com com ADP _ 4 case
        Rui Rui PROPN _ 2 obl
        _, , PUNCT _ 7 punct
        que que SCONJ _ 7 mark
        disse dizer VERB {PAST} 4 acl:relcl
        que que SCONJ _ 11 mark
        o o DET {DEFINITE} 10 det
        carro carro NOUN _ 11 nsubj
        bateu bater VERB {PAST} 7 ccomp
        _. . PUNCT _ 2 punct
    """)
    assert said(read) == [("Rui", "disse", "o carro bateu")]


def test_according_to_splits_what_is_said() -> None:
    read = reading(f"""
        A o DET {DEFINITE} 2 det
        obra obra NOUN _ 8 nsubj
        _, , PUNCT _ 6 punct
        segundo segundo ADP _ 6 case
        o o DET {DEFINITE} 6 det
        prefeito prefeito NOUN _ 8 obl
        _, , PUNCT _ 8 punct
        acaba acabar VERB {PRESENT} 0 root
        em em ADP _ 10 case
        maio maio NOUN _ 8 obl
        _. . PUNCT _ 8 punct
    """)
    assert said(read) == [("o prefeito", "segundo", "A obra … acaba em maio")]


def test_second_place_is_no_source() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 3 det
        segundo segundo ADJ _ 3 amod
        carro carro NOUN _ 4 nsubj
        bateu bater VERB {PAST} 0 root
        _. . PUNCT _ 4 punct
    """)
    assert said(read) == []


def test_an_infinitive_is_denied() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        prefeito prefeito NOUN _ 3 nsubj
        nega negar VERB {PRESENT} 0 root
        ter ter AUX VerbForm=Inf 5 aux
        recebido receber VERB VerbForm=Part 3 xcomp
        dinheiro dinheiro NOUN _ 5 obj
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [("O prefeito", "nega", "ter recebido dinheiro")]
    assert find_statements(read, (), weights=RULES)[0].act == "deny"


def test_an_object_is_criticised() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        senador senador NOUN _ 3 nsubj
        criticou criticar VERB {PAST} 0 root
        a o DET {DEFINITE} 5 det
        demora demora NOUN _ 3 obj
        de@do de ADP _ 8 case
        o@ o DET {DEFINITE} 8 det
        governo governo NOUN _ 5 nmod
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [("O senador", "criticou", "a demora do governo")]
    assert find_statements(read, (), weights=RULES)[0].act == "accuse"


def test_joined_verbs_share_their_subject() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        prefeito prefeito NOUN _ 3 nsubj
        afirmou afirmar VERB {PAST} 0 root
        que que SCONJ _ 7 mark
        a o DET {DEFINITE} 6 det
        ponte ponte NOUN _ 7 nsubj
        caiu cair VERB {PAST} 3 ccomp
        e e CCONJ _ 9 cc
        negou negar VERB {PAST} 3 conj
        que que SCONJ _ 14 mark
        a o DET {DEFINITE} 12 det
        obra obra NOUN _ 14 nsubj
        fosse ser AUX Mood=Sub|Number=Sing|Person=3|Tense=Imp|VerbForm=Fin 14 cop
        ruim ruim ADJ _ 9 ccomp
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [
        ("O prefeito", "afirmou", "a ponte caiu"),
        ("O prefeito", "negou", "a obra fosse ruim"),
    ]


def test_a_dropped_subject_leaves_the_source_open() -> None:
    assert said(
        reading(f"""
        Disse dizer VERB {PAST} 0 root
        que que SCONJ _ 5 mark
        a o DET {DEFINITE} 4 det
        ponte ponte NOUN _ 5 nsubj
        caiu cair VERB {PAST} 1 ccomp
        _. . PUNCT _ 1 punct
    """)
    ) == [("", "Disse", "a ponte caiu")]


def test_what_a_preposition_leads_is_no_subject() -> None:
    read = reading(f"""
        Sobre sobre ADP _ 2 case
        moradores morador NOUN _ 4 nsubj
        _, , PUNCT _ 2 punct
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 6 mark
        chove chover VERB {PRESENT} 4 ccomp
        _. . PUNCT _ 4 punct
    """)
    assert said(read) == [("", "disse", "chove")]


def test_a_negated_saying_is_not_said() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 4 nsubj
        não não ADV _ 4 advmod
        disse dizer VERB {PAST} 0 root
        se se SCONJ _ 8 mark
        a o DET {DEFINITE} 7 det
        ponte ponte NOUN _ 8 nsubj
        caiu cair VERB {PAST} 4 ccomp
        _. . PUNCT _ 4 punct
    """)
    assert said(read) == [("O guarda", "disse", "a ponte caiu")]
    assert not find_statements(read, (), weights=RULES)[0].said


def test_a_title_and_its_apposition_without_the_relative_clause() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        presidente presidente NOUN _ 15 nsubj
        de@do de ADP _ 5 case
        o@ o DET {DEFINITE} 5 det
        clube clube NOUN _ 2 nmod
        _, , PUNCT _ 7 punct
        Rui Rui PROPN _ 2 appos
        Melo Melo PROPN _ 7 flat:name
        _, , PUNCT _ 11 punct
        que que PRON PronType=Rel 11 nsubj
        mora morar VERB {PRESENT} 7 acl:relcl
        em em ADP _ 13 case
        Faro Faro PROPN _ 11 obl
        _, , PUNCT _ 11 punct
        voltou voltar VERB {PAST} 0 root
        a a ADP _ 17 mark
        dizer dizer VERB VerbForm=Inf 15 xcomp
        que que SCONJ _ 19 mark
        sai sair VERB {PRESENT} 17 ccomp
        _. . PUNCT _ 15 punct
    """)
    assert said(read) == [("O presidente do clube, Rui Melo", "voltou a dizer", "sai")]


def test_the_agent_of_a_passive() -> None:
    read = reading(f"""
        A o DET {DEFINITE} 2 det
        notícia notícia NOUN _ 4 nsubj:pass
        foi ser AUX {PAST} 4 aux:pass
        confirmada confirmar VERB VerbForm=Part|Voice=Pass 0 root
        por@pelo por ADP _ 7 case
        o@ o DET {DEFINITE} 7 det
        hospital hospital NOUN _ 4 obl:agent
        _. . PUNCT _ 4 punct
    """)
    assert said(read) == [("hospital", "foi confirmada", "A notícia")]


def test_a_noun_of_saying() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        pedido pedido NOUN _ 11 nsubj:pass
        de@da de ADP _ 5 case
        a@ o DET {DEFINITE} 5 det
        defesa defesa NOUN _ 2 nmod
        para para ADP _ 7 mark
        soltar soltar VERB VerbForm=Inf 2 acl
        o o DET {DEFINITE} 9 det
        réu réu NOUN _ 7 obj
        foi ser AUX {PAST} 11 aux:pass
        negado negar VERB VerbForm=Part|Voice=Pass 0 root
        _. . PUNCT _ 11 punct
    """)
    assert said(read) == [("defesa", "pedido", "soltar o réu")]
    assert find_statements(read, (), weights=RULES)[0].act == "demand"


def test_the_time_of_the_saying_is_its_when() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        rio rio NOUN _ 3 nsubj
        subiu subir VERB {PAST} 5 ccomp:speech
        ontem ontem ADV _ 3 advmod
        _, , PUNCT _ 3 punct
        disse dizer VERB {PAST} 0 root
        hoje hoje ADV _ 6 advmod
        o o DET {DEFINITE} 9 det
        prefeito prefeito NOUN _ 6 nsubj
        _. . PUNCT _ 6 punct
    """)
    times = [Time(Span(read.start[at], read.end[at]), "DATE", None, "test", 1.0) for at in (3, 6)]
    assert find_statements(read, times, weights=RULES)[0].when == 1


@pytest.mark.parametrize(
    ("second", "relation", "when"),
    [(f"disse dizer VERB {PAST}", "conj", 0), ("dizendo dizer VERB VerbForm=Ger", "advcl", 0),
     (f"disse dizer VERB {PAST}", "parataxis", None)],
)  # fmt: skip
def test_a_saying_has_the_time_of_the_deed_that_it_is_joined_to(second: str, relation: str, when: int | None) -> None:
    read = reading(f"""
        Ontem ontem ADV _ 4 advmod
        o o DET {DEFINITE} 3 det
        prefeito prefeito NOUN _ 4 nsubj
        saiu sair VERB {PAST} 0 root
        e e CCONJ _ 6 cc
        {second} 4 {relation}
        que que SCONJ _ 8 mark
        chove chover VERB {PRESENT} 6 ccomp
        _. . PUNCT _ 4 punct
    """)
    times = [Time(Span(read.start[0], read.end[0]), "DATE", None, "test", 1.0)]
    assert [one.when for one in find_statements(read, times, weights=RULES)] == [when]


def test_a_line_of_dialogue() -> None:
    read = reading(f"""
        - - PUNCT _ 4 punct
        A o DET {DEFINITE} 3 det
        ponte ponte NOUN _ 4 nsubj
        caiu cair VERB {PAST} 6 ccomp:speech
        - - PUNCT _ 4 punct
        disse dizer VERB {PAST} 0 root
        Rui Rui PROPN _ 6 nsubj
        _. . PUNCT _ 6 punct
    """)
    assert said(read) == [("Rui", "disse", "A ponte caiu")]
    assert find_statements(read, (), weights=RULES)[0].form == "direct"


def test_lines_after_a_dash_that_nobody_speaks_are_a_list() -> None:
    read = reading(f"""
        - - PUNCT _ 4 punct
        A o DET {DEFINITE} 3 det
        ponte ponte NOUN _ 4 nsubj
        caiu cair VERB {PAST} 0 root
        _. . PUNCT _ 4 punct
    """)
    assert said(read) == []


def test_a_quotation_never_closed_ends_before_its_cue() -> None:
    read = reading(f"""
        " " PUNCT _ 4 punct
        _A o DET {DEFINITE} 3 det
        ponte ponte NOUN _ 4 nsubj
        caiu cair VERB {PAST} 6 ccomp:speech
        _, , PUNCT _ 4 punct
        disse dizer VERB {PAST} 0 root
        Rui Rui PROPN _ 6 nsubj
        _. . PUNCT _ 6 punct
    """)
    assert said(read) == [("Rui", "disse", "A ponte caiu")]


def test_a_headline_with_a_colon() -> None:
    read = reading(f"""
        Rui Rui PROPN _ 5 parataxis
        _: : PUNCT _ 1 punct
        a o DET {DEFINITE} 4 det
        ponte ponte NOUN _ 5 nsubj
        caiu cair VERB {PAST} 0 root
    """)
    assert said(read) == [("Rui", ":", "a ponte caiu")]
