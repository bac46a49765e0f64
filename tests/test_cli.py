"""The command line over a small ledger made by hand; what needs the trained reader is in ``test_cli_reader.py``."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from segundo.cli.app import app
from segundo.cli.options import FILTERS, to_field
from segundo.cli.output import row_type
from segundo.export.csv import read_csv
from segundo.ledger import open_ledger
from segundo.ledger.filters import CONDITIONS
from tests.book import make

KINDS = tuple(FILTERS)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make(tmp_path_factory.mktemp("cli") / "small.ledger"))


EACH = {"actors": ("--each",)}
"""What asks a verb for the rows of a kind, if it gives something else by itself."""


def run(*arguments: str) -> Result:
    return CliRunner(env={"COLUMNS": "200"}).invoke(app, list(arguments), catch_exceptions=False)


def process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "segundo", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload, no-any-return]


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_listed_in_every_format(book: str, kind: str) -> None:
    table, lines, sheet = (run(kind, book, form, *EACH.get(kind, ())) for form in ("--table", "--json", "--csv"))
    assert {table.exit_code, lines.exit_code, sheet.exit_code} == {0}
    found = rows(lines)
    assert found
    assert all(str(row["id"]) in table.stdout for row in found)
    assert [row["id"] for row in csv.DictReader(io.StringIO(sheet.stdout, newline=""))] == [row["id"] for row in found]


@pytest.mark.parametrize("kind", KINDS)
def test_csv_gives_the_rows_of_the_ledger_back(book: str, kind: str) -> None:
    sheet = run(kind, book, "--csv", *EACH.get(kind, ())).stdout_bytes.decode()
    with open_ledger(book) as ledger:
        assert list(read_csv(io.StringIO(sheet, newline=""), row_type(kind))) == list(getattr(ledger, kind)())


@pytest.mark.parametrize("kind", KINDS)
def test_the_options_are_the_filters_that_the_ledger_has(kind: str) -> None:
    fields = {to_field(name) for name in FILTERS[kind] if not name.startswith("as_")}
    assert fields - {"limit", "offset", "count", "once", "rejected"} == set(CONDITIONS[kind])


@pytest.mark.parametrize(
    ("kind", "options", "count"),
    [
        ("statements", [], 4),
        ("statements", ["--speaker", "amaro"], 2),
        ("statements", ["--speaker", "Rui", "--outlet", "serra"], 1),
        ("statements", ["--on-behalf-of", "governo"], 2),
        ("statements", ["--form", "direct"], 2),
        ("statements", ["--not-said"], 0),
        ("statements", ["--min-score", "0.8"], 2),
        ("statements", ["--content", "cheias"], 2),
        ("statements", ["--count", "once"], 2),
        ("statements", ["--since", "2015"], 2),
        ("statements", ["--until", "2015-08"], 0),
        ("statements", ["--when-since", "2015-09-01", "--when-until", "2015-09"], 2),
        ("statements", ["--limit", "1"], 1),
        ("statements", ["--limit", "0", "--offset", "3"], 1),
        ("figures", ["--kind", "displaced", "--speaker", "amaro"], 2),
        ("figures", ["--kind", "killed"], 0),
        ("events", ["--type", "HARM", "--status", "happened"], 2),
        ("times", ["--type", "DATE", "--text", "ministro"], 2),
        ("actors", ["--each", "--name", "rui", "--kind", "person", "--organisation", "governo"], 2),
        ("articles", ["--outlet", "Ria"], 1),
        ("articles", ["--text", '"rui amaro"'], 2),
    ],
)
def test_filters(book: str, kind: str, options: list[str], count: int) -> None:
    assert len(rows(run(kind, book, "--json", *options))) == count


def test_a_table_says_when_it_does_not_show_all(book: str) -> None:
    result = run("statements", book, "--limit", "3")
    assert "3 of 4 statements; --limit 0 shows all" in result.stderr
    assert run("statements", book).stderr == ""


def test_the_passage_is_shown_with_marks_under_it(book: str) -> None:
    identifier = str(rows(run("statements", book, "--json"))[0]["id"])
    lines = run("show", book, identifier[:10]).stdout.splitlines()
    text = next(index for index, line in enumerate(lines) if "O ministro Rui Amaro disse" in line)
    marks = lines[text + 1]
    for words, mark in (("O ministro Rui Amaro", "="), ("disse", "^"), ("mais de 200", "─")):
        start = lines[text].index(words)
        assert set(marks[start : start + len(words)]) == {mark}
    assert any(identifier in line and "Rui Amaro for Governo: state" in line for line in lines)
    assert not any("testemunha" in line for line in lines)


def test_the_record_that_is_asked_for_comes_first_in_full_and_marked(book: str) -> None:
    event = rows(run("events", book, "--json"))[0]
    lines = run("show", book, str(event["id"])).stdout.splitlines()
    fields = {name: words for name, _, words in (line.partition(" ") for line in lines[2 : lines.index("")])}
    told = {name: fields[name].strip() for name in ("id", "type", "status", "trigger", "actor", "when", "speaker")}
    assert told == {name: str(event[name]) for name in told}
    assert "target" not in fields and "trigger_spans" not in fields
    text = next(index for index, line in enumerate(lines) if "O ministro Rui Amaro disse" in line)
    assert lines[text + 1].startswith("▶ │")
    start = lines[text].index("fugiram")
    assert set(lines[text + 1][start : start + len("fugiram")]) == {"^"}
    assert sum("▶" in line for line in lines) == 2  # its marks, and its label
    assert any("▶" in line and "HARM happened: pessoas [fugiram], 2015-09-01" in line for line in lines)
    assert sum(str(event["id"]) in line for line in lines) == 3  # in full, among its appearances, as a label


def test_an_actor_of_an_article_is_shown_too(book: str) -> None:
    actor = str(rows(run("actors", book, "--json", "--each"))[0]["id"])
    shown = run("show", book, actor).stdout
    assert "ministro" in shown and "▶" in shown


def test_an_id_that_several_have_names_them(book: str) -> None:
    one, other = sorted(str(row["id"]) for row in rows(run("statements", book, "--json")))[:2]
    done = process("show", book, one[: next(at for at, letter in enumerate(one) if other[at] != letter)])
    assert done.returncode == 1 and f"{one}, {other}" in done.stderr


def test_an_article_is_shown_whole(book: str) -> None:
    shown = run("show", book, "ria-1").stdout
    assert "=Cheias no vale" in shown
    assert "O ministro Rui Amaro" in shown
    assert "Uma testemunha" in shown


def test_a_good_ledger_verifies(book: str) -> None:
    result = run("verify", book)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "every offset and hash is right" in result.stderr


def test_stats_count_all_and_once(book: str) -> None:
    (stats,) = rows(run("stats", book, "--json"))
    assert stats["articles"] == 2
    assert "counted once" in run("stats", book).stdout
    assert run("stats", book, "--failures").stdout == "broken.txt: its bytes are no text [encoding]\n"


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("nothing",), 2, "No such command"),
        (("statements",), 2, "Missing argument"),
        (("statements", "BOOK", "--act", "sing"), 2, "There are: state, deny"),
        (("statements", "BOOK", "--since", "someday"), 2, "2015-09-03"),
        (("statements", "BOOK", "--csv", "--json"), 2, "exclude one another"),
        (("statements", "BOOK", "--text", "..."), 2, "no word to search for"),
        (("statements", "BOOK", "--min-score", "2"), 2, "--min-score"),
        (("statements", "BOOK", "--limit", "-1"), 2, "--limit"),
        (("try", "", "--published", "hoje"), 2, "write it as 2015-09-03"),
        (("try", " "), 1, "there is no text"),
        (("statements", "nowhere.ledger"), 1, "nowhere.ledger"),
        (("statements", "README"), 1, "README"),
        (("show", "BOOK", "s000000"), 1, "no record has this id"),
        (("extract", "README", "-o", "no/such/place.jsonl"), 1, "no/such/place.jsonl"),
    ],
)
def test_errors_say_what_and_where_and_never_trace(
    book: str, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    (tmp_path / "README").write_text("Isto não é um livro.\n" * 50, encoding="utf-8")
    done = process(*(book if argument == "BOOK" else argument for argument in arguments), cwd=tmp_path)
    assert done.returncode == status
    assert words in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_closed_pipe_is_no_error(book: str) -> None:
    command = f"{sys.executable} -m segundo statements {book} --json | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


def test_a_full_disk_and_a_closed_output_are_told(book: str) -> None:
    for redirection, words in (("> /dev/full", "No space left"), (">&-", "standard output is closed")):
        command = f"{sys.executable} -m segundo statements {book} --json {redirection}"
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert done.returncode in {1, 2}
        assert words in done.stderr
        assert "Traceback" not in done.stderr


def test_there_is_no_colour_in_a_pipe(book: str) -> None:
    assert "\x1b" not in process("statements", book).stdout + process("show", book, "ria-1").stdout


def test_data_is_utf8_whatever_the_locale(book: str) -> None:
    command = [sys.executable, "-m", "segundo", "statements", book, "--json", "--speaker", "amaro", "--limit", "1"]
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    assert "terça-feira" in done.stdout.decode("utf-8")


def test_without_a_verb_the_verbs_are_told() -> None:
    result = run()
    assert result.exit_code == 2
    assert "statements" in result.output


def test_the_version_is_told() -> None:
    assert run("--version").stdout.startswith("segundo 0.")


@pytest.mark.parametrize("verb", ["try", "extract", "read", "show", "verify", "stats", *KINDS])
def test_every_verb_has_help(verb: str) -> None:
    result = run(verb, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout
