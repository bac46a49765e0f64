"""Compare the two formulations of the statement layer: ``python -m training.formulations CHECKPOINT``.

On the gold articles of dev, with gold anchors: how often content (letter F1 of 0.8 or more; all the same words) and
source (F1 of 0.5 or more, or none in both) are right when each word is judged by itself (*membership*), and when a
part runs from its likeliest first to its likeliest last word (*bounds*). Anchors and acts are scored beside.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import torch
from torch import Tensor

from evaluation.data import load
from segundo.reader.pieces import Pieces
from training.data import ANCHORS, STYLE
from training.layers import Stretch, layer_targets, stretches_of
from training.model import PARTS, Network
from training.train import pad_inputs, restore


def overlap(one: set[int], other: set[int]) -> float:
    """F1 of two sets of words; 1 where both are empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def by_membership(scores: Tensor, part: int) -> set[int]:
    """The words more likely inside a part than not; ``scores`` are ``[words, parts and bounds]`` of an anchor."""
    return set((torch.nonzero(scores[1:, part] > 0).flatten() + 1).tolist())


def by_bounds(scores: Tensor, part: int) -> set[int]:
    """The words from the likeliest first to the likeliest last one."""
    first, last = scores[:, len(PARTS) + 2 * part :][:, :2].argmax(0).tolist()
    return set(range(first, last + 1)) - {0}


def compare(network: Network, pieces: Pieces, stretches: list[Stretch]) -> Counter[str]:
    """Counts of what is right, with ``sayings`` their number."""
    right: Counter[str] = Counter()
    for stretch in stretches:
        inputs = pad_inputs([stretch.encode(pieces)], [STYLE], pieces.pad)
        wanted = layer_targets([stretch])
        with torch.inference_mode():
            words = network.represent(**inputs)
            found = network.statements.anchors(words)[0].argmax(-1).tolist()
            at = wanted["at"]
            anchors = torch.gather(words, 1, at.unsqueeze(-1).expand(-1, -1, words.shape[-1]))
            spans = network.statements.spans(anchors, at, words)[0]
            acts = network.statements.acts(anchors, words, wanted["member"][..., 1])[0].argmax(-1).tolist()
            events = network.events(words)["event"][0].argmax(-1).tolist()
        for gold, guess in zip(stretch.anchors[1:], found[1:], strict=True):
            right["anchors both"] += gold == guess > 0
            right["anchors either"] += (gold > 0) + (guess > 0)
        for gold, guess in zip(stretch.events[1:], events[1:], strict=True):
            right["events both"] += gold == guess > 0
            right["events either"] += (gold > 0) + (guess > 0)
        for number, saying in enumerate(stretch.sayings):
            right["sayings"] += 1
            right[f"kind {ANCHORS[stretch.anchors[saying.anchor]]}"] += 1
            right["act"] += acts[number] == saying.act
            for name, decode in (("membership", by_membership), ("bounds", by_bounds)):
                content, source = decode(spans[number], 1), decode(spans[number], 0)
                same = overlap(content, set(saying.content))
                right[f"{name}: content"] += same >= 0.8
                right[f"{name}: content exact"] += same == 1
                right[f"{name}: source"] += overlap(source, set(saying.source)) >= 0.5
    return right


def main() -> None:
    """Print the shares, in per cent."""
    parser = argparse.ArgumentParser(prog="python -m training.formulations", description=main.__doc__)
    parser.add_argument("checkpoint", type=Path)
    given = parser.parse_args()
    network, _, _ = restore(given.checkpoint)
    pieces = Pieces(given.checkpoint.with_name("tokenizer.json"))
    right = compare(network, pieces, [s for article in load("dev") for s in stretches_of(article)])
    for kind in ("anchors", "events"):
        print(f"{kind}: F1 {200 * right[f'{kind} both'] / right[f'{kind} either']:.1f}")
    for name, count in sorted(right.items()):
        if ":" in name or name == "act":
            print(f"{name}: {100 * count / right['sayings']:.1f} of {right['sayings']}")


if __name__ == "__main__":
    main()
