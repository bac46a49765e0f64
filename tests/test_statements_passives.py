"""Passives that do not say who asks or accuses: whether they count, where they stand, and who is meant."""

from __future__ import annotations

import pytest

from segundo.finders.actors import find_actors
from segundo.finders.statements import find_statements
from segundo.resolve.speakers import resolve_speakers
from tests.build import reading
from tests.plain_weights import RULES
from tests.said import DEFINITE, PAST, PRESENT, said

WHO = "Rui Rui PROPN _ {verb} nsubj:pass\n{be} ser AUX {tense} {verb} aux:pass\n"


def passive(lemma: str, tense: str, led: str) -> str:
    """Rows of "Rui is …", with a noun after a preposition."""
    return WHO.format(verb=3, be="é", tense=tense) + (
        f"{lemma[:-1]}do {lemma} VERB VerbForm=Part 0 root\n{led} {led} ADP _ 5 case\nfurto furto NOUN _ 3 obl"
    )


@pytest.mark.parametrize(
    ("lemma", "tense", "led", "acts"),
    [
        ("acusar", PRESENT, "de", ["accuse"]),
        ("acusar", PAST, "de", []),
        ("questionar", PAST, "sobre", ["ask"]),
    ],
)
def test_who_is_accused_or_was_asked_is_so_by_somebody(lemma: str, tense: str, led: str, acts: list[str]) -> None:
    read = reading(passive(lemma, tense, led), entities=((0, 1, "PER"),))
    found = find_statements(read, (), weights=RULES)
    assert [one.act for one in found] == acts
    assert all(one.source == () and read.text[slice(*one.content[0])] == "furto" for one in found)


def test_who_asks_in_a_passive_is_the_source() -> None:
    rows = WHO.format(verb=3, be="foi", tense=PAST) + """questionado questionar VERB VerbForm=Part 0 root
        por por ADP _ 5 case
        Ana Ana PROPN _ 3 obl:agent
        sobre sobre ADP _ 7 case
        furto furto NOUN _ 3 obl
    """
    read = reading(rows, entities=((0, 1, "PER"), (4, 5, "PER")))
    assert said(read) == [("Ana", "foi questionado", "furto")]
    assert find_statements(read, (), weights=RULES)[0].rule == "verb-passive"


def test_what_somebody_is_called_by_nobody_is_no_statement() -> None:
    rows = WHO.format(verb=3, be="é", tense=PRESENT) + (
        "chamado chamar VERB VerbForm=Part 0 root\nde de ADP _ 5 case\nmestre mestre NOUN _ 3 xcomp"
    )
    assert find_statements(reading(rows, entities=((0, 1, "PER"),)), (), weights=RULES) == ()


def test_a_paper_in_which_somebody_is_accused_accuses_him() -> None:
    rows = f"""
        Em em ADP _ 3 case
        a o DET {DEFINITE} 3 det
        denúncia denúncia NOUN _ 7 obl
        _, , PUNCT _ 3 punct
        Rui Rui PROPN _ 7 nsubj:pass
        é ser AUX {PRESENT} 7 aux:pass
        acusado acusar VERB VerbForm=Part 0 root
        de de ADP _ 9 case
        furto furto NOUN _ 7 obl
    """
    assert said(reading(rows, entities=((4, 5, "PER"),))) == [("a denúncia", "é acusado", "furto")]


PROSECUTION = f"""
    {{body}} {{body}} PROPN _ 3 nsubj
    {{which}} {{which}} PROPN _ 1 flat:name
    chegou chegar VERB {PAST} 0 root
    _. . PUNCT _ 3 punct

"""


@pytest.mark.parametrize(
    ("body", "which", "speaker"),
    [("Ministério", "Público", "Ministério Público"), ("Banco", "Prado", None)],
)
def test_who_is_accused_is_so_by_the_prosecution_that_the_article_names(
    body: str, which: str, speaker: str | None
) -> None:
    rows = PROSECUTION.format(body=body, which=which) + passive("acusar", PRESENT, "de")
    read = reading(rows, entities=((0, 2, "ORG"), (4, 5, "PER")))
    (found,) = resolve_speakers(read, find_statements(read, (), weights=RULES), find_actors(read))
    assert found.speaker == speaker


@pytest.mark.parametrize(("led", "speaker"), [("a", "Banco Prado"), ("sobre", None)])
def test_who_was_asked_in_an_interview_was_so_by_whom_he_gave_it_to(led: str, speaker: str | None) -> None:
    rows = f"""
        Em em ADP _ 2 case
        entrevista entrevista NOUN _ 9 obl
        {led} {led} ADP _ 5 case
        o o DET {DEFINITE} 5 det
        Banco Banco PROPN _ 2 nmod
        Prado Prado PROPN _ 5 flat:name
        Rui Rui PROPN _ 9 nsubj:pass
        foi ser AUX {PAST} 9 aux:pass
        questionado questionar VERB VerbForm=Part 0 root
        sobre sobre ADP _ 11 case
        furto furto NOUN _ 9 obl
    """
    read = reading(rows, entities=((4, 6, "ORG"), (6, 7, "PER")))
    (found,) = resolve_speakers(read, find_statements(read, (), weights=RULES), find_actors(read))
    assert found.speaker == speaker
