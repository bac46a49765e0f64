"""A ledger many times as large as one that was read, in which what is common to its news stays common.

python -m benchmarks.enlarging LEDGER TO TIMES

The rows are copied within SQLite, so that a hundred thousand long articles take minutes. What is compared is another in
each copy, but for what stands in more than :data:`COMMON` articles: shingles, phrases, telling words and passages are
other numbers, names have other words. So common names and words grow with the ledger, and all else is new, as it is in
other news. The words of the texts are the same, and the full-text indexes are left as they were. Who bears the common
names is found anew at last.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from zlib import crc32

from benchmarks.multiplying import aside, copy_file, derive_names, enter_copies, of_some, other_id
from segundo.ledger import open_ledger
from segundo.ledger.comparing import COMPARISONS
from segundo.repeats.shingles import SAMPLE
from segundo.repeats.stories import pack_weights, unpack_weights

COMMON = 5
"""What stands in more of the articles than these is common to all news."""

_STEP = 7919
_TABLES = (
    "articles", "passages", "times", "actors", "statements", "figures", "events", "texts", "marks", "copies",
    "profiles", "keys", "sayings", "phrases", "amounts", "deeds", "moments", "names", "name_words", "casts", "uses",
    "calls", "places", "bearers", "doubts",
)  # fmt: skip
_ARTICLE = {
    "articles.number", "copies.earlier", "copies.later", "texts.parent", "texts.original", "texts.first",
    "profiles.node", "profiles.parent", "profiles.root", "profiles.first", "casts.story",
}  # fmt: skip
_STATEMENT = {"statements.number", "sayings.node", "sayings.parent", "sayings.root", "phrases.statement"}
_NODE = {"bearers.node", "bearers.parent", "bearers.tree", "bearers.root", "uses.node", "calls.node", "doubts.one",
         "doubts.other"}  # fmt: skip
_NAME = {"names.number", "name_words.name", "uses.name", "calls.name", "calls.fuller", "bearers.name"}
_IDS = {"id", "first_id", "when_id", "actor_id", "according_to", "node", "parent", "root", "event"}
_FOUND = {
    "marks": ("mark", "SELECT mark FROM marks GROUP BY mark HAVING count(*) > {}"),
    "phrases": ("mark", "SELECT mark FROM phrases GROUP BY mark HAVING count(*) > {}"),
    "stems": ("stem", "SELECT stem FROM keys GROUP BY stem HAVING count(*) > {}"),
    "names": ("name", "SELECT name FROM uses GROUP BY name HAVING count(*) > {}"),
    "passages": (
        "fingerprint", "SELECT fingerprint FROM passages GROUP BY fingerprint HAVING count(DISTINCT article) > {}"
    ),
    "counted": ("counted", "SELECT counted FROM amounts GROUP BY counted HAVING count(*) > {}"),
}  # fmt: skip
"""For each sort of thing its column, and the query of those that more articles have than ``{}``."""


def enlarge(ledger: Path, to: Path, times: int) -> None:
    """Make a ledger that is another one, which has been compared, so many times."""
    copy_file(ledger, to)
    connection = sqlite3.connect(to, isolation_level=None)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1000000"):
        connection.execute(f"PRAGMA {setting}")
    for sort, (column, sql) in _FOUND.items():
        connection.execute(f"CREATE TEMP TABLE common_{sort} ({column} PRIMARY KEY) WITHOUT ROWID")
        connection.execute(f"INSERT INTO common_{sort} SELECT * FROM ({sql.format(COMMON)}) WHERE {column} IS NOT NULL")
    kept = frozenset(crc32(stem.encode()) for (stem,) in connection.execute("SELECT stem FROM common_stems"))
    connection.create_function("weighed", 2, lambda packed, copy: packed and _weighed(packed, kept, copy))
    connection.create_function("other", 2, of_some(other_id), deterministic=True)
    with aside(connection, "type IN ('index', 'trigger')"):
        counted = ("articles.number", "statements.number", "passages.id", "names.number", "bearers.node")
        enter_copies(connection, ledger, times, _TABLES, counted, _value)
    derive_names(connection)
    connection.executescript(
        "DELETE FROM ranks; INSERT INTO ranks (root, kind, articles, bearers) SELECT root, min(kind), sum(articles),"
        " count(*) FROM bearers JOIN names ON names.number = name GROUP BY root;"
        "UPDATE names SET waits = number IN (SELECT name FROM common_names); PRAGMA optimize;"
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    _compare(to)


def _compare(ledger: Path) -> None:
    """Find who bears the names that wait; the series, which are those of the first articles, are left as they are."""
    (step,) = (step for step in COMPARISONS if step.name == "who is who")
    with open_ledger(ledger, write=True) as book:
        while waiting := book._pending(step):
            for start in range(0, len(waiting), step.at_once):
                with book._transaction() as connection:
                    step.compare(connection, waiting[start : start + step.at_once])
        with book._transaction() as connection:
            for table in ("moved", "stirred", "regrouped"):
                connection.execute(f"DELETE FROM {table}")


def _value(table: str, name: str, names: object, greatest: Mapping[str, int]) -> str:
    """The SQL of a column's value in the copy ``:copy``."""
    full = f"{table}.{name}"
    other = f"CASE WHEN {name} IN (SELECT {{0}} FROM common_{{1}}) THEN {name} ELSE {{2}} END"
    if name == "article" or full in _ARTICLE:
        return f"{name} + :copy * {greatest['articles.number']}"
    if full in _STATEMENT:
        return f"{name} + :copy * {greatest['statements.number']}"
    if full in _NAME:
        column = "number" if full == "names.number" else name
        moved = f"{column} + :copy * {greatest['names.number']}"
        return f"CASE WHEN {column} IN (SELECT name FROM common_names) THEN {column} ELSE {moved} END"
    if full in _NODE:
        shared = f"{name} IN (SELECT node FROM source.bearers WHERE name IN (SELECT name FROM common_names))"
        moved = f"{name} + :copy * {greatest['bearers.node']}"
        return f"CASE WHEN {shared} THEN {name} ELSE {moved} END"
    special = {
        "passages.id": f"id + :copy * {greatest['passages.id']}",
        "articles.id": "id || '~' || :copy",
        "articles.published": "date(published, :copy || ' days')",
        "casts.day": "day",
        "passages.fingerprint": other.format("fingerprint", "passages", "fingerprint || :copy"),
        "profiles.weights": "weighed(weights, :copy)",
        "texts.same": f"same + :copy * {_STEP}",
        "profiles.same": f"same + :copy * {_STEP}",
        "marks.mark": other.format("mark", "marks", f"(mark + {_STEP * SAMPLE} * :copy) % 4294967296"),
        "phrases.mark": other.format("mark", "phrases", f"(mark + {_STEP} * :copy) % 4294967296"),
        "keys.stem": other.format("stem", "stems", "stem || :copy"),
        "amounts.counted": other.format("counted", "counted", "counted || :copy"),
        "amounts.line": f"line + :copy * {_STEP}",
        "names.words": "CASE WHEN number IN (SELECT name FROM common_names) THEN words"
        " ELSE replace(words, ' ', :copy || ' ') || :copy END",
        "name_words.word": "CASE WHEN name IN (SELECT name FROM common_names) THEN word ELSE word || :copy END",
    }
    if full in special:
        return special[full]
    if name == "day" and table != "moments":
        return "day + :copy * (day > 0)"
    own = f"other({name}, :copy)"
    if full == "bearers.first":
        return f"CASE WHEN first = '' OR name IN (SELECT name FROM common_names) THEN first ELSE {own} END"
    if name in _IDS or full in ("uses.actor", "calls.actor"):
        return own
    return f'"{name}"'


def _weighed(packed: bytes, kept: frozenset[int], copy: int) -> bytes:
    """What an article is about in a copy, as it is compared."""
    return pack_weights({
        number if number in kept else (number + _STEP * copy) % 2**32: weight
        for number, weight in unpack_weights(packed).items()
    })  # fmt: skip


def main() -> None:
    """Make a ledger so many times as large as another one."""
    ledger, to, times = sys.argv[1:]
    enlarge(Path(ledger), Path(to), int(times))


if __name__ == "__main__":
    main()
