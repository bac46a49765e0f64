"""How near the reader comes to what the processor can do, and how much of a run is not the model.

    python -m benchmarks.roofline PATH... [--articles N] [--threads N]

Operations are multiply-adds of matrix products, counted from the shapes that the runtime reports for each step of the
graph. The peak is the best of one large 8-bit product with the model's own inner sizes, on one core. All times are
processor time of one thread, so that a busy machine changes little but the peak's and the model's share alike.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.resources import files
from itertools import islice, pairwise
from math import prod
from pathlib import Path
from time import perf_counter, thread_time
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from segundo.article import Article
from segundo.pipeline import find
from segundo.reader import load_reader
from segundo.reader.reader import Reader, join
from segundo.segment import segment
from segundo.sources import read_sources

SIZES = ((384, 384), (384, 1536), (1536, 384))
"""The inner sizes of the encoder's products: attention's four, and the two of each layer's network."""
ROWS = 1024
TRIALS = 8
LENGTHS = (16, 32, 64, 128)
"""Passages are shown in classes of at most so many words: what a batch of short ones could gain at most."""
MANY = 1000


@dataclass(slots=True)
class Spent:
    """Processor seconds: the model's for each passage, and those of all that is around it."""

    model: list[float] = field(default_factory=list)
    reader: float = 0.0
    finders: float = 0.0
    segment: float = 0.0


def main() -> None:
    """Print operations, peak and shares."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.roofline", description=main.__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--threads", type=int, help="compare so many threads with one (on a quiet machine) instead")
    given = parser.parse_args()
    articles = [item for item in islice(read_sources(given.paths), given.articles) if isinstance(item, Article)]
    reader = load_reader()
    if given.threads:
        print(f"{given.threads} threads read {gain(articles, given.threads):.2f} times as fast as one")
        return
    run(articles[:2], reader)  # what is loaded at first need is no part of the work
    spent, passages = run(articles, reader)
    operations, steps = count(articles)
    best = peak()
    model, total = sum(spent.model), spent.reader + spent.finders + spent.segment
    every = sum(passages)
    print(f"{len(articles)} articles, {len(passages)} passages, {every:,} words")
    print(f"a word takes the model {operations / every / 1e6:.1f} million multiply-adds; its time: {', '.join(steps)}")
    print(f"peak: {best / 1e9:.1f} thousand million multiply-adds a second on one core")
    print(f"the model reaches {operations / model / 1e9:.1f} of them, {operations / model / best:.0%} of the peak")
    print(f"words a second on one core: {every / model:,.0f} in the model, {every / total:,.0f} in all")
    parts = {"the reader": spent.reader - model, "finders": spent.finders, "passages": spent.segment}
    shares = ", ".join(f"{name} {seconds / total:.0%}" for name, seconds in parts.items())
    print(f"Python is {1 - model / total:.0%} of the whole: {shares}")
    for low, high in pairwise((0, *LENGTHS, MANY)):
        chosen = [(size, time) for size, time in zip(passages, spent.model, strict=True) if low < size <= high]
        if chosen:
            size, time = map(sum, zip(*chosen, strict=True))
            print(f"  {len(chosen)} passages of {low + 1} to {high} words: {size / time:,.0f} words a second")


def run(articles: Sequence[Article], reader: Reader) -> tuple[Spent, list[int]]:
    """Read articles one after another; the time of each part, and the words of each call of the model."""
    spent = Spent()
    words: list[int] = []
    session: Any = reader._session
    reader._session = _Timed(session, spent.model, words)
    for article in articles:
        start = thread_time()
        passages = segment(article.text)
        distinct = [passage for passage in passages if passage.first == passage.number]
        segmented = thread_time()
        readings = reader.read([passage.text for passage in distinct])
        read = thread_time()
        find(article, passages, join(article.text, distinct, readings))
        spent.segment += segmented - start
        spent.reader += read - segmented
        spent.finders += thread_time() - read
    reader._session = session
    return spent, words


@dataclass(frozen=True, slots=True)
class _Timed:
    """A session that notes how long each call takes, and how many words it is about."""

    session: Any
    seconds: list[float]
    words: list[int]

    def run(self, names: Any, inputs: dict[str, Any]) -> Any:
        start = thread_time()
        found = self.session.run(names, inputs)
        self.seconds.append(thread_time() - start)
        self.words.append(inputs["first"].shape[1] - 1)
        return found


def gain(articles: Sequence[Article], threads: int) -> float:
    """How many times as fast so many threads are as one, on the same passages in turn, each at its best."""
    spent = [0.0, 0.0]
    readers = load_reader(), load_reader(threads=threads)
    for text in (passage.text for article in articles for passage in segment(article.text)):
        for number, reader in enumerate(readers):
            spent[number] += min(_times(partial(reader.read, [text]), perf_counter))
    return spent[0] / spent[1]


def count(articles: Sequence[Article]) -> tuple[int, list[str]]:
    """The multiply-adds of reading articles, and the share of time of each kind of step that takes 3 % or more."""
    reader, graph = load_reader(), files("segundo.reader") / "model" / "reader.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_profiling = True
        options.profile_file_prefix = str(Path(scratch) / "profile")
        session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        reader._session = session
        for article in articles:
            reader.read([passage.text for passage in segment(article.text) if passage.first == passage.number])
        events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    kernels = [event for event in events if event["name"].endswith("_kernel_time")]
    seconds: dict[str, float] = {}
    for kernel in kernels:
        seconds[kernel["args"]["op_name"]] = seconds.get(kernel["args"]["op_name"], 0) + kernel["dur"]
    total = sum(seconds.values())
    shares = sorted(((time / total, name) for name, time in seconds.items()), reverse=True)
    return sum(map(_operations, kernels)), [f"{name} {share:.0%}" for share, name in shares if share >= 0.03]


def _operations(kernel: Any) -> int:
    """The multiply-adds of a step: of a matrix product, what comes out times what is summed over."""
    arguments = kernel["args"]
    if "MatMul" not in arguments["op_name"] and arguments["op_name"] != "Gemm":
        return 0
    (shape,), (out,) = (arguments[f"{side}_type_shape"][0].values() for side in ("input", "output"))
    return int(prod(out) * shape[-1])


def peak() -> float:
    """The most multiply-adds a second of one 8-bit product with a constant matrix, on one thread."""
    return max(_rate(inner, outer) for inner, outer in SIZES)


def _rate(inner: int, outer: int) -> float:
    random = np.random.default_rng(1)
    weights = random.integers(-127, 128, (inner, outer), dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["rows", "weights"], ["out"])],
        "product",
        [helper.make_tensor_value_info("rows", TensorProto.UINT8, [ROWS, inner])],
        [helper.make_tensor_value_info("out", TensorProto.INT32, [ROWS, outer])],
        [onnx.numpy_helper.from_array(weights, "weights")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    rows = random.integers(0, 256, (ROWS, inner), dtype=np.uint8)
    return ROWS * inner * outer / min(_times(lambda: session.run(None, {"rows": rows})))


def _times(work: Callable[[], object], clock: Callable[[], float] = thread_time) -> Iterator[float]:
    for _ in range(TRIALS):
        start = clock()
        work()
        yield clock() - start


if __name__ == "__main__":
    main()
