-- The ledger of Segundo, version 1. docs/ledger.md explains it.
-- Spans are JSON lists of [start, end) in code points of the article's text; words of several pieces are joined by " […] ".

CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    version TEXT NOT NULL,              -- of the reader and the finders
    started TEXT NOT NULL,              -- ISO 8601, UTC
    finished TEXT,                      -- null where the run was cut short
    articles INTEGER,                   -- written
    known INTEGER,                      -- met before, left as they were
    failures INTEGER
) STRICT;

CREATE TABLE articles (
    number INTEGER PRIMARY KEY,         -- the order of arrival
    id TEXT NOT NULL UNIQUE,
    title TEXT,
    outlet TEXT,
    outlet_folded TEXT,
    url TEXT,
    byline TEXT,
    published TEXT,                     -- ISO 8601 day
    basis TEXT NOT NULL,                -- given, extracted or unknown
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,        -- of the raw bytes
    notes TEXT NOT NULL,                -- JSON list: what was mended
    extra TEXT NOT NULL,                -- JSON object: what the source gave besides
    digest BLOB NOT NULL,               -- of text and metadata: is this the same article?
    version TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (number)
) STRICT;
CREATE INDEX articles_by_day ON articles (published);
CREATE INDEX articles_by_outlet ON articles (outlet_folded);
CREATE INDEX articles_by_run ON articles (run);

CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    number INTEGER NOT NULL,            -- from 1 within the article
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    first INTEGER NOT NULL,             -- number of the equal passage that stands first in the article
    fingerprint TEXT NOT NULL,          -- of the folded words
    text TEXT NOT NULL,
    UNIQUE (article, number)
) STRICT;
CREATE INDEX passages_by_fingerprint ON passages (fingerprint, article);

