"""JSON Lines (https://jsonlines.org): one article a line, read as it streams."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import IO, Any, AnyStr

from segundo.article import Article, Failure
from segundo.errors import FormatError
from segundo.sources import files
from segundo.sources.encoding import decode, unicode_encoding
from segundo.sources.fields import make_article

# Levels of nesting of an item; what is deeper could be read but not always written again by json.
_DEEPEST = 100
# The escape of half a character beyond U+FFFF: one that stands alone cannot be written as UTF-8.
_HALF = re.compile(r"\\u[dD][89A-Fa-f]")


def read_jsonl(stream: io.BufferedReader, source: str) -> Iterator[Article | Failure]:
    """The articles of a stream, one line in memory at a time; a line that holds none is a failure ``source:line``."""
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        try:
            yield _article(line, place)
        except files.READ_ERRORS as error:
            yield files.failure(place, error)


def _article(line: bytes, place: str) -> Article:
    if len(line) > files.LARGEST_ITEM:
        raise FormatError(f"the line is longer than {files.LARGEST_ITEM // 2**20} MiB, too long for one article")
    content, notes = decode(line)
    return make_article(_object(content), raw=line, source=place, notes=notes)


def _object(content: str) -> dict[str, Any]:
    try:
        # Tabs and the like within strings do no harm. NaN and Infinity are no JSON that others could read again.
        value = json.loads(content, strict=False, parse_constant=lambda _: None)
    except RecursionError as error:
        raise FormatError("its JSON is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise FormatError(f"it is no JSON: {error.msg} at column {error.colno}") from error
    except ValueError as error:
        raise FormatError(f"it is no JSON that can be read: {error}") from error
    if not isinstance(value, dict):
        raise FormatError(f"its JSON is a {type(value).__name__}, not an object")
    if _is_deeper(value, _DEEPEST):
        raise FormatError("its JSON is nested too deeply")
    return _mend_halves(value) if _HALF.search(content) else value


def _mend_halves(value: dict[str, Any]) -> dict[str, Any]:
    """The value with halves of characters paired, those that stand alone replaced, in every string of it."""
    wide = json.dumps(value, ensure_ascii=False).encode("utf-16-le", "surrogatepass")
    mended: dict[str, Any] = json.loads(wide.decode("utf-16-le", "replace"))
    return mended


def _is_deeper(value: Any, levels: int) -> bool:
    level = [value]
    for _ in range(levels):
        children = [list(item.values()) if isinstance(item, dict) else item for item in level]
        level = [child for some in children for child in some if isinstance(child, (dict, list))]
        if not level:
            return False
    return True


def _lines(stream: io.BufferedReader) -> Iterator[bytes]:
    """The lines of a stream without their ends; those of UTF-16 and UTF-32 in UTF-8."""
    encoding, mark = unicode_encoding(files.head(stream)) or ("utf-8", 0)
    stream.read(mark)
    if encoding == "utf-8":
        yield from _cut_lines(stream, b"\r\n")
        return
    # Here a line end is as wide as any character, and each of its bytes may be part of another one.
    wide = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="\n")
    try:
        for line in _cut_lines(wide, "\r\n"):
            yield line.encode()
    finally:
        wide.detach()  # else the wrapper would close the stream, which may be standard input


def _cut_lines(stream: IO[AnyStr], end: AnyStr) -> Iterator[AnyStr]:
    """The lines of a stream, of what is too long for an article only so much that it shows."""
    limit = files.LARGEST_ITEM + 1
    while line := stream.readline(limit):
        rest = line
        while len(rest) == limit and not rest.endswith(end[-1:]):
            rest = stream.readline(limit)
        yield line.rstrip(end)
