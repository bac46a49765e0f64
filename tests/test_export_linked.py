"""The formats of linked data, read by rdflib."""

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from typer.testing import CliRunner

from segundo.cli.app import app
from segundo.ledger import open_ledger
from tests.book import TEXT, make

# rdflib's own reader of JSON-LD still uses what rdflib calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

OA = Namespace("http://www.w3.org/ns/oa#")
SCHEMA = Namespace("https://schema.org/")
TERM = Namespace("urn:segundo:term:")

# What the published contexts say of the terms in use; reading must not need the network.
ANNO = {
    "oa": str(OA), "id": "@id", "type": "@type", "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/", "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource",
    "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
    "Text": "http://purl.org/dc/dcmitype/Text", "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "describing": "oa:describing",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}, "start": "oa:start", "end": "oa:end",
    "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix", "format": "dc:format",
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("linked") / "small.ledger")


def exported(*arguments: object) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["export", *map(str, arguments)], catch_exceptions=False)
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def graph(document: dict[str, Any], context: Any) -> Graph:
    return Graph().parse(data=json.dumps({**document, "@context": context}), format="json-ld")


@pytest.fixture(scope="module")
def annotations(book: Path) -> Graph:
    document = exported(book, "annotations")
    web, own = document["@context"]
    assert web == "http://www.w3.org/ns/anno.jsonld"
    return graph(document, [ANNO, own])


def test_every_record_is_an_annotation(book: Path, annotations: Graph) -> None:
    with open_ledger(book) as ledger:
        count = sum(ledger.count(kind) for kind in ("statements", "figures", "events", "times", "actors"))
    assert len(set(annotations.subjects(RDF.type, OA.Annotation))) == count


def test_position_and_quote_name_the_same_words(annotations: Graph) -> None:
    positions = list(annotations.subjects(RDF.type, OA.TextPositionSelector))
    assert positions
    for position in positions:
        (resource,) = annotations.subjects(OA.hasSelector, position)
        (quote,) = (
            selector
            for selector in annotations.objects(resource, OA.hasSelector)
            if (selector, RDF.type, OA.TextQuoteSelector) in annotations
        )
        start, end = (annotations.value(position, term).toPython() for term in (OA.start, OA.end))  # type: ignore[union-attr]
        exact, prefix, suffix = (str(annotations.value(quote, term)) for term in (OA.exact, OA.prefix, OA.suffix))
        assert TEXT[start:end] == exact
        assert f"{prefix}{exact}{suffix}" in TEXT


def test_an_annotation_says_what_the_record_says(annotations: Graph) -> None:
    (body,) = (
        body for body in annotations.subjects(RDF.type, TERM.Figure) if (body, TERM.first, None) not in annotations
    )
    assert annotations.value(body, TERM.value).toPython() == 200  # type: ignore[union-attr]
    assert str(annotations.value(body, TERM.bound)) == "at_least"
    assert str(annotations.value(body, TERM.speaker)) == "Rui Amaro"


def test_a_claim_has_its_author_and_all_its_appearances(book: Path) -> None:
    document = exported(book, "claims")
    assert document["@context"] == "https://schema.org"
    claims = graph(document, {"@vocab": str(SCHEMA)})
    (claim,) = claims.subjects(SCHEMA.author)
    author = claims.value(claim, SCHEMA.author)
    assert str(claims.value(claim, SCHEMA.text)) == "mais de 200 pessoas fugiram das cheias"
    assert (author, RDF.type, SCHEMA.Person) in claims
    assert str(claims.value(author, SCHEMA.name)) == "Rui Amaro"
    works = set(claims.objects(claim, SCHEMA.appearance))
    assert works == {URIRef("urn:segundo:article:ria-1"), URIRef("urn:segundo:article:serra-1")}
    assert str(claims.value(claim, SCHEMA.datePublished)) == "2015-09-01"


def test_a_denial_is_no_claim(book: Path) -> None:
    assert exported(book, "claims", "--act", "deny")["@graph"] == []
