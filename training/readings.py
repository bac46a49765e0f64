"""The gold articles as the reader reads articles that it was not trained on."""

from __future__ import annotations

import pickle
from pathlib import Path

from evaluation.data import load
from segundo.reader import join, load_reader
from segundo.reader.reading import Reading
from segundo.segment import segment
from training.train import FOLDS, in_fold


def read_gold(name: str, folder: Path) -> dict[str, Reading]:
    """The readings of a gold set's articles, by article; kept in ``folder``, which holds the models.

    Each article of ``train`` is read by the model that was trained without it (``fold-0``, ``fold-1``, …), those of
    ``dev`` by the finished one (``model``).
    """
    kept = folder / f"readings-{name}.pkl"
    if kept.exists():
        readings: dict[str, Reading] = pickle.loads(kept.read_bytes())
        return readings
    articles = list(enumerate(load(name)))
    readings = {}
    for fold in range(FOLDS) if name == "train" else (None,):
        reader = load_reader(folder / ("model" if fold is None else f"fold-{fold}"))
        for place, article in articles:
            if fold is None or in_fold(place, fold):
                passages = [passage for passage in segment(article["text"]) if passage.first == passage.number]
                read = reader.read([passage.text for passage in passages])
                readings[article["id"]] = join(article["text"], passages, read)
    kept.write_bytes(pickle.dumps(readings))
    return readings
