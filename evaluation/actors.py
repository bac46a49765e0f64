"""``python -m evaluation.actors``: how well actors of different articles are told to be one.

    python -m evaluation.actors [--ledger FILE] [--errors]

The pairs in ``judged/actors.jsonl``: actors of real articles, drawn by chance, each with actors of other articles that
have a word of the name in common, and whether who read both contexts takes them for one; since the third sample also
why. The rules were adjusted after each sample was measured, and the next was drawn then, since the third of other
articles, since the fourth by ``python -m evaluation.drawing``. The articles are read anew, which takes an hour, or
are taken from a ledger; where that was read or compared by other code than this, that is said. Pairwise: of the pairs
that are found to be one, how many are (precision); of those that are one, how many are found (recall), each with its
range of 95 % (Wilson 1927), were the pairs of one actor independent.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from math import sqrt
from pathlib import Path
from typing import NamedTuple, TypeAlias

from evaluation.conllu import read_treebank
from evaluation.copies import NEWS, load
from evaluation.data import GOLD, SHARED
from segundo.article import Article
from segundo.errors import NotFoundError
from segundo.ledger import ActorRow, Filter, Ledger, open_ledger
from segundo.ledger.rules import VERSION as RULES
from segundo.run import reading_version
from segundo.sources.fields import make_article

JUDGED = Path(__file__).with_name("judged") / "actors.jsonl"
ARTICLES = (NEWS, SHARED / "news" / "mauricio.jsonl", GOLD["dev"])
"""Where the articles are: of an id that several files have, the first one's counts."""

EXTRACTS = SHARED / "treebanks" / "bosque"
"""Where extracts of a Portuguese newspaper are, as sentences of a treebank."""

PORTUGUESE = "CP"
"""How the names of these extracts begin."""

NORMAL = 1.96
"""So many standard deviations hold 95 % of a normal distribution."""

Named: TypeAlias = tuple[str, str, str]
"""An actor: the article's id, the kind, the name."""


class Pair(NamedTuple):
    """Two actors, in which sample they were drawn, and whether they are one."""

    sample: str
    one: Named
    other: Named
    same: bool


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.actors", description=main.__doc__)
    parser.add_argument("--ledger", type=Path, metavar="FILE", help="a ledger in which the articles have been read")
    parser.add_argument("--errors", action="store_true", help="list the pairs that are not as they should be")
    given = parser.parse_args()
    articles, pairs = judged()
    with read(articles) if given.ledger is None else open_ledger(given.ledger) as book:
        for line in stale(book, articles, reading_version()):
            print(f"not by this code: {line}")
        found = identities(book, {side for pair in pairs for side in (pair.one, pair.other)})
    known = [pair for pair in pairs if pair.one in found and pair.other in found]
    print(f"{len(pairs)} pairs, {len(pairs) - len(known)} of actors that were not found")
    for group in (*dict.fromkeys(pair.sample for pair in pairs), "person", "organisation"):
        some = [pair for pair in known if group in (pair.sample, pair.one[1])]
        print(f"{group}: {measures(some, found)}")
    portuguese = [pair for pair in known if pair.one[0].startswith(PORTUGUESE)]
    print(f"of Portugal: {measures(portuguese, found)}")
    print(f"all: {measures(known, found)}")
    if given.errors:
        for pair in known:
            if (found[pair.one] == found[pair.other]) != pair.same:
                print("  parted" if pair.same else "  merged", *pair.one, "|", *pair.other)


def judged() -> tuple[list[str], list[Pair]]:
    """The ids of the articles among which actors were drawn, and the pairs that were judged."""
    first, *lines = map(json.loads, JUDGED.read_text(encoding="utf-8").splitlines())
    pairs = [
        Pair(line["sample"], tuple(line["actor"]), tuple(other), what == "same")
        for line in lines
        for what in ("same", "other")
        for other in line[what]
    ]
    return first["articles"], pairs


def stale(book: Ledger, articles: Collection[str], version: str) -> Iterator[str]:
    """In what a ledger is not as this code would make it, so that the figures are not those of this code.

    ``version`` is that of the reader (:func:`segundo.run.reading_version`).
    """
    wanted = set(articles)
    there = {row.id: row.version for row in book.articles() if row.id in wanted}
    if missing := len(wanted) - len(there):
        yield f"{missing} of {len(wanted)} articles are not in the ledger"
    if others := sum(one != version for one in there.values()):
        yield f"{others} of {len(there)} articles were read by another version of the reader"
    if (counted := book.stats(speakers=False).rules) != RULES:
        yield f"who is who was found by version {counted} of the rules, not {RULES}: `segundo read` finds it anew"


@contextmanager
def read(articles: list[str]) -> Iterator[Ledger]:
    """A ledger of these articles, read and compared."""
    from segundo.run import read_into

    wanted = set(articles)
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "actors.ledger", write=True) as book:
        found = {article.id: article for path in reversed(ARTICLES) for article in load(path)} | extracts()
        read_into(book, [article for article in found.values() if article.id in wanted])
        yield book


def extracts() -> dict[str, Article]:
    """The extracts of the Portuguese newspaper by their names, a paragraph a sentence."""
    sentences: dict[str, list[str]] = defaultdict(list)
    for path in sorted(EXTRACTS.glob("*.conllu")):
        for sentence in read_treebank(path):
            if sentence.document.startswith(PORTUGUESE):
                sentences[sentence.document].append(sentence.text)
    return {
        name: make_article({"id": name, "outlet": "publico.pt", "text": "\n".join(some)}, raw=b"", source=name)
        for name, some in sentences.items()
    }


def identities(book: Ledger, actors: set[Named]) -> dict[Named, str]:
    """Who each actor is, of those that the ledger has."""
    out = {}
    rows: dict[str, list[ActorRow]] = {}
    for article, kind, name in actors:
        if article not in rows:
            rows[article] = list(book.actors(Filter(article=article)))
        for row in rows[article]:
            if (row.kind, row.name) == (kind, name):
                try:
                    out[article, kind, name] = book.identity(row.id).row.id
                except NotFoundError:
                    continue
    return out


def measures(pairs: list[Pair], found: dict[Named, str]) -> str:
    """Precision and recall of the pairs that are found to be one."""
    counts = Counter((found[pair.one] == found[pair.other], pair.same) for pair in pairs)
    right, wrong, missed = counts[True, True], counts[True, False], counts[False, True]
    return f"precision {share(right, right + wrong)}, recall {share(right, right + missed)}"


def share(right: int, pairs: int) -> str:
    """A share of pairs with its range (Wilson's score interval)."""
    if not pairs:
        return "unknown (0 pairs)"
    part, noise = right / pairs, NORMAL**2 / pairs
    middle = (part + noise / 2) / (1 + noise)
    reach = sqrt(part * (1 - part) * noise + noise**2 / 4) / (1 + noise)
    return f"{part:.3f} [{middle - reach:.3f}, {middle + reach:.3f}] ({pairs} pairs)"


if __name__ == "__main__":
    main()
