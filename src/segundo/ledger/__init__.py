"""The ledger: everything that knows SQL."""

from segundo.ledger.correcting import Corrections, Imported
from segundo.ledger.corrections import Conflict, Correction
from segundo.ledger.entries import Logged, Pair
from segundo.ledger.filters import Filter
from segundo.ledger.reviewing import Progress, Settled
from segundo.ledger.rows import (
    ActorRow,
    ArticleRow,
    CopyRow,
    Counts,
    EventRow,
    FigureRow,
    NameRow,
    Place,
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
    "Conflict",
    "CopyRow",
    "Correction",
    "Corrections",
    "Counts",
    "EventRow",
    "FigureRow",
    "Filter",
    "Imported",
    "Ledger",
    "Logged",
    "NameRow",
    "Pair",
    "Place",
    "Problem",
    "Progress",
    "RecordRow",
    "ReuseRow",
    "Row",
    "RunRow",
    "Settled",
    "StatementRow",
    "Stats",
    "StoryRow",
    "Tally",
    "TimeRow",
    "ToldRow",
    "open_ledger",
]
