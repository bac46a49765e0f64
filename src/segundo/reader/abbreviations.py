"""Abbreviations that belong to the word after them, so that their full stop ends no sentence: "a 4a. Vara"."""

from __future__ import annotations

import re
from functools import cache

from segundo.languages import table
from segundo.reader.headlines import openers
from segundo.reader.tokens import NUMBER


@cache
def _leading(language: str) -> frozenset[str]:
    return frozenset(row["form"] for row in table(language, "abbreviations") if row["leads"] == "yes")


def leads(form: str, after: str, language: str = "pt") -> bool:
    """Whether a word is such an abbreviation before one that may go with it: no mark, none that opens a sentence."""
    short = re.sub(NUMBER, "0", form.removesuffix("."))
    known = short in _leading(language) or short.lower() in _leading(language)
    return known and after[:1].isalnum() and after not in openers(language)
