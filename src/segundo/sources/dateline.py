"""The date in the line under a page's headline, for pages whose metadata give none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from segundo.segment import fold
from segundo.sources.fields import parse_date

# The paragraph after which a date is no dateline any more, and the longest line that still is one: in words.
_PARAGRAPH = 25
_LINE = 20
_NUMERIC = re.compile(r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})(?!\d)")
# A short word ("de") may stand between day, month and year, an ordinal mark after the day.
_NAMED = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[ºª°.]?\s+(?:\w{1,2}\s+)?(?P<month>[^\W\d_]{3,})\.?,?\s+(?:\w{1,2}\s+)?(?P<year>\d{4})(?!\d)"
)


def dateline(tree: Any, title: str, language: str) -> str | None:
    """The first full date between the headline of a parsed page and its first paragraph, as ISO 8601."""
    headline = fold(title)
    for heading in tree.xpath("//h1 | //h2"):
        if fold(heading.text_content()) == headline:
            return _date_after(heading, language)
    return None


def _date_after(heading: Any, language: str) -> str | None:
    for element in heading.xpath("following::*"):
        words = len(element.text_content().split())
        if element.tag == "p" and words > _PARAGRAPH:
            return None
        if words <= _LINE and (day := written_date(element.text_content(), language)):
            return day.isoformat()
    return None


def written_date(line: str, language: str) -> date | None:
    """The first full date of a line, in figures (day first) or with the month's name."""
    if numeric := _NUMERIC.search(line):
        return parse_date(numeric[0])
    for named in _NAMED.finditer(line):
        if month := _months(language).get(fold(named["month"])):
            return parse_date(f"{named['year']}-{month:02}-{int(named['day']):02}")
    return None


@cache
def _months(language: str) -> Mapping[str, int]:
    """The months' names and abbreviations, folded, from CLDR."""
    from babel import Locale  # here, since only pages without metadata need it

    forms = Locale(language).months["format"]
    return {fold(name): number for width in ("wide", "abbreviated") for number, name in forms[width].items()}
