"""From the fields of an item to an article: what JSON Lines, tables, front matter and web pages have in common."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Any

from segundo.article import Article, Basis
from segundo.errors import EmptyError, FormatError
from segundo.sources.canonical import canonical, one_line
from segundo.sources.encoding import mend_mojibake

FIELDS = ("id", "outlet", "url", "published", "title", "byline", "text")
"""What an item may say of an article; everything else is kept in its ``extra``."""

ID_DIGITS = 16
"""Hexadecimal digits of an id made from the item's hash."""

_EARLIEST = 1600
# Written day first in all Portuguese-speaking countries; 2015/9/2 is the one order that starts with the year.
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})(?:\b|(?=T))")


def make_article(
    fields: Mapping[str, Any], *, raw: bytes, source: str, notes: Sequence[str] = (), basis: Basis = "given"
) -> Article:
    """The article that ``fields`` describe. What is wrong with a field other than the text only makes a note.

    Without an ``id`` the article gets one made from the hash of ``raw``, so that the same item always has the same id.
    ``basis`` says how a publication date among the fields is known.

    Raises:
        EmptyError: if there is no text.
        FormatError: if the text is no string.
    """
    said = list(notes)
    extra = {key: value for key, value in fields.items() if key not in FIELDS}
    lines = {key: _line(key, fields.get(key), said, extra) for key in ("id", "outlet", "url", "title", "byline")}
    published = _published(fields.get("published"), said)
    digest = sha256(raw).hexdigest()
    return Article(
        id=lines["id"] or digest[:ID_DIGITS],
        text=_text(fields.get("text"), said),
        outlet=lines["outlet"],
        url=lines["url"],
        title=lines["title"],
        byline=lines["byline"],
        published=published,
        published_basis=basis if published else "unknown",
        source=source,
        sha256=digest,
        notes=tuple(dict.fromkeys(said)),
        extra=extra,
    )


def parse_date(value: str) -> date | None:
    """The day that a date or a date with a time names, in the time zone that it is written in, or None.

    Understands ISO 8601, RFC 2822 (``Wed, 02 Sep 2015 10:00:00 GMT``), and figures with ``/``, ``.`` or ``-`` that
    begin with the year or the day.
    """
    value = value.strip()
    day: date | None
    try:
        day = datetime.fromisoformat(value).date()
    except ValueError:
        day = _written_date(value)
    return day if day and day.year >= _EARLIEST else None


def _written_date(value: str) -> date | None:
    if found := _YEAR_FIRST.match(value) or _DAY_FIRST.match(value):
        try:
            return date(int(found["year"]), int(found["month"]), int(found["day"]))
        except ValueError:
            return None
    try:
        return parsedate_to_datetime(value).date()
    except ValueError:
        return None


def _published(value: Any, notes: list[str]) -> date | None:
    if value is None or value == "":
        return None
    day = parse_date(value) if isinstance(value, str) else None
    if day is None:
        notes.append(f"published is no date: {_shown(value)}")
    return day


def _text(value: Any, notes: list[str]) -> str:
    if value is None:
        raise EmptyError("it has no text")
    if not isinstance(value, str):
        raise FormatError(f"its text is of type {type(value).__name__}, not a string")
    mended, mending = mend_mojibake(value)
    text, changes = canonical(mended)
    if not any(character.isalnum() for character in text):
        raise EmptyError("its text has no words")
    notes.extend((*mending, *changes))
    return text


def _line(key: str, value: Any, notes: list[str], extra: dict[str, Any]) -> str | None:
    """A field of one line; a list of strings is joined, anything else that is no string goes to ``extra``."""
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = "; ".join(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        notes.append(f"{key} is of type {type(value).__name__}, not a string: kept aside")
        extra[key] = value
        return None
    mended, mending = mend_mojibake(value)
    line, changes = one_line(mended)
    notes.extend(f"{key}: {note}" for note in (*mending, *changes))
    return line or None


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
