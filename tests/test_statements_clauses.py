"""Statements: where reported words and quotations begin and end."""

from __future__ import annotations

import pytest

from segundo.finders.statements import find_statements
from segundo.finders.statements.choice import Cue, candidates
from segundo.finders.statements.find import find_drafts
from segundo.finders.statements.page import Page
from segundo.finders.statements.phrases import noun_phrase
from segundo.finders.statements.seen import draft_of
from segundo.reader.reading import Saying
from segundo.records import ACTS
from tests.build import reading
from tests.plain_weights import RULES
from tests.said import DEFINITE, PAST, PRESENT, said

SHOWN = f"""
    {{}} x PRON _ 2 nsubj
    indica indicar VERB {PRESENT} 0 root
    que que SCONJ _ 4 mark
    chove chover VERB {PRESENT} 2 ccomp
    _. . PUNCT _ 2 punct
"""


def test_quotation_marks_within_a_reported_clause_do_not_end_it() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        prefeito prefeito NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 8 mark
        a o DET {DEFINITE} 6 det
        corte corte NOUN _ 8 nsubj
        " " PUNCT _ 8 punct
        _rejeitou rejeitar VERB {PAST} 3 ccomp
        o o DET {DEFINITE} 10 det
        recurso recurso NOUN _ 8 obj
        _" " PUNCT _ 8 punct
        _. . PUNCT _ 3 punct
    """)
    assert ("O prefeito", "disse", 'a corte "rejeitou o recurso') in said(read)


def test_a_quotation_after_what_the_saying_was_part_of() -> None:
    read = reading(f"""
        Mas mas CCONJ _ 3 cc
        _, , PUNCT _ 3 punct
        disse dizer VERB {PAST} 0 root
        ela ela PRON PronType=Prs 3 nsubj
        em em ADP _ 6 case
        Recife Recife PROPN _ 3 obl
        _, , PUNCT _ 9 punct
        sua seu DET _ 9 det
        terra terra NOUN _ 6 appos
        _, , PUNCT _ 9 punct
        " " PUNCT _ 13 punct
        _ninguém ninguém PRON _ 13 nsubj
        fugiu fugir VERB {PAST} 3 ccomp:speech
        _" " PUNCT _ 13 punct
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [("ela", "disse", "ninguém fugiu")]


def test_for_me_in_a_quotation_is_no_saying_of_its_own() -> None:
    read = reading(f"""
        " " PUNCT _ 6 punct
        _Para para ADP _ 3 case
        mim eu PRON Person=1|PronType=Prs 6 obl
        _, , PUNCT _ 3 punct
        isto isto PRON PronType=Dem 6 nsubj
        basta bastar VERB {PRESENT} 9 ccomp:speech
        _" " PUNCT _ 6 punct
        _, , PUNCT _ 6 punct
        disse dizer VERB {PAST} 0 root
        Ana Ana PROPN _ 9 nsubj
        _. . PUNCT _ 9 punct
    """)
    assert said(read) == [("Ana", "disse", "Para mim, isto basta")]


def test_a_reported_clause_does_not_end_before_its_verb() -> None:
    read = reading(f"""
        Ela ela PRON PronType=Prs 2 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 5 mark
        em em ADP _ 5 case
        2011 2011 NUM _ 2 advcl
        _, , PUNCT _ 5 punct
        Rui Rui PROPN _ 8 nsubj
        saiu sair VERB {PAST} 2 ccomp
        _. . PUNCT _ 2 punct
    """)
    assert said(read) == [("Ela", "disse", "em 2011, Rui saiu")]


def test_what_is_said_again_in_other_words_belongs_to_the_clause() -> None:
    read = reading(f"""
        Ela ela PRON PronType=Prs 2 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 4 mark
        chove chover VERB {PRESENT} 2 ccomp
        _, , PUNCT _ 9 punct
        isto isto PRON PronType=Dem 9 cc
        é ser AUX {PRESENT} 6 fixed
        _, , PUNCT _ 6 punct
        molha molhar VERB {PRESENT} 2 conj
        _. . PUNCT _ 2 punct
    """)
    assert said(read) == [("Ela", "disse", "chove, isto é, molha")]


def test_a_charge_that_is_filed_is_nothing_said() -> None:
    read = reading(f"""
        A o DET {DEFINITE} 2 det
        denúncia denúncia NOUN _ 4 nsubj:pass
        foi ser AUX {PAST} 4 aux:pass
        oferecida oferecer VERB VerbForm=Part|Voice=Pass 0 root
        por por ADP _ 6 case
        Ana Ana PROPN _ 4 obl:agent
        _. . PUNCT _ 4 punct
    """)
    assert said(read) == []


