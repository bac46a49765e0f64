"""The pages in a real browser; passed over where there is no Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from segundo.article import Article
from segundo.ledger import open_ledger
from segundo.records import Records
from segundo.segment import segment
from tests.book import make
from tests.serving import served
from tests.test_web import HOSTILE, PAGES
from tests.tools import chromium, needs_chromium

# A browser that asks for nothing but the pages; root cannot have its sandbox.
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = make(tmp_path_factory.mktemp("browser") / "small.ledger")
    with open_ledger(path, write=True) as ledger:
        article = Article("hostile", HOSTILE, title=HOSTILE.split("\n")[0], outlet="<b>Veículo</b>")
        ledger.write(article, segment(HOSTILE), Records(), version="1", run=ledger.start_run("1"))
        ledger.compare()
    with served(path) as where:
        yield where


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def faults() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, faults: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 380, "height": 800}, locale="pt-PT")
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(dialog.message))
    yield opened
    context.close()


def chosen(page: Page) -> list[str]:
    """The records whose cards are chosen."""
    found: list[str] = page.eval_on_selector_all(".card.on", "cards => cards.map(card => card.dataset.record)")
    return found


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_small_screen_and_breaks_no_rule(
    page: Page, address: str, faults: list[str], path: str
) -> None:
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert faults == []


def test_keys_go_from_record_to_record(page: Page, address: str) -> None:
    page.goto(f"{address}/article?id=ria-1")
    records = page.eval_on_selector_all(".card", "cards => cards.map(card => card.dataset.record)")
    for key, expected in (("j", records[0]), ("j", records[1]), ("k", records[0])):
        page.keyboard.press(key)
        assert chosen(page) == [expected]
        assert page.url.endswith(f"#{expected}")
    page.keyboard.press("Escape")
    assert (chosen(page), "#" in page.url) == ([], False)


def test_a_click_on_words_chooses_the_innermost_record_and_then_the_one_around(page: Page, address: str) -> None:
    page.goto(f"{address}/article?id=ria-1")
    for kind in ("figures", "statements"):
        page.click(".figures-number")
        assert page.eval_on_selector(".card.on", "card => card.dataset.kind") == kind


def test_a_row_opens_at_its_words(page: Page, address: str) -> None:
    page.goto(f"{address}/statements?form=direct&outlet=ria")
    page.click(".said a")
    page.wait_for_selector(".bit.on")
    assert page.inner_text(".bit.on.statements-content") == "Fugiu toda a gente"


@pytest.mark.parametrize("kind", ["times", "actors"])
def test_the_legend_takes_a_kind_away(page: Page, address: str, kind: str) -> None:
    page.goto(f"{address}/article?id=ria-1")
    card, marked = page.locator(f".card.{kind}").first, page.locator(f"[class*={kind}-]:not(label)").first
    line = "getComputedStyle(mark).textDecorationLine"
    assert (card.is_visible(), marked.evaluate(f"mark => {line}")) == (True, "underline")
    page.uncheck(f"#show-{kind}")
    assert (card.is_visible(), marked.evaluate(f"mark => {line}")) == (False, "none")


def test_a_name_in_the_text_leads_to_whom_it_names(page: Page, address: str) -> None:
    page.goto(f"{address}/article?id=ria-1")
    page.locator(".actors-mentions").first.click()
    name = page.locator(".card.on .to").inner_text().split()[0]
    page.click(".card.on .mend a:first-of-type")
    page.wait_for_url("**/actor?id=*")
    assert name in page.inner_text("h1")


def test_a_slash_goes_to_the_search(page: Page, address: str) -> None:
    page.goto(f"{address}/statements")
    page.keyboard.press("/")
    page.keyboard.type("cheias")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark")
    assert page.url.endswith("/statements?content=cheias")


def test_the_language_can_be_changed(page: Page, address: str) -> None:
    page.goto(f"{address}/statements?outlet=ria")
    page.click(".language button")
    page.wait_for_selector("html[lang=en]")
    assert page.inner_text("h1") == "Statements"
    assert page.url.endswith("/statements?outlet=ria")


@pytest.mark.parametrize("path", ["/article?id=hostile", "/articles"])
def test_a_hostile_article_does_no_harm(page: Page, address: str, faults: list[str], path: str) -> None:
    page.goto(address + path)
    assert "<script>alert(1)</script>" in page.inner_text("main")
    assert page.locator("main img, main script").count() == 0
    assert faults == []
