"""A web page is an article: its text, title, byline, outlet and date, taken from among all that stands around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from segundo.article import Article
from segundo.errors import EmptyError, FormatError
from segundo.languages import table
from segundo.segment import fold
from segundo.sources.canonical import one_line
from segundo.sources.dateline import dateline
from segundo.sources.dates import written_date
from segundo.sources.encoding import decode
from segundo.sources.fields import make_article

_DECLARATION = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["'](?P<xml>[\w.:-]+)"""
    rb"""|<meta[^>]{0,400}?charset\s*=\s*["']?(?P<meta>[\w.:-]+)""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
# For htmldate: the first publication, by the metadata. Its extensive search takes years that the text mentions for it.
_PUBLICATION = {"original_date": True, "extensive_search": False}
_XML = re.compile(r"\A\s*<\?xml[^>]*>")
_TITLE_TAIL = re.compile(r"(?P<title>.+)\s+(?:[|–—·•»]|-|::)\s+(?P<tail>[^|–—·•»]+)", re.DOTALL)
# Where a link or another inline element ended, extraction leaves a space that nobody wrote: "a rede , disse".
_LOOSE_MARK = re.compile(r"(?<=[\w)\]”»\"]) +(?=[,;:.!?](?:\s|$)|\))")
# Above the first paragraph: within so many lines stands the headline; a dateline has at most so many words.
_HEAD_LINES = 6
_DATELINE = 20
# Words of an article: what has fewer is a link, or says that there is no such page.
_FEWEST = 5
_SENTENCE_END = re.compile(r"[.!?…][\"”»’')]*$")
_NO_NAME = re.compile(r"https?://|www\.|@|[<>{}]")


def read_html(raw: bytes, source: str, language: str = "pt") -> Article:
    """The article of a web page.

    The date is what the page itself declares (metadata, address, or the line under its headline); a page that declares
    none has none, since dates that are only mentioned, the file's own time and today say nothing of it.

    Raises:
        SourceError: if the bytes are no page or the page holds no article.
    """
    # Imported here, since it takes longer than all the rest of Segundo's start and only pages need it.
    from trafilatura import bare_extraction, load_html

    content, notes = decode(raw, declared_encoding(raw))
    try:
        # The declaration has done its work: what is parsed is text, in no encoding.
        tree = load_html(_XML.sub("", content))
        document = tree is not None and bare_extraction(
            tree,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=_PUBLICATION,
        )
    except Exception as error:  # whatever the markup of strangers makes these libraries raise, the run goes on
        raise FormatError(f"the page cannot be taken apart: {error}") from error
    if tree is None:
        raise FormatError("it is no web page")
    if not document or len((document.text or "").split()) < _FEWEST:
        raise EmptyError("no article was found on the page")
    outlet = _publisher(list(_linked_data(tree))) or document.sitename or document.hostname
    title = clean_title(document.title or "", outlet or "", document.sitename or "")
    if not (published := document.date) and (published := dateline(tree, title, language)):
        notes = (*notes, "date read from the line under the headline")
    byline = clean_byline(document.author or "", outlet or "", language)
    fields: dict[str, Any] = {
        "url": document.url,
        "outlet": outlet,
        "title": title,
        "byline": byline,
        "published": published,
        "text": clean_text(document.text, title, byline, language),
    }
    return make_article(fields, raw=raw, source=source, notes=notes, basis="extracted")


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page declares in its XML declaration or a ``meta`` element near its start."""
    found = _DECLARATION.search(raw[:_DECLARED_WITHIN])
    return (found["xml"] or found["meta"]).decode("ascii", "ignore") if found else None


def clean_title(title: str, *outlets: str) -> str:
    """A page's title without the outlet's name (and what follows it) at its end."""
    names = {fold(outlet) for outlet in outlets} - {""}
    title = one_line(title)[0]
    while (parts := _TITLE_TAIL.fullmatch(title)) and fold(parts["tail"]) in names:
        title = parts["title"].rstrip()
    return title


def clean_byline(byline: str, outlet: str, language: str = "pt") -> str | None:
    """The names of the people who sign, joined with ``;``; None where only the outlet or nobody does."""
    openings, nobody, house = _byline_phrases(language)
    own = set(fold(outlet).split()) | house
    names: dict[str, str] = {}
    for name in one_line(byline)[0].split(";"):
        name = openings.sub("", name.strip()).strip(" ,.|/-–—")
        key = fold(name)
        if key and key not in nobody and not set(key.split()) <= own and not _NO_NAME.search(name):
            names.setdefault(key, name)
    return "; ".join(names.values()) or None


def clean_text(text: str, title: str, byline: str | None = None, language: str = "pt") -> str:
    """The text of a page without what pages put around it: the headline again, datelines, invitations to click."""
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [_LOOSE_MARK.sub("", line) for line in lines if line]
    headline = fold(title)
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if fold(line) == headline:
            lines = lines[number + 1 :]
            break
        if _SENTENCE_END.search(line):
            break
    return "\n".join(_without_furniture(lines, byline, language))


def _without_furniture(lines: list[str], byline: str | None, language: str) -> Iterator[str]:
    above = True
    for line in lines:
        if _is_furniture(line, above, language) or (above and byline and clean_byline(line, "", language) == byline):
            continue
        above = above and not _SENTENCE_END.search(line)
        yield line


def _is_furniture(line: str, above: bool, language: str) -> bool:
    words = len(line.split())
    if above and line[0].isdigit() and words <= _DATELINE and not _SENTENCE_END.search(line):
        return written_date(line, language) is not None
    opening = _furniture(language).match(line.lstrip("-–—•*> "))
    if not opening:
        return False
    place, most = _furniture_limits(language)[opening[0].casefold()]
    return words <= most and (above or place == "any")


@cache
def _furniture(language: str) -> re.Pattern[str]:
    phrases = sorted(_furniture_limits(language), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


@cache
def _furniture_limits(language: str) -> Mapping[str, tuple[str, int]]:
    return {row["phrase"]: (row["place"], int(row["most"])) for row in table(language, "furniture")}


@cache
def _byline_phrases(language: str) -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    """A pattern of the words before names, the names of nobody, and the words for an outlet as such, folded."""
    kinds: dict[str, list[str]] = {"opening": [], "nobody": [], "house": []}
    for row in table(language, "bylines"):
        kinds[row["kind"]].append(row["phrase"])
    openings = "|".join(re.escape(phrase) for phrase in sorted(kinds["opening"], key=len, reverse=True))
    return (
        re.compile(rf"(?:{openings})\b\s*:?\s*", re.IGNORECASE),
        frozenset(map(fold, kinds["nobody"])),
        frozenset(map(fold, kinds["house"])),
    )


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD (https://www.w3.org/TR/json-ld11/), broken blocks passed over."""
    for block in tree.xpath('//script[@type="application/ld+json"]/text()'):
        try:
            todo = [json.loads(block, strict=False)]
        except (ValueError, RecursionError):
            continue
        while todo:
            match todo.pop():
                case list(items):
                    todo.extend(reversed(items))
                case dict(item):
                    yield item
                    todo.append(item.get("@graph"))


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    """Who publishes the page, by schema.org's ``publisher``, itself or by reference."""
    names = {item["@id"]: item.get("name") for item in linked if isinstance(item.get("@id"), str)}
    for item in linked:
        publisher = item.get("publisher")
        if isinstance(publisher, dict):
            name = publisher.get("name") or names.get(str(publisher.get("@id")))
            if isinstance(name, str) and name.strip():
                return name
    return None
