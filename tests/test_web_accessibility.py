"""No page has a serious fault that axe-core finds, in light and in dark; passed over where there is no Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser

from tests.serving import served
from tests.test_web_browser import browser, pytestmark
from tests.test_web_gathered import PAGES, filled, make

__all__ = ["browser", "pytestmark"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("accessibility") / "gathered.ledger")


@pytest.fixture(scope="module")
def address(ledger: Path) -> Iterator[str]:
    with served(ledger) as where:
        yield where


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_no_serious_fault(browser: Browser, address: str, ledger: Path, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, locale="pt-PT")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address + filled(path, ledger))
    found = Axe().run(page).response["violations"]
    context.close()
    serious = [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found
               if fault["impact"] in {"serious", "critical"}]  # fmt: skip
    assert serious == []
