"""The trained reader at run time: tokenizer, batches, ONNX session, decoding."""

from __future__ import annotations

from segundo.reader.reader import Reader, join, load_reader, model_version

__all__ = ["Reader", "join", "load_reader", "model_version"]
