"""Names that the reader cuts, melts or takes for others: towns, bodies with an acronym, ranks, credits."""

from __future__ import annotations

import pytest

from segundo.finders.actors import find_actors
from tests.build import reading
from tests.test_actors import names


def test_town_is_no_country_of_its_name_unless_the_article_speaks_of_that_country() -> None:
    rows = """
        {} {} ADJ _ 2 amod
        gente gente NOUN _ 3 nsubj
        viu ver VERB _ 0 root
        Salvador Salvador PROPN _ 3 obj
        """
    place = ((3, 4, "LOC"),)
    assert names(reading(rows.format("brasileira", "brasileiro"), place)) == [("Salvador", "place")]
    assert names(reading(rows.format("salvadorenha", "salvadorenho"), place)) == [("Salvador", "state")]


@pytest.mark.parametrize(
    ("short", "found"),
    [
        ("UP", [("União dos Pescadores", "organisation")]),
        ("XYZ", [("União", "organisation"), ("Pescadores", "place")]),
    ],
)
def test_acronym_made_of_two_names_shows_that_they_are_one(short: str, found: list[tuple[str, str]]) -> None:
    text = reading(
        f"""
        União União PROPN _ 7 nsubj
        dos@dos de ADP _ 4 case
        os@ o DET _ 4 det
        Pescadores Pescadores PROPN _ 1 nmod
        ( ( PUNCT _ 6 punct
        _{short} {short} PROPN _ 1 appos
        _) ) PUNCT _ 6 punct
        saiu sair VERB _ 0 root
        """,
        entities=((0, 1, "ORG"), (3, 4, "LOC")),
    )
    assert names(text) == found


def test_given_name_in_the_name_of_a_firm_is_that_of_who_is_named_next() -> None:
    text = reading(
        """
        A o DET _ 2 det
        Usina Usina PROPN _ 5 nsubj
        José José PROPN _ 2 flat:name
        Prado Prado PROPN _ 5 nsubj
        saiu sair VERB _ 0 root
        """,
        entities=((1, 3, "ORG"), (3, 4, "PER")),
    )
    assert names(text) == [("Usina", "organisation"), ("José Prado", "person")]


def test_what_a_military_rank_is_of_is_no_part_of_the_name() -> None:
    text = reading(
        """
        O o DET _ 2 det
        capitão capitão NOUN _ 6 nsubj
        de de ADP _ 4 case
        Corveta Corveta PROPN _ 2 nmod
        Prado Prado PROPN _ 4 flat:name
        saiu sair VERB _ 0 root
        """,
        entities=((3, 5, "PER"),),
    )
    assert [name for name, _ in names(text)] == ["Prado"]


def test_credit_is_no_part_of_a_name() -> None:
    text = reading(
        """
        COLABOROU COLABOROU PROPN _ 0 root
        ANA ANA PROPN _ 1 flat:name
        PRADO PRADO PROPN _ 1 flat:name
        """,
        entities=((0, 1, "PER"), (1, 3, "PER")),
    )
    assert names(text) == [("ANA PRADO", "person")]


@pytest.mark.parametrize(
    "read",
    [(), ((2, 3, "LOC"),), ((1, 3, "LOC"),), ((1, 2, "ORG"), (2, 3, "LOC"))],
    ids=["none", "half", "place", "two"],
)
def test_a_well_known_body_is_named_whatever_the_reader_makes_of_it(read: tuple[tuple[int, int, str], ...]) -> None:
    rows = """
        A o DET _ 2 det
        Polícia Polícia PROPN _ 4 nsubj
        Federal Federal PROPN _ 2 flat
        saiu sair VERB _ 0 root
        """
    assert names(reading(rows, read)) == [("Polícia Federal", "organisation")]


def test_a_longer_name_around_that_of_a_well_known_body_stays() -> None:
    rows = """
        O o DET _ 2 det
        Sindicato Sindicato PROPN _ 6 nsubj
        da@da de ADP _ 4 case
        Polícia Polícia PROPN _ 2 nmod
        Federal Federal PROPN _ 4 flat
        saiu sair VERB _ 0 root
        """
    assert names(reading(rows, ((1, 5, "ORG"),))) == [("Sindicato da Polícia Federal", "organisation")]


def test_a_well_known_body_does_not_stand_within_another() -> None:
    rows = """
        O o DET _ 2 det
        Superior Superior PROPN _ 6 nsubj
        Tribunal Tribunal PROPN _ 2 flat
        de de ADP _ 5 case
        Justiça Justiça PROPN _ 3 nmod
        saiu sair VERB _ 0 root
        """
    assert names(reading(rows, ((1, 2, "ORG"), (2, 5, "ORG")))) == [("Superior Tribunal de Justiça", "organisation")]


def test_end_of_an_office_is_no_part_of_the_name_behind_it() -> None:
    text = reading(
        """
        A o DET _ 2 det
        procuradora procurador NOUN _ 8 nsubj
        da@da de ADP _ 5 case
        a@ o DET _ 5 det
        República República PROPN _ 2 nmod
        Berta Berta PROPN _ 5 flat:name
        Prado Prado PROPN _ 5 flat:name
        saiu sair VERB _ 0 root
        """,
        entities=((4, 7, "PER"),),
    )
    (found,) = find_actors(text)
    assert (found.name, found.roles) == ("Berta Prado", ("procuradora da República",))


@pytest.mark.parametrize(("word", "name"), [("Delegado", "Rui Prado"), ("Artur", "Artur Rui Prado")])
def test_title_with_a_capital_is_not_taken_back_into_the_name(word: str, name: str) -> None:
    text = reading(
        f"""
        Viu ver VERB _ 0 root
        o o DET _ 3 det
        {word} {word} PROPN _ 1 obj
        Rui Rui PROPN _ 3 flat:name
        Prado Prado PROPN _ 3 flat:name
        """,
        entities=((3, 5, "PER"),),
    )
    assert names(text) == [(name, "person")]


