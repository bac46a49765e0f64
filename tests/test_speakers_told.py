"""Speakers where other names stand near: who gives a case its name, who is told of, who comes after, who acted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from segundo.finders.actors import find_actors
from segundo.resolve.lexicon import lexicon
from segundo.resolve.scene import Candidate, Moment
from segundo.resolve.speakers import resolve_speakers
from tests.build import reading
from tests.test_speakers import SAID, resolve, statement

ANA = """
    Ana Ana PROPN _ 2 nsubj
    saiu sair VERB Number=Sing 0 root
    _. . PUNCT _ 2 punct
"""
"""A first sentence about a woman."""


def speaker(rows: str, source: str, cue: str, *entities: tuple[int, int, str], content: str = "chove") -> str | None:
    """Who says what a text's second sentence says; entities are those of all its words."""
    text = reading(rows, entities=entities)
    (found,) = resolve(text, statement(text, source, cue, content))
    return found.speaker


def test_who_gives_a_case_its_name_does_not_speak() -> None:
    rows = """
    Rui Rui PROPN _ 2 nsubj
    saiu sair VERB _ 0 root
    _. . PUNCT _ 2 punct

    O o DET _ 2 det
    caso caso NOUN _ 4 nsubj
    Prado Prado PROPN _ 2 nmod
    parou parar VERB _ 0 root
    _. . PUNCT _ 4 punct

    Ele ele PRON Gender=Masc|Number=Sing 2 nsubj
    """
    assert speaker(rows.rstrip() + SAID.format(4, 2), "Ele", "disse", (0, 1, "PER"), (5, 6, "PER")) == "Rui"


def test_who_something_is_told_of_does_not_speak() -> None:
    rows = """
    O o DET _ 2 det
    livro livro NOUN _ 5 nsubj
    de de ADP _ 4 case
    Rui Rui PROPN _ 2 nmod
    saiu sair VERB _ 0 root
    _. . PUNCT _ 5 punct

    Sobre sobre ADP _ 2 case
    Caio Caio PROPN _ 4 obl
    _, , PUNCT _ 2 punct
    """
    assert speaker(rows.rstrip() + SAID.format(6, 4), "", "disse", (3, 4, "PER"), (7, 8, "PER")) == "Rui"


BEFORE = {
    "Depois": """
    Depois depois ADV _ 8 advmod
    de de ADP _ 1 fixed
    negar negar VERB VerbForm=Inf 1 acl
    """,
    "Na": """
    Em@Na em ADP _ 3 case
    a@ o DET _ 3 det
    festa festa NOUN _ 11 obl
    em em ADP _ 5 case
    que que PRON PronType=Rel 6 obl
    negou negar VERB VerbForm=Fin|Number=Sing 3 acl:relcl
    """,
}


@pytest.mark.parametrize(("opening", "cue", "last"), [("Depois", "negar", 3), ("Na", "negou", 6)])
def test_the_subject_of_the_main_clause_says_what_a_clause_before_it_says(opening: str, cue: str, last: int) -> None:
    rest = f"""
    que que SCONJ _ {last + 2} mark
    chove chover VERB _ {last} ccomp
    _, , PUNCT _ {last} punct
    Caio Caio PROPN _ {last + 5} nsubj
    riu rir VERB Number=Sing 0 root
    """
    name = 3 + last + 3
    rows = ANA.rstrip() + "\n\n    " + BEFORE[opening].strip() + rest
    assert speaker(rows, "", cue, (0, 1, "PER"), (name, name + 1, "PER")) == "Caio"


def test_a_plural_pronoun_means_those_who_last_acted_together() -> None:
    rows = """
    Rui Rui PROPN _ 4 nsubj
    e e CCONJ _ 3 cc
    Caio Caio PROPN _ 1 conj
    saíram sair VERB Number=Plur 0 root
    _. . PUNCT _ 4 punct

    Os o DET _ 2 det
    moradores morador NOUN Gender=Masc|Number=Plur 3 nsubj
    protestaram protestar VERB Number=Plur 0 root
    _. . PUNCT _ 3 punct

    Eles ele PRON Gender=Masc|Number=Plur 2 nsubj
    """
    found = speaker(rows.rstrip() + SAID.format(4, 2), "Eles", "disse", (0, 1, "PER"), (2, 3, "PER"))
    assert found == "moradores"


