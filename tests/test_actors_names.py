"""Where the names of actors begin and end, mended where the reader has them otherwise, and the titles beside them."""

from __future__ import annotations

import pytest

from segundo.finders.actors import find_actors
from segundo.reader.reading import Reading
from segundo.resolve.names import misspells
from tests.build import reading
from tests.test_actors import actor, names


def test_word_that_opens_a_sentence_is_no_name() -> None:
    text = reading(
        """
        Ele ele PRON _ 2 nsubj
        saiu sair VERB _ 0 root
        com com ADP _ 4 case
        Berta Berta PROPN _ 2 obl
        _. . PUNCT _ 2 punct
        """,
        entities=((0, 1, "PER"), (3, 4, "PER")),
    )
    assert names(text) == [("Berta", "person")]


def test_name_that_is_a_verb_where_it_stands_is_one_if_it_is_a_name_elsewhere() -> None:
    text = reading(
        """
        Temer Temer VERB _ 2 nsubj
        saiu sair VERB _ 0 root
        com com ADP _ 4 case
        Temer Temer PROPN _ 2 obl
        """,
        entities=((0, 1, "PER"), (3, 4, "PER")),
    )
    assert names(text) == [("Temer", "person")]


def test_acronym_after_a_noun_for_bodies_names_one() -> None:
    text = reading(
        """
        Rui Rui PROPN _ 8 nsubj
        _, , PUNCT _ 3 punct
        presidente presidente NOUN _ 1 appos
        do@do de ADP _ 6 case
        o@ o DET _ 6 det
        grupo grupo NOUN _ 3 nmod
        QZX QZX PROPN _ 6 nmod
        saiu sair VERB _ 0 root
        """,
        entities=((0, 1, "PER"), (6, 7, "PER")),
    )
    assert ("QZX", "organisation") in names(text)
    assert actor(find_actors(text), "Rui").organisation == "grupo QZX"


@pytest.mark.parametrize(("relation", "whole"), [("flat:name", "Ministério Sousa"), ("appos", "Ministério")])
def test_word_flat_to_a_body_ends_its_name(relation: str, whole: str) -> None:
    text = reading(
        f"""
        O o DET _ 2 det
        Ministério Ministério PROPN _ 4 nsubj
        Sousa Sousa PROPN _ 2 {relation}
        negou negar VERB _ 0 root
        """,
        entities=((1, 2, "ORG"), (2, 3, "PER")),
    )
    assert names(text)[0] == (whole, "organisation")


@pytest.mark.parametrize(("joined", "number", "both"), [("e", "Plur", False), ("e", "Sing", True), (",", "Sing", True)])
def test_two_titles_are_of_one_person_unless_several_act(joined: str, number: str, both: bool) -> None:
    relation, tag = ("cc", "CCONJ") if joined == "e" else ("punct", "PUNCT")
    text = reading(
        f"""
        O o DET Definite=Def 2 det
        presidente presidente NOUN _ 9 nsubj
        do@do de ADP _ 5 case
        o@ o DET _ 5 det
        PTB PTB PROPN _ 2 nmod
        {joined} {joined} {tag} _ 7 {relation}
        ex-deputado ex-deputado NOUN _ 2 conj
        Rui Rui PROPN _ 7 nmod
        saiu sair VERB Number={number} 0 root
        """,
        entities=((4, 5, "ORG"), (7, 8, "PER")),
    )
    assert actor(find_actors(text), "Rui").roles == ("presidente do PTB",) * both + ("ex-deputado",)


def test_what_a_title_is_of_is_no_part_of_the_name_after_it() -> None:
    text = reading(
        """
        O o DET Definite=Def 2 det
        pré-candidato pré-candidato NOUN _ 8 nsubj
        a@à a ADP _ 5 case
        a@ o DET _ 5 det
        Presidência Presidência PROPN _ 2 nmod
        Ciro Ciro PROPN _ 5 flat:name
        Prado Prado PROPN _ 6 flat:name
        saiu sair VERB _ 0 root
        """,
        entities=((5, 7, "PER"),),
    )
    (ciro,) = find_actors(text)
    assert (ciro.name, ciro.roles) == ("Ciro Prado", ("pré-candidato à Presidência",))