def test_a_subject_with_a_relative_clause_is_not_what_its_verb_reports() -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        grupo grupo NOUN _ 7 nsubj
        _, , PUNCT _ 5 punct
        que que PRON PronType=Rel 5 nsubj
        protesta protestar VERB {PRESENT} 2 acl:relcl
        _, , PUNCT _ 5 punct
        afirmou afirmar VERB {PAST} 0 root
        Ana Ana PROPN _ 7 obj
        _. . PUNCT _ 7 punct
    """)
    assert said(read) == []


@pytest.mark.parametrize("nobody", ["Isso", "Tudo"])
def test_what_this_or_everything_shows_is_nobody_s_saying(nobody: str) -> None:
    assert said(reading(SHOWN.format(nobody))) == []


def test_an_object_pronoun_is_no_source() -> None:
    rows = SHOWN.format("Me").replace("indica indicar", "disse dizer")
    assert said(reading(rows)) == [("", "disse", "chove")]


def test_it_is_concluded_is_nobody_s_saying() -> None:
    assert said(reading(SHOWN.format("Se"))) == []


def test_a_noun_beyond_a_comma_is_no_source_of_a_preposition() -> None:
    read = reading(f"""
        Segundo segundo ADP _ 6 case
        Rui Rui PROPN _ 6 nmod
        _, , PUNCT _ 6 punct
        foi ser AUX {PAST} 6 cop
        a o DET {DEFINITE} 6 det
        vez vez NOUN _ 0 root
        de de ADP _ 8 case
        todos todo PRON _ 6 nmod
        _. . PUNCT _ 6 punct
    """)
    assert said(read) == [("Rui", "Segundo", "foi a vez de todos")]


def test_a_clause_that_the_model_takes_for_a_source_is_none() -> None:
    read = reading(f"""
        Ela ela PRON PronType=Prs 2 nsubj
        fugiu fugir VERB {PAST} 0 root
        e e CCONJ _ 4 cc
        espera esperar VERB {PRESENT} 2 conj
        asilo asilo NOUN _ 4 obj
        _. . PUNCT _ 2 punct
    """)
    page = Page(read, "pt")
    acts = tuple(0.1 for _ in ACTS)
    seen = draft_of(page, Saying(3, False, 0.9, (0, 2), 0.9, (4, 5), 0.9, acts))
    assert seen is not None and seen.source == ()
    named = draft_of(page, Saying(3, False, 0.9, (0, 1), 0.9, (4, 5), 0.9, acts))
    assert named is not None and named.source == (0,)


def test_an_article_that_hangs_elsewhere_is_no_source_alone() -> None:
    read = reading(f"""
        Segundo segundo ADP _ 2 case
        a o DET {DEFINITE} 5 det
        defesa defesa NOUN _ 5 obl
        _, , PUNCT _ 3 punct
        chove chover VERB {PRESENT} 0 root
        _. . PUNCT _ 5 punct
    """)
    assert said(read) == [("a defesa", "Segundo", "chove")]


def test_what_somebody_says_before_a_colon_is_said_by_him() -> None:
    read = reading(f"""
        O o PRON PronType=Dem 3 obj
        que que PRON PronType=Rel 3 nsubj
        diz dizer VERB {PRESENT} 0 root
        o o DET {DEFINITE} 5 det
        prefeito prefeito NOUN _ 3 obj
        _: : PUNCT _ 7 punct
        chove chover VERB {PRESENT} 3 parataxis
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [("o prefeito", "diz", "chove")]


def test_a_mark_is_nobody() -> None:
    assert said(reading(SHOWN.format("+").replace("indica indicar", "disse dizer"))) == []


TRANSCRIPT = """
    Rui Rui PROPN _ 2 nsubj
    saiu sair VERB {PAST} 0 root
    _. . PUNCT _ 2 punct

    {label}
    " " PUNCT _ 6 punct
    _Nunca nunca ADV _ 6 advmod
    choveu chover VERB {PAST} 0 root
    aqui aqui ADV _ 6 advmod
    _{mark} {mark} PUNCT _ 6 punct
    _" " PUNCT _ 6 punct
"""
PROSECUTOR = "A o DET _ 2 det\nPromotora promotor NOUN _ 6 dep\n- - PUNCT _ 6 punct"


