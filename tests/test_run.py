"""The same work over many articles, where it does not need a model that works."""

from __future__ import annotations

from pathlib import Path

import pytest

from segundo.article import Article
from segundo.errors import ModelError
from segundo.run import analyse


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_model_stops_the_run(tmp_path: Path, jobs: int) -> None:
    for name in ("reader.onnx", "tokenizer.json", "labels.json"):
        (tmp_path / name).write_text("{}")
    articles = [Article(id=str(number), text=f"Chove {number}.") for number in range(12)]
    with pytest.raises(ModelError, match="the model is broken"):
        list(analyse(articles, jobs=jobs, model=tmp_path))
