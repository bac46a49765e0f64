"""Silver: news read by the product, to teach the network's statement and event layers before they see gold.

Only Fake.Br's real articles are taken (published for research); those of the gold sets are left out. Texts are cut
after a sentence, since leads say most, and many articles teach more than long ones. What is said wrongly weighs less
than gold: see ``training/train.py``.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

from evaluation.data import load
from segundo.article import Failure
from segundo.export.gold import to_gold
from segundo.run import analyse
from segundo.sources import read_sources

ARTICLES = 3600
LONGEST = 2600
"""Code points of an article that are read."""
SEED = 1
_END = re.compile(r"[.!?”\"](?=\s)|\n")


def cut(text: str, longest: int = LONGEST) -> str:
    """The beginning of a text, up to the last end of a sentence before ``longest`` code points."""
    if len(text) <= longest:
        return text
    ends = [match.end() for match in _END.finditer(text, 0, longest)]
    return text[: ends[-1] if ends else longest].rstrip()


def make_silver(shared: Path, folder: Path, count: int = ARTICLES) -> Path:
    """Write ``silver.jsonl``, in the gold form, to ``folder``, unless it is there; the seed alone draws the sample."""
    out = folder / "silver.jsonl"
    if out.exists():
        return out
    folder.mkdir(parents=True, exist_ok=True)
    known = {article["id"] for name in ("train", "dev") for article in load(name)}
    with (shared / "news" / "fakebr.jsonl").open(encoding="utf-8") as lines:
        articles = [article for article in map(json.loads, lines) if article["id"] not in known]
    sample = random.Random(SEED).sample(articles, min(count, len(articles)))
    chosen = folder / "chosen.jsonl"
    with chosen.open("w", encoding="utf-8") as lines:
        for article in sample:
            lines.write(json.dumps(article | {"text": cut(article["text"])}, ensure_ascii=False) + "\n")
    new = out.with_suffix(".new")
    with new.open("w", encoding="utf-8") as lines:
        for item in analyse(read_sources([chosen])):
            if not isinstance(item, Failure):
                lines.write(json.dumps(to_gold(item.article, item.records), ensure_ascii=False) + "\n")
    return new.rename(out)
