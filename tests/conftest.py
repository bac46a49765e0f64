"""Settings of all tests, and fixtures that several modules take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import settings

from segundo.errors import ModelError
from segundo.ledger import Ledger, open_ledger
from segundo.ledger.comparing import COMPARISONS
from segundo.reader import Reader, load_reader

# A busy machine is slow; how long one example takes says nothing of whether it is right.
settings.register_profile("segundo", deadline=None)
settings.load_profile("segundo")


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The shipped reader; without its model the test is passed over."""
    try:
        return load_reader()
    except ModelError as error:
        pytest.skip(f"no model: {error}")


@pytest.fixture(scope="module")
def two_at_once() -> Iterator[None]:
    """Compare two at a time, so that even a few articles come in several batches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("segundo.ledger.store.COMPARISONS", tuple(step._replace(at_once=2) for step in COMPARISONS))
        yield


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger, open for writing."""
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened


@pytest.fixture
def web(path: Path) -> TestClient:
    """Who asks for the pages of the ledger at a path, in English."""
    from segundo.web.app import make_app

    return TestClient(make_app(path), base_url="http://localhost:8765", headers={"accept-language": "en"})


@pytest.fixture
def book(path: Path) -> Iterator[Ledger]:
    """The ledger at a path, open to read."""
    with open_ledger(path) as opened:
        yield opened