LIST = """
    Rui Rui PROPN _ 8 nsubj
    ( ( PUNCT _ 3 punct
    _PT PT PROPN _ 1 parataxis
    _) ) PUNCT _ 3 punct
    {joined}
    Ana Ana PROPN _ 1 conj
"""


@pytest.mark.parametrize("joined", ["e e CCONJ _ 6 cc", "e e CCONJ _ 7 cc\n vizinha vizinho NOUN _ 1 conj"])
def test_all_of_a_list_speak_whatever_stands_in_brackets_or_before_a_name(joined: str) -> None:
    rows = ANA + "\n" + LIST.format(joined=joined).strip() + SAID.format(9, 7)
    last = 9 + joined.count("\n")
    words = "Rui (PT) e vizinha Ana" if "vizinha" in joined else "Rui (PT) e Ana"
    assert speaker(rows, words, "disse", (3, 4, "PER"), (5, 6, "ORG"), (last - 1, last, "PER")) == "Rui; Ana"


def test_people_named_after_such_as_are_heads() -> None:
    rows = """
    Poetas poeta NOUN Number=Plur 6 nsubj
    como como ADP _ 3 case
    Rui Rui PROPN _ 1 nmod
    e e CCONJ _ 5 cc
    Caio Caio PROPN _ 3 conj
    """
    rows = ANA + "\n" + rows.strip() + SAID.format(8, 6)
    assert speaker(rows, "Poetas como Rui e Caio", "disse", (0, 1, "PER"), (5, 6, "PER"), (7, 8, "PER")) == "Rui; Caio"


def test_a_mate_of_the_party_is_who_is_named() -> None:
    rows = """
    O o DET _ 2 det
    colega colega NOUN _ 7 nsubj
    de de ADP _ 4 case
    partido partido NOUN _ 2 nmod
    Rui Rui PROPN _ 2 nmod
    Prado Prado PROPN _ 5 flat:name
    """
    rows = ANA + "\n" + rows.strip() + SAID.format(9, 7)
    source = "O colega de partido Rui Prado"
    assert speaker(rows, source, "disse", (0, 1, "PER"), (7, 9, "PER")) == "Rui Prado"


NATIVE = """
    O o DET _ 2 det
    nadador nadador NOUN Gender=Masc|Number=Sing 5 nsubj
    chileno chileno ADJ Gender=Masc|Number=Sing 2 amod
    Rui Rui PROPN _ 2 nmod
    venceu vencer VERB _ 0 root
    _. . PUNCT _ 5 punct

    O o DET Gender=Masc 2 det
    {noun} {noun} NOUN Number=Sing 3 nsubj
"""


@pytest.mark.parametrize(
    ("noun", "name"), [("chileno", "Rui"), ("catarinense", "Rui"), ("cubano", "cubano"), ("relógio", "relógio")]
)
def test_a_native_is_somebody_named_who_may_be_one(noun: str, name: str) -> None:
    assert speaker(NATIVE.format(noun=noun).rstrip() + SAID.format(5, 3), f"O {noun}", "disse", (3, 4, "PER")) == name


@pytest.mark.parametrize(("article", "name"), [("A o DET Gender=Fem", "Vivi"), ("O o DET Gender=Masc", "Rui")])
def test_an_article_tells_the_gender_of_a_nickname(article: str, name: str) -> None:
    rows = f"""
    {article.split()[0]} {" ".join(article.split()[1:])} 2 det
    Vivi Vivi PROPN _ 3 nsubj
    saiu sair VERB _ 0 root
    com com ADP _ 5 case
    Rui Rui PROPN _ 3 obl
    _. . PUNCT _ 3 punct

    Ela ela PRON Gender=Fem|Number=Sing 2 nsubj
    """
    found = speaker(rows.rstrip() + SAID.format(4, 2), "Ela", "disse", (1, 2, "PER"), (4, 5, "PER"))
    assert found == ("Vivi" if name == "Vivi" else None)


def test_a_gender_that_is_only_likely_bars_nobody_where_no_other_is_named() -> None:
    rows = """
    Taylor Taylor PROPN _ 2 nsubj
    saiu sair VERB _ 0 root
    _. . PUNCT _ 2 punct

    Ela ela PRON Gender=Fem|Number=Sing 2 nsubj
    """
    assert speaker(rows.rstrip() + SAID.format(4, 2), "Ela", "disse", (0, 1, "PER")) == "Taylor"


