"""Articles in, records out, on the cores of this machine.

Articles are taken in windows. The passages of a window that nobody has read yet are read first, each distinct one once;
then the finders run over each article. Both steps go to the same worker processes, and so does the reading of the next
window, while what comes of this one is still being written: no process waits for another. Results come in the order of
the articles, so that the outcome never depends on how many processes there are.
"""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol, TypeVar

from segundo.article import Article, Failure, Passage
from segundo.errors import ProcessError, SegundoError
from segundo.pipeline import find
from segundo.reader import join, load_reader
from segundo.reader.reading import Reading
from segundo.records import Records
from segundo.segment import segment

WINDOW = 64
"""Articles a window: enough to keep all cores busy, few enough to hold in memory."""
FEW = 8
"""For so few articles, starting processes takes longer than it saves."""
BATCH = 8
"""Passages that a worker takes at a time."""

T = TypeVar("T")
R = TypeVar("R")


class Cache(Protocol):
    """Where readings of passages met before are kept."""

    def get(self, texts: Sequence[str]) -> Sequence[Reading | None]:
        """The reading of each passage, ``None`` where it has not been met."""

    def put(self, texts: Sequence[str], readings: Sequence[Reading]) -> None:
        """Keep readings."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """An article with its passages and records."""

    article: Article
    passages: tuple[Passage, ...]
    records: Records


@dataclass(slots=True)
class Stages:
    """What a run did: seconds of work a stage, summed over processes, and how many passages and words it met."""

    seconds: dict[str, float] = field(default_factory=dict)
    passages: int = 0
    analysed: int = 0
    words: int = 0

    def add(self, stage: str, seconds: float) -> None:
        """Count seconds to a stage."""
        self.seconds[stage] = self.seconds.get(stage, 0.0) + seconds

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count the time of a block to a stage."""
        start = perf_counter()
        try:
            yield
        finally:
            self.add(stage, perf_counter() - start)


def analyse(
    items: Iterable[Article | Failure],
    *,
    jobs: int | None = None,
    model: Path | None = None,
    cache: Cache | None = None,
    stages: Stages | None = None,
) -> Iterator[Analysed | Failure]:
    """Read articles and find their records; failures pass through, and an article that cannot be read becomes one.

    ``jobs`` is the number of processes (default: the cores that may be used). The order of the items is kept.

    Raises:
        ModelError: if the model is missing or broken.
        ProcessError: if one of the processes was ended, by a person or for want of memory.
    """
    jobs = jobs or cores()
    stages = stages if stages is not None else Stages()
    source = iter(items)
    window = _take(source, FEW + 1 if jobs > 1 else WINDOW, stages)
    if jobs == 1 or len(window) <= FEW:
        yield from _analyse(window, source, map, model, cache, stages)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start_worker, gc.get_threshold()) as pool:
        window += _take(source, WINDOW - len(window), stages)
        try:
            yield from _analyse(window, source, pool.map, model, cache, stages)
        except BrokenProcessPool as error:
            raise ProcessError(
                "a process that was reading has been ended, perhaps for want of memory",
                do="What was read till then is safe. Read again, with fewer --jobs where memory is short",
            ) from error
        except BaseException:  # nobody asks any more for what has not begun
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _take(items: Iterator[T], count: int, stages: Stages) -> list[T]:
    with stages.timed("sources"):
        return list(islice(items, count))


@dataclass(frozen=True, slots=True)
class _Window:
    """Articles whose passages are being read: the ``kept`` readings, the ``new`` texts and what comes of them."""

    items: Sequence[Article | Failure]
    passages: Sequence[tuple[Passage, ...]]
    kept: dict[str, Reading]
    new: list[str]
    coming: Iterable[tuple[list[Reading | str], float]]


