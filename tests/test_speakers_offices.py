"""Speakers of offices: how the voice of somebody's office is called, and for whom it speaks."""

from __future__ import annotations

import pytest

from segundo.resolve.lexicon import lexicon
from segundo.resolve.offices import body, parse
from tests.build import reading
from tests.test_speakers import SAID, resolve, statement

PARTY = """
    A o DET _ 2 det
    líder líder NOUN _ 6 nsubj
    de@do de ADP _ 5 case
    o@ o DET _ 5 det
    PDT PDT PROPN _ 2 nmod
    saiu sair VERB _ 0 root
    _. . PUNCT _ 6 punct

    A o DET _ 2 det
    assessoria assessoria NOUN Gender=Fem|Number=Sing {verb} nsubj
    {press}de@da de ADP _ {noun} case
    a@ o DET _ {noun} det
    legenda legenda NOUN Gender=Fem|Number=Sing 2 nmod
"""
PRESS = "de de ADP _ 4 case\n    imprensa imprensa NOUN _ 2 nmod\n    "


@pytest.mark.parametrize(("press", "called"), [("", ""), (PRESS, "de imprensa ")])
def test_an_office_has_its_name_in_full_and_the_article_of_its_body(press: str, called: str) -> None:
    more = 2 * bool(press)
    rows = PARTY.format(press=press, noun=5 + more, verb=6 + more).rstrip() + SAID.format(8 + more, 6 + more)
    text = reading(rows, entities=((4, 5, "ORG"),))
    (found,) = resolve(text, statement(text, f"A assessoria {called}da legenda", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == (f"assessoria {called}do PDT", "PDT")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("assessoria de imprensa da Câmara", "Câmara"),
        ("assessora de comunicação do Tordo", "Tordo"),
        ("assessoria da Câmara", "Câmara"),
        ("advogado de defesa de Rui Prado", "Rui Prado"),
        ("advogado de Rui Prado", "Rui Prado"),
        ("presidente eleito do Tordo", None),
    ],
)
def test_for_whom_an_office_speaks(title: str, name: str | None) -> None:
    office = parse(title, "pt")
    assert office is not None
    assert body(office, lexicon("pt"), str) == name


COUNSEL = """
    {client}
    saiu sair VERB _ 0 root
    _. . PUNCT _ {verb} punct

    O o DET _ 2 det
    advogado advogado NOUN Gender=Masc|Number=Sing 4 nsubj
    Caio Caio PROPN _ 2 nmod
"""
NAMED = """Ivo Ivo PROPN _ 6 nsubj
    _, , PUNCT _ 3 punct
    advogado advogado NOUN Gender=Masc|Number=Sing 1 appos
    de de ADP _ 5 case
    Rui Rui PROPN _ 3 nmod"""
UNNAMED = """O o DET _ 3 det
    novo novo ADJ _ 3 amod
    advogado advogado NOUN Gender=Masc|Number=Sing 6 nsubj
    de de ADP _ 5 case
    Rui Rui PROPN _ 3 nmod"""


@pytest.mark.parametrize(("client", "name"), [(NAMED, None), (UNNAMED, "Rui")])
def test_counsel_shares_the_client_of_counsel_with_no_name(client: str, name: str | None) -> None:
    rows = COUNSEL.format(client=client, verb=6).rstrip() + SAID.format(6, 4)
    first = ((0, 1, "PER"),) if client == NAMED else ()
    text = reading(rows, entities=(*first, (4, 5, "PER"), (9, 10, "PER")))
    (found,) = resolve(text, statement(text, "O advogado Caio", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Caio", name)


def test_a_report_of_a_body_with_no_name_is_that_body_s() -> None:
    rows = """
    A o DET _ 2 det
    Usina Usina PROPN _ 3 nsubj
    parou parar VERB _ 0 root
    _. . PUNCT _ 3 punct

    A o DET _ 2 det
    denúncia denúncia NOUN Gender=Fem|Number=Sing 9 nsubj
    de@da de ADP _ 5 case
    a@ o DET _ 5 det
    força-tarefa força-tarefa NOUN Gender=Fem|Number=Sing 2 nmod
    de@da de ADP _ 8 case
    a@ o DET _ 8 det
    Usina Usina PROPN _ 5 nmod
    """
    text = reading(rows.rstrip() + SAID.format(11, 9), entities=((1, 2, "ORG"), (11, 12, "ORG")))
    (found,) = resolve(text, statement(text, "A denúncia da força-tarefa da Usina", "disse", "chove"))
    assert found.speaker == "força-tarefa da Usina"


def test_a_president_elect_is_not_the_president() -> None:
    rows = """
    O o DET _ 2 det
    presidente presidente NOUN Gender=Masc|Number=Sing 6 nsubj
    de@do de ADP _ 5 case
    o@ o DET _ 5 det
    Chile Chile PROPN _ 2 nmod
    Rui Rui PROPN _ 2 nmod
    saiu sair VERB _ 0 root
    _. . PUNCT _ 7 punct

    O o DET _ 2 det
    presidente presidente NOUN Gender=Masc|Number=Sing 4 nsubj
    eleito eleger VERB VerbForm=Part 2 amod
    """
    text = reading(rows.rstrip() + SAID.format(6, 4), entities=((4, 5, "LOC"), (5, 6, "PER")))
    (found,) = resolve(text, statement(text, "O presidente eleito", "disse", "chove"))
    assert found.speaker == "presidente eleito"


def test_who_is_named_in_the_words_of_an_office_holder_is_another_holder() -> None:
    """ "The minister Ana Prado left. "The minister Rui Sá slept", said the minister"."""
    text = reading(
        """
        O o DET _ 2 det
        ministro ministro NOUN Gender=Masc|Number=Sing 4 nsubj
        Rui Rui PROPN Gender=Masc 2 appos
        saiu sair VERB Number=Sing 0 root
        _. . PUNCT _ 4 punct

        O o DET _ 2 det
        ministro ministro NOUN Gender=Masc|Number=Sing 4 nsubj
        Caio Caio PROPN Gender=Masc 2 appos
        dorme dormir VERB Number=Sing 0 root
        _, , PUNCT _ 4 punct
        disse dizer VERB Number=Sing 4 parataxis
        o o DET _ 8 det
        ministro ministro NOUN Gender=Masc|Number=Sing 6 nsubj
        _. . PUNCT _ 4 punct
        """,
        entities=((2, 3, "PER"), (7, 8, "PER")),
    )
    (found,) = resolve(text, statement(text, "o ministro", "disse", "O ministro Caio dorme"))
    assert found.speaker == "Rui"


@pytest.mark.parametrize(("of", "speaker"), [("elas", None), ("moradores", "10 % de moradores")])
def test_a_share_of_them_is_nobody_known(of: str, speaker: str | None) -> None:
    tag = "PRON Gender=Fem|Number=Plur|PronType=Prs" if of == "elas" else "NOUN Gender=Masc|Number=Plur"
    text = reading(f"""
        Ana Ana PROPN Gender=Fem|Number=Sing 2 nsubj
        saiu sair VERB Number=Sing 0 root
        _. . PUNCT _ 2 punct

        10 10 NUM _ 2 nummod
        % % SYM _ 5 nsubj
        de de ADP _ 4 case
        {of} {of} {tag} 2 nmod
        dizem dizer VERB Number=Plur 0 root
        que que SCONJ _ 7 mark
        chove chover VERB _ 5 ccomp
        """,
        entities=((0, 1, "PER"),),
    )
    (found,) = resolve(text, statement(text, f"10 % de {of}", "dizem", "chove"))
    assert found.speaker == speaker
