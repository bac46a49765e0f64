"""The pages of stories and of counting, asked for without a browser."""

import csv
import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from evaluation import page as evaluated
from segundo.article import Article
from segundo.export.csv import read_csv
from segundo.ledger import Filter, open_ledger
from segundo.records import Records
from segundo.segment import segment
from segundo.web import stories
from segundo.web.app import make_app
from segundo.web.counting import Counted, Number
from tests.ledger_build import CLOSING, FIGURES, LEAD, enter, finished
from tests.test_ledger_sayings import OWN, SHORT, WHOLE, item

OTHER = "A seleção venceu por três golos em Braga, diante de um estádio cheio, e segue para a final do torneio."
PAGES = ("/stories", "/story?id=first", "/counting", "/about", "/article?id=reprint")


def make(path: Path) -> Path:
    """A ledger with a story of three articles, of which one is a reprint and one an update, and an article apart."""
    with open_ledger(path, write=True) as ledger:
        enter(
            ledger,
            finished("first", f"{LEAD}\n\n{FIGURES}\n{CLOSING}"),
            finished("reprint", f"{LEAD}\n\n{FIGURES}", outlet="Jornal da Serra", published=None),
            finished("update", f"{FIGURES}\n\n{LEAD}\n{CLOSING}", published=None),
        )
        apart = Article("apart", OTHER, outlet="Jornal da Serra")
        ledger.write(apart, segment(OTHER), Records(), version="1", run=ledger.start_run("1"))
        ledger.compare()
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("stories") / "stories.ledger")


@pytest.fixture
def web(path: Path) -> TestClient:
    return TestClient(make_app(path), base_url="http://localhost:8765", headers={"accept-language": "en"})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["pt", "en"])
def test_the_pages_are_there_in_every_language(web: TestClient, page: str, language: str) -> None:
    answer = web.get(page, headers={"accept-language": language})
    assert (answer.status_code, f'<html lang="{language}">' in answer.text) == (200, True)


def test_a_story_is_listed_with_its_extent(web: TestClient) -> None:
    (row,) = web.get("/stories.json").json()
    assert (row["id"], row["articles"], row["outlets"]) == ("first", 3, 2)
    (sheet,) = csv.DictReader(io.StringIO(web.get("/stories.csv").text, newline=""))
    assert sheet["name"] == row["name"]


def test_a_row_says_how_often_it_appears_and_in_how_many_reports(web: TestClient, tmp_path: Path) -> None:
    assert web.get("/statements").text.count("3 times, a single report") == 6
    with open_ledger(tmp_path / "reports.ledger", write=True) as ledger:
        enter(ledger, item("a", WHOLE), item("b", SHORT, around=OWN["a"], day=4), item("c", WHOLE, day=5))
        ledger.compare()
    other = TestClient(make_app(tmp_path / "reports.ledger"), base_url="http://localhost:8765")
    assert "3 vezes, 2 relatos independentes" in other.get("/statements").text.replace("\n", "")


@pytest.mark.parametrize("kind", ["statements", "figures", "events", "timeline"])
def test_a_list_can_be_of_what_several_outlets_give(web: TestClient, kind: str) -> None:
    everything, some = (web.get(f"/{kind}.json", params=asked).json() for asked in ({}, {"outlets": "2"}))
    assert some == everything != []
    assert web.get(f"/api/v1/{kind}", params={"outlets": 2}).json()["items"] == some
    assert web.get(f"/{kind}.json?outlets=3").json() == []
    page = web.get(f"/{kind}?outlets=3&count=independent").text
    assert "Outlets, at least: <b>3</b>" in page
    assert 'name="outlets" type="number" min="1" value="3"' in page
    assert '<option value="independent" selected>' in page  # what is sent again says all that is set
    assert f"Without the filter “Outlets, at least: 3” there would be {len(everything) // 3}." in page


def test_the_filters_of_stories_are_those_of_their_articles(web: TestClient) -> None:
    assert len(web.get("/stories.json?outlet=serra&text=retiradas").json()) == 1
    page = web.get("/stories?outlet=serra&text=golos").text
    assert "Without the filter “Outlet: serra” there would be" not in page
    assert "Without the filter “Words of the paragraph: golos” there would be 1." in page


