"""docs/ledger.md says what the schema has: no more, no less."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from segundo.ledger import open_ledger
from segundo.ledger.ids import KINDS

PAGE = (Path(__file__).parents[1] / "docs" / "ledger.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \|(.*)\|$", PAGE, re.MULTILINE))
COMMON = {"id", "article", "passage", "position", "rule", "score", "first_id"}


@pytest.fixture(scope="module")
def columns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    path = tmp_path_factory.mktemp("docs") / "x.ledger"
    open_ledger(path, write=True).close()
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
        return {
            table: {name for (name,) in connection.execute(f"SELECT name FROM pragma_table_info('{table}')")}
            for (table,) in tables.fetchall()
        }


def test_every_table_has_its_row(columns: dict[str, set[str]]) -> None:
    assert set(ROWS) == set(columns)


def test_every_column_is_named(columns: dict[str, set[str]]) -> None:
    for table, there in columns.items():
        told = set(re.findall(r"`(\w+)`", ROWS[table]))
        shared = COMMON if table in KINDS else set()
        assert told | shared == {name for name in there if not name.endswith(("_spans", "_folded"))}, table


def test_the_common_columns_are_named() -> None:
    paragraph = PAGE[PAGE.index("All five kinds") :]
    assert set(re.findall(r"`(\w+)`", paragraph[: paragraph.index("`figures.")])) == COMMON


def test_the_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_ledger("news.ledger", write=True).close()
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(compile(example, "docs/ledger.md", "exec"), {})
