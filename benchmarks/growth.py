"""What comparing costs as a ledger grows: seconds for each thousand articles, with made reprints of real articles.

python -m benchmarks.growth PATH... [--articles N] [--step N]
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from time import process_time

from segundo.article import Article, Failure
from segundo.ledger import open_ledger
from segundo.records import Records
from segundo.segment import segment
from segundo.sources import read_sources

REPRINTED = 0.2
"""How many of the articles are reprints of an earlier one."""
WORDS = 12
"""Words in a row that a made article takes from a real one."""


def main() -> None:
    """Fill a ledger step by step and print what each step took of the processor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=main.__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--step", type=int, default=1_000)
    given = parser.parse_args()
    real = [item for item in read_sources(given.paths) if not isinstance(item, Failure)]
    source = made(real, given.articles)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "growth.ledger"
        with open_ledger(path, write=True) as book:
            run = book.start_run("benchmark")
            print(f"{'articles':>9} {'writing':>9} {'comparing':>9} {'copies':>9} {'MB':>7}")
            for count in range(given.step, given.articles + 1, given.step):
                start = process_time()
                for _ in range(given.step):
                    article = next(source)
                    book.write(article, segment(article.text), Records(), version="1", run=run)
                written = process_time()
                book.compare()
                compared = process_time()
                pairs = sum(1 for _ in book.copies())
                size = path.stat().st_size / 2**20
                wrote, took = written - start, compared - written
                print(f"{count:9,} {wrote:8.1f}s {took:8.1f}s {pairs:9,} {size:7.1f}", flush=True)


def made(real: Sequence[Article], count: int) -> Iterator[Article]:
    """So many articles, of runs of words from all over the real ones, some of them shortened reprints of others."""
    chance = random.Random(0)
    texts = [article.text.split() for article in real]
    out: list[Article] = []
    for number in range(count):
        if out and chance.random() < REPRINTED:
            copied = chance.choice(out).text.split("\n")
            paragraphs = copied[: max(1, len(copied) * chance.choice((2, 3, 4)) // 4)]
        else:
            paragraphs = [_paragraph(texts, chance) for _ in range(chance.randint(4, 10))]
        text, outlet = "\n".join(paragraphs), f"outlet {number % 50}"
        article = replace(chance.choice(real), id=f"made-{number}", text=text, outlet=outlet, url=None)
        out.append(article)
        yield article


def _paragraph(texts: Sequence[list[str]], chance: random.Random) -> str:
    """A paragraph of a few runs of words."""
    words: list[str] = []
    for text in chance.choices(texts, k=3):
        start = chance.randrange(max(1, len(text) - WORDS))
        words += text[start : start + WORDS]
    return " ".join(words)


if __name__ == "__main__":
    main()
