"""The files that an input names: directories walked, compressed files opened, all failures told apart."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, cast

from segundo.article import Failure
from segundo.errors import EmptyError, FormatError, SegundoError, SourceError

STDIN = "-"
"""The path that stands for standard input."""

LARGEST_ITEM = 64 * 2**20
"""Bytes of the largest file or line that is read as one article; more is no news article but some other data."""

READ_ERRORS = (SegundoError, OSError, EOFError, zlib.error)
"""What opening and reading an input may raise and a run goes on after."""

_GZIP = b"\x1f\x8b"
_HEAD = 8192


def name(path: str | os.PathLike[str]) -> str:
    """A path as text that can be stored; bytes of it that are not UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def failure(source: str, error: BaseException) -> Failure:
    """What is recorded of an input that could not be read."""
    match error:
        case SegundoError():
            return Failure(source, error.code, f"{error.what}. {error.do}" if error.do else error.what)
        case gzip.BadGzipFile() | zlib.error():
            return Failure(source, FormatError.code, f"it is a broken gzip file: {error}")
        case EOFError():
            return Failure(source, FormatError.code, "it is a gzip file that was cut short")
        case OSError():
            return Failure(source, SourceError.code, error.strerror or str(error))
        case _:
            raise error


def walk(paths: Iterable[str | os.PathLike[str]]) -> Iterator[str | Failure]:
    """The files that the paths name, each once, directories in sorted order.

    Files and directories inside a directory whose names start with a dot are passed over, as are the same file or
    directory met again; what is neither file nor directory, or leads nowhere or back to itself, is a failure, and so is
    a given directory that has no file in it. A path that is given itself may be anything that can be read, such as a
    pipe.
    """
    seen: set[tuple[int, int]] = set()
    for given in paths:
        # A stack of what is still to be read, each with the directories above it: paths may be deeper than calls.
        todo: list[tuple[str, tuple[tuple[int, int], ...]]] = [(os.fspath(given), ())]
        met = folders = 0
        while todo:
            path, above = todo.pop()
            met += 1
            if path == STDIN:
                yield path
                continue
            try:
                status = Path(path).stat()
                here = (status.st_dev, status.st_ino)
                if here in above:
                    raise SourceError("it is a link back to a directory that it stands in")
                if here in seen:
                    continue
                seen.add(here)
                if stat.S_ISDIR(status.st_mode):
                    inside = sorted(
                        (str(child) for child in Path(path).iterdir() if child.name[0] != "."), reverse=True
                    )
                    todo.extend((child, (*above, here)) for child in inside)
                    folders += 1
                    continue
                if above and not stat.S_ISREG(status.st_mode):
                    raise SourceError("it is neither a file nor a directory")
            except (OSError, SourceError) as error:
                yield failure(name(path), error)
            except ValueError as error:  # a path with a zero in it
                yield Failure(name(path), SourceError.code, str(error))
            else:
                yield path
        if met == folders:
            yield Failure(name(given), EmptyError.code, "there is no file in it")


@contextmanager
def opened(path: str) -> Iterator[io.BufferedReader]:
    """A file, or standard input, opened to read bytes; what is compressed with gzip is read as what it holds."""
    with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as given:
        stream = cast(io.BufferedReader, given)
        if stream.peek(len(_GZIP)).startswith(_GZIP):
            with io.BufferedReader(cast(Any, gzip.GzipFile(fileobj=stream))) as inflated:
                yield inflated
        else:
            yield stream


def head(stream: io.BufferedReader) -> bytes:
    """The first bytes of a stream, which stay to be read."""
    return stream.peek(_HEAD)[:_HEAD]


def whole(stream: io.BufferedReader) -> bytes:
    """All bytes of a stream that is read as one article.

    Raises:
        EmptyError: if there are none.
        FormatError: if there are too many.
    """
    raw = stream.read(LARGEST_ITEM + 1)
    if not raw.strip():
        raise EmptyError("it is empty")
    if len(raw) > LARGEST_ITEM:
        raise FormatError(f"it is larger than {LARGEST_ITEM // 2**20} MiB, too large for one article")
    return raw
