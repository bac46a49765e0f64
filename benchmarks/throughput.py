"""Articles a second from files to a ledger, the share of each stage, and the memory that it takes.

    python -m benchmarks.throughput PATH... [--articles N] [--jobs N]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from itertools import islice
from pathlib import Path
from time import perf_counter

from segundo.article import Article
from segundo.cli.summary import summary
from segundo.ledger import open_ledger
from segundo.run import read_into
from segundo.sources import read_sources

ARTICLE = 300
"""Words of the article that speeds are given in."""


def main() -> None:
    """Read articles into a new ledger and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.throughput", description=main.__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, help="read so many articles at most")
    parser.add_argument("--jobs", type=int)
    given = parser.parse_args()
    items = list(islice(read_sources(given.paths), given.articles))
    words = sum(len(item.text.split()) for item in items if isinstance(item, Article))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "benchmark.ledger"
        with open_ledger(path, write=True) as ledger:
            start = perf_counter()
            result = read_into(ledger, items, jobs=given.jobs)
            seconds = perf_counter() - start
        size = path.stat().st_size
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, workers = (resource.getrusage(who).ru_maxrss / 1024 for who in whose)
    print(summary(result))
    print(
        f"{seconds:.1f} s: {words / seconds:,.0f} words a second, {words / seconds / ARTICLE:.1f} articles of {ARTICLE}"
        f" words a second; peak memory {own:.0f} MB and {workers:.0f} MB in the largest worker;"
        f" {size / max(1, words) * ARTICLE / 1024:.1f} KB of ledger an article"
    )


if __name__ == "__main__":
    main()
