"""The pictures of the pages in the docs: of the examples, and of a series of short notes of our own.

``python -m tests.pictures`` (``make pictures``) renews them; it needs a Chromium.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import sync_playwright

from segundo.article import Article
from segundo.ledger import Filter, Ledger, open_ledger
from segundo.run import read_into
from segundo.sources import read_sources
from tests.examples import ARTICLES, ROOT
from tests.serving import served
from tests.tools import NO_CHROMIUM, chromium

DOCS = ROOT / "docs"
NOTES = (
    (2, "Jornal da Serra", "Segundo a Proteção Civil, pelo menos 12 pessoas morreram no sismo de segunda-feira em"
     " Évora. A Cruz Vermelha diz que 9 pessoas morreram em Évora."),
    (3, "Correio da Ria", "Segundo a Proteção Civil, 31 pessoas morreram em Évora. De acordo com a Cruz Vermelha, pelo"
     " menos 25 pessoas morreram em Évora."),
    (4, "Gazeta do Douro", "Segundo a Proteção Civil, 44 pessoas morreram em Évora com o sismo. O presidente da câmara,"
     " Rui Amaro, disse que mais de 60 pessoas morreram em Évora."),
    (6, "Jornal da Serra", "Segundo a Proteção Civil, 57 pessoas morreram em Évora. De acordo com a Cruz Vermelha, 55"
     " pessoas morreram em Évora no sismo."),
    (9, "Correio da Ria", "O balanço do sismo subiu: segundo a Proteção Civil, 63 pessoas morreram em Évora, entre as"
     " quais 8 crianças."),
)  # fmt: skip
"""What outlets wrote of an earthquake, by the days of a month."""


class Picture(NamedTuple):
    """A picture: which page of a ledger it shows, and how much of it."""

    page: Callable[[Ledger], str]
    width: int
    height: int


def notes() -> Iterator[Article]:
    """The notes as articles."""
    for day, outlet, text in NOTES:
        yield Article(f"sismo-{day}", text, outlet=outlet, published=date(2015, 11, day), published_basis="given")


def series(ledger: Ledger) -> str:
    """The page of the only series of the notes."""
    (row,) = ledger.series()
    return f"/series?id={row.id}"


def figure(ledger: Ledger) -> str:
    """The page of an article of the examples, at one of its figures."""
    row = next(ledger.figures(Filter(kind="killed", place="Lataquia", speaker="televisão")))
    return f"/article?id={row.article}#{row.id}"


EXAMPLES = {
    "article": Picture(figure, 1280, 720),
    "statements": Picture(lambda _: "/statements?speaker=Peskov", 1280, 760),
}
EARTHQUAKE = {"series": Picture(series, 960, 700)}


def take(path: Path, pictures: dict[str, Picture]) -> None:
    """Take pictures of the pages of a ledger."""
    with open_ledger(path) as ledger:
        pages = {name: picture.page(ledger) for name, picture in pictures.items()}
    with served(path) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name, (_, width, height) in pictures.items():
            tab = browser.new_page(viewport={"width": width, "height": height}, locale="en", color_scheme="light")
            tab.goto(f"{address}{pages[name]}")
            tab.screenshot(path=DOCS / f"{name}.png")


def main() -> None:
    """Read what the pictures show and take them all."""
    if chromium() is None:
        raise SystemExit(f"There are no new pictures: {NO_CHROMIUM}")
    with TemporaryDirectory() as folder:
        for items, pictures in ((read_sources(ARTICLES), EXAMPLES), (notes(), EARTHQUAKE)):
            path = Path(folder) / f"{'-'.join(pictures)}.ledger"
            with open_ledger(path, write=True) as ledger:
                read_into(ledger, items, jobs=1)
            take(path, pictures)


if __name__ == "__main__":
    main()
