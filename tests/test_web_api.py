"""The programming interface as a whole: its description, and that it has what the pages and the command line have."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from openapi_spec_validator import validate

from segundo.ledger import Filter, open_ledger
from segundo.web.app import make_app
from segundo.web.describing import EVERY, meanings
from segundo.web.lists import LISTS
from tests.test_web_gathered import NAME, make

API = "/api/v1"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("api") / "gathered.ledger")


@pytest.fixture(scope="module")
def web(path: Path) -> TestClient:
    return TestClient(make_app(path), base_url="http://localhost:8765")


@pytest.fixture(scope="module")
def told(web: TestClient) -> dict[str, Any]:
    description: dict[str, Any] = web.get(f"{API}/openapi.json").json()
    return description


@pytest.fixture(scope="module")
def actor(path: Path) -> str:
    with open_ledger(path) as book:
        return book.identities(Filter(speaker=NAME))[0].id


def test_the_description_is_valid_openapi(told: dict[str, Any]) -> None:
    validate(told)


def test_each_field_and_parameter_is_described(told: dict[str, Any]) -> None:
    for name, schema in told["components"]["schemas"].items():
        for field, of in schema.get("properties", {}).items():
            assert of.get("description"), f"{name}.{field}"
    for address, methods in told["paths"].items():
        for operation in methods.values():
            assert operation["summary"]
            for parameter in operation.get("parameters", ()):
                assert parameter["in"] == "path" or parameter.get("description"), f"{address}: {parameter['name']}"


def test_no_meaning_is_of_a_field_that_is_not_there(told: dict[str, Any]) -> None:
    there = {
        (name.partition("_")[0], field)
        for name, schema in told["components"]["schemas"].items()
        for field in schema.get("properties", {})
    } | {("Filter", field) for field in Filter.__slots__ if field not in {"limit", "offset"}}
    special = {pair for pair in meanings() if pair[0] != EVERY}
    assert special <= there
    assert {(EVERY, field) for of, field in there - special} == meanings().keys() - special


@pytest.mark.parametrize("kind", LISTS)
def test_every_list_page_has_its_counterpart_with_the_same_filters_and_rows(
    web: TestClient, told: dict[str, Any], kind: str
) -> None:
    answer = web.get(f"{API}/{kind}").json()
    assert answer["items"] == web.get(f"/{kind}.json").json() != []
    assert (answer["count"], answer["next"]) == (len(answer["items"]), None)
    there = {parameter["name"] for parameter in told["paths"][f"{API}/{kind}"]["get"]["parameters"]}
    for name in ("outlet", "since", "text"):
        assert name in there
        assert web.get(f"/{kind}?{name}=2015").status_code == 200


@pytest.mark.parametrize("kind", [*LISTS, "times", "actors/each"])
def test_rows_come_in_slices(web: TestClient, kind: str) -> None:
    whole = web.get(f"{API}/{kind}").json()
    found: list[Any] = []
    asked: dict[str, Any] | None = {"limit": 1}
    while asked:
        part = web.get(f"{API}/{kind}", params=asked).json()
        assert part["count"] == whole["count"]
        found += part["items"]
        asked = {"limit": 1, "cursor": part["next"]} if part["next"] else None
    assert found == whole["items"]


def test_an_actor_has_names_with_reasons_and_roles_with_evidence(web: TestClient, actor: str) -> None:
    one = web.get(f"{API}/actors/{actor[:8]}").json()
    assert one["row"]["name"] == NAME
    assert one["roles"][0]["articles"] == ["on-2015-09-03", "on-2015-09-05"]
    assert one["bearers"][0]["spellings"] == [NAME]
    assert [each["name"] for each in web.get(f"{API}/actors/{actor}/dossier").json()["others"]] == ["Ana Prado"]
    assert web.get(f"{API}/actors/unsure").json() == {"items": [], "count": 0, "next": None}


def test_a_series_has_its_points_and_is_found_by_words(web: TestClient) -> None:
    (row,) = web.get(f"{API}/series", params={"about": "Évora", "kind": "displaced"}).json()["items"]
    one = f"{API}/series/{row['id']}"
    points = web.get(f"{one}/points").json()
    assert ([point["value"] for point in points["items"]], points["count"]) == ([200.0, 200.0, 260.0], 3)
    assert web.get(f"{API}/series/{points['items'][-1]['id']}").json() == web.get(one).json() == row
    some = web.get(f"{one}/points", params={"limit": 2}).json()
    rest = web.get(f"{one}/points", params={"limit": 2, "cursor": some["next"]}).json()
    assert some["items"] + rest["items"] == points["items"] and rest["next"] is None
    late = {"since": "2015-09-05"}
    assert web.get(f"{one}/points", params=late).json()["count"] == web.get(one, params=late).json()["points"] == 1
    assert web.get(one, params={"since": "2020"}).status_code == 404
    assert web.get(f"{API}/series", params={"least": 9}).json()["items"] == []


def test_a_story_says_who_copied_whom_by_any_of_its_articles(web: TestClient) -> None:
    first, *_ = web.get(f"{API}/stories").json()["items"]
    whole = web.get(f"{API}/story", params={"id": first["id"]}).json()
    assert whole == web.get(f"{API}/story", params={"id": whole["told"][-1]["article"]}).json()
    assert (whole["story"], len(whole["told"])) == (first, first["articles"])
    assert {pair["earlier"] for pair in whole["copies"]} <= {each["article"] for each in whole["told"]}


def test_changes_take_the_filters_of_statements(web: TestClient) -> None:
    found = web.get(f"{API}/changes", params={"actor": NAME}).json()
    assert [row["speaker"] for row in found["positions"]] == [NAME]
    assert web.get(f"{API}/changes", params={"actor": NAME, "since": "2016"}).json()["positions"] == []


def test_changes_are_lists_too(web: TestClient) -> None:
    asked = {"actor": NAME, "count": "all"}
    whole = web.get(f"{API}/changes", params=asked).json()
    for name in ("positions", "candidates"):
        rows: list[Any] = []
        cursor: dict[str, Any] = {}
        while True:
            part = web.get(f"{API}/changes/{name}", params={**asked, "limit": 1, **cursor}).json()
            rows += part["items"]
            if part["next"] is None:
                break
            cursor = {"cursor": part["next"]}
        assert (rows, part["count"]) == (whole[name], len(whole[name]))
    assert whole["positions"]


def test_counting_is_that_of_the_page(web: TestClient) -> None:
    answer, page = web.get(f"{API}/counting").json(), web.get("/counting.json").json()
    assert {"rules": answer["rules"], **answer["kinds"]} == page


def test_a_month_is_as_good_as_its_days(web: TestClient) -> None:
    assert web.get(f"{API}/articles", params={"since": "2015-09", "until": "2015-09"}).json()["count"] > 0


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ("statements?speeker=Rui", 400, "usage"),
        ("statements?since=yesterday", 400, "usage"),
        ("statements?cursor=bzk5OTk5OTk5OTk5OTk5OTk5OTk5", 400, "usage"),
        ("changes", 400, "usage"),
        ("series?least=0", 400, "usage"),
        ("actors/a0", 404, "not-found"),
        ("actors/a0/dossier", 404, "not-found"),
        ("series/f0", 404, "not-found"),
        ("story?id=on-2015-09-03x", 404, "not-found"),
        ("stats?what=1", 400, "usage"),
    ],
)
def test_what_goes_wrong_is_a_problem_with_the_code_of_the_command_line(
    web: TestClient, asked: str, status: int, code: str
) -> None:
    answer = web.get(f"{API}/{asked}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert answer.json()["code"] == code


def test_rows_are_those_of_the_command_line(web: TestClient, path: Path) -> None:
    for verb in ("series", "actors", "stories"):
        done = subprocess.run(
            [sys.executable, "-m", "segundo", verb, path, "--json"], capture_output=True, text=True, check=True
        )
        assert web.get(f"{API}/{verb}").json()["items"] == [json.loads(line) for line in done.stdout.splitlines()]
