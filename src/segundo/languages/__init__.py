"""What Segundo knows of each language: tables in a folder named by the language's ISO 639-1 code.

A table is a TSV file with a header; lines that start with ``#`` are comments. Every row has an ``example``, a sentence
that a test runs. The engine itself has no words of any language in it.
"""

from __future__ import annotations

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
    lines = path.read_text(encoding="utf-8").splitlines()
    columns, *rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    for row in rows:
        if len(row) != len(columns):
            raise ValueError(f"{language}/{name}.tsv: wrong number of cells in row {row}")
    return tuple(MappingProxyType(dict(zip(columns, map(str.strip, row), strict=True))) for row in rows)
