"""Proof that a ledger is sound: every hash, offset, id and reference is computed anew and compared."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path

from segundo.article import Article, Passage
from segundo.errors import UsageError
from segundo.ledger import copying, facts, forest, gathering, naming, restoring, rules, tallying, telling, twins
from segundo.ledger.corrections import from_json
from segundo.ledger.deriving import Rows
from segundo.ledger.ids import EQUAL_FROM, KINDS, PARTS, identify
from segundo.ledger.laying import derived, ground, standing
from segundo.ledger.opening import attach
from segundo.ledger.queries import pieces
from segundo.ledger.rows import Problem
from segundo.ledger.sayings import SAYINGS
from segundo.ledger.writing import digest, mentioned, words
from segundo.segment import fingerprint

LEDGER = "ledger"
"""What a problem names when it is of the file as a whole."""


def verify(connection: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """Everything that is wrong in the ledger at a path, the file's own problems first, then article by article."""
    for (finding,) in connection.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield Problem(LEDGER, finding)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield Problem(_name(connection, table, row), f"refers to something that is not in {parent}")
    yield from _full_text(path)
    numbers = connection.execute("SELECT number, id FROM articles ORDER BY number").fetchall()
    for number, identifier in numbers:
        yield from _article(connection, number, identifier)
    yield from _log(connection)
    yield from _equal_records(connection)
    if rules.found(connection) == rules.VERSION:  # what was found by others is to be found anew
        yield from _copies(connection)
        yield from _groups(connection)
        yield from _bearers(connection)


def _name(connection: sqlite3.Connection, table: str, row: int | None) -> str:
    columns = {column["name"] for column in connection.execute(f"SELECT name FROM pragma_table_info('{table}')")}
    key = next((name for name in ("id", "source", "number") if name in columns), None)
    if key is None or row is None:  # a table of the comparisons, whose rows have no names
        return table
    found = connection.execute(f"SELECT {key} FROM {table} WHERE rowid = ?", (row,)).fetchone()
    return f"{table} {found[0]}" if table in {"passages", "runs", "failures"} else str(found[0])


def _full_text(path: Path) -> Iterator[Problem]:
    # FTS5 checks itself through a statement that SQLite takes for a writing one, though it changes nothing.
    with closing(attach(path)) as connection:
        for table in ("passages_fts", "statements_fts"):
            try:
                connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT:
                    yield Problem(LEDGER, f"the full-text index {table} does not agree with its table")
                elif error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
                    yield Problem(LEDGER, f"the full-text index {table} cannot be proved: the file cannot be written")
                else:
                    raise


def _article(connection: sqlite3.Connection, number: int, identifier: str) -> Iterator[Problem]:
    try:
        article = restoring.article(connection, number)
        passages = restoring.passages(connection, number)
        restoring.records(connection, number)
        found, made = ground(connection, number), derived(connection, number)
    except (UsageError, ValueError, TypeError, LookupError) as error:
        yield Problem(identifier, f"cannot be read: {error}")
        return
    row = connection.execute("SELECT text_sha256, digest FROM articles WHERE number = ?", (number,)).fetchone()
    if sha256(article.text.encode()).hexdigest() != row["text_sha256"]:
        yield Problem(identifier, "the text is not the one that was read: its SHA-256 differs")
    elif digest(article) != row["digest"]:
        yield Problem(identifier, "its title, outlet, day or other particulars are not those that were read")
    yield from (Problem(identifier, what) for what in _passages(article.text, passages))
    for kind in KINDS:
        yield from _words(connection, kind, number, article.text)
    yield from _ids(article, passages, found.rows)
    if made:
        yield from _corrected(standing(connection, number), made[1].rows)


def _passages(text: str, passages: Sequence[Passage]) -> Iterator[str]:
    end = 0
    first: dict[str, int] = {}
    for number, passage in enumerate(passages, start=1):
        if passage.number != number:
            yield f"passage {number} is missing"
            return
        span = passage.span
        if not end <= span.start < span.end <= len(text):
            yield f"passage {number} does not stand after the one before it, inside the text"
        elif text[end : span.start].strip():
            yield f"there are words of no passage before passage {number}"
        if text[span.start : span.end] != passage.text:
            yield f"the text of passage {number} is not the article's"
        if fingerprint(passage.text) != passage.fingerprint:
            yield f"the fingerprint of passage {number} is not that of its words"
        if passage.first != (first.setdefault(passage.fingerprint, number) if passage.fingerprint else number):
            yield f"passage {number} does not name the first equal passage"
        end = span.end
    if text[end:].strip():
        yield "there are words of no passage at the end"


def _words(connection: sqlite3.Connection, kind: str, number: int, text: str) -> Iterator[Problem]:
    for row in connection.execute(f"SELECT * FROM {kind} WHERE article = ? ORDER BY position", (number,)):
        if not 0 <= row["score"] <= 1:
            yield Problem(row["id"], "the score is not between 0 and 1")
        for part in PARTS[kind]:
            marked = pieces(row[f"{part}_spans"])
            if any(not 0 <= start < end <= len(text) for start, end in marked):
                yield Problem(row["id"], f"the {part} is not inside the text")
            elif row[part] != (mentioned(text, marked) if part == "mentions" else words(text, marked)):
                yield Problem(row["id"], f"the words of the {part} are not those of the text")


