"""The weights of a reader that ships, taken back from its 8-bit graph, so that training can go on from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

QUANTISED, KEPT = "/MatMul_quant", "_quantized"
LAYER = re.compile(r".*/layers\.(\d+)/outer_norm/")


def shipped_labels(folder: Path) -> dict[str, tuple[str, ...]]:
    """The label inventories of the reader in ``folder``."""
    description = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return {name: tuple(values) for name, values in description["labels"].items()}


def shipped_weights(folder: Path, names: Iterable[str]) -> dict[str, Tensor]:
    """The weights by their ``names`` in the network; frozen embeddings, which the encoder brings, are left out."""
    graph = onnx.load(folder / "reader.onnx").graph
    stored: dict[str, Any] = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    out = {name: array for name, array in stored.items() if name.endswith((".weight", ".bias"))}

    def whole(name: str) -> NDArray[np.float32]:
        values: NDArray[np.float32] = stored[name + KEPT].astype(np.float32) - stored[f"{name}_zero_point"]
        values *= stored[f"{name}_scale"]
        return values

    for name in stored:
        if name.endswith(".weight" + KEPT) and not name.startswith("words."):
            out[name.removesuffix(KEPT)] = whole(name.removesuffix(KEPT))
    layers = {module.rpartition(".")[2]: module for module in (name.rpartition(".")[0] for name in names)}
    mixed = {}
    for node in graph.node:
        if node.name.endswith(QUANTISED):
            module = node.name.removesuffix(QUANTISED).removeprefix("/").replace("/", ".")
            # a layer that its part of the network calls by a method of its own is named without that part
            module = module if "." in module else layers.get(module, module)
            [name] = [name for name in node.input if name.endswith(KEPT) and name in stored]
            out[f"{module}.weight"] = whole(name.removesuffix(KEPT)).T
        elif node.op_type == "Mul" and (layer := LAYER.match(" ".join(node.input))):
            # the softmax over layers was folded into one number a layer
            single = [stored[name] for name in node.input if name in stored and stored[name].shape == ()]
            mixed.update({int(layer[1]): share for share in single})
    out["mix"] = np.log(np.array([mixed[layer] for layer in sorted(mixed)]))
    return {name: torch.from_numpy(np.array(array, np.float32)) for name, array in out.items()}
