"""Documents: who speaks where a text is the source, or is where something is said."""

from __future__ import annotations

import pytest

from segundo.finders.actors import find_actors
from segundo.resolve.lexicon import lexicon
from segundo.resolve.speakers import resolve_speakers
from tests.build import reading
from tests.test_speakers import SAID, opened, resolve, statement

NOTE_SAYS = """
    O o DET _ 2 det
    {noun} {noun} NOUN Gender=Masc|Number=Sing 3 nsubj
    afirma afirmar VERB Number=Sing 0 root
    que que SCONJ _ 5 mark
    chove chover VERB _ 3 ccomp
    _. . PUNCT _ 3 punct
"""

SAID_IN_A_NOTE = """
    Ana Ana PROPN Gender=Fem 4 nsubj
    e e CCONJ _ 3 cc
    Rui Rui PROPN Gender=Masc 1 conj
    saíram sair VERB _ 0 root
    _. . PUNCT _ 4 punct

    Em em ADP _ 2 case
    comunicado comunicado NOUN Number=Sing 4 obl
    Berta Berta PROPN Gender=Fem 4 nsubj
    disse dizer VERB Number=Sing 0 root
    que que SCONJ _ 6 mark
    Caio Caio PROPN Gender=Masc 6 nsubj
    dorme dormir VERB _ 4 ccomp
    _. . PUNCT _ 4 punct

    Caio Caio PROPN Gender=Masc 2 nsubj
    saiu sair VERB _ 0 root
    _. . PUNCT _ 2 punct

"""
PEOPLE = ((0, 1, "PER"), (2, 3, "PER"), (7, 8, "PER"), (10, 11, "PER"), (13, 14, "PER"))


@pytest.mark.parametrize(("noun", "speaker"), [("comunicado", "Berta"), ("texto", "Berta"), ("decreto", "decreto")])
def test_a_document_speaks_for_who_said_something_in_it(noun: str, speaker: str) -> None:
    """By its own noun or by one that takes it up; a text that speaks for itself takes up none."""
    text = reading(SAID_IN_A_NOTE + NOTE_SAYS.format(noun=noun), entities=PEOPLE)
    _, found = resolve(
        text,
        statement(text, "Berta", "disse", "Caio dorme"),
        statement(text, f"O {noun}", "afirma", "chove"),
    )
    assert found.speaker == speaker


def test_a_document_speaks_for_whose_it_was_said_to_be() -> None:
    rows = """
    O o DET _ 2 det
    relatório relatório NOUN Number=Sing 6 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    Museu Museu PROPN _ 2 nmod
    chegou chegar VERB _ 0 root
    _. . PUNCT _ 6 punct

    Berta Berta PROPN Gender=Fem 2 nsubj
    saiu sair VERB _ 0 root
    _. . PUNCT _ 2 punct

    """
    text = reading(rows + NOTE_SAYS.format(noun="relatório"), entities=((4, 5, "ORG"), (7, 8, "PER")))
    (found,) = resolve(text, statement(text, "O relatório", "afirma", "chove"))
    assert found.speaker == "Museu"


def test_who_makes_a_document_in_which_something_is_said_says_it() -> None:
    rows = """
    Berta Berta PROPN Gender=Fem 2 nsubj
    saiu sair VERB _ 0 root
    com com ADP _ 4 case
    Ana Ana PROPN Gender=Fem 2 obl
    _. . PUNCT _ 2 punct

    Rui Rui PROPN Gender=Masc 2 nsubj
    divulgou divulgar VERB _ 0 root
    nota nota NOUN Number=Sing 2 obj
    sobre sobre ADP _ 5 case
    Berta Berta PROPN Gender=Fem 3 nmod
    em em ADP _ 7 case
    que que PRON PronType=Rel 8 obl
    afirmou afirmar VERB Number=Sing 3 acl:relcl
    que que SCONJ _ 10 mark
    chove chover VERB _ 8 ccomp
    _. . PUNCT _ 2 punct
    """
    text = reading(rows, entities=((0, 1, "PER"), (3, 4, "PER"), (5, 6, "PER"), (9, 10, "PER")))
    (found,) = resolve(text, statement(text, "", "afirmou", "chove"))
    assert found.speaker == "Rui"


def test_a_body_that_is_named_after_its_noun_is_that_one() -> None:
    rows = """
    A o DET _ 2 det
    Folha Folha PROPN _ 3 nsubj
    fechou fechar VERB _ 0 root
    _. . PUNCT _ 3 punct

    O o DET _ 2 det
    editorial editorial NOUN Number=Sing 9 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    jornal jornal NOUN _ 2 nmod
    _" " PUNCT _ 7 punct
    _Voz Voz PROPN _ 5 appos
    _" " PUNCT _ 7 punct
    afirma afirmar VERB Number=Sing 0 root
    que que SCONJ _ 11 mark
    chove chover VERB _ 9 ccomp
    """
    text = reading(rows, entities=((1, 2, "ORG"), (10, 11, "ORG")))
    (found,) = resolve(text, statement(text, 'O editorial do jornal"Voz"', "afirma", "chove"))
    assert found.speaker == "Voz"


def test_kinds_of_documents_take_up_each_other() -> None:
    documents = lexicon("pt").documents
    assert documents["nota"].takes_up(documents["comunicado"])
    assert documents["texto"].takes_up(documents["sentença"])
    assert not documents["nota"].takes_up(documents["sentença"])
    assert not documents["texto"].takes_up(documents["lei"])