@pytest.mark.parametrize(
    ("last", "body"),
    [("Pesca", "Ministério da Agricultura, Gado e Pesca"), ("Itamaraty", "Ministério da Agricultura")],
)
def test_body_that_lists_what_it_is_for_is_one(last: str, body: str) -> None:
    text = reading(
        f"""
        O o DET _ 2 det
        Ministério Ministério PROPN _ 10 nsubj
        da@da de ADP _ 5 case
        a@ o DET _ 5 det
        Agricultura Agricultura PROPN _ 2 nmod
        _, , PUNCT _ 7 punct
        Gado Gado PROPN _ 5 conj
        e e CCONJ _ 9 cc
        {last} {last} PROPN _ 5 conj
        saiu sair VERB _ 0 root
        """,
        entities=((1, 5, "ORG"),),
    )
    assert names(text)[0] == (body, "organisation")


def test_adjective_that_is_tagged_a_noun_belongs_to_the_title() -> None:
    text = reading(
        """
        O o DET Definite=Def 2 det
        secretário secretário NOUN _ 8 nsubj
        municipal municipal NOUN _ 2 amod
        de de ADP _ 5 case
        Obras Obras PROPN _ 2 nmod
        _, , PUNCT _ 7 punct
        Rui Rui PROPN _ 2 appos
        saiu sair VERB _ 0 root
        """,
        entities=((4, 5, "ORG"), (6, 7, "PER")),
    )
    assert actor(find_actors(text), "Rui").roles == ("secretário municipal de Obras",)


def test_shout_is_no_part_of_a_name() -> None:
    text = reading(
        """
        Diziam dizer VERB _ 0 root
        Fora Fora PROPN _ 1 obj
        Sousa Sousa PROPN _ 2 flat:name
        """,
        entities=((2, 3, "PER"),),
    )
    assert names(text) == [("Sousa", "person")]


def test_two_names_with_a_hyphen_are_nobody() -> None:
    text = reading(
        """
        A o DET _ 2 det
        chapa chapa NOUN _ 4 nsubj
        Prado-Sousa Prado-Sousa PROPN _ 2 nmod
        apoiou apoiar VERB _ 0 root
        Prado Prado PROPN _ 4 obj
        """,
        entities=((2, 3, "PER"), (4, 5, "PER")),
    )
    assert names(text) == [("Prado", "person")]


def test_role_that_ends_the_name_of_a_body_is_no_title() -> None:
    text = reading(
        """
        A o DET _ 2 det
        Polícia Polícia PROPN _ 4 nsubj
        Militar Militar PROPN _ 2 flat:name
        saiu sair VERB _ 0 root
        """,
        entities=((1, 2, "ORG"), (2, 3, "PER")),
    )
    assert names(text)[0] == ("Polícia Militar", "organisation")


def test_body_of_which_the_noun_alone_was_read_has_its_field() -> None:
    rows = """
        A o DET _ 2 det
        Secretaria Secretaria PROPN _ 8 nsubj
        de de ADP _ 4 case
        Segurança segurança NOUN _ 2 nmod
        Pública público ADJ _ 4 amod
        de de ADP _ 7 case
        São São PROPN _ 4 nmod
        negou negar VERB _ 0 root
    """
    assert names(reading(rows, entities=((1, 2, "ORG"),)))[0] == ("Secretaria de Segurança Pública", "organisation")


