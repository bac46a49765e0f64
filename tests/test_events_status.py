"""The status of events: modality, negation, tense and speech act; one behaviour each."""

from __future__ import annotations

import pytest

from segundo.finders.events.status import at_its_time, cues, is_going_on
from segundo.finders.events.triggers import find_candidates
from segundo.finders.events.weights import load_weights
from segundo.reader.reading import Reading
from tests.build import reading

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


def status(text: Reading, form: str, act: str = "none") -> str:
    candidate = next(found for found in find_candidates(text, "pt") if text.form[found.word] == form)
    held = set(text.subtree(candidate.word)) if act != "none" else set()
    holders = [0 if word in held else None for word in range(len(text))]
    return load_weights("pt").best_status(cues(text, candidate, holders, act, False, "pt"))


def test_negation_denies() -> None:
    text = reading(
        """
        O o DET _ 2 det
        ministro ministro NOUN _ 4 nsubj
        não não ADV Polarity=Neg 4 advmod
        renunciou renunciar VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        """
    )
    assert status(text, "renunciou") == "denied"


def test_what_a_denial_contains_is_denied() -> None:
    assert status(PASSIVE, "detido", "deny") == "denied"


def test_future_is_planned() -> None:
    text = reading(
        """
        O o DET _ 2 det
        senado senado NOUN _ 4 nsubj
        vai ir AUX Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux
        votar votar VERB VerbForm=Inf 0 root
        a o DET _ 6 det
        lei lei NOUN _ 4 obj
        """
    )
    assert status(text, "votar") == "planned"


def test_what_is_demanded_is_wanted() -> None:
    text = reading(
        """
        O o DET _ 2 det
        promotor promotor NOUN _ 3 nsubj
        pediu pedir VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        a o DET _ 5 det
        prisão prisão NOUN _ 3 obj
        de@do de ADP _ 8 case
        o@ o DET _ 8 det
        médico médico NOUN _ 5 nmod
        """
    )
    assert status(text, "prisão", "demand") == "wanted"


def test_a_condition_is_conditional() -> None:
    text = reading(
        """
        Se se SCONJ _ 4 mark
        o o DET _ 3 det
        ministro ministro NOUN _ 4 nsubj
        renunciar renunciar VERB Mood=Sub|Tense=Fut|VerbForm=Fin 7 advcl
        _, , PUNCT _ 4 punct
        todos todo PRON _ 7 nsubj
        perdem perder VERB Mood=Ind|Tense=Pres|VerbForm=Fin 0 root
        """
    )
    assert status(text, "renunciar") == "conditional"


def test_what_one_has_to_do_has_not_happened() -> None:
    text = reading(
        """
        O o DET _ 2 det
        tribunal tribunal NOUN _ 5 nsubj
        tem ter AUX Mood=Ind|Tense=Pres|VerbForm=Fin 5 aux
        de de ADP _ 5 mark
        anular anular VERB VerbForm=Inf 0 root
        a o DET _ 7 det
        sentença sentença NOUN _ 5 obj
        """
    )
    assert status(text, "anular") in ("wanted", "planned")


@pytest.mark.parametrize(("form", "feats"), [("teria", "Mood=Cnd"), ("terá", "Mood=Ind|Tense=Fut")])
def test_a_rumour_is_conditional(form: str, feats: str) -> None:
    text = reading(
        f"""
        O o DET _ 2 det
        médico médico NOUN _ 4 nsubj
        {form} ter AUX {feats}|VerbForm=Fin 4 aux
        agredido agredir VERB VerbForm=Part 0 root
        o o DET _ 6 det
        vizinho vizinho NOUN _ 4 obj
        """
    )
    assert status(text, "agredido") == "conditional"


def test_what_had_to_be_done_was_done() -> None:
    text = reading(
        """
        O o DET _ 2 det
        tribunal tribunal NOUN _ 5 nsubj
        teve ter AUX Mood=Ind|Tense=Past|VerbForm=Fin 5 aux
        de de ADP _ 5 mark
        anular anular VERB VerbForm=Inf 0 root
        a o DET _ 7 det
        sentença sentença NOUN _ 5 obj
        """
    )
    assert status(text, "anular") == "happened"


def test_what_can_happen_is_conditional() -> None:
    text = reading(
        """
        O o DET _ 2 det
        tribunal tribunal NOUN _ 4 nsubj
        pode poder AUX Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux
        anular anular VERB VerbForm=Inf 0 root
        a o DET _ 6 det
        sentença sentença NOUN _ 4 obj
        """
    )
    assert status(text, "anular") == "conditional"


def test_the_progressive_is_ongoing() -> None:
    text = reading(
        """
        A o DET _ 2 det
        polícia polícia NOUN _ 4 nsubj
        está estar AUX Mood=Ind|Tense=Pres|VerbForm=Fin 4 aux
        investigando investigar VERB VerbForm=Ger 0 root
        o o DET _ 6 det
        caso caso NOUN _ 4 obj
        """
    )
    assert status(text, "investigando") == "ongoing"


def test_what_somebody_is_in_is_going_on() -> None:
    rows = """
        Ainda ainda ADV _ 4 advmod
        estamos estar AUX Mood=Ind|Tense=Pres|VerbForm=Fin 4 cop
        em em ADP _ 4 case
        conversas conversa NOUN _ 0 root
    """
    assert is_going_on(reading(rows), 3)
    assert not is_going_on(reading(rows.replace("Tense=Pres", "Tense=Past")), 3)


def test_what_is_wanted_during_something_leaves_it_as_it_is() -> None:
    rows = """
        A o DET _ 2 det
        defesa defesa NOUN _ 3 nsubj
        pediu pedir VERB Mood=Ind|Tense=Past|VerbForm=Fin 0 root
        calma calma NOUN _ 3 obj
        durante durante ADP _ 7 case
        a o DET _ 7 det
        votação votação NOUN _ 3 obl
    """
    during, by = reading(rows), reading(rows.replace("durante durante", "por por"))
    (vote,) = (found for found in find_candidates(during, "pt") if during.form[found.word] == "votação")
    told, wanted = (cues(text, vote, [None] * len(text), "none", False, "pt") for text in (during, by))
    assert "governor1=wanted" in wanted
    assert "governor1=wanted" not in told


@pytest.mark.parametrize(
    ("status", "side", "told"),
    [
        ("planned", -1, "happened"),
        ("happened", 1, "planned"),
        ("ongoing", 1, "planned"),
        ("planned", 1, "planned"),
        ("happened", -1, "happened"),
        ("planned", 0, "planned"),
        ("wanted", -1, "wanted"),
        ("denied", 1, "denied"),
    ],
)
def test_what_is_past_is_no_plan_and_what_lies_ahead_is_one(status: str, side: int, told: str) -> None:
    assert at_its_time(status, side) == told
