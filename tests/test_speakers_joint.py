"""Speakers who speak together: some by name, some by a noun or a pronoun, and those for whom one person speaks."""

from __future__ import annotations

import pytest

from tests.test_speakers import SAID, opened, resolve, statement


def joint(rows: str, source: str, *entities: tuple[int, int, str]) -> tuple[str | None, str | None]:
    """Who says that it rains, and for whom, where a source is the subject of that sentence."""
    text = opened(rows, *entities)
    (found,) = resolve(text, statement(text, source, "disse", "chove"))
    return found.speaker, found.on_behalf_of


@pytest.mark.parametrize(
    ("second", "source", "speaker"),
    [
        ("as o DET _ 4 det\njuristas jurista NOUN Number=Plur 1 conj", "Rui e as juristas", "Rui; juristas"),
        ("a o DET _ 4 det\nempresa empresa NOUN _ 1 conj", "Rui e a empresa", "Rui; empresa"),
        ("o o DET _ 4 det\nazar azar NOUN _ 1 conj", "Rui e o azar", "Rui"),
    ],
)
def test_who_is_named_and_who_is_described_speak_together(second: str, source: str, speaker: str) -> None:
    rows = f"Rui Rui PROPN _ 5 nsubj\ne e CCONJ _ 4 cc\n{second}"
    assert joint(rows + SAID.format(7, 5), source, (0, 1, "PER"))[0] == speaker


OF_THE_COURT = "\nda@da de ADP _ 6 case\na@ o DET _ 6 det\nCorte Corte PROPN _ 3 nmod"


@pytest.mark.parametrize(
    ("of", "source", "speaker"),
    [
        ("", "Juristas e ministros", "juristas; ministros"),
        (OF_THE_COURT, "Juristas e ministros da Corte", "juristas e ministros da Corte"),
    ],
)
def test_two_nouns_are_two_voices_unless_they_may_be_of_one_thing(of: str, source: str, speaker: str) -> None:
    verb = 7 if of else 4
    first = f"Juristas jurista NOUN Number=Plur {verb} nsubj\n"
    rows = first + "e e CCONJ _ 3 cc\nministros ministro NOUN Number=Plur 1 conj"
    assert joint(rows + of + SAID.format(verb + 2, verb), source)[0] == speaker


def test_two_titles_with_no_article_between_are_of_one_person() -> None:
    first = "A o DET _ 2 det\nministra ministra NOUN Number=Sing 5 nsubj\n"
    rows = first + "e e CCONJ _ 4 cc\njurista jurista NOUN _ 2 conj"
    assert joint(rows + SAID.format(7, 5), "A ministra e jurista")[0] == "ministra e jurista"


THREE = """
    O o DET _ 2 det
    advogado advogado NOUN Gender=Masc|Number=Sing 9 nsubj
    de de ADP _ 4 case
    Ana Ana PROPN _ 2 nmod
    _, , PUNCT _ 6 punct
    Caio Caio PROPN _ 4 conj
    e e CCONJ _ 8 cc
    Rui Rui PROPN _ 4 conj
"""


def test_who_speaks_for_three_is_none_of_them() -> None:
    entities = ((3, 4, "PER"), (5, 6, "PER"), (7, 8, "PER"))
    found = joint(THREE.rstrip() + SAID.format(11, 9), "O advogado de Ana, Caio e Rui", *entities)
    assert found == ("advogado de Ana, Caio e Rui", "Ana; Caio; Rui")


SIGNED = """
    A o DET _ 2 det
    nota nota NOUN Gender=Fem|Number=Sing 10 nsubj
    assinada assinar VERB VerbForm=Part 2 acl
    pelas@pelas por ADP _ 6 case
    as@ o DET _ 6 det
    advogadas advogado NOUN Gender=Fem|Number=Plur 3 obl:agent
    Ana Ana PROPN _ 6 nmod
    e e CCONJ _ 9 cc
    Lia Lia PROPN _ 7 conj
"""


def test_a_document_speaks_for_all_who_signed_it() -> None:
    source = "A nota assinada pelas advogadas Ana e Lia"
    found = joint(SIGNED.rstrip() + SAID.format(12, 10), source, (6, 7, "PER"), (8, 9, "PER"))
    assert found[0] == "Ana; Lia"


def test_a_name_with_its_own_article_belongs_to_no_place_before_it() -> None:
    rows = """
    A o DET _ 2 det
    Usina Usina PROPN _ 8 nsubj
    de de ADP _ 4 case
    Beja Beja PROPN _ 2 nmod
    e e CCONJ _ 7 cc
    a o DET _ 7 det
    Cemig Cemig PROPN _ 4 conj
    """
    entities = ((1, 2, "ORG"), (3, 4, "LOC"), (6, 7, "ORG"))
    found = joint(rows.rstrip() + SAID.format(10, 8), "A Usina de Beja e a Cemig", *entities)
    assert found[0] == "Usina; Cemig"
