"""``python -m evaluation.stories``: how well articles are grouped into stories.

    python -m evaluation.stories [--mixed N] [--errors]

The articles of the development data, alone and with N others among them that tell of other things (by default all that
there are). BCubed: for each article, how much of its story as found is of its true story (precision; the articles that
were mixed in count as wrong), and how much of its true story is there (recall).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from evaluation.copies import NEWS, STORIES, compared, load
from segundo.article import Article


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.stories", description=main.__doc__)
    parser.add_argument("--mixed", type=int, metavar="N", help="articles that are mixed in")
    parser.add_argument("--errors", action="store_true", help="list the stories that are not as they should be")
    given = parser.parse_args()
    gold = {row["id"]: row["story"] for row in map(json.loads, STORIES.read_text(encoding="utf-8").splitlines())}
    articles = load(STORIES)
    found = grouped(articles)
    print(f"{len(gold)} articles, {len(set(gold.values()))} stories: {bcubed(gold, found)}", flush=True)
    if given.errors:
        print("\n".join(errors(gold, found)))
    if given.mixed != 0:
        others = load(NEWS)[: given.mixed]
        print(f"with {len(others)} others: {bcubed(gold, grouped([*others, *articles]))}")


def grouped(articles: Sequence[Article]) -> dict[str, str]:
    """The story of each article, as the first article of it."""
    with compared(articles) as book:
        return {row.id: row.story or row.id for row in book.articles()}


def bcubed(gold: Mapping[str, str], found: Mapping[str, str]) -> str:
    """The BCubed measures of the articles that have a true story."""
    clusters = defaultdict(list)
    for article, cluster in found.items():
        clusters[cluster].append(gold.get(article))
    sizes = Counter(gold.values())
    right = {article: Counter(clusters[found[article]])[story] for article, story in gold.items()}
    precision = sum(right[article] / len(clusters[found[article]]) for article in gold) / len(gold)
    recall = sum(right[article] / sizes[story] for article, story in gold.items()) / len(gold)
    return f"F1 {2 * precision * recall / (precision + recall):.3f} (precision {precision:.3f}, recall {recall:.3f})"


def errors(gold: Mapping[str, str], found: Mapping[str, str]) -> Iterator[str]:
    """The stories of which articles are missing, and those that hold articles of several."""
    for what, these, those in (("parted", gold, found), ("merged", found, gold)):
        groups = defaultdict(set)
        for article in gold:
            groups[these[article]].add(those[article])
        yield from (f"  {what}: {group} {sorted(parts)}" for group, parts in sorted(groups.items()) if len(parts) > 1)


if __name__ == "__main__":
    main()
