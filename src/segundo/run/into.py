"""Read articles into a ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version as package_version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from segundo.article import Article, Failure
from segundo.errors import SegundoError
from segundo.reader import model_version
from segundo.reader.reading import Reading
from segundo.run.local import Analysed, Stages, analyse

if TYPE_CHECKING:  # worker processes import this package, and write no ledger
    from segundo.ledger import Counts, Ledger

TOGETHER = 64
"""Articles that are written in one transaction: about those of a window, whose readings are kept before."""

READING = (
    "reader/*.py", "languages/__init__.py", "languages/*/abbreviations.tsv", "languages/*/contractions.tsv",
    "languages/*/clitics.tsv", "languages/*/sentence_openers.tsv",
)  # fmt: skip
FINDING = (
    "finders/**/*.py", "resolve/**/*.py", "languages/**/*.py", "languages/**/*.tsv", "languages/**/*.json",
    "cascade.py", "segment.py",
)  # fmt: skip
"""The files beside the model that decide what is read, and what is found in it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: articles written, met before and failed, and the work a stage."""

    counts: Counts
    stages: Stages


@dataclass(frozen=True, slots=True)
class _Kept:
    """The ledger's readings as a cache of one reader's work."""

    ledger: Ledger
    reader: str

    def get(self, texts: Sequence[str]) -> Sequence[Reading | None]:
        return self.ledger.cached_readings(texts, self.reader)

    def put(self, texts: Sequence[str], readings: Sequence[Reading]) -> None:
        self.ledger.store_readings(texts, readings, self.reader)


def read_into(
    ledger: Ledger,
    items: Iterable[Article | Failure],
    *,
    jobs: int | None = None,
    model: Path | None = None,
    again: bool = False,
    done: Callable[[Article | Failure], None] | None = None,
) -> Summary:
    """Read articles into a ledger that is open for writing; finished ones are safe after every :data:`TOGETHER`.

    An article that the ledger holds, unchanged and read by this version, is left alone unless ``again``. ``done`` is
    called with each article or failure when it has been dealt with.

    Raises:
        ModelError: if the model is missing or broken.
        ProcessError: if a process that was reading has been ended.
        LedgerError: if the ledger cannot be written.
    """
    from segundo.ledger import Counts

    version, kept = reading_version(model), _Kept(ledger, _reader_version(model))
    run = ledger.start_run(version)
    stages = Stages()
    articles = known = failures = 0

    def unknown() -> Iterator[Article | Failure]:
        nonlocal known
        for item in items:
            if isinstance(item, Article) and not again and ledger.known(item, version):
                known += 1
                ledger.clear_failure(item.source)
                if done:
                    done(item)
            else:
                yield item

    finished: list[Analysed] = []

    def write() -> None:
        nonlocal articles, failures
        with stages.timed("ledger"):
            written = _write(ledger, finished, version, run)
        finished.clear()
        for item in written:
            articles += isinstance(item, Article)
            failures += isinstance(item, Failure)
            if done:
                done(item)

    try:
        for item in analyse(unknown(), jobs=jobs, model=model, cache=kept, stages=stages):
            if isinstance(item, Analysed):
                finished.append(item)
            if len(finished) == TOGETHER or (isinstance(item, Failure) and finished):
                write()
            if isinstance(item, Failure):
                failures += 1
                ledger.add_failure(item, run)
                if done:
                    done(item)
    finally:
        if finished:
            write()
    with stages.timed("comparing"):
        ledger.compare()
    counts = Counts(articles=articles, known=known, failures=failures)
    ledger.finish_run(run, counts)
    return Summary(counts, stages)


def _write(ledger: Ledger, finished: Sequence[Analysed], version: str, run: int) -> list[Article | Failure]:
    """Write finished articles and return them; what no ledger can hold is a failure and must not stop the run."""
    try:
        ledger.write_all([(item.article, item.passages, item.records) for item in finished], version=version, run=run)
    except ValueError as error:
        if len(finished) > 1:
            return [written for item in finished for written in _write(ledger, [item], version, run)]
        article = finished[0].article
        failure = Failure(article.source or article.id, SegundoError.code, str(error))
        ledger.add_failure(failure, run)
        return [failure]
    return [item.article for item in finished]


def reading_version(model: Path | None = None) -> str:
    """The version of all that reads an article: the package, the reader, the finders and tables.

    Raises:
        ModelError: if the model is missing or broken.
    """
    return f"{package_version('segundo')}+{_reader_version(model)}.{_code_version(FINDING)}"


def _reader_version(model: Path | None) -> str:
    """The version of all that reads a passage; of another one, the readings that are kept do not count."""
    return f"{model_version(model)}.{_code_version(READING)}"


def _code_version(patterns: Sequence[str]) -> str:
    """The first 8 hexadecimal digits of the SHA-256 of the package's files that match, and of their names."""
    digest = hashlib.sha256()
    root = Path(str(files("segundo")))
    for path in sorted(path for pattern in patterns for path in root.glob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