@pytest.mark.parametrize(
    ("label", "found"),
    [
        (PROSECUTOR, [("A Promotora", "-", "Nunca choveu aqui")]),
        (PROSECUTOR.replace("A o", "a o"), []),
        (PROSECUTOR.replace("- - ", ", , "), []),
    ],
)
def test_a_label_and_a_dash_before_a_quotation_say_whose_it_is(label: str, found: list[tuple[str, str, str]]) -> None:
    assert said(reading(TRANSCRIPT.format(PAST=PAST, label=label, mark="."))) == found


def test_a_question_after_a_label_asks() -> None:
    read = reading(TRANSCRIPT.format(PAST=PAST, label=PROSECUTOR, mark="?"))
    (found,) = find_statements(read, (), weights=RULES)
    assert found.act == "ask"


def test_who_does_something_in_what_is_asked_for_does_not_ask_for_it() -> None:
    read = reading(f"""
        Ana Ana PROPN _ 2 nsubj
        fez fazer VERB {PAST} 0 root
        um um DET _ 4 det
        pedido pedido NOUN _ 2 obj
        para para ADP _ 6 mark
        ser ser AUX VerbForm=Inf 7 aux
        ouvida ouvir VERB VerbForm=Part 4 acl
        por por ADP _ 9 case
        Rui Rui PROPN _ 7 obl:agent
        _. . PUNCT _ 2 punct
    """)
    assert said(read) == [("Ana", "pedido", "ser ouvida por Rui")]


def test_an_article_taken_for_a_subject_beside_its_noun_is_none() -> None:
    read = reading(f"""
        disse dizer VERB {PAST} 0 root
        a o DET {DEFINITE} 1 nsubj
        ministra ministro NOUN _ 1 nsubj
        que que SCONJ _ 5 mark
        chove chover VERB {PRESENT} 1 ccomp
        _. . PUNCT _ 1 punct
    """)
    assert said(read) == [("a ministra", "disse", "chove")]


def test_a_name_in_marks_within_the_source_is_not_quoted() -> None:
    read = reading(f"""
        " " PUNCT _ 3 punct
        _Nunca nunca ADV _ 3 advmod
        choveu chover VERB {PAST} 6 ccomp
        _" " PUNCT _ 3 punct
        _, , PUNCT _ 3 punct
        disse dizer VERB {PAST} 0 root
        o o DET {DEFINITE} 8 det
        jornal jornal NOUN _ 6 nsubj
        " " PUNCT _ 10 punct
        _Voz Voz PROPN _ 8 appos
        _" " PUNCT _ 10 punct
        _. . PUNCT _ 6 punct
    """)
    assert [content for _, _, content in said(read)] == ["Nunca choveu"]


def test_who_is_named_within_a_quotation_is_not_offered_as_its_source() -> None:
    read = reading(f"""
        " " PUNCT _ 4 punct
        _As o DET _ 3 det
        vítimas vítima NOUN _ 4 nsubj
        querem querer VERB {PRESENT} 0 root
        paz paz NOUN _ 4 obj
        _" " PUNCT _ 4 punct
        _. . PUNCT _ 4 punct
    """)
    page = Page(read, "pt")
    acts = tuple(0.1 for _ in ACTS)
    saying = Saying(1, True, 0.9, (1, 3), 0.9, (1, 5), 0.9, acts)
    ruled = next(iter(find_drafts(page)))
    offered = candidates(page, Cue(ruled, draft_of(page, saying), saying))
    assert {one.draft.source for one in offered if one.draft.content == ruled.content} == {()}


def test_of_two_subjects_the_nearer_one_speaks() -> None:
    read = reading(f"""
        A o DET {DEFINITE} 2 det
        mensagem mensagem NOUN _ 7 nsubj
        em em ADP _ 4 case
        que que PRON PronType=Rel 7 obl
        o o DET {DEFINITE} 6 det
        prefeito prefeito NOUN _ 7 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 9 mark
        chove chover VERB {PRESENT} 7 ccomp
        _. . PUNCT _ 7 punct
    """)
    assert said(read) == [("o prefeito", "disse", "chove")]


def test_whom_the_words_are_addressed_to_says_nothing() -> None:
    rows = f"""
        Você você PRON PronType=Prs 2 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 4 mark
        chove chover VERB {PRESENT} 2 ccomp
        _. . PUNCT _ 2 punct
    """
    assert said(reading(rows)) == []
    assert said(reading(rows.replace("Você você PRON PronType=Prs", "Rui Rui PROPN _"))) == [("Rui", "disse", "chove")]