def test_several_documents_without_an_article_are_nobody_s() -> None:
    rows = """
    Berta Berta PROPN Gender=Fem 2 nsubj
    saiu sair VERB Number=Sing 0 root
    _. . PUNCT _ 2 punct

    Segundo segundo ADP _ 2 case
    estimativas estimativa NOUN Gender=Fem|Number=Plur 4 obl
    _, , PUNCT _ 2 punct
    chove chover VERB _ 0 root
    """
    text = reading(rows, entities=((0, 1, "PER"),))
    given = statement(text, "estimativas", "Segundo", "chove")
    (found,) = resolve_speakers(text, (given,), find_actors(text), choose=lambda _, candidates: candidates[0])
    assert found.speaker == "estimativas"


def test_who_makes_a_document_says_what_is_told_in_it() -> None:
    rows = """
    Rui Rui PROPN Gender=Masc 2 nsubj
    divulgou divulgar VERB _ 0 root
    nota nota NOUN Number=Sing 2 obj
    _. . PUNCT _ 2 punct

    Na@na em ADP _ 3 case
    a@ o DET _ 3 det
    nota nota NOUN Number=Sing 6 obl
    _, , PUNCT _ 3 punct
    é ser AUX _ 6 aux:pass
    referido referir VERB VerbForm=Part 0 root
    que que SCONJ _ 8 mark
    chove chover VERB _ 6 ccomp
    _. . PUNCT _ 6 punct
    """
    text = reading(rows, entities=((0, 1, "PER"),))
    (found,) = resolve(text, statement(text, "", "referido", "chove"))
    assert found.speaker == "Rui"


def test_where_a_document_was_published_is_neither_who_made_it_nor_its_name() -> None:
    rows = """
    O o DET _ 2 det
    decreto decreto NOUN Number=Sing 7 nsubj
    publicado publicar VERB VerbForm=Part 2 acl
    em@no em ADP _ 6 case
    o@ o DET _ 6 det
    Diário Diário PROPN _ 3 obl
    """
    text = opened(rows.rstrip() + SAID.format(9, 7), (5, 6, "ORG"))
    (found,) = resolve(text, statement(text, "O decreto publicado no Diário", "disse", "chove"))
    assert found.speaker == "decreto"


def test_a_document_is_of_whom_it_names_though_somebody_did_something_with_it_before() -> None:
    rows = """
    Rui Rui PROPN Gender=Masc 2 nsubj
    aceitou aceitar VERB _ 0 root
    denúncia denúncia NOUN Number=Sing 2 obj
    _. . PUNCT _ 2 punct

    A o DET _ 2 det
    denúncia denúncia NOUN Number=Sing 8 nsubj
    _, , PUNCT _ 6 punct
    do@do de ADP _ 6 case
    o@ o DET _ 6 det
    Ministério Ministério PROPN _ 2 nmod
    _, , PUNCT _ 6 punct
    """
    text = reading(rows.rstrip() + SAID.format(10, 8), entities=((0, 1, "PER"), (9, 10, "ORG")))
    (found,) = resolve(text, statement(text, "A denúncia, do Ministério", "disse", "chove"))
    assert found.speaker == "Ministério"


@pytest.mark.parametrize(
    ("rest", "speaker"),
    [
        ("oficiais oficial ADJ Number=Plur 2 amod", "números oficiais"),
        ("de de ADP _ 4 case/abuso abuso NOUN _ 2 nmod/de de ADP _ 6 case/autoridade autoridade NOUN _ 4 nmod",
         "números de abuso de autoridade"),
        ("de de ADP _ 4 case/vizinhos vizinho NOUN Number=Plur 2 nmod", "vizinhos"),
    ],
)  # fmt: skip
def test_a_document_speaks_for_those_whose_it_is(rest: str, speaker: str) -> None:
    """Not for those that tell what kind it is or what it is about."""
    rows = "\n".join(rest.split("/"))
    last = 2 + rows.count("\n") + 1
    text = reading(f"""
        Os o DET _ 2 det
        números número NOUN Gender=Masc|Number=Plur {last + 1} nsubj
        {rows}
        mostram mostrar VERB Number=Plur 0 root
        que que SCONJ _ {last + 3} mark
        chove chover VERB _ {last + 1} ccomp
    """)
    source = text.text[: text.text.index(" mostram")]
    (found,) = resolve(text, statement(text, source, "mostram", "chove"))
    assert found.speaker == speaker


def test_a_note_speaks_for_whose_it_is_wherever_the_tree_hangs_what_it_says() -> None:
    rows = """
    Ana Ana PROPN Gender=Fem|Number=Sing 2 nsubj
    leu ler VERB Number=Sing 0 root
    nota nota NOUN Number=Sing 2 obj
    em em ADP _ 5 case
    que que PRON PronType=Rel 6 obl
    diz dizer VERB Number=Sing 2 ccomp
    que que SCONJ _ 8 mark
    chove chover VERB _ 6 ccomp
    _. . PUNCT _ 2 punct
    """
    before = """
    Nota nota NOUN Number=Sing 4 nsubj
    de de ADP _ 3 case
    Rui Rui PROPN Gender=Masc|Number=Sing 1 nmod
    saiu sair VERB Number=Sing 0 root
    _. . PUNCT _ 4 punct

    """
    text = reading(before + rows, entities=((2, 3, "PER"), (5, 6, "PER")))
    (found,) = resolve(text, statement(text, "", "diz", "chove"))
    assert found.speaker == "Rui"


def test_a_paper_that_nobody_is_said_to_have_made_is_of_nobody_who_says_nothing() -> None:
    text = opened("""
    A o DET _ 2 det
    investigação investigação NOUN Gender=Fem|Number=Sing 3 nsubj
    indica indicar VERB Number=Sing 0 root
    que que SCONJ _ 5 mark
    chove chover VERB _ 3 ccomp
    _. . PUNCT _ 3 punct
    """)
    (found,) = resolve(text, statement(text, "A investigação", "indica", "chove"))
    assert found.speaker == "investigação"
