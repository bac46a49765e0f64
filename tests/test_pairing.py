"""What persons say of who is one and who is two: by names and ids, at once, and for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from segundo.errors import FormatError, NotFoundError, UsageError
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.ledger.corrections import make, to_json
from segundo.ledger.corrections import told as told_in_words
from tests.ledger_build import enter
from tests.test_identities import WHALE, Told, groups, item, parted, told

TORDO = Told("Mário Tordo", also=("Tordo",))


def ids(ledger: Ledger) -> dict[str, str]:
    return {row.name: row.id for row in ledger.actors()}


def by_article(ledger: Ledger) -> dict[str, str]:
    return {row.article: row.id for row in ledger.actors()}


def one(ledger: Ledger, *actors: str) -> bool:
    return len({ledger.identity(actor).row.id for actor in actors}) == 1


@pytest.fixture
def two(ledger: Ledger) -> Ledger:
    """A person and another one."""
    return told(ledger, item("a1", "Mário Tordo"), item("a2", "Rita Zuzarte"))


# One


@pytest.mark.parametrize("how", ["names", "ids", "beginnings", "a name and an id"])
def test_who_is_said_to_be_one_is_one_at_once(two: Ledger, how: str) -> None:
    first, second = ids(two)["Mário Tordo"], ids(two)["Rita Zuzarte"]
    sides = {
        "names": ("mario tordo", "Rita Zuzarte"), "ids": (second, first), "beginnings": (first[:9], second[:9]),
        "a name and an id": ("Rita Zuzarte", first),
    }[how]  # fmt: skip
    made = two.corrections.same(*sides, by="ana")
    assert one(two, first, second)
    assert [(pair.one_name, pair.other_name, pair.same, pair.reason) for pair in two.corrections.pairs()] in (
        [("Mário Tordo", "Rita Zuzarte", True, None)], [("Rita Zuzarte", "Mário Tordo", True, None)],
    )  # fmt: skip
    two.corrections.undo(made.id)
    assert not one(two, first, second)
    assert two.corrections.pairs() == []
    assert not list(two.verify())


def test_a_later_word_holds_and_its_undo_brings_the_earlier_back(two: Ledger) -> None:
    first, second = ids(two)["Mário Tordo"], ids(two)["Rita Zuzarte"]
    two.corrections.same(first, second)
    last = two.corrections.different(second, first)
    assert not one(two, first, second)
    assert two.corrections.conflicts() == []
    two.corrections.undo(last.id)
    assert one(two, first, second)


def test_names_that_are_joined_are_joined_in_later_articles_too(two: Ledger) -> None:
    two.corrections.same("Mário Tordo", "Rita Zuzarte")
    told(two, item("a3", "Rita Zuzarte"), item("a4", Told("Rita Zuzarte", roles=("juíza",), country="PT")))
    assert parted(two) == 1


def test_a_correction_of_an_actor_leaves_joined_what_was_joined(two: Ledger) -> None:
    first, second = ids(two)["Mário Tordo"], ids(two)["Rita Zuzarte"]
    two.corrections.same(first, second)
    two.corrections.set(first, "organisation", "Câmara de Olinda")
    assert one(two, first, second)


def test_a_family_name_that_several_have_says_nothing_of_whom_it_is(ledger: Ledger) -> None:
    clara = Told("Clara Tordo", also=("Tordo",))
    whale = "Uma baleia de doze metros encalhou na praia de Esmoriz e os biólogos examinam a baleia."
    snow = "Nevou na serra da Lousã e a neve cortou a estrada da serra durante a noite."
    told(
        ledger, item("a1", TORDO, text=whale, day=1), item("a2", "Tordo", text=whale, day=2),
        item("a3", clara, text=snow, day=500), item("a4", "Tordo", text=snow, day=501), item("a5", "Rita Zuzarte"),
    )  # fmt: skip
    assert parted(ledger) == 3
    with pytest.raises(UsageError, match="several are called so") as error:
        ledger.corrections.same("Tordo", "Rita Zuzarte")
    assert ids(ledger)["Mário Tordo"] in str(error.value) and ids(ledger)["Clara Tordo"] in str(error.value)
    assert ledger.corrections.count() == 0


@pytest.mark.parametrize(
    ("sides", "error", "why"),
    [
        (("Rui Nada", "Mário Tordo"), NotFoundError, "nobody has this name"),
        (("a0000000", "Mário Tordo"), NotFoundError, "nobody has this name or id"),
        (("Mário Tordo", " mario  TORDO"), UsageError, "two names"),
        (("", "Mário Tordo"), UsageError, "two names"),
    ],
)
def test_who_is_nobody_is_not_joined(
    two: Ledger, sides: tuple[str, str], error: type[Exception], why: str
) -> None:
    with pytest.raises(error, match=why):
        two.corrections.same(*sides)
    assert two.corrections.count() == 0


def test_a_name_of_two_kinds_is_of_that_of_the_other_name(two: Ledger) -> None:
    told(two, item("a3", Told("Rita Zuzarte", kind="place"), Told("Vila Chuva", kind="place")))
    assert [row.kind for row in two.corrections.meant("Rita Zuzarte", "Mário Tordo", same=True)] == ["person"] * 2
    two.corrections.same("Rita Zuzarte", "Vila Chuva")
    assert parted(two) == 3
    told(two, item("a4", Told("Vila Chuva", kind="organisation"), Told("Rita Zuzarte", kind="organisation")))
    with pytest.raises(UsageError, match="several kinds"):
        two.corrections.same("Vila Chuva", "Rita Zuzarte")


def test_who_would_be_joined_is_told_before(two: Ledger) -> None:
    meant = two.corrections.meant("Mário Tordo", ids(two)["Rita Zuzarte"], same=True)
    assert [(row.name, row.articles) for row in meant] == [("Mário Tordo", 1), ("Rita Zuzarte", 1)]


# Two


def test_a_name_that_is_somebody_elses_is_so_in_later_articles_too(ledger: Ledger) -> None:
    told(ledger, item("a1", TORDO), item("a2", TORDO, text=WHALE), item("a3", "Tordo", text=WHALE))
    assert parted(ledger) == 1
    made = ledger.corrections.different("Tordo", "Mário Tordo")
    assert parted(ledger) == 2
    told(ledger, item("a4", "Tordo"))
    assert not one(ledger, by_article(ledger)["a1"], by_article(ledger)["a4"])
    ledger.corrections.undo(made.id)
    assert parted(ledger) == 1


def test_actors_of_two_articles_can_be_two(ledger: Ledger) -> None:
    told(
        ledger, item("a1", TORDO), item("a2", TORDO, text=WHALE), item("a3", "Tordo", text=WHALE),
        item("a4", "Mário Tordo"),
    )  # fmt: skip
    there = by_article(ledger)
    ledger.corrections.different(there["a3"], there["a1"])
    ledger.corrections.different(there["a4"], there["a1"])
    assert one(ledger, there["a1"], there["a2"])
    assert len({ledger.identity(there[name]).row.id for name in ("a1", "a3", "a4")}) == 3
    assert not [row for row in ledger.doubts() if there["a1"] in (row.one, row.other)]


@pytest.mark.parametrize("name", ["Tordo", "Mário Tordo"])
def test_in_one_article_a_name_can_be_somebody_elses(ledger: Ledger, name: str) -> None:
    told(ledger, item("a1", TORDO), item("a2", TORDO, text=WHALE), item("a3", name), item("a4", name, text=WHALE))
    there = by_article(ledger)
    made = ledger.corrections.apart(there["a3"])
    assert groups(ledger) == {
        frozenset({("a1", "Mário Tordo"), ("a2", "Mário Tordo"), ("a4", name)}), frozenset({("a3", name)}),
    }  # fmt: skip
    ledger.corrections.undo(made[0].batch or made[0].id)
    assert parted(ledger) == 1
    assert not list(ledger.verify())


def test_who_was_joined_by_a_person_is_parted_in_one_article(two: Ledger) -> None:
    told(two, item("a3", "Rita Zuzarte"))
    two.corrections.same("Mário Tordo", "Rita Zuzarte")
    two.corrections.apart(by_article(two)["a3"])
    assert groups(two) == {
        frozenset({("a1", "Mário Tordo"), ("a2", "Rita Zuzarte")}), frozenset({("a3", "Rita Zuzarte")}),
    }  # fmt: skip


def test_who_is_taken_for_nobody_else_cannot_be_parted(two: Ledger) -> None:
    with pytest.raises(UsageError, match="nobody else"):
        two.corrections.apart(ids(two)["Mário Tordo"])


@pytest.mark.parametrize("by_name", [True, False])
def test_a_pair_that_is_said_to_be_two_is_unsure_no_more(ledger: Ledger, by_name: bool) -> None:
    told(ledger, item("a1", "Mário Tordo"), item("a2", "Clara Tordo"), item("a3", "Tordo"))
    doubt, _ = ledger.doubts()
    ledger.corrections.different(*((doubt.one_name, doubt.other_name) if by_name else (doubt.one, doubt.other)))
    assert len(list(ledger.doubts())) == 1


def test_what_is_no_actor_cannot_be_parted(two: Ledger) -> None:
    two.corrections.reject(ids(two)["Mário Tordo"])
    (gone,) = two.actors(Filter(review="rejected"))
    for what in (gone.id, next(two.statements()).id):
        with pytest.raises(NotFoundError, match="no actor"):
            two.corrections.apart(what)


# For good


def test_what_was_said_is_taken_to_another_ledger_whatever_comes_first(two: Ledger, tmp_path: Path) -> None:
    two.corrections.same(*ids(two).values())
    lines = list(two.corrections.lines())
    with open_ledger(tmp_path / "other.ledger", write=True) as other:
        other.corrections.add_lines(lines)
        told(other, item("a2", "Rita Zuzarte"))
        (lost,) = other.corrections.orphans()
        assert (lost.fate, lost.reason) == ("unplaced", "nobody here is Mário Tordo")
        assert [item.fate for item in other.corrections.log()] == ["unplaced"]
        told(other, item("a1", "Mário Tordo"))
        assert parted(other) == 1
        assert other.corrections.orphans() == []
        assert other.corrections.add_lines(lines).new == 0


def test_a_newer_reader_that_gives_other_ids_changes_nothing(two: Ledger) -> None:
    before = ids(two)
    two.corrections.same(*before.values())
    enter(two, item("a1", TORDO), version="2")
    two.compare()
    assert ids(two)["Mário Tordo"] != before["Mário Tordo"]
    assert {("a1", "Mário Tordo"), ("a2", "Rita Zuzarte")} in groups(two)


def test_a_line_whose_pair_tells_of_no_actors_is_refused(two: Ledger) -> None:
    two.corrections.same(*ids(two).values())
    (line,) = two.corrections.lines()
    with pytest.raises(FormatError, match="its 'value' is none"):
        two.corrections.add_lines([line.replace('"article"', '"artikel"')])


def test_a_pair_that_keeps_nothing_of_its_sides_is_taken_by_its_names(two: Ledger) -> None:
    entry = make(at="2026-01-01T00:00:00.000000+00:00", by="ana", action="same", record="Mário Tordo|Rita Zuzarte")
    two.corrections.add_lines([to_json(entry)])
    assert parted(two) == 1
    assert told_in_words(entry) == "Mário Tordo and Rita Zuzarte: same"


def test_while_articles_are_read_names_wait_for_the_reader(two: Ledger) -> None:
    enter(two, item("a3", "Clara Chuva"))
    two.corrections.same("Mário Tordo", "Rita Zuzarte")
    two.compare()
    assert one(two, ids(two)["Mário Tordo"], ids(two)["Rita Zuzarte"])


def test_pairs_of_one_are_found_by_any_of_its_actors(two: Ledger) -> None:
    told(two, item("a3", "Clara Chuva"), item("a4", "Rita Zuzarte"))
    two.corrections.same("Mário Tordo", "Rita Zuzarte")
    assert len(two.corrections.pairs_of(by_article(two)["a4"])) == 1
    assert two.corrections.pairs_of(ids(two)["Clara Chuva"]) == []
    assert two.count_identities(Filter()) == 2


def test_of_pairs_that_were_in_doubt_those_are_passed_over_that_are_settled(ledger: Ledger) -> None:
    told(ledger, item("a1", "Mário Tordo"), item("a2", "Clara Tordo"), item("a3", "Tordo"), item("a4", "Rita Zuzarte"))
    first, second = ledger.doubts()
    pairs = [(doubt.one, doubt.other) for doubt in (first, second)]
    assert (ledger.still_in_doubt(pairs), ledger.still_in_doubt(pairs, 1)) == (first, second)
    assert ledger.still_in_doubt(pairs, 2) is None
    made = ledger.corrections.different(*pairs[0])
    left = ledger.still_in_doubt(pairs)
    assert left and (left.one, left.other) == pairs[1]
    assert ledger.count_doubts() == 1
    ledger.corrections.undo(made.id)
    ledger.corrections.same(*pairs[0])
    assert [ledger.still_in_doubt(pairs[:1]), ledger.count_doubts()] == [None, 1]


# Not sure


@pytest.fixture
def doubtful(ledger: Ledger) -> Ledger:
    """Somebody who may be one of two."""
    return told(ledger, item("a1", "Mário Tordo"), item("a2", "Clara Tordo"), item("a3", "Tordo"))


def doubts(ledger: Ledger) -> list[tuple[str, str, bool]]:
    return [(row.one, row.other, row.unsure) for row in ledger.doubts()]


def test_a_pair_of_which_one_cannot_tell_comes_last_until_that_is_undone(doubtful: Ledger) -> None:
    (one, other, _), second = before = doubts(doubtful)
    made = doubtful.corrections.unsure(one, other, note="os dois são ministros")
    assert doubts(doubtful) == [second, (one, other, True)]
    assert doubtful.count_doubts() == 2 and parted(doubtful) == 3
    assert [pair.same for pair in doubtful.corrections.pairs()] == [None]
    doubtful.corrections.undo(made.id)
    assert doubts(doubtful) == before
    assert not list(doubtful.verify())


def test_who_is_not_sure_contradicts_nobody_and_what_was_said_stands(doubtful: Ledger) -> None:
    one, other, _ = doubts(doubtful)[0]
    said = doubtful.corrections.different(one, other)
    doubtful.corrections.unsure(one, other, by="rui")
    assert len(doubts(doubtful)) == 1
    assert doubtful.corrections.conflicts() == []
    doubtful.corrections.undo(said.id)
    assert doubts(doubtful)[-1] == (one, other, True)


def test_that_one_cannot_tell_is_taken_to_another_ledger_and_outlasts_a_newer_reader(
    doubtful: Ledger, tmp_path: Path
) -> None:
    one, other, _ = doubts(doubtful)[0]
    doubtful.corrections.unsure(one, other)
    with open_ledger(tmp_path / "other.ledger", write=True) as theirs:
        theirs.corrections.add_lines(doubtful.corrections.lines())
        assert [item.fate for item in theirs.corrections.log()] == ["unplaced"]
        told(theirs, item("a3", "Tordo"), item("a2", "Clara Tordo"), item("a1", "Mário Tordo"))
        assert doubts(theirs) == doubts(doubtful)
        before = by_article(theirs)
        enter(theirs, item("a2", Told("Clara Tordo", also=("Clara",))), version="2")
        theirs.compare()
        assert by_article(theirs) != before
        assert [row.unsure for row in theirs.doubts()] == [False, True]
