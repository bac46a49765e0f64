-- How many there are by each way of counting, kept as the ledger grows. Records that stand alone count once in every way, so
-- that only groups of several need be looked at, each when it changes.

CREATE TABLE repeated (                 -- groups of which not every appearance is a report of its own
    kind TEXT NOT NULL,                 -- the table that its records are of
    root ANY NOT NULL,                  -- of the group, as sayings, amounts and deeds have it
    records INTEGER NOT NULL,           -- with no first_id that are no independent reports
    PRIMARY KEY (kind, root)
) STRICT, WITHOUT ROWID;
CREATE TABLE regrouped (                -- groups that changed, to be counted anew
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    root ANY NOT NULL,
    UNIQUE (kind, root)
) STRICT;

CREATE INDEX sayings_again ON sayings (root) WHERE root != node;
CREATE TRIGGER sayings_regroup AFTER UPDATE OF root ON sayings
WHEN old.root IS NOT new.root AND (old.root != old.node OR new.root != new.node) BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'statements', value FROM (SELECT old.root AS value UNION SELECT new.root) WHERE value IS NOT NULL;
END;
CREATE TRIGGER sayings_ungroup AFTER DELETE ON sayings WHEN old.root IS NOT NULL BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root) VALUES ('statements', old.root);
END;
CREATE TRIGGER statements_repeat AFTER UPDATE OF first_id ON statements BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'statements', root FROM sayings WHERE node = new.number AND root IS NOT NULL;
END;
INSERT INTO regrouped (kind, root) SELECT DISTINCT 'statements', root FROM sayings WHERE root != node;

CREATE INDEX amounts_again ON amounts (root) WHERE root != node;
CREATE TRIGGER amounts_regroup AFTER UPDATE OF root ON amounts
WHEN old.root IS NOT new.root AND (old.root != old.node OR new.root != new.node) BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'figures', value FROM (SELECT old.root AS value UNION SELECT new.root) WHERE value IS NOT NULL;
END;
CREATE TRIGGER amounts_ungroup AFTER DELETE ON amounts WHEN old.root IS NOT NULL BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root) VALUES ('figures', old.root);
END;
CREATE TRIGGER figures_repeat AFTER UPDATE OF first_id ON figures BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'figures', root FROM amounts WHERE node = new.id AND root IS NOT NULL;
END;
INSERT INTO regrouped (kind, root) SELECT DISTINCT 'figures', root FROM amounts WHERE root != node;

CREATE INDEX deeds_again ON deeds (root) WHERE root != node;
CREATE TRIGGER deeds_regroup AFTER UPDATE OF root ON deeds
WHEN old.root IS NOT new.root AND (old.root != old.node OR new.root != new.node) BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'events', value FROM (SELECT old.root AS value UNION SELECT new.root) WHERE value IS NOT NULL;
END;
CREATE TRIGGER deeds_ungroup AFTER DELETE ON deeds WHEN old.root IS NOT NULL BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root) VALUES ('events', old.root);
END;
CREATE TRIGGER events_repeat AFTER UPDATE OF first_id ON events BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'events', root FROM deeds WHERE node = new.id AND root IS NOT NULL;
END;
INSERT INTO regrouped (kind, root) SELECT DISTINCT 'events', root FROM deeds WHERE root != node;

CREATE TRIGGER texts_regroup AFTER UPDATE OF original ON texts WHEN old.original IS NOT new.original BEGIN
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'statements', root FROM statements JOIN sayings ON node = statements.number
        WHERE article = new.article AND root IS NOT NULL;
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'figures', root FROM figures JOIN amounts ON node = figures.id
        WHERE article = new.article AND root IS NOT NULL;
    INSERT OR IGNORE INTO regrouped (kind, root)
        SELECT 'events', root FROM events JOIN deeds ON node = events.id
        WHERE article = new.article AND root IS NOT NULL;
END;
CREATE INDEX texts_again ON texts (original) WHERE original != article;

CREATE TABLE tallies (                  -- what is counted up and down
    name TEXT PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO tallies (name, count)
    SELECT 'distinct passages', count(DISTINCT nullif(fingerprint, '')) + count(*) FILTER (WHERE fingerprint = '')
    FROM passages;
CREATE TRIGGER passages_count BEFORE INSERT ON passages
WHEN new.fingerprint = '' OR NOT EXISTS (SELECT 1 FROM passages WHERE fingerprint = new.fingerprint) BEGIN
    UPDATE tallies SET count = count + 1 WHERE name = 'distinct passages';
END;
CREATE TRIGGER passages_discount AFTER DELETE ON passages
WHEN old.fingerprint = '' OR NOT EXISTS (SELECT 1 FROM passages WHERE fingerprint = old.fingerprint) BEGIN
    UPDATE tallies SET count = count - 1 WHERE name = 'distinct passages';
END;

-- Records that have a time of their own, in the order of lists: few have one.
CREATE INDEX statements_timed ON statements (article, passage, position, when_id) WHERE when_id IS NOT NULL;
CREATE INDEX figures_timed ON figures (article, passage, position, when_id) WHERE when_id IS NOT NULL;
CREATE INDEX events_timed ON events (article, passage, position, when_id) WHERE when_id IS NOT NULL;
