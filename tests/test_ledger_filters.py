"""Which rows a filter gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from segundo.errors import UsageError
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.ledger.filters import CONDITIONS, GROUPS
from tests.ledger_build import CLOSING, FIGURES, LEAD, enter, finished


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("filters") / "test.ledger", write=True) as opened:
        enter(
            opened,
            finished("a1"),
            finished("a2", LEAD, outlet="Público", published=date(2016, 1, 2)),
            finished("a3", FIGURES, outlet=None, published=None),
            finished("a4", CLOSING, outlet="O País", published=date(2016, 5, 1)),
        )
        opened.compare()
        yield opened


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), ["a1", "a1", "a2", "a3"]),
        (Filter(speaker="PROTECAO"), ["a1", "a3"]),
        (Filter(speaker="ana prado"), ["a1", "a2"]),
        (Filter(speaker="Prad"), []),
        (Filter(on_behalf_of="ministerio"), ["a1", "a2"]),
        (Filter(act="promise"), ["a1", "a2"]),
        (Filter(form="direct"), []),
        (Filter(said=False), ["a1", "a3"]),
        (Filter(said=True), ["a1", "a2"]),
        (Filter(outlet="publico"), ["a2"]),
        (Filter(article="a3"), ["a3"]),
        (Filter(since=date(2016, 1, 2)), ["a2"]),
        (Filter(until=date(2015, 12, 31)), ["a1", "a1"]),
        (Filter(when_since=date(2015, 9, 2), when_until=date(2015, 9, 2)), ["a1", "a2"]),
        (Filter(when_since=date(2015, 9, 3)), []),
        (Filter(text="protecao civil"), ["a1", "a3"]),
        (Filter(text='"pessoas foram" cas*'), ["a1", "a3"]),
        (Filter(text='"foram pessoas"'), []),
        (Filter(content="ponte"), ["a1", "a2"]),
        (Filter(content="afirmou"), []),
        (Filter(min_score=0.8), ["a1", "a2"]),
        (Filter(count="once"), ["a1", "a1", "a2"]),
        (Filter(outlets=1), ["a1", "a1", "a2", "a3"]),
        (Filter(limit=2, offset=1), ["a1", "a2"]),
        (Filter(limit=0), []),
        (Filter(offset=3), ["a3"]),
        (Filter(speaker="ana", text="ponte", said=True, since=date(2015, 1, 1), outlet="rio"), ["a1"]),
    ],
)
def test_statements(ledger: Ledger, wanted: Filter, found: list[str]) -> None:
    assert [row.article for row in ledger.statements(wanted)] == found


@pytest.mark.parametrize("kind", sorted(CONDITIONS.keys() - {"articles"}))
def test_every_kind_of_record_can_be_asked_for_surer_ones(ledger: Ledger, kind: str) -> None:
    scores = [row.score for row in getattr(ledger, kind)()]
    least = max(scores)
    found = [row.score for row in getattr(ledger, kind)(Filter(min_score=least))]
    assert found == [score for score in scores if score >= least]
    assert not [*getattr(ledger, kind)(Filter(min_score=least + 0.001))]


@pytest.mark.parametrize(
    ("kind", "wanted", "found"),
    [
        ("figures", Filter(kind="displaced", speaker="proteção", content="cheia"), ["a1", "a3"]),
        ("figures", Filter(kind="money"), []),
        ("figures", Filter(when_until=date(2020, 1, 1)), ["a1"]),
        ("events", Filter(status="planned", type="GOVERN", on_behalf_of="obras"), ["a1", "a2"]),
        ("events", Filter(status="happened"), []),
        ("events", Filter(type="govern", content="PONT* reabre"), ["a1", "a2"]),
        ("events", Filter(content='"a ponte"'), ["a1", "a2"]),
        ("events", Filter(content="reabre junho"), []),
        ("events", Filter(content="reab"), []),
        ("events", Filter(when_since=date(2016, 6, 30), when_until=date(2016, 7, 1)), ["a1", "a2"]),
        ("times", Filter(type="DATE", when_since=date(2016, 1, 1)), ["a1", "a2"]),
        ("actors", Filter(speaker="prado", kind="person", on_behalf_of="obras"), ["a1", "a2"]),
        ("articles", Filter(text="choveu evora"), ["a1", "a4"]),
        ("articles", Filter(outlet="pais", since=date(2016, 1, 1)), ["a4"]),
        ("articles", Filter(limit=1, offset=2), ["a3"]),
    ],
)
def test_other_kinds(ledger: Ledger, kind: str, wanted: Filter, found: list[str]) -> None:
    rows = getattr(ledger, kind)(wanted)
    assert [row.id if kind == "articles" else row.article for row in rows] == found


@pytest.mark.parametrize("kind", CONDITIONS)
def test_counting_agrees_with_listing(ledger: Ledger, kind: str) -> None:
    for wanted in (Filter(), Filter(text="ponte"), Filter(outlet="rio", until=date(2016, 1, 1))):
        assert ledger.count(kind, wanted) == len(list(getattr(ledger, kind)(wanted)))
    assert ledger.count(kind, Filter(limit=1)) == ledger.count(kind)


@pytest.mark.parametrize(
    ("kind", "wanted", "words"),
    [
        ("times", Filter(speaker="Ana"), "times have no filter 'speaker'"),
        ("articles", Filter(act="deny"), "articles have no filter 'act'"),
        ("statements", Filter(act="shout"), "There are: state, deny"),
        ("figures", Filter(kind="wounded"), "There are: killed"),
        ("events", Filter(type="arrest"), "There are: AGREE"),
        ("statements", Filter(speaker="..."), "no word in the speaker"),
        ("statements", Filter(text=' "" * '), "no word to search for"),
        ("statements", Filter(limit=-1), "cannot be negative"),
        ("statements", Filter(offset=-1), "cannot be negative"),
    ],
)
def test_a_filter_that_means_nothing_is_told_at_once(ledger: Ledger, kind: str, wanted: Filter, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        getattr(ledger, kind)(wanted)


def test_there_are_no_other_kinds(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="There are: articles"):
        ledger.count("rumours")


@settings(deadline=None)
@given(st.text())
@example('NEAR("a" "b", 1)')
@example('text: "a" OR ^b AND -c')
@example('"ponte')
@example("a\0b*")
@example("\ud800a")
def test_no_search_is_a_syntax_error(ledger: Ledger, words: str) -> None:
    for wanted in (Filter(text=words), Filter(content=words), Filter(speaker=words)):
        try:
            list(ledger.statements(wanted))
        except UsageError:
            continue


def test_operators_are_words_like_others(ledger: Ledger) -> None:
    assert not list(ledger.statements(Filter(text="ponte OR cheia")))
    assert not list(ledger.statements(Filter(text="ponte NOT cheia")))
    assert len(list(ledger.statements(Filter(text="text:ponte")))) == 0


@pytest.mark.parametrize("kind", GROUPS)
def test_what_several_outlets_give_is_counted_by_their_houses(tmp_path: Path, kind: str) -> None:
    with open_ledger(tmp_path / "outlets.ledger", write=True) as ledger:
        for name, text, outlet in (
            ("a1", f"{LEAD}\n{FIGURES}", "politica.jornal.com.br"),
            ("a2", f"{LEAD}\n{FIGURES}", "jornal.com.br"),
            ("a3", f"{LEAD}\n{FIGURES}", None),
        ):
            enter(ledger, finished(name, text, outlet=outlet))
        ledger.compare()
        assert ledger.count(kind, Filter(outlets=2)) == 0
        enter(ledger, finished("a4", f"{LEAD}\n{FIGURES}", outlet="Gazeta"))
        ledger.compare()
        whole = ledger.count(kind)
        assert ledger.count(kind, Filter(outlets=2)) == len([*getattr(ledger, kind)(Filter(outlets=2))]) == whole
        once = [*getattr(ledger, kind)(Filter(outlets=2, count="once", limit=9))]
        assert [row.appearances for row in once] == [4] * (whole // 4)
        assert ledger.count(kind, Filter(outlets=3)) == 0


def test_series_and_changes_take_what_several_outlets_give(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "outlets.ledger", write=True) as ledger:
        enter(ledger, finished("a1"), finished("a2", LEAD, outlet="Público"))
        ledger.compare()
        assert len(ledger.changes("Ana", None, Filter(outlets=2)).positions) == 2
        assert ledger.changes("Proteção", None).positions
        assert ledger.changes("Proteção", None, Filter(outlets=2)).positions == ()
        assert ledger.series(Filter(), least=1)
        assert ledger.series(Filter(outlets=2), least=1) == []
