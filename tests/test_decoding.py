from __future__ import annotations

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from segundo.reader.abbreviations import leads
from segundo.reader.decoding import entities, goes_on, happenings, sayings, sentence_ranges, tree
from segundo.reader.reading import Happening, Saying

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")


def test_the_last_word_always_ends_a_sentence() -> None:
    assert sentence_ranges(np.array([0, 1, 0, 0])) == [(0, 2), (2, 4)]
    assert sentence_ranges(np.array([], np.int64)) == []


def test_heads_that_form_a_tree_are_kept() -> None:
    assert tree(np.array([2, 0, 2]), np.zeros((3, 4), np.float32), [(0, 3)]) == [1, -1, 1]


def test_a_cycle_is_broken_by_the_best_spanning_tree() -> None:
    scores = np.array([[5, -9, 6, 0], [1, 6, -9, 0], [0, 0, 5, -9]], np.float32)
    assert tree(np.array([2, 1, 2]), scores, [(0, 3)]) == [-1, 0, 1]


def test_entities_are_runs_of_one_type() -> None:
    tags = ["B-PER", "I-PER", "O", "B-LOC", "B-LOC", "B-ORG"]
    scores = np.eye(len(NAMES), dtype=np.float32)[[NAMES.index(tag) for tag in tags]]
    assert entities(scores, NAMES, np.zeros(6, bool)) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC"), (5, 6, "ORG")]


def test_a_name_that_goes_on_in_another_type_is_of_the_type_that_suits_it_best() -> None:
    first, neither = [0, 0, 0, 2, 0, 3, 0], np.zeros(2, bool)
    assert entities(np.array([first, [0, 0, 0, 0, 5, 0, 3]], np.float32), NAMES, neither) == [(0, 2, "LOC")]
    assert entities(np.array([first, [0, 0, 0, 0, 5, 0, 4.5]], np.float32), NAMES, neither) == [(0, 2, "ORG")]


def test_a_word_that_goes_on_with_nothing_is_no_name() -> None:
    scores = np.array([[9, 0, 0, 0, 0, 0, 0], [4, 0, 0, 0, 5, 0, 0]], np.float32)
    assert entities(scores, NAMES, np.zeros(2, bool)) == []


def test_a_name_goes_on_behind_a_word_that_ends_none_or_ends_before_it() -> None:
    scores = np.array([[0, 9, 0, 0, 0, 0, 0], [0, 0, 3, 0, 0, 0, 0], [0, 0, 0, 4, 0, 0, 0]], np.float32)
    inner = np.array([False, True, False])
    assert entities(scores, NAMES, inner) == [(0, 1, "PER"), (2, 3, "LOC")]
    scores[2, 2] = 2
    assert entities(scores, NAMES, inner) == [(0, 3, "PER")]


@given(st.integers(1, 4), st.integers(0, 2**32 - 1))
def test_entities_are_those_of_the_best_tags_that_may_follow_each_other(size: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    scores, inner = random.normal(size=(size, len(NAMES))).astype(np.float32), random.random(size) < 0.3

    def total(tags: tuple[str, ...]) -> float:
        return float(sum(scores[word, NAMES.index(tag)] for word, tag in enumerate(tags)))

    def follow(tags: tuple[str, ...]) -> bool:
        goes_on = [tag[0] == "I" and before[2:] == tag[2:] for before, tag in pairwise(("O", *tags, "O"))]
        begins = [tag[0] != "I" and not (end and before != "O") for end, (before, tag) in zip(
            [False, *inner], pairwise(("O", *tags, "O")), strict=True
        )]
        return all(map(any, zip(goes_on, begins, strict=True)))

    best = max(filter(follow, product(NAMES, repeat=size)), key=total)
    found = entities(scores, NAMES, inner)
    assert [first for first, _, _ in found] == [word for word, tag in enumerate(best) if tag[0] == "B"]
    assert [word for first, last, _ in found for word in range(first, last)] == [
        word for word, tag in enumerate(best) if tag != "O"
    ]


@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_the_spanning_tree_is_the_best_of_all_trees(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    places = np.arange(size)
    cycle = (places + 1) % size + 1  # heads that are no tree, so that the best one must be found
    trees = [heads for heads in product(range(size + 1), repeat=size) if is_tree(heads)]
    best = max(trees, key=lambda heads: float(scores[places, list(heads)].sum()))
    assert [head + 1 for head in tree(cycle, scores, [(0, size)])] == list(best)


def is_tree(heads: tuple[int, ...]) -> bool:
    def depth(word: int, steps: int = 0) -> bool:
        return word == 0 or (steps <= len(heads) and depth(heads[word - 1], steps + 1))

    return heads.count(0) == 1 and all(depth(word) for word in range(1, len(heads) + 1))


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_any_scores_give_one_rooted_tree_a_sentence(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(size, size + 1)).astype(np.float32)
    scores[np.arange(size), np.arange(size) + 1] = -1e4
    heads = tree(scores.argmax(1), scores, [(0, size)])
    assert heads.count(-1) == 1
    for start in range(size):
        word, steps = start, 0
        while word >= 0:
            word, steps = heads[word], steps + 1
            assert steps <= size


def test_what_may_be_a_statement_has_its_parts_and_acts() -> None:
    anchors = np.array([[0.99, 0.01, 0.0], [0.1, 0.9, 0.0]], np.float32)
    bounds = np.array([[0, 0, 1, 1], [1, 1, 3, 4]])
    sure = np.full((2, 4), 0.5, np.float32)
    acts = np.tile(np.array([0.25, 0.75], np.float32), (2, 1))
    assert list(sayings(anchors, bounds, sure, acts)) == [
        Saying(1, False, 0.9, (0, 1), 0.25, (2, 4), 0.25, (0.25, 0.75))
    ]


def test_a_statement_without_a_cue_is_bare_and_may_have_no_source() -> None:
    anchors = np.array([[0.4, 0.1, 0.5]], np.float32)
    ones = np.ones((1, 4), np.float32)
    [found] = sayings(anchors, np.array([[0, 0, 1, 1]]), ones, ones)
    assert found.bare
    assert found.score == 0.6
    assert found.source is None


def test_what_has_no_content_is_no_statement() -> None:
    anchors, ones = np.array([[0.0, 1.0, 0.0]], np.float32), np.ones((1, 4), np.float32)
    assert list(sayings(anchors, np.array([[1, 1, 0, 0]]), ones, ones)) == []
    assert list(sayings(anchors, np.array([[1, 1, 3, 2]]), ones, ones)) == []


def test_what_may_be_an_event_has_its_likeliest_type() -> None:
    events = np.array([[0.97, 0.02, 0.01], [0.3, 0.2, 0.5]], np.float32)
    statuses = np.array([[1.0, 0.0], [0.25, 0.75]], np.float32)
    assert list(happenings(events, statuses, ("none", "AID", "HARM"))) == [Happening(1, 0.7, "HARM", 0.5, (0.25, 0.75))]


def test_a_sentence_goes_on_after_an_abbreviation_before_a_small_letter() -> None:
    forms = ["Usina", "Inc.", "fechou", ".", "ontem", "Inc.", "Fechou", "..."]
    assert goes_on(forms, leads).tolist() == [False, True, False, False, False, False, False, False]
