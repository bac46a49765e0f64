"""Web pages: fixtures in our own words, built like those of real outlets."""

from __future__ import annotations

import contextlib
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from segundo.article import Article, Failure
from segundo.errors import EmptyError, SourceError
from segundo.languages import table
from segundo.segment import fold
from segundo.sources import read_sources
from segundo.sources.dates import written_date
from segundo.sources.html import clean_byline, clean_text, clean_title, declared_encoding, read_html

PAGES = Path(__file__).parents[2] / "shared" / "news" / "html"
PARAGRAPHS = [
    "A ponte velha da Serra vai fechar na segunda-feira para obras que devem durar três meses, anunciou a câmara, "
    "que prometeu um caminho alternativo para os moradores das duas margens do rio.",
    "“Não havia outra solução”, disse a vereadora Inês Conceição, segundo a qual os pilares tinham fendas que "
    "preocupavam os engenheiros desde o inverno passado e não podiam esperar mais.",
    "Os comerciantes queixam-se de não terem sido ouvidos e pedem uma compensação pelas perdas que esperam ter "
    "durante o verão, a época em que mais gente passa pela cidade.",
]


def page(
    head: str = "", *, title: str = "Ponte da Serra fecha para obras", before: str = "", after: str = "", body: str = ""
) -> str:
    text = body or "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Início</a></nav>"
        f"<article><h1>Ponte da Serra fecha para obras</h1>{before}{text}{after}</article></body></html>"
    )


def read(html: str | bytes) -> Article:
    return read_html(html if isinstance(html, bytes) else html.encode(), "p.html")


def linked(**fields: object) -> str:
    data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **fields})
    return f'<script type="application/ld+json">{data}</script>'


def test_a_page_becomes_an_article() -> None:
    head = (
        '<meta property="og:site_name" content="Local">'
        '<meta property="article:published_time" content="2015-09-02T08:00:00+01:00">'
        '<link rel="canonical" href="https://www.serra.example/local/ponte">'
    ) + linked(
        headline="Ponte da Serra fecha para obras",
        author={"@type": "Person", "name": "Por Ana Prado"},
        publisher={"@type": "Organization", "name": "Correio da Serra"},
    )
    article = read(page(head, title="Ponte da Serra fecha para obras - Correio da Serra"))
    assert article.text == "\n".join(PARAGRAPHS)
    assert article.title == "Ponte da Serra fecha para obras"
    assert article.byline == "Ana Prado"
    assert article.outlet == "Correio da Serra"
    assert article.url == "https://www.serra.example/local/ponte"
    assert (article.published, article.published_basis) == (date(2015, 9, 2), "extracted")
    assert article.source == "p.html"
    assert article.id == article.sha256[:16]


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(after="<footer>© 2020 Correio da Serra</footer>"),
        page(after="<p>A última obra, de 15 de junho de 2014, ficou a meio, lembram os moradores da aldeia.</p>"),
    ],
)
def test_a_page_that_declares_no_date_has_none(html: str) -> None:
    assert (read(html).published, read(html).published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    "line",
    [
        "Publicado em 3 de maio de 2022 às 10h20",
        "03/05/2022 - 10h20 | Foto: Ana Prado",
        "3 mai. 2022",
        "Braga, 3 Maio 2022",
    ],
)
def test_the_line_under_the_headline_dates_a_page(line: str) -> None:
    article = read(page(before=f"<p>{line}</p>"))
    assert (article.published, article.published_basis) == (date(2022, 5, 3), "extracted")
    assert article.notes == ("date read from the line under the headline",)


def test_a_publisher_may_be_named_by_reference() -> None:
    graph = [
        {"@type": "NewsArticle", "publisher": {"@id": "#dono"}},
        {"@type": "Organization", "@id": "#dono", "name": "Gazeta da Serra"},
    ]
    head = f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>'
    assert read(page(head)).outlet == "Gazeta da Serra"


@pytest.mark.parametrize(
    "block", ["{", "[" * 9000, "[1, null]", '{"publisher": "x", "@id": 3}', '{"publisher": {"name": " "}}']
)
def test_broken_linked_data_spoil_nothing(block: str) -> None:
    head = f'<meta property="og:site_name" content="Gazeta"><script type="application/ld+json">{block}</script>'
    assert read(page(head)).outlet == "Gazeta"


@pytest.mark.parametrize(
    "declaration", ['<meta charset="{}">', "<meta http-equiv=Content-Type content='text/html; charset={}'>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-1"])
def test_the_declared_encoding_is_respected(declaration: str, encoding: str) -> None:
    body = "".join(f"<p>{paragraph.replace('“', '«').replace('”', '»')}</p>" for paragraph in PARAGRAPHS)
    raw = page(declaration.format(encoding), body=body).encode(encoding)
    assert declared_encoding(raw) == encoding
    assert "«Não havia outra solução»" in read(raw).text


def test_an_xml_declaration_names_the_encoding_too() -> None:
    raw = (
        ('<?xml version="1.0" encoding="ISO-8859-1"?>\n' + page()).replace("“", "«").replace("”", "»").encode("latin-1")
    )
    assert declared_encoding(raw) == "ISO-8859-1"
    assert "solução" in read(raw).text


