"""What the pages say, from a table with a column for each language of the interface."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from starlette.requests import Request

from segundo.errors import SegundoError

LANGUAGES = ("pt", "en")
"""The languages of the interface; the first where a browser asks for none of them."""

COOKIE = "language"
"""Keeps the language that was chosen."""

Say = Callable[..., str]
"""A function that gives the words of a key, with what is to be filled in."""


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """For each key its words in each language."""
    return {row["key"]: {language: row[language] for language in LANGUAGES} for row in _table("words.tsv")}


@cache
def errors() -> Mapping[str, str]:
    """For each sentence of an error the same in Portuguese; nothing for advice that is none on a page."""
    return {row["sentence"]: row["pt"] for row in _table("errors.tsv")}


def _table(name: str) -> Iterator[dict[str, str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader(
        (line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
    )


def speaker_of(language: str) -> Say:
    """The function that says things in a language; a value that the table does not know is given as it is."""

    def say(key: str, **values: object) -> str:
        _, dot, value = key.partition(".")
        return value if dot and key not in words() else words()[key][language].format(**values)

    return say


def error_in(language: str, error: SegundoError) -> str:
    """What an error says, in a language of the interface; what no table has is given as it is."""
    told = _told(language, error)
    return f"{told[:1].upper()}{told[1:]}."


def _told(language: str, error: SegundoError) -> str:
    if language != "pt":
        return str(error)
    facts = {name: _Fact(fact, language) for name, fact in error.facts.items()}
    said = [errors().get(sentence, sentence) for sentence in error.sentences if sentence]
    place = f"{error.where}: " if error.where else ""
    return place + ". ".join(sentence.format(**facts) if facts else sentence for sentence in said if sentence)


def reason_in(language: str, reason: str) -> str:
    """The same for a reason that the ledger keeps as a sentence."""
    return errors().get(reason, reason) if language == "pt" else reason


class _Fact:
    """A fact of an error, as a sentence has it filled in: after the colon stands where its word is looked for."""

    def __init__(self, fact: object, language: str) -> None:
        self.fact = fact
        self.language = language

    def __format__(self, among: str) -> str:
        """The words of the fact."""
        several = self.fact if isinstance(self.fact, (list, tuple, set, Mapping)) else (self.fact,)
        return ", ".join(self._word(each, among) for each in several)

    def _word(self, fact: object, among: str) -> str:
        if isinstance(fact, SegundoError):
            return _told(self.language, fact)
        if isinstance(fact, int) and not isinstance(fact, bool):
            return number(fact, self.language)
        known = next((key for key in (f"{among}.{fact}", str(fact)) if among and key in words()), None)
        return words()[known][self.language] if known else str(fact)


def number(value: float, language: str) -> str:
    """A number as it is written in a language."""
    plain = f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"
    return plain if language == "en" else plain.translate(str.maketrans(",.", ".,"))


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
