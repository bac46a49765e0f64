"""``python -m evaluation.drawing``: actors drawn by chance, to be judged by who reads them.

    python -m evaluation.drawing LEDGER ARTICLES --count N --seed N [--of PREFIX]

``ARTICLES`` is a file with the id of an article a line; all of them have been read into the ledger. Persons and bodies
are drawn, no two of one name, whose name has something in common with that of an actor of another of these articles: a
word as it may be heard, or one is an acronym of the other's initials. Of these other names up to five are drawn, and up
to two actors of each, so that names that are much used weigh no more than others. An actor that was drawn and judged
before is passed over. Nothing that the ledger says of who is who is looked at. Each line of the output is an object:
``actor``, and ``others``, each as ``[article, kind, name]`` with the words around its first mention.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from evaluation.actors import Named, judged
from segundo.ledger import ActorRow, Filter, Ledger, open_ledger
from segundo.resolve.keys import Key, heard, initials
from segundo.resolve.names import fold

NAMES, EACH = 5, 2
"""Of so many other names so many actors each are drawn."""

BEFORE, BEHIND = 200, 260
"""Characters of the text before and behind the beginning of a mention that are shown."""


def main() -> None:
    """Draw and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.drawing", description=main.__doc__)
    parser.add_argument("ledger", type=Path, help="the ledger in which the articles have been read")
    parser.add_argument("articles", type=Path, help="a file with an article's id a line")
    parser.add_argument("--count", type=int, required=True, metavar="N", help="so many actors")
    parser.add_argument("--seed", type=int, required=True, metavar="N", help="of the chance")
    parser.add_argument("--of", default="", metavar="PREFIX", help="actors of articles whose id begins so")
    given = parser.parse_args()
    with open_ledger(given.ledger) as book:
        texts, actors = _read(book, given.articles.read_text(encoding="utf-8").split())
    drawn = {pair.one for pair in judged()[1]}
    for actor, others in draw([*actors], given.count, given.seed, given.of, drawn):
        shown = [[*other, _around(texts[other[0]], actors[other])] for other in (actor, *others)]
        print(json.dumps({"actor": shown[0], "others": shown[1:]}, ensure_ascii=False))


def draw(
    actors: Iterable[Named], count: int, seed: int, of: str, drawn: Collection[Named] = ()
) -> Iterator[tuple[Named, list[Named]]]:
    """So many actors, of articles whose id begins with ``of``, and with each the actors that it is to be told from.

    Those in ``drawn`` are passed over.
    """
    chance = random.Random(seed)
    known = sorted(actors)
    by_part: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for actor in known:
        for part in _parts(actor):
            by_part[actor[1], part].append(actor)
    names: set[str] = set()
    for actor in chance.sample(known, len(known)):
        article, kind, name = actor
        if len(names) == count:
            return
        alike: dict[str, set[Named]] = defaultdict(set)
        for part in _parts(actor):
            for other in by_part[kind, part]:
                if other[0] != article:
                    alike[other[2]].add(other)
        if not article.startswith(of) or name in names or actor in drawn or not alike:
            continue
        names.add(name)
        some = chance.sample(sorted(alike), min(NAMES, len(alike)))
        yield actor, [
            other for each in some for other in chance.sample(sorted(alike[each]), min(EACH, len(alike[each])))
        ]


def _parts(actor: Named) -> set[str]:
    """What a name may have in common with another one: its words as they may be heard, and its initials."""
    _, kind, name = actor
    words = fold(name)
    return {heard(word, "pt") or word for word in words} | {initials(Key(kind, words)) or words[0]}


def _read(book: Ledger, articles: Iterable[str]) -> tuple[dict[str, str], dict[Named, int]]:
    """The texts of articles, and their persons and bodies with where the first mention of each begins."""
    texts: dict[str, str] = {}
    actors: dict[Named, int] = {}
    for article in articles:
        texts[article] = book.article(article).text
        rows: list[ActorRow] = list(book.actors(Filter(article=article)))
        for row in rows:
            if row.kind in ("person", "organisation"):
                actors.setdefault((article, row.kind, row.name), row.mentions_spans[0][0])
    return texts, actors


def _around(text: str, start: int) -> str:
    return " ".join(f"{text[max(0, start - BEFORE) : start]}»{text[start : start + BEHIND]}".split())


if __name__ == "__main__":
    main()
