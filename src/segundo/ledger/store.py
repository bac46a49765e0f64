"""The ledger: one SQLite file with one writer and any number of readers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from segundo.article import Article, Failure, Passage
from segundo.errors import UsageError
from segundo.ledger import (
    browsing,
    changing,
    dossier,
    identities,
    laying,
    queries,
    restoring,
    reusing,
    reviewing,
    rules,
    runs,
    series,
    stories,
    tallying,
)
from segundo.ledger.comparing import COMPARISONS, Comparison
from segundo.ledger.correcting import Corrections
from segundo.ledger.faults import broken, translated
from segundo.ledger.filters import CONDITIONS, Filter
from segundo.ledger.opening import Lock, connect, upgrade
from segundo.ledger.people import Dossier, DoubtRow, Identity, IdentityRow, NamingRow
from segundo.ledger.rows import (
    ActorRow,
    ArticleRow,
    Contents,
    CopyRow,
    Counting,
    Counts,
    EventRow,
    FigureRow,
    Place,
    Problem,
    ReuseRow,
    Row,
    RunRow,
    StatementRow,
    Stats,
    StoryList,
    StoryRow,
    TimeRow,
    ToldRow,
)
from segundo.ledger.timelines import Changes, OneSeries, PointRow, SeriesRow
from segundo.ledger.verify import verify
from segundo.ledger.writing import Finished, digest, write
from segundo.records import Records

if TYPE_CHECKING:
    from segundo.reader.reading import Reading

T = TypeVar("T")

_EVERYTHING, _EARLIEST = Filter(), Filter(count="once")


def open_ledger(
    path: str | os.PathLike[str], *, write: bool = False, correct: bool = False, shared: bool = False
) -> Ledger:
    """Open a ledger to read it, or with ``write`` to add to it; a missing file is then made.

    Only one process at a time can open it with ``write``; others can read meanwhile. With ``correct`` any number can
    open it to make corrections, also while one writes: each takes its turn between two transactions.
    With ``shared`` one opened to read may be used by several threads in turn, but never by two at once.

    Raises:
        NotALedgerError: if the file is something else, damaged, or of a newer version.
        LedgerBusyError: if another process is writing to it.
        LedgerFullError: if the disk takes no more.
        LedgerError: if there is no such file to read, or it cannot be opened.
    """
    return Ledger(Path(path), write=write, correct=correct, shared=shared)


class Ledger:
    """An open ledger; a context manager that closes it. :func:`open_ledger` says what can go wrong.

    All methods raise :class:`~segundo.errors.LedgerError` if the file cannot be read or written. Lists come lazily, in
    a stable order: by the arrival of the article, then by the place in its text.
    """

    def __init__(self, path: Path, *, write: bool = False, correct: bool = False, shared: bool = False) -> None:
        self.path = path
        self._correct = write or correct
        with translated(path):
            if correct and not write:
                upgrade(path)
            self._lock = Lock(path) if write else None
            try:
                self._connection = connect(path, write=write, correct=correct, shared=shared)
            except BaseException:
                self._release()
                raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let others write; closing twice does nothing."""
        try:
            with translated(self.path):
                self._connection.close()
        finally:
            self._release()

    def _release(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None

    @contextmanager
    def _transaction(self, *, correct: bool = False) -> Iterator[sqlite3.Connection]:
        if self._lock is None and not (correct and self._correct):
            raise UsageError("this ledger is not open to {how}", where=str(self.path), do="Open it with {how}=True",
                             how="correct" if correct else "write")  # fmt: skip
        with translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.rollback()
                raise

    # Writing

    def start_run(self, version: str) -> int:
        """Enter a new run of this version of the reader and the finders, and return its number."""
        with self._transaction() as connection:
            return runs.start(connection, version)

    def finish_run(self, run: int, counts: Counts) -> None:
        """Enter that a run came to its end, and what it did."""
        with self._transaction() as connection:
            runs.finish(connection, run, counts)

    def known(self, article: Article, version: str) -> bool:
        """Whether the ledger holds this very article (text and metadata), read by this version: nothing is to do."""
        sql = "SELECT digest, version FROM articles WHERE id = ?"
        with translated(self.path):
            row = self._connection.execute(sql, (article.id,)).fetchone()
        return row is not None and row["version"] == version and row["digest"] == digest(article)

    def write(self, article: Article, passages: Sequence[Passage], records: Records, *, version: str, run: int) -> None:
        """Enter one finished article as :meth:`write_all` does."""
        self.write_all([(article, passages, records)], version=version, run=run)

    def write_all(self, finished: Sequence[Finished], *, version: str, run: int) -> None:
        """Enter finished articles for what stood under their ids, and for failures of their sources; all or none.

        Raises:
            LedgerFullError: if the disk takes no more; what was written before is safe.
            ValueError: if a record marks nothing, stands outside the passages, or refers to one that is not there.
        """
        with self._transaction() as connection:
            laying.lay(connection, write(connection, finished, version, run), compare=False)

    def add_failure(self, failure: Failure, run: int) -> None:
        """Enter an input that could not be read; of one that failed the same way before, nothing changes."""
        with self._transaction() as connection:
            runs.fail(connection, failure, run)

    def clear_failure(self, source: str) -> None:
        """Forget that an input could not be read: for one that is now read, and known already."""
        with self._transaction() as connection:
            runs.succeed(connection, source)

    def cached_readings(self, texts: Sequence[str], model: str) -> list[Reading | None]:
        """What this model said of exactly these passages before; None for those that it has not read."""
        from segundo.ledger import caching  # only here, since to look into a ledger needs no model

        with translated(self.path):
            return caching.kept(self._connection, texts, model)

    def store_readings(self, texts: Sequence[str], readings: Sequence[Reading], model: str) -> None:
        """Keep what this model said of passages, so that they need not be read again; other models' are dropped."""
        from segundo.ledger import caching

        with self._transaction() as connection:
            caching.keep(connection, texts, readings, model)

    def compare(self, done: Callable[[str], object] = str) -> int:
        """Find copies, stories, what is the same and who is who in what was written since; return in how many articles.

        What was found before by the same rules is not found again. Should this be stopped, the next call does the rest.
        ``done`` is called with the name of each stage when it is done.
        """
        with self._transaction() as connection:
            rules.renew(connection)
        articles = len(self._pending(COMPARISONS[0]))
        for step in COMPARISONS:
            # What is corrected meanwhile waits too, where this step is not done yet.
            while waiting := self._pending(step):
                for start in range(0, len(waiting), step.at_once):
                    with self._transaction() as connection:
                        step.compare(connection, waiting[start : start + step.at_once])
            done(step.name)
        return articles

    def _pending(self, step: Comparison) -> list[int]:
        with self._transaction() as connection:
            return step.pending(connection)

    # Correcting

    @property
    def corrections(self) -> Corrections:
        """What persons say of the records, to look at it and, in a ledger opened with ``correct``, to add to it."""
        return Corrections(self.path, self._connection, partial(self._transaction, correct=True))

    def review(self, kind: str = "statements", wanted: Filter = _EVERYTHING, *, limit: int = 20) -> list[Row]:
        """The records of a kind that nobody has looked at, of those that meet a filter, the most doubtful first.

        Raises:
            UsageError: if the kind is not reviewed, or the filter means nothing for it.
        """
        with translated(self.path):
            return reviewing.queue(self._connection, kind, wanted, limit)

    # Reading

    def statements(self, wanted: Filter = _EVERYTHING) -> Iterator[StatementRow]:
        """The statements that meet a filter."""
        return self._rows("statements", wanted, queries.statement_row)

    def latest(self, wanted: Filter = _EVERYTHING) -> list[StatementRow]:
        """The statements that meet a filter, those that arrived last first."""
        with translated(self.path):
            return [*map(queries.statement_row, queries.select(self._connection, "statements", wanted, newest=True))]

    def figures(self, wanted: Filter = _EVERYTHING) -> Iterator[FigureRow]:
        """The figures that meet a filter."""
        return self._rows("figures", wanted, queries.figure_row)

    def events(self, wanted: Filter = _EVERYTHING) -> Iterator[EventRow]:
        """The events that meet a filter."""
        return self._rows("events", wanted, queries.event_row)

    def timeline(self, wanted: Filter = _EVERYTHING) -> list[EventRow]:
        """The events that meet a filter, the latest first: by their own time, or else by the publication."""
        with translated(self.path):
            return [*map(queries.event_row, queries.select(self._connection, "events", wanted, by_day=True))]

    def times(self, wanted: Filter = _EVERYTHING) -> Iterator[TimeRow]:
        """The time expressions that meet a filter."""
        return self._rows("times", wanted, queries.time_row)

    def actors(self, wanted: Filter = _EVERYTHING) -> Iterator[ActorRow]:
        """The actors that meet a filter."""
        return self._rows("actors", wanted, queries.actor_row)

    def articles(self, wanted: Filter = _EVERYTHING) -> Iterator[ArticleRow]:
        """The articles that meet a filter."""
        return self._rows("articles", wanted, queries.article_row)

    def count(self, kind: str, wanted: Filter = _EVERYTHING, *, most: int | None = None) -> int:
        """How many rows of a kind meet a filter, whatever its limit.

        With ``most``, where it would take long to count all, one more than that says that there are more.

        Raises:
            UsageError: if there is no such kind, or the filter means nothing for it.
        """
        if kind not in CONDITIONS:
            raise UsageError("there is no kind {kind!r}", do="There are: {there}", kind=kind, there=CONDITIONS)
        with translated(self.path):
            return queries.count(self._connection, kind, wanted, most)

    def facets(
        self, kind: str, names: Sequence[str], wanted: Filter = _EVERYTHING, *, limit: int = 10
    ) -> dict[str, list[tuple[Any, int]]]:
        """For some fields the commonest values among the rows that meet a filter, whatever it says of that field;
        of many rows among the first :data:`~segundo.ledger.browsing.SAMPLE`.

        Raises:
            UsageError: if there is no such facet, or the filter means nothing for the kind.
        """
        with translated(self.path):
            return browsing.facets(self._connection, kind, names, wanted, limit)

    def identities(self, wanted: Filter = _EVERYTHING) -> list[IdentityRow]:
        """Who has an actor that meets a filter, under any of its names; those whom most articles name first."""
        with translated(self.path):
            return identities.identities(self._connection, wanted)

    def count_identities(self, wanted: Filter = _EVERYTHING, *, most: int | None = None) -> int:
        """How many rows :meth:`identities` has, whatever the filter's limit; ``most`` is as in :meth:`count`."""
        with translated(self.path):
            return identities.count(self._connection, wanted, most)

    def identity(self, actor: str) -> Identity:
        """All about the one whom an actor of some article is, given by the actor's id, which may be shortened.

        Raises:
            NotFoundError: if there is no such actor, those of two begin so, or it has no name.
        """
        with translated(self.path):
            return identities.identity(self._connection, actor)

    def dossier(self, actor: str, *, skip: int = 0, limit: int | None = None) -> Dossier:
        """What the latest articles after ``skip`` that name one have of one; ids and errors as of :meth:`identity`."""
        with translated(self.path):
            return dossier.dossier(self._connection, actor, skip, limit)

    def namings(self, actor: str) -> list[NamingRow]:
        """The articles that name somebody, by names and by time; ids and errors as of :meth:`identity`."""
        with translated(self.path):
            return identities.namings(self._connection, actor)

    def doubts(self, *, limit: int | None = None, offset: int = 0) -> Iterator[DoubtRow]:
        """Pairs that may be one and that nobody has settled, the surest first."""
        return self._guarded(identities.doubts(self._connection, limit, offset))

    def still_in_doubt(self, pairs: Iterable[tuple[str, str]], skip: int = 0) -> DoubtRow | None:
        """The first of some pairs of actors that :meth:`doubts` has still, so many of these passed over."""
        with translated(self.path):
            return identities.still_in_doubt(self._connection, pairs, skip)

    def count_doubts(self) -> int:
        """How many rows :meth:`doubts` has without a limit."""
        with translated(self.path):
            return identities.count_doubts(self._connection)

    def places(self, record: str) -> list[Place]:
        """Where a record, given by its whole id, and those that equal it stand."""
        with translated(self.path):
            return browsing.places(self._connection, record)

    def repeated(self, article: str) -> dict[int, Place]:
        """The passages of an article that stood in an earlier one, by number, and where they stood first."""
        with translated(self.path):
            return browsing.repeated(self._connection, queries.article_number(self._connection, article))

    def contents(self, articles: Sequence[str], *, limit: int) -> list[Contents]:
        """What each of some articles, by their ids, has, with so many of its first statements and figures."""
        with translated(self.path):
            return browsing.contents(self._connection, articles, limit)

    def record(self, prefix: str) -> Row:
        """The record with this id, of which the beginning is enough where no other record's begins so.

        Raises:
            NotFoundError: if there is none, or more than one.
        """
        with translated(self.path):
            return queries.record(self._connection, prefix)

    def article(self, prefix: str) -> Article:
        """The article with this id, or else the only one whose id begins so.

        Raises:
            NotFoundError: if there is none, or more than one.
        """
        with translated(self.path):
            return restoring.article(self._connection, queries.article_number(self._connection, prefix))

    def passages(self, article: str) -> tuple[Passage, ...]:
        """The passages of an article; its id is taken as :meth:`article` takes it."""
        with translated(self.path):
            return restoring.passages(self._connection, queries.article_number(self._connection, article))

    def copies(self, among: Collection[str] | None = None) -> Iterator[CopyRow]:
        """All pairs of articles (or of some, by their ids) of which one copies the other, as the later arrived."""
        with translated(self.path):
            numbers = None if among is None else [queries.article_number(self._connection, each) for each in among]
            return self._guarded(reusing.copies(self._connection, numbers))

    def appearances(self, record: str) -> tuple[StatementRow | FigureRow | EventRow, ...]:
        """All appearances of a statement, figure or event, the earliest first; its id as :meth:`record` takes it.

        Raises:
            NotFoundError: if there is no such record, or more than one.
        """
        with translated(self.path):
            return queries.appearances(self._connection, record)

    def stories(self, wanted: Filter = _EVERYTHING) -> Iterator[StoryRow]:
        """The stories that two or more articles tell, one of which meets a filter; those of most articles first."""
        with translated(self.path):
            return self._guarded(stories.stories(self._connection, wanted))

    def count_stories(self, wanted: Filter = _EVERYTHING) -> int:
        """How many rows :meth:`stories` has, whatever the filter's limit."""
        with translated(self.path):
            return stories.count_stories(self._connection, wanted)

    def story_list(self, wanted: Filter = _EVERYTHING, *, outlets: int = 10) -> StoryList:
        """The rows of :meth:`stories`, how many there are in all, and so many outlets that tell most, found at once."""
        with translated(self.path):
            return stories.story_list(self._connection, wanted, outlets)

    def story_of(self, article: str) -> StoryRow | None:
        """The story that an article tells; None where no other one tells it, or it has not been compared."""
        with translated(self.path):
            return stories.story_of(self._connection, queries.article_number(self._connection, article))

    def story(self, article: str) -> tuple[ToldRow, ...]:
        """The articles that tell the story of this one, the earliest first, each with why it belongs to it."""
        with translated(self.path):
            return stories.story(self._connection, queries.article_number(self._connection, article))

    def series(self, wanted: Filter = _EARLIEST, *, least: int = 2) -> list[SeriesRow]:
        """The series of the figures that meet a filter, with so many points at least, those of most points first.

        By default figures that several articles print count once.
        """
        with translated(self.path):
            return series.series(self._connection, wanted, least)

    def one_series(self, figure: str, wanted: Filter = _EARLIEST) -> OneSeries:
        """The series that a figure stands in, and its points in order of time: by the figures that meet a filter.

        Raises:
            NotFoundError: if there is no such figure, more than one, or it is in no series.
        """
        with translated(self.path):
            return series.one(self._connection, figure, wanted)

    def points(self, figure: str, wanted: Filter = _EARLIEST) -> list[PointRow]:
        """The points alone of :meth:`one_series`."""
        return list(self.one_series(figure, wanted).points)

    def changes(
        self, actor: str, about: str | None = None, wanted: Filter = _EARLIEST, *, most: int | None = None
    ) -> Changes:
        """What the actors of a name said on a matter, in order of time, and what of it may be a change of position.

        ``actor`` and ``about`` are as ``speaker`` and ``content`` of a filter; without ``about`` it is all they said,
        of more statements than ``most`` nothing. By default those that several articles print count once.

        Raises:
            UsageError: if the name or the query has no word.
        """
        with translated(self.path):
            return changing.changes(self._connection, actor, about, wanted, most)

    def reuses(self, article: str) -> tuple[ReuseRow, ...]:
        """The other articles that have words of this one, whether copies or not, those with most first."""
        with translated(self.path):
            return reusing.reuses(self._connection, queries.article_number(self._connection, article))

    def records(self, article: str) -> Records:
        """The records of an article as corrections have left them; its id is taken as :meth:`article` takes it."""
        with translated(self.path):
            return restoring.records(self._connection, queries.article_number(self._connection, article))

    def failures(self) -> Iterator[Failure]:
        """The inputs that could not be read, by their names."""
        return self._guarded(queries.failures(self._connection))

    def runs(self) -> Iterator[RunRow]:
        """The runs, oldest first."""
        return self._guarded(queries.runs(self._connection))

    def stats(self, *, speakers: bool = True) -> Stats:
        """The ledger in figures; in a large one it takes seconds to find who said most, which can be left out."""
        with translated(self.path):
            return queries.stats(self._connection, speakers=speakers)

    def counting(self) -> Counting:
        """How many articles, statements, figures and events there are by each way of counting."""
        with translated(self.path):
            return tallying.counting(self._connection)

    def verify(self) -> Iterator[Problem]:
        """All that is not as it should be: nothing, in a sound ledger. Every offset, hash and reference is proved."""
        return self._guarded(verify(self._connection, self.path))

    def _rows(self, kind: str, wanted: Filter, convert: Callable[[sqlite3.Row], T]) -> Iterator[T]:
        with translated(self.path):
            rows = queries.select(self._connection, kind, wanted)
        return self._guarded(map(convert, rows))

    def _guarded(self, items: Iterator[T]) -> Iterator[T]:
        with translated(self.path):
            try:
                yield from items
            except (ValueError, IndexError) as error:
                raise broken(self.path, f"this ledger is damaged: {error}") from error
