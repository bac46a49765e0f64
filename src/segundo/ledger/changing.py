"""What an actor said on a matter in order of time, and which of it may show a change of position."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations, islice
from typing import NamedTuple

from segundo.ledger.filters import Filter
from segundo.ledger.identities import who
from segundo.ledger.queries import select, statement_row
from segundo.ledger.timelines import ChangeRow, Changes, PositionRow, dated
from segundo.repeats.positions import Position, differences, likeness, position, rare
from segundo.repeats.shingles import words
from segundo.repeats.stories import STEM
from segundo.repeats.wordings import compatible
from segundo.segment import fold

CROWD = 200
"""A stem that more statements of an actor have leads to none: it is what he always speaks of."""


class _Told(NamedTuple):
    """A statement as it is given back and as it is compared; which actor of its article said it, under which name."""

    row: PositionRow
    read: Position
    actor: str | None
    called: str | None


def changes(
    connection: sqlite3.Connection, actor: str, about: str | None, wanted: Filter, most: int | None
) -> Changes:
    """The statements of an actor that meet a query and a filter, in order of time, and the candidate changes.

    Of more statements than ``most`` it only says that there are more.
    """
    once = wanted.count == "once"
    filtered = replace(wanted, speaker=actor, content=about, count="all" if once else wanted.count)
    rows = list(islice(select(connection, "statements", filtered), None if most is None else most + 1))
    if most is not None and len(rows) > most:
        return Changes(positions=(), candidates=(), more=True)
    found = [_read(connection, row) for row in rows]
    found.sort(key=lambda told: _order(told.row))
    if once:
        found = _once(found)
    people = who(connection, {told.actor for told in found if told.actor})
    pairs = sorted(_candidates(found, people), key=lambda row: (-row.alike, _order(row.later), _order(row.earlier)))
    return Changes(positions=tuple(told.row for told in found), candidates=tuple(pairs), more=False)


def _read(connection: sqlite3.Connection, row: sqlite3.Row) -> _Told:
    statement = statement_row(row)
    read = position(statement.act, statement.content or "")
    sql = "SELECT first_day, last_day FROM times WHERE id = ?"
    stated, last = connection.execute(sql, (row["when_id"],)).fetchone() or (None, None)
    day, basis = dated(date.fromisoformat(stated) if stated else None, statement.published)
    position_row = PositionRow(
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
        last_day=date.fromisoformat(last) if last else None,
        basis=basis,
        same_as=statement.same_as,
        appearances=statement.appearances,
        reports=statement.reports,
        review=statement.review,
        score=statement.score,
    )
    return _Told(position_row, read, statement.actor, fold(statement.speaker or "") or None)


def _once(found: list[_Told]) -> list[_Told]:
    """The earliest of each statement and act: "denied" and "admitted" may be told in the same words."""
    earliest: dict[tuple[str, str], _Told] = {}
    for told in found:
        earliest.setdefault((told.row.same_as or told.row.id, told.row.act), told)
    return list(earliest.values())


def _order(row: PositionRow) -> tuple[bool, date, str, int, str]:
    """What orders positions: their days, unknown ones last; of a day, as they stand in the articles."""
    return row.day is None, row.day or date.min, row.article, row.passage, row.id


def _candidates(found: list[_Told], people: Mapping[str, int]) -> Iterator[ChangeRow]:
    """The pairs on the same matter that differ; they are looked up by their rare stems."""
    by_stem: dict[str, list[int]] = defaultdict(list)
    for number, told in enumerate(found):
        if told.row.said:
            for stem in rare(told.read):
                by_stem[stem].append(number)
    pairs = {pair for numbers in by_stem.values() if len(numbers) <= CROWD for pair in combinations(numbers, 2)}
    for one, other in sorted(pairs):
        (earlier, mine, *_), (later, theirs, *_) = found[one], found[other]
        if not (_may_change(earlier, later) and _are_one(found[one], found[other], people)):
            continue
        common = likeness(mine, theirs)
        if common and (differs := differences(mine, theirs, common.stems)):
            shared = _as_written(later.content or "", common.stems)
            yield ChangeRow(earlier=earlier, later=later, differs=differs, words=shared, alike=common.alike)


def _may_change(earlier: PositionRow, later: PositionRow) -> bool:
    """Whether two were said at different times.

    Articles of one day tell the same occasion in their words, and the words of one quotation are the same position.
    """
    if earlier.article == later.article or (earlier.day is not None and earlier.day == later.day):
        return False
    same = (earlier.same_as or earlier.id) == (later.same_as or later.id)
    return not (same and "indirect" not in (earlier.form, later.form))


def _are_one(one: _Told, other: _Told, people: Mapping[str, int]) -> bool:
    """Whether two statements are of one speaker: by who is who or, where that is not known of both, by their names."""
    first, second = (people.get(told.actor or "") for told in (one, other))
    if first is not None and second is not None:
        return first == second
    return compatible(one.called, other.called)


def _as_written(content: str, stems: tuple[str, ...]) -> tuple[str, ...]:
    written = {word.folded[:STEM]: content[slice(*word.span)].strip("“”\"'«»()[],.;:!?…") for word in words(content)}
    return tuple(written[stem] for stem in stems)
