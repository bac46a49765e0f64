from __future__ import annotations

from dataclasses import replace

import pytest

from segundo.article import Span
from segundo.finders.statements.choice import TWICE, candidates, choose, find_cues, overlap
from segundo.finders.statements.drafts import Draft
from segundo.finders.statements.page import Page
from segundo.finders.statements.seen import draft_of
from segundo.finders.statements.weights import Weights
from segundo.reader.reading import Reading, Saying
from segundo.records import ACTS
from tests.build import reading

SENTENCE = """
    A          o          DET    Definite=Def                                                    2 det
    ministra   ministra   NOUN   _                                                               3 nsubj
    garantiu   garantir   VERB   Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin           0 root
    ontem      ontem      ADV    _                                                               3 advmod
    que        que        SCONJ  _                                                               8 mark
    as         o          DET    _                                                               7 det
    obras      obra       NOUN   _                                                               8 nsubj
    começam    começar    VERB   Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin           3 ccomp
    já         já         ADV    _                                                               8 advmod
    _.         .          PUNCT  _                                                               3 punct
"""
SURE_STATE = tuple(0.91 if act == "state" else 0.01 for act in ACTS)
SURE_PROMISE = tuple(0.91 if act == "promise" else 0.01 for act in ACTS)


def page(*sayings: Saying) -> Page:
    return Page(replace(reading(SENTENCE), sayings=sayings), "pt")


def saying(content: tuple[int, int] = (5, 9), source: tuple[int, int] | None = (0, 2)) -> Saying:
    return Saying(2, False, 0.95, source, 0.95, content, 0.95, SURE_STATE)


def ruled(read: Reading, first: int = 5, source: tuple[int, ...] = (0, 1)) -> Draft:
    return Draft((read.span(first, 9),), (2,), source, "state", "verb-that", verb=2)


def shown(read: Reading, draft: Draft) -> tuple[str, str, str]:
    parts = draft.content, read.pieces(list(draft.cue)), read.pieces(list(draft.source))
    text = [" … ".join(read.text[piece.start : piece.end] for piece in pieces) for pieces in parts]
    return text[0], text[1], text[2]


def test_what_the_model_sees_is_a_draft() -> None:
    seen = page(saying())
    draft = draft_of(seen, seen.reading.sayings[0])
    assert draft is not None
    assert shown(seen.reading, draft) == ("as obras começam já", "garantiu", "A ministra")
    assert draft.rule == "model-verb"


def test_the_cue_in_the_middle_of_a_content_is_no_part_of_it() -> None:
    seen = page(saying(content=(0, 9), source=None))
    draft = draft_of(seen, seen.reading.sayings[0])
    assert draft is not None
    assert draft.content == (seen.reading.span(0, 2), seen.reading.span(3, 9))


LED = """
    Sobre      sobre      ADP    _                   2 case
    moradores  morador    NOUN   _                   {0}
    disse      dizer      VERB   VerbForm=Fin        {1}
    que        que        SCONJ  _                   5 mark
    chove      chover     VERB   VerbForm=Fin        3 ccomp
"""


@pytest.mark.parametrize(
    ("noun", "verb", "source"), [("3 obl", "0 root", ""), ("0 root", "2 acl:relcl", "moradores")]
)
def test_what_a_preposition_leads_is_no_subject_but_for_a_relative_clause(noun: str, verb: str, source: str) -> None:
    seen = Page(replace(reading(LED.format(noun, verb)), sayings=(saying(content=(4, 5), source=(1, 2)),)), "pt")
    draft = draft_of(seen, seen.reading.sayings[0])
    assert draft is not None
    assert shown(seen.reading, draft)[2] == source


def test_a_saying_without_content_is_none() -> None:
    seen = page(saying(content=(9, 10)))
    assert draft_of(seen, seen.reading.sayings[0]) is None


def test_a_rule_and_the_model_at_one_cue_are_one_cue() -> None:
    seen = page(saying())
    [cue] = find_cues(seen, [ruled(seen.reading)])
    assert cue.ruled is not None
    assert cue.saying is not None


