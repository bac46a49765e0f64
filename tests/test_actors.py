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


@pytest.mark.parametrize(("joined", "borne"), [("e", ()), (",", ("presidente do PTB", "ex-deputado"))])
def test_two_titles_with_a_comma_between_them_are_of_one_person(joined: str, borne: tuple[str, ...]) -> None:
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
        saiu sair VERB _ 0 root
        """,
        entities=((4, 5, "ORG"), (7, 8, "PER")),
    )
    assert actor(find_actors(text), "Rui").roles == (borne or ("ex-deputado",))


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
