"""What became of those counted, and the unit of a number: what more is read beside it; one behaviour each."""

from __future__ import annotations

import pytest

from segundo.finders.figures import find_figures
from segundo.reader.reading import Reading
from segundo.records import Time
from tests.build import reading
from tests.test_figures import only, read


def test_a_verb_is_found_over_a_phrase_between_it_and_the_number() -> None:
    words = reading(
        """
        Matou matar VERB VerbForm=Fin 0 root
        de de ADP _ 3 case
        fome fome NOUN _ 1 obl
        30 30 NUM _ 5 nummod
        pessoas pessoa NOUN Number=Plur 3 nmod
        """
    )
    assert only(words).kind == "killed"


def test_what_there_is_room_for_is_not_carried() -> None:
    rows = """
        capacidade capacidade NOUN _ 0 root
        para para ADP _ 4 case
        30 30 NUM _ 4 nummod
        passageiros passageiro NOUN Number=Plur 1 nmod
        _, , PUNCT _ 7 punct
        mas mas CCONJ _ 7 cc
        levava levar VERB VerbForm=Fin 1 conj
        40 40 NUM _ 7 obj
        """
    assert [figure.kind for figure in find_figures(reading(rows), (), ())] == ["other", "affected"]


def test_some_of_the_counted_are_what_all_are() -> None:
    words = reading(
        """
        Morreram morrer VERB VerbForm=Fin 0 root
        nove nove NUM _ 3 nummod
        pessoas pessoa NOUN Number=Plur 1 nsubj
        _, , PUNCT _ 6 punct
        sendo ser AUX VerbForm=Ger 7 cop
        três três NUM _ 7 nummod
        crianças criança NOUN Number=Plur 1 advcl
        _, , PUNCT _ 12 punct
        e e CCONJ _ 12 cc
        12 12 NUM _ 12 nsubj
        ficaram ficar VERB VerbForm=Fin 12 cop
        feridas ferido ADJ _ 1 conj
        """
    )
    assert [figure.kind for figure in find_figures(words, (), ())] == ["killed", "killed", "injured"]


@pytest.mark.parametrize(("left", "kind"), [("casa", "displaced"), ("luz", "other")])
def test_who_is_left_without_a_home_is_displaced(left: str, kind: str) -> None:
    words = reading(
        f"""
        Deixou deixar VERB VerbForm=Fin 0 root
        30 30 NUM _ 3 nummod
        pessoas pessoa NOUN Number=Plur 1 obj
        sem sem ADP _ 5 case
        {left} {left} NOUN _ 3 nmod
        """
    )
    assert only(words).kind == kind


@pytest.mark.parametrize(("end", "kind"), [("morte", "killed"), ("praia", "other")])
def test_where_people_are_brought_tells_what_became_of_them(end: str, kind: str) -> None:
    words = reading(
        f"""
        Levou levar VERB VerbForm=Fin 0 root
        30 30 NUM _ 3 nummod
        pessoas pessoa NOUN Number=Plur 1 obj
        à a ADP _ 5 case
        {end} {end} NOUN _ 1 obl
        """
    )
    assert only(words).kind == kind


def test_a_number_has_the_unit_of_the_one_that_it_goes_to() -> None:
    words = reading(
        """
        de de ADP _ 2 case
        1,20 1,20 NUM _ 5 nmod
        para para ADP _ 5 case
        1,35 1,35 NUM _ 5 nummod
        euros euro NOUN _ 0 root
        """
    )
    assert [(figure.value, figure.unit) for figure in find_figures(words, (), ())] == [(1.2, "EUR"), (1.35, "EUR")]


@pytest.mark.parametrize(("text", "figures"), [("Marcou aos 6' do jogo", 0), ("Chegou aos 600 inscritos", 1)])
def test_the_minute_of_a_match_is_no_figure(text: str, figures: int) -> None:
    assert len(find_figures(read(text), (), ())) == figures


@pytest.mark.parametrize(
    ("lead", "number", "values"),
    [("cada cada DET", 1000, [12]), ("um um DET", 1000, [12, 1000]), ("cada cada DET", 700, [12, 700])],
)
def test_what_a_rate_counts_by_is_no_figure(lead: str, number: int, values: list[int]) -> None:
    words = reading(
        f"""
        12 12 NUM _ 2 nummod
        casos caso NOUN _ 0 root
        em em ADP _ 5 case
        {lead} _ 5 det
        grupo grupo NOUN _ 2 nmod
        de de ADP _ 8 case
        {number} {number} NUM _ 8 nummod
        crianças criança NOUN Number=Plur 5 nmod
        """
    )
    assert [figure.value for figure in find_figures(words, (), ())] == values


