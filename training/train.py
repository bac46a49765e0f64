"""Train the network: seeds fixed, checkpoints after every epoch, so that a run that was cut off goes on."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from segundo.reader.pieces import Encoded, Pieces
from training.data import (
    IGNORE,
    TREEBANKS,
    Labels,
    Passage,
    batches,
    encode,
    estrange,
    group,
    labels,
    load,
    pad,
    targets,
    vary,
)
from training.encoder import build_tokenizer, load_encoder
from training.model import FAR, Network

WEIGHTS = {"head": 1.0, "deprel": 1.0, "upos": 0.5, "feats": 0.5, "lemma": 0.5, "entity": 1.0, "last": 0.3}
AVERAGE = 0.998
"""The shipped weights are an exponential moving average of those of the last steps."""
WARM_UP = 150


@dataclass(frozen=True)
class Settings:
    """All that a training run depends on, besides the data."""

    layers: int = 6
    epochs: int = 13
    treebanks: tuple[str, ...] = ("bosque", "porttinari")
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    most_pieces: int = 1536
    most_words: int = 110
    longest: int = 256
    share: float = 1.0
    seed: int = 1


@dataclass(frozen=True)
class Batch:
    """A padded batch: inputs by name, targets by head."""

    inputs: dict[str, Tensor]
    targets: dict[str, Tensor]


def make_batch(
    encoded: Sequence[Encoded], wanted: Sequence[dict[str, list[int]]], treebanks: Sequence[int], padding: int
) -> Batch:
    """Pad passages of like length into one batch."""
    pieces = torch.from_numpy(pad([e.pieces for e in encoded], padding))
    inputs = {"pieces": pieces, "mask": (pieces != padding).long(), "treebank": torch.tensor(treebanks)}
    for name in ("first", "last", "part"):
        inputs[name] = torch.from_numpy(pad([getattr(e, name) for e in encoded], 0))
    return Batch(inputs, {k: torch.from_numpy(pad([w[k] for w in wanted], IGNORE)) for k in wanted[0]})


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Each head's cross-entropy over the words that have a label."""
    wanted = batch.targets
    with torch.autocast("cpu", dtype=torch.bfloat16):
        words = network.represent(**batch.inputs)
        scores = network.tags(words) | {
            "head": network.arcs(words),
            "deprel": network.label(words, wanted["head"].clamp(min=0)),
        }
    real = wanted["last"] != IGNORE
    real[:, 0] = True
    scores["head"] = scores["head"].float().masked_fill(~real[:, None, :], FAR)
    out = {}
    for name, score in scores.items():
        flat = wanted[name].reshape(-1)
        if bool((flat != IGNORE).any()):
            out[name] = functional.cross_entropy(score.float().reshape(-1, score.shape[-1]), flat, ignore_index=IGNORE)
    return out


def train(shared: Path, folder: Path, settings: Settings) -> Path:
    """Train and return the path of the finished checkpoint in ``folder``; go on from a checkpoint that is there."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    encoder = load_encoder()
    build_tokenizer(encoder).save(str(folder / "tokenizer.json"))
    pieces = Pieces(folder / "tokenizer.json")
    treebanks = load(shared, "train", settings.treebanks)
    if settings.share < 1:
        treebanks = [(number, sentences[: int(len(sentences) * settings.share)]) for number, sentences in treebanks]
    inventory = labels([sentence for _, sentences in treebanks for sentence in sentences])
    index = {name: {value: i for i, value in enumerate(values)} for name, values in asdict(inventory).items()}
    network = Network(encoder, settings.layers, inventory, len(TREEBANKS))
    network.words.weight.requires_grad_(False)
    network.positions.weight.requires_grad_(False)
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(AVERAGE)
    )
    trained = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    body = [p for n, p in trained if n.startswith(("layers.", "norm."))]
    rest = [p for n, p in trained if not n.startswith(("layers.", "norm."))]
    rates = (settings.encoder_rate, settings.head_rate)
    optimizer = torch.optim.AdamW(
        [{"params": p, "lr": r} for p, r in zip((body, rest), rates, strict=True)],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    checkpoint = folder / "checkpoint.pt"
    epoch, step, total = 0, 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        epoch, step, total = state["epoch"], state["step"], state["total"]
    started, log = time.monotonic(), []
    network.train()
    for epoch in range(epoch, settings.epochs):  # noqa: B020
        rng = random.Random(settings.seed * 1000 + epoch)
        passages = [p for number, sentences in treebanks for p in group(number, sentences, settings.most_words, rng)]
        passages = [estrange(Passage(tuple(vary(s, rng) for s in p.sentences), p.treebank), rng) for p in passages]
        encoded = [encode(passage, pieces) for passage in passages]
        kept = [i for i, e in enumerate(encoded) if len(e.pieces) <= settings.longest]
        passages, encoded = [passages[i] for i in kept], [encoded[i] for i in kept]
        plan = batches([len(e.pieces) for e in encoded], settings.most_pieces, rng)
        total = total or len(plan) * settings.epochs
        for places in plan:
            rate = min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / total)
            for parameters, base in zip(optimizer.param_groups, rates, strict=True):
                parameters["lr"] = base * rate
            batch = make_batch(
                [encoded[i] for i in places], [targets(passages[i], index) for i in places],
                [passages[i].treebank for i in places], pieces.pad,
            )  # fmt: skip
            loss = losses(network, batch)
            optimizer.zero_grad(set_to_none=True)
            sum(WEIGHTS[name] * value for name, value in loss.items()).backward()
            torch.nn.utils.clip_grad_norm_([p for _, p in trained], 1.0)
            optimizer.step()
            average.update_parameters(network)
            step += 1
            log.append({name: value.item() for name, value in loss.items()})
            if step % 50 == 0:
                _report(epoch, step, total, time.monotonic() - started, log[-50:])
        state = {"network": network.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(state | {"epoch": epoch + 1, "step": step, "total": total}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        save(folder / "model.pt", average.module, inventory, settings)
    return folder / "model.pt"


def _report(epoch: int, step: int, total: int, seconds: float, log: list[dict[str, float]]) -> None:
    names = WEIGHTS.keys()
    means = {n: sum(e.get(n, 0.0) for e in log) / max(1, sum(n in e for e in log)) for n in names}
    shown = " ".join(f"{name} {value:.3f}" for name, value in means.items())
    print(f"epoch {epoch} step {step}/{total} {seconds / 60:.1f} min: {shown}", flush=True)


def save(path: Path, network: Network, inventory: Labels, settings: Settings) -> None:
    """Write the weights with all that is needed to build the network again."""
    torch.save({"weights": network.state_dict(), "labels": asdict(inventory), "settings": asdict(settings)}, path)


def restore(path: Path) -> tuple[Network, Labels, dict[str, Any]]:
    """The network, labels and settings of a finished checkpoint."""
    state = torch.load(path, weights_only=False)
    inventory = Labels(**{name: tuple(values) for name, values in state["labels"].items()})
    network = Network(load_encoder(), state["settings"]["layers"], inventory, len(TREEBANKS))
    network.load_state_dict(state["weights"])
    return network.eval(), inventory, state["settings"]
