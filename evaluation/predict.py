"""Gold articles through the pipeline: the same code as ``segundo extract`` runs."""

from __future__ import annotations

from evaluation.data import GOLD, load
from segundo.article import Failure
from segundo.extract import extract
from segundo.gold import Gold, to_gold
from segundo.reader import Reader
from segundo.sources import read_sources


def predict(name: str, reader: Reader) -> dict[str, Gold]:
    """What the pipeline makes of the articles of a gold set, by article id.

    Raises:
        ValueError: if an article cannot be read or its text does not come through unchanged.
    """
    texts = {article["id"]: article["text"] for article in load(name)}
    predicted: dict[str, Gold] = {}
    for article in read_sources([GOLD[name]]):
        if isinstance(article, Failure):
            raise ValueError(f"{article.source}: {article.reason}")
        if article.text != texts[article.id]:
            raise ValueError(f"{article.source}: the text of {article.id} did not come through unchanged")
        predicted[article.id] = to_gold(article, extract(article, reader))
    return predicted
