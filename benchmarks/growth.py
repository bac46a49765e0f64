"""What comparing costs as a ledger grows: the processor's time to add articles with all their records, by stage.

python -m benchmarks.growth LEDGER... [--sizes N,N] [--add N] [--read PATH] [--keep FOLDER] [--plot SVG]
python -m benchmarks.growth LEDGER... --into LEDGER... [--read PATH] [--plot SVG]
python -m benchmarks.growth LEDGER... --copies N,N [--near]

With ``--into`` the articles of the ledgers are added, as they are, to an empty ledger and to copies of others: real
ones to real ones, of which no name is changed. Otherwise the ledgers' real articles, cut to 300 words, are the base,
which is multiplied to each size (see :mod:`benchmarks.multiplying`); then new ones are added. ``--read`` reads real
articles for comparison. With ``--copies`` one article is added so often to an empty ledger, by as many outlets; with
``--near`` each copy has another word changed.
"""

from __future__ import annotations

import argparse
import gc
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.multiplying import Item, base, changes_of, copy_file, letters, multiply, new
from segundo.article import Article
from segundo.cli import ALLOCATIONS
from segundo.ledger import Ledger, open_ledger
from segundo.ledger.comparing import COMPARISONS
from segundo.ledger.opening import MEMORY
from segundo.pipeline import extract
from segundo.reader import load_reader
from segundo.run.into import TOGETHER
from segundo.segment import segment
from segundo.sources import read_sources

MEAN = 300
"""Words of an article of a multiplied ledger."""

NEW = 1_000_000
"""The number of copy that the new articles have: no ledger is multiplied so often."""

_LONG = re.compile(r"[a-z]{6,}")


def main() -> None:
    """Print what a thousand articles cost at each size, and draw it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=main.__doc__)
    parser.add_argument("ledgers", nargs="+", type=Path)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--into", nargs="+", type=Path, help="ledgers to add to, instead of multiplied ones")
    parser.add_argument("--copies", help="instead, so many copies of one article in an empty ledger")
    parser.add_argument("--near", action="store_true", help="copies each of which has a word of its own")
    parser.add_argument("--add", type=int, default=1000)
    parser.add_argument("--read", type=Path, help="a file of real articles")
    parser.add_argument("--keep", type=Path, help="a folder for the multiplied ledgers, to be used again")
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args()
    gc.set_threshold(ALLOCATIONS)
    costs, words = _into(given.ledgers, given.into) if given.into else (_multiplied(given), MEAN)
    if given.read:
        costs["reading"] = {"reading": 1000 * words * _reading(given.read, given.add)}
        _print("reading", costs["reading"])
    if given.plot:
        given.plot.write_text(plot(costs), encoding="utf-8")


def _into(ledgers: Sequence[Path], into: Sequence[Path]) -> tuple[dict[str, Mapping[str, float]], float]:
    """What it costs to add the articles of ledgers to each of others, and how many words these have in the mean."""
    items: list[Item] = []
    for path in ledgers:
        with open_ledger(path) as book:
            ids = [row.id for row in book.articles()]
            items += [Item(book.article(each), book.passages(each), book.records(each)) for each in ids]
    with open_ledger(MEMORY, write=True) as book:  # what is loaded once is no cost of the first size
        cost(book, items[:2])
    costs: dict[str, Mapping[str, float]] = {}
    sources: list[Path | None] = [None, *into]
    for source in sources:
        with tempfile.TemporaryDirectory() as scratch:
            there = Path(scratch) / "grown.ledger"
            if source:
                copy_file(source, there)
            with open_ledger(there, write=True) as book:
                size = f"{book.stats().articles:,}"
                costs[size] = cost(book, items)
        _print(size, costs[size])
    return costs, sum(len(item.article.text.split()) for item in items) / len(items)


def _multiplied(given: argparse.Namespace) -> dict[str, Mapping[str, float]]:
    """What new articles cost in multiplied ledgers."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        real = folder / "base.ledger"
        if not real.exists():
            base(given.ledgers, real)
        with open_ledger(real) as book:
            items = list(new(book, changes_of(book), given.add, NEW))
        costs: dict[str, Mapping[str, float]] = {}
        for size in map(int, (given.copies or f"0,{given.sizes}").split(",")):
            path = Path(scratch) / f"{size}.ledger"
            if given.copies:
                added: Sequence[Item] = _copies(items[0], size, near=given.near)
            else:
                added = items
                _fill(real, folder / f"{size}.ledger", path, size)
            with open_ledger(path, write=True) as book:
                costs[f"{size:,}"] = cost(book, added)
            _print(f"{size:,}", costs[f"{size:,}"])
            path.unlink()
    return costs