def test_noun_by_which_any_body_may_be_called_is_no_name() -> None:
    text = reading(
        """
        A o DET _ 2 det
        Usina Usina PROPN _ 3 nsubj
        negou negar VERB _ 0 root
        que que SCONJ _ 7 mark
        a o DET _ 6 det
        Companhia Companhia PROPN _ 7 nsubj
        sabia saber VERB _ 3 ccomp
        """,
        entities=((1, 2, "ORG"), (5, 6, "ORG")),
    )
    assert [name for name, _ in names(text)] == ["Usina"]


def test_what_a_title_is_in_or_for_belongs_to_it_where_a_name_follows() -> None:
    rows = """
        A o DET _ 2 det
        doutora doutor NOUN Gender=Fem 8 nsubj
        em em ADP _ 4 case
        Direito direito NOUN _ 2 nmod
        Público público ADJ _ 4 amod
        {0} {0} PROPN _ 2 appos
        _, , PUNCT _ 6 punct
        saiu sair VERB _ 0 root
    """
    named = reading(rows.format("Rita"), entities=((5, 6, "PER"),))
    assert actor(find_actors(named), "Rita").roles == ("doutora em Direito Público",)
    alone = reading(rows.format("novo"))
    assert ("doutora", "unnamed") in names(alone)


@pytest.mark.parametrize(
    ("seat", "whole"),
    [
        ("Prado", "Tribunal de Contas de Prado"),
        ("município municipio NOUN _ 4 nmod\nde de ADP _ 9 case\nPrado", "Tribunal de Contas de município de Prado"),
    ],
)
def test_where_a_body_is_belongs_to_its_name(seat: str, whole: str) -> None:
    text = reading(
        f"""
        O o DET _ 2 det
        Tribunal Tribunal PROPN _ 0 root
        de de ADP _ 4 case
        Contas Contas PROPN _ 2 nmod
        de de ADP _ 7 case
        {seat} Prado PROPN _ 4 nmod
        """,
        entities=((1, 4, "ORG"), (whole.count(" ") + 1, whole.count(" ") + 2, "LOC")),
    )
    assert names(text) == [(whole, "organisation")]


def test_body_whose_second_word_tells_what_it_is_has_its_seat_too() -> None:
    text = reading(
        """
        A o DET _ 3 det
        Quinta Quinta ADJ _ 3 amod
        Turma Turma PROPN _ 7 nsubj
        do@do de ADP _ 6 case
        o@ o DET _ 6 det
        STJ STJ PROPN _ 3 nmod
        negou negar VERB _ 0 root
        """,
        entities=((1, 3, "ORG"), (5, 6, "ORG")),
    )
    assert names(text) == [("Quinta Turma do STJ", "organisation")]


def _said(*bodies: str) -> Reading:
    """Sentences in which bodies spoke, each a name of words in capitals joined by "de"."""
    rows, entities, first = [], [], 0
    for body in bodies:
        words = body.split()
        rows += [f"{word} {word} {'ADP' if word == 'de' else 'PROPN'} _ {len(words) + 1} nsubj" for word in words]
        rows += ["falou falar VERB _ 0 root", ""]
        entities.append((first, first + len(words), "ORG"))
        first += len(words) + 1
    return reading("\n".join(rows), entities=tuple(entities))


def test_body_is_called_by_its_area_with_fewer_words() -> None:
    assert names(_said("Tribunal de Contas de SP", "Tribunal de Contas de Estado de São Paulo")) == [
        ("Tribunal de Contas de Estado de São Paulo", "organisation")
    ]


def test_bodies_of_two_kinds_of_area_are_two() -> None:
    bodies = [f"Tribunal de Contas de {area} de São Paulo" for area in ("Estado", "Município")]
    assert [name for name, _ in names(_said(*bodies))] == bodies


@pytest.mark.parametrize(("once", "people"), [("Fernandes", 1), ("Fernanda", 2), ("Fermandez", 2)])
def test_family_name_with_one_letter_wrong_is_who_is_called_so(once: str, people: int) -> None:
    text = reading(
        f"""
        Rui Rui PROPN _ 3 nsubj
        Fernades Fernades PROPN _ 1 flat:name
        falou falar VERB _ 0 root

        {once} {once} PROPN _ 2 nsubj
        calou calar VERB _ 0 root
        """,
        entities=((0, 2, "PER"), (3, 4, "PER")),
    )
    assert len(names(text)) == people


