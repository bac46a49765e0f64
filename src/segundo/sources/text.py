"""A text file is an article; front matter between ``---`` lines may say what is known of it."""

from __future__ import annotations

import re
from typing import Any

from segundo.article import Article
from segundo.sources.encoding import decode
from segundo.sources.fields import make_article

_FRONT = re.compile(r"\s*---[ \t]*\r?\n(?P<matter>.*?)^---[ \t]*\r?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_QUOTED = re.compile(r"""(?P<mark>["'])(?P<inner>.*)(?P=mark)""")


def read_text(raw: bytes, source: str) -> Article:
    """The article that a text file holds.

    Raises:
        SourceError: if the bytes are no text or hold no words.
    """
    content, notes = decode(raw)
    fields, text = front_matter(content)
    if not fields and content.lstrip().startswith("---"):
        notes = (*notes, "what stands after --- is no front matter: read as text")
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
