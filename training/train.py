"""Train the network: seeds fixed, checkpoints after every epoch, so that a run that was cut off goes on."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

import torch
from torch import Tensor
from torch.nn import functional

from evaluation.conllu import Sentence
from evaluation.data import load as load_gold
from segundo.reader.pieces import Encoded, Pieces
from training.data import (
    GSD,
    IGNORE,
    STYLE,
    TREEBANKS,
    Labels,
    Names,
    Passage,
    batches,
    encode,
    estrange,
    group,
    labels,
    load,
    names,
    pad,
    rename,
    targets,
    vary,
)
from training.encoder import build_tokenizer, load_encoder
from training.layers import Stretch, layer_targets, stretches_of
from training.model import FAR, PARTS, Network
from training.silver import make_silver
from training.start import shipped_labels, shipped_weights

WEIGHTS = {"head": 1.0, "deprel": 1.0, "upos": 0.5, "feats": 0.5, "lemma": 0.5, "entity": 1.0, "last": 0.3}
WEIGHTS |= {"anchor": 2.0, "member": 2.0, "bounds": 0.15, "act": 0.5, "event": 2.0, "status": 0.4}
AVERAGE = 0.998
"""The shipped weights are an exponential moving average of those of the last steps."""
FAST_BFLOAT16 = torch.cpu._is_avx512_bf16_supported()
GOLD_AVERAGE = 0.99
FOLDS = 3
"""Parts that the gold articles are cut into, to see what is said of articles that were not trained on."""


@dataclass(frozen=True)
class Settings:
    """All that a training run depends on, besides the data."""

    layers: int = 6
    epochs: int = 22
    treebanks: tuple[str, ...] = ("bosque", "porttinari", "gsd")
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    most_pieces: int = 1536
    most_words: int = 110
    longest: int = 256
    share: float = 1.0
    warm_up: int = 150
    gsd_share: float = 0.25
    silver_share: float = 0.2
    silver_weight: float = 0.5
    gold_encoder_rate: float = 6e-5
    gold_head_rate: float = 6e-4
    gold_epochs: int = 5
    gold_pieces: int = 768
    steps_a_tree: int = 3
    seed: int = 1


@dataclass(frozen=True)
class Batch:
    """A padded batch: inputs by name, targets by head."""

    inputs: dict[str, Tensor]
    targets: dict[str, Tensor]


def pad_inputs(encoded: Sequence[Encoded], treebanks: Sequence[int], padding: int) -> dict[str, Tensor]:
    """What the network takes of passages of like length."""
    pieces = torch.from_numpy(pad([e.pieces for e in encoded], padding))
    inputs = {"pieces": pieces, "mask": (pieces != padding).long(), "treebank": torch.tensor(treebanks)}
    for name in ("first", "last", "part"):
        inputs[name] = torch.from_numpy(pad([getattr(e, name) for e in encoded], 0))
    return inputs


def make_batch(
    encoded: Sequence[Encoded], wanted: Sequence[dict[str, list[int]]], treebanks: Sequence[int], padding: int
) -> Batch:
    """Pad passages of like length into one batch."""
    inputs = pad_inputs(encoded, treebanks, padding)
    return Batch(inputs, {k: torch.from_numpy(pad([w[k] for w in wanted], IGNORE)) for k in wanted[0]})


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """Each head's cross-entropy over the words that have a label."""
    wanted = batch.targets
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_BFLOAT16):
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


