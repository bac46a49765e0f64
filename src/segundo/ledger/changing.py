"""What an actor said on a matter in order of time, and which of it may show a change of position."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations

from segundo.ledger.filters import Filter
from segundo.ledger.queries import select, statement_row
from segundo.ledger.timelines import ChangeRow, Changes, PositionRow, dated
from segundo.repeats.positions import Position, differences, likeness, position, rare
from segundo.repeats.shingles import words
from segundo.repeats.stories import STEM
from segundo.repeats.wordings import compatible
from segundo.segment import fold

CROWD = 200
"""A stem that more statements of an actor have leads to none: it is what he always speaks of."""


def changes(connection: sqlite3.Connection, actor: str, about: str | None, wanted: Filter) -> Changes:
    """The statements of an actor that meet a query and a filter, in order of time, and the candidate changes."""
    once = wanted.count == "once"
    filtered = replace(wanted, speaker=actor, content=about, count="all" if once else wanted.count)
    found = [_read(connection, row) for row in select(connection, "statements", filtered)]
    found.sort(key=lambda item: _order(item[0]))
    if once:
        found = _once(found)
    candidates = sorted(_candidates(found), key=lambda row: (-row.alike, _order(row.later), _order(row.earlier)))
    return Changes(positions=tuple(row for row, _ in found), candidates=tuple(candidates))


def _read(connection: sqlite3.Connection, row: sqlite3.Row) -> tuple[PositionRow, Position]:
    statement = statement_row(row)
    read = position(statement.act, statement.content or "")
    (stated,) = connection.execute("SELECT first_day FROM times WHERE id = ?", (row["when_id"],)).fetchone() or (None,)
    day, basis = dated(date.fromisoformat(stated) if stated else None, statement.published)
    return PositionRow(
        id=statement.id,
        article=statement.article,
        outlet=statement.outlet,
        published=statement.published,
        passage=statement.passage,
        speaker=statement.speaker,
        act=statement.act,
        form=statement.form,
        said=statement.said,
        content=statement.content,
        cue=statement.cue,
        negation=read.negation,
        condition=read.condition,
        day=day,
        basis=basis,
        same_as=statement.same_as,
        appearances=statement.appearances,
        reports=statement.reports,
        review=statement.review,
        score=statement.score,
    ), read


def _once(found: list[tuple[PositionRow, Position]]) -> list[tuple[PositionRow, Position]]:
    """The earliest of each statement and act: "denied" and "admitted" may be told in the same words."""
    earliest: dict[tuple[str, str], tuple[PositionRow, Position]] = {}
    for row, read in found:
        earliest.setdefault((row.same_as or row.id, row.act), (row, read))
    return list(earliest.values())


def _order(row: PositionRow) -> tuple[bool, date, str, int, str]:
    """What orders positions: their days, unknown ones last; of a day, as they stand in the articles."""
    return row.day is None, row.day or date.min, row.article, row.passage, row.id


def _candidates(found: list[tuple[PositionRow, Position]]) -> Iterator[ChangeRow]:
    """The pairs on the same matter that differ; they are looked up by their rare stems."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, (row, read) in enumerate(found):
        if row.said:
            for stem in rare(read):
                by_stem[stem].append(number)
    pairs = {pair for numbers in by_stem.values() if len(numbers) <= CROWD for pair in combinations(numbers, 2)}
    for one, other in sorted(pairs):
        (earlier, mine), (later, theirs) = found[one], found[other]
        if not _may_change(earlier, later):
            continue
        common = likeness(mine, theirs)
        if common and (differs := differences(mine, theirs, common.stems)):
            told = _as_written(later.content or "", common.stems)
            yield ChangeRow(earlier=earlier, later=later, differs=differs, words=told, alike=common.alike)


def _may_change(earlier: PositionRow, later: PositionRow) -> bool:
    """Whether two are of one speaker and at different times.

    Articles of one day tell the same occasion in their words, and the words of one quotation are the same position.
    """
    if earlier.article == later.article or (earlier.day is not None and earlier.day == later.day):
        return False
    if (earlier.same_as or earlier.id) == (later.same_as or later.id) and "indirect" not in (earlier.form, later.form):
        return False
    return compatible(fold(earlier.speaker or "") or None, fold(later.speaker or "") or None)


def _as_written(content: str, stems: tuple[str, ...]) -> tuple[str, ...]:
    written = {word.folded[:STEM]: content[slice(*word.span)].strip("“”\"'«»()[],.;:!?…") for word in words(content)}
    return tuple(written[stem] for stem in stems)