def _ids(article: Article, passages: Sequence[Passage], found: Rows) -> Iterator[Problem]:
    """What is wrong in the ids of the records that were found, whatever was corrected since."""
    rows = {kind: sorted(found[kind].values(), key=lambda row: row["position"]) for kind in KINDS}
    try:
        expected = identify(article.id, passages, restoring.to_records(rows, passages))
    except ValueError as error:
        yield Problem(article.id, f"a record has no place: {error}")
        return
    for kind in KINDS:
        for row, (identifier, passage) in zip(rows[kind], expected[kind], strict=True):
            if row["id"] != identifier:
                yield Problem(row["id"], f"the id is not that of what the record marks, which is {identifier}")
            if row["passage"] != passage.number:
                yield Problem(row["id"], f"the record stands in passage {passage.number}, not {row['passage']}")


def _corrected(rows: Rows, expected: Rows) -> Iterator[Problem]:
    """What is not as the corrections of an article make it."""
    for kind in KINDS:
        there, right = rows[kind], expected[kind]
        for identifier in sorted(there.keys() | right.keys()):
            if there.get(identifier) != right.get(identifier):
                yield Problem(identifier, "is not what the corrections make of it")


def _log(connection: sqlite3.Connection) -> Iterator[Problem]:
    for identifier, entry in connection.execute("SELECT id, entry FROM corrections ORDER BY at, id"):
        try:
            if from_json(entry).id != identifier:
                yield Problem(identifier, "the entry of the log is of another id")
        except (UsageError, ValueError, TypeError, LookupError) as error:
            yield Problem(identifier, f"is no correction: {error}")


def _equal_records(connection: sqlite3.Connection) -> Iterator[Problem]:
    for kind in KINDS:
        wrong = connection.execute(
            f"""
            SELECT mine.id FROM {kind} AS mine
            JOIN passages AS here ON here.article = mine.article AND here.number = mine.passage
            WHERE mine.first_id IS NOT (
                SELECT theirs.id FROM passages AS there
                JOIN {kind} AS theirs ON theirs.article = there.article AND theirs.passage = there.number
                    AND substr(theirs.id, {EQUAL_FROM + 1}) = substr(mine.id, {EQUAL_FROM + 1})
                WHERE there.fingerprint = here.fingerprint AND here.fingerprint != '' AND there.article < here.article
                ORDER BY there.article LIMIT 1
            )
            ORDER BY mine.article, mine.position
            """
        )
        for (identifier,) in wrong:
            yield Problem(identifier, "does not point to the first equal record")


def _copies(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What is wrong in the texts that were compared; of what is to be compared yet, there is nothing to prove."""
    for number, identifier in connection.execute(
        "SELECT number, id FROM articles JOIN texts ON article = number ORDER BY number"
    ).fetchall():
        text, kept = copying.text_of(connection, number), copying.stored(connection, number)
        if text != kept:
            yield Problem(identifier, "its shingles, house or credits are not those of the article")
        if not copying.is_marked(connection, kept):
            yield Problem(identifier, "it cannot be found by its shingles")
    for identifier in copying.wrong_originals(connection):
        yield Problem(identifier, "its original is not the text that it goes back to")
    pairs = connection.execute("SELECT later, earlier, kind, shared, id FROM copies JOIN articles ON number = later")
    for row in pairs.fetchall():
        later = copying.stored(connection, row["later"])
        if copying.links(connection, later, [row["earlier"]]) != [
            (row["later"], row["earlier"], row["shared"], row["kind"])
        ]:
            yield Problem(row["id"], "is not the copy that it is said to be")


def _groups(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What is wrong in the stories and in the groups of statements, figures and events."""
    for number, identifier in connection.execute(
        "SELECT number, id FROM articles JOIN profiles ON node = number ORDER BY number"
    ).fetchall():
        if telling.about(connection, number) != telling.stored(connection, number):
            yield Problem(identifier, "its telling words are not those of the article")
    for number in twins.wrong(connection, telling.STORIES):
        yield Problem(_id(connection, "articles", number), "it does not name the first article that is told alike")
    for number in telling.wrong(connection):
        yield Problem(_id(connection, "articles", number), "other articles are kept as alike it than its words say")
    for identifier in facts.wrong(connection):
        yield Problem(identifier, "it is not counted by what its words tell")
    for identifier in gathering.wrong(connection):
        yield Problem(identifier, "its series is not the one that its figures make")
    for name in tallying.wrong(connection):
        yield Problem(name, "is not counted as its records make it")
    astray = "it does not stand in the group that it leads to"
    for table, groups in (("articles", telling.STORIES), ("statements", SAYINGS)):
        for node in forest.wrong(connection, groups):
            yield Problem(_id(connection, table, node), astray)
    for facts_groups in facts.FORESTS.values():
        for identifier in forest.wrong(connection, facts_groups):
            yield Problem(identifier, astray)


def _id(connection: sqlite3.Connection, table: str, number: int) -> str:
    """The id of an article or a statement."""
    return str(connection.execute(f"SELECT id FROM {table} WHERE number = ?", (number,)).fetchone()[0])


def _bearers(connection: sqlite3.Connection) -> Iterator[Problem]:
    """What is wrong in who is who."""
    for (actor,) in connection.execute(
        "SELECT (SELECT min(actor) FROM uses WHERE node = bearer.node) FROM bearers AS bearer"
        " LEFT JOIN bearers AS fuller ON fuller.node = bearer.parent"
        " WHERE bearer.tree IS NOT iif(bearer.parent IS NULL, bearer.node, fuller.tree) ORDER BY 1"
    ).fetchall():
        yield Problem(actor, "it is not the one that its names lead to")
    for found in naming.wrong(connection):
        yield Problem(found, "what is kept of it is not what its uses say")
