"""Speakers who speak for somebody, or are told from others by whose they are."""

from __future__ import annotations

import pytest

from segundo.resolve.lexicon import lexicon
from segundo.resolve.offices import body, parse
from tests.build import reading
from tests.test_speakers import SAID, opened, resolve, statement

LAWYERS = """
    Os o DET _ 2 det
    advogados advogado NOUN Gender=Masc|Number=Plur 6 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    casal casal NOUN _ 2 nmod
    contaram contar VERB Number=Plur 0 root
    que que SCONJ _ 8 mark
    neva nevar VERB _ 6 ccomp
    _. . PUNCT _ 6 punct

"""
PAIR = """
    As o DET _ 2 det
    defesas defesa NOUN Gender=Fem|Number=Plur 7 nsubj
    de de ADP _ 4 case
    Sousa Sousa PROPN _ 2 nmod
    e e CCONJ _ 6 cc
    Prado Prado PROPN _ 4 conj
    contaram contar VERB Number=Plur 0 root
    que que SCONJ _ 9 mark
    neva nevar VERB _ 7 ccomp
    _. . PUNCT _ 7 punct
"""


def test_the_defence_is_the_lawyers_who_spoke_before_though_their_client_has_no_name() -> None:
    defence = "A o DET _ 2 det\ndefesa defesa NOUN Gender=Fem|Number=Sing 3 nsubj" + SAID.format(5, 3)
    text = opened(LAWYERS + defence)
    first = statement(text, "Os advogados do casal", "contaram", "neva")
    _, found = resolve(text, first, statement(text, "A defesa", "disse", "chove"))
    assert found.speaker == "advogados do casal"


def test_the_side_of_two_is_of_both() -> None:
    text = opened(PAIR, (3, 4, "PER"), (5, 6, "PER"))
    (found,) = resolve(text, statement(text, "As defesas de Sousa e Prado", "contaram", "neva"))
    assert (found.speaker, found.on_behalf_of) == ("defesas de Sousa e Prado", "Sousa; Prado")


