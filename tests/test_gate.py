"""The gate's own logic; whether the development set passes it is tested where that data is at hand."""

import copy
from typing import Any

import pytest

from evaluation import gate
from evaluation.arguments import arguments
from evaluation.data import GOLD, judge, load, measures, sha256
from evaluation.errors import confusion, errors
from evaluation.predict import predict
from evaluation.report import KINDS, listing
from segundo.export.gold import Gold

FLOORS = gate.Floors("abc", {"statement": 0.5, "speaker": 0.8})
shared = pytest.mark.skipif(not GOLD["dev"].exists(), reason="the development data is not beside the repository")


def test_a_floor_rises_with_the_measure_and_keeps_some_slack() -> None:
    assert gate.raised(FLOORS, {"statement": 0.6, "speaker": 0.8}).least == {"statement": 0.59, "speaker": 0.8}


def test_what_lies_under_its_floor_is_named() -> None:
    assert list(gate.under(FLOORS, {"statement": 0.5, "speaker": 0.75})) == [
        "speaker: 0.750 is under its floor of 0.800"
    ]


def test_a_measure_that_is_gone_is_under_its_floor() -> None:
    assert len(list(gate.under(FLOORS, {}))) == 2


def test_a_floor_may_only_fall_with_a_reason() -> None:
    lower = {"statement": 0.4, "speaker": 0.8}
    assert list(gate.fallen(gate.Floors("abc", lower), FLOORS))
    assert not list(gate.fallen(gate.Floors("abc", lower, {"statement": "the judge counts differently"}), FLOORS))
    assert not list(gate.fallen(gate.Floors("another file", lower), FLOORS))


def test_floors_survive_their_file() -> None:
    floors = gate.Floors("abc", {"time.value": 0.812}, {"act": "why"})
    assert gate.parse(gate.dump(floors)) == floors


def test_no_floor_ever_fell_without_a_reason() -> None:
    now = gate.parse(gate.FLOORS.read_text(encoding="utf-8"))
    assert [line for earlier in gate.history() for line in gate.fallen(now, earlier)] == []


def seed() -> tuple[list[Gold], dict[str, Gold]]:
    """The founding example and a perfect prediction of it, to be spoiled."""
    gold = load("seed")
    predicted = copy.deepcopy(gold)
    for kind in ("statements", "times", "figures", "events"):
        for record in predicted[0][kind]:
            record["rule"] = "test"
    return gold, {article["id"]: article for article in predicted}


@pytest.mark.shared
@shared
def test_a_perfect_prediction_has_no_errors() -> None:
    gold, predicted = seed()
    assert [error for kind in KINDS for error in errors(kind, gold, predicted, judge())] == []
    assert set(measures(judge().score(gold, predicted)).values()) == {1.0}


@pytest.mark.shared
@shared
@pytest.mark.parametrize(
    ("kind", "records", "changes", "expected"),
    [
        ("statement", "statements", {"act": "ask"}, "act"),
        ("statement", "statements", {"speaker": "Fulano"}, "speaker"),
        ("statement", "statements", {"source": [[0, 3]]}, "source"),
        ("statement", "statements", {"content": [[1, 40]]}, "content boundary"),
        ("time", "times", {"value": "1999"}, "value"),
        ("figure", "figures", {"bound": "about"}, "bound"),
        ("figure", "figures", {"kind": "votes"}, "kind"),
        ("figure", "figures", {"value": 7}, "value"),
        ("event", "events", {"status": "ongoing"}, "status"),
        ("event", "events", {"type": "AID"}, "type"),
    ],
)
def test_each_error_is_in_its_class(kind: str, records: str, changes: dict[str, Any], expected: str) -> None:
    gold, predicted = seed()
    next(iter(predicted.values()))[records][0].update(changes)
    assert expected in {error.kind for error in errors(kind, gold, predicted, judge())}


@pytest.mark.shared
@shared
def test_what_is_missed_and_what_is_spurious_are_told_apart() -> None:
    gold, predicted = seed()
    article = next(iter(predicted.values()))
    article["figures"].append({**article["figures"].pop(), "number": [[0, 5]]})
    assert {error.kind for error in errors("figure", gold, predicted, judge())} == {"missed", "spurious"}


@pytest.mark.shared
@shared
def test_the_listing_says_what_was_taken_for_what() -> None:
    gold, predicted = seed()
    next(iter(predicted.values()))["statements"][1]["act"] = "ask"
    found = errors("statement", gold, predicted, judge())
    assert confusion(found, "act") == {("demand", "ask"): 1}
    assert any("demand taken for ask" in line for line in listing(found, 5))


@pytest.mark.shared
@shared
def test_the_floors_are_of_the_file_that_is_there() -> None:
    assert gate.parse(gate.FLOORS.read_text(encoding="utf-8")).sha256 == sha256("dev")


@pytest.mark.shared
@shared
def test_dev_is_above_its_floors() -> None:
    measured = gate.measured(load("dev"), predict("dev", jobs=1), judge())
    assert list(gate.under(gate.parse(gate.FLOORS.read_text(encoding="utf-8")), measured)) == []


@pytest.mark.shared
@shared
def test_arguments_of_events_are_measured() -> None:
    gold, predicted = seed()
    assert set(arguments(gold, predicted, judge()).values()) == {1.0}
    events = predicted[gold[0]["id"]]["events"]
    next(event for event in events if event["actor"])["actor"] = [[0, 1]]
    next(event for event in events if event["place"])["place"] = "Atlântida"
    next(event for event in events if event["when"] is not None)["when"] = None
    measured = arguments(gold, predicted, judge())
    assert measured.pop("event.target") == 1.0
    assert max(measured.values()) < 1.0
