"""How fast the pages answer: eight readers at once, while a writer adds articles, over a ledger of any size.

python -m benchmarks.pages LEDGER [--articles N] [--seconds N] [--readers N] [--look N] [--keep PATH]

Each page is asked for alone first, and the processor time of the server is taken; then by all readers at once, who ask
without a pause or, with --look, look at each page for some seconds before they ask for the next.

A ledger that was read from real articles is copied so often that it has N articles. In each copy the names have other
letters, days and ids are others too, so that actors, stories and searches grow as they would with other news.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.client import HTTPConnection
from itertools import count, islice
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import TypeAlias
from urllib.parse import urlencode

from benchmarks.multiplying import aside, copy_file, derive_names, enter_copies, letters
from segundo.errors import NotFoundError
from segundo.ledger import Filter, Ledger, open_ledger, tallying
from segundo.segment import fold

_NAME = re.compile(r"\b[A-ZÀ-Ý]\w+")
_KEPT = {
    "runs", "failures", "readings", "rules", "settled", "corrections", "found", "orphans", "pairs",
    "spellings", "spelling_words", "moments", "ranks", "moved", "stirred", "repeated", "regrouped", "tallies",
    "told",
}  # fmt: skip
"""Tables that are not copied: what was done, and what triggers fill."""
_ARTICLE = {
    ("articles", "number"), ("copies", "earlier"), ("copies", "later"), ("texts", "original"), ("texts", "parent"),
    ("profiles", "node"), ("profiles", "parent"), ("profiles", "root"), ("casts", "story"),
    ("texts", "first"), ("profiles", "first"),
}  # fmt: skip
_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "passages.id": ("passages.id",),
    "statements.number": ("statements.number", "sayings.node", "sayings.parent", "sayings.root", "phrases.statement"),
    "names.number": ("names.number", "name_words.name", "uses.name", "calls.name", "calls.fuller", "bearers.name"),
    "bearers.node": (
        "bearers.node", "bearers.parent", "bearers.tree", "bearers.root", "uses.node", "calls.node", "doubts.one",
        "doubts.other",
    ),
}  # fmt: skip
"""Numbers that are counted up from the greatest there is, and where they stand."""
_SEARCHING = "type = 'index' OR type = 'trigger' AND (tbl_name IN ('times', 'passages') OR sql LIKE '%_fts%')"
"""Indexes, and triggers that search."""
_IDS = {"id", "first_id", "when_id", "actor_id", "according_to"}
_RENAMED = {
    "title", "text", "byline", "name", "speaker", "content", "source", "on_behalf_of", "actor", "target", "place",
    "organisation", "mentions", "what",
}  # fmt: skip
"""Texts in which words with a capital are changed."""
_CHANGED = {"profiles.terms", "keys.stem", "name_words.word", "amounts.counted", "amounts.narrow", "series.words"}
"""Texts in which all words are."""


TRIES = 8
"""Requests of which the mean is taken."""


def multiply(ledger: Path, to: Path, times: int) -> None:
    """Make a ledger that is another one so many times."""
    copy_file(ledger, to)
    open_ledger(to, write=True).close()  # brings it up to date
    connection = sqlite3.connect(to, isolation_level=None)
    # Should this be stopped, the copy is thrown away; nothing need be kept safe meanwhile.
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"):
        connection.execute(f"PRAGMA {setting}")
    connection.create_function("renamed", 2, _renamed, deterministic=True)
    connection.create_function("changed", 2, _changed, deterministic=True)
    connection.create_function("fold", 1, lambda text: text and fold(text), deterministic=True)
    tables = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'"
        " AND name NOT LIKE 'sqlite%' ORDER BY rowid"
    ) if name not in _KEPT]  # fmt: skip
    with aside(connection, _SEARCHING):
        enter_copies(connection, ledger, times, tables, ("articles.number", *_NUMBERS), _value)
    derive_names(connection)
    for table in ("passages_fts", "statements_fts"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    tallying.count_anew(connection)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _value(table: str, name: str, names: Sequence[str], greatest: Mapping[str, int]) -> str:
    """The SQL of a column's value in the copy ``:copy``."""
    if name == "article" or (table, name) in _ARTICLE:
        return f"{name} + :copy * {greatest['articles.number']}"
    for of, where in _NUMBERS.items():
        if f"{table}.{name}" in where:
            return f"{name} + :copy * {greatest[of]}"
    if table == "articles" and name == "id":
        return "id || '~' || :copy"
    if table == "articles" and name == "published":
        return "date(published, :copy || ' days')"
    if name == "day" and table != "casts":
        return "day + :copy * (day > 0)"
    if name == "line":
        return "iif(line > 0, line - 7919 * :copy, line + 7919 * :copy)"
    if name in ("mark", "same", "fingerprint"):
        return f"{name} + 7919 * :copy" if name != "fingerprint" else f"iif({name} = '', '', {name} || :copy)"
    if f"{table}.{name}" in _CHANGED:
        return f"changed({name}, :copy)"
    if (table, name) == ("names", "words"):
        return "changed(words, :copy) || ' ' || :copy"
    if table in ("amounts", "deeds") and name in ("node", "parent", "root"):
        return f"substr({name}, 1, 10) || printf('%06x', :copy)"
    if name in _IDS or f"{table}.{name}" in ("uses.actor", "calls.actor", "bearers.first"):
        return f"substr({name}, 1, 10) || printf('%06x', :copy)"
    if name.endswith("_folded") and name.removesuffix("_folded") in names and name != "outlet_folded":
        return f"fold(renamed({name.removesuffix('_folded')}, :copy))"
    return f'renamed("{name}", :copy)' if name in _RENAMED else f'"{name}"'


