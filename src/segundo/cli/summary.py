"""What a run did and what a ledger holds, in words for people."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich import box
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from segundo.cli.output import console, many

if TYPE_CHECKING:
    from segundo.ledger import Stats
    from segundo.run import Summary

TOP = 8
"""Outlets and speakers that an overview names."""


@contextmanager
def progress() -> Iterator[Callable[[], None]]:
    """A progress bar on standard error, where that is a terminal; the function counts one article more."""
    columns = (SpinnerColumn(), BarColumn(24), MofNCompleteColumn(), TextColumn("articles"), TimeElapsedColumn())
    with Progress(*columns, console=console(sys.stderr), disable=not sys.stderr.isatty(), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda: bar.advance(task)


def summary(run: Summary) -> str:
    """A run in one line: articles, passages, words, and the share of the work that each stage took."""
    counts, stages = run.counts, run.stages
    all_seconds = sum(stages.seconds.values()) or 1.0
    parts = {stage: f"{seconds / all_seconds:.0%}" for stage, seconds in stages.seconds.items()}
    shares = ", ".join(f"{stage} {part}" for stage, part in parts.items() if part != "0%")
    articles = f"{many(counts.articles, 'article')} read, {counts.known:,} known before, {counts.failures:,} failed"
    if not counts.articles:
        return articles
    return (
        f"{articles}; {many(stages.passages, 'passage')}, {stages.analysed:,} of them new"
        f" ({many(stages.words, 'word')}); {all_seconds:.1f} s of work: {shares}"
    )


def overview(stats: Stats) -> Table:
    """The ledger in figures, one fact a line."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("in the ledger")
    table.add_column("all", justify="right")
    table.add_column("counted once", justify="right")
    table.add_row("articles", f"{stats.articles:,}", "")
    for name, tally in (("passages", stats.passages), *stats.records.items()):
        table.add_row(name, f"{tally.all:,}", f"{tally.once:,}")
    table.add_section()
    days = f"{stats.first_day} to {stats.last_day}" if stats.first_day else "no dates"
    table.add_row(f"published {days}", f"{stats.articles - stats.undated:,}", "")
    table.add_row("undated", f"{stats.undated:,}", "")
    table.add_row("inputs that failed", f"{stats.failures:,}", "")
    if stats.rules is not None:
        table.add_row("version of the rules of counting", f"{stats.rules}", "")
    table.add_row("bytes", f"{stats.bytes:,}", "")
    for title, named in (("outlet", stats.outlets), ("speaker", stats.speakers)):
        table.add_section()
        for value, count in named[:TOP]:
            table.add_row(f"{title} {value or 'not known'}", f"{count:,}", "")
    return table
