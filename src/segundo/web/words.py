"""What the pages say, from a table with a column for each language of the interface."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from starlette.requests import Request

LANGUAGES = ("pt", "en")
"""The languages of the interface; the first where a browser asks for none of them."""

COOKIE = "language"
"""Keeps the language that was chosen."""

Say = Callable[..., str]
"""A function that gives the words of a key, with what is to be filled in."""


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """For each key its words in each language."""
    lines = files(__package__).joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["key"]: {language: row[language] for language in LANGUAGES} for row in rows}


def speaker_of(language: str) -> Say:
    """The function that says things in a language; a value that the table does not know is given as it is."""

    def say(key: str, **values: object) -> str:
        _, dot, value = key.partition(".")
        return value if dot and key not in words() else words()[key][language].format(**values)

    return say


def preferred(accepted: str) -> str:
    """The language of the interface that an Accept-Language header likes best."""
    wishes = []
    for part in accepted.split(","):
        name, _, weight = part.partition(";q=")
        try:
            wishes.append((-float(weight or 1), name.strip().split("-")[0].lower()))
        except ValueError:
            continue
    return next((name for _, name in sorted(wishes, key=lambda wish: wish[0]) if name in LANGUAGES), LANGUAGES[0])


def language_of(request: Request) -> str:
    """The language that was chosen, else the one that the browser asks for."""
    chosen = request.cookies.get(COOKIE)
    return chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""))
