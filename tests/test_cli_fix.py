"""The verbs of ``segundo fix``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from segundo.cli.app import app
from segundo.errors import EncodingError, FormatError, LedgerError, UsageError
from segundo.ledger import Filter, open_ledger
from tests.book import make
from tests.test_identities import item, told


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "x.ledger")


def run(path: Path, *words: str) -> Result:
    done = CliRunner().invoke(app, ["fix", str(path), *words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def identifier(path: Path, kind: str = "statements") -> str:
    with open_ledger(path) as book:
        return str(next(getattr(book, kind)()).id)


def test_a_field_is_set_listed_and_set_back(path: Path) -> None:
    record = identifier(path)
    done = run(path, "set", record, "speaker=Beatriz Serra", "act=deny", "--by", "ana", "--note", "ver rodapé")
    assert f"{record}  speaker: Rui Amaro → Beatriz Serra" in done.stdout
    assert "1 record of 1 article; take back" in done.stderr
    listed = run(path, "log", "--record", record).stdout.splitlines()
    assert [line.split()[1] for line in listed[::2]] == ["ana", "ana"]
    assert any(line.endswith("act: state → deny  holds") for line in listed)
    assert listed[1].strip() == "ver rodapé"
    assert run(path, "undo", record).stdout.count("taken back") == 2
    with open_ledger(path) as book:
        row = next(book.statements())
        assert (row.speaker, row.act) == ("Rui Amaro", "state")


def test_everywhere_is_previewed_first(path: Path) -> None:
    record = identifier(path)
    done = run(path, "set", record, "speaker=Beatriz Serra", "--everywhere", "--dry-run")
    assert done.stdout.count("Rui Amaro") == 2
    assert "2 records of 2 articles would be touched" in done.stderr
    with open_ledger(path) as book:
        assert book.corrections.count() == 0
    assert "undo b" in run(path, "set", record, "speaker=Beatriz Serra", "--everywhere").stderr
    with open_ledger(path) as book:
        assert book.count("statements", Filter(speaker="serra")) == 2


def test_what_is_rejected_is_listed_apart(path: Path) -> None:
    record = identifier(path, "figures")
    run(path, "reject", record)
    runner = CliRunner()
    assert record not in runner.invoke(app, ["figures", str(path), "--csv"]).stdout
    assert record in runner.invoke(app, ["figures", str(path), "--csv", "--rejected"]).stdout
    assert record in runner.invoke(app, ["show", str(path), record]).stdout
    run(path, "confirm", record)
    assert ",confirmed," in runner.invoke(app, ["figures", str(path), "--csv", "--review", "confirmed"]).stdout


def test_the_work_of_two_is_joined_by_files(path: Path, tmp_path: Path) -> None:
    other, record = make(tmp_path / "other.ledger"), identifier(path)
    run(path, "set", record, "speaker=Ana", "--by", "ana")
    run(other, "set", record, "speaker=Bia", "--by", "bia")
    run(other, "export", "-o", str(tmp_path / "bia.jsonl"))
    done = run(path, "import", str(tmp_path / "bia.jsonl"))
    assert "1 new correction, 0 known" in done.stderr
    assert "1 conflict" in done.stderr
    listed = run(path, "conflicts").stdout
    assert (listed.count("→ Ana"), listed.count("→ Bia")) == (1, 1)
    assert "0 new corrections, 1 known" in run(path, "import", str(tmp_path / "bia.jsonl")).stderr


def test_a_broken_file_is_told_with_its_line(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "broken.jsonl"
    file.write_text('\n{"id": "c1"', encoding="utf-8")
    with pytest.raises(FormatError) as error:
        run(path, "import", str(file))
    assert str(error.value).startswith(f"{file}: line 2 is no correction")
    file.write_bytes(b"\x89PNG")
    with pytest.raises(EncodingError, match="not in UTF-8"):
        run(path, "import", str(file))


def test_gold_has_what_was_settled(path: Path) -> None:
    with open_ledger(path, correct=True) as book:
        statement, other = list(book.statements())[:2]
        book.corrections.set(statement.id, "speaker", "Beatriz Serra")
        book.corrections.reject(other.id)
    (line,) = run(path, "gold").stdout.splitlines()
    gold = json.loads(line)
    assert [item["speaker"] for item in gold["statements"]] == ["Beatriz Serra"]
    assert gold["times"][gold["statements"][0]["when"]]["value"] == "2015-09-01"
    assert len(gold["rejected"]["statements"]) == 1
    assert (gold["figures"], gold["complete"]) == ([], False)
    for kind in ("figures", "events"):
        run(path, "confirm", identifier(path, kind))
    assert json.loads(run(path, "gold").stdout)["complete"]


def test_records_are_added_and_spans_moved(path: Path) -> None:
    done = run(path, "add", "ria-1", "statements", "content=nega", "speaker=Uma testemunha", "act=deny")
    record = done.stdout.split()[1]
    assert "add content=“nega”" in done.stdout
    with open_ledger(path) as book:
        (span,) = book.record(record).content_spans  # type: ignore[union-attr]
    run(path, "span", record, "content", str(span.start - len("testemunha ")), str(span.end))
    with open_ledger(path) as book:
        assert book.record(record).content == "testemunha nega"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("set", "{id}", "speaker"), "this sets no field"),
        (("set", "{id}", "colour=red"), "no field 'colour'"),
        (("confirm", "{id}", "--by", " "), "needs a name"),
        (("queue", "songs"), "are not reviewed"),
    ],
)
def test_what_is_asked_wrongly_is_told(path: Path, words: tuple[str, ...], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        run(path, *(word.format(id=identifier(path)) for word in words))


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such file"):
        run(tmp_path / "none.ledger", "confirm", "s1")
    assert list(tmp_path.iterdir()) == []


def test_the_queue_is_listed(path: Path) -> None:
    assert "0.70" in run(path, "queue").stdout


def test_who_is_one_and_who_is_two_is_shown_said_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "who.ledger"
    with open_ledger(path, write=True) as book:
        told(book, *(item(f"a{n}", "Mário Tordo") for n in (1, 2)), item("a3", "Rita Zuzarte"))
        first = next(book.actors()).id

    def count() -> int:
        with open_ledger(path) as book:
            return book.count_identities()

    shown = run(path, "same", "Mário Tordo", "Rita Zuzarte", "--dry-run").stdout
    assert "Mário Tordo" in shown and "Rita Zuzarte" in shown and count() == 2
    said = run(path, "same", "Mário Tordo", "Rita Zuzarte")
    assert "Mário Tordo and Rita Zuzarte: same" in said.stdout
    assert "1 pair of actors; take back" in said.stderr
    assert count() == 1
    run(path, "undo", said.stdout.split()[0])
    assert count() == 2
    assert "Mário Tordo" in run(path, "different", first, "--dry-run").stdout
    run(path, "different", first)
    assert count() == 3
