"""The same figure and the same event in several articles, and figures in series over time."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from random import Random
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.article import Article, Pieces, Span
from segundo.errors import NotFoundError
from segundo.ledger import FigureRow, Filter, Ledger, PointRow, open_ledger, store
from segundo.ledger.comparing import COMPARISONS
from segundo.ledger.filters import Count
from segundo.records import Act, Event, Figure, FigureKind, Records, Statement, Time
from segundo.segment import segment
from tests.ledger_build import Finished, enter

STORY = "A cheia do rio Degebe em Évora arrastou a ponte de Vimieiro, disse o comandante Nogueira dos bombeiros."
OWN = {
    "a": "O mau tempo chegou de madrugada, quando quase toda a gente dormia.",
    "b": "As buscas continuam com cães, barcos e dois helicópteros vindos de Beja.",
    "c": "O presidente da câmara pediu que ninguém atravesse as margens alagadas.",
    "d": "As aulas ficam suspensas até segunda, e os comboios não param na estação.",
}


pytestmark = pytest.mark.usefixtures("two_at_once")


def item(
    identifier: str, *sentences: str, day: int | None = 3, month: int = 9, speaker: str | None = None,
    place: str | None = "Évora", kind: FigureKind = "killed", unit: str | None = None, around: str = STORY,
    when: tuple[str, str] | None = None, what: str = "pessoas", act: Act = "state",
) -> Finished:  # fmt: skip
    """An article on the flood with a figure a sentence: its number is the last one, ``what`` counts behind it."""
    text = "\n\n".join((f"{around} {OWN[identifier[0]]}", *(f"{sentence}." for sentence in sentences)))

    def at(words: str, start: int = 0) -> Pieces:
        begin = text.index(words, start)
        return (Span(begin, begin + len(words)),)

    figures, events, statements, times = [], [], [], []
    for sentence in sentences:
        start = text.index(sentence)
        number = [word for word in sentence.split() if word.isdigit() and word != (when or ("",))[0]][-1]
        counted = sentence.split(f"{number} ")[-1].split(",")[0].split(" desde")[0]
        if speaker:
            statements.append(Statement(at(sentence, start), (), (), "indirect", act, "x", 0.9, speaker))
        if when:
            times.append(Time(at(when[0], start)[0], "DATE", when[1], "x", 0.9))
        figures.append(
            Figure(
                at(number, start), at(counted, start), float(number), None, "exact", kind, unit, "x", 0.9, place,
                len(times) - 1 if when else None, len(statements) - 1 if speaker else None,
            )
        )  # fmt: skip
    events.append(Event(at("arrastou"), "HARM", at("A cheia"), at("a ponte"), "happened", "x", 0.9, place))
    published = date(2015, month, day) if day else None
    article = Article(
        identifier, text, outlet=f"Jornal {identifier}", published=published,
        published_basis="given" if published else "unknown", source=f"{identifier}.txt",
    )  # fmt: skip
    return Finished(article, segment(text), Records(tuple(statements), tuple(times), tuple(figures), tuple(events)))


def compared(ledger: Ledger, *items: Finished) -> Ledger:
    enter(ledger, *items)
    ledger.compare()
    assert not list(ledger.verify())
    return ledger


def only(ledger: Ledger, wanted: Filter | None = None) -> list[PointRow]:
    """The points of the only series."""
    (series,) = ledger.series(wanted or Filter(count="once"))
    points = ledger.points(series.id, wanted or Filter(count="once"))
    assert series.points == sum(not point.part for point in points)
    return points


def groups(ledger: Ledger) -> dict[str, tuple[str | None, int, int]]:
    """For each article the article of its figure's earliest appearance, and how often that appears."""
    rows = list(ledger.figures())
    article = {row.id: row.article for row in rows}
    return {row.article: (article.get(row.same_as or ""), row.appearances, row.reports) for row in rows}


def test_one_figure_in_two_reports_is_one(ledger: Ledger) -> None:
    compared(ledger, item("b", "Ao todo 30 pessoas morreram", day=4), item("a", "Morreram 30 pessoas"))
    assert groups(ledger) == {"a": (None, 2, 2), "b": ("a", 2, 2)}
    assert [ledger.count("figures", Filter(count=how)) for how in ("all", "once", "independent")] == [2, 1, 2]
    assert [ledger.count("events", Filter(count=how)) for how in ("all", "once", "independent")] == [2, 1, 2]


