"""Correcting by pages and by the programming interface, asked for without a browser."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from segundo.export.csv import read_csv
from segundo.ledger import Filter, Ledger, opening
from segundo.ledger.corrections import make as make_entry
from segundo.ledger.corrections import to_json
from segundo.web.app import make_app
from segundo.web.safety import LARGEST_BODY, LARGEST_FILE
from tests.book import make

API = "/api/v1"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make(tmp_path / "x.ledger")


def first(book: Ledger, kind: str = "statements") -> Any:
    return next(getattr(book, kind)())


def form(web: TestClient, path: str, **fields: str) -> Any:
    sent = {name.replace("__", "."): value for name, value in fields.items()}
    return web.post(path, data=sent, follow_redirects=False)


# Pages


@pytest.mark.parametrize("kind", ["statements", "figures", "events", "times", "actors"])
def test_every_kind_of_record_has_its_form(web: TestClient, book: Ledger, kind: str) -> None:
    row = first(book, kind)
    page, part = web.get(f"/fix/{row.id}"), web.get(f"/fix/{row.id}?part=1")
    assert (page.status_code, part.status_code) == (200, 200)
    assert "<html" in page.text
    assert "<html" not in part.text
    assert f'action="/fix/{row.id}"' in part.text


def test_only_fields_that_were_changed_are_set(web: TestClient, book: Ledger) -> None:
    row = first(book)
    done = form(
        web, f"/fix/{row.id}", do="set", f__speaker="Beatriz Serra", w__speaker="Rui Amaro", f__act="state",
        w__act="state", note="ver rodapé", back="/review?kind=statements&skip=0",
    )  # fmt: skip
    assert (done.status_code, done.headers["location"]) == (303, "/review?kind=statements&skip=0")
    (item,) = book.corrections.log()
    assert (item.correction.field, item.correction.note) == ("speaker", "ver rodapé")
    assert first(book).speaker == "Beatriz Serra"
    assert "ver rodapé" in web.get(f"/fix/{row.id}").text


def test_everywhere_is_shown_before_it_is_done(web: TestClient, book: Ledger) -> None:
    row = first(book)
    asked = {"do": "set", "everywhere": "1", "f__speaker": "Bia", "w__speaker": "Rui Amaro"}
    shown = form(web, f"/fix/{row.id}", **asked)
    assert (shown.status_code, shown.text.count('<li class="row statements">')) == (200, 2)
    assert "Change the 2 records" in shown.text
    assert book.corrections.count() == 0
    assert form(web, f"/fix/{row.id}", **asked, sure="1").status_code == 303
    assert book.count("statements", Filter(speaker="Bia")) == 2


def test_a_rejected_record_stands_crossed_out_in_its_article(web: TestClient, book: Ledger) -> None:
    row = first(book, "figures")
    form(web, f"/fix/{row.id}", do="reject")
    page = web.get("/article?id=ria-1").text
    assert f'class="card figures rejected" data-record="{row.id}"' in page
    assert f'<i class="anchor" id="{row.id}">' not in page
    assert row.id not in web.get("/figures").text
    assert row.id in web.get("/figures?review=rejected").text
    form(web, f"/fix/{row.id}", do="undo")
    assert "rejected" not in web.get("/article?id=ria-1").text


def test_a_record_is_added_by_a_form(web: TestClient, book: Ledger) -> None:
    for kind in ("statements", "figures", "events", "times", "actors"):
        shown = web.get("/add", params={"article": "ria-1", "kind": kind, "words": "Uma testemunha nega"})
        assert (shown.status_code, ">Uma testemunha nega</textarea>" in shown.text) == (200, True)
    done = form(web, "/add", article="ria-1", kind="statements", f__content="nega", f__speaker="Bia", f__when="")
    added = next(book.statements(Filter(review="added")))
    assert done.headers["location"] == f"/article?id=ria-1#{added.id}"
    assert (added.content, added.speaker) == ("nega", "Bia")
    assert form(web, "/add", article="ria-1", kind="songs").status_code == 400
    assert web.get("/add?article=ria-1&kind=songs").status_code == 400


def test_the_queue_shows_one_record_and_goes_on(web: TestClient, book: Ledger) -> None:
    one, two = book.review("statements")
    assert f'action="/fix/{one.id}"' in web.get("/review").text
    assert f'action="/fix/{two.id}"' in web.get("/review?kind=statements&skip=1").text
    form(web, f"/fix/{one.id}", do="confirm", everywhere="1", back="/review")
    assert f'action="/fix/{two.id}"' in web.get("/review").text
    assert form(web, "/review/undo", back="/review").headers["location"] == "/review"
    assert f'action="/fix/{one.id}"' in web.get("/review").text
    assert "nothing more to review" in web.get("/review?skip=9").text


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere", ""])
def test_the_way_back_leads_nowhere_else(web: TestClient, book: Ledger, back: str) -> None:
    row = first(book)
    done = form(web, f"/fix/{row.id}", do="confirm", back=back)
    assert done.headers["location"] == f"/article?id=ria-1#{row.id}"


def test_other_sites_cannot_correct(web: TestClient, book: Ledger) -> None:
    row = first(book)
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}):
        assert web.post(f"/fix/{row.id}", data={"do": "reject"}, headers=headers).status_code == 403
        asked = {"action": "reject", "record": row.id}
        assert web.post(f"{API}/corrections", json=asked, headers=headers).status_code == 403
        assert web.delete(f"{API}/corrections/{row.id}", headers=headers).status_code == 403
    assert book.corrections.count() == 0


def test_what_cannot_be_done_is_told(web: TestClient, book: Ledger) -> None:
    row = first(book)
    answer = form(web, f"/fix/{row.id}", do="set", f__content="ninguém fugiu", w__content="")
    assert (answer.status_code, "does not have these words" in answer.text) == (400, True)
    assert form(web, f"/fix/{row.id}", do="sing").status_code == 400
    assert web.get("/fix/s0").status_code == 404
    assert web.get("/review?kind=songs").status_code == 400


# The programming interface


def test_a_correction_is_made_listed_and_taken_back(web: TestClient, book: Ledger) -> None:
    row = first(book)
    asked = {"action": "set", "record": row.id, "field": "speaker", "value": "Bia", "by": "bia"}
    assert web.post(f"{API}/corrections", json={**asked, "dry_run": True, "everywhere": True}).json()["touched"] == [
        item.id for item in book.statements(Filter(speaker="Rui Amaro"))
    ]
    made = web.post(f"{API}/corrections", json=asked)
    assert (made.status_code, made.json()["touched"]) == (201, [row.id])
    (entry,) = made.json()["corrections"]
    listed = web.get(f"{API}/corrections", params={"record": row.id}).json()
    assert (listed["count"], listed["items"][0]["correction"], listed["items"][0]["fate"]) == (1, entry, "holds")
    assert web.get(f"{API}/records/{row.id}").json()["review"] == "corrected"
    assert web.delete(f"{API}/corrections/{entry['id']}").json()["touched"] == [row.id]
    assert first(book).speaker == "Rui Amaro"
    page = web.get(f"{API}/corrections", params={"limit": 1}).json()
    assert (page["count"], page["items"][0]["correction"]["action"]) == (2, "undo")
    rest = web.get(f"{API}/corrections", params={"limit": 1, "cursor": page["next"]}).json()
    assert (rest["items"][0]["fate"], rest["next"]) == ("undone", None)


@pytest.mark.parametrize(
    ("asked", "status", "why"),
    [
        ({"action": "sing"}, 400, "action"),
        ({"action": "confirm"}, 400, "confirm needs record"),
        ({"action": "confirm", "record": "s0"}, 404, "no record has this id"),
        ({"action": "set", "record": "{id}", "field": "act", "value": "sing"}, 400, "There are: state"),
        ({"action": "set", "record": "{id}", "field": "content", "value": [[0, 9999]]}, 400, "no words"),
        ({"action": "add", "article": "ria-1", "kind": "statements", "values": {}}, 400, "content must be given"),
        ({"action": "same", "record": "Rui"}, 400, "same needs other"),
    ],
)
def test_a_wrong_correction_is_a_problem(
    web: TestClient, book: Ledger, asked: dict[str, Any], status: int, why: str
) -> None:
    asked = {name: first(book).id if value == "{id}" else value for name, value in asked.items()}
    answer = web.post(f"{API}/corrections", json=asked)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert why in answer.json()["detail"]


def test_a_body_that_is_too_long_is_refused(web: TestClient) -> None:
    assert web.post(f"{API}/corrections", json={"action": "confirm", "note": "x" * 400_000}).status_code == 413


def test_the_queue_conflicts_and_orphans_are_listed(web: TestClient, book: Ledger) -> None:
    assert [row["id"] for row in web.get(f"{API}/review/statements").json()] == [row.id for row in book.review()]
    assert web.get(f"{API}/review/statements", params={"speaker": "ninguém"}).json() == []
    assert web.get(f"{API}/corrections/conflicts").json()["items"] == []
    assert web.get(f"{API}/corrections/orphans").json()["items"] == []


def test_a_correction_waits_for_another_writer_and_says_when_it_waited_too_long(
    web: TestClient, path: Path, book: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    asked = {"action": "confirm", "record": first(book).id}
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    busy = web.post(f"{API}/corrections", json=asked)
    assert (busy.status_code, busy.json()["code"]) == (503, "ledger-busy")
    other.execute("ROLLBACK")
    other.close()
    assert web.post(f"{API}/corrections", json=asked).status_code == 201


# Joined


def test_corrections_are_taken_away_and_joined_by_pages(web: TestClient, book: Ledger, tmp_path: Path) -> None:
    row = first(book)
    form(web, f"/fix/{row.id}", do="set", f__speaker="Ana Prado", w__speaker="Rui Amaro")
    theirs = make(tmp_path / "theirs.ledger")
    other = TestClient(make_app(theirs), base_url="http://localhost:8765", headers={"accept-language": "en"})
    form(other, f"/fix/{row.id}", do="set", f__speaker="Rui Neto", w__speaker="Rui Amaro")
    lines = other.get("/corrections.jsonl").text
    for new, known in ((1, 0), (0, 1)):
        done = form(web, "/corrections", lines=lines)
        assert (done.status_code, done.headers["location"]) == (303, f"/corrections?new={new}&known={known}")
    shown = web.get(done.headers["location"]).text
    assert "Joined: 0 new, 1 known already." in shown and "conflicts: 1" in shown
    assert shown.count(f'href="/fix/{row.id}"') == 4 and "Who: Rui Amaro → Rui Neto" in shown
    assert '"Rui Neto"' in web.get("/gold.jsonl").text
    assert form(web, "/corrections", lines="{}").status_code == 422
    assert form(web, "/corrections", lines=" ").status_code == 400


@pytest.mark.parametrize("kind", ["statements", "figures", "events"])
def test_the_queue_is_taken_away(web: TestClient, book: Ledger, kind: str) -> None:
    queue = book.review(kind)
    listed = web.get(f"/review.json?kind={kind}").json()
    table = list(read_csv(web.get(f"/review.csv?kind={kind}").text.splitlines(), type(queue[0])))
    assert [row["id"] for row in listed] == [row.id for row in table] == [row.id for row in queue]
    assert web.get("/review.csv?kind=songs").status_code == 400


def send(web: TestClient, content: bytes) -> Any:
    """Join a file, as the page sends it: with the field for lines left empty."""
    files = {"file": ("theirs.jsonl", content)}
    return web.post("/corrections", data={"lines": ""}, files=files, follow_redirects=False)


def test_a_file_of_corrections_is_joined(web: TestClient, book: Ledger) -> None:
    form(web, f"/fix/{first(book).id}", do="confirm")
    line = web.get("/corrections.jsonl").text
    (entry,) = (item.correction for item in book.corrections.log())
    content = {field.name: getattr(entry, field.name) for field in fields(entry) if field.name != "id"}
    notes = (f"{number} {'x' * 400}" for number in range(900))
    others = "".join(f"{to_json(make_entry(**{**content, 'note': note}))}\n" for note in notes)
    done = send(web, f"\ufeff{others}{line}".encode())
    assert (len(others) > LARGEST_BODY, done.headers["location"]) == (True, "/corrections?new=900&known=1")


def test_a_file_that_is_no_file_of_corrections_is_refused_with_its_name(web: TestClient, book: Ledger) -> None:
    form(web, f"/fix/{first(book).id}", do="confirm")
    line = web.get("/corrections.jsonl").content
    for content, status, why in (
        (b"\xff\xfe", 422, "theirs.jsonl: this is no UTF-8 text"),
        (line + b"{}", 422, "theirs.jsonl: line 2 is no correction"),
        (b"", 400, "there are no corrections"),
        (b" " * (LARGEST_FILE + 1), 413, "more than 20,000,000 bytes"),
    ):
        refused = send(web, content)
        assert (refused.status_code, why.lower() in refused.text.lower()) == (status, True)
    assert book.corrections.count() == 1
