"""Formats that leave a ledger: each read back, or opened by a reader of others' making."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

from segundo.cli.app import app
from segundo.cli.output import row_type
from segundo.errors import FormatError, SourceError, UsageError
from segundo.export.brat import configuration
from segundo.export.gdelt import EVENT_COLUMNS, MENTION_COLUMNS, cameo, quad_class
from segundo.export.jsonlines import add_lines, lines, read_jsonlines, write_jsonlines
from segundo.export.parquet import read_parquet
from segundo.ledger import Filter, open_ledger
from tests.book import FIRST, TEXT, make
from tests.ledger_build import enter, finished

KINDS = ("statements", "figures", "events", "times", "actors", "articles")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("export") / "small.ledger")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)], catch_exceptions=False)


def everything(path: Path) -> dict[str, list[object]]:
    with open_ledger(path) as ledger:
        return {kind: list(getattr(ledger, kind)()) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_gives_the_rows_back(book: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "rows.parquet"
    assert run(book, "parquet", "--records", kind, "-o", path).exit_code == 0
    with path.open("rb") as source:
        assert list(read_parquet(source, row_type(kind))) == everything(book)[kind]


def test_parquet_opens_in_duckdb_and_arrow(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    run(book, "parquet", "--records", "figures", "-o", path)
    sql = f"SELECT value, published, number_spans[1].start FROM '{path}' WHERE outlet LIKE '%Ria'"
    (row,) = duckdb.execute(sql).fetchall()
    assert row == (200.0, FIRST.published, TEXT.index("200"))
    assert str(pyarrow.parquet.read_schema(path).field("published").type) == "date32[day]"


def test_csv_takes_the_filters_of_the_listings(book: Path) -> None:
    sheet = run(book, "csv", "--speaker", "amaro", "--outlet", "serra").stdout
    assert [row["outlet"] for row in csv.DictReader(io.StringIO(sheet))] == ["Jornal da Serra"]


def test_json_lines_give_the_same_ledger(book: Path, tmp_path: Path) -> None:
    path, again = tmp_path / "all.jsonl", tmp_path / "again.ledger"
    run(book, "jsonl", "-o", path)
    done = CliRunner().invoke(app, ["import", str(again), str(path)], catch_exceptions=False)
    assert done.exit_code == 0
    compared = tmp_path / "compared.ledger"
    shutil.copy(book, compared)
    with open_ledger(compared, write=True) as ledger:
        ledger.compare()
    assert everything(again) == everything(compared)
    with open_ledger(again) as ledger:
        assert ledger.article(FIRST.id) == FIRST
        assert list(ledger.verify()) == []


@pytest.mark.parametrize("content", [b"{}\n", b"\x89PNG", b""])
def test_what_is_no_export_makes_no_ledger(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    with pytest.raises(SourceError):
        CliRunner().invoke(app, ["import", f"{tmp_path}/a.ledger", f"{tmp_path}/a.jsonl"], catch_exceptions=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


def test_json_lines_keep_all_of_an_article(tmp_path: Path) -> None:
    item = finished()
    with open_ledger(tmp_path / "one.ledger", write=True) as ledger:
        enter(ledger, item, version="7")
        out = io.StringIO()
        write_jsonlines(lines(ledger, Filter()), out)
    (line,) = read_jsonlines(out.getvalue().splitlines())
    assert (line.article, line.records, line.version) == (item.article, item.records, "7")


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"id": 1}', "{"])
def test_a_line_that_is_no_article_is_named(line: str) -> None:
    with pytest.raises(FormatError, match="line 1: it is no article"):
        list(read_jsonlines([line]))


def test_records_that_do_not_fit_the_text_are_not_written(book: Path, tmp_path: Path) -> None:
    (first, *_) = run(book, "jsonl").stdout.splitlines()
    item = json.loads(first) | {"text": "Outra coisa."}
    with open_ledger(tmp_path / "other.ledger", write=True) as ledger:
        with pytest.raises(FormatError, match="the text has no span"):
            add_lines(ledger, read_jsonlines([json.dumps(item)]))
        assert ledger.count("articles") == 0


def test_brat_marks_the_words_that_it_names(book: Path, tmp_path: Path) -> None:
    run(book, "brat", "-o", tmp_path)
    for path in tmp_path.glob("*.ann"):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        bound, others = brat(path)
        assert bound
        for label, spans, words in bound.values():
            assert " ".join(text[start:end] for start, end in spans) == words
            assert label in configuration()
        assert {target for line in others for target in re.findall(r"\bT\d+", line)} <= set(bound)


def test_brat_has_the_parts_and_the_act_of_a_statement(book: Path, tmp_path: Path) -> None:
    run(book, "brat", "--records", "statements", "--speaker", "amaro", "--outlet", "ria", "-o", tmp_path)
    (path,) = tmp_path.glob("*.ann")
    bound, others = brat(path)
    (event,) = (line for line in others if line.startswith("E1"))
    roles = dict(pair.split(":") for pair in event.split("\t")[1].split())
    assert {role: bound[name][2] for role, name in roles.items()} == {
        "Statement": "mais de 200 pessoas fugiram das cheias", "Cue": "disse", "Source": "O ministro Rui Amaro",
    }  # fmt: skip
    assert "A1\tStatement_act E1 state" in others


def brat(path: Path) -> tuple[dict[str, tuple[str, list[tuple[int, int]], str]], list[str]]:
    """A file of brat's, as its manual says that it is read: the text-bound annotations by name, and other lines."""
    bound, others = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            name, places, words = line.split("\t")
            label, _, spans = places.partition(" ")
            pairs = [(int(start), int(end)) for start, end in (span.split(" ") for span in spans.split(";"))]
            bound[name] = (label, pairs, words)
        else:
            others.append(line)
    return bound, others


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture
def struck(tmp_path: Path) -> Path:
    """A ledger where two articles tell of a strike, and one plans another."""
    path = tmp_path / "strike.ledger"
    item = finished()
    (plan,) = item.records.events
    who = item.records.actors[0].mentions[:1]
    strike = replace(
        plan, type="PROTEST", status="happened", rule="strike:greve", trigger=plan.target, actor=who, target=()
    )
    with open_ledger(path, write=True) as ledger:
        for identifier, outlet in (("a", "Um"), ("b", "Dois")):
            article = replace(item.article, id=identifier, outlet=outlet)
            enter(ledger, item._replace(article=article, records=replace(item.records, events=(strike, plan))))
    return path