def _renamed(text: str | None, number: int) -> str | None:
    """A text whose capitalised words have other consonants, as many letters as before."""
    return text and _NAME.sub(lambda word: word[0].translate(letters(number)), text)


def _changed(text: str | None, number: int) -> str | None:
    return text and text.translate(letters(number))


def main() -> None:
    """Fill a ledger, serve it, read all pages at once with others while articles are added, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=main.__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--articles", type=int, help="copy the ledger so often that it has so many")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--look", type=float, default=0.0, metavar="SECONDS", help="how long a page is looked at")
    parser.add_argument("--quiet", action="store_true", help="no writer")
    parser.add_argument("--keep", type=Path, metavar="PATH", help="where the filled ledger is kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "pages.ledger"
        if not path.exists():
            with open_ledger(given.ledger) as book:
                articles = book.stats().articles
            multiply(given.ledger, path, -(-(given.articles or articles) // articles))
        with _served(path) as (port, server):
            pages = _pages(path)
            alone = {name: _alone(port, server, ask) for name, ask in pages.items()}
            before = _processor(server)
            measured = _read_all(path, port, pages, given.readers, given.seconds, given.look, writes=not given.quiet)
            spent = _processor(server) - before
    print(f"{'page':26} {'alone: processor':>16} {'wall':>6}   {'together: times':>15} {'median':>7} {'99 %':>7}   ms")
    for page, times in measured.items():
        processor, wall = alone[page]
        first = f"{page:26} {1000 * processor:16.0f} {1000 * wall:6.0f}"
        print(f"{first}   {len(times):15} {1000 * median(times):7.0f} {1000 * _last(times):7.0f}")
    everything = [each for times in measured.values() for each in times]
    print(f"all pages: median {1000 * median(everything):.0f} ms, 99 % {1000 * _last(everything):.0f} ms")
    print(f"processor time of a request: {1000 * spent / len(everything):.0f} ms")


def _last(times: Sequence[float]) -> float:
    """The 99th percentile."""
    return quantiles(times, n=100, method="inclusive")[-1] if len(times) > 1 else times[0]


@contextmanager
def _served(path: Path) -> Iterator[tuple[int, int]]:
    """The ledger, served by another process: its port and the number of the process."""
    command = [sys.executable, "-m", "segundo", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = server.stdout.readline() if server.stdout else ""
            yield int(address.rstrip("/\n").rpartition(":")[2]), server.pid
        finally:
            server.terminate()


def _of_series(book: Ledger) -> Iterator[str]:
    """Figures that stand in a series, without looking for all series."""
    for figure in book.figures(Filter(kind="killed", limit=500)):
        with suppress(NotFoundError):
            if len(book.points(figure.id)) > 1:
                yield figure.id


Ask: TypeAlias = Callable[[random.Random], tuple[str, str, str | None]]
"""Gives a request: method, address, body."""


def _pages(path: Path) -> dict[str, Ask]:
    """For each page what gives a request for it."""
    with open_ledger(path) as book:
        articles = [row.id for row in book.articles(Filter(limit=200, offset=50))]
        stats = book.stats()
        speakers = [name for name, _ in stats.speakers]
        outlets = [name for name, _ in stats.outlets[:3] if name]
        actors = [row.id for row in book.identities(Filter(limit=50))]
        series = list(islice(_of_series(book), 24))
        stories = [row.id for row in book.stories(Filter(limit=50))]
        text = " ".join(book.article(articles[0]).text.split()[:500])
    words = ("governo", "presidente", "feridos", "acordo", "eleições", "polícia")

    def get(path: str, **values: Sequence[str]) -> Ask:
        def ask(chance: random.Random) -> tuple[str, str, str | None]:
            chosen = {name: chance.choice(among) for name, among in values.items()}
            return "GET", f"{path}?{urlencode(chosen)}" if chosen else path, None

        return ask

    return {
        "/": get("/"),
        "/statements": get("/statements"),
        "/statements?content": get("/statements", content=words),
        "/statements?speaker": get("/statements", speaker=speakers),
        "/statements?act": get("/statements", act=("deny", "promise", "ask")),
        "/figures": get("/figures"),
        "/figures?kind": get("/figures", kind=("killed", "money")),
        "/series": get("/series"),
        "/series?id": get("/series", id=series),
        "/changes?actor": get("/changes", actor=speakers, about=words),
        "/events": get("/events"),
        "/timeline": get("/timeline"),
        "/events?when": get("/events", when_since=("1990", "2010"), when_until=("1999", "2013")),
        "/events?status": get("/events", status=("denied", "planned")),
        "/actors": get("/actors"),
        "/actors?speaker": get("/actors", speaker=speakers),
        "/actors?outlet": get("/actors", outlet=outlets),
        "/actors?since&until": get("/actors", since=("2015-01", "2015-06"), until=("2015-09", "2015-12")),
        "/actor": get("/actor", id=actors),
        "/articles": get("/articles"),
        "/articles?text": get("/articles", text=words),
        "/article": get("/article", id=articles),
        "/stories": get("/stories"),
        "/stories?text": get("/stories", text=words),
        "/story": get("/story", id=stories),
        "/review": get("/review"),
        "/review/actors": get("/review/actors"),
        "/counting": get("/counting"),
        "/about": get("/about"),
        "POST /read, 500 words": lambda _: ("POST", "/read", urlencode({"text": text, "published": "2015-09-03"})),
    }


def _processor(server: int) -> float:
    """The processor time in seconds of a process and of those that it started, as Linux tells it."""
    spent = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # one that has ended meanwhile
            fields = stat.read_text().rpartition(")")[2].split()
            if server in (int(stat.parent.name), int(fields[1])):
                spent += int(fields[11]) + int(fields[12])
    return spent / os.sysconf("SC_CLK_TCK")


def _alone(port: int, server: int, ask: Ask) -> tuple[float, float]:
    """The processor time and the wall time of a request in seconds, while nobody else asks: of several the mean."""
    _asked(port, *ask(random.Random(0)))  # once for what is made at the first request
    chance = random.Random(1)
    before = _processor(server)
    walls = [_asked(port, *ask(chance)) for _ in range(TRIES)]
    return (_processor(server) - before) / TRIES, sum(walls) / TRIES


def _read_all(
    path: Path, port: int, pages: Mapping[str, Ask], readers: int, seconds: float, look: float, *, writes: bool
) -> dict[str, list[float]]:
    """The seconds that each request took, by page."""
    times = defaultdict[str, list[float]](list)
    end = perf_counter() + seconds

    def read(number: int) -> None:
        chance = random.Random(number)
        names = list(pages)
        sleep(chance.random() * look)
        for turn in count(number * len(names) // readers):
            if perf_counter() > end:
                return
            name = names[turn % len(names)]
            times[name].append(_asked(port, *pages[name](chance)))
            sleep(look)

    over = get_context("spawn").Event()
    writer = get_context("spawn").Process(target=_write, args=(path, over))
    if writes:
        writer.start()
    with ThreadPoolExecutor(readers) as threads:
        for each in [threads.submit(read, number) for number in range(readers)]:
            each.result()
    over.set()
    if writes:
        writer.join()
    return {name: times[name] for name in pages if times[name]}


def _asked(port: int, method: str, address: str, body: str | None) -> float:
    start = perf_counter()
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    headers = {"content-type": "application/x-www-form-urlencoded"} if body else {}
    connection.request(method, address, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{address} was answered by {answer.status}")
    return perf_counter() - start


def _write(path: Path, over: Event) -> None:
    """Add articles one by one, as a run does, until it is over."""
    with open_ledger(path, write=True) as book:
        run, written = book.start_run("benchmark"), 0
        ids = [row.id for row in book.articles(Filter(limit=64))]
        while not over.is_set():
            article = book.article(ids[written % len(ids)])
            new = replace(article, id=f"new-{path.stat().st_size}-{written}")
            book.write(new, book.passages(article.id), book.records(article.id), version="benchmark", run=run)
            written += 1
            if written % 16 == 0:
                book.compare()
            over.wait(0.1)
    print(f"{written} articles were added meanwhile", file=sys.stderr)


if __name__ == "__main__":
    main()
