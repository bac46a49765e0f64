"""How fast the pages answer: eight readers at once, while a writer adds articles, over a ledger of any size.

python -m benchmarks.pages LEDGER [--articles N] [--seconds N] [--readers N] [--keep PATH]

A ledger that was read from real articles is copied so often that it has N articles. In each copy the names have other
letters, days and ids are others too, so that actors, stories and searches grow as they would with other news.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http.client import HTTPConnection
from itertools import count
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from urllib.parse import urlencode

from segundo.ledger import Filter, open_ledger
from segundo.segment import fold

_NAME = re.compile(r"\b[A-ZÀ-Ý]\w+")
_CONSONANTS = "bcdfghjklmnpqrstvxz"
_KEPT = {"runs", "failures", "readings", "rules", "settled"}
_ARTICLE = {
    ("articles", "number"), ("copies", "earlier"), ("copies", "later"), ("texts", "original"), ("profiles", "node"),
    ("profiles", "parent"), ("profiles", "root"), ("casts", "story"),
}  # fmt: skip
_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "passages.id": ("passages.id",),
    "statements.number": ("statements.number", "sayings.node", "sayings.parent", "sayings.root", "phrases.statement"),
    "names.number": ("names.number", "name_words.name", "uses.name", "calls.name", "bearers.name"),
    "bearers.node": (
        "bearers.node", "bearers.parent", "bearers.tree", "bearers.root", "uses.node", "doubts.one", "doubts.other",
    ),
}  # fmt: skip
"""Numbers that are counted up from the greatest there is, and where they stand."""
_IDS = {"id", "first_id", "when_id", "actor_id", "according_to"}
_RENAMED = {
    "title", "text", "byline", "name", "speaker", "content", "source", "on_behalf_of", "actor", "target", "place",
    "organisation", "mentions", "what",
}  # fmt: skip
"""Texts in which words with a capital are changed."""
_CHANGED = {"profiles.terms", "keys.stem", "name_words.word", "amounts.counted", "amounts.narrow"}
"""Texts in which all words are."""


def multiply(path: Path, times: int) -> None:
    """Bring a ledger to so many times its size."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.create_function("renamed", 2, _renamed, deterministic=True)
    connection.create_function("changed", 2, _changed, deterministic=True)
    connection.create_function("fold", 1, lambda text: text and fold(text), deterministic=True)
    tables = [name for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%'"
    ) if name not in _KEPT]  # fmt: skip
    columns = {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in tables}
    greatest = {
        of: connection.execute(f"SELECT max({of.split('.')[1]}) FROM {of.split('.')[0]}").fetchone()[0]
        for of in ("articles.number", *_NUMBERS) if of.split(".")[0] in columns
    }  # fmt: skip
    for each in range(1, times):
        connection.execute("BEGIN")
        for table, names in columns.items():
            values = ", ".join(_value(table, name, names, greatest) for name in names)
            own = f"{table}.rowid" if table in ("articles", "passages") else names[0]
            first = greatest["articles.number"]
            only = f" WHERE number <= {first}" if table == "articles" else _originals(table, names, greatest)
            listed = ", ".join(f'"{name}"' for name in names)
            connection.execute(
                f"INSERT OR REPLACE INTO {table} ({listed}) SELECT {values} FROM {table}{only} ORDER BY {own}",
                {"k": each},
            )
        connection.execute("COMMIT")
    connection.execute("PRAGMA optimize")
    connection.close()


def _originals(table: str, names: Sequence[str], greatest: Mapping[str, int]) -> str:
    """The condition that a row is of the ledger that is copied."""
    for of, where in (("articles.number", [f"{t}.{c}" for t, c in _ARTICLE]), *_NUMBERS.items()):
        for name in names:
            if f"{table}.{name}" in where or (of == "articles.number" and name == "article"):
                return f" WHERE {name} <= {greatest[of]}"
    return " WHERE node IN (SELECT id FROM {} WHERE article <= {})".format(
        {"amounts": "figures", "deeds": "events"}[table], greatest["articles.number"]
    )


def _value(table: str, name: str, names: Sequence[str], greatest: Mapping[str, int]) -> str:
    """The SQL of a column's value in the copy ``:k``."""
    if name == "article" or (table, name) in _ARTICLE:
        return f"{name} + :k * {greatest['articles.number']}"
    for of, where in _NUMBERS.items():
        if f"{table}.{name}" in where:
            return f"{name} + :k * {greatest[of]}"
    if table == "articles" and name == "id":
        return "id || '~' || :k"
    if table == "articles" and name == "published":
        return "date(published, :k || ' days')"
    if name == "day":
        return "day + :k * (day > 0)"
    if name in ("mark", "fingerprint"):
        return f"{name} + 7919 * :k" if name == "mark" else f"iif({name} = '', '', {name} || :k)"
    if f"{table}.{name}" in _CHANGED:
        return f"changed({name}, :k)"
    if (table, name) == ("names", "words"):
        return "changed(words, :k) || ' ' || :k"
    if table in ("amounts", "deeds") and name in ("node", "parent", "root"):
        return f"substr({name}, 1, 10) || printf('%06x', :k)"
    if name in _IDS or f"{table}.{name}" in ("uses.actor", "calls.actor", "bearers.first"):
        return f"substr({name}, 1, 10) || printf('%06x', :k)"
    if name.endswith("_folded") and name.removesuffix("_folded") in names and name != "outlet_folded":
        return f"fold(renamed({name.removesuffix('_folded')}, :k))"
    return f'renamed("{name}", :k)' if name in _RENAMED else f'"{name}"'