def test_what_only_the_model_sees_is_a_cue_of_its_own() -> None:
    seen = page(saying())
    [cue] = find_cues(seen, [])
    assert cue.ruled is None
    assert cue.seen is not None


def test_content_and_source_may_come_from_either() -> None:
    seen = page(saying(source=None))
    [cue] = find_cues(seen, [ruled(seen.reading, first=8)])
    found = {shown(seen.reading, candidate.draft)[::2] for candidate in candidates(seen, cue)}
    assert found == {
        ("já", "A ministra"),
        ("as obras começam já", ""),
        ("já", ""),
        ("as obras começam já", "A ministra"),
    }


def test_where_rule_and_model_agree_but_for_an_edge_the_rule_has_it() -> None:
    seen = page(saying(content=(5, 8)))
    [cue] = find_cues(seen, [ruled(seen.reading)])
    assert {shown(seen.reading, candidate.draft)[0] for candidate in candidates(seen, cue)} == {"as obras começam já"}


def test_the_likeliest_candidate_is_taken_with_its_chance() -> None:
    seen = page(saying(source=None))
    weights = Weights({"content=model": 1.0, "source=rule": 1.0}, {"state": {}}, 0.5)
    [(draft, chance)] = choose(seen, [ruled(seen.reading, first=8)], weights)
    assert shown(seen.reading, draft)[::2] == ("as obras começam já", "A ministra")
    assert chance == pytest.approx(0.8808, abs=1e-4)


def test_what_is_less_likely_than_the_threshold_is_left() -> None:
    seen = page(saying())
    assert choose(seen, [], Weights({"bias": -1.0}, {"state": {}}, 0.5)) == []


def test_the_same_words_are_one_statement() -> None:
    seen = page()
    twice = [ruled(seen.reading), replace(ruled(seen.reading), cue=(), verb=None)]
    assert len(choose(seen, twice, Weights({}, {"state": {}}, 0.5))) == 1


@pytest.mark.parametrize(("source", "left"), [((2,), 2), ((), 1)])
def test_what_somebody_said_in_the_words_of_another_is_a_statement_too(source: tuple[int, ...], left: int) -> None:
    text = reading(
        """
        Segundo segundo ADP _ 2 case
        Rui Rui PROPN _ 4 obl
        Ana Ana PROPN _ 4 nsubj
        garantiu garantir VERB _ 0 root
        que que SCONJ _ 10 mark
        as o DET _ 7 det
        obras obra NOUN _ 10 nsubj
        metropolitanas metropolitano ADJ _ 7 amod
        finalmente finalmente ADV _ 10 advmod
        começam começar VERB _ 4 ccomp
        """
    )
    outer = Draft((text.span(2, 10),), (0,), (1,), "state", "according-before")
    inner = Draft((text.span(5, 10),), (3,), source, "state", "verb-that", verb=3)
    assert overlap(outer.content, inner.content) >= TWICE
    assert len(choose(Page(text, "pt"), [outer, inner], Weights({}, {"state": {}}, 0.5))) == left


def test_the_act_follows_the_model_where_the_cue_is_plain() -> None:
    seen = page(saying()._replace(acts=SURE_PROMISE))
    weights = Weights({}, {"state": {"chance=state": 1.0}, "promise": {"chance=promise": 1.0}}, 0.5)
    [(draft, _)] = choose(seen, [ruled(seen.reading)], weights)
    assert draft.act == "promise"


def test_overlap_is_the_f1_of_characters() -> None:
    assert overlap((Span(0, 10),), (Span(5, 15),)) == 0.5
    assert overlap((Span(0, 4), Span(6, 10)), (Span(0, 4), Span(6, 10))) == 1.0


def test_two_words_of_one_cue_are_one_cue_with_the_surer_saying() -> None:
    unsure = saying()._replace(word=1, score=0.1)
    seen = page(unsure, saying())
    draft = replace(ruled(seen.reading), cue=(1, 2), verb=None)
    [cue] = find_cues(seen, [draft])
    assert cue.saying == saying()
