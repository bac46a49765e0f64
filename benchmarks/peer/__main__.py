"""``python -m benchmarks.peer FOLDER``: the peer and Segundo over the same gold articles, in one run on one core."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import spacy

from benchmarks.peer.quotes import statements
from benchmarks.throughput import ARTICLE
from evaluation.data import judge, load
from segundo.article import Article
from segundo.export.gold import to_gold
from segundo.pipeline import extract
from segundo.reader import load_reader

MEASURES = ("statement", "content.soft", "source", "speaker", "form", "act", "said")
EMPTY: dict[str, list[Any]] = {"statements": [], "times": [], "figures": [], "events": [], "repeats": []}


def main() -> None:
    """Print accuracy and speed side by side."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peer", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="where benchmarks.peer.train kept its pipeline")
    best = parser.parse_args().folder / "model-best"
    gold = load("dev")
    words = sum(len(article["text"].split()) for article in gold)
    nlp, reader = spacy.load(best), load_reader()

    def peer(article: dict[str, Any]) -> dict[str, Any]:
        return {**EMPTY, "statements": list(statements(nlp(article["text"])))}

    def segundo(article: dict[str, Any]) -> dict[str, Any]:
        read = Article(id=article["id"], text=article["text"])
        return to_gold(read, extract(read, reader))

    results = {}
    for name, work in (("Segundo", segundo), ("peer", peer)):
        predicted, seconds = _run(work, gold)
        results[name] = judge().score(gold, predicted).result()
        print(f"{name}: {words / ARTICLE / seconds:.1f} articles of {ARTICLE} words a second on one core")
    for measure in MEASURES:
        cells = (row.get("F1", row.get("accuracy", 0.0)) for row in (result[measure] for result in results.values()))
        print(f"{measure:14}" + "".join(f"{cell:8.3f}" for cell in cells))
    scores = json.loads((best / "meta.json").read_text(encoding="utf-8"))["performance"]
    print(f"the peer on the treebanks: LAS {scores['dep_las']:.3f}, entity F1 {scores['ents_f']:.3f}")


def _run(work: Callable[[dict[str, Any]], dict[str, Any]], gold: list[dict[str, Any]]) -> tuple[dict[str, Any], float]:
    """What comes of each article, and the processor seconds that all take; a first article pays for what is loaded."""
    work(gold[0])
    start = process_time()
    predicted = {article["id"]: work(article) for article in gold}
    return predicted, process_time() - start


if __name__ == "__main__":
    main()