@pytest.mark.parametrize(
    ("number", "verb", "source"), [("Sing", "disse", "Rui Prado"), ("Plur", "disseram", "")], ids=["agrees", "does not"]
)
def test_the_subject_stands_before_what_commas_enclose_though_the_tree_sets_it_apart(
    number: str, verb: str, source: str
) -> None:
    read = reading(f"""
        Após após ADP _ 3 case
        a o DET {DEFINITE} 3 det
        queda queda NOUN _ 12 obl
        _, , PUNCT _ 5 punct
        Rui Rui PROPN _ 3 appos
        Prado Prado PROPN _ 5 flat:name
        _, , PUNCT _ 9 punct
        numa um ADP _ 9 case
        nota nota NOUN _ 12 obl
        curta curto ADJ _ 9 amod
        _, , PUNCT _ 9 punct
        {verb} dizer VERB Mood=Ind|Number={number}|Person=3|Tense=Past|VerbForm=Fin 0 root
        que que SCONJ _ 14 mark
        chove chover VERB {PRESENT} 12 ccomp
        _. . PUNCT _ 12 punct
    """)
    assert said(read) == [(source, verb, "chove")]


def test_the_name_of_a_paper_is_no_quotation() -> None:
    read = reading(f"""
        Na em ADP _ 2 case
        revista revista NOUN _ 10 obl
        _« « PUNCT _ 4 punct
        _Ninguém Ninguém PROPN _ 2 nmod
        Abre Abre PROPN _ 4 flat:name
        _» » PUNCT _ 4 punct
        _, , PUNCT _ 2 punct
        os o DET {DEFINITE} 9 det
        médicos médico NOUN Number=Plur 10 nsubj
        disseram dizer VERB Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin 0 root
        que que SCONJ _ 12 mark
        chove chover VERB {PRESENT} 10 ccomp
        _. . PUNCT _ 10 punct
    """)
    assert said(read) == [("os médicos", "disseram", "chove")]


def test_a_clause_beside_a_pronoun_is_no_part_of_the_source() -> None:
    read = reading(f"""
        _“ “ PUNCT _ 2 punct
        _Chove chover VERB {PRESENT} 0 root
        muito muito ADV _ 2 advmod
        aqui aqui ADV _ 2 advmod
        _” ” PUNCT _ 2 punct
        _, , PUNCT _ 2 punct
        disse dizer VERB {PAST} 2 parataxis
        ela ela PRON PronType=Prs 7 nsubj
        _, , PUNCT _ 10 punct
        olhando olhar VERB VerbForm=Ger 8 acl
        o o DET {DEFINITE} 12 det
        mar mar NOUN _ 10 obj
        _. . PUNCT _ 2 punct
    """)
    assert said(read) == [("ela", "disse", "Chove muito aqui")]


def test_what_a_colon_lists_is_said_and_no_part_of_the_source() -> None:
    read = reading(f"""
        Três três NUM _ 2 nummod
        cidades cidade NOUN _ 3 nsubj
        cresceram crescer VERB {PAST} 0 root
        _, , PUNCT _ 3 punct
        segundo segundo ADP _ 7 case
        o o DET {DEFINITE} 7 det
        documento documento NOUN _ 3 obl
        _: : PUNCT _ 9 punct
        Évora Évora PROPN _ 7 appos
        _, , PUNCT _ 11 punct
        Beja Beja PROPN _ 9 conj
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [("o documento", "segundo", "Três cidades cresceram … Évora, Beja")]


def test_the_pronoun_that_leads_a_clause_is_no_part_of_the_phrase() -> None:
    read = reading(f"""
        uma um DET _ 2 det
        nota nota NOUN _ 0 root
        na@em em ADP _ 5 case
        a@ o PRON _ 2 det
        qual qual PRON _ 4 fixed
        diz dizer VERB {PRESENT} 2 acl:relcl
    """)
    assert noun_phrase(Page(read, "pt"), 1, 0, 6) == (0, 1)


def test_the_verb_of_a_source_after_according_to_is_no_part_of_what_is_said() -> None:
    read = reading(f"""
        Segundo segundo ADP _ 3 case
        o o DET {DEFINITE} 3 det
        jornal jornal NOUN _ 6 obl
        apurou apurar VERB {PAST} 3 acl
        _, , PUNCT _ 4 punct
        chove chover VERB {PRESENT} 0 root
        _. . PUNCT _ 6 punct
    """)
    assert said(read) == [("o jornal", "Segundo … apurou", "chove")]
