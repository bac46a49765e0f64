"""A text file is an article; front matter between ``---`` lines may say what is known of it."""

from __future__ import annotations

import re
from typing import Any

from segundo.article import Article
from segundo.sources.encoding import decode
from segundo.sources.fields import make_article

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<matter>.*?)^---[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_BLANK = re.compile(r"\r?\n[^\S\n]*\r?\n\s*")
_ENDS = re.compile(r"[.!?…:;][\"'”’»)]*$")
# Where margins stand, in characters, and what share of the margin a line reaches that was broken for it.
_MARGINS = (50, 100)
_NEAR = 0.75
_QUOTED = re.compile(r"""(?P<mark>["'])(?P<inner>.*)(?P=mark)""")


def read_text(raw: bytes, source: str) -> Article:
    """The article that a text file holds.

    Raises:
        SourceError: if the bytes are no text or hold no words.
    """
    content, notes = decode(raw)
    fields, text = front_matter(content)
    if text == content and content.lstrip().startswith("---"):
        notes = (*notes, "what stands after --- is no front matter: read as text")
    text, joined = unwrap(text)
    if joined:
        notes = (*notes, "lines of wrapped paragraphs joined")
    return make_article({**fields, "text": text}, raw=raw, source=source, notes=notes)


def front_matter(content: str) -> tuple[dict[str, Any], str]:
    """The fields of the front matter and the text after it; no fields and the whole content where there is none.

    Front matter is a block of ``key: value`` lines between two lines of ``---``, the first of which opens the file.
    Values may stand in quotation marks; blank lines and lines that start with ``#`` are passed over. A block with
    any other line in it is text.
    """
    block = _FRONT.match(content)
    if not block:
        return {}, content
    fields: dict[str, Any] = {}
    for line in block["matter"].splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = _ENTRY.fullmatch(line)
        if not entry:
            return {}, content
        value = entry["value"] or ""
        quoted = _QUOTED.fullmatch(value)
        fields[entry["key"].lower()] = (quoted["inner"] if quoted else value) or None
    fields.pop("text", None)
    return fields, content[block.end() :]


def unwrap(text: str) -> tuple[str, bool]:
    """A text whose lines were broken at a margin with every paragraph on one line, and whether it was such a text.

    It is where blank lines part blocks of several lines, no line passes the margin, and most lines that others of
    their block follow come near it and end within a sentence. Any other text stays as it is.
    """
    blocks = [[line.strip() for line in block.strip().splitlines()] for block in _BLANK.split(text)]
    broken = [line for block in blocks for line in block[:-1]]
    margin = max((len(line) for block in blocks for line in block), default=0)
    full = [line for line in broken if len(line) > _NEAR * margin and not _ENDS.search(line)]
    if len(blocks) < 2 or not _MARGINS[0] <= margin <= _MARGINS[1] or 3 * len(full) < 2 * len(broken) or len(full) < 3:
        return text, False
    return "\n".join(" ".join(block) for block in blocks), True
