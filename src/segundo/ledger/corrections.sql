-- Version 3: what persons correct. docs/corrections.md has the rules.

CREATE TABLE corrections (              -- the log, of which nothing is changed or taken out
    id TEXT PRIMARY KEY,                -- a hash of the entry
    at TEXT NOT NULL,                   -- ISO 8601, UTC
    article TEXT,                       -- the id of the article that it is of
    record TEXT,                        -- the id of the record, or two names of actors
    batch TEXT,                         -- what was done as one has one
    target TEXT,                        -- of an undo: the correction or the batch that is undone
    entry TEXT NOT NULL                 -- JSON object: all of it
) STRICT;
CREATE INDEX corrections_by_time ON corrections (at, id);
CREATE INDEX corrections_by_article ON corrections (article) WHERE article IS NOT NULL;
CREATE INDEX corrections_by_record ON corrections (record) WHERE record IS NOT NULL;
CREATE INDEX corrections_by_batch ON corrections (batch) WHERE batch IS NOT NULL;
CREATE INDEX corrections_by_target ON corrections (target) WHERE target IS NOT NULL;
CREATE TRIGGER corrections_stay BEFORE UPDATE ON corrections BEGIN
    SELECT raise(ABORT, 'the log of corrections is never changed');
END;
CREATE TRIGGER corrections_remain BEFORE DELETE ON corrections BEGIN
    SELECT raise(ABORT, 'nothing is taken out of the log of corrections');
END;

CREATE TABLE found (                    -- records that corrections have changed or settled, and what was found by machine
    id TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    kind TEXT NOT NULL,                 -- the table that the record is of
    state TEXT,                         -- confirmed, corrected, added or rejected; null: it refers to one that is rejected
    fields TEXT NOT NULL,               -- JSON list: those that a person has set
    row TEXT                            -- JSON object: the record's columns as found; null where a person added it
) STRICT;
CREATE INDEX found_by_article ON found (article);
CREATE INDEX found_by_state ON found (kind, state);