def cost(book: Ledger, items: Sequence[Item]) -> dict[str, float]:
    """The milliseconds of the processor that an article takes in each stage."""
    run = book.start_run("benchmark")
    gc.freeze()  # a run does not hold all its articles, and need not look through them for garbage
    start = process_time()
    for first in range(0, len(items), TOGETHER):
        book.write_all(items[first : first + TOGETHER], version="benchmark", run=run)
    laps = [("writing", process_time())]
    book.compare(lambda stage: laps.append((stage, process_time())))
    out = {}
    for stage, end in laps:
        out[stage] = 1000 * (end - start) / len(items)
        start = end
    return out


def plot(costs: Mapping[str, Mapping[str, float]]) -> str:
    """The costs at each size as SVG: a bar for each, and a line where a tenth of reading is."""
    import vl_convert

    names = ["writing", *(step.name for step in COMPARISONS)]
    values = [
        {"articles": size, "stage": name, "ms": round(ms, 2), "order": order}
        for size, stages in costs.items()
        if size != "reading"
        for order, (name, ms) in enumerate(stages.items())
    ]
    bars: dict[str, Any] = {
        "mark": {"type": "bar"},
        "encoding": {
            "y": {"field": "articles", "type": "nominal", "title": "articles there", "sort": None},
            "x": {"field": "ms", "type": "quantitative", "title": "ms of one processor for an article that is added"},
            "color": {"field": "stage", "type": "nominal", "title": None, "sort": names},
            "order": {"field": "order"},
        },
    }
    layers = [bars]
    if "reading" in costs:
        tenth = costs["reading"]["reading"] / 10
        layers.append({
            "data": {"values": [{"ms": tenth}]},
            "mark": {"type": "rule", "strokeDash": [4, 4]},
            "encoding": {"x": {"field": "ms", "type": "quantitative"}},
        })  # fmt: skip
    svg: str = vl_convert.vegalite_to_svg({
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": values},
        "width": 420,
        "height": {"step": 34},
        "layer": layers,
        "config": {"background": "white"},
    })  # fmt: skip
    return svg


def _fill(real: Path, kept: Path, path: Path, size: int) -> None:
    """Make a ledger of a size at a path, by way of one that is kept."""
    if not size:
        return
    if not kept.exists():
        with open_ledger(real) as book:
            have = book.count("articles")
        multiply(real, kept, -(-size // have))
    copy_file(kept, path)


def _copies(item: Item, count: int, *, near: bool) -> list[Item]:
    """So many copies of an article, each of another outlet; if ``near``, all but the first with another word."""
    article, passages, records = item
    copies = [replace(article, id=f"copy-{number}", outlet=f"outlet {number}", url=None) for number in range(count)]
    if not near:
        return [Item(copy, passages, records) for copy in copies]
    texts = [_changed(article.text, number) if number else article.text for number in range(count)]
    return [Item(replace(copy, text=text), segment(text), records) for copy, text in zip(copies, texts, strict=True)]


def _changed(text: str, number: int) -> str:
    """A text with one long word changed into another one of as many letters, so that all else stands where it stood."""
    words = list(_LONG.finditer(text))
    word = words[number * len(words) // 7 % len(words)]
    return text[: word.start()] + word[0].translate(letters(number)) + text[word.end() :]


def _reading(path: Path, count: int) -> float:
    """The seconds of the processor that a word takes to be read: the reader and the finders."""
    reader, words, spent = load_reader(), 0, 0.0
    for article in islice(_articles(path), min(count, 30)):
        start = process_time()
        extract(article, reader)
        spent += process_time() - start
        words += len(article.text.split())
    return spent / words


def _articles(path: Path) -> Iterable[Article]:
    return (item for item in read_sources([path]) if isinstance(item, Article))


def _print(size: str, stages: Mapping[str, float]) -> None:
    parts = ", ".join(f"{stage} {ms:.1f}" for stage, ms in stages.items())
    print(f"{size:>9} {sum(stages.values()):7.1f} ms an article: {parts}", flush=True)


if __name__ == "__main__":
    main()
