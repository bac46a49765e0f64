"""Speakers: names, titles, pronouns and unwritten subjects, each resolved within the article."""

from __future__ import annotations

from segundo.article import Span
from segundo.finders.actors import find_actors
from segundo.reader.reading import Entity, Reading
from segundo.records import Statement
from segundo.resolve.speakers import resolve_speakers
from tests.build import reading

OPENING = """
    A o DET Gender=Fem|Number=Sing 2 det
    diretora diretor NOUN Gender=Fem|Number=Sing 8 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    Museu Museu PROPN _ 2 nmod
    _, , PUNCT _ 7 punct
    Berta Berta PROPN _ 2 appos
    saiu sair VERB Number=Sing 0 root
    _. . PUNCT _ 8 punct

    """
OPENING_ENTITIES = ((4, 5, "ORG"), (6, 7, "PER"))


def opened(rows: str, *entities: tuple[int, int, str]) -> Reading:
    """A reading that opens with a sentence about the director of a museum; entities count from the second one."""
    moved = tuple((first + 9, last + 9, kind) for first, last, kind in entities)
    return reading(OPENING + rows, entities=OPENING_ENTITIES + moved)


def spans(text: Reading, words: str, start: int = 0) -> tuple[Span, ...]:
    if not words:
        return ()
    at = text.text.index(words, start)
    return (Span(at, at + len(words)),)


def statement(text: Reading, source: str, cue: str, content: str) -> Statement:
    after = text.text.index(".") if "." in text.text else 0
    return Statement(
        content=spans(text, content, after),
        cue=spans(text, cue, after),
        source=spans(text, source, after),
        form="indirect",
        act="state",
        rule="test",
        score=1.0,
    )


def resolve(text: Reading, *statements: Statement) -> tuple[Statement, ...]:
    return resolve_speakers(text, statements, find_actors(text))


SAID = """
    disse dizer VERB Number=Sing 0 root
    que que SCONJ _ {0} mark
    chove chover VERB _ {1} ccomp
    _. . PUNCT _ {1} punct
"""


