"""What the page of a story shows: its articles in order of time, who copied whom, and what each says in short."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from segundo.errors import NotFoundError
from segundo.ledger import Contents, CopyRow, Ledger, StoryRow, ToldRow
from segundo.web.asking import PAGE_SIZE
from segundo.web.headings import headed

SHORT = 3
"""Statements and figures of an article that are shown at once."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An article of a story: why it belongs to it, what it copies, and the first of what it was first to say."""

    told: ToldRow
    copies: Sequence[CopyRow]
    contents: Contents


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Some articles of a story, the earliest first, from ``offset`` on; ``titles`` names all of them by their ids."""

    story: StoryRow
    texts: int
    told: Sequence[Telling]
    titles: dict[str, str]
    offset: int

    @property
    def later(self) -> int | None:
        """Where the next articles begin, if there are more."""
        end = self.offset + len(self.told)
        return end if end < self.story.articles else None


def story_page(book: Ledger, article: str, offset: int) -> StoryPage:
    """The page of the story that an article tells.

    Raises:
        NotFoundError: if there is no such article, or no other one tells its story.
    """
    story, untitled = told_of(book, article)
    told = headed(book, untitled)
    copies = list(book.copies([row.article for row in told]))
    return StoryPage(
        story,
        len(told) - len({pair.later for pair in copies}),
        _tellings(book, told[offset : offset + PAGE_SIZE], copies),
        {row.article: row.title or row.article for row in told},
        offset,
    )


def told_of(book: Ledger, article: str) -> tuple[StoryRow, tuple[ToldRow, ...]]:
    """The story that an article tells, and its articles.

    Raises:
        NotFoundError: if there is no such article, or no other one tells its story.
    """
    story = book.story_of(article)
    if story is None:
        raise NotFoundError("no other article tells the story of this one", where=repr(article))
    return story, book.story(article)


def _tellings(book: Ledger, told: Sequence[ToldRow], copies: Sequence[CopyRow]) -> list[Telling]:
    contents = book.contents([row.article for row in told], limit=SHORT)
    mine: dict[str, list[CopyRow]] = defaultdict(list)
    for pair in sorted(copies, key=lambda pair: -pair.share_of_later):
        mine[pair.later].append(pair)
    return [Telling(row, mine[row.article], has) for row, has in zip(told, contents, strict=True)]
