-- Figures and events that are one, over all articles, and what a figure is counted by. docs/counting.md has the rules.

CREATE TABLE amounts (                  -- figures that are one
    node TEXT PRIMARY KEY REFERENCES figures (id) ON DELETE CASCADE,      -- the figure
    counted TEXT,                       -- stems of what is counted, for tolls the kind; null until it is looked at
    narrow TEXT,                        -- the stem of the people that a toll is of, where not of people at large
    place TEXT,                         -- folded
    since TEXT,                         -- from when is counted: a year or a day
    part INTEGER,                       -- 1: it is a part of another figure
    parent TEXT,                        -- the earlier figure that it is most like
    likeness REAL,
    root TEXT                           -- the earliest appearance; null until it is found
) STRICT, WITHOUT ROWID;
CREATE INDEX amounts_by_root ON amounts (root);
CREATE INDEX amounts_by_counted ON amounts (counted, place);
INSERT INTO amounts (node) SELECT id FROM figures;
CREATE TRIGGER amounts_enter AFTER INSERT ON figures BEGIN
    INSERT INTO amounts (node) VALUES (new.id);
END;

CREATE TABLE deeds (                    -- events that are one
    node TEXT PRIMARY KEY REFERENCES events (id) ON DELETE CASCADE,       -- the event
    parent TEXT,                        -- the earlier event that it is most like
    likeness REAL,
    root TEXT                           -- the earliest appearance; null until it is found
) STRICT, WITHOUT ROWID;
CREATE INDEX deeds_by_root ON deeds (root);
INSERT INTO deeds (node) SELECT id FROM events;
CREATE TRIGGER deeds_enter AFTER INSERT ON events BEGIN
    INSERT INTO deeds (node) VALUES (new.id);
END;
