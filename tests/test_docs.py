"""Docs that name what is not there fail here, and so do modules that grow too long."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args

import pytest
from typer.main import get_command

from segundo.cli.app import app
from segundo.records import (
    Act,
    Actor,
    ActorKind,
    Bound,
    Event,
    Figure,
    FigureKind,
    Form,
    Statement,
    Status,
    Time,
    TimeType,
)

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("*/README.md"))]
LONGEST = 500

_BLOCK = re.compile(r"(?:\A|\n)\n((?:(?: {4}|\t).+\n|\n)+)|```.*?\n(.*?)```", re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
_FILE = re.compile(
    r"(?:docs|src|tests|training|evaluation|benchmarks|examples|\.ci)/[\w./-]*|[\w-]+\.(?:md|toml|py|sql|tsv)"
)
_NAME = re.compile(r"segundo(?:\.\w+)+")


@cache
def verbs() -> dict[str, set[str]]:
    """Each verb of the command line with its options; of one that has verbs of its own, those of all of them."""
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
    return {name: options(command) | {"--help", "-h"} for name, command in commands.items()}


def options(command: Any) -> set[str]:
    """The options of a verb and of those under it."""
    mine = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
    return mine.union(*map(options, getattr(command, "commands", {}).values()))


def snippets(page: Path) -> Iterator[str]:
    """What stands in code: each line of a block, each span."""
    text = page.read_text(encoding="utf-8")
    for block in _BLOCK.finditer(text):
        yield from filter(None, map(str.strip, (block[1] or block[2]).splitlines()))
    yield from _SPAN.findall(text)


def missing(page: Path) -> Iterator[str]:
    """What a page names and is not there."""
    for code in snippets(page):
        words = code.split()
        if words[0] == "segundo" and len(words) > 1:
            yield from _missing_verb(code)
        elif words[0] == "make" and len(words) > 1:
            if not re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE):
                yield code
        elif words[:2] == ["python", "-m"]:
            yield from _missing_module_option(code, words[2])
        elif _FILE.fullmatch(code):
            if not (ROOT / code).exists() and not (page.parent / code).exists():
                yield code
        elif _NAME.fullmatch(code) and not _exists(code):
            yield code
    for link in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in link and not (page.parent / link).exists():
            yield link


def _missing_verb(code: str) -> Iterator[str]:
    words = shlex.split(code, comments=True)
    there = verbs().get(words[1])
    if words[1].startswith("-"):
        there = {"--help", "-h", "--version"}
        words.insert(1, "segundo")
    if there is None:
        yield code
    else:
        named = (word for word in words[2:] if word.startswith("-") and word != "-")
        yield from (f"{code}: {word}" for word in named if word not in there)


def _missing_module_option(code: str, module: str) -> Iterator[str]:
    spec = find_spec(module)
    if spec is not None and spec.submodule_search_locations:
        spec = find_spec(f"{module}.__main__")
    if spec is None or spec.origin is None:
        yield code
        return
    source = Path(spec.origin).read_text(encoding="utf-8")
    yield from (f"{code}: {word}" for word in code.split()[3:] if word.startswith("--") and f'"{word}"' not in source)


def _exists(name: str) -> bool:
    """Whether a dotted name is a module or something in one."""
    parent, _, last = name.rpartition(".")
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return hasattr(import_module(parent), last)


def tracked(pattern: str) -> list[Path]:
    """The files of the repository that match a pattern."""
    listed = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def requirements() -> list[str]:
    """The names of all packages that the project asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    return [re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0] for line in asked]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_docs_name_is_there(page: Path) -> None:
    assert list(missing(page)) == []


@pytest.mark.parametrize(
    "code",
    [
        "`segundo sing`", "`segundo read a b --loudly`", "`make coffee`", "`docs/nothing.md`", "`segundo.nothing`",
        "`segundo.records.Nothing`", "`python -m nothing`", "`python -m evaluation --nothing`", "[a](nothing.md)",
        "\n\n    segundo sing\n",
    ],
)  # fmt: skip
def test_a_stale_name_is_found(code: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(code, encoding="utf-8")
    assert len(list(missing(page))) == 1


@pytest.mark.parametrize("name", requirements())
def test_every_dependency_has_its_line(name: str) -> None:
    assert f"| `{name}` |" in (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")


def test_no_line_is_of_a_dependency_that_is_gone() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)) == set(requirements())


def test_every_package_is_on_the_map() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = [path for path in (ROOT / "src" / "segundo").iterdir() if (path / "__init__.py").exists()]
    assert [path.name for path in packages if f"segundo.{path.name}" not in text] == []


@pytest.mark.parametrize("record", [Statement, Figure, Event, Time, Actor])
def test_every_field_of_a_record_is_explained(record: type) -> None:
    text = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(record) if f"`{field.name}`" not in text] == []


@pytest.mark.parametrize("values", [Act, ActorKind, Bound, FigureKind, Form, Status, TimeType])
def test_every_value_of_a_record_is_named(values: Any) -> None:
    text = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    assert [value for value in get_args(values) if f"`{value}`" not in text] == []


def test_no_module_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in tracked("*.py")}
    assert {str(path.relative_to(ROOT)): length for path, length in lengths.items() if length > LONGEST} == {}


def test_nothing_large_is_in_the_repository() -> None:
    model = ROOT / "src" / "segundo" / "reader" / "model"
    assert [path for path in tracked("*") if path.stat().st_size > 2**20 and model not in path.parents] == []


def test_the_makefile_explains_its_targets() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert [target for target in targets if f"make {target}" not in done.stdout] == []


def test_python_is_the_one_that_is_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert sys.version_info >= (3, 11)
