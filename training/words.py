"""Count in how many articles each word stands: ``python -m training.words``.

The table tells telling words from common ones when articles are grouped into stories. It has the stems that
:mod:`segundo.repeats.stories` looks at, those of a few articles left out, by their number of articles.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

from evaluation.data import SHARED
from segundo.article import Article
from segundo.repeats.stories import stems
from segundo.sources import read_sources

OUT = Path(__file__).resolve().parent.parent / "src/segundo/languages/pt/word_frequencies.json"
NEWS = ("fakebr.jsonl", "mauricio.jsonl")
RAREST = 4


def main() -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    articles = 0
    for item in read_sources([SHARED / "news" / name for name in NEWS]):
        if isinstance(item, Article):
            articles += 1
            counts.update({stem for stem, _ in stems(item.text)})
    by_count: dict[int, list[str]] = defaultdict(list)
    for stem, count in counts.items():
        if count >= RAREST:
            by_count[count].append(stem)
    lines = [
        f'"{count}": {json.dumps(" ".join(sorted(by_count[count])), ensure_ascii=False)}' for count in sorted(by_count)
    ]
    OUT.write_text(f'{{\n"articles": {articles},\n"stems": {{\n' + ",\n".join(lines) + "\n}\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
