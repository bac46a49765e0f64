"""The pages that gather what belongs together: actors, series, changes, the timeline; also in a browser."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from time import sleep

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from segundo.article import Article, Span
from segundo.errors import NotFoundError
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.records import Actor, Event, Figure, Records, Statement, Status
from segundo.segment import segment
from segundo.web import charts
from segundo.web.app import make_app
from segundo.web.books import Books
from segundo.web.keeping import Keeper
from tests.ledger_build import enter, finished
from tests.serving import served
from tests.test_identities import Told, told
from tests.test_identities import item as named
from tests.test_ledger_series import item as counted
from tests.test_web_browser import browser, faults, page
from tests.test_web_stories import make as make_stories
from tests.tools import needs_chromium

__all__ = ["browser", "faults", "page"]

NAME = "Rui Amaro"
_GIVEN: tuple[tuple[str, int, Status], ...] = (("2015-09-03", 200, "happened"), ("2015-09-05", 260, "denied"))


def given(day: str, value: int, status: Status) -> tuple[Article, Records]:
    """An article in which somebody gives a figure, and an event of which it says whether it happened."""
    given = f"{NAME} disse que {value} pessoas foram retiradas de casa em Évora."
    text = f"{given} Ana Prado criticou {NAME} no dia {value}."

    def at(words: str, start: int = 0) -> Span:
        start = text.index(words, start)
        return Span(start, start + len(words))

    second = text.index("Ana Prado")
    said, about = at(f"{value} pessoas foram retiradas de casa em Évora"), at(f"{NAME} no dia {value}", second)
    her, cue = at("Ana Prado"), at("criticou")
    records = Records(
        statements=(
            Statement((said,), (at("disse"),), (at(NAME),), "indirect", "state", "verb", 0.9, speaker=NAME, actor=0),
            Statement((about,), (cue,), (her,), "indirect", "accuse", "verb", 0.8, speaker="Ana Prado", actor=1),
        ),
        figures=(
            Figure((at(str(value)),), (at("pessoas foram retiradas"),), float(value), None, "at_least", "displaced",
                   None, "counted noun", 0.8, "Évora", None, 0),
        ),
        events=(Event((cue,), "COERCE", (her,), (at(NAME, second),), status, "verb", 0.6),),
        actors=(
            Actor(NAME, "person", (at(NAME), at(NAME, second)), "entity", 0.9, ("ministro",), "Governo", "PT"),
            Actor("Ana Prado", "person", (her,), "entity", 0.9, ("deputada",), None, "PT"),
        ),
    )  # fmt: skip
    article = Article(f"on-{day}", text, outlet="Correio da Ria", title=f"Cheia em Évora, {day}",
                      published=date.fromisoformat(day), published_basis="given")  # fmt: skip
    return article, records


def make(path: Path) -> Path:
    """The stories of another test, and two articles in which a figure grows and an event is denied."""
    make_stories(path)
    with open_ledger(path, write=True) as ledger:
        for each in _GIVEN:
            article, records = given(*each)
            run = ledger.start_run("1")
            ledger.write(article, segment(article.text), records, version="1", run=run)
        ledger.compare()
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("gathered") / "gathered.ledger")


@pytest.fixture(scope="module")
def address(path: Path) -> Iterator[str]:
    with served(path) as where:
        yield where


@pytest.fixture
def web(path: Path) -> TestClient:
    return TestClient(make_app(path), base_url="http://localhost:8765", headers={"accept-language": "en"})


PAGES = (
    "/", "/statements", "/figures", "/series", "/events", "/timeline", "/actors", "/stories", "/articles", "/changes",
    "/counting", "/about", "/nothing", "/statements?speaker=nobody", "/article?id=on-2015-09-03", "/story?id=first",
    "/changes?actor=Rui+Amaro", "/changes?actor=Rui+Amaro&about=nada", "/actor?id={actor}", "/series?id={series}",
    "/review", "/review/actors", "/corrections", "/actor/same?id={actor}", "/actor/same?id={actor}&name=Prado",
    "/actor/same?id={actor}&other={other}", "/actor/apart?id={actor}",
)  # fmt: skip
"""All pages, with blanks for ids that only the ledger knows."""


def filled(page: str, ledger: Path) -> str:
    """A page's address with the ids of the ledger at a path."""
    with open_ledger(ledger) as book:
        actor, other = (book.identities(Filter(speaker=name))[0].id for name in (NAME, "Ana Prado"))
        return page.format(actor=actor, other=other, series=book.series()[0].id)


