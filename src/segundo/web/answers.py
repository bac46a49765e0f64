"""Answers other than pages: rows as JSON and as CSV."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from fastapi.responses import Response

from segundo.export.csv import write_csv


def json_answer(value: Any) -> Response:
    """A value as JSON, days as ISO 8601."""
    return Response(json.dumps(value, ensure_ascii=False, default=date.isoformat), media_type="application/json")


def rows_json(rows: Iterable[Any]) -> Response:
    """Rows as a JSON list of objects."""
    return json_answer([asdict(row) for row in rows])


def rows_csv(rows: Iterable[Any], row_type: type[Any], name: str) -> Response:
    """Rows as CSV, to be kept as a file of this name."""
    out = io.StringIO(newline="")
    write_csv(rows, row_type, out)
    headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)
