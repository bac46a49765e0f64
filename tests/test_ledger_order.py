"""Nothing that is found over articles depends on the order in which they arrive, on the parts in which they are
compared, on what stood under their ids before, or on when somebody corrects a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.article import Article, Pieces, Span
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.ledger.comparing import COMPARISONS
from segundo.records import Actor, Event, Figure, Records, Statement, Time
from segundo.segment import segment
from tests.ledger_build import FIGURES, LEAD, Finished, enter
from tests.test_ledger_copies import ONE, TWO

TOLL = "A cheia arrastou a ponte velha e deixou 30 mortos e 12 feridos na serra."
COST = "A ministra Ana Prado disse que foram gastos 8 milhões de euros em obras na ponte velha."
COST_AGAIN = "A ministra Ana Prado disse ontem que foram gastos 8 milhões de euros em obras."
SHORT = "“Não comento”, disse Ana Prado."
NOTE = "Nota: choveu muito na serra e em Viseu durante a noite de ontem."


@dataclass(frozen=True, slots=True)
class Sketch:
    """An article in a few words: what it prints, where and when, and how its records were read.

    Articles with the same words may be read unlike: ``speaker`` and ``place`` are what was made of them, ``bare``
    leaves an event without all else that tells of it, ``missed`` are the kinds of which a record was not found.
    """

    name: str
    passages: tuple[str, ...]
    title: str | None = None
    day: date | None = date(2015, 9, 3)
    outlet: str = "Gazeta"
    speaker: str = "Ana Prado"
    place: str | None = "Évora"
    bare: bool = False
    missed: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        return self.day.isoformat() if self.day else "9999", self.name


def article(of: Sketch) -> Finished:
    """The article of a sketch with its records."""
    text = "\n".join(of.passages)

    def at(words: str, within: str) -> Pieces:
        start = text.index(within) + within.index(words)
        return (Span(start, start + len(words)),)

    times: list[Time] = []
    statements: list[Statement] = []
    figures: list[Figure] = []
    events: list[Event] = []
    naming = [passage for passage in of.passages if "A ministra Ana Prado" in passage]
    mentions = tuple(at("A ministra Ana Prado", passage)[0] for passage in naming)
    actors = [Actor(of.speaker, "person", mentions, "x", 0.9, ("ministra",), None, "PT")] if naming else []

    def said(words: str, cue: str, within: str, speaker: str) -> int:
        actor = 0 if within in naming else None
        content = at(words, within), at(cue, within)
        statements.append(Statement(*content, (), "indirect", "state", "x", 0.9, speaker, actor))
        return len(statements) - 1

    for passage in of.passages:
        if passage == LEAD:
            times.append(Time(at("quarta-feira", LEAD)[0], "DATE", "2015-09-02", "x", 0.9))
            said("a ponte reabre em junho", "afirmou", LEAD, of.speaker)
            told = ((), None, None) if of.bare else (at("a ponte", LEAD), of.place, 0)
            events.append(Event(at("reabre", LEAD), "GOVERN", (), told[0], "planned", "x", 0.5, *told[1:]))
        elif passage == FIGURES:
            words = "mais de 200 pessoas foram retiradas de casa depois da cheia"
            source = said(words, "Segundo", FIGURES, "Proteção Civil")
            number = at("200", FIGURES), at("pessoas foram retiradas", FIGURES)
            figures.append(
                Figure(*number, 200, None, "at_least", "displaced", None, "x", 0.8, of.place, None, source)
            )
        elif passage == TOLL:
            killed, injured = (at("30", TOLL), at("mortos", TOLL)), (at("12", TOLL), at("feridos", TOLL))
            figures.append(Figure(*killed, 30, None, "exact", "killed", None, "x", 0.8, of.place))
            figures.append(Figure(*injured, 12, None, "exact", "injured", None, "x", 0.8))
            parts = at("A cheia", TOLL), at("a ponte velha", TOLL)
            events.append(Event(at("arrastou", TOLL), "HARM", *parts, "happened", "x", 0.9, of.place))
        elif passage in (COST, COST_AGAIN):
            source = said("foram gastos 8 milhões de euros em obras", "disse", passage, of.speaker)
            number = at("8 milhões", passage), at("euros em obras", passage)
            place = of.place if passage == COST else None
            figures.append(Figure(*number, 8e6, None, "exact", "money", "EUR", "x", 0.8, place, None, source))
        elif passage == SHORT and "statements" not in of.missed:
            said("Não comento", "disse", SHORT, "Ana Prado")
    passages = segment(text)
    records = Records(
        tuple(statements), tuple(times), tuple(figures["figures" in of.missed :]),
        tuple(events["events" in of.missed :]), tuple(actors),
    )  # fmt: skip
    about = Article(
        of.name, text, outlet=of.outlet, title=of.title, published=of.day,
        published_basis="given" if of.day else "unknown", source=of.name,
    )  # fmt: skip
    return Finished(about, passages, records)


@dataclass(frozen=True, slots=True)
class Fix:
    """What somebody says of an article's record: that it is wrong or, with the field, what its place or the like is."""

    article: str
    kind: str
    which: int
    field: str | None
    value: str = ""

    def lay(self, ledger: Ledger) -> None:
        kinds = {"statements": ledger.statements, "figures": ledger.figures, "events": ledger.events}
        rows = list(kinds[self.kind](Filter(article=self.article)))
        if not rows:
            return
        record = rows[self.which % len(rows)].id
        if self.field is None:
            ledger.corrections.reject(record)
        else:
            ledger.corrections.set(record, self.field, self.value)


