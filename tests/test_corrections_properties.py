"""What holds of corrections in whatever order they are made, joined and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from segundo.article import Span
from segundo.ledger import open_ledger
from segundo.ledger.anchors import anchor, locate, quotes
from segundo.ledger.corrections import Correction, active, conflicts, from_json, heads, make, moment, to_json
from segundo.ledger.deriving import Derived, Ground, derive
from segundo.ledger.ids import PARTS
from segundo.ledger.laying import ground
from segundo.ledger.queries import pieces
from tests.book import TEXT
from tests.book import make as make_book

START = datetime(2026, 1, 1, tzinfo=UTC)
CHOICES: dict[str, list[tuple[str, Any]]] = {
    "statements": [
        ("speaker", "Ana"), ("speaker", "Bia"), ("speaker", None), ("act", "deny"), ("act", "ask"), ("said", False),
        ("content", quotes(TEXT, [Span(TEXT.index("200"), TEXT.index("200") + 3)])),
    ],
    "figures": [("value", 3.0), ("value", 4.0), ("bound", "about"), ("place", "Serra")],
    "events": [("status", "denied"), ("type", "RETREAT")],
    "times": [("value", "2015-09"), ("value", None)],
    "actors": [("name", "Rui Mário Amaro")],
}  # fmt: skip


def _ground() -> Ground:
    with TemporaryDirectory() as folder, open_ledger(make_book(Path(folder) / "x.ledger")) as book:
        return ground(book._connection, 1)


GROUND = _ground()
RECORDS = [(kind, identifier) for kind, rows in GROUND.rows.items() for identifier in rows]


def anchor_of(kind: str, identifier: str) -> dict[str, Any]:
    row = GROUND.rows[kind][identifier]
    return anchor(kind, GROUND.text, {part: pieces(row[f"{part}_spans"]) for part in PARTS[kind]})


@st.composite
def logs(draw: st.DrawFn) -> list[Correction]:
    """Entries by two persons, of whom each saw some of the earlier ones; clocks may be wrong."""
    made: list[Correction] = []
    for _ in range(draw(st.integers(0, 9))):
        at = moment(START + timedelta(seconds=draw(st.integers(0, 4))))
        about: dict[str, Any] = {"at": at, "by": draw(st.sampled_from(["ana", "bia"]))}
        action = draw(st.sampled_from(["set", "set", "set", "confirm", "reject", "undo", "add"]))
        if action == "undo" and made:
            target = draw(st.sampled_from(made))
            made.append(make(**about, action="undo", target=target.batch or target.id))
            continue
        kind, record = draw(st.sampled_from(RECORDS))
        over = tuple(draw(st.lists(st.sampled_from([entry.id for entry in made]), unique=True))) if made else ()
        about |= {
            "article": GROUND.article, "kind": kind, "record": record, "anchor": anchor_of(kind, record), "over": over,
            "batch": draw(st.sampled_from([None, "b1"])),
        }  # fmt: skip
        if action in {"confirm", "reject"}:
            made.append(make(**about, action=action))
        elif action == "add":
            words = draw(st.sampled_from(["testemunha nega", "gente", "ministro"]))
            start = TEXT.index(words)
            value = {"content": quotes(TEXT, [Span(start, start + len(words))]), "speaker": draw(st.sampled_from("AB"))}
            about |= {"kind": "statements", "record": f"s-{words}"}
            made.append(make(**about, action="add", value=value))
        else:
            field, value = draw(st.sampled_from(CHOICES[kind]))
            made.append(make(**about, action="set", field=field, value=value))
    return made


def held(entries: Sequence[Correction]) -> list[Correction]:
    return active({entry.id: entry for entry in entries}.values())


def laid(entries: Sequence[Correction]) -> Derived:
    return derive(GROUND, held(entries))


@given(logs(), st.randoms())
def test_what_holds_does_not_depend_on_the_order_in_which_entries_come(log: list[Correction], chance: Any) -> None:
    mixed = [*log, *log]
    chance.shuffle(mixed)
    assert laid(mixed) == laid(log)
    assert list(conflicts(held(mixed))) == list(conflicts(held(log)))


@given(logs())
def test_an_entry_is_the_same_after_its_line(log: list[Correction]) -> None:
    assert [from_json(to_json(entry)) for entry in log] == log


@given(logs())
def test_taking_everything_back_leaves_what_was_found(log: list[Correction]) -> None:
    at = moment(START + timedelta(hours=1))
    after = laid([*log, *(make(at=at, by="ana", action="undo", target=entry.id) for entry in held(log))])
    assert after.rows == GROUND.rows
    assert (after.touched, after.orphans) == ({}, {})


@given(logs())
def test_every_active_entry_holds_is_put_aside_or_is_listed(log: list[Correction]) -> None:
    out = laid(log)
    placed = {entry.id for said in out.said.values() for entry in said}
    assert placed | out.orphans.keys() == {entry.id for entry in held(log)}


@given(logs())
def test_a_field_holds_what_its_last_head_says(log: list[Correction]) -> None:
    out = laid(log)
    for (kind, record), said in out.said.items():
        row = out.rows[kind].get(record)
        for name, claims in heads(said).items():
            if row is not None and name in {"speaker", "act", "value", "bound", "status", "type"}:
                assert row[name] == claims[-1].value


@given(logs())
@settings(max_examples=10)
def test_ledgers_that_join_their_logs_in_any_order_are_alike(log: list[Correction]) -> None:
    lines = [to_json(entry) for entry in log]
    with TemporaryDirectory() as folder:
        states = []
        for name, parts in enumerate(([lines], [lines[::-2], lines, lines[::2]], [[line] for line in lines[::-1]])):
            with open_ledger(make_book(Path(folder) / str(name)), write=True) as book:
                for part in parts:
                    book.corrections.add_lines(part)
                assert list(book.verify()) == []
                kinds = (book.statements, book.figures, book.events, book.times, book.actors)
                rows = [row for kind in kinds for row in kind()]
                states.append((rows, list(book.corrections.lines()), book.corrections.orphans()))
        assert states[0] == states[1] == states[2]


@given(st.text(alphabet="ab ç.", max_size=60), st.data())
def test_words_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start, len(text)))
    if text[start:end].strip():
        assert locate(text, quotes(text, [Span(start, end)])) == (Span(start, end),)
        found = locate(f"Antes.\n{text}", quotes(text, [Span(start, end)]))
        assert found is None or f"Antes.\n{text}"[found[0].start : found[0].end] == text[start:end]
