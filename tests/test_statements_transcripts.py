"""Transcripts: who speaks in each turn, and where it begins and ends."""

from __future__ import annotations

import pytest

from segundo.finders.statements import find_statements
from segundo.reader.reading import Reading
from tests.build import reading
from tests.plain_weights import RULES
from tests.said import PRESENT, said


def turn(label: str, words: str, mark: str = ":", end: str = ".") -> str:
    """A sentence in which somebody speaks: a label and a mark, then a verb and what else is said."""
    verb, *others = words.split()
    names = label.split()
    at = len(names) + 2
    rows = [f"{names[0]} {names[0]} PROPN _ {at} parataxis"]
    rows += [f"{name} {name} PROPN _ 1 flat:name" for name in names[1:]]
    rows += [f"{'_' if mark == ':' else ''}{mark} {mark} PUNCT _ {at} punct", f"{verb} {verb} VERB {PRESENT} 0 root"]
    rows += [f"{word} {word} ADV _ {at} advmod" for word in others]
    return "\n".join([*rows, f"_{end} {end} PUNCT _ {at} punct", ""])


def transcript(*turns: str, between: str = "", kind: str = "PER") -> Reading:
    rows = f"\n{between}".join(turns)
    names = [word for word, tag in enumerate(reading(rows).upos) if tag == "PROPN"]
    return reading(rows, tuple((word, word + 1, kind) for word in names))


TURNS = (("Ana", "cai muito"), ("Rui", "sobe pouco"), ("Ana", "volta sempre"), ("Rui", "fica aqui"))


@pytest.mark.parametrize("mark", [":", "-", "–"])
@pytest.mark.parametrize("between", ["", "¶\n"], ids=["in a line", "in paragraphs"])
def test_each_turn_is_what_its_speaker_says(mark: str, between: str) -> None:
    read = transcript(*(turn(*one, mark=mark) for one in TURNS), between=between)
    assert said(read) == [(name, mark, words) for name, words in TURNS]
    assert {one.form for one in find_statements(read, (), weights=RULES)} == {"direct"}


def test_a_turn_goes_on_over_sentences_up_to_the_next() -> None:
    rest = f"Chove chover VERB {PRESENT} 0 root\n_. . PUNCT _ 1 punct\n"
    read = transcript(turn(*TURNS[0]), rest, *(turn(*one) for one in TURNS[1:]))
    assert said(read)[0] == ("Ana", ":", "cai muito. Chove")


def test_a_full_name_is_the_same_speaker_as_its_family_name() -> None:
    read = transcript(turn("Ana Prado", "cai"), turn("Rui", "sobe"), turn("Prado", "volta"), turn("Rui", "fica"))
    assert [source for source, _, _ in said(read)] == ["Ana Prado", "Rui", "Prado", "Rui"]


def test_a_turn_before_another_of_the_same_speaker_ends_with_its_question() -> None:
    answer = f"Chove chover VERB {PRESENT} 0 root\n_. . PUNCT _ 1 punct\n"
    asked = turn("Rui", "sobe", end="?")
    read = transcript(turn(*TURNS[0]), asked, answer, *(turn(*one) for one in (TURNS[1], *TURNS[2:])))
    assert said(read)[1] == ("Rui", ":", "sobe")
    read = transcript(turn(*TURNS[0]), asked, answer, *(turn(*one) for one in TURNS[2:]))
    assert said(read)[1] == ("Rui", ":", "sobe? Chove")


def test_a_turn_that_ends_with_a_question_asks() -> None:
    read = transcript(turn("Ana", "cai", end="?"), *(turn(*one) for one in TURNS[1:]))
    assert [one.act for one in find_statements(read, (), weights=RULES)] == ["ask", "state", "state", "state"]


@pytest.mark.parametrize(
    "labels", [("Ana", "Rui", "Ana"), ("Ana", "Ana", "Ana", "Ana"), ("Ana", "Rui", "Eva", "Leo")],
    ids=["few turns", "one speaker", "no speaker twice"],
)  # fmt: skip
def test_what_nobody_takes_turns_in_is_no_transcript(labels: tuple[str, ...]) -> None:
    read = transcript(*(turn(label, "cai muito") for label in labels))
    assert {one.rule for one in find_statements(read, (), weights=RULES)} <= {"headline"}


def test_turns_of_what_is_nobody_are_no_transcript() -> None:
    assert said(transcript(*(turn(*one) for one in TURNS), kind="MISC")) == []


def test_a_list_of_labels_without_sentences_is_no_transcript() -> None:
    told = "_: : PUNCT _ 1 punct\ntodos todo NOUN _ 0 root\n_. . PUNCT _ 3 punct"
    rows = [f"{label} {label} PROPN _ 3 nmod\n{told}" for label in ("Cc", "Cd", "Cc", "Cd")]
    assert said(reading("\n\n".join(rows))) == []


def test_what_is_said_within_a_turn_begins_after_its_label() -> None:
    told = f"""
        Ana Ana PROPN _ 5 parataxis
        _: : PUNCT _ 5 punct
        a o DET _ 4 det
        ponte ponte NOUN _ 5 nsubj
        cai cair VERB {PRESENT} 0 root
        _, , PUNCT _ 8 punct
        segundo segundo ADP _ 8 case
        Eva Eva PROPN _ 5 obl
        _. . PUNCT _ 5 punct
    """
    read = transcript(told, *(turn(*one) for one in TURNS[1:]))
    assert ("Eva", "segundo", "a ponte cai") in said(read)


REACTION = f"""
    Chove chover VERB {PRESENT} 0 root
    _. . PUNCT _ 1 punct

    Ana Ana PROPN _ 0 root
    Prado Prado PROPN _ 1 flat:name
    _( ( PUNCT _ 4 punct
    _PDT PDT PROPN _ 1 parataxis
    _) ) PUNCT _ 4 punct
    _, , PUNCT _ 7 punct
    {{}} {{}} {{}} 1 appos
    _: : PUNCT _ 11 punct
    “ “ PUNCT _ 11 punct
    _A o DET _ 11 det
    ponte ponte NOUN _ 1 parataxis
    nova novo ADJ _ 11 amod
    caiu cair VERB {PRESENT} 11 acl
    _” ” PUNCT _ 11 punct
"""


@pytest.mark.parametrize(
    ("word", "tag", "rule"), [("deputada", "NOUN _", "transcript"), ("pede", f"VERB {PRESENT}", "quote-colon")]
)
def test_name_and_offices_alone_before_a_colon_say_whose_a_quotation_is(word: str, tag: str, rule: str) -> None:
    read = reading(REACTION.format(word, word, tag), entities=((2, 4, "PER"),))
    found = find_statements(read, (), weights=RULES)
    assert rule in {one.rule for one in found} and len(found) == 1


def test_quotation_marks_within_the_last_word_are_no_quotation_of_somebody() -> None:
    assert said(reading("Veja ver VERB _ 0 root\nx.com/'abc'/d _ X _ 1 obj")) == []
