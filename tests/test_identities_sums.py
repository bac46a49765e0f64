"""Who is who as a ledger grows: what is kept of names is what their uses say, and costs no more for many of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.identities.cells import Cell, Use, cells
from segundo.identities.uses import Mark
from segundo.ledger import Ledger, open_ledger
from segundo.resolve.keys import Strength
from tests.ledger_build import enter
from tests.test_identities import ARTICLES, Told, groups, item, told

MARKS = [Mark("country", "BR"), Mark("country", "PT"), Mark("field", "sport"), Mark("office", "prefeito olinda"),
         Mark("area", "olinda"), Mark("nation", "BR"), Mark("nation", "PT"), Mark("home", "BR")]  # fmt: skip
STRENGTHS: list[Strength] = ["full", "fair", "common", "single", "weak", "many"]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


def use(place: int, story: int, *marks: Mark) -> Use:
    return Use((place,), story, frozenset(marks))


def test_uses_of_a_weak_name_in_stories_of_their_own_are_each_of_one() -> None:
    found = cells([use(0, 1), use(1, 2), use(2, 3), use(3, 3)], "weak")
    assert found == [Cell((0, 1), frozenset(), each=True), Cell((2, 3), frozenset())]


def test_uses_of_a_full_name_of_which_nothing_is_said_are_of_one() -> None:
    assert cells([use(0, 1), use(1, 2)], "full") == [Cell((0, 1), frozenset())]


def test_uses_of_which_the_very_same_is_said_go_together_but_for_those_that_stand_alone() -> None:
    uses = [use(place, place) for place in range(3)]
    assert cells(uses, "full", apart=[(0, 1)], alone=[0, 1]) == [Cell((0, 2), frozenset()), Cell((1,), frozenset())]


@given(
    st.lists(st.tuples(st.integers(0, 6), st.frozensets(st.sampled_from(MARKS), max_size=2)), max_size=12),
    st.sampled_from(STRENGTHS),
    st.integers(0, 9),
)
def test_each_use_is_in_one_cell_in_whatever_order_they_come(
    some: list[tuple[int, frozenset[Mark]]], strength: Strength, seed: int
) -> None:
    uses = [Use((place,), story, marks) for place, (story, marks) in enumerate(some)]
    found = cells(uses, strength)
    assert sorted(place for cell in found for place in cell.places) == list(range(len(uses)))
    Random(seed).shuffle(uses)
    assert cells(uses, strength) == found


def _bearers(ledger: Ledger) -> set[tuple[object, ...]]:
    """All bearers as they are kept, whatever their numbers."""
    sql = (
        "SELECT kind, words, mine.first, mine.articles, mine.marks, mine.score, mine.reasons, theirs.name IS NULL,"
        " (SELECT min(actor) FROM uses WHERE uses.node = mine.node), (SELECT min(actor) FROM uses JOIN bearers AS one"
        " USING (node) WHERE one.root = mine.root) FROM bearers AS mine JOIN names ON number = mine.name"
        " LEFT JOIN bearers AS theirs ON theirs.node = mine.parent"
    )
    return set(map(tuple, ledger._connection.execute(sql)))


@settings(max_examples=15, deadline=None)
@given(ARTICLES, st.integers(0, 99), st.integers(1, 3))
def test_what_is_found_bit_by_bit_is_what_is_found_of_all(
    tmp_path_factory: pytest.TempPathFactory,
    articles: dict[str, tuple[list[Told], int | None]],
    seed: int,
    several: int,
) -> None:
    items = [item(name, *some, day=day) for name, (some, day) in articles.items()]
    Random(seed).shuffle(items)
    with open_ledger(tmp_path_factory.mktemp("bits") / "bits.ledger", write=True) as ledger:
        # Some come first with other names, and are read again.
        told(ledger, *(item(one.article.id, Told("Mário Tordo"), Told("João Silva"), day=5) for one in items[:several]))
        for start in range(0, len(items), several):
            told(ledger, *items[start : start + several])
        found, bearers = groups(ledger), _bearers(ledger)
        with ledger._transaction() as connection:
            connection.execute("UPDATE names SET waits = 1")
        ledger.compare()
        assert (groups(ledger), _bearers(ledger)) == (found, bearers)
        with ledger._transaction() as connection:
            connection.execute("DELETE FROM rules")
        ledger.compare()
        assert (groups(ledger), _bearers(ledger)) == (found, bearers)


def test_the_others_keep_their_bearer_when_an_earlier_use_of_a_name_comes(ledger: Ledger) -> None:
    uses = "SELECT actor, node FROM uses JOIN names ON number = name WHERE words = 'tordo'"
    told(ledger, *(item(f"a{day}", Told("Tordo", roles=("ministro",)), day=day) for day in range(5, 9)))
    before = set(map(tuple, ledger._connection.execute(uses)))
    told(ledger, item("a0", Told("Tordo", roles=("ministro",)), day=1))
    after = set(map(tuple, ledger._connection.execute(uses)))
    assert before < after
    assert len({node for _, node in after}) == 1


def test_a_sum_that_is_not_that_of_the_uses_is_a_problem(ledger: Ledger) -> None:
    told(ledger, item("a1", "Mário Tordo"), item("a2", Told("Rita Zuzarte", also=("Zuzarte",))))
    with ledger._transaction() as connection:
        connection.execute("UPDATE told SET uses = 2 WHERE name = 1")
        connection.execute("UPDATE calls SET node = NULL")
    assert len([each for each in ledger.verify() if each.what == "what is kept of it is not what its uses say"]) == 2


@pytest.mark.parametrize(
    ("name", "most"),
    [(Told("Mário Tordo"), 1), (Told("Tordo"), 60), (Told("Polícia Civil", kind="organisation"), 60)],
)
def test_one_more_use_of_a_name_costs_little_for_the_hundreds_before(ledger: Ledger, name: Told, most: int) -> None:
    def steps(number: int) -> int:
        """The tens of SQLite's steps to find who is who, with one more use."""
        taken = 0

        def step() -> None:
            nonlocal taken
            taken += 1

        def done(stage: str) -> None:
            ledger._connection.set_progress_handler(step if stage == "names" else None, 10)

        enter(ledger, item(f"a{number}", name))
        ledger.compare(done)
        return taken

    def many(first: int, last: int) -> None:
        enter(ledger, *(item(f"a{number}", name) for number in range(first, last)))
        ledger.compare()

    many(1, 41)
    few = steps(41)
    many(42, 321)
    assert steps(321) - few < most * 280 / 10
