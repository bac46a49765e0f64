"""Saying on pages and by the programming interface who is one and who is two; also in a browser, by keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from segundo.ledger import Ledger, open_ledger
from segundo.web.headings import heading
from tests.serving import served
from tests.test_identities import WHALE, Told, item, parted, told
from tests.test_web_browser import browser, faults, page
from tests.tools import needs_chromium

__all__ = ["browser", "faults", "page"]

API = "/api/v1"
TORDO = Told("Mário Tordo", roles=("prefeito de Olinda",), also=("Tordo",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Somebody under two names in three articles, somebody else, and two who may be one of two."""
    path = tmp_path / "who.ledger"
    with open_ledger(path, write=True) as ledger:
        told(
            ledger, item("a1", TORDO), item("a2", TORDO, text=WHALE), item("a3", "Tordo", text=WHALE),
            item("a4", "Rita Zuzarte"), item("a5", "Clara Zuzarte"), item("a6", "Zuzarte"),
        )  # fmt: skip
    return path


def ids(book: Ledger) -> dict[str, str]:
    return {row.article: row.id for row in book.actors()}


def say(web: TestClient, **form: str) -> Any:
    return web.post("/actor/said", data=form, follow_redirects=False)


def test_who_is_the_same_is_searched_seen_side_by_side_and_joined(web: TestClient, book: Ledger) -> None:
    one, other = ids(book)["a1"], ids(book)["a4"]
    found = web.get(f"/actor/same?id={one}&name=rita").text
    assert f'href="/actor/same?id={one}&amp;other={other}"' in found
    both = web.get(f"/actor/same?id={one}&other={other}").text
    assert "<mark>Mário Tordo</mark>" in both and "<mark>Rita Zuzarte</mark>" in both
    assert "Together: up to 4 articles, 4 statements" in both
    assert parted(book) == 4
    done = say(web, do="same", one=one, other=other, note="a mesma pessoa")
    assert (done.status_code, done.headers["location"]) == (303, f"/actor?id={one}")
    assert parted(book) == 3
    shown = web.get(f"/actor?id={other}").text
    assert "Said: Mário Tordo and Rita Zuzarte are one." in shown and "joined by a person" in shown
    (item,) = book.corrections.log()
    assert item.correction.note == "a mesma pessoa"
    say(web, do="undo", what=item.correction.id)
    assert parted(book) == 4


def test_an_article_without_a_title_is_called_by_its_text_on_all_pages(web: TestClient, book: Ledger) -> None:
    article = book.article("a2")
    assert article.title is None
    called = heading(article)
    assert called.endswith("…") and article.text.startswith(called[:-1]) and len(called) <= 90
    apart = f"/actor/apart?id={ids(book)['a1']}"
    for address in ("/article?id=a2", "/articles", apart):
        assert f">{called}</" in web.get(address).text, address
    assert web.get("/articles.json").json()[1]["title"] is None


def test_nobody_is_found_where_nobody_is_called_so(web: TestClient, book: Ledger) -> None:
    assert "Nobody else is called “tordo”." in web.get(f"/actor/same?id={ids(book)['a1']}&name=tordo").text


def test_a_name_and_an_article_can_be_somebody_elses(web: TestClient, book: Ledger) -> None:
    one, two, three = (ids(book)[name] for name in ("a1", "a2", "a3"))
    shown = web.get(f"/actor/apart?id={one}").text
    assert "“Tordo” is never Mário Tordo" in shown and shown.count("Here it is somebody else") == 3
    say(web, do="different", one="Tordo", other="Mário Tordo")
    assert book.identity(three).row.id != book.identity(one).row.id
    say(web, do="apart", one=two)
    assert book.identity(two).row.id != book.identity(one).row.id
    assert "Here it is somebody else" not in web.get(f"/actor/apart?id={one}").text
    what = re.findall(r'name="what" value="(b\w+)"', web.get(f"/actor?id={two}").text)[0]
    say(web, do="undo", what=what)
    assert book.identity(two).row.id == book.identity(one).row.id


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"do": "same", "one": "a000000", "other": "Rita Zuzarte"}, 404),
        ({"do": "sing"}, 400),
        ({"do": "apart", "one": "nobody"}, 404),
        ({"do": "same", "one": "Zuzarte", "other": "zuzarte"}, 400),
    ],
)
def test_what_cannot_be_said_is_an_error(web: TestClient, form: dict[str, str], status: int) -> None:
    assert say(web, **form).status_code == status


def test_the_way_back_leads_to_no_other_site(web: TestClient, book: Ledger) -> None:
    done = say(web, do="same", one=ids(book)["a1"], other=ids(book)["a4"], back="//example.org/")
    assert done.headers["location"] == f"/actor?id={ids(book)['a1']}"


def test_the_interface_says_so_too(web: TestClient, book: Ledger) -> None:
    asked = {"action": "same", "record": "Mário Tordo", "other": ids(book)["a4"]}
    touched = web.post(f"{API}/corrections", json={**asked, "dry_run": True}).json()["touched"]
    assert sorted(touched) == sorted((ids(book)["a1"], ids(book)["a4"]))
    assert parted(book) == 4
    (entry,) = web.post(f"{API}/corrections", json=asked).json()["corrections"]
    assert parted(book) == 3
    web.delete(f"{API}/corrections/{entry['id']}")
    made = web.post(f"{API}/corrections", json={"action": "different", "record": ids(book)["a3"]}).json()
    assert made["corrections"] and parted(book) == 5
    first, *rest = web.get(f"{API}/actors/unsure", params={"limit": 1}).json()["items"]
    assert (first["one_name"], rest) == ("Zuzarte", [])


@needs_chromium
def test_pairs_are_gone_through_by_keys(page: Page, path: Path, book: Ledger, faults: list[str]) -> None:
    with served(path) as address:
        page.goto(f"{address}/review/actors")
        assert page.evaluate("document.documentElement.scrollWidth") <= 380
        first = page.inner_text(".sides")
        page.keyboard.press("s")
        page.wait_for_selector(".progress >> text=sem saber: 1")
        expect(page.locator(".sides")).not_to_have_text(first, use_inner_text=True)
        page.keyboard.press("s")
        page.wait_for_selector(".progress >> text=sem saber: 2")
        expect(page.locator(".sides")).to_have_text(first, use_inner_text=True)
        page.keyboard.press("s")  # nothing is said twice
        page.wait_for_url("**skip=1")
        assert [pair.same for pair in book.corrections.pairs()] == [None, None]
        for left in (1, 0):
            page.keyboard.press("z")
            page.wait_for_selector(f".progress >> text=sem saber: {left}")
        page.goto(f"{address}/review/actors")
        page.keyboard.press("x")
        expect(page.locator(".sides")).not_to_have_text(first, use_inner_text=True)
        assert len(list(book.doubts())) == 1
        page.keyboard.press("z")
        expect(page.locator(".sides")).to_have_text(first, use_inner_text=True)
        before = parted(book)
        page.keyboard.press("c")
        page.wait_for_selector(".progress >> text=ditos: 1")
        assert parted(book) == before - 1
        page.goto(f"{address}/actor/same?id={quote(ids(book)['a1'])}")
        page.keyboard.press("/")
        page.keyboard.type("Rita")
        page.keyboard.press("Enter")
        page.click(".row.actors p:last-child a")
        page.wait_for_url("**other=**")
        page.keyboard.press("c")
        page.wait_for_selector("h1 >> text=Mário Tordo")
        assert parted(book) == before - 2
    assert faults == []
