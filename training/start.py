"""The weights of a reader that ships, taken back from its 8-bit graph, so that training can go on from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

QUANTISED = "/MatMul_quant"


def shipped_labels(folder: Path) -> dict[str, tuple[str, ...]]:
    """The label inventories of the reader in ``folder``."""
    description = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return {name: tuple(values) for name, values in description["labels"].items()}


def shipped_weights(folder: Path) -> dict[str, Tensor]:
    """The weights by their names in the network; frozen embeddings, which the encoder brings, are left out."""
    graph = onnx.load(folder / "reader.onnx").graph
    stored: dict[str, Any] = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    out = {name: array for name, array in stored.items() if name.endswith((".weight", ".bias"))}
    for name in ("part", "treebank"):
        scale, zero = stored[f"{name}.weight_scale"], stored[f"{name}.weight_zero_point"]
        out[f"{name}.weight"] = (stored[f"{name}.weight_quantized"].astype(np.float32) - zero) * scale
    mixed = []
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.name.endswith(QUANTISED):
            base = node.input[1].removesuffix("_quantized")
            weight = stored[node.input[1]].astype(np.float32) - stored[f"{base}_zero_point"]
            module = node.name.removesuffix(QUANTISED).removeprefix("/").replace("/", ".")
            out[f"{module}.weight"] = (weight * stored[f"{base}_scale"]).T
        elif node.op_type == "Mul" and node.name.startswith("/Mul"):
            # the softmax over layers was folded into one number a layer
            mixed += [stored[name] for name in node.input if name in stored and stored[name].shape == ()]
    out["mix"] = np.log(np.array(mixed))
    return {name: torch.from_numpy(np.array(array, np.float32)) for name, array in out.items()}
