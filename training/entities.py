"""Refit the entity classifier in the style in which the product reads.

Names are annotated in Bosque alone, so the network learns them in Bosque's style and only now and then in another's
(:func:`training.data.estrange`). With all else frozen, the last layer is fitted once more on Bosque's sentences read in
the product's style.
"""

from __future__ import annotations

import random
from pathlib import Path

import torch
from torch.nn import functional

from segundo.reader.pieces import Pieces
from training.data import IGNORE, STYLE, batches, encode, group, load, targets
from training.train import Settings, pad_inputs, restore, save

EPOCHS, BATCH, RATE = 12, 512, 1e-3


def refit_entities(checkpoint: Path, shared: Path, settings: Settings) -> None:
    """Fit the entity classifier of a finished checkpoint anew, in place."""
    torch.manual_seed(settings.seed)
    network, inventory, _ = restore(checkpoint)
    pieces = Pieces(checkpoint.with_name("tokenizer.json"))
    index = {"entity": {tag: place for place, tag in enumerate(inventory.entity)}}
    index |= {name: {} for name in ("upos", "feats", "lemma", "deprel")}
    rng = random.Random(settings.seed)
    [(number, sentences)] = load(shared, "train", ["bosque"])
    passages = group(number, sentences, settings.most_words, rng)
    encoded = [encode(passage, pieces) for passage in passages]
    words, tags = [], []
    for places in batches([len(e.pieces) for e in encoded], settings.most_pieces):
        inputs = pad_inputs([encoded[i] for i in places], [STYLE] * len(places), pieces.pad)
        with torch.inference_mode():
            found = network.represent(**inputs)
        for row, place in enumerate(places):
            wanted = torch.tensor(targets(passages[place], index)["entity"])
            known = wanted != IGNORE
            words.append(found[row, : len(wanted)][known])
            tags.append(wanted[known])
    x, y = torch.cat(words).clone(), torch.cat(tags)
    optimizer = torch.optim.AdamW(network.entity.parameters(), RATE, weight_decay=0.1)
    steps = EPOCHS * -(-len(x) // BATCH)
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = RATE * (1 - step / steps)
        chosen = torch.randint(len(x), (BATCH,))
        # as in training: a word's representation is not to be leant on in single numbers
        score = network.entity(functional.dropout(x[chosen], 0.3))
        optimizer.zero_grad()
        functional.cross_entropy(score, y[chosen]).backward()
        optimizer.step()
    save(checkpoint, network, inventory, settings)
