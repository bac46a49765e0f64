"""Speakers: names, titles, pronouns and unwritten subjects, each resolved within the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from segundo.article import Span
from segundo.finders.actors import find_actors
from segundo.reader.reading import Entity, Reading
from segundo.records import Statement
from segundo.resolve.antecedents import load_weights, score
from segundo.resolve.scene import Candidate, Moment
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


def test_a_side_keeps_the_words_that_named_it_first() -> None:
    rows = """
    A o DET Gender=Fem|Number=Sing 2 det
    defesa defesa NOUN Gender=Fem|Number=Sing 5 nsubj
    de de ADP _ 4 case
    Berta Berta PROPN _ 2 nmod
    disse dizer VERB Number=Sing 0 root
    chove chover VERB Number=Sing 5 ccomp
    _. . PUNCT _ 5 punct

    Os o DET Gender=Masc|Number=Plur 2 det
    advogados advogado NOUN Gender=Masc|Number=Plur 5 nsubj
    de de ADP _ 4 case
    Berta Berta PROPN _ 2 nmod
    disseram dizer VERB Number=Plur 0 root
    neva nevar VERB Number=Sing 5 ccomp
    _. . PUNCT _ 5 punct
    """
    text = opened(rows, (3, 4, "PER"), (10, 11, "PER"))
    first = statement(text, "A defesa de Berta", "disse", "chove")
    _, found = resolve(text, first, statement(text, "Os advogados de Berta", "disseram", "neva"))
    assert (found.speaker, found.on_behalf_of) == ("defesa de Berta", "Berta")


def test_office_of_a_body_is_named_as_it_is_written() -> None:
    rows = """
    O o DET Gender=Masc|Number=Sing 2 det
    Teatro Teatro PROPN _ 9 nsubj
    Nacional Nacional PROPN _ 2 flat:name
    de de ADP _ 5 case
    Lisboa Lisboa PROPN _ 2 nmod
    _( ( PUNCT _ 7 punct
    _TNL TNL PROPN _ 2 appos
    _) ) PUNCT _ 7 punct
    fechou fechar VERB Number=Sing 0 root
    _. . PUNCT _ 9 punct

    A o DET Gender=Fem|Number=Sing 2 det
    direção direção NOUN Gender=Fem|Number=Sing 6 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    TNL TNL PROPN _ 2 nmod
    disse dizer VERB Number=Sing 0 root
    chove chover VERB Number=Sing 6 ccomp
    _. . PUNCT _ 6 punct
    """
    text = reading(rows, entities=((1, 5, "ORG"), (6, 7, "ORG"), (14, 15, "ORG")))
    (found,) = resolve(text, statement(text, "A direção do TNL", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("direção do TNL", "Teatro Nacional de Lisboa")


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


def test_subject_of_the_sentence_before_a_quotation_utters_it() -> None:
    rows = """
    Rui Rui PROPN Gender=Masc 2 nsubj
    respondeu responder VERB Number=Sing 0 root
    a a ADP _ 4 case
    Caio Caio PROPN Gender=Masc 2 obl
    _. . PUNCT _ 2 punct

    Chove chover VERB _ 3 ccomp
    _, , PUNCT _ 1 punct
    disse dizer VERB Number=Sing 0 root
    _. . PUNCT _ 3 punct
    """
    text = opened(rows, (0, 1, "PER"), (3, 4, "PER"))
    (found,) = resolve(text, replace(statement(text, "", "disse", "Chove"), form="direct"))
    assert found.speaker == "Rui"


def test_what_is_said_within_a_quotation_does_not_tell_who_spoke_last() -> None:
    rows = """
    Berta Berta PROPN _ 2 nsubj
    disse dizer VERB Number=Sing 0 root
    que que SCONJ _ 5 mark
    Rui Rui PROPN Gender=Masc 5 nsubj
    nega negar VERB Number=Sing 2 ccomp
    culpa culpa NOUN _ 5 obj
    _. . PUNCT _ 2 punct

    Acrescentou acrescentar VERB Number=Sing 0 root
    que que SCONJ _ 3 mark
    chove chover VERB _ 1 ccomp
    """
    text = opened(rows, (0, 1, "PER"), (3, 4, "PER"))
    said = statement(text, "Berta", "disse", "Rui nega culpa")
    denied = statement(text, "Rui", "nega", "culpa")
    added = statement(text, "", "Acrescentou", "chove")
    assert [one.speaker for one in resolve(text, said, denied, added)] == ["Berta", "Rui", "Berta"]


def test_passive_without_an_agent_names_nobody() -> None:
    rows = """
    Berta Berta PROPN _ 3 nsubj:pass
    foi ser AUX Number=Sing 3 aux:pass
    acusada acusar VERB VerbForm=Part 0 root
    de de ADP _ 5 case
    fraude fraude NOUN _ 3 obl
    """
    text = opened(rows, (0, 1, "PER"))
    (found,) = resolve(text, statement(text, "", "foi acusada", "fraude"))
    assert found.speaker is None


def test_first_person_outside_quotations_names_nobody() -> None:
    text = opened(SAID.format(3, 1).replace("disse dizer VERB Number=Sing", "Digo dizer VERB Number=Sing|Person=1"))
    (found,) = resolve(text, statement(text, "", "Digo", "chove"))
    assert found.speaker is None


DEFENCE = """
    A o DET _ 2 det
    defesa defesa NOUN Gender=Fem|Number=Sing 6 nsubj
    de de ADP _ 4 case
    Berta Berta PROPN _ 2 nmod
    já já ADV _ 6 advmod
    recorreu recorrer VERB Number=Sing 0 root
    _. . PUNCT _ 6 punct

    Os o DET _ 2 det
    advogados advogado NOUN Gender=Masc|Number=Plur 3 nsubj
