"""The date in the line under a page's headline, for pages whose metadata give none."""

from __future__ import annotations

from typing import Any

from segundo.segment import fold
from segundo.sources.dates import written_date

# The paragraph after which a date is no dateline any more, and the longest line that still is one: in words.
_PARAGRAPH = 25
_LINE = 20


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