def _renamed(text: str | None, number: int) -> str | None:
    """A text whose capitalised words have other consonants, as many letters as before."""
    return text and _NAME.sub(lambda word: word[0].translate(_letters(number)), text)


def _changed(text: str | None, number: int) -> str | None:
    return text and text.translate(_letters(number))


@cache
def _letters(number: int) -> dict[int, int]:
    others = "".join(random.Random(number).sample(_CONSONANTS, len(_CONSONANTS)))
    return str.maketrans(_CONSONANTS + _CONSONANTS.upper(), others + others.upper())


def main() -> None:
    """Fill a ledger, serve it, read all pages at once with others while articles are added, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=main.__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--articles", type=int, help="copy the ledger so often that it has so many")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--alone", action="store_true", help="no writer")
    parser.add_argument("--keep", type=Path, metavar="PATH", help="where the filled ledger is kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "pages.ledger"
        if not path.exists():
            _copy(given.ledger, path)
            with open_ledger(path) as book:
                articles = book.stats().articles
            multiply(path, -(-(given.articles or articles) // articles))
        with _served(path) as port:
            measured = _read_all(path, port, given.readers, given.seconds, writes=not given.alone)
    print(f"{'page':28} {'times':>6} {'median':>8} {'99 %':>8}   ms")
    for page, times in measured.items():
        print(f"{page:28} {len(times):6} {1000 * median(times):8.0f} {1000 * _last(times):8.0f}")


def _last(times: Sequence[float]) -> float:
    """The 99th percentile."""
    return quantiles(times, n=100, method="inclusive")[-1] if len(times) > 1 else times[0]


def _copy(ledger: Path, to: Path) -> None:
    source, target = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True), sqlite3.connect(to)
    source.backup(target)
    target.execute("PRAGMA journal_mode = WAL")
    source.close()
    target.close()


@contextmanager
def _served(path: Path) -> Iterator[int]:
    """The ledger, served by another process: its port."""
    command = [sys.executable, "-m", "segundo", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            address = server.stdout.readline() if server.stdout else ""
            yield int(address.rstrip("/\n").rpartition(":")[2])
        finally:
            server.terminate()


def _pages(path: Path) -> dict[str, Callable[[random.Random], tuple[str, str, str | None]]]:
    """For each page a function that gives a request for it: method, address, body."""
    with open_ledger(path) as book:
        articles = [row.id for row in book.articles(Filter(limit=200, offset=50))]
        speakers = [name for name, _ in book.stats().speakers]
        actors = [row.id for row in book.identities(Filter(limit=50))]
        series = [row.id for row in book.series()[:50]]
        stories = [row.id for row in book.stories(Filter(limit=50))]
        text = " ".join(book.article(articles[0]).text.split()[:500])
    words = ("governo", "presidente", "feridos", "acordo", "eleições", "polícia")

    def get(path: str, **values: Sequence[str]) -> Callable[[random.Random], tuple[str, str, str | None]]:
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
        "/events?status": get("/events", status=("denied", "planned")),
        "/actors": get("/actors"),
        "/actors?speaker": get("/actors", speaker=speakers),
        "/actor": get("/actor", id=actors),
        "/articles": get("/articles"),
        "/articles?text": get("/articles", text=words),
        "/article": get("/article", id=articles),
        "/stories": get("/stories"),
        "/stories?text": get("/stories", text=words),
        "/story": get("/story", id=stories),
        "/counting": get("/counting"),
        "/about": get("/about"),
        "POST /read, 500 words": lambda _: ("POST", "/read", urlencode({"text": text, "published": "2015-09-03"})),
    }


def _read_all(path: Path, port: int, readers: int, seconds: float, *, writes: bool) -> dict[str, list[float]]:
    """The seconds that each request took, by page."""
    pages, times = _pages(path), defaultdict[str, list[float]](list)
    end = perf_counter() + seconds

    def read(number: int) -> None:
        chance = random.Random(number)
        names = list(pages)
        for turn in count(number):
            if perf_counter() > end:
                return
            name = names[turn % len(names)]
            method, address, body = pages[name](chance)
            took = _asked(port, method, address, body)
            times[name].append(took)

    for name in pages:  # once for what is made at the first request
        _asked(port, *pages[name](random.Random(0)))
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
