"""Sources with no name of their own: whom a description means, and what it is called."""

from __future__ import annotations

import pytest

from tests.build import reading
from tests.test_speakers import SAID, opened, resolve, statement


@pytest.mark.parametrize(("article", "speaker"), [("aquela", "GNR"), ("uma", "força de segurança")])
def test_that_force_is_the_body_named_before(article: str, speaker: str) -> None:
    rows = f"""
    A o DET _ 2 det
    GNR GNR PROPN _ 3 nsubj
    chegou chegar VERB _ 0 root
    _. . PUNCT _ 3 punct

    {article} {article} DET _ 2 det
    força força NOUN Gender=Fem|Number=Sing 5 nsubj
    de de ADP _ 4 case
    segurança segurança NOUN _ 2 nmod
    """
    text = reading(rows.rstrip() + SAID.format(7, 5), entities=((1, 2, "ORG"),))
    (found,) = resolve(text, statement(text, f"{article} força de segurança", "disse", "chove"))
    assert found.speaker == speaker


SOURCES = """
    Um um DET _ 2 det
    vizinho vizinho NOUN Gender=Masc|Number=Sing 3 nsubj
    contou contar VERB Number=Sing 0 root
    que que SCONJ _ 5 mark
    neva nevar VERB _ 3 ccomp
    _. . PUNCT _ 3 punct

    O o DET _ 3 det
    mesmo mesmo DET _ 3 det
    responsável responsável NOUN Number=Sing {0} nsubj
"""


def test_the_same_is_not_who_spoke_last_if_described_anew() -> None:
    rows = SOURCES.format(7) + "da@da de ADP _ 6 case\na@ o DET _ 6 det\nLipor Lipor PROPN _ 3 nmod"
    text = opened(rows + SAID.format(9, 7), (11, 12, "ORG"))
    first = statement(text, "Um vizinho", "contou", "neva")
    _, found = resolve(text, first, statement(text, "O mesmo responsável da Lipor", "disse", "chove"))
    assert found.speaker == "responsável da Lipor"


def test_the_same_with_no_description_is_who_spoke_last() -> None:
    text = opened(SOURCES.format(4).rstrip() + SAID.format(6, 4))
    first = statement(text, "Um vizinho", "contou", "neva")
    _, found = resolve(text, first, statement(text, "O mesmo responsável", "disse", "chove"))
    assert found.speaker == "vizinho"


INFORMANTS = """
    Uma um DET _ 2 det
    fonte fonte NOUN Gender=Fem|Number=Sing 4 nsubj
    policial policial ADJ _ 2 amod
    contou contar VERB Number=Sing 0 root
    que que SCONJ _ 6 mark
    neva nevar VERB _ 4 ccomp
    _. . PUNCT _ 4 punct

    Uma um DET _ 2 det
    fonte fonte NOUN Gender=Fem|Number=Sing 6 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    {0} {0} PROPN _ 2 nmod
"""


@pytest.mark.parametrize(("body", "kind", "first"), [("PSP", "ORG", "fonte da PSP"), ("Maia", "LOC", "fonte policial")])
def test_an_informant_is_called_by_the_one_description_with_a_body(body: str, kind: str, first: str) -> None:
    text = opened(INFORMANTS.format(body).rstrip() + SAID.format(8, 6), (11, 12, kind))
    found = resolve(
        text,
        statement(text, "Uma fonte policial", "contou", "neva"),
        statement(text, f"Uma fonte da {body}", "disse", "chove"),
    )
    assert [one.speaker for one in found] == [first, f"fonte da {body}"]


def test_unwritten_subject_may_be_a_noun_of_the_verb_above() -> None:
    rows = """
    Os o DET _ 2 det
    livreiros livreiro NOUN Gender=Masc|Number=Plur 3 nsubj
    recusaram recusar VERB _ 0 root
    _, , PUNCT _ 5 punct
    alegando alegar VERB VerbForm=Ger 3 advcl
    que que SCONJ _ 7 mark
    chove chover VERB _ 5 ccomp
    """
    text = opened(rows)
    (found,) = resolve(text, statement(text, "", "alegando", "chove"))
    assert found.speaker == "livreiros"