"""


def test_counsel_takes_up_the_defence_named_before() -> None:
    text = opened(DEFENCE.rstrip() + SAID.format(5, 3), (3, 4, "PER"))
    (found,) = resolve(text, statement(text, "Os advogados", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("defesa de Berta", "Berta")


def test_rapporteur_speaks_for_the_body_of_the_case() -> None:
    rows = """
    O o DET _ 2 det
    relator relator NOUN Gender=Masc|Number=Sing 10 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    caso caso NOUN _ 2 nmod
    no@no em ADP _ 8 case
    o@ o DET _ 8 det
    STF STF PROPN _ 2 nmod
    Rui Rui PROPN Gender=Masc 2 appos
    """
    text = opened(rows.rstrip() + SAID.format(12, 10), (7, 8, "ORG"), (8, 9, "PER"))
    (found,) = resolve(text, statement(text, "O relator do caso no STF Rui", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui", "STF")


def test_title_of_a_body_with_no_name_means_who_bears_it() -> None:
    rows = """
    A o DET _ 2 det
    diretora diretor NOUN Gender=Fem|Number=Sing 6 nsubj
    da@da de ADP _ 5 case
    a@ o DET _ 5 det
    instituição instituição NOUN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(8, 6))
    (found,) = resolve(text, statement(text, "A diretora da instituição", "disse", "chove"))
    assert found.speaker == "Berta"


def test_choice_among_candidates_can_be_replaced() -> None:
    text = opened(SAID.format(3, 1).replace("disse", "Disse"))
    said = statement(text, "", "Disse", "chove")
    seen: list[str] = []

    def last(moment: Moment, candidates: Sequence[Candidate]) -> Candidate:
        seen.extend(candidate.voices[0].name for candidate in candidates)
        return candidates[-1]

    (found,) = resolve_speakers(text, (said,), find_actors(text), choose=last)
    assert seen and found.speaker == seen[-1]


def test_feature_without_a_weight_counts_nothing() -> None:
    weights = {"spoke": 1.5, "overtaken": -0.5}
    assert score(weights, ["spoke", "overtaken", "no such feature"]) == 1
    assert load_weights("pt")


def test_subject_before_a_colon_says_the_quotation_after_it() -> None:
    rows = """
    Rui Rui PROPN Gender=Masc|Number=Sing 3 nsubj
    foi ser AUX Number=Sing 3 cop
    duro duro ADJ _ 0 root
    _: : PUNCT _ 3 punct
    " " PUNCT _ 6 punct
    _chove chover VERB _ 3 parataxis
    _" " PUNCT _ 6 punct
    """
    text = opened(rows, (0, 1, "PER"))
    said = statement(text, "", "", "chove")
    (found,) = resolve_speakers(text, (said,), find_actors(text), choose=lambda _, found: found[-1])
    assert found.speaker == "Rui"


def test_how_a_president_spoke_is_not_what_he_heads() -> None:
    rows = """
    O o DET Definite=Def 2 det
    presidente presidente NOUN Number=Sing 8 nsubj
    de de ADP _ 4 case
    Angola Angola PROPN _ 2 nmod
    _, , PUNCT _ 6 punct
    Rui Rui PROPN _ 2 appos
    _, , PUNCT _ 6 punct
    saiu sair VERB Number=Sing 0 root
    _. . PUNCT _ 8 punct

    O o DET Definite=Def 2 det
    presidente presidente NOUN Number=Sing 6 nsubj
    pelo@pelo por ADP _ 5 case
    o@ o DET _ 5 det
    Twitter Twitter PROPN _ 2 nmod
    """
    text = opened(rows.rstrip() + SAID.format(8, 6), (3, 4, "LOC"), (5, 6, "PER"), (13, 14, "ORG"))
    (found,) = resolve(text, statement(text, "O presidente pelo Twitter", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("Rui", "Angola")


def test_one_person_is_not_several_of_the_same_role() -> None:
    rows = """
    Os o DET Definite=Def 2 det
    candidatos candidato NOUN Number=Plur 6 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    Porto Porto PROPN _ 2 nmod
    saíram sair VERB Number=Plur 0 root
    _. . PUNCT _ 6 punct

    Rui Rui PROPN _ 2 nsubj
    falou falar VERB Number=Sing 0 root
    _. . PUNCT _ 2 punct

    O o DET Definite=Def 2 det
    candidato candidato NOUN Number=Sing 3 nsubj
    """
    text = opened(rows.rstrip() + SAID.format(5, 3), (4, 5, "LOC"), (7, 8, "PER"))
    (found,) = resolve(text, statement(text, "O candidato", "disse", "chove"))
    assert found.speaker == "Rui"


def test_side_of_somebody_with_a_long_title_is_named_by_the_name() -> None:
    rows = """
    A o DET Definite=Def 2 det
    defesa defesa NOUN Number=Sing 13 nsubj
    do@do de ADP _ 5 case
    o@ o DET _ 5 det
    diretor diretor NOUN Number=Sing 2 nmod
    da@da de ADP _ 8 case
    a@ o DET _ 8 det
    Usina Usina PROPN _ 5 nmod
    e e CCONJ _ 11 cc
    do de ADP _ 11 case
    Banco Banco PROPN _ 8 conj
    Rui Rui PROPN _ 5 appos
    """
    text = opened(rows.rstrip() + SAID.format(15, 13), (7, 8, "ORG"), (10, 11, "ORG"), (11, 12, "PER"))
    (found,) = resolve(text, statement(text, "A defesa do diretor da Usina e do Banco Rui", "disse", "chove"))
    assert (found.speaker, found.on_behalf_of) == ("defesa de Rui", "Rui")
