"""``python -m training``: train the reader and export it."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from training.entities import refit_entities
from training.export import LAST_FILE, export
from training.model import MIXED
from training.train import FOLDS, Settings, finish, train


def main() -> None:
    """Train on treebanks and silver, then on gold, whole and without each fold; export to ONNX and quantise."""
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of the treebanks")
    parser.add_argument("--folder", type=Path, required=True, help="where checkpoints go, outside the repository")
    parser.add_argument("--layers", type=int, default=Settings.layers)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--share", type=float, default=Settings.share, help="the part of the sentences to train on")
    parser.add_argument("--start", type=Path, help="begin with the weights of the reader in this folder")
    parser.add_argument("--to", type=Path, help="the folder that the finished model is written to")
    given = parser.parse_args()
    if given.layers < MIXED:
        parser.error(f"--layers takes at least {MIXED}: so many are mixed into a word")
    settings = Settings(layers=given.layers, epochs=given.epochs, share=given.share)
    base = train(given.shared, given.folder, settings, given.start)
    tokenizer = given.folder / "tokenizer.json"
    for fold in (*range(FOLDS), None):
        out = given.folder / ("model" if fold is None else f"fold-{fold}")
        if not (out / LAST_FILE).exists():
            finished = finish(base, given.shared, given.folder, settings, fold)
            refit_entities(finished, given.shared, settings)
            export(finished, tokenizer, out)
    if given.to:
        shutil.copytree(given.folder / "model", given.to, dirs_exist_ok=True)


if __name__ == "__main__":
    main()
