"""The values of time expressions: what a node of the grammar means in an article of a known or unknown date.

Each operation that the table ``time_rules`` names is one function of this package. Values are those of TIMEX3
(ISO-TimeML, ISO 24617-1); what stays unknown is written with ``X``.
"""

from __future__ import annotations

from segundo.cascade import Node
from segundo.resolve.timex import clocks, days, lengths, periods
from segundo.resolve.timex.context import Args, Context, Operation, Value

__all__ = ["Context", "Value", "resolve", "timex_type"]


def _nothing(args: Args, context: Context) -> str:
    """What an expression that is no time is worth."""
    return ""


def _only(args: Args, context: Context) -> str:
    """The only thing given: a constant, a word's value, the value of the node inside."""
    return next(iter(args.values()))


_OPERATIONS: dict[str, Operation] = {
    "after": lengths.after,
    "after-vague": lengths.after_vague,
    "ago": lengths.ago,
    "ago-vague": lengths.ago_vague,
    "anchor-day": days.anchorday,
    "behind": lengths.behind,
    "century": periods.century,
    "clock": clocks.clock,
    "date": days.day_of_year,
    "decade": periods.decade,
    "duration": lengths.duration,
    "epoch": clocks.epoch,
    "eve": days.eve,
    "first-months": periods.first_months,
    "from-now": lengths.from_now,
    "holiday": days.holiday,
    "hours": lengths.hours,
    "joined": lengths.joined,
    "lasting": lengths.lasting,
    "later": clocks.later,
    "month": periods.month,
    "none": _nothing,
    "one": lengths.one,
    "only": _only,
    "part": clocks.part,
    "part-of-anchor": clocks.part_of_anchor,
    "part-of-year": periods.part_of_year,
    "relative": periods.relative,
    "relday": days.relday,
    "same-part": periods.same_part,
    "season": periods.season,
    "someday": days.someday,
    "stopwatch": lengths.stopwatch,
    "then": clocks.then,
    "today": days.today,
    "total": lengths.total,
    "vague": lengths.vague,
    "week-of-month": periods.week_of_month,
    "weekday": days.weekday,
    "weekdays": days.weekdays,
    "weekend": periods.weekend,
    "written": days.written,
    "year": periods.year,
}


def resolve(node: Node, context: Context) -> Value:
    """The value of what a rule found, from the values of the nodes inside it."""
    fixed = (argument.partition("=") for argument in node.row["args"].split())
    args = {name: value for name, _, value in fixed}
    args |= {name: resolve(inner, context).value for name, inner in node.nodes.items()}
    args |= node.words
    found = _OPERATIONS[node.row["operation"]](args, context)
    return found if isinstance(found, Value) else Value(found)


def timex_type(node: Node) -> str:
    """The TIMEX3 type of a node, ``-`` where it is no time by itself; ``=`` in a rule is the type of what it holds."""
    return timex_type(node.nodes["base"]) if node.row["type"] == "=" else node.row["type"]