def layer_losses(network: Network, inputs: dict[str, Tensor], wanted: dict[str, Tensor]) -> dict[str, Tensor]:
    """The losses of the statement and event layers; both formulations of a statement's parts are taught."""
    at, member, weight = wanted["at"], wanted["member"], wanted["weight"]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=FAST_BFLOAT16):
        words = network.represent(**inputs)
        anchors = torch.gather(words, 1, at.unsqueeze(-1).expand(-1, -1, words.shape[-1]))
        scores = network.events(words) | {"anchor": network.statements.anchors(words)}
        spans = network.statements.spans(anchors, at, words)
        acts = network.statements.acts(anchors, words, member[..., 1])
    real = (wanted["event"] != IGNORE) | (torch.arange(words.shape[1]) == 0)
    spans = spans.float().masked_fill(~real[:, None, :, None], FAR)
    there = (at > 0).float() * weight[:, None]
    out = {name: _weighed(score, wanted[name], weight[:, None]) for name, score in scores.items()}
    out["act"] = _weighed(acts, wanted["act"], weight[:, None])
    each = functional.binary_cross_entropy_with_logits(spans[..., : len(PARTS)], member, reduction="none")
    words_each = real[:, None, 1:, None]
    each = (each[:, :, 1:] * words_each).sum((2, 3)) / words_each.sum((2, 3))
    out["member"] = (each * there).sum() / there.sum().clamp(min=1)
    bounds = torch.stack([_first(member, 0), _last(member, 0), _first(member, 1), _last(member, 1)], -1)
    each = functional.cross_entropy(spans[..., len(PARTS) :].transpose(1, 2), bounds, reduction="none")
    out["bounds"] = (each.sum(-1) * there).sum() / there.sum().clamp(min=1)
    return out


def _weighed(score: Tensor, wanted: Tensor, weight: Tensor) -> Tensor:
    """Cross-entropy where something is wanted, each row with its weight."""
    each = functional.cross_entropy(score.float().transpose(1, 2), wanted, ignore_index=IGNORE, reduction="none")
    there = (wanted != IGNORE) * weight
    return (each * there).sum() / there.sum().clamp(min=1e-6)


def _first(member: Tensor, part: int) -> Tensor:
    """The first word of a part, the root (0) where there is none."""
    return member[..., part].argmax(-1)


def _last(member: Tensor, part: int) -> Tensor:
    """The last word of a part, the root (0) where there is none."""
    size = member.shape[2]
    last = size - 1 - member[..., part].flip(-1).argmax(-1)
    return torch.where(member[..., part].sum(-1) > 0, last, torch.zeros_like(last))


