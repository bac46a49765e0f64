"""What the fields and filters of the programming interface mean: a table, put into its OpenAPI description."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI

EVERY = "*"
"""In the table: of all that have such a field and no row of their own for it."""

_INVALID = {"HTTPValidationError", "ValidationError"}
"""What FastAPI would answer to a wrong parameter; here that is a problem like any other."""


@cache
def meanings() -> Mapping[tuple[str, str], str]:
    """What each field means, by what has it and its name."""
    lines = files(__package__).joinpath("fields.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {(row["of"], row["field"]): row["means"] for row in rows}


def meaning(of: str, field: str) -> str:
    """What a field means: of this type, or else of any.

    Raises:
        KeyError: if the table does not tell.
    """
    told = meanings()
    return told[of, field] if (of, field) in told else told[EVERY, field]


def described(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What makes the OpenAPI description of an application, with the meaning of each field in it."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        told = made()
        schemas = told["components"]["schemas"]
        for name in _INVALID & schemas.keys():
            del schemas[name]
        for methods in told["paths"].values():
            for operation in methods.values():
                operation["responses"].pop("422", None)
        for name, schema in schemas.items():
            for field, of in schema.get("properties", {}).items():
                of["description"] = meaning(name.partition("_")[0], field)
        return told

    return openapi