@pytest.mark.parametrize(
    "other",
    [
        item("b", "Ao todo 31 pessoas morreram"),
        item("b", "Ao todo 30 pessoas morreram", place="Lisboa"),
        item("b", "Ao todo 30 pessoas morreram", speaker="Polícia"),
        item("b", "Ao todo 30 pessoas morreram", around="Um autocarro de excursão caiu numa ravina na Sardenha."
             " arrastou A cheia a ponte"),
    ],
    ids=["other value", "other place", "other source", "other happening"],
)  # fmt: skip
def test_two_figures_are_two(ledger: Ledger, other: Finished) -> None:
    compared(ledger, item("a", "Morreram 30 pessoas"), other)
    assert groups(ledger) == {"a": (None, 1, 1), "b": (None, 1, 1)}


def test_appearances_of_a_figure_come_the_earliest_first(ledger: Ledger) -> None:
    compared(ledger, item("b", "Ao todo 30 pessoas morreram", day=4), item("a", "Morreram 30 pessoas"))
    later = next(row for row in ledger.figures() if row.article == "b")
    rows = ledger.appearances(later.id)
    assert [row.article for row in rows] == ["a", "b"]
    assert all(isinstance(row, FigureRow) for row in rows)
    with pytest.raises(NotFoundError):
        ledger.appearances("t000000000000000")


def test_a_rewritten_article_leaves_the_others_together(ledger: Ledger) -> None:
    same = [item(name, f"{word} 30 pessoas") for name, word in (("a", "Morreram"), ("b", "Faleceram"), ("c", "São"))]
    compared(ledger, *same)
    compared(ledger, item("a", "Morreram 12 pessoas"))
    assert groups(ledger) == {"a": (None, 1, 1), "b": (None, 2, 2), "c": ("b", 2, 2)}


def test_conflicting_sources_stand_side_by_side(ledger: Ledger) -> None:
    compared(
        ledger, item("a", "Morreram 30 pessoas", speaker="Polícia"), item("b", "Morreram 34 pessoas", speaker="ONU")
    )
    assert [(point.source, point.value, point.superseded_by) for point in only(ledger)] == [
        ("Polícia", 30, None), ("ONU", 34, None),
    ]  # fmt: skip


def test_a_later_figure_of_one_source_supersedes(ledger: Ledger) -> None:
    compared(
        ledger, item("a", "Morreram 30 pessoas", speaker="Polícia"),
        item("b", "Já são 34 pessoas", speaker="Polícia", day=5),
        item("c", "Já são 36 pessoas", speaker="Polícia", day=5), item("d", "Morreram 40 pessoas", day=6),
    )  # fmt: skip
    points = only(ledger)
    assert [point.value for point in points] == [30, 34, 36, 40]
    assert [point.superseded_by for point in points] == [points[1].id, None, None, None]
    assert [(point.source, point.own) for point in points][-1] == ("Jornal d", True)


@pytest.mark.parametrize("part", ["Entre elas há 12 crianças", "Identificaram-se já 12 pessoas", "Há 12 crianças"])
def test_a_part_is_not_its_total(ledger: Ledger, part: str) -> None:
    sentence = "Entre elas estão 12 pessoas" if "já" in part else part
    compared(ledger, item("a", "Morreram 30 pessoas", sentence), item("b", "Morreram 31 pessoas"))
    assert [(point.value, point.part) for point in only(ledger)] == [(30, False), (12, True), (31, False)]
    (series,) = ledger.series()
    assert (series.points, series.parts, series.low, series.high) == (2, 1, 30, 31)


def test_copies_count_by_how_they_are_asked_to(ledger: Ledger) -> None:
    compared(
        ledger, item("a", "Morreram 30 pessoas"), item("a2", "Morreram 30 pessoas", day=4),
        item("b", "Ao todo 30 pessoas morreram", day=5), item("c", "São já 31 pessoas", day=6),
    )  # fmt: skip
    values = {how: [point.value for point in only(ledger, Filter(count=how))] for how in get_args(Count)}
    assert values == {"all": [30, 30, 30, 31], "once": [30, 31], "independent": [30, 30, 31]}
    assert [(point.appearances, point.reports) for point in only(ledger)] == [(3, 2), (1, 1)]


