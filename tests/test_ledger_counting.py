"""The numbers that are kept: by each way of counting, however articles come, change and are corrected."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.ledger import Filter, Ledger, migrations, open_ledger, rules, tallying
from segundo.ledger.comparing import COMPARISONS
from segundo.ledger.filters import GROUPS
from tests.ledger_build import CLOSING, FIGURES, LEAD, Finished, enter, finished

OWN = "A direção do porto de Serra Alta disse ontem que a doca nova fica pronta antes do fim do verão que vem."


def told(ledger: Ledger) -> dict[str, tuple[int, int, int]]:
    return {kind: (ways.all, ways.once, ways.independent) for kind, ways in ledger.counting().kinds.items()}


def listed(ledger: Ledger) -> dict[str, tuple[int, int, int]]:
    """The same, from lists."""
    return {
        kind: (
            ledger.count(kind, Filter()),
            ledger.count(kind, Filter(count="once")),
            ledger.count(kind, Filter(count="independent")),
        )
        for kind in ("articles", *GROUPS)
    }


def test_a_reprint_counts_once_and_another_report_is_independent(ledger: Ledger) -> None:
    enter(ledger, finished("a1", f"{LEAD}\n{FIGURES}"), finished("a2", f"{LEAD}\n{FIGURES}", outlet="Gazeta"))
    enter(ledger, finished("a3", f"{OWN}\n{LEAD} Foi o que garantiu.", outlet="Tribuna"))
    ledger.compare()
    assert told(ledger) == listed(ledger)
    assert told(ledger)["articles"] == (3, 2, 2)
    assert told(ledger)["statements"] == (5, 2, 3)


def test_what_is_not_compared_yet_is_counted_too(ledger: Ledger) -> None:
    enter(ledger, finished("a1"), finished("a2", outlet="Gazeta"))
    assert ledger.counting().rules is None
    assert told(ledger) == listed(ledger)


def count_by_these_rules(connection: sqlite3.Connection) -> None:
    """What :func:`rules.renew` does for a ledger in which nothing was compared, without the tables that came later."""
    connection.execute("INSERT INTO rules (name, version) VALUES ('counting', ?)", (rules.VERSION,))


def test_an_older_ledger_is_counted_before_and_after_it_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.ledger"
    at = next(index for index, script in enumerate(migrations.MIGRATIONS) if "CREATE TABLE regrouped" in script)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:at])
        # These look at what that schema did not have.
        newer = {"stories", "figures and events", "names", "who is who", "numbers"}
        patch.setattr("segundo.ledger.store.COMPARISONS", [step for step in COMPARISONS if step.name not in newer])
        patch.setattr(rules, "renew", count_by_these_rules)
        with open_ledger(path, write=True) as older:
            enter(older, finished("a1"), finished("a2", outlet="Gazeta"))
            enter(older, finished("a3", f"{OWN}\n{LEAD} Foi o que garantiu."))
            older._connection.execute("CREATE INDEX texts_by_size ON texts (article, size)")  # came later too
            older.compare()
            older._connection.execute("DROP INDEX texts_by_size")
    with open_ledger(path, write=True) as older:
        assert tallying.pending(older._connection)
        assert told(older) == listed(older)
        older.compare()
        assert not tallying.pending(older._connection)
        assert told(older) == listed(older)
        assert not list(older.verify())


def test_a_number_that_is_wrong_is_told(ledger: Ledger) -> None:
    enter(ledger, finished("a1"), finished("a2", outlet="Gazeta"))
    ledger.compare()
    ledger._connection.execute("UPDATE tallies SET count = count + 1")
    ledger._connection.execute("INSERT INTO repeated (kind, root, records) VALUES ('events', 'e1', 1)")
    assert [problem.id for problem in ledger.verify()] == ["events e1", "distinct passages"]


TEXTS = st.lists(st.sampled_from([LEAD, FIGURES, CLOSING, OWN, "***"]), min_size=1, max_size=4).map("\n".join)
OUTLETS = st.sampled_from(["Diário", "Gazeta"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(["a1", "a2", "a3", "a4"]), TEXTS, OUTLETS),
        st.tuples(st.just("compare"), st.none(), st.none(), st.none()),
        st.tuples(st.sampled_from(["reject", "undo"]), st.integers(0, 9), st.none(), st.none()),
    ),
    max_size=10,
)


@settings(max_examples=25)
@given(STEPS)
def test_the_numbers_that_are_kept_are_those_of_the_lists(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object, str | None, str | None]]
) -> None:
    with open_ledger(tmp_path_factory.mktemp("counting") / "x.ledger", write=True) as ledger:
        for what, where, text, outlet in steps:
            if what == "write":
                item: Finished = finished(str(where), str(text), outlet=outlet)
                enter(ledger, item)
            elif what == "compare":
                ledger.compare()
            elif what == "reject" and (rows := list(ledger.statements())):
                assert isinstance(where, int)
                ledger.corrections.reject(rows[where % len(rows)].id)
            elif what == "undo" and (held := [each for each in ledger.corrections.log() if each.fate == "holds"]):
                ledger.corrections.undo(held[0].correction.id)
            assert told(ledger) == listed(ledger)
        ledger.compare()
        assert told(ledger) == listed(ledger)
        assert not list(ledger.verify())