def test_pronoun_is_the_person_of_its_gender() -> None:
    text = opened("Ela ela PRON Gender=Fem|Number=Sing 2 nsubj" + SAID.format(4, 2))
    (found,) = resolve(text, statement(text, "Ela", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of, found.actor) == ("Berta", "Museu", 1)


def test_pronoun_of_another_gender_is_not_she() -> None:
    text = opened("Ele ele PRON Gender=Masc|Number=Sing 2 nsubj" + SAID.format(4, 2))
    (found,) = resolve(text, statement(text, "Ele", "disse", "chove"))
    assert found.speaker is None


def test_title_alone_is_who_bears_it() -> None:
    text = opened(
        "A o DET _ 2 det\ndiretora diretor NOUN Gender=Fem|Number=Sing 3 nsubj" + SAID.format(5, 3),
    )
    (found,) = resolve(text, statement(text, "A diretora", "disse", "chove"))
    assert found.speaker == "Berta"


def test_unwritten_subject_is_the_last_one() -> None:
    text = opened(SAID.format(3, 1).replace("disse", "Disse"))
    (found,) = resolve(text, statement(text, "", "Disse", "chove"))
    assert found.speaker == "Berta"


def test_who_is_named_in_the_content_does_not_say_it() -> None:
    rows = """
    Disse dizer VERB Number=Sing 0 root
    que que SCONJ _ 4 mark
    Rui Rui PROPN Gender=Masc 4 nsubj
    dorme dormir VERB _ 1 ccomp
    _. . PUNCT _ 1 punct

    Acrescentou acrescentar VERB Number=Sing 0 root
    que que SCONJ _ 3 mark
    chove chover VERB _ 1 ccomp
    """
    text = opened(rows, (2, 3, "PER"))
    first, second = resolve(
        text, statement(text, "", "Disse", "Rui dorme"), statement(text, "", "Acrescentou", "chove")
    )
    assert (first.speaker, second.speaker) == ("Berta", "Berta")


def test_apposition_gives_the_name_not_the_body() -> None:
    rows = """
    O o DET _ 2 det
    presidente presidente NOUN Gender=Masc|Number=Sing 8 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    Liga Liga PROPN _ 2 nmod
    _, , PUNCT _ 7 punct
    Rui Rui PROPN _ 2 appos
    """
    text = opened(rows.rstrip() + SAID.format(10, 8), (4, 5, "ORG"), (6, 7, "PER"))
    (found,) = resolve(text, statement(text, "O presidente da Liga, Rui", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui", "Liga")


def test_spokesman_without_a_name_is_described() -> None:
    rows = """
    Um um DET _ 2 det
    porta-voz porta-voz NOUN Gender=Masc|Number=Sing 6 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    Liga Liga PROPN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(8, 6), (4, 5, "ORG"))
    (found,) = resolve(text, statement(text, "Um porta-voz da Liga", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("porta-voz da Liga", "Liga")


def test_counsel_speaks_for_the_fullest_name() -> None:
    rows = """
    A o DET _ 2 det
    defesa defesa NOUN Gender=Fem|Number=Sing 6 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    diretora diretor NOUN Gender=Fem|Number=Sing 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(8, 6))
    (found,) = resolve(text, statement(text, "A defesa da diretora", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("defesa de Berta", "Berta")


def test_document_speaks_for_its_maker() -> None:
    rows = """
    A o DET _ 2 det
    nota nota NOUN Gender=Fem|Number=Sing 6 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    Museu Museu PROPN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(8, 6), (4, 5, "ORG"))
    (found,) = resolve(text, statement(text, "A nota do Museu", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Museu", None)


def test_a_law_speaks_for_itself() -> None:
    text = opened("A o DET _ 2 det\nlei lei NOUN Gender=Fem|Number=Sing 3 nsubj" + SAID.format(5, 3))
    (found,) = resolve(text, statement(text, "A lei", "disse", "chove"))
    assert found.speaker == "lei"


def test_joint_speakers_are_both_named() -> None:
    rows = """
    Ana Ana PROPN _ 4 nsubj
    e e CCONJ _ 3 cc
    Rui Rui PROPN _ 1 conj
    """
    text = opened(rows.rstrip() + SAID.format(6, 4), (0, 1, "PER"), (2, 3, "PER"))
    (found,) = resolve(text, statement(text, "Ana e Rui", "disse", "chove"))
    assert (found.speaker, found.actor) == ("Ana; Rui", None)


def test_minister_of_a_country_speaks_for_it() -> None:
    rows = """
    O o DET _ 2 det
    ministro ministro NOUN Gender=Masc|Number=Sing 7 nsubj
    chileno chileno ADJ _ 2 amod
    da@da de ADP _ 6 case
    a@ o DET _ 6 det
    Saúde Saúde PROPN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(9, 7))
    (found,) = resolve(text, statement(text, "O ministro chileno da Saúde", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("ministro chileno da Saúde", "Chile")


def test_body_is_taken_up_by_its_noun() -> None:
    rows = """
    A o DET _ 2 det
    Liga Liga PROPN _ 3 nsubj
    venceu vencer VERB _ 0 root
    _. . PUNCT _ 3 punct

    A o DET _ 2 det
    entidade entidade NOUN Gender=Fem|Number=Sing 3 nsubj
    """
    text = opened(rows.rstrip() + SAID.format(5, 3), (1, 2, "ORG"))
    (found,) = resolve(text, statement(text, "A entidade", "disse", "chove"))
    assert found.speaker == "Liga"


def test_only_speaker_actor_and_side_are_filled_in() -> None:
    text = opened("Berta Berta PROPN _ 2 nsubj" + SAID.format(4, 2), (0, 1, "PER"))
    before = statement(text, "Berta", "disse", "chove")
    (after,) = resolve(text, before)
    assert (after.content, after.cue, after.source, after.act) == (
        before.content,
        before.cue,
        before.source,
        before.act,
    )


def test_a_reading_with_no_statement_gives_none() -> None:
    assert resolve(reading("Chove chover VERB _ 0 root")) == ()


def test_entities_are_those_of_the_reading() -> None:
    assert opened("Rui Rui PROPN _ 0 root", (0, 1, "PER")).entities[-1] == Entity(9, 10, "PER")
