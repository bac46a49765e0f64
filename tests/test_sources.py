"""Files, directories, standard input, JSON Lines: whatever they hold, the run goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.article import Article, Failure
from segundo.sources import files, read_sources
from segundo.sources.jsonl import read_jsonl

SHARED = Path(__file__).parents[2] / "shared"
GOOD = {"id": "g1", "outlet": "Correio da Serra", "published": "2015-09-02", "title": "Ponte", "text": "A ponte caiu."}


def articles(*paths: Path | str) -> list[Article]:
    found = list(read_sources(paths))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def failures(*paths: Path | str) -> list[Failure]:
    return [item for item in read_sources(paths) if isinstance(item, Failure)]


def only_failure(path: Path | str) -> Failure:
    [item] = read_sources([path])
    assert isinstance(item, Failure), item
    return item


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(*items: Any) -> str:
    return "".join((item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)) + "\n" for item in items)


def standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))


def test_a_directory_is_walked_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ["b.txt", "a/z.txt", "a/c.txt", ".oculto.txt", ".git/x.txt", "c.txt"]:
        write(tmp_path / name, f"Texto de {name}")
    found = articles(tmp_path)
    assert [Path(a.source).relative_to(tmp_path).as_posix() for a in found] == ["a/c.txt", "a/z.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize("inside", ["", "a", ".git"])
def test_a_given_directory_without_files_is_told(tmp_path: Path, inside: str) -> None:
    (tmp_path / inside).mkdir(exist_ok=True)
    assert list(read_sources(tmp_path)) == [Failure(str(tmp_path), "empty", "there is no file in it")]


def test_a_directory_whose_files_were_read_before_is_not_empty(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Um texto.")
    assert len(list(read_sources([path, tmp_path]))) == 1


def test_one_path_may_be_given_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Um texto.")
    assert len(list(read_sources(path))) == len(list(read_sources(str(path)))) == 1


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    assert articles(write(tmp_path / ".oculto.txt", "Um texto."))[0].text == "Um texto."


def test_a_file_met_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Um texto.")
    (tmp_path / "b.txt").symlink_to(path)
    assert len(articles(tmp_path, path, path)) == 1


def test_jsonl_keeps_what_it_has_no_field_for(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", lines({**GOOD, "url": "https://x.example", "byline": "Ana Prado", "tags": ["x"]})
    )
    [article] = articles(path)
    assert article.source == f"{path}:1"
    assert (article.id, article.outlet, article.byline) == ("g1", "Correio da Serra", "Ana Prado")
    assert article.published_basis == "given"
    assert article.extra == {"tags": ["x"]}
    assert len(article.sha256) == 64


def test_every_bad_line_is_a_failure_and_all_good_ones_are_read(tmp_path: Path) -> None:
    deep = '{"text": "a", "x": ' + "[" * 5000 + "]" * 5000 + "}"
    mid = '{"text": "a", "x": ' + "[" * 200 + "]" * 200 + "}"
    path = write(
        tmp_path / "a.jsonl",
        lines(
            GOOD, "", "{", "[1, 2]", '"texto"', {"id": "sem"}, {"id": "vazio", "text": " \n "}, {"text": 5}, deep, mid,
            {**GOOD, "text": "Outro."}, '{"text": ' + "9" * 5000 + "}", {**GOOD, "id": "g2", "published": "ontem"},
        ),
    )  # fmt: skip
    found = list(read_sources([path]))
    assert [item.id for item in found if isinstance(item, Article)] == ["g1", "g2"]
    bad = {int(item.source.rpartition(":")[2]): (item.code, item.reason) for item in found if isinstance(item, Failure)}
    assert {number: code for number, (code, _) in bad.items()} == {
        3: "format", 4: "format", 5: "format", 6: "empty", 7: "empty", 8: "format", 9: "format", 10: "format",
        11: "source", 12: "format",
    }  # fmt: skip
    assert bad[3][1] == "it is no JSON: Expecting property name enclosed in double quotes at column 2"
    assert bad[4][1] == "its JSON is a list, not an object"
    assert bad[9][1] == bad[10][1] == "its JSON is nested too deeply"
    assert bad[11][1] == f"its id g1 was met before, in {path}:1"


def test_bytes_that_are_no_text_spoil_their_own_line_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", b'{"text": "\x00\x01\x02"}\n' + lines(GOOD).encode())
    one, two = read_sources([path])
    assert isinstance(one, Failure) and one.code == "encoding"
    assert isinstance(two, Article)


def test_a_line_in_another_encoding_is_read_with_a_note(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", lines(GOOD).encode() + '{"text": "A eleição não será adiada."}'.encode("latin-1")
    )
    assert articles(path)[1].text == "A eleição não será adiada."
    assert articles(path)[1].notes == ("read as ISO-8859-1",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_jsonl_in_every_unicode_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Ċerto\u0a0aação"  # characters with a byte of value 10 in them, which is no line end in UTF-16
    path = write(tmp_path / "a.jsonl", lines({**GOOD, "text": text}, {**GOOD, "id": "g2"}).encode(encoding))
    assert [a.text for a in articles(path)] == [text, "A ponte caiu."]


def test_tabs_and_stray_controls_within_a_string_do_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"text": "Um\ttexto' + " com" * 50 + '\0."}')
    [article] = articles(path)
    assert article.text == "Um texto" + " com" * 50 + "."
    assert article.notes == ("invisible or control characters left out: 1",)


def test_a_line_separator_within_a_line_is_no_line_end(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", lines({"text": "Um.\u2028Dois.\u0085"}))
    assert articles(path)[0].text == "Um.\nDois.…"


def test_half_a_character_is_replaced_wherever_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", r'{"text": "Fim \ud83d aqui \ud83d\ude00", "x": ["\udc00"]}')
    [article] = articles(path)
    assert article.text == "Fim � aqui 😀"
    assert article.extra == {"x": ["�"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_huge_line_is_a_failure_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr(files, "LARGEST_ITEM", 1000)
    path = write(tmp_path / "a.jsonl", lines({"text": "a" * 5000}, GOOD).encode(encoding))
    one, two = read_sources([path])
    assert isinstance(one, Failure) and one.source == f"{path}:1"
    assert isinstance(two, Article) and two.source == f"{path}:2"
    assert only_failure(write(tmp_path / "b.txt", "a" * 1001)).code == "format"


def test_jsonl_is_read_as_it_streams() -> None:
    class Counted(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = lines({"text": f"Texto {Counted.given}."}).encode()
            Counted.given += 1
            buffer[: len(line)] = line
            return len(line)

    found = read_jsonl(io.BufferedReader(Counted()), "-")
    assert isinstance(next(found), Article)
    assert Counted.given < 10


def test_gzip_is_read_as_what_it_holds(tmp_path: Path) -> None:
    write(tmp_path / "a.txt.gz", gzip.compress(b"Um texto."))
    write(tmp_path / "b.jsonl.gz", gzip.compress(lines(GOOD).encode()))
    write(tmp_path / "c.jsonl", gzip.compress(lines({"text": "Sem o sufixo."}).encode()))
    assert [a.text for a in articles(tmp_path)] == ["Um texto.", "A ponte caiu.", "Sem o sufixo."]


def test_a_gzip_file_that_was_cut_short_gives_what_it_still_holds(tmp_path: Path) -> None:
    whole = gzip.compress(lines(*({"text": f"Texto {os.urandom(40).hex()}."} for _ in range(2000))).encode())
    found = list(read_sources([write(tmp_path / "a.jsonl.gz", whole[: len(whole) // 2])]))
    assert isinstance(found[0], Article)
    last = found[-1]
    assert isinstance(last, Failure)
    assert (last.code, last.reason) == ("format", "it is a gzip file that was cut short")
    assert only_failure(write(tmp_path / "b.txt.gz", whole[:40])).code == "format"
    assert only_failure(write(tmp_path / "c.txt.gz", whole[:30] + b"\xff" * 60 + whole[90:])).code == "format"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"Um texto que chega por um cano.", "Um texto que chega por um cano."),
        (lines(GOOD).encode(), "A ponte caiu."),
        (gzip.compress(lines(GOOD).encode()), "A ponte caiu."),
        (lines(GOOD).encode("utf-16"), "A ponte caiu."),
    ],
)
def test_standard_input_is_sniffed(monkeypatch: pytest.MonkeyPatch, content: bytes, text: str) -> None:
    standard_input(monkeypatch, content)
    [article] = articles("-")
    assert article.text == text
    assert article.source.startswith("-")
    assert not sys.stdin.buffer.closed


def test_an_empty_standard_input_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, b"")
    assert only_failure("-") == Failure("-", "empty", "it is empty")


@pytest.mark.parametrize(
    ("name", "content", "code", "reason"),
    [
        ("a.txt", b"", "empty", "it is empty"),
        ("a.txt", b" \n\n ", "empty", "it is empty"),
        ("a.jsonl", b"", "empty", "it is empty"),
        ("a.pdf", b"%PDF-1.7 xx", "format", "it is a PDF document, not text, JSON Lines, a table or a web page"),
        ("a.txt", b"PK\x03\x04zip", "format", "it is a ZIP archive or an office document, not text"),
        ("a.png", b"\x89PNG\r\n", "format", "it is an image"),
        ("a.jsonl", bytes(range(256)) * 9, "encoding", "it is binary, not text"),
        ("a.jsonl", b"[\n{\"text\": \"a\"},\n{\"text\": \"b\"}]", "format", "it is a JSON array"),
        ("a.jsonl", b"<!DOCTYPE html>\n<html></html>", "format", "its name ends in .jsonl, but it is a web page"),
        ("a.bin", bytes(range(256)), "encoding", "it is binary, not text"),
        ("a.xml", b"<?xml version='1.0'?><rss></rss>", "format", "it is XML"),
        ("a.json", b'[{"text": "a"}]', "format", "it is a JSON array"),
        ("a.json", b'{\n "text": "a"\n}', "format", "it is JSON over several lines"),
        ("a.txt", b"<!DOCTYPE html><html></html>", "format", "its name ends in .txt, but it is a web page"),
        ("a.html", b"<html><body></body></html>", "empty", "no article was found on the page"),
        ("a.html", b"<html><body><h1>Nada</h1><p>Erro 404.</p></body></html>", "empty", "no article was found on the"),
    ],
)
def test_what_is_no_article_is_a_failure_with_its_reason(
    tmp_path: Path, name: str, content: bytes, code: str, reason: str
) -> None:
    path = write(tmp_path / name, content)
    found = only_failure(path)
    assert (found.source, found.code) == (str(path), code)
    assert found.reason.startswith(reason)


def test_an_unknown_suffix_is_sniffed(tmp_path: Path) -> None:
    write(tmp_path / "a.json", lines(GOOD))
    write(tmp_path / "b", "[Atualizado] Um texto sem sufixo.")
    write(tmp_path / "c.news", "Um texto com outro sufixo.")
    assert [a.text[:8] for a in articles(tmp_path)] == ["A ponte ", "[Atualiz", "Um texto"]


def test_what_cannot_be_opened_is_a_failure_and_the_rest_is_read(tmp_path: Path) -> None:
    write(tmp_path / "d" / "a.txt", "Um texto.")
    (tmp_path / "d" / "laço").symlink_to(tmp_path / "d")
    (tmp_path / "d" / "partido.txt").symlink_to(tmp_path / "nada")
    os.mkfifo(tmp_path / "d" / "cano")
    found = list(read_sources([tmp_path / "não há.txt", tmp_path / "d", "a\0b"]))
    reasons = {Path(item.source).name: item.reason for item in found if isinstance(item, Failure)}
    assert reasons == {
        "não há.txt": "No such file or directory",
        "partido.txt": "No such file or directory",
        "laço": "it is a link back to a directory that it stands in",
        "cano": "it is neither a file nor a directory",
        "a\0b": "embedded null byte",
    }
    assert [item.text for item in found if isinstance(item, Article)] == ["Um texto."]


def test_an_unreadable_file_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", "Um texto.")

    def refuse(self: Path, mode: str = "r") -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # the user who runs the tests may read everything
    assert only_failure(path) == Failure(str(path), "source", "Permission denied")


def test_a_directory_deeper_than_calls_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(600):
        Path("d").mkdir()
        os.chdir("d")
    write(Path("a.txt"), "Um texto.")
    os.chdir(tmp_path)
    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(400)
        assert len(articles("d")) == 1
    finally:
        sys.setrecursionlimit(limit)


def test_a_name_that_is_not_utf_8_can_be_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("Um texto.", encoding="utf-8")
    [article] = articles(tmp_path)
    article.source.encode()


def test_the_same_article_in_two_files_is_a_failure_that_names_the_first(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "Um texto.")
    write(tmp_path / "b.txt", "Um texto.")
    [failure] = failures(tmp_path)
    assert failure.source == str(tmp_path / "b.txt")
    assert failure.reason.endswith(f"was met before, in {tmp_path / 'a.txt'}")


@given(st.binary(max_size=200))
def test_no_bytes_stop_a_stream(raw: bytes) -> None:
    stream: Any = io.BufferedReader(io.BytesIO(raw + b"\n" + lines(GOOD).encode()))
    assert all(isinstance(item, Article | Failure) for item in read_jsonl(stream, "x"))


@pytest.mark.shared
@pytest.mark.parametrize("name", ["seed/gold.jsonl", "gold/train.jsonl", "gold/dev.jsonl"])
def test_the_gold_texts_keep_their_offsets(name: str) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"the development data are not at {SHARED}")
    for line, article in zip(path.read_text(encoding="utf-8").splitlines(), articles(path), strict=True):
        given_text = json.loads(line)["text"]
        assert article.text == given_text or (len(article.text) == len(given_text) and article.notes), article.id
