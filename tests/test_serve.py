"""The service as a process."""

import socket
import subprocess
import sys
from pathlib import Path

import httpx

from tests.book import make


def started(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "segundo", "serve", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_address_is_printed_and_answers(tmp_path: Path) -> None:
    with started(str(make(tmp_path / "small.ledger")), "--port", "0") as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        try:
            assert address.startswith("http://127.0.0.1:")
            assert httpx.get(f"{address}about", timeout=60).status_code == 200
        finally:
            process.terminate()


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with started(str(make(tmp_path / "small.ledger")), "--port", str(taken.getsockname()[1])) as process:
            _, said = process.communicate()
    assert process.returncode == 2
    assert "Choose another with --port" in said


def test_a_ledger_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with started(str(tmp_path / "nowhere.ledger")) as process:
        _, said = process.communicate()
    assert process.returncode == 1
    assert "there is no such file" in said