def test_what_stands_around_the_text_is_left_out() -> None:
    before = "<p>Ao vivo</p><p>Por Ana Prado</p><p>02/09/2015 - 10:30 - Fonte: Lusa</p>"
    after = "<p>Leia também: escola reabre</p><p>Siga-nos nas redes sociais</p>"
    article = read(page(linked(author={"@type": "Person", "name": "Ana Prado"}), before=before, after=after))
    assert article.text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "html", ["<html></html>", "<p></p>", "<html><body><script>x</script></body></html>", "<", "só texto"]
)
def test_a_page_without_an_article_is_an_error(html: str) -> None:
    with pytest.raises(SourceError):
        read(html)


def test_a_deeply_nested_page_is_no_crash() -> None:
    with contextlib.suppress(EmptyError):
        read("<html><body>" + "<div>" * 20_000 + "texto" + "</div>" * 20_000 + "</body></html>")


@given(st.text(max_size=300))
def test_no_markup_raises_anything_but_source_errors(html: str) -> None:
    with contextlib.suppress(SourceError):
        read(f"<html><body><p>{html}</p></body></html>")


@pytest.mark.parametrize(
    ("title", "clean"),
    [
        ("Ponte fecha | Correio da Serra", "Ponte fecha"),
        ("Ponte fecha - Local - Correio da Serra", "Ponte fecha - Local"),
        ("Ponte fecha – CORREIO DA SERRA", "Ponte fecha"),
        ("Ponte fecha - e agora?", "Ponte fecha - e agora?"),
        ("Correio da Serra", "Correio da Serra"),
        ("  Ponte\n fecha ", "Ponte fecha"),
        ("", ""),
    ],
)
def test_titles_lose_the_name_of_the_outlet(title: str, clean: str) -> None:
    assert clean_title(title, "Correio da Serra", "") == clean


@pytest.mark.parametrize(
    ("byline", "clean"),
    [
        ("Por Ana Prado", "Ana Prado"),
        ("Ana Prado; Ana Prado; Rui Sá", "Ana Prado; Rui Sá"),
        ("Texto: Ana Prado", "Ana Prado"),
        ("Portal Correio da Serra; Correio da serra", None),
        ("Do Correio", None),
        ("Redação", None),
        ("https://redes.example/ana", None),
        ("ana@serra.example; Rui Sá", "Rui Sá"),
        ("Portela Lima", "Portela Lima"),
        ("Débora do Vale", "Débora do Vale"),
        ("null", None),
        ("", None),
    ],
)
def test_bylines_keep_the_names_of_people(byline: str, clean: str | None) -> None:
    assert clean_byline(byline, "Correio da Serra") == clean


@pytest.mark.parametrize("row", table("pt", "bylines"), ids=lambda row: row["example"])
def test_every_row_of_the_byline_table_does_what_its_example_says(row: dict[str, str]) -> None:
    clean = clean_byline(row["example"], "Correio da Serra; Gazeta da Serra")
    if row["kind"] == "opening":
        assert clean in ("Ana Prado", "Rui Salgueiro")
    else:
        assert clean is None


@pytest.mark.parametrize("row", table("pt", "furniture"), ids=lambda row: row["phrase"])
def test_every_row_of_the_furniture_table_does_what_its_example_says(row: dict[str, str]) -> None:
    text = "A ponte vai fechar, disse a câmara."
    assert clean_text(f"{row['example']}\n{text}", "") == text
    below = clean_text(f"{text}\n{row['example']}", "")
    assert below == (text if row["place"] == "any" else f"{text}\n{row['example']}")
    longer = row["example"] + " de tudo o que houve" * 7
    assert clean_text(f"{longer}\n{text}", "") == f"{longer}\n{text}"


@pytest.mark.parametrize(
    "line",
    [
        "“Leia mais livros”, pediu a ministra.",
        "Foto de satélite mostra o avanço da seca",
        "Receberam o prêmio ontem.",
        "Publicidade enganosa levou a empresa a tribunal, decidiu ontem o juiz.",
        "12 de março é dia de festa",
    ],
)
def test_sentences_that_begin_like_furniture_stay(line: str) -> None:
    assert clean_text(line, "") == line


def test_spaces_that_links_leave_before_marks_go() -> None:
    assert clean_text("O plano Rio Limpo , da câmara , parou .", "") == "O plano Rio Limpo, da câmara, parou."
    assert clean_text("A ponte (veja o mapa ) fecha", "") == "A ponte (veja o mapa) fecha"
    assert clean_text("Ele parou ... e seguiu", "") == "Ele parou ... e seguiu"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2 de setembro de 2015", date(2015, 9, 2)),
        ("1º de março 2018", date(2018, 3, 1)),
        ("Atualizado: 02.09.2015, 10h", date(2015, 9, 2)),
        ("2015-09-02T10:00", date(2015, 9, 2)),
        ("31 de fevereiro de 2015", None),
        ("em setembro de 2015", None),
        ("12 casas novas 2015", None),
    ],
)
def test_dates_as_pages_write_them(line: str, day: date | None) -> None:
    assert written_date(line, "pt") == day


@pytest.mark.shared
def test_real_pages_give_text_title_outlet_and_date() -> None:
    if not PAGES.exists():
        pytest.skip(f"the development data are not at {PAGES}")
    found = list(read_sources([PAGES]))
    assert len(found) == 8
    assert not [item for item in found if isinstance(item, Failure)]
    for item in found:
        assert isinstance(item, Article)
        assert item.title and item.outlet and item.url and item.published
        assert item.published_basis == "extracted"
        assert fold(item.outlet) not in fold(item.title)
