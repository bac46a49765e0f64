"""The examples of the tables of time expressions, each read in an article of Thursday 2015-09-03."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pytest

from segundo.finders.times import find_times
from segundo.languages import table
from tests.plain import plain_reading

PUBLISHED = date(2015, 9, 3)


def rows(name: str) -> list[Mapping[str, str]]:
    return list(table("pt", name))


@pytest.mark.parametrize("row", rows("time_rules"), ids=lambda row: row["rule"])
def test_rule_example(row: Mapping[str, str]) -> None:
    text = re.sub("[⟦⟧]", "", row["example"])
    times = find_times(plain_reading(text), PUBLISHED)
    assert [text[slice(*time.span)] for time in times] == re.findall("⟦(.+?)⟧", row["example"])
    assert [time.value for time in times] == ([] if row["value"] == "-" else row["value"].split())


@pytest.mark.parametrize("row", rows("time_words"), ids=lambda row: row["class"])
def test_word_example_holds_a_form_of_the_row(row: Mapping[str, str]) -> None:
    words = re.findall(r"\w+(?:-\w+)*|[^\w\s]", row["example"].lower())
    assert not {*row["forms"].split("|")}.isdisjoint(words)


@pytest.mark.parametrize("row", rows("time_holidays"), ids=lambda row: row["name"])
def test_holiday_example(row: Mapping[str, str]) -> None:
    (time,) = find_times(plain_reading(re.sub("[⟦⟧]", "", row["example"])), PUBLISHED)
    assert row["example"][time.span.start : time.span.end + 1].removeprefix("⟦") in row["example"]
    assert time.rule.startswith("times/holiday")


@pytest.mark.parametrize("row", rows("time_shapes"), ids=lambda row: row["pattern"])
def test_shape_example_holds_the_shape(row: Mapping[str, str]) -> None:
    assert re.search(rf"(?<!\w)(?:{row['pattern']})(?!\w)", row["example"])


@pytest.mark.parametrize("row", rows("time_cues"), ids=lambda row: row["cue"])
def test_cue_example_points_its_way(row: Mapping[str, str]) -> None:
    (time,) = find_times(plain_reading(row["example"]), PUBLISHED)
    assert time.value == ("2015-09-08" if row["direction"] == "1" else "2015-09-01")