@pytest.mark.parametrize(
    ("noun", "gender"),
    [
        ("deputada", "Fem"),
        ("deputado", "Masc"),
        ("atriz", "Fem"),
        ("ator", "Masc"),
        ("mulher", "Fem"),
        ("marido", "Masc"),
        ("jornalista", None),
        ("testemunha", None),
        ("motorista", None),
    ],
)
def test_a_noun_for_people_tells_a_gender_by_its_pair(noun: str, gender: str | None) -> None:
    assert lexicon("pt").role_genders.get(noun) == gender


def test_a_document_that_leads_to_a_colon_says_what_follows() -> None:
    rows = """
    Rui Rui PROPN _ 2 nsubj
    saiu sair VERB _ 0 root
    _. . PUNCT _ 2 punct

    A o DET _ 2 det
    lei lei NOUN Gender=Fem|Number=Sing 4 nsubj
    é ser AUX _ 4 cop
    clara claro ADJ _ 0 root
    _: : PUNCT _ 7 punct
    " " PUNCT _ 7 punct
    _Chove chover VERB _ 4 parataxis
    _" " PUNCT _ 7 punct
    """
    assert speaker(rows, "", "", (0, 1, "PER"), content="Chove") == "lei"


def test_who_writes_of_what_he_said_before_is_nobody_named() -> None:
    rows = ANA.rstrip() + """

    Tenho ter AUX Number=Sing|Person=1 2 aux
    dito dizer VERB VerbForm=Part 0 root
    que que SCONJ _ 4 mark
    chove chover VERB _ 2 ccomp
    """
    assert speaker(rows, "", "Tenho dito", (0, 1, "PER")) is None


@pytest.mark.parametrize(("name", "speaker_"), [("Tordo", "Tordo"), ("Região", "instituição")])
def test_a_region_is_no_institution(name: str, speaker_: str) -> None:
    rows = f"""
    A o DET _ 2 det
    {name} {name} PROPN _ 3 nsubj
    decidiu decidir VERB _ 0 root
    _. . PUNCT _ 3 punct

    A o DET _ 2 det
    instituição instituição NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    found = speaker(rows.rstrip() + SAID.format(5, 3), "A instituição", "disse", (1, 2, "ORG"))
    assert found == speaker_


def test_a_party_known_by_its_letters_is_the_one_that_the_noun_takes_up() -> None:
    rows = """
    O o DET _ 2 det
    PDT PDT PROPN _ 3 nsubj
    venceu vencer VERB _ 0 root
    em em ADP _ 6 case
    o o DET _ 6 det
    Fórum Fórum PROPN _ 3 obl
    _. . PUNCT _ 3 punct

    A o DET _ 2 det
    legenda legenda NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    found = speaker(rows.rstrip() + SAID.format(5, 3), "A legenda", "disse", (1, 2, "ORG"), (5, 6, "ORG"))
    assert found == "PDT"


@pytest.mark.parametrize(
    ("head", "article", "name"),
    [("fabricante", "", "Tordo"), ("dona", "", None), ("fabricante", "a@ o DET _ 5 det", None)],
)
def test_a_body_is_called_by_the_name_after_its_kind(head: str, article: str, name: str | None) -> None:
    of = f"de@da de ADP _ 5 case\n    {article}" if article else "de de ADP _ 4 case"
    noun = 5 if article else 4
    rows = f"""
    A o DET _ 2 det
    {head} {head} NOUN Gender=Fem|Number=Sing {noun + 2} nsubj
    {of}
    robôs robô NOUN _ 2 nmod
    Tordo Tordo PROPN _ {noun} nmod
    """
    rows = ANA + "\n" + rows.strip() + SAID.format(noun + 4, noun + 2)
    source = f"A {head} {'da' if article else 'de'} robôs Tordo"
    found = speaker(rows, source, "disse", (0, 1, "PER"), (3 + noun, 4 + noun, "ORG"))
    assert found == (name or source[:1].lower() + source[1:]).removeprefix("a ")


HEARD = """
    A o DET _ 2 det
    Voz Voz PROPN _ 3 nsubj
    {verb} {lemma} VERB Number=Sing 0 root
    o o DET _ 5 det
    piloto piloto NOUN Gender=Masc 3 obj
    Rui Rui PROPN _ 5 nmod
    _. . PUNCT _ 3 punct

    " " PUNCT _ 2 punct
    _Chove chover VERB Number=Sing 0 root
    _" " PUNCT _ 2 punct
"""


