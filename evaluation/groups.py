"""The measures of parts: articles of one corpus, statements of one form or act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args

from evaluation.matching import Match
from segundo.export.gold import Gold
from segundo.records import Act, Form

CORPORA = {"fb": "Brazilian web news", "bq": "Bosque extracts", "cs": "CSTNews", "lu": "Lusa"}
"""The corpora of the gold articles by the beginning of their ids."""


@dataclass(frozen=True, slots=True)
class Part:
    """How many statements of a part gold has and how many were predicted, and the share of each that is right."""

    name: str
    gold: int
    recall: float | None
    predicted: int
    precision: float | None


def corpora(gold: Sequence[Gold]) -> dict[str, list[Gold]]:
    """The articles of each corpus, in the order of the table."""
    groups = {name: [article for article in gold if article["id"].partition("-")[0] == name] for name in CORPORA}
    return {name: articles for name, articles in groups.items() if articles}


def parts(found: Sequence[Match]) -> Iterator[Part]:
    """The statements of each form and act, and those with and without a written source."""
    yield _part("all", found, lambda record: True)
    for key, values in (("form", get_args(Form)), ("act", get_args(Act))):
        for value in values:
            yield _part(f"{key} {value}", found, partial(_has, key, value))
    yield _part("source written", found, lambda record: bool(record["source"]))
    yield _part("source not written", found, lambda record: not record["source"])


def _part(name: str, found: Sequence[Match], wanted: Callable[[Mapping[str, Any]], bool]) -> Part:
    gold = [match.right for match in found if match.gold is not None and wanted(match.gold)]
    predicted = [match.right for match in found if match.predicted is not None and wanted(match.predicted)]
    return Part(name, len(gold), _share(gold), len(predicted), _share(predicted))


def _has(key: str, value: str, record: Mapping[str, Any]) -> bool:
    return bool(record[key] == value)


def _share(rights: Sequence[bool]) -> float | None:
    return sum(rights) / len(rights) if rights else None


def acts(found: Iterable[Match]) -> Counter[tuple[str, str]]:
    """How often an act of gold (first) was read as an act (second), among statements whose content was found."""
    return Counter((m.gold["act"], m.predicted["act"]) for m in found if m.gold is not None and m.predicted is not None)
