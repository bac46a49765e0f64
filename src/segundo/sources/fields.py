"""From the fields of an item to an article: what JSON Lines, tables, front matter and web pages have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from segundo.article import Article, Basis
from segundo.errors import EmptyError, FormatError
from segundo.sources.canonical import canonical, one_line
from segundo.sources.dates import parse_date
from segundo.sources.encoding import mend_mojibake
from segundo.sources.foreign import FOREIGN, is_foreign

FIELDS = ("id", "outlet", "url", "published", "title", "byline", "text")
"""What an item may say of an article; everything else is kept in its ``extra``."""

ID_DIGITS = 16
"""Hexadecimal digits of an id made from the item's hash."""



_LANGUAGE = "pt"


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


def _published(value: Any, notes: list[str]) -> date | None:
    if value is None or value == "":
        return None
    day = parse_date(str(value)) if isinstance(value, str | int) else None
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
    if is_foreign(text, _LANGUAGE):
        notes.append(FOREIGN)
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
