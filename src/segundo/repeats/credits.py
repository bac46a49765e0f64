"""The news agencies that an article credits."""

from __future__ import annotations

import re
from functools import cache

from segundo.languages import table
from segundo.segment import fold

CREDIT_WORDS = 12
"""A first or last line of no more words than this may be a credit."""

_EDGES = 2


def agencies(byline: str | None, text: str, language: str = "pt") -> tuple[str, ...]:
    """The agencies named in the byline, in a short line at the text's head or foot or in brackets there; sorted.

    An agency that is only written about, in the middle of the text or in a sentence, is not credited.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    edges = [*lines[:_EDGES], *lines[-_EDGES:]]
    short = [line for line in edges if len(line.split()) <= CREDIT_WORDS]
    bracketed = [inside for line in edges for inside in re.findall(r"[(\[]([^()\[\]]{2,60})[)\]]", line)]
    written = "\n".join(map(fold, (byline or "", *short, *bracketed)))  # no phrase goes from one part into the next
    return tuple(sorted({name for name, phrase in _phrases(language) if phrase.search(written)}))


@cache
def _phrases(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (row["agency"], re.compile(rf"\b{re.escape(fold(row['phrase']))}\b")) for row in table(language, "agencies")
    )
