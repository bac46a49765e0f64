"""``python -m training``: train the reader and export it."""

from __future__ import annotations

import argparse
from pathlib import Path

from training.export import export
from training.train import Settings, train


def main() -> None:
    """Train, export to ONNX and quantise."""
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of the treebanks")
    parser.add_argument("--folder", type=Path, required=True, help="where checkpoints go, outside the repository")
    parser.add_argument("--layers", type=int, default=Settings.layers)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--share", type=float, default=Settings.share, help="the part of the sentences to train on")
    parser.add_argument("--to", type=Path, help="the folder that the finished model is written to")
    given = parser.parse_args()
    settings = Settings(layers=given.layers, epochs=given.epochs, share=given.share)
    finished = train(given.shared, given.folder, settings)
    if given.to:
        export(finished, given.folder / "tokenizer.json", given.to)


if __name__ == "__main__":
    main()
