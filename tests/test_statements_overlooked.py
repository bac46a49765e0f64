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


@pytest.mark.parametrize(
    ("after", "content"),
    [
        ("que que SCONJ _ 7 mark/caia cair VERB Mood=Sub|VerbForm=Fin 1 csubj", "caia"),
        ("de de ADP _ 8 case/que que SCONJ _ 8 mark/caia cair VERB Mood=Sub|VerbForm=Fin 1 csubj", "caia"),
    ],
)
def test_what_a_noun_of_saying_is_said_to_be_is_what_is_said(after: str, content: str) -> None:
    rows = "\n".join(after.split("/"))
    read = reading(f"""
        A o DET {DEFINITE} 2 det
        previsão previsão NOUN _ 0 root
        do@do de ADP _ 5 case
        o@ o DET {DEFINITE} 5 det
        banco banco NOUN _ 2 nmod
        é ser AUX {PRESENT} 7 cop
        {rows}
        _. . PUNCT _ 2 punct
    """)
    assert said(read) == [("banco", "previsão", content)]


@pytest.mark.parametrize(("words", "found"), [("como como ADV", True), ("quando quando ADV", True)])
def test_a_question_word_opens_what_is_told(words: str, found: bool) -> None:
    form = words.split()[0]
    read = reading(f"""
        Ana Ana PROPN _ 2 nsubj
        explicou explicar VERB {PAST} 0 root
        {words} _ 4 advmod
        caiu cair VERB {PAST} 2 ccomp
        a o DET {DEFINITE} 6 det
        ponte ponte NOUN _ 4 nsubj
        _. . PUNCT _ 2 punct
    """)
    assert (("Ana", "explicou", f"{form} caiu a ponte") in said(read)) is found


def test_a_question_word_before_a_noun_with_a_relative_clause_opens_nothing() -> None:
    read = reading(f"""
        Ana Ana PROPN _ 2 nsubj
        relatou relatar VERB {PAST} 0 root
        como como ADP _ 4 case
        falha falha NOUN _ 2 obl
        um um DET _ 6 det
        ruído ruído NOUN _ 2 obj
        que que PRON PronType=Rel 8 nsubj
        ouviu ouvir VERB {PAST} 6 acl:relcl
        _. . PUNCT _ 2 punct
    """)
    assert ("Ana", "relatou", "como falha um ruído que ouviu") not in said(read)


def test_of_that_after_an_apposition_opens_what_is_told() -> None:
    read = reading(f"""
        Ana Ana PROPN _ 2 nsubj
        advertiu advertir VERB {PAST} 0 root
        o o DET {DEFINITE} 4 det
        banco banco NOUN _ 2 obj
        _, , PUNCT _ 6 punct
        sócio sócio NOUN _ 4 appos
        antigo antigo ADJ _ 6 amod
        _, , PUNCT _ 6 punct
        de de ADP _ 11 case
        que que SCONJ _ 11 mark
        sairia sair VERB Mood=Cnd|VerbForm=Fin 6 acl
        _. . PUNCT _ 2 punct
    """)
    assert ("Ana", "advertiu", "sairia") in said(read)


CREDITED = f"""
    Ana Ana PROPN _ 2 nsubj
    disse dizer VERB {PAST} 0 root
    que que SCONJ _ 4 mark
    chove chover VERB {PRESENT} 2 ccomp
    _, , PUNCT _ 8 punct
    segundo segundo ADP _ 8 case
    o o DET {DEFINITE} 8 det
    jornal jornal NOUN _ 4 obl"""


def test_the_credit_that_ends_a_sentence_is_no_part_of_what_is_reported() -> None:
    read = reading(CREDITED + "\n_. . PUNCT _ 2 punct")
    assert ("Ana", "disse", "chove") in said(read)
    assert ("o jornal", "segundo", "Ana disse que chove") in said(read)


