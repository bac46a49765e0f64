"""Times measured on what lies beside the repository, without a model: floors that may rise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from segundo.finders.times import find_times
from segundo.records import Time
from tests.plain import plain_reading

SHARED = Path(__file__).parents[2] / "shared"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="the development data is not beside the repository"),
]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    return map(json.loads, path.read_text(encoding="utf-8").splitlines())


def f1(right: int, gold: int, predicted: int) -> float:
    return 2 * right / (gold + predicted)


def pairs(gold: list[tuple[int, int]], times: tuple[Time, ...]) -> list[tuple[int, Time]]:
    """Each gold span with the first time that overlaps it and no other."""
    out: list[tuple[int, Time]] = []
    for number, (start, end) in enumerate(gold):
        taken = {time.span for _, time in out}
        hits = (time for time in times if time.span.start < end and start < time.span.end and time.span not in taken)
        if (hit := next(hits, None)) is not None:
            out.append((number, hit))
    return out


@pytest.mark.parametrize("name", ["train", "dev"])
def test_gold(name: str) -> None:
    spans = values = gold = predicted = 0
    for article in lines(SHARED / "gold" / f"{name}.jsonl"):
        published = date.fromisoformat(article["published"]) if article["published"] else None
        times = find_times(plain_reading(article["text"]), published)
        found = pairs([tuple(time["span"]) for time in article["times"]], times)
        gold, predicted, spans = gold + len(article["times"]), predicted + len(times), spans + len(found)
        values += sum(article["times"][number]["value"] == time.value for number, time in found)
    assert f1(spans, gold, predicted) >= 0.97
    assert f1(values, gold, predicted) >= 0.89


def test_timebank() -> None:
    spans = gold = predicted = 0
    for sentence in lines(SHARED / "times" / "timebankpt-valid.jsonl"):
        times = find_times(plain_reading(sentence["text"]), None)
        expected = [(time["start"], time["end"]) for time in sentence["timexes"]]
        gold, predicted, spans = gold + len(expected), predicted + len(times), spans + len(pairs(expected, times))
    assert f1(spans, gold, predicted) >= 0.93