CREATE TABLE orphans (                  -- corrections that fit nothing in their article any more
    correction TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX orphans_by_article ON orphans (article);

CREATE TABLE pairs (                    -- names or ids of actors that a person said are one, or are two
    one TEXT NOT NULL,                  -- the first of the two in the alphabet
    other TEXT NOT NULL,
    same INTEGER NOT NULL,              -- 0: they are two
    correction TEXT NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER statements_change AFTER UPDATE OF content ON statements BEGIN
    INSERT INTO statements_fts (statements_fts, rowid, content) VALUES ('delete', old.number, old.content);
    INSERT INTO statements_fts (rowid, content) VALUES (new.number, new.content);
END;

-- The most doubtful first: scores are chances, so that what is as likely wrong as right comes first.
CREATE INDEX statements_by_doubt ON statements (abs(score - 0.5)) WHERE first_id IS NULL;
CREATE INDEX figures_by_doubt ON figures (abs(score - 0.5)) WHERE first_id IS NULL;
CREATE INDEX events_by_doubt ON events (abs(score - 0.5)) WHERE first_id IS NULL;

-- What was rejected, in the columns of its table.
CREATE VIEW rejected_statements AS
    SELECT json_extract(row, '$.id') AS id, NULL AS number, article, json_extract(row, '$.passage') AS passage,
        json_extract(row, '$.position') AS position, json_extract(row, '$.speaker') AS speaker,
        json_extract(row, '$.speaker_folded') AS speaker_folded, json_extract(row, '$.act') AS act,
        json_extract(row, '$.form') AS form, json_extract(row, '$.said') AS said,
        json_extract(row, '$.content') AS content, json_extract(row, '$.cue') AS cue,
        json_extract(row, '$.source') AS source, json_extract(row, '$.on_behalf_of') AS on_behalf_of,
        json_extract(row, '$.on_behalf_of_folded') AS on_behalf_of_folded, json_extract(row, '$.actor_id') AS actor_id,
        json_extract(row, '$.when_id') AS when_id, json_extract(row, '$.content_spans') AS content_spans,
        json_extract(row, '$.cue_spans') AS cue_spans, json_extract(row, '$.source_spans') AS source_spans,
        json_extract(row, '$.rule') AS rule, json_extract(row, '$.score') AS score, NULL AS first_id
    FROM found WHERE kind = 'statements' AND state = 'rejected' AND row IS NOT NULL;
CREATE VIEW rejected_figures AS
    SELECT json_extract(row, '$.id') AS id, article, json_extract(row, '$.passage') AS passage,
        json_extract(row, '$.position') AS position, json_extract(row, '$.kind') AS kind,
        json_extract(row, '$.number') AS number, json_extract(row, '$.value') AS value,
        json_extract(row, '$.high') AS high, json_extract(row, '$.bound') AS bound, json_extract(row, '$.unit') AS unit,
        json_extract(row, '$.what') AS what, json_extract(row, '$.place') AS place,
        json_extract(row, '$.when_id') AS when_id, json_extract(row, '$.according_to') AS according_to,
        json_extract(row, '$.number_spans') AS number_spans, json_extract(row, '$.what_spans') AS what_spans,
        json_extract(row, '$.rule') AS rule, json_extract(row, '$.score') AS score, NULL AS first_id
    FROM found WHERE kind = 'figures' AND state = 'rejected' AND row IS NOT NULL;
CREATE VIEW rejected_events AS
    SELECT json_extract(row, '$.id') AS id, article, json_extract(row, '$.passage') AS passage,
        json_extract(row, '$.position') AS position, json_extract(row, '$.type') AS type,
        json_extract(row, '$.status') AS status, json_extract(row, '$.trigger') AS "trigger",
        json_extract(row, '$.actor') AS actor, json_extract(row, '$.target') AS target,
        json_extract(row, '$.place') AS place, json_extract(row, '$.when_id') AS when_id,
        json_extract(row, '$.according_to') AS according_to, json_extract(row, '$.trigger_spans') AS trigger_spans,
        json_extract(row, '$.actor_spans') AS actor_spans, json_extract(row, '$.target_spans') AS target_spans,
        json_extract(row, '$.rule') AS rule, json_extract(row, '$.score') AS score, NULL AS first_id
    FROM found WHERE kind = 'events' AND state = 'rejected' AND row IS NOT NULL;
CREATE VIEW rejected_times AS
    SELECT json_extract(row, '$.id') AS id, article, json_extract(row, '$.passage') AS passage,
        json_extract(row, '$.position') AS position, json_extract(row, '$.words') AS words,
        json_extract(row, '$.words_spans') AS words_spans, json_extract(row, '$.type') AS type,
        json_extract(row, '$.value') AS value, json_extract(row, '$.first_day') AS first_day,
        json_extract(row, '$.last_day') AS last_day, json_extract(row, '$.reason') AS reason,
        json_extract(row, '$.rule') AS rule, json_extract(row, '$.score') AS score, NULL AS first_id
    FROM found WHERE kind = 'times' AND state = 'rejected' AND row IS NOT NULL;
CREATE VIEW rejected_actors AS
    SELECT json_extract(row, '$.id') AS id, article, json_extract(row, '$.passage') AS passage,
        json_extract(row, '$.position') AS position, json_extract(row, '$.name') AS name,
        json_extract(row, '$.name_folded') AS name_folded, json_extract(row, '$.kind') AS kind,
        json_extract(row, '$.roles') AS roles, json_extract(row, '$.organisation') AS organisation,
        json_extract(row, '$.organisation_folded') AS organisation_folded, json_extract(row, '$.country') AS country,
        json_extract(row, '$.mentions') AS mentions, json_extract(row, '$.mentions_spans') AS mentions_spans,
        json_extract(row, '$.rule') AS rule, json_extract(row, '$.score') AS score, NULL AS first_id
    FROM found WHERE kind = 'actors' AND state = 'rejected' AND row IS NOT NULL;