def test_a_credit_that_more_follows_is_a_part_of_what_is_reported() -> None:
    read = reading(f"""
        {CREDITED}
        _, , PUNCT _ 11 punct
        e e CCONJ _ 11 cc
        venta ventar VERB {PRESENT} 4 conj
        _. . PUNCT _ 2 punct
    """)
    assert [content for _, cue, content in said(read) if cue == "disse"] == ["chove, segundo o jornal, e venta"]


@pytest.mark.parametrize(
    ("after", "content"),
    [
        ("", "a ponte"),
        ("do@do de ADP _ 11 case/o@ o DET _ 11 det/porto porto NOUN _ 4 nmod", "a ponte (que caiu) do porto"),
    ],
)
def test_a_clause_in_brackets_ends_what_is_reported_where_nothing_follows_it(after: str, content: str) -> None:
    rows = "".join(f"{row}\n" for row in after.split("/") if row)
    read = reading(f"""
        Ana Ana PROPN _ 2 nsubj
        elogiou elogiar VERB {PAST} 0 root
        que que SCONJ _ 5 mark
        a o DET {DEFINITE} 5 det
        ponte ponte NOUN _ 2 ccomp
        ( ( PUNCT _ 8 punct
        _que que PRON PronType=Rel 8 nsubj
        caiu cair VERB {PAST} 5 acl:relcl
        _) ) PUNCT _ 8 punct
        {rows}_. . PUNCT _ 2 punct
    """)
    assert said(read) == [("Ana", "elogiou", content)]


def test_a_sentence_after_a_quotation_that_ends_one_is_no_part_of_what_is_quoted() -> None:
    read = reading(f"""
        " " PUNCT _ 2 punct
        _Chove chover VERB {PRESENT} 0 root
        muito muito ADV _ 2 advmod
        hoje hoje ADV _ 2 advmod
        _. . PUNCT _ 2 punct
        _" " PUNCT _ 2 punct
        A o DET {DEFINITE} 8 det
        ponte ponte NOUN _ 9 nsubj
        caiu cair VERB {PAST} 2 parataxis
        _, , PUNCT _ 12 punct
        segundo segundo ADP _ 12 case
        Ana Ana PROPN _ 9 obl
        _. . PUNCT _ 2 punct
    """)
    assert ("Ana", "segundo", "A ponte caiu") in said(read)


def test_a_quotation_before_a_subject_and_its_verb_is_not_what_it_says_where_a_clause_follows() -> None:
    read = reading(f"""
        Negando negar VERB VerbForm=Ger 8 advcl
        " " PUNCT _ 3 punct
        _censurar censurar VERB VerbForm=Inf 1 xcomp
        jornais jornal NOUN _ 3 obj
        _" " PUNCT _ 3 punct
        _, , PUNCT _ 1 punct
        Ana Ana PROPN _ 8 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 10 mark
        chove chover VERB {PRESENT} 8 ccomp
        _. . PUNCT _ 8 punct
    """)
    assert ("Ana", "disse", "chove") in said(read)


QUOTED = """
    " " PUNCT _ 2 punct
    _Chove chover VERB Mood=Ind|VerbForm=Fin 5 ccomp
    _" " PUNCT _ 2 punct
    _, , PUNCT _ 2 punct
"""


@pytest.mark.parametrize(
    ("entities", "rows", "source"),
    [
        (
            ((8, 10, "PER"),),
            "disse dizer VERB VerbForm=Fin 0 root/a a ADP _ 8 case/o o DET _ 8 det/Farol Farol PROPN _ 5 obl/"
            "Rui Rui PROPN _ 8 flat:name/Prado Prado PROPN _ 9 flat:name",
            "Rui Prado",
        ),
        (
            (),
            "queixou queixar VERB VerbForm=Fin 0 root/_se se PRON _ 5 expl/a o DET _ 8 det/dona dona NOUN _ 5 obj",
            "a dona",
        ),
    ],
)  # fmt: skip
def test_neither_a_listener_nor_a_pronoun_of_the_verb_is_who_speaks(
    entities: tuple[tuple[int, int, str], ...], rows: str, source: str
) -> None:
    read = reading(QUOTED + "\n".join(rows.split("/")) + "\n_. . PUNCT _ 5 punct", entities=entities)
    assert [who for who, _, content in said(read) if content == "Chove"] == [source]