CREATE TABLE times (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    passage INTEGER NOT NULL,
    position INTEGER NOT NULL,          -- from 0 among the article's records of this kind
    words TEXT NOT NULL,
    words_spans TEXT NOT NULL,
    type TEXT NOT NULL,
    value TEXT,                         -- TIMEX3
    first_day TEXT,                     -- the days that the value covers, where it names days
    last_day TEXT,
    reason TEXT,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    first_id TEXT REFERENCES times (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (article, passage) REFERENCES passages (article, number) ON DELETE CASCADE
) STRICT;
CREATE INDEX times_by_passage ON times (article, passage);
CREATE INDEX times_by_first ON times (first_id) WHERE first_id IS NOT NULL;

CREATE TABLE actors (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    passage INTEGER NOT NULL,           -- of the first mention
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    roles TEXT NOT NULL,                -- JSON list
    organisation TEXT,
    organisation_folded TEXT,
    country TEXT,                       -- ISO 3166-1 alpha-2
    mentions TEXT NOT NULL,             -- JSON list of the words
    mentions_spans TEXT NOT NULL,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    first_id TEXT REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (article, passage) REFERENCES passages (article, number) ON DELETE CASCADE
) STRICT;
CREATE INDEX actors_by_passage ON actors (article, passage);
CREATE INDEX actors_by_first ON actors (first_id) WHERE first_id IS NOT NULL;
CREATE INDEX actors_by_name ON actors (name_folded);

CREATE TABLE statements (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,     -- its row in the full-text index
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    passage INTEGER NOT NULL,
    position INTEGER NOT NULL,
    speaker TEXT,
    speaker_folded TEXT,
    act TEXT NOT NULL,
    form TEXT NOT NULL,
    said INTEGER NOT NULL,              -- 0: the text says that it was not said
    content TEXT,
    cue TEXT,
    source TEXT,
    on_behalf_of TEXT,
    on_behalf_of_folded TEXT,
    actor_id TEXT REFERENCES actors (id) DEFERRABLE INITIALLY DEFERRED,
    when_id TEXT REFERENCES times (id) DEFERRABLE INITIALLY DEFERRED,
    content_spans TEXT NOT NULL,
    cue_spans TEXT NOT NULL,
    source_spans TEXT NOT NULL,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    first_id TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (article, passage) REFERENCES passages (article, number) ON DELETE CASCADE
) STRICT;
CREATE INDEX statements_by_passage ON statements (article, passage);
CREATE INDEX statements_by_first ON statements (first_id) WHERE first_id IS NOT NULL;
CREATE INDEX statements_by_speaker ON statements (speaker_folded) WHERE speaker_folded IS NOT NULL;
CREATE INDEX statements_by_actor ON statements (actor_id) WHERE actor_id IS NOT NULL;
CREATE INDEX statements_by_time ON statements (when_id) WHERE when_id IS NOT NULL;

CREATE TABLE figures (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    passage INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    number TEXT,                        -- the words of the number
    value REAL NOT NULL,
    high REAL,                          -- the upper end of a range
    bound TEXT NOT NULL,
    unit TEXT,                          -- ISO 4217 for money, % for per cent
    what TEXT,
    place TEXT,
    when_id TEXT REFERENCES times (id) DEFERRABLE INITIALLY DEFERRED,
    according_to TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    number_spans TEXT NOT NULL,
    what_spans TEXT NOT NULL,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    first_id TEXT REFERENCES figures (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (article, passage) REFERENCES passages (article, number) ON DELETE CASCADE
) STRICT;
CREATE INDEX figures_by_passage ON figures (article, passage);
CREATE INDEX figures_by_first ON figures (first_id) WHERE first_id IS NOT NULL;
CREATE INDEX figures_by_time ON figures (when_id) WHERE when_id IS NOT NULL;
CREATE INDEX figures_by_statement ON figures (according_to) WHERE according_to IS NOT NULL;

CREATE TABLE events (
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    passage INTEGER NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,                 -- a PLOVER root, GOVERN, JUSTICE or HARM
    status TEXT NOT NULL,
    "trigger" TEXT,
    actor TEXT,
    target TEXT,
    place TEXT,
    when_id TEXT REFERENCES times (id) DEFERRABLE INITIALLY DEFERRED,
    according_to TEXT REFERENCES statements (id) DEFERRABLE INITIALLY DEFERRED,
    trigger_spans TEXT NOT NULL,
    actor_spans TEXT NOT NULL,
    target_spans TEXT NOT NULL,
    rule TEXT NOT NULL,
    score REAL NOT NULL,
    first_id TEXT REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (article, passage) REFERENCES passages (article, number) ON DELETE CASCADE
) STRICT;
CREATE INDEX events_by_passage ON events (article, passage);
CREATE INDEX events_by_first ON events (first_id) WHERE first_id IS NOT NULL;
CREATE INDEX events_by_time ON events (when_id) WHERE when_id IS NOT NULL;
CREATE INDEX events_by_statement ON events (according_to) WHERE according_to IS NOT NULL;

CREATE TABLE failures (
    source TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs (number)
) STRICT;
CREATE INDEX failures_by_run ON failures (run);

CREATE TABLE readings (                 -- what the reader said of a passage's exact text, to spare reading it again
    key BLOB PRIMARY KEY,
    model TEXT NOT NULL,
    reading BLOB NOT NULL
) STRICT;
CREATE INDEX readings_by_model ON readings (model);

CREATE VIRTUAL TABLE passages_fts USING fts5 (
    text, content = "passages", content_rowid = "id", tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER passages_enter AFTER INSERT ON passages BEGIN
    INSERT INTO passages_fts (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER passages_leave AFTER DELETE ON passages BEGIN
    INSERT INTO passages_fts (passages_fts, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE VIRTUAL TABLE statements_fts USING fts5 (
    content, content = "statements", content_rowid = "number", tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER statements_enter AFTER INSERT ON statements BEGIN
    INSERT INTO statements_fts (rowid, content) VALUES (new.number, new.content);
END;
CREATE TRIGGER statements_leave AFTER DELETE ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, content) VALUES ('delete', old.number, old.content);
END;

-- Every record in one list, and every piece of text that one marks.
CREATE VIEW records AS
    SELECT id, 'statement' AS kind, article, passage, position, rule, score, first_id FROM statements
    UNION ALL SELECT id, 'figure', article, passage, position, rule, score, first_id FROM figures
    UNION ALL SELECT id, 'event', article, passage, position, rule, score, first_id FROM events
    UNION ALL SELECT id, 'time', article, passage, position, rule, score, first_id FROM times
    UNION ALL SELECT id, 'actor', article, passage, position, rule, score, first_id FROM actors;

CREATE VIEW spans AS
    WITH part (record, article, role, spans) AS (
        SELECT id, article, 'content', content_spans FROM statements
        UNION ALL SELECT id, article, 'cue', cue_spans FROM statements
        UNION ALL SELECT id, article, 'source', source_spans FROM statements
        UNION ALL SELECT id, article, 'number', number_spans FROM figures
        UNION ALL SELECT id, article, 'what', what_spans FROM figures
        UNION ALL SELECT id, article, 'trigger', trigger_spans FROM events
        UNION ALL SELECT id, article, 'actor', actor_spans FROM events
        UNION ALL SELECT id, article, 'target', target_spans FROM events
        UNION ALL SELECT id, article, 'words', words_spans FROM times
        UNION ALL SELECT id, article, 'mentions', mentions_spans FROM actors
    )
    SELECT part.record, part.article, part.role, piece.key AS piece,
        json_extract(piece.value, '$[0]') AS start, json_extract(piece.value, '$[1]') AS stop,
        substr(articles.text, json_extract(piece.value, '$[0]') + 1,
            json_extract(piece.value, '$[1]') - json_extract(piece.value, '$[0]')) AS words
    FROM part JOIN articles ON articles.number = part.article, json_each(part.spans) AS piece;