@pytest.mark.parametrize("limit", [0, 1, 3])
def test_what_articles_have_is_what_the_lists_have_of_each(path: Path, limit: int) -> None:
    with open_ledger(path) as ledger:
        ids = [row.id for row in ledger.articles()]
        found = ledger.contents(ids, limit=limit)
        for has in found:
            every, first = Filter(article=has.id), Filter(article=has.id, count="once", limit=limit)
            for kind in ("statements", "figures", "events"):
                assert getattr(has, kind) == ledger.count(kind, every)
            assert (has.said, has.counted) == (tuple(ledger.statements(first)), tuple(ledger.figures(first)))
    assert [has.id for has in found] == ids
    assert any(has.counted for has in found) == bool(limit)


def test_a_story_without_others_is_none(web: TestClient) -> None:
    assert web.get("/story?id=apart").status_code == 404
    assert "/story?" not in web.get("/article?id=apart").text


def test_a_story_tells_reprints_from_updates(web: TestClient) -> None:
    moments = web.get("/story?id=update").text.split('<li class="moment')[1:]
    kinds = {identifier: each for identifier in ("first", "reprint", "update") for each in moments
             if f'<br><a href="/article?id={identifier}"' in each}  # fmt: skip
    assert "chip reprint" in kinds["reprint"] and "chip update" not in kinds["reprint"]
    assert "chip update" in kinds["update"] and "chip reprint" not in kinds["update"]
    assert "chip reprint" not in kinds["first"] and "chip update" not in kinds["first"]


def test_a_story_is_in_order_of_time_and_in_parts(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [each["article"] for each in web.get("/story.json?id=first").json()["told"]]
    assert told[0] == "first"
    monkeypatch.setattr(stories, "PAGE_SIZE", 2)
    assert web.get("/story?id=first").text.count('class="moment') == 2
    assert web.get("/story?id=first&offset=2").text.count('class="moment') == 1


def test_a_story_can_be_taken_away(web: TestClient) -> None:
    whole = web.get("/story.json?id=first").json()
    assert {pair["kind"] for pair in whole["copies"]} == {"reprint", "update"}
    assert len(list(csv.reader(io.StringIO(web.get("/story.csv?id=first").text, newline="")))) == 4


def test_an_article_leads_to_its_story_and_to_who_has_its_words(web: TestClient) -> None:
    page = web.get("/article?id=reprint").text
    assert 'href="/story?id=reprint"' in page
    assert "2 more articles tell this story" in page
    assert 'href="/article?id=first"' in page and 'href="/article?id=update"' in page


@pytest.mark.parametrize("path_of", ["/.csv", "/about.csv"])
def test_the_ledger_in_figures_is_a_table_too(web: TestClient, path_of: str) -> None:
    rows = list(read_csv(web.get(path_of).text.splitlines(), Number))
    told = web.get(path_of.replace("csv", "json")).json()
    assert rows[0] == Number("articles", "", told["articles"])
    assert Number("records", "statements", told["records"]["statements"]["all"]) in rows


def test_an_article_says_which_reprint_it(web: TestClient) -> None:
    assert "reprints this one" in web.get("/article?id=first").text


def test_the_rules_come_with_the_numbers_of_the_ledger(web: TestClient, path: Path) -> None:
    with open_ledger(path) as ledger:
        expected = {way: ledger.count("statements", Filter(count=way)) for way in ("all", "once", "independent")}
    told = web.get("/counting.json").json()
    rows = {row.kind: row for row in read_csv(web.get("/counting.csv").text.splitlines(), Counted)}
    assert {kind: row.all for kind, row in rows.items()} == {
        kind: ways["all"] for kind, ways in told.items() if kind != "rules"
    }
    assert told["statements"] == expected
    assert told["articles"] == {"all": 4, "once": 2, "independent": None}
    assert f"rules, version {told['rules']}" in web.get("/counting").text


def test_a_ledger_that_was_not_compared_says_so(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "new.ledger", write=True) as ledger:
        enter(ledger, finished())
    page = TestClient(make_app(tmp_path / "new.ledger"), base_url="http://localhost").get("/counting").text
    assert "ainda não foram comparados" in page


def test_the_measures_of_the_pages_are_those_of_the_docs() -> None:
    root = Path(__file__).parents[1]
    written = (root / "docs/evaluation.md").read_text(encoding="utf-8")
    assert (root / evaluated.FOR_PAGES).read_text(encoding="utf-8") == evaluated.shipped(written)
