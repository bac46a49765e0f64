"""The ledger: everything that knows SQL."""

from segundo.ledger.filters import Filter
from segundo.ledger.rows import (
    ActorRow,
    ArticleRow,
    Counts,
    EventRow,
    FigureRow,
    NameRow,
    Place,
    Problem,
    RecordRow,
    Row,
    RunRow,
    StatementRow,
    Stats,
    Tally,
    TimeRow,
)
from segundo.ledger.store import Ledger, open_ledger

__all__ = [
    "ActorRow",
    "ArticleRow",
    "Counts",
    "EventRow",
    "FigureRow",
    "Filter",
    "Ledger",
    "NameRow",
    "Place",
    "Problem",
    "RecordRow",
    "Row",
    "RunRow",
    "StatementRow",
    "Stats",
    "Tally",
    "TimeRow",
    "open_ledger",
]