Part = Sequence[Sketch] | Fix
"""Articles that are written, and then compared; or a correction."""

_TREES = {
    "texts": ("article", "shared", "original", "articles"), "profiles": ("node", "likeness", "root", "articles"),
    "sayings": ("node", "likeness", "root", "statements"), "amounts": ("node", "likeness", "root", None),
    "deeds": ("node", "likeness", "root", None),
}  # fmt: skip


def found(ledger: Ledger) -> dict[str, object]:
    """All that is found over articles: trees, groups, who is who, series, and how many there are."""
    out: dict[str, object] = {}
    for table, (node, likeness, root, numbered) in _TREES.items():
        rows = ledger._connection.execute(f"SELECT {node}, parent, {likeness}, {root} FROM {table}").fetchall()
        names = dict(map(tuple, ledger._connection.execute(f"SELECT number, id FROM {numbered}"))) if numbered else {}
        for which, parent, alike, top in rows:
            out[f"{table} {names.get(which, which)}"] = names.get(parent, parent), alike, names.get(top, top)
    out["copies"] = sorted(ledger.copies(), key=lambda row: (row.later, row.earlier))
    out["stories"] = sorted((row.id, row.story) for row in ledger.articles())
    kinds = ledger.statements, ledger.figures, ledger.events
    out["records"] = sorted((row.id, row.same_as or "", row.reports) for kind in kinds for row in kind())
    out["identities"] = sorted(ledger.identities(), key=lambda row: row.id)
    out["series"] = [(row, ledger.points(row.id)) for row in ledger.series()]
    ways = ledger.counting().kinds
    out["counting"] = {kind: ways[kind] for kind in ("articles", "statements", "figures", "events")}
    return out


def arrived(path: Path, parts: Sequence[Part], at_once: int = 100) -> dict[str, object]:
    """What is found where articles come in several parts and are compared so many at once."""
    with pytest.MonkeyPatch.context() as patch, open_ledger(path, write=True) as ledger:
        steps = tuple(step._replace(at_once=at_once) for step in COMPARISONS)
        patch.setattr("segundo.ledger.store.COMPARISONS", steps)
        for part in parts:
            if isinstance(part, Fix):
                part.lay(ledger)
            else:
                enter(ledger, *map(article, part))
                ledger.compare()
        assert not list(ledger.verify())
        return found(ledger)


def both(folder: Path, first: Sequence[Part], second: Sequence[Part]) -> tuple[dict[str, object], dict[str, object]]:
    return arrived(folder / "first.ledger", first, 1), arrived(folder / "second.ledger", second, 1)


LOCAL = (TOLL, *ONE)
OTHER = Sketch("a", (*LOCAL, NOTE), day=date(2015, 9, 1), place="Évora")
EARLY = Sketch("b", LOCAL, day=date(2015, 9, 2), place="Lisboa")
LATE = Sketch("c", LOCAL, day=date(2015, 9, 2), place=None)


def test_a_figure_goes_to_the_first_article_with_its_words_though_that_arrives_late(tmp_path: Path) -> None:
    """Till then it goes to a near-copy, which the first one's is not the same as: the place is another one."""
    one, other = both(tmp_path, [[OTHER, EARLY, LATE]], [[OTHER, LATE], [EARLY]])
    assert one == other


def test_a_figure_that_is_corrected_in_the_first_article_is_looked_at_in_its_twins(tmp_path: Path) -> None:
    wrong, right = Fix("b", "figures", 0, "value", "31"), Fix("b", "figures", 0, "value", "30")
    one, other = both(tmp_path, [[OTHER, EARLY, LATE], wrong, right], [[OTHER, EARLY, LATE]])
    assert one["records"] == other["records"]


def test_a_near_copy_sees_the_twin_that_sees_it_or_neither_does(tmp_path: Path) -> None:
    """A figure that the first article with some words lacks, in a later one with another title."""
    first = Sketch("a", (COST_AGAIN, *ONE), day=date(2015, 9, 1), missed=("figures",))
    twin = Sketch("b", first.passages, "Cheia na serra", date(2015, 9, 2))
    near = Sketch("c", (COST, *ONE), day=date(2015, 9, 3))
    one, other = both(tmp_path, [[first, twin], [near]], [[first, near], [twin]])
    assert one == other


