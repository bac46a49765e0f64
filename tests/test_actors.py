"""Actors: names joined, titles read, countries and bodies known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.finders.actors import find_actors
from segundo.languages import table
from segundo.reader.reading import Reading
from segundo.records import Actor
from segundo.resolve.lexicon import lexicon
from segundo.resolve.names import abbreviates, contains, fold, plain, starts
from tests.build import reading

WORDS = st.lists(
    st.sampled_from(["Ana", "Rui", "Sá", "de", "dos", "e", "Prado", "Conselho", "Kim-il", "D'Ávila"]),
    max_size=6,
)
TABLES = ["roles", "demonyms", "organisations", "documents", "members", "phrase_words"]


def actor(actors: tuple[Actor, ...], name: str) -> Actor:
    return next(actor for actor in actors if actor.name == name)


def minister() -> Reading:
    return reading(
        """
        A o DET Gender=Fem|Number=Sing 2 det
        ministra ministro NOUN Gender=Fem|Number=Sing 8 nsubj
        da@da de ADP _ 5 case
        a@ o DET _ 5 det
        Cultura Cultura PROPN _ 2 nmod
        _, , PUNCT _ 7 punct
        Berta Berta PROPN _ 2 appos
        saiu sair VERB Number=Sing 0 root
        _. . PUNCT _ 8 punct

        A o DET Gender=Fem|Number=Sing 2 det
        ministra ministro NOUN Gender=Fem|Number=Sing 3 nsubj
        voltou voltar VERB Number=Sing 0 root
        _. . PUNCT _ 3 punct
        """,
        entities=((6, 7, "PER"),),
    )


def test_title_before_a_comma_is_the_person_s_role() -> None:
    berta = actor(find_actors(minister()), "Berta")
    assert berta.kind == "person"
    assert berta.roles == ("ministra da Cultura",)
    assert berta.organisation == "Ministério da Cultura"


@pytest.mark.parametrize("whole", ["Superior Tribunal", "Tribunal Superior"])
def test_minister_of_a_court_has_no_ministry(whole: str) -> None:
    words = whole.split()
    text = reading(
        f"""
        A o DET Gender=Fem|Number=Sing 2 det
        ministra ministro NOUN Gender=Fem|Number=Sing 8 nsubj
        do@do de ADP _ 5 case
        o@ o DET _ 5 det
        {words[0]} {words[0]} PROPN _ 2 nmod
        {words[1]} {words[1]} PROPN _ 5 flat:name
        Berta Berta PROPN _ 2 appos
        saiu sair VERB Number=Sing 0 root
        """,
        entities=((4, 6, "ORG"), (6, 7, "PER")),
    )
    assert actor(find_actors(text), "Berta").organisation == whole


def test_title_alone_is_a_mention_of_who_bears_it() -> None:
    text = minister()
    berta = actor(find_actors(text), "Berta")
    assert [text.text[start:end] for start, end in berta.mentions] == ["Berta", "ministra"]


def test_former_office_gives_no_organisation() -> None:
    text = reading(
        """
        O o DET _ 2 det
        ex-diretor ex-diretor NOUN Gender=Masc|Number=Sing 7 nsubj
        do@do de ADP _ 5 case
        o@ o DET _ 5 det
        Museu Museu PROPN _ 2 nmod
        Rui Rui PROPN _ 2 appos
        saiu sair VERB Number=Sing 0 root
        """,
        entities=((4, 5, "ORG"), (5, 6, "PER")),
    )
    rui = actor(find_actors(text), "Rui")
    assert rui.roles == ("ex-diretor do Museu",)
    assert rui.organisation is None


def test_family_name_joins_the_person_named_last() -> None:
    text = reading(
        """
        Ana Ana PROPN _ 3 nsubj
        Prado Prado PROPN _ 1 flat
        saiu sair VERB _ 0 root

        Rui Rui PROPN _ 3 nsubj
        Prado Prado PROPN _ 1 flat
        ficou ficar VERB _ 0 root

        Prado Prado PROPN _ 2 nsubj
        falou falar VERB _ 0 root
        """,
        entities=((0, 2, "PER"), (3, 5, "PER"), (6, 7, "PER")),
    )
    actors = find_actors(text)
    assert [found.name for found in actors] == ["Ana Prado", "Rui Prado"]
    assert [len(found.mentions) for found in actors] == [1, 2]


def test_acronym_in_brackets_joins_the_body() -> None:
    text = reading(
        """
        A o DET _ 2 det
        Liga Liga PROPN _ 7 nsubj
        de de ADP _ 4 case
        Remo remo NOUN _ 2 nmod
        _( ( PUNCT _ 6 punct
        _LR LR PROPN _ 2 appos
        _) ) PUNCT _ 6 punct
        venceu vencer VERB _ 0 root

        A o DET _ 2 det
        LR LR PROPN _ 3 nsubj
        festejou festejar VERB _ 0 root
        """,
        entities=((1, 4, "ORG"), (5, 6, "ORG"), (9, 10, "ORG")),
    )
    (liga,) = find_actors(text)
    assert (liga.name, liga.kind, len(liga.mentions)) == ("Liga de Remo", "organisation", 3)


def test_name_goes_on_to_the_acronym_in_brackets() -> None:
    text = reading(
        """
        A o DET _ 2 det
        Liga Liga PROPN _ 10 nsubj
        para para ADP _ 5 case
        o o DET _ 5 det
        Remo Remo PROPN _ 2 nmod
        _( ( PUNCT _ 7 punct
        _LR-2 LR-2 PROPN _ 2 appos
        _) ) PUNCT _ 7 punct
        já já ADV _ 10 advmod
        venceu vencer VERB _ 0 root
        """,
        entities=((1, 2, "ORG"), (6, 7, "ORG")),
    )
    (league,) = find_actors(text)
    assert (league.name, len(league.mentions)) == ("Liga para o Remo", 2)


def test_title_that_means_somebody_named_tells_more_of_the_office() -> None:
    text = reading(
        """
        A o DET _ 2 det
        diretora diretor NOUN Gender=Fem|Number=Sing 4 nsubj
        Berta Berta PROPN _ 2 appos
        saiu sair VERB Number=Sing 0 root
        _. . PUNCT _ 4 punct

        A o DET _ 2 det
        diretora diretor NOUN Gender=Fem|Number=Sing 6 nsubj
        do@do de ADP _ 5 case
        o@ o DET _ 5 det
        Museu Museu PROPN _ 2 nmod
        voltou voltar VERB Number=Sing 0 root
        _. . PUNCT _ 6 punct
        """,
        entities=((2, 3, "PER"), (9, 10, "ORG")),
    )
    assert actor(find_actors(text), "Berta").roles == ("diretora", "diretora do Museu")


def test_capital_that_acts_is_its_state() -> None:
    text = reading(
        """
        Moscou Moscou PROPN _ 2 nsubj
        recuou recuar VERB _ 0 root

        A o DET _ 2 det
        Rússia Rússia PROPN _ 3 nsubj
        cedeu ceder VERB _ 0 root
        """,
        entities=((0, 1, "LOC"), (3, 4, "LOC")),
    )
    (russia,) = find_actors(text)
    assert (russia.name, russia.kind, russia.country) == ("Rússia", "state", "RU")


def test_capital_where_things_happen_is_a_place() -> None:
    text = reading(
        """
        Choveu chover VERB _ 0 root
        em em ADP _ 3 case
        Moscovo Moscovo PROPN _ 1 obl
        """,
        entities=((2, 3, "LOC"),),
    )
    (moscow,) = find_actors(text)
    assert (moscow.kind, moscow.country) == ("place", None)


@pytest.mark.parametrize(
    ("name", "type", "kind"),
    [
        ("Brasília", "LOC", "place"), ("Moscou", "PER", "state"), ("Lisboa", "LOC", "state"),
        ("Kremlin", "PER", "organisation"),
    ],
)
def test_a_capital_that_acts_is_its_state_but_at_home_the_town(name: str, type: str, kind: str) -> None:
    text = reading(
        f"""
        {name} {name} PROPN _ 2 nsubj
        recuou recuar VERB _ 0 root

        A o DET _ 2 det
        imprensa imprensa NOUN _ 4 nsubj
        brasileira brasileiro ADJ _ 2 amod
        saiu sair VERB _ 0 root
        """,
        entities=((0, 1, type),),
    )
    (found,) = (actor for actor in find_actors(text) if actor.kind != "unnamed")
    assert found.kind == kind


def test_a_capital_that_does_not_act_is_no_person() -> None:
    text = reading(
        """
        Choveu chover VERB _ 0 root
        em em ADP _ 3 case
        Pequim Pequim PROPN _ 1 obl
        """,
        entities=((2, 3, "PER"),),
    )
    (found,) = find_actors(text)
    assert (found.kind, found.country) == ("place", None)


def test_who_is_called_like_a_capital_is_a_person() -> None:
    text = reading(
        """
        Washington Washington PROPN _ 2 nsubj
        caiu cair VERB _ 0 root

        Washington Washington PROPN _ 3 nsubj
        Tordo Tordo PROPN _ 1 flat
        saiu sair VERB _ 0 root
        """,
        entities=((0, 1, "PER"), (2, 4, "PER")),
    )
    (found,) = find_actors(text)
    assert (found.name, found.kind) == ("Washington Tordo", "person")


@pytest.mark.parametrize(("article", "kind", "people"), [("", "PER", 1), ("", "LOC", 1), ("O o DET _ 0 det", "LOC", 2)])
def test_who_is_called_like_a_country_is_a_person_where_no_article_stands(
    article: str, kind: str, people: int
) -> None:
    text = reading(
        f"""
        Rui Rui PROPN _ 3 nsubj
        Chile Chile PROPN _ 1 flat:name
        saiu sair VERB _ 0 root

        {article or "voltou voltar VERB _ 0 root"}
        Chile Chile PROPN _ 1 nsubj
        """,
        entities=((0, 2, "PER"), (4, 5, kind)),
    )
    assert len(names(text)) == people


def test_halves_of_a_country_s_name_are_one() -> None:
    text = reading(
        """
        O o DET _ 2 det
        Sri Sri PROPN _ 4 nsubj
        Lanka Lanka PROPN _ 2 flat
        cedeu ceder VERB _ 0 root
        """,
        entities=((1, 2, "LOC"), (2, 3, "LOC")),
    )
    (country,) = find_actors(text)
    assert (country.name, country.country) == ("Sri Lanka", "LK")


def test_names_that_touch_over_the_end_of_a_headline_are_two() -> None:
    text = reading(
        """
        Museu museu NOUN _ 0 root
        perde perder VERB _ 1 acl
        Rui Rui PROPN _ 2 obj

        Ana Ana PROPN _ 2 nsubj
        voltou voltar VERB Number=Sing 0 root
        """,
        entities=((2, 3, "PER"), (3, 4, "PER")),
    )
    assert {found.name for found in find_actors(text)} >= {"Rui", "Ana"}


def test_party_in_brackets_is_the_politician_s() -> None:
    text = reading(
        """
        O o DET _ 2 det
        senador senador NOUN Gender=Masc|Number=Sing 7 nsubj
        Rui Rui PROPN _ 2 appos
        _( ( PUNCT _ 5 punct
        _PDT-RS PDT-RS PROPN _ 3 appos
        _) ) PUNCT _ 5 punct
        saiu sair VERB _ 0 root
        """,
        entities=((2, 3, "PER"),),
    )
    (rui,) = find_actors(text)
    assert (rui.organisation, rui.roles) == ("PDT", ("senador",))


def test_people_without_a_name_are_unnamed_actors() -> None:
    text = reading(
        """
        Os o DET _ 2 det
        moradores morador NOUN Gender=Masc|Number=Plur 3 nsubj
        fugiram fugir VERB _ 0 root
        """
    )
    (residents,) = find_actors(text)
    assert (residents.name, residents.kind) == ("moradores", "unnamed")


@given(st.text())
def test_plain_text_is_plain_already(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(WORDS)
def test_folding_forgets_case_and_small_words(words: list[str]) -> None:
    strong = [word for word in words if word not in ("de", "dos", "e")]
    if strong:
        assert fold(" ".join(words)) == fold(" ".join(strong))
        assert fold(" ".join(strong).upper()) == fold(" ".join(strong))


@given(WORDS, WORDS)
def test_names_that_contain_each_other_are_the_same(one: list[str], other: list[str]) -> None:
    a, b = fold(" ".join(one)), fold(" ".join(other))
    if a and b:
        assert (contains(a, b) and contains(b, a)) == (a == b)
        assert not starts(a, b) or contains(a, b)


@pytest.mark.parametrize(
    ("short", "whole", "made"),
    [
        ("LR", "Liga de Remo", True),
        ("LDR", "Liga de Remo", True),
        ("LX", "Liga de Remo", False),
        ("lr", "Liga de Remo", False),
        ("Lirem", "Liga Internacional de Remo", True),
        ("Lirar", "Liga Internacional de Remo", False),
    ],
)
def test_acronyms(short: str, whole: str, made: bool) -> None:
    assert abbreviates(short, whole.split()) is made


@pytest.mark.parametrize("name", TABLES)
def test_examples_hold_a_form_of_their_row(name: str) -> None:
    for row in table("pt", name):
        words = {word.strip(".,").lower() for word in row["example"].split()}
        assert words & set(row["forms"].split()), row


@pytest.mark.parametrize(("name", "column"), [("metonyms", "name"), ("countries", "name"), ("acronyms", "short")])
def test_examples_hold_the_name_of_their_row(name: str, column: str) -> None:
    assert [row for row in table("pt", name) if row[column] not in row["example"]] == []


def test_countries_of_the_tables_are_known_to_cldr() -> None:
    lex = lexicon("pt")
    codes = {row["country"] for name in ("demonyms", "countries", "metonyms") for row in table("pt", name)}
    assert codes <= set(lex.country_names)


def names(text: Reading) -> list[tuple[str, str]]:
    return [(found.name, found.kind) for found in find_actors(text)]


@pytest.mark.parametrize(("noun", "found"), [("Hospital", ["Hospital Sousa"]), ("Câmara", ["Câmara", "Sousa"])])
def test_noun_by_which_any_body_may_be_called_has_the_name_behind_it(noun: str, found: list[str]) -> None:
    text = reading(
        f"""
        Fechou fechar VERB _ 0 root
        o o DET _ 3 det
        {noun} {noun.lower()} NOUN _ 1 nsubj
        Sousa Sousa PROPN _ 1 obj
        """,
        entities=((2, 3, "ORG"), (3, 4, "PER")),
    )
    assert [name for name, _ in names(text)] == found


@pytest.mark.parametrize(("noun", "over", "people"), [("lei", "autor", 1), ("lei", "dia", 0), ("Lei", "autor", 0)])
def test_a_law_is_nobody_but_who_made_it_is(noun: str, over: str, people: int) -> None:
    text = reading(
        f"""
        O o DET _ 2 det
        {over} {over} NOUN _ 7 nsubj
        de@da de ADP _ 5 case
        a@ o DET _ 5 det
        {noun} lei NOUN _ 2 nmod
        Prado Prado PROPN _ 5 nmod
        saiu sair VERB _ 0 root
        """,
        entities=((5, 6, "PER"),),
    )
    assert len([actor for actor in find_actors(text) if actor.kind == "person"]) == people