def test_an_event_of_two_articles_is_one_row_with_two_mentions(struck: Path) -> None:
    (event,) = table(run(struck, "gdelt-events").stdout)
    mentions = table(run(struck, "gdelt-mentions").stdout)
    assert (event["EventCode"], event["EventRootCode"], event["QuadClass"]) == ("143", "14", "4")
    assert (event["NumMentions"], event["NumSources"], event["NumArticles"]) == ("2", "2", "2")
    assert (event["Actor1Name"], event["Actor1CountryCode"]) == ("A MINISTRA ANA PRADO", "PRT")
    assert [row["MentionSourceName"] for row in mentions] == ["Um", "Dois"]
    assert {row["GLOBALEVENTID"] for row in mentions} == {event["GLOBALEVENTID"]}


def test_what_did_not_happen_is_no_event_of_gdelt(struck: Path) -> None:
    assert table(run(struck, "gdelt-events", "--status", "planned").stdout) == []


def test_the_tables_have_the_columns_of_gdelt() -> None:
    assert (len(EVENT_COLUMNS), len(MENTION_COLUMNS)) == (61, 16)


def test_gdelt_opens_in_duckdb(struck: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    run(struck, "gdelt-events", "-o", path)
    sql = f"SELECT SQLDATE, NumArticles FROM read_csv('{path}', delim='\t', header=true, quote='')"
    assert duckdb.execute(sql).fetchall() == [(20150903, 2)]


@pytest.mark.parametrize(
    ("kind", "rule", "code"),
    [
        ("PROTEST", "strike:greve", "143"),
        ("PROTEST", "act:ato", "140"),
        ("JUSTICE", "convict:condenar", "116"),
        ("JUSTICE", "schedule:adiar", None),
        ("HARM", "fire:incêndio", None),
    ],
)
def test_codes_follow_the_type_and_the_family(kind: str, rule: str, code: str | None) -> None:
    assert cameo(kind, rule) == code


@pytest.mark.parametrize(("code", "quad"), [("057", 1), ("060", 2), ("0841", 2), ("090", 3), ("138", 3), ("141", 4)])
def test_quad_classes(code: str, quad: int) -> None:
    assert quad_class(code) == quad


def test_every_family_of_the_table_is_one_of_the_triggers() -> None:
    text = files("segundo.export").joinpath("cameo.tsv").read_text(encoding="utf-8")
    rows = table("\n".join(line for line in text.splitlines() if not line.startswith("#")))
    triggers = files("segundo.languages").joinpath("pt", "triggers.tsv").read_text(encoding="utf-8")
    known = {tuple(line.split("\t")[:2]) for line in triggers.splitlines()}
    assert [row for row in rows if row["family"] and (row["type"], row["family"]) not in known] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("pdf",), "There are: csv"),
        (("brat",), "Name one with -o"),
        (("jsonl", "--records", "events"), "It holds: articles"),
        (("jsonl", "--speaker", "amaro"), "articles have no filter 'speaker'"),
        (("annotations", "--act", "deny", "--status", "happened"), "no filter"),
    ],
)
def test_what_a_format_does_not_hold_is_said(book: Path, arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        run(book, *arguments)


def test_without_a_kind_annotations_hold_all_that_have_the_filters(book: Path) -> None:
    def bodies(*arguments: str) -> set[str]:
        return {item["body"]["type"] for item in json.loads(run(book, "annotations", *arguments).stdout)["items"]}

    kinds = {"segundo:Statement", "segundo:Figure", "segundo:Event", "segundo:Time", "segundo:Actor"}
    assert bodies() == kinds
    assert bodies("--speaker", "amaro") == kinds - {"segundo:Time"}
    assert bodies("--status", "happened") == {"segundo:Event"}


def test_exporting_loads_pyarrow_only_for_parquet(book: Path) -> None:
    code = f"import sys; from segundo.cli.app import app; app(['export', {str(book)!r}, 'csv'], standalone_mode=False)"
    done = subprocess.run([sys.executable, "-c", f"{code}; assert 'pyarrow' not in sys.modules"], check=False)
    assert done.returncode == 0
