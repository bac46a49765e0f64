"""Correcting in a real browser; passed over where there is no Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from segundo.ledger import Filter, open_ledger
from segundo.run import read_into
from segundo.sources import read_sources
from tests.serving import served
from tests.test_web_browser import browser, pytestmark

__all__ = ["browser", "pytestmark"]

TEXT = (
    "O ministro Rui Amaro disse na terça-feira que mais de 200 pessoas fugiram das cheias.\n\n"
    "“Fugiu toda a gente”, contou a testemunha Ana Prado."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fixing")
    (folder / "cheias.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def path(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A ledger of the article, read by the reader itself."""
    path = folder / f"{request.node.name}.ledger"
    with open_ledger(path, write=True) as ledger:
        read_into(ledger, read_sources([folder / "cheias.txt"]), jobs=1)
    return path


@pytest.fixture
def address(path: Path) -> Iterator[str]:
    with served(path) as where:
        yield where


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 380, "height": 800}, locale="pt-PT")
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


def test_the_words_of_a_record_are_in_sight_in_a_long_paragraph(
    tmp_path: Path, browser: Browser
) -> None:
    longest = " ".join(f"Na sala {number} ninguém estava." for number in range(200))
    (tmp_path / "longo.txt").write_text(f"{longest} {TEXT}", encoding="utf-8")
    path = tmp_path / "long.ledger"
    with open_ledger(path, write=True) as ledger:
        read_into(ledger, read_sources([tmp_path / "longo.txt"]), jobs=1)
        (said,) = ledger.statements(Filter(speaker="Rui Amaro"))
    with served(path) as where:
        page = browser.new_page(viewport={"width": 800, "height": 600})
        page.set_default_timeout(60_000)
        page.goto(f"{where}/fix/{said.id}")
        words, box = (page.locator(which).first.bounding_box() for which in (".passage .bit", ".passage"))
    assert words and box
    assert box["y"] <= words["y"] <= box["y"] + box["height"]


def article(path: Path) -> str:
    with open_ledger(path) as ledger:
        return next(ledger.articles()).id


def speakers(path: Path) -> list[str | None]:
    with open_ledger(path) as ledger:
        return [row.speaker for row in ledger.statements()]


def test_a_correction_is_seen_after_a_reload_and_after_a_new_reading(
    page: Page, address: str, path: Path, folder: Path
) -> None:
    page.goto(f"{address}/article?id={article(path)}")
    page.click(".statements-cue >> nth=0")
    page.keyboard.press("e")
    page.wait_for_selector(".card.on .fixing")
    page.fill(".card.on [name='f.speaker']", "Rui Mário Amaro")
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    page.keyboard.press("Enter")
    page.wait_for_selector(".card.on .review.corrected")
    assert "Rui Mário Amaro" in page.inner_text(".card.on .to")
    page.reload()
    assert "Rui Mário Amaro" in page.inner_text(".card.statements >> nth=0")
    with open_ledger(path, write=True) as ledger:
        read_into(ledger, read_sources([folder / "cheias.txt"]), jobs=1, again=True)
        assert list(ledger.verify()) == []
    page.reload()
    assert "Rui Mário Amaro" in page.inner_text(".card.statements >> nth=0")
    assert speakers(path)[0] == "Rui Mário Amaro"


def test_keys_reject_and_undo_on_the_chosen_card(page: Page, address: str, path: Path) -> None:
    page.goto(f"{address}/article?id={article(path)}")
    page.click(".figures-number >> nth=0")
    page.keyboard.press("x")
    page.wait_for_selector(".card.figures.rejected")
    with open_ledger(path) as ledger:
        assert ledger.count("figures", Filter(review="rejected")) == 1
    page.wait_for_selector(".card.on.rejected")
    page.keyboard.press("u")
    page.wait_for_selector(".card.figures:not(.rejected)")
    assert page.locator(".card.rejected").count() == 0


def test_the_queue_is_gone_through_by_keys(page: Page, address: str, path: Path) -> None:
    page.goto(f"{address}/review")
    first = page.get_attribute(".fixing form", "action")
    page.keyboard.press("s")
    page.wait_for_url("**skip=1")
    page.goto(f"{address}/review")
    page.keyboard.press("c")
    expect(page.locator(".fixing form").first).not_to_have_attribute("action", str(first))
    page.wait_for_load_state()  # the form is there before the script that hears the keys
    page.keyboard.press("z")
    page.wait_for_selector(f".fixing form[action='{first}']")
    page.wait_for_load_state()
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("xczs")
    assert page.input_value("[data-first]") == "xczs"
    with open_ledger(path) as ledger:
        assert [item.fate for item in ledger.corrections.log()] == ["holds", "undone"]


def test_the_same_everywhere_is_shown_first(page: Page, address: str, path: Path) -> None:
    page.goto(f"{address}/article?id={article(path)}")
    page.click(".statements-cue >> nth=0")
    page.keyboard.press("e")
    page.fill(".card.on [name='f.speaker']", "<b>Rui</b>")
    page.check(".card.on form >> nth=1 >> [name=everywhere]")
    page.click(".card.on form >> nth=1 >> button")
    page.wait_for_selector("ins")
    assert page.inner_text("ins") == "<b>Rui</b>"
    assert "<b>Rui</b>" not in speakers(path)
    page.click("form.bar button")
    page.wait_for_selector(".review.corrected")
    assert "<b>Rui</b>" in speakers(path)
    assert page.locator("main b", has_text="<b>Rui</b>").count() >= 1


def test_selected_words_become_a_record(page: Page, address: str, path: Path) -> None:
    page.goto(f"{address}/article?id={article(path)}")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.statements-source'))")
    words = page.evaluate("getSelection().toString()").strip()
    page.keyboard.press("a")
    page.wait_for_url("**/add?**")
    assert page.input_value("[name='f.content']") == words
    page.fill("[name='f.speaker']", "Outra pessoa")
    page.click("form.fixing button")
    page.wait_for_selector(".card.on .review.added")
    assert "Outra pessoa" in speakers(path)
