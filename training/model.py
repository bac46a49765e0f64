"""The reader's network: a compact encoder and one head for each layer of the analysis, all in one pass.

Arcs and relations are scored by biaffine attention (Dozat and Manning, ICLR 2017).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

from segundo.reader.pieces import MOST_PARTS
from training.data import ANCHORS, Labels
from training.encoder import Encoder

ARC, RELATION, TAG, SPAN = 256, 128, 256, 128
FAR = -1e4
MIXED = 4
"""A word is a learned mix of the last so many layers."""
REACH = 48
"""Distances between an anchor and a word are told apart up to so many words."""
PARTS = ("source", "content")
"""What a word can be to a statement's anchor."""
BOUNDS = ("source start", "source end", "content start", "content end")
"""Where the parts of a statement begin and end."""


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


class Statements(nn.Module):
    """The statement layer: anchors, and for each anchor its source, its content and its act.

    Two formulations share it. *Bounds*, which ships: a part begins at one word and ends at another, the root where
    there is none. *Membership*, which is taught beside it: each word is or is not of the source, of the content.
    """

    def __init__(self, hidden: int, labels: Labels) -> None:
        super().__init__()
        self.anchor_hidden, self.anchor = nn.Linear(hidden, TAG), nn.Linear(TAG, len(ANCHORS))
        self.from_anchor, self.to_word = nn.Linear(hidden, SPAN), nn.Linear(hidden, SPAN)
        self.scores = len(PARTS) + len(BOUNDS)
        self.product = nn.Linear(SPAN, self.scores * SPAN, bias=False)
        self.prior = nn.Linear(SPAN, self.scores)
        self.near = nn.Embedding(2 * REACH + 1, self.scores)
        self.act_hidden, self.act = nn.Linear(2 * hidden, TAG), nn.Linear(TAG, len(labels.act))
        self.drop = nn.Dropout(0.3)
        nn.init.normal_(self.product.weight, std=0.02)
        nn.init.zeros_(self.near.weight)

    def _half(self, layer: nn.Linear, words: Tensor) -> Tensor:
        return self.drop(functional.leaky_relu(layer(words), 0.1))

    def anchors(self, words: Tensor) -> Tensor:
        """Scores ``[batch, words, none/cue/bare]``."""
        return self.anchor(self._half(self.anchor_hidden, words))

    def spans(self, anchors: Tensor, at: Tensor, words: Tensor) -> Tensor:
        """Scores ``[batch, anchors, words, parts and bounds]``; ``at`` is the word of each anchor."""
        batch, count, _ = anchors.shape
        word = self._half(self.to_word, words)
        left = self.product(self._half(self.from_anchor, anchors)).view(batch, count * self.scores, SPAN)
        scores = (left @ word.transpose(1, 2) / math.sqrt(SPAN)).view(batch, count, self.scores, -1).transpose(2, 3)
        distance = (torch.arange(words.shape[1])[None, None] - at[:, :, None]).clamp(-REACH, REACH) + REACH
        return scores + self.prior(word)[:, None] + self.near(distance)

    def acts(self, anchors: Tensor, words: Tensor, content: Tensor) -> Tensor:
        """Scores ``[batch, anchors, acts]``; ``content`` says how much each word is of the content, 0 to 1."""
        share = content / content.sum(-1, keepdim=True).clamp(min=1e-3)
        return self.act(self._half(self.act_hidden, torch.cat([anchors, share @ words], -1)))


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
        self.statements = Statements(hidden, labels)
        self.event_hidden = nn.Linear(hidden, TAG)
        self.event, self.status = nn.Linear(TAG, len(labels.event)), nn.Linear(TAG, len(labels.status))
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

    def events(self, words: Tensor) -> dict[str, Tensor]:
        """Scores of the event that each word names, and of its status."""
        hidden = self._half(self.event_hidden, words)
        return {"event": self.event(hidden), "status": self.status(hidden)}

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
        events = self.events(words)
        place = torch.arange(words.shape[1])[None]
        spans = self.statements.spans(words, place, words)[..., len(PARTS) :]
        bounds, sure = torch.softmax(spans, 2).max(2)[::-1]
        inside = (place[:, None] >= bounds[..., 2:3]) & (place[:, None] <= bounds[..., 3:4]) & (place[:, None] > 0)
        return (
            ends, arcs, heads, relations, tags["upos"].argmax(-1), tags["feats"].argmax(-1),
            tags["lemma"].argmax(-1), tags["entity"], torch.softmax(self.statements.anchors(words), -1), bounds,
            sure, torch.softmax(self.statements.acts(words, words, inside.to(words.dtype)), -1),
            torch.softmax(events["event"], -1), torch.softmax(events["status"], -1),
        )  # fmt: skip
