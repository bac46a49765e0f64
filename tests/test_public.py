"""The public surface: the names, and that importing them is light."""

import subprocess
import sys

import pytest

import segundo

NAMES = {
    "Actor", "Article", "EmptyError", "EncodingError", "Event", "Failure", "Figure", "Filter", "FormatError", "Ledger",
    "LedgerBusyError", "LedgerError", "LedgerFullError", "ModelError", "NotALedgerError", "NotFoundError", "Passage",
    "ProcessError", "Reader", "Records", "SegundoError", "SourceError", "Span", "Statement", "Time", "UsageError",
    "extract", "load_reader", "open_ledger", "read_into", "read_sources",
}  # fmt: skip


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_public_names_are_these() -> None:
    assert set(segundo.__all__) == NAMES
    assert set(segundo.__all__) <= set(dir(segundo))


def test_every_public_name_has_a_docstring() -> None:
    assert [name for name in NAMES if not getattr(segundo, name).__doc__] == []


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = segundo.nothing


@pytest.mark.parametrize("statement", ["import segundo", "from segundo import Article, Records, SegundoError"])
def test_importing_loads_nothing_heavy(statement: str) -> None:
    heavy = {"numpy", "onnxruntime", "tokenizers", "torch", "trafilatura", "fastapi", "ray", "typer", "rich", "sqlite3"}
    heavy |= {"jinja2", "pyarrow", "starlette", "uvicorn"}
    loaded = run(f"import sys; {statement}; print(*sys.modules)").split()
    assert heavy.isdisjoint(loaded)


@pytest.mark.parametrize("first", ["pass", "import segundo.run"])
def test_the_function_is_not_hidden_by_a_module_of_its_name(first: str) -> None:
    assert run(f"{first}; from segundo import extract; print(callable(extract))") == "True"


def test_the_command_line_helps_without_the_reader() -> None:
    code = "import sys; from segundo.cli.app import app; app(['--help'], standalone_mode=False); print(*sys.modules)"
    assert {"numpy", "onnxruntime", "trafilatura", "sqlite3"}.isdisjoint(run(code).split())


def test_processes_that_read_load_no_ledger_and_look_for_garbage_as_told() -> None:
    code = "import gc, sys; from segundo.run.local import _start_worker; _start_worker(9000, 8, 7)"
    collected, *loaded = run(f"{code}; print(gc.get_threshold()[0], *sys.modules)").split()
    assert collected == "9000"
    assert {"sqlite3", "segundo.ledger"}.isdisjoint(loaded)