@pytest.mark.parametrize("given_page", [each for each in PAGES if each != "/nothing"])
@pytest.mark.parametrize("language", ["pt", "en"])
def test_every_page_is_there_in_every_language(web: TestClient, path: Path, given_page: str, language: str) -> None:
    answer = web.get(filled(given_page, path), headers={"accept-language": language})
    assert (answer.status_code, f'<html lang="{language}">' in answer.text) == (200, True)
    assert not re.search(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=|javascript:", answer.text)


def test_an_actor_has_all_that_there_is_of_one(web: TestClient, path: Path) -> None:
    shown = web.get(filled("/actor?id={actor}", path)).text
    sections = dict(re.findall(r'<section id="(\w+)">(.*?)</section>', shown, re.DOTALL))
    assert list(sections) == ["roles", "said", "about", "events", "others", "names"]
    assert 'href="/article?id=on-2015-09-03#p1"' in sections["roles"]
    assert "260 pessoas foram retiradas" in sections["said"] and "no dia" not in sections["said"]
    assert "no dia 200" in sections["about"]
    assert "Ana Prado <b>2</b>" in sections["others"]


def test_roles_that_one_article_alone_gives_are_folded_up_beside_firmer_ones(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "roles.ledger", write=True) as ledger:
        given = (("ministro",), ("ministro", "colunista"), ("sucessor",))
        told(ledger, *(named(f"a{at}", Told(NAME, roles=roles)) for at, roles in enumerate(given)),
             named("a9", Told("Rita Zuzarte", roles=("bióloga",))))  # fmt: skip
        pages = [f"/actor?id={row.id}" for row in ledger.identities()]
    client = TestClient(make_app(tmp_path / "roles.ledger"), base_url="http://localhost:8765")
    shown, other = (client.get(page, headers={"accept-language": "en"}).text for page in pages)
    firm, folded = shown.partition("<summary>Given by one article alone: 2</summary>")[::2]
    assert [word in firm for word in (">ministro<", ">colunista<", ">sucessor<")] == [True, False, False]
    assert all(word in folded for word in (">colunista<", ">sucessor<"))
    assert ">bióloga<" in other and "one article alone" not in other


def test_the_latest_comes_first_in_a_dossier(web: TestClient, path: Path) -> None:
    with open_ledger(path) as ledger:
        dossier = ledger.dossier(ledger.identities(Filter(speaker=NAME))[0].id)
    assert [str(row.published) for row in dossier.statements] == ["2015-09-05", "2015-09-03"]
    assert dossier.articles == 2


def test_a_dossier_cut_short_has_the_first_rows_of_each_part_and_tells_of_all(path: Path) -> None:
    with open_ledger(path) as ledger:
        actor = ledger.identities(Filter(speaker=NAME))[0].id
        whole, short = ledger.dossier(actor), ledger.dossier(actor, limit=1)
    assert whole.counts == {name: len(getattr(whole, name)) for name in ("statements", "about", "events")}
    assert dict(whole.speakers) == Counter(row.speaker for row in whole.about)
    assert dict(whole.types) == Counter(row.type for row in whole.events)
    first = {name: getattr(whole, name)[:1] for name in whole.counts}
    assert whole.counts["statements"] > 1 and short == replace(whole, **first)


def test_a_dossier_says_what_it_leaves_out_and_leads_to_it(
    web: TestClient, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segundo.ledger.dossier.LOOKED_AT", 1)
    monkeypatch.setattr("segundo.web.actors.SHOWN", 0)
    address = filled("/actor?id={actor}", path)
    short = web.get(address).text
    assert "What follows is of articles 1 to 1 of 2" in short and "0 of 1." in short
    (earlier,) = re.findall(r'href="([^"]+)">Earlier articles', short)
    (whole,) = set(re.findall(r'href="([^"]+)#said">The whole dossier', short))
    assert "260 pessoas foram retiradas" in web.get(whole.replace("&amp;", "&")).text
    rest = web.get(earlier.replace("&amp;", "&")).text
    assert "articles 2 to 2 of 2" in rest and "Later articles" in rest and "Earlier articles" not in rest
    both = [web.get(address.replace("/actor", "/actor.json") + f"&skip={skip}").json() for skip in (0, 1)]
    assert [row["published"] for one in both for row in one["dossier"]["statements"]] == ["2015-09-05", "2015-09-03"]
    assert len({row["id"] for one in both for row in one["dossier"]["statements"]}) == 2


def test_there_is_no_dossier_of_nobody(path: Path) -> None:
    with open_ledger(path) as ledger, pytest.raises(NotFoundError):
        ledger.dossier("a000")


@pytest.mark.parametrize("where", ["/timeline", "/actor?id={actor}"])
def test_a_denied_event_looks_like_none_that_happened(web: TestClient, path: Path, where: str) -> None:
    shown = web.get(filled(where, path)).text
    denied = next(each for each in shown.split("<li ") if "is-denied" in each.partition(">")[0])
    assert "denied</span>" in denied and 'class="deed denied"' in denied
    assert "happened</span>" not in denied


def test_the_timeline_goes_from_the_latest_day_on(web: TestClient) -> None:
    days = [row["published"] for row in web.get("/timeline.json?type=COERCE").json()]
    assert days == ["2015-09-05", "2015-09-03"]


def test_a_series_is_searched_by_what_it_is_of(web: TestClient, path: Path) -> None:
    (row,) = web.get("/series.json").json()
    with open_ledger(path) as ledger:
        assert ledger.count("figures", Filter(text="deslocados")) == 0  # the word is the kind's, and in no paragraph
    assert web.get("/series.json", params={"about": "deslocados évora"}).json() == [row]
    page = web.get("/series", params={"about": "mortos", "place": "Évora"}).text
    assert "Without the filter “What it is of: mortos” there would be 1." in page
    assert '<input type="search" name="about" value="mortos"' in page
    assert web.get("/figures", params={"about": "mortos"}).status_code == 400


def test_a_series_is_listed_with_its_bounds_and_opens(web: TestClient, path: Path) -> None:
    (row,) = web.get("/series.json").json()
    assert (row["low"], row["high"], row["points"]) == (200.0, 260.0, 3)
    assert f'href="/series?id={row["id"]}"' in web.get("/series").text
    assert [point["value"] for point in web.get(f"/series.json?id={row['id']}").json()] == [200.0, 200.0, 260.0]
    assert web.get(f"/series.csv?id={row['id']}").text.count("\n") == 4


def test_each_point_of_a_chart_leads_to_its_words(web: TestClient, path: Path) -> None:
    drawn = web.get(filled("/series.svg?id={series}", path)).text
    links = re.findall(r'xlink:href="(/article\?id=[\w-]+#f[0-9a-f]{15})"', drawn)
    assert len(links) == 3
    assert "segundo.invalid" not in drawn


def test_a_chart_can_be_taken_away_as_a_picture(web: TestClient, path: Path) -> None:
    assert web.get(filled("/series.png?id={series}", path)).content.startswith(b"\x89PNG")


def test_a_hostile_word_does_no_harm_in_a_chart(web: TestClient, path: Path) -> None:
    with open_ledger(path) as ledger:
        points = [replace(point, source="</text><script>alert(1)</script>") for point in ledger.points(
            ledger.series()[0].id)]  # fmt: skip
    chart = charts.spec(points, "<b>", True, lambda key, **values: f"{key}{values}", "en")
    drawn = charts.svg(chart, "en")
    assert "<script" not in drawn and "<b>" not in drawn


def test_what_is_far_apart_is_drawn_on_a_logarithmic_scale(path: Path) -> None:
    with open_ledger(path) as ledger:
        one, _, other = ledger.points(ledger.series()[0].id)
    for high, expected in ((one.value * 2, None), (one.value * 1000, "log")):
        chart = charts.spec([one, replace(other, value=high)], "x", True, lambda key, **values: key, "en")
        assert chart["encoding"]["y"]["scale"].get("type") == expected


def test_positions_come_side_by_side_and_an_empty_search_says_why(web: TestClient) -> None:
    assert web.get("/changes?actor=Rui+Amaro").text.count("foram retiradas de casa em Évora</a>") == 1
    empty = web.get("/changes?actor=Rui+Amaro&about=nada").text
    assert "Without the filter “On what: nada” there would be 1." in empty
    assert len(json.loads(web.get("/changes.json?actor=Rui+Amaro").text)["positions"]) == 1


def test_what_stands_beside_a_list_is_of_all_its_rows(path: Path) -> None:
    with open_ledger(path) as ledger:
        beside = ledger.facets("events", ("status", "speaker", "outlet"))
        assert sum(times for _, times in beside["status"]) == ledger.count("events") == len(list(ledger.events()))
        assert sum(times for _, times in beside["speaker"]) < ledger.count("events")


# What is kept


def test_what_is_quick_is_made_anew_when_the_ledger_changes(tmp_path: Path) -> None:
    make_stories(tmp_path / "k.ledger")
    keeper = Keeper(Books(tmp_path / "k.ledger"))
    assert keeper.get("count", lambda book: book.count("articles")) == 4
    with open_ledger(tmp_path / "k.ledger", write=True) as ledger:
        enter(ledger, finished("more"))
    assert keeper.get("count", lambda book: book.count("articles")) == 5


def test_what_is_slow_is_renewed_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segundo.web.keeping.QUICK", 0.0)
    monkeypatch.setattr("segundo.web.keeping.PAUSE", 0.0)
    monkeypatch.setattr("segundo.web.keeping.REST", 0.0)
    make_stories(tmp_path / "k.ledger")
    keeper, made = Keeper(Books(tmp_path / "k.ledger")), count(1)

    def times(book: Ledger) -> int:
        return next(made)

    assert keeper.get("times", times) == 1
    with open_ledger(tmp_path / "k.ledger", write=True) as ledger:
        enter(ledger, finished("more"))
    assert keeper.get("times", times) == 1
    waited = 0
    while keeper.get("times", times) == 1 and (waited := waited + 1) < 500:
        sleep(0.01)
    assert keeper.get("times", times) > 1


def test_who_corrects_sees_it_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segundo.web.keeping.QUICK", 0.0)
    make_stories(tmp_path / "k.ledger")
    keeper = Keeper(Books(tmp_path / "k.ledger"))

    def confirmed(book: Ledger) -> int:
        return book.count("statements", Filter(review="confirmed"))

    assert keeper.get("confirmed", confirmed) == 0
    with open_ledger(tmp_path / "k.ledger", correct=True) as ledger:
        ledger.corrections.confirm(next(ledger.statements()).id, by="ana")
    assert keeper.get("confirmed", confirmed) == 1


def test_connections_are_kept_until_another_file_has_the_place(tmp_path: Path) -> None:
    path = tmp_path / "k.ledger"
    make_stories(path)
    books = Books(path)
    with books.open() as first, books.open() as second:
        assert first is not second
    with books.open() as again:
        assert again in (first, second)
        assert again.count("articles") == 4
    open_ledger(tmp_path / "other.ledger", write=True).close()
    books.close()
    with books.open():
        pass
    (tmp_path / "other.ledger").replace(path)
    with books.open() as other:
        assert other.count("articles") == 0
    books.close()
    assert [file.name for file in tmp_path.iterdir()] == ["k.ledger"]


def test_a_connection_that_failed_is_not_used_again(tmp_path: Path) -> None:
    make_stories(tmp_path / "k.ledger")
    books = Books(tmp_path / "k.ledger")
    with pytest.raises(NotFoundError), books.open() as failed:
        failed.article("none")
    with books.open() as book:
        assert book is not failed


def test_a_series_without_days_is_shown_without_a_latest_point(tmp_path: Path) -> None:
    path = tmp_path / "undated.ledger"
    with open_ledger(path, write=True) as ledger:
        run = ledger.start_run("1")
        for each in _GIVEN:
            article, records = given(*each)
            undated = replace(article, published=None, published_basis="unknown")
            ledger.write(undated, segment(article.text), records, version="1", run=run)
        ledger.compare()
        figure = next(ledger.figures())
    client = TestClient(make_app(path), base_url="http://localhost:8765", headers={"accept-language": "en"})
    text = client.get("/series", params={"id": figure.id}).text
    assert "highest" in text.lower() and "latest" not in text.lower()
    assert "None of the points has a day, so there is no chart." in text


def test_a_series_says_since_when_it_counts(tmp_path: Path) -> None:
    path = tmp_path / "since.ledger"
    with open_ledger(path, write=True) as ledger:
        enter(ledger, counted("a", "Contam-se 30 pessoas desde 2011", when=("2011", "2011")))
        ledger.compare()
        (series,) = ledger.series(least=1)
    client = TestClient(make_app(path), base_url="http://localhost:8765", headers={"accept-language": "en"})
    text = client.get("/series", params={"id": series.id}).text
    assert "since 2011</h1>" in text and "Points: 1" in text and "Parts of others" not in text


def test_the_first_page_counts_names_as_their_list_does(web: TestClient) -> None:
    listed = len(web.get("/actors.json").json())
    assert f"<b>{listed}</b> names" in web.get("/").text


# What is too much for a page


def test_a_list_says_that_there_are_more_than_it_counts(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("segundo.ledger.seeking.STEPS", 1)
    monkeypatch.setattr("segundo.web.lists.MOST_COUNTED", 1)
    monkeypatch.setattr("segundo.web.views.MOST_COUNTED", 1)
    assert "of more than 1" in web.get("/statements", params={"min_score": 0.1}).text
    assert "there would be more than 1" in web.get("/statements", params={"min_score": 0.1, "speaker": "nobody"}).text


def test_of_somebody_who_says_very_much_a_matter_is_asked_for(
    web: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("segundo.web.dossiers.MOST_COMPARED", 0)
    page = web.get("/changes", params={"actor": NAME}).text
    assert "There are more than 0 statements" in page
    assert "/changes.csv" not in page


# In a browser


@needs_chromium
@pytest.mark.parametrize("given_page", PAGES[3:])
def test_a_page_fits_a_small_screen(page: Page, address: str, faults: list[str], path: Path, given_page: str) -> None:
    page.goto(address + filled(given_page, path))
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert [fault for fault in faults if "404" not in fault] == []


@needs_chromium
def test_keys_go_through_a_chart_to_the_words(page: Page, address: str, path: Path) -> None:
    page.goto(address + filled("/series?id={series}", path))
    page.focus(".chart a")
    page.keyboard.press("Enter")
    page.wait_for_selector(".bit.on")
    assert page.inner_text(".bit.on.figures-number") in {"200", "260"}


@needs_chromium
def test_the_page_of_an_actor_prints_without_its_furniture(page: Page, address: str, path: Path) -> None:
    page.goto(address + filled("/actor?id={actor}", path))
    page.emulate_media(media="print")
    assert page.is_visible("#said") and page.is_hidden(".top") and page.is_hidden(".within")
