"""What the tests of the pages need besides Python: a Chromium, and the TypeScript compiler, which checks the scripts.

``python -m tests.tools`` fetches what is missing where it can do so without asking, and says what it cannot. Tests that
need what is not there are passed over with the same words.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

NO_CHROMIUM = (
    "there is no Chromium: on Debian and Ubuntu `sudo apt install chromium` brings it, elsewhere"
    " `.venv/bin/playwright install --with-deps chromium`"
)
NO_TSC = "there is no TypeScript compiler: `npm install --global typescript` brings it"

PATIENCE = 300
"""Seconds that something may take to come."""

_COMPILER = Path(sys.prefix) / "typescript"
"""Where the compiler is put, beside the packages of this environment."""
_TYPESCRIPT = "typescript@5"


def chromium() -> str | None:
    """Where Chromium is: the system's, or the one that Playwright keeps for this user."""
    if found := next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None):
        return found
    with sync_playwright() as playwright:
        kept = playwright.chromium.executable_path
    return kept if Path(kept).exists() else None


needs_chromium = pytest.mark.skipif(chromium() is None, reason=NO_CHROMIUM)


def tsc() -> str | None:
    """Where the TypeScript compiler is."""
    return shutil.which("tsc") or shutil.which("tsc", path=_COMPILER / "node_modules" / ".bin")


def main() -> None:
    """Fetch what is missing, and say what cannot be had."""
    if chromium() is None:
        print("Chromium is not there; fetching it for the tests of the pages …", file=sys.stderr)
        if not (os.geteuid() == 0 and shutil.which("apt-get") and _by_apt()):
            _run(sys.executable, "-m", "playwright", "install", "chromium")
        if chromium() is None:
            print(f"The tests of the pages are passed over: {NO_CHROMIUM}", file=sys.stderr)
    if tsc() is None:
        if shutil.which("npm"):
            _run("npm", "install", "--prefix", str(_COMPILER), "--no-fund", "--no-audit", "--silent", _TYPESCRIPT)
        if tsc() is None:
            print(f"The scripts are not checked: {NO_TSC}", file=sys.stderr)


def _by_apt() -> bool:
    return _run("apt-get", "update", "-qq") and _run(
        "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"
    )


def _run(*command: str) -> bool:
    """Run a command; whether it did what it should in time. If not, its last words go to standard error."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=PATIENCE,
            env=environment, text=True, check=True,
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        said = [line for line in error.stdout.splitlines() if "rror" in line] or error.stdout.splitlines()
        print(f"{' '.join(command[:4])}: {said[0] if said else error}", file=sys.stderr)
        return False
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    main()
