"""Whose a title is, and where a name ends that the reader cut: what the tree and the words about it tell."""

from __future__ import annotations

import pytest

from segundo.finders.actors import find_actors
from tests.build import reading
from tests.test_actors import actor, names


@pytest.mark.parametrize(
    ("of", "kinds", "expected"),
    [
        ("de de ADP _ 3 case", ("PER", "PER"), [("Rui de Sousa Prado", "person")]),
        ("de de ADP _ 3 case", ("ORG", "ORG"), [("Rui de Sousa Prado", "organisation")]),
        ("de de ADP _ 3 case", ("ORG", "LOC"), [("Rui", "organisation"), ("Sousa Prado", "place")]),
        ("com com ADP _ 3 case", ("PER", "PER"), [("Rui", "person"), ("Sousa Prado", "person")]),
    ],
)
def test_a_name_cut_at_a_small_word_is_one_where_the_tree_has_it_so(
    of: str, kinds: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    text = reading(
        f"""
        Rui Rui PROPN _ 5 nsubj
        {of}
        Sousa Sousa PROPN _ 1 flat:name
        Prado Prado PROPN _ 3 flat:name
        saiu sair VERB _ 0 root
        """,
        entities=((0, 1, kinds[0]), (2, 4, kinds[1])),
    )
    assert names(text) == expected


def test_a_name_goes_on_over_words_that_the_reader_left_out() -> None:
    text = reading(
        """
        A o DET _ 2 det
        Comissão Comissão PROPN _ 7 nsubj
        Nova Nova PROPN _ 2 flat:name
        de@da de ADP _ 6 case
        a@ o DET _ 6 det
        Ponte Ponte PROPN _ 2 flat:name
        saiu sair VERB _ 0 root
        """,
        entities=((1, 3, "ORG"),),
    )
    assert names(text) == [("Comissão Nova da Ponte", "organisation")]


def test_the_place_in_a_body_s_name_is_a_part_of_it() -> None:
    text = reading(
        """
        O o DET _ 2 det
        Museu Museu PROPN _ 7 nsubj
        de de ADP _ 4 case
        Arte Arte PROPN _ 2 flat:name
        de de ADP _ 6 case
        Lisboa Lisboa PROPN _ 2 flat:name
        abriu abrir VERB _ 0 root
        """,
        entities=((1, 3, "LOC"), (3, 4, "ORG"), (5, 6, "LOC")),
    )
    assert names(text) == [("Museu de Arte de Lisboa", "organisation")]


def test_the_title_of_kin_is_not_whose_kin_one_is() -> None:
    text = reading(
        """
        A o DET _ 2 det
        filha filho NOUN Gender=Fem 7 nsubj
        de@do de ADP _ 5 case
        o@ o DET _ 5 det
        sanfoneiro sanfoneiro NOUN _ 2 nmod
        Rui Rui PROPN _ 5 nmod
        saiu sair VERB _ 0 root
        """,
        entities=((5, 6, "PER"),),
    )
    assert actor(find_actors(text), "Rui").roles == ()


@pytest.mark.parametrize(("follows", "roles"), [("e", ()), (",", ("juiz",))])
def test_a_title_before_several_who_act_is_not_the_first_one_s(follows: str, roles: tuple[str, ...]) -> None:
    tag = "CCONJ _ 7 cc" if follows == "e" else "PUNCT _ 3 punct"
    joined = "conj" if follows == "e" else "nsubj"
    text = reading(
        f"""
        Para para ADP _ 3 case
        o o DET _ 3 det
        juiz juiz NOUN Gender=Masc 8 obl
        _, , PUNCT _ 3 punct
        Rui Rui PROPN _ {8 if follows == "e" else 3} {"nsubj" if follows == "e" else "appos"}
        {follows} {follows} {tag}
        Ana Ana PROPN _ {5 if follows == "e" else 8} {joined}
        saiu sair VERB _ 0 root
        """,
        entities=((4, 5, "PER"), (6, 7, "PER")),
    )
    assert actor(find_actors(text), "Rui").roles == roles


def test_a_title_after_a_name_may_have_a_relative_clause() -> None:
    text = reading(
        """
        Ana Ana PROPN _ 8 nsubj
        _, , PUNCT _ 3 punct
        médica médico NOUN Gender=Fem 1 conj
        que que PRON PronType=Rel 5 nsubj
        viu ver VERB _ 3 acl:relcl
        tudo tudo PRON _ 5 obj
        _, , PUNCT _ 3 punct
        saiu sair VERB _ 0 root
        """,
        entities=((0, 1, "PER"),),
    )
    assert actor(find_actors(text), "Ana").roles == ("médica",)


def test_a_deputy_holds_the_other_s_office() -> None:
    text = reading(
        """
        O o DET _ 2 det
        vice-reitor vice-reitor NOUN Gender=Masc 6 nsubj
        de@da de ADP _ 5 case
        a@ o DET _ 5 det
        Usina Usina PROPN _ 2 nmod
        Rui Rui PROPN _ 2 nmod
        saiu sair VERB _ 0 root
        """,
        entities=((4, 5, "ORG"), (5, 6, "PER")),
    )
    found = actor(find_actors(text), "Rui")
    assert (found.roles, found.organisation) == (("vice-reitor da Usina",), "Usina")


FAR = """
    Caio Caio PROPN _ 2 nsubj
    saiu sair VERB _ 0 root
    _. . PUNCT _ 2 punct

    Chove chover VERB _ 0 root
    _. . PUNCT _ 1 punct

    Venta ventar VERB _ 0 root
    _. . PUNCT _ 1 punct

    Caio Caio PROPN _ 2 nsubj
    voltou voltar VERB _ 0 root
    _. . PUNCT _ 2 punct

    O o DET _ 2 det
    {title} {title} NOUN Gender=Masc 5 nsubj
    de de ADP _ 4 case
    Chile Chile PROPN _ 2 nmod
    falou falar VERB _ 0 root
"""


@pytest.mark.parametrize(("title", "borne"), [("presidente", True), ("embaixador", True), ("ministro", False)])
def test_a_minister_s_title_is_not_that_of_one_named_long_before(title: str, borne: bool) -> None:
    text = reading(FAR.format(title=title), entities=((0, 1, "PER"), (7, 8, "PER"), (13, 14, "LOC")))
    assert bool(actor(find_actors(text), "Caio").roles) is borne


def test_letters_that_are_known_are_not_those_of_another_body() -> None:
    text = reading(
        """
        A o DET _ 2 det
        Promotoria Promotoria PROPN _ 4 nsubj
        Militar Militar PROPN _ 2 flat:name
        ouviu ouvir VERB _ 0 root
        a o DET _ 6 det
        PM PM PROPN _ 4 obj
        """,
        entities=((1, 3, "ORG"), (5, 6, "ORG")),
    )
    assert len(names(text)) == 2


@pytest.mark.parametrize(
    ("small", "noun", "role", "borne"),
    [
        ("do@do de ADP _ 4 case\no@ o DET _ 4 det", "governo", "Ana", "ministra do governo Prado"),
        ("de de ADP _ 4 case", "governo", "Prado", "ministra de governo"),
        ("da@da de ADP _ 4 case\na@ o DET _ 4 det", "Presidência", "Prado", "ministra da Presidência"),
    ],
    ids=("government", "area", "body"),
)
def test_government_is_called_by_whose_it_is(small: str, noun: str, role: str, borne: str) -> None:
    last = 3 + len(small.splitlines())
    text = reading(
        f"""
        Ana Ana PROPN _ {last + 2} nsubj
        viu ver VERB _ 0 root

        A o DET _ 2 det
        ministra ministro NOUN _ {last + 2} nsubj
        {small.replace(" 4 ", f" {last} ")}
        {noun} {noun} NOUN _ 2 nmod
        Prado Prado PROPN _ {last} appos
        _, , PUNCT _ 1 punct
        Ana Ana PROPN _ 2 appos
        saiu sair VERB _ 0 root
        """,
        entities=((0, 1, "PER"), (last + 2, last + 3, "PER"), (last + 4, last + 5, "PER")),
    )
    assert borne in actor(find_actors(text), role).roles


def presidents(of: str) -> dict[str, str | None]:
    """The countries of two presidents, of whom the second is mentioned most, and of the first ``of`` says more."""
    more = len(of.splitlines())
    rows = f"""
        O o DET _ 2 det
        presidente presidente NOUN _ {4 + more} nsubj
        {of}
        Rui Rui PROPN _ 2 appos
        saiu sair VERB _ 0 root

        O o DET _ 2 det
        presidente presidente NOUN _ 4 nsubj
        Sousa Sousa PROPN _ 2 appos
        ficou ficar VERB _ 0 root

        Sousa Sousa PROPN _ 2 nsubj
        viu ver VERB _ 0 root
        brasileiros brasileiro NOUN _ 2 obj
        """
    names_at = (2 + more, 6 + more, 8 + more)
    text = reading(
        rows if of else rows.replace("        \n        Rui", "        Rui"),
        entities=tuple((at, at + 1, "PER") for at in names_at),
    )
    return {found.name: found.country for found in find_actors(text) if found.kind == "person"}


def test_of_several_presidents_the_most_mentioned_is_that_of_the_article_s_state() -> None:
    assert presidents("") == {"Rui": None, "Sousa": "BR"}


def test_president_who_is_told_to_be_that_of_the_republic_is_before_others() -> None:
    of = "da@da de ADP _ 5 case\na@ o DET _ 5 det\nRepública República PROPN _ 2 nmod"
    assert presidents(of) == {"Rui": "BR", "Sousa": None}


@pytest.mark.parametrize(("over", "bears"), [(3, False), (5, True)])
def test_whom_a_title_is_of_does_not_bear_the_next_one_that_the_tree_sets_beside_the_title(
    over: int, bears: bool
) -> None:
    text = reading(
        f"""
        Rui Rui PROPN _ 3 nsubj
        foi ser AUX _ 3 cop
        ministro ministro NOUN _ 0 root
        de de ADP _ 5 case
        Sousa Sousa PROPN _ 3 nmod
        _, , PUNCT _ 7 punct
        diretor diretor NOUN _ {over} appos
        """,
        entities=((0, 1, "PER"), (4, 5, "PER")),
    )
    assert ("diretor" in actor(find_actors(text), "Sousa").roles) is bears


@pytest.mark.parametrize(("mark", "expected"), [("X", ["Ana Prado", "Sousa"]), ("Xis", ["Ana Prado Xis Sousa"])])
def test_two_whom_a_heading_sets_against_each_other_are_two(mark: str, expected: list[str]) -> None:
    text = reading(
        f"""
        Ana Ana PROPN _ 0 root
        Prado Prado PROPN _ 1 flat:name
        {mark} {mark} PROPN _ 1 flat:name
        Sousa Sousa PROPN _ 1 flat:name
        """,
        entities=((0, 4, "PER"),),
    )
    assert [name for name, _ in names(text)] == expected
