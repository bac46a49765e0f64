"""What Segundo knows of each language: tables in a folder named by the language's ISO 639-1 code.

A table is a TSV file with a header; lines that start with ``#`` are comments. Every row has an ``example``, a sentence
that a test runs. The engine itself has no words of any language in it.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def table(language: str, name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of ``languages/<language>/<name>.tsv``, each a mapping from column to cell, cells stripped.

    Raises:
        FileNotFoundError: if there is no such table.
        ValueError: if a row has too few or too many cells.
    """
    path = files(__name__) / language / f"{name}.tsv"
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    rows = []
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restkey="", strict=True):
        if "" in row or None in row.values():
            raise ValueError(f"{language}/{name}.tsv: wrong number of cells in row {row}")
        rows.append(MappingProxyType({column: cell.strip() for column, cell in row.items()}))
    return tuple(rows)
