"""The measures of parts, ranges and scores, on records made by hand and on the founding example."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import pytest

from evaluation import bootstrap, calibration, groups, page
from evaluation.data import GOLD, judge, load
from evaluation.matching import MEASURE, Match, matches
from segundo.export.gold import Gold

shared = pytest.mark.skipif(not GOLD["dev"].exists(), reason="the development data is not beside the repository")

SPOILED: dict[str, dict[str, Any]] = {
    "statement": {"source": [[0, 3]]},
    "time": {"value": "1999"},
    "figure": {"bound": "about"},
    "event": {"type": "AID"},
}


def statement(**changed: Any) -> dict[str, Any]:
    return {"form": "direct", "act": "state", "source": [[0, 3]], "score": 0.5, **changed}


def seed() -> tuple[list[Gold], dict[str, Gold]]:
    """The founding example and a perfect and sure prediction of it, to be spoiled."""
    gold = load("seed")
    predicted = copy.deepcopy(gold)
    for kind in MEASURE:
        for record in predicted[0][f"{kind}s"]:
            record.update(score=1.0, rule="test")
    return gold, {article["id"]: article for article in predicted}


def test_scores_that_are_the_share_of_what_is_right_leave_no_gap() -> None:
    assert calibration.gap([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0


def test_the_gap_weighs_each_bin_by_its_records() -> None:
    assert calibration.gap([(1.0, True), (1.0, True), (1.0, True), (0.5, False)]) == pytest.approx(0.125)


def test_a_bin_without_records_is_left_out() -> None:
    assert [(bin.low, bin.records) for bin in calibration.bins([(0.05, True), (1.0, True)])] == [(0.0, 1), (0.9, 1)]


def test_a_least_score_trades_recall_for_precision() -> None:
    scored = calibration.Scored(((0.9, True), (0.4, True), (0.3, False)), gold=4)
    assert calibration.above(scored, 0.0) == (2 / 3, 0.5)
    assert calibration.above(scored, 0.8) == (1.0, 0.25)


def test_a_rare_rule_leans_to_the_share_of_all() -> None:
    often, once = statement(rule="often"), statement(rule="once")
    found = [*[Match(None, often, True)] * 30, *[Match(None, often, False)] * 9, Match(None, once, False)]
    shares = calibration.shares(found)
    assert [(name, records) for name, (_, records) in shares.items()] == [("often", 39), ("once", 1)]
    assert [share for share, _ in shares.values()] == pytest.approx([37.5 / 49, 7.5 / 11])


def test_each_form_has_its_own_recall_and_precision() -> None:
    found = [
        Match(statement(form="mixed"), statement(form="direct"), True),
        Match(statement(form="mixed"), None, False),
        Match(None, statement(form="direct", source=[]), False),
    ]
    parts = {part.name: part for part in groups.parts(found)}
    assert (parts["form mixed"].recall, parts["form mixed"].precision) == (0.5, None)
    assert (parts["form direct"].recall, parts["form direct"].precision) == (None, 0.5)
    assert (parts["source not written"].gold, parts["source not written"].predicted) == (0, 1)


def test_acts_are_compared_where_the_content_was_found() -> None:
    found = [Match(statement(), statement(act="ask"), True), Match(statement(), None, False)]
    assert groups.acts(found) == {("state", "ask"): 1}


def test_corpora_are_known_by_the_beginning_of_the_id() -> None:
    articles = [{"id": "lu-2"}, {"id": "fb-1"}, {"id": "lu-1"}]
    assert groups.corpora(articles) == {"fb": [{"id": "fb-1"}], "lu": [{"id": "lu-2"}, {"id": "lu-1"}]}


def test_a_range_holds_the_measure_and_is_the_same_each_time() -> None:
    counts = {"statement": np.array([[1.0, 2, 2], [2, 2, 2], [0, 1, 2], [3, 3, 4]])}
    low, high = bootstrap.intervals(counts)["statement"]
    assert low < 2 * 6 / 18 < high
    assert bootstrap.intervals(counts)["statement"] == (low, high)


def test_articles_that_are_all_alike_leave_no_range() -> None:
    assert bootstrap.intervals({"act": np.array([[1.0, 2, 2]] * 5)})["act"] == (0.5, 0.5)


@pytest.mark.shared
@shared
@pytest.mark.parametrize("kind", MEASURE)
def test_what_is_right_is_what_the_judge_counts(kind: str) -> None:
    gold, predicted = seed()
    article = next(iter(predicted.values()))
    article[f"{kind}s"][0].update(SPOILED[kind])
    counted = judge().score(gold, predicted).result()[MEASURE[kind]]
    found = list(matches(kind, gold, predicted, judge()))
    assert sum(match.right for match in found) == round(counted["R"] * counted["gold"]) == counted["gold"] - 1


@pytest.mark.shared
@shared
def test_the_page_has_every_measure_part_and_class() -> None:
    gold, predicted = seed()
    next(iter(predicted.values()))["statements"][1]["act"] = "ask"
    text = page.page({"dev": (gold, predicted)}, judge())
    assert all(f"| {name} |" in text for name in judge().score(gold, predicted).result())
    assert all(f"| {kind} | 0.9 to 1.0 |" in text for kind in MEASURE)
    assert "| act demand |" in text
    assert "| statement | act | 1 |" in text


@pytest.mark.shared
@shared
def test_the_plot_is_drawn() -> None:
    plot = pytest.importorskip("evaluation.plot")
    gold, predicted = seed()
    assert plot.reliability(gold, predicted, judge()).startswith("<svg")
