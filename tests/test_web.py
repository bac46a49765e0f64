"""The pages and the programming interface, asked for without a browser."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from segundo.article import Article, Passage, Span
from segundo.cli.columns import precise
from segundo.ledger import Filter, browsing, open_ledger
from segundo.ledger.filters import CONDITIONS
from segundo.records import Records
from segundo.segment import segment
from segundo.web import views
from segundo.web.app import make_app
from segundo.web.asking import culprits, to_filter, to_query
from segundo.web.marking import Mark, bits
from segundo.web.words import number, preferred, speaker_of, words
from tests.book import RECORDS, TEXT, make
from tests.ledger_build import enter, finished

HOSTILE = (
    '<script>alert(1)</script> "><img src=x onerror=alert(2)> \u202eabc\u202c \u200b{{ 7*7 }} 👩\u200d👩\u200d👧'
    "\n\nO ministro disse que sim."
)
PAGES = ("/", "/statements", "/figures", "/events", "/actors", "/articles", "/about", "/article?id=ria-1")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make(tmp_path_factory.mktemp("web") / "small.ledger")
    with open_ledger(made, write=True) as ledger:
        ledger.compare()
    return made


@pytest.fixture(scope="module")
def app(path: Path) -> FastAPI:
    return make_app(path)


@pytest.fixture
def web(app: FastAPI) -> TestClient:
    return client(app)


def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://localhost:8765", headers={"accept-language": "pt"})


# Pages


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["pt", "en"])
def test_every_page_is_there_in_every_language(web: TestClient, page: str, language: str) -> None:
    answer = web.get(page, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in answer.text


@pytest.mark.parametrize("kind", ["statements", "figures", "events", "actors", "articles"])
def test_every_list_has_its_rows_as_json_and_csv(web: TestClient, kind: str) -> None:
    plain = web.get(f"/{kind}.json?outlet=serra").json()
    sheet = list(csv.DictReader(io.StringIO(web.get(f"/{kind}.csv?outlet=serra").text, newline="")))
    assert plain
    assert [list(row) for row in sheet] == [list(row) for row in plain]


@pytest.mark.parametrize("kind", ["events", "timeline"])
def test_events_are_searched_by_deed_and_participants_and_the_page_says_so(web: TestClient, kind: str) -> None:
    shown = web.get(f"/{kind}?content=PESSOAS").text
    assert "<mark>pessoas</mark>" in shown and 'placeholder="O que se fez, quem e a quem: ' in shown
    assert "O que se fez, quem e a quem: <b>PESSOAS</b>" in shown and "Palavras da declaração" not in shown
    assert "Nada corresponde" in web.get(f"/{kind}?content=cheias").text


def test_a_number_is_told_as_more_only_where_it_was_not_counted() -> None:
    def told(number: int) -> tuple[int, bool]:
        (culprit,) = culprits(lambda wanted: 0 if wanted.act else number, Filter(act="deny"), most=1_000)
        return culprit.count, culprit.more

    assert [told(number) for number in (999, 1_001, 3_440)] == [(999, False), (1_000, True), (3_440, False)]


def test_the_page_says_whether_facets_are_of_the_first_rows(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browsing, "SAMPLE", 1)
    assert "Contados nos primeiros" not in web.get("/events?min_score=0.1").text
    monkeypatch.setattr(browsing, "WHOLE", 1)
    assert "Contados nos primeiros" in web.get("/events?min_score=0.2").text
    assert "Contados nos primeiros" not in web.get("/stories?outlet=nenhum").text


def test_a_row_opens_at_its_place_in_the_article(web: TestClient, path: Path) -> None:
    with open_ledger(path) as ledger:
        row = next(ledger.statements())
    assert f'href="/article?id=ria-1#{row.id}"' in web.get("/statements").text
    assert f'<i class="anchor" id="{row.id}"></i>' in web.get("/article?id=ria-1").text
    assert web.get(f"/record/{row.id}", follow_redirects=False).headers["location"] == f"/article?id=ria-1#{row.id}"


def test_words_that_were_searched_are_lit(web: TestClient) -> None:
    assert "<mark>cheias</mark>" in web.get("/statements?content=CHEIAS").text


def test_an_empty_list_says_which_filter_emptied_it(web: TestClient) -> None:
    page = web.get("/statements?speaker=amaro&outlet=nowhere").text
    assert "Sem o filtro “Veículo: nowhere” haveria 2." in page
    assert "Sem o filtro “Segundo quem" not in page


def test_where_no_filter_alone_is_to_blame_that_is_said(web: TestClient) -> None:
    assert "Nenhum filtro sozinho" in web.get("/statements?speaker=nobody&outlet=nowhere").text


def test_what_a_form_sends_blank_leaves_the_address(web: TestClient) -> None:
    answer = web.get("/statements?speaker=amaro&outlet=&since=2015", follow_redirects=False)
    assert answer.headers["location"] == "/statements?speaker=amaro&since=2015-01-01"


def test_facets_lead_to_their_rows_and_away(web: TestClient) -> None:
    page = web.get("/statements?outlet=ria").text
    assert 'href="/statements?form=direct&amp;outlet=ria"' in page
    assert 'href="/statements?outlet=ria" aria-current="true"' in web.get("/statements?outlet=ria&form=direct").text


def test_a_denied_event_does_not_look_like_one_that_happened(tmp_path: Path) -> None:
    item = finished()
    events = tuple(replace(event, status="denied") for event in item.records.events)
    with open_ledger(tmp_path / "d.ledger", write=True) as ledger:
        enter(ledger, item._replace(records=replace(item.records, events=events)))
    page = client(make_app(tmp_path / "d.ledger")).get("/events").text
    assert 'class="row events is-denied"' in page
    assert ">negado</span>" in page


def test_a_repeated_passage_says_where_it_stood_first(web: TestClient) -> None:
    page = web.get("/article?id=serra-1").text
    assert page.count("Este parágrafo já estava em Correio da Ria") == 2
    assert 'href="/article?id=ria-1#p1"' in page


def test_the_language_is_kept_and_leads_back(web: TestClient) -> None:
    answer = web.post("/language", data={"to": "en", "back": "/figures?kind=killed"}, follow_redirects=False)
    assert answer.headers["location"] == "/figures?kind=killed"
    assert "language=en" in answer.headers["set-cookie"]


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_language_leads_nowhere_else(web: TestClient, back: str) -> None:
    answer = web.post("/language", data={"to": "en", "back": back}, follow_redirects=False)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("page", ["/nothing", "/article?id=nothing", "/record/s0"])
def test_what_is_not_there_is_said_on_a_page(web: TestClient, page: str) -> None:
    answer = web.get(page)
    assert answer.status_code == 404
    assert "Não foi possível" in answer.text


def test_a_filter_that_means_nothing_is_said_on_a_page(web: TestClient) -> None:
    answer = web.get("/statements?act=sing")
    told = "“sing” não é um valor de “Ato” em “Declarações”. Há: state, deny"
    assert (answer.status_code, told in answer.text) == (400, True)


def test_a_writer_may_add_articles_meanwhile(path: Path, tmp_path: Path) -> None:
    copy = make(tmp_path / "busy.ledger")
    busy = client(make_app(copy))
    with open_ledger(copy, write=True) as ledger:
        enter(ledger, finished("new"))
        assert "Título de new" in busy.get("/articles").text


def test_of_a_very_long_article_the_beginning_is_shown(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LARGEST_SHOWN", TEXT.index("disse"))
    page = web.get("/article?id=ria-1").text
    assert "O ministro" in page
    assert "testemunha" not in page.partition('<div class="text"')[2]
    assert '<p class="note">…</p>' in page


# A pasted text


class _Reader:
    """In place of the trained reader, which takes its time."""


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Article]]:
    met: dict[str, Article] = {}

    def extract(article: Article, reader: object) -> Records:
        met["article"] = article
        return RECORDS if article.text == TEXT else Records()

    monkeypatch.setattr(views, "reader", _Reader)
    monkeypatch.setattr("segundo.pipeline.extract", extract)
    yield met


def test_a_pasted_text_is_shown_with_what_it_says(web: TestClient, quick: Mapping[str, Article]) -> None:
    answer = web.post("/read", data={"text": TEXT.replace("\n", "\r\n"), "published": "2015-09-03"})
    assert answer.status_code == 200
    assert "<b>Rui Amaro</b>" in answer.text
    assert (quick["article"].text, quick["article"].published) == (TEXT, date(2015, 9, 3))


def test_a_pasted_text_is_not_kept(web: TestClient, quick: object) -> None:
    web.post("/read", data={"text": TEXT})
    assert len(web.get("/articles.json").json()) == 2


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"text": " ... "}, 422),
        ({"text": "a" * (views.LARGEST_TEXT + 1)}, 400),
        ({"text": "Sim.", "published": "hoje"}, 400),
        ({"text": "a" * 400_000}, 413),
    ],
)
def test_a_text_that_cannot_be_read_is_refused(
    web: TestClient, quick: object, data: dict[str, str], status: int
) -> None:
    assert web.post("/read", data=data).status_code == status


def test_a_hostile_text_is_only_text(web: TestClient, quick: object) -> None:
    page = web.post("/read", data={"text": HOSTILE}).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"<script(?! type=\"module\" src=\"/static/)|<img|49", page)


# Safety


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", "[", ""])
def test_another_host_is_refused(web: TestClient, host: str) -> None:
    assert web.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765"])
def test_this_machine_is_not(web: TestClient, host: str) -> None:
    assert web.get("/about", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://localhost:9"},
        {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
    ],
)  # fmt: skip
def test_what_other_pages_send_is_refused(web: TestClient, headers: dict[str, str]) -> None:
    assert web.post("/language", data={"to": "en"}, headers=headers).status_code == 403


def test_what_these_pages_send_is_not(web: TestClient) -> None:
    headers = {"origin": "http://localhost:8765", "sec-fetch-site": "same-origin"}
    assert web.post("/language", data={"to": "en"}, headers=headers, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("page", ["/", "/static/segundo.js", "/nothing", "/api/v1/stats"])
def test_every_answer_forbids_what_pages_do_not_need(web: TestClient, page: str) -> None:
    headers = web.get(page).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("page", PAGES)
def test_no_page_has_script_or_style_in_it(web: TestClient, page: str) -> None:
    assert not re.search(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=|javascript:", web.get(page).text)


def test_an_address_of_another_scheme_is_no_link(tmp_path: Path) -> None:
    article = Article("a", TEXT, url="javascript:alert(1)", title=HOSTILE)
    with open_ledger(tmp_path / "u.ledger", write=True) as ledger:
        ledger.write(article, segment(TEXT), RECORDS, version="1", run=ledger.start_run("1"))
    page = client(make_app(tmp_path / "u.ledger")).get("/article?id=a").text
    assert "javascript:" not in page
    assert "&lt;img src=x" in page


def test_too_long_an_address_is_refused(web: TestClient) -> None:
    assert web.get(f"/statements?speaker={'a' * 9000}").status_code == 414


# The programming interface


def test_rows_come_in_slices(web: TestClient) -> None:
    first = web.get("/api/v1/statements?limit=3").json()
    rest = web.get(f"/api/v1/statements?limit=3&cursor={first['next']}").json()
    assert (first["count"], len(first["items"]), len(rest["items"]), rest["next"]) == (4, 3, 1, None)
    assert first["items"] + rest["items"] == web.get("/statements.json").json()


@pytest.mark.parametrize("kind", ["statements", "figures", "events", "times", "actors", "articles"])
def test_every_kind_can_be_asked_for(web: TestClient, kind: str) -> None:
    assert web.get(f"/api/v1/{kind}").json()["count"] > 0


def test_a_record_and_an_article_can_be_asked_for(web: TestClient) -> None:
    row = web.get("/api/v1/figures").json()["items"][0]
    assert web.get(f"/api/v1/records/{row['id']}").json() == row
    whole = web.get("/api/v1/article?id=ria-1").json()
    assert whole["article"]["text"] == TEXT
    assert whole["records"]["statements"][0]["content"] == [list(RECORDS.statements[0].content[0])]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("statements?act=sing", 400, "usage"),
        ("statements?since=someday", 400, "usage"),
        ("statements?limit=0", 400, "usage"),
        ("statements?cursor=x", 400, "usage"),
        ("records/s0", 404, "not-found"),
        ("nothing", 404, "not-found"),
    ],
)
def test_errors_are_problems_with_a_code(web: TestClient, query: str, status: int, code: str) -> None:
    answer = web.get(f"/api/v1/{query}")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_the_description_has_the_rows_and_the_filters(web: TestClient) -> None:
    told = web.get("/api/v1/openapi.json").json()
    names = {parameter["name"] for parameter in told["paths"]["/api/v1/statements"]["get"]["parameters"]}
    assert {"speaker", "act", "count", "limit", "cursor"} <= names
    assert told["components"]["schemas"]["StatementRow"]["properties"]["act"]["enum"][0] == "state"
    assert all(path.startswith("/api/v1/") for path in told["paths"])
    json.dumps(told)


# Parts


def test_a_query_is_the_filter_that_it_came_from() -> None:
    wanted = Filter(speaker="Ana & Zé", said=False, since=date(2015, 9, 1), min_score=0.5, count="once")
    query = dict(pair.split("=") for pair in to_query(wanted).split("&"))
    assert query["speaker"] == "Ana+%26+Z%C3%A9"
    assert to_filter("statements", {"speaker": "Ana & Zé", "said": "false", "since": "2015-09", "min_score": "0.5",
                                    "count": "once"}) == wanted  # fmt: skip


def test_until_is_the_last_day_of_what_it_names() -> None:
    assert to_filter("articles", {"until": "2015-02"}).until == date(2015, 2, 28)


def test_overlapping_marks_cut_the_text() -> None:
    passage = Passage(1, Span(10, 20), "abcdefghij", "", 1)
    found = [Mark(Span(12, 18), "s1", "statements", "content"), Mark(Span(16, 25), "f1", "figures", "number")]
    seen: set[str] = set()
    cut = list(bits(passage, found, seen))
    assert [bit.text for bit in cut] == ["ab", "cdef", "gh", "ij"]
    assert [bit.records for bit in cut] == [(), ("s1",), ("s1", "f1"), ("f1",)]
    assert [bit.begins for bit in cut] == [(), ("s1",), ("f1",), ()]


def test_a_statement_within_another_is_deeper() -> None:
    passage = Passage(1, Span(0, 3), "abc", "", 1)
    found = [Mark(Span(0, 3), "s1", "statements", "content"), Mark(Span(1, 2), "s2", "statements", "content")]
    assert [bit.depth for bit in bits(passage, found, set())] == [1, 2, 1]


@pytest.mark.parametrize(
    ("accepted", "language"), [("", "pt"), ("en-GB,en;q=0.9", "en"), ("fr, pt;q=0.3, en;q=0.5", "en"), ("en;q=x", "pt")]
)
def test_the_language_is_what_the_browser_likes_best(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def test_every_text_has_the_same_blanks_in_all_languages() -> None:
    for key, said in words().items():
        blanks = {language: sorted(re.findall(r"{\w+}", text)) for language, text in said.items()}
        assert len({tuple(names) for names in blanks.values()}) == 1, key


def test_every_text_is_used() -> None:
    root = Path(views.__file__).parent
    sources = [*(root / "templates").glob("*.html"), *root.glob("*.py")]
    pages = "".join(path.read_text(encoding="utf-8") for path in sources)
    fields = {*CONDITIONS["statements"], *CONDITIONS["events"], *(f"{kind}_help" for kind in ("stories", "series"))}
    plain = [key for key in words() if "." not in key and key not in fields and f'"{key}"' not in pages]
    assert plain == []


def test_numbers_and_days_are_written_as_each_language_does() -> None:
    assert (number(1234567.0, "pt"), number(1234.5, "en")) == ("1.234.567", "1,234.5")
    for value, pt, en in (
        ("2015-09-03T09:20", "3/9/2015, 09:20", "2015-09-03, 09:20"), ("2015-09-03TNI", "3/9/2015", "2015-09-03"),
        ("2015-02", "2/2015", "2015-02"), ("2015", "2015", "2015"), ("196", "1960–1969", "1960–1969"),
        ("2015-Q4", "10/2015–12/2015", "2015-10–2015-12"),
        ("2022-W43", "24/10/2022–30/10/2022", "2022-10-24–2022-10-30"),
        ("P40Y", "", ""), ("XXXX-12-25", "", ""), ("PRESENT_REF", "", ""), ("2015-02-30", "", ""),
    ):  # fmt: skip
        assert (views.day(value, "pt"), views.day(value, "en")) == (pt, en)
    assert (views.day(date(2015, 9, 3), "pt"), views.day("2015-09-03", "en"), views.day(None, "pt")) == (
        "3/9/2015", "2015-09-03", "",
    )  # fmt: skip
    year, month = (date(2014, 1, 1), date(2014, 12, 31)), (date(2014, 2, 1), date(2014, 2, 28))
    assert [views.day(first, "pt", last) for first, last in (year, month)] == ["2014", "2/2014"]
    assert precise(*year) == "2014" and precise(*month) == "2014-02"
    assert precise(date(2014, 2, 3), date(2014, 2, 9)) == "2014-02-03–2014-02-09"
    assert precise(date(2014, 2, 3), None) == "2014-02-03"


def test_lit_words_are_those_that_the_search_finds() -> None:
    assert [piece for piece, hit in views.lit("A Síria e os sírios", "siri* a") if hit] == ["A", "Síria", "sírios"]
    assert "".join(piece for piece, _ in views.lit("A Síria, e os sírios.", "siria")) == "A Síria, e os sírios."


def test_a_value_that_no_word_stands_for_is_shown_as_it_is(web: TestClient) -> None:
    assert speaker_of("pt")("type.DANCE") == "DANCE"
    assert ">dano</span>" in web.get("/events?type=HARM").text