def test_what_a_clause_says_of_the_counted_may_be_taken_for_a_noun() -> None:
    words = reading(
        """
        40 40 NUM _ 2 nsubj
        ficaram ficar VERB VerbForm=Fin 0 root
        feridas ferida NOUN _ 2 xcomp
        e e CCONJ _ 7 cc
        12 12 NUM _ 7 nsubj
        estão estar AUX _ 7 cop
        desaparecidas desaparecido ADJ _ 2 conj
        """
    )
    assert [figure.kind for figure in find_figures(words, (), ())] == ["injured", "missing"]


FIRE = """
    Em em ADP _ 2 case
    Évora Évora PROPN _ 3 obl
    arderam arder VERB _ 0 root
    30 30 NUM _ 5 nummod
    casas casa NOUN Number=Plur 3 nsubj
    e e CCONJ _ 7 cc
    40 40 NUM _ 5 conj
    em em ADP _ 9 case
    Beja Beja PROPN _ 7 nmod
    """


def places(words: Reading) -> list[str | None]:
    return [figure.place for figure in find_figures(words, (), ())]


def test_place_is_the_nearest_after_in() -> None:
    words = reading(FIRE, ((1, 2, "LOC"), (8, 9, "LOC")))
    assert places(words) == ["Évora", "Beja"]


@pytest.mark.parametrize(("noun", "place"), [("aves ave", None), ("pescadores pescador", "Évora")])
def test_place_of_another_clause_is_that_of_people_alone(noun: str, place: str | None) -> None:
    words = reading(
        f"""
        Em em ADP _ 2 case
        Évora Évora PROPN _ 3 obl
        disseram dizer VERB _ 0 root
        que que SCONJ _ 5 mark
        morreram morrer VERB _ 3 ccomp
        30 30 NUM _ 7 nummod
        {noun} NOUN Number=Plur 5 nsubj
        """,
        ((1, 2, "LOC"),),
    )
    assert places(words) == [place]


def test_of_a_place_in_another_the_first_is_meant() -> None:
    words = reading(
        """
        Em em ADP _ 2 case
        Beja Beja PROPN _ 7 obl
        , , PUNCT _ 6 punct
        em em ADP _ 6 case
        o o DET _ 6 det
        Alentejo Alentejo PROPN _ 2 nmod
        arderam arder VERB _ 0 root
        30 30 NUM _ 9 nummod
        casas casa NOUN Number=Plur 7 nsubj
        """,
        ((1, 2, "LOC"), (5, 6, "LOC")),
    )
    assert places(words) == ["Beja"]


@pytest.mark.parametrize("clock", ["( 23h em", "( hora de"], ids=("time", "zone"))
def test_place_by_whose_clock_an_hour_is_is_no_place_of_a_figure(clock: str) -> None:
    opened, one, case = clock.split()
    words = reading(
        f"""
        Às às ADP _ 2 case
        19h 19h NOUN _ 7 obl
        {opened} ( PUNCT _ 5 punct
        {one} {one} NOUN _ 2 appos
        {case} {case} ADP _ 6 case
        Beja Beja PROPN _ 4 nmod
        morreram morrer VERB _ 0 root
        30 30 NUM _ 9 nummod
        pessoas pessoa NOUN Number=Plur 7 nsubj
        """,
        ((5, 6, "LOC"),),
    )
    assert [figure.place for figure in find_figures(words, (), ()) if figure.kind == "killed"] == [None]


@pytest.mark.parametrize(("adverb", "kind"), [("não", "other"), ("já", "killed")])
def test_what_is_denied_of_the_counted_says_nothing_of_their_kind(adverb: str, kind: str) -> None:
    words = reading(
        f"""
        30 30 NUM _ 2 nummod
        pescadores pescador NOUN Number=Plur 4 nsubj
        {adverb} {adverb} ADV _ 4 advmod
        morreram morrer VERB VerbForm=Fin 0 root
        """
    )
    assert only(words).kind == kind


def test_a_verb_with_a_number_of_its_own_says_nothing_of_another() -> None:
    words = reading(
        """
        Trinta trinta NUM _ 2 nummod
        homens homem NOUN Number=Plur 3 nsubj
        invadiram invadir VERB VerbForm=Fin 0 root
        o o DET _ 5 det
        pátio pátio NOUN _ 3 obj
        e e CCONJ _ 7 cc
        morreram morrer VERB VerbForm=Fin 3 conj
        4 4 NUM _ 7 obj
        """
    )
    assert [figure.kind for figure in find_figures(words, (), ())] == ["other", "killed"]


