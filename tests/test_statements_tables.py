"""The examples of the tables of cues, each read by the trained reader."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from segundo.finders.statements import conjugation, find_statements, lexicon
from segundo.languages import table
from segundo.reader import load_reader
from segundo.reader.reading import Reading
from segundo.records import Statement
from tests.plain_weights import RULES

TABLES = ("cues", "cue_nouns", "cue_prepositions", "cue_periphrases", "cue_words", "act_words")
LEAST = 0.97
"""So much of a table's examples must be read right: the reader makes a mistake now and then."""


@cache
def readings(name: str) -> tuple[Reading, ...]:
    return tuple(load_reader().read([row["example"] for row in table("pt", name)]))


def cases(name: str) -> list[tuple[Mapping[str, str], Reading, tuple[Statement, ...]]]:
    return [
        (row, reading, find_statements(reading, (), weights=RULES))
        for row, reading in zip(table("pt", name), readings(name), strict=True)
    ]


def check(failed: list[str], of: int) -> None:
    assert len(failed) <= (1 - LEAST) * of, failed


@pytest.mark.parametrize("name", TABLES)
def test_every_example_holds_a_statement_unless_nobody_speaks(name: str) -> None:
    found = cases(name)
    wrong = [row["example"] for row, _, statements in found if bool(statements) == (row.get("role") == "nobody")]
    check(wrong, len(found))


def test_every_cue_is_found_in_its_example() -> None:
    found = cases("cues")
    failed = []
    for row, reading, statements in found:
        words = [word for one in statements for piece in one.cue for word in reading.words(piece)]
        cues = [lexicon.verb_of(reading, word, "pt") for word in words]
        if not any(cue is not None and cue.lemma == row["lemma"] for cue in cues):
            failed.append(row["example"])
    check(failed, len(found))


def test_every_cue_of_an_act_of_its_own_does_it() -> None:
    found = [case for case in cases("cues") if case[0]["act"] != "state"]
    failed = []
    for row, _, statements in found:
        acts = {cell.partition(":")[2] or row["act"] for cell in row["frames"].split()}
        if not any(one.act in acts for one in statements):
            failed.append(row["example"])
    check(failed, len(found))


@pytest.mark.parametrize("role", ["undo", "cease", "doubt"])
def test_a_negated_word_that_says_no_itself_denies_nothing(role: str) -> None:
    found = [case for case in cases("cue_words") if case[0]["role"] == role]
    assert found
    whole = [(row["example"], min(statements, key=lambda one: one.content)) for row, _, statements in found]
    assert not [example for example, statement in whole if statement.act == "deny"]


def test_what_something_is_measured_by_does_not_speak() -> None:
    found = [case for case in cases("cue_words") if case[0]["role"] == "scale"]
    assert found
    assert not [row["example"] for row, _, statements in found if len(statements) != 1]


def test_every_source_of_a_preposition_is_found() -> None:
    found = cases("cue_prepositions")
    check([row["example"] for row, _, all_ in found if not any(one.source for one in all_)], len(found))


def test_words_of_weight_tell_their_act() -> None:
    found = [case for case in cases("act_words") if "2" in (case[0]["weight"], case[0]["predicate"])]
    failed = [row["example"] for row, _, statements in found if row["act"] not in {one.act for one in statements}]
    check(failed, len(found))


@pytest.mark.parametrize("row", table("pt", "verb_forms"), ids=lambda row: row["lemma"])
def test_an_irregular_verb_is_known_by_its_forms(row: Mapping[str, str]) -> None:
    forms = conjugation.forms("pt", [row["lemma"]])
    assert any(word.strip(".").lower() in forms for word in row["example"].replace("-", " ").split())


@pytest.mark.parametrize("row", table("pt", "verb_spelling"), ids=lambda row: row["verb"])
def test_a_stem_changes_its_spelling(row: Mapping[str, str]) -> None:
    stem = row["verb"][:-3] + row["written"]
    forms = {form for form in conjugation.forms("pt", [row["verb"]]) if form.startswith(stem)}
    assert forms & set(row["example"].lower().strip(".").split())


@pytest.mark.parametrize("row", table("pt", "verb_endings"), ids=lambda row: row["example"])
def test_an_ending_stands_in_its_example(row: Mapping[str, str]) -> None:
    words = row["example"].split()
    assert any(word.endswith(ending) for word in words for ending in row["endings"].split())


@pytest.mark.parametrize(
    ("lemma", "form"),
    [
        ("explicar", "explicou"),
        ("explicar", "expliquei"),
        ("negar", "neguemos"),
        ("ameaçar", "ameacei"),
        ("exigir", "exija"),
        ("reconhecer", "reconheça"),
        ("pedir", "peço"),
        ("propor", "propuseram"),
        ("dizer", "disse"),
    ],
)
def test_spelling_follows_the_ending(lemma: str, form: str) -> None:
    assert conjugation.forms("pt", [lemma])[form] == lemma