@pytest.mark.parametrize(
    ("form", "read", "expected"),
    [
        ("Distrito Federal", "ORG", "place"),
        ("Lava Jato", "PER", "organisation"),
        ("Barra Mansa", "ORG", "organisation"),
    ],
)
def test_kind_of_a_well_known_name_is_that_of_the_tables(form: str, read: str, expected: str) -> None:
    first, last = form.split()
    text = reading(
        f"""
        Viram ver VERB _ 0 root
        {first} {first} PROPN _ 1 obj
        {last} {last} PROPN _ 2 flat:name
        """,
        entities=((1, 3, read),),
    )
    assert names(text) == [(form, expected)]


def test_body_that_the_reader_cut_within_a_well_known_name_has_all_of_it() -> None:
    text = reading(
        """
        Fechou fechar VERB _ 0 root
        a o DET _ 3 det
        Vara vara PROPN _ 1 nsubj
        da@da de ADP _ 6 case
        a@ o DET _ 6 det
        Lava Lava PROPN _ 3 nmod
        Jato Jato PROPN _ 6 flat:name
        """,
        entities=((2, 6, "ORG"), (6, 7, "PER")),
    )
    assert names(text) == [("Vara da Lava Jato", "organisation")]


@pytest.mark.parametrize(
    ("letters", "found"),
    [("CE", ["Rui Prado"]), ("XQ", ["Rui Prado"]), ("PT", ["Rui Prado", "PT"])],
    ids=("state", "letters", "party"),
)
def test_letters_in_brackets_behind_a_person_are_where_he_is_from(letters: str, found: list[str]) -> None:
    text = reading(
        f"""
        Rui Rui PROPN _ 6 nsubj
        Prado Prado PROPN _ 1 flat:name
        ( ( PUNCT _ 4 punct
        _{letters} {letters} PROPN _ 1 appos
        _) ) PUNCT _ 4 punct
        saiu sair VERB _ 0 root
        """,
        entities=((0, 2, "PER"), (3, 4, "ORG")),
    )
    assert [name for name, _ in names(text)] == found


@pytest.mark.parametrize(("noun", "kind"), [("brasileira", "place"), ("portuguesa", "organisation")])
def test_letters_of_a_state_are_the_state_at_home(noun: str, kind: str) -> None:
    text = reading(
        f"""
        A o DET _ 2 det
        empresa empresa NOUN _ 4 nsubj
        {noun} {noun} ADJ _ 2 amod
        deixou deixar VERB _ 0 root
        o o DET _ 6 det
        RJ RJ PROPN _ 4 obj
        """,
        entities=((5, 6, "ORG"),),
    )
    assert names(text) == [("RJ", kind)]


@pytest.mark.parametrize(
    ("before", "word", "found"),
    [("A", "PALAVRA", []), ("a", "PALAVRA", ["PALAVRA"]), ("A", "CÂMARA", ["CÂMARA"]), ("A", "PRADO", ["PRADO"])],
)
def test_common_word_among_capitals_is_no_name(before: str, word: str, found: list[str]) -> None:
    text = reading(
        f"""
        COM com ADP _ 3 case
        {before} o DET _ 3 det
        {word} {word} PROPN _ 0 root
        """,
        entities=((2, 3, "ORG"),),
    )
    assert [name for name, _ in names(text)] == found


@pytest.mark.parametrize(
    ("noun", "found"),
    [
        ("Hospital", ("Hospital Rui Prado", "organisation")),
        ("Presidência", ("Rui Prado", "person")),
        ("Zeca", ("Zeca Rui Prado", "person")),
    ],
)
def test_name_that_begins_with_a_noun_for_bodies_is_a_body_s(noun: str, found: tuple[str, str]) -> None:
    text = reading(
        f"""
        Fechou fechar VERB _ 0 root
        o o DET _ 3 det
        {noun} {noun} PROPN _ 1 nsubj
        Rui Rui PROPN _ 3 flat:name
        Prado Prado PROPN _ 3 flat:name
        """,
        entities=((2, 5, "PER"),),
    )
    assert names(text) == [found]


def test_body_of_which_somebody_is_in_charge_is_no_part_of_the_name() -> None:
    text = reading(
        """
        Viu ver VERB _ 0 root
        o o DET _ 3 det
        diretor diretor NOUN _ 1 nsubj
        do@do de ADP _ 6 case
        o@ o DET _ 6 det
        Hospital Hospital PROPN _ 3 nmod
        Rui Rui PROPN _ 6 flat:name
        Prado Prado PROPN _ 6 flat:name
        """,
        entities=((5, 8, "PER"),),
    )
    (found,) = find_actors(text)
    assert (found.name, found.roles) == ("Rui Prado", ("diretor do Hospital",))


def test_end_of_a_well_known_name_is_no_beginning_of_the_next() -> None:
    text = reading(
        """
        O o DET _ 2 det
        relator relator NOUN _ 8 nsubj
        da@da de ADP _ 5 case
        a@ o DET _ 5 det
        Lava Lava PROPN _ 2 nmod
        Jato Jato PROPN _ 5 flat:name
        Rui Rui PROPN _ 2 appos
        Prado Prado PROPN _ 7 flat:name
        saiu sair VERB _ 0 root
        """,
        entities=((4, 5, "ORG"), (5, 8, "PER")),
    )
    assert names(text) == [("Lava Jato", "organisation"), ("Rui Prado", "person")]
