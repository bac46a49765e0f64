"""Gold articles through the pipeline: the same code as ``segundo extract`` runs."""

from __future__ import annotations

from pathlib import Path

from evaluation.data import GOLD, load
from segundo.article import Failure
from segundo.export.gold import Gold, to_gold
from segundo.run import analyse
from segundo.sources import read_sources


def predict(name: str, *, model: Path | None = None, jobs: int | None = None) -> dict[str, Gold]:
    """What the pipeline makes of the articles of a gold set, by article id; ``model`` is another than the shipped one.

    Raises:
        ValueError: if an article cannot be read, or its letters do not stand where they stood.
    """
    texts = {article["id"]: article["text"] for article in load(name)}
    predicted: dict[str, Gold] = {}
    for item in analyse(read_sources([GOLD[name]]), model=model, jobs=jobs):
        if isinstance(item, Failure):
            raise ValueError(f"{item.source}: {item.reason}")
        if not _same_letters(item.article.text, texts[item.article.id]):
            raise ValueError(f"{item.article.source}: its letters do not stand where they stood")
        predicted[item.article.id] = to_gold(item.article, item.records)
    return predicted


def _same_letters(ours: str, gold: str) -> bool:
    """Whether offsets mean the same in both: sources may mend a quotation mark, not move a letter."""
    same = (a == b or not (a.isalnum() or b.isalnum()) for a, b in zip(ours, gold, strict=False))
    return len(ours) == len(gold) and all(same)