def test_who_does_something_and_says_it_is_who_the_description_means() -> None:
    rows = """
    A o DET _ 2 det
    defesa defesa NOUN Gender=Fem|Number=Sing 6 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    diretora diretor NOUN Gender=Fem|Number=Sing 2 nmod
    recorreu recorrer VERB Number=Sing 0 root
    alegando alegar VERB VerbForm=Ger 6 advcl
    que que SCONJ _ 9 mark
    chove chover VERB _ 7 ccomp
    """
    text = opened(rows)
    (found,) = resolve(text, statement(text, "", "alegando", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("defesa de Berta", "Berta")


def test_predecessor_is_told_from_others_by_whose_he_is() -> None:
    rows = """
    O o DET _ 2 det
    antecessor antecessor NOUN Gender=Masc|Number=Sing 7 nsubj
    de de ADP _ 4 case
    Berta Berta PROPN _ 2 nmod
    _, , PUNCT _ 6 punct
    Rui Rui PROPN _ 2 appos
    saiu sair VERB _ 0 root
    _. . PUNCT _ 7 punct

    O o DET _ 2 det
    antecessor antecessor NOUN Gender=Masc|Number=Sing 5 nsubj
    de de ADP _ 4 case
    Berta Berta PROPN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(7, 5), (3, 4, "PER"), (5, 6, "PER"), (11, 12, "PER"))
    (found,) = resolve(text, statement(text, "O antecessor de Berta", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui", None)


def test_an_informant_told_anew_with_a_body_is_called_by_the_fuller_description() -> None:
    rows = """
    Uma um DET _ 2 det
    fonte fonte NOUN Gender=Fem|Number=Sing 6 nsubj
    de@dos de ADP _ 5 case
    os@ o DET _ 5 det
    vizinhos vizinho NOUN _ 2 nmod
    contou contar VERB Number=Sing 0 root
    que que SCONJ _ 8 mark
    neva nevar VERB _ 6 ccomp
    _. . PUNCT _ 6 punct

    A o DET _ 3 det
    mesma mesmo DET _ 3 det
    fonte fonte NOUN Gender=Fem|Number=Sing 9 nsubj
    de@da de ADP _ 6 case
    a@ o DET _ 6 det
    Usina Usina PROPN _ 3 nmod
    e e CCONJ _ 8 cc
    Mina Mina PROPN _ 6 conj
    """
    text = opened(rows.rstrip() + SAID.format(11, 9), (14, 15, "ORG"), (16, 17, "ORG"))
    first = statement(text, "Uma fonte dos vizinhos", "contou", "neva")
    found = resolve(text, first, statement(text, "A mesma fonte da Usina e Mina", "disse", "chove"))
    assert [one.speaker for one in found] == ["fonte da Usina e Mina"] * 2


def test_an_operation_is_no_body_that_any_noun_takes_up() -> None:
    rows = """
    A o DET _ 3 det
    Operação Operação PROPN _ 3 nsubj
    Maré Maré PROPN _ 2 flat:name
    acabou acabar VERB _ 0 root
    _. . PUNCT _ 4 punct

    A o DET _ 2 det
    bancada bancada NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    text = opened(rows.rstrip() + SAID.format(5, 3), (1, 3, "ORG"))
    (found,) = resolve(text, statement(text, "A bancada", "disse", "chove"))
    assert found.speaker != "Operação Maré"


@pytest.mark.parametrize(("name", "speaker"), [("Zuki", "Zuki"), ("Reuters", "empresa")])
def test_no_noun_takes_up_a_news_agency(name: str, speaker: str) -> None:
    rows = f"""
    A o DET _ 2 det
    {name} {name} PROPN _ 3 nsubj
    mentiu mentir VERB _ 0 root
    _. . PUNCT _ 3 punct

    A o DET _ 2 det
    empresa empresa NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    text = opened(rows.rstrip() + SAID.format(5, 3), (1, 2, "ORG"))
    (found,) = resolve(text, statement(text, "A empresa", "disse", "chove"))
    assert found.speaker == speaker


SPOKE = """
    {0} {1} DET _ 2 det
    {2} {3} NOUN Gender=Masc|Number=Sing 3 nsubj
    contou contar VERB Number=Sing 0 root
    que que SCONJ _ 5 mark
    neva nevar VERB _ 3 ccomp
    _. . PUNCT _ 3 punct

"""
AGAIN = "{0} {0} DET _ 2 det\nvizinho vizinho NOUN Gender=Masc|Number=Sing 3 nsubj" + SAID.format(5, 3)


@pytest.mark.parametrize(("word", "speaker"), [("Esse", "vizinho"), ("Outro", "outro vizinho")])
def test_the_last_who_was_called_so_is_meant_unless_it_is_another(word: str, speaker: str) -> None:
    """Rui is a neighbour too, and has a name."""
    rows = "vizinho vizinho NOUN Gender=Masc 3 nsubj\nRui Rui PROPN _ 1 appos\nsaiu sair VERB _ 0 root\n\n"
    text = opened(rows + SPOKE.format("Um", "um", "vizinho", "vizinho") + AGAIN.format(word), (1, 2, "PER"))
    first = statement(text, "Um vizinho", "contou", "neva")
    _, found = resolve(text, first, statement(text, f"{word} vizinho", "disse", "chove"))
    assert found.speaker == speaker


def test_what_a_document_is_of_does_not_take_it_up() -> None:
    rows = """
    O o DET _ 2 det
    relato relato NOUN Gender=Masc|Number=Sing 5 nsubj
    de de ADP _ 4 case
    vizinhos vizinho NOUN Gender=Masc|Number=Plur 2 nmod
    contou contar VERB Number=Sing 0 root
    que que SCONJ _ 7 mark
    neva nevar VERB _ 5 ccomp
    _. . PUNCT _ 5 punct

    Vizinhos vizinho NOUN Gender=Masc|Number=Plur 2 nsubj
    """
    text = opened(rows.rstrip() + SAID.format(4, 2))
    first = statement(text, "O relato de vizinhos", "contou", "neva")
    _, found = resolve(text, first, statement(text, "Vizinhos", "disse", "chove"))
    assert found.speaker == "vizinhos"


@pytest.mark.parametrize(
    ("of", "letters"), [("do@do de ADP _ 4 case\no@ o DET _ 4 det\nPSDB PSDB PROPN _ 1 nmod", "CE"), ("", "PSDB-CE")]
)
def test_a_party_s_man_is_told_by_his_office_or_his_letters(of: str, letters: str) -> None:
    man = f"""
    líder líder NOUN Gender=Masc|Number=Sing 0 root
    {of}
    Rui Rui PROPN _ 1 appos
    _( ( PUNCT _ 1 punct
    _{letters} {letters} PROPN _ 1 nmod
    _) ) PUNCT _ 1 punct
    """
    rows = "\n".join(filter(str.strip, man.splitlines())) + """

    Caio Caio PROPN _ 2 nsubj
    caiu cair VERB _ 0 root
    _. . PUNCT _ 2 punct

    O o DET _ 2 det
    tucano tucano NOUN Gender=Masc|Number=Sing 3 nsubj
    """
    rui = 4 if of else 1
    text = opened(rows.rstrip() + SAID.format(5, 3), (rui, rui + 1, "PER"), (rui + 4, rui + 5, "PER"))
    (found,) = resolve(text, statement(text, "O tucano", "disse", "chove"))
    assert found.speaker == "Rui"


@pytest.mark.parametrize(("noun", "lemma", "behalf"), [("defesa", "defesa", "Berta"), ("gabinete", "gabinete", None)])
def test_lawyer_with_no_client_has_that_of_other_counsel(noun: str, lemma: str, behalf: str | None) -> None:
    rows = f"""
    A o DET _ 2 det
    {noun} {lemma} NOUN Gender=Fem|Number=Sing 5 nsubj
    de de ADP _ 4 case
    Berta Berta PROPN _ 2 nmod
    calou calar VERB _ 0 root
    _. . PUNCT _ 5 punct

    O o DET _ 2 det
    advogado advogado NOUN Gender=Masc|Number=Sing 4 nsubj
    Rui Rui PROPN _ 2 appos
    """
    text = opened(rows.rstrip() + SAID.format(6, 4), (3, 4, "PER"), (8, 9, "PER"))
    (found,) = resolve(text, statement(text, "O advogado Rui", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui", behalf)


@pytest.mark.parametrize(
    ("title", "behalf"),
    [
        ("presidente da maior empresa do Brasil", None),
        ("presidente da comissão de serviços secretos", "comissão de serviços secretos"),
        ("presidente do Brasil", "BR"),
    ],
)
def test_head_of_the_largest_firm_in_a_country_does_not_speak_for_the_country(title: str, behalf: str | None) -> None:
    office = parse(title, "pt")
    assert office is not None
    assert body(office, lexicon("pt"), lambda code: code) == behalf


def test_a_document_of_somebody_unknown_is_not_made_by_whoever_spoke() -> None:
    rows = """
    Berta Berta PROPN _ 2 nsubj
    contou contar VERB Number=Sing 0 root
    que que SCONJ _ 4 mark
    neva nevar VERB _ 2 ccomp
    _. . PUNCT _ 2 punct

    A o DET _ 2 det
    reportagem reportagem NOUN Number=Sing 6 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    Prisma Prisma PROPN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(8, 6), (0, 1, "PER"))
    first = statement(text, "Berta", "contou", "neva")
    _, found = resolve(text, first, statement(text, "A reportagem do Prisma", "disse", "chove"))
    assert found.speaker == "reportagem do Prisma"



def test_nobody_speaks_for_himself() -> None:
    rows = """
    Rui Rui PROPN Gender=Masc 8 nsubj
    Tordo Tordo PROPN _ 1 flat:name
    _, , PUNCT _ 4 punct
    presidente presidente NOUN _ 1 appos
    de de ADP _ 6 case
    Tordo Tordo PROPN _ 4 nmod
    _, , PUNCT _ 4 punct
    """
    text = opened(rows.rstrip() + SAID.format(10, 8), (0, 2, "PER"), (5, 6, "PER"))
    (found,) = resolve(text, statement(text, "Rui Tordo, presidente de Tordo", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui Tordo", None)


def test_the_name_of_a_body_says_more_than_a_description_of_it() -> None:
    rows = """
    Rui Rui PROPN Gender=Masc|Number=Sing 8 nsubj
    Prado Prado PROPN _ 1 flat:name
    _, , PUNCT _ 4 punct
    comandante comandante NOUN Gender=Masc|Number=Sing 1 appos
    dos de ADP _ 6 case
    bombeiros bombeiro NOUN _ 4 nmod
    locais local ADJ _ 6 amod
    saiu sair VERB Number=Sing 0 root
    _. . PUNCT _ 8 punct

    Rui Rui PROPN Gender=Masc|Number=Sing 9 nsubj
    Prado Prado PROPN _ 1 flat:name
    _, , PUNCT _ 4 punct
    comandante comandante NOUN Gender=Masc|Number=Sing 1 appos
    dos de ADP _ 6 case
    Bombeiros Bombeiros PROPN _ 4 nmod
    Vale Vale PROPN _ 6 flat:name
    _, , PUNCT _ 4 punct
    disse dizer VERB Number=Sing 0 root
    que que SCONJ _ 11 mark
    chove chover VERB _ 9 ccomp
    _. . PUNCT _ 9 punct
    """
    text = reading(rows, entities=((0, 2, "PER"), (9, 11, "PER"), (14, 16, "ORG")))
    (found,) = resolve(text, statement(text, "Rui Prado", "disse", "chove"))
    assert found.on_behalf_of == "Bombeiros Vale"


@pytest.mark.parametrize(("the", "speaker"), [("Os", "PSDB"), ("", "tucanos")])
def test_the_members_of_a_party_are_the_party_itself(the: str, speaker: str) -> None:
    led = f"{the} o DET Definite=Def|Gender=Masc|Number=Plur|PronType=Art 2 det\n" if the else ""
    at = 2 if the else 1
    rows = f"""
    PSDB PSDB PROPN Gender=Masc|Number=Sing 2 nsubj
    saiu sair VERB Number=Sing 0 root
    _. . PUNCT _ 2 punct

    {led}tucanos tucano NOUN Gender=Masc|Number=Plur {at + 1} nsubj
    disseram dizer VERB Number=Plur 0 root
    que que SCONJ _ {at + 3} mark
    chove chover VERB _ {at + 1} ccomp
    _. . PUNCT _ {at + 1} punct
    """
    text = reading(rows, entities=((0, 1, "ORG"),))
    (found,) = resolve(text, statement(text, f"{the} tucanos".strip(), "disseram", "chove"))
    assert found.speaker == speaker


@pytest.mark.parametrize(("second", "behalf"), [("Berta", "Berta"), ("Sousa", None)])
def test_lawyer_has_no_client_of_others_who_have_several(second: str, behalf: str | None) -> None:
    calls = """
    A o DET _ 2 det
    defesa defesa NOUN Gender=Fem|Number=Sing 5 nsubj
    de de ADP _ 4 case
    {} {} PROPN _ 2 nmod
    calou calar VERB _ 0 root
    _. . PUNCT _ 5 punct
    """
    lawyer = """
    O o DET _ 2 det
    advogado advogado NOUN Gender=Masc|Number=Sing 4 nsubj
    Rui Rui PROPN _ 2 appos
    """
    rows = f"{calls.format('Berta', 'Berta').rstrip()}\n{calls.format(second, second).rstrip()}\n{lawyer.rstrip()}"
    text = opened(rows + SAID.format(6, 4), (3, 4, "PER"), (9, 10, "PER"), (14, 15, "PER"))
    (found,) = resolve(text, statement(text, "O advogado Rui", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui", behalf)
