"""The same work over many articles, where it does not need a model that works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from multiprocessing import active_children
from pathlib import Path

import pytest

from segundo.article import Article
from segundo.errors import ModelError, ProcessError
from segundo.ledger import open_ledger
from segundo.reader.reading import Reading
from segundo.records import Records
from segundo.run import Analysed, analyse, into, local, read_into
from segundo.run.local import WINDOW


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_broken_model_stops_the_run(tmp_path: Path, jobs: int) -> None:
    for name in ("reader.onnx", "tokenizer.json", "labels.json"):
        (tmp_path / name).write_text("{}")
    articles = [Article(id=str(number), text=f"Chove {number}.") for number in range(12)]
    with pytest.raises(ModelError, match="the model is broken"):
        list(analyse(articles, jobs=jobs, model=tmp_path))


def test_a_process_that_is_killed_ends_the_run_with_a_reason() -> None:
    articles = (Article(id=str(number), text=f"Chove {number}.") for number in range(10 * WINDOW))
    with pytest.raises(ProcessError, match=r"has been ended.* fewer --jobs"):
        for _ in analyse(articles, jobs=2):
            for child in active_children():
                child.kill()


class Memory:
    """A cache in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, Reading] = {}

    def get(self, texts: Sequence[str]) -> Sequence[Reading | None]:
        return [self.kept.get(text) for text in texts]

    def put(self, texts: Sequence[str], readings: Sequence[Reading]) -> None:
        self.kept.update(zip(texts, readings, strict=True))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were read, by windows of two articles, without a model."""
    texts: list[str] = []

    def reading(text: str) -> Reading:
        texts.append(text)
        return Reading(text, (), (), (), (), (), (), (), (), (), (), (), ())

    monkeypatch.setattr(local, "WINDOW", 2)
    monkeypatch.setattr(local, "_read", lambda _, some: ([reading(text) for text in some], 0.0))
    monkeypatch.setattr(local, "_find", lambda _: (Records(), 0.0))
    return texts


@pytest.mark.parametrize("count", range(6))
def test_articles_come_once_and_in_their_order(read: list[str], count: int) -> None:
    articles = [Article(id=str(number), text=f"Chove {number}.") for number in range(count)]
    found = [item.article for item in analyse(articles, jobs=1) if isinstance(item, Analysed)]
    assert found == articles
    assert read == [article.text for article in articles]


def test_the_next_articles_are_taken_before_those_at_hand_are_finished(read: list[str]) -> None:
    taken = []

    def source() -> Iterator[Article]:
        for number in range(8):
            taken.append(number)
            yield Article(id=str(number), text=f"Chove {number}.")

    next(iter(analyse(source(), jobs=1)))
    assert taken == [0, 1, 2, 3]


def test_a_passage_of_the_window_before_is_not_read_again(read: list[str]) -> None:
    articles = [Article(id=str(number), text=f"Chove {number // 3}.") for number in range(6)]
    assert len(list(analyse(articles, jobs=1, cache=Memory()))) == 6
    assert read == ["Chove 0.", "Chove 1."]


def test_what_another_version_of_the_reader_read_is_read_again(
    read: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article(id="a", text="Chove.")
    with open_ledger(tmp_path / "news.ledger", write=True) as book:
        for _ in range(2):
            read_into(book, [article], jobs=1, again=True)
        assert len(read) == 1
        monkeypatch.setattr(into, "READING", ("segment.py",))
        assert read_into(book, [article], jobs=1).counts.articles == 1
        assert len(read) == 2