@pytest.mark.parametrize(("title", "found"), [("advogado", False), ("deputado", True)])
def test_whom_a_lawyer_defends_is_nothing_that_he_says(title: str, found: bool) -> None:
    read = reading(
        f"""
        O o DET {DEFINITE} 2 det
        {title} {title} NOUN _ 3 nsubj
        defende defender VERB {PRESENT} 0 root
        Eva Eva PROPN _ 3 obj
        _. . PUNCT _ 3 punct
        """,
        entities=((3, 4, "PER"),),
    )
    assert ((f"O {title}", "defende", "Eva") in said(read)) is found


@pytest.mark.parametrize(
    ("verb", "content"),
    [
        ("avançando avançar VERB VerbForm=Ger 4 advcl", "chove, avançando a água"),
        ("criticando criticar VERB VerbForm=Ger 4 advcl", "chove"),
    ],
)
def test_a_gerund_ends_what_is_said_where_it_says_something_itself(verb: str, content: str) -> None:
    read = reading(f"""
        Ana Ana PROPN _ 2 nsubj
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 4 mark
        chove chover VERB {PRESENT} 2 ccomp
        _, , PUNCT _ 6 punct
        {verb}
        a o DET {DEFINITE} 8 det
        água água NOUN _ 6 obj
        _. . PUNCT _ 2 punct
    """)
    assert [what for _, cue, what in said(read) if cue == "disse"] == [content]


@pytest.mark.parametrize(
    ("after", "content"),
    [("sair sair VERB VerbForm=Inf 3 advcl", "a obra"), ("norte norte NOUN _ 5 nmod", "a obra, ao norte")],
)
def test_on_doing_something_after_a_comma_tells_when_it_was_said(after: str, content: str) -> None:
    read = reading(f"""
        Ana Ana PROPN _ 3 nsubj
        ontem ontem ADV _ 3 advmod
        criticou criticar VERB {PAST} 0 root
        a o DET {DEFINITE} 5 det
        obra obra NOUN _ 3 obj
        _, , PUNCT _ 9 punct
        ao@ao a ADP _ 9 case
        o@ o DET {DEFINITE} 9 det
        {after}
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [("Ana", "criticou", content)]


@pytest.mark.parametrize(("noun", "content"), [("entrevista", "a ponte"), ("Lisboa", "a ponte em Lisboa")])
def test_the_occasion_on_which_something_is_criticised_is_no_part_of_it(noun: str, content: str) -> None:
    read = reading(f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 3 nsubj
        criticou criticar VERB {PAST} 0 root
        a o DET {DEFINITE} 5 det
        ponte ponte NOUN _ 3 obj
        em em ADP _ 7 case
        {noun} {noun} NOUN _ 3 obl
        _. . PUNCT _ 3 punct
    """)
    assert said(read) == [("O guarda", "criticou", content)]


@pytest.mark.parametrize(("led", "found"), [("a", True), ("", False)])
def test_an_infinitive_may_stand_after_whom_it_is_said_to(led: str, found: bool) -> None:
    case = f"{led} {led} ADP _ 6 case\n" if led else ""
    at = 6 if led else 5
    rows = f"""
        O o DET {DEFINITE} 2 det
        guarda guarda NOUN _ 3 nsubj
        disse dizer VERB {PAST} 0 root
        {case}o o DET {DEFINITE} {at} det
        jornal jornal NOUN _ 3 obl
        ter ter AUX VerbForm=Inf {at + 2} aux
        visto ver VERB VerbForm=Part 3 xcomp
        a o DET {DEFINITE} {at + 4} det
        ponte ponte NOUN _ {at + 2} obj
        _. . PUNCT _ 3 punct
    """
    assert (("O guarda", "disse", "ter visto a ponte") in said(reading(rows))) == found


