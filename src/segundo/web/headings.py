"""What an article without a title is called on the pages: how its text begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from textwrap import shorten
from typing import TypeVar

from segundo.article import Article
from segundo.ledger import ArticleRow, Ledger, NamingRow, ToldRow

LONGEST = 90
"""Characters of a heading that is made."""

_READ = 4 * LONGEST
"""Characters of a text that are looked at."""

T = TypeVar("T", ArticleRow, NamingRow, ToldRow)


def heading(article: Article) -> str:
    """The title, or the first words of the text."""
    return article.title or shorten(article.text[:_READ], LONGEST, placeholder="…")


def headed(book: Ledger, rows: Iterable[T]) -> list[T]:
    """Rows of articles with the headings of those that have no title."""
    return [row if row.title else replace(row, title=heading(book.article(_article(row)))) for row in rows]


def _article(row: ArticleRow | NamingRow | ToldRow) -> str:
    return row.id if isinstance(row, ArticleRow) else row.article
