"""Settings of all tests, and fixtures that several modules take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from segundo.ledger import Ledger, open_ledger

# A busy machine is slow; how long one example takes says nothing of whether it is right.
settings.register_profile("segundo", deadline=None)
settings.load_profile("segundo")


@pytest.fixture(scope="module")
def two_at_once() -> Iterator[None]:
    """Compare two at a time, so that even a few articles come in several batches."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("segundo.ledger.store.AT_ONCE", 2)
        yield


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger, open for writing."""
    with open_ledger(tmp_path / "test.ledger", write=True) as opened:
        yield opened
