"""The scripts of the pages: their types, as the TypeScript compiler sees them, and that they stay few."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.tools import NO_TSC, tsc

SCRIPTS = sorted((Path(__file__).parent.parent / "src/segundo/web/static").glob("*.js"))
MOST_LINES = 2000
OPTIONS = (
    "--noEmit", "--allowJs", "--checkJs", "--strict", "--target", "es2022", "--module", "es2022",
    "--moduleResolution", "bundler", "--lib", "es2022,dom,dom.iterable",
)  # fmt: skip


def checked(*scripts: Path) -> str:
    """What the compiler says of scripts."""
    compiler = tsc()
    assert compiler
    return subprocess.run([compiler, *OPTIONS, *scripts], capture_output=True, text=True, check=False).stdout


@pytest.mark.skipif(tsc() is None, reason=NO_TSC)
def test_the_types_of_the_scripts_are_right() -> None:
    assert SCRIPTS
    assert checked(*SCRIPTS) == ""


@pytest.mark.skipif(tsc() is None, reason=NO_TSC)
def test_a_wrong_type_would_be_seen(tmp_path: Path) -> None:
    script = tmp_path / "wrong.js"
    script.write_text("/** @param {HTMLElement} card */\nexport const open = (card) => card.dataset.id.length;\n")
    assert "possibly 'undefined'" in checked(script)


def test_the_scripts_stay_few() -> None:
    assert sum(len(script.read_text(encoding="utf-8").splitlines()) for script in SCRIPTS) < MOST_LINES
