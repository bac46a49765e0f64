"""Articles from tables: CSV and its like, one a row."""

from __future__ import annotations

import gzip
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from segundo.article import Article, Failure
from segundo.errors import SourceError
from segundo.sources import read_sources
from segundo.sources.table import is_table, read_table
from tests.test_sources import articles, only_failure, write

HEAD = "id,title,published,outlet,text\n"
ROW = 'p1,Ponte,02/09/2015,Correio da Serra,"A ponte caiu, disse a ministra.\nNinguém morreu."\n'


@pytest.mark.parametrize("name", ["a.csv", "a.CSV", "a.tsv"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_row_is_an_article(tmp_path: Path, name: str, delimiter: str) -> None:
    head, row = HEAD.replace(",", delimiter), ROW.replace(",", delimiter).replace(f"caiu{delimiter}", "caiu,")
    (article,) = articles(write(tmp_path / name, head + row))
    assert (article.id, article.title, article.outlet) == ("p1", "Ponte", "Correio da Serra")
    assert (article.published, article.published_basis) == (date(2015, 9, 2), "given")
    assert article.text == "A ponte caiu, disse a ministra.\nNinguém morreu."
    assert article.source == f"{tmp_path / name}:2"


@pytest.mark.parametrize(
    ("encoding", "note"),
    [("utf-8", ()), ("utf-8-sig", ()), ("utf-16", ()), ("cp1252", ("read as ISO-8859-1",))],
)
def test_a_table_may_be_in_any_encoding(tmp_path: Path, encoding: str, note: tuple[str, ...]) -> None:
    (article,) = articles(write(tmp_path / "a.csv", (HEAD + ROW).encode(encoding)))
    assert article.text.endswith("Ninguém morreu.")
    assert article.notes == note


def test_a_line_of_excel_is_no_row(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.csv", "sep=;\r\ntext;title\r\nA ponte caiu.;x\r\n"))
    assert (article.title, article.source) == ("x", f"{tmp_path / 'a.csv'}:3")


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (HEAD + ROW, ["A ponte caiu, disse a ministra.\nNinguém morreu."]),
        ("text\nA ponte caiu.\n", ["text\nA ponte caiu."]),
        ("Text, title", ["Text, title"]),
    ],
)
def test_a_table_without_a_telling_name_is_known_by_its_first_row(
    tmp_path: Path, content: str, texts: list[str]
) -> None:
    assert [article.text for article in articles(write(tmp_path / "a", content))] == texts


def test_columns_are_known_by_their_names_whatever_their_case_and_order(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.csv", "Editoria, Text ,TITLE\npaís,A ponte caiu.,\n"))
    assert (article.text, article.title, article.extra) == ("A ponte caiu.", None, {"editoria": "país"})


def test_an_article_without_an_id_has_the_same_one_whatever_stands_around_it(tmp_path: Path) -> None:
    one, other = (
        articles(write(tmp_path / f"{name}.csv", f"text,title\n{rows}"))[-1].id
        for name, rows in (("a", "A ponte caiu.,Ponte\n"), ("b", 'Outro texto.,\n"A ponte caiu.","Ponte"\n'))
    )
    assert one == other


def test_a_bad_row_is_a_failure_at_its_line_and_the_next_is_read(tmp_path: Path) -> None:
    rows = 'a,"Um.\nDois.",x\n\n,,\nb,,\nc,Três.,x,y\nd,"Quatro"!,x\ne,Cinco.,x\n'
    path = write(tmp_path / "a.csv", "id,text,title\n" + rows)
    found = list(read_sources(path))
    assert [(item.id, item.source) for item in found if isinstance(item, Article)] == [
        ("a", f"{path}:2"), ("e", f"{path}:9"),
    ]  # fmt: skip
    assert [item for item in found if isinstance(item, Failure)] == [
        Failure(f"{path}:6", "empty", "it has no text"),
        Failure(f"{path}:7", "format", "it has 4 cells, but the first row 3"),
        Failure(f"{path}:8", "format", "it is no row of a table: ',' expected after '\"'"),
    ]


def test_a_quotation_mark_that_is_never_closed_loses_nothing_without_a_word(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", HEAD + ROW + 'p2,Ponte,,,"A ponte\np3,Ponte,,,Outra.\n')
    assert [item.source for item in read_sources(path)] == [f"{path}:2", f"{path}:4"]
    assert isinstance(list(read_sources(path))[-1], Failure)


def test_a_table_of_something_else_is_one_failure(tmp_path: Path) -> None:
    failure = only_failure(write(tmp_path / "a.csv", "nome;texto\nx;A ponte caiu.\n"))
    assert failure.code == "format"
    assert failure.reason == (
        "its first row names no column `text`. Name the columns: id, outlet, url, published, title, byline, text"
    )


@given(st.binary(max_size=200))
@example(b"text\rtitle")
@example(b'"text\x00",title\n\x00')
@example(b'text,title\n"')
def test_no_bytes_stop_a_table(raw: bytes) -> None:
    is_table(raw)
    for begin in (b"", b"text,title\n"):
        stream: Any = io.BufferedReader(io.BytesIO(begin + raw))
        try:
            assert all(isinstance(item, Article | Failure) for item in read_table(stream, "x"))
        except SourceError:
            assert not begin


def test_a_long_text_is_no_fault(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path / "a.csv", "text\n" + "A ponte caiu. " * 20_000))
    assert len(article.text) > 200_000


def test_a_table_that_is_cut_off_ends_with_one_failure(tmp_path: Path) -> None:
    whole = gzip.compress(b"text\n" + b"".join(b"A ponte %d caiu.\n" % number for number in range(2000)))
    path = tmp_path / "a.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    failures = [item for item in read_sources(path) if isinstance(item, Failure)]
    assert len(failures) == 1


def test_a_column_named_over_several_lines_is_one_failure(tmp_path: Path) -> None:
    failure = only_failure(write(tmp_path / "a.csv", '"text","the\nnote"\nA ponte caiu.,x\n'))
    assert failure.reason == "the name of a column goes over several lines"
