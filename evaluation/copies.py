"""``python -m evaluation.copies``: how well copies of articles are found.

    python -m evaluation.copies [--articles N]

Three sets, all sent through a ledger: the stories of the development data, whose overlaps were measured; real articles
with edited copies of them; and what a collection of real articles holds by itself.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from evaluation.data import SHARED
from segundo.article import Article, Failure
from segundo.ledger import Ledger, open_ledger
from segundo.records import Records
from segundo.repeats.shingles import shingles
from segundo.segment import segment
from segundo.sources import read_sources

NEWS = SHARED / "news" / "fakebr.jsonl"
STORIES = SHARED / "stories" / "dev.jsonl"
OVERLAP = SHARED / "stories" / "dev-overlap.json"
LEAST_CONTAINMENT = 0.5
APART = 0.2
"""Articles that are to be edited share less than this with any other that is."""

SPELLINGS = {
    "equipe": "equipa", "fato": "facto", "contato": "contacto", "registro": "registo", "ônibus": "autocarro",
    "trem": "comboio", "celular": "telemóvel", "governo federal": "governo central", "bilhões": "mil milhões",
    "planejamento": "planeamento", "usuários": "utilizadores", "esporte": "desporto", "gol": "golo", "tela": "ecrã",
    "café da manhã": "pequeno-almoço", "prefeito": "presidente da câmara", "prefeitura": "câmara municipal",
    "está sendo": "está a ser", "estão sendo": "estão a ser", "vem sendo": "tem vindo a ser",
    "aposentadoria": "reforma", "recepção": "receção", "aspecto": "aspeto", "perspectiva": "perspetiva",
    "econômico": "económico", "gênero": "género", "através do": "por via do", "nesta": "na", "neste": "no",
    "anistia": "amnistia", "concreto": "betão",
}  # fmt: skip
"""Words of Brazil and how Portugal writes them; exchanged in both directions."""

HEADLINES = (
    "Veja o que se sabe até agora", "O que muda a partir de hoje", "Entenda o caso em poucos minutos",
    "Tudo o que aconteceu esta semana",
)  # fmt: skip
CREDITS = ("Com informações da Agência Brasil", "Reuters", "Com agências", "Estadão Conteúdo")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-ZÀ-Ý“\"])")
_BLOCK = 3

Edit = Callable[[list[str], random.Random], list[str]]
"""From the sentences of an article to those of a copy; a line end within one parts paragraphs."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.copies", description=main.__doc__)
    parser.add_argument("--articles", type=int, default=300, help="articles that are edited")
    given = parser.parse_args()
    print("\n".join(measured_stories()))
    print("\n".join(edited(given.articles)))
    print("\n".join(collection()))


def measured_stories() -> Iterator[str]:
    """The pairs of the stories whose overlap was measured."""
    pairs = json.loads(OVERLAP.read_text(encoding="utf-8"))
    gold = {frozenset((pair["a"], pair["b"])) for pair in pairs if pair["containment"] > LEAST_CONTAINMENT}
    with compared(load(STORIES)) as book:
        found = {frozenset((row.later, row.earlier)) for row in book.copies()}
    yield f"stories: {len(gold)} pairs with containment over {LEAST_CONTAINMENT}, {len(gold & found)} found"
    yield f"  {len(found - gold)} more pairs are taken for copies"


def edited(count: int) -> Iterator[str]:
    """Real articles and the copies that are made of them here."""
    originals = apart(load(NEWS), count)
    chance = random.Random(1)
    articles, edit_of = list(originals), {}
    for article in originals:
        for name, edit in EDITS.items():
            copy = _copy(article, name, edit, chance)
            articles.append(copy)
            edit_of[copy.id] = name
    chance.shuffle(articles)
    with compared(articles) as book:
        found = {frozenset((row.later, row.earlier)) for row in book.copies()}
    right = Counter(edit_of[copy] for copy in edit_of if frozenset((copy, _family(copy))) in found)
    wrong = sum(1 for pair in found if len(set(map(_family, pair))) > 1)
    yield f"edited: {len(originals)} articles, {len(edit_of)} copies"
    yield from (f"  {name}: recall {right[name] / len(originals):.3f}" for name in EDITS)
    yield f"  all: recall {right.total() / len(edit_of):.3f}, precision {1 - wrong / max(1, len(found)):.4f}"


