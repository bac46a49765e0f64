"""What Segundo makes of the examples, a line a record. ``python -m tests.examples`` (``make golden``) renews it.

Lines hold words, not offsets, so that a change is read as what it does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console

from segundo.article import Article, Failure
from segundo.cli.preview import tables
from segundo.export.gold import Gold, to_gold
from segundo.pipeline import extract
from segundo.reader import load_reader
from segundo.run import analyse
from segundo.sources import read_sources

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "examples" / "articles"
GOLDEN = Path(__file__).with_name("golden") / "examples.jsonl"
PICTURE = ROOT / "docs" / "try.svg"
SHOWN = (
    "Na terça, o porta-voz do Kremlin, Dmitri Peskov, negou que a Rússia planeje mandar tropas à Síria. Segundo a ONU,"
    " mais de 220 mil pessoas morreram na guerra. “As conversas continuam”, disse Mark Toner, porta-voz do Departamento"
    " de Estado."
)
"""The text of the README's picture."""

_SPANS = ("content", "cue", "source", "number", "what", "trigger", "actor", "target", "mentions")


@cache
def examples() -> dict[str, Gold]:
    """The examples in the gold form, by the name of their file and, in a file of several, their id."""
    found: dict[str, Gold] = {}
    for item in analyse(read_sources([ARTICLES]), jobs=1):
        assert not isinstance(item, Failure), item
        path, *_ = item.article.source.split(":")
        name = Path(path).name
        found[name if name.endswith((".txt", ".html")) else item.article.id] = to_gold(item.article, item.records)
    return found


def lines() -> Iterator[str]:
    """The records of the examples, one a line, with words in place of spans and values in place of references."""
    for name, gold in sorted(examples().items()):
        head = {"article": name, "published": gold["published"], "repeats": gold["repeats"]}
        yield json.dumps(head, ensure_ascii=False)
        for kind in ("statements", "times", "figures", "events", "actors"):
            for record in gold[kind]:
                yield json.dumps({kind.removesuffix("s"): words(gold, record)}, ensure_ascii=False)


def words(gold: Gold, record: dict[str, Any]) -> dict[str, Any]:
    """A record with words in place of spans and values in place of references."""
    out = {key: value for key, value in record.items() if key not in {"rule", "score", "span"} and value is not None}
    if "span" in record:
        out = {"words": gold["text"][slice(*record["span"])], **out}
    for key in _SPANS:
        if key in out and not isinstance(out[key], int):
            out[key] = " […] ".join(gold["text"][start:end] for start, end in out[key])
    if "when" in out:
        out["when"] = gold["times"][out["when"]]["value"]
    if "according_to" in out:
        out["according_to"] = gold["statements"][out["according_to"]]["speaker"]
    if "content" in out and "actor" in out:
        out["actor"] = gold["actors"][out["actor"]]["name"]
    return out


def picture() -> str:
    """What ``segundo try`` prints of a short text, as SVG."""
    article = Article(id="picture", text=SHOWN)
    with Path("/dev/null").open("w", encoding="utf-8") as nowhere:
        screen = Console(record=True, width=118, file=nowhere, markup=False, highlight=False)
        for table in tables(article.text, extract(article, load_reader())):
            screen.print(table)
    return screen.export_svg(title="segundo try", unique_id="try")


if __name__ == "__main__":
    GOLDEN.write_text("".join(f"{line}\n" for line in lines()), encoding="utf-8")
    PICTURE.write_text(picture(), encoding="utf-8")
