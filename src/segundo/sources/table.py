"""CSV (RFC 4180) and other tables: one article a row, the columns named by the first one, read as it streams."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from segundo.article import Article, Failure
from segundo.errors import FormatError, SegundoError
from segundo.sources import files
from segundo.sources.encoding import decode, unicode_encoding
from segundo.sources.fields import FIELDS, make_article

DELIMITERS = ",;\t|"
"""What may stand between cells: the first of these that gives a column ``text``."""

_BYTES = "iso8859-1"
"""Gives each byte a character, so that cells are told apart before it is known in which encoding each row is."""
_EXCEL = "sep="
"""How a line begins in which Excel says what stands between cells."""
_BETWEEN = "\x1b"
"""Stands between the cells of a row while it is decoded; unlike other controls it does not make it binary."""


def read_table(stream: io.BufferedReader, source: str) -> Iterator[Article | Failure]:
    """The articles of a stream; a row that holds none is a failure ``source:line``, by the line where it begins.

    Raises:
        FormatError: if the first row names no column ``text``.
    """
    encoding, mark = unicode_encoding(files.head(stream)) or ("utf-8", 0)
    stream.read(mark)
    single = encoding == "utf-8"
    lines = io.TextIOWrapper(stream, encoding=_BYTES if single else encoding, errors="replace", newline="")
    csv.field_size_limit(files.LARGEST_ITEM)
    try:
        head, above = lines.readline(files.LARGEST_ITEM), 1
        if head.lower().startswith(_EXCEL):
            head, above = lines.readline(files.LARGEST_ITEM), 2
        names, delimiter = _header(head, single)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            place = f"{source}:{above + rows.line_num + 1}"
            try:
                cells = next(rows, None)
                if cells is None:
                    return
                if any(cells):
                    yield _article(names, cells, single, place)
            except csv.Error as error:
                yield files.failure(place, FormatError(f"it is no row of a table: {error}"))
            except SegundoError as error:
                yield files.failure(place, error)
            except files.READ_ERRORS as error:  # the stream, of which nothing more can be had
                yield files.failure(place, error)
                return
    finally:
        lines.detach()  # else the wrapper would close the stream, which may be standard input


def is_table(head: bytes) -> bool:
    """Whether what has no telling name begins with a row that names the column ``text`` and another one."""
    lines = head.decode("utf-8", "replace").splitlines()
    try:
        names, _ = _header(lines[0], single=False)
    except (FormatError, IndexError):
        return False
    return len(lines) > 1 and len({*names} & {*FIELDS}) > 1


def _header(line: str, single: bool) -> tuple[list[str], str]:
    """The names of the columns in small letters, and what stands between cells."""
    if line.count('"') % 2:
        raise FormatError("the name of a column goes over several lines")
    for delimiter in DELIMITERS:
        try:
            cells, _ = _decoded(next(csv.reader([line], delimiter=delimiter), []), single)
        except csv.Error:  # a line end of another kind within the line
            continue
        names = [cell.strip().lower() for cell in cells]
        if "text" in names:
            return names, delimiter
    raise FormatError("its first row names no column `text`", do=f"Name the columns: {', '.join(FIELDS)}")


def _article(names: Sequence[str], cells: Sequence[str], single: bool, place: str) -> Article:
    if len(cells) > len(names):
        raise FormatError(f"it has {len(cells)} cells, but the first row {len(names)}")
    raw = _BETWEEN.join(cells).encode(_BYTES if single else "utf-8")
    told, notes = _decoded(cells, single)
    given = {name: cell for name, cell in zip(names, told, strict=False) if cell.strip()}
    return make_article(given, raw=raw, source=place, notes=notes)


def _decoded(cells: Sequence[str], single: bool) -> tuple[list[str], tuple[str, ...]]:
    """The cells of a row as text, with a note where they are not in UTF-8."""
    if not single:
        return list(cells), ()
    text, notes = decode(_BETWEEN.join(cell.replace(_BETWEEN, "") for cell in cells).encode(_BYTES))
    return text.split(_BETWEEN), notes