@pytest.mark.parametrize(
    ("word", "other", "misspelt"),
    [
        ("fernandes", "fernades", True), ("fernades", "fernandes", True), ("fernandes", "fernandez", True),
        ("fernandes", "gernandes", False), ("fernandes", "fermandez", False), ("martins", "martinz", False),
    ],
)  # fmt: skip
def test_misspelt_words_differ_by_one_letter(word: str, other: str, misspelt: bool) -> None:
    assert misspells(word, other) is misspelt


@pytest.mark.parametrize(("letters", "whole"), [("CPI", "CPI do Prado"), ("QZX", "Prado")])
def test_letters_of_a_body_before_what_it_is_of_open_its_name(letters: str, whole: str) -> None:
    text = reading(
        f"""
        A o DET _ 2 det
        {letters} {letters} PROPN _ 6 nsubj
        do@do de ADP _ 5 case
        o@ o DET _ 5 det
        Prado Prado PROPN _ 2 nmod
        acabou acabar VERB _ 0 root
        """,
        entities=((4, 5, "ORG"),),
    )
    assert names(text) == [(whole, "organisation")]


@pytest.mark.parametrize(("number", "found"), [("Plur", []), ("Sing", [("Ministérios", "organisation")])])
def test_noun_for_several_bodies_is_no_name(number: str, found: list[tuple[str, str]]) -> None:
    text = reading(
        f"""
        os o DET Number={number} 2 det
        Ministérios Ministérios PROPN _ 3 nsubj
        fecharam fechar VERB _ 0 root
        """,
        entities=((1, 2, "ORG"),),
    )
    assert names(text) == found


@pytest.mark.parametrize(
    ("before", "people"), [("e CCONJ", 2), ("para ADP", 2), ("juiz NOUN", 2), ("a DET", 3), ("contratos NOUN", 3)]
)
def test_family_name_is_that_of_a_firm_only_where_an_article_or_a_noun_leads_it(before: str, people: int) -> None:
    word, tag = before.split()
    text = reading(
        f"""
        Rui Rui PROPN _ 3 nsubj
        Prado Prado PROPN _ 1 flat:name
        falou falar VERB _ 0 root

        Ana Ana PROPN _ 4 nsubj
        {word} {word} {tag} _ 3 dep
        Prado Prado PROPN _ 1 conj
        saíram sair VERB _ 0 root
        """,
        entities=((0, 2, "PER"), (3, 4, "PER"), (5, 6, "ORG")),
    )
    assert len(names(text)) == people


def test_title_goes_on_over_an_adjective_that_the_reader_takes_for_a_noun() -> None:
    text = reading(
        """
        a o DET _ 2 det
        deputada deputado NOUN Gender=Fem 5 nsubj
        federal federal NOUN _ 2 nmod
        Berta Berta PROPN _ 2 nmod
        saiu sair VERB _ 0 root
        """,
        entities=((3, 4, "PER"),),
    )
    assert actor(find_actors(text), "Berta").roles == ("deputada federal",)


def test_lawyer_with_no_name_beside_is_the_one_named_before() -> None:
    text = reading(
        """
        O o DET _ 2 det
        advogado advogado NOUN Gender=Masc|Number=Sing 4 nsubj
        Rui Rui PROPN _ 2 appos
        falou falar VERB _ 0 root

        O o DET Definite=Def 2 det
        advogado advogado NOUN Gender=Masc|Number=Sing 3 nsubj
        saiu sair VERB _ 0 root
        """,
        entities=((2, 3, "PER"),),
    )
    assert [text.text[slice(*mention)] for mention in actor(find_actors(text), "Rui").mentions] == ["Rui", "advogado"]


