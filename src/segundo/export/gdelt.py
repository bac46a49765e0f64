"""Events as two tables in the columns of GDELT 2.0: one row an event, one row a mention of it; CAMEO codes by a table.

GDELT tells of what happened: events that are planned, wanted, denied or conditional, and those that CAMEO has no code
for, are left out. Columns that Segundo knows nothing of stay empty. Unlike GDELT's own files these have a header.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from babel.core import get_global

from segundo.article import Pieces
from segundo.export.named import actors_of, articles_of, urn
from segundo.ledger import EventRow, Ledger
from segundo.ledger.days import days
from segundo.records import Status

TOLD: frozenset[Status] = frozenset({"happened", "ongoing"})
"""The statuses of events that are written."""

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENT_COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTION_COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

_WEB, _NO_WEB = 1, 6
"""GDELT's types of mentions: a page of the web, and what is none of its kinds."""

_GONE = {"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"}
"""Codes of countries that are no more, which CLDR still gives for those that came after them."""


@dataclass(frozen=True, slots=True)
class Coded:
    """Rows of the same event, the first of them first, and its CAMEO code."""

    rows: tuple[EventRow, ...]
    code: str

    @property
    def number(self) -> int:
        """The event's id as GDELT's are: a whole number that fits 64 bits."""
        return int((self.rows[0].first_id or self.rows[0].id)[1:], 16)


def write_events(ledger: Ledger, rows: Iterable[EventRow], out: TextIO) -> None:
    """Write the table of events: each once, with how often it was met among the rows."""
    actors, article_of = actors_of(ledger), articles_of(ledger)

    def country(row: EventRow, spans: Pieces) -> str:
        """The country of the actor who is named within the spans, as CAMEO has it: three letters."""
        for actor in actors(row.article):
            if actor.country and any(start < b and a < end for start, end in spans for a, b in actor.mentions_spans):
                return _alpha3().get(actor.country, "")
        return ""

    def values(event: Coded) -> dict[str, Any]:
        first, day = event.rows[0], _day(event.rows[0])
        article = article_of(first.article)
        countries = country(first, first.actor_spans), country(first, first.target_spans)
        return {
            "GLOBALEVENTID": event.number,
            **(_days(day) if day else {}),
            **_actor(1, first.actor, countries[0]),
            **_actor(2, first.target, countries[1]),
            "IsRootEvent": int(first.passage == 1),
            "EventCode": event.code,
            "EventBaseCode": event.code[:3],
            "EventRootCode": event.code[:2],
            "QuadClass": quad_class(event.code),
            "NumMentions": len(event.rows),
            "NumSources": len({row.outlet for row in event.rows}),
            "NumArticles": len({row.article for row in event.rows}),
            "ActionGeo_Fullname": first.place,
            "DATEADDED": f"{first.published:%Y%m%d}000000" if first.published else None,
            "SOURCEURL": article.url or urn("article", article.id),
        }

    _write(EVENT_COLUMNS, map(values, coded(rows)), out)


def write_mentions(ledger: Ledger, rows: Iterable[EventRow], out: TextIO) -> None:
    """Write the table of mentions: every place where an event is told of."""
    article_of = articles_of(ledger)

    def values(event: Coded, row: EventRow) -> dict[str, Any]:
        day, article = _day(event.rows[0]), article_of(row.article)
        return {
            "GLOBALEVENTID": event.number,
            "EventTimeDate": f"{day:%Y%m%d}000000" if day else None,
            "MentionTimeDate": f"{row.published:%Y%m%d}000000" if row.published else None,
            "MentionType": _WEB if article.url else _NO_WEB,
            "MentionSourceName": row.outlet,
            "MentionIdentifier": article.url or urn("article", article.id),
            "SentenceID": row.passage,
            "Actor1CharOffset": row.actor_spans[0].start if row.actor_spans else -1,
            "Actor2CharOffset": row.target_spans[0].start if row.target_spans else -1,
            "ActionCharOffset": row.trigger_spans[0].start,
            "InRawText": 1,
            "Confidence": round(row.score * 100),
            "MentionDocLen": len(article.text),
        }

    _write(MENTION_COLUMNS, (values(event, row) for event in coded(rows) for row in event.rows), out)


def coded(rows: Iterable[EventRow]) -> Iterator[Coded]:
    """The events that GDELT's tables have a place for, equal ones together, in the order of their first rows."""
    same: dict[str, list[EventRow]] = {}
    for row in rows:
        if row.status in TOLD and row.trigger_spans:
            same.setdefault(row.first_id or row.id, []).append(row)
    for found in same.values():
        if code := cameo(found[0].type, found[0].rule):
            yield Coded(tuple(found), code)


def cameo(kind: str, rule: str) -> str | None:
    """The CAMEO code of an event's type and rule, which names the family of its trigger and then its word."""
    codes = _codes()
    return codes.get((kind, rule.partition(":")[0])) or codes.get((kind, ""))


def quad_class(code: str) -> int:
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    root = int(code[:2])
    return 1 + sum(root > last for last in (5, 8, 13))


@cache
def _codes() -> Mapping[tuple[str, str], str]:
    lines = files(__package__).joinpath("cameo.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {(row["type"], row["family"]): row["code"] for row in rows}


@cache
def _alpha3() -> Mapping[str, str]:
    """ISO 3166-1 codes of two letters and of three; CLDR has the latter as other names of the former."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    codes = (alias for alias in aliases if len(alias) == 3 and alias.isalpha() and alias not in _GONE)
    return {aliases[code][0]: code for code in codes}


def _day(row: EventRow) -> date | None:
    """The day that the text gives, else that of publication."""
    covered = days(row.time) if row.time else None
    return covered[0] if covered and covered[0] == covered[1] else row.published


def _days(day: date) -> dict[str, Any]:
    return {
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": f"{day.year + (day.timetuple().tm_yday - 1) / 365:.4f}",
    }


def _actor(number: int, name: str | None, country: str) -> dict[str, str | None]:
    return {
        f"Actor{number}Code": country,
        f"Actor{number}Name": name.upper() if name else None,
        f"Actor{number}CountryCode": country,
    }


def _write(columns: tuple[str, ...], rows: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Tab-separated lines; GDELT has no way to quote, so white space within a cell becomes a space."""
    out.write("\t".join(columns) + "\n")
    for row in rows:
        cells = ("" if row.get(name) is None else " ".join(str(row[name]).split()) for name in columns)
        out.write("\t".join(cells) + "\n")
