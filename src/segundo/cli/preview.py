"""What was found in one text, as tables: the view of ``segundo try``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.table import Table
from rich.text import Text

from segundo.article import Pieces
from segundo.cli.columns import not_given, quantity, table
from segundo.records import Event, Figure, Records, Statement, act_on_figures


def tables(text: str, records: Records) -> Iterator[Table | Text]:
    """A table for each kind of record that was found, and a line for what was read once."""

    def words(pieces: Pieces) -> str:
        return " […] ".join(" ".join(text[start:end].split()) for start, end in pieces)

    def when(record: Statement | Figure | Event) -> str | None:
        return None if record.when is None else records.times[record.when].value

    def according_to(record: Figure | Event) -> str:
        if record.according_to is None:
            return "the text"
        return who(records.statements[record.according_to])

    def given_by(figure: Figure) -> str:
        if figure.according_to is None:
            return according_to(figure)
        holder = records.statements[figure.according_to]
        return according_to(figure) + not_given(act_on_figures(holder.act, holder.form))

    def who(statement: Statement) -> str:
        return statement.speaker or words(statement.source) or "not known"

    kinds: tuple[tuple[str, tuple[Any, ...], tuple[tuple[str, Any], ...]], ...] = (
        ("Statements", records.statements, (
            ("who", who), ("for", "on_behalf_of"), ("act", lambda row: row.act if row.said else f"{row.act}, not said"),
            ("form", "form"), ("what was said", lambda row: words(row.content)), ("when", when),
        )),
        ("Figures", records.figures, (
            ("figure", quantity), ("kind", "kind"), ("of what", lambda row: words(row.what)), ("place", "place"),
            ("when", when), ("according to", given_by),
        )),
        ("Events", records.events, (
            ("type", "type"), ("status", "status"), ("actor", lambda row: words(row.actor)),
            ("what", lambda row: words(row.trigger)), ("target", lambda row: words(row.target)), ("place", "place"),
            ("when", when), ("according to", according_to),
        )),
        ("Times", records.times, (
            ("words", lambda row: words((row.span,))), ("type", "type"), ("value", "value"), ("open", "reason"),
        )),
        ("Actors", records.actors, (
            ("name", "name"), ("kind", "kind"), ("roles", lambda row: "; ".join(row.roles)),
            ("organisation", "organisation"), ("country", "country"), ("mentions", lambda row: str(len(row.mentions))),
        )),
    )  # fmt: skip
    for title, rows, columns in kinds:
        if rows:
            yield table(columns, rows, title)
    if not any(rows for _, rows, _ in kinds):
        yield Text("Nothing was found.")
    if records.repeats:
        repeated = ", ".join(f"{later} (as {first})" for later, first in records.repeats)
        yield Text(f"Paragraphs that stand twice, read once: {repeated}")