def test_a_verb_with_a_subject_of_its_own_says_nothing_of_the_counted() -> None:
    rows = """
        Trinta trinta NUM _ 2 nummod
        homens homem NOUN Number=Plur 3 nsubj
        viram ver VERB VerbForm=Fin 0 root
        o o DET _ 5 det
        jogo jogo NOUN _ 3 obj
        e e CCONJ _ 7 cc
        morreram morrer VERB VerbForm=Fin 3 conj
        {subject} {subject} {tag} _ 7 nsubj
        """
    assert only(reading(rows.format(subject="treinadores", tag="NOUN"))).kind == "other"
    assert only(reading(rows.format(subject="todos", tag="PRON"))).kind == "killed"


@pytest.mark.parametrize(("before", "behind"), [("_,", "e"), ("(", ")")])
def test_an_age_with_of_beside_a_name_is_no_figure(before: str, behind: str) -> None:
    words = reading(
        f"""
        Ana Ana PROPN _ 5 nsubj
        {before} {before[-1]} PUNCT _ 4 punct
        de de ADP _ 4 case
        74 74 NUM _ 1 parataxis
        {behind} {behind} {"CCONJ" if behind == "e" else "PUNCT"} _ 4 punct
        morreu morrer VERB VerbForm=Fin 0 root
        """,
        ((0, 1, "PER"),),
    )
    assert find_figures(words, (), ()) == ()


@pytest.mark.parametrize(("mood", "count"), [("Sub", 0), ("Ind", 1)])
def test_what_is_only_compared_with_is_no_figure(mood: str, count: int) -> None:
    words = reading(
        f"""
        É ser AUX _ 6 discourse
        como como SCONJ _ 6 mark
        se se SCONJ _ 2 fixed
        30 30 NUM _ 5 nummod
        homens homem NOUN Number=Plur 6 nsubj
        morressem morrer VERB Mood={mood} 0 root
        """
    )
    assert len(find_figures(words, (), ())) == count


def test_each_of_two_numbers_has_its_own_of_two_times() -> None:
    words = reading(
        """
        Subiu subir VERB VerbForm=Fin 0 root
        de de ADP _ 3 case
        30 30 NUM _ 1 obl
        para para ADP _ 5 case
        40 40 NUM _ 1 obl
        entre entre ADP _ 7 case
        2015 2015 NUM _ 1 obl
        e e CCONJ _ 9 cc
        2016 2016 NUM _ 7 conj
        """
    )
    years = tuple(Time(words.span(at, at + 1), "DATE", words.form[at], "test", 1.0) for at in (6, 8))
    assert [figure.when for figure in find_figures(words, years, ())] == [0, 1]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Morreram 30 pessoas, mais do que os mortos de Lima.", None),
        ("Como em Lima, 30 pessoas morreram.", None),
        ("Em Lima, 30 pessoas morreram.", "Lima"),
        ("Morreram 30 pessoas em cidades como Lima.", "Lima"),
        ("Tanto na aldeia como em Lima 30 pessoas morreram.", "Lima"),
    ],
)
def test_a_place_of_a_comparison_is_not_the_figures(text: str, place: str | None) -> None:
    assert only(read(text)).place == place


@pytest.mark.parametrize("text", ["O boletim saiu às 10h, 26.01 na capa.", "As contas:\n1\n2\n3\nFim da lista."])
def test_a_day_with_its_month_and_a_number_alone_in_a_line_count_nothing(text: str) -> None:
    assert find_figures(read(text), (), ()) == ()


def test_a_share_and_a_sum_are_no_range() -> None:
    figures = find_figures(read("O desconto vai de 10% até R$ 2.500 por loja."), (), ())
    assert [(figure.value, figure.high, figure.unit) for figure in figures] == [(10, None, "%"), (2500, None, "BRL")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("O autocarro saiu de São Lourenço da Serra (SP). Em Serra, 30 pessoas morreram.", "São Lourenço da Serra"),
        ("O autocarro saiu de São Lourenço da Serra (SP). Em Serra (ES), 30 pessoas morreram.", "Serra"),
        ("O autocarro saiu de Itapecerica. Em Serra, 30 pessoas morreram.", "Serra"),
    ],
)
def test_the_end_of_a_towns_name_is_that_town(text: str, place: str) -> None:
    assert only(read(text)).place == place