def _analyse(
    items: Sequence[Article | Failure],
    source: Iterator[Article | Failure],
    run: Callable[..., Iterable[Any]],
    model: Path | None,
    cache: Cache | None,
    stages: Stages,
) -> Iterator[Analysed | Failure]:
    """What comes of a first window of items and of all that follow; the next is begun before one is handed on."""
    window = _begin(items, run, model, cache, stages)
    while window.items:
        readings = _readings(window, stages)
        tasks = [
            (item, ps, [readings[p.text] for p in ps if p.first == p.number])
            for item, ps in zip(window.items, window.passages, strict=True)
        ]
        found = run(_find, tasks)
        if cache:
            with stages.timed("ledger"):
                fresh = {text: reading for text in window.new if isinstance(reading := readings[text], Reading)}
                cache.put(list(fresh), list(fresh.values()))
        following = _begin(_take(source, WINDOW, stages), run, model, cache, stages)
        for item, ps, (records, seconds) in zip(window.items, window.passages, found, strict=True):
            stages.add("finders", seconds)
            if isinstance(item, Failure) or isinstance(records, Failure):
                yield item if isinstance(item, Failure) else records
            else:
                yield Analysed(item, ps, records)
        window = following


def _begin(
    items: Sequence[Article | Failure],
    run: Callable[..., Iterable[Any]],
    model: Path | None,
    cache: Cache | None,
    stages: Stages,
) -> _Window:
    with stages.timed("segment"):
        passages = [segment(item.text) if isinstance(item, Article) else () for item in items]
        texts = list(dict.fromkeys(p.text for ps in passages for p in ps if p.first == p.number))
    with stages.timed("ledger"):
        known = zip(texts, cache.get(texts), strict=True) if cache else ()
        kept = {text: reading for text, reading in known if reading is not None}
    new = [text for text in texts if text not in kept]
    return _Window(items, passages, kept, new, run(partial(_read, model), _batches(new)))


def _readings(window: _Window, stages: Stages) -> dict[str, Reading | str]:
    """The readings of a window's passages, once all are there."""
    readings: dict[str, Reading | str] = {**window.kept}
    for batch, (found, seconds) in zip(_batches(window.new), window.coming, strict=True):
        readings |= zip(batch, found, strict=True)
        stages.add("reader", seconds)
    stages.passages += sum(map(len, window.passages))
    stages.analysed += len(window.new)
    stages.words += sum(len(reading) for text in window.new if isinstance(reading := readings[text], Reading))
    return readings


def _batches(texts: Sequence[str]) -> list[Sequence[str]]:
    return [texts[i : i + BATCH] for i in range(0, len(texts), BATCH)]


def _start_worker(*allocations: int) -> None:
    """Look for garbage as seldom as the process that starts this one does."""
    gc.set_threshold(*allocations)
    # an interrupt is for the main process to answer, which then stops its workers
    signal.signal(signal.SIGINT, signal.SIG_IGN)


_reader = lru_cache(1)(load_reader)
"""The reader of this process, loaded when it has something to read."""


def _read(model: Path | None, texts: Sequence[str]) -> tuple[list[Reading | str], float]:
    """The reading of each passage, or why there is none."""
    reader = _reader(model)
    start = perf_counter()
    out: list[Reading | str] = []
    for text in texts:
        try:
            out.append(reader.read([text])[0])
        except Exception as error:
            out.append(_reason(error))
    return out, perf_counter() - start


def _find(
    task: tuple[Article | Failure, tuple[Passage, ...], list[Reading | str]],
) -> tuple[Records | Failure, float]:
    """The records of an article whose passages have been read; a fault in it never reaches the other articles."""
    item, passages, found = task
    if isinstance(item, Failure):
        return item, 0.0
    start = perf_counter()
    distinct = [passage for passage in passages if passage.first == passage.number]
    readings = [reading for reading in found if isinstance(reading, Reading)]
    if len(readings) < len(found):
        reason = next(reading for reading in found if isinstance(reading, str))
        return Failure(item.source or item.id, SegundoError.code, reason), 0.0
    try:
        records = find(item, passages, join(item.text, distinct, readings))
    except Exception as error:
        return Failure(item.source or item.id, SegundoError.code, _reason(error)), 0.0
    return records, perf_counter() - start


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
