"""Events: triggers, participants, selection; one behaviour each."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from segundo.article import Span
from segundo.finders.events import find_events, innermost, select
from segundo.finders.events.arguments import phrase
from segundo.finders.events.status import mark_cue, modality
from segundo.finders.events.triggers import Candidate, find_candidates
from segundo.finders.events.weights import Weights
from segundo.finders.loglinear import probability
from segundo.finders.places import is_place
from segundo.languages import table
from segundo.reader import Reader, join
from segundo.reader.reading import Entity, Reading
from segundo.records import Statement, Time
from segundo.segment import segment
from tests.build import reading

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"

PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"

ACTIVE = reading(
    """
    A o DET Definite=Def 2 det
    polícia polícia NOUN _ 3 nsubj
    prendeu prender VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
    dois dois NUM _ 5 nummod
    homens homem NOUN _ 3 obj
    em em ADP _ 7 case
    Faro Faro PROPN _ 3 obl
    ontem ontem ADV _ 3 advmod
    _. . PUNCT _ 3 punct
    """,
    ((6, 7, "LOC"),),
)
PASSIVE = reading(
    """
    O o DET Definite=Def 2 det
    autarca autarca NOUN _ 4 nsubj:pass
    foi ser AUX Mood=Ind|Tense=Past|VerbForm=Fin 4 aux:pass
    detido deter VERB VerbForm=Part 0 root
    por por ADP _ 7 case
    a o DET Definite=Def 7 det
    guarda guarda NOUN _ 4 obl:agent
    _. . PUNCT _ 4 punct
    """
)
REFLEXIVE = reading(
    """
    Os o DET Definite=Def 2 det
    ministros ministro NOUN _ 4 nsubj
    se se PRON Case=Acc 4 expl
    reuniram reunir VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
    """
)
NOUN = reading(
    """
    A o DET Definite=Def 2 det
    prisão prisão NOUN _ 9 nsubj
    de@do de ADP _ 5 case
    o@ o DET _ 5 det
    suspeito suspeito NOUN _ 2 nmod
    por@pela por ADP _ 8 case
    a@ o DET _ 8 det
    guarda guarda NOUN _ 2 nmod
    surpreendeu surpreender VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
    """
)


def only(found: list[Candidate]) -> Candidate:
    assert len(found) == 1, [candidate.lemma for candidate in found]
    return found[0]


def words(text: Reading, spans: tuple[Span, ...]) -> str:
    return " … ".join(text.text[start:end] for start, end in spans)


def test_active_verb_takes_subject_and_object() -> None:
    found = only(find_candidates(ACTIVE, "pt"))
    assert (found.sense.type, found.frame.actor, found.frame.target) == ("COERCE", 1, 4)


def test_passive_verb_turns_them_round() -> None:
    found = only(find_candidates(PASSIVE, "pt"))
    assert (found.sense.type, found.frame.actor, found.frame.target) == ("COERCE", 6, 1)


def test_verb_that_asks_for_its_clitic() -> None:
    found = only(find_candidates(REFLEXIVE, "pt"))
    assert (found.sense.type, found.frame.actor, found.frame.target) == ("CONSULT", 1, None)
    without = reading(
        """
        O o DET _ 2 det
        clube clube NOUN _ 3 nsubj
        rendeu render VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        cem cem NUM _ 5 nummod
        livros livro NOUN _ 3 obj
        """
    )
    assert find_candidates(without, "pt") == []


def test_noun_takes_its_complements() -> None:
    found = only(find_candidates(NOUN, "pt"))
    assert (found.sense.type, found.frame.actor, found.frame.target) == ("COERCE", 7, 4)


def test_the_theme_decides_the_type() -> None:
    def types(object_: str) -> str:
        text = reading(
            f"""
            Os o DET _ 2 det
            homens homem NOUN _ 3 nsubj
            derrubaram derrubar VERB {PAST} 0 root
            o o DET _ 5 det
            {object_} {object_} NOUN _ 3 obj
            """
        )
        return find_candidates(text, "pt")[0].sense.type

    assert (types("lei"), types("governo"), types("sentença")) == ("GOVERN", "GOVERN", "JUSTICE")


def test_a_condition_that_is_not_met_is_evidence_only() -> None:
    text = reading(
        f"""
        Os o DET _ 2 det
        homens homem NOUN _ 3 nsubj
        derrubaram derrubar VERB {PAST} 0 root
        o o DET _ 5 det
        muro muro NOUN _ 3 obj
        """
    )
    found = find_candidates(text, "pt")
    assert {candidate.sense.type for candidate in found} >= {"GOVERN", "JUSTICE"}
    assert all("theme" in candidate.unmet or "agent" in candidate.unmet for candidate in found)


def test_an_oblique_theme() -> None:
    text = reading(
        f"""
        O o DET _ 2 det
        homem homem NOUN _ 3 nsubj
        abusou abusar VERB {PAST} 0 root
        de de ADP _ 6 case
        duas dois NUM _ 6 nummod
        crianças criança NOUN _ 3 obl
        """
    )
    found = find_candidates(text, "pt")[0]
    assert (found.sense.type, found.unmet) == ("ASSAULT", ())


def test_forced_to_leave_is_displaced() -> None:
    text = reading(
        """
        As o DET _ 2 det
        famílias família NOUN _ 4 nsubj:pass
        foram ser AUX Mood=Ind|Tense=Past|VerbForm=Fin 4 aux:pass
        forçadas forçar VERB VerbForm=Part 0 root
        a a ADP _ 6 mark
        sair sair VERB VerbForm=Inf 4 xcomp
        de de ADP _ 8 case
        casa casa NOUN _ 6 obl
        """
    )
    assert find_candidates(text, "pt")[0].sense.family == "displaced"


def test_a_fixed_expression_names_no_event() -> None:
    text = reading(
        """
        A o DET _ 2 det
        conferência conferência NOUN _ 5 nsubj
        de de ADP _ 4 case
        imprensa imprensa NOUN _ 2 nmod
        durou durar VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        """
    )
    assert find_candidates(text, "pt") == []


def test_the_types_of_a_word_exclude_each_other() -> None:
    sense = only(find_candidates(ACTIVE, "pt")).sense
    frame = only(find_candidates(ACTIVE, "pt")).frame
    pair = [Candidate(2, replace(sense, type=type_), frame, "prender:verb") for type_ in ("COERCE", "HARM")]
    weights = Weights({"yes": 2.0, "measure": 0.5}, {}, 0.1, 0.0)
    odds = weights.log_odds(pair, [{"yes": 1.0}, {"measure": 2.0}])
    assert sum(probability(value) for value in odds) < 1
    assert [candidate.sense.type for candidate, _ in select(pair, odds, weights)] == ["COERCE"]


def test_relative_pronoun_stands_for_its_antecedent() -> None:
    text = reading(
        """
        O o DET _ 2 det
        rapaz rapaz NOUN _ 0 root
        que que PRON PronType=Rel 4 nsubj
        assaltou assaltar VERB Mood=Ind|Tense=Past|VerbForm=Fin 2 acl:relcl
        a o DET _ 6 det
        loja loja NOUN _ 4 obj
        """
    )
    assert only(find_candidates(text, "pt")).frame.actor == 1


def test_sayings_and_other_words_are_no_events() -> None:
    text = reading(
        """
        O o DET _ 2 det
        atleta atleta NOUN _ 3 nsubj
        disse dizer VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        que que SCONJ _ 5 mark
        ganhou correr VERB Mood=Ind|Tense=Past|VerbForm=Fin 3 ccomp
        """
    )
    assert find_events(text, (), ()) == ()


def test_an_event_with_its_place_and_time() -> None:
    times = (Time(Span(38, 43), "DATE", "2021-03-01", "test", 1.0),)
    assert ACTIVE.text[38:43] == "ontem"
    (event,) = find_events(ACTIVE, times, ())
    assert (event.type, event.status, event.place, event.when) == ("COERCE", "happened", "Faro", 0)
    assert words(ACTIVE, event.trigger) == "prendeu"
    assert (words(ACTIVE, event.actor), words(ACTIVE, event.target)) == ("A polícia", "dois homens")
    assert event.according_to is None and 0 <= event.score <= 1 and event.rule == "arrest:prender:verb"


def test_a_noun_dated_before_the_article_is_no_plan() -> None:
    text = reading(
        """
        Vão ir AUX Mood=Ind|Tense=Pres|VerbForm=Fin 2 aux
        apurar apurar VERB VerbForm=Inf 0 root
        gastos gasto NOUN _ 2 obj
        para para ADP _ 6 case
        a o DET _ 6 det
        eleição eleição NOUN _ 3 nmod
        de de ADP _ 8 case
        2014 2014 NUM _ 6 nmod
        """
    )
    start = text.text.index("2014")
    times = (Time(Span(start, start + 4), "DATE", "2014", "test", 1.0),)
    told = {day: find_events(text, times, (), day)[-1].status for day in (date(2016, 5, 1), date(2013, 5, 1))}
    assert told == {date(2016, 5, 1): "happened", date(2013, 5, 1): "planned"}


def test_contracted_prepositions_stay_out_of_the_participants() -> None:
    found = only(find_candidates(NOUN, "pt"))
    assert words(NOUN, phrase(NOUN, found.frame.target)) == "suspeito"


def test_a_pronoun_contracted_with_its_preposition_is_a_participant() -> None:
    text = reading(
        """
        A o DET _ 2 det
        prisão prisão NOUN _ 0 root
        de@dele de ADP _ 4 case
        ele@ ele PRON _ 2 nmod
        """
    )
    assert words(text, phrase(text, 3)) == "dele"


def statement(start: int, end: int, act: str = "state") -> Statement:
    return Statement((Span(start, end),), (), (), "indirect", act, "test", 1.0)  # type: ignore[arg-type]


def test_an_event_belongs_to_the_innermost_statement() -> None:
    statements = (statement(0, 41), statement(2, 30))
    holders = innermost(ACTIVE, statements)
    assert holders[2] == 1
    assert holders[7] == 0
    (event,) = find_events(ACTIVE, (), statements)
    assert event.according_to == 1


def test_repeated_mentions_are_marked_once() -> None:
    rows = """
    A o DET Definite=Def 2 det
    polícia polícia NOUN _ 3 nsubj
    prendeu prender VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
    o o DET _ 5 det
    médico médico NOUN _ 3 obj
    _. . PUNCT _ 3 punct

    A o DET Definite=Def 2 det
    prisão prisão NOUN _ 3 nsubj
    durou durar VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
    pouco pouco ADV _ 3 advmod
    _. . PUNCT _ 3 punct
    """
    text = reading(rows)
    assert [words(text, event.trigger) for event in find_events(text, (), ())] == ["prendeu"]


@pytest.mark.parametrize(
    ("name", "column"),
    [("event_classes", "nouns"), ("event_fixed", "expression"), ("domains", "words"), ("inflection", "forms")],
)
def test_examples_hold_a_word_of_their_row(name: str, column: str) -> None:
    wrong = []
    for row in table("pt", name):
        example = row["example"].lower()
        # An ending, a singular or a masculine is enough: the example may inflect the word.
        if not any(word.lower().strip("-")[:-1] in example for word in row[column].split(",")):
            wrong.append((row[column], row["example"]))
    assert wrong == []


def test_cues_are_found_in_their_examples(reader: Reader) -> None:
    tables = modality("pt")
    wrong = []
    for row in table("pt", "modality"):
        (text,) = reader.read([row["example"]])
        if not any(row["cue"] in (tables.lemma(text, at), mark_cue(text, at, tables)) for at in range(len(text))):
            wrong.append((row["cue"], row["example"]))
    assert wrong == []


def test_trigger_examples_name_their_event(reader: Reader) -> None:
    wrong = []
    for row in table("pt", "triggers"):
        (text,) = reader.read([row["example"]])
        found = {(candidate.sense.type, candidate.sense.family) for candidate in find_candidates(text, "pt")}
        if (row["type"], row["family"]) not in found:
            wrong.append((row["type"], row["family"], row["example"], sorted(found)))
    assert wrong == []


def test_examples_of_words_with_other_participants_name_no_event(reader: Reader) -> None:
    wrong = []
    for row in table("pt", "event_unlike"):
        (text,) = reader.read([row["example"]])
        found = {candidate.lemma.partition(":")[0] for candidate in find_candidates(text, "pt")}
        if not found.isdisjoint(row["words"].split(",")):
            wrong.append((row["words"], row["example"]))
    assert wrong == []


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ("Beja Beja PROPN _ 0 root", True),
        ("foram ir AUX _ 0 root", False),
        ("Islâmico islâmico ADJ _ 0 root", False),
        ("2004 2004 NUM _ 0 root", False),
    ],
)
def test_what_may_be_a_place(rows: str, place: bool) -> None:
    assert is_place(reading(rows, ((0, 1, "LOC"),)), Entity(0, 1, "LOC")) == place


def test_a_party_in_brackets_is_no_place() -> None:
    text = reading("Rui Rui PROPN _ 0 root\n( ( PUNCT _ 1 punct\n_PSC-RJ PSC-RJ PROPN _ 1 appos", ((2, 3, "LOC"),))
    assert not is_place(text, text.entities[0])


@pytest.mark.shared
def test_nothing_of_the_founding_example_wrongly_happened(reader: Reader) -> None:
    path = SHARED / "seed" / "gold.jsonl"
    if not path.exists():
        pytest.skip(f"no {path}")
    gold = json.loads(path.read_text(encoding="utf-8"))
    passages = [passage for passage in segment(gold["text"]) if passage.first == passage.number]
    text = join(gold["text"], passages, reader.read([passage.text for passage in passages]))
    statements = [
        Statement(tuple(Span(*piece) for piece in row["content"]), (), (), row["form"], row["act"], "gold", 1.0)
        for row in gold["statements"]
    ]
    real = {(start, row["status"]) for row in gold["events"] for start, _ in row["trigger"]}
    found = {(event.trigger[0].start, event.status) for event in find_events(text, (), statements)}
    assert len(found) >= 5
    for start, status_ in real:
        if status_ != "happened":
            assert (start, "happened") not in found
