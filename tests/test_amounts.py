"""Of what a figure is, since when, and whether it is a part of another one: from its words alone."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from segundo.languages import table
from segundo.repeats.amounts import (
    TOLLS,
    Amount,
    Counted,
    asked_stems,
    counted,
    counted_since,
    is_part,
    kind_stems,
    narrow,
    sameness,
    stems,
)
from segundo.segment import fold

LAST_NUMBER = re.compile(r"\d+(?=\D*$)")
ROWS = table("pt", "series_words")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['class']}-{row['forms'][:12]}")
def test_each_row_does_what_it_is_there_for(row: Mapping[str, str]) -> None:
    example, forms = row["example"], [form.replace("_", " ") for form in row["forms"].split()]
    match row["class"]:
        case "since":
            assert counted_since(example[: example.index("2011")], "2011", "2015-01-01") == "2011"
        case "before" | "behind":
            number = LAST_NUMBER.search(example)
            assert number
            if row["class"] == "behind" and is_part(example[: number.start()], ""):
                pytest.fail("it is a part without the row")
            start, end = example.index("30"), example.index("30") + 2
            assert is_part(example[:start], example[end:])
        case "between":
            assert is_part(example[: example.index("30")], "")
        case "anyone":
            assert narrow("killed", forms[0]) is None
            assert any(re.search(rf"\b{form}\b", example) for form in forms)
        case "light":
            assert all(stems(form) == [] for form in forms)
        case "ending":
            assert stems("as casas que desabaram") == ["casa"]
        case other:
            pytest.fail(f"nothing knows the class {other}")


@pytest.mark.parametrize(
    ("kind", "what", "same"),
    [
        ("killed", "pessoas morreram", "killed"),
        ("killed", None, "killed"),
        ("other", "casas novas", "casa"),
        ("other", "da casa", "casa"),
        ("other", "pessoas", ""),
        ("percent", "a taxa de desemprego", "taxa desemp"),
        ("percent", "das intenções de voto", ""),
        ("money", None, ""),
    ],
)
def test_what_is_counted(kind: str, what: str | None, same: str) -> None:
    assert counted(kind, what) == same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("what", "of"),
    [
        ("pessoas morreram", None),
        ("mortos", None),
        ("matou […] pessoas", None),
        ("cadáveres", None),
        ("crianças", "crianc"),
        ("idosos morreram", "idoso"),
        (None, None),
    ],
)
def test_a_toll_of_people_at_large_is_no_narrow_one(what: str | None, of: str | None) -> None:
    assert narrow("killed", what) == of


def test_only_tolls_are_narrow() -> None:
    assert narrow("other", "crianças") is None


@pytest.mark.parametrize(
    ("before", "value", "since"),
    [
        ("mortos desde ", "2011", "2011"),
        ("mortos desde o início da guerra, em ", "2011-03", "2011"),
        ("mortos desde ", "2015-09-01", "2015-09-01"),
        ("mortos em ", "2011", None),
        ("Fechou desde a cheia. Houve mortos em ", "2011", None),
        ("mortos desde ", None, None),
        ("mortos desde ", "XXXX-05", None),
    ],
)
def test_since_when_is_counted(before: str, value: str | None, since: str | None) -> None:
    assert counted_since(before, value, "2015-09-03") == since


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("A cheia fez 90 mortos e [30] feridos", False),
        ("A cheia fez [90] mortos, entre eles 30 crianças", False),
        ("A cheia fez 90 mortos. Entre eles estão [30] crianças", True),
        ("A cheia fez 90 mortos, incluindo mais de [30] crianças", True),
        ("Entre eles há um padre. Ruíram [30] casas", False),
        ("Já se sabe o nome de [30] dos 90 mortos", True),
    ],
)
def test_a_part_is_told_by_the_words_around_it(text: str, part: bool) -> None:
    before, _, rest = text.partition("[")
    _, _, behind = rest.partition("]")
    assert is_part(before, behind) is part


def test_what_is_asked_for() -> None:
    assert asked_stems("mortos na Síria desde 2011") >= {"morto", "siria", "2011"}
    assert "desde" not in asked_stems("desde 2011")
    assert fold("mortos").removesuffix("s") in kind_stems("killed")


def amount(value: float = 30, *, kind: str = "killed", what: str = "mortos", place: str | None = "evora",
           speaker: str | None = None, day: int | None = 1, part: bool = False) -> Amount:  # fmt: skip
    of = Counted(counted(kind, what), narrow(kind, what), place, None, part)  # type: ignore[arg-type]
    return Amount(kind, None, value, None, "exact", of, speaker, day)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "alike", "copy", "same"),
    [
        (amount(), amount(), 0.5, False, True),
        (amount(), amount(31), 0.5, False, False),
        (amount(), amount(), 0.0, False, False),
        (amount(), amount(place=None), 0.5, False, True),
        (amount(), amount(place="lisboa"), 0.5, False, False),
        (amount(speaker="policia"), amount(), 0.5, False, False),
        (amount(speaker="policia"), amount(), 0.5, True, True),
        (amount(speaker="policia"), amount(speaker="bombeiros"), 0.5, False, False),
        (amount(), amount(part=True), 0.5, False, False),
        (amount(), amount(day=90), 0.5, False, False),
        (amount(what="crianças"), amount(), 0.5, False, False),
        (amount(kind="money", what=""), amount(kind="money", what=""), 0.5, False, False),
        (
            amount(kind="other", what="casas", speaker="ine"), amount(kind="other", what="casas", speaker="ine"),
            0.0, False, True,
        ),
    ],
    ids=[
        "same", "other value", "unlike articles", "place not told", "other place", "named source and own word",
        "copies", "two sources", "a part", "months later", "narrower", "of nobody knows what", "one named source",
    ],
)  # fmt: skip
def test_what_is_the_same_figure(one: Amount, other: Amount, alike: float, copy: bool, same: bool) -> None:
    assert bool(sameness(one, other, alike, copy=copy)) is same
    assert sameness(one, other, alike, copy=copy) == sameness(other, one, alike, copy=copy)


def test_tolls_are_of_people() -> None:
    assert {"killed", "injured", "missing", "displaced", "detained"} <= TOLLS
