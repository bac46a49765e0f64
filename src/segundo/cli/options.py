"""The filters of the listing verbs: one table of options, and which of them each kind of record has."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from segundo.records import EVENT_TYPES, Act, ActorKind, FigureKind, Form, Status, TimeType

if TYPE_CHECKING:
    from segundo.ledger import Filter

TABLE_LIMIT = 50
"""Rows of a table where no limit is asked for; CSV and JSON have all."""


def _values(literal: Any) -> str:
    return ", ".join(get_args(literal))


def _option(kind: Any, name: str, *, text: str, panel: str = "Filters", **more: Any) -> Any:
    return Annotated[kind, typer.Option(name, help=text, rich_help_panel=panel, **more)]


def _days(value: str, which: Literal[0, 1]) -> date:
    from segundo.ledger.days import days

    covered = days(value)
    if covered is None:
        raise typer.BadParameter(f"{value!r} is no day; write a day, a month or a year: 2015-09-03, 2015-09 or 2015")
    return covered[which]


def _day_option(name: str, text: str, which: Literal[0, 1]) -> Any:
    def parse(value: str) -> date:
        return _days(value, which)

    option = typer.Option(name, metavar="DATE", help=text, parser=parse, rich_help_panel="Filters")
    return Annotated[date | None, option]


OPTIONS: Mapping[str, Any] = {
    "speaker": _option(str | None, "--speaker", metavar="NAME", text="Said by, or according to, this name."),
    "on_behalf_of": _option(str | None, "--on-behalf-of", metavar="NAME", text="Said for this organisation or state."),
    "act": _option(str | None, "--act", metavar="ACT", text=f"One of: {_values(Act)}."),
    "form": _option(str | None, "--form", metavar="FORM", text=f"One of: {_values(Form)}."),
    "said": _option(bool | None, "--said/--not-said", text="Only what was said, or only what was not."),
    "figure_kind": _option(str | None, "--kind", metavar="KIND", text=f"One of: {_values(FigureKind)}."),
    "status": _option(str | None, "--status", metavar="STATUS", text=f"One of: {_values(Status)}."),
    "event_type": _option(str | None, "--type", metavar="TYPE", text=f"One of: {', '.join(EVENT_TYPES)}."),
    "time_type": _option(str | None, "--type", metavar="TYPE", text=f"One of: {_values(TimeType)}."),
    "name": _option(str | None, "--name", metavar="NAME", text="Whose name has these words."),
    "actor_kind": _option(str | None, "--kind", metavar="KIND", text=f"One of: {_values(ActorKind)}."),
    "organisation": _option(str | None, "--organisation", metavar="NAME", text="Who belongs to this organisation."),
    "place": _option(str | None, "--place", metavar="NAME", text="In a place whose name has these words."),
    "content": _option(
        str | None, "--content", metavar="QUERY",
        text="Words of what was said, of events the deed and who did it to whom; a query like --text.",
    ),
    "outlet": _option(str | None, "--outlet", metavar="NAME", text="In articles of this outlet."),
    "article": _option(str | None, "--article", metavar="ID", text="In this article."),
    "since": _day_option("--since", "In articles published on or after this day, month or year.", 0),
    "until": _day_option("--until", "In articles published on or before it.", 1),
    "when_since": _day_option("--when-since", "Dated by the text on or after this day, month or year.", 0),
    "when_until": _day_option("--when-until", "Dated by the text on or before it.", 1),
    "text": _option(
        str | None, "--text", metavar="QUERY",
        text='Words of the passage: words, "phrases", beginnings*; accents do not count.',
    ),
    "min_score": _option(
        float | None, "--min-score", metavar="0..1", min=0, max=1, text="Found with at least this certainty."
    ),
    "review": _option(
        str | None, "--review", metavar="STATE",
        text="Only what a person has: confirmed, corrected, added or rejected.",
    ),
    "rejected": _option(bool, "--rejected", text="What a person has rejected, as it was found."),
    "outlets": _option(
        int | None, "--outlets", metavar="N", min=1,
        text="What at least N outlets give; the sections of a site are one.",
    ),
    "count": _option(
        str, "--count", metavar="HOW",
        text="Of what stands in several articles: all; once, the earliest; independent, one a report of its own.",
    ),
    "limit": _option(
        int | None, "--limit", metavar="N", min=0, panel="Output",
        text=f"At most N rows, 0 for all; in a table {TABLE_LIMIT} unless given.",
    ),
    "offset": _option(int, "--offset", metavar="N", min=0, text="Pass over the first N rows.", panel="Output"),
    "as_csv": _option(bool, "--csv", text="Comma-separated values, safe for spreadsheets.", panel="Output"),
    "as_json": _option(bool, "--json", text="JSON lines: one object a row.", panel="Output"),
    "as_table": _option(bool, "--table", text="A table to read; the default.", panel="Output"),
}  # fmt: skip

DEFAULTS: Mapping[str, Any] = {
    "rejected": False, "count": "all", "offset": 0, "as_csv": False, "as_json": False, "as_table": False,
}  # fmt: skip

_WHERE = ("outlet", "article", "since", "until")
_OUTPUT = ("min_score", "limit", "offset", "as_csv", "as_json", "as_table")
_REVIEW = ("review", "rejected")
_RECORD_FILTERS = (*_WHERE, "when_since", "when_until", "text", *_REVIEW)
_RECORD = (*_RECORD_FILTERS, "count", *_OUTPUT)
_GROUPED = (*_RECORD_FILTERS, "outlets", "count")

FILTERS: Mapping[str, tuple[str, ...]] = {
    "statements": ("speaker", "on_behalf_of", "act", "form", "said", "content", *_GROUPED, *_OUTPUT),
    "figures": ("speaker", "on_behalf_of", "figure_kind", "place", "content", *_GROUPED, *_OUTPUT),
    "events": ("speaker", "on_behalf_of", "status", "event_type", "place", "content", *_GROUPED, *_OUTPUT),
    "times": ("time_type", *_RECORD),
    "actors": ("name", "actor_kind", "organisation", *_WHERE, "text", *_REVIEW, "count", *_OUTPUT),
    "articles": (*_WHERE, "text", "count", *_OUTPUT[1:]),
}

SERIES = ("speaker", "on_behalf_of", "figure_kind", "place", "content", *_GROUPED, *_OUTPUT)
"""The options of ``series``."""
STORIES = ("outlet", "since", "until", "text", *_OUTPUT[1:])
"""The options of ``stories``: an article of the story must meet the filters."""
CHANGES = ("on_behalf_of", "act", "form", "said", *_GROUPED, "min_score", "as_table")
"""The options that ``changes`` has of these."""

_FIELDS = {
    "figure_kind": "kind", "actor_kind": "kind", "event_type": "type", "time_type": "type", "name": "speaker",
    "organisation": "on_behalf_of",
}  # fmt: skip


def to_field(option: str) -> str:
    """The field of the ledger's filter that an option sets."""
    return _FIELDS.get(option, option)


def to_flag(kind: str, field: str, value: Any) -> str:
    """How a field of the ledger's filter is set to a value at the verb that lists a kind, or series: ``--act deny``."""
    option = next((name for name in FILTERS.get(kind, SERIES) if to_field(name) == field), field)
    flag: str = OPTIONS[option].__metadata__[0].default  # what is first declared, says typer of annotations
    if isinstance(value, bool):
        return flag.split("/")[not value]
    words = str(value)
    return f"{flag} {words if words.replace('-', '').isalnum() else shlex.quote(words)}"


def to_filter(options: Mapping[str, Any], *, table: bool) -> Filter:
    """The ledger's filter for the options of one call."""
    from segundo.ledger import Filter

    chosen = {to_field(name): value for name, value in options.items() if not name.startswith("as_")}
    if chosen.pop("rejected", False):
        chosen["review"] = "rejected"
    limit = chosen.get("limit")
    limit = TABLE_LIMIT if limit is None and table else limit
    return Filter(**{**chosen, "limit": limit or None})
