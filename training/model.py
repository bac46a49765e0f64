"""The reader's network: a compact encoder and one head for each layer of the analysis, all in one pass.

Arcs and relations are scored by biaffine attention (Dozat and Manning, ICLR 2017).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from segundo.reader.pieces import MOST_PARTS
from training.data import Labels
from training.encoder import Encoder

ARC, RELATION, TAG = 256, 128, 256
FAR = -1e4
MIXED = 4
"""A word is a learned mix of the last so many layers."""


class Layer(nn.Module):
    """One transformer layer, normalised after each part, as BERT does."""

    def __init__(self, encoder: Encoder, dropout: float) -> None:
        super().__init__()
        hidden, self.heads = encoder.hidden, encoder.heads
        self.query, self.key, self.value, self.attention = (nn.Linear(hidden, hidden) for _ in range(4))
        self.inner, self.outer = nn.Linear(hidden, encoder.inner), nn.Linear(encoder.inner, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=encoder.epsilon)
        self.outer_norm = nn.LayerNorm(hidden, eps=encoder.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Pieces ``[batch, pieces, hidden]``; ``mask``, if any, is added to the attention scores."""
        batch, length, hidden = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)

        scale = 1 / math.sqrt(hidden // self.heads)
        weights = split(self.query(x)) @ split(self.key(x)).transpose(-1, -2) * scale
        weights = weights if mask is None else weights + mask
        context = (torch.softmax(weights, -1) @ split(self.value(x))).transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.dropout(self.attention(context)))
        return self.outer_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Network(nn.Module):
    """The encoder's first ``layers`` layers with all heads."""

    def __init__(self, encoder: Encoder, layers: int, labels: Labels, treebanks: int, dropout: float = 0.1) -> None:
        super().__init__()
        hidden = encoder.hidden
        self.words = nn.Embedding(len(encoder.vocabulary), hidden)
        self.positions = nn.Embedding(len(encoder.weights["positions"]), hidden)
        self.norm = nn.LayerNorm(hidden, eps=encoder.epsilon)
        self.layers = nn.ModuleList(Layer(encoder, dropout) for _ in range(layers))
        self.treebank = nn.Embedding(treebanks, hidden)
        self.mix = nn.Parameter(torch.zeros(MIXED))
        self.part = nn.Embedding(MOST_PARTS + 1, hidden)
        self.word_norm = nn.LayerNorm(hidden)
        self.dropout, self.drop = nn.Dropout(dropout), nn.Dropout(3 * dropout)
        self.tag = nn.Linear(hidden, TAG)
        self.upos, self.feats = nn.Linear(TAG, len(labels.upos)), nn.Linear(TAG, len(labels.feats))
        self.lemma, self.last = nn.Linear(TAG, len(labels.lemma)), nn.Linear(TAG, 2)
        self.entity = nn.Linear(hidden, len(labels.entity))
        self.arc_dependent, self.arc_head = nn.Linear(hidden, ARC), nn.Linear(hidden, ARC)
        self.relation_dependent, self.relation_head = nn.Linear(hidden, RELATION), nn.Linear(hidden, RELATION)
        self.arc, self.arc_prior = nn.Linear(ARC, ARC, bias=False), nn.Linear(ARC, 1, bias=False)
        self.relations = len(labels.deprel)
        self.relation = nn.Linear(RELATION, self.relations * RELATION, bias=False)
        self.relation_prior = nn.Linear(2 * RELATION, self.relations)
        nn.init.normal_(self.part.weight, std=0.02)
        nn.init.normal_(self.treebank.weight, std=0.02)
        nn.init.xavier_uniform_(self.arc.weight, gain=0.3)
        nn.init.normal_(self.relation.weight, std=0.01)
        self._start_from(encoder)

    def _start_from(self, encoder: Encoder) -> None:
        own = dict(self.named_parameters())
        with torch.no_grad():
            for name, values in encoder.weights.items():
                target = {"words": "words.weight", "positions": "positions.weight"}.get(name, name)
                target = f"layers.{target}" if target[0].isdigit() else target
                if target in own:
                    own[target].copy_(torch.from_numpy(values))
            # the encoder saw one token type only: its vector is part of every position
            self.positions.weight += torch.from_numpy(encoder.weights["types"][0])

    def encode(self, pieces: Tensor, mask: Tensor | None, treebank: Tensor) -> list[Tensor]:
        """All layers' outputs for pieces ``[batch, pieces]``; ``mask`` is 1 where there is a piece (``None``: all)."""
        x = self.words(pieces) + self.positions.weight[None, : pieces.shape[1]] + self.treebank(treebank)[:, None]
        x = self.dropout(self.norm(x))
        far = None if mask is None else (1 - mask.to(x.dtype))[:, None, None, :] * FAR
        out = []
        for layer in self.layers:
            out.append(x := layer(x, far))
        return out

    def represent(
        self, pieces: Tensor, mask: Tensor | None, first: Tensor, last: Tensor, part: Tensor, treebank: Tensor
    ) -> Tensor:
        """Words ``[batch, words, hidden]``: first and last piece of a mix of the upper layers; word 0 is the root."""
        upper = self.encode(pieces, mask, treebank)[-MIXED:]
        weights = torch.softmax(self.mix, 0)
        mixed = sum(weights[i] * upper[i] for i in range(MIXED))

        def pick(at: Tensor) -> Tensor:
            return torch.gather(mixed, 1, at.unsqueeze(-1).expand(-1, -1, mixed.shape[-1]))

        return self.drop(self.word_norm(pick(first) + pick(last) + self.part(part)))

    def _half(self, layer: nn.Linear, words: Tensor) -> Tensor:
        return self.drop(functional.leaky_relu(layer(words), 0.1))

    def arcs(self, words: Tensor) -> Tensor:
        """Scores ``[batch, dependent, head]``, a word's own place excluded."""
        head = self._half(self.arc_head, words)
        scores = self.arc(self._half(self.arc_dependent, words)) @ head.transpose(1, 2) / math.sqrt(ARC)
        scores = scores + self.arc_prior(head).transpose(1, 2)
        return scores + FAR * torch.eye(words.shape[1], dtype=scores.dtype)[None]

    def label(self, words: Tensor, heads: Tensor) -> Tensor:
        """Relation scores ``[batch, words, relations]`` given each word's head."""
        dependent, head = self._half(self.relation_dependent, words), self._half(self.relation_head, words)
        head = torch.gather(head, 1, heads.unsqueeze(-1).expand(-1, -1, RELATION))
        batch, length, _ = dependent.shape
        bilinear = self.relation(dependent).view(batch, length, self.relations, RELATION) @ head.unsqueeze(-1)
        return bilinear.squeeze(-1) + self.relation_prior(torch.cat([dependent, head], -1))

    def tags(self, words: Tensor) -> dict[str, Tensor]:
        """Scores of tags, features, lemma rules, sentence ends and entities for each word."""
        hidden = self._half(self.tag, words)
        out = {name: getattr(self, name)(hidden) for name in ("upos", "feats", "lemma", "last")}
        out["entity"] = self.entity(words)
        return out

    def forward(
        self, pieces: Tensor, first: Tensor, last: Tensor, part: Tensor, treebank: Tensor
    ) -> tuple[Tensor, ...]:
        """The run-time graph for one passage (batch of one, nothing padded).

        Sentence ends are decided first; no arc crosses one, but every word may hang from the root.
        """
        words = self.represent(pieces, None, first, last, part, treebank)
        tags = self.tags(words)
        ends = tags["last"].argmax(-1)
        number = torch.cumsum(ends, -1) - ends
        same = number.unsqueeze(-1) == number.unsqueeze(-2)
        root = torch.arange(words.shape[1])[None, None, :] == 0
        arcs = self.arcs(words) + torch.where(same | root, 0.0, FAR)
        heads = arcs.argmax(-1)
        relations = self.label(words, heads).argmax(-1)
        return (
            ends, arcs, heads, relations, tags["upos"].argmax(-1), tags["feats"].argmax(-1),
            tags["lemma"].argmax(-1), tags["entity"],
        )  # fmt: skip