def test_a_country_is_one_place_under_all_names(ledger: Ledger) -> None:
    compared(
        ledger,
        item("a", "Há 80 pipas", place="EUA", kind="other", what="pipas"),
        item("b", "Há 90 pipas", place="Estados Unidos", kind="other", what="pipas", day=5),
        item("c", "Há 95 pipas", place="Évora", kind="other", what="pipas", day=6),
    )
    (series,) = ledger.series(Filter(count="once"))
    assert (series.points, series.low, series.high) == (2, 80, 90)


def test_what_is_counted_since_a_year_is_a_series_of_its_own(ledger: Ledger) -> None:
    since = [
        item(name, f"Contam-se {value} pessoas desde 2011", when=("2011", "2011"), around="A cheia arrastou a ponte.",
             day=day)
        for name, value, day in (("a", 300, 1), ("b", 310, 9))
    ]
    compared(ledger, *since, item("c", "Morreram 30 pessoas"))
    (series,) = ledger.series()
    assert (series.since, series.points, series.low, series.high) == ("2011", 2, 300, 310)
    assert [(point.day, point.basis) for point in ledger.points(series.id)] == [
        (date(2015, 9, 1), "published"), (date(2015, 9, 9), "published"),
    ]  # fmt: skip


def test_the_day_is_the_figures_own_or_that_of_publication_or_not_known(ledger: Ledger) -> None:
    compared(
        ledger, item("a", "Na terça morreram 30 pessoas", when=("terça", "2015-09-01")),
        item("b", "Morreram 31 pessoas"), item("c", "Morreram 32 pessoas", day=None),
    )  # fmt: skip
    assert [(point.day, point.basis) for point in only(ledger)] == [
        (date(2015, 9, 1), "stated"), (date(2015, 9, 3), "published"), (None, "unknown"),
    ]  # fmt: skip


def test_tolls_of_other_happenings_at_the_place_are_apart(ledger: Ledger) -> None:
    fire = "Um incêndio numa fábrica de cortiça obrigou a retirar operários, arrastou A cheia a ponte."
    compared(
        ledger, item("a", "Morreram 30 pessoas"), item("b", "Morreram 31 pessoas"),
        item("c", "Morreram 2 pessoas", around=fire), item("d", "Morreram 3 pessoas", around=fire),
    )  # fmt: skip
    assert sorted((series.low, series.high) for series in ledger.series()) == [(2, 3), (30, 31)]


@pytest.mark.parametrize(
    ("days", "series"),
    [(((9, 1), (9, 28)), [(30, 31)]), (((9, 1), (10, 28)), [(30, 30), (31, 31)]), ((None, None), [(30, 30), (31, 31)])],
    ids=("month", "months", "no day"),
)
def test_tolls_that_no_other_article_tells_of_are_of_their_place_in_a_month(
    ledger: Ledger, days: tuple[tuple[int, int] | None, ...], series: list[tuple[float, float]]
) -> None:
    wells = (
        "Um poço cavado por monges na herdade do Freixo ruiu sobre pedreiros, arrastou A cheia a ponte.",
        "Dois tratores carregados de cortiça chocaram junto ao silo da Amoreira, arrastou A cheia a ponte.",
    )
    compared(
        ledger,
        *(
            item(letter, f"Morreram {number} pessoas", around=around, month=(day or (9, 0))[0], day=day and day[1])
            for letter, number, around, day in zip("ac", (30, 31), wells, days, strict=True)
        ),
    )
    assert sorted((one.low, one.high) for one in ledger.series(least=1)) == series


def test_a_toll_without_a_place_is_of_the_place_of_its_happening(ledger: Ledger) -> None:
    compared(ledger, item("a", "Morreram 30 pessoas"), item("b", "Morreram 31 pessoas", place=None))
    assert [point.place for point in only(ledger)] == ["Évora", None]


def test_values_that_the_words_do_not_tell_apart_are_in_no_series(ledger: Ledger) -> None:
    def polls(name: str, *values: int) -> Finished:
        sentences = (f"Há {value} alunos no grupo {number}" for number, value in enumerate(values, 1))
        return item(name, *(s.rsplit(" no grupo", 1)[0] for s in sentences), kind="percent", unit="%")

    compared(ledger, polls("a", 10, 20), polls("b", 30), polls("c", 40))
    assert [point.value for point in only(ledger)] == [30, 40]
    lost = next(row for row in ledger.figures() if row.article == "a")
    with pytest.raises(NotFoundError, match="no series"):
        ledger.points(lost.id)