def test_a_side_is_of_who_is_named_after_his_title() -> None:
    rows = """
    A o DET _ 2 det
    defesa defesa NOUN Gender=Fem|Number=Sing 11 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    ex-diretor ex-diretor NOUN Gender=Masc 2 nmod
    da@da de ADP _ 8 case
    a@ o DET _ 8 det
    Usina Usina PROPN _ 5 nmod
    _, , PUNCT _ 10 punct
    Rui Rui PROPN Gender=Masc 5 appos
    """
    text = opened(rows.rstrip() + SAID.format(13, 11), (7, 8, "ORG"), (9, 10, "PER"))
    (found,) = resolve(text, statement(text, "A defesa do ex-diretor da Usina, Rui", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("defesa de Rui", "Rui")


RAPPORTEUR = """
    O o DET _ 2 det
    relator relator NOUN Gender=Masc|Number=Sing 16 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    ação ação NOUN _ 2 nmod
    contra contra ADP _ 7 case
    Caio Caio PROPN Gender=Masc 5 nmod
    no@no em ADP _ 10 case
    o@ o DET _ 10 det
    Conselho Conselho PROPN _ 5 nmod
    _, , PUNCT _ 12 punct
    Rui Rui PROPN Gender=Masc 2 appos
    ( ( PUNCT _ 14 punct
    _PT-AM PT-AM PROPN _ 12 parataxis
    _) ) PUNCT _ 14 punct
    """
LONG = "O relator da ação contra Caio no Conselho, Rui (PT-AM)"


def test_rapporteur_of_a_case_against_somebody_speaks_for_the_body() -> None:
    text = opened(RAPPORTEUR.rstrip() + SAID.format(18, 16), (6, 7, "PER"), (9, 10, "ORG"), (11, 12, "PER"))
    (found,) = resolve(text, statement(text, LONG, "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui", "Conselho")


def test_a_party_s_man_is_the_one_with_its_letters_whatever_he_heads() -> None:
    rows = RAPPORTEUR.rstrip() + """
    saiu sair VERB _ 0 root
    _. . PUNCT _ 16 punct

    Caio Caio PROPN Gender=Masc 2 nsubj
    dorme dormir VERB _ 0 root
    _. . PUNCT _ 2 punct

    O o DET _ 2 det
    petista petista NOUN Number=Sing 3 nsubj
    """
    text = opened(rows.rstrip() + SAID.format(5, 3), (6, 7, "PER"), (9, 10, "ORG"), (11, 12, "PER"), (17, 18, "PER"))
    (found,) = resolve(text, statement(text, "O petista", "disse", "chove"))
    assert found.speaker == "Rui"


def test_what_follows_a_comma_is_no_part_of_the_title() -> None:
    rows = """
    A o DET _ 2 det
    diretora diretor NOUN Gender=Fem|Number=Sing 7 nsubj
    _, , PUNCT _ 6 punct
    de de ADP _ 6 case
    65 65 NUM _ 6 nummod
    anos ano NOUN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(9, 7))
    (found,) = resolve(text, statement(text, "A diretora, de 65 anos", "disse", "chove"))
    assert found.speaker == "Berta"


def test_a_side_that_is_named_only_later_keeps_its_own_noun() -> None:
    rows = """
    A o DET _ 2 det
    defesa defesa NOUN Gender=Fem|Number=Sing 3 nsubj
    disse dizer VERB Number=Sing 0 root
    que que SCONJ _ 5 mark
    chove chover VERB _ 3 ccomp
    _. . PUNCT _ 3 punct

    O o DET _ 2 det
    advogado advogado NOUN Gender=Masc 5 nsubj
    de de ADP _ 4 case
    Rui Rui PROPN Gender=Masc 2 nmod
    saiu sair VERB _ 0 root
    """
    text = opened(rows, (9, 10, "PER"))
    (found,) = resolve(text, statement(text, "A defesa", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("defesa de Rui", "Rui")


def test_what_was_nobody_s_noun_once_is_nobody_s_later() -> None:
    rows = """
    Choveu chover VERB _ 0 root
    _. . PUNCT _ 1 punct

    A o DET _ 2 det
    organização organização NOUN Gender=Fem|Number=Sing 3 nsubj
    contou contar VERB Number=Sing 0 root
    que que SCONJ _ 5 mark
    neva nevar VERB _ 3 ccomp
    _. . PUNCT _ 3 punct

    A o DET _ 2 det
    Liga Liga PROPN _ 3 nsubj
    saiu sair VERB _ 0 root
    _. . PUNCT _ 3 punct

    Essa esse DET _ 2 det
    organização organização NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    text = reading(rows.rstrip() + SAID.format(5, 3), entities=((9, 10, "ORG"),))
    _, found = resolve(
        text, statement(text, "A organização", "contou", "neva"), statement(text, "Essa organização", "disse", "chove")
    )
    assert found.speaker == "organização"


def test_what_stands_before_a_relative_pronoun_is_whom_it_means() -> None:
    rows = """
    A o DET _ 2 det
    mulher mulher NOUN Gender=Fem|Number=Sing 3 nsubj
    fundou fundar VERB Number=Sing 0 root
    um um DET _ 5 det
    jornal jornal NOUN Gender=Masc|Number=Sing 3 obj
    que que PRON PronType=Rel 7 nsubj
    pede pedir VERB Number=Sing 5 acl:relcl
    paz paz NOUN _ 7 obj
    """
    text = opened(rows)
    (found,) = resolve(text, statement(text, "que", "pede", "paz"))
    assert found.speaker == "jornal"


def test_what_stands_before_a_preposition_and_a_relative_pronoun_is_whom_it_means() -> None:
    """Though the tree hangs the clause elsewhere."""
    rows = """
    Ana Ana PROPN Gender=Fem 3 nsubj
    foi ser AUX _ 3 aux
    ouvida ouvir VERB Number=Sing 0 root
    pelos@pelos por ADP _ 6 case
    os@ o DET _ 6 det
    vizinhos vizinho NOUN Gender=Masc|Number=Plur 3 obl
    mudos mudo ADJ Gender=Masc|Number=Plur 6 amod
    _, , PUNCT _ 11 punct
    segundo segundo ADP _ 10 case
    quem quem PRON PronType=Rel 3 obl
    chove chover VERB _ 3 advcl
    """
    text = opened(rows, (0, 1, "PER"))
    (found,) = resolve(text, statement(text, "quem", "segundo", "chove"))
    assert found.speaker == "vizinhos mudos"


@pytest.mark.parametrize(
    ("after", "speaker"), [("em Braga", "moradores"), ("de Braga", "moradores, de Braga")], ids=["cut", "list"]
)
def test_a_description_ends_at_a_comma_but_for_a_list_of_what_it_is_of(after: str, speaker: str) -> None:
    preposition, place = after.split()
    rows = f"""
    Os o DET _ 2 det
    moradores morador NOUN Gender=Masc|Number=Plur 6 nsubj
    _, , PUNCT _ 5 punct
    {preposition} {preposition} ADP _ 5 case
    {place} {place} PROPN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(8, 6))
    (found,) = resolve(text, statement(text, f"Os moradores, {after}", "disse", "chove"))
    assert found.speaker == speaker


def test_bodies_that_are_taken_up_together_are_those_that_spoke_together() -> None:
    rows = """
    Abra Abra PROPN _ 4 nsubj
    e e CCONJ _ 3 cc
    Anre Anre PROPN _ 1 conj
    contaram contar VERB Number=Plur 0 root
    que que SCONJ _ 6 mark
    neva nevar VERB _ 4 ccomp
    _. . PUNCT _ 4 punct

    As o DET _ 2 det
    entidades entidade NOUN Gender=Fem|Number=Plur 3 nsubj
    """
    text = opened(rows.rstrip() + SAID.format(5, 3), (0, 1, "ORG"), (2, 3, "ORG"))
    first = statement(text, "Abra e Anre", "contaram", "neva")
    _, found = resolve(text, first, statement(text, "As entidades", "disse", "chove"))
    assert found.speaker == "Abra; Anre"


@pytest.mark.parametrize(("body", "speaker"), [("Usina", "Rui Prado"), ("usina", "tratador da usina Rui Prado")])
def test_name_right_after_what_somebody_is_of_is_his(body: str, speaker: str) -> None:
    rows = f"""
    O o DET _ 2 det
    tratador tratador NOUN Gender=Masc|Number=Sing 8 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    {body} {body} NOUN _ 2 nmod
    Rui Rui PROPN _ 5 appos
    Prado Prado PROPN _ 6 flat:name
    """
    text = opened(rows.rstrip() + SAID.format(10, 8), (5, 7, "PER"))
    (found,) = resolve(text, statement(text, f"O tratador da {body} Rui Prado", "disse", "chove"))
    assert found.speaker == speaker


@pytest.mark.parametrize(("what", "behalf"), [("", "Brasil"), ("do ramo", None)])
def test_president_of_something_unknown_is_not_the_president(what: str, behalf: str | None) -> None:
    of = "do@do de ADP _ 5 case\no@ o DET _ 5 det\nramo ramo NOUN _ 2 nmod" if what else ""
    last = 5 if what else 2
    rows = f"""
    O o DET _ 2 det
    presidente presidente NOUN Number=Sing {last + 3} nsubj
    {of}
    Rui Rui PROPN _ 2 appos
    Prado Prado PROPN _ {last + 1} flat:name
    """
    said = "\n".join(filter(str.strip, rows.splitlines())) + SAID.format(last + 5, last + 3)
    state = "Brasil Brasil PROPN _ 2 nsubj\ncresce crescer VERB _ 0 root\n\n"
    text = opened(state + said, (0, 1, "LOC"), (last + 2, last + 4, "PER"))
    source = " ".join(f"O presidente {what} Rui Prado".split())
    (found,) = resolve(text, statement(text, source, "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui Prado", behalf)


@pytest.mark.parametrize(("noun", "speaker"), [("delator", "Rui Prado"), ("doleiro", "Caio Sá")])
def test_noun_alone_in_a_headline_is_who_is_called_so_later(noun: str, speaker: str) -> None:
    rows = f"""
    Caio Caio PROPN _ 3 nsubj
    Sá Sá PROPN _ 1 flat:name
    pagou pagar VERB _ 0 root
    _. . PUNCT _ 3 punct

    Neva nevar VERB _ 3 ccomp:speech
    _, , PUNCT _ 1 punct
    diz dizer VERB Number=Sing 0 root
    {noun} {noun} NOUN Gender=Masc|Number=Sing 3 nsubj
    _. . PUNCT _ 3 punct

    Rui Rui PROPN _ 3 nsubj
    Prado Prado PROPN _ 1 flat:name
    saiu sair VERB _ 0 root
    _. . PUNCT _ 3 punct

    O o DET _ 2 det
    delator delator NOUN Gender=Masc|Number=Sing 3 nsubj
    """
    text = opened(rows.rstrip() + SAID.format(5, 3), (0, 2, "PER"), (9, 11, "PER"))
    headline = statement(text, noun, "diz", "Neva")
    said = statement(text, "O delator", "disse", "chove")
    assert [one.speaker for one in resolve(text, headline, said)] == [speaker, "Rui Prado"]


def _introduced(*sentences: str) -> str:
    """Rows of short sentences "NAME saiu." before what is said."""
    rows = (f"{name} {name} PROPN _ 2 nsubj\nsaiu sair VERB _ 0 root\n_. . PUNCT _ 2 punct\n\n" for name in sentences)
    return "".join(rows)


def test_minister_of_the_country_is_of_the_state_that_does_most() -> None:
    rows = _introduced("China", "China", "Chile") + """
    O o DET _ 2 det
    ministro ministro NOUN Gender=Masc|Number=Sing 10 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    Defesa Defesa PROPN _ 2 nmod
    do@do de ADP _ 8 case
    o@ o DET _ 8 det
    país país NOUN _ 5 nmod
    Wang Wang PROPN _ 2 appos
    """
    entities = (*((n, n + 1, "LOC") for n in (0, 3, 6)), (17, 18, "PER"))
    text = reading(rows.rstrip() + SAID.format(12, 10), entities)
    (found,) = resolve(text, statement(text, "O ministro da Defesa do país Wang", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Wang", "China")


@pytest.mark.parametrize(
    ("noun", "number", "speaker"), [("partido", "Sing", "de PCB"), ("partidos", "Plur", "do partidos")]
)
def test_several_bodies_are_none_that_is_named(noun: str, number: str, speaker: str) -> None:
    rows = _introduced("PCB") + f"""
    Lideranças liderança NOUN Gender=Fem|Number=Plur 5 nsubj
    do@do de ADP _ 4 case
    o@ o DET _ 4 det
    {noun} {noun} NOUN Gender=Masc|Number={number} 1 nmod
    """
    text = reading(rows.rstrip() + SAID.format(7, 5), entities=((0, 1, "ORG"),))
    (found,) = resolve(text, statement(text, f"Lideranças do {noun}", "disse", "chove"))
    assert found.speaker == f"lideranças {speaker}"


def test_body_known_by_its_letters_is_taken_up_by_its_noun() -> None:
    rows = _introduced("STF") + """
    A o DET _ 2 det
    corte corte NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    text = reading(rows.rstrip() + SAID.format(5, 3), entities=((0, 1, "ORG"),))
    (found,) = resolve(text, statement(text, "A corte", "disse", "chove"))
    assert found.speaker == "STF"


def test_he_is_not_several_people() -> None:
    rows = _introduced("Caio") + """
    Moradores morador NOUN Gender=Masc|Number=Plur 2 nsubj
    contaram contar VERB Number=Plur 0 root
    que que SCONJ _ 4 mark
    neva nevar VERB _ 2 ccomp
    _. . PUNCT _ 2 punct

    Ele ele PRON Gender=Masc|Number=Sing 2 nsubj
    """
    text = reading(rows.rstrip() + SAID.format(4, 2), entities=((0, 1, "PER"),))
    first = statement(text, "Moradores", "contaram", "neva")
    _, found = resolve(text, first, statement(text, "Ele", "disse", "chove"))
    assert found.speaker == "Caio"


@pytest.mark.parametrize(("party", "speaker"), [("", "Caio"), ("PT", "Berto")])
def test_party_s_man_is_one_named_before_unless_all_of_those_are_of_others(party: str, speaker: str) -> None:
    bracket = f"_( ( PUNCT _ 4 punct\n_{party} {party} PROPN _ 1 appos\n_) ) PUNCT _ 3 punct\n" if party else ""
    verb = 5 if party else 2
    rows = f"""Caio Caio PROPN _ {verb} nsubj
    {bracket}saiu sair VERB _ 0 root
    _. . PUNCT _ {verb} punct

    O o DET _ 2 det
    tucano tucano NOUN Gender=Masc|Number=Sing 3 nsubj
    """.rstrip() + SAID.format(5, 3) + """
    Berto Berto PROPN _ 5 nsubj
    _( ( PUNCT _ 3 punct
    _PSDB PSDB PROPN _ 1 appos
    _) ) PUNCT _ 3 punct
    saiu sair VERB _ 0 root
    """
    last = 12 if party else 9
    text = reading(rows, entities=((0, 1, "PER"), (last, last + 1, "PER")))
    (found,) = resolve(text, statement(text, "O tucano", "disse", "chove"))
    assert found.speaker == speaker


@pytest.mark.parametrize(("noun", "speaker"), [("chilena", "Ana Prado"), ("argentina", "argentina")])
def test_noun_before_a_name_means_its_bearer_later(noun: str, speaker: str) -> None:
    rows = f"""
    A o DET _ 2 det
    chilena chileno NOUN Gender=Fem|Number=Sing 5 nsubj
    Ana Ana PROPN _ 2 appos
    Prado Prado PROPN _ 3 flat:name
    saiu sair VERB _ 0 root
    _. . PUNCT _ 5 punct

    A o DET _ 2 det
    {noun} {noun} NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    text = reading(rows.rstrip() + SAID.format(5, 3), entities=((2, 4, "PER"),))
    (found,) = resolve(text, statement(text, f"A {noun}", "disse", "chove"))
    assert found.speaker == speaker


def test_the_house_is_a_parliament() -> None:
    rows = """
    A o DET _ 2 det
    Câmara Câmara PROPN _ 3 nsubj
    votou votar VERB _ 0 root
    _. . PUNCT _ 3 punct

    A o DET _ 2 det
    Casa casa NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    text = reading(rows.rstrip() + SAID.format(5, 3), entities=((1, 2, "ORG"),))
    (found,) = resolve(text, statement(text, "A Casa", "disse", "chove"))
    assert found.speaker == "Câmara"


def test_several_who_are_not_written_are_those_named_last() -> None:
    rows = """
    Aliados aliado NOUN Gender=Masc|Number=Plur 4 nsubj
    de de ADP _ 3 case
    Caio Caio PROPN _ 1 nmod
    criticaram criticar VERB Number=Plur 0 root
    Rui Rui PROPN _ 4 obj
    _. . PUNCT _ 4 punct
    """
    said = "\nDizem dizer VERB Number=Plur 0 root\nque que SCONJ _ 3 mark\nchove chover VERB _ 1 ccomp\n"
    text = reading(rows + said, entities=((2, 3, "PER"), (4, 5, "PER")))
    (found,) = resolve(text, statement(text, "", "Dizem", "chove"))
    assert found.speaker == "aliados de Caio"
