"""Rows as Apache Parquet, in typed columns, for pandas, DuckDB, Arrow and their like; needs the extra ``columns``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, TypeVar, get_args, get_type_hints

import pyarrow
from pyarrow import parquet

from segundo.article import Pieces, Span

Row = TypeVar("Row")

ROWS_AT_ONCE = 20_000
"""Rows in memory at a time, and in one row group of the file."""

_SPAN = pyarrow.struct([("start", pyarrow.int32()), ("end", pyarrow.int32())])
_TYPES: Mapping[Any, pyarrow.DataType] = {
    str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), bool: pyarrow.bool_(),
    date: pyarrow.date32(), Span: _SPAN, Pieces: pyarrow.list_(_SPAN), tuple[str, ...]: pyarrow.list_(pyarrow.string()),
}  # fmt: skip


def write_parquet(rows: Iterable[Row], row_type: type[Row], out: BinaryIO) -> None:
    """Write the rows, all of one dataclass, a column a field; what is unknown is null, a span a struct."""
    columns = schema(row_type)
    remaining = iter(rows)
    with parquet.ParquetWriter(out, columns, compression="zstd") as writer:
        while some := list(islice(remaining, ROWS_AT_ONCE)):
            plain = [{name: _plain(getattr(row, name)) for name in columns.names} for row in some]
            writer.write_table(pyarrow.Table.from_pylist(plain, schema=columns))


def read_parquet(source: BinaryIO, row_type: type[Row]) -> Iterator[Row]:
    """The rows that :func:`write_parquet` wrote."""
    for batch in parquet.ParquetFile(source).iter_batches():
        for row in batch.to_pylist():
            yield row_type(**{name: _restored(value) for name, value in row.items()})


def schema(row_type: type[Any]) -> pyarrow.Schema:
    """The columns of a dataclass of rows."""
    hints = get_type_hints(row_type)
    return pyarrow.schema(
        pyarrow.field(field.name, _type(hints[field.name]), nullable=type(None) in get_args(hints[field.name]))
        for field in fields(row_type)
    )


def _type(hint: Any) -> pyarrow.DataType:
    """The type of a column; one of a few values is text."""
    return next((_TYPES[kind] for kind in (hint, *get_args(hint)) if kind in _TYPES), pyarrow.string())


def _plain(value: Any) -> Any:
    match value:
        case Span():
            return value._asdict()
        case tuple():
            return [_plain(part) for part in value]
        case _:
            return value


def _restored(value: Any) -> Any:
    match value:
        case {"start": start, "end": end}:
            return Span(start, end)
        case list():
            return tuple(_restored(part) for part in value)
        case _:
            return value
