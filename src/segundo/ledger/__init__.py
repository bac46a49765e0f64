"""The ledger: everything that knows SQL."""

from segundo.ledger.correcting import Corrections, Imported
from segundo.ledger.corrections import Conflict, Correction
from segundo.ledger.entries import Logged
from segundo.ledger.filters import Filter
from segundo.ledger.pairing import Pair
from segundo.ledger.people import (
    BearerRow,
    Dossier,
    DoubtRow,
    Identity,
    IdentityRow,
    NamingRow,
    OtherRow,
    Reason,
    RoleRow,
)
from segundo.ledger.reviewing import Progress, Settled
from segundo.ledger.rows import (
    ActorRow,
    ArticleRow,
    CopyRow,
    Counts,
    EventRow,
    FigureRow,
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
from segundo.ledger.timelines import ChangeRow, Changes, OneSeries, PointRow, PositionRow, SeriesRow

__all__ = [
    "ActorRow",
    "ArticleRow",
    "BearerRow",
    "ChangeRow",
    "Changes",
    "Conflict",
    "CopyRow",
    "Correction",
    "Corrections",
    "Counts",
    "Dossier",
    "DoubtRow",
    "EventRow",
    "FigureRow",
    "Filter",
    "Identity",
    "IdentityRow",
    "Imported",
    "Ledger",
    "Logged",
    "NamingRow",
    "OneSeries",
    "OtherRow",
    "Pair",
    "Place",
    "PointRow",
    "PositionRow",
    "Problem",
    "Progress",
    "Reason",
    "RecordRow",
    "ReuseRow",
    "RoleRow",
    "Row",
    "RunRow",
    "SeriesRow",
    "Settled",
    "StatementRow",
    "Stats",
    "StoryRow",
    "Tally",
    "TimeRow",
    "ToldRow",
    "open_ledger",
]
