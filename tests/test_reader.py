from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from segundo.errors import ModelError
from segundo.reader import Reader, join, load_reader, model_version
from segundo.reader.reading import Reading
from segundo.segment import segment

TEXT = (
    "O ministro das Finanças, Mário Lima, disse na terça-feira que o défice vai descer. "
    "«Não há dinheiro», afirmou em Lisboa.\n"
    "A oposição criticou-o.\n"
    "A oposição criticou-o."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def article(reader: Reader, text: str) -> Reading:
    distinct = [passage for passage in segment(text) if passage.first == passage.number]
    return join(text, distinct, reader.read([passage.text for passage in distinct]))


def test_words_stand_where_the_reading_says(reader: Reader) -> None:
    reading = article(reader, TEXT)
    for form, start, end in zip(reading.form, reading.start, reading.end, strict=True):
        place = reading.text[start:end]
        assert form == place or place.lower() in {"das", "na"}


def test_a_repeated_paragraph_is_not_read(reader: Reader) -> None:
    reading = article(reader, TEXT)
    assert len(reading.paragraphs) == 2
    assert max(reading.end) < TEXT.rindex("A oposição")


def test_sentences_trees_and_entities(reader: Reader) -> None:
    reading = article(reader, TEXT)
    assert len(reading.sentences) == 3
    for first, last in reading.sentences:
        assert [reading.head[word] for word in range(first, last)].count(-1) == 1
        assert all(first <= reading.head[word] < last for word in range(first, last) if reading.head[word] >= 0)
    names = {TEXT[slice(*reading.span(entity.first, entity.last))]: entity.type for entity in reading.entities}
    assert names["Mário Lima"] == "PER"
    assert names["Lisboa"] == "LOC"


def test_a_reading_never_depends_on_its_company(reader: Reader) -> None:
    passages = [passage.text for passage in segment(TEXT)]
    alone = [reader.read([passage])[0] for passage in passages]
    assert reader.read(passages) == alone
    assert reader.read([*reversed(passages), "Outra coisa, muito mais longa, aconteceu no Porto."])[:-1] == alone[::-1]


def test_a_long_passage_is_read_whole(reader: Reader) -> None:
    text = "O ministro disse que não sabia de nada. " * 60
    reading = reader.read([text])[0]
    assert len(reading) == 60 * 9
    assert len(reading.sentences) == 60
    assert all(len(getattr(reading, name)) == len(reading) for name in ("lemma", "upos", "feats", "head", "deprel"))


@pytest.mark.parametrize("text", ["", " ", "…", "\u200b", "a" * 5000, "1" * 5000, "“" * 700, "😀 👍🏽"])
def test_odd_passages_are_read(reader: Reader, text: str) -> None:
    reading = reader.read([text])[0]
    assert {f.name for f in fields(reading)} >= {"form"}
    assert len(reading.head) == len(reading.form)


def test_an_empty_article_joins_to_an_empty_reading() -> None:
    assert len(join("", [], [])) == 0


def test_a_broken_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"reader\.onnx: the model is not complete"):
        Reader(tmp_path)
    for name in ("reader.onnx", "tokenizer.json", "labels.json"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(ModelError, match="the model is broken"):
        Reader(tmp_path)


def test_the_version_is_of_the_files(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"reader\.onnx: the model is not complete"):
        model_version(tmp_path)
    versions = []
    for content in ("{}", "{}", "[]"):
        for name in ("reader.onnx", "tokenizer.json", "labels.json"):
            (tmp_path / name).write_text(content)
        versions.append(model_version(tmp_path))
    assert versions[0] == versions[1] != versions[2]
    assert len(model_version()) == 16
