"""Whether a text is in another language than the one that is read."""

from __future__ import annotations

import re
from functools import cache

from segundo.languages import table

FOREIGN = "seems to be in another language"
"""What is noted of such an article."""

_FEWEST = 30
"""Words of a text that can tell."""
_SHARE = 0.05
"""Of the words of an article less are such as the language alone has: of 4,059 Portuguese ones in one, a list."""
_ENOUGH = 20_000
"""Characters that are looked at."""
_WORD = re.compile(r"[^\W\d_]+")


def is_foreign(text: str, language: str) -> bool:
    """Whether a text has hardly a word of those that only its language has; a short text never is."""
    found = [word.lower() for word in _WORD.findall(text, 0, _ENOUGH)]
    own = _own_words(language)
    return len(found) >= _FEWEST and sum(word in own for word in found) < _SHARE * len(found)


@cache
def _own_words(language: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table(language, "own_words"))