def test_series_are_found_by_their_words(ledger: Ledger) -> None:
    compared(ledger, item("a", "Morreram 30 pessoas"), item("b", "Morreram 31 pessoas"))
    assert len(ledger.series(Filter(about="mortos em évora", count="once"))) == 1
    assert ledger.series(Filter(about="feridos évora", count="once")) == []
    assert ledger.series(Filter(place="Évora", count="once"))
    assert ledger.series(Filter(place="Lisboa")) == []
    assert ledger.series(least=3) == []


def test_any_figure_of_a_series_names_it(ledger: Ledger) -> None:
    compared(ledger, item("a", "Morreram 30 pessoas"), item("b", "Morreram 31 pessoas"))
    points = only(ledger)
    assert all(ledger.points(point.id) == points for point in points)
    with pytest.raises(NotFoundError, match="no figure"):
        ledger.points(next(ledger.events()).id)


def test_figures_may_change_their_lines_for_each_other_s(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    once = Filter(count="once")
    killed = item("a", "Morreram 30 pessoas"), item("b", "Morreram 31 pessoas", day=4)
    injured = item("c", "Feriram-se 40", kind="injured"), item("d", "Feriram-se 41", kind="injured", day=4)
    compared(ledger, *killed, *injured)
    before = ledger.series(once)
    assert len(before) == 2
    with closing(sqlite3.connect(ledger.path)) as other, other:
        one, two = (line for (line,) in other.execute("SELECT line FROM series"))
        for table in ("series", "amounts"):
            other.execute(f"UPDATE {table} SET line = iif(line = ?1, ?2, ?1)", (one, two))
        other.execute("INSERT INTO moved (article) SELECT number FROM articles")
    monkeypatch.setattr(store, "COMPARISONS", tuple(step._replace(at_once=1) for step in COMPARISONS))
    ledger.compare()
    assert ledger.series(once) == before and not list(ledger.verify())


def test_a_kept_series_is_as_its_figures_make_it(ledger: Ledger) -> None:
    once, each = Filter(count="once"), Filter(count="once", min_score=0.0)
    compared(ledger, item("a", "Morreram 30 pessoas"), item("b", "Morreram 31 pessoas", day=4))
    (row,) = ledger.series(once)
    assert [row] == ledger.series(each) == ledger.series(replace(once, kind="killed"))
    assert [row] == ledger.series(replace(once, about="mortos"))
    assert ledger.series(replace(once, kind="injured")) == ledger.series(replace(once, about="feridos")) == []
    compared(ledger, item("b", "Morreram 33 pessoas", day=4))
    (row,) = ledger.series(once)
    assert ([row], row.high) == (ledger.series(each), 33)
    compared(ledger, item("b", "Nada se sabe de 9", kind="other", what="", day=4))
    assert ledger.series(once) == ledger.series(each) == []
    assert list(ledger.verify()) == []


ARTICLES = st.dictionaries(
    st.sampled_from("abcd"),
    st.tuples(st.sampled_from([30, 31]), st.sampled_from(["Évora", None, "Lisboa"]),
              st.sampled_from(["Polícia", "ONU", None]), st.sampled_from([1, 2, None])),
    min_size=2,
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(ARTICLES, st.integers(0, 99), st.integers(1, 3))
def test_nothing_depends_on_the_order_of_arrival(
    tmp_path_factory: pytest.TempPathFactory,
    articles: dict[str, tuple[int, str | None, str | None, int | None]],
    seed: int,
    several: int,
) -> None:
    folder = tmp_path_factory.mktemp("order")
    items = [
        item(name, f"Morreram {value} pessoas em {name}", place=place, speaker=who, day=day)
        for name, (value, place, who, day) in articles.items()
    ]
    with open_ledger(folder / "once.ledger", write=True) as once:
        compared(once, *items)
        expected = groups(once), once.series(), [once.points(row.id) for row in once.series()]
    Random(seed).shuffle(items)
    with open_ledger(folder / "steps.ledger", write=True) as steps:
        compared(steps, *(item(part.article.id, "Houve 7 pessoas") for part in items[:several]))
        for start in range(0, len(items), several):
            compared(steps, *items[start : start + several])
        assert (groups(steps), steps.series(), [steps.points(row.id) for row in steps.series()]) == expected
        assert steps.series(Filter(count="once")) == steps.series(Filter(count="once", min_score=0.0))
        assert list(steps.verify()) == []