class Run:
    """A network in training, with its optimiser, its average and its place in the schedule."""

    def __init__(self, network: Network, settings: Settings, rates: tuple[float, float], decay: float) -> None:
        self.network, self.decay, self.rates = network, decay, rates
        network.words.weight.requires_grad_(False)
        network.positions.weight.requires_grad_(False)
        self.average = torch.optim.swa_utils.AveragedModel(
            network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(decay)
        )
        trained = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
        body = [p for n, p in trained if n.startswith(("layers.", "norm."))]
        rest = [p for n, p in trained if not n.startswith(("layers.", "norm."))]
        self.trained = body + rest
        self.optimizer = torch.optim.AdamW(
            [{"params": p, "lr": r} for p, r in zip((body, rest), rates, strict=True)],
            betas=(0.9, 0.98), weight_decay=0.01, fused=True,
        )  # fmt: skip
        self.epoch, self.step, self.total, self.warm_up = 0, 0, 0, settings.warm_up
        self.started, self.log = time.monotonic(), list[dict[str, float]]()

    def learn(self, loss: dict[str, Tensor]) -> None:
        """One step down the weighted sum of the losses."""
        rate = min(1.0, (self.step + 1) / self.warm_up) * max(0.02, 1 - self.step / self.total)
        for parameters, base in zip(self.optimizer.param_groups, self.rates, strict=True):
            parameters["lr"] = base * rate
        self.optimizer.zero_grad(set_to_none=True)
        sum(WEIGHTS[name] * value for name, value in loss.items()).backward()
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()
        self.average.update_parameters(self.network)
        self.step += 1
        self.log.append({name: value.item() for name, value in loss.items()})
        if self.step % 50 == 0:
            self._report()

    def _report(self) -> None:
        log = self.log[-50:]
        means = {n: sum(e.get(n, 0.0) for e in log) / max(1, sum(n in e for e in log)) for n in WEIGHTS}
        shown = " ".join(f"{name} {value:.3f}" for name, value in means.items())
        minutes = (time.monotonic() - self.started) / 60
        print(f"epoch {self.epoch} step {self.step}/{self.total} {minutes:.1f} min: {shown}", flush=True)

    def keep(self, path: Path) -> None:
        """Write a checkpoint from which the run can go on."""
        parts = {"network": self.network, "average": self.average, "optimizer": self.optimizer}
        state = {name: part.state_dict() for name, part in parts.items()}
        torch.save(state | {"epoch": self.epoch, "step": self.step, "total": self.total}, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint, if there is one."""
        if path.exists():
            state = torch.load(path, weights_only=False)
            self.network.load_state_dict(state["network"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.epoch, self.step, self.total = state["epoch"], state["step"], state["total"]


def train(shared: Path, folder: Path, settings: Settings, start: Path | None = None) -> Path:
    """Train on treebanks, entities and silver; return the checkpoint ``base.pt`` in ``folder``.

    Goes on from a checkpoint that is there, else begins with the weights of the reader in the folder ``start``, else
    with the encoder's.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    encoder = load_encoder()
    build_tokenizer(encoder).save(str(folder / "tokenizer.json"))
    pieces = Pieces(folder / "tokenizer.json")
    treebanks = load(shared, "train", settings.treebanks)
    if settings.share < 1:
        treebanks = [(number, sentences[: int(len(sentences) * settings.share)]) for number, sentences in treebanks]
    featured = [sentence for number, sentences in treebanks if number != GSD for sentence in sentences]
    inventory = Labels(**shipped_labels(start)) if start is not None else labels(featured)
    known = names(featured)
    network = Network(encoder, settings.layers, inventory, len(TREEBANKS))
    if start is not None:
        network.load_state_dict(shipped_weights(start, network.state_dict()), strict=False)
    silver = read_layers(make_silver(shared, folder), settings.silver_weight)
    index = {name: {value: i for i, value in enumerate(values)} for name, values in asdict(inventory).items()}
    run = Run(network, settings, (settings.encoder_rate, settings.head_rate), AVERAGE)
    run.resume(folder / "checkpoint.pt")
    network.train()
    while run.epoch < settings.epochs:
        rng = random.Random(settings.seed * 1000 + run.epoch)
        steps = treebank_steps(treebanks, known, index, pieces, settings, rng)
        steps += layer_steps(rng.sample(silver, int(len(silver) * settings.silver_share)), pieces, settings, rng)
        rng.shuffle(steps)
        run.total = run.total or len(steps) * settings.epochs
        for step in steps:
            run.learn(step(network))
        run.epoch += 1
        run.keep(folder / "checkpoint.pt")
        save(folder / "base.pt", run.average.module, inventory, settings)
    return folder / "base.pt"


def finish(base: Path, shared: Path, folder: Path, settings: Settings, fold: int | None = None) -> Path:
    """Train the finished base further on the gold articles, treebanks beside them; return the path of ``model.pt``.

    With ``fold``, the gold articles of that fold (see :func:`in_fold`) are left out and the checkpoint is named after
    it: what it says of them shows what the network says of articles that it has not seen. A finished checkpoint that is
    there is kept.
    """
    out = folder / ("model.pt" if fold is None else f"fold-{fold}.pt")
    if out.exists():
        return out
    torch.manual_seed(settings.seed)
    settings = replace(settings, most_pieces=settings.gold_pieces)
    network, inventory, _ = restore(base)
    pieces = Pieces(folder / "tokenizer.json")
    treebanks = load(shared, "train", settings.treebanks)
    known = names([sentence for number, sentences in treebanks if number != GSD for sentence in sentences])
    index = {name: {value: i for i, value in enumerate(values)} for name, values in asdict(inventory).items()}
    articles = [article for place, article in enumerate(load_gold("train")) if not in_fold(place, fold)]
    gold = [stretch for article in articles for stretch in stretches_of(article)]
    run = Run(network, settings, (settings.gold_encoder_rate, settings.gold_head_rate), GOLD_AVERAGE)
    network.train()
    for run.epoch in range(settings.gold_epochs):
        rng = random.Random(settings.seed * 2000 + run.epoch)
        steps = layer_steps(gold, pieces, settings, rng)
        trees = treebank_steps(treebanks, known, index, pieces, settings, rng)
        # some trees beside, lest they be forgotten
        steps += rng.sample(trees, min(len(trees), len(steps) // settings.steps_a_tree))
        rng.shuffle(steps)
        run.total = run.total or len(steps) * settings.gold_epochs
        for step in steps:
            run.learn(step(network))
    save(out, run.average.module, inventory, settings)
    return out


def in_fold(place: int, fold: int | None) -> bool:
    """Whether the gold article of this place in its file is of a fold."""
    return fold is not None and place % FOLDS == fold


def read_layers(path: Path, weight: float) -> list[Stretch]:
    """The stretches of the articles in a file of the gold form."""
    with path.open(encoding="utf-8") as lines:
        return [stretch for line in lines for stretch in stretches_of(json.loads(line), weight)]


Step: TypeAlias = Callable[[Network], dict[str, Tensor]]


def treebank_steps(
    treebanks: Sequence[tuple[int, list[Sentence]]], known: Names, index: dict[str, dict[str, int]], pieces: Pieces,
    settings: Settings, rng: random.Random,
) -> list[Step]:  # fmt: skip
    """An epoch's steps over the treebanks: passages grouped anew, of GSD a part."""
    passages = [p for number, sentences in treebanks for p in group(number, sentences, settings.most_words, rng)]
    passages = [p for p in passages if p.treebank != GSD or rng.random() < settings.gsd_share]
    passages = [
        estrange(Passage(tuple(rename(vary(s, rng), known, rng) for s in p.sentences), p.treebank), rng)
        for p in passages
    ]
    encoded = [encode(passage, pieces) for passage in passages]
    kept = [i for i, e in enumerate(encoded) if len(e.pieces) <= settings.longest]
    passages, encoded = [passages[i] for i in kept], [encoded[i] for i in kept]

    def step(places: Sequence[int], network: Network) -> dict[str, Tensor]:
        batch = make_batch(
            [encoded[i] for i in places], [targets(passages[i], index) for i in places],
            [passages[i].treebank for i in places], pieces.pad,
        )  # fmt: skip
        return losses(network, batch)

    return [partial(step, places) for places in batches([len(e.pieces) for e in encoded], settings.most_pieces, rng)]


def layer_steps(found: Sequence[Stretch], pieces: Pieces, settings: Settings, rng: random.Random) -> list[Step]:
    """An epoch's steps over stretches with statements and events."""
    encoded = [stretch.encode(pieces, rng) for stretch in found]

    def step(places: Sequence[int], network: Network) -> dict[str, Tensor]:
        inputs = pad_inputs([encoded[i] for i in places], [STYLE] * len(places), pieces.pad)
        return layer_losses(network, inputs, layer_targets([found[i] for i in places]))

    return [partial(step, places) for places in batches([len(e.pieces) for e in encoded], settings.most_pieces, rng)]


def save(path: Path, network: Network, inventory: Labels, settings: Settings) -> None:
    """Write the weights with all that is needed to build the network again."""
    new = path.with_suffix(".new")
    torch.save({"weights": network.state_dict(), "labels": asdict(inventory), "settings": asdict(settings)}, new)
    new.replace(path)


def restore(path: Path) -> tuple[Network, Labels, dict[str, Any]]:
    """The network, labels and settings of a finished checkpoint."""
    state = torch.load(path, weights_only=False)
    inventory = Labels(**{name: tuple(values) for name, values in state["labels"].items()})
    network = Network(load_encoder(), state["settings"]["layers"], inventory, len(TREEBANKS))
    network.load_state_dict(state["weights"])
    return network.eval(), inventory, state["settings"]
