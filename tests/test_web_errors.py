"""What errors say on a page: in the language of who asks, by the sentence and its facts."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path
from string import Formatter

import pytest
from starlette.testclient import TestClient

import segundo
from segundo.errors import EmptyError, NotFoundError, SegundoError, UsageError
from segundo.web.app import make_app
from segundo.web.words import error_in, errors, words
from tests.book import make

SOURCES = [
    path
    for folder in ("ledger", "web", "reader")
    for path in sorted(Path(segundo.__file__).parent.joinpath(folder).glob("*.py"))
]


def constants(of: ast.expr | None) -> list[str]:
    """The sentences that an expression may be."""
    match of:
        case ast.Constant(value=str(sentence)):
            return [sentence]
        case ast.IfExp(body=one, orelse=other):
            return constants(one) + constants(other)
    return []


def raised() -> dict[str, str]:
    """The sentences of errors of the modules that pages rest on, each with the module that has it."""
    found: dict[str, str] = {}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if isinstance(kind := getattr(segundo.errors, node.func.id, None), type) and issubclass(kind, SegundoError):
                do = next((keyword.value for keyword in node.keywords if keyword.arg == "do"), None)
                found |= dict.fromkeys(constants(node.args[0]) + constants(do), path.name)
    return found


def blanks(sentence: str) -> set[str]:
    """The names of the facts that a sentence has."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_each_sentence_that_a_page_may_show_is_there_in_portuguese() -> None:
    assert {sentence: where for sentence, where in raised().items() if sentence not in errors()} == {}


def test_no_sentence_is_kept_that_nothing_says() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert [sentence for sentence in errors() if sentence.replace('"', '\\"') not in sources.replace('"', '\\"')] == []


@pytest.mark.parametrize(("sentence", "there"), errors().items())
def test_a_sentence_in_portuguese_has_no_fact_that_the_error_has_not(sentence: str, there: str) -> None:
    assert blanks(there) <= blanks(sentence)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (EmptyError("there is no text", do="Paste some"), "Não há texto. Cole algum."),
        (NotFoundError("no {thing} has this id", where="'s1'", thing="record"),
         "'s1': nenhum registo tem este identificador."),
        (UsageError("{kind} have no filter {name!r}", do="There are: {there}", kind="events", name="act",
                    there=("since", "type")), "“Acontecimentos” não tem o filtro “Ato”. Há: since, type."),
        (UsageError("the text has more than {most:,} characters", most=60000),
         "O texto tem mais de 60.000 caracteres."),
        (UsageError("line {number} is no correction ({reason})", number=3, reason=UsageError("it is no object")),
         "A linha 3 não é uma correção (não tem campos)."),
    ],
)  # fmt: skip
def test_an_error_is_told_in_portuguese(error: SegundoError, told: str) -> None:
    assert error_in("pt", error) == told


def test_what_no_table_has_is_told_as_it_is() -> None:
    assert error_in("pt", SegundoError("a {strange} thing")) == "A {strange} thing."


def test_braces_in_what_a_person_typed_mean_nothing() -> None:
    error = UsageError("{name} cannot be {value!r}", where="{0}", name="since", value="{value}")
    assert (str(error), error_in("pt", error)) == (
        "{0}: since cannot be '{value}'", "{0}: “Publicado desde” não pode ser “{value}”."
    )  # fmt: skip


def test_an_error_survives_the_way_between_processes() -> None:
    error = UsageError("{name} cannot be {value!r}", name="since", value="x", where="here", do="Try {name}")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.sentences, again.facts) == (str(error), error.sentences, error.facts)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = make(tmp_path_factory.mktemp("errors") / "small.ledger")
    return TestClient(make_app(path), base_url="http://localhost", raise_server_exceptions=False)


PORTUGUESE = {"accept-language": "pt"}


@pytest.mark.parametrize(
    ("method", "path", "data", "status", "told"),
    [
        ("GET", "/nada", None, 404, "Não há esta página."),
        ("PUT", "/statements", None, 405, "Isto não se pode pedir assim."),
        ("GET", "/statements?since=ontem", None, 400, "“Publicado desde” não pode ser “ontem”."),
        ("GET", "/statements?content=!", None, 400, "não há nenhuma palavra a procurar."),
        ("GET", "/article", None, 400, "Falta “id” no endereço."),
        ("GET", "/corrections?offset=x", None, 400, "“offset” não pode ser “x”."),
        ("GET", "/record/s9", None, 404, "nenhum registo tem este identificador."),
        ("GET", f"/statements?content={'a' * 9000}", None, 414, "O endereço é longo demais."),
        ("POST", "/read", {"text": " "}, 422, "Não há texto."),
        ("POST", "/read", {"text": "a" * 60_001}, 400, "O texto tem mais de 60.000 caracteres."),
        ("POST", "/read", {"text": "a" * 300_001}, 413, "O que foi enviado tem mais de 300.000 bytes."),
        ("POST", "/read", {"text": "a", "published": "ontem"}, 400, "“ontem” não é uma data."),
        ("POST", "/corrections", {"lines": "{}"}, 422, "A linha 1 não é uma correção (falta-lhe “action”)."),
    ],
)
def test_a_page_tells_what_is_wrong_in_portuguese(
    client: TestClient, method: str, path: str, data: dict[str, str] | None, status: int, told: str
) -> None:
    answer = client.request(method, path, data=data, headers=PORTUGUESE)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert 'role="alert"' in answer.text


def test_what_comes_from_elsewhere_is_refused_in_words(client: TestClient) -> None:
    answer = client.post("/language", headers={**PORTUGUESE, "origin": "http://evil.example"})
    assert (answer.status_code, "tem de vir das páginas do próprio Segundo" in answer.text) == (403, True)


def test_a_program_is_told_with_the_code_and_in_english(client: TestClient) -> None:
    answer = client.post("/api/v1/corrections", content=b"x" * 300_001, headers=PORTUGUESE)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "what was sent has more than 300,000 bytes. Send less at once"


def test_a_fault_of_our_own_is_told_without_what_it_was(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("segundo.web.views.page", fail)
    answer = client.get("/article?id=ria-1", headers=PORTUGUESE)
    assert (answer.status_code, "Algo falhou dentro do Segundo." in answer.text) == (500, True)
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_page_that_refuses_leads_back_to_where_one_was(client: TestClient) -> None:
    headers = {**PORTUGUESE, "referer": "http://localhost/statements?outlet=ria"}
    assert 'href="/statements?outlet=ria">Voltar à página anterior' in client.get("/nada", headers=headers).text
    headers["referer"] = "http://elsewhere.example/x"
    assert "Voltar à página anterior" not in client.get("/nada", headers=headers).text


def test_words_of_facts_are_there() -> None:
    """Those that errors.tsv looks for by a fixed fact."""
    assert {"thing.record", "thing.article"} <= words().keys()