@pytest.mark.parametrize(("verb", "lemma", "name"), [("ouviu", "ouvir", "Rui"), ("processou", "processar", "Voz")])
def test_who_is_heard_before_a_quotation_says_it(verb: str, lemma: str, name: str) -> None:
    rows = HEARD.format(verb=verb, lemma=lemma)
    assert speaker(rows, "", "", (1, 2, "ORG"), (5, 6, "PER"), content="Chove") == name


def test_a_verb_joined_to_a_relative_clause_is_said_of_the_same_noun() -> None:
    rows = """
    Rui Rui PROPN _ 2 nsubj
    viu ver VERB Number=Sing 0 root
    o o DET _ 4 det
    banco banco NOUN Gender=Masc|Number=Sing 2 obj
    que que PRON PronType=Rel 6 nsubj
    cresce crescer VERB Number=Sing 4 acl:relcl
    e e CCONJ _ 8 cc
    pede pedir VERB Number=Sing|VerbForm=Fin 6 conj
    calma calma NOUN _ 8 obj
    """
    assert speaker(ANA + "\n" + rows.strip(), "", "pede", (0, 1, "PER"), (3, 4, "PER"), content="calma") == "banco"


@pytest.mark.parametrize(("kind", "name"), [("PER", None), ("ORG", "Tordo")])
def test_they_is_no_person_alone(kind: str, name: str | None) -> None:
    rows = """
    Tordo Tordo PROPN _ 2 nsubj
    saiu sair VERB Number=Sing 0 root
    _. . PUNCT _ 2 punct

    Disseram dizer VERB Number=Plur|VerbForm=Fin 0 root
    que que SCONJ _ 3 mark
    chove chover VERB _ 1 ccomp
    """
    assert speaker(rows, "", "Disseram", (0, 1, kind)) == name


def test_a_body_is_first_the_one_that_has_the_noun_in_its_name() -> None:
    rows = """
    A o DET _ 2 det
    Diocese Diocese PROPN Gender=Fem|Number=Sing 4 nsubj
    Prado Prado PROPN _ 2 flat:name
    fechou fechar VERB Number=Sing 0 root
    a o DET _ 6 det
    Paróquia Paróquia PROPN Gender=Fem|Number=Sing 4 obj
    Vale Vale PROPN _ 6 flat:name
    _. . PUNCT _ 4 punct

    A o DET _ 2 det
    diocese diocese NOUN Gender=Fem|Number=Sing 3 nsubj
    disse dizer VERB Number=Sing 0 root
    que que SCONJ _ 5 mark
    chove chover VERB _ 3 ccomp
    _. . PUNCT _ 3 punct
    """
    text = reading(rows, entities=((1, 3, "ORG"), (5, 7, "ORG")))
    (found,) = resolve(text, statement(text, "A diocese", "disse", "chove"))
    assert found.speaker == "Diocese Prado"


@pytest.mark.parametrize(
    ("word", "who"),
    [
        ("que que SCONJ _ 8 mark", "Ana"),
        ("que que PRON PronType=Rel 8 nsubj", "Ana"),
        ("depois depois ADV _ 8 advmod", "Rui"),
    ],
)
def test_who_speaks_is_left_out_of_a_second_clause_with_its_own_that(word: str, who: str) -> None:
    text = reading(
        f"""
        Ana Ana PROPN _ 2 nsubj
        disse dizer VERB Number=Sing 0 root
        que que SCONJ _ 5 mark
        Rui Rui PROPN _ 5 nsubj
        errou errar VERB Number=Sing 2 ccomp
        e e CCONJ _ 8 cc
        {word}
        nega negar VERB Number=Sing 5 conj
        multas multa NOUN _ 8 obj
        """,
        entities=((0, 1, "PER"), (3, 4, "PER")),
    )
    whole = statement(text, "Ana", "disse", f"Rui errou e {word.split()[0]} nega multas")
    inner = replace(statement(text, "Ana", "nega", "multas"), source=())

    def rui(_: Moment, found: Sequence[Candidate]) -> Candidate:
        """Who is meant where the clause does not tell: him, if he may be."""
        return next((one for one in found if one.voices[0].name == "Rui"), found[0])

    assert resolve_speakers(text, (whole, inner), find_actors(text), choose=rui)[1].speaker == who
