"""From a finished checkpoint to the files that ship: an int8 ONNX graph, the subword vocabulary, the labels."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.data import STYLE
from training.train import restore

INPUTS = ("pieces", "first", "last", "part", "treebank")
OUTPUTS = (
    "ends", "arcs", "heads", "relations", "upos", "feats", "lemma", "entity", "anchors", "bounds", "sure",
    "acts", "events", "statuses",
)  # fmt: skip
OPSET = 17
LAST_FILE = "labels.json"
"""Written last: where it stands, the export is whole."""


def export(checkpoint: Path, tokenizer: Path, folder: Path) -> None:
    """Write ``reader.onnx``, ``tokenizer.json`` and ``labels.json`` to ``folder``.

    Weights are quantised to 7 bits a channel (in 8, products of two may overflow on processors without VNNI, and what
    is read would depend on the processor), activations to 8 bits as they come. The graph takes one passage a call, so
    the activations' scales never depend on another passage.
    """
    network, labels, settings = restore(checkpoint)
    folder.mkdir(parents=True, exist_ok=True)
    pieces, words = 11, 7
    places = torch.arange(words)[None]
    example = (torch.randint(4, 1000, (1, pieces)), places, places, places * 0, torch.zeros(1, dtype=torch.long))
    axes = {"pieces": {1: "pieces"}, "first": {1: "words"}, "last": {1: "words"}, "part": {1: "words"}}
    axes |= {name: {1: "words"} for name in OUTPUTS}
    axes["arcs"] = {1: "words", 2: "words"}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            network, example, str(plain), input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        quantised = Path(scratch) / "quantised.onnx"
        quantize_dynamic(
            plain, quantised, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        _simplify(quantised, folder / "reader.onnx")
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    description = {"labels": asdict(labels), "treebank": STYLE, "settings": settings}
    (folder / LAST_FILE).write_text(json.dumps(description, ensure_ascii=False), encoding="utf-8")


def _simplify(graph: Path, to: Path) -> None:
    """Do once what the runtime would do to the graph at every start: it gives the same and loads in less time.

    The level is the highest that is the same for all processors.
    """
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(to)
    onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