@pytest.mark.parametrize(
    ("before", "kind"), [("o hotel", "organisation"), ("de hotel", "person"), ("o vizinho", "person")]
)  # fmt: skip
def test_name_led_by_a_noun_for_bodies_is_one(before: str, kind: str) -> None:
    first, noun = before.split()
    text = reading(
        f"""
        {first} {first} {"DET" if first == "o" else "ADP"} _ 2 det
        {noun} {noun} NOUN _ 5 nsubj
        Rui Rui PROPN _ 2 nmod
        Prado Prado PROPN _ 3 flat:name
        abriu abrir VERB _ 0 root
        """,
        entities=((2, 4, "PER"),),
    )
    assert names(text) == [("Rui Prado", kind)]


def test_body_called_by_a_noun_for_people_is_no_title() -> None:
    text = reading(
        """
        os o DET _ 2 det
        Bombeiros Bombeiros PROPN _ 7 nsubj
        Voluntários Voluntários PROPN _ 2 flat:name
        de de ADP _ 5 case
        Évora Évora PROPN _ 2 nmod
        ontem ontem ADV _ 7 advmod
        saíram sair VERB _ 0 root
        """,
        entities=((1, 2, "ORG"), (4, 5, "LOC")),
    )
    assert names(text) == [("Bombeiros Voluntários de Évora", "organisation")]


def test_body_without_the_noun_for_its_kind_is_the_same() -> None:
    assert [name for name, _ in names(_said("Grupo Zuzarte", "Zuzarte"))] == ["Grupo Zuzarte"]


@pytest.mark.parametrize(
    "bodies",
    ["Jornal Nacional, Nacional", "Agência Nacional de Remo, Nacional", "Revista de Senado, Senado",
     "Agência Câmara, Câmara", "Operação Maré Alta, Maré"],
)  # fmt: skip
def test_body_called_by_a_common_word_or_a_known_one_is_another(bodies: str) -> None:
    assert [name for name, _ in names(_said(*bodies.split(", ")))] == bodies.split(", ")


@pytest.mark.parametrize(("noun", "found"), [("Lei", []), ("Rua", [("Ana Prado", "person")])])
def test_a_law_is_nobody(noun: str, found: list[tuple[str, str]]) -> None:
    text = reading(
        f"""
        A o DET _ 2 det
        {noun} {noun} PROPN _ 5 nsubj
        Ana Ana PROPN _ 2 nmod
        Prado Prado PROPN _ 3 flat:name
        mudou mudar VERB _ 0 root
        """,
        entities=((2, 4, "PER"),),
    )
    assert names(text) == found


def test_several_of_something_before_a_comma_are_not_who_acts_after_it() -> None:
    text = reading(
        """
        Para para ADP _ 2 mark
        demitir demitir VERB VerbForm=Inf 9 advcl
        12 12 NUM _ 4 nummod
        diretores diretor NOUN Gender=Masc|Number=Plur 2 obj
        da@da de ADP _ 7 case
        a@ o DET _ 7 det
        Caixa Caixa PROPN _ 4 nmod
        _, , PUNCT _ 2 punct
        Rui Rui PROPN _ 10 nsubj
        viajou viajar VERB _ 0 root
        """,
        entities=((6, 7, "ORG"), (8, 9, "PER")),
    )
    assert actor(find_actors(text), "Rui").roles == ()


def test_name_with_a_hyphen_is_no_pair_where_somebody_is_called_so() -> None:
    text = reading(
        """
        Ana Ana PROPN _ 3 nsubj
        Prado-Sousa Prado-Sousa PROPN _ 1 flat:name
        saiu sair VERB _ 0 root

        Prado-Sousa Prado-Sousa PROPN _ 2 nsubj
        viu ver VERB _ 0 root
        Sousa Sousa PROPN _ 2 obj
        """,
        entities=((0, 2, "PER"), (3, 4, "PER")),
    )
    assert names(text) == [("Ana Prado-Sousa", "person")]