def test_of_twins_with_one_title_and_day_the_first_alone_is_looked_up_by_its_words(tmp_path: Path) -> None:
    """Both have a figure that the first article with their words lacks; the later one's is another article's too."""
    first = Sketch("a", (COST_AGAIN, *ONE), day=date(2015, 9, 1), missed=("figures",))
    early = Sketch("b", first.passages, "Cheia na serra", date(2015, 9, 2), speaker="Rui Lima")
    late = replace(early, name="c", speaker="Ana Prado")
    other = Sketch("d", (COST, NOTE), day=date(2015, 9, 3))
    one, then = both(tmp_path, [[first, early, late, other]], [[first, late, other], [early]])
    assert one == then


def test_a_short_statement_is_no_more_the_same_when_the_first_article_with_its_words_lacks_it(tmp_path: Path) -> None:
    first = Sketch("a", (SHORT, *ONE), day=date(2015, 9, 1), missed=("statements",))
    early, late = Sketch("b", first.passages), Sketch("c", first.passages)
    one, other = both(tmp_path, [[first, early, late]], [[early, late], [first]])
    assert one == other


def test_reports_are_counted_by_their_days_whichever_arrived_first(tmp_path: Path) -> None:
    one = Sketch("a", (TOLL, *ONE), day=date(2015, 9, 1))
    other = Sketch("b", (TOLL, *TWO), day=date(2015, 9, 2))
    for order in ([one, other], [other, one]):
        with open_ledger(tmp_path / f"{order[0].name}.ledger", write=True) as book:
            for sketch in order:
                enter(book, article(sketch))
            book.compare()
            assert [row.article for row in book.figures(Filter(count="independent"))] == ["a", "a"]
            assert book.counting().kinds["figures"].independent == 2


PASSAGES = (LEAD, FIGURES, TOLL, COST, COST_AGAIN, SHORT, *ONE, *TWO)
DAYS = st.sampled_from([date(2015, 9, 3), date(2015, 9, 1), date(2015, 9, 9), date(2015, 11, 2), None])


@st.composite
def worlds(draw: st.DrawFn) -> list[Sketch]:
    """Articles most of which are twins or near-copies of one or two."""
    texts = st.lists(st.sampled_from(PASSAGES), min_size=3, max_size=7, unique=True).map(tuple)
    of_several = draw(st.lists(texts, min_size=1, max_size=2))

    def one(name: str) -> Sketch:
        text = draw(st.sampled_from(of_several))
        change = draw(st.sampled_from(["none", "none", "none", "note", "less", "turned"]))
        passages = {"none": text, "note": (*text, f"{NOTE} {name}"), "less": text[1:], "turned": text[::-1]}[change]
        return Sketch(
            name, passages, draw(st.sampled_from([None, "Cheia na serra"])), draw(DAYS),
            draw(st.sampled_from(["Gazeta", "Diário"])), draw(st.sampled_from(["Ana Prado", "Prado", "Rui Lima"])),
            draw(st.sampled_from(["Évora", "Lisboa", None])), draw(st.booleans()),
            draw(st.sampled_from([(), (), ("figures",), ("events",), ("statements",)])),
        )  # fmt: skip

    return [one(name) for name in "abcdef"[: draw(st.integers(3, 6))]]


FIXES = st.one_of(
    st.tuples(st.sampled_from(["statements", "figures", "events"]), st.integers(0, 9), st.none()),
    st.tuples(st.just("statements"), st.integers(0, 9), st.just("speaker"), st.just("Rui Lima")),
    st.tuples(st.sampled_from(["figures", "events"]), st.integers(0, 9), st.just("place"), st.just("Lisboa")),
    st.tuples(st.just("figures"), st.integers(0, 9), st.just("value"), st.just("30")),
)


@settings(max_examples=25)
@given(worlds(), worlds(), FIXES | st.none(), st.integers(1, 3), st.integers(1, 3), st.integers(0, 3), st.data())
def test_nothing_depends_on_the_order_of_arrival(
    tmp_path_factory: pytest.TempPathFactory, world: list[Sketch], before: list[Sketch],
    said: tuple[object, ...] | None, several: int, at_once: int, again: int, data: st.DataObject,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("order")
    fix = [Fix(world[0].name, *said)] if said else []  # type: ignore[arg-type]
    expected = arrived(folder / "once.ledger", [sorted(world, key=lambda sketch: sketch.order), *fix])
    shuffled = data.draw(st.permutations(world))
    parts: list[Part] = [shuffled[start : start + several] for start in range(0, len(world), several)]
    # Others stood under some ids, and come back there for a while.
    others = [replace(other, name=sketch.name) for other, sketch in zip(before, shuffled, strict=False)][:again]
    parts = [others, *parts, others[1:], shuffled[1:again]]
    if fix:
        here = max(number for number, part in enumerate(parts) if not isinstance(part, Fix) and world[0] in part)
        parts.insert(data.draw(st.integers(here, len(parts) - 1)) + 1, fix[0])
    assert arrived(folder / "parts.ledger", parts, at_once) == expected
