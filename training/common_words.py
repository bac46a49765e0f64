"""List the common words of the treebanks: ``python -m training.common_words``.

A body whose name is one common word ("Comunidade") is one of many. The list has the nouns and adjectives that stand in
small letters in the treebanks five times or more, or twice and more often than with a capital within a sentence,
without accents. Very short ones, which may be acronyms, are left out.
"""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from pathlib import Path

from evaluation.conllu import read_treebank
from evaluation.data import SHARED
from segundo.resolve.names import SMALL_LENGTH, plain

OUT = Path(__file__).resolve().parent.parent / "src/segundo/languages/pt/common_words.json"
TREEBANKS = ("bosque", "gsd", "porttinari", "pud")
OFTEN, LEAST = 5, 2


def main() -> None:
    """Count and write."""
    counts: Counter[str] = Counter()
    capitals: Counter[str] = Counter()
    for name in TREEBANKS:
        for path in sorted((SHARED / "treebanks" / name).glob("*.conllu")):
            for sentence in read_treebank(path):
                words = zip(sentence.form, sentence.upos, strict=True)
                counts.update(plain(form) for form, tag in words if form.islower() and tag in ("NOUN", "ADJ"))
                capitals.update(plain(form.lower()) for form in sentence.form[1:] if form[0].isupper())
    often = (word for word, count in counts.items() if count >= OFTEN or (count >= LEAST and count > capitals[word]))
    common = sorted(word for word in often if len(word) > SMALL_LENGTH and word.isalpha())
    lines = [json.dumps(line, ensure_ascii=False) for line in textwrap.wrap(" ".join(common), 116)]
    OUT.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
