"""Score a reader on the treebanks' test sets: on gold sentences and words, and on raw text.

Measures are those of the CoNLL 2018 shared task (Zeman et al. 2018): relations without subtype for LAS; on raw text the
F1 over words aligned by their place.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from evaluation.conllu import Sentence
from segundo.reader import Reader, load_reader
from segundo.reader.reading import Reading
from segundo.reader.tokens import Tokens, tokenize
from training.data import TREEBANKS, load

TESTS = (("bosque", "test"), ("porttinari", "test"), ("gsd", "test"), ("pud", "test"))
SENTENCES_A_PASSAGE = 4
RELATIONS = ("nsubj", "obj", "obl", "nmod", "ccomp", "xcomp", "advcl", "acl", "parataxis", "appos", "conj")
"""The relations, without subtype, by which finders take sentences apart."""


def gold_tokens(sentences: Iterable[Sentence]) -> Tokens:
    """The gold words of sentences as tokens of one text, sentences set apart by a space."""
    text = ""
    chunk_start: list[int] = []
    chunk_end: list[int] = []
    spaced: list[bool] = []
    form: list[str] = []
    chunk: list[int] = []
    part: list[int] = []
    token: list[int] = []
    for sentence in sentences:
        offset = len(chunk_start)
        for piece, space in zip(sentence.chunks, sentence.spaced, strict=True):
            text += " " if text and (space or len(chunk_start) == offset) else ""
            chunk_start.append(len(text))
            text += piece
            chunk_end.append(len(text))
            spaced.append(space)
        form += sentence.form
        chunk += [c + offset for c in sentence.chunk]
        part += sentence.part
        token += [c + offset for c in sentence.chunk]
    return Tokens(
        text, tuple(chunk_start), tuple(chunk_end), tuple(spaced), tuple(form),
        # a clitic's chunk begins with its hyphen, the word after it
        tuple(chunk_start[c] + (text[chunk_start[c]] == "-" and text[chunk_end[c] - 1].isalpha()) for c in chunk),
        tuple(chunk_end[c] for c in chunk), tuple(chunk), tuple(part), tuple(token),
    )  # fmt: skip


def passages(sentences: list[Sentence], size: int) -> Iterator[list[Sentence]]:
    """Runs of at most ``size`` neighbouring sentences of one document."""
    run: list[Sentence] = []
    for sentence in sentences:
        if run and (len(run) == size or sentence.document != run[-1].document):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def spans(tags: Iterable[str]) -> set[tuple[int, int, str]]:
    """The entities of IOB2 tags."""
    out: list[tuple[int, int, str]] = []
    previous = "O"
    for place, tag in enumerate(tags):
        if tag != "O":
            if tag.startswith("I-") and previous[2:] == tag[2:]:
                out[-1] = (out[-1][0], place + 1, tag[2:])
            else:
                out.append((place, place + 1, tag[2:]))
        previous = tag
    return set(out)


def score_gold(reader: Reader, sentences: list[Sentence], treebank: int | None) -> dict[str, float]:
    """Accuracy in per cent on gold sentences and words; entity F1 where there is gold for it."""
    right: Counter[str] = Counter()
    for sentence in sentences:
        reading = reader.read_tokens(gold_tokens([sentence]), treebank)
        for word in range(len(sentence.form)):
            head = reading.head[word] + 1 == sentence.head[word]
            same = reading.deprel[word].partition(":")[0] == sentence.deprel[word].partition(":")[0]
            right["words"] += 1
            right["UAS"] += head
            right["LAS"] += head and same
            right["UPOS"] += reading.upos[word] == sentence.upos[word]
            right["UFeats"] += reading.feats[word] == sentence.feats[word]
            right["Lemma"] += reading.lemma[word].lower() == sentence.lemma[word].lower()
        if sentence.entities is not None:
            gold, found = spans(sentence.entities), {tuple(entity) for entity in reading.entities}
            right["both"] += len(gold & found)
            right["either"] += len(gold) + len(found)
    out = {name: 100 * right[name] / right["words"] for name in ("UAS", "LAS", "UPOS", "UFeats", "Lemma")}
    if right["either"]:
        out["entity F1"] = 200 * right["both"] / right["either"]
    return out


def score_relations(reader: Reader, sentences: list[Sentence], treebank: int | None) -> dict[str, float]:
    """F1 in per cent of head and relation together, for each of :data:`RELATIONS`, on gold sentences and words."""
    counted: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        reading = reader.read_tokens(gold_tokens([sentence]), treebank)
        for word in range(len(sentence.form)):
            gold, found = (name[word].partition(":")[0] for name in (sentence.deprel, reading.deprel))
            counted.update([("either", gold), ("either", found)])
            counted["both", gold] += gold == found and reading.head[word] + 1 == sentence.head[word]
    return {name: 200 * counted["both", name] / max(1, counted["either", name]) for name in RELATIONS}


def score_raw(reader: Reader, sentences: list[Sentence], treebank: int | None) -> dict[str, float]:
    """F1 in per cent on raw text, in passages of a few sentences."""
    gold_total: Counter[str] = Counter()
    for run in passages(sentences, SENTENCES_A_PASSAGE):
        tokens = gold_tokens(run)
        reading = reader.read_tokens(tokenize(tokens.text), treebank)
        gold = _gold_rows(tokens, run)
        found = _rows(reading)
        gold_total["gold"] += len(gold)
        gold_total["found"] += len(found)
        ends_gold, ends_found = _ends(tokens, run), {reading.end[last - 1] for _, last in reading.sentences}
        gold_total["ends both"] += len(ends_gold & ends_found)
        gold_total["ends either"] += len(ends_gold) + len(ends_found)
        for key, (head, relation, upos) in gold.items():
            if key in found:
                gold_total["words"] += 1
                gold_total["UPOS"] += found[key][2] == upos
                gold_total["UAS"] += found[key][0] == head
                gold_total["LAS"] += found[key][:2] == (head, relation)
    either = gold_total["gold"] + gold_total["found"]
    out = {name: 200 * gold_total[name] / either for name in ("words", "UPOS", "UAS", "LAS")}
    return out | {"sentences": 200 * gold_total["ends both"] / gold_total["ends either"]}


Key = tuple[int, int, int]
ROOT: Key = (-1, -1, 0)


def _keys(start: tuple[int, ...], end: tuple[int, ...]) -> list[Key]:
    seen: Counter[tuple[int, int]] = Counter()
    keys = []
    for place in zip(start, end, strict=True):
        keys.append((*place, seen[place]))
        seen[place] += 1
    return keys


def _rows(reading: Reading) -> dict[Key, tuple[Key, str, str]]:
    keys = _keys(reading.start, reading.end)
    return {
        key: (keys[head] if head >= 0 else ROOT, relation.partition(":")[0], upos)
        for key, head, relation, upos in zip(keys, reading.head, reading.deprel, reading.upos, strict=True)
    }


def _gold_rows(tokens: Tokens, run: list[Sentence]) -> dict[Key, tuple[Key, str, str]]:
    keys = _keys(tokens.start, tokens.end)
    out, offset = {}, 0
    for sentence in run:
        for place, head in enumerate(sentence.head):
            governor = keys[offset + head - 1] if head else ROOT
            out[keys[offset + place]] = (governor, sentence.deprel[place].partition(":")[0], sentence.upos[place])
        offset += len(sentence.form)
    return out


def _ends(tokens: Tokens, run: list[Sentence]) -> set[int]:
    ends, words = set(), iter(tokens.end)
    for sentence in run:
        ends.add(list(islice(words, len(sentence.form)))[-1])
    return ends


def main() -> None:
    """Print the scores of each test set, as a table or as JSON."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=main.__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path, help="the model's folder; the shipped model when not given")
    parser.add_argument("--dev", action="store_true", help="score the dev sets of Bosque and Porttinari")
    parser.add_argument("--style", choices=TREEBANKS, help="read all in this treebank's style, not each in its own")
    parser.add_argument("--relations", action="store_true", help="score relations one by one instead")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    reader = load_reader(given.model)
    tests = (("bosque", "dev"), ("porttinari", "dev")) if given.dev else TESTS
    measures: tuple[tuple[str, Callable[..., dict[str, float]]], ...] = (("gold", score_gold), ("raw", score_raw))
    if given.relations:
        measures = (("gold", score_relations),)
    report = {}
    for name, split in tests:
        [(_, sentences)] = load(given.shared, split, [name])
        style = TREEBANKS.index(given.style or name) if (given.style or name) in ("bosque", "porttinari") else None
        for kind, measure in measures:
            scores = {title: round(value, 2) for title, value in measure(reader, sentences, style).items()}
            report[f"{name} {split}, {kind}"] = scores
            if not given.json:
                print(f"{name} {split}, {kind}: " + "  ".join(f"{k} {v:.2f}" for k, v in scores.items()), flush=True)
    if given.json:
        print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
