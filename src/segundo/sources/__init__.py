"""Where articles come from: files, directories and standard input, one module a format.

Every item becomes an :class:`~segundo.article.Article` or, where it cannot be read, a
:class:`~segundo.article.Failure`; nothing that an input holds stops the run.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from segundo.article import Article, Failure
from segundo.errors import EmptyError, EncodingError, FormatError, SourceError
from segundo.sources import files
from segundo.sources.encoding import BINARY, is_binary, unicode_encoding
from segundo.sources.jsonl import read_jsonl
from segundo.sources.table import is_table, read_table
from segundo.sources.text import read_text

__all__ = ["read_sources"]

PathLike: TypeAlias = str | os.PathLike[str]
Format: TypeAlias = Literal["text", "jsonl", "table", "html"]

_BY_SUFFIX: dict[str, Format] = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonlines": "jsonl",
    ".csv": "table", ".tsv": "table",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
_SIGNATURES = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"SQLite format 3\0": "a SQLite database",
    b"BZh": "compressed with bzip2",
    b"\xfd7zXZ": "compressed with xz",
    b"\x28\xb5\x2f\xfd": "compressed with Zstandard",
    b"WARC/": "a web archive",
}
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_MARKUP = re.compile(rb"\s*<(?:\?xml|rss|feed)\b", re.IGNORECASE)
_ARRAY = re.compile(rb"\s*\[\s*[\[{]")
_OBJECT_BEGINS = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*\{")
_OBJECT = re.compile(rb"\s*\{\s*(?:\"|\}|$)")


def read_sources(paths: Iterable[PathLike] | PathLike) -> Iterator[Article | Failure]:
    """Read the articles of files, of directories (walked in sorted order) and of standard input (``-``) as they stream.

    The name tells the format (``.txt``, ``.jsonl``, ``.csv``, ``.html`` and their like, each also with ``.gz``), and
    the content where the name does not. A second article with the same id is a failure, so that none is lost without a
    word.
    """
    if isinstance(paths, str | os.PathLike):  # one path is meant, not the letters of it
        paths = [paths]
    met: dict[str, str] = {}
    for path in files.walk(paths):
        for item in [path] if isinstance(path, Failure) else _read(path):
            if isinstance(item, Failure):
                yield item
            elif (first := met.setdefault(item.id, item.source)) != item.source:
                yield Failure(item.source, SourceError.code, f"its id {item.id} was met before, in {first}")
            else:
                yield item


def _read(path: str) -> Iterator[Article | Failure]:
    source = files.name(path)
    try:
        with files.opened(path) as stream:
            kind = _format(path, files.head(stream))
            if kind == "jsonl":
                yield from read_jsonl(stream, source)
            elif kind == "table":
                yield from read_table(stream, source)
            elif kind == "html":
                from segundo.sources.html import read_html  # here, since it takes time to import

                yield read_html(files.whole(stream), source)
            else:
                yield read_text(files.whole(stream), source)
    except files.READ_ERRORS as error:
        yield files.failure(source, error)


def _format(path: str, head: bytes) -> Format:
    """The format of an input, by its name and by how it begins.

    Raises:
        EmptyError: if there is nothing in it.
        FormatError: if it is something else, or not what its name says.
    """
    if not head:
        raise EmptyError("it is empty")
    for signature, what in _SIGNATURES.items():
        if head.startswith(signature):
            raise FormatError(f"it is {what}, not text, JSON Lines, a table or a web page")
    suffix = Path(path.removesuffix(".gz")).suffix.lower()
    named = _BY_SUFFIX.get(suffix)
    if named == "html" or (named == "jsonl" and _OBJECT_BEGINS.match(head)):
        return named
    if is_binary(head):
        raise EncodingError(BINARY)
    found = _sniff(head)
    if named and found == "html":
        raise FormatError(f"its name ends in {suffix}, but it is a web page", do="Name it .html")
    return named or found


def _sniff(head: bytes) -> Format:
    if known := unicode_encoding(head):
        encoding, mark = known
        head = head[mark:].decode(encoding, "ignore").encode()
    if _PAGE.match(head):
        return "html"
    if _OTHER_MARKUP.match(head):
        raise FormatError("it is XML, not text, JSON Lines, a table or a web page")
    if _ARRAY.match(head):
        raise FormatError("it is a JSON array", do="Write one object a line (JSON Lines)")
    if _OBJECT.match(head):
        line, end, _ = head.partition(b"\n")
        if end and not line.rstrip().endswith(b"}"):
            raise FormatError("it is JSON over several lines", do="Write one object a line (JSON Lines)")
        return "jsonl"
    return "table" if is_table(head) else "text"