@pytest.mark.parametrize(
    ("lemma", "object_", "found"),
    [
        ("negar", "liberdade liberdade NOUN", False),
        ("negar", "fuga fuga NOUN", True),
        ("denunciar", "Rui Rui PROPN", False),
        ("denunciar", "fuga fuga NOUN", True),
    ],
)
def test_who_rules_on_a_plea_or_indicts_somebody_says_nothing(lemma: str, object_: str, found: bool) -> None:
    entities = ((3, 4, "PER"),) if "PROPN" in object_ else ()
    rows = f"""
        O o DET {DEFINITE} 2 det
        juiz juiz NOUN _ 3 nsubj
        {lemma[:-1]} {lemma} VERB {PRESENT} 0 root
        {object_} _ 3 obj
        _. . PUNCT _ 3 punct
    """
    assert bool(said(reading(rows, entities=entities))) == found


def test_a_copula_that_a_credit_parts_from_what_it_says_keeps_it() -> None:
    rows = f"""
        A o DET {DEFINITE} 2 det
        ponte ponte NOUN _ 9 nsubj
        está estar AUX {PRESENT} 9 cop
        _, , PUNCT _ 7 punct
        segundo segundo ADP _ 7 case
        o o DET {DEFINITE} 7 det
        guarda guarda NOUN _ 9 obl
        _, , PUNCT _ 7 punct
        em em ADP _ 10 case
        perigo perigo NOUN _ 0 root
        _. . PUNCT _ 10 punct
    """.replace("NOUN _ 9 nsubj", "NOUN _ 10 nsubj").replace(f"{PRESENT} 9 cop", f"{PRESENT} 10 cop")
    assert said(reading(rows)) == [("o guarda", "segundo", "A ponte está … em perigo")]


@pytest.mark.parametrize(("mark", "found"), [("’", False), (",", True)])
def test_the_closing_mark_of_a_quoted_word_opens_no_opinion(mark: str, found: bool) -> None:
    rows = f"""
        Rui Rui PROPN _ 2 nsubj
        pediu pedir VERB {PAST} 0 root
        luvas luva NOUN _ 2 obj
        _{mark} {mark} PUNCT _ 3 punct
        para para ADP _ 7 case
        o o DET {DEFINITE} 7 det
        clube clube NOUN _ 2 obl
        _, , PUNCT _ 7 punct
        em em ADP _ 10 case
        maio maio NOUN _ 2 obl
        _. . PUNCT _ 2 punct
    """
    sources = [source for source, cue, _ in said(reading(rows, entities=((0, 1, "PER"),))) if cue == "para"]
    assert bool(sources) == found


def test_those_in_marks_of_whom_a_relative_clause_tells_are_not_quoted_by_it() -> None:
    read = reading(f"""
        Rui Rui PROPN _ 2 nsubj
        viu ver VERB {PAST} 0 root
        os o DET {DEFINITE} 5 det
        " " PUNCT _ 5 punct
        _falcões falcão NOUN _ 2 obj
        _" " PUNCT _ 5 punct
        _, , PUNCT _ 9 punct
        que que PRON PronType=Rel 9 nsubj
        defendem defender VERB {PRESENT} 5 acl:relcl
        a o DET {DEFINITE} 11 det
        guerra guerra NOUN _ 9 obj
        _. . PUNCT _ 2 punct
    """)
    assert not any("falcões" in content for _, _, content in said(read))


def test_whom_a_relative_clause_is_of_is_not_said_by_its_verb() -> None:
    read = reading(
        f"""
        Em em ADP _ 2 case
        nota nota NOUN _ 10 obl
        _, , PUNCT _ 2 punct
        Rui Rui PROPN _ 10 nsubj
        _, , PUNCT _ 7 punct
        que que PRON PronType=Rel 7 nsubj
        ensina ensinar VERB {PRESENT} 4 acl:relcl
        Ana Ana PROPN _ 7 obj
        _, , PUNCT _ 7 punct
        disse dizer VERB {PAST} 0 root
        que que SCONJ _ 12 mark
        chove chover VERB {PRESENT} 10 ccomp
        _. . PUNCT _ 10 punct
        """,
        entities=((3, 4, "PER"), (7, 8, "PER")),
    )
    assert [cue for _, cue, _ in said(read)] == ["disse"]
