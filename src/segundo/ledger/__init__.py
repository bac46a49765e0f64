"""The ledger: everything that knows SQL."""

from segundo.ledger.filters import Filter
from segundo.ledger.rows import (
    ActorRow,
    ArticleRow,
    CopyRow,
    Counts,
    EventRow,
    FigureRow,
    Problem,
    RecordRow,
    ReuseRow,
    Row,
    RunRow,
    StatementRow,
    Stats,
    StoryRow,
    Tally,
    TimeRow,
    ToldRow,
)
from segundo.ledger.store import Ledger, open_ledger

__all__ = [
    "ActorRow",
    "ArticleRow",
    "CopyRow",
    "Counts",
    "EventRow",
    "FigureRow",
    "Filter",
    "Ledger",
    "Problem",
    "RecordRow",
    "ReuseRow",
    "Row",
    "RunRow",
    "StatementRow",
    "Stats",
    "StoryRow",
    "Tally",
    "TimeRow",
    "ToldRow",
    "open_ledger",
]
