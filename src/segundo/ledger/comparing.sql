-- What comparing looks at is kept in the form in which it is compared, and copies in trees as all other groups are.

ALTER TABLE texts ADD COLUMN parent INTEGER;        -- the earlier text that this one shares most shingles with
ALTER TABLE texts ADD COLUMN shared INTEGER;        -- how many
ALTER TABLE profiles ADD COLUMN weights BLOB;       -- checksums of the stems and their weights; null until it is found
ALTER TABLE sayings ADD COLUMN size INTEGER;        -- the number of its phrases; null until it is looked at

ALTER TABLE amounts ADD COLUMN line INTEGER;        -- of the figures that may be in one series; null until it is found
CREATE INDEX amounts_by_line ON amounts (line);

CREATE TABLE series (                   -- figures over time, as they are listed: those that count once, two or more
    id TEXT PRIMARY KEY,                -- the earliest figure
    line INTEGER NOT NULL,
    kind TEXT NOT NULL,
    unit TEXT,
    what TEXT,
    place TEXT,
    since TEXT,
    story TEXT,
    points INTEGER NOT NULL,
    parts INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    sources INTEGER NOT NULL,
    first_day TEXT,
    last_day TEXT,
    low REAL NOT NULL,
    high REAL NOT NULL,
    last REAL NOT NULL,
    words TEXT NOT NULL                 -- JSON list: the stems by which it is asked for
) STRICT;
CREATE INDEX series_by_line ON series (line);
CREATE INDEX series_by_points ON series (points DESC, sources DESC, id);

CREATE TABLE moved (article INTEGER PRIMARY KEY) STRICT;    -- whose figures are to be looked at for their lines
CREATE TABLE stirred (line INTEGER PRIMARY KEY) STRICT;     -- of which the series are to be found anew

-- A trigger's own OR IGNORE would give way to what the statement that fires it says of conflicts.
CREATE TRIGGER amounts_move AFTER UPDATE OF root ON amounts WHEN old.root IS NOT new.root BEGIN
    INSERT INTO moved (article) SELECT article FROM figures
        WHERE id = new.node AND article NOT IN (SELECT article FROM moved);
END;
CREATE TRIGGER amounts_leave AFTER DELETE ON amounts
    WHEN old.line IS NOT NULL AND old.line NOT IN (SELECT line FROM stirred) BEGIN
    INSERT INTO stirred (line) VALUES (old.line);
END;
-- Whether a story is told by several articles is another thing also for its first one.
CREATE TRIGGER profiles_move AFTER UPDATE OF root ON profiles WHEN old.root IS NOT new.root BEGIN
    INSERT INTO moved (article) SELECT number FROM articles
        WHERE number IN (new.node, old.root, new.root) AND number NOT IN (SELECT article FROM moved);
END;
-- A source is who speaks, under whatever name.
CREATE TRIGGER uses_move AFTER UPDATE OF node ON uses WHEN old.node IS NOT new.node BEGIN
    INSERT INTO moved (article) SELECT DISTINCT figures.article
        FROM statements JOIN figures ON according_to = statements.id
        WHERE actor_id = new.actor AND figures.article NOT IN (SELECT article FROM moved);
END;
CREATE TRIGGER bearers_move AFTER UPDATE OF root ON bearers WHEN old.root IS NOT new.root BEGIN
    INSERT INTO moved (article) SELECT DISTINCT figures.article
        FROM uses JOIN statements ON actor_id = actor JOIN figures ON according_to = statements.id
        WHERE node = new.node AND figures.article NOT IN (SELECT article FROM moved);
END;
