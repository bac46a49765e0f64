"""The founding example: its six statements, with source and act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from segundo.finders.statements import find_statements
from segundo.reader import join, load_reader
from segundo.segment import segment

SEED = Path(__file__).parents[2] / "shared" / "seed"


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="the shared development data is not beside the repository")
def test_the_founding_example_has_its_statements() -> None:
    gold = json.loads((SEED / "gold.jsonl").read_text(encoding="utf-8").splitlines()[0])
    text = gold["text"]
    distinct = [passage for passage in segment(text) if passage.first == passage.number]
    readings = load_reader().read([passage.text for passage in distinct])
    found = {(one.content, one.source, one.act) for one in find_statements(join(text, distinct, readings), ())}

    def pieces(spans: list[list[int]]) -> tuple[tuple[int, ...], ...]:
        return tuple(map(tuple, spans))

    wanted = {(pieces(one["content"]), pieces(one["source"]), one["act"]) for one in gold["statements"]}
    assert wanted <= found