def collection() -> Iterator[str]:
    """The copies among the articles of a real collection."""
    articles = load(NEWS)
    outlets = {article.id: article.outlet for article in articles}
    with compared(articles) as book:
        rows = list(book.copies())
        groups = Counter(row.copies + 1 for row in book.articles() if row.original is None and row.copies)
    same = sum(1 for row in rows if outlets[row.later] == outlets[row.earlier])
    kinds = dict(Counter(row.kind for row in rows))
    yield f"collection: {len(articles)} articles, {len(rows)} pairs of copies: {kinds}"
    yield f"  {same} pairs within one outlet, {len(rows) - same} across outlets"
    yield f"  groups by size: {dict(sorted(groups.items()))}"


def load(path: Path) -> list[Article]:
    """The articles of a file of the development data."""
    return [item for item in read_sources([path]) if not isinstance(item, Failure)]


@contextmanager
def compared(articles: Iterable[Article]) -> Iterator[Ledger]:
    """A ledger that holds articles, without records, and has compared them."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "copies.ledger", write=True) as book:
        run = book.start_run("evaluation")
        for article in articles:
            book.write(article, segment(article.text), Records(), version="evaluation", run=run)
        book.compare()
        yield book


def apart(articles: Sequence[Article], count: int) -> list[Article]:
    """Articles of some length that have little in common, taken at random."""
    chance = random.Random(0)
    out: list[Article] = []
    known: list[frozenset[int]] = []
    for article in chance.sample(articles, len(articles)):
        text = shingles(article.text)
        if len(text) >= 100 and all(len(text & other) < APART * min(len(text), len(other)) for other in known):
            out.append(replace(article, id=f"{article.id}:original"))
            known.append(text)
        if len(out) == count:
            break
    return out


def _copy(article: Article, name: str, edit: Edit, chance: random.Random) -> Article:
    sentences = edit(_SENTENCE.split(article.text), chance)
    outlet = chance.choice((article.outlet, "Diário da Serra", None))
    day = chance.choice((article.published, date(2009, 1, 1), None))
    identifier = f"{article.id.partition(':')[0]}:{name}"
    return replace(article, id=identifier, text=" ".join(sentences), outlet=outlet, url=None, published=day)


def _family(identifier: str) -> str:
    return f"{identifier.partition(':')[0]}:original"


def _cut_lead(sentences: list[str], chance: random.Random) -> list[str]:
    return sentences[2:] if len(sentences) > 5 else sentences[1:]


def _change_headline(sentences: list[str], chance: random.Random) -> list[str]:
    return [f"{chance.choice(HEADLINES)}\n", *sentences]


def _add_credit(sentences: list[str], chance: random.Random) -> list[str]:
    return [*sentences, f"\n{chance.choice(CREDITS)}"]


def _cut_to_half(sentences: list[str], chance: random.Random) -> list[str]:
    return sentences[: (len(sentences) + 1) // 2]


def _reorder(sentences: list[str], chance: random.Random) -> list[str]:
    blocks = [sentences[start : start + _BLOCK] for start in range(0, len(sentences), _BLOCK)]
    chance.shuffle(blocks)
    return [sentence for block in blocks for sentence in (*block[:-1], f"{block[-1]}\n")]


def _exchange_spelling(sentences: list[str], chance: random.Random) -> list[str]:
    return [_EXCHANGED.sub(lambda match: _EITHER[match[0]], sentence) for sentence in sentences]


def _all(sentences: list[str], chance: random.Random) -> list[str]:
    for edit in (_cut_lead, _cut_to_half, _reorder, _exchange_spelling, _change_headline, _add_credit):
        sentences = edit(sentences, chance)
    return sentences


_EITHER: Mapping[str, str] = {**{there: here for here, there in SPELLINGS.items()}, **SPELLINGS}
_EXCHANGED = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _EITHER), key=len, reverse=True))})\b")

EDITS: Mapping[str, Edit] = {
    "lead cut": _cut_lead,
    "headline changed": _change_headline,
    "credit added": _add_credit,
    "cut to half": _cut_to_half,
    "reordered": _reorder,
    "spelling exchanged": _exchange_spelling,
    "all of these": _all,
}
"""The ways in which a copy differs from its original."""

if __name__ == "__main__":
    main()
